//! The reader against small files of our own for what real files do not show: other systems, curves, labels,
//! several plans, values that are nearly right.

use formats::geo::Area;
use formats::xplan::{Options, Report, SectionKind, read};

use small::{SQUARE, filled, one, polygon};

mod small;

const TWO_PLANS: &str = include_str!("fixtures/two_plans_6_1.gml");

/// A polygon whose outline is a `Ring` of curve members.
fn ring(members: &[&str]) -> String {
    let members: String = members
        .iter()
        .map(|m| format!("<gml:curveMember>{m}</gml:curveMember>"))
        .collect();
    format!(
        r#"<gml:Polygon srsName="EPSG:25832" gml:id="g"><gml:exterior><gml:Ring>{members}</gml:Ring>
        </gml:exterior></gml:Polygon>"#
    )
}

fn curve(segment: &str, pos_list: &str) -> String {
    format!(
        "<gml:Curve><gml:segments><gml:{segment}><gml:posList>{pos_list}</gml:posList></gml:{segment}>\
         </gml:segments></gml:Curve>"
    )
}

fn outline(gml: &str) -> Report {
    one(&filled("6/0", "", gml))
}

fn codes(findings: &[formats::xplan::Finding]) -> Vec<&str> {
    findings.iter().map(|f| f.code).collect()
}

#[test]
fn every_supported_system_is_read_under_its_number_and_its_urn() {
    for (epsg, adv, east, north, [lon, lat]) in [
        (
            25832,
            "ETRS89_UTM32",
            566_000,
            5_930_000,
            [9.995_348_25, 53.514_789_08],
        ),
        (
            25833,
            "ETRS89_UTM33",
            390_000,
            5_820_000,
            [13.378_811_77, 52.518_995_31],
        ),
        (
            4647,
            "ETRS89_UTM32-zone",
            32_566_000,
            5_930_000,
            [9.995_348_25, 53.514_789_08],
        ),
        (
            5650,
            "ETRS89_UTM33-zone",
            33_390_000,
            5_820_000,
            [13.378_811_77, 52.518_995_31],
        ),
        (
            31466,
            "DE_DHDN_3GK2",
            2_565_000,
            5_650_000,
            [6.924_998_49, 50.981_533_26],
        ),
        (
            31468,
            "DE_DHDN_3GK4",
            4_468_000,
            5_334_000,
            [11.568_552_13, 48.143_217_45],
        ),
        (
            31469,
            "DE_DHDN_3GK5",
            5_410_000,
            5_655_000,
            [13.715_301_96, 51.023_138_80],
        ),
    ] {
        let (e, n) = (east + 100, north + 100);
        let list = format!("{east} {north} {e} {north} {e} {n} {east} {n} {east} {north}");
        let forms = [
            format!("EPSG:{epsg}"),
            format!("urn:ogc:def:crs:EPSG::{epsg}"),
            format!("urn:adv:crs:{adv}"),
            format!("http://www.opengis.net/def/crs/EPSG/0/{epsg}"),
        ];
        for srs in forms {
            let report = outline(&polygon(&srs, &list));
            assert_eq!((report.errors, report.warnings), (vec![], vec![]), "{srs}");
            let plan = &report.plans[0];
            assert_eq!(plan.srs, format!("EPSG:{epsg}"));
            assert_eq!(plan.area_m2, 10_000.0);
            let nearest = |p: [f64; 2]| (p[0] - lon).abs() < 1e-7 && (p[1] - lat).abs() < 1e-7;
            assert!(plan.boundary.positions().any(nearest), "{srs}");
        }
    }
}

#[test]
fn a_zone_before_the_easting_is_understood_under_the_plain_label_and_said() {
    let list = "32566000 5930000 32566100 5930000 32566100 5930100 32566000 5930000";
    let report = outline(&polygon("EPSG:25832", list));
    assert_eq!(codes(&report.warnings), ["crs_zone_prefixed"]);
    assert_eq!(report.plans[0].srs, "EPSG:4647");
    assert!((report.plans[0].bbox[0] - 9.995_348).abs() < 1e-5);
}

