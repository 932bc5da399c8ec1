//! `cargo xtask size`: what a visitor downloads, against the budgets of docs/benchmarks.md.

use anyhow::{Result, bail};

use super::publish;
use crate::paths::Paths;

/// WASM and JavaScript of all parts together, brotli: the goal, which is not reached yet. Printed, not enforced.
const CODE_GOAL: usize = 250_000;
/// What they may weigh until the goal is reached; may only be lowered.
const CODE_BUDGET: usize = 560_000;
/// The style sheet, brotli.
pub const CSS_BUDGET: usize = 10_000;

/// Prints the table; an error when a budget is passed by a build as shipped.
pub fn report(paths: &Paths) -> Result<()> {
    let manifest = publish::read(paths)?;
    println!("{:<58} {:>10} {:>10}", "file", "bytes", "brotli");
    let (mut code, mut css, mut leaflet) = (0, 0, 0);
    for file in &manifest.files {
        println!("{:<58} {:>10} {:>10}", file.name, file.bytes, file.br);
        if file.name.starts_with(&manifest.hash) {
            code += file.br;
        } else if manifest.css.as_deref() == Some(&file.name) {
            css += file.br;
        } else if file.name.starts_with(&manifest.leaflet) {
            leaflet += file.br;
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
    println!(
        "{:<36} {leaflet:>10} bytes brotli, only where somebody opens a map",
        "Leaflet"
    );
    if code > CODE_GOAL {
        println!(
            "the goal for WASM and JavaScript is {CODE_GOAL} bytes: {} too many",
            code - CODE_GOAL
        );
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
