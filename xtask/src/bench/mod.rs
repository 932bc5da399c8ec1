//! `cargo xtask bench`: requests per second and p99 of the release server beside a bare handler with the same body.
//!
//! Rounds are interleaved (server, bare, server, bare, …), so that a machine that grows slower harms both alike;
//! medians are printed. The demo runs in a folder of its own. docs/benchmarks.md records the tables.

pub mod http;
mod wrk;

use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::{front, paths::Paths, postgres::free_port, run, setup};

/// Measured unless paths are given; `{procedure}` stands for the slug of the demo's first procedure.
const PAGES: [&str; 4] = [
    "/de/procedures",
    "/de/procedures/{procedure}",
    "/de/procedures/{procedure}/statements",
    "/api/v1/procedures",
];
/// Of each page and side.
const ROUNDS: usize = 3;

/// A program that is stopped when the measuring ends, however it ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// One line of the table.
struct Line {
    page: String,
    ours: wrk::Figures,
    bare: Option<wrk::Figures>,
}

/// Builds, starts, measures, prints.
pub fn bench(paths: &Paths, seconds: u32, bare: Option<&str>, pages: &[String]) -> Result<()> {
    setup::install(paths, &setup::BENCH)?;
    front::build(paths, front::Profile::Release)?;
    let example = paths.root.join("server/examples/bare.rs").exists();
    let mut build = run::cargo(&paths.root);
    build.args(["build", "--release", "--package", "server", "--bin", "teilhabe"]);
    if example {
        build.args(["--example", "bare"]);
    }
    run::show(build.env("TEILHABE_SITE_DIR", paths.site()))?;

    let folder = paths.target.join("bench");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    let address = SocketAddr::from(([127, 0, 0, 1], free_port()?));
    let teilhabe = |command: &str| {
        let mut program = Command::new(paths.target.join("release/teilhabe"));
        program
            .arg(command)
            .current_dir(&folder)
            .env(
                "TEILHABE_DATABASE_URL",
                format!("sqlite:{}", folder.join("teilhabe.db").display()),
            )
            .env("TEILHABE_DATA", &folder)
            .env("TEILHABE_LISTEN", address.to_string())
            .env("TEILHABE_DEMO_PASSWORD", "teilhabe-demo");
        program
    };
    run::show(&mut teilhabe("demo"))?;
    let start = Instant::now();
    let log = std::fs::File::create(folder.join("server.log"))?;
    let server = Running(teilhabe("serve").stdout(log.try_clone()?).stderr(log).spawn()?);
    http::wait(address, "/readyz", Duration::from_secs(20))?;
    let first = pages_to_measure(address, pages)?;
    http::get(address, first.first().context("no pages")?)?;
    println!("start to first page: {:.3} s", start.elapsed().as_secs_f64());
    println!("resident after start: {} MiB", resident(server.0.id())?);

    let mut lines = Vec::new();
    for page in first {
        let answer = http::get(address, &page)?;
        if answer.status != 200 {
            bail!("{page} answers {}", answer.status);
        }
        let twin = match (bare, example) {
            (Some(url), _) => Some((url.trim_end_matches('/').to_owned(), None)),
            (None, true) => Some(start_bare(paths, &folder, &answer)?),
            (None, false) => None,
        };
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            ours.push(wrk::run(&format!("http://{address}{page}"), seconds)?);
            if let Some((url, _)) = &twin {
                theirs.push(wrk::run(&format!("{url}{page}"), seconds)?);
            }
        }
        println!(
            "  {page}: {} bytes {}",
            answer.body.len(),
            answer.header("content-encoding").unwrap_or("plain")
        );
        lines.push(Line {
            page,
            ours: wrk::median(&ours).context("no rounds")?,
            bare: wrk::median(&theirs),
        });
    }
    println!("resident under load: {} MiB", resident(server.0.id())?);
    print_table(&lines);
    Ok(())
}

fn print_table(lines: &[Line]) {
    println!(
        "\n| page | requests/s | p99 ms | bare requests/s | bare p99 ms | share |\n|---|---|---|---|---|---|"
    );
    for Line { page, ours, bare } in lines {
        let ours_text = format!("{:.0} | {:.2}", ours.per_second, ours.p99_ms);
        match bare {
            Some(bare) => println!(
                "| {page} | {ours_text} | {:.0} | {:.2} | {:.2} |",
                bare.per_second,
                bare.p99_ms,
                ours.per_second / bare.per_second
            ),
            None => println!("| {page} | {ours_text} | – | – | – |"),
        }
    }
}

fn pages_to_measure(address: SocketAddr, given: &[String]) -> Result<Vec<String>> {
    let pages: Vec<String> = if given.is_empty() {
        PAGES.iter().map(|page| (*page).to_owned()).collect()
    } else {
        given.to_vec()
    };
    if !pages.iter().any(|page| page.contains("{procedure}")) {
        return Ok(pages);
    }
    let list = http::get(address, "/api/v1/procedures?limit=1")?;
    let list: serde_json::Value =
        serde_json::from_slice(&list.plain()?).context("reading /api/v1/procedures")?;
    let slug = list["items"][0]["slug"]
        .as_str()
        .context("the demo's list of procedures has no items[0].slug")?;
    Ok(pages
        .into_iter()
        .map(|page| page.replace("{procedure}", slug))
        .collect())
}

/// Starts `server/examples/bare.rs` with the very bytes and headers of the page: address, body file, type, encoding.
fn start_bare(
    paths: &Paths,
    folder: &std::path::Path,
    answer: &http::Answer,
) -> Result<(String, Option<Running>)> {
    let address = SocketAddr::from(([127, 0, 0, 1], free_port()?));
    let body = folder.join("body");
    std::fs::write(&body, &answer.body)?;
    let program = Command::new(paths.target.join("release/examples/bare"))
        .arg(address.to_string())
        .arg(body)
        .arg(answer.header("content-type").unwrap_or("text/html"))
        .arg(answer.header("content-encoding").unwrap_or("identity"))
        .stdout(Stdio::null())
        .spawn()?;
    let running = Running(program);
    http::wait(address, "/", Duration::from_secs(5))?;
    Ok((format!("http://{address}"), Some(running)))
}

/// Resident memory of a process in MiB.
fn resident(process: u32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .context("no VmRSS")?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes / 1024)
}
