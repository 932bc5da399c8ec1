//! From the crate `app` to JavaScript and several WASM files: cargo, wasm-split, wasm-bindgen, wasm-opt.
//!
//! There is no unsplit hydrate build: with lazy routes it yields a dead page. The finished files are kept per profile
//! in `<target>/front/<profile>/`, so that going back and forth costs nothing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use super::{Asset, Profile, hash, manifest::Split};
use crate::{paths::Paths, run, setup};

/// leptos imports its loader functions from a file of this name.
const LINK_SCRIPT: &str = "__wasm_split.______________________.js";
/// Scripts written by hand: the first one starts the others; the worker is served at an address of its own.
const SCRIPTS: [&str; 8] = [
    "start.js",
    "device.js",
    "store.js",
    "worker.js",
    "map.js",
    "read-aloud.js",
    "again.js",
    "unsaved.js",
];
/// Changes when this file changes what it makes of the same input.
const RECIPE: &str = "8";
/// What rustc and wasm-bindgen use by default, and no more: `--all-features` lets wasm-opt write compact imports, which
/// browsers refuse.
const WASM_FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The front end's code: files whose names are relative to the folder `hash`.
pub struct Code {
    pub hash: String,
    pub profile: &'static str,
    pub files: Vec<Asset>,
    pub split: Split,
}

/// Builds `app` for the browser, whose scripts load Leaflet and the check of easy language from these folders; what follows
/// cargo is skipped if cargo's result is the known one.
pub fn build(paths: &Paths, profile: Profile, leaflet: &str, linter: &str) -> Result<Code> {
    let start = Instant::now();
    let wasm = compile(paths, profile)?;
    println!("front end: compiled in {:.1} s", start.elapsed().as_secs_f64());

    let input = std::fs::read(&wasm).with_context(|| format!("reading {}", paths.show(&wasm)))?;
    let lock = std::fs::read(paths.e2e().join("package-lock.json"))?;
    let state = hash::short(&[RECIPE.as_bytes(), profile.name().as_bytes(), &input, &lock]);
    let folder = paths.target.join("front").join(profile.name());
    let parts = folder.join("parts");
    let stamp = folder.join("made-from");
    if !std::fs::read_to_string(&stamp).is_ok_and(|made| made == state) {
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        let raw = folder.join("raw");
        std::fs::create_dir_all(&parts)?;
        std::fs::create_dir_all(&raw)?;
        let prefetch = split(&input, &folder, &raw)?;
        std::fs::write(folder.join("prefetch.json"), serde_json::to_vec(&prefetch)?)?;
        finish(paths, profile, &raw, &parts)?;
        std::fs::write(&stamp, &state)?;
    }
    collect(
        paths,
        profile,
        &folder,
        [("leaflet", leaflet), ("easy-language", linter)],
    )
}

/// Compiles `app`; gives the path of the WASM file.
fn compile(paths: &Paths, profile: Profile) -> Result<PathBuf> {
    let (mut cargo, target) = setup::wasm_cargo(paths);
    cargo.args([
        "build",
        "--package",
        "app",
        "--lib",
        "--no-default-features",
        "--features",
        "hydrate",
    ]);
    cargo.args(["--target", "wasm32-unknown-unknown", "--profile", profile.name()]);
    // Relocations tell wasm-split which function uses which. Without this variable cargo would take RUSTFLAGS.
    cargo.env(
        "CARGO_ENCODED_RUSTFLAGS",
        ["--cfg", "erase_components", "-Clink-args=--emit-relocs"].join("\u{1f}"),
    );
    settings(&mut cargo, profile);
    run::show(&mut cargo)?;
    Ok(target
        .join("wasm32-unknown-unknown")
        .join(profile.name())
        .join("app.wasm"))
}

/// What the profile for development is: given here and not in Cargo.toml, because only this command can make use of it.
pub(super) fn settings(cargo: &mut Command, profile: Profile) {
    if profile == Profile::Dev {
        for setting in [
            "profile.wasm-dev.inherits=\"dev\"",
            "profile.wasm-dev.opt-level=1",
            "profile.wasm-dev.debug=false",
            "profile.wasm-dev.panic=\"abort\"",
        ] {
            cargo.args(["--config", setting]);
        }
    }
}

