//! Reads a plan file of either format into what an import stores. Takes its time: call it off the async threads.

use std::{
    collections::HashSet,
    fs::File,
    io::{self, Read},
    path::Path,
};

use formats::{
    Unique,
    geo::{Area, MultiPolygon},
    xplan::{self, Finding, SectionKind},
};
use shared::{
    plans::{AreaKind, MAX_PLAN_BYTES},
    procedures::{ImportFinding, Kind},
    time::{Day, Period},
};

use super::documents::{self, NamedDocuments};

/// The EPSG code of GeoJSON files; XPlanGML files are never in it.
pub const WGS84: u32 = 4326;

/// What the import wishes.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The plan's key, when the file holds several; empty takes the only one.
    pub plan: String,
    /// The key to take where none is wished and the file holds several: what was chosen last time.
    pub same_plan: String,
    /// The EPSG code to read it in, whatever its label says.
    pub srs: Option<u16>,
    /// `[west, south, east, north]` of the municipality.
    pub area: Option<[f64; 4]>,
}

/// A plan of a file, as far as one has to know it to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanChoice {
    /// Its key, which no other plan of the file has.
    pub key: String,
    /// Its name; empty where it has none.
    pub name: String,
    /// Its number; empty where it has none.
    pub number: String,
    /// The member of the archive that it stands in; empty outside of archives.
    pub member: String,
    /// Its `gml:id`; empty where it has none.
    pub gml_id: String,
}

/// A file as it was read.
#[derive(Clone, Debug, Default)]
pub struct PlanFile {
    /// Plans that could be imported.
    pub plans: Vec<PlanChoice>,
    /// The plan that is meant; `None` where it has to be chosen or there is none.
    pub plan: Option<ReadPlan>,
    /// What the reader noticed.
    pub findings: Vec<ImportFinding>,
    /// EPSG codes in which a plan could be read that its label keeps from it.
    pub systems: Vec<u16>,
}

/// An area that can become a section.
#[derive(Clone, Debug)]
pub struct ReadArea {
    /// Its key in the file.
    pub key: String,
    /// Its label.
    pub label: String,
    /// Whether the label is only a running number, which another file may give to another area.
    pub is_counted: bool,
    /// What it is for, for its pattern.
    pub kind: AreaKind,
    /// Its area, WGS84; empty where it could not be read.
    pub area: MultiPolygon,
}

/// A plan that was read wholly.
#[derive(Clone, Debug)]
pub struct ReadPlan {
    /// Its key in the file; empty where the format knows none.
    pub key: String,
    /// Its name; the file's name where it has none.
    pub name: String,
    /// Its number.
    pub number: String,
    /// What it makes.
    pub kind: Kind,
    /// Public display: the period of pass n at index n - 1, as far as both of its days are known.
    pub periods: Vec<Option<Period>>,
    /// The EPSG code that it was read in.
    pub srs: u32,
    /// The EPSG code that its label named.
    pub labelled_srs: u32,
    /// EPSG codes that would fit the municipality better; empty where nothing is doubtful.
    pub candidates: Vec<u32>,
    /// The municipalities that the file names, with their keys; empty where it names none.
    pub municipality: String,
    /// The outline, WGS84.
    pub boundary: MultiPolygon,
    /// Whether the file draws the outline; a GeoJSON file of sections alone has only the box around them.
    pub has_outline: bool,
    /// `[west, south, east, north]`.
    pub bbox: [f64; 4],
    /// Its areas.
    pub areas: Vec<ReadArea>,
    /// The documents that it names; `None` where the format knows none.
    pub documents: Option<NamedDocuments>,
}

