//! Reads and checks the texts in `locales/`; used by `build.rs` and by the tests of `i18n`.
//!
//! - The files are i18next JSON v4: nested objects, `{{name}}` arguments, plural keys `…_one`, `…_other`.
//! - German (`de`) is the source: it decides which messages exist and which arguments they take.
//! - `de`, `de-simple` and `en` must be complete; every other language may leave out whole messages.
//! - A text lives in a numbered slot. A plain message has one slot, a plural message has six, one for each
//!   CLDR category in the order of [`CATEGORIES`]. An empty slot means: not in this language.
//! - Every problem names the file, the key, what is wrong and how to mend it; all of them are reported at once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

/// The plural categories of CLDR in the order of the slots.
pub const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Languages that must have every message, if their folder exists.
const COMPLETE: [&str; 3] = ["de", "de-simple", "en"];

/// What may stand behind the comma in `{{size, filesize}}`.
const FORMATS: [&str; 4] = ["number", "date", "datetime", "filesize"];

/// Words of Rust that cannot name a function even with `r#`.
const RESERVED: [&str; 5] = ["crate", "self", "super", "Self", "_"];

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
    /// How it is written: one of [`FORMATS`], or nothing for a text.
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

/// A JSON object that refuses a key given twice, which `serde_json` would silently accept.
enum Node {
    Text(String),
    Group(Vec<(String, Node)>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NodeVisitor;
        impl<'de> Visitor<'de> for NodeVisitor {
            type Value = Node;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or an object of texts")
            }

            fn visit_str<E>(self, text: &str) -> Result<Node, E> {
                Ok(Node::Text(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
                let mut group: Vec<(String, Node)> = Vec::new();
                while let Some((key, node)) = map.next_entry::<String, Node>()? {
                    if group.iter().any(|(known, _)| *known == key) {
                        return Err(serde::de::Error::custom(format!(
                            "the key {key:?} is there twice"
                        )));
                    }
                    group.push((key, node));
                }
                Ok(Node::Group(group))
            }
        }
        deserializer.deserialize_any(NodeVisitor)
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
                collect(&mut checker, &source.language, &source.feature, group, texts);
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
        check_language(&mut checker, language, texts, &german, longer);
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
    Ok(number(&german, &languages))
}

fn whole_file(source: &Source, what: &str) -> Problem {
    Problem {
        file: format!("locales/{}/{}.json", source.language, source.feature),
        key: String::new(),
        what: what.to_owned(),
        remedy: "write an object of texts and groups of texts, each key once".to_owned(),
    }
}

/// Flattens the groups of one file and joins plural keys to one message.
fn collect(
    checker: &mut Checker,
    language: &str,
    prefix: &str,
    group: Vec<(String, Node)>,
    texts: &mut BTreeMap<String, Forms>,
) {
    let plural_names: BTreeSet<String> = group
        .iter()
        .filter_map(|(key, _)| key.strip_suffix("_other").map(str::to_owned))
        .collect();
    for (name, node) in group {
        let key = format!("{prefix}.{name}");
        if !is_name(&name) {
            checker.report(
                language,
                &key,
                "this is no name",
                "use a-z, 0-9 and _, beginning with a letter",
            );
            continue;
        }
        let text = match node {
            Node::Group(inner) => {
                if inner.is_empty() {
                    checker.report(
                        language,
                        &key,
                        "this group is empty",
                        "remove it or write texts into it",
                    );
                }
                collect(checker, language, &key, inner, texts);
                continue;
            }
            Node::Text(text) => text,
        };
        let category = CATEGORIES.into_iter().find_map(|category| {
            let stem = name.strip_suffix(category)?.strip_suffix('_')?;
            plural_names.contains(stem).then(|| (stem.to_owned(), category))
        });
        if let Some((stem, category)) = category {
            let key = format!("{prefix}.{stem}");
            match texts
                .entry(key.clone())
                .or_insert_with(|| Forms::Plural(BTreeMap::new()))
            {
                Forms::Plural(forms) => {
                    forms.insert(category, text);
                }
                Forms::Plain(_) => checker.report(
                    language,
                    &key,
                    "this key is there with and without plural forms",
                    "remove the one without",
                ),
            }
        } else if let Some(category) = lonely_category(&name) {
            checker.report(
                language,
                &key,
                format!("this looks like the plural form {category:?}, but the form \"other\" is missing"),
                "add the key with _other, or choose a name that does not end like a plural form",
            );
        } else if texts.insert(key.clone(), Forms::Plain(text)).is_some() {
            checker.report(
                language,
                &key,
                "this key is there with and without plural forms",
                "remove the one without",
            );
        }
    }
}

/// The category a key ends with, although it belongs to no plural message.
fn lonely_category(name: &str) -> Option<&'static str> {
    CATEGORIES.into_iter().find(|category| {
        name.strip_suffix(category)
            .is_some_and(|stem| stem.ends_with('_'))
    })
}

fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !RESERVED.contains(&name)
}

