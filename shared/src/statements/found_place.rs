//! What lies at a point of the map, in words.

use crate::{endpoint, wire};

wire! {
    /// Asks what lies at a point of a procedure's plan: the nearest address of the municipality's own index, the
    /// section, inside or outside.
    pub struct FindPlace {
        /// The procedure's slug.
        pub procedure: String,
        /// Latitude, WGS84 degrees.
        pub lat: f64,
        /// Longitude, WGS84 degrees.
        pub lon: f64,
        /// The language of the answer's words, a code such as `de`; without one the municipality's.
        #[serde(default)]
        pub language: Option<String>,
    }
    /// What lies at a point.
    pub struct FoundPlace {
        /// Latitude, WGS84 degrees, six decimals.
        pub lat: f64,
        /// Longitude, WGS84 degrees, six decimals.
        pub lon: f64,
        /// The point in words: `bei Hafenstraße 12, WA 1 – allgemeines Wohngebiet`, or its coordinates where nothing is near.
        pub label: String,
        /// The nearest address, street and house number, at most 150 m away.
        pub address: Option<String>,
        /// The label of the section that holds the point.
        pub section: Option<String>,
        /// Whether it lies inside the plan's outline; `None` where the plan has none.
        pub inside: Option<bool>,
    }
}
endpoint!(Get "/api/v1/procedures/{procedure}/place" Anyone FindPlace => FoundPlace);
