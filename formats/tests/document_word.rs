//! DOCX and HTML, with the Markdown that comes into them, read back by readers that know nothing of how they were
//! written.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "document/mod.rs"]
mod fixture;
#[path = "document/office.rs"]
mod office;

use fixture::{HOSTILE, entry, synopsis};
use formats::document::synopsis::{Synopsis, SynopsisEntry};
use formats::document::text::clean;
use formats::document::xlsx::Value;
use formats::document::{Block, Document, Paragraph, Run, docx, html, markdown};
use office::{divided, part};
use std::io::{Cursor, Read};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The text of an element as Word shows it.
fn shown(node: roxmltree::Node<'_, '_>) -> String {
    node.descendants()
        .filter_map(|n| match (n.tag_name().name(), n.text()) {
            ("t", text) => Some(text.unwrap_or_default().to_owned()),
            ("br", _) => Some("\n".into()),
            ("tab", _) => Some("\t".into()),
            _ => None,
        })
        .collect()
}

#[test]
fn a_synopsis_in_word_lies_on_its_side_and_repeats_its_header() {
    let file = docx::render(&synopsis(vec![entry(17, "Zu laut.\n\nUnd zu eng.")]).document()).unwrap();
    let main = part(&file, "word/document.xml");
    let xml = roxmltree::Document::parse(&main).unwrap();
    let size = xml.descendants().find(|n| n.has_tag_name((W, "pgSz"))).unwrap();
    assert_eq!(size.attribute((W, "orient")), Some("landscape"));
    assert_eq!(size.attribute((W, "w")), Some("16838"));
    let rows: Vec<_> = xml.descendants().filter(|n| n.has_tag_name((W, "tr"))).collect();
    let repeats = |row: &roxmltree::Node<'_, '_>| row.descendants().any(|n| n.has_tag_name((W, "tblHeader")));
    assert_eq!(rows.iter().map(repeats).collect::<Vec<_>>(), [true, false]);
    let cells: Vec<String> = rows[1]
        .children()
        .filter(|n| n.has_tag_name((W, "tc")))
        .map(shown)
        .collect();
    assert!(cells[0].starts_with("Nr. 17"), "{cells:?}");
    assert!(cells[0].ends_with("Zu laut.Und zu eng."), "{cells:?}");
    assert_eq!(&cells[1..], ["Erwiderung zu 17.", "Teilweise berücksichtigt"]);
}

#[test]
fn in_word_a_short_row_stays_on_one_page_and_a_long_one_may_break() {
    let entries = vec![
        entry(1, "Zu laut."),
        entry(2, &"Zu laut und zu eng. ".repeat(100)),
    ];
    let main = part(
        &docx::render(&synopsis(entries).document()).unwrap(),
        "word/document.xml",
    );
    let xml = roxmltree::Document::parse(&main).unwrap();
    let rows = xml.descendants().filter(|n| n.has_tag_name((W, "tr")));
    let stays = |row: roxmltree::Node<'_, '_>| row.descendants().any(|n| n.has_tag_name((W, "cantSplit")));
    // The header, the short one, the long one.
    assert_eq!(rows.map(stays).collect::<Vec<_>>(), [true, true, false]);
    // A heading that is kept with what follows would keep its row with the next one.
    let headings = xml
        .descendants()
        .filter(|n| n.attribute((W, "val")) == Some("Heading2"))
        .filter_map(|style| style.parent())
        .filter_map(|paragraph| paragraph.children().find(|n| n.has_tag_name((W, "keepNext"))))
        .filter(|keep| keep.attribute((W, "val")) == Some("0"));
    assert_eq!(headings.count(), 2);
}

#[test]
fn a_row_in_characters_that_cannot_be_measured_may_break() {
    let kept = |text: &str| {
        let entries = vec![entry(1, &text.repeat(20))];
        let main = part(
            &docx::render(&synopsis(entries).document()).unwrap(),
            "word/document.xml",
        );
        main.matches("<w:cantSplit/>").count()
    };
    for text in ["噪音", "⭐❤"] {
        assert_eq!(kept(text), 1, "{text}: the header alone");
    }
    assert_eq!(kept("█████ → "), 2, "a redacted text is measured");
}

