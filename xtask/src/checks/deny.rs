//! Licences, sources and bans of dependencies by cargo-deny; known vulnerabilities where the network allows.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{paths::Paths, run, setup};

/// cargo-deny: the one in the target folder, else one on `PATH`.
pub fn program(paths: &Paths) -> Option<PathBuf> {
    let own = paths.tools().join("bin/cargo-deny");
    if own.is_file() {
        Some(own)
    } else {
        run::find("cargo-deny")
    }
}

fn command(paths: &Paths) -> Result<Command> {
    let mut command = Command::new(program(paths).context("cargo-deny is missing: run `cargo xtask setup`")?);
    command.current_dir(&paths.root);
    Ok(command)
}

/// What needs no network.
pub fn check(paths: &Paths) -> Result<()> {
    run::show(command(paths)?.args([
        "--workspace",
        "check",
        "--hide-inclusion-graph",
        "licenses",
        "bans",
        "sources",
    ]))
}

/// Vulnerabilities. Says loudly when the database cannot be fetched, and is then an error: no answer is no all-clear.
pub fn advisories(paths: &Paths) -> Result<()> {
    setup::install(paths, &[setup::Need::CargoDeny])?;
    if run::show(command(paths)?.args(["--workspace", "check", "--hide-inclusion-graph", "advisories"]))
        .is_err()
    {
        bail!(
            "ADVISORIES NOT CLEAR: either the lines above name vulnerable dependencies, or this network does not \
             reach the advisory database. In the second case nothing was checked; run it where the network allows."
        );
    }
    println!("advisories: none known");
    Ok(())
}
