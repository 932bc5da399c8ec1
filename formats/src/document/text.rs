//! What every renderer does to text before it writes it: only characters that can be written, in lines that can break.
//!
//! Invariants: no visible character is dropped (what cannot be written becomes U+FFFD); characters that only
//! steer the direction of other text are dropped, because they can make a document read differently than it is.

/// The text as any of the formats can hold it: line ends are `\n`, control characters that XML 1.0 forbids
/// become U+FFFD, byte order marks and overrides of direction (U+202A to U+202E, U+2066 to U+2069) vanish.
#[must_use]
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\t' => out.push(c),
            '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() || is_noncharacter(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

/// [`clean`] on one line: titles, headings, footers.
#[must_use]
pub fn clean_line(text: &str) -> String {
    clean(text).replace(['\n', '\t'], " ")
}

fn is_noncharacter(c: char) -> bool {
    let code = u32::from(c);
    (0xfdd0..=0xfdef).contains(&code) || code & 0xfffe == 0xfffe
}

/// Whether the text is read from right to left: its first letter decides (UAX #9, rules P2 and P3).
#[must_use]
pub fn right_to_left(text: &str) -> bool {
    text.chars()
        .find_map(|c| match u32::from(c) {
            0x590..=0x8ff | 0xfb1d..=0xfdff | 0xfe70..=0xfefc | 0x1_0800..=0x1_0fff | 0x1_e800..=0x1_efff => {
                Some(true)
            }
            _ if c.is_alphabetic() => Some(false),
            _ => None,
        })
        .unwrap_or(false)
}

/// Longest stretch without a blank that is left alone: longer than any word of a plan.
const LONGEST_WORD: usize = 44;
/// A stretch beyond that may break after this many characters.
const BREAK_EVERY: usize = 16;

/// Lets stretches without a blank break (zero width space), so that they stay within a narrow column.
#[must_use]
pub fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in text.split_inclusive(char::is_whitespace) {
        if piece.len() <= LONGEST_WORD || piece.chars().count() <= LONGEST_WORD {
            out.push_str(piece);
            continue;
        }
        let mut since = 0;
        for c in piece.chars() {
            // A mark belongs to the character before it, a joiner to both its neighbours.
            if since >= BREAK_EVERY && (c.is_alphanumeric() || c.is_ascii()) && !out.ends_with('\u{200d}') {
                out.push('\u{200b}');
                since = 0;
            }
            out.push(c);
            since += 1;
        }
    }
    out
}

/// About how many lines the text takes where a line holds so many characters: words stay whole as long as they fit. For
/// layouts that have to know before a typesetter measures.
#[must_use]
pub fn lines(text: &str, width: usize) -> usize {
    let width = width.max(1);
    let of_line = |line: &str| {
        let (mut lines, mut used) = (1, 0);
        for word in line.split(' ') {
            let length = word.chars().count();
            let with_blank = if used == 0 { length } else { used + 1 + length };
            if with_blank <= width {
                used = with_blank;
                continue;
            }
            if used > 0 {
                lines += 1;
            }
            lines += length.saturating_sub(1) / width;
            used = length.checked_sub(1).map_or(0, |last| last % width + 1);
        }
        lines
    };
    text.split('\n').map(of_line).sum()
}

/// The text as content or attribute of XML and HTML, cleaned.
#[must_use]
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_and_longer_ones_are_broken() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("zu laut und zu eng", 10), 2);
        assert_eq!(lines("zu laut\n\nund zu eng", 10), 3);
        assert_eq!(lines(&"x".repeat(25), 10), 3);
        assert_eq!(lines(&format!("zu {} laut", "x".repeat(25)), 10), 4);
        assert_eq!(lines("a b", 0), 2);
    }
}
