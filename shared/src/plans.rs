//! What a plan consists of: documents, text chapters, and the drawing with its sections.

pub mod map;

use crate::{
    ids::{ChapterId, DocumentId, SectionId},
    time::Day,
    wire,
};

/// The largest document that is accepted, in bytes.
pub const MAX_DOCUMENT_BYTES: usize = 50 * 1024 * 1024;
/// The largest plan file that is accepted, in bytes.
pub const MAX_PLAN_BYTES: usize = 50 * 1024 * 1024;

wire! {
    /// A document that is displayed (Planunterlage), a PDF.
    pub struct Document {
        /// Its id, kept over versions.
        pub id: DocumentId,
        /// Its title.
        pub title: String,
        /// XPlanung `XP_ExterneReferenzTyp`, such as `1010` Begründung; empty when none fits.
        #[serde(default)]
        pub kind: String,
        /// The date it bears.
        #[serde(default)]
        pub date: Option<Day>,
        /// SHA-256 of the file, its name in the store and in its address.
        pub file: String,
        /// The name under which it is downloaded.
        pub file_name: String,
        /// Size in bytes.
        pub size: u64,
    }
    /// A text chapter that can be commented on.
    pub struct Chapter {
        /// Its id, kept over versions.
        pub id: ChapterId,
        /// Its title.
        pub title: String,
        /// The text as written, Markdown.
        #[serde(default)]
        pub markdown: String,
        /// The text as shown; made by the server.
        #[serde(default)]
        pub html: String,
    }
    /// The plan's drawing.
    pub struct Drawing {
        /// The plan's name.
        pub name: String,
        /// The plan's number.
        #[serde(default)]
        pub number: String,
        /// `[west, south, east, north]`, WGS84 degrees.
        pub bbox: [f64; 4],
        /// The box that the view box shows, `[west, south, east, north]`: the plan's with every section that sticks out.
        #[serde(default)]
        pub frame: Option<[f64; 4]>,
        /// The SVG view box.
        pub view_box: String,
        /// The outline of the plan as SVG path data.
        pub boundary: String,
        /// Its sections in the clerk's order.
        #[serde(default)]
        pub sections: Vec<Section>,
    }
    /// An area of the plan with one name.
    pub struct Section {
        /// Its id; the same when the plan is imported again.
        pub id: SectionId,
        /// The `gml:id`s of the areas that were merged into it.
        #[serde(default)]
        pub keys: Vec<String>,
        /// The name, such as `WA 1 – allgemeines Wohngebiet`.
        pub label: String,
        /// What kind of area it is, for its pattern: `housing`, `mixed`, `traffic`, `green`, ….
        #[serde(default)]
        pub kind: String,
        /// Whether the clerk hid it.
        #[serde(default)]
        pub hidden: bool,
        /// SVG path data.
        pub path: String,
    }
}

/// Names of `XP_ExterneReferenzTyp` codes that a display uses (XPlanGML 6.0).
pub const DOCUMENT_KINDS: [(&str, &str); 10] = [
    ("1010", "Begründung"),
    ("1030", "Planzeichnung"),
    ("1050", "Umweltbericht"),
    ("1060", "Textliche Festsetzungen"),
    ("1070", "Satzung"),
    ("1090", "Zusammenfassende Erklärung"),
    ("2700", "Umweltbezogene Stellungnahmen"),
    ("2800", "Beschluss"),
    ("5000", "Bekanntmachung"),
    ("9999", "Weitere Unterlage"),
];