/// Reads a file: XPlanGML as `.gml` or `.zip`, or GeoJSON; which of them it is shows in its content.
pub fn read_file(bytes: &[u8], file_name: &str, wish: &Wish) -> PlanFile {
    if bytes.len() > MAX_PLAN_BYTES {
        let message = format!("The file is larger than {} MB.", MAX_PLAN_BYTES / 1_000_000);
        return failed(&Finding::new(
            "too_large",
            message,
            "Split it into one file per plan.",
        ));
    }
    if is_json(bytes) {
        super::read_geojson::read(bytes, file_name, area_of(wish))
    } else {
        read_xplan(bytes, file_name, wish)
    }
}

/// The bytes of a file, of at most so many; nothing where it is larger. What says nothing of its size, such as a pipe, is read
/// no further than that.
///
/// # Errors
/// When the file cannot be read.
pub fn bytes_of(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    if file.metadata()?.len() > most {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    let fits = u64::try_from(bytes.len()).is_ok_and(|size| size <= most);
    Ok(fits.then_some(bytes))
}

/// Whether a file looks like JSON, and so can only be GeoJSON.
pub(super) fn is_json(bytes: &[u8]) -> bool {
    let first = bytes
        .iter()
        .find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte));
    matches!(first, Some(b'{' | b'['))
}

pub(super) fn failed(finding: &Finding) -> PlanFile {
    PlanFile {
        findings: vec![noticed(finding, true)],
        ..PlanFile::default()
    }
}

/// A remark where an area lies outside of its plan, as the reader of XPlanGML makes it; `at` is how the area is named.
pub fn outside_plan(area: &MultiPolygon, boundary: &MultiPolygon, at: &str) -> Option<Finding> {
    let (area, plan) = (area.bounds()?, boundary.bounds()?);
    if area.touches(&plan) {
        return None;
    }
    let message = "The area lies outside of its plan.";
    let hint = "Check the coordinates of the area, and whether it belongs to this plan.";
    Some(Finding::new("section_outside_plan", message, hint).at(at))
}

/// A finding as the API names it.
pub fn noticed(finding: &Finding, error: bool) -> ImportFinding {
    ImportFinding {
        code: finding.code.to_owned(),
        element: finding.element.clone().unwrap_or_default(),
        line: finding.line.unwrap_or(0),
        message: finding.message.clone(),
        hint: finding.hint.clone(),
        error,
    }
}

