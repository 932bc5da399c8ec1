//! Measures what a synopsis costs: `synopsis_cost [statements] [folder]` prints seconds, sizes and peak memory.
//!
//! Invariants: one process, one rendering of each kind, so that the peak is that of the export's child process;
//! the PDF comes first, before anything else can have raised the peak. Of several volumes only the first figure is that
//! of one process: what the allocator keeps of the first adds to the next, so an export renders one volume a process.
#![expect(clippy::print_stdout, reason = "a program for people who measure")]

use formats::document::synopsis::{Contact, Proposal, Synopsis, SynopsisEntry, SynopsisLabels};
use formats::document::{Date, Variant, csv, docx, html, pdf, xlsx};
use std::time::Instant;

const SENTENCES: [&str; 8] = [
    "Die geplante Zufahrt über die Lindenstraße führt zu erheblichem zusätzlichen Verkehr in einer Straße, die schon heute zu den Stoßzeiten überlastet ist.",
    "Der Erhalt der alten Kastanien ist für das Klima im Quartier unverzichtbar; ein Ausgleich an anderer Stelle ersetzt sie nicht.",
    "Ich bitte um eine Prüfung, ob der Radweg von der Fahrbahn getrennt geführt werden kann.",
    "Die Höhe der Gebäude von vier Vollgeschossen fügt sich nicht in die Umgebung ein, in der zwei Vollgeschosse üblich sind.",
    "Das schalltechnische Gutachten berücksichtigt den Lieferverkehr des Lebensmittelmarktes nach unserer Auffassung nicht ausreichend.",
    "Für Familien mit Kindern fehlt ein Spielplatz in fußläufiger Entfernung.",
    "Die Entwässerung des Niederschlagswassers ist bei Starkregen nicht gesichert, wie das Ereignis vom Juli gezeigt hat.",
    "Wir begrüßen die Festsetzung von Dachbegrünung und Photovoltaik ausdrücklich.",
];

fn text(seed: usize, characters: usize) -> String {
    let mut out = String::new();
    for sentence in SENTENCES.iter().cycle().skip(seed % SENTENCES.len()) {
        if out.len() >= characters {
            break;
        }
        out.push_str(sentence);
        out.push_str(if out.len().is_multiple_of(5) { "\n\n" } else { " " });
    }
    out
}

fn labels() -> SynopsisLabels {
    let word = |s: &str| s.to_owned();
    SynopsisLabels {
        title: word("Synopse der Stellungnahmen"),
        internal: word("Nicht öffentlich"),
        council: word("Für den Rat"),
        public: word("Öffentliche Fassung"),
        page: word("Seite {page} von {pages}"),
        page_alone: word("Seite {page}"),
        page_column: word("Seite"),
        volume: word("Band {volume} von {volumes}"),
        volume_column: word("Band"),
        contents: word("Inhalt"),
        contents_hint: word("Für Seitenzahlen F9 drücken"),
        about: word("Ort und Anfang des Textes"),
        entries: word("Stellungnahmen"),
        left_out: word("Nicht enthalten"),
        notes: word("Hinweise"),
        letters: word("Anschreiben"),
        entry: word("Nr. {number}"),
        whole: word("Nr. {number} insgesamt"),
        number: word("Nr."),
        segment: word("Punkt"),
        heading: word("Überschrift"),
        received: word("Eingang"),
        channel: word("Weg"),
        author: word("Verfasserin oder Verfasser"),
        contact: Contact::default(),
        place: word("Ort im Plan"),
        topics: word("Themen"),
        statement: word("Stellungnahme"),
        attachments: word("Anlagen"),
        reply: word("Erwiderung der Verwaltung"),
        proposal: word("Beschlussvorschlag"),
        proposal_code: word("Code"),
        decision: word("Beschluss"),
        outcome: word("Vorschlag und Beschluss"),
        remark: word("Wortlaut der Niederschrift"),
        continuation: word("Fortsetzung"),
        continuation_note: word("Texte über 32.767 Zeichen stehen in Folgezeilen."),
        letters_continue: word("In eigenen Spalten: {columns} (Nr. {numbers})"),
    }
}

