//! `manifest.json`: what the server must know about the files that it embeds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// All addresses are relative to `/pkg/`.
#[derive(Serialize, Deserialize, PartialEq, Eq)]
pub struct Manifest {
    /// Of all the code; the name of its folder.
    pub hash: String,
    /// `wasm` as shipped, `wasm-dev` while developing.
    pub profile: String,
    /// The module script that a page loads; it tests the browser, then starts the rest.
    pub entry: String,
    /// The service worker's script, served at an address of its own.
    pub worker: String,
    /// wasm-bindgen's module, for `modulepreload`.
    pub module: String,
    /// The main WASM file, for `preload`.
    pub wasm: String,
    /// The style sheet.
    pub css: String,
    /// The style sheet that staff's pages need besides.
    pub staff_css: String,
    /// Leaflet's folder, holding `leaflet.js` and `leaflet.css`.
    pub leaflet: String,
    /// The folder of the check of easy language, holding `easy-language.js`, its program and its word lists.
    pub linter: String,
    /// Every file below `pkg`, sorted by name; beside each lies `<name>.br`.
    pub files: Vec<File>,
    /// What leptos' `WasmSplitManifest` is made of.
    pub split: Split,
}

/// A served file.
#[derive(Serialize, Deserialize, PartialEq, Eq)]
pub struct File {
    /// Relative to `/pkg/`.
    pub name: String,
    /// Size as it is.
    pub bytes: usize,
    /// Size of `<name>.br` (brotli 11).
    pub br: usize,
}

/// The lazy routes: `WasmSplitManifest(("/pkg/<folder>", prefetch, script))`.
#[derive(Serialize, Deserialize, PartialEq, Eq)]
pub struct Split {
    /// Relative to `/pkg/`.
    pub folder: String,
    /// File name of the link script in that folder.
    pub script: String,
    /// Lazy part → the files (without `.wasm`) that it needs.
    pub prefetch: BTreeMap<String, Vec<String>>,
}