/// Cuts the module at the lazy routes and makes JavaScript for the main part; gives the prefetch map.
fn split(input: &[u8], folder: &Path, parts: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    let start = Instant::now();
    let main = folder.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(input);
    options.output_dir = parts;
    options.main_out_path = &main;
    options.main_module = "./app.js";
    let link = format!("./{LINK_SCRIPT}");
    options.link_name = &link;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("{error:#}"))
        .context("splitting the WASM file at its lazy routes")?;
    println!(
        "front end: {} lazy parts in {:.1} s",
        split.split_modules.len(),
        start.elapsed().as_secs_f64()
    );

    let start = Instant::now();
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(&main)
        .out_name("app")
        .typescript(false)
        .keep_lld_exports(true)
        .demangle(false);
    bindgen.web(true)?.generate(parts).context(
        "wasm-bindgen (its version here and in Cargo.lock must be the same, see xtask/Cargo.toml)",
    )?;
    println!("front end: JavaScript in {:.1} s", start.elapsed().as_secs_f64());
    Ok(split.prefetch_map.into_iter().collect())
}

/// Brings everything from `raw` to `parts`, WASM for release through `wasm-opt -Oz`, as many at a time as there are
/// processors, the largest first. `raw` stays, for `cargo xtask size --functions`.
pub(super) fn finish(paths: &Paths, profile: Profile, raw: &Path, parts: &Path) -> Result<()> {
    let start = Instant::now();
    let program = paths.e2e().join("node_modules/binaryen/bin/wasm-opt");
    let (mut files, others): (Vec<_>, Vec<_>) =
        crate::paths::files_under(raw).into_iter().partition(|file| {
            profile == Profile::Release && file.extension().is_some_and(|extension| extension == "wasm")
        });
    for file in others {
        std::fs::copy(&file, parts.join(file.strip_prefix(raw)?))?;
    }
    files.sort_by_key(|file| std::fs::metadata(file).map_or(0, |about| about.len()));
    let count = files.len();
    let queue = std::sync::Mutex::new(files);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| -> Result<()> {
                    loop {
                        let next = queue.lock().ok().and_then(|mut files| files.pop());
                        let Some(file) = next else { return Ok(()) };
                        let mut command = Command::new("node");
                        command
                            .arg(&program)
                            .arg("-Oz")
                            .args(WASM_FEATURES)
                            .arg(&file)
                            .arg("-o")
                            .arg(parts.join(file.strip_prefix(raw)?));
                        run::capture(&mut command)?;
                    }
                })
            })
            .collect();
        workers
            .into_iter()
            .try_for_each(|worker| worker.join().map_err(|_| anyhow!("a wasm-opt worker panicked"))?)
    })?;
    if count == 0 {
        return Ok(());
    }
    println!(
        "front end: wasm-opt on {count} parts in {:.1} s",
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Reads the finished parts, adds our own scripts, names the folder.
fn collect(paths: &Paths, profile: Profile, folder: &Path, beside: [(&str, &str); 2]) -> Result<Code> {
    let parts = folder.join("parts");
    let mut files = Vec::new();
    for path in crate::paths::files_under(&parts) {
        let name = path.strip_prefix(&parts)?.to_string_lossy().into_owned();
        files.push(Asset {
            name,
            bytes: std::fs::read(&path)?,
        });
    }
    for name in SCRIPTS {
        let script = paths.root.join("app").join(name);
        let text =
            std::fs::read_to_string(&script).with_context(|| format!("reading {}", paths.show(&script)))?;
        // What lies beside the code is in folders named by their own hashes.
        let text = beside
            .iter()
            .fold(without_comments(&text), |text, (plain, hashed)| {
                text.replace(&format!("\"../{plain}/"), &format!("\"../{hashed}/"))
            });
        files.push(Asset {
            name: name.to_owned(),
            bytes: text.into_bytes(),
        });
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    let parts: Vec<&[u8]> = files
        .iter()
        .flat_map(|file| [file.name.as_bytes(), &file.bytes])
        .collect();
    let hash = hash::short(&parts);
    let prefetch = serde_json::from_slice(&std::fs::read(folder.join("prefetch.json"))?)?;
    let split = Split {
        folder: hash.clone(),
        script: LINK_SCRIPT.to_owned(),
        prefetch,
    };
    Ok(Code {
        hash,
        profile: profile.name(),
        files,
        split,
    })
}

/// A script without the lines that hold nothing but a comment or nothing at all, and without indentation. Nothing else is
/// touched, so that a fault in the browser names a line that reads as it was written.
pub(super) fn without_comments(script: &str) -> String {
    let mut inside = false;
    let mut out = String::with_capacity(script.len());
    for line in script.lines().map(str::trim) {
        if inside || line.starts_with("/*") {
            inside = !line.contains("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_on_lines_of_their_own_are_left_out_and_code_stays() {
        let script = "// why\n/** what\n * it is */\nconst a = 1; // kept\n\n  /* one */\n  b(/^\\/x/);\n";
        assert_eq!(without_comments(script), "const a = 1; // kept\nb(/^\\/x/);\n");
    }
}
