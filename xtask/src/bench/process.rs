//! Programs that are measured from outside: started, watched, stopped.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// A program that is stopped when the measuring ends, however it ends.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// A field of `/proc/<process>/status` in MiB, such as `VmRSS` (now) or `VmHWM` (the most).
pub fn memory(process: u32, field: &str) -> Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))
        .with_context(|| format!("no {field}"))?;
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kilobytes / 1024.0)
}

/// What a program needed from its start to its end.
pub struct Need {
    /// Seconds.
    pub seconds: f64,
    /// The most memory of the program itself, MiB.
    pub memory: f64,
    /// The most memory of any one of its child processes, MiB.
    pub children: f64,
}

/// Runs a program to its end and watches its memory. An exit status other than those allowed is an error.
pub fn watch(command: &mut Command, allowed: &[i32], output: &Path) -> Result<Need> {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(std::fs::File::create(output)?)
        .spawn()
        .with_context(|| format!("starting {}", crate::run::line(command)))?;
    let (mut most, mut children) = (0.0_f64, 0.0_f64);
    let status = loop {
        most = most.max(memory(child.id(), "VmHWM").unwrap_or_default());
        for process in children_of(child.id()) {
            children = children.max(memory(process, "VmHWM").unwrap_or_default());
        }
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    if !status.code().is_some_and(|code| allowed.contains(&code)) {
        bail!("{} ended with {status}", crate::run::line(command));
    }
    Ok(Need {
        seconds: start.elapsed().as_secs_f64(),
        memory: most,
        children,
    })
}

fn children_of(process: u32) -> Vec<u32> {
    let threads = std::fs::read_dir(format!("/proc/{process}/task"));
    threads
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok())
        .flat_map(|list| {
            list.split_whitespace()
                .filter_map(|id| id.parse().ok())
                .collect::<Vec<u32>>()
        })
        .collect()
}
