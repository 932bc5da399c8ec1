//! Outlines for a drawing in the page: SVG paths in a small local plane, simplified to a budget.
//!
//! Invariants: at most so many paths and so many bytes as asked for; every area that is kept has a path that can
//! be seen and hit, however small; coordinates are whole numbers with y downwards.

use geo::{LineString, Simplify};
use serde::Serialize;

use super::{Area, MultiPolygon, Position, signed_area};

/// Length of the longer side of the view, in units of the drawing.
const SIDE: f64 = 2000.0;
/// First tolerance, in units of the drawing: below half a unit nothing can be seen.
const FIRST_TOLERANCE: f64 = 0.5;
/// Beyond this tolerance shapes lose their character; rather leave out the smallest.
const LAST_TOLERANCE: f64 = 12.0;
/// About what a page writes for an area besides its path data: a link with its address and name, the path's fill, the mark.
const MARKUP: usize = 230;
/// So many bytes of path data an area needs to keep its character: where there is no room for them, rather fewer areas.
const LEAST: usize = 60;

/// An area to draw.
#[derive(Clone, Copy, Debug)]
pub struct Shape<'a> {
    /// Key of the section.
    pub key: &'a str,
    /// Its area in WGS84.
    pub area: &'a MultiPolygon,
}

/// One path of a drawing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outline {
    /// Key of the section.
    pub key: String,
    /// SVG path data; to be filled with `fill-rule="evenodd"`.
    pub d: String,
}

/// A drawing of a plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Drawing {
    /// Value of the `viewBox` attribute.
    pub view_box: String,
    /// What the view box shows, `[west, south, east, north]` in WGS84 degrees; nothing where nothing is drawn.
    pub frame: Option<[f64; 4]>,
    /// SVG path data of the plan's outline.
    pub boundary_path: String,
    /// Sections in the order given.
    pub paths: Vec<Outline>,
    /// Sections that were left out because there are too many; the smallest go first.
    pub omitted: usize,
}

impl Drawing {
    /// About so many bytes a page writes for it.
    fn bytes(&self) -> usize {
        let paths: usize = self.paths.iter().map(|path| path.d.len() + MARKUP).sum();
        // The drawing's own frame and patterns are about as much as what is written of some areas.
        self.boundary_path.len() + paths + 6 * MARKUP
    }
}

/// A plane around a place: metres are alike in both directions, which is all that a drawing needs.
struct Local {
    west: f64,
    north: f64,
    per_lon: f64,
    per_lat: f64,
}

impl Local {
    fn of(area: Area) -> (Self, f64, f64) {
        let squeeze = area.centre()[1].to_radians().cos().max(0.01);
        let (width, height) = ((area.east - area.west) * squeeze, area.north - area.south);
        let scale = SIDE / width.max(height).max(1e-9);
        let local = Self {
            west: area.west,
            north: area.north,
            per_lon: scale * squeeze,
            per_lat: scale,
        };
        (
            local,
            (width * scale).ceil().max(1.0),
            (height * scale).ceil().max(1.0),
        )
    }

    fn apply(&self, [lon, lat]: Position) -> Position {
        [
            (lon - self.west) * self.per_lon,
            (self.north - lat) * self.per_lat,
        ]
    }
}

