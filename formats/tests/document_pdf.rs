//! PDF, read back by poppler's `pdfinfo` and `pdftotext`; where they are missing the tests say so and pass, unless
//! `REQUIRE_PDF_TOOLS=1`.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

#[path = "document/mod.rs"]
mod fixture;

use fixture::{HOSTILE, entry, synopsis};
use formats::document::pdf::{self, PdfOptions};
use formats::document::{Block, Document, Paragraph, markdown};
use std::io::Write;
use std::process::Command;

/// What a program of poppler says about the file, or `None` where it is not installed.
fn poppler(program: &str, arguments: &[&str], file: &[u8]) -> Option<String> {
    let path = std::env::temp_dir().join(format!("document-{}-{:p}.pdf", std::process::id(), file));
    std::fs::File::create(&path)
        .and_then(|mut out| out.write_all(file))
        .expect("a temporary file");
    let mut command = Command::new(program);
    command.args(arguments).arg(&path);
    if program == "pdftotext" {
        command.arg("-");
    }
    let output = command.output();
    let _ = std::fs::remove_file(&path);
    match output {
        Ok(output) => {
            assert!(
                output.status.success(),
                "{program} cannot read the file: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            Some(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Err(error) => {
            #[expect(clippy::disallowed_methods, reason = "the tests' own settings")]
            let required = std::env::var("REQUIRE_PDF_TOOLS").is_ok_and(|v| v == "1");
            assert!(
                !required,
                "REQUIRE_PDF_TOOLS=1, but {program} does not run: {error}"
            );
            eprintln!("skipped: {program} (poppler-utils) is not installed");
            None
        }
    }
}

fn field<'a>(info: &'a str, name: &str) -> &'a str {
    info.lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
        .map_or("", str::trim)
}

/// Text without blanks, line ends, hyphens at line ends and places where a line may break.
fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{c}'))
        .collect()
}

fn long(count: u32) -> Vec<formats::document::SynopsisEntry> {
    (1..=count)
        .map(|number| {
            entry(
                number,
                &format!("Einwand {number}: {}", "zu laut und zu eng. ".repeat(20)),
            )
        })
        .collect()
}

#[test]
fn a_synopsis_is_a_tagged_landscape_pdf_with_title_and_date() {
    let done = pdf::render_counted(&synopsis(long(30)).document(), &PdfOptions::default()).unwrap();
    assert!(done.conforms);
    let Some(info) = poppler("pdfinfo", &[], &done.bytes) else {
        return;
    };
    assert_eq!(field(&info, "Tagged"), "yes");
    assert_eq!(field(&info, "Title"), "Synopse der Stellungnahmen");
    assert_eq!(field(&info, "Author"), "Stadt Musterfurt");
    assert_eq!(field(&info, "Pages"), done.pages.to_string());
    assert!(
        field(&info, "Page size").starts_with("841.89 x 595.276"),
        "{info}"
    );
    assert!(field(&info, "CreationDate").contains("2027"));
}

#[test]
fn text_runs_in_order_and_the_header_stands_on_every_page() {
    let done = pdf::render_counted(&synopsis(long(20)).document(), &PdfOptions::default()).unwrap();
    assert!(done.pages > 2);
    for page in 1..=done.pages {
        let number = page.to_string();
        let Some(text) = poppler("pdftotext", &["-f", &number, "-l", &number], &done.bytes) else {
            return;
        };
        assert!(text.contains("Vorschlag und Beschluss"), "page {page}: {text}");
        assert!(
            text.contains(&format!("Seite {page} von {}", done.pages)),
            "page {page}: {text}"
        );
    }
    let text = poppler("pdftotext", &[], &done.bytes).unwrap_or_default();
    let places: Vec<_> = (1..=20)
        .map(|number| text.find(&format!("Einwand {number}:")))
        .collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{places:?}"
    );
}

#[test]
fn a_row_that_fits_stays_on_one_page() {
    let done = pdf::render_counted(&synopsis(long(20)).document(), &PdfOptions::default()).unwrap();
    for page in 1..=done.pages {
        let number = page.to_string();
        let Some(text) = poppler("pdftotext", &["-f", &number, "-l", &number], &done.bytes) else {
            return;
        };
        for begun in text.match_indices("Einwand ").map(|(at, _)| &text[at..]) {
            let whole = begun.matches("eng.").count();
            assert!(whole >= 20, "page {page} ends within a row: {begun}");
        }
    }
}

