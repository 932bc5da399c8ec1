//! The coordinate reference systems of German plans and their way to WGS84.
//!
//! Invariants: positions are easting, northing as every plan seen writes them; a result is finite or nothing.
//! ETRS89 is taken as WGS84 (below a metre). DHDN goes by the seven parameters of the whole country, which are
//! themselves only good to one to three metres: enough for a map, not for a boundary dispute.

use proj4rs::Proj;
use proj4rs::transform::transform;

use super::{MultiPolygon, Position};

/// Definition of one supported system.
struct Definition {
    epsg: u16,
    /// The name of the AdV (Arbeitsgemeinschaft der Vermessungsverwaltungen), as in `urn:adv:crs:…`.
    adv: &'static str,
    proj: &'static str,
}

macro_rules! tmerc {
    ($lon:literal, $x:literal) => {
        concat!(
            "+proj=tmerc +lat_0=0 +lon_0=",
            $lon,
            " +k=1 +x_0=",
            $x,
            " +y_0=0 +ellps=bessel ",
            "+towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7 +units=m +no_defs"
        )
    };
}

/// Source: EPSG registry; checked against PROJ 9.5.
const DEFINITIONS: [Definition; 8] = [
    Definition {
        epsg: 25832,
        adv: "ETRS89_UTM32",
        proj: "+proj=utm +zone=32 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs",
    },
    Definition {
        epsg: 25833,
        adv: "ETRS89_UTM33",
        proj: "+proj=utm +zone=33 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs",
    },
    Definition {
        epsg: 31466,
        adv: "DE_DHDN_3GK2",
        proj: tmerc!("6", "2500000"),
    },
    Definition {
        epsg: 31467,
        adv: "DE_DHDN_3GK3",
        proj: tmerc!("9", "3500000"),
    },
    Definition {
        epsg: 31468,
        adv: "DE_DHDN_3GK4",
        proj: tmerc!("12", "4500000"),
    },
    Definition {
        epsg: 31469,
        adv: "DE_DHDN_3GK5",
        proj: tmerc!("15", "5500000"),
    },
    Definition {
        epsg: 4647,
        adv: "ETRS89_UTM32-ZONE",
        proj: "+proj=tmerc +lat_0=0 +lon_0=9 +k=0.9996 +x_0=32500000 +y_0=0 +ellps=GRS80 \
               +towgs84=0,0,0,0,0,0,0 +units=m +no_defs",
    },
    Definition {
        epsg: 5650,
        adv: "ETRS89_UTM33-ZONE",
        proj: "+proj=tmerc +lat_0=0 +lon_0=15 +k=0.9996 +x_0=33500000 +y_0=0 +ellps=GRS80 \
               +towgs84=0,0,0,0,0,0,0 +units=m +no_defs",
    },
];

/// Eastings with a zone in front go to 34 million metres.
const MAX_EASTING: f64 = 4e7;
/// From the equator to the pole are ten million metres.
const MAX_NORTHING: f64 = 1.01e7;

/// The EPSG codes that can be read.
pub fn supported() -> impl Iterator<Item = u16> {
    DEFINITIONS.iter().map(|d| d.epsg)
}

/// The EPSG code that a `srsName` means, in any of the forms in use; nothing if it is not one of the supported.
///
/// `EPSG:25832`, `urn:ogc:def:crs:EPSG::25832` (with or without version), `urn:adv:crs:ETRS89_UTM32`,
/// `http(s)://www.opengis.net/def/crs/EPSG/0/25832`, `…/gml/srs/epsg.xml#25832`, the bare number.
pub fn parse(srs_name: &str) -> Option<u16> {
    let name = srs_name.trim();
    let lower = name.to_ascii_lowercase();
    if let Some(adv) = lower.strip_prefix("urn:adv:crs:") {
        // Compound names such as `ETRS89_UTM32*DE_DHHN92_NH` carry a height system that plays no role here;
        // `DE_DHDN_3GK3_NI200` and other variants of one projection begin alike.
        let adv = adv
            .split('*')
            .next()
            .unwrap_or(adv)
            .replace("de_etrs89", "etrs89");
        let matches = |d: &&Definition| adv.starts_with(&d.adv.to_ascii_lowercase());
        return DEFINITIONS.iter().rev().find(matches).map(|d| d.epsg);
    }
    let is_epsg = lower.contains("epsg") || lower.chars().all(|c| c.is_ascii_digit());
    let code = lower.rsplit([':', '/', '#']).next()?.parse().ok()?;
    (is_epsg && supported().any(|known| known == code)).then_some(code)
}

/// A way from one plane to longitude and latitude.
#[derive(Debug)]
pub struct ToWgs84 {
    from: Proj,
    to: Proj,
}

impl ToWgs84 {
    /// The way from the plane of an EPSG code; nothing if the code is not supported.
    pub fn from_epsg(epsg: u16) -> Option<Self> {
        let definition = DEFINITIONS.iter().find(|d| d.epsg == epsg)?;
        let from = Proj::from_proj_string(definition.proj).ok()?;
        let to = Proj::from_proj_string("+proj=longlat +datum=WGS84 +no_defs").ok()?;
        Some(Self { from, to })
    }

    /// Longitude and latitude in degrees; nothing where the position lies outside of what the projection covers.
    pub fn apply(&self, [east, north]: Position) -> Option<Position> {
        // Far away the series go round the globe again and end in places that mean nothing.
        if !(east.abs() <= MAX_EASTING && north.abs() <= MAX_NORTHING) {
            return None;
        }
        let mut point = (east, north, 0.0);
        transform(&self.from, &self.to, &mut point).ok()?;
        let (lon, lat) = (point.0.to_degrees(), point.1.to_degrees());
        let sane = lon.is_finite() && lat.is_finite() && lon.abs() <= 180.0 && lat.abs() <= 90.0;
        sane.then_some([lon, lat])
    }
}

