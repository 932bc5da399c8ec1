//! The reader against files that want to break it, and against thousands of damaged copies of good ones.

#![expect(clippy::expect_used, reason = "helpers of tests may fail the test")]

use std::io::{Cursor, Write};

use formats::xplan::{Limits, Options, Report, member_names, read, read_document, read_member};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

mod real;

const TWO_PLANS: &str = include_str!("fixtures/two_plans_6_1.gml");

fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in members {
        writer.start_file(*name, options).expect("a member");
        writer.write_all(content).expect("written");
    }
    writer.finish().expect("an archive").into_inner()
}

fn reports(bytes: &[u8]) -> Vec<Report> {
    read(bytes, "test.zip", &Options::default())
}

/// Codes of the errors of the only report, which must have no plan.
fn refused(bytes: &[u8]) -> Vec<&'static str> {
    let reports = reports(bytes);
    assert_eq!(reports.len(), 1);
    assert!(reports[0].plans.is_empty());
    reports[0].errors.iter().map(|e| e.code).collect()
}

#[test]
fn an_archive_with_a_plan_and_its_document_is_read() {
    let pdf: &[u8] = b"%PDF-1.7";
    let archive = zipped(&[
        ("plan/xplan.GML", TWO_PLANS.as_bytes()),
        ("plan/docs/grund.pdf", pdf),
        ("plan/._xplan.gml", b"macOS"),
    ]);
    let reports = reports(&archive);
    assert_eq!(reports.len(), 1);
    assert_eq!(
        (reports[0].file.as_str(), reports[0].member.as_deref()),
        ("test.zip", Some("plan/xplan.GML"))
    );
    let member = reports[0].plans[0].documents[0]
        .member
        .as_deref()
        .expect("found beside the plan");
    assert_eq!(
        read_member(&archive, member, &Limits::default()).expect("readable"),
        pdf
    );
    assert!(read_member(&archive, "nowhere.pdf", &Limits::default()).is_err());
    let limits = Limits::default();
    assert_eq!(
        read_document(&archive, member, 8, &limits).expect("readable"),
        pdf
    );
    let too_large = read_document(&archive, member, 7, &limits).expect_err("larger than allowed");
    assert_eq!(
        (too_large.code, too_large.element.as_deref()),
        ("document_too_large", Some(member))
    );
    assert_eq!(member_names(&archive, &limits).len(), 3);
    assert!(member_names(b"no archive", &limits).is_empty());
}

#[test]
fn an_archive_without_gml_or_with_a_name_that_leads_out_of_it_is_refused_as_a_whole() {
    assert_eq!(refused(&zipped(&[("plan.pdf", b"%PDF")])), ["zip_without_gml"]);
    assert_eq!(refused(&zipped(&[])), ["zip_without_gml"]);
    for name in [
        "../evil.gml",
        "a/../../evil.gml",
        "/etc/evil.gml",
        "..\\evil.gml",
        "C:\\evil.gml",
        "\\\\host\\evil",
    ] {
        let archive = zipped(&[("xplan.gml", TWO_PLANS.as_bytes()), (name, b"<a/>")]);
        assert_eq!(refused(&archive), ["zip_path_traversal"], "{name}");
    }
}

#[test]
fn bombs_are_refused_before_they_are_unpacked() {
    let blanks = vec![b' '; 30_000_000];
    let archive = zipped(&[("xplan.gml", &blanks)]);
    assert!(archive.len() < 100_000);
    assert_eq!(refused(&archive), ["zip_bomb"]);
    let limits = Limits {
        total_bytes: 10_000_000,
        ratio: u64::MAX,
        ..Limits::default()
    };
    let options = Options {
        limits,
        ..Options::default()
    };
    assert_eq!(read(&archive, "f", &options)[0].errors[0].code, "too_large");
    // A directory that lies about the size: 0x1c9c380 = 30,000,000 becomes 1.
    let mut lying = archive.clone();
    let size = 30_000_000u32.to_le_bytes();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == size {
            lying[at..at + 4].copy_from_slice(&1u32.to_le_bytes());
        }
    }
    assert_ne!(lying, archive);
    let reports = reports(&lying);
    assert!(
        reports.iter().all(|r| r.plans.is_empty() && r.errors.len() == 1),
        "{reports:?}"
    );
    let many: Vec<String> = (0..1_001).map(|i| format!("{i}.gml")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert_eq!(refused(&zipped(&many)), ["zip_too_many_members"]);
    let limits = Limits {
        total_bytes: 100,
        ..Limits::default()
    };
    assert_eq!(
        read(
            TWO_PLANS.as_bytes(),
            "f",
            &Options {
                limits,
                ..Options::default()
            }
        )[0]
        .errors[0]
            .code,
        "too_large"
    );
}

