//! GeoJSON (RFC 7946): areas in from municipalities without XPlanGML, areas and points out for maps.
//!
//! Invariants: positions are WGS84 longitude and latitude; everything else is refused with a reason. A file is
//! read wholly or not at all.

use serde_json::{Map, Value, json};

use super::{
    Area, COMPARISONS, Crossing, MultiPolygon, Polygon, Position, Ring, self_intersection, signed_area,
};
use crate::xplan::Finding;

/// Positions in one file.
const MAX_POSITIONS: usize = 1_000_000;
/// Bytes of one file.
const MAX_BYTES: usize = 50_000_000;

/// So many remarks are kept for one file.
const MAX_NOTES: usize = 20;
/// Levels of collections within collections.
const MAX_DEPTH: usize = 8;

/// One area of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Feature {
    /// Where it stands in the file, as findings name it: `features[2] Wiese`, counted from zero.
    pub at: String,
    /// `id` of the feature, if it has one: stable on re-import.
    pub id: Option<String>,
    /// `name` in the properties.
    pub name: Option<String>,
    /// True for `"role": "boundary"`: the outline of the plan and not one of its sections.
    pub is_boundary: bool,
    /// All properties as written.
    pub properties: Map<String, Value>,
    /// The area.
    pub multipolygon: MultiPolygon,
}

/// The outline of a plan: the features with `"role": "boundary"`, or else the box around all features.
pub fn boundary(features: &[Feature]) -> MultiPolygon {
    let named: Vec<Polygon> = features
        .iter()
        .filter(|f| f.is_boundary)
        .flat_map(|f| f.multipolygon.0.clone())
        .collect();
    if !named.is_empty() {
        return MultiPolygon(named);
    }
    let around = features
        .iter()
        .filter_map(|f| f.multipolygon.bounds())
        .reduce(Area::union);
    MultiPolygon(around.iter().map(Area::to_polygon).collect())
}

/// Reads a `FeatureCollection`, a `Feature` or a bare geometry with `Polygon` and `MultiPolygon`, also within collections
/// of geometries. A third coordinate, the height, is not looked at.
///
/// # Errors
/// A finding if the file is no GeoJSON, is in another coordinate system, or has an area that is not whole.
pub fn read(bytes: &[u8]) -> Result<Vec<Feature>, Finding> {
    read_with_notes(bytes).map(|(features, _)| features)
}

/// The same, with remarks on what was left out.
///
/// # Errors
/// As [`read`].
pub fn read_with_notes(bytes: &[u8]) -> Result<(Vec<Feature>, Vec<Finding>), Finding> {
    if bytes.len() > MAX_BYTES {
        let message = format!("The file is larger than {} MB.", MAX_BYTES / 1_000_000);
        return Err(Finding::new("too_large", message, "Simplify the outlines."));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|error| {
        let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
        Finding::new(
            "json_invalid",
            format!("The file is not valid JSON: {error}."),
            "Export the file again.",
        )
        .on_line(line)
    })?;
    check_crs(&value)?;
    let mut left = Left {
        positions: MAX_POSITIONS,
        comparisons: COMPARISONS,
    };
    let (mut features, mut notes) = (Vec::new(), Vec::new());
    match value.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => {
            let list = value.get("features").and_then(Value::as_array);
            for (index, item) in list.map(Vec::as_slice).unwrap_or_default().iter().enumerate() {
                features.extend(feature(item, index, &mut left, &mut notes)?);
            }
        }
        Some("Feature") => features.extend(feature(&value, 0, &mut left, &mut notes)?),
        Some("Polygon" | "MultiPolygon" | "GeometryCollection") => {
            let mut multipolygon = MultiPolygon::default();
            collect(&value, "geometry", &mut left, MAX_DEPTH, &mut multipolygon)?;
            multipolygon.orient();
            if multipolygon.is_empty() {
                return Err(empty());
            }
            notes.extend(crossing(&multipolygon, "geometry", &mut left));
            let properties = Map::new();
            features.push(Feature {
                at: "geometry".to_owned(),
                id: None,
                name: None,
                is_boundary: false,
                properties,
                multipolygon,
            });
        }
        _ => {
            let hint = "Export a FeatureCollection of polygons in WGS84.";
            return Err(Finding::new(
                "geojson_invalid",
                "The file is no GeoJSON of areas.",
                hint,
            ));
        }
    }
    if features.is_empty() {
        return Err(empty());
    }
    Ok((features, notes))
}

