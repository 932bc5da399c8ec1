//! Which elements are areas to comment on, and what they are called in German.
//!
//! Source: XPlanGML schemas 4.1 to 6.0 (XLeitstelle), objects derived from `BP_Flaechenobjekt`,
//! `FP_Flaechenobjekt` and their successors among the `SO_` objects.

use super::codes::Codes;
use super::purposes;
use super::sections::SectionKind;

/// How a kind of element is read.
pub(super) struct Element {
    pub(super) name: &'static str,
    pub(super) kind: SectionKind,
    /// German word for an area of this kind.
    pub(super) word: &'static str,
    pub(super) purposes: Codes,
}

const fn element(name: &'static str, kind: SectionKind, word: &'static str, purposes: Codes) -> Element {
    Element {
        name,
        kind,
        word,
        purposes,
    }
}

/// Area objects by local name, 4.0 to 6.1: names changed between versions, none was used for two things.
const ELEMENTS: &[Element] = &[
    element(
        "BP_BaugebietsTeilFlaeche",
        SectionKind::Building,
        "Baufläche",
        purposes::SPECIAL_USE,
    ),
    element(
        "BP_WohngebaeudeFlaeche",
        SectionKind::Building,
        "Wohngebäudefläche",
        &[],
    ),
    element(
        "FP_BebauungsFlaeche",
        SectionKind::Building,
        "Baufläche",
        purposes::SPECIAL_USE,
    ),
    element(
        "BP_StrassenVerkehrsFlaeche",
        SectionKind::Traffic,
        "Straßenverkehrsfläche",
        purposes::TRAFFIC,
    ),
    element(
        "BP_VerkehrsflaecheBesondererZweckbestimmung",
        SectionKind::Traffic,
        "Verkehrsfläche besonderer Zweckbestimmung",
        purposes::TRAFFIC,
    ),
    element(
        "FP_Strassenverkehr",
        SectionKind::Traffic,
        "Straßenverkehrsfläche",
        purposes::TRAFFIC_FP,
    ),
    element(
        "FP_StrassenverkehrsFlaeche",
        SectionKind::Traffic,
        "Straßenverkehrsfläche",
        purposes::TRAFFIC_FP,
    ),
    element(
        "SO_Strassenverkehr",
        SectionKind::Traffic,
        "Straßenverkehrsfläche",
        purposes::TRAFFIC_FP,
    ),
    element(
        "BP_GruenFlaeche",
        SectionKind::Green,
        "Grünfläche",
        purposes::GREEN,
    ),
    element(
        "BP_KleintierhaltungFlaeche",
        SectionKind::Green,
        "Fläche für Kleintierhaltung",
        &[],
    ),
    element("FP_Gruen", SectionKind::Green, "Grünfläche", purposes::GREEN),
    element(
        "FP_GruenFlaeche",
        SectionKind::Green,
        "Grünfläche",
        purposes::GREEN,
    ),
    element(
        "BP_VerEntsorgung",
        SectionKind::Supply,
        "Versorgungsfläche",
        purposes::SUPPLY,
    ),
    element(
        "FP_VerEntsorgung",
        SectionKind::Supply,
        "Versorgungsfläche",
        purposes::SUPPLY,
    ),
    element(
        "BP_GemeinbedarfsFlaeche",
        SectionKind::Community,
        "Gemeinbedarfsfläche",
        purposes::COMMUNITY,
    ),
    element(
        "FP_Gemeinbedarf",
        SectionKind::Community,
        "Gemeinbedarfsfläche",
        purposes::COMMUNITY,
    ),
    element(
        "FP_GemeinbedarfsFlaeche",
        SectionKind::Community,
        "Gemeinbedarfsfläche",
        purposes::COMMUNITY,
    ),
    element(
        "BP_SpielSportanlagenFlaeche",
        SectionKind::Sport,
        "Spiel- und Sportfläche",
        purposes::SPORT,
    ),
    element(
        "FP_SpielSportanlage",
        SectionKind::Sport,
        "Spiel- und Sportfläche",
        purposes::SPORT,
    ),
    element(
        "FP_SpielSportanlagenFlaeche",
        SectionKind::Sport,
        "Spiel- und Sportfläche",
        purposes::SPORT,
    ),
    element(
        "BP_BesondererNutzungszweckFlaeche",
        SectionKind::SpecialPurpose,
        "Fläche mit besonderem Nutzungszweck",
        &[],
    ),
    element(
        "BP_GewaesserFlaeche",
        SectionKind::Water,
        "Wasserfläche",
        purposes::WATERS,
    ),
    element(
        "FP_Gewaesser",
        SectionKind::Water,
        "Wasserfläche",
        purposes::WATERS,
    ),
    element(
        "FP_GewaesserFlaeche",
        SectionKind::Water,
        "Wasserfläche",
        purposes::WATERS,
    ),
    element("SO_Gewaesser", SectionKind::Water, "Wasserfläche", &[]),
    element(
        "BP_WasserwirtschaftsFlaeche",
        SectionKind::Water,
        "Wasserwirtschaftsfläche",
        purposes::WATER_MANAGEMENT,
    ),
    element(
        "FP_Wasserwirtschaft",
        SectionKind::Water,
        "Wasserwirtschaftsfläche",
        purposes::WATER_MANAGEMENT,
    ),
    element(
        "BP_WaldFlaeche",
        SectionKind::Woods,
        "Waldfläche",
        purposes::WOODS,
    ),
    element(
        "FP_WaldFlaeche",
        SectionKind::Woods,
        "Waldfläche",
        purposes::WOODS,
    ),
    element(
        "BP_Landwirtschaft",
        SectionKind::Agriculture,
        "Landwirtschaftsfläche",
        purposes::AGRICULTURE,
    ),
    element(
        "BP_LandwirtschaftsFlaeche",
        SectionKind::Agriculture,
        "Landwirtschaftsfläche",
        purposes::AGRICULTURE,
    ),
    element(
        "FP_Landwirtschaft",
        SectionKind::Agriculture,
        "Landwirtschaftsfläche",
        purposes::AGRICULTURE,
    ),
    element(
        "FP_LandwirtschaftsFlaeche",
        SectionKind::Agriculture,
        "Landwirtschaftsfläche",
        purposes::AGRICULTURE,
    ),
];

/// How to read an element, if it is an area object.
pub(super) fn element_of(name: &str) -> Option<&'static Element> {
    // Versions differ in capitals: BP_VerkehrsFlaecheBesondererZweckbestimmung.
    ELEMENTS.iter().find(|e| e.name.eq_ignore_ascii_case(name))
}