/// All checks of one language, German included.
fn check_language(
    checker: &mut Checker,
    language: &str,
    texts: &BTreeMap<String, Forms>,
    german: &BTreeMap<String, Forms>,
    longer: &BTreeSet<String>,
) {
    let Some(categories) = categories_of(language) else {
        checker.problems.push(Problem {
            file: format!("locales/{language}"),
            key: String::new(),
            what: "the interface does not know this language".to_owned(),
            remedy: "rename the folder, or add the language to shared/src/language.rs and to \
                     categories_of in app/build/catalogue.rs"
                .to_owned(),
        });
        return;
    };
    for (key, forms) in texts {
        let Some(source) = german.get(key) else {
            checker.report(
                language,
                key,
                "German does not have this message",
                format!("add it to locales/de/{}.json or remove it here", feature_of(key)),
            );
            continue;
        };
        check_categories(checker, language, key, forms, source, categories);
        for (category, text) in forms.texts() {
            let place = category.map_or_else(|| key.clone(), |category| format!("{key}_{category}"));
            check_text(checker, language, &place, text);
        }
        check_arguments(checker, language, key, forms, source);
        let limit = source.main().chars().count() * 7 / 5 + 20;
        let length = forms
            .texts()
            .iter()
            .map(|(_, text)| text.chars().count())
            .max()
            .unwrap_or_default();
        if language != "de" && length > limit && !longer.contains(key) {
            checker.report(
                language,
                key,
                format!("the text has {length} characters, the German length allows {limit}"),
                "shorten it, or look at it on a narrow screen and list the key in locales/layout.json \
                 under \"longer\"",
            );
        }
    }
    if COMPLETE.contains(&language) {
        for (key, source) in german.iter().filter(|(key, _)| !texts.contains_key(*key)) {
            checker.report(
                language,
                key,
                "the message is missing",
                format!("translate {:?} and add it", source.main()),
            );
        }
    }
}

fn feature_of(key: &str) -> &str {
    key.split('.').next().unwrap_or_default()
}

fn check_categories(
    checker: &mut Checker,
    language: &str,
    key: &str,
    forms: &Forms,
    source: &Forms,
    categories: &[&str],
) {
    match (source, forms) {
        (Forms::Plain(_), Forms::Plural(_)) => checker.report(
            language,
            key,
            "the message has plural forms here but not in German",
            "write the key without _one, _other",
        ),
        (Forms::Plural(_), Forms::Plain(_)) => {
            let keys: Vec<String> = categories
                .iter()
                .map(|category| format!("{key}_{category}"))
                .collect();
            checker.report(
                language,
                key,
                "the message depends on a number but has one text only",
                format!("write {}", keys.join(", ")),
            );
        }
        (Forms::Plain(_), Forms::Plain(_)) => {}
        (Forms::Plural(_), Forms::Plural(forms)) => {
            for category in categories
                .iter()
                .filter(|category| !forms.contains_key(**category))
            {
                checker.report(
                    language,
                    key,
                    format!("the plural category {category:?} is missing, which {language} needs"),
                    format!("add {key}_{category}"),
                );
            }
            // i18next shows `_zero` for 0 in every language, whatever CLDR says.
            let unused = forms
                .keys()
                .filter(|category| **category != "zero" && !categories.contains(*category));
            for category in unused {
                checker.report(
                    language,
                    key,
                    format!("{language} has no plural category {category:?}"),
                    format!("remove {key}_{category}"),
                );
            }
        }
    }
}

fn check_text(checker: &mut Checker, language: &str, key: &str, text: &str) {
    if text.trim().is_empty() {
        checker.report(language, key, "the text is empty", "write it or remove the key");
    }
    if text.trim() != text {
        checker.report(
            language,
            key,
            "the text begins or ends with a space",
            "remove the space; distances belong to the style sheet",
        );
    }
    let bytes = text.as_bytes();
    let tag = text.match_indices('<').any(|(at, _)| {
        bytes
            .get(at + 1)
            .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!'))
    });
    let entity = text.match_indices('&').any(|(at, _)| {
        let rest = &text[at + 1..];
        rest.find(';')
            .is_some_and(|end| end > 1 && rest[..end].chars().all(|c| c.is_ascii_alphanumeric() || c == '#'))
    });
    if tag || entity {
        checker.report(
            language,
            key,
            "the text holds HTML, which would be shown as it is",
            "write plain characters; cut the sentence into several messages around the marked-up part",
        );
    }
    if text.contains("$t(") {
        checker.report(
            language,
            key,
            "references $t(…) are not supported",
            "write the text out",
        );
    }
    if let Err(what) = arguments_in(text) {
        checker.report(language, key, what, "write {{name}} or {{name, number}}");
    }
}

