//! `cargo xtask tidy`: the rules of the code's shape that the compiler cannot see (ARCHITECTURE.md names the reasons).
//!
//! Each check gives sentences with file and line; a folder that does not exist yet is no fault.

mod crates;
pub mod directions;
mod documents;
mod endpoints;
mod exceptions;
mod features;
mod headers;
mod migrations;
mod sql;
mod strings;

use anyhow::{Result, bail};

use crate::checks::snapshots;
use crate::paths::{Paths, files_with};

/// Runs all checks and prints every finding.
pub fn tidy(paths: &Paths) -> Result<()> {
    let checks: [(&str, Vec<String>); 9] = [
        ("crates import only what they may", crates::check(paths)?),
        ("files say what they are", headers::check(paths)?),
        ("features use only those above them", features::check(paths)?),
        (
            "tables are written by their owner, one municipality at a time",
            sql::check(paths)?,
        ),
        ("migrations match", migrations::check(paths)?),
        (
            "pages name endpoints by their constants",
            endpoints::check(paths)?,
        ),
        ("style sheets name no physical direction", sheets(paths)?),
        ("documents name files that exist", documents::check(paths)?),
        ("no snapshot waits for review", snapshots::pending(paths)),
    ];
    let mut count = 0;
    for (rule, findings) in &checks {
        let mark = if findings.is_empty() { "ok  " } else { "FAIL" };
        println!("  {mark} {rule}");
        findings.iter().for_each(|finding| println!("         {finding}"));
        count += findings.len();
    }
    if count > 0 {
        bail!("{count} findings");
    }
    Ok(())
}

fn sheets(paths: &Paths) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for file in files_with(&paths.root.join("style"), "css") {
        for (line, found) in directions::physical(&std::fs::read_to_string(&file)?) {
            findings.push(format!(
                "{}:{line}: `{found}` (use the logical property)",
                paths.show(&file)
            ));
        }
    }
    Ok(findings)
}
