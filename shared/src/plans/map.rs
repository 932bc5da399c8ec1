//! The plan as a map: where a place lies in the drawing, which section it lies in, and where a map looks.
//!
//! Invariants: the drawing's plane is the one of `formats::geo::drawing` (its longer side has [`SIDE`] units, y
//! downwards, metres alike in both directions); places are WGS84 degrees with six decimals, a tenth of a metre.

use super::{Drawing, Section};
use crate::{wire, words};

/// Length of the longer side of a drawing, in its units.
pub const SIDE: f64 = 2000.0;
/// How much of the plan's surroundings the whole view shows besides the plan itself.
const MARGIN: f64 = 1.15;
/// Width of a map by its height.
pub const ASPECT: f64 = 4.0 / 3.0;
/// A step of moving, as a part of what is seen.
const STEP: f64 = 0.25;
/// The farthest view: four times the plan's extent.
pub const FARTHEST: i8 = -2;
/// The nearest view: a hundredth of the plan's extent.
pub const NEAREST: i8 = 6;

wire! {
    /// Where a map looks: its middle and how near.
    #[derive(Copy)]
    pub struct MapView {
        /// Latitude of the middle, WGS84 degrees.
        pub lat: f64,
        /// Longitude of the middle, WGS84 degrees.
        pub lon: f64,
        /// How near: 0 shows the whole plan, each step more shows half as much.
        pub zoom: i8,
    }
}

/// A change of where a map looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapMove {
    /// Up.
    North,
    /// To the side where the sun sets; never mirrored.
    West,
    /// To the side where the sun rises; never mirrored.
    East,
    /// Down.
    South,
    /// Nearer.
    In,
    /// Farther.
    Out,
}

words! {
    /// All moves, as their buttons stand.
    MapMove {
        North = "north",
        West = "west",
        East = "east",
        South = "south",
        In = "in",
        Out = "out",
    }
}

/// A place with six decimals.
pub fn rounded(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}

/// The plane of a drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plane {
    west: f64,
    north: f64,
    per_lon: f64,
    per_lat: f64,
    /// Width in units of the drawing.
    pub width: f64,
    /// Height in units of the drawing.
    pub height: f64,
}

impl Plane {
    /// The plane of a drawing; `None` where the drawing has no extent.
    pub fn of(drawing: &Drawing) -> Option<Self> {
        // Drawings made before the frame was kept: it is the plan's box unless a section sticks out.
        let [west, south, east, north] = drawing.frame.unwrap_or(drawing.bbox);
        let squeeze = f64::midpoint(south, north).to_radians().cos().max(0.01);
        let (width, height) = ((east - west) * squeeze, north - south);
        let longer = width.max(height);
        // Also false for what is no number.
        if !(longer > 1e-9 && longer < 360.0) {
            return None;
        }
        let scale = SIDE / longer;
        Some(Self {
            west,
            north,
            per_lon: scale * squeeze,
            per_lat: scale,
            width: width * scale,
            height: height * scale,
        })
    }

    /// Where a place lies in the drawing.
    pub fn place(&self, lat: f64, lon: f64) -> (f64, f64) {
        (
            (lon - self.west) * self.per_lon,
            (self.north - lat) * self.per_lat,
        )
    }

    /// Latitude and longitude of a position in the drawing.
    pub fn lat_lon(&self, x: f64, y: f64) -> (f64, f64) {
        (self.north - y / self.per_lat, self.west + x / self.per_lon)
    }

    /// The whole plan.
    pub fn whole(&self) -> MapView {
        self.at(self.width / 2.0, self.height / 2.0, 0)
    }

    fn at(&self, x: f64, y: f64, zoom: i8) -> MapView {
        let (lat, lon) = self.lat_lon(x, y);
        MapView {
            lat: rounded(lat),
            lon: rounded(lon),
            zoom,
        }
    }

    /// What a view shows: left, top, width and height in units of the drawing.
    pub fn window(&self, view: MapView) -> [f64; 4] {
        let whole = self.width.max(self.height * ASPECT) * MARGIN;
        let width = whole / 2_f64.powi(i32::from(view.zoom.clamp(FARTHEST, NEAREST)));
        let (x, y) = self.place(view.lat, view.lon);
        let height = width / ASPECT;
        [x - width / 2.0, y - height / 2.0, width, height]
    }

