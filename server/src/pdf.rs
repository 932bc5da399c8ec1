//! PDF in a child process of the same binary: what goes wrong or grows there leaves the server alone.
//!
//! Invariants: one child at a time in each queue of the whole installation (a lock on a file of the data folder, so that
//! it holds for server, worker and commands alike); receipts and the demonstration have queues of their own, because nobody
//! shall wait for an export with hundreds of pages to get one. A child has 120 seconds (a receipt 20) and 1 GiB of address
//! space ([`Limits`]), and is ended with the wait for it; it reads one document from its standard input and writes the file
//! to its standard output, and knows neither database nor configuration.

use std::{
    io::{Read, Write},
    path::PathBuf,
    process::{ExitCode, Stdio},
    sync::OnceLock,
    time::Duration,
};

use formats::document::{Document, pdf::PdfOptions};
use serde::{Deserialize, Serialize};
use tokio::{
    io::AsyncWriteExt,
    process::Command,
    sync::{Semaphore, SemaphorePermit},
};

use crate::{
    error::{Error, Result},
    site::Site,
};

/// The hidden command with which the binary calls itself.
pub const COMMAND: &str = "render-pdf";
/// A queue: documents in it are set one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queue {
    /// Exports and other long documents.
    Long,
    /// Receipts: one or two pages that somebody waits for.
    Receipts,
    /// The demonstration's documents: somebody waits for them before the command says a word.
    Demonstration,
}

impl Queue {
    /// The file that is locked, in the data folder.
    const fn lock(self) -> &'static str {
        match self {
            Self::Long => "pdf.lock",
            Self::Receipts => "pdf-receipts.lock",
            Self::Demonstration => "pdf-demonstration.lock",
        }
    }

    /// Who waits within this process: tasks, not threads.
    fn places(self) -> &'static Semaphore {
        static LONG: Semaphore = Semaphore::const_new(1);
        static RECEIPTS: Semaphore = Semaphore::const_new(1);
        static DEMONSTRATION: Semaphore = Semaphore::const_new(1);
        match self {
            Self::Long => &LONG,
            Self::Receipts => &RECEIPTS,
            Self::Demonstration => &DEMONSTRATION,
        }
    }

    /// How long a child may take.
    const fn time(self, limits: Limits) -> Duration {
        match self {
            Self::Long | Self::Demonstration => limits.time,
            Self::Receipts => Duration::from_secs(20),
        }
    }
}

/// What a child may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How long an export or another long document may take.
    pub time: Duration,
    /// How much address space, in bytes.
    pub space: u64,
}

impl Default for Limits {
    /// Measured need is below 300 MiB, libraries and fonts included.
    fn default() -> Self {
        Self {
            time: Duration::from_secs(120),
            space: 1024 * 1024 * 1024,
        }
    }
}

/// A child that took too long, or ended without a file.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Unset(String);

impl From<Unset> for Error {
    fn from(unset: Unset) -> Self {
        Self::Internal(Box::new(unset))
    }
}

/// Whether an error is a child's, most likely because its document was more than [`Limits`] allow.
pub fn is_unset(error: &Error) -> bool {
    matches!(error, Error::Internal(cause) if cause.is::<Unset>())
}

/// What a child is told.
#[derive(Serialize, Deserialize)]
struct Order<D> {
    document: D,
    first_page: u32,
    archive: bool,
}

/// A finished file.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The file.
    pub bytes: bytes::Bytes,
    /// How many pages it has.
    pub pages: u32,
    /// The numbers of the pages on which headings below the first level begin, in order.
    pub starts: Vec<usize>,
}

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Names the binary to call, where the running program is not it: tests.
pub fn use_program(path: impl Into<PathBuf>) {
    let _ = PROGRAM.set(path.into());
}

