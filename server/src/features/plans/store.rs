//! Table `plan`: the outline and sections of a procedure's plan as they were last imported, and as they were last published:
//! what residents choose a place in.

use formats::geo::{MultiPolygon, Polygon, Ring};
use serde::{Deserialize, Serialize};
use shared::{
    ids::{ProcedureId, SectionId},
    plans::{AreaKind, Section},
    time::Timestamp,
};
use sqlx::types::Json;

use super::documents::StoredDocument;
use crate::{
    db::{At, Statements, Tx},
    error::Result,
    sql,
};

/// A section as it was last imported, before the clerk named, hid or merged it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredSection {
    /// Its id, for ever.
    pub id: SectionId,
    /// Its key in the file: `gml:id`, or a feature's id or name.
    pub key: String,
    /// The label that the file gave.
    pub label: String,
    /// A place within it: longitude and latitude, WGS84 degrees; nothing where its form could not be read.
    pub point: Option<[f64; 2]>,
    /// Where it lies and how large it is, to know it again under another key; nothing where its form could not be read, and
    /// of plans that were imported before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub footprint: Option<Footprint>,
    /// Whether the plan no longer has it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
    /// The section that it was a part of when it left, if that goes on without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<SectionId>,
}

/// What an area is recognised by.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Footprint {
    /// What it is for.
    pub kind: AreaKind,
    /// Its middle by weight: longitude and latitude, WGS84 degrees.
    pub centre: [f64; 2],
    /// Square metres.
    pub size: f64,
}

/// A section that has left the plan, as the clerk had it, and its place among the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Departed {
    /// Counted from zero.
    pub place: usize,
    /// The section, without a path.
    pub section: Section,
}

/// An area as it was last drawn, so that a merged section can be split again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredPart {
    /// Its key in the file.
    pub key: String,
    /// What it is for, for its pattern.
    #[serde(default)]
    pub kind: AreaKind,
    /// SVG path data; empty where the drawing has no room for it.
    pub path: String,
}

/// The plan of a procedure.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredPlan {
    /// SHA-256 of the file in the store.
    pub source_file: String,
    /// The name that the file had.
    pub source_name: String,
    /// Which plan of the file it is; empty of one that was imported before this was kept.
    pub plan_key: String,
    /// SHA-256 of the GeoJSON file that the sections come from and its name, where the plan itself has none.
    pub areas_from: Option<(String, String)>,
    /// The EPSG code that it was read in.
    pub srs: u32,
    /// The EPSG code that its label named.
    pub labelled_srs: u32,
    /// The outline, WGS84.
    pub boundary: MultiPolygon,
    /// Its areas, and those that it once had.
    pub sections: Vec<StoredSection>,
    /// Sections that have left it.
    pub departed: Vec<Departed>,
    /// EPSG codes that would fit the municipality better than the label; empty where nothing is doubtful.
    pub candidates: Vec<u32>,
    /// Its areas as drawn; none of a plan that was imported before they were kept.
    pub parts: Vec<StoredPart>,
    /// Its documents.
    pub documents: Vec<StoredDocument>,
    /// The municipalities that the file names, with their keys; empty where it names none.
    pub municipality: String,
}

/// The outline as a GeoJSON geometry.
#[derive(Serialize, Deserialize)]
struct Outline {
    #[serde(rename = "type")]
    kind: String,
    coordinates: Vec<Vec<Ring>>,
}

impl Outline {
    fn of(area: &MultiPolygon) -> Self {
        let rings =
            |polygon: &Polygon| [std::slice::from_ref(&polygon.exterior), &polygon.interiors].concat();
        Self {
            kind: "MultiPolygon".into(),
            coordinates: area.0.iter().map(rings).collect(),
        }
    }

    fn into_area(self) -> MultiPolygon {
        let polygon = |rings: Vec<Ring>| {
            let mut rings = rings.into_iter();
            Some(Polygon {
                exterior: rings.next()?,
                interiors: rings.collect(),
            })
        };
        MultiPolygon(self.coordinates.into_iter().filter_map(polygon).collect())
    }
}

#[derive(sqlx::FromRow)]
struct PlanRow {
    source_file: String,
    source_name: String,
    plan_key: String,
    areas_file: String,
    areas_name: String,
    srs: i64,
    labelled_srs: i64,
    boundary: Json<Outline>,
    sections: Json<Vec<StoredSection>>,
    departed: Json<Vec<Departed>>,
    candidates: Json<Vec<u32>>,
    parts: Json<Vec<StoredPart>>,
    documents: Json<Vec<StoredDocument>>,
    municipality: String,
}

