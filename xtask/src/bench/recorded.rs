//! Figures of the accessibility suite, as docs/accessibility/result.json records them: looking at all pages takes longer
//! than a bench.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::table::Row;
use crate::paths::Paths;

#[derive(Deserialize)]
struct Record {
    date: String,
    commit: String,
    complete: bool,
    seconds: f64,
    pages: u32,
    findings: Vec<serde::de::IgnoredAny>,
    criteria: Vec<Criterion>,
    full: Option<Full>,
}

#[derive(Deserialize)]
struct Criterion {
    passed: u32,
    failed: u32,
}

/// The last run of the whole matrix.
#[derive(Deserialize)]
struct Full {
    date: String,
    commit: String,
    pages: u32,
    looks: Vec<String>,
    findings: u32,
}

/// The rows.
pub fn rows(paths: &Paths) -> Result<Vec<Row>> {
    let path = paths.root.join("docs/accessibility/result.json");
    let record: Record = serde_json::from_str(&std::fs::read_to_string(&path)?)
        .with_context(|| format!("reading {}", path.display()))?;
    Ok(rows_of(&record))
}

fn rows_of(record: &Record) -> Vec<Row> {
    const GROUP: &str = "accessibility";
    let asked = record
        .criteria
        .iter()
        .filter(|one| one.passed + one.failed > 0)
        .count();
    let short = |commit: &str| commit.get(..8).unwrap_or(commit).to_owned();
    let part = if record.complete { "" } else { ", incomplete" };
    let everyday = format!(
        "run of every day, {} pages on {}, commit {}{part}",
        record.pages,
        record.date,
        short(&record.commit)
    );
    let mut rows = vec![
        Row {
            goal: "0 findings".to_owned(),
            met: Some(record.findings.is_empty() && record.complete),
            ..Row::new(GROUP, &everyday, format!("{} findings", record.findings.len()))
        },
        Row::at_most(GROUP, "its time on two cores", record.seconds, 1200.0, "s"),
        Row {
            goal: "≥ 50 of 55".to_owned(),
            met: Some(asked >= 50),
            ..Row::new(
                GROUP,
                "criteria of WCAG 2.2 asked by it",
                format!("{asked} of {}", record.criteria.len()),
            )
        },
    ];
    rows.push(match &record.full {
        Some(full) => Row {
            goal: "0 findings".to_owned(),
            met: Some(full.findings == 0),
            ..Row::new(
                GROUP,
                format!(
                    "whole matrix, {} pages on {}, commit {}: {}",
                    full.pages,
                    full.date,
                    short(&full.commit),
                    full.looks.join(", ")
                ),
                format!("{} findings", full.findings),
            )
        },
        None => Row {
            goal: "0 findings".to_owned(),
            met: Some(false),
            ..Row::new(GROUP, "whole matrix", "never looked at as a whole")
        },
    });
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_left_something_out_has_not_reached_the_goal() {
        let record = r#"{"date": "2026-11-29", "commit": "0123456789abcdef", "complete": false, "seconds": 100,
            "pages": 3, "findings": [], "criteria": [{"passed": 3, "failed": 0}, {"passed": 0, "failed": 0}], "full": null}"#;
        let rows = rows_of(&serde_json::from_str(record).unwrap());
        assert!(rows[0].what.ends_with("incomplete") && rows[0].met == Some(false));
        assert_eq!((rows[2].value.as_str(), rows[2].met), ("1 of 2", Some(false)));
        assert_eq!(rows[3].met, Some(false));
    }
}
