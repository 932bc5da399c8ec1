//! A PostgreSQL of the tests' own: made anew, on a free port of the loopback address, stopped at the end.
//!
//! `initdb` and `pg_ctl` refuse to run as root; root runs them as the user `postgres`. Its data may be lost at any time,
//! so it does not wait for the disk. Invariant: it is stopped when the value is dropped and on Ctrl-C; one that a killed
//! run left behind is stopped before the next starts.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::{paths::Paths, run};

/// What Ctrl-C has to stop.
static RUNNING: Mutex<Option<Cluster>> = Mutex::new(None);

#[derive(Clone)]
struct Cluster {
    programs: PathBuf,
    data: PathBuf,
    as_postgres: bool,
}

/// A running server; dropping it stops it.
pub struct Postgres {
    cluster: Cluster,
    /// For `TEST_POSTGRES_URL`: a superuser, who may create databases.
    pub url: String,
}

/// The folder with `initdb` and `pg_ctl`: on `PATH`, else the newest of Debian's versions.
pub fn programs() -> Option<PathBuf> {
    if let Some(initdb) = run::find("initdb") {
        return initdb.parent().map(Path::to_owned);
    }
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .filter_map(|entry| {
            let bin = entry.path().join("bin");
            let version = entry.file_name().to_string_lossy().parse().ok()?;
            bin.join("initdb").exists().then_some((version, bin))
        })
        .collect();
    versions.sort();
    versions.pop().map(|(_, bin)| bin)
}

impl Postgres {
    /// Makes a cluster and starts it.
    pub fn start(paths: &Paths) -> Result<Self> {
        let start = Instant::now();
        let programs = programs().context("PostgreSQL is not installed: run `cargo xtask setup`")?;
        let as_postgres = run::is_root();
        let folder = folder(paths, as_postgres)?;
        let cluster = Cluster {
            programs,
            data: folder.join("data"),
            as_postgres,
        };
        cluster.clear(&folder)?;

        let password: String = password()?;
        let password_file = folder.join("password");
        std::fs::write(&password_file, &password)?;
        if as_postgres {
            run::capture(Command::new("chown").arg("postgres").arg(&password_file))?;
        }
        let mut initdb = cluster.command("initdb");
        initdb
            .arg("-D")
            .arg(&cluster.data)
            .args(["-U", "postgres", "--auth=password", "--no-sync"]);
        initdb
            .args(["--encoding=UTF8", "--locale=C.UTF-8"])
            .arg("--pwfile")
            .arg(&password_file);
        run::capture(&mut initdb)?;
        std::fs::remove_file(password_file)?;

        let port = free_port()?;
        let settings = format!(
            "-h 127.0.0.1 -p {port} -c unix_socket_directories= -c max_connections=200 -c shared_buffers=128MB \
             -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        );
        let log = cluster.data.join("server.log");
        let mut pg_ctl = cluster.command("pg_ctl");
        pg_ctl
            .arg("-D")
            .arg(&cluster.data)
            .arg("-l")
            .arg(&log)
            .args(["-w", "-t", "30", "-o", &settings, "start"]);
        // Not captured: the server would inherit the pipe, and reading it would wait for the server's end.
        if !run::succeeds(&mut pg_ctl) {
            let said = std::fs::read_to_string(&log).unwrap_or_default();
            bail!("PostgreSQL did not start: {}", said.trim());
        }
        if let Ok(mut running) = RUNNING.lock() {
            *running = Some(cluster.clone());
        }
        // A second handler is refused; the first stops whatever is running then.
        ctrlc::set_handler(|| {
            stop_running();
            std::process::exit(130);
        })
        .ok();
        println!(
            "  PostgreSQL on 127.0.0.1:{port} ({:.1} s)",
            start.elapsed().as_secs_f64()
        );
        Ok(Self {
            cluster,
            url: format!("postgres://postgres:{password}@127.0.0.1:{port}/postgres"),
        })
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        stop_running();
        if let Err(error) = std::fs::remove_dir_all(&self.cluster.data) {
            eprintln!("the test database's files stay behind: {error}");
        }
    }
}

fn stop_running() {
    let Ok(mut running) = RUNNING.lock() else { return };
    if let Some(cluster) = running.take()
        && let Err(error) = cluster.stop()
    {
        eprintln!("PostgreSQL was not stopped: {error:#}");
    }
}

impl Cluster {
    fn command(&self, program: &str) -> Command {
        let program = self.programs.join(program);
        let mut command;
        if self.as_postgres {
            command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
        } else {
            command = Command::new(program);
        }
        // The user postgres may not be allowed to stand where we do.
        command.current_dir("/");
        command
    }

    fn stop(&self) -> Result<()> {
        run::capture(self.command("pg_ctl").arg("-D").arg(&self.data).args([
            "-m",
            "immediate",
            "-w",
            "stop",
        ]))?;
        Ok(())
    }

    /// Stops and removes what an earlier run left behind.
    fn clear(&self, folder: &Path) -> Result<()> {
        if self.data.join("postmaster.pid").exists() && self.stop().is_ok() {
            println!("  stopped a PostgreSQL that an earlier run had left");
        }
        if self.data.exists() {
            std::fs::remove_dir_all(&self.data)
                .with_context(|| format!("removing {}", self.data.display()))?;
        }
        std::fs::create_dir_all(folder)?;
        Ok(())
    }
}

/// `<target>/postgres`, or a folder below the temporary one if the user `postgres` cannot get there.
fn folder(paths: &Paths, as_postgres: bool) -> Result<PathBuf> {
    let own = paths.target.join("postgres");
    std::fs::create_dir_all(&own)?;
    if !as_postgres {
        return Ok(own);
    }
    let usable = |folder: &Path| {
        run::succeeds(Command::new("chown").arg("postgres").arg(folder))
            && run::succeeds(
                Command::new("runuser")
                    .args(["-u", "postgres", "--", "test", "-w"])
                    .arg(folder)
                    .current_dir("/"),
            )
    };
    if usable(&own) {
        return Ok(own);
    }
    let name = crate::front::hash::short(&[own.to_string_lossy().as_bytes()]);
    let temporary = std::env::temp_dir().join(format!("teilhabe-postgres-{name}"));
    std::fs::create_dir_all(&temporary)?;
    if usable(&temporary) {
        return Ok(temporary);
    }
    bail!(
        "the user postgres can write neither in {} nor in {}",
        own.display(),
        temporary.display()
    )
}

/// Others on this machine reach the port as well.
fn password() -> Result<String> {
    use std::io::Read;
    let mut bytes = [0_u8; 16];
    std::fs::File::open("/dev/urandom")?.read_exact(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// A port that nobody listens on at this moment.
pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_answers_while_it_is_held_and_is_gone_afterwards() {
        if programs().is_none() {
            println!("skipped: PostgreSQL is not installed");
            return;
        }
        let folder = std::env::temp_dir().join(format!("xtask-postgres-{}", std::process::id()));
        let paths = Paths {
            root: folder.clone(),
            target: folder.clone(),
        };
        let postgres = Postgres::start(&paths).unwrap();
        let address = postgres.url.split(['@', '/']).nth(3).unwrap().to_owned();
        assert!(std::net::TcpStream::connect(&address).is_ok(), "{address}");
        let data = postgres.cluster.data.clone();
        drop(postgres);
        assert!(std::net::TcpStream::connect(&address).is_err(), "{address}");
        assert!(!data.exists());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
