//! `cargo xtask size`: what a visitor downloads, against the budgets of docs/benchmarks.md.

use anyhow::{Result, bail};

use super::publish;
use crate::paths::Paths;

/// WASM and JavaScript of all parts together, brotli. A resident loads fewer: lazy routes come one by one.
const CODE_BUDGET: usize = 250_000;
/// The style sheet, brotli.
pub const CSS_BUDGET: usize = 10_000;

/// Prints the table; an error when a budget is passed by a build as shipped.
pub fn report(paths: &Paths) -> Result<()> {
    let manifest = publish::read(paths)?;
    println!("{:<58} {:>10} {:>10}", "file", "bytes", "brotli");
    let (mut code, mut css) = (0, 0);
    for file in &manifest.files {
        println!("{:<58} {:>10} {:>10}", file.name, file.bytes, file.br);
        if file.name.starts_with(&manifest.hash) {
            code += file.br;
        } else if manifest.css.as_deref() == Some(&file.name) {
            css += file.br;
        }
    }
    println!();
    let mut over = Vec::new();
    for (what, size, budget) in [
        ("WASM and JavaScript", code, CODE_BUDGET),
        ("style sheet", css, CSS_BUDGET),
    ] {
        println!("{what:<36} {size:>10} of {budget:>10} bytes brotli");
        if size > budget {
            over.push(what);
        }
    }
    if manifest.profile != super::Profile::Release.name() {
        println!("this is a development build: budgets hold for `cargo xtask build --release`");
        over.retain(|what| *what == "style sheet");
    }
    if over.is_empty() {
        return Ok(());
    }
    bail!("over budget: {}", over.join(", "))
}
