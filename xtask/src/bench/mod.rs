//! `cargo xtask bench`: every figure of docs/benchmarks.md, each beside its yardstick in the same run.
//!
//! The release server runs with the demo in a folder of its own; nothing of it is kept. What needs the server's own code
//! is measured by `server/examples/figures.rs`, what needs a browser by `e2e/bench.mjs`.

pub mod http;
mod lines;
mod process;
mod recorded;
mod table;
mod throughput;
mod wrk;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use self::{
    process::{Running, memory, watch},
    table::{Row, number},
};
use crate::{
    checks::browser,
    front,
    paths::{Paths, files_with},
    postgres::{Postgres, free_port},
    run, setup,
};

/// The groups of measures, in order; `--only` names some of them.
pub const GROUPS: [&str; 6] = ["serve", "figures", "exports", "plans", "browser", "recorded"];

/// How to measure.
pub struct Wish {
    /// Seconds per page and round of the load.
    pub seconds: u32,
    /// A few rounds of everything with a development build: shows that it runs, not how quick it is.
    pub quick: bool,
    /// Writes docs/benchmarks.md.
    pub write: bool,
    /// Only these groups; all when empty.
    pub only: Vec<String>,
    /// Measures the programs that lie there from the last time instead of building them.
    pub built: bool,
}

/// The programs and the folder of a run.
struct Bench<'p> {
    paths: &'p Paths,
    programs: PathBuf,
    folder: PathBuf,
    address: SocketAddr,
}

/// Builds, measures, prints.
pub fn bench(paths: &Paths, wish: &Wish) -> Result<()> {
    for name in &wish.only {
        if !GROUPS.contains(&name.as_str()) {
            bail!("there is no group `{name}`; the groups are {}", GROUPS.join(", "));
        }
    }
    if wish.write && (wish.quick || wish.built || !wish.only.is_empty()) {
        bail!("only a whole run of what was just built is written into docs/benchmarks.md");
    }
    setup::install(paths, &setup::BENCH)?;
    if !wish.built {
        build(paths, wish.quick)?;
    }
    let folder = paths.target.join("bench");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    let bench = Bench {
        paths,
        programs: paths.target.join(if wish.quick { "debug" } else { "release" }),
        folder,
        address: SocketAddr::from(([127, 0, 0, 1], free_port()?)),
    };
    run::show(&mut bench.teilhabe("demo"))?;
    let mut rows = Vec::new();
    for group in GROUPS {
        if !wish.only.is_empty() && !wish.only.iter().any(|name| name == group) {
            continue;
        }
        println!("\n== {group}");
        let measured = match group {
            "serve" => bench.serve(if wish.quick { 1 } else { wish.seconds })?,
            "figures" => bench.figures(wish.quick)?,
            "exports" => bench.exports()?,
            "plans" => bench.plans()?,
            "recorded" => recorded::rows(paths)?,
            _ => bench.browser(if wish.quick { 1 } else { 5 })?,
        };
        // At once: what follows may fail.
        println!("\n{}", table::markdown(&measured));
        rows.extend(measured);
    }
    let table = table::markdown(&rows);
    if wish.write {
        let path = paths.root.join("docs/benchmarks.md");
        std::fs::write(&path, document(paths, &table)?)?;
        println!("{} written", paths.show(&path));
    }
    Ok(())
}

/// Builds the front end and the programs that are measured.
fn build(paths: &Paths, quick: bool) -> Result<()> {
    front::build(paths, front::Profile::Release)?;
    let mut build = run::cargo(&paths.root);
    build.args(["build", "--package", "server", "--bin", "teilhabe"]);
    build.args(["--example", "bare", "--example", "figures"]);
    if !quick {
        build.arg("--release");
    }
    run::show(build.env("TEILHABE_SITE_DIR", paths.site()))
}