#[test]
fn the_table_of_contents_names_pages() {
    let done = pdf::render_counted(&synopsis(long(25)).document(), &PdfOptions::default()).unwrap();
    let Some(first) = poppler("pdftotext", &["-f", "1", "-l", "1", "-layout"], &done.bytes) else {
        return;
    };
    assert!(
        first.contains("Inhalt") && first.contains("Nr. 25: Lindenstraße"),
        "{first}"
    );
    let last = first
        .split("Nr. 25")
        .nth(1)
        .and_then(|rest| rest.lines().next())
        .unwrap_or_default();
    let digits: String = last.chars().filter(char::is_ascii_digit).collect();
    let Some(there) = poppler("pdftotext", &["-f", &digits, "-l", &digits], &done.bytes) else {
        return;
    };
    assert!(there.contains("Nr. 25"), "page {digits}: {there}");
}

#[test]
fn hostile_texts_come_out_as_they_went_in() {
    let shown = |text: &str| {
        let cleaned = formats::document::text::clean(text);
        squeezed(&cleaned.replace('漢', "[U+6F22]").replace('字', "[U+5B57]"))
    };
    for text in HOSTILE
        .iter()
        .filter(|text| !text.contains('م') && !text.contains('🚲') && !text.contains('ש'))
    {
        let mut document = Document::new("Titel", "de");
        document.blocks.push(Block::paragraph(*text));
        let done = pdf::render_counted(&document, &PdfOptions::default()).unwrap();
        assert!(done.conforms, "{text:?}");
        let Some(read) = poppler("pdftotext", &[], &done.bytes) else {
            return;
        };
        assert!(squeezed(&read).contains(&shown(text)), "{text:?} in {read:?}");
    }
}

#[test]
fn other_scripts_and_emoji_conform_and_keep_their_letters() {
    for text in HOSTILE {
        let mut document = Document::new("Titel", "de");
        document.blocks.push(Block::paragraph(text));
        document.blocks.push(Block::Paragraph(Paragraph::bold(text)));
        let done = pdf::render_counted(&document, &PdfOptions::default()).unwrap();
        assert!(done.conforms, "{text:?}");
        let Some(read) = poppler("pdftotext", &[], &done.bytes) else {
            return;
        };
        for c in text
            .chars()
            .filter(|c| c.is_alphabetic() && !('\u{600}'..='\u{6ff}').contains(c) && *c < '\u{2e80}')
        {
            assert!(read.contains(c), "{c:?} of {text:?} in {read:?}");
        }
    }
}

#[test]
fn a_redacted_passage_is_a_bar_and_no_number() {
    let text = "Mein Nachbar █████ wohnt neben █████.";
    let mut document = synopsis(vec![entry(1, text)]).document();
    document.blocks.push(Block::Paragraph(Paragraph::bold(text)));
    let done = pdf::render_counted(&document, &PdfOptions::default()).unwrap();
    assert!(done.conforms);
    let Some(read) = poppler("pdftotext", &[], &done.bytes) else {
        return;
    };
    assert!(!read.contains("[U+"), "{read}");
    // Whoever listens to the file or copies from it gets the same bar as in the other forms.
    assert_eq!(read.matches("█████").count(), 4, "{read}");
    let fonts = poppler("pdffonts", &[], &done.bytes).unwrap_or_default();
    assert!(fonts.contains("TeilhabeBar"), "{fonts}");
}

#[test]
fn hostile_texts_fit_every_other_place_too() {
    for text in HOSTILE {
        let mut synopsis = synopsis(vec![entry(1, text)]);
        synopsis.procedure = text.into();
        synopsis.municipality = text.into();
        synopsis.labels.entry = text.into();
        synopsis.labels.page = text.into();
        synopsis.language = text.into();
        let mut document = synopsis.document();
        document.title = format!("T{text}");
        document.blocks.push(Block::heading(6, text));
        document
            .blocks
            .push(Block::KeyValues(vec![(text.into(), Paragraph::plain(text))]));
        document.blocks.push(Block::Contents {
            title: format!("I{text}"),
            hint: text.into(),
        });
        pdf::render(&document, &PdfOptions::default()).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    }
}

