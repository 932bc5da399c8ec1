//! The browser's half: from `app`, `style/` and npm to the folder that the server embeds.
//!
//! `<site>/manifest.json` names everything ([`manifest::Manifest`]); `<site>/pkg/` holds it, served under `/pkg/`. Code
//! lies in a folder named by the hash of all of it, because its parts import each other by relative address; the style
//! sheet and Leaflet have hashes of their own, so that a change of code leaves them in the browser's cache.
//!
//! Invariants: a file below `pkg` never changes its content under the same address; nothing is written that is already
//! there, so that cargo does not rebuild the server for nothing.

mod code;
pub mod css;
pub mod hash;
pub mod manifest;
mod publish;
pub mod size;

use std::time::Instant;

use anyhow::{Context, Result};

use crate::paths::Paths;

/// How the front end is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// As shipped: cargo profile `wasm`, then `wasm-opt -Oz`.
    Release,
    /// For development: quick, several times as large.
    Dev,
}

impl Profile {
    /// The cargo profile.
    fn name(self) -> &'static str {
        match self {
            Self::Release => "wasm",
            Self::Dev => "wasm-dev",
        }
    }
}

/// One file of the front end: its address below `/pkg/` and its bytes.
pub struct Asset {
    /// Such as `3f…/app.js`.
    pub name: String,
    /// As it is served without content encoding.
    pub bytes: Vec<u8>,
}

/// Builds what changed and writes the site folder.
pub fn build(paths: &Paths, profile: Profile) -> Result<()> {
    let start = Instant::now();
    let sheet = css::sheet(paths)?;
    let code = code::build(paths, profile)?;
    let site = publish::write(paths, code, sheet, leaflet(paths)?)?;
    println!(
        "front end: {} files, {} bytes brotli, in {} ({:.1} s)",
        site.files.len(),
        site.files.iter().map(|file| file.br).sum::<usize>(),
        paths.show(&paths.site()),
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Leaflet, as its package ships it, under its version. Pages load it only where a map is shown.
fn leaflet(paths: &Paths) -> Result<Vec<Asset>> {
    let package = paths.e2e().join("node_modules/leaflet");
    let about =
        std::fs::read(package.join("package.json")).context("Leaflet is missing: run `cargo xtask setup`")?;
    let about: serde_json::Value = serde_json::from_slice(&about)?;
    let version = about["version"]
        .as_str()
        .context("leaflet/package.json has no version")?;
    ["leaflet.js", "leaflet.css"]
        .into_iter()
        .map(|file| {
            let bytes = std::fs::read(package.join("dist").join(file))?;
            Ok(Asset {
                name: format!("leaflet-{version}/{file}"),
                bytes,
            })
        })
        .collect()
}
