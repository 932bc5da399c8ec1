//! Finds in a text whatever names its author, and hides it.
//!
//! Invariants: what is found is a place in the text, so that hiding can outlast the names themselves; a name is found as
//! whole words only, so that "Li" does not spoil "Linde", but rather too often than too seldom: a capital letter makes
//! "Klein" the name even where it was no name; e-mail addresses and telephone numbers are found whoever they belong to.

use shared::{
    statements::{Person, REDACTED},
    text::is_email,
};

use super::house::street;

/// Where something stands in a text: from byte to byte.
pub type Span = (usize, usize);

/// Words of a name that name nobody: titles, particles, what joins two names.
const NO_NAMES: [&str; 40] = [
    "al",
    "bin",
    "da",
    "das",
    "de",
    "del",
    "den",
    "der",
    "di",
    "die",
    "dipl",
    "doktor",
    "dr",
    "eheleute",
    "el",
    "fam",
    "familie",
    "frau",
    "herr",
    "herrn",
    "ing",
    "jur",
    "la",
    "le",
    "mag",
    "med",
    "nat",
    "phil",
    "prof",
    "professor",
    "rer",
    "ten",
    "ter",
    "und",
    "van",
    "vom",
    "von",
    "zu",
    "zum",
    "zur",
];
/// What stands behind the name of an organisation and is left out by most who write of it.
const LEGAL_FORMS: [&str; 13] = [
    "ag", "co", "e", "eg", "g", "gbr", "ggmbh", "gmbh", "kg", "mbh", "ohg", "ug", "v",
];
/// Letters from which on a word of a name is found alone.
pub(super) const LONG_ENOUGH: usize = 3;
/// Characters between two words that may still be one name: `Weidenfeld, A.`
const GAP: usize = 3;

/// The text with a bar in place of each span; spans that touch share one.
pub fn mask(text: &str, mut spans: Vec<Span>) -> String {
    spans.retain(|(from, to)| from < to && text.get(*from..*to).is_some());
    spans.sort_unstable();
    let mut out = String::with_capacity(text.len());
    let mut hidden_to = None;
    for (from, to) in spans {
        match hidden_to {
            Some(end) if from <= end => hidden_to = Some(to.max(end)),
            end => {
                out.push_str(text.get(end.unwrap_or(0)..from).unwrap_or_default());
                out.push_str(REDACTED);
                hidden_to = Some(to);
            }
        }
    }
    out.push_str(text.get(hidden_to.unwrap_or(0)..).unwrap_or_default());
    out
}

/// Every occurrence of redacted passages, and every e-mail address and telephone number.
pub fn whoever(text: &str, passages: &[String]) -> Vec<Span> {
    let mut spans = mail_addresses(text);
    spans.extend(telephones(text, &words(text)));
    spans.extend(redacted(text, passages));
    spans
}

/// Every occurrence of redacted passages.
pub fn redacted(text: &str, passages: &[String]) -> Vec<Span> {
    passages
        .iter()
        .map(|passage| passage.trim())
        .filter(|passage| !passage.is_empty())
        .flat_map(|passage| text.match_indices(passage))
        .map(|(at, found)| (at, at + found.len()))
        .collect()
}

/// Whatever names this author: name, organisation, address, e-mail address.
pub fn author(text: &str, person: &Person) -> Vec<Span> {
    let words = words(text);
    let mut spans = names(text, &words, &person.name);
    spans.extend(organisation(&words, &person.organisation));
    spans.extend(street(&words, &person.street));
    if !person.postal_code.trim().is_empty() && !person.city.trim().is_empty() {
        spans.extend(phrase(&words, &format!("{} {}", person.postal_code, person.city)));
    }
    if !person.email.trim().is_empty() {
        let wanted = person.email.trim().to_ascii_lowercase();
        let text = text.to_ascii_lowercase();
        spans.extend(
            text.match_indices(&wanted)
                .map(|(at, found)| (at, at + found.len())),
        );
    }
    spans
}

/// Where these words stand again, as whole words.
pub fn again(text: &str, wanted: &[&str]) -> Vec<Span> {
    let words = words(text);
    wanted.iter().flat_map(|wanted| phrase(&words, wanted)).collect()
}