/// Draws sections and outline with at most `max_paths` paths and `max_bytes` bytes.
///
/// The tolerance of the simplification (Douglas-Peucker) grows until the drawing fits; where even that does not
/// help, the smallest sections are left out and counted.
pub fn simplify_for_drawing(
    sections: &[Shape<'_>],
    boundary: &MultiPolygon,
    max_paths: usize,
    max_bytes: usize,
) -> Drawing {
    let Some(frame) = frame(sections, boundary) else {
        let view_box = "0 0 1 1".to_owned();
        return Drawing {
            view_box,
            frame: None,
            boundary_path: String::new(),
            paths: Vec::new(),
            omitted: 0,
        };
    };
    let (local, width, height) = Local::of(frame);
    let outline = placed(boundary, &local);
    let mut shapes: Vec<(usize, f64, Vec<Placed>)> = sections
        .iter()
        .enumerate()
        .filter(|(_, s)| !s.area.is_empty())
        .map(|(index, s)| (index, s.area.area(), placed(s.area, &local)))
        .collect();
    let drawable = shapes.len();
    shapes.sort_by(|a, b| b.1.total_cmp(&a.1));
    shapes.truncate(max_paths.min(max_bytes / (MARKUP + LEAST)));
    let draw = |shapes: &[(usize, f64, Vec<Placed>)], tolerance: f64| {
        let mut paths: Vec<(usize, Outline)> = shapes
            .iter()
            .filter_map(|(index, _, rings)| {
                let key = sections.get(*index)?.key.to_owned();
                Some((
                    *index,
                    Outline {
                        key,
                        d: path_data(rings, tolerance),
                    },
                ))
            })
            .collect();
        paths.sort_by_key(|(index, _)| *index);
        Drawing {
            view_box: format!("0 0 {width} {height}"),
            frame: Some([frame.west, frame.south, frame.east, frame.north]),
            boundary_path: path_data(&outline, tolerance),
            omitted: drawable - paths.len(),
            paths: paths.into_iter().map(|(_, path)| path).collect(),
        }
    };
    let mut tolerance = FIRST_TOLERANCE;
    loop {
        let drawing = draw(&shapes, tolerance);
        if drawing.bytes() <= max_bytes || (shapes.is_empty() && tolerance > SIDE) {
            return drawing;
        }
        if tolerance < LAST_TOLERANCE || shapes.is_empty() {
            tolerance *= 1.5;
        } else {
            let keep = shapes.len() * 19 / 20;
            shapes.truncate(keep);
        }
    }
}

/// What the drawing shows: the plan and the sections that reach into it. A section that a wrong label puts into
/// another country must not shrink the plan to a dot.
fn frame(sections: &[Shape<'_>], boundary: &MultiPolygon) -> Option<Area> {
    let plan = boundary.bounds();
    let near = |area: &Area| plan.is_none_or(|plan| plan.touches(area));
    sections
        .iter()
        .filter_map(|s| s.area.bounds())
        .filter(near)
        .chain(plan)
        .reduce(Area::union)
}

/// A ring in units of the drawing.
struct Placed {
    ring: LineString<f64>,
    is_hole: bool,
}

fn placed(area: &MultiPolygon, local: &Local) -> Vec<Placed> {
    let ring = |ring: &[Position], is_hole| {
        let positions: Vec<(f64, f64)> = ring
            .iter()
            .map(|p| local.apply(*p))
            .map(|[x, y]| (x, y))
            .collect();
        Placed {
            ring: LineString::from(positions),
            is_hole,
        }
    };
    let rings = |p: &super::Polygon| {
        let holes = p
            .interiors
            .iter()
            .map(|hole| ring(hole, true))
            .collect::<Vec<_>>();
        std::iter::once(ring(&p.exterior, false)).chain(holes)
    };
    area.0.iter().flat_map(rings).collect()
}

fn path_data(rings: &[Placed], tolerance: f64) -> String {
    let mut d = String::new();
    for placed in rings {
        let mut corners = whole(&placed.ring.simplify(tolerance));
        if corners.len() < 3 {
            if placed.is_hole {
                continue;
            }
            corners = speck(&placed.ring);
        }
        write_ring(&mut d, &corners);
    }
    d
}

/// Whole numbers without repetitions; the closing corner is left to `z`.
fn whole(ring: &LineString<f64>) -> Vec<[i64; 2]> {
    let mut corners: Vec<[i64; 2]> = ring
        .coords()
        .map(|c| [c.x.round() as i64, c.y.round() as i64])
        .collect();
    corners.dedup();
    if corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    let closed: Vec<Position> = corners
        .iter()
        .chain(corners.first())
        .map(|[x, y]| [*x as f64, *y as f64])
        .collect();
    if signed_area(&closed) == 0.0 {
        Vec::new()
    } else {
        corners
    }
}

/// A small box in place of an area that simplification would make vanish.
fn speck(ring: &LineString<f64>) -> Vec<[i64; 2]> {
    let Some(area) = Area::around(ring.coords().map(|c| [c.x, c.y])) else {
        return Vec::new();
    };
    let (west, south) = (area.west.floor() as i64, area.south.floor() as i64);
    let east = (area.east.ceil() as i64).max(west + 2);
    let north = (area.north.ceil() as i64).max(south + 2);
    vec![[west, south], [east, south], [east, north], [west, north]]
}

fn write_ring(d: &mut String, corners: &[[i64; 2]]) {
    let Some((first, rest)) = corners.split_first() else {
        return;
    };
    d.push_str(&format!("M{} {}", first[0], first[1]));
    let mut last = first;
    for (index, corner) in rest.iter().enumerate() {
        let (x, y) = (corner[0] - last[0], corner[1] - last[1]);
        // A minus sign separates numbers by itself.
        let before = if index == 0 {
            "l"
        } else if x < 0 {
            ""
        } else {
            " "
        };
        let between = if y < 0 { "" } else { " " };
        d.push_str(&format!("{before}{x}{between}{y}"));
        last = corner;
    }
    d.push('z');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::Polygon;

    fn wavy(west: f64, corners: usize) -> MultiPolygon {
        let mut exterior: Vec<Position> = (0..corners)
            .map(|i| {
                let angle = i as f64 / corners as f64 * std::f64::consts::TAU;
                let radius = 0.001 * (1.0 + 0.1 * (angle * 40.0).sin());
                [west + radius * angle.cos(), 52.0 + radius * angle.sin()]
            })
            .collect();
        exterior.push(exterior[0]);
        MultiPolygon(vec![Polygon {
            exterior,
            interiors: Vec::new(),
        }])
    }

    #[test]
    fn a_drawing_keeps_to_its_budget_and_counts_what_it_leaves_out() {
        let areas: Vec<_> = (0..400).map(|i| wavy(9.0 + 0.002 * f64::from(i), 300)).collect();
        let keys: Vec<_> = (0..400).map(|i| format!("GML_{i:036}")).collect();
        let shapes: Vec<_> = areas
            .iter()
            .zip(&keys)
            .map(|(area, key)| Shape { key, area })
            .collect();
        let drawing = simplify_for_drawing(&shapes, &wavy(9.4, 300), 300, 60 * 1024);
        assert!(drawing.bytes() <= 60 * 1024, "{}", drawing.bytes());
        assert!(drawing.paths.len() <= 300 && drawing.omitted == 400 - drawing.paths.len());
        assert!(
            drawing
                .paths
                .iter()
                .all(|p| p.d.starts_with('M') && p.d.ends_with('z'))
        );
        assert!(drawing.paths.is_sorted_by_key(|p| &p.key));
    }

    #[test]
    fn a_square_is_four_corners_with_y_downwards() {
        let area = Area {
            west: 0.0,
            south: 0.0,
            east: 1e-3,
            north: 1e-3,
        };
        let square = MultiPolygon(vec![area.to_polygon()]);
        let drawing = simplify_for_drawing(
            &[Shape {
                key: "a",
                area: &square,
            }],
            &square,
            300,
            10_000,
        );
        assert_eq!(drawing.paths[0].d, "M0 2000l2000 0 0-2000-2000 0z");
        assert_eq!(drawing.view_box, "0 0 2000 2000");
    }

    #[test]
    fn nothing_to_draw_is_an_empty_drawing() {
        let drawing = simplify_for_drawing(&[], &MultiPolygon::default(), 300, 60 * 1024);
        assert!(drawing.boundary_path.is_empty() && drawing.paths.is_empty());
    }
}
