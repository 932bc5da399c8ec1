//! Table `plan`: the outline and sections of a procedure's plan as they were last imported.

use formats::geo::{MultiPolygon, Polygon, Ring};
use serde::{Deserialize, Serialize};
use shared::{
    ids::{ProcedureId, SectionId},
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
    /// A place within it: longitude and latitude, WGS84 degrees.
    pub point: [f64; 2],
}

/// An area as it was last drawn, so that a merged section can be split again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredPart {
    /// Its key in the file.
    pub key: String,
    /// The word for its pattern.
    pub kind: String,
    /// SVG path data.
    pub path: String,
}

/// The plan of a procedure.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredPlan {
    /// SHA-256 of the file in the store.
    pub source_file: String,
    /// The name that the file had.
    pub source_name: String,
    /// The EPSG code that it was read in.
    pub srs: u32,
    /// The EPSG code that its label named.
    pub labelled_srs: u32,
    /// The outline, WGS84.
    pub boundary: MultiPolygon,
    /// Its sections.
    pub sections: Vec<StoredSection>,
    /// EPSG codes that would fit the municipality better than the label; empty where nothing is doubtful.
    pub candidates: Vec<u32>,
    /// Its areas as drawn; none of a plan that was imported before they were kept.
    pub parts: Vec<StoredPart>,
    /// Its documents.
    pub documents: Vec<StoredDocument>,
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
    srs: i64,
    labelled_srs: i64,
    boundary: Json<Outline>,
    sections: Json<Vec<StoredSection>>,
    candidates: Json<Vec<u32>>,
    parts: Json<Vec<StoredPart>>,
    documents: Json<Vec<StoredDocument>>,
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
        "select source_file, source_name, srs, labelled_srs, boundary, sections, candidates, parts, documents from plan \
         where municipality_id = $1 and procedure_id = $2",
        municipality,
        procedure.0,
    )?;
    Ok(row.map(|row| StoredPlan {
        source_file: row.source_file,
        source_name: row.source_name,
        srs: u32::try_from(row.srs).unwrap_or(0),
        labelled_srs: u32::try_from(row.labelled_srs).unwrap_or(0),
        boundary: row.boundary.0.into_area(),
        sections: row.sections.0,
        candidates: row.candidates.0,
        parts: row.parts.0,
        documents: row.documents.0,
    }))
}

/// The outline alone.
pub(super) async fn boundary(
    db: &mut impl Statements,
    procedure: ProcedureId,
) -> Result<Option<MultiPolygon>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(Json<Outline>),
        "select boundary from plan where municipality_id = $1 and procedure_id = $2",
        municipality,
        procedure.0,
    )?;
    Ok(found.map(|(Json(outline),)| outline.into_area()))
}

/// The sections alone.
pub(super) async fn sections(db: &mut impl Statements, procedure: ProcedureId) -> Result<Vec<StoredSection>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(Json<Vec<StoredSection>>),
        "select sections from plan where municipality_id = $1 and procedure_id = $2",
        municipality,
        procedure.0,
    )?;
    Ok(found.map(|(Json(sections),)| sections).unwrap_or_default())
}

/// Stores the plan of a procedure in place of an earlier one.
///
/// # Errors
/// Whatever the database says.
pub async fn save(tx: &mut Tx, procedure: ProcedureId, plan: &StoredPlan, at: Timestamp) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into plan (municipality_id, procedure_id, source_file, source_name, srs, labelled_srs, boundary, sections, candidates, parts, documents, imported_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         on conflict (municipality_id, procedure_id) do update set source_file = excluded.source_file, source_name = excluded.source_name, \
         srs = excluded.srs, labelled_srs = excluded.labelled_srs, boundary = excluded.boundary, sections = excluded.sections, \
         candidates = excluded.candidates, parts = excluded.parts, documents = excluded.documents, imported_at = excluded.imported_at",
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
    )?;
    Ok(())
}
