//! `plan inspect`: what a plan file holds, for operators and for other programs.

use std::{io::Write, path::PathBuf};

use formats::{
    geo::Area,
    xplan::{self, Finding, Options, Report},
};
use serde::Serialize;
use shared::{procedures::ImportFinding, text::counted};

use super::{
    read::{is_json, noticed},
    read_geojson,
};

/// What a file holds.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Inspected {
    Xplan(Report),
    GeoJson(GeoJsonReport),
}

impl Inspected {
    fn is_good(&self) -> bool {
        match self {
            Self::Xplan(report) => report.errors.is_empty(),
            Self::GeoJson(report) => report.errors.is_empty(),
        }
    }
}

/// What a GeoJSON file holds, with those fields of a report and its plans that the format has.
#[derive(Debug, Serialize)]
struct GeoJsonReport {
    file: String,
    member: Option<String>,
    plans: Vec<GeoJsonPlan>,
    warnings: Vec<Finding>,
    errors: Vec<Finding>,
}

#[derive(Debug, Serialize)]
struct GeoJsonPlan {
    #[serde(rename = "type")]
    plan_type: &'static str,
    name: String,
    number: String,
    srs: &'static str,
    bbox: [f64; 4],
    sections: usize,
}

/// Inspects files, XPlanGML, archives of it and GeoJSON; `true` when none has an error. As JSON one object a line and GML or
/// GeoJSON file, else in words. `area` is where the plans should lie.
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
            Ok(bytes) if is_json(&bytes) => vec![Inspected::GeoJson(geojson(&bytes, &name, area))],
            Ok(bytes) => {
                let reports = xplan::read(&bytes, &name, &options);
                reports.into_iter().map(Inspected::Xplan).collect()
            }
            Err(error) => vec![Inspected::Xplan(unreadable(&name, &error))],
        };
        for report in reports {
            all_good &= report.is_good();
            if json {
                serde_json::to_writer(&mut *out, &report)?;
                writeln!(out)?;
            } else {
                match &report {
                    Inspected::Xplan(report) => in_words(report, out)?,
                    Inspected::GeoJson(report) => geojson_in_words(report, out)?,
                }
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
            "  {} {name}{number}: {}, {:.0} m², {}",
            plan.plan_type,
            plan.srs,
            plan.area_m2,
            counted(plan.sections.len(), "section", "sections")
        )?;
    }
    write_findings(&report.errors, &report.warnings, out)
}

fn geojson(bytes: &[u8], name: &str, area: Area) -> GeoJsonReport {
    let (plans, warnings, errors) = match read_geojson::read_plan(bytes, name, area) {
        Err(error) => (Vec::new(), Vec::new(), vec![error]),
        Ok((plan, warnings)) => {
            let plan = GeoJsonPlan {
                plan_type: "GeoJSON",
                name: plan.name,
                number: plan.number,
                srs: "EPSG:4326",
                bbox: plan.bbox,
                sections: plan.areas.len(),
            };
            (vec![plan], warnings, Vec::new())
        }
    };
    GeoJsonReport {
        file: name.to_owned(),
        member: None,
        plans,
        warnings,
        errors,
    }
}

fn geojson_in_words(report: &GeoJsonReport, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{}", report.file)?;
    for plan in &report.plans {
        writeln!(
            out,
            "  {} {}: {}, {}",
            plan.plan_type,
            plan.name,
            plan.srs,
            counted(plan.sections, "section", "sections")
        )?;
    }
    write_findings(&report.errors, &report.warnings, out)
}

fn write_findings(errors: &[Finding], warnings: &[Finding], out: &mut impl Write) -> std::io::Result<()> {
    for (findings, is_error) in [(errors, true), (warnings, false)] {
        for finding in findings {
            writeln!(out, "  {}", finding_line(&noticed(finding, is_error)))?;
        }
    }
    Ok(())
}

/// A finding on one line, for operators: how bad, its code, where, what, and what to do.
pub fn finding_line(finding: &ImportFinding) -> String {
    let word = if finding.error { "error" } else { "warning" };
    let mut line = format!("{word} {}", finding.code);
    if finding.line > 0 {
        line.push_str(&format!(" line {}", finding.line));
    }
    if !finding.element.is_empty() {
        line.push_str(&format!(" {}", finding.element));
    }
    line.push_str(&format!(": {} {}", finding.message, finding.hint));
    line.truncate(line.trim_end().len());
    line
}
