//! Where the marks of a plan's sections stand, so that each is read and belongs to what is seen beneath it.
//!
//! Invariants: a mark stands inside of its section, where no smaller section covers it if there is such a place; sections
//! that are covered wholly or are narrower than a mark have theirs as well, since the list names it. Reckoned by the server
//! when it first shows a version, a working copy at each request: therefore by a few level lines and not by a fine grid.

use super::{
    Drawing, Lie,
    map::{centroid, extent, rings},
};

type Point = (f64, f64);

/// So many level lines are laid through a section.
const LINES: u8 = 9;
/// The room around a mark, in its height, with which the middle of a section is good enough.
const ROOM: f64 = 0.75;

/// Height of a mark, as a part of the drawing's width.
const MARK: f64 = 0.026;

/// The height of a mark in the units of the drawing.
pub fn size(drawing: &Drawing) -> f64 {
    let mut sides = drawing
        .view_box
        .split_ascii_whitespace()
        .skip(2)
        .filter_map(|side| side.parse::<f64>().ok());
    let (width, height) = (sides.next().unwrap_or(1_000.0), sides.next().unwrap_or(1_000.0));
    (width.max(height) * MARK).max(1.0)
}

/// Reckons how the sections lie that are not hidden: in which order they are drawn, and where their marks stand.
pub fn place(drawing: &mut Drawing) {
    let height = size(drawing);
    let mut shown: Vec<_> = drawing
        .sections
        .iter_mut()
        .filter(|section| !section.hidden)
        .map(|section| (Shape::new(&section.path), Some(section)))
        .collect();
    let shapes: Vec<&Shape> = shown.iter().map(|(shape, _)| shape).collect();
    let order = order(&shapes, height);
    let shapes: Vec<&Shape> = order.iter().filter_map(|at| shapes.get(*at).copied()).collect();
    let marks = places(&shapes, height);
    for (rank, (at, mark)) in (0..).zip(order.into_iter().zip(marks)) {
        if let Some(section) = shown.get_mut(at).and_then(|(_, section)| section.take()) {
            section.lie = Some(Lie { rank, mark });
        }
    }
}

/// The order in which sections are drawn, each by its place in the list: theirs, so that the keyboard goes through drawing
/// and list alike (WCAG 2.4.3), but what is larger comes before what is smaller where they share room, or nobody could
/// point at it.
fn order(shapes: &[&Shape], height: f64) -> Vec<usize> {
    let beneath: Vec<Vec<usize>> = shapes
        .iter()
        .map(|own| {
            let larger = shapes.iter().enumerate();
            larger
                .filter(|(_, other)| other.area > own.area && own.shares_room(other, height / 2.0))
                .map(|(at, _)| at)
                .collect()
        })
        .collect();
    let mut drawn = Vec::with_capacity(shapes.len());
    let mut waiting: Vec<usize> = (0..shapes.len()).collect();
    // There is always one: the largest that waits lies beneath all others that wait.
    while let Some(next) = waiting.iter().position(|at| {
        beneath
            .get(*at)
            .is_none_or(|larger| larger.iter().all(|other| drawn.contains(other)))
    }) {
        drawn.push(waiting.remove(next));
    }
    drawn
}

/// The outline of a section.
struct Shape {
    rings: Vec<Vec<Point>>,
    /// Its area, in the units of the drawing.
    area: f64,
    /// Left, top, right, bottom.
    frame: [f64; 4],
}

impl Shape {
    fn new(path: &str) -> Self {
        let rings = rings(path);
        let frame = rings.iter().flatten().fold(
            [f64::MAX, f64::MAX, f64::MIN, f64::MIN],
            |[left, top, right, bottom], (x, y)| [left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)],
        );
        let area = extent(&rings);
        Self { rings, area, frame }
    }

    /// Whether another one lies beneath or above it, by more than some width: neighbours share their borders.
    fn shares_room(&self, other: &Self, width: f64) -> bool {
        let lies_in = |(from, to): (f64, f64), (other_from, other_to): (f64, f64)| {
            to.min(other_to) - from.max(other_from) > width.min((to - from) / 2.0)
        };
        self.overlaps(other)
            && self.lines().any(|y| {
                let others = other.within(y);
                let own = self.within(y);
                own.into_iter()
                    .any(|part| others.iter().any(|other| lies_in(part, *other)))
            })
    }

    /// The level lines through it.
    fn lines(&self) -> impl Iterator<Item = f64> {
        let [_, top, _, bottom] = self.frame;
        (0..LINES).map(move |line| top + (bottom - top) * (f64::from(line) + 0.5) / f64::from(LINES))
    }

    fn overlaps(&self, other: &Self) -> bool {
        let [left, top, right, bottom] = self.frame;
        let [other_left, other_top, other_right, other_bottom] = other.frame;
        left < other_right && other_left < right && top < other_bottom && other_top < bottom
    }

    fn edges(&self) -> impl Iterator<Item = (Point, Point)> {
        self.rings
            .iter()
            .flat_map(|ring| ring.iter().copied().zip(ring.iter().copied().cycle().skip(1)))
    }

    /// The parts of a level line within the outline, by the even-odd rule.
    fn within(&self, y: f64) -> Vec<(f64, f64)> {
        let mut crossings: Vec<f64> = self
            .edges()
            .filter(|(a, b)| (a.1 > y) != (b.1 > y))
            .map(|(a, b)| (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0)
            .collect();
        crossings.sort_by(f64::total_cmp);
        crossings
            .chunks_exact(2)
            .filter_map(|pair| pair.first().copied().zip(pair.last().copied()))
            .collect()
    }

    /// The middle of its largest ring.
    fn middle(&self) -> Option<Point> {
        self.rings
            .iter()
            .map(|ring| centroid(ring))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|(area, ..)| *area > 0.0)
            .map(|(_, x, y)| (x, y))
    }
}

