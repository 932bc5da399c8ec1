//! The glossary for everybody.

use std::{collections::BTreeSet, sync::LazyLock};

use shared::{
    easy_language::{Status, Term},
    glossary::{Approval, Glossary, ListGlossary, Word},
    text,
};

use super::words;
use crate::{error::Result, markdown, site::Cx};

/// All words in the order of the alphabet, `Ä` beside `A` (DIN 5007-1).
static ALL: LazyLock<Vec<Word>> = LazyLock::new(|| {
    let mut all: Vec<Word> = words().glossary().iter().map(word).collect();
    all.sort_by_key(|word| (folded(&word.term), word.term.clone()));
    all
});

/// Lists the words that begin with a letter or contain a text.
pub async fn list_glossary(_: Cx, input: ListGlossary) -> Result<Glossary> {
    let letter = input
        .letter
        .map(|letter| folded(letter.trim()))
        .unwrap_or_default();
    let search = input.search.map(|search| plain(&search)).unwrap_or_default();
    let letters: BTreeSet<String> = ALL.iter().map(initial).collect();
    let found = ALL
        .iter()
        .filter(|word| letter.is_empty() || initial(word).to_lowercase() == letter)
        .filter(|word| search.is_empty() || holds(word, &search));
    Ok(Glossary {
        words: found.cloned().collect(),
        letters: letters.into_iter().collect(),
        total: u32::try_from(ALL.len()).unwrap_or(u32::MAX),
    })
}

/// A term as pages show it.
pub(super) fn word(term: &Term) -> Word {
    Word {
        id: text::slug_from(&term.term),
        term: term.term.clone(),
        parted: term.rendered('-'),
        // Two spaces before the end of a line make it one on the page too.
        explanation_html: markdown::to_html(&term.explanation.replace('\n', "  \n")),
        prefer: term.prefer.clone().unwrap_or_default(),
        others: term.avoid.clone(),
        approved: match &term.status {
            Status::Proposed => None,
            Status::Approved { by, on } => on.parse().ok().map(|on| Approval { by: by.clone(), on }),
        },
    }
}

/// The letter under which a word stands.
fn initial(word: &Word) -> String {
    folded(&word.term)
        .chars()
        .take(1)
        .collect::<String>()
        .to_uppercase()
}

/// In small letters, umlauts as their vowels.
fn folded(text: &str) -> String {
    text.to_lowercase()
        .replace('ä', "a")
        .replace('ö', "o")
        .replace('ü', "u")
        .replace('ß', "ss")
}

/// For comparing: without the marks between parts.
fn plain(text: &str) -> String {
    folded(text.trim()).replace(['-', '·', '\u{ad}'], "")
}

fn holds(word: &Word, search: &str) -> bool {
    std::iter::once(&word.term)
        .chain([&word.prefer, &without_tags(&word.explanation_html)])
        .chain(&word.others)
        .any(|text| plain(text).contains(search))
}

/// The text of HTML that was cleaned.
fn without_tags(html: &str) -> String {
    let mut inside = false;
    html.chars()
        .filter(|c| {
            inside = *c == '<' || (inside && *c != '>');
            !inside && *c != '>'
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_an_id_of_its_own_and_stands_under_its_letter() {
        let ids: BTreeSet<&str> = ALL.iter().map(|word| word.id.as_str()).collect();
        assert_eq!(ids.len(), ALL.len());
        assert!(ALL.windows(2).all(|pair| initial(&pair[0]) <= initial(&pair[1])));
        let aeltere = ALL.iter().find(|word| word.term.starts_with('Ä')).unwrap();
        assert_eq!(initial(aeltere), "A");
    }
}
