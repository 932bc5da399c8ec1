//! Plane geometry of plans: coordinate systems, arcs, areas, drawings and GeoJSON.
//!
//! Invariants: every [`Ring`] is closed (first position = last) and has at least four positions; a
//! [`MultiPolygon`] in longitude and latitude has counter-clockwise exteriors and clockwise holes (RFC 7946).
//! Positions are `[x, y]`: easting and northing in metres, or longitude and latitude in degrees.

use serde::Serialize;

pub mod arc;
pub mod crs;
pub mod drawing;
pub mod geojson;
mod intersect;

pub use drawing::{Drawing, Outline, Shape, simplify_for_drawing};
pub use intersect::{COMPARISONS, Crossing, self_intersection};

/// One position: `[easting, northing]` or `[longitude, latitude]`.
pub type Position = [f64; 2];

/// A closed line: the first position is repeated at the end.
pub type Ring = Vec<Position>;

/// An area with holes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Polygon {
    /// The outer line.
    pub exterior: Ring,
    /// The lines of the holes.
    pub interiors: Vec<Ring>,
}

/// Several areas that together are one place.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MultiPolygon(pub Vec<Polygon>);

impl MultiPolygon {
    /// True if there is no area at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All positions of all rings.
    pub fn positions(&self) -> impl Iterator<Item = Position> + '_ {
        self.0
            .iter()
            .flat_map(|p| p.exterior.iter().chain(p.interiors.iter().flatten()).copied())
    }

    /// The smallest box around all outer lines; nothing for an empty area.
    pub fn bounds(&self) -> Option<Area> {
        Area::around(self.0.iter().flat_map(|p| p.exterior.iter().copied()))
    }

    /// Area in the square of the coordinates' unit, holes taken off.
    pub fn area(&self) -> f64 {
        let polygon = |p: &Polygon| {
            signed_area(&p.exterior).abs() - p.interiors.iter().map(|r| signed_area(r).abs()).sum::<f64>()
        };
        self.0.iter().map(polygon).sum()
    }

    /// The middle of the area, by weight; nothing where there is none. It can lie outside of a bent area.
    pub fn centroid(&self) -> Option<Position> {
        let (mut size, mut x, mut y) = (0.0, 0.0, 0.0);
        for polygon in &self.0 {
            let holes = polygon.interiors.iter().map(|hole| (hole, -1.0));
            for (ring, weight) in std::iter::once((&polygon.exterior, 1.0)).chain(holes) {
                let (twice, [along, up]) = moments(ring);
                let weight = weight * twice.signum();
                size += weight * twice;
                x += weight * along;
                y += weight * up;
            }
        }
        (size > 0.0).then(|| [x / size, y / size])
    }

    /// Turns every ring the way RFC 7946 §3.1.6 asks for.
    pub fn orient(&mut self) {
        for polygon in &mut self.0 {
            if signed_area(&polygon.exterior) < 0.0 {
                polygon.exterior.reverse();
            }
            for hole in &mut polygon.interiors {
                if signed_area(hole) > 0.0 {
                    hole.reverse();
                }
            }
        }
    }
}

/// A box in WGS84 degrees (or in a plane): west, south, east, north.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Smallest longitude.
    pub west: f64,
    /// Smallest latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

impl Area {
    /// Germany, rounded outwards.
    pub const GERMANY: Self = Self {
        west: 5.8,
        south: 47.2,
        east: 15.1,
        north: 55.1,
    };

    /// The smallest box around the positions; nothing where there are none.
    pub fn around(positions: impl IntoIterator<Item = Position>) -> Option<Self> {
        let mut found: Option<Self> = None;
        for [x, y] in positions {
            let area = found.get_or_insert(Self {
                west: x,
                south: y,
                east: x,
                north: y,
            });
            area.west = area.west.min(x);
            area.south = area.south.min(y);
            area.east = area.east.max(x);
            area.north = area.north.max(y);
        }
        found
    }

