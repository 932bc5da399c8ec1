//! Puts surfaces onto the globe and says what is doubtful about where they lie.
//!
//! Invariant: a surface is placed wholly or not at all; a doubtful label changes nothing by itself.

use std::collections::HashMap;

use roxmltree::Node;

use super::Options;
use super::container::Members;
use super::finding::{Finding, Warnings};
use super::geometry::{Reader, Surface};
use super::plane::{self, BoxNames, Plane};
use crate::geo::crs::{self, ToWgs84};
use crate::geo::{Area, Crossing, MultiPolygon, Position, self_intersection};

/// A surface in both planes.
pub(super) struct Placed {
    pub(super) surface: Surface,
    pub(super) plane: Plane,
    pub(super) wgs84: MultiPolygon,
    pub(super) bounds: Area,
}

/// What reading one file carries along.
pub(super) struct Reading<'a, 'i, 'o> {
    pub(super) reader: Reader<'a, 'i>,
    pub(super) srs_names: BoxNames<'a, 'i>,
    pub(super) ways: HashMap<u16, Option<ToWgs84>>,
    pub(super) warnings: Warnings,
    pub(super) comparisons_left: usize,
    pub(super) options: &'o Options,
    pub(super) gml: Option<&'o str>,
    pub(super) members: &'o Members,
}

impl<'a, 'i> Reading<'a, 'i, '_> {
    pub(super) fn line(&self, node: Node) -> u32 {
        self.reader.lines.line(node)
    }

    pub(super) fn place(&mut self, property: Node<'a, 'i>) -> Result<Placed, Finding> {
        let at = |finding: Finding, line| finding.at(plane::path(property)).on_line(line);
        let line = self.line(property);
        let mut surface = self.reader.surface(property)?;
        let missing = || Finding::new("geometry_missing", "There is no area here.", "Draw the outline.");
        let extent = Area::around(surface.extent.iter().copied()).ok_or_else(|| at(missing(), line))?;
        let chosen = self.options.srs.map(|epsg| format!("EPSG:{epsg}"));
        let label = match chosen.as_deref() {
            Some(chosen) => Some(chosen),
            None => plane::srs_name(property, &mut self.srs_names),
        };
        let mixed = label
            .filter(|_| chosen.is_none())
            .and_then(|label| plane::mixed(property, label));
        self.reader.notes.extend(mixed.map(|finding| at(finding, line)));
        let expected = &self.options.area;
        let plane = plane::plane(label, extent, expected).map_err(|finding| {
            let candidates = candidates(extent, expected);
            at(
                Finding {
                    candidates: candidates.into(),
                    ..finding
                },
                line,
            )
        })?;
        let mut extent = extent;
        if plane.swapped {
            surface.swap_axes();
            extent = Area {
                west: extent.south,
                south: extent.west,
                east: extent.north,
                north: extent.east,
            };
        }
        let way = self
            .ways
            .entry(plane.epsg)
            .or_insert_with(|| ToWgs84::from_epsg(plane.epsg));
        let apply = |position: Position| way.as_ref().and_then(|way| way.apply(position));
        let mut wgs84 = surface.native.clone();
        let mut outside = false;
        for polygon in &mut wgs84.0 {
            for position in polygon
                .exterior
                .iter_mut()
                .chain(polygon.interiors.iter_mut().flatten())
            {
                match apply(*position) {
                    Some(place) => *position = place,
                    None => outside = true,
                }
            }
        }
        let bounds: Option<Vec<_>> = surface.extent.iter().map(|p| apply(*p)).collect();
        let bounds = bounds.and_then(Area::around).filter(|_| !outside);
        let Some(bounds) = bounds else {
            let fits = candidates(extent, &self.options.area);
            let message = format!("The coordinates lie outside of what EPSG:{} covers.", plane.epsg);
            let finding = Finding::new("coordinates_outside", message, candidate_hint(&fits));
            return Err(at(
                Finding {
                    candidates: fits.into(),
                    ..finding
                },
                line,
            ));
        };
        wgs84.orient();
        Ok(Placed {
            surface,
            plane,
            wgs84,
            bounds,
        })
    }

    /// Says what was understood beyond the label, and whether the label can be right at all.
    pub(super) fn note_plane(&mut self, property: Node, placed: &mut Placed) {
        let line = self.line(property);
        let element = plane::path(property);
        for note in std::mem::take(&mut self.reader.notes) {
            self.warnings.push(note);
        }
        if let Some(note) = placed.plane.note.take() {
            self.warnings.push(note.at(element.clone()).on_line(line));
        }
        if self.options.area.contains(placed.bounds.centre()) {
            return;
        }
        let Some(extent) = Area::around(placed.surface.extent.iter().copied()) else {
            return;
        };
        let mut fits = candidates(extent, &self.options.area);
        fits.retain(|epsg| *epsg != placed.plane.epsg);
        let message = format!(
            "With EPSG:{} the plan lies at {}, outside of the expected area; {}.",
            placed.plane.epsg,
            compass(placed.bounds.centre()),
            if fits.is_empty() {
                "no other system fits".to_owned()
            } else {
                format!("{} would fit", list(&fits))
            },
        );
        let finding = Finding::new("crs_suspect", message, candidate_hint(&fits));
        self.warnings.push(finding.at(element).on_line(line));
    }

    pub(super) fn note_crossings(&mut self, property: Node, placed: &Placed) {
        let line = self.line(property);
        for ring in &placed.surface.fine {
            let (code, message) = match self_intersection(ring, &mut self.comparisons_left) {
                Crossing::None => continue,
                Crossing::At([x, y]) => (
                    "self_intersection",
                    format!("The outline crosses itself near {x:.2} {y:.2}."),
                ),
                Crossing::Unknown => (
                    "self_intersection_unchecked",
                    "The outline is too long to look for crossings.".to_owned(),
                ),
            };
            let finding = Finding::new(code, message, "Correct the outline in the planning program.");
            self.warnings
                .push(finding.at(plane::path(property)).on_line(line));
        }
    }
}

/// The systems under which the middle of an extent would lie in the expected area.
pub(super) fn candidates(extent: Area, area: &Area) -> Vec<u16> {
    let position = extent.centre();
    let lies_inside = |epsg: &u16| {
        ToWgs84::from_epsg(*epsg)
            .and_then(|way| way.apply(position))
            .is_some_and(|place| area.contains(place))
    };
    crs::supported().filter(lies_inside).collect()
}

/// Degrees with the letters of the compass.
fn compass([lon, lat]: Position) -> String {
    let (north, east) = (
        if lat < 0.0 { 'S' } else { 'N' },
        if lon < 0.0 { 'W' } else { 'E' },
    );
    format!("{:.4} {north} {:.4} {east}", lat.abs(), lon.abs())
}

fn list(codes: &[u16]) -> String {
    codes
        .iter()
        .map(|code| format!("EPSG:{code}"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn candidate_hint(fits: &[u16]) -> String {
    if fits.is_empty() {
        "Check the coordinates and the coordinate reference system of the export.".to_owned()
    } else {
        format!(
            "Candidates: {}. Choose one if the place is right then; nothing was changed.",
            list(fits)
        )
    }
}
