//! The area objects of a plan that can become sections to comment on, and their German labels.
//!
//! Invariant: a label is made of what the file says; where it gives neither number nor caption, the label is the
//! kind with a running number, marked as such, and never a sign ("WA 1") that the drawing might use for another area.

use std::collections::HashMap;

use roxmltree::Node;

use super::elements::Element;
use super::{codes, xml};
use crate::geo::MultiPolygon;

/// What kind of use an area is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Building area (Baugebiet, Baufläche).
    Building,
    /// Streets and paths.
    Traffic,
    /// Green space.
    Green,
    /// Supply and waste disposal.
    Supply,
    /// Public facilities (Gemeinbedarf).
    Community,
    /// Games and sports.
    Sport,
    /// Special purpose (§ 9 (1) no. 9 BauGB).
    SpecialPurpose,
    /// Waters and water management.
    Water,
    /// Woods.
    Woods,
    /// Agriculture.
    Agriculture,
    /// Nothing is known of it: an area of a GeoJSON file.
    Unknown,
}

/// An area of a plan that can be commented on.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Stays the same when the plan is imported again: `gml:id`.
    pub key: String,
    /// `gml:id` as written.
    pub gml_id: Option<String>,
    /// Local name of the element, as `BP_BaugebietsTeilFlaeche`.
    pub element: String,
    /// What the area is for.
    pub kind: SectionKind,
    /// Code of `allgArtDerBaulNutzung`.
    pub general_use: Option<String>,
    /// Code of `besondereArtDerBaulNutzung`.
    pub special_use: Option<String>,
    /// Codes of `zweckbestimmung` (or `artDerFestlegung`, `sondernutzung`).
    pub purposes: Vec<String>,
    /// German label for people.
    pub label: String,
    /// Whether the label is the kind with a running number, which another export may give to another area.
    pub is_counted: bool,
    /// The area in WGS84; empty where its geometry is broken, which a warning says.
    pub area: MultiPolygon,
}

/// Running numbers within one plan, by word.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    running: HashMap<String, usize>,
    used: HashMap<String, usize>,
}

impl Numbering {
    fn next(&mut self, word: &str) -> usize {
        let count = self.running.entry(word.to_owned()).or_default();
        *count += 1;
        *count
    }

    /// Two areas with the same caption stay apart.
    fn unique(&mut self, label: String) -> String {
        let count = self.used.entry(label.clone()).or_default();
        *count += 1;
        if *count == 1 {
            label
        } else {
            format!("{label} ({count})")
        }
    }
}

/// The codes of an area object, whether written plainly (to 5.x) or inside a complex value (6.x).
pub(super) fn purpose_codes(node: Node) -> Vec<String> {
    let properties = [
        "zweckbestimmung",
        "besondereZweckbestimmung",
        "artDerFestlegung",
        "sondernutzung",
        "sonderNutzung",
    ];
    let mut found = Vec::new();
    for property in properties.iter().flat_map(|name| xml::children(node, name)) {
        let codes = property
            .descendants()
            .filter(|n| n.is_element() && !n.children().any(|c| c.is_element()))
            .filter(|n| {
                *n == property || matches!(n.tag_name().name(), "allgemein" | "detail" | "nutzungsform")
            })
            .filter_map(xml::text)
            .filter(|text| is_code(text));
        found.extend(codes);
    }
    found.dedup();
    found
}