#[test]
fn northing_before_easting_is_understood_and_said() {
    let list = "5930000 566000 5930000 566100 5930100 566100 5930000 566000";
    let report = outline(&polygon("EPSG:25832", list));
    assert_eq!(codes(&report.warnings), ["axis_order"]);
    assert_eq!(report.plans[0].native.0[0].exterior[0], [566_000.0, 5_930_000.0]);
    assert!((report.plans[0].bbox[0] - 9.995_348).abs() < 1e-5);
}

#[test]
fn a_wrong_label_is_measured_against_the_municipalitys_own_area() {
    // UTM 32 under the label of UTM 33: 16° E is outside of Germany, but a label may err within it as well.
    let list = "366000 5930000 366100 5930000 366100 5930100 366000 5930000";
    let xml = filled("6/0", "", &polygon("EPSG:25833", list));
    let area = Area {
        west: 6.5,
        south: 53.0,
        east: 7.5,
        north: 54.0,
    };
    let there = Options {
        area,
        ..Options::default()
    };
    assert_eq!(
        codes(&read(xml.as_bytes(), "f", &Options::default())[0].warnings),
        Vec::<&str>::new()
    );
    let report = read(xml.as_bytes(), "f", &there).pop().expect("a report");
    assert_eq!(codes(&report.warnings), ["crs_suspect"]);
    assert!(
        report.warnings[0].hint.contains("EPSG:25832"),
        "{:?}",
        report.warnings
    );
    assert_eq!(report.plans[0].srs, "EPSG:25833");
    assert!(report.plans[0].bbox[0] > 12.0, "the box stays as labelled");
}

#[test]
fn an_unknown_or_missing_system_is_an_error() {
    assert_eq!(
        codes(&outline(&polygon("EPSG:4326", "9 52 9 53 10 53 9 52")).errors),
        ["crs_unknown"]
    );
    assert_eq!(codes(&outline(&polygon("", SQUARE)).errors), ["crs_missing"]);
    let far = "566000 5e8 566100 5930000 566100 5930100 566000 5e8";
    assert_eq!(
        codes(&outline(&polygon("EPSG:25832", far)).errors),
        ["coordinates_outside"]
    );
}

