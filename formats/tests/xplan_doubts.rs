//! The reader against values and shapes that only look right: days, codes, labels, holes, parts.

use formats::xplan::{Options, Report, read};

use small::{SQUARE, filled, one, polygon};

mod small;

fn outline(gml: &str) -> Report {
    one(&filled("6/0", "", gml))
}

fn codes(findings: &[formats::xplan::Finding]) -> Vec<&str> {
    findings.iter().map(|f| f.code).collect()
}

#[test]
fn what_only_begins_like_a_day_is_none() {
    for broken in ["2024-05-31Tmorgen", "2024-05-31-06-30", "0000-05-31"] {
        let property = format!("<xp:aufstellungsbeschlussDatum>{broken}</xp:aufstellungsbeschlussDatum>");
        let report = one(&filled("5/4", &property, &polygon("EPSG:25832", SQUARE)));
        assert_eq!(report.plans[0].resolution_date, None, "{broken}");
        assert_eq!(codes(&report.warnings), ["date_invalid"], "{broken}");
    }
}

#[test]
fn a_legal_state_is_a_code_or_nothing() {
    let with = |state: &str| {
        let property = format!("<xp:rechtsstand>{state}</xp:rechtsstand>");
        one(&filled("5/4", &property, &polygon("EPSG:25832", SQUARE)))
    };
    let words = with("im Verfahren");
    assert_eq!(words.plans[0].legal_state, None);
    assert_eq!(codes(&words.warnings), ["code_invalid"]);
    assert_eq!(with("2400").plans[0].legal_state.as_deref(), Some("2400"));
}

#[test]
fn in_the_fifth_strip_the_place_tells_which_value_is_the_northing() {
    let native = |list: &str| {
        let report = outline(&polygon("EPSG:31469", list));
        assert_eq!(report.errors, vec![]);
        (
            report.plans[0].native.0[0].exterior[0],
            codes(&report.warnings).contains(&"axis_order"),
        )
    };
    let plain = "5410000 5655000 5410100 5655000 5410100 5655100 5410000 5655000";
    let swapped = "5655000 5410000 5655000 5410100 5655100 5410100 5655000 5410000";
    assert_eq!(native(plain), ([5_410_000.0, 5_655_000.0], false));
    assert_eq!(native(swapped), ([5_410_000.0, 5_655_000.0], true));
}

#[test]
fn where_a_label_cannot_be_right_the_systems_that_fit_are_named() {
    let candidates = |gml: &str| {
        let report = outline(gml);
        assert!(report.plans.is_empty());
        (report.errors[0].code, report.errors[0].candidates.clone())
    };
    // Six digits under a label with the zone in front, a zone in front under Gauß-Krüger, a label that says nothing.
    let (code, fits) = candidates(&polygon("EPSG:4647", SQUARE));
    assert_eq!(code, "coordinates_outside");
    assert!(fits.contains(&25832), "{fits:?}");
    let zoned = SQUARE.replace("566", "32566");
    assert_eq!(
        candidates(&polygon("EPSG:31467", &zoned)),
        ("coordinates_outside", [4647].into())
    );
    assert_eq!(candidates(&polygon("", &zoned)), ("crs_missing", [4647].into()));
    assert_eq!(
        candidates(&polygon("EPSG:3857", &zoned)),
        ("crs_unknown", [4647].into())
    );
    let chosen = Options {
        srs: Some(25832),
        ..Options::default()
    };
    let xml = filled("6/0", "", &polygon("EPSG:4647", SQUARE));
    assert_eq!(read(xml.as_bytes(), "f", &chosen)[0].plans[0].srs, "EPSG:25832");
}