/// A word of a text.
pub(super) struct Word<'a> {
    /// Its first byte.
    pub from: usize,
    /// The byte behind its last one.
    pub to: usize,
    /// As it is written.
    pub text: &'a str,
    /// Lower case, umlauts written out.
    pub key: String,
    /// Whether it begins with a small letter; scripts without small letters have none.
    is_small: bool,
}

/// The words of a text: letters and digits in a row.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut from = None;
    let ends = text
        .char_indices()
        .map(|(at, c)| (at, c.is_alphanumeric()))
        .chain([(text.len(), false)]);
    for (at, is_part) in ends {
        match (from, is_part) {
            (None, true) => from = Some(at),
            (Some(start), false) => {
                let word = text.get(start..at).unwrap_or_default();
                words.push(Word {
                    from: start,
                    to: at,
                    text: word,
                    key: fold(word),
                    is_small: word.chars().next().is_some_and(char::is_lowercase),
                });
                from = None;
            }
            _ => {}
        }
    }
    words
}

fn fold(word: &str) -> String {
    let mut key = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        match c {
            'ä' => key.push_str("ae"),
            'ö' => key.push_str("oe"),
            'ü' => key.push_str("ue"),
            'ß' => key.push_str("ss"),
            c => key.push(c),
        }
    }
    key
}

/// Whether a word is this one, or its genitive.
fn is_word(word: &str, wanted: &str) -> bool {
    word == wanted || (wanted.len() >= LONG_ENOUGH && word.strip_suffix('s') == Some(wanted))
}

/// What a word is beside a name.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// A word of the name, with a capital letter.
    Name,
    /// A word of the name that is none by itself: small or short.
    Weak,
    /// The first letter of a word of the name.
    Initial,
    /// A title or particle of the name.
    Joint,
    /// Nothing of the name.
    Other,
}

