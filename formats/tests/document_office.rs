//! DOCX, XLSX, CSV and HTML, read back by readers that know nothing of how they were written.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "document/mod.rs"]
mod fixture;

use calamine::{Data, Reader, Xlsx};
use fixture::{HOSTILE, entry, synopsis};
use formats::document::synopsis::{Contact, Synopsis, SynopsisEntry};
use formats::document::text::clean;
use formats::document::xlsx::{Sheet, SheetBook, SheetColumn, Value};
use formats::document::{Block, Document, Paragraph, Run, Variant, csv, docx, html, markdown, xlsx};
use std::io::{Cursor, Read};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn part(file: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a zip");
    let mut text = String::new();
    zip.by_name(name)
        .expect(name)
        .read_to_string(&mut text)
        .expect("UTF-8");
    text
}

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
}

#[test]
fn contents_without_anything_to_list_are_empty_and_no_text_of_them_is_markup() {
    let mut document = Document::new("Leer", "de");
    let title = "Inhalt".to_owned();
    document.blocks = vec![Block::Contents { title }];
    let main = part(&docx::render(&document).unwrap(), "word/document.xml");
    assert!(contents(&main).is_empty());
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

fn cells(book: &SheetBook) -> (Vec<Vec<Data>>, calamine::Range<String>) {
    let mut read: Xlsx<_> = Xlsx::new(Cursor::new(xlsx::render(book).unwrap())).unwrap();
    let name = read.sheet_names()[0].clone();
    let range = read.worksheet_range(&name).unwrap();
    (
        range.rows().map(<[Data]>::to_vec).collect(),
        read.worksheet_formula(&name).unwrap(),
    )
}

#[test]
fn excel_reads_every_text_as_text() {
    let book = synopsis(HOSTILE.iter().map(|text| entry(17, text)).collect()).sheets();
    let (rows, formulas) = cells(&book);
    assert!(formulas.is_empty() || formulas.rows().flatten().all(String::is_empty));
    assert_eq!(rows[0][7], Data::String("Stellungnahme".into()));
    for (row, text) in rows[1..].iter().zip(HOSTILE) {
        assert_eq!(row[0], Data::Float(17.0));
        let expected = clean(text);
        assert_eq!(
            if expected.is_empty() {
                String::new()
            } else {
                expected
            },
            row[7].to_string()
        );
    }
}

#[test]
fn excel_gets_a_frozen_filtered_header() {
    let file = xlsx::render(&synopsis(vec![entry(1, "Text")]).sheets()).unwrap();
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    let xml = roxmltree::Document::parse(&sheet).unwrap();
    let find = |name: &str| xml.descendants().find(|n| n.tag_name().name() == name).unwrap();
    assert_eq!(find("pane").attribute("state"), Some("frozen"));
    assert_eq!(find("pane").attribute("ySplit"), Some("1"));
    assert_eq!(find("autoFilter").attribute("ref"), Some("A1:M2"));
    assert!(part(&file, "xl/styles.xml").contains("wrapText=\"1\""));
}

#[test]
fn excel_sorts_by_the_day_of_receipt() {
    let day = |month, day| formats::document::Date {
        year: 2027,
        month,
        day,
    };
    let received = |words: &str, day| SynopsisEntry {
        received: words.into(),
        received_on: day,
        ..entry(1, "Text")
    };
    let entries = vec![
        received("28.02.2027", Some(day(2, 28))),
        received("01.03.2027", Some(day(3, 1))),
        received("März", None),
        received(
            "vor Excel",
            Some(formats::document::Date {
                year: 1800,
                month: 1,
                day: 1,
            }),
        ),
    ];
    let book = synopsis(entries).sheets();
    let (rows, _) = cells(&book);
    let at = |row: usize| match &rows[row][2] {
        Data::DateTime(day) => day.as_f64(),
        other => panic!("{other:?} is no day"),
    };
    assert!(at(1) < at(2), "28 February is before 1 March");
    assert_eq!(rows[3][2], Data::String("März".into()));
    assert_eq!(rows[4][2], Data::String("vor Excel".into()));
    let table = String::from_utf8(csv::write(&book.sheets[0])).unwrap();
    assert!(table.contains(";28.02.2027;"), "{table}");
}

/// A statement that is divided into points, as the administration reads it.
fn divided() -> Vec<SynopsisEntry> {
    let point = |number: u32, heading: &str| SynopsisEntry {
        segment: Some(number),
        heading: heading.into(),
        contact: Some(Contact {
            name: "Anna Grünkohl".into(),
            postal_code: "01234".into(),
            city: "Musterfurt".into(),
            reply_wish: "Post".into(),
            state: "Entschieden".into(),
            ..Contact::default()
        }),
        reply: format!("Antwort {number}."),
        decision: format!("Beschluss {number}"),
        remark: "Einstimmig mit Änderung zu Punkt 2.".into(),
        ..entry(1, &format!("Satz {number}. "))
    };
    let opening = SynopsisEntry {
        opening: "Danke.".into(),
        ..point(1, "Lärm")
    };
    vec![opening, point(2, "Bäume")]
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
fn where_nothing_is_proposed_a_cell_says_so() {
    let pending = SynopsisEntry {
        proposal: None,
        pending: "Noch nicht abgewogen".into(),
        ..entry(1, "Text")
    };
    let weighed = SynopsisEntry {
        pending: "Noch nicht abgewogen".into(),
        ..entry(2, "Text")
    };
    let synopsis = synopsis(vec![pending, weighed]);
    let main = part(&docx::render(&synopsis.document()).unwrap(), "word/document.xml");
    assert_eq!(main.matches("Noch nicht abgewogen").count(), 1);
    let (rows, _) = cells(&synopsis.sheets());
    let head = Data::String("Beschlussvorschlag".into());
    let proposal = rows[0].iter().position(|known| *known == head).unwrap();
    assert_eq!(rows[1][proposal], Data::String("Noch nicht abgewogen".into()));
    assert_eq!(rows[2][proposal], Data::String("Teilweise berücksichtigt".into()));
}

#[test]
fn letters_can_be_printed_from_the_workbook_of_the_administration_and_from_no_other() {
    let of = |variant| {
        let synopsis = Synopsis {
            variant,
            ..synopsis([divided(), vec![entry(2, "Ohne Anschrift.")]].concat())
        };
        Xlsx::<_>::new(Cursor::new(xlsx::render(&synopsis.sheets()).unwrap())).unwrap()
    };
    let mut internal = of(Variant::Internal);
    assert_eq!(
        internal.sheet_names(),
        ["Synopse der Stellungnahmen", "Anschreiben", "Hinweise"]
    );
    let letters = internal.worksheet_range("Anschreiben").unwrap();
    let rows: Vec<Vec<String>> = letters
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(rows.len(), 3, "a row for each statement: {rows:?}");
    let cell = |head: &str| {
        let column = rows[0].iter().position(|known| known == head).expect(head);
        rows[1][column].as_str()
    };
    assert_eq!(cell("Name"), "Anna Grünkohl");
    assert_eq!(cell("Postleitzahl"), "01234", "it is text");
    assert_eq!(
        (cell("Gewünschte Antwort"), cell("Stand")),
        ("Post", "Entschieden")
    );
    assert_eq!(cell("Stellungnahme").trim(), "Satz 1. Satz 2.");
    assert_eq!(
        cell("Erwiderung"),
        "Danke.\n\nPunkt 1: Lärm\nAntwort 1.\n\nPunkt 2: Bäume\nAntwort 2."
    );
    assert!(cell("Beschluss").ends_with("Einstimmig mit Änderung zu Punkt 2."));
    let table = internal.worksheet_range("Synopse der Stellungnahmen").unwrap();
    let heads: Vec<String> = table
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(
        heads.contains(&"Wohnort".to_owned()) && heads.contains(&"Ort im Plan".to_owned()),
        "{heads:?}"
    );
    for variant in [Variant::Council, Variant::Public] {
        let mut outside = of(variant);
        assert_eq!(outside.sheet_names(), ["Synopse der Stellungnahmen", "Hinweise"]);
        for name in outside.sheet_names() {
            for value in outside.worksheet_range(&name).unwrap().rows().flatten() {
                let text = value.to_string();
                assert!(
                    !["Grünkohl", "01234", "Post", "Entschieden"]
                        .iter()
                        .any(|known| text.contains(known)),
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn a_workbook_is_readable_on_paper_and_in_programs_that_measure_no_rows() {
    let long = "Zu laut und zu eng. ".repeat(30);
    let internal = Synopsis {
        variant: Variant::Internal,
        ..synopsis(vec![entry(1, &long), entry(2, "Kurz.")])
    };
    let file = xlsx::render(&internal.sheets()).unwrap();
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    let xml = roxmltree::Document::parse(&sheet).unwrap();
    let find = |name: &str| xml.descendants().find(|n| n.tag_name().name() == name).unwrap();
    assert_eq!(find("pageSetup").attribute("paperSize"), Some("8"), "A3");
    let height = |row: &str| -> f64 {
        let found = xml
            .descendants()
            .find(|n| n.tag_name().name() == "row" && n.attribute("r") == Some(row));
        found
            .unwrap()
            .attribute("ht")
            .map_or(15.0, |ht| ht.parse().unwrap())
    };
    assert!(
        height("2") > 120.0 && height("3") < 60.0,
        "{} {}",
        height("2"),
        height("3")
    );
    // The columns of addresses and codes stay off the paper, the head is printed on each page.
    let book = part(&file, "xl/workbook.xml");
    assert!(
        book.contains("_xlnm.Print_Area") && book.contains("_xlnm.Print_Titles"),
        "{book}"
    );
    let notes = part(&file, "xl/worksheets/sheet3.xml");
    assert!(!notes.contains("autoFilter"), "nobody filters notes");
}

#[test]
fn a_text_longer_than_a_cell_goes_on_below_and_says_so() {
    let long = "🚲".repeat(20_000) + &"x".repeat(40_000);
    let book = synopsis(vec![entry(17, &long), entry(18, "kurz")]).sheets();
    let (rows, _) = cells(&book);
    assert_eq!(rows.len(), 1 + 3 + 1);
    let joined: String = rows[1..4].iter().map(|row| row[7].to_string()).collect();
    assert!(joined == long, "nothing is lost");
    assert!(
        rows[1..4]
            .iter()
            .all(|row| row[7].to_string().encode_utf16().count() <= xlsx::CELL_LIMIT)
    );
    assert_eq!(rows[2][0], Data::Float(17.0));
    assert_eq!(rows[2][13], Data::String("Fortsetzung".into()));
    let file = xlsx::render(&book).unwrap();
    assert!(part(&file, "xl/comments1.xml").contains("stehen in Folgezeilen"));
}

#[test]
fn two_sheets_of_one_name_and_names_excel_refuses_are_renamed() {
    let sheet = |name: &str| Sheet {
        name: name.into(),
        ..Sheet::default()
    };
    let mut book = synopsis(vec![]).sheets();
    book.sheets = vec![
        sheet("Plan [1]: a/b?"),
        sheet("plan 1 ab"),
        sheet(""),
        sheet(&"lang ".repeat(20)),
    ];
    let read: Xlsx<_> = Xlsx::new(Cursor::new(xlsx::render(&book).unwrap())).unwrap();
    let names = read.sheet_names();
    assert_eq!(&names[..3], ["Plan 1 ab", "plan 1 ab 2", "1"]);
    assert!(names[3].chars().count() <= 31);
}

fn one_column(texts: &[&str]) -> Vec<u8> {
    csv::write(&Sheet {
        name: "x".into(),
        columns: vec![
            SheetColumn {
                header: "Text".into(),
                width: 10,
            },
            SheetColumn {
                header: "Nr.".into(),
                width: 10,
            },
        ],
        rows: texts
            .iter()
            .map(|text| vec![Value::text(*text), Value::Number(7)])
            .collect(),
        ..Sheet::default()
    })
}

#[test]
fn csv_bytes_are_what_german_excel_opens() {
    let bytes = one_column(&["007", "a;b", "Zeile\nzwei", "sagt \"ja\""]);
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "\u{feff}Text;Nr.\r\n007;7\r\n\"a;b\";7\r\n\"Zeile\nzwei\";7\r\n\"sagt \"\"ja\"\"\";7\r\n"
    );
}

#[test]
fn no_csv_cell_can_become_a_formula() {
    let hostile = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "\u{feff}=1",
        "\u{202e}=1",
        "\n=1",
    ];
    let bytes = one_column(&hostile);
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(&bytes[3..]);
    let cells: Vec<String> = reader
        .records()
        .map(|record| record.unwrap()[0].to_owned())
        .collect();
    assert_eq!(cells.len(), hostile.len());
    for cell in cells {
        assert!(cell.starts_with('\''), "{cell:?}");
    }
}

#[test]
fn csv_gives_hostile_texts_back() {
    let bytes = one_column(&HOSTILE);
    assert_eq!(&bytes[..3], b"\xef\xbb\xbf");
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(&bytes[3..]);
    for (record, text) in reader.records().zip(HOSTILE) {
        let cell = record.unwrap()[0].to_owned();
        let guarded = cell.strip_prefix('\'').unwrap_or(&cell);
        assert_eq!(guarded, clean(text));
    }
}

#[test]
fn below_the_table_stands_what_is_missing_and_no_note_can_become_a_formula() {
    let book = synopsis(vec![entry(1, "Text")]);
    let sheet = Sheet {
        name: "x".into(),
        columns: ["Nr.", "Text"]
            .map(|header| SheetColumn {
                header: header.into(),
                width: 10,
            })
            .into(),
        rows: vec![vec![Value::Number(7), Value::text("a")]],
        ..Sheet::default()
    };
    let notes = [book.notes(), vec!["=1+1".into()]].concat();
    let written = String::from_utf8(csv::write_with_notes(&sheet, &notes)).unwrap();
    assert_eq!(
        written,
        "\u{feff}Nr.;Text\r\n7;a\r\n;\r\nBebauungsplan „Lindenhof“;\r\nÖffentliche Auslegung (§ 3 Abs. 2 BauGB);\r\n\
         Stand: 3. März 2027;\r\nÖffentliche Fassung;\r\nNicht enthalten;\r\n2 zurückgezogene Stellungnahmen;\r\n\"'=1+1\";\r\n"
    );
}

#[test]
fn where_nobody_may_see_topics_there_is_no_column_for_them() {
    let without = SynopsisEntry {
        topics: Vec::new(),
        ..entry(1, "Text")
    };
    let headers = |variant| {
        let book = Synopsis {
            variant,
            ..synopsis(vec![without.clone()])
        };
        let sheet = book.sheets().sheets.remove(0);
        assert_eq!(sheet.rows[0].len(), sheet.columns.len());
        sheet
            .columns
            .into_iter()
            .map(|column| column.header)
            .collect::<Vec<_>>()
    };
    assert!(headers(Variant::Internal).contains(&"Themen".to_owned()));
    assert!(!headers(Variant::Public).contains(&"Themen".to_owned()));
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

#[test]
fn the_same_input_gives_the_same_bytes() {
    let make = || synopsis(HOSTILE.iter().map(|text| entry(1, text)).collect());
    assert_eq!(docx::render(&make().document()), docx::render(&make().document()));
    assert_eq!(html::render(&make().document()), html::render(&make().document()));
    assert!(xlsx::render(&make().sheets()).unwrap() == xlsx::render(&make().sheets()).unwrap());
}

#[test]
fn a_file_bears_the_day_that_it_was_given_and_no_clocks() {
    let one = synopsis(vec![entry(1, "Zu laut.")]);
    for file in [
        docx::render(&one.document()).unwrap(),
        xlsx::render(&one.sheets()).unwrap(),
    ] {
        let mut zip = zip::ZipArchive::new(Cursor::new(&file)).unwrap();
        for at in 0..zip.len() {
            let entry = zip.by_index(at).unwrap();
            assert_eq!(
                entry.last_modified(),
                Some(zip::DateTime::default()),
                "{}",
                entry.name()
            );
        }
        let properties = part(&file, "docProps/core.xml");
        let given = properties.matches(">2027-03-03T00:00:00Z<").count();
        assert!(
            given > 0 && given == properties.matches("W3CDTF").count(),
            "{properties}"
        );
    }
}
