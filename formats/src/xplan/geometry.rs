//! GML surfaces: rings of straight and curved pieces, read in the plane in which they are written.
//!
//! Invariants: a surface is read wholly or not at all; every ring is closed; at most `Limits::vertices`
//! positions are read from one file.

use std::collections::HashMap;

use roxmltree::Node;

use super::finding::Finding;
use super::xml::{self, Lines};
use crate::geo::arc::{Arc, CHORD_ERROR};
use crate::geo::{Area, MultiPolygon, Polygon, Position, Ring, crs, signed_area};

/// Chord error for the box around arcs and for crossings, in metres: far below the last printed digit.
const FINE_ERROR: f64 = 0.001;
/// An open ring is closed silently up to this gap and with a warning up to [`GAP_MENDED`], in metres.
const GAP_IGNORED: f64 = 0.001;
/// Beyond this gap a part of the ring is likely to be missing.
const GAP_MENDED: f64 = 0.1;
/// Surfaces in surfaces and curves in curves: no real file needs more.
const MAX_HOPS: usize = 16;

/// What geometry reading shares over one file.
pub(super) struct Reader<'a, 'i> {
    pub(super) lines: &'a Lines,
    pub(super) ids: &'a HashMap<&'a str, Node<'a, 'i>>,
    pub(super) vertices_left: usize,
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

/// One piece of a ring; it starts where the piece before it ends.
#[derive(Clone, Copy)]
enum Piece {
    Line(Position),
    /// The arc, and where it ends as written.
    Arc(Arc, Position),
}

/// A curve that may be turned round before it joins others.
struct Curve {
    start: Position,
    pieces: Vec<Piece>,
}

impl Curve {
    fn end(&self) -> Position {
        match self.pieces.last() {
            Some(Piece::Line(end) | Piece::Arc(_, end)) => *end,
            None => self.start,
        }
    }

    fn reversed(self) -> Self {
        let mut starts = vec![self.start];
        starts.extend(self.pieces.iter().map(|piece| match piece {
            Piece::Line(end) | Piece::Arc(_, end) => *end,
        }));
        let start = self.end();
        let pieces = self
            .pieces
            .into_iter()
            .zip(starts)
            .rev()
            .map(|(piece, target)| match piece {
                Piece::Line(_) => Piece::Line(target),
                Piece::Arc(arc, _) => Piece::Arc(
                    Arc {
                        start: arc.start + arc.sweep,
                        sweep: -arc.sweep,
                        ..arc
                    },
                    target,
                ),
            });
        Self {
            start,
            pieces: pieces.collect(),
        }
    }
}

fn distance(a: Position, b: Position) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

const REDRAW: &str = "Correct the outline in the planning program and export the plan again.";

impl<'a, 'i> Reader<'a, 'i> {
    fn finding(&self, node: Node, code: &'static str, message: impl Into<String>, hint: &str) -> Finding {
        Finding::new(code, message, hint)
            .at(path(node))
            .on_line(self.lines.line(node))
    }

    /// The element itself, or the one it points to.
    fn resolve(&self, node: Node<'a, 'i>) -> Node<'a, 'i> {
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
        Ok(surface)
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
        into.area += area;
        let holes: Vec<_> = xml::children(node, "interior").collect();
        for interior in holes {
            let (hole, area) = self.boundary(interior, into, false)?;
            polygon.interiors.push(hole);
            into.area -= area;
        }
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
        if ring.len() < 4 || !area.is_finite() || area < 1e-6 {
            let message = "The ring encloses no area: its positions are equal or lie on one line.";
            return Err(self.finding(node, "ring_without_area", message, REDRAW));
        }
        into.fine.push(fine);
        Ok((ring, area))
    }

