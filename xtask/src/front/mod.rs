//! The browser's half: from `app`, `style/` and npm to the folder that the server embeds.
//!
//! `<site>/manifest.json` names everything ([`manifest::Manifest`]); `<site>/pkg/` holds it, served under `/pkg/`. Code
//! lies in a folder named by the hash of all of it, because its parts import each other by relative address; the style
//! sheet, Leaflet and the check of easy language have hashes of their own, so that a change of code leaves them in the browser's cache.
//!
//! Invariants: a file below `pkg` never changes its content under the same address; nothing is written that is already
//! there, so that cargo does not rebuild the server for nothing.

mod code;
pub mod css;
pub mod hash;
mod linter;
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
    let sheets = css::sheets(paths)?;
    let leaflet = leaflet(paths)?;
    let linter = linter::build(paths, profile)?;
    let code = code::build(paths, profile, &leaflet.name, &linter.name)?;
    let site = publish::write(paths, code, sheets, leaflet, linter)?;
    println!(
        "front end: {} files, {} bytes brotli, in {} ({:.1} s)",
        site.files.len(),
        site.files.iter().map(|file| file.br).sum::<usize>(),
        paths.show(&paths.site()),
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Files in a folder of their own, beside the code.
pub struct Folder {
    /// Such as `leaflet-1f…`.
    pub name: String,
    /// What is in it.
    pub files: Vec<Asset>,
}

/// Leaflet, as its package ships it, under its hash. Pages load it only where somebody opened a map.
fn leaflet(paths: &Paths) -> Result<Folder> {
    let package = paths.e2e().join("node_modules/leaflet/dist");
    let files = ["leaflet.js", "leaflet.css"]
        .into_iter()
        .map(|file| {
            let bytes =
                std::fs::read(package.join(file)).context("Leaflet is missing: run `cargo xtask setup`")?;
            Ok((file, bytes))
        })
        .collect::<Result<Vec<_>>>()?;
    let bytes: Vec<&[u8]> = files.iter().map(|(_, bytes)| bytes.as_slice()).collect();
    let name = format!("leaflet-{}", hash::short(&bytes));
    let files = files
        .into_iter()
        .map(|(file, bytes)| Asset {
            name: format!("{name}/{file}"),
            bytes,
        })
        .collect();
    Ok(Folder { name, files })
}
