//! Rules on single words: LS09, LS10, LS12, LS16, LS17, LS19, LS21.

use std::collections::HashSet;

use super::super::document::{Kind, Token};
use super::super::grammar::{self, stems};
use super::super::words::Words;
use super::super::{Draft, Level, Note, RemedyKind, Rule};
use super::{View, is_explained};

/// A word of more letters is divided by a mark.
const LETTERS: usize = 13;
/// A word has no more parts.
const PARTS: usize = 3;
/// Marks between the parts of a word.
const MARKS: [char; 4] = ['-', '\u{2011}', '·', '•'];

pub(super) fn apply(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    long_words(draft, view);
    abbreviations(draft, view);
    number_words(draft, view);
    foreign_words(draft, view);
    genders(draft, view);
}

/// Rules that look at the first use of a word in the whole text.
pub(super) fn apply_to_text(draft: &mut Draft<'_, '_>) {
    acronyms(draft);
    glossary(draft);
}

/// LS09
fn long_words(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    for (at, token) in view.tokens.iter().enumerate() {
        if !token.is_word() || gender_mark(view.tokens, at).is_some() {
            continue;
        }
        let parts: Vec<&str> = token.text.split(MARKS).filter(|part| !part.is_empty()).collect();
        let known =
            |part: &str| stems(&part.to_lowercase()).any(|stem| draft.words.long_words.contains(stem));
        let letters = parts
            .iter()
            .filter(|part| !known(part))
            .map(|part| part.chars().filter(|c| c.is_alphabetic()).count())
            .max()
            .unwrap_or_default();
        let case = if letters > LETTERS {
            "letters"
        } else if parts.len() > PARTS {
            "parts"
        } else {
            continue;
        };
        let split = (parts.len() == 1)
            .then(|| split_of(draft.words, token.text))
            .flatten();
        let kind = if case == "letters" {
            RemedyKind::SplitWord
        } else {
            RemedyKind::Rephrase
        };
        let note = Note::new(Rule::LongWord, Level::Warning, kind)
            .with("case", case)
            .with("word", token.text)
            .with("letters", letters.to_string())
            .replacing(split);
        draft.add(view.index, view.bytes(at..at + 1), note);
    }
}

/// The word with hyphens as the glossary parts it, in the form the text has.
fn split_of(words: &Words, text: &str) -> Option<String> {
    words.term(text)?.parted(text, '-')
}

/// LS10, abbreviations with a full stop
fn abbreviations(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    let last = view.first + view.tokens.len();
    let all = &draft.document.abbreviations;
    let first = all.partition_point(|(range, _)| range.start < view.first);
    let found: Vec<_> = all[first..]
        .iter()
        .take_while(|(range, _)| range.end <= last)
        .cloned()
        .collect();
    for (range, full) in found {
        // A year or day of a date is LS15's.
        if grammar::month(&draft.document.tokens[range.start].lower).is_some() {
            continue;
        }
        let bytes = draft.document.span(range);
        let note = Note::new(Rule::Abbreviation, Level::Hard, RemedyKind::WriteOut)
            .with("case", "abbreviation")
            .with("word", &draft.document.text[bytes.clone()])
            .replacing((!full.is_empty()).then_some(full));
        draft.add(view.index, bytes, note);
    }
}

/// LS10, acronyms: once explained, they may be used from there on.
fn acronyms(draft: &mut Draft<'_, '_>) {
    let document = draft.document;
    let mut explained: HashSet<&str> = HashSet::new();
    for (index, sentence) in document.sentences.iter().enumerate() {
        for at in sentence.tokens.clone() {
            let token = &document.tokens[at];
            if !token.is_word() || token.abbreviation {
                continue;
            }
            let Some(acronym) = acronym_in(draft.words, token.text) else {
                continue;
            };
            if explained.contains(acronym) {
                continue;
            }
            if acronym_is_explained(draft, index) {
                explained.insert(acronym);
                continue;
            }
            let note = Note::new(Rule::Abbreviation, Level::Hard, RemedyKind::WriteOut)
                .with("case", "acronym")
                .with("word", acronym);
            draft.add(index, token.start..token.end(), note);
        }
    }
}