/// Square metres of an area in WGS84, measured in the zone of UTM that it lies in, as plans are; nothing where it does not
/// fit into a plane.
pub fn square_metres(area: &MultiPolygon) -> Option<f64> {
    let [lon, _] = area.bounds()?.centre();
    // Germany has two zones: the third would hold a few villages in its west.
    let zone = match lon {
        5.0..12.0 => 32,
        lon => (((lon + 180.0) / 6.0).floor() as i32 + 1).clamp(1, 60),
    };
    let from = Proj::from_proj_string("+proj=longlat +datum=WGS84 +no_defs").ok()?;
    let to = Proj::from_proj_string(&format!(
        "+proj=utm +zone={zone} +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs"
    ))
    .ok()?;
    let mut plane = area.clone();
    for polygon in &mut plane.0 {
        for position in polygon
            .exterior
            .iter_mut()
            .chain(polygon.interiors.iter_mut().flatten())
        {
            let mut point = (position[0].to_radians(), position[1].to_radians(), 0.0);
            transform(&from, &to, &mut point).ok()?;
            *position = [point.0, point.1];
        }
    }
    Some(plane.area()).filter(|size| size.is_finite())
}

/// The system with the zone before the easting that coordinates really are in, if an easting above thirty million
/// stands under a label that has no zone in front.
pub fn zone_prefixed(epsg: u16, easting: f64) -> Option<u16> {
    let zone = (easting / 1e6).floor();
    match epsg {
        25832 | 25833 | 4647 | 5650 if zone == 32.0 && epsg != 4647 => Some(4647),
        25832 | 25833 | 4647 | 5650 if zone == 33.0 && epsg != 5650 => Some(5650),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_name_is_understood() {
        for name in [
            "EPSG:25832",
            "epsg:25832",
            "urn:ogc:def:crs:EPSG::25832",
            "urn:ogc:def:crs:EPSG:9.9.1:25832",
            "urn:adv:crs:ETRS89_UTM32",
            "urn:adv:crs:ETRS89_UTM32*DE_DHHN92_NH",
            "http://www.opengis.net/def/crs/EPSG/0/25832",
            "http://www.opengis.net/gml/srs/epsg.xml#25832",
            " 25832 ",
        ] {
            assert_eq!(parse(name), Some(25832), "{name}");
        }
        assert_eq!(parse("urn:adv:crs:DE_DHDN_3GK4"), Some(31468));
        assert_eq!(parse("urn:adv:crs:ETRS89_UTM33-zone"), Some(5650));
        assert_eq!(parse("EPSG:4326"), None);
        assert_eq!(parse("Tabelle 25832 von 1990"), None);
        assert_eq!(parse(""), None);
    }

    /// Expected values by an independent implementation (Krüger series to n⁶, seven parameters), which itself
    /// agrees with PROJ 9.5 on the plans of the test set to eight decimals.
    #[test]
    fn control_points_in_every_system_agree_to_a_millimetre() {
        for (epsg, native, [lon, lat]) in [
            (25832, [566_000.0, 5_930_000.0], [9.995_348_25, 53.514_789_08]),
            (4647, [32_566_000.0, 5_930_000.0], [9.995_348_25, 53.514_789_08]),
            (25833, [390_000.0, 5_820_000.0], [13.378_811_77, 52.518_995_31]),
            (5650, [33_390_000.0, 5_820_000.0], [13.378_811_77, 52.518_995_31]),
            (31466, [2_565_000.0, 5_650_000.0], [6.924_998_49, 50.981_533_26]),
            (
                31467,
                [3_479_367.656, 5_889_625.167],
                [8.690_628_65, 53.138_380_60],
            ),
            (31468, [4_468_000.0, 5_334_000.0], [11.568_552_13, 48.143_217_45]),
            (31469, [5_410_000.0, 5_655_000.0], [13.715_301_96, 51.023_138_80]),
        ] {
            let [x, y] = ToWgs84::from_epsg(epsg)
                .and_then(|t| t.apply(native))
                .expect("a place");
            assert!(
                (x - lon).abs() < 2e-8 && (y - lat).abs() < 2e-8,
                "{epsg}: {x} {y}"
            );
        }
    }

    #[test]
    fn a_hectare_in_the_plane_is_a_hectare_again() {
        let way = ToWgs84::from_epsg(25832).expect("supported");
        let corner = |x: f64, y: f64| way.apply([566_000.0 + x, 5_930_000.0 + y]).expect("a place");
        let exterior = vec![
            corner(0.0, 0.0),
            corner(100.0, 0.0),
            corner(100.0, 100.0),
            corner(0.0, 100.0),
            corner(0.0, 0.0),
        ];
        let interiors = Vec::new();
        let square = MultiPolygon(vec![crate::geo::Polygon { exterior, interiors }]);
        let size = square_metres(&square).expect("a size");
        assert!((size - 10_000.0).abs() < 0.1, "{size}");
        assert_eq!(square_metres(&MultiPolygon::default()), None);
    }

    #[test]
    fn nonsense_is_nothing_and_never_a_panic() {
        let way = ToWgs84::from_epsg(25832).expect("supported");
        for position in [
            [f64::NAN, 0.0],
            [f64::INFINITY, 1.0],
            [1e300, -1e300],
            [0.0, f64::MAX],
        ] {
            assert_eq!(way.apply(position), None, "{position:?}");
        }
        assert!(ToWgs84::from_epsg(4326).is_none());
    }
}
