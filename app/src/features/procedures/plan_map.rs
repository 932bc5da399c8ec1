//! The plan as a map: what is seen of it, the map tiles beneath it, where markers stand.

use shared::{
    organisations::Tiles,
    plans::{
        Drawing,
        map::{MapView, Plane, section_at},
    },
};

use super::plan;
use crate::ui::{MapLive, MapTile, PlanSection};

/// About so many tiles lie beside each other.
const TILES_ABREAST: f64 = 3.0;
/// The nearest tiles that map services have as a rule.
const NEAREST_TILES: i32 = 19;
/// How far the middles of two markers stand apart at least, in widths of a marker: nearer ones are one.
const APART: f64 = 1.0;
/// So many times as wide as the whole plan, a view is too far away for the marks of its sections.
const FAR: f64 = 1.5;
/// How far above the middle the mark of the section there stands, as a part of the height of what is seen.
const BESIDE: f64 = 0.12;

/// What a script needs to show a drawing from what its picture shows on: left, top, width and height, as everywhere here.
pub fn live(plane: &Plane, drawing: &Drawing, window: [f64; 4], tiles: Option<&Tiles>) -> MapLive {
    // The view box is rounded up; the corners of what it shows are reckoned from itself.
    let mut sides = drawing
        .view_box
        .split_ascii_whitespace()
        .skip(2)
        .filter_map(|side| side.parse::<f64>().ok());
    let (width, height) = (
        sides.next().unwrap_or(plane.width),
        sides.next().unwrap_or(plane.height),
    );
    MapLive {
        bounds: box_of(plane, [0.0, 0.0, width, height]),
        view: box_of(plane, window),
        full: drawing.view_box.clone(),
        tiles: tiles.map(|tiles| tiles.url.clone()).into(),
        ..MapLive::default()
    }
}

/// `west,south,east,north` of a part of the drawing.
fn box_of(plane: &Plane, [left, top, width, height]: [f64; 4]) -> String {
    let (north, west) = plane.lat_lon(left, top);
    let (south, east) = plane.lat_lon(left + width, top + height);
    format!("{west:.7},{south:.7},{east:.7},{north:.7}")
}

/// The tiles beneath what is seen, in the numbering of all web maps (x from 180° west, y from the north, Mercator).
pub fn tiles(plane: &Plane, [left, top, width, height]: [f64; 4], tiles: Option<&Tiles>) -> Vec<MapTile> {
    let Some(tiles) = tiles else { return Vec::new() };
    let (north, west) = plane.lat_lon(left, top);
    let (south, east) = plane.lat_lon(left + width, top + height);
    let zoom = (360.0 / (east - west) * TILES_ABREAST).log2().floor();
    let zoom = if zoom.is_finite() {
        (zoom as i32).clamp(0, NEAREST_TILES)
    } else {
        0
    };
    let count = 2_f64.powi(zoom);
    let column = |lon: f64| ((lon + 180.0) / 360.0 * count).floor() as i64;
    let row = |lat: f64| {
        let lat = lat.to_radians();
        ((1.0 - lat.tan().asinh() / std::f64::consts::PI) / 2.0 * count).floor() as i64
    };
    let lon_of = |column: i64| column as f64 / count * 360.0 - 180.0;
    let lat_of = |row: i64| {
        (std::f64::consts::PI * (1.0 - 2.0 * row as f64 / count))
            .sinh()
            .atan()
            .to_degrees()
    };
    let address = |x: i64, y: i64| {
        tiles
            .url
            .replace("{z}", &zoom.to_string())
            .replace("{x}", &x.to_string())
            .replace("{y}", &y.to_string())
            .replace("{s}", "a")
            .replace("{r}", "")
    };
    (row(north)..=row(south))
        .flat_map(|y| (column(west)..=column(east)).map(move |x| (x, y)))
        .map(|(x, y)| {
            let (left, top) = plane.place(lat_of(y), lon_of(x));
            let (right, bottom) = plane.place(lat_of(y + 1), lon_of(x + 1));
            MapTile {
                href: address(x, y),
                at: [left, top, right - left, bottom - top],
            }
        })
        .collect()
}

/// The sections for a map. From near the mark of the section in the middle may be out of sight: then it stands there.
pub fn sections(drawing: &Drawing, plane: &Plane, view: MapView) -> Vec<PlanSection> {
    let mut sections = plan::sections(drawing, |section| section.id.to_string(), |_| String::new());
    if view.zoom > 0
        && let Some((key, middle)) = middle(drawing, plane, view)
        && let Some(own) = sections.iter_mut().find(|section| section.key == key)
        && own.at.is_some_and(|at| !is_seen(plane.window(view), at))
    {
        own.at = Some(middle);
    }
    sections
}

