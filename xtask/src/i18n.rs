//! `cargo xtask i18n`: texts that nobody uses.
//!
//! What is missing, invented by another language or called with other arguments, `app/build.rs` refuses. What remains is
//! a text without a caller: a key is used where its last word is called as a function (`msg::plans::title()`, also
//! through an alias) or stands in a string (`"errors.required"`, `refused("period_closed")`). Unused ones are printed and
//! do not fail: a text may be written before its page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use anyhow::{Context, Result};
use regex::Regex;

use crate::paths::{Paths, files_with};

/// i18next's plural endings.
const PLURALS: [&str; 6] = ["_zero", "_one", "_two", "_few", "_many", "_other"];

#[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by the tests")]
static USE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"::(?:r#)?(\w+)\s*(?:\(|,|\))|"(?:\w+\.)*(\w+)""#).unwrap());

/// Prints what is unused.
///
/// # Errors
/// When a file cannot be read.
pub fn check(paths: &Paths) -> Result<()> {
    let locales = paths.root.join("locales/de");
    if !locales.exists() {
        println!("i18n: there are no locales/");
        return Ok(());
    }
    let mut keys = BTreeSet::new();
    for file in files_with(&locales, "json") {
        let feature = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let texts: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&std::fs::read(&file)?)
            .with_context(|| format!("reading {}", file.display()))?;
        collect(&feature, &texts, &mut keys);
    }
    let mut used = BTreeSet::new();
    for crate_name in ["app", "server", "shared"] {
        for file in files_with(&paths.root.join(crate_name).join("src"), "rs") {
            words(&std::fs::read_to_string(&file)?, &mut used);
        }
    }
    let unused: Vec<_> = keys.iter().filter(|key| !used.contains(last_word(key))).collect();
    println!("i18n: {} texts, {} without a caller", keys.len(), unused.len());
    unused.iter().for_each(|key| println!("  unused: {key}"));
    Ok(())
}

fn last_word(key: &str) -> &str {
    key.rsplit('.').next().unwrap_or(key)
}

fn words(code: &str, used: &mut BTreeSet<String>) {
    for hit in USE.captures_iter(code) {
        used.extend(hit.get(1).or(hit.get(2)).map(|word| word.as_str().to_owned()));
    }
}

fn collect<'a>(
    before: &str,
    texts: impl IntoIterator<Item = (&'a String, &'a serde_json::Value)>,
    keys: &mut BTreeSet<String>,
) {
    for (key, value) in texts {
        match value.as_object() {
            Some(inner) => collect(&format!("{before}.{key}"), inner, keys),
            None => {
                let stem = PLURALS
                    .iter()
                    .find_map(|ending| key.strip_suffix(ending))
                    .unwrap_or(key);
                keys.insert(format!("{before}.{stem}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plural_forms_are_one_key_and_groups_are_joined() {
        let texts: BTreeMap<String, serde_json::Value> =
            serde_json::from_str(r#"{"days_one": "a", "days_other": "b", "form": {"title": "c"}}"#).unwrap();
        let mut keys = BTreeSet::new();
        collect("plans", &texts, &mut keys);
        assert_eq!(
            keys.into_iter().collect::<Vec<_>>(),
            ["plans.days", "plans.form.title"]
        );
    }

    #[test]
    fn a_text_is_used_through_an_alias_and_as_data() {
        let mut used = BTreeSet::new();
        words(
            r#"use msg::admin as m; m::title(); t(m::lead); refused("period_closed"); "errors.required""#,
            &mut used,
        );
        for word in ["title", "lead", "period_closed", "required"] {
            assert!(used.contains(word), "{word} in {used:?}");
        }
    }
}