    /// The curves of a `Ring`, joined end to end; one that runs the wrong way is turned round.
    fn joined(&mut self, ring: Node<'a, 'i>) -> Result<Curve, Finding> {
        let members: Vec<_> = xml::children(ring, "curveMember").collect();
        let mut curves = Vec::new();
        for member in members {
            let target = self.resolve(member);
            let target = if target == member {
                member.first_element_child()
            } else {
                Some(target)
            };
            let Some(target) = target else {
                return Err(self.finding(member, "curve_missing", "A part of the outline is empty.", REDRAW));
            };
            curves.push(self.curve(target, 0)?);
        }
        let mut turned = false;
        // The first curve's direction only shows in the second one.
        if let [first, second, ..] = curves.as_slice() {
            let touches = |p: Position| {
                distance(p, second.start) <= GAP_MENDED || distance(p, second.end()) <= GAP_MENDED
            };
            if !touches(first.end()) && touches(first.start) {
                let first = curves.remove(0);
                curves.insert(0, first.reversed());
                turned = true;
            }
        }
        let mut curves = curves.into_iter();
        let Some(mut whole) = curves.next() else {
            return Err(self.finding(ring, "ring_missing", "The outline of the area is empty.", REDRAW));
        };
        for mut next in curves {
            let end = whole.end();
            if distance(end, next.start) > GAP_MENDED && distance(end, next.end()) <= GAP_MENDED {
                next = next.reversed();
                turned = true;
            }
            self.append(ring, &mut whole, next)?;
        }
        if turned {
            let message = "A part of the outline runs against the others and was turned round.";
            let hint = "Let every curve begin where the one before it ends.";
            let note = self.finding(ring, "curve_turned", message, hint);
            self.notes.push(note);
        }
        Ok(whole)
    }

    fn append(&self, node: Node, whole: &mut Curve, next: Curve) -> Result<(), Finding> {
        let gap = distance(whole.end(), next.start);
        if gap > GAP_MENDED {
            let message = format!("Two parts of the outline do not meet: {gap:.2} m lie between them.");
            return Err(self.finding(node, "curve_gap", message, REDRAW));
        }
        if gap > 0.0 {
            whole.pieces.push(Piece::Line(next.start));
        }
        whole.pieces.extend(next.pieces);
        Ok(())
    }

    fn curve(&mut self, node: Node<'a, 'i>, hops: usize) -> Result<Curve, Finding> {
        if hops > MAX_HOPS {
            return Err(self.finding(
                node,
                "geometry_too_deep",
                "Curves refer to each other in a circle.",
                REDRAW,
            ));
        }
        match node.tag_name().name() {
            "LineString" | "LineStringSegment" | "LinearRing" => self.line(node),
            "Arc" | "ArcString" => self.arcs(node),
            "Circle" => self.circle(node),
            "OrientableCurve" => {
                let base = xml::child(node, "baseCurve").map(|base| {
                    let target = self.resolve(base);
                    if target == base {
                        base.first_element_child()
                    } else {
                        Some(target)
                    }
                });
                let Some(Some(base)) = base else {
                    return Err(self.finding(
                        node,
                        "curve_missing",
                        "A part of the outline is empty.",
                        REDRAW,
                    ));
                };
                let curve = self.curve(base, hops + 1)?;
                let minus = node.attribute("orientation").is_some_and(|o| o.trim() == "-");
                Ok(if minus { curve.reversed() } else { curve })
            }
            "Curve" | "CompositeCurve" => {
                let parts: Vec<_> = match xml::child(node, "segments") {
                    Some(segments) => segments.children().filter(Node::is_element).collect(),
                    None => xml::children(node, "curveMember")
                        .filter_map(|m| {
                            let target = self.resolve(m);
                            if target == m {
                                m.first_element_child()
                            } else {
                                Some(target)
                            }
                        })
                        .collect(),
                };
                let mut whole: Option<Curve> = None;
                for part in parts {
                    let next = self.curve(part, hops + 1)?;
                    match &mut whole {
                        None => whole = Some(next),
                        Some(whole) => self.append(part, whole, next)?,
                    }
                }
                whole.ok_or_else(|| {
                    self.finding(node, "curve_missing", "A part of the outline is empty.", REDRAW)
                })
            }
            other => {
                let message = format!("The curve \"{other}\" cannot be read.");
                let hint = "Use LineStringSegment, Arc, ArcString or Circle.";
                Err(self.finding(node, "geometry_unsupported", message, hint))
            }
        }
    }

    fn line(&mut self, node: Node<'a, 'i>) -> Result<Curve, Finding> {
        let positions = self.positions(node)?;
        let mut positions = positions.into_iter();
        let Some(start) = positions.next() else {
            return Err(self.finding(node, "ring_too_short", "The line has no positions.", REDRAW));
        };
        Ok(Curve {
            start,
            pieces: positions.map(Piece::Line).collect(),
        })
    }

