//! `cargo xtask test`: everything that must hold before a change lands, in one order, here and in CI.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::checks::{container, deny, generated, ops, tests};
use crate::{front, i18n, paths::Paths, run, setup, steps::Steps, tidy};

/// Name, and the earlier steps without which it makes no sense. Cheap steps come first.
const STEPS: [(&str, &[&str]); 18] = [
    ("setup", &[]),
    ("fmt", &["setup"]),
    ("tidy", &[]),
    ("i18n", &[]),
    ("css", &[]),
    ("ops", &[]),
    ("clippy", &["setup"]),
    ("clippy-wasm", &["setup"]),
    ("wasm", &["setup"]),
    ("size", &["wasm"]),
    ("tests", &["setup"]),
    ("xtask-tests", &[]),
    ("container", &["setup"]),
    ("generated", &["setup"]),
    ("deny", &["setup"]),
    ("suite", &["setup"]),
    ("e2e", &["setup", "wasm"]),
    ("accessibility", &["setup", "wasm"]),
];

/// Runs the named steps and what they need, or all.
pub fn test(paths: &Paths, only: &[String], list: bool) -> Result<()> {
    if list {
        STEPS
            .iter()
            .for_each(|(name, needs)| println!("{name:<14} needs {}", needs.join(", ")));
        return Ok(());
    }
    let chosen = choose(only)?;
    let mut steps = Steps::within(&paths.root);
    let mut totals = tests::Totals::default();
    for (name, needs) in STEPS {
        if chosen.contains(&name) {
            steps.run(name, needs, || step(paths, name, &mut totals));
        }
    }
    let ended = steps.finish();
    println!(
        "{} passed, {} failed, {} skipped",
        totals.passed, totals.failed, totals.skipped
    );
    if chosen.contains(&"tests") && !has_real_plans(paths) {
        println!("NOT TESTED: real plans (TEILHABE_TEST_DATA)");
    }
    ended
}

/// Whether the tests found the plans that are no part of the project. Those that need them pass without: nobody would
/// notice among thousands of lines.
fn has_real_plans(paths: &Paths) -> bool {
    let named = std::env::var_os("TEILHABE_TEST_DATA").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| paths.root.join("../shared/data"));
    folder.join("xplanung/plans").is_dir()
}

fn choose(only: &[String]) -> Result<Vec<&'static str>> {
    if only.is_empty() {
        return Ok(STEPS.iter().map(|(name, _)| *name).collect());
    }
    let mut open: Vec<&str> = only.iter().map(String::as_str).collect();
    let mut chosen = Vec::new();
    while let Some(next) = open.pop() {
        let Some((name, needs)) = STEPS.iter().find(|(known, _)| *known == next) else {
            bail!("there is no step {next}; `cargo xtask test --list` names them");
        };
        chosen.push(*name);
        open.extend_from_slice(needs);
    }
    Ok(chosen)
}

fn step(paths: &Paths, name: &str, totals: &mut tests::Totals) -> Result<()> {
    match name {
        "setup" => setup::install(paths, &setup::EVERYTHING),
        "fmt" => run::show(run::cargo(&paths.root).args(["fmt", "--all", "--check"])),
        "tidy" => tidy::tidy(paths),
        "i18n" => i18n::check(paths),
        "css" => front::css::report(paths),
        "ops" => ops::check(paths),
        "clippy" => clippy(paths),
        "clippy-wasm" => clippy_wasm(paths),
        "wasm" => front::build(paths, front::Profile::Release),
        "size" => front::size::report(paths),
        "tests" => tests::product(paths, totals),
        "xtask-tests" => tests::tools(paths, totals),
        "container" => container::check(paths),
        "generated" => generated::check(paths),
        "deny" => deny::check(paths),
        "suite" => tests::browser(paths, tests::Specs::SuiteItself, totals),
        "e2e" => tests::browser(paths, tests::Specs::Journeys, totals),
        "accessibility" => tests::browser(paths, tests::Specs::Suite, totals),
        other => bail!("the step {other} has no command"),
    }
}

/// Native: app gets `ssr` through server, and never `hydrate` (leptos #4586).
fn clippy(paths: &Paths) -> Result<()> {
    let strict = |command: &mut Command| run::show(command.args(["--all-targets", "--", "-D", "warnings"]));
    strict(
        run::cargo(&paths.root)
            .arg("clippy")
            .args(tests::PRODUCT)
            .env("TEILHABE_SITE_DIR", paths.site()),
    )?;
    strict(run::cargo(&paths.root).args(["clippy", "--package", "xtask"]))
}

/// The browser's half, in the profile whose build scripts and macros the WASM build uses as well.
fn clippy_wasm(paths: &Paths) -> Result<()> {
    let (mut cargo, _) = setup::wasm_cargo(paths);
    cargo.args([
        "clippy",
        "--package",
        "app",
        "--lib",
        "--no-default-features",
        "--features",
        "hydrate",
    ]);
    cargo.args([
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        "wasm",
        "--",
        "-D",
        "warnings",
    ]);
    run::show(&mut cargo)
}

#[cfg(test)]
mod tests_of_the_order {
    use super::*;

    #[test]
    fn every_step_needs_only_earlier_ones() {
        for (at, (name, needs)) in STEPS.iter().enumerate() {
            for need in *needs {
                assert!(
                    STEPS[..at].iter().any(|(earlier, _)| earlier == need),
                    "{name} needs {need}"
                );
            }
        }
    }

    #[test]
    fn a_chosen_step_brings_what_it_needs() {
        assert_eq!(choose(&["size".to_owned()]).unwrap(), ["size", "wasm", "setup"]);
        assert!(choose(&["sizes".to_owned()]).is_err());
    }
}
