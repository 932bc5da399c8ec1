//! `plan inspect`: what a plan file holds, for operators and for other programs.

use std::{io::Write, path::PathBuf};

use formats::{
    geo::Area,
    xplan::{self, Finding, Options, Report},
};

/// Inspects files; `true` when none has an error. As JSON one object a line and GML file, else in words. `area` is where the
/// plans should lie.
///
/// # Errors
/// When the output cannot be written; a file that cannot be read is an error of its report.
pub fn inspect_files(
    paths: &[PathBuf],
    json: bool,
    area: Area,
    out: &mut impl Write,
) -> std::io::Result<bool> {
    let options = Options {
        area,
        ..Options::default()
    };
    let mut all_good = true;
    for path in paths {
        let name = path.display().to_string();
        let reports = match std::fs::read(path) {
            Ok(bytes) => xplan::read(&bytes, &name, &options),
            Err(error) => vec![unreadable(&name, &error)],
        };
        for report in reports {
            all_good &= report.errors.is_empty();
            if json {
                serde_json::to_writer(&mut *out, &report)?;
                writeln!(out)?;
            } else {
                in_words(&report, out)?;
            }
        }
    }
    Ok(all_good)
}

fn unreadable(name: &str, error: &std::io::Error) -> Report {
    let finding = Finding::new(
        "file_unreadable",
        format!("The file cannot be read: {error}."),
        "Check its name and its permissions.",
    );
    Report {
        file: name.to_owned(),
        member: None,
        plans: Vec::new(),
        warnings: Vec::new(),
        errors: vec![finding],
    }
}

fn in_words(report: &Report, out: &mut impl Write) -> std::io::Result<()> {
    let member = report
        .member
        .as_deref()
        .map(|member| format!(" ({member})"))
        .unwrap_or_default();
    writeln!(out, "{}{member}", report.file)?;
    for plan in &report.plans {
        let name = plan.name.as_deref().unwrap_or("-");
        let number = plan
            .number
            .as_deref()
            .map(|number| format!(" [{number}]"))
            .unwrap_or_default();
        writeln!(
            out,
            "  {} {name}{number}: {}, {:.0} m², {} sections",
            plan.plan_type,
            plan.srs,
            plan.area_m2,
            plan.sections.len()
        )?;
    }
    for (word, findings) in [("error", &report.errors), ("warning", &report.warnings)] {
        for finding in findings {
            let line = finding
                .line
                .map(|line| format!(" line {line}"))
                .unwrap_or_default();
            let element = finding
                .element
                .as_deref()
                .map(|element| format!(" {element}"))
                .unwrap_or_default();
            writeln!(
                out,
                "  {word} {}{line}{element}: {} {}",
                finding.code, finding.message, finding.hint
            )?;
        }
    }
    Ok(())
}
