//! `ops/Containerfile` by podman: its last stage is built around the binary that the tests built, and started twice by the
//! command at its own head, without leave to write anywhere but in the volume.
//!
//! The stage `build` is not run: it would compile everything a second time, with compilers that only a registry has. Where
//! containers cannot be made or started it is said so, and nothing is known then.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::tests;
use crate::{bench::http, paths::Paths, podman::Podman, postgres::free_port, run, setup};

/// Container, image and volume are called so in the example.
const NAME: &str = "teilhabe";
/// Owner and group of the process and of what it stores.
const USER: &str = "10001:10001";
/// Where the last stage takes the binary from.
const BUILT: &str = "source/target/release";
/// How long an idle server may take to end.
const END: Duration = Duration::from_secs(5);

/// Builds and tries the image.
pub fn check(paths: &Paths) -> Result<()> {
    let example = std::fs::read_to_string(paths.root.join("ops/Containerfile"))?;
    let base = example
        .lines()
        .rev()
        .find_map(|line| line.strip_prefix("FROM "))
        .context("ops/Containerfile names no base")?;
    let suite = suite(base);
    if !run::is_root() || !is_on(suite) {
        println!(
            "  SKIPPED: only root on Debian {suite}, whose C library the binary needs, can try the container"
        );
        return Ok(());
    }
    setup::install(paths, &[setup::Need::Containers])?;
    let podman = Podman::new(paths)?;
    if let Err(error) = podman.base(base, suite) {
        println!("  SKIPPED: containers cannot be made or started here: {error:#}");
        return Ok(());
    }
    clear(&podman);
    let outcome = build(paths, &podman, &example).and_then(|()| run_twice(&podman, &example));
    if outcome.is_err() {
        podman.command(["logs", NAME]).status().ok();
    }
    clear(&podman);
    outcome
}

/// `bookworm` of `docker.io/library/debian:bookworm-slim`.
fn suite(base: &str) -> &str {
    base.rsplit(':').next().unwrap_or(base).trim_end_matches("-slim")
}

fn is_on(suite: &str) -> bool {
    std::fs::read_to_string("/etc/os-release").is_ok_and(|text| {
        text.lines()
            .any(|line| line == format!("VERSION_CODENAME={suite}"))
    })
}

/// Removes what this run or a killed one left behind; the base stays.
fn clear(podman: &Podman) {
    for words in [
        ["rm", "--force", "--time=0", NAME].as_slice(),
        &["volume", "rm", "--force", NAME],
        &["image", "rm", "--force", NAME],
    ] {
        run::succeeds(&mut podman.command(words));
    }
}

/// A command at the head of the example, without `podman`: comments before the first stage, `\` goes on in the next line.
fn command(example: &str, verb: &str) -> Result<Vec<String>> {
    let head: Vec<_> = example.lines().map_while(|line| line.strip_prefix('#')).collect();
    let head = head.join("\n").replace("\\\n", " ");
    let words = head
        .lines()
        .filter_map(|line| line.trim().strip_prefix("podman "))
        .find(|words| words.starts_with(verb))
        .with_context(|| format!("the head of ops/Containerfile has no `podman {verb}`"))?;
    Ok(words.split_whitespace().map(str::to_owned).collect())
}

/// A folder with the binary stands in for the stage `build`.
fn build(paths: &Paths, podman: &Podman, example: &str) -> Result<()> {
    let stage = podman.folder.join("build");
    std::fs::create_dir_all(stage.join(BUILT))?;
    std::fs::copy(binary(paths)?, stage.join(BUILT).join("teilhabe"))?;
    let mut words = command(example, "build")?;
    let instead = format!("--build-context=build={}", stage.display());
    words.splice(1..1, ["--quiet".to_owned(), "--layers=false".to_owned(), instead]);
    podman.say(words)?;
    std::fs::remove_dir_all(stage)?;
    Ok(())
}

/// `TEILHABE_BIN`, else what the tests built.
fn binary(paths: &Paths) -> Result<PathBuf> {
    match std::env::var_os("TEILHABE_BIN") {
        Some(given) => Ok(paths.root.join(given)),
        None => tests::binary(paths),
    }
}

