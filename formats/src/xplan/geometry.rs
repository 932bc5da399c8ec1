//! GML surfaces: areas with holes, read in the plane in which they are written.
//!
//! Invariants: a surface is read wholly or not at all; every ring is closed; at most `Limits::vertices`
//! positions are read from one file.

use std::collections::HashMap;

use roxmltree::Node;

use super::curve::{Curve, Piece, distance};
use super::finding::Finding;
use super::plane;
use super::xml::{self, Lines};
use crate::geo::arc::CHORD_ERROR;
use crate::geo::{
    Area, Crossing, MultiPolygon, Polygon, Position, Ring, distance_to_ring, in_ring, point_in_multipolygon,
    point_within, self_intersection, signed_area,
};

/// Chord error for the box around arcs and for crossings, in metres: far below the last printed digit.
const FINE_ERROR: f64 = 0.001;
/// An open ring is closed silently up to this gap and with a warning up to [`GAP_MENDED`], in metres.
const GAP_IGNORED: f64 = 0.001;
/// Beyond this gap a part of the ring is likely to be missing.
pub(super) const GAP_MENDED: f64 = 0.1;
/// Square metres below which there is no area.
const SMALLEST: f64 = 1e-6;
/// Surfaces in surfaces and curves in curves: no real file needs more.
pub(super) const MAX_HOPS: usize = 16;
/// Steps that looking for holes and members in wrong places may cost in one file: far below a second.
pub(super) const CHECKS: usize = 20_000_000;
/// So many positions of a hole are looked at.
const PROBES: usize = 16;

/// What geometry reading shares over one file.
pub(super) struct Reader<'a, 'i> {
    pub(super) lines: &'a Lines,
    pub(super) ids: &'a HashMap<&'a str, Node<'a, 'i>>,
    pub(super) vertices_left: usize,
    /// Elements that may still be looked at: references can lead to the same ones over and over.
    pub(super) visits_left: usize,
    pub(super) checks_left: usize,
    pub(super) notes: Vec<Finding>,
}

/// A surface in its own plane.
#[derive(Debug)]
pub(super) struct Surface {
    /// Outlines with arcs interpolated to five centimetres.
    pub(super) native: MultiPolygon,
    /// Positions whose box encloses the outlines including the bulge of arcs.
    pub(super) extent: Vec<Position>,
    /// Square metres without holes, arcs counted exactly.
    pub(super) area: f64,
    /// Outlines in which arcs are followed to a millimetre: crossings of arcs are often only centimetres wide.
    pub(super) fine: Vec<Ring>,
}

impl Surface {
    /// Exchanges easting and northing everywhere.
    pub(super) fn swap_axes(&mut self) {
        let polygons = self.native.0.iter_mut();
        let rings = polygons.flat_map(|p| std::iter::once(&mut p.exterior).chain(&mut p.interiors));
        for position in rings.chain(&mut self.fine).flatten().chain(&mut self.extent) {
            position.swap(0, 1);
        }
    }
}

pub(super) const REDRAW: &str = "Correct the outline in the planning program and export the plan again.";

/// Whether one of some corners of an outline lies in another one, beyond the width of a line; or what lies a little inwards of
/// a corner, for outlines that share a line.
fn has_corner_in(inner: &MultiPolygon, outer: &MultiPolygon) -> bool {
    let middle = point_within(inner);
    let inwards = |[x, y]: Position| {
        let [to_x, to_y] = middle?;
        let [x, y] = [x + (to_x - x) / 50.0, y + (to_y - y) / 50.0];
        point_in_multipolygon(x, y, inner).then_some([x, y])
    };
    let lies_in =
        |[x, y]: Position, ring: &Ring| in_ring(x, y, ring) && distance_to_ring([x, y], ring) > GAP_MENDED;
    inner.0.iter().any(|polygon| {
        let step = (polygon.exterior.len() / PROBES).max(1);
        let mut corners = polygon.exterior.iter().copied().step_by(step);
        corners.any(|corner| {
            let mut near = [Some(corner), inwards(corner)].into_iter().flatten();
            near.any(|at| outer.0.iter().any(|other| lies_in(at, &other.exterior)))
        })
    })
}

