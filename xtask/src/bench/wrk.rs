//! Running `wrk` and reading what it says.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run;

/// One round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Answered requests per second.
    pub per_second: f64,
    /// 99 of 100 requests were answered within this time.
    pub p99_ms: f64,
}

/// Two threads, 16 connections, brotli wanted: as a visitor's browser asks.
pub fn run(url: &str, seconds: u32) -> Result<Figures> {
    let mut wrk = Command::new("wrk");
    wrk.args([
        "-t2",
        "-c16",
        &format!("-d{seconds}s"),
        "--latency",
        "-H",
        "Accept-Encoding: br",
        url,
    ]);
    let said = run::capture(&mut wrk)?;
    read(&said).with_context(|| format!("reading what {} said: {said}", run::line(&wrk)))
}

fn read(said: &str) -> Result<Figures> {
    if let Some(bad) = said
        .lines()
        .find(|line| line.contains("Non-2xx") || line.contains("Socket errors"))
    {
        bail!("not all requests were answered: {}", bad.trim());
    }
    let word_after = |start: &str| {
        said.lines()
            .find_map(|line| line.trim().strip_prefix(start))
            .map(str::trim)
            .with_context(|| format!("no {start}"))
    };
    Ok(Figures {
        per_second: word_after("Requests/sec:")?.parse()?,
        p99_ms: milliseconds(word_after("99%")?)?,
    })
}

fn milliseconds(text: &str) -> Result<f64> {
    for (unit, factor) in [("us", 0.001), ("ms", 1.0), ("s", 1000.0), ("m", 60_000.0)] {
        if let Some(number) = text.strip_suffix(unit) {
            return Ok(number.parse::<f64>()? * factor);
        }
    }
    bail!("no time: {text}")
}

/// The medians of both figures.
pub fn median(rounds: &[Figures]) -> Option<Figures> {
    let middle = |figure: fn(&Figures) -> f64| {
        let mut sorted: Vec<f64> = rounds.iter().map(figure).collect();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied()
    };
    Some(Figures {
        per_second: middle(|it| it.per_second)?,
        p99_ms: middle(|it| it.p99_ms)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "Running 1s test\n  Latency Distribution\n     50%  410.00us\n     99%    1.52ms\n  \
                        38210 requests in 1.00s, 5.1MB read\nRequests/sec:  38123.40\nTransfer/sec:      5.09MB\n";

    #[test]
    fn figures_are_read_and_failed_requests_are_no_figures() {
        assert_eq!(
            read(SAID).unwrap(),
            Figures {
                per_second: 38123.4,
                p99_ms: 1.52
            }
        );
        assert!(read(&format!("{SAID}  Non-2xx or 3xx responses: 5\n")).is_err());
    }

    #[test]
    fn the_median_of_each_figure_is_taken() {
        let figures = |per_second, p99_ms| Figures { per_second, p99_ms };
        let rounds = [figures(1.0, 9.0), figures(3.0, 7.0), figures(2.0, 8.0)];
        assert_eq!(median(&rounds), Some(figures(2.0, 8.0)));
        assert_eq!(median(&[]), None);
    }
}
