//! The code lists of a plan's header and of building areas.
//!
//! Source: XPlanGML schemas 5.4 and 6.0 (XLeitstelle), the enumerations named at each list; 2250 is new in 6.x.
//! A code that is in no list is kept as it stands: schemas grow faster than software.

pub use super::purposes::Codes;

/// `BP_PlanArt`.
pub const BP_PLAN_KIND: Codes = &[
    ("1000", "Bebauungsplan"),
    ("10000", "Einfacher Bebauungsplan"),
    ("10001", "Qualifizierter Bebauungsplan"),
    ("10002", "Bebauungsplan zur Wohnraumversorgung"),
    ("3000", "Vorhabenbezogener Bebauungsplan"),
    ("3100", "Vorhaben- und Erschließungsplan"),
    ("4000", "Innenbereichssatzung"),
    ("40000", "Klarstellungssatzung"),
    ("40001", "Entwicklungssatzung"),
    ("40002", "Ergänzungssatzung"),
    ("5000", "Außenbereichssatzung"),
    ("7000", "Örtliche Bauvorschrift"),
    ("9999", "Sonstiger Plan"),
];

/// `FP_PlanArt`.
pub const FP_PLAN_KIND: Codes = &[
    ("1000", "Flächennutzungsplan"),
    ("2000", "Gemeinsamer Flächennutzungsplan"),
    ("3000", "Regionaler Flächennutzungsplan"),
    (
        "4000",
        "Flächennutzungsplan mit regionalplanerischen Festlegungen",
    ),
    ("5000", "Sachlicher Teilflächennutzungsplan"),
    ("9999", "Sonstiger Flächennutzungsplan"),
];

/// `BP_Rechtsstand`.
pub const BP_LEGAL_STATE: Codes = &[
    ("1000", "Aufstellungsbeschluss"),
    ("2000", "Im Verfahren"),
    ("2100", "Frühzeitige Behördenbeteiligung"),
    ("2200", "Frühzeitige Öffentlichkeitsbeteiligung"),
    ("2250", "Entwurfsbeschluss"),
    ("2300", "Behördenbeteiligung"),
    ("2400", "Öffentliche Auslegung"),
    ("3000", "Satzung"),
    ("4000", "In Kraft getreten"),
    ("4500", "Teilweise untergegangen"),
    ("45000", "Teilweise aufgehoben"),
    ("45001", "Teilweise außer Kraft"),
    ("5000", "Untergegangen"),
    ("50000", "Aufgehoben"),
    ("50001", "Außer Kraft"),
];

/// `FP_Rechtsstand`.
pub const FP_LEGAL_STATE: Codes = &[
    ("1000", "Aufstellungsbeschluss"),
    ("2000", "Im Verfahren"),
    ("2100", "Frühzeitige Behördenbeteiligung"),
    ("2200", "Frühzeitige Öffentlichkeitsbeteiligung"),
    ("2250", "Entwurfsbeschluss"),
    ("2300", "Behördenbeteiligung"),
    ("2400", "Öffentliche Auslegung"),
    ("3000", "Plan"),
    ("4000", "Wirksam"),
    ("4500", "Teilweise untergegangen"),
    ("45000", "Teilweise aufgehoben"),
    ("45001", "Teilweise außer Kraft"),
    ("5000", "Untergegangen"),
    ("50000", "Aufgehoben"),
    ("50001", "Außer Kraft"),
];

