//! insta's snapshot files: those that no test refers to, and those that wait for review.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::paths::{Paths, files_under, files_with};

/// Snapshot files not in `used`, which insta itself wrote while all tests ran.
pub fn unused(paths: &Paths, used: &BTreeSet<PathBuf>) -> Vec<String> {
    files_with(&paths.root, "snap")
        .iter()
        .filter(|file| file.canonicalize().is_ok_and(|file| !used.contains(&file)))
        .map(|file| paths.show(file).to_string())
        .collect()
}

/// Snapshots that somebody has neither accepted nor rejected.
pub fn pending(paths: &Paths) -> Vec<String> {
    files_under(&paths.root)
        .iter()
        .filter(|file| {
            let name = file.to_string_lossy();
            name.ends_with(".snap.new") || name.ends_with(".pending-snap")
        })
        .map(|file| format!("{}: accept or reject it (`cargo insta review`)", paths.show(file)))
        .collect()
}