impl<'a, 'i> Reader<'a, 'i> {
    pub(super) fn finding(
        &self,
        node: Node,
        code: &'static str,
        message: impl Into<String>,
        hint: &str,
    ) -> Finding {
        Finding::new(code, message, hint)
            .at(plane::path(node))
            .on_line(self.lines.line(node))
    }

    /// The element itself, or the one it points to.
    pub(super) fn resolve(&self, node: Node<'a, 'i>) -> Node<'a, 'i> {
        if node.first_element_child().is_some() {
            return node;
        }
        xml::reference(node)
            .and_then(|id| self.ids.get(id))
            .copied()
            .unwrap_or(node)
    }

    /// True if the property holds (or points to) a surface; lines and points are none.
    pub(super) fn holds_surface(&self, property: Node<'a, 'i>) -> bool {
        let is_surface = |n: Node| {
            let name = n.tag_name().name();
            matches!(
                name,
                "Polygon" | "Surface" | "PolyhedralSurface" | "OrientableSurface"
            ) || matches!(
                name,
                "MultiSurface" | "CompositeSurface" | "MultiPolygon" | "MultiGeometry"
            )
        };
        let target = self.resolve(property);
        is_surface(target) || target.first_element_child().is_some_and(is_surface)
    }

    /// Reads the surface in a property such as `position`.
    pub(super) fn surface(&mut self, property: Node<'a, 'i>) -> Result<Surface, Finding> {
        let mut surface = Surface {
            native: MultiPolygon::default(),
            extent: Vec::new(),
            area: 0.0,
            fine: Vec::new(),
        };
        let target = self.resolve(property);
        if target == property {
            let elements: Vec<_> = property.children().filter(Node::is_element).collect();
            for element in elements {
                self.collect(element, &mut surface, 0)?;
            }
        } else {
            self.collect(target, &mut surface, 0)?;
        }
        if surface.native.is_empty() {
            return Err(self.finding(property, "geometry_missing", "There is no area here.", REDRAW));
        }
        if self.overlap(&surface.native.0, false) {
            let message = "Parts of the area lie upon each other; the size counts both.";
            let note = self.finding(property, "members_overlap", message, REDRAW);
            self.notes.push(note);
        }
        Ok(surface)
    }

    /// Counts an element and what stands in it against the limit of the file.
    pub(super) fn visit(&mut self, node: Node<'a, 'i>) -> Result<(), Finding> {
        let Some(left) = self.visits_left.checked_sub(1 + node.children().count()) else {
            let message = "Surfaces and curves refer to each other more often than can be followed.";
            return Err(self.finding(node, "geometry_too_large", message, REDRAW));
        };
        self.visits_left = left;
        Ok(())
    }

    /// Whether a place within one of the areas lies in another one: not every overlap, but each area that is there twice, and
    /// where corners are looked at as well, nearly each that reaches into another beyond the width of a line.
    fn overlap(&mut self, areas: &[Polygon], corners_too: bool) -> bool {
        let size = |polygon: &Polygon| {
            polygon.exterior.len() + polygon.interiors.iter().map(Vec::len).sum::<usize>()
        };
        let mut members: Vec<(Area, MultiPolygon, usize)> = Vec::new();
        if areas.len() > 1 {
            for polygon in areas {
                if let Some(bounds) = Area::around(polygon.exterior.iter().copied()) {
                    members.push((bounds, MultiPolygon(vec![polygon.clone()]), size(polygon)));
                }
            }
        }
        members.sort_by(|a, b| a.0.west.total_cmp(&b.0.west));
        let mut active: Vec<usize> = Vec::new();
        for (index, (bounds, member, size)) in members.iter().enumerate() {
            active.retain(|at| {
                members
                    .get(*at)
                    .is_some_and(|(other, ..)| other.east > bounds.west)
            });
            for (other, other_member, other_size) in active.iter().filter_map(|at| members.get(*at)) {
                let Some(left) = self.checks_left.checked_sub(1) else {
                    return false;
                };
                self.checks_left = left;
                if other.south >= bounds.north || bounds.south >= other.north {
                    continue;
                }
                let looks = if corners_too { 2 + 2 * PROBES } else { 2 };
                let Some(left) = self.checks_left.checked_sub((size + other_size) * looks) else {
                    return false;
                };
                self.checks_left = left;
                let lies_in = |inner: &MultiPolygon, outer: &MultiPolygon| {
                    point_within(inner).is_some_and(|[x, y]| point_in_multipolygon(x, y, outer))
                        || (corners_too && has_corner_in(inner, outer))
                };
                if lies_in(member, other_member) || lies_in(other_member, member) {
                    return true;
                }
            }
            active.push(index);
        }
        false
    }