#[test]
fn single_positions_heights_and_older_coordinates_are_read() {
    let pos: String = [
        "566000 5930000 7.5",
        "566100 5930000 7.5",
        "566100 5930100 7.5",
        "566000 5930000 7.5",
    ]
    .iter()
    .map(|p| format!("<gml:pos>{p}</gml:pos>"))
    .collect();
    let with = |inner: &str, dimension: &str| {
        format!(
            r#"<gml:Polygon srsName="EPSG:25832" {dimension} gml:id="g"><gml:exterior><gml:LinearRing>{inner}
            </gml:LinearRing></gml:exterior></gml:Polygon>"#
        )
    };
    for gml in [
        with(&pos, r#"srsDimension="3""#),
        with(
            "<gml:coordinates>566000,5930000 566100,5930000 566100,5930100 566000,5930000</gml:coordinates>",
            "",
        ),
        with(
            "<gml:posList>566000 5930000 566100 5930000 <!-- a corner --> 566100 5930100 566000 5930000</gml:posList>",
            "",
        ),
    ] {
        let report = outline(&gml);
        assert_eq!(report.errors, vec![]);
        assert_eq!(report.plans[0].area_m2, 5_000.0);
    }
}

#[test]
fn a_circle_has_its_full_area_and_a_box_that_encloses_it() {
    let report = outline(&ring(&[&curve(
        "Circle",
        "566100 5930000 566000 5930100 565900 5930000",
    )]));
    assert_eq!(report.errors, vec![]);
    let plan = &report.plans[0];
    assert!(
        (plan.area_m2 - std::f64::consts::PI * 10_000.0).abs() < 0.01,
        "{}",
        plan.area_m2
    );
    let way = formats::geo::crs::ToWgs84::from_epsg(25832).expect("supported");
    let [west, south, east, north] = plan.bbox;
    for step in 0..3600 {
        let angle = f64::from(step).to_radians() / 10.0;
        let on_circle = [566_000.0 + 100.0 * angle.cos(), 5_930_000.0 + 100.0 * angle.sin()];
        let [lon, lat] = way.apply(on_circle).expect("a place");
        assert!(west <= lon && lon <= east && south <= lat && lat <= north);
    }
    let [lon, _] = way.apply([566_100.0, 5_930_000.0]).expect("a place");
    assert!(east - lon < 2e-6, "the box is hardly larger");
}

#[test]
fn arc_strings_and_reversed_curves_enclose_the_same_area() {
    // Two half circles of radius 50 around (566000, 5930000), as one ArcString with two arcs.
    let half = "566050 5930000 566000 5930050 565950 5930000 566000 5929950 566050 5930000";
    let whole = outline(&ring(&[&curve("ArcString", half)]));
    let expected = std::f64::consts::PI * 2_500.0;
    assert!((whole.plans[0].area_m2 - expected).abs() < 0.01);
    let upper = curve("Arc", "566050 5930000 566000 5930050 565950 5930000");
    let lower = curve("Arc", "566050 5930000 566000 5929950 565950 5930000");
    let reversed = format!(
        r#"<gml:OrientableCurve orientation="-"><gml:baseCurve>{lower}</gml:baseCurve></gml:OrientableCurve>"#
    );
    let declared = outline(&ring(&[&upper, &reversed]));
    assert!((declared.plans[0].area_m2 - expected).abs() < 0.01);
    assert_eq!(declared.warnings, vec![]);
    let undeclared = outline(&ring(&[&upper, &lower]));
    assert!((undeclared.plans[0].area_m2 - expected).abs() < 0.01);
    assert_eq!(codes(&undeclared.warnings), ["curve_turned"]);
    let mut many = vec!["566050 5930000".to_owned()];
    for step in 1..=40 {
        let angle = f64::from(step).to_radians() * 9.0;
        many.push(format!(
            "{} {}",
            566_000.0 + 50.0 * angle.cos(),
            5_930_000.0 + 50.0 * angle.sin()
        ));
    }
    let many = outline(&ring(&[&curve("ArcString", &many.join(" "))]));
    assert!(
        (many.plans[0].area_m2 - expected).abs() < 0.01,
        "{:?}",
        many.errors
    );
}

#[test]
fn an_arc_on_a_line_is_a_line() {
    let flat = curve("ArcString", "566000 5930000 566050 5930000 566100 5930000");
    let rest = curve(
        "LineStringSegment",
        "566100 5930000 566100 5930100 566000 5930000",
    );
    assert_eq!(outline(&ring(&[&flat, &rest])).plans[0].area_m2, 5_000.0);
}

#[test]
fn broken_outlines_are_errors_that_say_what_and_where() {
    let line = |list: &str| {
        outline(&polygon("EPSG:25832", list))
            .errors
            .first()
            .map(|e| e.code)
    };
    assert_eq!(
        line("566000 5930000 566100 5930000 566000 5930000"),
        Some("ring_too_short")
    );
    assert_eq!(
        line("566000 5930000 566100 5930000 566100 5930100 566000 5930100"),
        Some("ring_not_closed")
    );
    assert_eq!(
        line("566000 5930000 566100 5930000 566200 5930000 566000 5930000"),
        Some("ring_without_area")
    );
    assert_eq!(line("566000 5930000 566100"), Some("coordinate_count"));
    assert_eq!(line("566000 5930000 zehn 5930000"), Some("coordinate_invalid"));
    assert_eq!(
        line("566000 NaN 566100 5930000 566100 inf 566000 NaN"),
        Some("coordinate_invalid")
    );
    assert_eq!(line(""), Some("ring_too_short"));
    let gap = [
        &*curve("LineStringSegment", SQUARE),
        &*curve("LineStringSegment", "1 1 2 2"),
    ];
    assert_eq!(codes(&outline(&ring(&gap)).errors), ["curve_gap"]);
    assert_eq!(
        codes(&outline(&ring(&[&curve("Arc", "566000 5930000 566001 5930001")])).errors),
        ["arc_positions"]
    );
    assert_eq!(
        codes(&outline(&ring(&[&curve("Clothoid", SQUARE)])).errors),
        ["geometry_unsupported"]
    );
    assert_eq!(codes(&outline("").errors), ["geometry_missing"]);
    let circular =
        r##"<gml:MultiSurface gml:id="m"><gml:surfaceMember xlink:href="#m"/></gml:MultiSurface>"##;
    assert_eq!(codes(&outline(circular).errors), ["geometry_too_deep"]);
    let error = &outline(&polygon("EPSG:25832", "1 2 3")).errors[0];
    assert_eq!(
        error.element.as_deref(),
        Some("BP_Plan/raeumlicherGeltungsbereich/posList")
    );
    assert!(error.line.is_some_and(|line| line > 8));
}

#[test]
fn an_outline_whose_halves_cancel_each_other_out_is_said_to_cross_itself() {
    let bow = "566000 5930000 566100 5930100 566100 5930000 566000 5930100 566000 5930000";
    let error = &outline(&polygon("EPSG:25832", bow)).errors[0];
    assert_eq!(error.code, "self_intersection");
    assert!(
        error.message.contains("566050.00 5930050.00"),
        "{}",
        error.message
    );
}

#[test]
fn a_pdf_is_called_so() {
    let report = one("%PDF-1.7\n%...");
    assert_eq!(codes(&report.errors), ["file_is_pdf"]);
    assert!(report.errors[0].hint.contains("XPlanGML") && report.errors[0].hint.contains("GeoJSON"));
}

/// The label of one area of a plan with these properties.
fn label_of(element: &str, properties: &str) -> String {
    let area = format!(
        "<gml:featureMember><xp:{element} gml:id=\"area\"><xp:position>{}</xp:position>{properties}</xp:{element}></gml:featureMember>",
        polygon("EPSG:25832", SQUARE)
    );
    let plan = filled("6/0", "", &polygon("EPSG:25832", SQUARE));
    let end = "</xp:XPlanAuszug>";
    let report = one(&plan.replace(end, &format!("{area}{end}")));
    assert_eq!(report.errors, vec![]);
    report.plans[0].sections[0].label.clone()
}

/// The label of a building area with a code of its use and further properties.
fn building(code: &str, rest: &[(&str, &str)]) -> String {
    let written = |(name, value): &(&str, &str)| format!("<xp:{name}>{value}</xp:{name}>");
    let rest: String = rest.iter().map(written).collect();
    let properties = format!("<xp:besondereArtDerBaulNutzung>{code}</xp:besondereArtDerBaulNutzung>{rest}");
    label_of("BP_BaugebietsTeilFlaeche", &properties)
}

#[test]
fn a_building_area_is_called_as_the_drawing_calls_it() {
    let one = |code: &str, value: &str| building(code, &[("gliederung1", value)]);
    assert_eq!(one("1200", "7"), "WA 7 – allgemeines Wohngebiet");
    assert_eq!(one("1200", "WA 7"), "WA 7 – allgemeines Wohngebiet");
    assert_eq!(one("1200", "WA7"), "WA7 – allgemeines Wohngebiet");
    assert_eq!(one("1700", "-E 3"), "GE-E 3 – Gewerbegebiet");
    assert_eq!(one("1200", "(F)"), "WA (F) – allgemeines Wohngebiet");
    assert_eq!(one("1450", "2"), "MDW 2 – dörfliches Wohngebiet");
    // As files up to 5.4 write it: the sign here, the whole there.
    let apart = [("gliederung1", "WA"), ("gliederung2", "WA 2")];
    assert_eq!(building("1200", &apart), "WA 2 – allgemeines Wohngebiet");
    // A code of further rules is a part of the name; a number in the drawing's own words comes after the field for it.
    let further = [("gliederung1", "2"), ("gliederung2", "(A)"), ("nummer", "9")];
    assert_eq!(building("1200", &further), "WA 2 (A) – allgemeines Wohngebiet");
    assert_eq!(
        building("1200", &[("nummer", "9")]),
        "WA 9 – allgemeines Wohngebiet"
    );
    assert_eq!(one("1100", "WR"), "WR – reines Wohngebiet");
    assert_eq!(building("1200", &[]), "Allgemeines Wohngebiet 1");
    let green = label_of("BP_GruenFlaeche", "<xp:gliederung1>ÖG 3</xp:gliederung1>");
    assert_eq!(green, "Grünfläche ÖG 3");
}

#[test]
fn an_outline_that_crosses_itself_is_a_warning_with_the_place() {
    let report = outline(&polygon(
        "EPSG:25832",
        "566000 5930000 566100 5930100 566100 5930000 566000 5930200 566000 5930000",
    ));
    assert_eq!(
        (report.plans.len(), codes(&report.warnings)),
        (1, vec!["self_intersection"])
    );
    assert!(
        report.warnings[0].message.contains("566066.67 5930066.67"),
        "{:?}",
        report.warnings
    );
}

#[test]
fn a_small_gap_is_closed_and_said() {
    let report = outline(&polygon(
        "EPSG:25832",
        "566000 5930000 566100 5930000 566100 5930100 566000.02 5930000",
    ));
    assert_eq!(codes(&report.warnings), ["ring_closed"]);
}

#[test]
fn broken_dates_are_warnings_and_nothing_and_keep_their_place_in_the_list() {
    let properties = "<xp:aufstellungsbeschlussDatum>16.10.1973</xp:aufstellungsbeschlussDatum>\
        <xp:auslegungsStartDatum>2023-02-30</xp:auslegungsStartDatum><xp:auslegungsStartDatum>2024-02-01\
        </xp:auslegungsStartDatum><xp:auslegungsEndDatum>2023-03-30</xp:auslegungsEndDatum>\
        <xp:auslegungsEndDatum>2024-01-01</xp:auslegungsEndDatum>";
    let report = one(&filled("5/4", properties, &polygon("EPSG:25832", SQUARE)));
    let plan = &report.plans[0];
    assert_eq!(plan.resolution_date, None);
    let starts: Vec<_> = plan
        .display_periods
        .iter()
        .map(|p| p.start.map(|d| d.to_string()))
        .collect();
    assert_eq!(starts, [None, Some("2024-02-01".to_owned())]);
    let mut found = codes(&report.warnings);
    found.sort_unstable();
    assert_eq!(found, ["date_invalid", "date_invalid", "period_reversed"]);
    assert!(report.warnings.iter().any(|w| w.hint.contains("1973-10-16")));
}

#[test]
fn only_the_namespaces_of_xplangml_count() {
    let square = polygon("EPSG:25832", SQUARE);
    for version in ["4/0", "4/1", "5/0", "5/1", "5/2", "5/3", "5/4", "6/0", "6/1"] {
        let report = one(&filled(version, "", &square));
        assert_eq!((report.plans.len(), report.warnings), (1, vec![]), "{version}");
    }
    assert_eq!(
        codes(&one(&filled("3/0", "", &square)).warnings),
        ["version_untested"]
    );
    let foreign = filled("6/0", "", &square).replace("http://www.xplanung.de/", "http://example.org/");
    assert_eq!(codes(&one(&foreign).errors), ["namespace_unknown"]);
}

#[test]
fn names_of_nothing_but_quotation_marks_are_no_names() {
    let xml = filled("6/0", "", &polygon("EPSG:25832", SQUARE)).replace("Am Mühlbach", "\" \"");
    let report = one(&xml);
    assert_eq!(report.plans[0].name, None);
    assert_eq!(codes(&report.warnings), ["name_missing"]);
}

#[test]
fn files_in_windows_1252_and_utf_16_are_read_and_lies_about_it_are_errors() {
    let xml = filled("6/0", "", &polygon("EPSG:25832", SQUARE));
    let western: Vec<u8> = xml
        .replace("UTF-8", "windows-1252")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("Latin"))
        .collect();
    let report = read(&western, "w.gml", &Options::default())
        .pop()
        .expect("a report");
    assert_eq!(report.plans[0].name.as_deref(), Some("Am Mühlbach"));
    let mut wide = vec![0xff, 0xfe];
    wide.extend(xml.encode_utf16().flat_map(u16::to_le_bytes));
    let report = read(&wide, "u.gml", &Options::default()).pop().expect("a report");
    assert_eq!(report.plans[0].name.as_deref(), Some("Am Mühlbach"));
    let lie: Vec<u8> = xml
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("Latin"))
        .collect();
    assert_eq!(
        codes(&read(&lie, "l.gml", &Options::default())[0].errors),
        ["encoding_broken"]
    );
}

