//! Finds in a text whatever names its author, and hides it.
//!
//! Invariants: what is found is a place in the text, so that hiding can outlast the names themselves; a name is found as
//! whole words only, so that "Li" does not spoil "Linde", but rather too often than too seldom: a capital letter makes
//! "Klein" the name even where it was no name, and however its letters are spelled; e-mail addresses and telephone numbers
//! are found whoever they belong to.

use shared::{
    statements::{Person, REDACTED},
    text::is_email,
};

use super::{
    house::{street, street_keys},
    spelling::{Apostrophe, LONG_ENOUGH, Word, is_apostrophe, is_unseen, readings, words_with},
};

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

/// Every e-mail address and telephone number in a text with these [`words`].
pub fn whoever(text: &str, words: &[Word<'_>]) -> Vec<Span> {
    let mut spans = mail_addresses(text);
    spans.extend(telephones(text, words));
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

/// What a text spells nearly like one of these passages, and what therefore stays when they are redacted: in capitals, in the
/// genitive, with other marks. Each spelling once, in the order of the text.
pub fn alike(text: &str, passages: &[String]) -> Vec<String> {
    let hidden = redacted(text, passages);
    let touches = |(from, to): Span| hidden.iter().any(|(begin, end)| from < *end && *begin < to);
    let mut spans = Vec::new();
    let wanted: Vec<&str> = passages.iter().map(String::as_str).collect();
    for apostrophe in readings(text, &wanted) {
        let words = words_with(text, apostrophe);
        for passage in &wanted {
            let wanted = words_with(passage, apostrophe);
            if wanted.iter().map(Word::letters).sum::<usize>() >= LONG_ENOUGH {
                spans.extend(rows(&words, &wanted).filter_map(span_of));
            }
        }
    }
    spans.retain(|span| !touches(*span));
    spans.sort_unstable();
    let mut found: Vec<String> = Vec::new();
    // A passage stands on one line.
    let spelled = spans.iter().filter_map(|(from, to)| text.get(*from..*to));
    for line in spelled.flat_map(str::lines).map(str::trim) {
        if !line.is_empty() && !line.contains(REDACTED) && !found.iter().any(|known| known == line) {
            found.push(line.to_owned());
        }
    }
    found
}

/// What is looked for of an author, prepared once for all texts.
pub struct Author<'a> {
    name: &'a str,
    organisation: &'a str,
    /// Keys of the street, see [`street_keys`].
    street: Vec<String>,
    /// Postal code and town; empty unless both are known.
    town: String,
    /// In small letters.
    email: String,
}

impl<'a> Author<'a> {
    /// Whatever names a person: name, organisation, address, e-mail address.
    pub fn of(person: &'a Person) -> Self {
        let town = if person.postal_code.trim().is_empty() || person.city.trim().is_empty() {
            String::new()
        } else {
            format!("{} {}", person.postal_code, person.city)
        };
        Self {
            name: &person.name,
            organisation: &person.organisation,
            street: street_keys(&person.street),
            town,
            email: person.email.trim().to_ascii_lowercase(),
        }
    }

    /// The same but for the name itself.
    pub fn but_for_the_name(person: &'a Person) -> Self {
        Self {
            name: "",
            organisation: "",
            ..Self::of(person)
        }
    }

    /// Where a text with these [`words`] tells it.
    pub fn spans(&self, text: &str, words: &[Word<'_>]) -> Vec<Span> {
        let mut spans = street(words, &self.street);
        for apostrophe in readings(text, &[self.name, self.organisation, &self.town]) {
            let read_anew;
            let words = match apostrophe {
                Apostrophe::Parts => words,
                Apostrophe::LeftOut => {
                    read_anew = words_with(text, apostrophe);
                    &read_anew
                }
            };
            spans.extend(names(text, words, self.name, apostrophe));
            spans.extend(organisation(words, self.organisation, apostrophe));
            spans.extend(phrase(words, &words_with(&self.town, apostrophe)));
        }
        if !self.email.is_empty() {
            spans.extend(
                text.to_ascii_lowercase()
                    .match_indices(&self.email)
                    .map(|(at, found)| (at, at + found.len())),
            );
        }
        spans
    }
}

/// Where these words stand again, as whole words.
pub fn again(text: &str, wanted: &[&str]) -> Vec<Span> {
    let mut spans = Vec::new();
    for apostrophe in readings(text, wanted) {
        let words = words_with(text, apostrophe);
        for wanted in wanted {
            spans.extend(phrase(&words, &words_with(wanted, apostrophe)));
        }
    }
    spans
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
fn names(text: &str, words: &[Word<'_>], name: &str, apostrophe: Apostrophe) -> Vec<Span> {
    let (joints, own): (Vec<_>, Vec<_>) = words_with(name, apostrophe)
        .into_iter()
        .partition(|word| NO_NAMES.contains(&word.key()));
    // Which word is the surname: the last, or the one before a comma. It counts even with two letters.
    let before_comma = name.find(',').unwrap_or(name.len());
    let surname = own
        .iter()
        .rfind(|word| word.to <= before_comma)
        .map(|word| word.from);
    let part = |word: &Word<'_>| match own.iter().find(|own| word.is(own)) {
        Some(own) => {
            let letters = word.letters();
            let is_long = letters >= LONG_ENOUGH || (letters == 2 && surname == Some(own.from));
            if is_long && !word.is_small() {
                Part::Name
            } else {
                Part::Weak
            }
        }
        None if own.iter().any(|own| word.begins(own)) && word.letters() == 1 => Part::Initial,
        None if joints.iter().any(|joint| joint.is_same(word)) => Part::Joint,
        None => Part::Other,
    };
    let parts: Vec<(&Word<'_>, Part)> = words.iter().map(|word| (word, part(word))).collect();
    let belongs = |pair: [&(&Word<'_>, Part); 2]| {
        let [(before, a), (after, b)] = pair;
        let gap = text.get(before.to..after.from).unwrap_or_default();
        *a != Part::Other
            && *b != Part::Other
            && gap.chars().filter(|c| !is_unseen(*c)).count() <= GAP
            && gap
                .chars()
                .all(|c| c.is_whitespace() || is_unseen(c) || is_apostrophe(c) || ".,-‐‑–&".contains(c))
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
fn organisation(words: &[Word<'_>], name: &str, apostrophe: Apostrophe) -> Vec<Span> {
    let mut own = words_with(name, apostrophe);
    let mut spans = phrase(words, &own);
    while own.len() > 1 && own.last().is_some_and(|word| LEGAL_FORMS.contains(&word.key())) {
        own.pop();
    }
    spans.extend(phrase(words, &own));
    spans
}

/// The same words one after another, whatever stands between them; a single one only with a capital letter.
fn phrase(words: &[Word<'_>], wanted: &[Word<'_>]) -> Vec<Span> {
    if wanted.iter().map(Word::letters).sum::<usize>() < 2 {
        return Vec::new();
    }
    rows(words, wanted)
        .filter(|found| found.len() > 1 || found.first().is_some_and(|word| !word.is_small()))
        .filter_map(span_of)
        .collect()
}

/// Where the same words stand one after another; at least one is wanted.
fn rows<'a, 'b>(words: &'a [Word<'b>], wanted: &'a [Word<'b>]) -> impl Iterator<Item = &'a [Word<'b>]> {
    words
        .windows(wanted.len().max(1))
        .filter(move |found| found.iter().zip(wanted).all(|(word, wanted)| word.is(wanted)))
}

/// From the first of some words to behind the last one.
fn span_of(words: &[Word<'_>]) -> Option<Span> {
    Some((words.first()?.from, words.last()?.to))
}

fn mail_addresses(text: &str) -> Vec<Span> {
    let ends = |c: char| c.is_whitespace() || "<>(),;\"".contains(c);
    let edge = |c: char| !c.is_alphanumeric();
    let mut at = 0;
    let mut spans = Vec::new();
    if !text.contains('@') {
        return spans;
    }
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
    let is_number = |word: &Word<'_>| {
        word.initial().is_none_or(|initial| initial.is_ascii_digit())
            && word.key().bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(first) = words.get(at) {
        let has_plus = text.get(..first.from).is_some_and(|before| before.ends_with('+'));
        let begins = is_number(first)
            && (has_plus || (first.key().starts_with('0') && first.key().len() >= LONG_ENOUGH));
        if !begins {
            at += 1;
            continue;
        }
        let (mut digits, mut last, mut next) = (first.key().len(), first, at + 1);
        while let Some(word) = words.get(next).filter(|word| is_number(word)) {
            let gap = text.get(last.to..word.from).unwrap_or_default();
            if gap.chars().count() > GAP || !gap.chars().all(|c| " \u{a0}/-–()".contains(c)) {
                break;
            }
            (digits, last, next) = (digits + word.key().len(), word, next + 1);
        }
        if (8..=16).contains(&digits) {
            spans.push((first.from - usize::from(has_plus), last.to));
        }
        at = next;
    }
    spans
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;
    use crate::features::statements::spelling::{is_mark, words};

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
        let words = words(text);
        let mut spans = whoever(text, &words);
        spans.extend(Author::of(person).spans(text, &words));
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
        let mut spans = redacted(text, &["Weidenfeld wohnt".into(), " ".into()]);
        spans.extend(Author::of(&anna()).spans(text, &words(text)));
        assert_eq!(mask(text, spans), "█████ neben Karl.");
        assert_eq!(
            mask("ä", vec![(1, 2), (0, 9)]),
            "ä",
            "never within a letter or beyond the end"
        );
    }

    /// Names that residents have, as they write them themselves.
    const NAMES: [&str; 40] = [
        "Jörg Pötter",
        "Ayşe Yıldız",
        "Nguyễn Thị Hạnh",
        "Lech Wałęsa",
        "Antonín Dvořák",
        "Shane O'Neill",
        "Élodie D’Angelo",
        "Ruth Griffin",
        "Søren Kjærgård",
        "Đorđe Đukić",
        "Łukasz Żółć",
        "Jürgen Größer",
        "Zoë Citroën",
        "Çağla Öztürk",
        "Şükrü Güneş",
        "İbrahim Işık",
        "François Lefèvre",
        "María Núñez",
        "João Conceição",
        "Ștefan Țărnă",
        "Gábor Erdős",
        "Žofie Růžičková",
        "Márta Kőszegi",
        "Sigríður Þórsdóttir",
        "Ąžuolas Šešėlis",
        "Ķirts Āboliņš",
        "Jūratė Žemaitė",
        "Ünal Ärmel",
        "Weiß-Köhler Anke",
        "Åsa Ångström",
        "Bjørn Ødegård",
        "Věra Čapková",
        "Œdipe Lœuil",
        "Zlatan Ibrahimović",
        "Андрій Йовенко",
        "Семён Королёв",
        "أحمد الأنصاري",
        "مریم حسینی",
        "Müller Änne",
        "Ekin Çelik",
    ];

    /// The same name as other people, keyboards and programs write it.
    fn spellings(name: &str) -> Vec<String> {
        let plain = |name: &str| -> String {
            let bare = name.nfd().filter(|c| !is_mark(*c)).map(|c| match c {
                'ı' => 'i',
                'ł' => 'l',
                'Ł' => 'L',
                'ø' => 'o',
                'Ø' => 'O',
                'đ' => 'd',
                'Đ' => 'D',
                c => c,
            });
            bare.collect()
        };
        let written_out = [
            ("ä", "ae"),
            ("ö", "oe"),
            ("ü", "ue"),
            ("Ä", "Ae"),
            ("Ö", "Oe"),
            ("Ü", "Ue"),
            ("ß", "ss"),
            ("æ", "ae"),
            ("œ", "oe"),
            ("Œ", "Oe"),
        ];
        let with_e = written_out
            .iter()
            .fold(name.to_owned(), |name, (from, to)| name.replace(from, to));
        let between = |sign: &str| -> String {
            let mut out = String::new();
            for c in name.chars() {
                if c.is_alphabetic() && out.ends_with(char::is_alphabetic) {
                    out.push_str(sign);
                }
                out.push(c);
            }
            out
        };
        vec![
            name.to_owned(),
            name.nfd().collect(),
            name.nfc().collect(),
            plain(name),
            with_e,
            name.to_uppercase(),
            name.nfd().collect::<String>().to_uppercase(),
            plain(name).to_uppercase(),
            name.replace(['\'', '’'], ""),
            name.replace('\'', "’").replace('’', "ʼ"),
            name.replace("ffi", "ﬃ"),
            between("\u{ad}"),
            between("\u{200b}"),
            between("\u{2060}"),
        ]
    }

    #[test]
    fn a_name_is_hidden_however_its_letters_are_spelled() {
        for name in NAMES {
            let person = named(name);
            let (first, last) = name.split_once(' ').unwrap();
            for (whole, part) in [(name, ""), (first, "first"), (last, "last")] {
                for spelling in spellings(whole) {
                    let text = format!("Das schreibt {spelling}, ja: {spelling}!");
                    assert_eq!(
                        hidden(&text, &person),
                        "Das schreibt █████, ja: █████!",
                        "{name} {part} as {spelling:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_text_without_the_name_is_left_as_it_is_whatever_the_name() {
        let text = "Der Weg am Hafen ist zu laut, l’été aussi.\nCafe\u{301} Zo\u{308}lle, Stra\u{ad}ßen\u{200b}lärm – \
                    12.30 Uhr, „ruhig“ 🚲 'so' d'accord.";
        for name in NAMES {
            assert_eq!(hidden(text, &named(name)), text, "{name}");
        }
    }

    #[test]
    fn a_bar_covers_the_marks_on_the_last_letter() {
        assert_eq!(hidden("Rene\u{301} war da.", &named("René")), "█████ war da.");
        assert_eq!(hidden("Rene\u{301}", &named("Rene")), "█████");
    }

    #[test]
    fn other_spellings_of_a_passage_are_found_and_nothing_that_is_redacted_already() {
        let text = "Müller, müller! MÜLLERS Auto, Mu\u{308}ller, Mueller, Müllers Hof, Mühle, müller.";
        assert_eq!(
            alike(text, &["Müller".into()]),
            ["müller", "MÜLLERS", "Mu\u{308}ller", "Mueller"]
        );
        assert_eq!(
            alike("Karl Meier, KARL-MEIER", &["Karl Meier".into()]),
            ["KARL-MEIER"]
        );
        assert!(
            alike("Ja, ja, JA!", &["Ja".into()]).is_empty(),
            "too short to be told apart"
        );
        assert!(alike(text, &[" ".into(), String::new()]).is_empty());
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
