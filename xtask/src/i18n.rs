//! `cargo xtask i18n`: no text may be without a caller.
//!
//! What is missing, invented by another language or called with other arguments, `app/build.rs` refuses. What remains is
//! a text that nobody shows. A key is used where its last two words stand in a path (`msg::plans::form::title`, also
//! through `use msg::plans::form as m`), where all of it stands in a string (`"errors.required"`), or, as the code of an
//! error, without its feature (`refused("period_closed")`). Two groups of one name (`plans.form`, `rounds.form`) stand in
//! for each other: the check misses some, and blames none that is used.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use anyhow::{Context, Result, bail};
use regex::Regex;

use crate::paths::{Paths, files_with};

/// i18next's plural endings.
const PLURALS: [&str; 6] = ["_zero", "_one", "_two", "_few", "_many", "_other"];

#[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by the tests")]
static PATH: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\w+(?:(?:#|::)\w+)+").unwrap());
#[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by the tests")]
static ALIAS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(\w+)\s+as\s+(\w+)").unwrap());
#[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by the tests")]
static STRING: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#""((?:\w+\.)*\w+)""#).unwrap());

/// What the code names.
#[derive(Default)]
struct Used {
    /// Two words that follow each other in a path.
    pairs: BTreeSet<(String, String)>,
    /// Strings of words with dots between them.
    strings: BTreeSet<String>,
}

/// Fails with the texts that nothing uses.
///
/// # Errors
/// When there are any, or a file cannot be read.
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
    let mut used = Used::default();
    for crate_name in ["app", "server", "shared"] {
        for file in files_with(&paths.root.join(crate_name).join("src"), "rs") {
            used.read(&std::fs::read_to_string(&file)?);
        }
    }
    let unused: Vec<_> = keys.iter().filter(|key| !used.has(key)).cloned().collect();
    println!("i18n: {} texts, {} without a caller", keys.len(), unused.len());
    if !unused.is_empty() {
        bail!(
            "nothing shows these texts; take them out of all languages:\n{}",
            unused.join("\n")
        );
    }
    Ok(())
}

impl Used {
    /// Adds what a file names.
    fn read(&mut self, code: &str) {
        let mut meant: HashMap<&str, Vec<&str>> = HashMap::new();
        for hit in ALIAS.captures_iter(code) {
            if let (Some(name), Some(alias)) = (hit.get(1), hit.get(2)) {
                meant.entry(alias.as_str()).or_default().push(name.as_str());
            }
        }
        for hit in PATH.find_iter(code) {
            // `r#type` names `type`.
            let path = hit.as_str().replace("r#", "");
            let words: Vec<&str> = path.split("::").collect();
            for (group, name) in words.iter().zip(words.iter().skip(1)) {
                let aliases = meant.get(group).into_iter().flatten();
                let pairs = aliases.chain([group]);
                self.pairs
                    .extend(pairs.map(|group| ((*group).to_owned(), (*name).to_owned())));
            }
        }
        let strings = STRING.captures_iter(code).filter_map(|hit| hit.get(1));
        self.strings.extend(strings.map(|text| text.as_str().to_owned()));
    }

    /// Whether something shows the text of this key.
    fn has(&self, key: &str) -> bool {
        let error = key.strip_prefix("errors.");
        let (before, name) = key.rsplit_once('.').unwrap_or(("", key));
        let group = before.rsplit('.').next().unwrap_or(before);
        self.pairs.contains(&(group.to_owned(), name.to_owned()))
            || self.strings.contains(key)
            || error.is_some_and(|code| self.strings.contains(code))
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
        let mut used = Used::default();
        used.read(
            r#"use msg::admin::form as m; m::title(); t(m::lead); msg::common::r#continue(); refused("period_closed"); "errors.required""#,
        );
        for key in [
            "admin.form.title",
            "admin.form.lead",
            "common.continue",
            "errors.period_closed",
            "errors.required",
        ] {
            assert!(used.has(key), "{key} in {:?} {:?}", used.pairs, used.strings);
        }
    }

    #[test]
    fn a_word_elsewhere_does_not_use_a_text() {
        let mut used = Used::default();
        used.read(r#"msg::layout::nav::menu(); iter.filter(all); "required"; Kind::Print"#);
        for key in [
            "layout.footer.menu",
            "common.filter",
            "common.required",
            "common.print",
        ] {
            assert!(!used.has(key), "{key}");
        }
        assert!(used.has("layout.nav.menu"));
    }
}