/// "Das kurze Wort dafür ist …", "Die Abkürzung heißt …" in this sentence or beside it.
fn acronym_is_explained(draft: &Draft<'_, '_>, sentence: usize) -> bool {
    let document = draft.document;
    (sentence.saturating_sub(1)..=sentence + 1)
        .filter_map(|index| document.sentences.get(index))
        .any(|sentence| {
            document.tokens[sentence.tokens.clone()].iter().any(|token| {
                [
                    "kurz",
                    "abkürzung",
                    "ab-kürzung",
                    "ab·kürzung",
                    "abgekürzt",
                    "ab·gekürzt",
                    "buchstabe",
                    "bedeute",
                    "heißt",
                    "heißen",
                ]
                .iter()
                .any(|start| token.lower.starts_with(start))
            })
        })
}

/// The part of a word that is an acronym: "FFH" in "FFH-Gebiet", "BauGB".
fn acronym_in<'t>(words: &Words, text: &'t str) -> Option<&'t str> {
    text.split(MARKS).find(|part| {
        let capitals = part.chars().filter(|c| c.is_uppercase()).count();
        let letters = part.chars().filter(|c| c.is_alphabetic()).count();
        if capitals < 2 || words.acronyms.contains(*part) || grammar::roman(part).is_some() {
            return false;
        }
        if part.contains("Innen") {
            return false;
        }
        if capitals == letters {
            // A shouted word can be spoken: it has vowels enough. Four letters and less are an acronym, unless they
            // are a common small word.
            let vowels = part.chars().filter(|c| "AEIOUÄÖÜ".contains(*c)).count();
            let spoken = letters >= 5 && vowels * 4 >= letters;
            let common = matches!(
                *part,
                "NUR"
                    | "UND"
                    | "ODER"
                    | "SIE"
                    | "DER"
                    | "DIE"
                    | "DAS"
                    | "WIR"
                    | "ALLE"
                    | "NEU"
                    | "JA"
                    | "NEIN"
                    | "KEIN"
                    | "KEINE"
                    | "NICHT"
                    | "NIE"
            );
            return !spoken && !common;
        }
        // A capital inside: "BauGB", "GmbH", "StVO".
        part.chars().skip(1).any(char::is_uppercase)
    })
}

/// LS12
fn number_words(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    for (at, token) in view.tokens.iter().enumerate() {
        if !token.is_word() {
            continue;
        }
        let (number, replacement) = if let Some(number) = grammar::number_word(&token.lower) {
            (number.to_owned(), Some(number.to_owned()))
        } else if let Some(value) = grammar::roman(token.text) {
            (value.to_string(), Some(value.to_string()))
        } else {
            continue;
        };
        let note = Note::new(Rule::NumberWord, Level::Warning, RemedyKind::Replace)
            .with("word", token.text)
            .with("number", number)
            .replacing(replacement);
        draft.add(view.index, view.bytes(at..at + 1), note);
    }
}

/// Endings that only words from other languages have.
const FOREIGN_ENDINGS: [&str; 9] = [
    "ismus",
    "ismen",
    "tät",
    "täten",
    "abel",
    "ibel",
    "ifizieren",
    "isieren",
    "istisch",
];
/// Beginnings of the same kind.
const FOREIGN_BEGINNINGS: [&str; 10] = [
    "anti", "inter", "multi", "trans", "post", "prä", "infra", "mikro", "makro", "pseudo",
];

/// LS19
fn foreign_words(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    for (at, token) in view.tokens.iter().enumerate() {
        let Some(instead) = foreign(draft.words, token) else {
            continue;
        };
        if is_explained(draft, view.index, view.first + at) {
            continue;
        }
        let kind = if instead.is_empty() {
            RemedyKind::Explain
        } else {
            RemedyKind::Replace
        };
        let note = Note::new(Rule::ForeignWord, Level::Warning, kind)
            .with("word", token.text)
            .with("instead", instead.as_str())
            .replacing((!instead.is_empty()).then_some(instead));
        draft.add(view.index, view.bytes(at..at + 1), note);
    }
}