fn empty() -> Finding {
    let hint = "Export a FeatureCollection of polygons in WGS84.";
    Finding::new("geojson_empty", "The file has no area.", hint)
}

/// The old member `crs` may only name WGS84.
fn check_crs(value: &Value) -> Result<(), Finding> {
    let name = value
        .pointer("/crs/properties/name")
        .and_then(Value::as_str)
        .unwrap_or("CRS84");
    if name.contains("CRS84") || name.ends_with(":4326") {
        return Ok(());
    }
    let message = format!(
        "The file is in the coordinate system \"{}\".",
        name.chars().take(80).collect::<String>()
    );
    Err(Finding::new(
        "crs_unknown",
        message,
        "GeoJSON is always in WGS84 (RFC 7946): export it in EPSG:4326.",
    ))
}

/// What may still be read and compared of a file.
struct Left {
    positions: usize,
    comparisons: usize,
}

/// A remark where an outline crosses itself.
fn crossing(area: &MultiPolygon, at: &str, left: &mut Left) -> Option<Finding> {
    let rings = area
        .0
        .iter()
        .flat_map(|polygon| std::iter::once(&polygon.exterior).chain(&polygon.interiors));
    for ring in rings {
        let (code, message) = match self_intersection(ring, &mut left.comparisons) {
            Crossing::None => continue,
            Crossing::At(place) => ("self_intersection", crosses(place)),
            Crossing::Unknown => (
                "self_intersection_unchecked",
                "The outline is too long to look for crossings.".to_owned(),
            ),
        };
        return Some(Finding::new(code, message, "Draw the area again.").at(at));
    }
    None
}

fn crosses([lon, lat]: Position) -> String {
    format!("The outline crosses itself near {lon:.6} {lat:.6}.")
}

