//! The glossary: municipal words with an explanation, their parts, and the word to use instead.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::grammar::{is_capital, stems};
use super::words::Problem;

/// Who has agreed to an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Written by the project; nobody who needs Leichte Sprache has read it yet.
    Proposed,
    /// Agreed by a group of testers.
    Approved {
        /// The group.
        by: String,
        /// The day, as `YYYY-MM-DD`.
        on: String,
    },
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word as the law or the office writes it; perhaps several words.
    pub term: String,
    /// The same with `|` between the parts that may be written apart (`Bebauungs|plan`); nothing if it stays whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts: Option<String>,
    /// One or two short sentences in easy language, each on its own line; `**…**` is bold.
    pub explanation: String,
    /// The easier word to write instead of this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prefer: Option<String>,
    /// Other words for the same thing that texts should not use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub avoid: Vec<String>,
    /// Whether a text may use it without explaining it: readers know the word.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub known: bool,
    /// Who has agreed.
    pub status: Status,
}

impl Term {
    /// The word with a mark between its parts: with `-` every part after the first begins with a capital letter, as
    /// Anlage 2 wants it (`Bebauungs-Plan`); with `·` it does not (`Bebauungs·plan`).
    pub fn rendered(&self, mark: char) -> String {
        self.render(&self.term, mark)
    }

    /// A word as a text has it, with a mark between its parts; `None` if it has no parts, has marks already, or is
    /// another word for this term.
    pub fn parted(&self, written: &str, mark: char) -> Option<String> {
        (self.parts.is_some() && self.named_by(written)).then(|| self.render(written, mark))
    }

    /// The same for the word as a text has it, in another case or number (`Bebauungspläne` → `Bebauungs-Pläne`):
    /// declension changes the end and an umlaut, never where the parts begin.
    pub(super) fn render(&self, written: &str, mark: char) -> String {
        let mut begins = Vec::new();
        let mut letters = 0;
        for c in self.parts.iter().flat_map(|parts| parts.chars()) {
            if c == '|' {
                begins.push(letters);
            } else {
                letters += 1;
            }
        }
        let capital = mark == '-' && is_capital(&self.term);
        let mut rendered = String::with_capacity(written.len() + 8);
        for (at, c) in written.chars().enumerate() {
            if !begins.contains(&at) {
                rendered.push(c);
                continue;
            }
            rendered.push(mark);
            if capital {
                rendered.extend(c.to_uppercase());
            } else {
                rendered.push(c);
            }
        }
        rendered
    }

    /// Whether a word is this term in some form, and not one of the words to avoid for it.
    pub(super) fn named_by(&self, text: &str) -> bool {
        let term = self.term.to_lowercase();
        singulars(&text.to_lowercase()).contains(&term)
    }

    /// A noun is not named by a verb or adjective of the same letters ("Planung", "planen"; "Rat", "rat").
    pub(super) fn fits(&self, text: &str) -> bool {
        is_capital(text) || !is_capital(&self.term)
    }
}

/// Terms with an index by their first word.
#[derive(Debug, Clone)]
pub(super) struct Glossary {
    terms: Vec<Term>,
    /// First word in lower case and without marks → the terms that begin with it, longest first.
    index: HashMap<String, Vec<(Vec<String>, usize)>>,
    /// Words to avoid → the term whose word they are.
    avoid: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Glossary {
    pub fn new(terms: Vec<Term>) -> Result<Self, Problem> {
        let mut index: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
        let mut avoid: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
        for (at, term) in terms.iter().enumerate() {
            if let Some(parts) = &term.parts
                && parts.replace('|', "") != term.term
            {
                return Err(Problem(format!(
                    "the parts {parts:?} do not make {:?}",
                    term.term
                )));
            }
            if let Status::Approved { by, on } = &term.status
                && (by.trim().is_empty() || on.len() != 10)
            {
                return Err(Problem(format!(
                    "{:?} is approved without name and day",
                    term.term
                )));
            }
            if !enter(&mut index, &term.term, at) {
                return Err(Problem(format!("{:?} is there twice", term.term)));
            }
            for word in &term.avoid {
                enter(&mut avoid, word, at);
            }
        }
        for entries in index.values_mut().chain(avoid.values_mut()) {
            entries.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Ok(Self { terms, index, avoid })
    }

    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The term at the beginning of these words, and how many words it takes. A word to avoid names the term as well.
    pub fn find(&self, words: &[String]) -> Option<(&Term, usize)> {
        let (at, length) = lookup(&self.index, words).or_else(|| lookup(&self.avoid, words))?;
        self.terms.get(at).map(|term| (term, length))
    }
}

/// Whether the word was new.
fn enter(index: &mut HashMap<String, Vec<(Vec<String>, usize)>>, term: &str, at: usize) -> bool {
    let words: Vec<String> = term
        .split_whitespace()
        .map(|word| bare(&word.to_lowercase()))
        .collect();
    let Some(first) = words.first() else { return false };
    let entries = index.entry(first.clone()).or_default();
    if entries.iter().any(|(known, _)| *known == words) {
        return false;
    }
    entries.push((words, at));
    true
}

fn lookup(index: &HashMap<String, Vec<(Vec<String>, usize)>>, words: &[String]) -> Option<(usize, usize)> {
    let first = bare(words.first()?);
    singulars(&first).into_iter().find_map(|stem| {
        index.get(stem.as_str())?.iter().find_map(|(known, at)| {
            let rest = words.get(1..known.len())?;
            let same = rest
                .iter()
                .zip(&known[1..])
                .all(|(word, known)| stems(&bare(word)).any(|stem| stems(known).any(|other| other == stem)));
            same.then_some((*at, known.len()))
        })
    })
}

/// The forms a word may have in the glossary: without its ending, and without the umlaut of a plural ("Pläne").
fn singulars(lower: &str) -> Vec<String> {
    let mut forms: Vec<String> = stems(lower).map(str::to_owned).collect();
    let umlaut = lower
        .char_indices()
        .rev()
        .find(|(_, c)| matches!(c, 'ä' | 'ö' | 'ü'));
    if let Some((at, umlaut)) = umlaut {
        let vowel = match umlaut {
            'ä' => "a",
            'ö' => "o",
            _ => "u",
        };
        let plain = format!("{}{vowel}{}", &lower[..at], &lower[at + umlaut.len_utf8()..]);
        forms.extend(stems(&plain).map(str::to_owned));
    }
    forms
}

/// A word without the marks between its parts.
fn bare(lower: &str) -> String {
    lower
        .chars()
        .filter(|c| !matches!(c, '-' | '\u{2011}' | '·' | '•' | '\u{ad}'))
        .collect()
}