fn synopsis(count: usize) -> Synopsis {
    let entries = (1..=count).map(|number| SynopsisEntry {
        number: number.to_string(),
        segment: None,
        heading: String::new(),
        received: format!("{:02}.03.2027", number % 28 + 1),
        received_on: None,
        channel: if number % 3 == 0 {
            "Brief".into()
        } else {
            "Online".into()
        },
        author: "Anwohnerin/Anwohner".into(),
        place: "Lindenstraße".into(),
        topics: vec![
            "Verkehr".into(),
            if number % 2 == 0 {
                "Bäume".into()
            } else {
                "Lärm".into()
            },
        ],
        statement: text(number, 300 + number * 397 % 2700),
        attachments: Vec::new(),
        reply: text(number + 3, 200 + number * 211 % 1300),
        proposal: Some(Proposal {
            code: "partly".into(),
            label: "Teilweise berücksichtigt".into(),
        }),
        decision: if number % 4 == 0 {
            "Angenommen (23 : 2)".into()
        } else {
            String::new()
        },
        ..SynopsisEntry::default()
    });
    Synopsis {
        procedure: "Bebauungsplan Nr. 117 „Lindenhof“".into(),
        round: "Öffentliche Auslegung (§ 3 Abs. 2 BauGB), 1. Februar bis 3. März 2027".into(),
        selection: String::new(),
        municipality: "Stadt Musterfurt".into(),
        language: "de-DE".into(),
        created: "Stand: 12. April 2027, 14:05 Uhr".into(),
        date: Some(Date {
            year: 2027,
            month: 4,
            day: 12,
        }),
        variant: Variant::Public,
        entries: entries.collect(),
        left_out: vec![
            "3 Stellungnahmen, die ihre Verfasserinnen und Verfasser zurückgezogen haben (Nr. 4, 19, 88)"
                .into(),
            "Anlagen: Sie liegen im Verfahrensordner".into(),
        ],
        labels: labels(),
    }
}

/// Peak resident memory of this process in MiB, where the system tells.
fn peak() -> u64 {
    std::fs::read_to_string("/proc/self/status")
        .ok()
        .and_then(|status| {
            let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
            line.split_whitespace().nth(1)?.parse::<u64>().ok()
        })
        .map_or(0, |kib| kib / 1024)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let count = arguments
        .next()
        .and_then(|count| count.parse().ok())
        .unwrap_or(500);
    let folder = arguments.next();
    let keep = |name: &str, bytes: &[u8]| match &folder {
        Some(folder) => std::fs::write(std::path::Path::new(folder).join(name), bytes),
        None => Ok(()),
    };
    let synopsis = synopsis(count);
    println!("before: {} MiB", peak());
    for (at, volume) in pdf::volumes(&synopsis, 500).documents.iter().enumerate() {
        let start = Instant::now();
        let done = pdf::render_counted(volume, &pdf::PdfOptions::default())?;
        println!(
            "pdf volume {}: {:.2?}, {} pages, {} KiB, PDF/UA {}, peak {} MiB",
            at + 1,
            start.elapsed(),
            done.pages,
            done.bytes.len() / 1024,
            done.conforms,
            peak()
        );
        keep(&format!("synopsis-{}.pdf", at + 1), &done.bytes)?;
    }
    let document = synopsis.document();
    let sheets = synopsis.sheets();
    let start = Instant::now();
    let report = |name: &str, bytes: Vec<u8>, start: Instant| {
        println!(
            "{name}: {:.2?}, {} KiB, peak {} MiB",
            start.elapsed(),
            bytes.len() / 1024,
            peak()
        );
        keep(name, &bytes)
    };
    report("synopsis.docx", docx::render(&document)?, start)?;
    let start = Instant::now();
    report("synopsis.xlsx", xlsx::render(&sheets)?, start)?;
    let start = Instant::now();
    report(
        "synopsis.csv",
        sheets.sheets.first().map(csv::write).unwrap_or_default(),
        start,
    )?;
    let start = Instant::now();
    report("synopsis.html", html::render(&document), start)?;
    Ok(())
}
