//! `cargo xtask schemathesis`: the OpenAPI document against a demo of its own, as visitor and as each role.
//!
//! Finds server faults, statuses and bodies that the document does not name. Schemathesis (PyPI) is installed into a
//! virtual environment below the target folder. The session itself is left alone: signing out would end the run.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::{bench::http, checks::tests, paths::Paths, postgres::free_port, run};

/// The version that is installed; a newer one may find more.
const VERSION: &str = "4.32.5";
/// What counts as found. Not whether every input that the document allows is accepted: it does not word all rules, and
/// refusals say which field is wrong and why.
const CHECKS: &str =
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance";
/// Who tries: no account first.
const WHO: [&str; 5] = ["visitor", "reader", "editor", "clerk", "administrator"];

struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Runs it as those named, or everybody; an error names who found something.
pub fn schemathesis(paths: &Paths, only: &[String], examples: u32) -> Result<()> {
    if let Some(unknown) = only.iter().find(|name| !WHO.contains(&name.as_str())) {
        bail!("nobody is called {unknown}; there are {}", WHO.join(", "));
    }
    let program = install(paths)?;
    let binary = tests::binary(paths)?;
    let mut failed = Vec::new();
    for who in WHO
        .into_iter()
        .filter(|who| only.is_empty() || only.iter().any(|name| name == who))
    {
        println!("\n  as {who}");
        if let Err(error) = try_as(paths, &program, &binary, who, examples) {
            println!("  {error:#}");
            failed.push(who);
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    bail!("Schemathesis found something as {}", failed.join(", "))
}

fn install(paths: &Paths) -> Result<PathBuf> {
    let folder = paths.tools().join(format!("schemathesis-{VERSION}"));
    let program = folder.join("bin/schemathesis");
    if !program.exists() {
        run::show(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        run::show(
            Command::new(folder.join("bin/pip"))
                .args(["install", "--quiet", "--disable-pip-version-check"])
                .arg(format!("schemathesis=={VERSION}")),
        )?;
    }
    Ok(program)
}

/// A fresh demo for each: what one role changed shall not decide what the next one finds.
fn try_as(paths: &Paths, program: &PathBuf, binary: &PathBuf, who: &str, examples: u32) -> Result<()> {
    let folder = paths.target.join("schemathesis");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    let address = SocketAddr::from(([127, 0, 0, 1], free_port()?));
    let teilhabe = |command: &str| {
        let mut program = Command::new(binary);
        program
            .arg(command)
            .current_dir(&folder)
            .env(
                "TEILHABE_DATABASE_URL",
                format!("sqlite:{}", folder.join("teilhabe.db").display()),
            )
            .env("TEILHABE_DATA", &folder)
            .env("TEILHABE_DURABILITY", "crash")
            .env("TEILHABE_LISTEN", address.to_string())
            .env("TEILHABE_DEMO_PASSWORD", "teilhabe-demo")
            .env("RUST_LOG", "info,access=off");
        program
    };
    let loaded = run::capture(&mut teilhabe("demo"))?;
    let log = folder.join("server.log");
    let output = std::fs::File::create(&log)?;
    let server = Running(
        teilhabe("serve")
            .stdout(output.try_clone()?)
            .stderr(output)
            .spawn()?,
    );
    http::wait(address, "/readyz", Duration::from_secs(20))?;

    let mut schemathesis = Command::new(program);
    schemathesis
        .current_dir(&folder)
        .arg("run")
        .arg(format!("http://{address}/api/v1/openapi.json"))
        .args(["-H", "Sec-Fetch-Site: same-origin"])
        .args(["--exclude-path-regex", "/api/v1/session"])
        .args(["--checks", CHECKS])
        .args(["--max-examples", &examples.to_string()]);
    if who != "visitor" {
        let token = sign_in(address, &loaded, who)?;
        schemathesis.args(["-H", &format!("Cookie: session={token}")]);
    }
    let outcome = run::show(&mut schemathesis);
    drop(server);
    let faults = std::fs::read_to_string(&log)?
        .lines()
        .filter(|line| line.contains("a request failed") || line.contains("panicked"))
        .count();
    if faults > 0 {
        bail!("the server logged {faults} faults: {}", log.display());
    }
    outcome
}

/// The session's token of a demo account, which has no second factor.
fn sign_in(address: SocketAddr, loaded: &str, role: &str) -> Result<String> {
    let email = loaded
        .split_whitespace()
        .find(|word| word.starts_with(&format!("{role}@")))
        .with_context(|| format!("the demo has no account of a {role}"))?;
    let body = format!("{{\"email\": \"{email}\", \"password\": \"teilhabe-demo\"}}");
    let answer = http::post(address, "/api/v1/session", &body)?;
    let cookie = answer.header("set-cookie").unwrap_or_default();
    let token = cookie
        .strip_prefix("session=")
        .and_then(|rest| rest.split(';').next());
    token
        .map(str::to_owned)
        .with_context(|| format!("{email} could not sign in: {}", answer.status))
}