/// `XP_ExterneReferenzTyp`.
pub const DOCUMENT_TYPE: Codes = &[
    ("1000", "Beschreibung"),
    ("1010", "Begründung"),
    ("1020", "Legende"),
    ("1030", "Rechtsplan"),
    ("1040", "Plangrundlage"),
    ("1050", "Umweltbericht"),
    ("1060", "Satzung"),
    ("1065", "Verordnung"),
    ("1070", "Karte"),
    ("1080", "Erläuterung"),
    ("1090", "Zusammenfassende Erklärung"),
    ("2000", "Koordinatenliste"),
    ("2100", "Grundstücksverzeichnis"),
    ("2200", "Pflanzliste"),
    ("2300", "Grünordnungsplan"),
    ("2400", "Erschließungsvertrag"),
    ("2500", "Durchführungsvertrag"),
    ("2600", "Städtebaulicher Vertrag"),
    ("2700", "Umweltbezogene Stellungnahmen"),
    ("2800", "Auslegungsbeschluss"),
    ("2900", "Vorhaben- und Erschließungsplan"),
    ("3000", "Metadaten des Plans"),
    ("3100", "Städtebauliches Entwicklungskonzept"),
    ("4000", "Genehmigung"),
    ("5000", "Bekanntmachung"),
    ("6000", "Schutzgebietsverordnung"),
    ("9998", "Sonstiges rechtsverbindliches Dokument"),
    ("9999", "Sonstiges Dokument"),
];

/// `XP_AllgArtDerBaulNutzung` (§ 1 (1) BauNVO).
pub const GENERAL_BUILDING_USE: Codes = &[
    ("1000", "Wohnbaufläche"),
    ("2000", "Gemischte Baufläche"),
    ("3000", "Gewerbliche Baufläche"),
    ("4000", "Sonderbaufläche"),
    ("9999", "Sonstige Baufläche"),
];

/// `XP_BesondereArtDerBaulNutzung` (§§ 2 to 11 BauNVO).
pub const SPECIAL_BUILDING_USE: Codes = &[
    ("1000", "Kleinsiedlungsgebiet"),
    ("1100", "reines Wohngebiet"),
    ("1200", "allgemeines Wohngebiet"),
    ("1300", "besonderes Wohngebiet"),
    ("1400", "Dorfgebiet"),
    ("1450", "dörfliches Wohngebiet"),
    ("1500", "Mischgebiet"),
    ("1550", "urbanes Gebiet"),
    ("1600", "Kerngebiet"),
    ("1700", "Gewerbegebiet"),
    ("1800", "Industriegebiet"),
    ("2000", "Sondergebiet für Erholung"),
    ("2100", "sonstiges Sondergebiet"),
    ("3000", "Wochenendhausgebiet"),
    ("4000", "Sondergebiet"),
    ("9999", "sonstiges Baugebiet"),
];

/// Signs of the drawing for building uses (PlanZV, annex 1).
pub const BUILDING_SIGN: Codes = &[
    ("1000", "WS"),
    ("1100", "WR"),
    ("1200", "WA"),
    ("1300", "WB"),
    ("1400", "MD"),
    ("1450", "MDW"),
    ("1500", "MI"),
    ("1550", "MU"),
    ("1600", "MK"),
    ("1700", "GE"),
    ("1800", "GI"),
    ("2000", "SO"),
    ("2100", "SO"),
    ("3000", "SW"),
    ("4000", "SO"),
];

/// Signs of the drawing for general building uses (PlanZV, annex 1).
pub const GENERAL_BUILDING_SIGN: Codes = &[("1000", "W"), ("2000", "M"), ("3000", "G"), ("4000", "S")];

/// The word for a code; nothing where the list does not know it.
pub fn word(list: Codes, code: &str) -> Option<&'static str> {
    list.iter()
        .find(|(known, _)| *known == code)
        .map(|(_, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_in_their_list() {
        for list in [
            BP_PLAN_KIND,
            FP_PLAN_KIND,
            BP_LEGAL_STATE,
            DOCUMENT_TYPE,
            SPECIAL_BUILDING_USE,
        ] {
            let mut codes: Vec<_> = list.iter().map(|(code, _)| code).collect();
            codes.sort_unstable();
            codes.dedup();
            assert_eq!(codes.len(), list.len());
        }
        assert_eq!(word(BP_LEGAL_STATE, "2400"), Some("Öffentliche Auslegung"));
        assert_eq!(word(BP_LEGAL_STATE, "77"), None);
    }
}
