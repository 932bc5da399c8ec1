//! Named steps with seconds, and the table at the end.
//!
//! A step that fails does not stop the ones that do not need it: one run tells everything that is wrong.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Result, bail};

/// How a step ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    /// Something it needs had failed.
    NotRun,
}

/// The steps run so far.
pub struct Steps {
    /// Where they write: what is left there is said after each, for a full disk breaks tools in words of their own.
    folder: PathBuf,
    done: Vec<(&'static str, f64, Outcome)>,
}

impl Steps {
    /// None yet; they will write below `folder`.
    pub fn within(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            done: Vec::new(),
        }
    }

    /// Runs a step, unless one of the steps in `needs` was tried and did not pass.
    pub fn run(&mut self, name: &'static str, needs: &[&str], step: impl FnOnce() -> Result<()>) {
        let missing = needs.iter().find(|need| {
            self.done
                .iter()
                .any(|(done, _, outcome)| done == *need && *outcome != Outcome::Passed)
        });
        if let Some(missing) = missing {
            println!("\n== {name}: not run, because {missing} did not pass");
            self.done.push((name, 0.0, Outcome::NotRun));
            return;
        }
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = match step() {
            Ok(()) => Outcome::Passed,
            Err(error) => {
                println!("error in {name}: {error:#}");
                Outcome::Failed
            }
        };
        let seconds = start.elapsed().as_secs_f64();
        let room = room(&self.folder).map_or(String::new(), |bytes| {
            format!(", {:.1} GB of disk left", bytes as f64 / 1e9)
        });
        println!("== {name}: {} after {seconds:.1} s{room}", word(outcome));
        self.done.push((name, seconds, outcome));
    }

    /// Prints the table; an error names the steps that did not pass.
    pub fn finish(self) -> Result<()> {
        println!("\n{:<22} {:>9}  outcome", "step", "seconds");
        for (name, seconds, outcome) in &self.done {
            println!("{name:<22} {seconds:>9.1}  {}", word(*outcome));
        }
        let total: f64 = self.done.iter().map(|(_, seconds, _)| seconds).sum();
        println!("{:<22} {total:>9.1}", "together");
        let bad: Vec<_> = self
            .done
            .iter()
            .filter(|step| step.2 != Outcome::Passed)
            .map(|step| step.0)
            .collect();
        if bad.is_empty() {
            return Ok(());
        }
        bail!("these steps did not pass: {}", bad.join(", "))
    }
}

/// What an ordinary user may still write to the disk of a folder, in bytes.
fn room(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail * disk.f_frsize)
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Passed => "passed",
        Outcome::Failed => "FAILED",
        Outcome::NotRun => "not run",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_stops_only_what_needs_it_and_fails_the_whole() {
        let mut steps = Steps::within(Path::new("."));
        let mut ran = Vec::new();
        steps.run("first", &[], || bail!("broken"));
        steps.run("second", &["first"], || {
            ran.push("second");
            Ok(())
        });
        steps.run("third", &["absent"], || {
            ran.push("third");
            Ok(())
        });
        assert_eq!(ran, ["third"]);
        let error = steps.finish().unwrap_err().to_string();
        assert_eq!(error, "these steps did not pass: first, second");
    }
}
