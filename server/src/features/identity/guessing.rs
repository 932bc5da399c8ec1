//! How soon a password is guessed (OWASP ASVS 5.0, 6.2.4 and 6.2.11): lists of common ones, and what people make of words.
//!
//! A common word, a name that belongs to the account, a part of a keyboard's row, a repetition and a date count as one sign
//! each, however long they are: `Passwort1234` has two. Nothing leaves the server for it.

/// Common passwords, one a line; the file says where they come from.
const COMMON: &str = include_str!("common_passwords.txt");
/// Words that are tried first, with figures and signs around them. A municipality's own words belong to them.
const WORDS: &str = "passwort password kennwort geheim secret hallo hello welcome willkommen admin administrator \
    administration rathaus verwaltung gemeinde bürgermeister buergermeister stadt bauamt bauleitplan bebauungsplan \
    beteiligung teilhabe demo test tester testen user login letmein changeme start computer internet samsung \
    sommer summer winter herbst frühling fruehling autumn spring januar februar märz maerz april juni juli august \
    september oktober november dezember montag dienstag mittwoch donnerstag freitag samstag sonntag \
    deutschland germany berlin hamburg münchen muenchen köln schalke borussia dortmund bayern \
    iloveyou liebe liebling schatz fußball fussball football baseball dragon monkey master sunshine princess shadow \
    superman batman mercedes porsche ferrari qwertz qwerty";
/// Neighbours on keyboards and in order; read in both directions.
const ROWS: [&str; 12] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertzuiopü+",
    "asdfghjklöä#",
    "yxcvbnm,.-",
    "qwertyuiop",
    "asdfghjkl;",
    "zxcvbnm,./",
    "1qaz2wsx3edc4rfv5tgb6zhn7ujm8ik",
    "1qay2wsx3edc4rfv5tgb6zhn7ujm8ik",
    "!\"§$%&/()=?",
    "!@#$%^&*()",
];
/// The shortest part of a row or repetition that counts as one sign.
const SHORTEST: usize = 3;
/// The shortest part of a name that counts as one sign.
const SHORTEST_NAME: usize = 4;
/// So many figures in a row are a year, four more a date.
const YEAR: usize = 4;
/// Fewer signs than this are guessed soon.
const LEAST_SIGNS: usize = 8;
/// Fewer different characters as well.
const LEAST_DIFFERENT: usize = 5;

/// Whether a password is guessed soon; `names` belong to whoever has it: address, town.
pub(super) fn is_easy(password: &str, names: &[&str]) -> bool {
    let typed = password.trim().to_lowercase();
    let different = typed.chars().collect::<std::collections::BTreeSet<_>>().len();
    if different < LEAST_DIFFERENT || COMMON.lines().any(|line| line == typed) {
        return true;
    }
    let names = names.iter().map(|name| name.to_lowercase()).collect::<Vec<_>>();
    let own = names
        .iter()
        .flat_map(|name| name.split(|c: char| !c.is_alphanumeric()))
        .filter(|part| part.chars().count() >= SHORTEST_NAME);
    let words: Vec<Vec<char>> = WORDS
        .split_whitespace()
        .chain(names.iter().map(String::as_str))
        .chain(own)
        .map(|word| word.chars().collect())
        .collect();
    let typed: Vec<char> = typed.chars().collect();
    let meant: Vec<char> = typed.iter().copied().map(letter).collect();
    signs(&typed, &words).min(signs(&meant, &words)) < LEAST_SIGNS
}

/// The letter that a figure or sign stands for where people replace letters.
const fn letter(sign: char) -> char {
    match sign {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// How many signs a text has, when what is guessed together counts once.
fn signs(text: &[char], words: &[Vec<char>]) -> usize {
    // Something written again and again is that thing and once more.
    let again = (1..=text.len() / 2).find(|&length| {
        let later = text.iter().skip(length);
        text.iter().zip(later).all(|(one, other)| one == other)
    });
    let mut rest = again.and_then(|length| text.get(..length)).unwrap_or(text);
    let mut count = usize::from(again.is_some());
    while !rest.is_empty() {
        rest = rest.get(first(rest, words).max(1)..).unwrap_or_default();
        count += 1;
    }
    count
}

/// How many characters at the beginning are guessed together.
fn first(text: &[char], words: &[Vec<char>]) -> usize {
    let word = words.iter().filter(|word| text.starts_with(word.as_slice()));
    let word = word.map(Vec::len).max().unwrap_or_default();
    let same = text.iter().take_while(|c| text.first() == Some(*c)).count();
    let figures = text.iter().take_while(|c| c.is_ascii_digit()).take(YEAR).count();
    let figures = if figures == YEAR { YEAR } else { 0 };
    let run = same.max(in_a_row(text));
    let run = if run >= SHORTEST { run } else { 0 };
    word.max(figures).max(run)
}

/// How many characters at the beginning are neighbours in a row.
fn in_a_row(text: &[char]) -> usize {
    let mut longest = 0;
    for row in ROWS {
        let forwards: Vec<char> = row.chars().collect();
        let backwards: Vec<char> = row.chars().rev().collect();
        for row in [forwards, backwards] {
            for start in 0..row.len() {
                let pairs = row.iter().skip(start).zip(text);
                longest = longest.max(pairs.take_while(|(one, other)| one == other).count());
            }
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 2] = ["erika.mustermann@amt.example", "Musterstadt am Fluss"];

    #[test]
    fn common_passwords_and_what_people_make_of_words_are_easy() {
        for password in [
            "123456789012",
            "qwertzuiop12",
            "qwertyuiop[]",
            "Passwort1234",
            "P@ssw0rt2026",
            "password-password",
            "Willkommen2026!",
            "Sommer01011990",
            "Musterstadt2026",
            "Mustermann!123",
            "erika.mustermann",
            "Erika.Mustermann@amt.example",
            "1qaz2wsx3edc4rfv",
            "yxcvbnm,.-12",
            "leavemealone",
            "FinalFantasy",
            "abcabcabcabc",
            "abcdeabcdeabcde",
            "aaaaaabbbbbbccccc1d2",
            "015112345678",
        ] {
            assert!(is_easy(password, &NAMES), "{password}");
        }
    }

    #[test]
    fn words_in_a_row_and_random_signs_are_not() {
        for password in [
            "ein langes Passwort",
            "Zwölf Äpfel.",
            "Neun Igel lachen im Regen",
            "vT3-kq8.Zp0w",
            "Der Sommer in Musterstadt war lang",
            "korrekt Pferd Batterie Heftklammer",
        ] {
            assert!(!is_easy(password, &NAMES), "{password}");
        }
    }

    #[test]
    fn every_line_of_the_list_is_long_enough_to_be_chosen_and_written_small() {
        let passwords: Vec<&str> = COMMON.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(passwords.len() > 300);
        for password in passwords {
            assert!(
                password.chars().count() >= shared::identity::MIN_PASSWORD,
                "{password}"
            );
            assert_eq!(password, password.to_lowercase());
        }
    }
}