/// What to say instead of a foreign word; nothing if the word is not foreign or everybody knows it.
fn foreign(words: &Words, token: &Token<'_>) -> Option<String> {
    if !token.is_word() || token.abbreviation {
        return None;
    }
    let lower = token.lower.as_str();
    if stems(lower).any(|stem| words.native.contains(stem)) {
        return None;
    }
    if let Some(instead) = stems(lower).find_map(|stem| words.foreign.get(stem)) {
        return Some(instead.clone());
    }
    let known_part = lower.split(MARKS).any(|part| words.native.contains(part));
    let shaped = stems(lower).any(|stem| {
        FOREIGN_ENDINGS
            .iter()
            .any(|ending| stem.ends_with(ending) && stem.len() > ending.len() + 3)
    }) || FOREIGN_BEGINNINGS.iter().any(|start| {
        lower
            .strip_prefix(start)
            .is_some_and(|rest| rest.chars().count() >= 5)
    });
    (shaped && !known_part).then(String::new)
}

/// LS16 and LS17
fn glossary(draft: &mut Draft<'_, '_>) {
    let document = draft.document;
    let words = draft.words;
    let mut seen = HashSet::new();
    for (tokens, term) in words.uses(document) {
        let sentence = document.sentence_of(tokens.start);
        let bytes = document.span(tokens.clone());
        let written = &document.text[bytes.clone()];
        let first = seen.insert(term.term.as_str());
        let avoided = is_avoided(written, &term.term, &term.avoid);
        let preferred = if avoided {
            Some(term.prefer.as_deref().unwrap_or(&term.term))
        } else {
            term.prefer.as_deref()
        };
        let own = draft.explains == Some(term.term.as_str());
        let explained = own || is_explained(draft, sentence, tokens.start);
        if let Some(preferred) = preferred {
            // Whoever explains a word means to use it.
            if avoided || !(explained && (first || own)) {
                let note = Note::new(Rule::Synonym, Level::Warning, RemedyKind::Replace)
                    .with("word", written)
                    .with("preferred", preferred)
                    .replacing(Some(preferred.to_owned()));
                draft.add(sentence, bytes, note);
            }
            continue;
        }
        if first && !term.known && !explained {
            let note = Note::new(Rule::Unexplained, Level::Warning, RemedyKind::Explain)
                .with("word", written)
                .with("explanation", term.explanation.as_str());
            draft.add(sentence, bytes, note);
        }
    }
}

/// Whether a word is one of those to avoid for a term, and not the term itself.
fn is_avoided(written: &str, term: &str, avoid: &[String]) -> bool {
    if avoid.is_empty() {
        return false;
    }
    let plain = |text: &str| -> String {
        text.to_lowercase()
            .chars()
            .filter(|c| !MARKS.contains(c))
            .collect()
    };
    let written = plain(written);
    !stems(&written).any(|stem| stem == plain(term))
        && avoid
            .iter()
            .any(|word| stems(&written).any(|stem| stem == plain(word)) || written == plain(word))
}

/// LS21
fn genders(draft: &mut Draft<'_, '_>, view: &View<'_, '_>) {
    for at in 0..view.tokens.len() {
        let Some(length) = gender_mark(view.tokens, at) else {
            continue;
        };
        let bytes = view.bytes(at..at + length);
        let note = Note::new(Rule::Gender, Level::Warning, RemedyKind::Rephrase)
            .with("word", &draft.document.text[bytes.clone()]);
        draft.add(view.index, bytes, note);
    }
}

/// How many tokens a word with a mark for genders takes, if one begins here.
fn gender_mark(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    if !token.is_word() {
        return None;
    }
    let inner = ["*in", ":in", "_in", "·innen"]
        .iter()
        .any(|mark| token.lower.contains(mark));
    let capital = token.text.contains("Innen") && !token.text.starts_with("Innen") && {
        let before = token.text.find("Innen").unwrap_or_default();
        token.text[..before].ends_with(char::is_lowercase)
    };
    if inner || capital {
        return Some(1);
    }
    let slash = tokens.get(at + 1)?;
    let ending = tokens.get(at + 2)?;
    let touches = slash.text == "/" && slash.start == token.end() && ending.start == slash.end();
    let dash = ending.is_sign("-") && touches;
    if dash {
        let ending = tokens.get(at + 3)?;
        return matches!(ending.lower.as_str(), "in" | "innen" | "r" | "n").then_some(4);
    }
    (touches
        && ending.kind == Kind::Word
        && matches!(ending.lower.as_str(), "in" | "innen" | "frau" | "r" | "n"))
    .then_some(3)
}