/// A place for the mark of each shape; none for one without extent. `size` is the height of a mark.
fn places(shapes: &[&Shape], size: f64) -> Vec<Option<Point>> {
    let mut placed: Vec<Point> = Vec::with_capacity(shapes.len());
    shapes
        .iter()
        .enumerate()
        .map(|(at, own)| {
            let later: Vec<&Shape> = shapes
                .iter()
                .skip(at + 1)
                .copied()
                .filter(|other| own.overlaps(other))
                .collect();
            let place = place_of(own, &later, &placed, size).map(|(x, y)| (x.round(), y.round()));
            placed.extend(place);
            place
        })
        .collect()
}

fn place_of(own: &Shape, later: &[&Shape], placed: &[Point], size: f64) -> Option<Point> {
    let middle = own.middle()?;
    let seen = candidates(own, later, middle);
    let none: &[&Shape] = &[];
    let (candidates, later) = if seen.is_empty() {
        (candidates(own, none, middle), none)
    } else {
        (seen, later)
    };
    let room = |at: Point| {
        let edges = later.iter().flat_map(|shape| shape.edges()).chain(own.edges());
        let edge = edges.map(|(a, b)| distance(at, a, b)).fold(f64::MAX, f64::min);
        // Two marks share the room between them.
        placed
            .iter()
            .map(|(x, y)| (at.0 - x).hypot(at.1 - y) / 2.0)
            .fold(edge, f64::min)
    };
    let mut best: Option<(f64, Point)> = None;
    for at in candidates {
        let found = room(at);
        if at == middle && found >= size * ROOM {
            return Some(at);
        }
        if best.is_none_or(|(most, _)| found > most) {
            best = Some((found, at));
        }
    }
    best.map(|(_, at)| at)
}

/// The middle, where it is seen, and the middles of what is seen of some level lines; nearest to the middle first.
fn candidates(own: &Shape, later: &[&Shape], middle: Point) -> Vec<Point> {
    let mut found = Vec::new();
    if seen(own, later, middle.1)
        .iter()
        .any(|(from, to)| *from < middle.0 && middle.0 < *to)
    {
        found.push(middle);
    }
    for y in own.lines() {
        let parts = seen(own, later, y);
        found.extend(parts.iter().map(|(from, to)| (f64::midpoint(*from, *to), y)));
    }
    let away = |(x, y): &Point| (x - middle.0).hypot(y - middle.1);
    found.sort_by(|a, b| away(a).total_cmp(&away(b)));
    found
}

/// The parts of a level line that lie in the section and in no later one.
fn seen(own: &Shape, later: &[&Shape], y: f64) -> Vec<(f64, f64)> {
    later.iter().fold(own.within(y), |parts, cover| {
        cover.within(y).into_iter().fold(parts, |parts, (from, to)| {
            parts
                .into_iter()
                .flat_map(|(a, b)| [(a, b.min(from)), (a.max(to), b)])
                .filter(|(a, b)| a < b)
                .collect()
        })
    })
}