#[test]
fn entities_and_document_types_are_refused() {
    let laughs = r#"<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
        <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><lolz>&c;</lolz>"#;
    assert_eq!(refused(laughs.as_bytes()), ["dtd_forbidden"]);
    let external = r#"<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>"#;
    assert_eq!(refused(external.as_bytes()), ["dtd_forbidden"]);
    assert_eq!(
        refused(TWO_PLANS.replace("Nord", "&nbsp;").as_bytes()),
        ["entity_unknown"]
    );
    // In a comment or in CDATA it is only text.
    let harmless = TWO_PLANS.replace("Wohnen", "<!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE a>]]>");
    assert_eq!(reports(harmless.as_bytes())[0].plans.len(), 2);
}

#[test]
fn deep_and_endless_files_are_refused() {
    let deep = format!("{}{}", "<a>".repeat(500_000), "</a>".repeat(500_000));
    assert_eq!(refused(deep.as_bytes()), ["nesting_too_deep"]);
    let limits = Limits {
        elements: 20,
        ..Limits::default()
    };
    let options = Options {
        limits,
        ..Options::default()
    };
    assert_eq!(
        read(TWO_PLANS.as_bytes(), "f", &options)[0].errors[0].code,
        "too_many_elements"
    );
    let limits = Limits {
        vertices: 12,
        ..Limits::default()
    };
    let options = Options {
        limits,
        ..Options::default()
    };
    let reports = read(TWO_PLANS.as_bytes(), "f", &options);
    assert!(reports[0].plans.is_empty(), "no half import");
    assert!(
        reports[0].errors.iter().all(|e| e.code == "too_many_vertices"),
        "{:?}",
        reports[0].errors
    );
}

#[test]
fn arcs_cannot_ask_for_more_positions_than_the_limit() {
    let arcs: String = (1..2_000)
        .map(|i| {
            format!(
                "{} 5930000 {} 5930000.5 ",
                566_000 + i * 2_000,
                567_000 + i * 2_000
            )
        })
        .collect();
    let ring = format!(
        "<gml:Ring><gml:curveMember><gml:Curve><gml:segments><gml:ArcString><gml:posList>566000 5930000 {arcs}\
         </gml:posList></gml:ArcString></gml:segments></gml:Curve></gml:curveMember></gml:Ring>"
    );
    let open = TWO_PLANS.find("<gml:LinearRing>").expect("a ring");
    let close = TWO_PLANS.find("</gml:LinearRing>").expect("a ring") + "</gml:LinearRing>".len();
    let xml = format!("{}{ring}{}", &TWO_PLANS[..open], &TWO_PLANS[close..]);
    assert_eq!(reports(xml.as_bytes())[0].errors[0].code, "ring_not_closed");
    let closed = xml.replace(
        " </gml:posList></gml:ArcString>",
        " 566000 5800000 566000 5930000</gml:posList></gml:ArcString>",
    );
    let limits = Limits {
        vertices: 10_000,
        ..Limits::default()
    };
    let reports = read(
        closed.as_bytes(),
        "f",
        &Options {
            limits,
            ..Options::default()
        },
    );
    assert_eq!(reports[0].errors[0].code, "too_many_vertices");
}