/// The plan of a procedure, if one was imported.
///
/// # Errors
/// Whatever the database says.
pub async fn of(db: &mut impl Statements, procedure: ProcedureId) -> Result<Option<StoredPlan>> {
    let municipality = db.municipality();
    let row = sql!(
        db,
        optional PlanRow,
        "select source_file, source_name, plan_key, areas_file, areas_name, srs, labelled_srs, boundary, sections, departed, \
         candidates, parts, documents, municipality from plan \
         where municipality_id = $1 and procedure_id = $2",
        municipality,
        procedure.0,
    )?;
    Ok(row.map(|row| StoredPlan {
        source_file: row.source_file,
        source_name: row.source_name,
        plan_key: row.plan_key,
        areas_from: (!row.areas_file.is_empty()).then_some((row.areas_file, row.areas_name)),
        srs: u32::try_from(row.srs).unwrap_or(0),
        labelled_srs: u32::try_from(row.labelled_srs).unwrap_or(0),
        boundary: row.boundary.0.into_area(),
        sections: row.sections.0,
        departed: row.departed.0,
        candidates: row.candidates.0,
        parts: row.parts.0,
        documents: row.documents.0,
        municipality: row.municipality,
    }))
}

/// The outline of the newest published version.
pub(super) async fn published_boundary(
    db: &mut impl Statements,
    procedure: ProcedureId,
) -> Result<Option<MultiPolygon>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(Option<Json<Outline>>),
        "select published_boundary from plan where municipality_id = $1 and procedure_id = $2",
        municipality,
        procedure.0,
    )?;
    Ok(found
        .and_then(|(outline,)| outline)
        .map(|Json(outline)| outline.into_area()))
}

/// The sections of the newest published version.
pub(super) async fn published_sections(
    db: &mut impl Statements,
    procedure: ProcedureId,
) -> Result<Vec<StoredSection>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(Option<Json<Vec<StoredSection>>>),
        "select published_sections from plan where municipality_id = $1 and procedure_id = $2",
        municipality,
        procedure.0,
    )?;
    Ok(found
        .and_then(|(sections,)| sections)
        .map(|Json(sections)| sections)
        .unwrap_or_default())
}

/// Stores the plan of a procedure in place of an earlier one.
///
/// # Errors
/// Whatever the database says.
pub async fn save(tx: &mut Tx, procedure: ProcedureId, plan: &StoredPlan, at: Timestamp) -> Result<()> {
    let municipality = tx.municipality();
    let (areas_file, areas_name) = plan
        .areas_from
        .as_ref()
        .map_or(("", ""), |(file, name)| (file.as_str(), name.as_str()));
    sql!(
        tx,
        run,
        "insert into plan (municipality_id, procedure_id, source_file, source_name, srs, labelled_srs, boundary, sections, candidates, parts, documents, imported_at, \
         plan_key, areas_file, areas_name, departed, municipality) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) \
         on conflict (municipality_id, procedure_id) do update set source_file = excluded.source_file, source_name = excluded.source_name, \
         srs = excluded.srs, labelled_srs = excluded.labelled_srs, boundary = excluded.boundary, sections = excluded.sections, \
         candidates = excluded.candidates, parts = excluded.parts, documents = excluded.documents, imported_at = excluded.imported_at, \
         plan_key = excluded.plan_key, areas_file = excluded.areas_file, areas_name = excluded.areas_name, departed = excluded.departed, municipality = excluded.municipality",
        municipality,
        procedure.0,
        &plan.source_file,
        &plan.source_name,
        i64::from(plan.srs),
        i64::from(plan.labelled_srs),
        Json(Outline::of(&plan.boundary)),
        Json(&plan.sections),
        Json(&plan.candidates),
        Json(&plan.parts),
        Json(&plan.documents),
        At::new(at),
        &plan.plan_key,
        areas_file,
        areas_name,
        Json(&plan.departed),
        &plan.municipality,
    )?;
    Ok(())
}

/// From now on places are looked up in the plan as it is: it is published.
///
/// # Errors
/// Whatever the database says.
pub async fn publish_for(tx: &mut Tx, procedure: ProcedureId) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update plan set published_boundary = boundary, published_sections = sections where municipality_id = $1 and procedure_id = $2",
        municipality,
        procedure.0,
    )?;
    Ok(())
}

/// Removes the plans of a procedure with their sections.
///
/// # Errors
/// Whatever the database says.
pub async fn remove(tx: &mut Tx, procedure: ProcedureId) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "delete from plan where municipality_id = $1 and procedure_id = $2",
        municipality,
        procedure.0,
    )?;
    Ok(())
}
