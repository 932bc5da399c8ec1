//! Small files of our own, filled in by tests.

#![expect(clippy::expect_used, reason = "helpers of tests may fail the test")]

use formats::xplan::{Options, Report, read};

const MINIMAL: &str = include_str!("../fixtures/minimal.gml");
/// The corners of a square of a hundred metres.
pub const SQUARE: &str = "566000 5930000 566100 5930000 566100 5930100 566000 5930100 566000 5930000";

/// What the reader says of a file.
pub fn one(xml: &str) -> Report {
    read(xml.as_bytes(), "test.gml", &Options::default())
        .pop()
        .expect("a report")
}

/// A small plan with a version, properties and an outline.
pub fn filled(version: &str, properties: &str, outline: &str) -> String {
    let text = MINIMAL.replacen(
        "{version}, {properties} and {outline} are filled in by the tests.",
        "",
        1,
    );
    text.replace("{version}", version)
        .replace("{properties}", properties)
        .replace("{outline}", outline)
}

/// A polygon from its corners.
pub fn polygon(srs: &str, pos_list: &str) -> String {
    format!(
        r#"<gml:Polygon srsName="{srs}" gml:id="g"><gml:exterior><gml:LinearRing>
        <gml:posList>{pos_list}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>"#
    )
}