#[test]
fn sections_go_to_the_plan_that_their_bereich_belongs_to() {
    let report = one(TWO_PLANS);
    assert_eq!(report.errors, vec![]);
    let found: Vec<Vec<(&str, &str)>> = report
        .plans
        .iter()
        .map(|p| {
            p.sections
                .iter()
                .map(|s| (s.key.as_str(), s.label.as_str()))
                .collect()
        })
        .collect();
    assert_eq!(
        found[0],
        [
            ("wa", "WA 1 – allgemeines Wohngebiet"),
            ("street-1", "Straßenverkehrsfläche 1"),
            ("street-2", "Straßenverkehrsfläche 2")
        ]
    );
    assert_eq!(
        found[1],
        [
            ("green", "Grünfläche 1 – Spielplatz"),
            ("broken", "Gemeinbedarfsfläche 1")
        ]
    );
    assert_eq!(report.plans[1].sections[0].kind, SectionKind::Green);
    assert_eq!(report.plans[1].sections[0].purposes, ["1600"]);
    assert!(report.plans[1].sections[1].area.is_empty());
    let mut warnings = codes(&report.warnings);
    warnings.sort_unstable();
    assert_eq!(
        warnings,
        [
            "document_missing",
            "reference_dangling",
            "ring_too_short",
            "section_without_plan"
        ]
    );
}