fn feature(
    value: &Value,
    index: usize,
    left: &mut Left,
    notes: &mut Vec<Finding>,
) -> Result<Option<Feature>, Finding> {
    let properties = value
        .get("properties")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    // A number is a name as well: "name": 5.
    let text = |name: &str| {
        let written = match properties.get(name)? {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        Some(written).filter(|text| !text.is_empty())
    };
    let name = text("name");
    let shown: String = name
        .iter()
        .flat_map(|name| name.chars())
        .filter(|c| !c.is_control())
        .take(80)
        .collect();
    let at = format!("features[{index}] {shown}").trim_end().to_owned();
    let mut multipolygon = MultiPolygon::default();
    if let Some(shape) = value.get("geometry").filter(|g| !g.is_null()) {
        collect(shape, &at, left, MAX_DEPTH, &mut multipolygon)?;
    }
    if multipolygon.is_empty() {
        // Points and lines beside the areas are no sections.
        if notes.len() < MAX_NOTES {
            let message = "The feature is no area; it was left out.";
            notes.push(Finding::new("geometry_not_an_area", message, "Nothing is needed.").at(at));
        }
        return Ok(None);
    }
    multipolygon.orient();
    if notes.len() < MAX_NOTES {
        notes.extend(crossing(&multipolygon, &at, left));
    }
    let id = match value.get("id") {
        Some(Value::String(id)) => Some(id.clone()),
        Some(Value::Number(id)) => Some(id.to_string()),
        _ => None,
    };
    let is_boundary = text("role").as_deref() == Some("boundary");
    Ok(Some(Feature {
        at,
        id,
        name,
        is_boundary,
        multipolygon,
        properties,
    }))
}

/// Adds the polygons of a geometry, also of collections within collections.
fn collect(
    value: &Value,
    at: &str,
    left: &mut Left,
    depth: usize,
    into: &mut MultiPolygon,
) -> Result<(), Finding> {
    match value.get("type").and_then(Value::as_str) {
        Some("Polygon" | "MultiPolygon") => {
            into.0.extend(geometry(value, at, left)?.0);
            Ok(())
        }
        Some("GeometryCollection") => {
            let Some(depth) = depth.checked_sub(1) else {
                let message =
                    format!("Collections of geometries are nested more than {MAX_DEPTH} levels deep.");
                return Err(Finding::new("geometry_too_deep", message, "Export plain polygons.").at(at));
            };
            let parts = value.get("geometries").and_then(Value::as_array);
            for part in parts.map(Vec::as_slice).unwrap_or_default() {
                collect(part, at, left, depth, into)?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn geometry(value: &Value, at: &str, left: &mut Left) -> Result<MultiPolygon, Finding> {
    let coordinates = value
        .get("coordinates")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let polygons: Vec<&[Value]> = match value.get("type").and_then(Value::as_str) {
        Some("Polygon") => vec![coordinates],
        _ => coordinates
            .iter()
            .map(|p| p.as_array().map(Vec::as_slice).unwrap_or_default())
            .collect(),
    };
    let mut area = MultiPolygon::default();
    for rings in polygons {
        let mut rings = rings.iter().map(|r| ring(r, at, left));
        let Some(exterior) = rings.next() else {
            return Err(Finding::new(
                "ring_missing",
                "A polygon has no outer line.",
                "Draw the area again.",
            )
            .at(at));
        };
        let polygon = MultiPolygon(vec![Polygon {
            exterior: exterior?,
            interiors: rings.collect::<Result<_, _>>()?,
        }]);
        if polygon.area() <= 0.0 {
            let message = "The holes of the area take away all of it.";
            return Err(Finding::new("holes_too_large", message, "Draw the area again.").at(at));
        }
        area.0.extend(polygon.0);
    }
    if area.is_empty() {
        return Err(Finding::new(
            "geometry_missing",
            "A feature has no area.",
            "Draw the area again.",
        )
        .at(at));
    }
    Ok(area)
}

fn ring(value: &Value, at: &str, left: &mut Left) -> Result<Ring, Finding> {
    let positions = value.as_array().map(Vec::as_slice).unwrap_or_default();
    left.positions = left.positions.checked_sub(positions.len()).ok_or_else(|| {
        Finding::new(
            "too_many_vertices",
            "The file has too many positions.",
            "Simplify the outlines.",
        )
        .at(at)
    })?;
    let ring: Ring = positions
        .iter()
        .map(|p| position(p, at))
        .collect::<Result<_, _>>()?;
    let is_closed = ring.len() >= 4 && ring.first() == ring.last();
    if is_closed
        && signed_area(&ring) == 0.0
        && let Crossing::At(place) = self_intersection(&ring, &mut left.comparisons)
    {
        let message = format!("{} Its parts cancel each other out.", crosses(place));
        return Err(Finding::new("self_intersection", message, "Draw the area again.").at(at));
    }
    if !is_closed || signed_area(&ring) == 0.0 {
        let message =
            "A ring is not closed, or encloses no area: it needs four positions, the last like the first.";
        return Err(Finding::new("ring_invalid", message, "Draw the area again.").at(at));
    }
    Ok(ring)
}

fn position(value: &Value, at: &str) -> Result<Position, Finding> {
    let number = |index: usize| value.get(index).and_then(Value::as_f64);
    match (number(0), number(1)) {
        (Some(lon), Some(lat)) if lon.abs() <= 180.0 && lat.abs() <= 90.0 => Ok([lon, lat]),
        (Some(_), Some(_)) => {
            let message = "The coordinates are no longitude and latitude; they look like metres in a plane.";
            let hint = "GeoJSON is always in WGS84 (RFC 7946): export it in EPSG:4326.";
            Err(Finding::new("coordinates_outside", message, hint).at(at))
        }
        _ => Err(Finding::new(
            "coordinate_invalid",
            "A position is no pair of numbers.",
            "Export it again.",
        )
        .at(at)),
    }
}

/// A thing to write: an area or a point.
#[derive(Clone, Copy, Debug)]
pub enum Geometry<'a> {
    /// An area.
    Area(&'a MultiPolygon),
    /// Longitude and latitude.
    Point(Position),
}

/// A `FeatureCollection` with seven decimals (one centimetre); a single polygon is written as `Polygon`.
pub fn write<'a>(features: impl IntoIterator<Item = (Geometry<'a>, Map<String, Value>)>) -> Value {
    let features: Vec<Value> = features
        .into_iter()
        .map(|(geometry, properties)| {
            let geometry = match geometry {
                Geometry::Point(at) => json!({ "type": "Point", "coordinates": rounded(at) }),
                Geometry::Area(area) => match area.0.as_slice() {
                    [polygon] => json!({ "type": "Polygon", "coordinates": rings(polygon) }),
                    many => {
                        let coordinates: Vec<_> = many.iter().map(rings).collect();
                        json!({ "type": "MultiPolygon", "coordinates": coordinates })
                    }
                },
            };
            json!({ "type": "Feature", "properties": properties, "geometry": geometry })
        })
        .collect();
    json!({ "type": "FeatureCollection", "features": features })
}

fn rings(polygon: &Polygon) -> Vec<Vec<Position>> {
    let round = |ring: &Ring| ring.iter().map(|p| rounded(*p)).collect();
    std::iter::once(&polygon.exterior)
        .chain(&polygon.interiors)
        .map(round)
        .collect()
}

fn rounded([lon, lat]: Position) -> Position {
    [(lon * 1e7).round() / 1e7, (lat * 1e7).round() / 1e7]
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: &str = "[[[9,52],[9,53],[10,53],[10,52],[9,52]]]";

    fn collection(properties: &str) -> String {
        format!(
            r#"{{"type":"FeatureCollection","features":[
            {{"type":"Feature","id":7,"properties":{properties},"geometry":{{"type":"Polygon","coordinates":{SQUARE}}}}},
            {{"type":"Feature","properties":null,"geometry":{{"type":"Point","coordinates":[9,52]}}}}]}}"#
        )
    }

    #[test]
    fn areas_are_read_with_name_and_turned_counter_clockwise_and_points_are_left_out() {
        let features = read(collection(r#"{"name":" Feld "}"#).as_bytes()).expect("readable");
        assert_eq!(features.len(), 1);
        assert_eq!(features[0].name.as_deref(), Some("Feld"));
        assert_eq!(features[0].id.as_deref(), Some("7"));
        assert!(signed_area(&features[0].multipolygon.0[0].exterior) > 0.0);
    }

    #[test]
    fn the_boundary_is_the_feature_with_that_role_or_the_box_around_all() {
        let named = read(collection(r#"{"role":"boundary"}"#).as_bytes()).expect("readable");
        assert!(named[0].is_boundary);
        assert_eq!(boundary(&named), named[0].multipolygon);
        let unnamed = read(collection("{}").as_bytes()).expect("readable");
        assert_eq!(boundary(&unnamed).bounds(), unnamed[0].multipolygon.bounds());
    }

    #[test]
    fn heights_are_not_looked_at_and_areas_in_collections_are_found() {
        let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Hof"},"geometry":
            {"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[9,52]},{"type":"GeometryCollection",
            "geometries":[{"type":"Polygon","coordinates":[[[9,52,1.5],[9,53,1],[10,53,2],[9,52,1.5]]]}]}]}},
            {"type":"Feature","properties":{"name":"Brunnen"},"geometry":{"type":"Point","coordinates":[9,52]}}]}"#;
        let (features, notes) = read_with_notes(text.as_bytes()).expect("readable");
        assert_eq!(features[0].at, "features[0] Hof");
        assert_eq!(features[0].multipolygon.0.len(), 1);
        assert_eq!(notes.len(), 1);
        assert_eq!(
            (notes[0].code, notes[0].element.as_deref()),
            ("geometry_not_an_area", Some("features[1] Brunnen"))
        );
    }

    #[test]
    fn what_was_written_is_read_again() {
        let features = read(collection(r#"{"name":"Feld"}"#).as_bytes()).expect("readable");
        let area = Geometry::Area(&features[0].multipolygon);
        let point = Geometry::Point([9.123_456_789, 52.0]);
        let written = write([(area, features[0].properties.clone()), (point, Map::new())]);
        assert_eq!(
            written["features"][1]["geometry"]["coordinates"][0],
            json!(9.123_456_8)
        );
        let again = read(written.to_string().as_bytes()).expect("readable");
        assert_eq!(again[0].multipolygon, features[0].multipolygon);
    }

    #[test]
    fn an_outline_that_crosses_itself_is_said_with_its_place_and_is_no_area_where_its_halves_cancel() {
        let bow = |ring: &str| format!(r#"{{"type":"Polygon","coordinates":[{ring}]}}"#);
        let (features, notes) =
            read_with_notes(bow("[[9,52],[10,53],[10,52],[9,54],[9,52]]").as_bytes()).expect("readable");
        assert_eq!(
            (features.len(), notes.len(), notes[0].code),
            (1, 1, "self_intersection")
        );
        assert!(notes[0].message.contains("near 9.6"), "{}", notes[0].message);
        let error = read(bow("[[9,52],[10,53],[10,52],[9,53],[9,52]]").as_bytes()).expect_err("refused");
        assert_eq!(error.code, "self_intersection");
        assert!(error.message.contains("9.500000 52.500000"), "{}", error.message);
    }

    #[test]
    fn a_number_is_a_name() {
        let features = read(collection(r#"{"name":5}"#).as_bytes()).expect("readable");
        assert_eq!(features[0].name.as_deref(), Some("5"));
    }

    #[test]
    fn metres_open_rings_and_other_systems_are_refused_with_a_reason() {
        let refused = |text: &str| read(text.as_bytes()).expect_err("refused").code;
        let polygon = |ring: &str| format!(r#"{{"type":"Polygon","coordinates":{ring}}}"#);
        assert_eq!(
            refused(&polygon("[[[566000,5930000],[1,1],[2,2],[566000,5930000]]]")),
            "coordinates_outside"
        );
        assert_eq!(
            refused(&polygon("[[[9,52],[9,53],[10,53],[10,52]]]")),
            "ring_invalid"
        );
        assert_eq!(refused(&polygon("[[[9,52],[9,53],[9,52]]]")), "ring_invalid");
        assert_eq!(
            refused(&polygon("[[[9],[9,53],[9,52],[9]]]")),
            "coordinate_invalid"
        );
        assert_eq!(
            refused(&polygon(
                "[[[9,52],[9,53],[10,53],[10,52],[9,52]],[[8,51],[8,54],[11,54],[11,51],[8,51]]]"
            )),
            "holes_too_large"
        );
        assert_eq!(refused(&polygon("[]")), "ring_missing");
        assert_eq!(refused("{"), "json_invalid");
        assert_eq!(refused("[]"), "geojson_invalid");
        assert_eq!(
            refused(r#"{"type":"FeatureCollection","features":[]}"#),
            "geojson_empty"
        );
        let other =
            r#"{"type":"FeatureCollection","crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::25832"}}}"#;
        assert_eq!(refused(other), "crs_unknown");
        assert_eq!(refused(&"[".repeat(100_000)), "json_invalid");
    }
}
