//! The reader against real files and an independent reading of them (`expected.json`).

#![expect(clippy::expect_used, reason = "helpers of tests may fail the test")]

use std::collections::BTreeMap;

use formats::xplan::{Options, Report, read, read_member};
use serde_json::{Value, json};

mod real;

fn reports_of(folder: &std::path::Path, file: &str) -> Vec<Report> {
    let bytes = std::fs::read(folder.join("plans").join(file)).expect("readable");
    read(&bytes, file, &Options::default())
}

/// The only report of a file.
fn report(file: &str) -> Option<Report> {
    let folder = real::folder()?;
    let mut reports = reports_of(&folder, file);
    assert_eq!(reports.len(), 1, "{file}");
    reports.pop()
}

fn codes(findings: &[formats::xplan::Finding]) -> Vec<&str> {
    findings.iter().map(|f| f.code).collect()
}

/// Values of a property in the independent reading.
fn texts(plan: &Value, property: &str) -> Vec<String> {
    let list = plan["props"][property]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[test]
fn every_plan_is_read_as_the_independent_reading_has_it() {
    let Some(folder) = real::folder() else { return };
    let expected: Value =
        serde_json::from_slice(&std::fs::read(folder.join("expected.json")).expect("readable"))
            .expect("JSON");
    let mut compared = 0;
    for file in expected["files"].as_array().expect("files") {
        let name = file["file"].as_str().expect("a name");
        let by_member: BTreeMap<_, _> = reports_of(&folder, name)
            .into_iter()
            .map(|r| (r.member.clone(), r))
            .collect();
        for doc in file["docs"].as_array().expect("docs") {
            let member = doc["gml"].as_str().map(str::to_owned);
            let report = &by_member[&member];
            assert_eq!(report.file, name);
            let wanted = doc["plans"].as_array().map(Vec::as_slice).unwrap_or_default();
            if wanted.is_empty() || name.contains("BROKEN-geometry") {
                assert!(
                    report.plans.is_empty() && report.errors.len() == 1,
                    "{name}: {:?}",
                    report.errors
                );
                continue;
            }
            assert_eq!(report.errors, vec![], "{name}");
            assert_eq!(report.plans.len(), wanted.len(), "{name}");
            let printed = serde_json::to_value(report).expect("JSON");
            for (plan, wanted) in printed["plans"].as_array().expect("plans").iter().zip(wanted) {
                compare(name, plan, wanted);
                compared += 1;
            }
        }
    }
    assert!(compared >= 34, "{compared}");
}

fn compare(file: &str, plan: &Value, wanted: &Value) {
    for key in ["type", "gml_id"] {
        assert_eq!(plan[key], wanted[key], "{file} {key}");
    }
    let first = |property: &str| texts(wanted, property).first().cloned();
    assert_eq!(plan["name"], json!(first("name")), "{file}");
    assert_eq!(plan["number"], json!(first("nummer")), "{file}");
    assert_eq!(plan["plan_kind"], json!(texts(wanted, "planArt")), "{file}");
    assert_eq!(plan["legal_state"], json!(first("rechtsstand")), "{file}");
    assert_eq!(
        plan["resolution_date"],
        json!(first("aufstellungsbeschlussDatum")),
        "{file}"
    );
    let municipalities: Vec<Value> = wanted["gemeinde"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
        .map(|g| json!({ "ags": g["ags"], "name": g["gemeindeName"] }))
        .collect();
    assert_eq!(plan["municipalities"], json!(municipalities), "{file}");
    let (starts, ends) = (
        texts(wanted, "auslegungsStartDatum"),
        texts(wanted, "auslegungsEndDatum"),
    );
    let periods: Vec<Value> = (0..starts.len().max(ends.len()))
        .map(|i| json!({ "start": starts.get(i), "end": ends.get(i) }))
        .collect();
    assert_eq!(plan["display_periods"], json!(periods), "{file}");
    let geometry = &wanted["geometry"];
    assert_eq!(plan["srs"], json!(format!("EPSG:{}", geometry["epsg"])), "{file}");
    let numbers = |v: &Value| -> Vec<f64> {
        v.as_array()
            .expect("four")
            .iter()
            .filter_map(Value::as_f64)
            .collect()
    };
    let (found, vertices) = (numbers(&plan["bbox"]), numbers(&geometry["wgs84_vertex_bbox"]));
    let kinds = geometry["kinds"].as_array().expect("kinds");
    let has_arcs = kinds
        .iter()
        .any(|k| k.as_str().is_some_and(|k| k.starts_with("Arc") || k == "Circle"));
    for (side, (found, vertex)) in found.iter().zip(&vertices).enumerate() {
        let outwards = if side < 2 { vertex - found } else { found - vertex };
        assert!(
            outwards >= 0.0,
            "{file}: the box is smaller than the vertices' at side {side} by {outwards:e}"
        );
        // An arc bulges by metres at most in these plans: 1e-4 degrees are ten metres.
        let most = if has_arcs { 1e-4 } else { 1e-6 };
        assert!(
            outwards <= most,
            "{file}: the box is larger at side {side} by {outwards:e}"
        );
    }
}

#[test]
fn the_printed_form_has_exactly_the_agreed_keys() {
    let Some(report) = report("v5.4_25833_self-intersection.gml") else {
        return;
    };
    let printed = serde_json::to_value(&report).expect("JSON");
    let keys = |v: &Value| {
        v.as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&printed), ["errors", "file", "member", "plans", "warnings"]);
    let mut plan = vec![
        "area_m2",
        "bbox",
        "display_periods",
        "gml_id",
        "legal_state",
        "municipalities",
        "name",
    ];
    plan.extend([
        "number",
        "plan_kind",
        "resolution_date",
        "sections",
        "srs",
        "type",
    ]);
    assert_eq!(keys(&printed["plans"][0]), plan);
    assert_eq!(
        keys(&printed["warnings"][0]),
        ["code", "element", "hint", "line", "message"]
    );
    assert_eq!(printed["plans"][0]["sections"], json!(1));
}

#[test]
fn a_wrong_label_keeps_its_box_and_names_the_system_that_fits() {
    for (file, labelled, fitting) in [
        (
            "v5.3_MIXED-CRS-25832-25833_SAGis_bp_plan.gml",
            "EPSG:25833",
            "EPSG:31467",
        ),
        ("v5.4_25833_self-intersection.gml", "EPSG:25833", "EPSG:25832"),
    ] {
        let Some(report) = report(file) else { return };
        assert_eq!(report.plans[0].srs, labelled);
        let suspect = report
            .warnings
            .iter()
            .find(|w| w.code == "crs_suspect")
            .expect("a warning");
        assert!(
            suspect.hint.contains(fitting) && suspect.line.is_some(),
            "{suspect:?}"
        );
    }
    let Some(report) = report("v4.1_31467_Demo-Gemeinde.zip") else {
        return;
    };
    let suspect = report
        .warnings
        .iter()
        .find(|w| w.code == "crs_suspect")
        .expect("a warning");
    assert!(suspect.message.contains("no other system fits"), "{suspect:?}");
}

/// The file's name means its area with arcs: read with three positions per arc it would cross itself, along the
/// true arcs it does not.
#[test]
fn arcs_are_followed_closely_enough_not_to_see_crossings_that_are_none() {
    let Some(report) = report("v5.4_25833_self-intersection.gml") else {
        return;
    };
    assert!(!codes(&report.warnings).contains(&"self_intersection"));
    assert!(!report.plans[0].sections[0].area.is_empty());
}

#[test]
fn a_ring_of_three_positions_and_a_dtd_are_errors_with_a_line() {
    let Some(broken) = report("v4.1_BROKEN-geometry_Eidelstedt4.zip") else {
        return;
    };
    assert_eq!(codes(&broken.errors), ["ring_too_short"]);
    assert_eq!(broken.errors[0].line, Some(31));
    assert!(
        broken.errors[0]
            .element
            .as_deref()
            .is_some_and(|e| e.starts_with("BP_Plan/raeumlicherGeltungsbereich"))
    );
    let dtd = report("v5.0_SECURITY-DTD-entity.zip").expect("was there");
    assert_eq!(
        (codes(&dtd.errors), dtd.errors[0].line),
        (vec!["dtd_forbidden"], Some(2))
    );
}

#[test]
fn files_without_a_plan_and_mere_geometries_are_errors() {
    for file in [
        "v5.0_no-plan-element.gml",
        "fragment_curve.gml",
        "fragment_surface.gml",
        "fragment_polygon-with-interior.gml",
        "fragment_polygon-orientation-invalid.gml",
    ] {
        let Some(report) = report(file) else { return };
        assert_eq!(codes(&report.errors), ["no_plan"], "{file}");
    }
}

#[test]
fn a_plan_without_name_or_kind_is_read_with_a_warning() {
    let Some(nameless) = report("v4.1_31467_no-plan-name_BP2070.zip") else {
        return;
    };
    assert_eq!(nameless.plans[0].name, None);
    assert!(codes(&nameless.warnings).contains(&"name_missing"));
    let kindless = report("v6.0_25832_BROKEN-syntax-missing-planArt.gml").expect("was there");
    assert!(kindless.plans[0].plan_kind.is_empty());
    assert!(codes(&kindless.warnings).contains(&"plan_kind_missing"));
}

#[test]
fn two_passes_of_display_stay_apart_and_open_ends_are_said() {
    let Some(report) = report("v5.1_25832_MultipleDates-auslegung.gml") else {
        return;
    };
    let starts: Vec<_> = report.plans[0]
        .display_periods
        .iter()
        .filter_map(|p| p.start)
        .collect();
    assert_eq!(
        starts.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["1994-01-01", "1998-01-01"]
    );
    assert!(codes(&report.warnings).contains(&"periods_unequal"));
}

#[test]
fn two_gml_files_of_different_versions_in_one_archive_are_two_reports() {
    let Some(folder) = real::folder() else { return };
    let reports = reports_of(&folder, "v5.3_25832_BPlan002-two-gml-in-zip.zip");
    let found: Vec<_> = reports
        .iter()
        .map(|r| (r.member.as_deref(), r.plans[0].version.as_str()))
        .collect();
    assert_eq!(
        found,
        [(Some("xplan.gml"), "5.3"), (Some("Test_Auskr.gml"), "5.2")]
    );
}

#[test]
fn several_plans_keep_their_own_areas_and_know_of_each_other() {
    let Some(report) = report("v6.0_25832_aendertPlan-links.gml") else {
        return;
    };
    let ids: Vec<_> = report.plans.iter().filter_map(|p| p.gml_id.as_deref()).collect();
    assert_eq!(
        ids,
        ["GML_9ee7445b-a079-403e-8717-cbc0dd9687ee", "REF_1", "REF_2"]
    );
    let targets: Vec<_> = report
        .plans
        .iter()
        .flat_map(|p| &p.changes)
        .filter_map(|c| c.target.as_deref())
        .collect();
    assert!(
        !targets.is_empty() && targets.iter().all(|t| ids.contains(t)),
        "{targets:?}"
    );
    let sections: Vec<_> = report.plans.iter().map(|p| p.sections.len()).collect();
    assert_eq!(sections, [1, 0, 0]);
}

#[test]
fn a_document_in_the_archive_is_found_and_can_be_read() {
    let Some(folder) = real::folder() else { return };
    let file = "v5.3_SO_Plan.zip";
    let reports = reports_of(&folder, file);
    let document = &reports[0].plans[0].documents[0];
    assert_eq!(document.type_code.as_deref(), Some("1065"));
    let member = document.member.as_deref().expect("in the archive");
    let bytes = std::fs::read(folder.join("plans").join(file)).expect("readable");
    let pdf = read_member(&bytes, member, &Options::default().limits).expect("readable");
    assert!(pdf.starts_with(b"%PDF"));
}

#[test]
fn the_header_of_a_complete_plan_is_read_for_the_import() {
    let Some(report) = report("v5.2_25832_verfahrensdaten-komplett.zip") else {
        return;
    };
    let plan = &report.plans[0];
    let day = |d: Option<chrono::NaiveDate>| d.map(|d| d.to_string());
    assert_eq!(day(plan.dates.adopted).as_deref(), Some("2022-02-01"));
    assert_eq!(day(plan.dates.in_force).as_deref(), Some("2022-02-11"));
    assert_eq!(
        day(plan.authority_periods[0].start).as_deref(),
        Some("2021-03-22")
    );
    assert!(plan.procedure_kind.is_some());
    assert_eq!(plan.version, "5.2");
}

#[test]
fn a_land_use_plan_draws_within_its_budget() {
    use formats::geo::{Shape, simplify_for_drawing};
    let Some(report) = report("v6.0_25832_FP_Plan-FNP-large.gml") else {
        return;
    };
    let plan = &report.plans[0];
    assert!(plan.sections.len() > 300, "{}", plan.sections.len());
    assert!(plan.sections.iter().all(|s| !s.area.is_empty()));
    let mut labels: Vec<_> = plan.sections.iter().map(|s| &s.label).collect();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), plan.sections.len(), "labels are unique");
    let shapes: Vec<_> = plan
        .sections
        .iter()
        .map(|s| Shape {
            key: &s.key,
            area: &s.area,
        })
        .collect();
    let drawing = simplify_for_drawing(&shapes, &plan.boundary, 300, 60 * 1024);
    let size = serde_json::to_string(&drawing).expect("JSON").len();
    assert!(
        drawing.paths.len() <= 300 && size <= 60 * 1024,
        "{} paths, {size} bytes",
        drawing.paths.len()
    );
    assert!(
        drawing.paths.len() >= 100,
        "the budget is used: {}",
        drawing.paths.len()
    );
}
