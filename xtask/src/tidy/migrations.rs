//! Migrations of both databases: same numbers, same names, numbered without gaps, forward only.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::Result;

use crate::paths::Paths;

/// Compares `server/migrations/sqlite` with `server/migrations/postgres`.
pub fn check(paths: &Paths) -> Result<Vec<String>> {
    let folder = paths.root.join("server/migrations");
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let (sqlite, postgres) = (names(&folder.join("sqlite"))?, names(&folder.join("postgres"))?);
    Ok(judge(&sqlite, &postgres))
}

fn names(folder: &Path) -> Result<BTreeSet<String>> {
    std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .filter(|name| name.as_ref().map_or(true, |name| name.ends_with(".sql")))
        .collect()
}

fn judge(sqlite: &BTreeSet<String>, postgres: &BTreeSet<String>) -> Vec<String> {
    let mut findings = Vec::new();
    for (name, missing) in sqlite
        .difference(postgres)
        .map(|name| (name, "postgres"))
        .chain(postgres.difference(sqlite).map(|name| (name, "sqlite")))
    {
        findings.push(format!("server/migrations/{missing}/{name} is missing"));
    }
    for (at, name) in sqlite.iter().enumerate() {
        let expected = format!("{:04}_", at + 1);
        if !name.starts_with(&expected) {
            findings.push(format!(
                "server/migrations/sqlite/{name}: its number should be {}",
                expected.trim_end_matches('_')
            ));
            break;
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::judge;

    #[test]
    fn a_missing_twin_and_a_gap_are_found() {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let one = set(&["0001_identity.sql", "0003_plans.sql"]);
        let other = set(&["0001_identity.sql"]);
        assert_eq!(judge(&one, &other).len(), 2);
        assert!(judge(&other, &other).is_empty());
    }
}