    /// Whether a hole is partly outside of the line around its polygon, beyond the width of a line.
    fn strays(&mut self, exterior: &Ring, hole: &Ring) -> bool {
        let step = (hole.len() / PROBES).max(1);
        for [x, y] in hole.iter().copied().step_by(step) {
            let Some(left) = self.checks_left.checked_sub(exterior.len() * 2) else {
                return false;
            };
            self.checks_left = left;
            if !in_ring(x, y, exterior) && distance_to_ring([x, y], exterior) > GAP_MENDED {
                return true;
            }
        }
        false
    }

    fn collect(&mut self, node: Node<'a, 'i>, into: &mut Surface, hops: usize) -> Result<(), Finding> {
        if hops > MAX_HOPS {
            return Err(self.finding(
                node,
                "geometry_too_deep",
                "Surfaces refer to each other in a circle.",
                REDRAW,
            ));
        }
        self.visit(node)?;
        match node.tag_name().name() {
            "Polygon" | "PolygonPatch" | "Rectangle" | "Triangle" => self.polygon(node, into),
            "MultiSurface" | "CompositeSurface" | "Surface" | "OrientableSurface" | "PolyhedralSurface"
            | "MultiPolygon" | "MultiGeometry" | "surfaceMember" | "surfaceMembers" | "patches"
            | "baseSurface" | "polygonPatches" | "polygonMember" | "geometryMember" => {
                let target = self.resolve(node);
                if target != node {
                    return self.collect(target, into, hops + 1);
                }
                let elements: Vec<_> = node.children().filter(Node::is_element).collect();
                for element in elements {
                    self.collect(element, into, hops + 1)?;
                }
                Ok(())
            }
            // Names, descriptions and boxes may stand beside the geometry.
            "name"
            | "description"
            | "identifier"
            | "boundedBy"
            | "metaDataProperty"
            | "descriptionReference" => Ok(()),
            other => {
                let message = format!("The geometry \"{other}\" is not an area that can be read.");
                Err(self.finding(
                    node,
                    "geometry_unsupported",
                    message,
                    "Use Polygon, Surface or MultiSurface.",
                ))
            }
        }
    }

    fn polygon(&mut self, node: Node<'a, 'i>, into: &mut Surface) -> Result<(), Finding> {
        let Some(exterior) = xml::child(node, "exterior") else {
            return Err(self.finding(node, "exterior_missing", "The polygon has no outer line.", REDRAW));
        };
        let (ring, area) = self.boundary(exterior, into, true)?;
        let mut polygon = Polygon {
            exterior: ring,
            interiors: Vec::new(),
        };
        let mut left = area;
        let mut strays = false;
        let holes: Vec<_> = xml::children(node, "interior").collect();
        for interior in holes {
            let (hole, area) = self.boundary(interior, into, false)?;
            strays = strays || self.strays(&polygon.exterior, &hole);
            polygon.interiors.push(hole);
            left -= area;
        }
        let as_areas: Vec<Polygon> = polygon
            .interiors
            .iter()
            .map(|hole| Polygon {
                exterior: hole.clone(),
                interiors: Vec::new(),
            })
            .collect();
        if self.overlap(&as_areas, true) {
            let message = "Holes of the area lie upon each other; the size leaves out both.";
            let note = self.finding(node, "holes_overlap", message, REDRAW);
            self.notes.push(note);
        }
        if left < SMALLEST {
            let message = "The holes of the area take away all of it.";
            return Err(self.finding(node, "holes_too_large", message, REDRAW));
        }
        if strays {
            let message = "A hole reaches out of the area that it is in.";
            let note = self.finding(node, "hole_outside", message, REDRAW);
            self.notes.push(note);
        }
        into.area += left;
        into.native.0.push(polygon);
        Ok(())
    }