    /// The view after a move; its middle stays where the plan is still in sight from the farthest view.
    #[must_use]
    pub fn moved(&self, view: MapView, step: MapMove) -> MapView {
        let [left, top, width, height] = self.window(view);
        let (mut x, mut y, mut zoom) = (left + width / 2.0, top + height / 2.0, view.zoom);
        match step {
            MapMove::North => y -= height * STEP,
            MapMove::South => y += height * STEP,
            MapMove::West => x -= width * STEP,
            MapMove::East => x += width * STEP,
            MapMove::In => zoom = zoom.saturating_add(1),
            MapMove::Out => zoom = zoom.saturating_sub(1),
        }
        self.kept(self.at(x, y, zoom))
    }

    /// The view within what a map of this plan may show.
    #[must_use]
    pub fn kept(&self, view: MapView) -> MapView {
        let (x, y) = self.place(view.lat, view.lon);
        let far = 2.0 * self.width.max(self.height);
        self.at(
            x.clamp(-far, self.width + far),
            y.clamp(-far, self.height + far),
            view.zoom.clamp(FARTHEST, NEAREST),
        )
    }
}

/// The smallest section that the public sees and that holds a place.
pub fn section_at(drawing: &Drawing, lat: f64, lon: f64) -> Option<&Section> {
    let plane = Plane::of(drawing)?;
    let (x, y) = plane.place(lat, lon);
    drawing
        .sections
        .iter()
        .filter(|section| !section.hidden)
        .filter_map(|section| {
            let rings = rings(&section.path);
            is_within(&rings, x, y).then(|| (section, extent(&rings)))
        })
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(section, _)| section)
}

/// Whether a position lies in the rings, by the even-odd rule.
fn is_within(rings: &[Vec<(f64, f64)>], x: f64, y: f64) -> bool {
    let crossings = rings
        .iter()
        .flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)))
        .filter(|((ax, ay), (bx, by))| (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax)
        .count();
    crossings % 2 == 1
}

/// Area within the rings, holes counted as area: enough to tell small from large.
pub fn extent(rings: &[Vec<(f64, f64)>]) -> f64 {
    rings.iter().map(|ring| centroid(ring).0).sum()
}

/// Area and centroid of a ring.
pub fn centroid(ring: &[(f64, f64)]) -> (f64, f64, f64) {
    let (mut twice, mut x, mut y) = (0.0, 0.0, 0.0);
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let cross = a.0.mul_add(b.1, -(b.0 * a.1));
        twice += cross;
        x += (a.0 + b.0) * cross;
        y += (a.1 + b.1) * cross;
    }
    if twice == 0.0 {
        (0.0, 0.0, 0.0)
    } else {
        (twice.abs() / 2.0, x / (3.0 * twice), y / (3.0 * twice))
    }
}

/// The rings of SVG path data made of `M`, `L`, `l`, `H`, `h`, `V`, `v` and `z`.
pub fn rings(path: &str) -> Vec<Vec<(f64, f64)>> {
    let mut rings: Vec<Vec<(f64, f64)>> = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    let mut rest = path;
    while let Some(command) = rest.chars().next() {
        let after = rest.get(command.len_utf8()..).unwrap_or_default();
        let end = after
            .find(|c: char| c.is_ascii_alphabetic() && c != 'e')
            .unwrap_or(after.len());
        let values = numbers(after.get(..end).unwrap_or_default());
        rest = after.get(end..).unwrap_or_default();
        let mut values = values.into_iter();
        let mut first = true;
        loop {
            match command {
                'M' | 'L' | 'm' | 'l' => {
                    let (Some(a), Some(b)) = (values.next(), values.next()) else {
                        break;
                    };
                    let absolute = command.is_ascii_uppercase();
                    (x, y) = if absolute { (a, b) } else { (x + a, y + b) };
                    if matches!(command, 'M' | 'm') && first {
                        rings.push(Vec::new());
                    }
                }
                'H' | 'h' => {
                    let Some(a) = values.next() else { break };
                    x = if command == 'H' { a } else { x + a };
                }
                'V' | 'v' => {
                    let Some(a) = values.next() else { break };
                    y = if command == 'V' { a } else { y + a };
                }
                _ => {
                    if let Some(&(start_x, start_y)) = rings.last().and_then(|ring| ring.first()) {
                        (x, y) = (start_x, start_y);
                    }
                    break;
                }
            }
            first = false;
            if let Some(ring) = rings.last_mut() {
                ring.push((x, y));
            }
        }
    }
    rings
}

