//! Reads and checks the texts in `locales/`; used by `build.rs` and by the tests of `i18n`.
//!
//! - The files are i18next JSON v4: nested objects, `{{name}}` arguments, plural keys `…_one`, `…_other`.
//! - German (`de`) is the source: it decides which messages exist and which arguments they take.
//! - `de`, `de-simple` and `en` must be complete; every other language may leave out whole messages.
//! - Texts in easy language get a line end behind each sentence (`lines.rs`).
//! - A text lives in a numbered slot. A plain message has one slot, a plural message has six, one for each
//!   CLDR category in the order of [`CATEGORIES`]. An empty slot means: not in this language.
//! - Every problem names the file, the key, what is wrong and how to mend it; all of them are reported at once.

mod arguments;
mod check;
mod lines;
mod number;
mod parse;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use parse::Node;

/// The plural categories of CLDR in the order of the slots.
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Plural categories that a language needs (CLDR 48, cardinal numbers, as `Intl.PluralRules` lists them).
/// `None` for a language the interface does not know.
pub fn categories_of(language: &str) -> Option<&'static [&'static str]> {
    Some(match language {
        "de" | "de-simple" | "en" | "tr" | "fa" => &["one", "other"],
        "fr" | "es" => &["one", "many", "other"],
        "ro" => &["one", "few", "other"],
        "pl" | "uk" | "ru" => &["one", "few", "many", "other"],
        "ar" => &["zero", "one", "two", "few", "many", "other"],
        _ => return None,
    })
}

/// One file of texts.
pub struct Source {
    /// The folder, which is the code of the language.
    pub language: String,
    /// The file name without `.json`, which becomes a module.
    pub feature: String,
    /// The content.
    pub json: String,
}

/// Something a translator or programmer has to mend.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file, relative to the root of the project.
    pub file: String,
    /// The message with its feature, or empty if the whole file is meant.
    pub key: String,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub remedy: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = if self.key.is_empty() {
            "whole file"
        } else {
            &self.key
        };
        write!(
            f,
            "{}: {key}: {}. To mend it: {}.",
            self.file, self.what, self.remedy
        )
    }
}

/// An argument of a message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Argument {
    /// The name between the braces.
    pub name: String,
    /// How it is written: one of `arguments::FORMATS`, or nothing for a text.
    pub format: Option<String>,
}

/// A message, as German defines it.
#[derive(Debug, Clone)]
pub struct Message {
    /// Feature, groups and name, for example `common.not_found.title`.
    pub key: String,
    /// Whether the text depends on `{{count}}`.
    pub plural: bool,
    /// All arguments but `count`, in the order of their first appearance.
    pub arguments: Vec<Argument>,
    /// The number of its (first) slot.
    pub slot: usize,
    /// The German text; of a plural the form `other`.
    pub german: String,
}

/// All messages and all texts, checked.
#[derive(Debug)]
pub struct Catalogue {
    /// Sorted by key.
    pub messages: Vec<Message>,
    /// How many slots a table has.
    pub slots: usize,
    /// The texts of every language by slot; German is always there.
    pub tables: BTreeMap<String, Vec<String>>,
}

/// Texts of one message in one language: one without a category, or one per category.
#[derive(Debug, Clone, PartialEq)]
enum Forms {
    Plain(String),
    Plural(BTreeMap<&'static str, String>),
}

impl Forms {
    fn texts(&self) -> Vec<(Option<&'static str>, &String)> {
        match self {
            Self::Plain(text) => vec![(None, text)],
            Self::Plural(forms) => forms
                .iter()
                .map(|(category, text)| (Some(*category), text))
                .collect(),
        }
    }

    /// The text that stands for the message: the plain one or `other`.
    fn main(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Plural(forms) => forms.get("other").map_or("", String::as_str),
        }
    }
}

/// Collects problems together with the place they belong to.
struct Checker {
    problems: Vec<Problem>,
}

impl Checker {
    fn report(&mut self, language: &str, key: &str, what: impl Into<String>, remedy: impl Into<String>) {
        let feature = key.split('.').next().unwrap_or_default();
        self.problems.push(Problem {
            file: format!("locales/{language}/{feature}.json"),
            key: key.to_owned(),
            what: what.into(),
            remedy: remedy.into(),
        });
    }
}

/// Reads all files and checks them against each other. `longer` are the keys of messages that may be much
/// longer than their German text (from `locales/layout.json`).
///
/// # Errors
/// All problems found, sorted by file and key.
pub fn read(sources: &[Source], longer: &BTreeSet<String>) -> Result<Catalogue, Vec<Problem>> {
    let mut checker = Checker { problems: Vec::new() };
    let mut languages: BTreeMap<String, BTreeMap<String, Forms>> = BTreeMap::new();
    languages.entry("de".to_owned()).or_default();
    for source in sources {
        let texts = languages.entry(source.language.clone()).or_default();
        match serde_json::from_str::<Node>(&source.json) {
            Ok(Node::Group(group)) => {
                parse::collect(&mut checker, &source.language, &source.feature, group, texts);
            }
            Ok(Node::Text(_)) => checker
                .problems
                .push(whole_file(source, "the file is not a JSON object")),
            Err(error) => checker
                .problems
                .push(whole_file(source, &format!("this is not valid: {error}"))),
        }
    }
    let german = languages.get("de").cloned().unwrap_or_default();
    for (language, texts) in &languages {
        check::language(&mut checker, language, texts, &german, longer);
    }
    let known_longer = longer.iter().filter(|key| !german.contains_key(*key));
    for key in known_longer {
        checker.problems.push(Problem {
            file: "locales/layout.json".to_owned(),
            key: key.clone(),
            what: "no German message has this key".to_owned(),
            remedy: "remove it from the list \"longer\"".to_owned(),
        });
    }
    if !checker.problems.is_empty() {
        checker.problems.sort();
        return Err(checker.problems);
    }
    Ok(number::number(&german, &languages))
}

fn whole_file(source: &Source, what: &str) -> Problem {
    Problem {
        file: format!("locales/{}/{}.json", source.language, source.feature),
        key: String::new(),
        what: what.to_owned(),
        remedy: "write an object of texts and groups of texts, each key once".to_owned(),
    }
}
