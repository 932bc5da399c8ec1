//! Rust's own tools: rustfmt, clippy, cargo-deny.

use std::process::Command;

use anyhow::Result;

use crate::{checks::deny, paths::Paths, run};

/// The cargo-deny that `deny.toml` is written for.
const CARGO_DENY: &str = "0.20.2";

/// Adds rustfmt and clippy where the toolchain came without them.
pub fn components(paths: &Paths) -> Result<bool> {
    let has = |tool: &str| run::succeeds(run::cargo(&paths.root).args([tool, "--version"]));
    let missing: Vec<_> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(tool, _)| !has(tool))
        .collect();
    if missing.is_empty() {
        return Ok(false);
    }
    for (_, component) in missing {
        println!("setup: adding the Rust component {component}");
        run::show(
            Command::new("rustup")
                .args(["component", "add", component])
                .current_dir(&paths.root),
        )?;
    }
    Ok(true)
}

/// Builds cargo-deny into the target folder. Without optimisation: it runs for seconds, and building it optimised
/// takes several times as long.
pub fn cargo_deny(paths: &Paths) -> Result<bool> {
    if deny::program(paths).is_some() {
        return Ok(false);
    }
    println!("setup: building cargo-deny {CARGO_DENY} (about a minute on two cores)");
    let build = paths.tools().join("build");
    run::show(
        run::cargo(&paths.root)
            .args([
                "install",
                "--locked",
                "--debug",
                "cargo-deny",
                "--version",
                CARGO_DENY,
                "--root",
            ])
            .arg(paths.tools())
            .env("CARGO_TARGET_DIR", &build)
            .env("CARGO_PROFILE_DEV_DEBUG", "false"),
    )?;
    std::fs::remove_dir_all(build)?;
    Ok(true)
}
