//! The check of easy language for the browser of staff: the crate `linter`, its word lists, and the script that uses
//! them, in a folder named by the hash of all three.
//!
//! A program of its own: pages of residents load nothing of it, and a change of `app` leaves it in the browser's cache.

use std::path::PathBuf;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use super::{Asset, Folder, Profile, code, hash};
use crate::{paths::Paths, run, setup};

/// The script, below `app/`.
const SCRIPT: &str = "easy-language.js";
/// Changes when this file changes what it makes of the same input.
const RECIPE: &str = "1";

/// Builds the folder; what follows cargo is skipped if cargo's result is the known one.
pub fn build(paths: &Paths, profile: Profile) -> Result<Folder> {
    let wasm = compile(paths, profile)?;
    let input = std::fs::read(&wasm).with_context(|| format!("reading {}", paths.show(&wasm)))?;
    let state = hash::short(&[RECIPE.as_bytes(), profile.name().as_bytes(), &input]);
    let folder = paths
        .target
        .join("front")
        .join(format!("{}-linter", profile.name()));
    let (raw, parts, stamp) = (folder.join("raw"), folder.join("parts"), folder.join("made-from"));
    if !std::fs::read_to_string(&stamp).is_ok_and(|made| made == state) {
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&raw)?;
        std::fs::create_dir_all(&parts)?;
        let mut bindgen = Bindgen::new();
        bindgen
            .input_path(&wasm)
            .out_name("linter")
            .typescript(false)
            .demangle(false);
        bindgen
            .web(true)?
            .generate(&raw)
            .context("wasm-bindgen on the check of easy language")?;
        code::finish(paths, profile, &raw, &parts)?;
        std::fs::write(&stamp, &state)?;
    }
    let mut files = Vec::new();
    for path in crate::paths::files_under(&parts) {
        let name = path.strip_prefix(&parts)?.to_string_lossy().into_owned();
        files.push((name, std::fs::read(&path)?));
    }
    let lists = paths.root.join("shared/data/easy_language.json");
    let lists: serde_json::Value = serde_json::from_slice(&std::fs::read(lists)?)?;
    files.push(("words.json".to_owned(), serde_json::to_vec(&lists)?));
    let script = std::fs::read_to_string(paths.root.join("app").join(SCRIPT))?;
    files.push((SCRIPT.to_owned(), code::without_comments(&script).into_bytes()));
    files.sort();
    let bytes: Vec<&[u8]> = files
        .iter()
        .flat_map(|(name, bytes)| [name.as_bytes(), bytes])
        .collect();
    let name = format!("easy-language-{}", hash::short(&bytes));
    let files = files
        .into_iter()
        .map(|(file, bytes)| Asset {
            name: format!("{name}/{file}"),
            bytes,
        })
        .collect();
    Ok(Folder { name, files })
}

/// Compiles `linter`; gives the path of the WASM file. Its flags are not those of `app`, so that it has a target folder
/// of its own.
fn compile(paths: &Paths, profile: Profile) -> Result<PathBuf> {
    let (mut cargo, target) = setup::wasm_cargo(paths);
    let target = target.join("linter");
    cargo.args(["build", "--package", "linter", "--lib", "--target-dir"]);
    cargo.arg(&target);
    cargo.args(["--target", "wasm32-unknown-unknown", "--profile", profile.name()]);
    // Empty, so that cargo does not take RUSTFLAGS.
    cargo.env("CARGO_ENCODED_RUSTFLAGS", "");
    code::settings(&mut cargo, profile);
    run::show(&mut cargo)?;
    Ok(target
        .join("wasm32-unknown-unknown")
        .join(profile.name())
        .join("linter.wasm"))
}