/// Sets a document whose pages are counted from a number on.
///
/// # Errors
/// When a child could not be started, took too long, or refused.
pub async fn render(site: &Site, document: &Document, first_page: u32, queue: Queue) -> Result<Rendered> {
    let order = serde_json::to_vec(&Order {
        document,
        first_page,
        archive: false,
    })?;
    let turn = turn(site, queue).await?;
    let program = match PROGRAM.get() {
        Some(path) => path.clone(),
        None => std::env::current_exe()?,
    };
    let limits = site.pdf;
    let mut child = Command::new(program)
        .arg(COMMAND)
        .arg(limits.space.to_string())
        .env_clear()
        // The allocator would reserve 1 GiB of addresses at once, all that a child may have: of it a sixteenth, in KiB.
        .env("MIMALLOC_ARENA_RESERVE", (limits.space / 16 / 1024).to_string())
        // It would keep what the layout leaves behind for a second, on top of what the file is made of: 10 ms.
        .env("MIMALLOC_PURGE_DELAY", "10")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let mut input = child
        .stdin
        .take()
        .ok_or_else(|| Error::internal("a child without input"))?;
    let told = tokio::spawn(async move {
        // A child that refuses early closes its input; its own words say why.
        let _ = input.write_all(&order).await;
    });
    let time = queue.time(limits);
    let output = tokio::time::timeout(time, child.wait_with_output())
        .await
        .map_err(|_| Unset(format!("a PDF took longer than {time:?}")))??;
    told.await?;
    drop(turn);
    let said = String::from_utf8_lossy(&output.stderr);
    let line = |name: &str| said.lines().find_map(|line| line.strip_prefix(name));
    let starts = line("starts").unwrap_or_default().split_whitespace();
    match line("pages ").and_then(|pages| pages.parse().ok()) {
        Some(pages) if output.status.success() => Ok(Rendered {
            bytes: output.stdout.into(),
            pages,
            starts: starts.filter_map(|page| page.parse().ok()).collect(),
        }),
        _ => {
            let why = format!("a PDF could not be set ({}): {}", output.status, said.trim());
            Err(Unset(why).into())
        }
    }
}

/// Waits until no other child of the queue is at work; what comes back holds the turn until it is dropped.
async fn turn(site: &Site, queue: Queue) -> Result<(SemaphorePermit<'static>, std::fs::File)> {
    let place = queue.places().acquire().await;
    let place = place.map_err(|_| Error::internal("the queue for PDFs is closed"))?;
    let path = site.config.data.join(queue.lock());
    let locked = tokio::task::spawn_blocking(move || -> std::io::Result<std::fs::File> {
        let file = std::fs::OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)?;
        file.lock()?;
        Ok(file)
    });
    Ok((place, locked.await??))
}

/// The child's whole work: reads a document, writes a file; what went wrong is said on standard error. `space` is the most
/// address space it may take, in bytes.
pub fn child(space: Option<&str>) -> ExitCode {
    let space = space.and_then(|space| space.parse().ok());
    match set(space.unwrap_or(Limits::default().space)) {
        Ok((pages, starts)) => {
            let starts: Vec<String> = starts.iter().map(usize::to_string).collect();
            eprintln!("pages {pages}\nstarts {}", starts.join(" "));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// How many pages the file has, and on which headings begin.
fn set(space: u64) -> std::io::Result<(usize, Vec<usize>)> {
    limit_space(space);
    let mut told = Vec::new();
    std::io::stdin().lock().read_to_end(&mut told)?;
    let order: Order<Document> = serde_json::from_slice(&told)?;
    drop(told);
    let options = PdfOptions {
        first_page: order.first_page,
        archive: order.archive,
    };
    let rendered =
        formats::document::pdf::render_counted(&order.document, &options).map_err(std::io::Error::other)?;
    let mut out = std::io::stdout().lock();
    out.write_all(&rendered.bytes)?;
    out.flush()?;
    Ok((rendered.pages, rendered.starts))
}

#[cfg(unix)]
fn limit_space(space: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let maximum = getrlimit(Resource::As).maximum;
    // A lower limit that is set already stays; a system that refuses leaves the limit of time.
    let limit = maximum.map_or(space, |maximum| maximum.min(space));
    let _ = setrlimit(
        Resource::As,
        Rlimit {
            current: Some(limit),
            maximum,
        },
    );
}

#[cfg(not(unix))]
fn limit_space(_: u64) {}
