//! Shared by the tests of documents: a synopsis in German and texts that mean harm.

use formats::document::synopsis::{Contact, Proposal, Synopsis, SynopsisEntry, SynopsisLabels};
use formats::document::{Date, Variant};

/// Texts that each format could trip over.
pub const HOSTILE: [&str; 16] = [
    "#import \"/etc/passwd\": *",
    "$ x^2 $ und ] und } und \\",
    "#read(\"document.json\")",
    "= Überschrift? *fett* _kursiv_ <label> @verweis // Kommentar",
    "=HYPERLINK(\"https://boese.example\";\"Klick\")",
    "+49 721 1234",
    "-1+1",
    "@SUM(A1)",
    "\tTabulator",
    "<script>alert(1)</script> & <w:p/> ]]>",
    "Steuerzeichen \u{0}\u{1}\u{8}\u{1b}\u{7f}\u{85}\u{ffff}Ende",
    "Emoji 🚲🌳 Familie 👨‍👩‍👧 Flagge 🇩🇪 Haut 👍🏽",
    "مرحبا بالعالم 123 (قوس)",
    "Łódź Žižkov İstanbul Привіт Ελλάδα שלום 漢字",
    "\u{202e}rückwärts\u{202c} \u{2066}isoliert\u{2069} e\u{301}",
    "",
];

pub fn labels() -> SynopsisLabels {
    SynopsisLabels {
        title: "Synopse der Stellungnahmen".into(),
        internal: "Nicht öffentlich".into(),
        council: "Für den Rat".into(),
        public: "Öffentliche Fassung".into(),
        page: "Seite {page} von {pages}".into(),
        page_alone: "Seite {page}".into(),
        page_column: "Seite".into(),
        volume: "Band {volume} von {volumes}".into(),
        volume_column: "Band".into(),
        contents: "Inhalt".into(),
        contents_hint: "Für Seitenzahlen F9 drücken".into(),
        about: "Ort und Anfang des Textes".into(),
        entries: "Stellungnahmen".into(),
        left_out: "Nicht enthalten".into(),
        notes: "Hinweise".into(),
        letters: "Anschreiben".into(),
        entry: "Nr. {number}".into(),
        whole: "Nr. {number} insgesamt".into(),
        number: "Nr.".into(),
        segment: "Punkt".into(),
        heading: "Überschrift".into(),
        received: "Eingang".into(),
        channel: "Weg".into(),
        author: "Verfasserin oder Verfasser".into(),
        contact: Contact {
            organisation: "Organisation".into(),
            name: "Name".into(),
            street: "Straße und Hausnummer".into(),
            postal_code: "Postleitzahl".into(),
            city: "Wohnort".into(),
            email: "E-Mail-Adresse".into(),
            reply_wish: "Gewünschte Antwort".into(),
            state: "Stand".into(),
        },
        place: "Ort im Plan".into(),
        topics: "Themen".into(),
        statement: "Stellungnahme".into(),
        attachments: "Anlagen".into(),
        reply: "Erwiderung".into(),
        proposal: "Beschlussvorschlag".into(),
        proposal_code: "Code".into(),
        decision: "Beschluss".into(),
        outcome: "Vorschlag und Beschluss".into(),
        remark: "Wortlaut der Niederschrift".into(),
        continuation: "Fortsetzung".into(),
        continuation_note: "Texte über 32.767 Zeichen stehen in Folgezeilen.".into(),
        letters_continue: "In eigenen Spalten: {columns} (Nr. {numbers})".into(),
    }
}

pub fn entry(number: u32, statement: &str) -> SynopsisEntry {
    SynopsisEntry {
        number: number.to_string(),
        received: "03.03.2027".into(),
        channel: "Online".into(),
        author: "Anwohnerin/Anwohner".into(),
        place: "Lindenstraße".into(),
        topics: vec!["Verkehr".into(), "Lärm".into()],
        statement: statement.into(),
        reply: format!("Erwiderung zu {number}."),
        proposal: Some(Proposal {
            code: "partly".into(),
            label: "Teilweise berücksichtigt".into(),
        }),
        ..SynopsisEntry::default()
    }
}

pub fn synopsis(entries: Vec<SynopsisEntry>) -> Synopsis {
    Synopsis {
        procedure: "Bebauungsplan „Lindenhof“".into(),
        round: "Öffentliche Auslegung (§ 3 Abs. 2 BauGB)".into(),
        selection: String::new(),
        municipality: "Stadt Musterfurt".into(),
        language: "de-DE".into(),
        created: "Stand: 3. März 2027".into(),
        date: Some(Date {
            year: 2027,
            month: 3,
            day: 3,
        }),
        variant: Variant::Public,
        entries,
        left_out: vec!["2 zurückgezogene Stellungnahmen".into()],
        labels: labels(),
    }
}
