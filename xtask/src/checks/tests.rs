//! Rust's tests: one invocation per feature set, so that nothing is compiled twice.
//!
//! `--workspace --exclude xtask` turns on app's `ssr` through server; `hydrate` is never in the same build. xtask's own
//! tests run apart, with the artefacts that made the running xtask.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::snapshots;
use crate::{paths::Paths, postgres::Postgres, run};

/// Tests counted over all invocations.
#[derive(Default, Clone, Copy)]
pub struct Totals {
    /// Ended well.
    pub passed: u64,
    /// Did not.
    pub failed: u64,
    /// Not run.
    pub skipped: u64,
}

impl Totals {
    /// Adds what a line of cargo's or node's test runner says, if it says something.
    pub fn read(&mut self, line: &str) {
        let number = |word: &str| -> u64 {
            line.split(';')
                .find_map(|part| part.trim().strip_suffix(word)?.rsplit(' ').next()?.parse().ok())
                .unwrap_or(0)
        };
        if line.starts_with("test result:") {
            self.passed += number(" passed");
            self.failed += number(" failed");
            self.skipped += number(" ignored");
            return;
        }
        let mut words = line.split_whitespace();
        if !words.next().is_some_and(|mark| mark == "#" || mark == "ℹ") {
            return;
        }
        let (Some(word), Some(Ok(count)), None) =
            (words.next(), words.next().map(str::parse::<u64>), words.next())
        else {
            return;
        };
        match word {
            "pass" => self.passed += count,
            "fail" | "cancelled" => self.failed += count,
            "skipped" | "todo" => self.skipped += count,
            _ => {}
        }
    }
}

/// The arguments that name the product's crates.
pub const PRODUCT: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// The product's tests on SQLite and PostgreSQL; compiles the binary `teilhabe` with them.
pub fn product(paths: &Paths, totals: &mut Totals) -> Result<()> {
    let own;
    let url = match std::env::var_os("TEST_POSTGRES_URL") {
        Some(given) => given,
        None => {
            own = Postgres::start(paths)?;
            own.url.clone().into()
        }
    };
    let references = paths.target.join("snapshot-references");
    std::fs::write(&references, "")?;
    let mut cargo = run::cargo(&paths.root);
    cargo
        .args(["test", "--no-fail-fast"])
        .args(PRODUCT)
        .env("TEST_POSTGRES_URL", url)
        .env("REQUIRE_POSTGRES", "1")
        .env("REQUIRE_PDF_TOOLS", "1")
        .env("TEILHABE_SITE_DIR", paths.site())
        .env("INSTA_UPDATE", "no")
        .env("INSTA_SNAPSHOT_REFERENCES_FILE", &references);
    run::watch(&mut cargo, |line| totals.read(line))?;
    let used: BTreeSet<_> = std::fs::read_to_string(references)?
        .lines()
        .filter_map(|line| Path::new(line).canonicalize().ok())
        .collect();
    let unused = snapshots::unused(paths, &used);
    if unused.is_empty() {
        return Ok(());
    }
    bail!(
        "no test refers to these snapshots; delete them:\n{}",
        unused.join("\n")
    )
}

/// The tools' own tests.
pub fn tools(paths: &Paths, totals: &mut Totals) -> Result<()> {
    run::watch(
        run::cargo(&paths.root).args(["test", "--package", "xtask"]),
        |line| totals.read(line),
    )
}

/// The path of the binary that the API tests built; builds it if they have not run.
pub fn binary(paths: &Paths) -> Result<std::path::PathBuf> {
    let mut cargo = run::cargo(&paths.root);
    cargo
        .args(["test", "--no-run", "--quiet"])
        .args(PRODUCT)
        .env("TEILHABE_SITE_DIR", paths.site());
    run::show(&mut cargo)?;
    Ok(paths.target.join("debug/teilhabe"))
}

/// The spec files of one of these, one after the other.
#[derive(Clone, Copy, Debug)]
pub enum Specs {
    /// What people do in a browser: all of `e2e/tests/`.
    Journeys,
    /// The accessibility suite's test of itself; it needs no product.
    SuiteItself,
    /// Every route in every state, looked at and heard.
    Suite,
}

impl Specs {
    fn files(self, paths: &Paths) -> Vec<std::path::PathBuf> {
        let of_suite = |names: &[&str]| {
            names
                .iter()
                .map(|name| paths.e2e().join("suite/specs").join(name))
                .collect()
        };
        match self {
            Self::Journeys => crate::paths::files_with(&paths.e2e().join("tests"), "mjs")
                .into_iter()
                .filter(|file| file.to_string_lossy().ends_with(".spec.mjs"))
                .collect(),
            Self::SuiteItself => of_suite(&["suite.spec.mjs"]),
            Self::Suite => of_suite(&["product.spec.mjs", "heard.spec.mjs"]),
        }
    }
}

/// Browser tests.
pub fn browser(paths: &Paths, which: Specs, totals: &mut Totals) -> Result<()> {
    let specs = which.files(paths);
    if specs.is_empty() {
        bail!("there are no spec files for {which:?}");
    }
    let mut node = Command::new("node");
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"])
        .args(specs)
        .current_dir(paths.e2e());
    if !matches!(which, Specs::SuiteItself) {
        node.env("TEILHABE_BIN", binary(paths)?);
    }
    if let Some(chromium) = super::browser::chromium() {
        node.env("TEILHABE_CHROMIUM", chromium);
    }
    run::watch(&mut node, |line| totals.read(line))
}

#[cfg(test)]
mod counting {
    use super::Totals;

    #[test]
    fn both_runners_closing_lines_are_added_and_others_ignored() {
        let mut totals = Totals::default();
        totals.read(
            "test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 0 filtered out; finished in 0.1s",
        );
        totals.read("test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out");
        for line in [
            "ℹ tests 9",
            "ℹ pass 7",
            "ℹ fail 1",
            "# skipped 1",
            "ℹ duration_ms 31.5",
            "pass 100",
        ] {
            totals.read(line);
        }
        assert_eq!((totals.passed, totals.failed, totals.skipped), (20, 3, 4));
    }
}
