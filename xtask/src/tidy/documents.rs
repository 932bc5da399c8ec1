//! Documents name Rust files that exist: whoever moves one mends what leads to it.

use std::sync::LazyLock;

use anyhow::Result;
use regex::Regex;

use crate::paths::{Paths, files_with};

#[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by the test")]
static NAMED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"`([\w./-]+\.rs)`").unwrap());

/// Names of Rust files between backticks in documents (`*.md`) that lead to none.
pub fn check(paths: &Paths) -> Result<Vec<String>> {
    let files: Vec<String> = files_with(&paths.root, "rs")
        .iter()
        .map(|file| paths.show(file).to_string())
        .collect();
    let mut findings = Vec::new();
    for document in files_with(&paths.root, "md") {
        let text = std::fs::read_to_string(&document)?;
        for (line, name) in missing(&text, &files) {
            findings.push(format!("{}:{line}: there is no `{name}`", paths.show(&document)));
        }
    }
    Ok(findings)
}

/// The files that a text names and that are not there, with their line. Folders before a name may be left out.
fn missing(text: &str, files: &[String]) -> Vec<(usize, String)> {
    let is_there = |name: &str| {
        files
            .iter()
            .filter_map(|file| file.strip_suffix(name))
            .any(|before| before.is_empty() || before.ends_with('/'))
    };
    let names = text.lines().enumerate().flat_map(|(at, line)| {
        NAMED
            .captures_iter(line)
            .map(move |hit| (at + 1, hit[1].to_owned()))
    });
    names.filter(|(_, name)| !is_there(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::missing;

    #[test]
    fn a_file_is_named_by_the_end_of_its_path_and_one_that_is_not_there_is_found() {
        let files = ["server/src/db/dialect/mod.rs", "server/src/site.rs"].map(str::to_owned);
        let text = "The `site.rs`, `dialect/mod.rs` and `server/src/site.rs`.\n\
                    Not `db/dialect.rs`, nor `ite.rs`; `<feature>.rs` stands for any.";
        let found = missing(text, &files);
        assert_eq!(found, [(2, "db/dialect.rs".to_owned()), (2, "ite.rs".to_owned())]);
    }
}
