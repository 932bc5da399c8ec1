//! Reads GeoJSON (RFC 7946) from municipalities without XPlanGML: an outline, and areas with a `name` as sections.
//!
//! Invariants: an area that becomes no section is named with its reason; places are never changed, a doubtful one is said.

use formats::{
    Unique,
    geo::{Area, MultiPolygon, geojson},
    xplan::Finding,
};
use shared::{
    plans::AreaKind,
    procedures::{Kind, MAX_TITLE},
};

use super::read::{
    PlanChoice, PlanFile, ReadArea, ReadPlan, WGS84, failed, noticed, outside_plan, plain, stem,
};

/// So many areas without a name are listed.
const MAX_UNNAMED: usize = 20;

/// Reads a file; `expected` is where the municipality's plans lie.
pub(super) fn read(bytes: &[u8], file_name: &str, expected: Area) -> PlanFile {
    match read_plan(bytes, file_name, expected) {
        Err(finding) => failed(&finding),
        Ok((plan, notes)) => PlanFile {
            plans: vec![PlanChoice {
                name: plan.name.clone(),
                ..PlanChoice::default()
            }],
            plan: Some(plan),
            findings: notes.iter().map(|finding| noticed(finding, false)).collect(),
            systems: Vec::new(),
        },
    }
}

/// The plan of a file with remarks; `expected` is where the municipality's plans lie.
///
/// # Errors
/// What keeps it from being a plan.
pub(super) fn read_plan(
    bytes: &[u8],
    file_name: &str,
    expected: Area,
) -> Result<(ReadPlan, Vec<Finding>), Finding> {
    let (mut features, mut notes) = geojson::read_with_notes(bytes)?;
    // A single area without a name is the outline itself, not something in a box.
    if let [only] = features.as_mut_slice()
        && has_no_name(only)
    {
        only.is_boundary = true;
    }
    let named = features.iter().find(|feature| feature.is_boundary);
    let outline = geojson::boundary(&features);
    let Some(bounds) = outline.bounds() else {
        return Err(Finding::new(
            "geojson_empty",
            "The file has no area.",
            "Export the outline as a polygon.",
        ));
    };
    notes.extend(elsewhere(&outline, &expected));
    let text = |name: &str| {
        named
            .and_then(|feature| feature.properties.get(name))
            .and_then(|value| value.as_str())
            .map(str::to_owned)
    };
    let name = named
        .and_then(|feature| feature.name.clone())
        .unwrap_or_else(|| stem(file_name));
    let (mut keys, mut labels) = (Unique::default(), Unique::default());
    let mut areas = Vec::new();
    let mut unnamed = 0_usize;
    for feature in features.iter().filter(|feature| !feature.is_boundary) {
        let Some(name) = feature.name.as_deref().map(plain) else {
            unnamed += 1;
            if unnamed <= MAX_UNNAMED {
                let hint = "Give it the property \"name\", or \"role\": \"boundary\" where it is the outline of the plan.";
                let message = "The area has no name; it became no section.";
                notes.push(Finding::new("feature_without_name", message, hint).at(feature.at.clone()));
            }
            continue;
        };
        if named.is_some() {
            notes.extend(outside_plan(&feature.multipolygon, &outline, &feature.at));
        }
        let wished = feature.id.as_deref().map_or_else(|| name.clone(), plain);
        areas.push(ReadArea {
            key: keys.take(&wished, |key, number| format!("{key}-{number}")),
            // Nobody can tell two areas with one name from each other in a list.
            label: labels.take(&shortened(&name), |label, number| format!("{label} ({number})")),
            is_counted: false,
            kind: AreaKind::Area,
            area: feature.multipolygon.clone(),
        });
    }
    if unnamed > MAX_UNNAMED {
        let message = format!("{} more areas have no name.", unnamed - MAX_UNNAMED);
        notes.push(Finding::new(
            "more_warnings",
            message,
            "Give them the property \"name\".",
        ));
    }
    let plan = ReadPlan {
        key: String::new(),
        number: text("number").unwrap_or_default(),
        kind: Kind::Other,
        periods: Vec::new(),
        srs: WGS84,
        labelled_srs: WGS84,
        candidates: Vec::new(),
        municipality: String::new(),
        bbox: bounds.rounded_outwards(),
        areas,
        boundary: outline,
        has_outline: named.is_some(),
        documents: None,
        name,
    };
    Ok((plan, notes))
}

/// Whether nobody tried to name a feature; `"name": true` is a mistake to be said.
fn has_no_name(feature: &geojson::Feature) -> bool {
    let is_blank = |name: &serde_json::Value| name.as_str().is_some_and(|text| text.trim().is_empty());
    let name = feature.properties.get("name");
    name.is_none_or(|name| name.is_null() || is_blank(name))
}

/// A name as a section may bear it, with room for the number behind it.
fn shortened(name: &str) -> String {
    const MOST: usize = MAX_TITLE - 8;
    let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    let cut: String = line.chars().take(MOST - 1).collect();
    format!("{}…", cut.trim_end())
}

/// A remark where the outline lies elsewhere than the municipality: degrees in the wrong order are the usual reason.
fn elsewhere(outline: &MultiPolygon, expected: &Area) -> Option<Finding> {
    let centre = outline.bounds()?.centre();
    if expected.contains(centre) {
        return None;
    }
    let [lon, lat] = centre;
    let hint = "GeoJSON is always in WGS84 (RFC 7946), longitude before latitude: export it in EPSG:4326.";
    Some(if expected.contains([lat, lon]) {
        Finding::new(
            "geojson_swapped",
            "Longitude and latitude are exchanged: the areas do not lie in the municipality.",
            hint,
        )
    } else {
        Finding::new(
            "geojson_elsewhere",
            "The areas do not lie in the municipality.",
            hint,
        )
    })
}
