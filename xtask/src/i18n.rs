//! `cargo xtask i18n`: text keys that code names and German lacks, that other languages invent, that nobody uses.
//!
//! Code names a key as `msg::<feature>::<key>` or, where it travels as data, as the text `"<feature>.<key>"`.
//! German is the source. Unused keys are printed and do not fail: a text may be written before its page.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use anyhow::{Context, Result, bail};
use regex::Regex;

use crate::paths::{Paths, files_with};

/// `(feature, key)`, plural endings removed.
type Keys = BTreeSet<(String, String)>;

/// i18next's plural endings.
const PLURALS: [&str; 6] = ["_zero", "_one", "_two", "_few", "_many", "_other"];

#[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by the tests")]
static CALL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\bmsg::(?:r#)?(\w+)::(?:r#)?(\w+)\s*\(").unwrap());
#[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by the tests")]
static TEXT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#""(\w+)[.:](\w+)""#).unwrap());

/// Prints findings; an error when a key is missing.
pub fn check(paths: &Paths) -> Result<()> {
    let locales = paths.root.join("locales");
    if !locales.exists() {
        println!("i18n: there are no locales/");
        return Ok(());
    }
    let german = keys(&locales.join("de"))?;
    let mut missing = Vec::new();
    for language in std::fs::read_dir(&locales)?
        .flatten()
        .filter(|entry| entry.path().is_dir())
    {
        for (feature, key) in keys(&language.path())?.difference(&german) {
            missing.push(format!(
                "{}: {feature}.{key} is not in German",
                language.file_name().to_string_lossy()
            ));
        }
    }

    let mut called: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut mentioned = Keys::new();
    for crate_name in ["app", "server", "shared"] {
        for file in files_with(&paths.root.join(crate_name).join("src"), "rs") {
            let text = std::fs::read_to_string(&file)?;
            for (number, line) in text.lines().enumerate() {
                let code = line.trim_start();
                if code.starts_with("//") {
                    continue;
                }
                for hit in CALL.captures_iter(code) {
                    let place = format!("{}:{}", paths.show(&file), number + 1);
                    called
                        .entry((hit[1].to_owned(), hit[2].to_owned()))
                        .or_insert(place);
                }
                mentioned.extend(
                    TEXT.captures_iter(code)
                        .map(|hit| (hit[1].to_owned(), hit[2].to_owned())),
                );
            }
        }
    }
    for ((feature, key), place) in &called {
        if !german.contains(&(feature.clone(), key.clone())) {
            missing.push(format!(
                "{place}: msg::{feature}::{key} is not in locales/de/{feature}.json"
            ));
        }
    }
    let unused: Vec<_> = german
        .iter()
        .filter(|key| !called.contains_key(*key) && !mentioned.contains(*key))
        .collect();
    println!("i18n: {} keys, {} unused", german.len(), unused.len());
    unused
        .iter()
        .for_each(|(feature, key)| println!("  unused: {feature}.{key}"));
    if missing.is_empty() {
        return Ok(());
    }
    bail!("{}", missing.join("\n"))
}

fn keys(language: &Path) -> Result<Keys> {
    let mut keys = Keys::new();
    for file in files_with(language, "json") {
        let feature = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let texts: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&std::fs::read(&file)?)
            .with_context(|| format!("reading {}", file.display()))?;
        collect(&feature, "", &texts, &mut keys);
    }
    Ok(keys)
}

/// Nested objects are joined with `_`.
fn collect<'a>(
    feature: &str,
    before: &str,
    texts: impl IntoIterator<Item = (&'a String, &'a serde_json::Value)>,
    keys: &mut Keys,
) {
    for (key, value) in texts {
        let key = format!("{before}{key}");
        match value.as_object() {
            Some(inner) => collect(feature, &format!("{key}_"), inner, keys),
            None => {
                let stem = PLURALS
                    .iter()
                    .find_map(|ending| key.strip_suffix(ending))
                    .unwrap_or(&key);
                keys.insert((feature.to_owned(), stem.to_owned()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_forms_are_one_key_and_nested_keys_are_joined() {
        let texts: BTreeMap<String, serde_json::Value> =
            serde_json::from_str(r#"{"days_one": "a", "days_other": "b", "form": {"title": "c"}}"#).unwrap();
        let mut keys = Keys::new();
        collect("plans", "", &texts, &mut keys);
        let expected = [("plans", "days"), ("plans", "form_title")];
        assert!(
            keys.iter()
                .map(|(feature, key)| (feature.as_str(), key.as_str()))
                .eq(expected)
        );
    }

    #[test]
    fn a_key_is_found_as_a_call_and_as_data() {
        let hit = CALL.captures("view! { {msg::plans::r#type()} }").unwrap();
        assert_eq!((&hit[1], &hit[2]), ("plans", "type"));
        assert!(TEXT.is_match(r#"Invalid::field("body", "errors.too_long")"#));
    }
}
