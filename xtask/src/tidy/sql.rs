//! Who writes which table, that no statement on content forgets the municipality, and that features keep theirs in a store.
//!
//! A text search over string literals that begin like SQL. It is blind to triggers; migrations have none that write.

use std::path::Path;
use std::sync::LazyLock;

use anyhow::{Context, Result};
use regex::Regex;

use super::exceptions::{INSTALLATION_TABLES, OWNERS, WRITE_ANYTHING};
use super::{features, strings};
use crate::paths::{Paths, files_with};

#[expect(clippy::unwrap_used, reason = "constant patterns, compiled by the tests")]
static WRITES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i)\b(?:insert\s+(?:or\s+\w+\s+)?into|delete\s+from|update)\s+"?([a-z_][a-z0-9_]*)"?"#)
        .unwrap()
});
#[expect(clippy::unwrap_used, reason = "constant patterns, compiled by the tests")]
static NAMES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?i)\b(?:from|join|into|update)\s+"?([a-z_][a-z0-9_]*)"?(\()?"#).unwrap());
#[expect(clippy::unwrap_used, reason = "constant patterns, compiled by the tests")]
static CTES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:\bwith\s+(?:recursive\s+)?|,\s*)([a-z_][a-z0-9_]*)(?:\s*\([^()]*\))?\s+as\s+(?:materialized\s+)?\(")
        .unwrap()
});
#[expect(clippy::unwrap_used, reason = "constant patterns, compiled by the tests")]
static BEGINNING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:select|insert\s+(?:or\s+\w+\s+)?into|update\s+\S+\s+(?:as\s+\S+\s+)?set|delete\s+from|with)\s").unwrap()
});

/// All statements below `server/src/`.
pub fn check(paths: &Paths) -> Result<Vec<String>> {
    let source = paths.root.join("server/src");
    let order = features::order(&source)?;
    let mut findings = Vec::new();
    for file in files_with(&source, "rs") {
        let text = std::fs::read_to_string(&file)?;
        let place = file.strip_prefix(&source)?;
        for literal in strings::literals(&text).with_context(|| paths.show(&file).to_string())? {
            if !BEGINNING.is_match(&literal.text) {
                continue;
            }
            let found = owners(&literal.text, place, &order).into_iter();
            let found = found.chain(literal.in_sql.then(|| scope(&literal.text)).flatten());
            let found = found.chain(literal.in_sql.then(|| store(place)).flatten());
            findings.extend(found.map(|what| format!("{}:{}: {what}", paths.show(&file), literal.line)));
        }
    }
    Ok(findings)
}

/// A statement of a feature outside of its `store.rs` or `store/`.
fn store(place: &Path) -> Option<String> {
    let place = place.with_extension("");
    let inside = !place.starts_with("features") || place.iter().any(|part| part == "store");
    (!inside).then(|| "`sql!` of a feature stands in its store.rs".to_owned())
}

/// Writes to tables whose owner is elsewhere.
fn owners(statement: &str, place: &Path, order: &[String]) -> Vec<String> {
    let top = place
        .iter()
        .next()
        .map(|part| part.to_string_lossy())
        .unwrap_or_default();
    if WRITE_ANYTHING.contains(&top.trim_end_matches(".rs")) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (whole, table) in WRITES
        .captures_iter(statement)
        .map(|hit| (hit.get(0), hit[1].to_lowercase()))
    {
        // `on conflict do update set`, `for update skip locked`.
        if table == "set" || table == "skip" || table == "of" {
            continue;
        }
        let before = whole
            .and_then(|hit| statement.get(..hit.start()))
            .unwrap_or_default()
            .trim_end();
        if before.to_lowercase().ends_with(" for") {
            continue;
        }
        match owner(&table, order) {
            Some(owner) if place.with_extension("").starts_with(&owner) => {}
            Some(owner) => findings.push(format!("`{table}` is written only in server/src/{owner}")),
            None => findings.push(format!(
                "`{table}` has no owner: name it after its feature, or list it in xtask/src/tidy/exceptions.rs"
            )),
        }
    }
    findings
}

