//! Requests per second and p99 of pages from the cache, beside a bare axum handler that answers the same bytes.
//!
//! Rounds are interleaved (server, bare, server, bare, …), so that a machine that grows slower harms both alike;
//! medians count.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::{
    http,
    process::Running,
    table::{Row, number},
    wrk,
};
use crate::postgres::free_port;

/// Measured pages; `{procedure}` stands for the demo's first procedure.
const PAGES: [(&str, &str); 3] = [
    ("list of procedures", "/de/procedures"),
    ("procedure", "/de/procedures/{procedure}"),
    ("public comments", "/de/procedures/{procedure}/comments"),
];
/// Of each page and side.
const ROUNDS: usize = 3;

/// The slug of the demo's first procedure.
pub fn procedure(address: SocketAddr) -> Result<String> {
    let list = http::get(address, "/api/v1/procedures?limit=1")?;
    let list: serde_json::Value =
        serde_json::from_slice(&list.plain()?).context("reading /api/v1/procedures")?;
    let slug = list["items"][0]["slug"].as_str();
    Ok(slug
        .context("the demo's list of procedures has no items[0].slug")?
        .to_owned())
}

/// Measures every page.
pub fn rows(programs: &Path, folder: &Path, address: SocketAddr, seconds: u32) -> Result<Vec<Row>> {
    let slug = procedure(address)?;
    let mut rows = Vec::new();
    for (name, path) in PAGES {
        let path = path.replace("{procedure}", &slug);
        let answer = http::get(address, &path)?;
        if answer.status != 200 {
            bail!("{path} answers {}", answer.status);
        }
        let (bare, _running) = start_bare(programs, folder, &answer)?;
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            ours.push(wrk::run(&format!("http://{address}{path}"), seconds)?);
            theirs.push(wrk::run(&format!("http://{bare}{path}"), seconds)?);
        }
        let ours = wrk::median(&ours).context("no rounds")?;
        let theirs = wrk::median(&theirs).context("no rounds")?;
        rows.push(Row {
            goal: "≥ half the bare handler".to_owned(),
            met: Some(ours.per_second * 2.0 >= theirs.per_second),
            yardstick: format!(
                "bare handler: {} requests/s, p99 {} ms",
                number(theirs.per_second),
                number(theirs.p99_ms)
            ),
            ..Row::new(
                "cache warm",
                format!("{name} ({} bytes brotli)", answer.body.len()),
                format!(
                    "{} requests/s, p99 {} ms",
                    number(ours.per_second),
                    number(ours.p99_ms)
                ),
            )
        });
    }
    Ok(rows)
}

/// Starts `server/examples/bare.rs` with the very bytes and headers of the page: address, body file, type, encoding.
fn start_bare(programs: &Path, folder: &Path, answer: &http::Answer) -> Result<(SocketAddr, Running)> {
    let address = SocketAddr::from(([127, 0, 0, 1], free_port()?));
    let body = folder.join("body");
    std::fs::write(&body, &answer.body)?;
    let program = Command::new(programs.join("examples/bare"))
        .arg(address.to_string())
        .arg(body)
        .arg(answer.header("content-type").unwrap_or("text/html"))
        .arg(answer.header("content-encoding").unwrap_or("identity"))
        .stdout(Stdio::null())
        .spawn()?;
    let running = Running(program);
    http::wait(address, "/", Duration::from_secs(5))?;
    Ok((address, running))
}
