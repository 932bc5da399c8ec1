//! `cargo xtask feature NAME`: all files of a feature, through all crates.

use anyhow::{Result, bail};

use crate::paths::{Paths, files_under};

/// Prints every file whose path names the feature, or its noun in the singular.
pub fn list(paths: &Paths, name: &str) -> Result<()> {
    let noun = name.strip_suffix('s').unwrap_or(name);
    let mut found = 0;
    for file in files_under(&paths.root) {
        let shown = paths.show(&file).to_string();
        if belongs(&shown, name, noun) {
            println!("{shown}");
            found += 1;
        }
    }
    if found == 0 {
        bail!("no file names {name}; docs/glossary.md has the words");
    }
    Ok(())
}

/// Folders bear the feature's name; files too, or begin with it or its noun after a number. Scripts, styles and documents
/// write `-` where Rust writes `_`.
fn belongs(path: &str, name: &str, noun: &str) -> bool {
    path.split('/').any(|part| {
        let stem = part.split('.').next().unwrap_or(part).replace('-', "_");
        let stem = stem.trim_start_matches(|character: char| character.is_ascii_digit() || character == '_');
        [name, noun].iter().any(|word| {
            stem.strip_prefix(word)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::belongs;

    #[test]
    fn a_feature_is_found_in_every_crate() {
        for path in [
            "shared/src/statements/state.rs",
            "server/src/features/statements/store.rs",
            "server/migrations/sqlite/0004_statements.sql",
            "server/migrations/postgres/0007_statement_segments.sql",
            "app/src/features/statements/withdraw_form.rs",
            "locales/de/statements.json",
            "e2e/tests/statements.spec.mjs",
            "docs/permissions/statements.txt",
        ] {
            assert!(belongs(path, "statements", "statement"), "{path}");
        }
        for path in ["app/easy-language.js", "docs/decisions/0030-easy-language.md"] {
            assert!(belongs(path, "easy_language", "easy_language"), "{path}");
        }
        assert!(!belongs(
            "server/src/features/plans/store.rs",
            "statements",
            "statement"
        ));
    }
}
