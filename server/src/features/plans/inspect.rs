//! `plan inspect`: what a plan file holds, for operators and for other programs.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use formats::{
    geo::{Area, crs},
    xplan::{self, Finding, Limits, Options, Report, SectionKind},
};
use shared::{procedures::ImportFinding, text::counted};

use super::{
    read::{ReadArea, ReadPlan, bytes_of, is_json, noticed},
    read_geojson,
};

/// Inspects files, XPlanGML, archives of it and GeoJSON; `true` when none has an error. As JSON one object a line and GML or
/// GeoJSON file, with the same fields whatever the format, else in words. `area` is where the plans should lie.
///
/// # Errors
/// When the output cannot be written; a file that cannot be read is an error of its report.
pub fn inspect_files(
    paths: &[PathBuf],
    json: bool,
    area: Area,
    out: &mut impl Write,
) -> std::io::Result<bool> {
    let mut all_good = true;
    for path in paths {
        for report in inspect(path, area) {
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

fn inspect(path: &Path, area: Area) -> Vec<Report> {
    let name = path.display().to_string();
    let most = Limits::default().total_bytes;
    match bytes_of(path, most) {
        Ok(Some(bytes)) if is_json(&bytes) => vec![geojson(&bytes, &name, area)],
        Ok(Some(bytes)) => {
            let options = Options {
                area,
                ..Options::default()
            };
            xplan::read(&bytes, &name, &options)
        }
        Ok(None) => {
            let message = format!("The file is larger than {} MB.", most / 1_000_000);
            let finding = Finding::new("too_large", message, "Split it into one file per plan.");
            vec![failed(&name, finding)]
        }
        Err(error) => vec![failed(&name, unreadable(&error))],
    }
}

fn unreadable(error: &std::io::Error) -> Finding {
    Finding::new(
        "file_unreadable",
        format!("The file cannot be read: {error}."),
        "Check its name and its permissions.",
    )
}

fn failed(name: &str, error: Finding) -> Report {
    Report {
        file: name.to_owned(),
        member: None,
        plans: Vec::new(),
        warnings: Vec::new(),
        errors: vec![error],
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

fn geojson(bytes: &[u8], name: &str, area: Area) -> Report {
    match read_geojson::read_plan(bytes, name, area) {
        Err(error) => failed(name, error),
        Ok((plan, warnings)) => Report {
            file: name.to_owned(),
            member: None,
            plans: vec![as_xplan(plan)],
            warnings,
            errors: Vec::new(),
        },
    }
}

/// A plan from GeoJSON with the fields of one from XPlanGML; what the format does not know stays empty.
fn as_xplan(plan: ReadPlan) -> xplan::Plan {
    let square_metres = crs::square_metres(&plan.boundary).unwrap_or_default();
    let section = |area: ReadArea| xplan::Section {
        key: area.key,
        gml_id: None,
        element: String::new(),
        kind: SectionKind::Unknown,
        general_use: None,
        special_use: None,
        purposes: Vec::new(),
        label: area.label,
        is_counted: area.is_counted,
        area: area.area,
    };
    xplan::Plan {
        plan_type: "GeoJSON".to_owned(),
        name: Some(plan.name),
        number: Some(plan.number).filter(|number| !number.is_empty()),
        srs: format!("EPSG:{}", plan.srs),
        bbox: plan.bbox,
        area_m2: (square_metres * 100.0).round() / 100.0,
        sections: plan.areas.into_iter().map(section).collect(),
        key: plan.key,
        boundary: plan.boundary,
        ..xplan::Plan::default()
    }
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