#[test]
fn forty_thousand_characters_without_a_blank_stay_on_the_page() {
    let text = "Ä".repeat(40_000);
    let done = pdf::render_counted(
        &synopsis(vec![entry(1, &text)]).document(),
        &PdfOptions::default(),
    )
    .unwrap();
    assert!(done.conforms && done.pages > 5);
    let Some(read) = poppler("pdftotext", &[], &done.bytes) else {
        return;
    };
    assert_eq!(read.matches('Ä').count(), 40_000);
    let Some(boxes) = poppler("pdftotext", &["-bbox"], &done.bytes) else {
        return;
    };
    let widest = boxes
        .lines()
        .filter(|line| line.contains("ÄÄ"))
        .filter_map(|line| {
            line.split("xMax=\"")
                .nth(1)?
                .split('"')
                .next()?
                .parse::<f64>()
                .ok()
        })
        .fold(0.0, f64::max);
    assert!(
        widest > 100.0 && widest < 420.0,
        "the statement's column ends before {widest}"
    );
}

#[test]
fn an_empty_document_and_a_plan_document_conform() {
    let source = "# Begründung\n\n### Zu tief\n\nText mit [Verweis](https://a.example) und\n\n1. eins\n   - zwei\n2. drei";
    let mut plan = Document::new("Begründung", "de");
    plan.blocks = markdown::blocks(source);
    plan.blocks
        .push(Block::KeyValues(vec![("Stand".into(), Paragraph::plain("März"))]));
    plan.date = Some(formats::document::Date {
        year: 2027,
        month: 2,
        day: 28,
    });
    for (document, archive) in [
        (Document::new("Leer", "de"), false),
        (plan.clone(), false),
        (plan, true),
    ] {
        let done = pdf::render_counted(
            &document,
            &PdfOptions {
                archive,
                ..PdfOptions::default()
            },
        )
        .unwrap();
        assert!(done.conforms, "{} {archive}", document.title);
    }
    let untitled = Document::new("", "");
    assert!(pdf::render(&untitled, &PdfOptions::default()).is_ok());
}

#[test]
fn twelve_hundred_statements_make_three_volumes() {
    let entries: Vec<_> = (1..=1200)
        .map(|number| entry(number, &format!("Einwand {number}.")))
        .collect();
    let volumes = pdf::volumes(&synopsis(entries), 500);
    assert_eq!(volumes.documents.len(), 3);
    let mut texts = Vec::new();
    for volume in &volumes.documents {
        let done = pdf::render_counted(volume, &PdfOptions::default()).unwrap();
        assert!(done.conforms);
        let Some(text) = poppler("pdftotext", &[], &done.bytes) else {
            return;
        };
        assert!(
            text.contains("Seite 1\n") && !text.contains("Seite 1 von"),
            "nobody knows yet of how many"
        );
        texts.push(text);
    }
    let holds = |volume: usize, number: u32| texts[volume].contains(&format!("Einwand {number}."));
    assert!(holds(0, 1) && holds(0, 500) && !holds(0, 501));
    assert!(holds(1, 501) && holds(1, 1000) && holds(2, 1001) && holds(2, 1200));
    assert!(texts[0].contains("Band 1 von 3") && texts[2].contains("Band 3 von 3"));
    assert!(
        texts.iter().all(|text| !text.contains("Inhalt")),
        "it is a document of its own"
    );
}

