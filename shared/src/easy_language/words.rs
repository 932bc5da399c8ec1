//! The word lists and the glossary, read once from `shared/data/easy_language.json`.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;

use serde::Deserialize;

use super::document::Document;
use super::glossary::{Glossary, Term};

/// What the rules know about words.
#[derive(Debug, Clone)]
pub struct Words {
    /// Spelling with dots and without spaces, in lower case → full form.
    pub(super) abbreviations: HashMap<String, String>,
    /// The same, only in front of a number: "Art. 5", but "auf diese Art."
    pub(super) abbreviations_before_number: HashMap<String, String>,
    /// Titles that belong to names, spelled like the abbreviations: "dr."
    pub(super) titles: HashSet<String>,
    pub(super) acronyms: HashSet<String>,
    /// In lower case → what to say instead, perhaps empty.
    pub(super) foreign: HashMap<String, String>,
    pub(super) native: HashSet<String>,
    pub(super) past_strong: HashSet<String>,
    pub(super) past_weak: HashSet<String>,
    pub(super) participles: HashSet<String>,
    pub(super) not_participles: HashSet<String>,
    pub(super) concrete_nouns: HashSet<String>,
    pub(super) positive_un: Vec<String>,
    pub(super) neuter_s: Vec<String>,
    /// Endings of masculine nouns in the singular.
    pub(super) masculine: Vec<String>,
    pub(super) long_words: HashSet<String>,
    glossary: Glossary,
}

/// Why the data cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem(pub(super) String);

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the word lists of easy language: {}", self.0)
    }
}

impl std::error::Error for Problem {}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    abbreviations: HashMap<String, String>,
    abbreviations_before_number: HashMap<String, String>,
    titles: Vec<String>,
    acronyms_allowed: Vec<String>,
    foreign_words: HashMap<String, String>,
    foreign_exceptions: Vec<String>,
    past_strong: Vec<String>,
    past_weak_stems: Vec<String>,
    participles: Vec<String>,
    not_participles: Vec<String>,
    concrete_nouns: Vec<String>,
    un_without_negation: Vec<String>,
    neuter_ending_in_s: Vec<String>,
    masculine: Vec<String>,
    long_words_allowed: Vec<String>,
    glossary: Vec<Term>,
}

impl Words {
    /// Reads the lists from their JSON text.
    ///
    /// # Errors
    /// [`Problem`] says what is wrong: no valid JSON, an unknown field, a term twice, parts that do not make the term,
    /// an approval without name and date.
    pub fn parse(json: &str) -> Result<Self, Problem> {
        let file: File = serde_json::from_str(json).map_err(|error| Problem(error.to_string()))?;
        let lower = |list: Vec<String>| {
            list.iter()
                .map(|word| word.to_lowercase())
                .collect::<HashSet<_>>()
        };
        Ok(Self {
            abbreviations: file.abbreviations,
            abbreviations_before_number: file.abbreviations_before_number,
            titles: file.titles.into_iter().collect(),
            acronyms: file.acronyms_allowed.into_iter().collect(),
            foreign: file
                .foreign_words
                .into_iter()
                .map(|(word, instead)| (word.to_lowercase(), instead))
                .collect(),
            native: lower(file.foreign_exceptions),
            past_strong: lower(file.past_strong),
            past_weak: file
                .past_weak_stems
                .iter()
                .flat_map(|stem| ["te", "ten", "test", "tet"].map(|ending| format!("{stem}{ending}")))
                .collect(),
            participles: lower(file.participles),
            not_participles: lower(file.not_participles),
            concrete_nouns: lower(file.concrete_nouns),
            positive_un: file.un_without_negation,
            neuter_s: file.neuter_ending_in_s,
            masculine: file.masculine,
            long_words: lower(file.long_words_allowed),
            glossary: Glossary::new(file.glossary)?,
        })
    }

    /// All terms of the glossary in the order of the file.
    pub fn glossary(&self) -> &[Term] {
        self.glossary.terms()
    }

    /// The term that a word names, in any case of declension, with or without marks between its parts.
    pub fn term(&self, word: &str) -> Option<&Term> {
        self.glossary.find(&[word.to_lowercase()]).map(|(term, _)| term)
    }

    /// Every use of every term in a text, in its order, with its place in bytes.
    pub fn uses_in(&self, text: &str) -> Vec<(Range<usize>, &Term)> {
        let document = Document::read(self, text);
        self.uses(&document)
            .into_iter()
            .map(|(tokens, term)| (document.span(tokens), term))
            .collect()
    }

    /// Every use of every term, as ranges of tokens.
    pub(super) fn uses(&self, document: &Document<'_>) -> Vec<(Range<usize>, &Term)> {
        let mut found = Vec::new();
        let lower: Vec<String> = document
            .tokens
            .iter()
            .map(|token| {
                if token.is_word() {
                    token.lower.clone()
                } else {
                    String::new()
                }
            })
            .collect();
        let mut at = 0;
        while at < lower.len() {
            if let Some((term, length)) = self.glossary.find(&lower[at..])
                && term.fits(document.tokens[at].text)
            {
                found.push((at..at + length, term));
                at += length;
            } else {
                at += 1;
            }
        }
        found
    }
}
