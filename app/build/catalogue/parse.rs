//! One file of texts: groups are flattened, plural keys joined to one message.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::{CATEGORIES, Checker, Forms};

/// Words of Rust that cannot name a function even with `r#`.
const RESERVED: [&str; 5] = ["crate", "self", "super", "Self", "_"];

/// A JSON object that refuses a key given twice, which `serde_json` would silently accept.
pub(super) enum Node {
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

/// Flattens the groups of one file and joins plural keys to one message.
pub(super) fn collect(
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

/// Whether a key or an argument can be called so.
pub(super) fn is_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !RESERVED.contains(&name)
}