    /// The box around both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    /// True if the two boxes have a place in common.
    pub fn touches(&self, other: &Self) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }

    /// True if the position lies inside or on the edge.
    pub fn contains(&self, [x, y]: Position) -> bool {
        self.west <= x && x <= self.east && self.south <= y && y <= self.north
    }

    /// The middle of the box.
    pub fn centre(&self) -> Position {
        [
            f64::midpoint(self.west, self.east),
            f64::midpoint(self.south, self.north),
        ]
    }

    /// `[west, south, east, north]` with seven decimals, rounded outwards so that the box never gets smaller.
    ///
    /// A margin of 2e-8 degrees (2 mm) covers the difference between implementations of the projections.
    pub fn rounded_outwards(&self) -> [f64; 4] {
        let (unit, margin) = (1e7, 0.2);
        [
            (self.west * unit - margin).floor() / unit,
            (self.south * unit - margin).floor() / unit,
            (self.east * unit + margin).ceil() / unit,
            (self.north * unit + margin).ceil() / unit,
        ]
    }

    /// The box as a polygon.
    pub fn to_polygon(&self) -> Polygon {
        let Self {
            west,
            south,
            east,
            north,
        } = *self;
        let exterior = vec![
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
        ];
        Polygon {
            exterior,
            interiors: Vec::new(),
        }
    }
}

/// Area of a closed ring, positive where it runs counter-clockwise.
///
/// Positions are taken relative to the first one: with northings of five million metres the products would
/// otherwise lose the square decimetres.
pub fn signed_area(ring: &[Position]) -> f64 {
    let Some(&[x0, y0]) = ring.first() else { return 0.0 };
    let cross = |pair: &[Position]| match *pair {
        [[ax, ay], [bx, by]] => (ax - x0) * (by - y0) - (bx - x0) * (ay - y0),
        _ => 0.0,
    };
    ring.windows(2).map(cross).sum::<f64>() / 2.0
}

/// Twice the signed area of a closed ring, and its middle times that.
fn moments(ring: &[Position]) -> (f64, Position) {
    let Some(&[x0, y0]) = ring.first() else {
        return (0.0, [0.0, 0.0]);
    };
    let (mut twice, mut x, mut y) = (0.0, 0.0, 0.0);
    for pair in ring.windows(2) {
        let [[ax, ay], [bx, by]] = *pair else { continue };
        let cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
        twice += cross;
        x += cross * (ax + bx - 2.0 * x0) / 3.0;
        y += cross * (ay + by - 2.0 * y0) / 3.0;
    }
    (twice, [x + twice * x0, y + twice * y0])
}

/// True if the position lies in the area and in none of its holes (even-odd rule).
pub fn point_in_multipolygon(lon: f64, lat: f64, area: &MultiPolygon) -> bool {
    area.0
        .iter()
        .any(|p| in_ring(lon, lat, &p.exterior) && !p.interiors.iter().any(|hole| in_ring(lon, lat, hole)))
}

