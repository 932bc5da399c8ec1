//! Finds in a text, and in the name of a place, the street and house that somebody wrote down as their own.
//!
//! Invariants: street and number are found as whole words only, however they are written; the place of somebody else's
//! house is never taken for one's own, because it would be lost for good with the names.

use shared::addresses::street_key;

use super::{
    anonymous::Span,
    spelling::{LONG_ENOUGH, Word, words},
};

/// Words of which a street and its number consist at most.
const STREET_WORDS: usize = 10;
/// Words that say that the house number follows.
const NUMBER_WORDS: [&str; 3] = ["nr", "no", "hausnummer"];
/// Words that say that the name of a part of the town follows.
const DISTRICT_WORDS: [&str; 2] = ["ot", "ortsteil"];
/// Words with which the name of a part of the town begins that has two: `Groß Neudorf`.
const DISTRICT_BEGINS: [&str; 14] = [
    "alt", "am", "bad", "gross", "hinter", "im", "klein", "neu", "nieder", "ober", "sankt", "st", "unter",
    "vorder",
];
/// Words that number something within a house: `Aufgang 2` is nobody's street.
const NO_STREETS: [&str; 17] = [
    "apartment",
    "appartement",
    "app",
    "aufgang",
    "block",
    "eingang",
    "etage",
    "haus",
    "hinterhaus",
    "og",
    "postfach",
    "seitenfluegel",
    "stock",
    "vorderhaus",
    "whg",
    "wohnung",
    "zimmer",
];

/// Whether a place is the address of somebody who wrote this as street and house. `Hafenstraße 1` is neither the house
/// number 12 nor the house `1 a`: the place of somebody else's house is told, and outlasts the names.
pub fn is_own_address(place: &str, own: &str) -> bool {
    let words = words(place);
    street(&words, &street_keys(own))
        .into_iter()
        .any(|(_, end)| !has_letter_behind(place, &words, end))
}

/// Whether a letter stands behind the house number that ends here and belongs to it: `1 a`.
fn has_letter_behind(text: &str, words: &[Word<'_>], end: usize) -> bool {
    let is_number = text
        .get(..end)
        .is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    let next = words.iter().find(|word| word.from >= end);
    is_number
        && next.is_some_and(|word| {
            is_letter(word)
                && text
                    .get(end..word.from)
                    .is_some_and(|gap| gap.chars().all(char::is_whitespace))
        })
}

/// Whether a word is a letter alone.
fn is_letter(word: &Word<'_>) -> bool {
    word.letters() == 1 && word.text.starts_with(char::is_alphabetic)
}

/// Where one of these streets stands with its house number, however they are written; `own` is of [`street_keys`].
pub(super) fn street(words: &[Word<'_>], own: &[String]) -> Vec<Span> {
    let mut spans = Vec::new();
    let may_begin = |word: &Word<'_>| match word.initial() {
        Some(initial) => own.iter().any(|own| own.as_bytes().first() == Some(&initial)),
        None => !own.is_empty(),
    };
    for (at, first) in words.iter().enumerate().filter(|(_, word)| may_begin(word)) {
        let mut key = String::new();
        for word in words.iter().skip(at).take(STREET_WORDS) {
            if !key.is_empty() && NUMBER_WORDS.contains(&word.key()) {
                continue;
            }
            add_to_key(&mut key, word);
            if own.contains(&key) {
                spans.push((first.from, word.to));
            }
            if !own.iter().any(|own| own.starts_with(&key)) {
                break;
            }
        }
    }
    spans
}

/// The keys of a line that holds a street: of each part between commas up to the house number, then the whole line. People
/// write before the street to whom or where it is: `c/o Meier, Dorfstr. 5`, `OT Neudorf, Dorfstr. 5`; some without the
/// comma. None for what is too short to be one.
pub(super) fn street_keys(line: &str) -> Vec<String> {
    let mut keys: Vec<String> = line.split([',', ';', '\n']).flat_map(house_keys).collect();
    keys.push(joined(&street_words(line)));
    keys.retain(|key| key.chars().count() >= LONG_ENOUGH);
    keys
}

/// The keys of a part up to its house number; none where it names no house. Behind a part of the town it may be that part
/// which is numbered (`OT Neudorf 5`), or a street in it (`OT Neudorf Dorfstr. 5`).
fn house_keys(part: &str) -> Vec<String> {
    let words = street_words(part);
    let is_one_of = |at: usize, these: &[&str]| words.get(at).is_some_and(|word| these.contains(&word.key()));
    let mut begins = vec![0];
    if is_one_of(0, &DISTRICT_WORDS) {
        // No more than the name is left out: `Dorfstr. 5` is somebody else's where one's own is `Alte Dorfstr. 5`.
        let behind_name = 2 + usize::from(is_one_of(1, &DISTRICT_BEGINS));
        begins = vec![1, behind_name];
    }
    begins
        .into_iter()
        .filter_map(|begin| house_key(part, &words, begin))
        .collect()
}

/// The key of the words from one on up to the house number.
fn house_key(part: &str, words: &[Word<'_>], begin: usize) -> Option<String> {
    // `Straße des 17. Juni` has a number in its name.
    let is_in_name = |at: usize, word: &Word<'_>| {
        part.get(word.to..).is_some_and(|behind| behind.starts_with('.')) && words.len() > at + 1
    };
    let number = words.iter().enumerate().position(|(at, word)| {
        at > begin && word.text.starts_with(|c: char| c.is_ascii_digit()) && !is_in_name(at, word)
    })?;
    let street = words.get(begin..number)?;
    // A letter alone is a block of Mannheim, of which the house number stands behind a comma: `Q 7, 24`.
    let is_within_a_house = matches!(street, [word] if NO_STREETS.contains(&word.key()) || is_letter(word));
    if is_within_a_house {
        return None;
    }
    // `5 a` is one number.
    let end = number + usize::from(words.get(number + 1).is_some_and(is_letter));
    words.get(begin..=end).map(joined)
}

/// The words of a street without those that only say that a number follows.
fn street_words(line: &str) -> Vec<Word<'_>> {
    let mut own = words(line);
    let mut is_first = true;
    own.retain(|word| std::mem::take(&mut is_first) || !NUMBER_WORDS.contains(&word.key()));
    own
}