/// What the first container was told, the second one knows.
fn run_twice(podman: &Podman, example: &str) -> Result<()> {
    let address = SocketAddr::from(([127, 0, 0, 1], free_port()?));
    let words = run_words(podman, example, address)?;
    start(podman, &words, address)?;
    owners(podman)?;
    inside(
        podman,
        "teilhabe municipality add --slug musterstadt --name Musterstadt",
    )?;
    inside(podman, "teilhabe doctor")?;
    stop(podman)?;

    start(podman, &words, address)?;
    let list = inside(podman, "teilhabe municipality list")?;
    if !list.contains("musterstadt") {
        bail!("the second start has lost what the first one stored: {list}");
    }
    stop(podman)
}

/// What the example's command has to say, so that nothing can be written but in the volume.
const READ_ONLY: [&str; 2] = ["--read-only", "--read-only-tmpfs=false"];

/// The example's command on a free port, with every other word as an operator copies it.
fn run_words(podman: &Podman, example: &str, address: SocketAddr) -> Result<Vec<String>> {
    let settings = podman.folder.join("teilhabe.env");
    std::fs::write(&settings, "TEILHABE_PUBLIC_URL=https://beteiligung.example\n")?;
    let mut words = command(example, "run")?;
    if let Some(missing) = missing_in(&words) {
        bail!(
            "the head of ops/Containerfile starts a container that can write outside of its volume: {missing} is missing"
        );
    }
    for word in &mut words {
        match word.as_str() {
            "127.0.0.1:3000:3000" => *word = format!("{address}:3000"),
            "teilhabe.env" => *word = settings.display().to_string(),
            _ => {}
        }
    }
    Ok(words)
}

/// The first word without which the container could write outside of its volume.
fn missing_in(words: &[String]) -> Option<&'static str> {
    READ_ONLY
        .into_iter()
        .find(|wanted| words.iter().all(|word| word != wanted))
}

/// What a command in the running container answers.
fn inside(podman: &Podman, command: &str) -> Result<String> {
    podman.say(["exec", NAME].into_iter().chain(command.split(' ')))
}

fn owners(podman: &Podman) -> Result<()> {
    let owners = inside(podman, "stat --format=%u:%g /proc/1 /data /data/teilhabe.db")?;
    let mode = inside(podman, "stat --format=%a /data")?;
    if owners.lines().all(|owner| owner == USER) && mode.trim() == "700" {
        return Ok(());
    }
    bail!("process, folder and database belong to {owners:?}, the folder has mode {mode:?}")
}

fn start(podman: &Podman, words: &[String], address: SocketAddr) -> Result<()> {
    let start = Instant::now();
    podman.say(words)?;
    http::wait(address, "/readyz", Duration::from_secs(20))?;
    println!(
        "  the container answers after {:.1} s",
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

/// Sends the signal that the image names, and removes the container.
fn stop(podman: &Podman) -> Result<()> {
    let start = Instant::now();
    podman.say(["stop", NAME])?;
    let took = start.elapsed();
    let status = podman.say(["inspect", "--format", "{{.State.ExitCode}}", NAME])?;
    if status.trim() != "0" || took > END {
        bail!(
            "stopping took {:.1} s and gave status {}",
            took.as_secs_f64(),
            status.trim()
        );
    }
    podman.say(["rm", NAME]).map(|_| ())
}

#[cfg(test)]
mod reading {
    use super::*;

    #[test]
    fn what_an_operator_copies_leaves_nothing_to_write_in_but_the_volume() {
        let example = include_str!("../../../ops/Containerfile");
        let mut words = command(example, "run").unwrap();
        assert_eq!(missing_in(&words), None);
        words.retain(|word| word != "--read-only-tmpfs=false");
        assert_eq!(missing_in(&words), Some("--read-only-tmpfs=false"));
    }

    #[test]
    fn commands_at_the_head_are_read_over_lines() {
        let example = "# Build:\n#   podman build -t x .\n#   podman run \\\n#     -d x\n\nFROM a:bookworm-slim\n# podman rm";
        assert_eq!(command(example, "build").unwrap(), ["build", "-t", "x", "."]);
        assert_eq!(command(example, "run").unwrap(), ["run", "-d", "x"]);
        assert!(command(example, "rm").is_err());
        assert_eq!(suite("docker.io/library/debian:bookworm-slim"), "bookworm");
    }
}