    /// Arcs of three positions each; the end of one is the start of the next.
    fn arcs(&mut self, node: Node<'a, 'i>) -> Result<Curve, Finding> {
        let positions = self.positions(node)?;
        if positions.len() < 3 || positions.len() % 2 == 0 {
            let message = format!(
                "The arc has {} positions; it needs three, or two more for each further arc.",
                positions.len()
            );
            return Err(self.finding(node, "arc_positions", message, REDRAW));
        }
        let start = positions.first().copied().unwrap_or_default();
        let mut pieces = Vec::new();
        for (index, triple) in positions.windows(3).enumerate() {
            if let (0, &[a, b, c]) = (index % 2, triple) {
                match Arc::through(a, b, c) {
                    Some(arc) => pieces.push(Piece::Arc(arc, c)),
                    None => pieces.extend([Piece::Line(b), Piece::Line(c)]),
                }
            }
        }
        Ok(Curve { start, pieces })
    }

    fn circle(&mut self, node: Node<'a, 'i>) -> Result<Curve, Finding> {
        let positions = self.positions(node)?;
        let circle = match *positions.as_slice() {
            [a, b, c] => Arc::circle(a, b, c).map(|arc| (arc, a)),
            _ => None,
        };
        let Some((arc, start)) = circle else {
            let message = "A circle needs three positions that do not lie on one line.";
            return Err(self.finding(node, "arc_positions", message, REDRAW));
        };
        Ok(Curve {
            start,
            pieces: vec![Piece::Arc(arc, start)],
        })
    }

    /// The positions in `posList`, in single `pos`, or in the older `coordinates`.
    fn positions(&mut self, node: Node<'a, 'i>) -> Result<Vec<Position>, Finding> {
        let mut positions = Vec::new();
        for list in node.children().filter(Node::is_element) {
            let commas = match list.tag_name().name() {
                "posList" | "pos" => false,
                "coordinates" => true,
                "pointProperty" | "pointRep" => {
                    let point = self.resolve(list);
                    let point = if point == list {
                        list.first_element_child()
                    } else {
                        Some(point)
                    };
                    if let Some(pos) = point.and_then(|p| xml::child(p, "pos")) {
                        self.numbers(pos, false, &mut positions)?;
                    }
                    continue;
                }
                _ => continue,
            };
            self.numbers(list, commas, &mut positions)?;
        }
        Ok(positions)
    }