/// A position that surely lies within an area: the middle of the widest stretch at a middle height of its largest part.
pub fn point_within(area: &MultiPolygon) -> Option<Position> {
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

/// How far a position is from the nearest place of a closed ring, in the coordinates' unit.
pub(crate) fn distance_to_ring([x, y]: Position, ring: &[Position]) -> f64 {
    let to_piece = |pair: &[Position]| match *pair {
        [[ax, ay], [bx, by]] => {
            let (dx, dy) = (bx - ax, by - ay);
            let length = dx * dx + dy * dy;
            let share = if length > 0.0 {
                (((x - ax) * dx + (y - ay) * dy) / length).clamp(0.0, 1.0)
            } else {
                0.0
            };
            (ax + share * dx - x).hypot(ay + share * dy - y)
        }
        _ => f64::INFINITY,
    };
    ring.windows(2).map(to_piece).fold(f64::INFINITY, f64::min)
}

/// True if the position lies in the closed ring (even-odd rule).
pub(crate) fn in_ring(x: f64, y: f64, ring: &[Position]) -> bool {
    let crosses = |pair: &[Position]| match *pair {
        [[ax, ay], [bx, by]] => (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax,
        _ => false,
    };
    ring.windows(2).filter(|pair| crosses(pair)).count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square_with_hole() -> MultiPolygon {
        let outer = Area {
            west: 0.0,
            south: 0.0,
            east: 10.0,
            north: 10.0,
        }
        .to_polygon()
        .exterior;
        let hole = Area {
            west: 4.0,
            south: 4.0,
            east: 6.0,
            north: 6.0,
        }
        .to_polygon()
        .exterior;
        MultiPolygon(vec![Polygon {
            exterior: outer,
            interiors: vec![hole],
        }])
    }

    #[test]
    fn a_position_in_a_hole_is_outside() {
        let area = square_with_hole();
        assert!(point_in_multipolygon(1.0, 1.0, &area));
        assert!(!point_in_multipolygon(5.0, 5.0, &area));
        assert!(!point_in_multipolygon(11.0, 5.0, &area));
    }

    #[test]
    fn the_area_leaves_out_the_hole_and_ignores_the_direction() {
        let mut area = square_with_hole();
        assert!((area.area() - 96.0).abs() < 1e-9);
        area.0[0].exterior.reverse();
        assert!((area.area() - 96.0).abs() < 1e-9);
        area.orient();
        assert!(signed_area(&area.0[0].exterior) > 0.0);
        assert!(signed_area(&area.0[0].interiors[0]) < 0.0);
    }

    #[test]
    fn the_point_of_an_area_lies_in_it_and_not_in_its_hole() {
        let ring = |positions: &[[f64; 2]]| positions.to_vec();
        let exterior = ring(&[[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]]);
        let hole = ring(&[[1.0, 1.0], [1.0, 9.0], [8.0, 9.0], [8.0, 1.0], [1.0, 1.0]]);
        let area = MultiPolygon(vec![Polygon {
            exterior,
            interiors: vec![hole],
        }]);
        assert_eq!(point_within(&area), Some([9.0, 5.0]));
        assert_eq!(point_within(&MultiPolygon::default()), None);
    }

    #[test]
    fn the_middle_of_an_area_leaves_out_its_holes_whichever_way_they_run() {
        let exterior = vec![[0.0, 0.0], [4.0, 0.0], [4.0, 2.0], [0.0, 2.0], [0.0, 0.0]];
        let hole = vec![[2.0, 0.0], [4.0, 0.0], [4.0, 2.0], [2.0, 2.0], [2.0, 0.0]];
        let mut area = MultiPolygon(vec![Polygon {
            exterior,
            interiors: vec![hole],
        }]);
        assert_eq!(area.centroid(), Some([1.0, 1.0]));
        area.orient();
        assert_eq!(area.centroid(), Some([1.0, 1.0]));
        assert_eq!(MultiPolygon::default().centroid(), None);
    }

    #[test]
    fn the_way_to_a_ring_is_measured_to_its_lines_and_not_to_its_corners() {
        let ring = square_with_hole().0.remove(0).exterior;
        assert!((distance_to_ring([5.0, 12.0], &ring) - 2.0).abs() < 1e-9);
        assert!((distance_to_ring([13.0, 14.0], &ring) - 5.0).abs() < 1e-9);
    }

    #[test]
    fn rounding_never_makes_a_box_smaller() {
        let area = Area {
            west: 9.123_456_78,
            south: 53.000_000_04,
            east: 9.123_456_71,
            north: -0.000_000_01,
        };
        let [west, south, east, north] = area.rounded_outwards();
        assert!(west <= area.west && south <= area.south && east >= area.east && north >= area.north);
    }
}
