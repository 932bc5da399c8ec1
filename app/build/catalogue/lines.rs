//! Easy language stands a sentence a line (DIN SPEC 33429; BITV 2.0, Anlage 2).
//!
//! A line end within a text is white space wherever texts are read aloud, compared or put into attributes; the style
//! sheet shows it as a line end on pages in easy language.

/// The language whose sentences stand in lines.
const EASY: &str = "de-simple";
/// Features whose texts no page shows: letters and documents have lines of their own.
const NOT_SHOWN: [&str; 3] = ["exports_documents", "mail", "mail_reply"];

/// The text as pages show it.
pub(super) fn of_page(language: &str, key: &str, text: &str) -> String {
    let feature = key.split('.').next().unwrap_or_default();
    if language != EASY || NOT_SHOWN.contains(&feature) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(' ') {
        out.push_str(before);
        let is_end = ends(before) && begins(after) && !is_ordinal(before, after);
        out.push(if is_end { '\n' } else { ' ' });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether a sentence may end with this word: „Nr. {{number}}“ goes on.
fn ends(word: &str) -> bool {
    let word = word.trim_end_matches(['“', ')']);
    word.strip_suffix(['.', '!', '?'])
        .is_some_and(|before| !before.ends_with("Nr"))
}

/// Whether a word is a number with the point that counts, as in „1. Mai“ and „{{pass, number}}. Mal“: digits always are,
/// behind a placeholder „Mal“ tells that no sentence ended with its number.
fn is_ordinal(word: &str, rest: &str) -> bool {
    let Some(number) = word.trim_end_matches(['“', ')']).strip_suffix('.') else {
        return false;
    };
    let is_counted = || rest.split(|letter: char| !letter.is_alphabetic()).next() == Some("Mal");
    number.ends_with(|letter: char| letter.is_ascii_digit()) || (number.ends_with("number}}") && is_counted())
}

/// Whether a sentence may begin here.
fn begins(rest: &str) -> bool {
    rest.starts_with(|letter: char| letter.is_uppercase() || matches!(letter, '„' | '{'))
}
