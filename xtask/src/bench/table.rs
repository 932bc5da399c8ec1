//! What was measured, as rows of one table for the terminal and for docs/benchmarks.md.

use std::fmt::Write as _;

/// One measure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Which database, network or part.
    pub group: String,
    /// What was measured.
    pub what: String,
    /// The figure with its unit.
    pub value: String,
    /// What was measured beside it in the same run.
    pub yardstick: String,
    /// The figure to reach.
    pub goal: String,
    /// Whether it was reached; `None` without a goal.
    pub met: Option<bool>,
}

impl Row {
    /// A figure that is printed only.
    pub fn new(group: &str, what: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            group: group.to_owned(),
            what: what.into(),
            value: value.into(),
            ..Self::default()
        }
    }

    /// The same with a goal: `value` may be at most `most`.
    pub fn at_most(group: &str, what: impl Into<String>, value: f64, most: f64, unit: &str) -> Self {
        Self {
            goal: format!("≤ {} {unit}", number(most)),
            met: Some(value <= most),
            ..Self::new(group, what, format!("{} {unit}", number(value)))
        }
    }

    /// The same with what it is compared to.
    pub fn beside(mut self, yardstick: impl Into<String>) -> Self {
        self.yardstick = yardstick.into();
        self
    }
}

/// A figure for people: as many digits as mean something.
pub fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

/// The table in Markdown.
pub fn markdown(rows: &[Row]) -> String {
    let mut out =
        String::from("| | what | measured | beside it | goal | reached |\n|---|---|---|---|---|---|\n");
    for row in rows {
        let met = match row.met {
            Some(true) => "yes",
            Some(false) => "**no**",
            None => "",
        };
        _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {met} |",
            row.group, row.what, row.value, row.yardstick, row.goal
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_over_its_goal_is_said_to_be_missed() {
        let rows = [
            Row::at_most("bytes", "CSS", 6.63, 10.0, "kB"),
            Row::at_most("bytes", "HTML", 31.0, 25.0, "kB"),
        ];
        let table = markdown(&rows);
        assert!(
            table.contains("| bytes | CSS | 6.63 kB |  | ≤ 10.0 kB | yes |"),
            "{table}"
        );
        assert!(
            table.contains("| bytes | HTML | 31.0 kB |  | ≤ 25.0 kB | **no** |"),
            "{table}"
        );
    }
}