/// Every level refers sixty times to the next one: 60⁵ surfaces in some kilobytes.
fn echoes(member: &str, leaf: &str) -> String {
    let levels: String = (0..5)
        .map(|level| {
            let members: String = (0..60)
                .map(|_| format!(r##"<gml:{member} xlink:href="#level-{}"/>"##, level + 1))
                .collect();
            if member == "surfaceMember" {
                format!(r#"<gml:MultiSurface gml:id="level-{level}">{members}</gml:MultiSurface>"#)
            } else {
                format!(r#"<gml:CompositeCurve gml:id="level-{level}">{members}</gml:CompositeCurve>"#)
            }
        })
        .collect();
    format!("{levels}{leaf}")
}

#[test]
fn surfaces_and_curves_that_refer_to_each_other_over_and_over_do_not_hold_the_reader() {
    let end = TWO_PLANS.rfind("</").expect("an end");
    let with = |outline: &str, rest: &str| {
        let open = TWO_PLANS.find("<gml:Polygon").expect("an outline");
        let close = TWO_PLANS.find("</gml:Polygon>").expect("an outline") + "</gml:Polygon>".len();
        format!(
            "{}{outline}{}<wfs:member>{rest}</wfs:member>{}",
            &TWO_PLANS[..open],
            &TWO_PLANS[close..end],
            &TWO_PLANS[end..]
        )
    };
    let surfaces = with(
        r##"<gml:MultiSurface srsName="EPSG:25832"><gml:surfaceMember xlink:href="#level-0"/></gml:MultiSurface>"##,
        &echoes("surfaceMember", r#"<gml:MultiSurface gml:id="level-5"/>"#),
    );
    let curves = with(
        r##"<gml:Polygon srsName="EPSG:25832"><gml:exterior><gml:Ring><gml:curveMember xlink:href="#level-0"/></gml:Ring></gml:exterior></gml:Polygon>"##,
        &echoes(
            "curveMember",
            r#"<gml:LineString gml:id="level-5"><gml:pos>566000 5930000</gml:pos></gml:LineString>"#,
        ),
    );
    for xml in [surfaces, curves] {
        assert!(xml.len() < 30_000);
        let start = std::time::Instant::now();
        let report = reports(xml.as_bytes()).remove(0);
        assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
        assert!(
            matches!(report.errors[0].code, "geometry_too_large" | "too_many_vertices"),
            "{:?}",
            report.errors
        );
    }
}

#[test]
fn twenty_thousand_areas_with_one_id_are_told_apart_in_no_time() {
    let area = r##"<wfs:member><BP_GruenFlaeche gml:id="twice"><gehoertZuBereich xlink:href="#north-0"/>
        <position><gml:Polygon/></position></BP_GruenFlaeche></wfs:member>"##;
    let end = TWO_PLANS.rfind("</").expect("an end");
    let xml = format!(
        "{}{}{}",
        &TWO_PLANS[..end],
        area.repeat(20_000),
        &TWO_PLANS[end..]
    );
    let start = std::time::Instant::now();
    let report = reports(xml.as_bytes()).remove(0);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    let sections = &report.plans[0].sections;
    let keys: std::collections::HashSet<&str> = sections.iter().map(|section| section.key.as_str()).collect();
    assert_eq!((sections.len(), keys.len()), (20_003, 20_003));
}

#[test]
fn nothing_and_nonsense_are_errors() {
    for bytes in [
        &b""[..],
        b" ",
        b"<",
        b"PK\x03\x04",
        b"PK\x05\x06",
        b"\xff\xfe\x00",
        b"%PDF-1.7",
        b"{}",
        &[0; 64],
    ] {
        let reports = reports(bytes);
        assert!(
            reports.len() == 1 && reports[0].plans.is_empty() && reports[0].errors.len() == 1,
            "{bytes:?}"
        );
    }
}

/// SplitMix64: enough chance for damage, the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

fn damaged(original: &[u8], chance: &mut Chance) -> Vec<u8> {
    const BITS: [&[u8]; 12] = [
        b"<",
        b">",
        b"\"",
        b"&",
        b"</gml:posList>",
        b" 1e308",
        b" NaN",
        b"-",
        b"<!DOCTYPE a>",
        b"\xff",
        b"srsName",
        b"00000000",
    ];
    let mut bytes = original.to_vec();
    for _ in 0..=chance.below(4) {
        let at = chance.below(bytes.len());
        let to = (at + chance.below(60)).min(bytes.len());
        match chance.below(5) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..to)),
            2 => drop(bytes.splice(at..at, BITS[chance.below(BITS.len())].iter().copied())),
            3 => {
                let piece = bytes[at..to].to_vec();
                let place = chance.below(bytes.len());
                drop(bytes.splice(place..place, piece));
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = chance.next() as u8;
                }
            }
        }
    }
    bytes
}

fn check(original: &[u8], rounds: usize, seed: u64) -> usize {
    let mut chance = Chance(seed);
    let mut imported = 0;
    for _ in 0..rounds {
        let bytes = damaged(original, &mut chance);
        for report in reports(&bytes) {
            assert!(
                !report.plans.is_empty() || !report.errors.is_empty(),
                "a report says something"
            );
            for plan in &report.plans {
                assert!(plan.bbox.iter().all(|side| side.is_finite()) && plan.area_m2 > 0.0);
                assert!(!plan.boundary.is_empty());
                imported += 1;
            }
            serde_json::to_string(&report).expect("JSON");
        }
    }
    imported
}

#[test]
fn no_damage_to_a_file_or_an_archive_makes_the_reader_panic() {
    let imported = check(TWO_PLANS.as_bytes(), 3_000, 1);
    assert!(imported > 100, "damage must not always be fatal: {imported}");
    check(&zipped(&[("xplan.gml", TWO_PLANS.as_bytes())]), 3_000, 2);
}

#[test]
fn no_damage_to_real_files_makes_the_reader_panic() {
    let Some(folder) = real::folder() else { return };
    let plans = std::fs::read_dir(folder.join("plans")).expect("a folder");
    let mut files: Vec<_> = plans.flatten().map(|entry| entry.path()).collect();
    files.sort();
    for (index, file) in files.iter().enumerate() {
        let bytes = std::fs::read(file).expect("readable");
        if bytes.len() < 120_000 {
            check(&bytes, 60, 100 + index as u64);
        }
    }
}