/// The section in the middle of a view, and where its mark stands there: beside the cross, if that is in the section.
fn middle(drawing: &Drawing, plane: &Plane, view: MapView) -> Option<(String, (f64, f64))> {
    let section = section_at(drawing, view.lat, view.lon)?;
    let [left, top, width, height] = plane.window(view);
    let (x, y) = (left + width / 2.0, top + height / 2.0);
    let beside = (x, height.mul_add(-BESIDE, y));
    let (lat, lon) = plane.lat_lon(beside.0, beside.1);
    let is_inside = section_at(drawing, lat, lon).is_some_and(|other| other.id == section.id);
    Some((section.id.to_string(), if is_inside { beside } else { (x, y) }))
}

/// Whether a position lies in what is seen.
pub fn is_seen([left, top, width, height]: [f64; 4], (x, y): (f64, f64)) -> bool {
    (left..=left + width).contains(&x) && (top..=top + height).contains(&y)
}

/// Whether the plan is seen from so far away that the marks of its sections would cover each other.
pub fn is_far(plane: &Plane, window: [f64; 4]) -> bool {
    window[2] > FAR * plane.window(plane.whole())[2]
}

/// Which markers are one, because they would cover each other: places in widths of a marker, answered by their numbers. The
/// rule of the live map as well (`app/map.js`): each belongs to the first before it that is near, and stands there.
pub fn groups(places: &[(f64, f64)]) -> Vec<Vec<usize>> {
    let mut groups: Vec<((f64, f64), Vec<usize>)> = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let near = groups
            .iter_mut()
            .find(|((x, y), _)| (x - place.0).hypot(y - place.1) < APART);
        match near {
            Some((_, members)) => members.push(at),
            None => groups.push((*place, vec![at])),
        }
    }
    groups.into_iter().map(|(_, members)| members).collect()
}

#[cfg(test)]
mod tests {
    use shared::{
        ids::SectionId,
        plans::{AreaKind, Section, marks},
    };

    use super::*;

    fn drawing() -> Drawing {
        Drawing {
            name: String::new(),
            number: String::new(),
            bbox: [9.3, 52.68, 9.31, 52.686],
            frame: Some([9.3, 52.68, 9.31, 52.686]),
            view_box: "0 0 2000 1980".into(),
            boundary: String::new(),
            sections: Vec::new(),
        }
    }

    #[test]
    fn tiles_cover_what_is_seen_without_gaps_and_are_few() {
        let plane = Plane::of(&drawing()).unwrap();
        let service = Tiles {
            url: "https://tiles.example/{z}/{x}/{y}.png".into(),
            attribution: String::new(),
        };
        let window = plane.window(plane.whole());
        let found = tiles(&plane, window, Some(&service));
        assert!((4..=30).contains(&found.len()), "{} tiles", found.len());
        let [left, top, width, height] = window;
        let edge = |pick: fn(&[f64; 4]) -> f64, least: bool| {
            let all = found.iter().map(|tile| pick(&tile.at));
            if least {
                all.fold(f64::MAX, f64::min)
            } else {
                all.fold(f64::MIN, f64::max)
            }
        };
        assert!(edge(|at| at[0], true) <= left && edge(|at| at[1], true) <= top);
        assert!(edge(|at| at[0] + at[2], false) >= left + width);
        assert!(edge(|at| at[1] + at[3], false) >= top + height);
        // The tile that holds the plan's middle, reckoned by hand: zoom 16, (9.305+180)/360·65536, Mercator.
        assert!(
            found
                .iter()
                .any(|tile| tile.href.ends_with(".png") && !tile.href.contains('{'))
        );
        assert!(tiles(&plane, window, None).is_empty());
    }

    #[test]
    fn from_near_the_mark_of_what_lies_in_the_middle_stands_in_sight() {
        let plan = || {
            let mut drawing = Drawing {
                sections: vec![Section {
                    id: SectionId(uuid::Uuid::from_u128(1)),
                    keys: Vec::new(),
                    label: "WA 1 – Wohnen".into(),
                    kind: AreaKind::Housing,
                    hidden: false,
                    path: "M0 0h2000v1980h-2000z".into(),
                    label_language: None,
                    labels: Default::default(),
                    lie: None,
                }],
                ..drawing()
            };
            marks::place(&mut drawing);
            drawing
        };
        let (drawing, plane) = (plan(), Plane::of(&plan()).unwrap());
        let own = drawing.sections[0].lie.unwrap().mark;
        let whole = plane.whole();
        assert_eq!(sections(&drawing, &plane, whole)[0].at, own);
        // A corner from near.
        let (lat, lon) = plane.lat_lon(200.0, 200.0);
        let near = MapView { lat, lon, zoom: 4 };
        let at = sections(&drawing, &plane, near)[0].at.unwrap();
        assert!(Some(at) != own && is_seen(plane.window(near), at), "{at:?}");
        assert!((at.1 - 200.0).abs() > 1.0, "not beneath the cross: {at:?}");
    }

    #[test]
    fn markers_that_would_cover_each_other_are_one_and_a_lonely_one_stays() {
        let places = [
            (10.0, 10.0),
            (40.0, 40.0),
            (10.0, 10.0),
            (10.3, 10.2),
            (10.9, 10.5),
        ];
        assert_eq!(groups(&places), [vec![0, 2, 3], vec![1], vec![4]]);
        assert!(groups(&[]).is_empty());
    }
}