/// How far a point is from a line between two others.
fn distance(at: Point, a: Point, b: Point) -> f64 {
    let (x, y) = (b.0 - a.0, b.1 - a.1);
    let length = x * x + y * y;
    let along = if length > 0.0 {
        (((at.0 - a.0) * x + (at.1 - a.1) * y) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (at.0 - a.0 - along * x).hypot(at.1 - a.1 - along * y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::SectionId,
        plans::{AreaKind, Section},
    };

    const SIZE: f64 = 50.0;

    fn at(paths: &[&str]) -> Vec<Option<Point>> {
        let shapes: Vec<Shape> = paths.iter().map(|path| Shape::new(path)).collect();
        places(&shapes.iter().collect::<Vec<_>>(), SIZE)
    }

    fn one(path: &str) -> Option<Point> {
        at(&[path]).pop().unwrap()
    }

    #[test]
    fn sections_are_drawn_in_the_order_of_the_list_but_small_ones_above_large_ones() {
        let drawn = |paths: &[&str]| {
            let shapes: Vec<Shape> = paths.iter().map(|path| Shape::new(path)).collect();
            order(&shapes.iter().collect::<Vec<_>>(), SIZE)
        };
        // Neighbours, the second one larger.
        assert_eq!(drawn(&["M0 0h100v100h-100z", "M100 0h500v500h-500z"]), [0, 1]);
        let (small, middle, large) = (
            "M400 400h100v100h-100z",
            "M300 300h400v400h-400z",
            "M0 0h1000v1000h-1000z",
        );
        assert_eq!(drawn(&[small, middle, large]), [2, 1, 0]);
        assert_eq!(drawn(&["M2000 0h10v10h-10z", small, large, middle]), [0, 2, 3, 1]);
        assert_eq!(drawn(&[small, small]), [0, 1]);
    }

    #[test]
    fn a_section_beneath_a_larger_one_keeps_its_place_in_the_list_and_its_mark_is_seen() {
        let section = |number: u128, path: &str| Section {
            id: SectionId(uuid::Uuid::from_u128(number)),
            keys: Vec::new(),
            label: format!("WA {number}"),
            kind: AreaKind::default(),
            hidden: number == 3,
            path: path.into(),
            label_language: None,
            labels: Default::default(),
            lie: None,
        };
        let mut drawing = Drawing {
            name: "Hafen".into(),
            number: String::new(),
            bbox: [9.0, 52.0, 10.0, 53.0],
            frame: None,
            view_box: "0 0 1000 1000".into(),
            boundary: String::new(),
            sections: vec![
                section(1, "M400 400h200v200h-200z"),
                section(2, "M0 0h1000v1000h-1000z"),
                section(3, "M0 0h1000v1000h-1000z"),
            ],
        };
        place(&mut drawing);
        let lies: Vec<_> = drawing.sections.iter().map(|section| section.lie).collect();
        let [Some(inner), Some(outer), None] = lies[..] else {
            panic!("{lies:?}")
        };
        assert!(inner.rank > outer.rank);
        assert_eq!(inner.mark, Some((500.0, 500.0)));
        let (x, y) = outer.mark.unwrap();
        let is_covered = (400.0..=600.0).contains(&x) && (400.0..=600.0).contains(&y);
        assert!(
            !is_covered,
            "the larger one's mark stands beside the smaller one: {x} {y}"
        );
    }

    #[test]
    fn a_mark_stands_in_the_middle_of_the_largest_ring() {
        assert_eq!(one("M0 2000l2000 0 0-2000-2000 0z"), Some((1000.0, 1000.0)));
        assert_eq!(
            one("M0 0h10v10h-10zM100 100l200 0 0 200-200 0z"),
            Some((200.0, 200.0))
        );
    }

    #[test]
    fn a_narrow_section_keeps_its_mark_and_one_without_extent_has_none() {
        assert_eq!(one("M0 0h1000v10h-1000z"), Some((500.0, 5.0)));
        assert_eq!(one("M0 0h1000"), None);
        assert_eq!(one(""), None);
        assert!(at(&[]).is_empty());
    }

    #[test]
    fn the_mark_of_a_bent_section_stands_inside_of_it() {
        // A thin hook around the lower left of a square: its centroid lies beside it.
        let (x, y) = one("M0 0h100v900h900v100h-1000z").unwrap();
        let inside = |x: f64, y: f64| (x > 0.0 && x < 100.0) || (y > 900.0 && y < 1000.0);
        assert!(inside(x, y), "{x} {y}");
    }

    #[test]
    fn a_mark_avoids_what_a_later_section_covers() {
        let found = at(&["M0 0h1000v1000h-1000z", "M0 0h800v1000h-800z"]);
        let [Some((x, y)), Some(cover)] = found[..] else {
            panic!("{found:?}")
        };
        assert!(x > 850.0 && x < 950.0 && y > 50.0 && y < 950.0, "{x} {y}");
        assert_eq!(cover, (400.0, 500.0));
        // What lies beneath another section is not covered by it.
        let found = at(&["M0 0h800v1000h-800z", "M0 0h1000v1000h-1000z"]);
        assert_ne!(found[1], None);
    }

    #[test]
    fn a_section_that_is_covered_wholly_keeps_its_mark_and_both_are_read() {
        let found = at(&["M400 400h200v200h-200z", "M0 0h1000v1000h-1000z"]);
        let [Some(inner), Some(outer)] = found[..] else {
            panic!("{found:?}")
        };
        assert_eq!(inner, (500.0, 500.0));
        let apart = (inner.0 - outer.0).hypot(inner.1 - outer.1);
        assert!(apart > 1.5 * SIZE, "{outer:?} is written over {inner:?}");
    }

    #[test]
    fn a_hole_is_no_place_for_a_mark() {
        let (x, y) = one("M0 0h1000v1000h-1000zM200 200h600v600h-600z").unwrap();
        assert!(
            !(200.0..=800.0).contains(&x) || !(200.0..=800.0).contains(&y),
            "{x} {y}"
        );
    }
}