pub(super) fn stem(file_name: &str) -> String {
    Path::new(file_name).file_stem().map_or_else(
        || file_name.to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

fn area_of(wish: &Wish) -> Area {
    wish.area.map_or(Area::GERMANY, box_of)
}

fn box_of([west, south, east, north]: [f64; 4]) -> Area {
    Area {
        west,
        south,
        east,
        north,
    }
}

/// Whether a plan lies somewhere else than the municipality whose area it is, or than Germany where none is known: its label
/// is wrong, or it is the plan of another municipality.
pub fn lies_elsewhere(bbox: [f64; 4], municipality: Option<[f64; 4]>) -> bool {
    !municipality
        .map_or(Area::GERMANY, box_of)
        .contains(box_of(bbox).centre())
}

/// Longest naming of a plan's municipalities, in characters.
const MAX_MUNICIPALITY: usize = 200;

/// Each of a plan's municipalities with its key (AGS), as far as the file names them.
fn municipality_of(plan: &xplan::Plan) -> String {
    let one = |municipality: &xplan::Municipality| {
        [&municipality.name, &municipality.ags]
            .into_iter()
            .filter_map(|part| part.as_deref().map(str::trim).filter(|part| !part.is_empty()))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let named: Vec<String> = plan
        .municipalities
        .iter()
        .map(one)
        .filter(|named| !named.is_empty())
        .collect();
    plain(&named.join("; ")).chars().take(MAX_MUNICIPALITY).collect()
}

/// A text without U+0000, which JSON may hold and PostgreSQL cannot store.
pub(super) fn plain(text: &str) -> String {
    text.replace('\0', "")
}

/// The EPSG code in `EPSG:25832`.
fn code(srs: &str) -> u32 {
    srs.rsplit(':')
        .next()
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

fn read_xplan(bytes: &[u8], file_name: &str, wish: &Wish) -> PlanFile {
    let area = area_of(wish);
    let options = |srs| xplan::Options {
        area,
        srs,
        ..xplan::Options::default()
    };
    let read = |srs| {
        let mut reports = xplan::read(bytes, file_name, &options(srs));
        // Members of an archive know nothing of each other's keys.
        let mut keys = Unique::default();
        for plan in reports.iter_mut().flat_map(|report| &mut report.plans) {
            plan.key = keys.take(&plan.key, |key, number| format!("{key}-{number}"));
        }
        reports
    };
    let reports = read(wish.srs);
    let mut file = PlanFile::default();
    for report in &reports {
        for system in report.errors.iter().flat_map(|finding| &finding.candidates) {
            if !file.systems.contains(system) {
                file.systems.push(*system);
            }
        }
        file.plans.extend(report.plans.iter().map(|plan| PlanChoice {
            key: plan.key.clone(),
            name: plan.name.clone().unwrap_or_default(),
            number: plan.number.clone().unwrap_or_default(),
            member: report.member.clone().unwrap_or_default(),
            gml_id: plan.gml_id.clone().unwrap_or_default(),
        }));
    }
    let mut found = reports
        .iter()
        .flat_map(|report| report.plans.iter().map(move |plan| (report, plan)));
    let chosen = match (wish.plan.as_str(), file.plans.len()) {
        ("", 1) => found.next(),
        ("", _) => found.find(|(_, plan)| plan.key == wish.same_plan),
        (key, _) => found.find(|(_, plan)| plan.key == key),
    };
    file.findings = findings_about(&reports, chosen);
    let Some((_, plan)) = chosen else { return file };
    let key = plan.key.clone();
    let unused = unused_members(bytes, &reports, &options(None).limits);
    let mut plans = reports.into_iter().flat_map(|report| report.plans);
    let Some(plan) = plans.find(|plan| plan.key == key) else {
        return file;
    };
    // Which label the file bears is asked again only where it was overruled.
    let labelled_srs = if wish.srs.is_some() {
        read(None)
            .iter()
            .flat_map(|report| &report.plans)
            .find(|labelled| labelled.key == plan.key)
            .map_or(0, |labelled| code(&labelled.srs))
    } else {
        code(&plan.srs)
    };
    let documents = documents::named(&plan, &unused);
    file.findings
        .extend(documents.left_out.iter().map(|finding| noticed(finding, false)));
    let mut plan = from_xplan(plan, file_name, labelled_srs, &area);
    plan.documents = Some(documents);
    file.plan = Some(plan);
    file
}

/// What is said of a file when one of its plans was chosen: all that is about that plan or the file itself, and of others only
/// what keeps them from being read.
fn findings_about(
    reports: &[xplan::Report],
    chosen: Option<(&xplan::Report, &xplan::Plan)>,
) -> Vec<ImportFinding> {
    let concerns = |report: &xplan::Report, finding: &Finding| {
        chosen.is_none_or(|(of, plan)| {
            std::ptr::eq(of, report) && finding.plan.is_none_or(|index| index == plan.index)
        })
    };
    let of_one = |report: &xplan::Report| {
        let errors = report.errors.iter().map(|finding| noticed(finding, true));
        let warnings = report.warnings.iter().filter(|finding| concerns(report, finding));
        errors
            .chain(warnings.map(|finding| noticed(finding, false)))
            .collect::<Vec<_>>()
    };
    reports.iter().flat_map(of_one).collect()
}

/// Members of an archive that are no GML file and that no plan names as a document: rasters, their georeference, ….
fn unused_members(bytes: &[u8], reports: &[xplan::Report], limits: &xplan::Limits) -> Vec<String> {
    let named: HashSet<&str> = reports
        .iter()
        .flat_map(|report| &report.plans)
        .flat_map(|plan| &plan.documents)
        .filter_map(|document| document.member.as_deref())
        .collect();
    let is_own = |name: &str| {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        // What macOS and Windows put beside every file is nobody's document.
        let is_litter = file.starts_with("._")
            || name.starts_with("__MACOSX/")
            || matches!(file, ".DS_Store" | "Thumbs.db");
        !is_litter && !file.to_ascii_lowercase().ends_with(".gml")
    };
    let mut names = xplan::member_names(bytes, limits);
    names.retain(|name| is_own(name) && !named.contains(name.as_str()));
    names
}

fn from_xplan(plan: xplan::Plan, file_name: &str, labelled_srs: u32, expected: &Area) -> ReadPlan {
    let srs = code(&plan.srs);
    let municipality = municipality_of(&plan);
    let candidates = if expected.contains(box_of(plan.bbox).centre()) {
        Vec::new()
    } else {
        xplan::fitting_systems(&plan.native, expected)
            .into_iter()
            .map(u32::from)
            .filter(|fits| *fits != srs)
            .collect()
    };
    let day = |(start, end): (Option<Day>, Option<Day>)| {
        Some(Period {
            start: start?,
            end: end?,
        })
        .filter(|p| p.start <= p.end)
    };
    let is = |codes: &[&str]| plan.plan_kind.iter().any(|kind| codes.contains(&kind.as_str()));
    let kind = match plan.plan_type.as_str() {
        // BP_PlanArt 3000 vorhabenbezogener Bebauungsplan, 3100 with Vorhaben- und Erschließungsplan.
        "BP_Plan" if is(&["3000", "3100"]) => Kind::ProjectPlan,
        // 4000 to 7000: statutes under BauGB §§ 34, 35 and local building rules.
        "BP_Plan" if is(&["4000", "40000", "40001", "40002", "5000", "6000", "7000"]) => Kind::Other,
        "BP_Plan" => Kind::DevelopmentPlan,
        "FP_Plan" => Kind::LandUsePlan,
        _ => Kind::Other,
    };
    ReadPlan {
        key: plan.key,
        name: plan
            .name
            .filter(|name| !name.trim().is_empty())
            .unwrap_or_else(|| stem(file_name)),
        number: plan.number.unwrap_or_default(),
        kind,
        periods: plan
            .display_periods
            .iter()
            .map(|period| day((period.start, period.end)))
            .collect(),
        srs,
        labelled_srs,
        candidates,
        municipality,
        bbox: plan.bbox,
        areas: plan
            .sections
            .into_iter()
            .map(|section| ReadArea {
                kind: pattern(&section),
                key: section.key,
                label: section.label,
                is_counted: section.is_counted,
                area: section.area,
            })
            .collect(),
        boundary: plan.boundary,
        has_outline: true,
        documents: None,
    }
}

/// What an area is for, as far as the drawing shows it.
fn pattern(section: &xplan::Section) -> AreaKind {
    let general = section.general_use.as_deref().unwrap_or_default();
    let special = section.special_use.as_deref().unwrap_or_default();
    match section.kind {
        SectionKind::Building => match (general, special) {
            ("2000", _) | ("", "1400" | "1450" | "1500" | "1550" | "1600") => AreaKind::Mixed,
            ("3000", _) | ("", "1700" | "1800") => AreaKind::Commerce,
            ("4000", _) | ("", "2000" | "2100" | "3000" | "4000") => AreaKind::Special,
            _ => AreaKind::Housing,
        },
        SectionKind::Traffic => AreaKind::Traffic,
        SectionKind::Green => AreaKind::Green,
        SectionKind::Supply => AreaKind::Supply,
        SectionKind::Community => AreaKind::Community,
        SectionKind::Sport => AreaKind::Sport,
        SectionKind::SpecialPurpose => AreaKind::Special,
        SectionKind::Water => AreaKind::Water,
        SectionKind::Woods => AreaKind::Forest,
        SectionKind::Agriculture => AreaKind::Farming,
        SectionKind::Unknown => AreaKind::Area,
    }
}
