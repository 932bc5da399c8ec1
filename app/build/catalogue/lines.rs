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
        out.push(if ends(before) && begins(after) { '\n' } else { ' ' });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether a sentence may end with this word: „Nr. {{number}}“, „1. Mai“ and „{{pass, number}}. Mal“ go on.
fn ends(word: &str) -> bool {
    let word = word.trim_end_matches(['“', ')']);
    let Some(before) = word.strip_suffix(['.', '!', '?']) else {
        return false;
    };
    let is_ordinal = before.ends_with(|letter: char| letter.is_ascii_digit()) || before.ends_with("number}}");
    !is_ordinal && !before.ends_with("Nr")
}

/// Whether a sentence may begin here.
fn begins(rest: &str) -> bool {
    rest.starts_with(|letter: char| letter.is_uppercase() || matches!(letter, '„' | '{'))
}
