//! A statement's text sentence by sentence, as it is offered for dividing into points.
//!
//! Invariant: the sentences, one after the other, are the text. Rather too few bounds than one inside of a sentence: "§ 3
//! Abs. 2 BauGB", "z. B." and a line that was broken by hand stay whole.

use unicode_segmentation::UnicodeSegmentation;

use crate::time::GERMAN_MONTHS;

/// A sentence with what follows it up to the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it begins, in characters of the text.
    pub start: u32,
    /// Its text.
    pub text: String,
    /// Whether it begins a line of its own.
    pub begins_line: bool,
}

/// Abbreviations that hardly ever end a sentence, in small letters and without full stop.
const ABBREVIATIONS: [&str; 38] = [
    "abs", "art", "bspw", "bzgl", "bzw", "ca", "dr", "dipl", "einschl", "evtl", "fr", "gem", "ggf", "hr",
    "ing", "inkl", "insb", "lfd", "max", "mind", "min", "mr", "mrs", "ms", "nr", "prof", "rd", "sog", "st",
    "str", "tel", "vgl", "vs", "zb", "ziff", "zzgl", "sec", "no",
];
/// What is called by a letter, so that a capital letter behind it is no initial: "Nur Stufe C. Wer zahlt das?"
const LETTERED: [&str; 24] = [
    "abschnitt",
    "alternative",
    "anhang",
    "anlage",
    "baufeld",
    "bereich",
    "block",
    "buchstabe",
    "fläche",
    "gebäude",
    "gebiet",
    "gruppe",
    "haus",
    "klasse",
    "linie",
    "plan",
    "punkt",
    "stufe",
    "teil",
    "teilfläche",
    "trakt",
    "typ",
    "variante",
    "zone",
];

/// The sentences of a text; places where a point begins already are bounds as well.
#[must_use]
pub fn sentences(body: &str, starts: &[u32]) -> Vec<Sentence> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    for (at, piece) in body.split_sentence_bound_indices() {
        match found.last_mut() {
            Some((from, last)) if belongs(last, piece) => {
                *last = body.get(*from..at + piece.len()).unwrap_or(last);
            }
            _ => found.push((at, piece)),
        }
    }
    // Known starts part what was found once more; characters are counted on the way.
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut at = 0_u32;
    for (_, piece) in found {
        let mut text = String::new();
        let mut start = at;
        for letter in piece.chars() {
            if !text.is_empty() && starts.contains(&at) {
                push(&mut sentences, start, std::mem::take(&mut text));
                start = at;
            }
            text.push(letter);
            at = at.saturating_add(1);
        }
        push(&mut sentences, start, text);
    }
    sentences
}

fn push(sentences: &mut Vec<Sentence>, start: u32, text: String) {
    let begins_line = sentences
        .last()
        .is_none_or(|before| tail(&before.text).contains('\n'));
    sentences.push(Sentence {
        start,
        text,
        begins_line,
    });
}

/// The white space at the end of a text.
fn tail(text: &str) -> &str {
    text.get(text.trim_end().len()..).unwrap_or_default()
}

/// Whether a piece goes on with what stands before it.
fn belongs(before: &str, piece: &str) -> bool {
    let (said, next) = (before.trim(), piece.trim());
    if said.is_empty() || next.is_empty() {
        return true;
    }
    let breaks = tail(before).matches('\n').count();
    let begins_small = next.chars().next().is_some_and(char::is_lowercase);
    if breaks > 0 {
        // A line that was broken by hand goes on in small letters.
        return breaks == 1 && begins_small && !said.ends_with(['.', '!', '?', ':']);
    }
    let word = said.split_whitespace().next_back().unwrap_or_default();
    let Some(stem) = word.strip_suffix('.') else {
        return false;
    };
    let stem = stem
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let is_number = !stem.is_empty() && stem.chars().all(|c| c.is_ascii_digit());
    // "1." before what it counts; "3. März".
    if is_number {
        let month = next
            .split(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        return word == said || GERMAN_MONTHS.iter().any(|name| name.eq_ignore_ascii_case(month));
    }
    let named = said
        .split_whitespace()
        .rev()
        .nth(1)
        .unwrap_or_default()
        .to_lowercase();
    let is_letter = stem.chars().count() == 1 && !LETTERED.contains(&named.as_str());
    is_letter || stem.contains('.') || ABBREVIATIONS.contains(&stem.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(body: &str) -> Vec<String> {
        sentences(body, &[]).into_iter().map(|one| one.text).collect()
    }

    #[test]
    fn sentences_end_where_people_end_them() {
        for (body, expected) in [
            ("Zu laut. Zu hoch!", vec!["Zu laut. ", "Zu hoch!"]),
            (
                "Nach § 3 Abs. 2 BauGB z. B. bis zum 3. März, Nr. 5. Danke.",
                vec!["Nach § 3 Abs. 2 BauGB z. B. bis zum 3. März, Nr. 5. ", "Danke."],
            ),
            (
                "1. Der Lärm.\n2. Der Verkehr\nin der Straße.\n\n3) Grün",
                vec!["1. Der Lärm.\n", "2. Der Verkehr\nin der Straße.\n\n", "3) Grün"],
            ),
            ("\n\nErst nichts. ", vec!["\n\nErst nichts. "]),
            (
                "Dr. Meier und A. Schulz sagen ja. Gut.",
                vec!["Dr. Meier und A. Schulz sagen ja. ", "Gut."],
            ),
            (
                "Nur Variante B. Wer zahlt? Für H. Maier Stufe C. Wir nicht.",
                vec![
                    "Nur Variante B. ",
                    "Wer zahlt? ",
                    "Für H. Maier Stufe C. ",
                    "Wir nicht.",
                ],
            ),
        ] {
            assert_eq!(texts(body), expected, "{body}");
        }
    }

    #[test]
    fn the_sentences_are_the_text_and_know_where_they_begin() {
        let body = "Ärger 🚲! Zu laut.\r\n\n  Und: Wo? Ja.\n";
        let all = sentences(body, &[3]);
        assert_eq!(all.iter().map(|one| one.text.as_str()).collect::<String>(), body);
        for one in &all {
            let from: String = body.chars().skip(one.start as usize).collect();
            assert!(from.starts_with(&one.text), "{one:?}");
        }
        assert_eq!(all[1].start, 3);
        assert!(all[0].begins_line && !all[1].begins_line);
        assert!(texts("").is_empty());
    }
}
