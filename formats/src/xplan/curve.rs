//! Curves and positions: straight and circular pieces as GML writes them, joined to one line.
//!
//! Invariant: a piece starts where the one before it ends; positions are counted against `Limits::vertices`.

use roxmltree::Node;

use super::finding::Finding;
use super::geometry::{GAP_MENDED, MAX_HOPS, REDRAW, Reader};
use super::xml;
use crate::geo::Position;
use crate::geo::arc::Arc;

/// One piece of a ring; it starts where the piece before it ends.
#[derive(Clone, Copy)]
pub(super) enum Piece {
    Line(Position),
    /// The arc, and where it ends as written.
    Arc(Arc, Position),
}

/// A curve that may be turned round before it joins others.
pub(super) struct Curve {
    pub(super) start: Position,
    pub(super) pieces: Vec<Piece>,
}

impl Curve {
    pub(super) fn end(&self) -> Position {
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

pub(super) fn distance(a: Position, b: Position) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

impl<'a, 'i> Reader<'a, 'i> {
    /// The curves of a `Ring`, joined end to end; one that runs the wrong way is turned round.
    pub(super) fn joined(&mut self, ring: Node<'a, 'i>) -> Result<Curve, Finding> {
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
        self.visit(node)?;
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

    pub(super) fn line(&mut self, node: Node<'a, 'i>) -> Result<Curve, Finding> {
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

    /// Counts positions against the limit of the file.
    pub(super) fn take_vertices(&mut self, node: Node<'a, 'i>, count: usize) -> Result<(), Finding> {
        let Some(left) = self.vertices_left.checked_sub(count) else {
            let hint = "Split the file, or simplify its outlines.";
            return Err(self.finding(
                node,
                "too_many_vertices",
                "The file has too many positions.",
                hint,
            ));
        };
        self.vertices_left = left;
        Ok(())
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
                self.take_vertices(list, 1)?;
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
