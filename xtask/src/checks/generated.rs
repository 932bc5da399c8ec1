//! Files in `docs/` that are made from code: written by `cargo xtask generate`, compared by `cargo xtask test`.
//!
//! Snapshots that tests compare themselves (permissions) are not listed here. The schema of PostgreSQL needs a server: the
//! one of `TEST_POSTGRES_URL`, else one of our own.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::tests;
use crate::{paths::Paths, postgres::Postgres, run};

/// A file and the arguments with which `teilhabe` prints it.
struct Generator {
    file: &'static str,
    arguments: &'static [&'static str],
    /// Whether the URL of a PostgreSQL follows the arguments.
    needs_postgres: bool,
}

const GENERATORS: [Generator; 4] = [
    Generator {
        file: "docs/endpoints.md",
        arguments: &["routes"],
        needs_postgres: false,
    },
    Generator {
        file: "docs/api.json",
        arguments: &["routes", "--openapi"],
        needs_postgres: false,
    },
    Generator {
        file: "docs/schema-sqlite.sql",
        arguments: &["schema"],
        needs_postgres: false,
    },
    Generator {
        file: "docs/schema-postgres.sql",
        arguments: &["schema", "--postgres"],
        needs_postgres: true,
    },
];

/// Rewrites the files.
pub fn write(paths: &Paths) -> Result<()> {
    for (file, text) in print_all(paths)? {
        let path = paths.root.join(file);
        if !std::fs::read_to_string(&path).is_ok_and(|there| there == text) {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(path, text)?;
            println!("  wrote {file}");
        }
    }
    Ok(())
}

/// An error names each file that is not what the code makes today.
pub fn check(paths: &Paths) -> Result<()> {
    let stale: Vec<_> = print_all(paths)?
        .into_iter()
        .filter(|(file, text)| {
            !std::fs::read_to_string(paths.root.join(file)).is_ok_and(|there| there == *text)
        })
        .map(|(file, _)| file)
        .collect();
    if stale.is_empty() {
        return Ok(());
    }
    bail!(
        "not what the code makes today; run `cargo xtask generate`: {}",
        stale.join(", ")
    )
}

fn print_all(paths: &Paths) -> Result<Vec<(&'static str, String)>> {
    let binary = tests::binary(paths)?;
    let own;
    let postgres = match std::env::var_os("TEST_POSTGRES_URL").and_then(|url| url.into_string().ok()) {
        Some(given) => given,
        None => {
            own = Postgres::start(paths)?;
            own.url.clone()
        }
    };
    GENERATORS
        .iter()
        .map(|generator| {
            let mut command = Command::new(&binary);
            command.args(generator.arguments).current_dir(&paths.root);
            if generator.needs_postgres {
                command.arg(&postgres);
            }
            let text = run::capture(&mut command).with_context(|| format!("making {}", generator.file))?;
            Ok((generator.file, text))
        })
        .collect()
}
