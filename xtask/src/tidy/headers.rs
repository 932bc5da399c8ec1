//! Every Rust file begins with `//!`: one sentence what it is.

use anyhow::Result;

use crate::paths::{Paths, files_with};

/// Files whose first line is no module text.
pub fn check(paths: &Paths) -> Result<Vec<String>> {
    let mut findings = Vec::new();
    for file in files_with(&paths.root, "rs") {
        let text = std::fs::read_to_string(&file)?;
        if !text.starts_with("//! ") {
            findings.push(format!(
                "{}:1: begin with `//!` and one sentence what this file is",
                paths.show(&file)
            ));
        }
    }
    Ok(findings)
}