    /// The ring in `exterior` or `interior`, and its area.
    fn boundary(
        &mut self,
        node: Node<'a, 'i>,
        into: &mut Surface,
        outer: bool,
    ) -> Result<(Ring, f64), Finding> {
        let Some(ring) = node.first_element_child() else {
            return Err(self.finding(node, "ring_missing", "The outline of the area is empty.", REDRAW));
        };
        let curve = match ring.tag_name().name() {
            "LinearRing" => self.line(ring)?,
            "Ring" => self.joined(ring)?,
            other => {
                let message = format!("\"{other}\" is no closed line that can be read.");
                return Err(self.finding(ring, "geometry_unsupported", message, "Use LinearRing or Ring."));
            }
        };
        self.close(ring, curve, into, outer)
    }

    fn close(
        &mut self,
        node: Node<'a, 'i>,
        mut curve: Curve,
        into: &mut Surface,
        outer: bool,
    ) -> Result<(Ring, f64), Finding> {
        let has_arcs = curve.pieces.iter().any(|p| matches!(p, Piece::Arc(..)));
        // A closed ring of straight lines has four positions: three corners and the first one again.
        if !has_arcs && curve.pieces.len() < 3 {
            let message = format!(
                "The ring has {} positions; a closed ring needs four.",
                curve.pieces.len() + 1
            );
            return Err(self.finding(node, "ring_too_short", message, REDRAW));
        }
        let gap = distance(curve.start, curve.end());
        if gap > GAP_MENDED {
            let message =
                format!("The ring is open: {gap:.2} m lie between its first and its last position.");
            return Err(self.finding(node, "ring_not_closed", message, REDRAW));
        }
        if gap > GAP_IGNORED {
            let message = format!("The ring is open by {:.1} cm and was closed.", gap * 100.0);
            let note = self.finding(
                node,
                "ring_closed",
                message,
                "Repeat the first position at the end.",
            );
            self.notes.push(note);
        }
        if gap > 0.0 {
            curve.pieces.push(Piece::Line(curve.start));
        }
        let mut ring = vec![curve.start];
        let mut corners = vec![curve.start];
        let mut fine = vec![curve.start];
        let mut bulges = 0.0;
        for piece in &curve.pieces {
            let end = match piece {
                Piece::Line(end) => *end,
                Piece::Arc(arc, end) => {
                    // A few large arcs can ask for more positions than a whole file holds.
                    self.take_vertices(node, arc.steps(FINE_ERROR))?;
                    ring.extend(arc.between(CHORD_ERROR));
                    if outer {
                        into.extent.extend(arc.tangent_corners(FINE_ERROR));
                    }
                    bulges += arc.segment_area();
                    fine.extend(arc.between(FINE_ERROR));
                    *end
                }
            };
            ring.push(end);
            fine.push(end);
            corners.push(end);
        }
        ring.dedup();
        if outer {
            into.extent.extend_from_slice(&corners);
        }
        let area = (signed_area(&corners) + bulges).abs();
        if ring.len() < 4 || !area.is_finite() || area < SMALLEST {
            if let Crossing::At([x, y]) = self_intersection(&fine, &mut self.checks_left) {
                let message = format!(
                    "The outline crosses itself near {x:.2} {y:.2}: its parts cancel each other out."
                );
                return Err(self.finding(node, "self_intersection", message, REDRAW));
            }
            let message = "The ring encloses no area: its positions are equal or lie on one line.";
            return Err(self.finding(node, "ring_without_area", message, REDRAW));
        }
        into.fine.push(fine);
        Ok((ring, area))
    }
}
