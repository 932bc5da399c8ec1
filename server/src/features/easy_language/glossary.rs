//! The glossary for everybody, in the municipality's words where it has own ones.

use std::{
    collections::{BTreeSet, HashMap},
    sync::LazyLock,
};

use shared::{
    easy_language::{Status, Term},
    glossary::{Approval, Glossary, ListGlossary, TermStatus, Word},
    text,
};

use super::{store, words};
use crate::{db::Statements, error::Result, markdown, site::Cx};

/// All words as they are shipped in the order of the alphabet, `Ä` beside `A` (DIN 5007-1).
static ALL: LazyLock<Vec<(Word, &'static Term)>> = LazyLock::new(|| {
    let mut all: Vec<_> = words()
        .glossary()
        .iter()
        .map(|term| (shipped(term), term))
        .collect();
    all.sort_by_key(|(word, _)| (text::alphabetical(&word.term), word.term.clone()));
    all
});

/// Lists the words that begin with a letter or contain a text.
pub async fn list_glossary(cx: Cx, input: ListGlossary) -> Result<Glossary> {
    let mut db = cx.read().await?;
    let all = Own::read(&mut db).await?.all();
    let wanted = Wanted::new(input.letter, input.search, None);
    Ok(Glossary {
        letters: letters(&all),
        total: number(all.len()),
        approved: number(approved(&all)),
        words: all.into_iter().filter(|word| wanted.fits(word)).collect(),
    })
}

/// What a municipality wrote and agreed itself, by the ids of words.
#[derive(Debug, Default)]
pub(super) struct Own(HashMap<String, store::OwnTerm>);

impl Own {
    /// Reads it.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn read(db: &mut impl Statements) -> Result<Self> {
        Ok(Self(store::all(db).await?))
    }

    /// All words of the glossary as the municipality's pages show them, in the order of the alphabet.
    pub fn all(&self) -> Vec<Word> {
        ALL.iter()
            .map(|(word, term)| self.worded(word.clone(), term))
            .collect()
    }

    /// A term as the municipality's pages show it.
    pub fn word(&self, term: &Term) -> Word {
        self.worded(shipped(term), term)
    }

    /// A shipped word in the municipality's words. What the program brought along meanwhile changes nothing about words
    /// that somebody agreed to.
    fn worded(&self, mut word: Word, term: &Term) -> Word {
        let own = self.0.get(&word.id).filter(|own| !own.explanation.is_empty());
        if let Some(own) = own {
            word.explanation_html = markdown::to_lines(&own.explanation);
            word.reworded = own.explanation != term.explanation;
            word.approved.clone_from(&own.approval);
        }
        word
    }

    /// What is stored about a word.
    pub fn of(&self, id: &str) -> Option<&store::OwnTerm> {
        self.0.get(id)
    }
}

/// The shipped term with this id.
pub(super) fn by_id(id: &str) -> Option<&'static Term> {
    ALL.iter().find(|(word, _)| word.id == id).map(|(_, term)| *term)
}

/// What is looked for in the glossary.
pub(super) struct Wanted {
    letter: String,
    search: String,
    status: Option<TermStatus>,
}

impl Wanted {
    pub fn new(letter: Option<String>, search: Option<String>, status: Option<TermStatus>) -> Self {
        Self {
            letter: letter
                .map(|letter| text::alphabetical(letter.trim()))
                .unwrap_or_default(),
            search: search.map(|search| plain(&search)).unwrap_or_default(),
            status,
        }
    }

    pub fn fits(&self, word: &Word) -> bool {
        (self.letter.is_empty() || initial(word).to_lowercase() == self.letter)
            && (self.search.is_empty() || holds(word, &self.search))
            && self.status.is_none_or(|status| status == word.status())
    }
}

/// The letters with which words begin.
pub(super) fn letters(words: &[Word]) -> Vec<String> {
    words
        .iter()
        .map(initial)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// How many words somebody agreed to.
pub(super) fn approved(words: &[Word]) -> usize {
    words
        .iter()
        .filter(|word| word.status() == TermStatus::Approved)
        .count()
}

pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The end of the ids and addresses of a term.
pub(super) fn id_of(term: &Term) -> String {
    text::slug_from(&term.term)
}

/// A term as it is shipped.
fn shipped(term: &Term) -> Word {
    Word {
        id: id_of(term),
        term: term.term.clone(),
        parted: term.rendered('-'),
        explanation_html: markdown::to_lines(&term.explanation),
        prefer: term.prefer.clone().unwrap_or_default(),
        others: term.avoid.clone(),
        approved: match &term.status {
            Status::Proposed => None,
            Status::Approved { by, on } => on.parse().ok().map(|on| Approval { by: by.clone(), on }),
        },
        reworded: false,
    }
}

/// The letter under which a word stands.
fn initial(word: &Word) -> String {
    text::alphabetical(&word.term)
        .chars()
        .take(1)
        .collect::<String>()
        .to_uppercase()
}

/// For comparing: without the marks between parts.
fn plain(text: &str) -> String {
    text::alphabetical(text.trim()).replace(['-', '·', '\u{ad}'], "")
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
        let all = Own::default().all();
        let ids: BTreeSet<&str> = all.iter().map(|word| word.id.as_str()).collect();
        assert_eq!(ids.len(), all.len());
        assert!(all.windows(2).all(|pair| initial(&pair[0]) <= initial(&pair[1])));
        let aeltere = all.iter().find(|word| word.term.starts_with('Ä')).unwrap();
        assert_eq!(initial(aeltere), "A");
    }

    #[test]
    fn approved_words_stay_when_the_shipped_ones_change_and_a_withdrawn_approval_leaves_the_shipped_ones() {
        let mut term = words().term("Bebauungsplan").unwrap().clone();
        let own = |explanation: &str, approval: Option<Approval>| {
            let own = store::OwnTerm {
                explanation: explanation.into(),
                approval,
                ..store::OwnTerm::default()
            };
            Own([("bebauungsplan".to_owned(), own)].into())
        };
        let approval = Approval {
            by: "Prüfgruppe".into(),
            on: "2026-11-02".parse().unwrap(),
        };
        let approved = own(&term.explanation, Some(approval.clone()));
        let before = approved.word(&term);
        assert!(!before.reworded && before.approved == Some(approval));
        term.explanation = "Ganz andere Worte.".into();
        let after = approved.word(&term);
        assert_eq!(after.explanation_html, before.explanation_html);
        assert_eq!(after.approved, before.approved);
        let withdrawn = own("", None).word(&term);
        assert_eq!(withdrawn.explanation_html, "<p>Ganz andere Worte.</p>\n");
        assert!(withdrawn.approved.is_none() && !withdrawn.reworded);
    }
}