/// What the drawing writes into an area: number or caption, and the code of further rules, as `(A)`.
///
/// Source: XPlanGML 6.0, `XP_Objekt`: `gliederung1` is the number of a building area, without its sign ("2" of "WA 2", "-E 3"
/// of "GE-E 3"), `gliederung2` the code of further rules. Files up to 5.4 write the sign into `gliederung1` ("WA 7") as
/// well, or the sign alone and the whole into `gliederung2`.
fn caption(node: Node, sign: Option<&str>) -> Option<String> {
    let text = |name: &str| xml::child_text(node, name).map(|t| squeeze(&t, 40));
    let has_sign = |text: &str| sign.is_some_and(|sign| text.starts_with(sign));
    let further = text("gliederung2");
    let whole = further.clone().filter(|further| has_sign(further));
    let given: Vec<String> = [text("gliederung1"), whole, text("nummer"), text("aufschrift")]
        .into_iter()
        .flatten()
        .collect();
    // A sign alone is no number: whatever says more comes first.
    let main = given
        .iter()
        .find(|text| sign != Some(text.as_str()))
        .or(given.first());
    match (main, further.filter(|further| !has_sign(further))) {
        (Some(main), Some(further)) if *main != further => Some(format!("{main} {further}")),
        (Some(main), _) => Some(main.clone()),
        (None, further) => further,
    }
}

/// Free words about the use, of the object or of its complex purposes.
fn addition(node: Node) -> Option<String> {
    let direct = ["textlicheErgaenzung", "nutzungText", "zweckbestimmungText"];
    let nested = || {
        let inside = |n: &Node| n.is_element() && n.tag_name().name() == "textlicheErgaenzung";
        node.descendants().find(inside).and_then(xml::text)
    };
    let purpose = || {
        xml::children(node, "zweckbestimmung")
            .filter_map(xml::text)
            .find(|t| !is_code(t))
    };
    let own = direct.iter().find_map(|name| xml::child_text(node, name));
    own.or_else(nested).or_else(purpose).map(|t| squeeze(&t, 80))
}

fn is_code(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

/// One line, at most so many characters.
fn squeeze(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Sign and caption as the drawing writes them: "WA 1" and "WA1" carry the sign, "1", "(F)" and "-E 3" do not.
fn with_sign(sign: &str, caption: String) -> String {
    if caption.starts_with(sign) {
        caption
    } else if caption.starts_with('-') {
        format!("{sign}{caption}")
    } else {
        format!("{sign} {caption}")
    }
}

/// The German label of an area object, and whether it is a running number that makes it.
pub(super) fn label(
    node: Node,
    element: &Element,
    special_use: Option<&str>,
    general_use: Option<&str>,
    purpose_codes: &[String],
    numbering: &mut Numbering,
) -> (String, bool) {
    let is_building = element.kind == SectionKind::Building;
    let purpose = purpose_codes
        .iter()
        .rev()
        .find_map(|code| codes::word(element.purposes, code));
    let about = addition(node).or_else(|| purpose.map(str::to_owned));
    let special = special_use.and_then(|c| codes::word(codes::SPECIAL_BUILDING_USE, c));
    let general = general_use.and_then(|c| codes::word(codes::GENERAL_BUILDING_USE, c));
    let sign = special_use
        .and_then(|c| codes::word(codes::BUILDING_SIGN, c))
        .or_else(|| general_use.and_then(|c| codes::word(codes::GENERAL_BUILDING_SIGN, c)))
        .filter(|_| is_building);
    let caption = caption(node, sign);
    let is_counted = caption.is_none();
    let word = special
        .or(general)
        .filter(|_| is_building)
        .unwrap_or(element.word);
    let text = match (caption, sign) {
        (Some(caption), Some(sign)) => {
            let head = with_sign(sign, caption);
            let about = about
                .filter(|a| !head.contains(a.as_str()))
                .map(|a| format!(", {a}"));
            format!("{head} – {word}{}", about.unwrap_or_default())
        }
        (Some(caption), None) => {
            let about = about
                .filter(|a| *a != caption)
                .map(|a| format!(" – {a}"))
                .unwrap_or_default();
            format!("{} {caption}{about}", capitalised(word))
        }
        (None, _) => {
            let about = about.map(|a| format!(" – {a}")).unwrap_or_default();
            let word = capitalised(word);
            format!("{word} {}{about}", numbering.next(&word))
        }
    };
    (numbering.unique(text), is_counted)
}
