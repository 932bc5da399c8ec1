//! XLSX and CSV, read back by readers that know nothing of how they were written; and what holds for the files of Word
//! as well.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

#[path = "document/mod.rs"]
mod fixture;
#[path = "document/office.rs"]
mod office;

use calamine::{Data, Reader, Xlsx};
use fixture::{HOSTILE, entry, synopsis};
use formats::document::synopsis::{Synopsis, SynopsisEntry};
use formats::document::text::clean;
use formats::document::xlsx::{Sheet, SheetBook, SheetColumn, Value};
use formats::document::{Variant, csv, docx, html, xlsx};
use office::{divided, part};
use std::io::Cursor;

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
fn a_letter_is_one_row_however_long_its_texts_are() {
    let of = |text: &str| {
        let internal = Synopsis {
            variant: Variant::Internal,
            ..synopsis(vec![entry(17, text), entry(18, "kurz")])
        };
        let book = internal.sheets();
        let mut read: Xlsx<_> = Xlsx::new(Cursor::new(xlsx::render(&book).unwrap())).unwrap();
        let mut texts = |name: &str| -> Vec<Vec<String>> {
            let range = read.worksheet_range(name).unwrap();
            let rows = range.rows();
            rows.map(|row| row.iter().map(ToString::to_string).collect())
                .collect()
        };
        (texts("Anschreiben"), texts("Hinweise").concat(), book.read_first)
    };
    let full = "x".repeat(xlsx::CELL_LIMIT);
    let (rows, _, read_first) = of(&full);
    assert_eq!((rows.len(), rows[0].len()), (3, 13));
    assert!(rows[1][10] == full, "a text that just fits stands in its cell");
    assert!(read_first.is_empty(), "{read_first:?}");

    let longer = format!("{full}ü");
    let (rows, notes, read_first) = of(&longer);
    assert_eq!((rows.len(), rows[0].len()), (3, 14));
    assert_eq!(rows[0][10..12], ["Stellungnahme", "Stellungnahme (Fortsetzung)"]);
    assert!(rows[1][10..12].concat() == longer, "nothing is lost");
    assert_eq!(
        (rows[1][11].as_str(), rows[1][13].as_str()),
        ("ü", "Erwiderung zu 17.")
    );
    assert_eq!(rows[2][10..14], ["kurz", "", "", "Erwiderung zu 18."]);
    let note = "In eigenen Spalten: Stellungnahme (Fortsetzung) (Nr. 17)";
    assert_eq!(read_first, [note]);
    assert_eq!(notes.last().map(String::as_str), Some(note));

    let (rows, ..) = of(&"🚲".repeat(xlsx::CELL_LIMIT));
    let heads = [
        "Stellungnahme",
        "Stellungnahme (Fortsetzung)",
        "Stellungnahme (Fortsetzung 2)",
    ];
    assert_eq!(rows[0][10..13], heads);
    assert!(rows[1][10..13].concat() == "🚲".repeat(xlsx::CELL_LIMIT));
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