impl Bench<'_> {
    fn teilhabe(&self, command: &str) -> Command {
        let mut program = Command::new(self.programs.join("teilhabe"));
        program
            .arg(command)
            .current_dir(&self.folder)
            .env(
                "TEILHABE_DATABASE_URL",
                format!("sqlite:{}", self.folder.join("teilhabe.db").display()),
            )
            .env("TEILHABE_DATA", &self.folder)
            .env("TEILHABE_LISTEN", self.address.to_string())
            .env("TEILHABE_DEMO_PASSWORD", "teilhabe-demo");
        program
    }

    /// Starts the server with the demo and waits until it is ready.
    fn start(&self) -> Result<Running> {
        let log = std::fs::File::create(self.folder.join("server.log"))?;
        let server = Running(
            self.teilhabe("serve")
                .stdout(log.try_clone()?)
                .stderr(log)
                .spawn()?,
        );
        http::wait(self.address, "/readyz", Duration::from_secs(20))?;
        Ok(server)
    }

    /// Start, throughput, memory.
    fn serve(&self, seconds: u32) -> Result<Vec<Row>> {
        let start = Instant::now();
        let server = self.start()?;
        http::get(self.address, "/de/procedures")?;
        let started = start.elapsed().as_secs_f64();
        let fresh = memory(server.0.id(), "VmRSS")?;
        let mut rows = vec![
            Row::at_most("server", "start to first page", started, 0.3, "s"),
            Row::at_most(
                "server",
                "resident memory after start with the demo",
                fresh,
                60.0,
                "MiB",
            ),
        ];
        rows.extend(throughput::rows(
            &self.programs,
            &self.folder,
            self.address,
            seconds,
        )?);
        let loaded = memory(server.0.id(), "VmHWM")?;
        rows.push(Row::at_most(
            "server",
            "most resident memory under load",
            loaded,
            200.0,
            "MiB",
        ));
        Ok(rows)
    }

    /// What `server/examples/figures.rs` measures.
    fn figures(&self, quick: bool) -> Result<Vec<Row>> {
        let folder = self.folder.join("figures");
        std::fs::create_dir_all(&folder)?;
        // It does not wait for the disk; neither does its yardstick, which runs in the same server.
        let postgres = Postgres::start(self.paths)?;
        lines::rows(
            Command::new(self.programs.join("examples/figures"))
                .arg(&folder)
                .arg(self.programs.join("teilhabe"))
                .arg(if quick { "quick" } else { "full" })
                .arg(&postgres.url),
        )
    }

    /// Exports and their child processes.
    fn exports(&self) -> Result<Vec<Row>> {
        let slug = {
            let _server = self.start()?;
            throughput::procedure(self.address)?
        };
        let out = self.folder.join("exports");
        std::fs::create_dir_all(&out)?;
        let mut rows = Vec::new();
        for format in ["pdf", "docx", "xlsx"] {
            let mut command = self.teilhabe("export");
            command.args([&slug, "--format", format, "--out"]).arg(&out);
            let need = watch(&mut command, &[0], &self.folder.join("export.log"))?;
            let what = format!("{format} of the demo's procedure, {} s", number(need.seconds));
            rows.push(match format {
                "pdf" => Row::at_most(
                    "exports",
                    format!("{what}: child process"),
                    need.children,
                    300.0,
                    "MiB",
                ),
                _ => Row::new("exports", what, format!("{} MiB", number(need.memory))),
            });
        }
        Ok(rows)
    }

    /// `plan inspect` over the test set, where it is.
    fn plans(&self) -> Result<Vec<Row>> {
        let Some(data) = std::env::var_os("TEILHABE_TEST_DATA") else {
            println!("TEILHABE_TEST_DATA names no folder with plans: `plan inspect` is not measured");
            return Ok(Vec::new());
        };
        let folder = Path::new(&data).join("xplanung/plans");
        let mut files = files_with(&folder, "gml");
        files.extend(files_with(&folder, "zip"));
        let size = |file: &PathBuf| std::fs::metadata(file).map_or(0, |about| about.len());
        let largest = files
            .iter()
            .max_by_key(|file| size(file))
            .context("no plans in the test set")?
            .clone();
        let inspect = |files: &[PathBuf]| {
            let mut command = self.teilhabe("plan");
            command.args(["inspect", "--json"]).args(files);
            // Some of the set are broken on purpose.
            watch(&mut command, &[0, 1], &self.folder.join("inspect.log"))
        };
        let all = inspect(&files)?;
        let one = inspect(std::slice::from_ref(&largest))?;
        let name = largest
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Ok(vec![
            Row::new(
                "plans",
                format!("plan inspect over {} files", files.len()),
                format!("{} files/s", number(files.len() as f64 / all.seconds)),
            ),
            Row::new(
                "plans",
                format!("the largest, {name}, {} MB", number(size(&largest) as f64 / 1e6)),
                format!("{} MiB, {} s", number(one.memory), number(one.seconds)),
            ),
        ])
    }

    /// What `e2e/bench.mjs` measures.
    fn browser(&self, rounds: usize) -> Result<Vec<Row>> {
        let _server = self.start()?;
        let mut node = Command::new("node");
        node.arg("bench.mjs")
            .arg(format!("http://{}", self.address))
            .arg(rounds.to_string())
            .current_dir(self.paths.e2e());
        if let Some(chromium) = browser::chromium() {
            node.env("TEILHABE_CHROMIUM", chromium);
        }
        lines::rows(&mut node)
    }
}

/// docs/benchmarks.md: the table, and where it was measured.
fn document(paths: &Paths, table: &str) -> Result<String> {
    let said = |program: &str, arguments: &[&str]| -> Result<String> {
        let mut command = Command::new(program);
        Ok(run::capture(command.args(arguments).current_dir(&paths.root))?
            .trim()
            .to_owned())
    };
    let processor = std::fs::read_to_string("/proc/cpuinfo")?;
    let processors = processor
        .lines()
        .filter(|line| line.starts_with("processor"))
        .count();
    let model = processor
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split(": ").nth(1))
        .unwrap_or("unknown processor");
    Ok(format!(
        "# Figures\n\n\
         Written by `cargo xtask bench --write` on {date}, of commit {commit}; {processors} × {model}, {system}.\n\
         Absolute figures hold for that machine, comparisons with what stands beside them anywhere. The goals are those of\n\
         the first release; `cargo xtask size` checks the sizes on every run.\n\n{table}\n\
         - *cache warm*: `wrk`, 16 connections, brotli, three rounds by turns with a bare axum handler, medians.\n\
         - *rendered*: processor time of a page without the cache: data, queries and HTML; compression apart.\n\
         - *submitted*: from the API's input to the receipt; the bare insert stores the same row and commits, by turns.\n\
         - *usable*: text typed before the program runs is kept and a click on the button is answered.\n\
         - PostgreSQL is started for the run and does not wait for the disk, neither for the statement nor for the insert.\n",
        date = said("date", &["-u", "+%Y-%m-%d"])?,
        commit = said("git", &["rev-parse", "--short", "HEAD"])?,
        system = said("uname", &["-sr"])?,
    ))
}