#[test]
fn word_knows_title_headings_language_and_page_numbers() {
    let file = docx::render(&synopsis(vec![entry(1, "Text")]).document()).unwrap();
    let main = part(&file, "word/document.xml");
    for style in ["Title", "Heading1", "Heading2"] {
        assert!(
            main.contains(&format!("<w:pStyle w:val=\"{style}\"/>")),
            "{style}"
        );
    }
    let styles = part(&file, "word/styles.xml");
    assert!(styles.contains("<w:lang w:val=\"de-DE\""));
    assert!(
        styles.contains("<w:name w:val=\"heading 1\"/>") && styles.contains("<w:outlineLvl w:val=\"0\"/>")
    );
    let footer = part(&file, "word/footer1.xml");
    let xml = roxmltree::Document::parse(&footer).unwrap();
    assert!(shown(xml.root()).ends_with("Seite 1 von 1"));
    assert!(footer.contains(" PAGE ") && footer.contains(" NUMPAGES "));
}

/// The links of a table of contents: where each leads, and its words.
fn contents(main: &str) -> Vec<(String, String)> {
    let xml = roxmltree::Document::parse(main).unwrap();
    xml.descendants()
        .filter(|n| n.has_tag_name((W, "hyperlink")))
        .filter_map(|n| Some((n.attribute((W, "anchor"))?.to_owned(), shown(n))))
        .collect()
}

#[test]
fn the_contents_are_there_before_any_program_updates_them() {
    let entries = (1..=25).map(|number| entry(number, "Zu laut."));
    let file = docx::render(&synopsis(entries.collect()).document()).unwrap();
    let main = part(&file, "word/document.xml");
    let listed = contents(&main);
    let names: Vec<&str> = listed.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names.len(), 26);
    assert_eq!(
        names[..3],
        ["Stellungnahmen", "Nr. 1: Lindenstraße", "Nr. 2: Lindenstraße"]
    );
    assert_eq!(names[25], "Nr. 25: Lindenstraße");
    // Each leads to the paragraph that bears its words.
    let xml = roxmltree::Document::parse(&main).unwrap();
    for (anchor, name) in &listed {
        let target = xml
            .descendants()
            .find(|n| {
                n.has_tag_name((W, "bookmarkStart")) && n.attribute((W, "name")) == Some(anchor.as_str())
            })
            .expect(anchor);
        assert_eq!(&shown(target.parent().unwrap()), name);
    }
    // One field around them all, which Word can update for whoever wants pages and asks nobody to.
    let marks: Vec<_> = xml
        .descendants()
        .filter(|n| n.has_tag_name((W, "fldChar")))
        .filter_map(|n| n.attribute((W, "fldCharType")))
        .collect();
    assert_eq!(marks, ["begin", "separate", "end"]);
    assert!(!main.contains("w:dirty") && !part(&file, "word/settings.xml").contains("updateFields"));
    let styles = part(&file, "word/styles.xml");
    assert!(styles.contains("w:styleId=\"TOC1\"") && styles.contains("w:styleId=\"TOC2\""));
    // How to get pages is said within the field: Word replaces it by them.
    let place = |said: &str| main.find(said).expect(said);
    let hint = place("Für Seitenzahlen F9 drücken");
    assert!(place("w:fldCharType=\"separate\"") < hint && hint < place("w:fldCharType=\"end\""));
    assert!(
        styles.contains("<w:tab w:val=\"right\" w:leader=\"dot\""),
        "they stand at the edge"
    );
}

