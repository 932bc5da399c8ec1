//! What a plan consists of: documents, text chapters, and the drawing with its sections.

pub mod map;
pub mod marks;

use std::collections::BTreeMap;

use crate::{
    glossary::Word,
    ids::{ChapterId, DocumentId, SectionId},
    organisations::Localized,
    procedures::translations::TextStatus,
    time::Day,
    wire,
};

/// The largest document that is accepted, in bytes.
pub const MAX_DOCUMENT_BYTES: usize = 50_000_000;
/// The largest plan file that is accepted, in bytes.
pub const MAX_PLAN_BYTES: usize = 50_000_000;
/// So many areas of a plan become sections; more, nobody finds in a list.
pub const MAX_SECTIONS: usize = 1_000;

wire! {
    /// A document that is displayed (Planunterlage), a PDF.
    pub struct Document {
        /// Its id, kept over versions.
        pub id: DocumentId,
        /// Its title; German where it is stored, as the formal record names it.
        pub title: String,
        /// The language of the title; only where a version is shown, never stored.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub title_language: Option<String>,
        /// Its title in other languages than German; empty where a version is shown.
        #[serde(default, skip_serializing_if = "is_nowhere")]
        pub titles: Localized,
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
    /// A text chapter that can be commented on, in German and in the languages into which it was translated.
    pub struct Chapter {
        /// Its id, kept over versions.
        pub id: ChapterId,
        /// Its German title, which the formal record names.
        pub title: String,
        /// The German text as written, Markdown.
        #[serde(default)]
        pub markdown: String,
        /// The German text as shown; made by the server.
        #[serde(default)]
        pub html: String,
        /// On which day the German chapter was changed last; absent where nobody noted it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub changed_on: Option<Day>,
        /// The chapter in other languages, by their codes; nothing in versions that were published before there were any.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        pub translations: BTreeMap<String, ChapterText>,
    }
    /// A chapter in another language than German.
    #[derive(Default)]
    pub struct ChapterText {
        /// Its title; where it is empty the German one stands in.
        #[serde(default)]
        pub title: String,
        /// The text as written, Markdown.
        #[serde(default)]
        pub markdown: String,
        /// The text as shown; made by the server. Where it is empty the German one stands in.
        #[serde(default)]
        pub html: String,
        /// How far title and text are.
        #[serde(default)]
        pub status: TextStatus,
    }
    /// A chapter as the public sees it in the language that was asked for.
    pub struct ShownChapter {
        /// Its id, kept over versions.
        pub id: ChapterId,
        /// Its title.
        pub title: String,
        /// The language of the title.
        pub title_language: String,
        /// The text, HTML that was cleaned.
        pub html: String,
        /// The language of the text.
        pub html_language: String,
        /// How far the text is in the shown language; none while German stands in for it.
        #[serde(default)]
        pub status: Option<TextStatus>,
        /// On which day another German chapter became public than the one that the shown text was made from; none where it
        /// still fits.
        #[serde(default)]
        pub outdated_since: Option<Day>,
        /// The difficult words of a text in easy language, explained; none in other languages.
        #[serde(default)]
        pub words: Vec<Word>,
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
    /// What an area is for, as far as it shows in the drawing. One list for whoever reads plans and whoever draws them; a
    /// word that a newer release stored is an area like any other.
    #[derive(Copy, Default, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum AreaKind {
        /// Building area for living (BauNVO §§ 2–4a; Wohnbaufläche).
        Housing,
        /// Building area for living and working (BauNVO §§ 5–7; gemischte Baufläche).
        Mixed,
        /// Building area for trade and industry (BauNVO §§ 8, 9; gewerbliche Baufläche).
        Commerce,
        /// Building area of a special kind, or an area for a special purpose (BauNVO §§ 10, 11; BauGB § 9 (1) no. 9).
        Special,
        /// Streets, paths, squares.
        Traffic,
        /// Green space.
        Green,
        /// Games and sports.
        Sport,
        /// Supply and disposal.
        Supply,
        /// Public facilities (Gemeinbedarf).
        Community,
        /// Waters and water management.
        Water,
        /// Woods.
        Forest,
        /// Agriculture.
        Farming,
        /// Nothing is known of it.
        #[default]
        #[serde(other)]
        Area,
    }
    /// An area of the plan with one name.
    pub struct Section {
        /// Its id; the same when the plan is imported again.
        pub id: SectionId,
        /// The `gml:id`s of the areas that were merged into it.
        #[serde(default)]
        pub keys: Vec<String>,
        /// The name, such as `WA 1 – allgemeines Wohngebiet`; German where it is stored, as the formal record names it.
        pub label: String,
        /// The language of the name; only where a version is shown, never stored.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub label_language: Option<String>,
        /// The name in other languages than German; empty where a version is shown.
        #[serde(default, skip_serializing_if = "is_nowhere")]
        pub labels: Localized,
        /// What it is for, for its pattern.
        #[serde(default)]
        pub kind: AreaKind,
        /// Whether the clerk hid it.
        #[serde(default)]
        pub hidden: bool,
        /// SVG path data; empty where the drawing has no room for it: then it is in the list alone.
        pub path: String,
        /// How it lies in the drawing; only where a version is shown, never stored. See [`marks::place`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub lie: Option<Lie>,
    }
    /// How a section lies in the drawing, in its units.
    #[derive(Copy, Default)]
    pub struct Lie {
        /// Its place in the order in which sections are drawn: that of the list, but what is larger beneath what is smaller
        /// where they share room.
        pub rank: u32,
        /// Where its mark stands; nowhere for a section without extent.
        pub mark: Option<(f64, f64)>,
    }
}

/// Whether a text is in no language at all.
fn is_nowhere(text: &Localized) -> bool {
    text.0.is_empty()
}

/// The sections that the public sees whose name, in any language, contains what was typed, whatever capitals, blanks and
/// signs: `wa1` finds `WA 1 – allgemeines Wohngebiet` and `WA 12`.
pub fn sections_named<'a>(drawing: &'a Drawing, typed: &str) -> Vec<&'a Section> {
    let key = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let typed = key(typed);
    if typed.is_empty() {
        return Vec::new();
    }
    let is_named = |section: &&Section| {
        let mut names = section.labels.0.values().chain([&section.label]);
        names.any(|name| key(name).contains(&typed))
    };
    let shown = drawing.sections.iter().filter(|section| !section.hidden);
    shown.filter(is_named).collect()
}