/// Where a table may be written, as a path below `server/src/` without extension.
fn owner(table: &str, order: &[String]) -> Option<String> {
    let listed = OWNERS
        .iter()
        .filter(|(name, _)| *name == table || (name.ends_with('_') && table.starts_with(name)));
    if let Some((_, place)) = listed.max_by_key(|(name, _)| name.len()) {
        return Some((*place).to_owned());
    }
    let owner = order.iter().find(|feature| {
        let noun = feature.strip_suffix('s').unwrap_or(feature);
        [noun, feature.as_str()].iter().any(|noun| {
            table
                .strip_prefix(noun)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        })
    })?;
    Some(format!("features/{owner}"))
}

/// A statement on a content table that does not say whose content.
fn scope(statement: &str) -> Option<String> {
    if statement.to_lowercase().contains("municipality_id") {
        return None;
    }
    let ctes: Vec<String> = CTES
        .captures_iter(statement)
        .map(|hit| hit[1].to_lowercase())
        .collect();
    let content = NAMES.captures_iter(statement).find_map(|hit| {
        let table = hit[1].to_lowercase();
        let known = |list: &[&str]| list.contains(&table.as_str());
        let function = hit.get(2).is_some() && !statement.to_lowercase().contains(&format!("into {table}"));
        let other = ["set", "skip", "select", "of", "lateral"];
        (!known(&INSTALLATION_TABLES) && !known(&other) && !ctes.contains(&table) && !function)
            .then_some(table)
    })?;
    Some(format!("the statement names `{content}` but no municipality_id"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order() -> Vec<String> {
        ["identity", "procedures", "statements"]
            .map(str::to_owned)
            .to_vec()
    }

    #[test]
    fn a_table_is_written_by_the_feature_it_is_named_after() {
        let statement = "insert into statement_attachment (municipality_id) values (?)";
        assert!(owners(statement, Path::new("features/statements/store.rs"), &order()).is_empty());
        let found = owners(statement, Path::new("features/procedures/store.rs"), &order());
        assert_eq!(
            found,
            ["`statement_attachment` is written only in server/src/features/statements"]
        );
    }

    #[test]
    fn an_upsert_and_a_row_lock_are_no_write_of_their_own() {
        let statement = "insert into statement (id) values (1) on conflict (id) do update set id = 2";
        assert!(owners(statement, Path::new("features/statements/store.rs"), &order()).is_empty());
        let lock = "select id from job where due < $1 for update skip locked";
        assert!(owners(lock, Path::new("features/statements/store.rs"), &order()).is_empty());
    }

    #[test]
    fn a_table_without_owner_and_a_log_written_by_a_feature_are_found() {
        assert_eq!(
            owners(
                "delete from misc where 1=1",
                Path::new("features/statements/store.rs"),
                &order()
            )
            .len(),
            1
        );
        let log = "insert into event (municipality_id) values (1)";
        assert_eq!(
            owners(log, Path::new("features/statements/store.rs"), &order()).len(),
            1
        );
        assert!(owners(log, Path::new("events.rs"), &order()).is_empty());
    }

    #[test]
    fn a_feature_keeps_its_statements_in_its_store() {
        assert!(store(Path::new("features/assessment/show.rs")).is_some());
        assert!(store(Path::new("features/assessment/store.rs")).is_none());
        assert!(store(Path::new("features/procedures/store/rounds.rs")).is_none());
        assert!(store(Path::new("db/clock.rs")).is_none());
    }

    #[test]
    fn content_needs_its_municipality_and_the_installation_does_not() {
        assert!(scope("select id from statement where id = ?").is_some());
        assert!(scope("insert into statement(id) values (1)").is_some());
        assert!(scope("select id from statement where municipality_id = ? and id = ?").is_none());
        assert!(scope("select id from municipality where host = ?").is_none());
        assert!(scope("with mine as (select 1) select * from mine").is_none());
        assert!(scope("select value from json_each(?)").is_none());
    }
}
