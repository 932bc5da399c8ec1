//! The plan as a map: what is seen of it, the map tiles beneath it, where markers stand.

use shared::{
    organisations::Tiles,
    plans::{
        Drawing,
        map::{MapView, Plane},
    },
};

use super::plan;
use crate::ui::{MapLive, MapTile, PlanSection};

/// About so many tiles lie beside each other.
const TILES_ABREAST: f64 = 3.0;
/// The nearest tiles that map services have as a rule.
const NEAREST_TILES: i32 = 19;
/// Distance of markers of one place, in widths of a marker: a spiral that fills evenly (Vogel 1979).
const SPIRAL: f64 = 0.64;
/// How far the middles of two markers stand apart at least, in widths of a marker.
const APART: f64 = 1.0;
/// How often markers push each other at most.
const ROUNDS: u32 = 200;

/// What a script needs to show a drawing from a view on.
pub fn live(plane: &Plane, drawing: &Drawing, view: MapView, tiles: Option<&Tiles>) -> MapLive {
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
        view: box_of(plane, plane.window(view)),
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

/// The tiles beneath a view, in the numbering of all web maps (x from 180° west, y from the north, Mercator).
pub fn tiles(plane: &Plane, view: MapView, tiles: Option<&Tiles>) -> Vec<MapTile> {
    let Some(tiles) = tiles else { return Vec::new() };
    let [left, top, width, height] = plane.window(view);
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

/// The sections for a map; from far away their marks would cover each other.
pub fn sections(drawing: &Drawing, view: MapView) -> Vec<PlanSection> {
    let mut sections = plan::sections(drawing, |_| String::new(), |_| String::new());
    if view.zoom < 0 {
        for section in &mut sections {
            section.at = None;
        }
    }
    sections
}

/// How far each of several markers stands aside, so that none covers another; all in widths of a marker.
///
/// Those of one place begin in a spiral around it, then whatever is too near pushes each other away.
pub fn aside(places: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut stands: Vec<(f64, f64)> = Vec::with_capacity(places.len());
    for (at, (x, y)) in places.iter().enumerate() {
        let number = places
            .iter()
            .take(at)
            .filter(|(a, b)| (a - x).abs() < 0.01 && (b - y).abs() < 0.01)
            .count();
        // The golden angle; the first one stands where it belongs.
        let angle = number as f64 * 2.399_963_229_728_653;
        let radius = SPIRAL * (number as f64).sqrt();
        stands.push((x + radius * angle.cos(), y + radius * angle.sin()));
    }
    for _ in 0..ROUNDS {
        let mut moved = false;
        for one in 0..stands.len() {
            for other in 0..one {
                let (Some(&a), Some(&b)) = (stands.get(one), stands.get(other)) else {
                    continue;
                };
                let (x, y) = (a.0 - b.0, a.1 - b.1);
                let distance = x.hypot(y);
                if distance >= APART {
                    continue;
                }
                moved = true;
                let push = (APART - distance) / 2.0;
                let (x, y) = if distance > 1e-6 {
                    (x / distance, y / distance)
                } else {
                    (1.0, 0.0)
                };
                if let Some(stand) = stands.get_mut(one) {
                    *stand = (a.0 + x * push, a.1 + y * push);
                }
                if let Some(stand) = stands.get_mut(other) {
                    *stand = (b.0 - x * push, b.1 - y * push);
                }
            }
        }
        if !moved {
            break;
        }
    }
    stands
        .into_iter()
        .zip(places)
        .map(|((x, y), (a, b))| (x - a, y - b))
        .collect()
}

#[cfg(test)]
mod tests {
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
        let view = plane.whole();
        let found = tiles(&plane, view, Some(&service));
        assert!((4..=30).contains(&found.len()), "{} tiles", found.len());
        let [left, top, width, height] = plane.window(view);
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
        assert!(tiles(&plane, view, None).is_empty());
    }

    #[test]
    fn no_marker_covers_another_and_a_lonely_one_stays() {
        let mut places = vec![(10.0, 10.0); 40];
        places.extend([(10.3, 10.2), (9.6, 10.0), (40.0, 40.0)]);
        let aside = aside(&places);
        assert_eq!(aside[42], (0.0, 0.0));
        let stands: Vec<_> = places
            .iter()
            .zip(&aside)
            .map(|(p, a)| (p.0 + a.0, p.1 + a.1))
            .collect();
        for (at, one) in stands.iter().enumerate() {
            for other in &stands[..at] {
                let distance = (one.0 - other.0).hypot(one.1 - other.1);
                assert!(distance >= 0.95, "{distance}");
            }
            assert!(aside[at].0.hypot(aside[at].1) < 6.0, "{:?}", aside[at]);
        }
    }
}