fn joined(words: &[Word<'_>]) -> String {
    let mut key = String::new();
    for word in words {
        add_to_key(&mut key, word);
    }
    key
}

/// Adds a word to the key of a street. Two numbers stay two: `1-3` is not `13`.
fn add_to_key(key: &mut String, word: &Word<'_>) {
    let next = street_key(word.key());
    let is_digit = |c: char| c.is_ascii_digit();
    if key.ends_with(is_digit) && next.starts_with(is_digit) {
        key.push(' ');
    }
    key.push_str(&next);
}

#[cfg(test)]
mod tests {
    use shared::statements::Person;

    use super::*;
    use crate::features::statements::anonymous::{Author, mask};

    fn hidden(text: &str, own: &str) -> String {
        let person = Person {
            street: own.into(),
            ..Person::default()
        };
        mask(text, Author::of(&person).spans(text, &words(text)))
    }

    #[test]
    fn a_place_is_ones_own_however_the_address_is_written() {
        let own = "Kaistr. 7 a, Hinterhaus";
        assert!(is_own_address("bei Kaistraße 7 A, 98765 Neuhafen", own));
        assert!(!is_own_address("Kaistraße 9", own) && !is_own_address("Kaistraße 9", ""));
    }

    #[test]
    fn a_house_number_that_only_begins_alike_is_somebody_elses() {
        for (own, place, expected) in [
            ("Hafenstraße 1", "Hafenstraße 12", false),
            ("Hafenstr. 1", "bei Hafenstraße 1, WA 1", true),
            ("Hafenstraße 7", "Hafenstraße 71, 12345 Musterstadt", false),
            ("Hafenstraße 71", "Hafenstraße 7", false),
            ("Ring 1", "Nordring 12", false),
            ("Ring 1", "Nordring 1", false),
            ("Ring 1", "Ring 1, 12345 Musterstadt", true),
            ("Hafenstraße 1", "Hafenstraße 1 a", false),
            ("Hafenstraße 1", "Hafenstraße 1a", false),
            ("Hafenstraße 1 a", "Hafenstraße 1a", true),
            ("Hafenstraße 1-3", "Hafenstraße 13", false),
            ("Hafenstraße 1-3", "Hafenstraße 1", true),
            ("Hafenstraße 12", "Hafenstraße 1, 23456 Musterstadt", false),
            ("Straße des 17. Juni 135", "Straße des 17. Juni 100", false),
            ("Straße des 17. Juni 135", "Str. des 17. Juni 135", true),
            ("Q 7, 24", "Q 7, 25", false),
            ("Q 7, 24", "Q7, 24", true),
        ] {
            assert_eq!(is_own_address(place, own), expected, "{own} / {place}");
        }
        for (own, text, expected) in [
            (
                "Hafenstraße 1",
                "Hafenstr. 12 neben Hafenstr. 1",
                "Hafenstr. 12 neben █████",
            ),
            (
                "Hafenstraße 7",
                "Hafenstr. 71 neben Hafenstr. 7",
                "Hafenstr. 71 neben █████",
            ),
            ("Ring 1", "Nordring 12 und Ring 1", "Nordring 12 und █████"),
        ] {
            assert_eq!(hidden(text, own), expected, "{own}");
        }
    }

    #[test]
    fn a_street_is_found_whatever_stands_around_it_in_its_field() {
        for own in [
            "OT Neudorf, Dorfstr. 5",
            "OT Neudorf Dorfstr. 5",
            "Ortsteil Groß Neudorf Dorfstraße Nr. 5",
            "c/o Meier, Dorfstr. 5",
            "Dorfstr. Nr. 5, OT Neudorf",
            "Dorfstr. 5, Haus 2",
            "2. OG; Dorfstr. 5",
        ] {
            assert!(is_own_address("Dorfstraße 5, 12345 Musterstadt", own), "{own}");
            assert!(
                !is_own_address("Dorfstraße 55", own) && !is_own_address("Haus 2", own),
                "{own}"
            );
            assert_eq!(
                hidden("Vor der Dorfstraße 5 ist es laut.", own),
                "Vor der █████ ist es laut.",
                "{own}"
            );
        }
        assert!(is_own_address("Neudorf 5", "OT Neudorf 5"));
        for (own, place, expected) in [
            ("OT Neudorf Am Anger 5", "Am Anger 5", true),
            (
                "OT Neudorf Straße des 17. Juni 135",
                "Str. des 17. Juni 135",
                true,
            ),
            ("OT Neudorf Alte Dorfstr. 5", "Alte Dorfstraße 5", true),
            ("OT Neudorf Alte Dorfstr. 5", "Dorfstraße 5", false),
            ("OT Neudorf Dorfstr. 5", "Dorfstraße 5 a", false),
            ("OT Neudorf Haus 2", "Haus 2", false),
            ("OT Am Berg 5", "Am Berg 5", true),
            ("OT Am Berg 5", "Berg 5", false),
            ("Neudorf Dorfstr. 5", "Dorfstraße 5", false),
        ] {
            assert_eq!(is_own_address(place, own), expected, "{own} / {place}");
        }
    }
}
