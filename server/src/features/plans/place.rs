//! Where places lie: inside or outside of the plan, and a point that stands for a section.
//!
//! Invariant: what counts is the newest published version, never what a clerk imported since.

use formats::geo::point_in_multipolygon;
use shared::{
    ids::{ProcedureId, SectionId},
    plans::Drawing,
};

use super::store;
use crate::{db::Statements, error::Result};

/// Whether a place lies inside of the published plan's outline; `None` where there is none.
///
/// # Errors
/// Whatever the database says.
pub async fn inside(
    db: &mut impl Statements,
    procedure: ProcedureId,
    lat: f64,
    lon: f64,
) -> Result<Option<bool>> {
    let boundary = store::published_boundary(db, procedure)
        .await?
        .filter(|outline| !outline.is_empty());
    Ok(boundary.map(|outline| point_in_multipolygon(lon, lat, &outline)))
}

/// A place within a section, longitude and latitude; `None` where the published plan has no such section.
///
/// # Errors
/// Whatever the database says.
pub async fn section_point(
    db: &mut impl Statements,
    procedure: ProcedureId,
    section: &str,
) -> Result<Option<[f64; 2]>> {
    let Ok(id) = section.parse() else { return Ok(None) };
    let sections = store::published_sections(db, procedure).await?;
    Ok(sections
        .into_iter()
        .find(|known| known.id == id)
        .and_then(|known| known.point))
}

/// The section of the published drawing that goes on with another one: by hand it was merged into it, or it was a part of it
/// when it left the plan. `None` where there is none, also for a section that the drawing has itself.
///
/// # Errors
/// Whatever the database says.
pub async fn successor(
    db: &mut impl Statements,
    procedure: ProcedureId,
    drawing: &Drawing,
    section: &str,
) -> Result<Option<SectionId>> {
    let Ok(id) = section.parse::<SectionId>() else {
        return Ok(None);
    };
    if drawing.sections.iter().any(|known| known.id == id) {
        return Ok(None);
    }
    let stored = store::published_sections(db, procedure).await?;
    let Some(own) = stored.into_iter().find(|known| known.id == id) else {
        return Ok(None);
    };
    let goes_on = drawing
        .sections
        .iter()
        .find(|known| known.keys.contains(&own.key) || Some(known.id) == own.merged_into);
    Ok(goes_on.map(|known| known.id))
}