    fn numbers(&mut self, list: Node<'a, 'i>, commas: bool, into: &mut Vec<Position>) -> Result<(), Finding> {
        let text: std::borrow::Cow<str> = match list.text() {
            Some(text) if list.children().count() == 1 => text.into(),
            // A comment inside splits the text.
            _ => xml::text(list).unwrap_or_default().into(),
        };
        let size = list
            .ancestors()
            .take(MAX_HOPS)
            .find_map(|n| n.attribute("srsDimension"))
            .and_then(|d| d.trim().parse::<usize>().ok());
        let size = match size {
            Some(3) => 3,
            // `coordinates` writes "x,y x,y", with a third value where there is a height.
            None if commas
                && text
                    .split_whitespace()
                    .next()
                    .is_some_and(|t| t.split(',').count() == 3) =>
            {
                3
            }
            _ => 2,
        };
        let is_gap = |c: char| c.is_whitespace() || (commas && c == ',');
        let mut tuple = [0.0f64; 3];
        let mut filled = 0;
        for word in text.split(is_gap).filter(|w| !w.is_empty()) {
            let number: f64 = match word.parse() {
                Ok(number) if f64::is_finite(number) => number,
                _ => {
                    let word: String = word.chars().take(40).collect();
                    let message = format!("\"{word}\" is not a coordinate.");
                    return Err(self.finding(list, "coordinate_invalid", message, REDRAW));
                }
            };
            if let Some(slot) = tuple.get_mut(filled) {
                *slot = number;
            }
            filled += 1;
            if filled == size {
                filled = 0;
                self.vertices_left = match self.vertices_left.checked_sub(1) {
                    Some(left) => left,
                    None => {
                        let hint = "Split the file, or simplify its outlines.";
                        return Err(self.finding(
                            list,
                            "too_many_vertices",
                            "The file has too many positions.",
                            hint,
                        ));
                    }
                };
                into.push([tuple[0], tuple[1]]);
            }
        }
        if filled != 0 {
            let message = "The number of coordinates does not make whole positions.";
            return Err(self.finding(list, "coordinate_count", message, REDRAW));
        }
        Ok(())
    }
}

/// The `srsName` that applies to a geometry: its own, an ancestor's, the first one inside, or a box's.
pub(super) fn srs_name<'a>(property: Node<'a, '_>) -> Option<&'a str> {
    let own = |n: Node<'a, '_>| n.attribute("srsName").filter(|s| !s.trim().is_empty());
    if let Some(found) = property.children().filter(Node::is_element).find_map(own) {
        return Some(found);
    }
    if let Some(found) = property.ancestors().find_map(own) {
        return Some(found);
    }
    if let Some(found) = property.descendants().find_map(own) {
        return Some(found);
    }
    let envelope = |n: Node<'a, '_>| xml::child(n, "boundedBy").and_then(|b| b.descendants().find_map(own));
    property.ancestors().find_map(envelope)
}

/// The plane that a geometry is written in, and what had to be understood beyond the label.
pub(super) struct Plane {
    pub(super) epsg: u16,
    pub(super) note: Option<Finding>,
    /// Northing stands before easting.
    pub(super) swapped: bool,
}

/// Finds the plane for a label and the extent of what is written under it.
pub(super) fn plane(label: Option<&str>, extent: Area) -> Result<Plane, Finding> {
    let codes = "EPSG:25832, 25833, 31466 to 31469, 4647 or 5650";
    let Some(label) = label else {
        let message = "Neither the geometry nor the file names a coordinate reference system (srsName).";
        return Err(Finding::new(
            "crs_missing",
            message,
            format!("Write srsName on the geometry: {codes}."),
        ));
    };
    let Some(epsg) = crs::parse(label) else {
        let message = format!("The coordinate reference system \"{label}\" is not supported.");
        return Err(Finding::new(
            "crs_unknown",
            message,
            format!("Export the plan in {codes}."),
        ));
    };
    // No place in Germany has a northing below 5.2 or above 6.2 million metres; eastings never lie there.
    let northing = |low: f64, high: f64| low > 5.2e6 && high < 6.2e6;
    let swapped =
        northing(extent.west, extent.east) && !northing(extent.south, extent.north) && epsg != 31469;
    let easting = if swapped { extent.south } else { extent.west };
    if swapped {
        let note = Finding::new(
            "axis_order",
            "Northing stands before easting; the coordinates were read in that order.",
            "Write easting before northing, as XPlanGML files do.",
        );
        let epsg = crs::zone_prefixed(epsg, easting).unwrap_or(epsg);
        return Ok(Plane {
            epsg,
            note: Some(note),
            swapped,
        });
    }
    match crs::zone_prefixed(epsg, easting) {
        Some(actual) => {
            let note = Finding::new(
                "crs_zone_prefixed",
                format!(
                    "The label is EPSG:{epsg}, but the eastings begin with a zone number: read as EPSG:{actual}."
                ),
                format!("Write srsName=\"EPSG:{actual}\", or leave the zone out of the eastings."),
            );
            Ok(Plane {
                epsg: actual,
                note: Some(note),
                swapped,
            })
        }
        None => Ok(Plane {
            epsg,
            note: None,
            swapped,
        }),
    }
}

/// The feature and the property around a node, as `BP_Plan/raeumlicherGeltungsbereich/…/LinearRing`.
pub(super) fn path(node: Node) -> String {
    let is_feature = |n: &Node| {
        let name = n.tag_name().name().as_bytes();
        n.is_element() && matches!(name, [b'A'..=b'Z', b'A'..=b'Z', b'_', ..]) && xml::gml_id(*n).is_some()
    };
    let name = node.tag_name().name();
    let mut property = name;
    for ancestor in node.ancestors().filter(Node::is_element) {
        if is_feature(&ancestor) {
            let feature = ancestor.tag_name().name();
            return if ancestor == node {
                feature.to_owned()
            } else if property == name {
                format!("{feature}/{name}")
            } else {
                format!("{feature}/{property}/{name}")
            };
        }
        property = ancestor.tag_name().name();
    }
    name.to_owned()
}
