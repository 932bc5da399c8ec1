//! Turns `locales/` into the typed catalogue `app::i18n::msg`, or fails and says what to mend.
//!
//! - Reads nothing but `locales/`, writes nothing but `OUT_DIR`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs, io, process};

#[path = "build/catalogue/mod.rs"]
mod catalogue;
#[path = "build/generate.rs"]
mod generate;
#[path = "build/status.rs"]
mod status;

use catalogue::Source;

fn main() {
    if let Err(message) = run() {
        eprintln!("{message}");
        process::exit(1);
    }
}

fn run() -> Result<(), String> {
    let locales = manifest_dir()?.join("../locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let sources = sources(&locales).map_err(|error| format!("{}: {error}", locales.display()))?;
    let longer = longer(&locales.join("layout.json"))?;
    let catalogue = catalogue::read(&sources, &longer).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        format!(
            "{} problem(s) in the texts of the interface:\n{}",
            lines.len(),
            lines.join("\n")
        )
    })?;
    let out = PathBuf::from(variable("OUT_DIR")?);
    write(&out.join("messages.rs"), &generate::messages(&catalogue))?;
    let parts = sources
        .iter()
        .map(|source| (source.language.clone(), source.feature.clone()))
        .collect();
    let status_path = locales.join("status.json");
    let status =
        fs::read_to_string(&status_path).map_err(|error| format!("{}: {error}", status_path.display()))?;
    let tables = generate::tables(&catalogue) + &status::generate(&status, &parts)?;
    write(&out.join("tables.rs"), &tables)
}

fn manifest_dir() -> Result<PathBuf, String> {
    Ok(PathBuf::from(variable("CARGO_MANIFEST_DIR")?))
}

#[expect(
    clippy::disallowed_methods,
    reason = "a build script is told its folders by the environment only"
)]
fn variable(name: &str) -> Result<String, String> {
    env::var(name).map_err(|error| format!("{name}: {error}"))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// All `locales/<language>/<feature>.json`, sorted, so that numbers do not depend on the file system.
fn sources(locales: &Path) -> io::Result<Vec<Source>> {
    let mut found = Vec::new();
    for folder in sorted(locales)? {
        if !folder.is_dir() {
            continue;
        }
        for file in sorted(&folder)? {
            if file.extension().is_some_and(|extension| extension == "json") {
                found.push(Source {
                    language: name(folder.file_name()),
                    feature: name(file.file_stem()),
                    json: fs::read_to_string(&file)?,
                });
            }
        }
    }
    Ok(found)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn name(part: Option<&std::ffi::OsStr>) -> String {
    part.map(|part| part.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// The list `longer` in `locales/layout.json`.
fn longer(path: &Path) -> Result<BTreeSet<String>, String> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Layout {
        longer: BTreeSet<String>,
    }
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let layout: Layout =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(layout.longer)
}