#[test]
fn contents_without_anything_to_list_are_empty_and_no_text_of_them_is_markup() {
    let mut document = Document::new("Leer", "de");
    let title = "Inhalt".to_owned();
    let hint = "F9".to_owned();
    document.blocks = vec![Block::Contents { title, hint }];
    let main = part(&docx::render(&document).unwrap(), "word/document.xml");
    assert!(contents(&main).is_empty() && !main.contains("F9"));
    assert_eq!(main.matches("fldCharType").count(), 3);
    document
        .blocks
        .extend(HOSTILE.iter().map(|text| Block::heading(2, *text)));
    let main = part(&docx::render(&document).unwrap(), "word/document.xml");
    let listed: Vec<String> = contents(&main).into_iter().map(|(_, name)| name).collect();
    let expected: Vec<String> = HOSTILE
        .iter()
        .map(|text| clean(text).replace(['\n', '\t'], " "))
        .collect();
    assert_eq!(listed, expected);
}

#[test]
fn what_a_synopsis_is_limited_to_stands_below_its_title_and_among_the_notes() {
    let line = "Auswahl: Thema „Straßenverkehr“ (43 von 45)";
    let limited = Synopsis {
        selection: line.into(),
        ..synopsis(vec![entry(1, "Text")])
    };
    let page = String::from_utf8(html::render(&limited.document())).unwrap();
    assert!(page.contains(line));
    let word = part(&docx::render(&limited.document()).unwrap(), "word/document.xml");
    assert!(word.contains(line));
    assert!(limited.notes().iter().any(|note| note == line));
    let book = limited.sheets();
    assert!(
        book.sheets[1]
            .rows
            .iter()
            .flatten()
            .any(|value| *value == Value::Text(line.into()))
    );
    let whole = synopsis(vec![entry(1, "Text")]);
    assert_eq!(whole.notes().len() + 1, limited.notes().len());
}

#[test]
fn every_part_of_a_word_file_is_well_formed_and_typed() {
    let mut document = synopsis(HOSTILE.iter().map(|text| entry(1, text)).collect()).document();
    document.blocks.extend(markdown::blocks(
        "# A\n\n1. eins\n2. [zwei](https://a.example/?b=1&c=2)\n   - drei",
    ));
    let file = docx::render(&document).unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(&file)).unwrap();
    let names: Vec<String> = zip.file_names().map(str::to_owned).collect();
    let types = part(&file, "[Content_Types].xml");
    for name in &names {
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(
            name.ends_with(".rels") || name.starts_with('[') || types.contains(&format!("/{name}")),
            "{name}"
        );
    }
    let main = part(&file, "word/document.xml");
    let relations = part(&file, "word/_rels/document.xml.rels");
    for id in main
        .split("r:id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        assert!(relations.contains(&format!("Id=\"{id}\"")), "{id}");
    }
}

#[test]
fn word_loses_no_hostile_text() {
    for text in HOSTILE {
        let mut document = Document::new("Titel", "de");
        document.blocks.push(Block::paragraph(text));
        let main = part(&docx::render(&document).unwrap(), "word/document.xml");
        let xml = roxmltree::Document::parse(&main).unwrap();
        let last = xml.descendants().rfind(|n| n.has_tag_name((W, "p"))).unwrap();
        assert_eq!(shown(last), clean(text));
    }
}

#[test]
fn a_link_that_runs_script_stays_text() {
    let mut document = Document::new("Titel", "de");
    let link = |target: &str| Run {
        link: Some(target.into()),
        ..Run::plain("hier")
    };
    document.blocks.push(Block::Paragraph(Paragraph {
        runs: vec![link("javascript:alert(1)"), link("https://a.example")],
        quiet: false,
    }));
    let relations = part(&docx::render(&document).unwrap(), "word/_rels/document.xml.rels");
    assert!(!relations.contains("javascript") && relations.contains("https://a.example"));
    let page = String::from_utf8(html::render(&document)).unwrap();
    assert!(!page.contains("javascript") && page.contains("href=\"https://a.example\""));
}