/// A surface of squares, each with its holes: lists of positions.
fn surface(members: &[(&str, &[&str])]) -> String {
    let line = |name: &str, list: &str| {
        format!("<gml:{name}><gml:LinearRing><gml:posList>{list}</gml:posList></gml:LinearRing></gml:{name}>")
    };
    let member = |(exterior, holes): &(&str, &[&str])| {
        let holes: String = holes.iter().map(|hole| line("interior", hole)).collect();
        format!(
            "<gml:surfaceMember><gml:Polygon>{}{holes}</gml:Polygon></gml:surfaceMember>",
            line("exterior", exterior)
        )
    };
    let members: String = members.iter().map(member).collect();
    format!(r#"<gml:MultiSurface srsName="EPSG:25832" gml:id="g">{members}</gml:MultiSurface>"#)
}

#[test]
fn a_hole_is_smaller_than_its_area_and_lies_in_it() {
    let larger = "565000 5929000 567000 5929000 567000 5931000 565000 5931000 565000 5929000";
    let report = outline(&surface(&[(SQUARE, &[larger])]));
    assert!(report.plans.is_empty());
    assert_eq!(codes(&report.errors), ["holes_too_large"]);
    assert_eq!(
        codes(&outline(&surface(&[(SQUARE, &[SQUARE])])).errors),
        ["holes_too_large"]
    );

    let beside = "566090 5930010 566110 5930010 566110 5930020 566090 5930010";
    let report = outline(&surface(&[(SQUARE, &[beside])]));
    assert_eq!(codes(&report.warnings), ["hole_outside"]);
    // One that touches the line from within is a hole like any other.
    let touching = "566050 5930000 566060 5930010 566040 5930010 566050 5930000";
    let report = outline(&surface(&[(SQUARE, &[touching])]));
    assert_eq!(
        (codes(&report.warnings), report.plans[0].area_m2),
        (vec![], 9_900.0)
    );
}

#[test]
fn parts_upon_each_other_are_said_and_neighbours_and_parts_in_holes_are_not() {
    let twice = outline(&surface(&[(SQUARE, &[]), (SQUARE, &[])]));
    assert_eq!(codes(&twice.warnings), ["members_overlap"]);
    let beside = SQUARE.replace("566100", "566200").replace("566000", "566100");
    assert_eq!(
        codes(&outline(&surface(&[(SQUARE, &[]), (&beside, &[])])).warnings),
        Vec::<&str>::new()
    );
    let hole = "566040 5930040 566060 5930040 566060 5930060 566040 5930060 566040 5930040";
    let inside = outline(&surface(&[(SQUARE, &[hole]), (hole, &[])]));
    assert_eq!(
        (codes(&inside.warnings), inside.plans[0].area_m2),
        (vec![], 10_000.0)
    );
    let covered = outline(&surface(&[(SQUARE, &[]), (hole, &[])]));
    assert_eq!(codes(&covered.warnings), ["members_overlap"]);
}

#[test]
fn holes_that_lie_upon_each_other_are_said_and_those_beside_each_other_are_not() {
    let hole = |west: u32, east: u32| {
        format!(
            "5660{west} 5930010 5660{east} 5930010 5660{east} 5930030 5660{west} 5930030 5660{west} 5930010"
        )
    };
    let with =
        |one: &str, other: &str| codes(&outline(&surface(&[(SQUARE, &[one, other])])).warnings).join(" ");
    assert_eq!(with(&hole(10, 30), &hole(10, 30)), "holes_overlap");
    assert_eq!(with(&hole(10, 40), &hole(35, 60)), "holes_overlap", "in part");
    assert_eq!(with(&hole(10, 30), &hole(30, 50)), "", "a common line");
    assert_eq!(with(&hole(10, 30), &hole(40, 60)), "");
}

#[test]
fn two_systems_within_one_geometry_are_said() {
    let polygon = polygon("EPSG:25833", SQUARE);
    let mixed = format!(
        r#"<gml:MultiSurface srsName="EPSG:25832" gml:id="m"><gml:surfaceMember>{polygon}</gml:surfaceMember></gml:MultiSurface>"#
    );
    let report = outline(&mixed);
    assert_eq!(codes(&report.warnings), ["crs_mixed"]);
    assert_eq!(report.plans[0].srs, "EPSG:25832");
    assert!(report.warnings[0].line.is_some() && report.warnings[0].element.is_some());
    // Two names of one system are none.
    let alike = mixed.replace("EPSG:25833", "urn:adv:crs:ETRS89_UTM32");
    assert_eq!(codes(&outline(&alike).warnings), Vec::<&str>::new());
}

#[test]
fn west_of_greenwich_is_called_so() {
    // UTM under the label of a system whose eastings begin with 2: two thousand kilometres too far west.
    let list = "500000 5930000 500100 5930000 500100 5930100 500000 5930000";
    let report = outline(&polygon("EPSG:31466", list));
    let said = report.warnings.iter().find(|w| w.code == "crs_suspect");
    let message = said.map(|finding| finding.message.as_str()).unwrap_or_default();
    assert!(
        message.contains(" N ") && message.contains(" W, outside"),
        "{message}"
    );
}
