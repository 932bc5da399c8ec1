//! Measures taken by other programs, which print one JSON object a line: `server/examples/figures.rs`, `e2e/bench.mjs`.

use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::table::{Row, number};
use crate::run;

#[derive(Deserialize)]
struct Line {
    group: String,
    what: String,
    value: f64,
    unit: String,
    yardstick: Option<Beside>,
    goal: Option<Goal>,
    most: Option<f64>,
}

#[derive(Deserialize)]
struct Beside {
    what: String,
    value: f64,
}

#[derive(Deserialize)]
struct Goal {
    rule: String,
    most: f64,
}

/// Runs such a program and turns its lines into rows.
pub fn rows(command: &mut Command) -> Result<Vec<Row>> {
    println!("  $ {}", run::line(command));
    let said = run::capture(command)?;
    said.lines().map(row).collect()
}

fn row(line: &str) -> Result<Row> {
    let line: Line = serde_json::from_str(line).with_context(|| format!("reading the measure {line}"))?;
    let row = match (line.most, &line.goal) {
        (Some(most), _) => Row::at_most(&line.group, line.what, line.value, most, &line.unit),
        (None, Some(goal)) => Row {
            goal: format!("≤ {} {} ({})", number(goal.most), line.unit, goal.rule),
            met: Some(line.value <= goal.most),
            ..Row::new(
                &line.group,
                line.what,
                format!("{} {}", number(line.value), line.unit),
            )
        },
        (None, None) => Row::new(
            &line.group,
            line.what,
            format!("{} {}", number(line.value), line.unit),
        ),
    };
    Ok(match line.yardstick {
        Some(beside) => row.beside(format!("{}: {} {}", beside.what, number(beside.value), line.unit)),
        None => row,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_with_a_yardstick_and_a_rule_becomes_a_row() {
        let row = row(
            r#"{"group":"SQLite","what":"submitted","value":2.5,"unit":"ms","yardstick":{"what":"bare","value":1.0},
            "goal":{"rule":"3 × bare","most":3.0}}"#,
        );
        let row = row.unwrap();
        assert_eq!(
            (
                row.value.as_str(),
                row.yardstick.as_str(),
                row.goal.as_str(),
                row.met
            ),
            ("2.50 ms", "bare: 1.00 ms", "≤ 3.00 ms (3 × bare)", Some(true))
        );
        assert!(super::row("nonsense").is_err());
    }
}