#[test]
fn what_the_minutes_say_of_a_whole_statement_stands_below_its_points() {
    let main = part(
        &docx::render(&synopsis(divided()).document()).unwrap(),
        "word/document.xml",
    );
    let xml = roxmltree::Document::parse(&main).unwrap();
    let rows = xml.descendants().filter(|n| n.has_tag_name((W, "tr")));
    let rows: Vec<Vec<String>> = rows
        .map(|row| {
            row.children()
                .filter(|n| n.has_tag_name((W, "tc")))
                .map(shown)
                .collect()
        })
        .collect();
    assert_eq!(rows[0][2], "Vorschlag und Beschluss");
    assert!(
        rows[1][0].starts_with("Nr. 1.1: Lärm") && rows[1][1] == "Danke.Antwort 1.",
        "{rows:?}"
    );
    assert!(rows[2][0].starts_with("Nr. 1.2: Bäume"), "{rows:?}");
    assert!(
        !rows[1][2].contains("Einstimmig") && !rows[2][2].contains("Einstimmig"),
        "{rows:?}"
    );
    assert_eq!(
        rows[3],
        ["Nr. 1 insgesamt", "", "Einstimmig mit Änderung zu Punkt 2."]
    );
    let whole = SynopsisEntry {
        segment: None,
        ..divided().remove(0)
    };
    let main = part(
        &docx::render(&synopsis(vec![whole]).document()).unwrap(),
        "word/document.xml",
    );
    assert!(!main.contains("insgesamt") && main.contains("Einstimmig"));
}

#[test]
fn html_escapes_and_keeps_the_order_of_headings() {
    let document = synopsis(HOSTILE.iter().map(|text| entry(1, text)).collect()).document();
    let page = String::from_utf8(html::render(&document)).unwrap();
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;w:p/&gt;"));
    assert!(!page.contains("<script"));
    assert!(page.contains("<html lang=\"de-DE\">") && page.contains("<th scope=\"col\">Stellungnahme</th>"));
    let levels: Vec<u32> = page
        .match_indices("<h")
        .filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10))
        .collect();
    assert_eq!(levels[..3], [1, 2, 3]);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1));
    assert!(page.contains("<p dir=\"rtl\">مرحبا"));
}

#[test]
fn markdown_becomes_blocks_and_loses_nothing() {
    let source = "# Begründung\n\nEin **fetter** Satz\nmit *Schwung*.  \nNeue Zeile.\n\n- a\n  1. b\n- c\n\n<b>roh</b>";
    let blocks = markdown::blocks(source);
    assert_eq!(blocks[0], Block::heading(1, "Begründung"));
    let Block::Paragraph(paragraph) = &blocks[1] else {
        panic!("{blocks:?}")
    };
    assert_eq!(paragraph.text(), "Ein fetter Satz mit Schwung.\nNeue Zeile.");
    assert!(paragraph.runs[1].bold && paragraph.runs[3].italic);
    let item = |text: &str| Block::paragraph(text);
    assert_eq!(
        blocks[2],
        Block::List {
            ordered: false,
            items: vec![
                vec![
                    item("a"),
                    Block::List {
                        ordered: true,
                        items: vec![vec![item("b")]]
                    }
                ],
                vec![item("c")]
            ]
        }
    );
    assert_eq!(blocks[3], item("<b>roh</b>"));
}

#[test]
fn markdown_nested_a_thousand_deep_stays_shallow() {
    let source: String = (0..1000)
        .map(|depth| format!("{}- {depth}\n", " ".repeat(depth * 2)))
        .collect();
    let blocks = markdown::blocks(&source);
    fn depth(blocks: &[Block]) -> usize {
        blocks
            .iter()
            .map(|block| match block {
                Block::List { items, .. } => 1 + items.iter().map(|item| depth(item)).max().unwrap_or(0),
                _ => 0,
            })
            .max()
            .unwrap_or(0)
    }
    assert!(depth(&blocks) <= 8);
    let mut document = Document::new("Tief", "de");
    document.blocks = blocks;
    let page = String::from_utf8(html::render(&document)).unwrap();
    assert!(page.contains("500"));
}
