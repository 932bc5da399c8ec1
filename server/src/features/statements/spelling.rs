//! The words of a text, however their letters are spelled: composed or not, with or without their marks, with signs in them
//! that nobody sees.
//!
//! Invariants: a word keeps its place in the text as it is, with the marks on its last letter; two spellings of a name have a
//! key in common.

use std::{borrow::Cow, cell::OnceCell};

use unicode_normalization::{UnicodeNormalization as _, char::canonical_combining_class};

/// Letters from which on a word of a name is found alone.
pub(super) const LONG_ENOUGH: usize = 3;

/// What an apostrophe within a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Apostrophe {
    /// It parts two words: `l’Anna`.
    Parts,
    /// It is left out: `O’Neill` is `ONeill`.
    LeftOut,
}

/// How a text and what is looked for in it are read: in both ways where one of them has an apostrophe.
pub(super) fn readings(text: &str, wanted: &[&str]) -> impl Iterator<Item = Apostrophe> + use<> {
    let has_one = std::iter::once(&text)
        .chain(wanted)
        .any(|text| text.contains(is_apostrophe));
    std::iter::once(Apostrophe::Parts).chain(has_one.then_some(Apostrophe::LeftOut))
}

/// Signs that are typed for an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | '＇' | '\u{2b9}' | '\u{2bb}' | '\u{2bc}' | '\u{2bd}'
    )
}

/// Signs that nobody sees: soft hyphens, what has no width, what only says how letters are joined, turned or drawn.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

/// A sign that stands on the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    !c.is_ascii() && canonical_combining_class(c) != 0
}

/// A word of a text.
pub(super) struct Word<'a> {
    /// Its first byte.
    pub from: usize,
    /// The byte behind its last one, with the marks on its last letter.
    pub to: usize,
    /// As it is written.
    pub text: &'a str,
    /// Its keys, once they are asked for: most words of a text are told from what is looked for by their first letter.
    folded: OnceCell<Folded>,
}

/// The keys of a word, where they are not as it is written.
struct Folded {
    /// Small letters without marks, umlauts written out.
    key: Option<String>,
    /// The same with umlauts only without their dots, where that is something else.
    plain: Option<String>,
}

impl Word<'_> {
    fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| {
            let (key, plain) = fold(self.text);
            let key = match key {
                Cow::Borrowed(_) => None,
                Cow::Owned(key) => Some(key),
            };
            Folded { key, plain }
        })
    }

    /// Small letters without marks, umlauts written out.
    pub(super) fn key(&self) -> &str {
        self.folded().key.as_deref().unwrap_or(self.text)
    }

    /// How many letters and digits it has; marks are none.
    pub(super) fn letters(&self) -> usize {
        self.text
            .chars()
            .filter(|c| !is_mark(*c) && !is_unseen(*c))
            .count()
    }

    /// Whether it begins with a small letter; scripts without small letters have none.
    pub(super) fn is_small(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_lowercase)
    }

    /// Under what it is found: as it is spelled in full, and with umlauts only without their dots.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.key()).chain(self.folded().plain.as_deref())
    }

    /// The byte with which its keys begin, unless finding that out takes folding it: words begin with a letter or digit, and
    /// those of ASCII stay what they are.
    pub(super) fn initial(&self) -> Option<u8> {
        let first = self.text.bytes().next()?;
        first.is_ascii().then(|| first.to_ascii_lowercase())
    }

    /// Whether a key of it may begin like one of another word.
    fn may_begin_like(&self, other: &Self) -> bool {
        match (self.initial(), other.initial()) {
            (Some(own), Some(other)) => own == other,
            _ => true,
        }
    }

    /// Whether it is this word, however it is spelled, or its genitive.
    pub(super) fn is(&self, wanted: &Self) -> bool {
        self.may_begin_like(wanted)
            && self
                .keys()
                .any(|key| wanted.keys().any(|wanted| is_word(key, wanted)))
    }

    /// Whether it is spelled as this word in full.
    pub(super) fn is_same(&self, wanted: &Self) -> bool {
        self.may_begin_like(wanted) && self.key() == wanted.key()
    }

    /// Whether another one begins with it.
    pub(super) fn begins(&self, other: &Self) -> bool {
        self.may_begin_like(other)
            && self
                .keys()
                .any(|key| other.keys().any(|other| other.starts_with(key)))
    }
}