/// The name in every order and shortened: `Anna Weidenfeld`, `Weidenfeld, A.`, `Familie Weidenfeld`, `ANNA`.
fn names(text: &str, words: &[Word<'_>], name: &str) -> Vec<Span> {
    let own: Vec<Word<'_>> = self::words(name);
    let (joints, own): (Vec<_>, Vec<_>) = own
        .into_iter()
        .partition(|word| NO_NAMES.contains(&word.key.as_str()));
    // Which word is the surname: the last, or the one before a comma. It counts even with two letters.
    let before_comma = name.find(',').unwrap_or(name.len());
    let surname = own
        .iter()
        .rfind(|word| word.to <= before_comma)
        .map(|word| word.from);
    let part = |word: &Word<'_>| {
        let found = own.iter().find(|own| is_word(&word.key, &own.key));
        let letters = word.text.chars().count();
        match found {
            Some(own) => {
                let is_long = letters >= LONG_ENOUGH || (letters == 2 && surname == Some(own.from));
                if is_long && !word.is_small {
                    Part::Name
                } else {
                    Part::Weak
                }
            }
            None if letters == 1 && own.iter().any(|own| own.key.starts_with(&word.key)) => Part::Initial,
            None if joints.iter().any(|joint| joint.key == word.key) => Part::Joint,
            None => Part::Other,
        }
    };
    let parts: Vec<(&Word<'_>, Part)> = words.iter().map(|word| (word, part(word))).collect();
    let belongs = |pair: [&(&Word<'_>, Part); 2]| {
        let [(before, a), (after, b)] = pair;
        let gap = text.get(before.to..after.from).unwrap_or_default();
        *a != Part::Other
            && *b != Part::Other
            && gap.chars().count() <= GAP
            && gap.chars().all(|c| c.is_whitespace() || ".,-–'’&".contains(c))
    };
    parts
        .chunk_by(|a, b| belongs([a, b]))
        .filter_map(|run| {
            let count = |wanted: Part| run.iter().filter(|(_, part)| *part == wanted).count();
            let (named, weak) = (count(Part::Name), count(Part::Weak));
            let is_name = named > 0 || weak > 1 || (weak == 1 && count(Part::Initial) > 0);
            let mut ends = run.iter().filter(|(_, part)| *part != Part::Joint);
            let first = ends.next().filter(|_| is_name)?;
            let last = ends.next_back().unwrap_or(first);
            Some((first.0.from, last.0.to))
        })
        .collect()
}

/// Its whole name, with and without the legal form.
fn organisation(words: &[Word<'_>], name: &str) -> Vec<Span> {
    let mut spans = phrase(words, name);
    let mut own = self::words(name);
    while own.len() > 1
        && own
            .last()
            .is_some_and(|word| LEGAL_FORMS.contains(&word.key.as_str()))
    {
        own.pop();
    }
    if let Some(last) = own.last() {
        spans.extend(phrase(words, name.get(..last.to).unwrap_or_default()));
    }
    spans
}

/// The same words one after another, whatever stands between them; a single one only with a capital letter.
fn phrase(words: &[Word<'_>], wanted: &str) -> Vec<Span> {
    let wanted = self::words(wanted);
    if wanted.iter().map(|word| word.text.chars().count()).sum::<usize>() < 2 {
        return Vec::new();
    }
    words
        .windows(wanted.len())
        .filter(|found| {
            let same = found
                .iter()
                .zip(&wanted)
                .all(|(word, wanted)| is_word(&word.key, &wanted.key));
            same && (wanted.len() > 1 || found.first().is_some_and(|word| !word.is_small))
        })
        .filter_map(|found| Some((found.first()?.from, found.last()?.to)))
        .collect()
}

fn mail_addresses(text: &str) -> Vec<Span> {
    let ends = |c: char| c.is_whitespace() || "<>(),;\"".contains(c);
    let edge = |c: char| !c.is_alphanumeric();
    let mut at = 0;
    let mut spans = Vec::new();
    for piece in text.split_inclusive(ends) {
        let start = at;
        at += piece.len();
        let trimmed = piece.trim_start_matches(edge);
        let from = start + (piece.len() - trimmed.len());
        let trimmed = trimmed.trim_end_matches(edge);
        let word = trimmed.strip_prefix("mailto:").unwrap_or(trimmed);
        if is_email(word) {
            let from = from + (trimmed.len() - word.len());
            spans.push((from, from + word.len()));
        }
    }
    spans
}

/// Groups of digits as in `030 23125-100`, `+49 (171) 123 45 67`: no dates, no house numbers, no parcels.
fn telephones(text: &str, words: &[Word<'_>]) -> Vec<Span> {
    let is_number = |word: &Word<'_>| word.text.bytes().all(|byte| byte.is_ascii_digit());
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(first) = words.get(at) {
        let has_plus = text.get(..first.from).is_some_and(|before| before.ends_with('+'));
        let begins = is_number(first)
            && (has_plus || (first.text.starts_with('0') && first.text.len() >= LONG_ENOUGH));
        let (mut digits, mut last, mut next) = (first.text.len(), first, at + 1);
        while let Some(word) = words.get(next).filter(|word| begins && is_number(word)) {
            let gap = text.get(last.to..word.from).unwrap_or_default();
            if gap.chars().count() > GAP || !gap.chars().all(|c| " \u{a0}/-–()".contains(c)) {
                break;
            }
            (digits, last, next) = (digits + word.text.len(), word, next + 1);
        }
        if begins && (8..=16).contains(&digits) {
            spans.push((first.from - usize::from(has_plus), last.to));
        }
        at = next;
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anna() -> Person {
        Person {
            name: "Dr. Anna von Weidenfeld".into(),
            organisation: "Seglerverein Nord e. V.".into(),
            street: "Hafenstraße 5".into(),
            postal_code: "12345".into(),
            city: "Musterstadt".into(),
            email: "anna@li.example".into(),
        }
    }

    fn hidden(text: &str, person: &Person) -> String {
        let mut spans = whoever(text, &[]);
        spans.extend(author(text, person));
        mask(text, spans)
    }

    fn named(name: &str) -> Person {
        Person {
            name: name.into(),
            ..Person::default()
        }
    }

    #[test]
    fn a_name_is_hidden_in_every_usual_form() {
        for (text, expected) in [
            ("Gruß, Anna von Weidenfeld", "Gruß, █████"),
            ("Weidenfeld, Anna: nein.", "█████: nein."),
            ("A. Weidenfeld und Weidenfeld, A.", "█████ und █████."),
            (
                "Familie Weidenfeld, Frau Dr. WEIDENFELD",
                "Familie █████, Frau Dr. █████",
            ),
            ("Weidenfelds Garten, Annas Baum", "█████ Garten, █████ Baum"),
            ("ich, anna\nweidenfeld", "ich, █████"),
            ("a.weidenfeld sagt", "█████ sagt"),
            ("von der Straße, der Dr. Klein", "von der Straße, der Dr. Klein"),
        ] {
            assert_eq!(hidden(text, &anna()), expected, "{text}");
        }
    }

    #[test]
    fn common_words_are_names_with_a_capital_letter_and_never_parts_of_words() {
        let person = named("Anna Weg-Müller");
        assert_eq!(
            hidden("Der Weg. Er ging weg, am Wegrand.", &person),
            "Der █████. Er ging weg, am Wegrand."
        );
        assert_eq!(
            hidden("Mueller, Wegmüller, MÜLLER", &person),
            "█████, Wegmüller, █████"
        );
        assert_eq!(
            hidden("Die Linde. An der Linde. Gruß, Li", &named("An Li")),
            "Die Linde. An der Linde. Gruß, █████"
        );
        assert_eq!(hidden("Gruß, An Li", &named("Li, An")), "Gruß, █████");
        assert_eq!(hidden("السيد أحمد هنا", &named("أحمد")), "السيد █████ هنا");
    }

    #[test]
    fn an_address_is_hidden_however_it_is_written() {
        for (text, expected) in [
            ("Hafenstr. 5, 12345 Musterstadt", "█████, █████"),
            ("HAFEN-STRASSE Nr. 5 und Hafenstraße5", "█████ und █████"),
            (
                "Hafenstr. 55 in der Hafenstraße, Musterstadt",
                "Hafenstr. 55 in der Hafenstraße, Musterstadt",
            ),
            ("D-12345  musterstadt", "D-█████"),
        ] {
            assert_eq!(hidden(text, &anna()), expected, "{text}");
        }
        let behind = Person {
            street: "Kaistr. 7 a, Hinterhaus".into(),
            ..Person::default()
        };
        assert_eq!(hidden("Kaistraße 7a", &behind), "█████");
    }

    #[test]
    fn organisations_mail_addresses_and_telephones_are_hidden() {
        for (text, expected) in [
            (
                "Der Seglerverein Nord, der seglerverein nord e.V.!",
                "Der █████, der █████.!",
            ),
            (
                "Mail: ANNA@li.example, (b@c.de), mailto:x@y.de.",
                "Mail: █████, (█████), mailto:█████.",
            ),
            (
                "Tel. 030 23125-100 oder +49 (171) 123 45 67",
                "Tel. █████ oder █████",
            ),
            (
                "am 01.12.2026, 05/12/2026, Flurstück 012/345",
                "am 01.12.2026, 05/12/2026, Flurstück 012/345",
            ),
        ] {
            assert_eq!(hidden(text, &anna()), expected, "{text}");
        }
    }

    #[test]
    fn passages_and_names_that_overlap_share_one_bar() {
        let text = "Anna Weidenfeld wohnt neben Karl.";
        let mut spans = whoever(text, &["Weidenfeld wohnt".into(), " ".into()]);
        spans.extend(author(text, &anna()));
        assert_eq!(mask(text, spans), "█████ neben Karl.");
        assert_eq!(
            mask("ä", vec![(1, 2), (0, 9)]),
            "ä",
            "never within a letter or beyond the end"
        );
    }

    #[test]
    fn what_was_hidden_once_is_found_again() {
        let text = "Sehr geehrte Frau Weidenfeld, weidenfeld";
        assert_eq!(
            mask(text, again(text, &["Weidenfeld"])),
            "Sehr geehrte Frau █████, weidenfeld"
        );
    }
}
