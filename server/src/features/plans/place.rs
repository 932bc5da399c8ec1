//! Where places lie: inside or outside of the plan, and a point that stands for a section.
//!
//! Invariant: what counts is the newest published version, never what a clerk imported since.

use formats::geo::point_in_multipolygon;
use shared::ids::ProcedureId;

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