/// What a word that somebody looks for in names begins with there: `kröger` and `kroeger` find Kröger, and so does `kroger`.
pub fn sought(word: &str) -> String {
    fold(word).0.into_owned()
}

/// The words of a text: letters and digits in a row.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    words_with(text, Apostrophe::Parts)
}

/// The words of a text, with apostrophes read in one way.
pub(super) fn words_with(text: &str, apostrophe: Apostrophe) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    // From its first letter to behind its last one, or the mark on it.
    let mut open: Option<(usize, usize)> = None;
    for (at, c) in text.char_indices() {
        let joins = is_unseen(c) || (apostrophe == Apostrophe::LeftOut && is_apostrophe(c));
        open = match open {
            Some((from, _)) if c.is_alphanumeric() || is_mark(c) => Some((from, at + c.len_utf8())),
            None if c.is_alphanumeric() => Some((at, at + c.len_utf8())),
            open if joins => open,
            open => {
                words.extend(open.and_then(|(from, to)| word(text, from, to)));
                None
            }
        };
    }
    words.extend(open.and_then(|(from, to)| word(text, from, to)));
    words
}

fn word(text: &str, from: usize, to: usize) -> Option<Word<'_>> {
    Some(Word {
        from,
        to,
        text: text.get(from..to)?,
        folded: OnceCell::new(),
    })
}

/// The two keys of a word. Most words of a text are small letters already, and nothing is copied for them.
fn fold(word: &str) -> (Cow<'_, str>, Option<String>) {
    if word
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    {
        return (Cow::Borrowed(word), None);
    }
    let seen = word.chars().filter(|c| !is_unseen(*c) && !is_apostrophe(*c));
    if word.is_ascii() {
        return (Cow::Owned(seen.map(|c| c.to_ascii_lowercase()).collect()), None);
    }
    let (mut key, mut plain) = (String::with_capacity(word.len()), String::new());
    for c in seen.nfkd().flat_map(char::to_lowercase) {
        let (long, short) = match c {
            // The dots of an umlaut, taken from their letter.
            '\u{308}' if key.ends_with(['a', 'o', 'u']) => ("e", ""),
            'ø' => ("oe", "o"),
            'ß' => ("ss", "ss"),
            'æ' => ("ae", "ae"),
            'œ' => ("oe", "oe"),
            'þ' => ("th", "th"),
            'ı' => ("i", "i"),
            'ł' => ("l", "l"),
            'đ' | 'ð' => ("d", "d"),
            'ħ' => ("h", "h"),
            c if is_mark(c) => continue,
            c => {
                key.push(c);
                plain.push(c);
                continue;
            }
        };
        key.push_str(long);
        plain.push_str(short);
    }
    let plain = (plain != key).then_some(plain);
    (Cow::Owned(key), plain)
}

/// Whether a word is this one, or its genitive.
fn is_word(word: &str, wanted: &str) -> bool {
    word == wanted || (wanted.len() >= LONG_ENOUGH && word.strip_suffix('s') == Some(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_however_its_umlauts_are_typed() {
        let found = |typed: &str, name: &str| {
            let sought = sought(typed);
            let named = words(name);
            named
                .iter()
                .any(|word| word.keys().any(|key| key.starts_with(&sought)))
        };
        for typed in ["kröger", "kroeger", "kroger", "krö"] {
            assert!(found(typed, "Jana Kröger"), "{typed}");
        }
        assert!(found("kröger", "Kroeger") && found("weiß", "Weiss") && found("weiss", "Weiß"));
        assert!(!found("kruger", "Kröger") && !found("röger", "Kröger"));
    }

    #[test]
    fn most_words_of_a_text_are_told_from_a_name_by_their_first_letter() {
        let text = "der weg am hafen ist zu laut und zu eng, Anna sagt das über ihn auch. ".repeat(50);
        let (words, name) = (words(&text), words("Anna"));
        let found = words.iter().filter(|word| name.iter().any(|name| word.is(name)));
        assert_eq!(found.count(), 50);
        let folded = words.iter().filter(|word| word.folded.get().is_some()).count();
        assert_eq!(folded, 200, "„am“, „Anna“, „über“ and „auch“ alone");
        assert_eq!(
            readings(&text, &["Anna Li"]).count(),
            1,
            "read once without apostrophes"
        );
    }
}