/// Names of `XP_ExterneReferenzTyp` codes that a display uses (XPlanGML 6.0).
pub const DOCUMENT_KINDS: [(&str, &str); 10] = [
    ("1010", "Begründung"),
    ("1030", "Planzeichnung"),
    ("1050", "Umweltbericht"),
    ("1060", "Satzung"),
    ("1070", "Karte"),
    ("1090", "Zusammenfassende Erklärung"),
    ("2700", "Umweltbezogene Stellungnahmen"),
    ("2800", "Beschluss"),
    ("5000", "Bekanntmachung"),
    ("9999", "Weitere Unterlage"),
];

/// Everything that a reader of plans may remark, by its machine-readable code: each has its words in the catalogue.
pub const FINDING_CODES: [&str; 92] = [
    "ags_invalid",
    "arc_positions",
    "axis_order",
    "boundary_missing",
    "code_invalid",
    "code_unknown",
    "coordinate_count",
    "coordinate_invalid",
    "coordinates_outside",
    "crs_missing",
    "crs_mixed",
    "crs_suspect",
    "crs_unknown",
    "crs_zone_prefixed",
    "curve_gap",
    "curve_missing",
    "curve_turned",
    "date_invalid",
    "document_gone",
    "document_kept",
    "document_missing",
    "document_not_pdf",
    "document_on_web",
    "document_removed",
    "document_too_large",
    "document_limit",
    "document_unreadable",
    "document_unused",
    "document_unused_more",
    "dtd_forbidden",
    "encoding_broken",
    "encoding_unknown",
    "entity_unknown",
    "exterior_missing",
    "feature_without_name",
    "file_is_pdf",
    "file_unreadable",
    "geojson_elsewhere",
    "geojson_empty",
    "geojson_invalid",
    "geojson_swapped",
    "geometry_missing",
    "geometry_not_an_area",
    "geometry_too_deep",
    "geometry_too_large",
    "geometry_unsupported",
    "gml_id_duplicate",
    "gml_id_missing",
    "hole_outside",
    "holes_overlap",
    "holes_too_large",
    "json_invalid",
    "members_overlap",
    "more_warnings",
    "municipality_missing",
    "name_missing",
    "namespace_unknown",
    "nesting_too_deep",
    "no_plan",
    "period_reversed",
    "periods_unequal",
    "plan_kind_missing",
    "plan_moved",
    "plan_differs",
    "reference_dangling",
    "ring_closed",
    "ring_invalid",
    "ring_missing",
    "ring_not_closed",
    "ring_too_short",
    "ring_without_area",
    "section_gone",
    "section_outside_plan",
    "section_without_plan",
    "section_work_gone",
    "sections_gone",
    "sections_left_out",
    "sections_omitted",
    "sections_recognised",
    "self_intersection",
    "self_intersection_unchecked",
    "too_large",
    "too_many_elements",
    "too_many_vertices",
    "version_untested",
    "xml_invalid",
    "zip_bomb",
    "zip_damaged",
    "zip_encrypted",
    "zip_path_traversal",
    "zip_too_many_members",
    "zip_without_gml",
];