/// The arguments of a text in the order of their first appearance.
fn arguments_in(text: &str) -> Result<Vec<Argument>, String> {
    let mut found: Vec<Argument> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("{{") {
        let after = &rest[start + 2..];
        let end = after.find("}}").ok_or("there is {{ without }}")?;
        let inner = &after[..end];
        let (name, format) = match inner.split_once(',') {
            Some((name, format)) => (name.trim(), Some(format.trim().to_owned())),
            None => (inner.trim(), None),
        };
        if !is_name(name) {
            return Err(format!("{name:?} is no name of an argument"));
        }
        if let Some(format) = &format
            && !FORMATS.contains(&format.as_str())
        {
            return Err(format!(
                "{format:?} is no format (there are {})",
                FORMATS.join(", ")
            ));
        }
        let argument = Argument {
            name: name.to_owned(),
            format,
        };
        match found.iter().find(|known| known.name == argument.name) {
            Some(known) if known.format != argument.format => {
                return Err(format!("{name:?} is there with two formats"));
            }
            Some(_) => {}
            None => found.push(argument),
        }
        rest = &after[end + 2..];
    }
    if rest.contains("}}") {
        return Err("there is }} without {{".to_owned());
    }
    Ok(found)
}

/// The arguments of all forms together; broken texts are reported elsewhere and count as empty here.
fn arguments_of(forms: &Forms) -> Vec<Argument> {
    let mut all: Vec<Argument> = Vec::new();
    // The main form first: its order becomes the order of the function's parameters.
    let mut texts = vec![forms.main()];
    texts.extend(forms.texts().into_iter().map(|(_, text)| text.as_str()));
    for text in texts {
        for argument in arguments_in(text).unwrap_or_default() {
            if !all.contains(&argument) {
                all.push(argument);
            }
        }
    }
    all
}

fn check_arguments(checker: &mut Checker, language: &str, key: &str, forms: &Forms, source: &Forms) {
    let wanted: BTreeSet<Argument> = arguments_of(source)
        .into_iter()
        .filter(|a| a.name != "count")
        .collect();
    for (category, text) in forms.texts() {
        let Ok(found) = arguments_in(text) else { continue };
        let place = category.map_or_else(|| key.to_owned(), |category| format!("{key}_{category}"));
        let count = found.iter().find(|argument| argument.name == "count");
        if count.is_some_and(|count| count.format.is_some()) {
            checker.report(
                language,
                &place,
                "{{count}} has a format",
                "write {{count}} alone",
            );
        }
        if count.is_some() && category.is_none() {
            checker.report(
                language,
                &place,
                "{{count}} is used without plural forms",
                format!("write {key}_one and {key}_other, or name the argument differently"),
            );
        }
        let found: BTreeSet<Argument> = found.into_iter().filter(|a| a.name != "count").collect();
        for missing in wanted.difference(&found) {
            checker.report(
                language,
                &place,
                format!("the argument {} is missing", braces(missing)),
                "use every argument of the German text in every form (only {{count}} may be left out)",
            );
        }
        for unknown in found.difference(&wanted) {
            checker.report(
                language,
                &place,
                format!("German does not have the argument {}", braces(unknown)),
                "use the names and formats of the German text",
            );
        }
    }
}

fn braces(argument: &Argument) -> String {
    match &argument.format {
        Some(format) => format!("{{{{{}, {format}}}}}", argument.name),
        None => format!("{{{{{}}}}}", argument.name),
    }
}

/// Gives every message its slots and fills the tables.
fn number(
    german: &BTreeMap<String, Forms>,
    languages: &BTreeMap<String, BTreeMap<String, Forms>>,
) -> Catalogue {
    let mut messages = Vec::new();
    let mut slots = 0;
    for (key, forms) in german {
        let plural = matches!(forms, Forms::Plural(_));
        messages.push(Message {
            key: key.clone(),
            plural,
            arguments: arguments_of(forms)
                .into_iter()
                .filter(|a| a.name != "count")
                .collect(),
            slot: slots,
            german: forms.main().to_owned(),
        });
        slots += if plural { CATEGORIES.len() } else { 1 };
    }
    let tables = languages
        .iter()
        .map(|(language, texts)| {
            let table = messages
                .iter()
                .flat_map(|message| match texts.get(&message.key) {
                    Some(Forms::Plain(text)) => vec![text.clone()],
                    Some(Forms::Plural(forms)) => CATEGORIES
                        .iter()
                        .map(|category| forms.get(category).cloned().unwrap_or_default())
                        .collect(),
                    None => vec![String::new(); if message.plural { CATEGORIES.len() } else { 1 }],
                })
                .collect();
            (language.clone(), table)
        })
        .collect();
    Catalogue {
        messages,
        slots,
        tables,
    }
}
