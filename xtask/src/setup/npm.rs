//! The npm packages of `e2e/`: browser driver, accessibility scanners, wasm-opt, Leaflet.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{front::hash, paths::Paths, run};

/// The oldest Node that the packages and `node --test` work with.
const OLDEST_NODE: u32 = 20;

/// Runs `npm ci` unless the folder was made from this very lock file.
pub fn install(paths: &Paths) -> Result<bool> {
    let folder = paths.e2e();
    let lock = std::fs::read(folder.join("package-lock.json")).context("reading e2e/package-lock.json")?;
    let hash = hash::short(&[&lock]);
    let stamp = folder.join("node_modules/.made-from");
    if std::fs::read_to_string(&stamp).is_ok_and(|made| made == hash) {
        return Ok(false);
    }
    check_node()?;
    println!("setup: installing the npm packages of e2e/package-lock.json");
    run::show(
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(&folder),
    )?;
    std::fs::write(stamp, hash)?;
    Ok(true)
}

fn check_node() -> Result<()> {
    let said = run::capture(Command::new("node").arg("--version"))
        .context("Node.js is needed; please install it (20 or newer) with npm")?;
    let major = said
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => bail!("Node.js {OLDEST_NODE} or newer is needed, found {}", said.trim()),
    }
}