/// Numbers of path data: blanks, commas or a minus part them.
fn numbers(text: &str) -> Vec<f64> {
    let mut spaced = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if c == '-' {
            spaced.push(' ');
        }
        spaced.push(if c == ',' { ' ' } else { c });
    }
    spaced
        .split_ascii_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::SectionId;

    fn section(number: u128, path: &str) -> Section {
        Section {
            id: SectionId(uuid::Uuid::from_u128(number)),
            keys: Vec::new(),
            label: format!("WA {number}"),
            kind: crate::plans::AreaKind::default(),
            hidden: false,
            path: path.into(),
            label_language: None,
            labels: Default::default(),
            lie: None,
        }
    }

    /// A square of 0.001° latitude at 60° north, where a degree of longitude is half as long.
    fn drawing() -> Drawing {
        Drawing {
            name: String::new(),
            number: String::new(),
            bbox: [10.0, 60.0, 10.002, 60.001],
            frame: Some([10.0, 60.0, 10.002, 60.001]),
            view_box: "0 0 2000 2000".into(),
            boundary: "M0 0h2000v2000h-2000z".into(),
            sections: vec![
                section(1, "M0 0h1000v2000h-1000z"),
                section(2, "M200 200h400v400h-400zM300 300h100v100h-100z"),
            ],
        }
    }

    #[test]
    fn a_place_lies_where_it_is_drawn_and_comes_back() {
        let plane = Plane::of(&drawing()).unwrap();
        let (x, y) = plane.place(60.0005, 10.001);
        assert!((x - 1000.0).abs() < 0.5 && (y - 1000.0).abs() < 0.5, "{x} {y}");
        let (lat, lon) = plane.lat_lon(x, y);
        assert!((lat - 60.0005).abs() < 1e-9 && (lon - 10.001).abs() < 1e-9);
    }

    #[test]
    fn the_smallest_section_holds_the_place_and_a_hole_does_not() {
        let drawing = drawing();
        let plane = Plane::of(&drawing).unwrap();
        let at = |x, y| {
            let (lat, lon) = plane.lat_lon(x, y);
            section_at(&drawing, lat, lon).map(|section| section.label.clone())
        };
        assert_eq!(at(250.0, 250.0).as_deref(), Some("WA 2"));
        assert_eq!(at(350.0, 350.0).as_deref(), Some("WA 1"), "in the hole of WA 2");
        assert_eq!(at(900.0, 1900.0).as_deref(), Some("WA 1"));
        assert_eq!(at(1500.0, 1000.0), None);
        assert_eq!(at(f64::NAN, 1000.0), None);
        let mut hidden = drawing.clone();
        hidden.sections[1].hidden = true;
        let (lat, lon) = plane.lat_lon(250.0, 250.0);
        assert_eq!(section_at(&hidden, lat, lon).unwrap().label, "WA 1");
    }

    #[test]
    fn moving_there_and_back_ends_where_it_began() {
        let plane = Plane::of(&drawing()).unwrap();
        let start = plane.moved(plane.whole(), MapMove::In);
        for (there, back) in [(MapMove::North, MapMove::South), (MapMove::West, MapMove::East)] {
            let away = plane.moved(start, there);
            assert_ne!((away.lat, away.lon), (start.lat, start.lon));
            let again = plane.moved(away, back);
            assert!((again.lat - start.lat).abs() < 3e-6 && (again.lon - start.lon).abs() < 3e-6);
        }
        assert!(plane.moved(start, MapMove::North).lat > start.lat);
        assert!(plane.moved(start, MapMove::East).lon > start.lon);
    }

    #[test]
    fn a_map_never_leaves_the_plan_for_good() {
        let plane = Plane::of(&drawing()).unwrap();
        let mut view = plane.whole();
        for _ in 0..200 {
            view = plane.moved(plane.moved(view, MapMove::East), MapMove::Out);
        }
        assert_eq!(view.zoom, FARTHEST);
        assert!(view.lon < 10.01, "{view:?}");
        for _ in 0..20 {
            view = plane.moved(view, MapMove::In);
        }
        assert_eq!(view.zoom, NEAREST);
        let none = Drawing {
            frame: None,
            bbox: [10.0, 60.0, 10.0, 60.0],
            ..drawing()
        };
        assert_eq!(Plane::of(&none), None);
    }
}
