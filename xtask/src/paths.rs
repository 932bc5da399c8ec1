//! Where things lie: the repository, cargo's target folder and what the tools keep in it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The folders that the tools work in.
pub struct Paths {
    /// The repository's top.
    pub root: PathBuf,
    /// Cargo's target folder; honours `CARGO_TARGET_DIR`.
    pub target: PathBuf,
}

impl Paths {
    /// Finds the folders from cargo's environment, so that a moved clone with a shared target folder stays right.
    pub fn find() -> Result<Self> {
        let own = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&own)
            .parent()
            .context("xtask lies in no folder")?
            .to_owned();
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(given) => root.join(given),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The folder that the server embeds: `TEILHABE_SITE_DIR`, else `<target>/site`.
    pub fn site(&self) -> PathBuf {
        match std::env::var_os("TEILHABE_SITE_DIR") {
            Some(given) => self.root.join(given),
            None => self.target.join("site"),
        }
    }

    /// Browser tests and the tools that come from npm.
    pub fn e2e(&self) -> PathBuf {
        self.root.join("e2e")
    }

    /// Programs installed by `cargo install` for this project only.
    pub fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// A file's name for people: relative to the repository where it lies in it.
    pub fn show<'p>(&self, path: &'p Path) -> std::path::Display<'p> {
        path.strip_prefix(&self.root).unwrap_or(path).display()
    }
}

/// All files under `folder` (none when it does not exist), sorted, without `target`, `node_modules` and dot folders.
pub fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let path = entry.path();
            if path.is_dir() {
                if !(name.starts_with('.') || name == "target" || name == "node_modules") {
                    open.push(path);
                }
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The files of [`files_under`] whose name ends in `.extension`.
pub fn files_with(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files = files_under(folder);
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    files
}
