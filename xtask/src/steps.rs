//! Named steps with seconds, and the table at the end.
//!
//! A step that fails does not stop the ones that do not need it: one run tells everything that is wrong.

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
#[derive(Default)]
pub struct Steps {
    done: Vec<(&'static str, f64, Outcome)>,
}

impl Steps {
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
        println!("== {name}: {} after {seconds:.1} s", word(outcome));
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
        let mut steps = Steps::default();
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
