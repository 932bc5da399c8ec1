//! Texts as they are checked and compared: line ends, lengths, slugs, e-mail addresses.

use unicode_segmentation::UnicodeSegmentation;

use crate::api::Invalid;

/// Turns CRLF and lone CR into LF: browsers send CRLF, people see neither. Nothing else is changed, because hashes
/// and offsets refer to the text.
pub fn unify_line_ends(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// Length as people count it: grapheme clusters.
pub fn length(text: &str) -> usize {
    text.graphemes(true).count()
}

/// The beginning of a text on one line, at most so many characters of it; what goes on is cut after a word.
pub fn beginning(text: &str, characters: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut ends = line.char_indices().map(|(at, _)| at).skip(characters);
    let Some(end) = ends.next() else {
        return line;
    };
    // With the character behind it: a word that ends just there is whole.
    let next = ends.next().unwrap_or(line.len());
    let end = line
        .get(..next)
        .and_then(|beginning| beginning.rfind(' '))
        .unwrap_or(end);
    format!("{} …", line.get(..end).unwrap_or_default())
}

/// Most bytes that a character takes on average: marks can be piled on one letter without end, and would make a short text
/// of any size.
const BYTES: usize = 8;

/// Adds `errors.required` or `errors.too_long` for a text field.
pub fn check_text(invalid: &mut Invalid, field: &str, text: &str, required: bool, max: usize) {
    if required && text.trim().is_empty() {
        invalid.add(field, "errors.required");
    } else if text.len() > max && (text.len() > max.saturating_mul(BYTES) || length(text) > max) {
        // Bytes bound clusters from above, so that the common short text is not segmented at all.
        invalid.add_with(field, "errors.too_long", &[("max", max.to_string())]);
    }
}

/// Longest e-mail address, in bytes (RFC 5321, 4.5.3.1.3 without the brackets).
pub const MAX_EMAIL: usize = 254;

/// Whether a text can be an e-mail address: one `@`, a dot in the domain, no spaces or controls. Whether it works is
/// known only when a mail arrives.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    !local.is_empty()
        && text.len() <= MAX_EMAIL
        && !text
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';'))
        && !local.contains('@')
        && domain.contains('.')
        && domain
            .split('.')
            .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
}

/// Links in one text from which on it looks like advertisement.
const MANY_LINKS: usize = 5;

/// Whether a text looks like advertisement: so many links no concern needs.
pub fn is_full_of_links(text: &str) -> bool {
    text.matches("://").count() >= MANY_LINKS
}

/// Whether a text can be a slug: lower-case letters a–z, digits and single hyphens, 3 to 80 characters.
pub fn is_slug(text: &str) -> bool {
    (3..=MAX_SLUG).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
}

/// Proposes a slug for a German title: `Hafenquartier Nord – 2. Änderung` becomes `hafenquartier-nord-2-aenderung`.
pub fn slug_from(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            'a'..='z' | '0'..='9' => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let slug = cut_slug(slug.trim_end_matches('-'), MAX_SLUG);
    if slug.len() < 3 {
        format!("plan-{slug}").trim_matches('-').to_owned()
    } else {
        slug.to_owned()
    }
}

/// Longest slug.
pub const MAX_SLUG: usize = 80;

/// The beginning of a slug, at most so many characters of it; what goes on is cut after a word.
pub fn cut_slug(slug: &str, characters: usize) -> &str {
    if slug.len() <= characters {
        return slug;
    }
    // With the character behind it: a word that ends just there is whole.
    let words = slug
        .get(..=characters)
        .and_then(|beginning| beginning.rsplit_once('-'));
    words.map_or_else(|| slug.get(..characters).unwrap_or(slug), |(whole, _)| whole)
}

/// A text as the alphabet has it: in small letters, umlauts as their vowels (DIN 5007-1).
pub fn alphabetical(text: &str) -> String {
    text.to_lowercase()
        .replace('ä', "a")
        .replace('ö', "o")
        .replace('ü', "u")
        .replace('ß', "ss")
}

/// A number with the English word for what is counted, for operators.
pub fn counted<N: std::fmt::Display + PartialEq + From<u8>>(count: N, one: &str, many: &str) -> String {
    let word = if count == N::from(1) { one } else { many };
    format!("{count} {word}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_lf_and_nothing_else_changes() {
        assert_eq!(unify_line_ends("a\r\nb\rc\n  d\u{a0}"), "a\nb\nc\n  d\u{a0}");
    }

    #[test]
    fn the_beginning_of_a_text_is_one_line_cut_after_a_word() {
        for (text, short) in [
            ("", ""),
            (" Zu\n laut. ", "Zu laut."),
            ("Zu laut am Kai", "Zu laut …"),
            ("Zu laute Züge", "Zu laute …"),
            ("Zu lautstark", "Zu …"),
            ("Donaudampfschiff", "Donaudam …"),
        ] {
            assert_eq!(beginning(text, 8), short, "{text}");
        }
    }

    #[test]
    fn a_text_is_as_long_as_people_count_it_and_never_of_any_size() {
        let is_too_long = |text: &str| {
            let mut invalid = Invalid::default();
            check_text(&mut invalid, "body", text, false, 10);
            !invalid.0.is_empty()
        };
        assert!(!is_too_long(&"e\u{301}".repeat(10)));
        assert!(is_too_long(&"e\u{301}".repeat(11)));
        assert!(is_too_long(&format!("e{}", "\u{301}".repeat(1000))), "one letter");
    }

    #[test]
    fn slugs_are_proposed_from_german_titles() {
        for (title, slug) in [
            (
                "Hafenquartier Nord – 2. Änderung",
                "hafenquartier-nord-2-aenderung",
            ),
            ("„Große Weide“ (Süd)", "grosse-weide-sued"),
            ("A", "plan-a"),
        ] {
            assert_eq!(slug_from(title), slug);
            assert!(is_slug(slug), "{slug}");
        }
    }

    #[test]
    fn a_long_title_makes_a_slug_of_whole_words() {
        let title =
            "Vorhabenbezogener Bebauungsplan 12 „Nahversorgung und Wohnen am alten Güterbahnhof“ (Süd)";
        let slug = slug_from(title);
        assert_eq!(
            slug,
            "vorhabenbezogener-bebauungsplan-12-nahversorgung-und-wohnen-am-alten"
        );
        assert!(is_slug(&slug));
        assert_eq!(cut_slug("am-hafen", 8), "am-hafen");
        assert_eq!(cut_slug("am-hafen-nord", 8), "am-hafen");
        assert_eq!(cut_slug("am-hafen-nord", 7), "am");
        assert_eq!(
            slug_from(&"a".repeat(90)),
            "a".repeat(80),
            "one word has no end before"
        );
    }

    #[test]
    fn one_is_counted_as_one() {
        assert_eq!(counted(1_usize, "address", "addresses"), "1 address");
        assert_eq!(counted(0_i64, "chain", "chains"), "0 chains");
    }

    #[test]
    fn a_text_that_is_mostly_links_is_told_from_one_that_names_a_few() {
        assert!(!is_full_of_links(&"siehe https://stadt.example/plan ".repeat(4)));
        assert!(is_full_of_links(&"kaufen http://a.example ".repeat(5)));
        assert!(is_full_of_links(&"KAUFEN HTTPS://A.EXAMPLE ".repeat(5)));
    }

    #[test]
    fn addresses_of_mail_are_told_from_other_texts() {
        for good in ["a@b.de", "vorname.nachname+plan@amt.stadt.example"] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "", "a", "a@b", "a b@c.de", "a@b..de", "a@@b.de", "@b.de", "a@b.de\n", "a,b@c.de",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