#[test]
fn the_contents_of_volumes_say_what_each_statement_is_about_and_where_it_stands() {
    let volumes = pdf::volumes(&synopsis(long(30)), 12);
    let (mut starts, mut sets, mut first_page) = (Vec::new(), Vec::new(), 1);
    for volume in &volumes.documents {
        let options = PdfOptions {
            first_page,
            ..PdfOptions::default()
        };
        let done = pdf::render_counted(volume, &options).unwrap();
        starts.push(done.starts.clone());
        sets.push((first_page, done.clone()));
        first_page += u32::try_from(done.pages).unwrap();
    }
    assert_eq!(starts.iter().map(Vec::len).collect::<Vec<_>>(), [12, 12, 6]);
    let (last_from, last) = &sets[2];
    let page = starts[2][5];
    let within = (page - usize::try_from(*last_from).unwrap() + 1).to_string();
    let contents = volumes.contents.unwrap().documents(&starts);
    assert_eq!(contents.len(), 1);
    let Some(Block::Table(table)) = contents[0].blocks.last() else {
        panic!("{:?}", contents[0].blocks)
    };
    let cells: Vec<String> = table.rows[29]
        .iter()
        .map(|cell| cell.paragraphs.iter().map(Paragraph::text).collect())
        .collect();
    assert!(
        cells[1].starts_with("Lindenstraße: Einwand 30: zu laut"),
        "{cells:?}"
    );
    assert_eq!(
        [cells[0].as_str(), &cells[3], &cells[4]],
        ["30", "3", &page.to_string()]
    );
    assert!(!cells.concat().contains("Anwohnerin"), "all of them are that");
    let set = pdf::render_counted(&contents[0], &PdfOptions::default()).unwrap();
    assert!(set.conforms);
    let Some(there) = poppler("pdftotext", &["-f", &within, "-l", &within], &last.bytes) else {
        return;
    };
    assert!(
        there.contains("Nr. 30") && there.contains(&format!("Seite {page}")),
        "page {within}: {there}"
    );
}

/// How many rows the table of each volume has.
fn rows(volumes: &pdf::Volumes) -> Vec<usize> {
    let of = |volume: &Document| match volume.blocks.last() {
        Some(Block::Table(table)) => table.rows.len(),
        _ => 0,
    };
    volumes.documents.iter().map(of).collect()
}

#[test]
fn a_volume_keeps_the_segments_of_a_statement_together() {
    let entries = (1..=6).map(|at| formats::document::SynopsisEntry {
        segment: Some(at % 3 + 1),
        ..entry(at.div_ceil(3), "x")
    });
    assert_eq!(rows(&pdf::volumes(&synopsis(entries.collect()), 1)), [3, 3]);
}

#[test]
fn long_texts_make_more_volumes_and_none_is_lost() {
    let entries: Vec<_> = (1..=30)
        .map(|number| entry(number, &"wort ".repeat(10_000)))
        .collect();
    assert_eq!(rows(&pdf::volumes(&synopsis(entries), 500)), [9, 9, 9, 3]);
    let one = synopsis(vec![entry(1, &"wort ".repeat(200_000))]);
    assert_eq!(rows(&pdf::volumes(&one, 500)), [1]);
    // Replies weigh as much as what they answer, and a row something of its own.
    let replies = (1..=500).map(|number| formats::document::SynopsisEntry {
        reply: "wort ".repeat(100),
        ..entry(number, &"wort ".repeat(100))
    });
    let volumes = rows(&pdf::volumes(&synopsis(replies.collect()), 500));
    assert!(volumes.len() == 2 && volumes[0] < 400, "{volumes:?}");
}

#[test]
fn the_same_document_gives_the_same_pdf() {
    let make = || pdf::render(&synopsis(long(30)).document(), &PdfOptions::default()).unwrap();
    assert!(make() == make());
}

#[test]
fn a_checksum_is_copied_in_one_piece_and_nothing_that_breaks_has_characters_nobody_sees() {
    let checksum = "b1946ac92492d2347c6235b4d2611184".repeat(2);
    let address = format!("https://musterstadt.example/{}", "plan".repeat(40));
    let mut document = Document::new("Quittung", "de");
    document.blocks = vec![
        Block::KeyValues(vec![(
            "Prüfsumme des Textes (SHA-256)".into(),
            Paragraph::plain(checksum.clone()),
        )]),
        Block::paragraph(address.clone()),
    ];
    let bytes = pdf::render(&document, &PdfOptions::default()).unwrap();
    let Some(text) = poppler("pdftotext", &[], &bytes) else {
        return;
    };
    assert!(text.contains(&checksum), "{text}");
    assert!(!text.contains('\u{200b}'), "{text:?}");
    let lines: String = text.split_whitespace().collect();
    assert!(
        lines.contains(&address),
        "nothing is lost where it breaks: {text}"
    );
}
