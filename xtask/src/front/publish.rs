//! Writes the site folder: every asset, its brotli twin, the manifest; removes what the manifest no longer names.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};

use super::manifest::{File, Manifest};
use super::{Asset, Folder, code::Code, css::Sheets};
use crate::paths::{Paths, files_under};

/// Brings `<site>/pkg` and `<site>/manifest.json` to the given state.
pub fn write(paths: &Paths, code: Code, sheets: Sheets, leaflet: Folder, linter: Folder) -> Result<Manifest> {
    let pkg = paths.site().join("pkg");
    let inside = |name: &str| format!("{}/{name}", code.hash);
    let Sheets { public, staff } = sheets;
    let (css, staff_css) = (public.name.clone(), staff.name.clone());
    let (entry, worker) = (inside("start.js"), inside("worker.js"));
    let (module, wasm) = (inside("app.js"), inside("app_bg.wasm"));
    let code_files = code.files.into_iter().map(|file| Asset {
        name: inside(&file.name),
        ..file
    });
    let assets: Vec<Asset> = code_files
        .chain([public, staff])
        .chain(leaflet.files)
        .chain(linter.files)
        .collect();

    let mut files = Vec::new();
    let mut keep = BTreeSet::new();
    for asset in &assets {
        let path = pkg.join(&asset.name);
        let twin = pkg.join(format!("{}.br", asset.name));
        if !same(&path, &asset.bytes) || !twin.exists() {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(&twin, compress(&asset.bytes)?)?;
            std::fs::write(&path, &asset.bytes)?;
        }
        let br = usize::try_from(std::fs::metadata(&twin)?.len())?;
        files.push(File {
            name: asset.name.clone(),
            bytes: asset.bytes.len(),
            br,
        });
        keep.extend([path, twin]);
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    let manifest = Manifest {
        hash: code.hash,
        profile: code.profile.to_owned(),
        entry,
        worker,
        module,
        wasm,
        css,
        staff_css,
        leaflet: leaflet.name,
        linter: linter.name,
        files,
        split: code.split,
    };

    for old in files_under(&pkg).iter().filter(|file| !keep.contains(*file)) {
        std::fs::remove_file(old)?;
        // Succeeds only when the folder has become empty.
        old.parent().map(std::fs::remove_dir);
    }
    let text = serde_json::to_vec_pretty(&manifest)?;
    let path = paths.site().join("manifest.json");
    if !same(&path, &text) {
        std::fs::write(path, text)?;
    }
    Ok(manifest)
}

/// The manifest of the last build.
pub fn read(paths: &Paths) -> Result<Manifest> {
    let path = paths.site().join("manifest.json");
    let text = std::fs::read(&path)
        .with_context(|| format!("{} is missing: run `cargo xtask build`", paths.show(&path)))?;
    Ok(serde_json::from_slice(&text)?)
}

fn same(path: &Path, bytes: &[u8]) -> bool {
    std::fs::metadata(path).is_ok_and(|about| about.len() == bytes.len() as u64)
        && std::fs::read(path).is_ok_and(|there| there == bytes)
}

/// Brotli at its strongest, with the window that every browser takes.
pub fn compress(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters)?;
    Ok(out)
}
