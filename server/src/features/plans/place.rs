//! Where places lie: inside or outside of the plan, and a point that stands for a section.

use formats::geo::{MultiPolygon, Polygon, Position, Ring, point_in_multipolygon, signed_area};
use shared::ids::ProcedureId;

use super::store;
use crate::{db::Statements, error::Result};

/// Whether a place lies inside of the plan's outline; `None` where the procedure has no outline.
///
/// # Errors
/// Whatever the database says.
pub async fn inside(
    db: &mut impl Statements,
    procedure: ProcedureId,
    lat: f64,
    lon: f64,
) -> Result<Option<bool>> {
    let boundary = store::boundary(db, procedure)
        .await?
        .filter(|outline| !outline.is_empty());
    Ok(boundary.map(|outline| point_in_multipolygon(lon, lat, &outline)))
}

/// A place within a section, longitude and latitude; `None` where the plan has no such section.
///
/// # Errors
/// Whatever the database says.
pub async fn section_point(
    db: &mut impl Statements,
    procedure: ProcedureId,
    section: &str,
) -> Result<Option<[f64; 2]>> {
    let Ok(id) = section.parse() else { return Ok(None) };
    let sections = store::sections(db, procedure).await?;
    Ok(sections
        .into_iter()
        .find(|known| known.id == id)
        .map(|known| known.point))
}

/// A position that surely lies within an area: the middle of the widest stretch at the middle height of its largest part.
pub(super) fn point_within(area: &MultiPolygon) -> Option<Position> {
    let largest = area.0.iter().max_by(|a, b| {
        signed_area(&a.exterior)
            .abs()
            .total_cmp(&signed_area(&b.exterior).abs())
    })?;
    let (south, north) = largest
        .exterior
        .iter()
        .fold((f64::MAX, f64::MIN), |(s, n), [_, lat]| {
            (s.min(*lat), n.max(*lat))
        });
    // A height at which only corners lie gives no stretch: try others.
    [0.5, 0.37, 0.61, 0.21, 0.83]
        .into_iter()
        .find_map(|share| widest_at(largest, south + (north - south) * share))
}

fn widest_at(polygon: &Polygon, height: f64) -> Option<Position> {
    let crossing = |pair: &[Position]| match *pair {
        [[ax, ay], [bx, by]] if (ay > height) != (by > height) => {
            Some((bx - ax) * (height - ay) / (by - ay) + ax)
        }
        _ => None,
    };
    let along = |ring: &Ring| ring.windows(2).filter_map(crossing).collect::<Vec<_>>();
    let mut crossings = along(&polygon.exterior);
    crossings.extend(polygon.interiors.iter().flat_map(along));
    crossings.sort_by(f64::total_cmp);
    crossings
        .chunks_exact(2)
        .filter_map(|pair| match *pair {
            [from, to] if to > from => Some((to - from, f64::midpoint(from, to))),
            _ => None,
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, middle)| [middle, height])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(positions: &[[f64; 2]]) -> Ring {
        positions.to_vec()
    }

    #[test]
    fn the_point_of_a_section_lies_in_it_and_not_in_its_hole() {
        let exterior = ring(&[[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]]);
        let hole = ring(&[[1.0, 1.0], [1.0, 9.0], [8.0, 9.0], [8.0, 1.0], [1.0, 1.0]]);
        let area = MultiPolygon(vec![Polygon {
            exterior,
            interiors: vec![hole],
        }]);
        let [lon, lat] = point_within(&area).unwrap();
        assert!(point_in_multipolygon(lon, lat, &area), "{lon} {lat}");
        assert_eq!([lon, lat], [9.0, 5.0]);
        assert_eq!(point_within(&MultiPolygon::default()), None);
    }
}
