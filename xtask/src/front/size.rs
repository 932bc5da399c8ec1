//! `cargo xtask size`: what a visitor downloads, against the budgets of docs/benchmarks.md.
//!
//! The first page needs the main part alone; a page that is opened from it needs its own part besides, with the files
//! that several parts share.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use super::{manifest::Manifest, publish};
use crate::paths::Paths;

/// WASM and JavaScript of a page as it is opened first, brotli: the goal of the first release.
const FIRST_GOAL: usize = 250_000;
/// What they may weigh; raised only together with what it is spent on, last for contents in several languages and grouped places.
const FIRST_BUDGET: usize = 228_000;
/// What pages of a part add at most, whatever was loaded before; raised only together with what it is spent on.
const PARTS: [(&str, usize); 4] = [
    ("reading", 342_000),
    ("writing", 232_000),
    ("receipts", 126_000),
    ("staff", 492_000),
];
/// The style sheet of every page, brotli: with the municipality's colours and the headers of both answers at most 10 kB.
pub const CSS_BUDGET: usize = 8_800;
/// What staff's pages add to it.
pub const STAFF_CSS_BUDGET: usize = 2_000;

/// Prints the table; an error when a budget is passed by a build as shipped.
pub fn report(paths: &Paths) -> Result<()> {
    let manifest = publish::read(paths)?;
    println!("{:<58} {:>10} {:>10}", "file", "bytes", "brotli");
    for file in &manifest.files {
        println!("{:<58} {:>10} {:>10}", file.name, file.bytes, file.br);
    }
    println!();
    let sums = sums(&manifest);
    let mut over = Vec::new();
    let mut check = |what: String, size: usize, budget: usize| {
        println!("{what:<48} {size:>8} of {budget:>8} bytes brotli");
        if size > budget {
            over.push(what);
        }
    };
    check(
        "first page: WASM and JavaScript".to_owned(),
        sums.first,
        FIRST_BUDGET,
    );
    for (part, size) in &sums.parts {
        let budget = PARTS.iter().find(|(name, _)| name == part);
        let budget = budget.map_or(FIRST_BUDGET, |(_, budget)| *budget);
        check(
            format!("pages of {part}, when opened from another, add"),
            *size,
            budget,
        );
    }
    check("style sheet".to_owned(), sums.css, CSS_BUDGET);
    check(
        "style sheet of staff, adds".to_owned(),
        sums.staff_css,
        STAFF_CSS_BUDGET,
    );
    for (what, folder, whose) in [
        ("Leaflet", &manifest.leaflet, "only where somebody opens a map"),
        (
            "check of easy language",
            &manifest.linter,
            "only where staff write such a text",
        ),
    ] {
        let files = manifest.files.iter().filter(|file| file.name.starts_with(folder));
        let size: usize = files.map(|file| file.br).sum();
        println!("{what:<48} {size:>8} bytes brotli, {whose}");
    }
    println!("the goal for a first page is {FIRST_GOAL} bytes");
    if manifest.profile != super::Profile::Release.name() {
        println!("this is a development build: budgets hold for `cargo xtask build --release`");
        over.retain(|what| what.starts_with("style sheet"));
    }
    if over.is_empty() {
        return Ok(());
    }
    bail!("over budget: {}", over.join(", "))
}

struct Sums {
    first: usize,
    parts: BTreeMap<String, usize>,
    css: usize,
    staff_css: usize,
}

fn sums(manifest: &Manifest) -> Sums {
    let in_part = |name: &str, files: &[String]| {
        name.strip_prefix(&format!("{}/", manifest.split.folder))
            .and_then(|file| file.strip_suffix(".wasm"))
            .is_some_and(|file| files.iter().any(|known| known == file))
    };
    let weigh = |counts: &dyn Fn(&str) -> bool| {
        let counted = manifest.files.iter().filter(|file| counts(&file.name));
        counted.map(|file| file.br).sum()
    };
    let is_first = |name: &str| {
        name.starts_with(&manifest.hash)
            && !manifest.split.prefetch.values().any(|files| in_part(name, files))
    };
    Sums {
        first: weigh(&is_first),
        parts: manifest
            .split
            .prefetch
            .iter()
            .map(|(part, files)| (part.clone(), weigh(&|name| in_part(name, files))))
            .collect(),
        css: weigh(&|name| manifest.css == name),
        staff_css: weigh(&|name| manifest.staff_css == name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::front::manifest::{File, Split};

    #[test]
    fn the_first_page_weighs_what_no_part_needs() {
        let file = |name: &str, br| File {
            name: name.to_owned(),
            bytes: br,
            br,
        };
        let manifest = Manifest {
            hash: "h".into(),
            profile: "wasm".into(),
            entry: "h/start.js".into(),
            worker: "h/worker.js".into(),
            module: "h/app.js".into(),
            wasm: "h/app_bg.wasm".into(),
            css: "style.css".into(),
            staff_css: "staff.css".into(),
            leaflet: "leaflet".into(),
            linter: "easy-language".into(),
            files: vec![
                file("h/app_bg.wasm", 100),
                file("h/app.js", 10),
                file("h/shared.wasm", 30),
                file("h/one.wasm", 5),
                file("style.css", 7),
                file("staff.css", 3),
                file("leaflet/leaflet.js", 900),
                file("easy-language/linter_bg.wasm", 800),
            ],
            split: Split {
                folder: "h".into(),
                script: "link.js".into(),
                prefetch: [("one", vec!["shared", "one"]), ("two", vec!["shared"])]
                    .map(|(part, files)| (part.to_owned(), files.into_iter().map(str::to_owned).collect()))
                    .into(),
            },
        };
        let sums = sums(&manifest);
        assert_eq!((sums.first, sums.css, sums.staff_css), (110, 7, 3));
        assert_eq!((sums.parts["one"], sums.parts["two"]), (35, 30));
    }
}