#[test]
fn reading_again_gives_the_same_keys() {
    let keys = |r: &Report| -> Vec<String> {
        r.plans
            .iter()
            .flat_map(|p| p.sections.iter().map(|s| s.key.clone()).chain([p.key.clone()]))
            .collect()
    };
    assert_eq!(keys(&one(TWO_PLANS)), keys(&one(TWO_PLANS)));
    let doubled = TWO_PLANS.replace(r#"gml:id="street-2""#, r#"gml:id="street-1""#);
    let report = one(&doubled);
    assert!(codes(&report.warnings).contains(&"gml_id_duplicate"));
    assert!(keys(&report).contains(&"street-1-2".to_owned()));
}

#[test]
fn what_a_procedure_is_made_from_is_read() {
    let report = one(TWO_PLANS);
    let plan = &report.plans[0];
    let day = |d: Option<chrono::NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
    assert_eq!(plan.version, "6.1");
    assert_eq!(plan.description.as_deref(), Some("Wohnen und ein Spielplatz."));
    assert_eq!(
        (plan.scale, plan.procedure_kind.as_deref()),
        (Some(500), Some("3000"))
    );
    assert_eq!(plan.municipalities[0].district.as_deref(), Some("Nord"));
    assert_eq!(plan.publisher.as_deref(), Some("Bauamt"));
    assert_eq!(plan.plan_kind, ["1000", "7000"]);
    assert_eq!(
        (plan.display_periods.len(), day(plan.display_periods[1].end)),
        (2, "2025-06-01".to_owned())
    );
    assert_eq!(plan.notes[0].signature.as_deref(), Some("A. Beispiel"));
    assert_eq!(day(plan.freeze.expect("a freeze").end), "2025-12-31");
    assert_eq!(plan.changes[0].target.as_deref(), Some("elsewhere"));
    assert_eq!(day(plan.changes[0].date), "2024-01-02");
    let document = &plan.documents[0];
    assert_eq!(
        (document.type_code.as_deref(), document.member.as_deref()),
        (Some("1010"), None)
    );
    assert_eq!(plan.area_m2, 40_000.0 - 100.0);
    assert_eq!(plan.boundary.0[0].interiors.len(), 1);
}

#[test]
fn one_broken_plan_does_not_keep_the_other_from_being_imported() {
    let report = one(&TWO_PLANS.replace("566000 5929000 566100 5929000 566100 5929100", "566000 5929000"));
    assert_eq!(
        report.plans.iter().map(|p| p.key.as_str()).collect::<Vec<_>>(),
        ["north"]
    );
    assert_eq!(codes(&report.errors), ["ring_too_short"]);
}
