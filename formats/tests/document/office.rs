//! Shared by the tests of Word and of Excel: what lies in their files, and a statement that is in both.

use std::io::{Cursor, Read};

use formats::document::synopsis::{Contact, SynopsisEntry};

use crate::fixture::entry;

/// A file of XML in the ZIP that Word and Excel call a document.
pub fn part(file: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a zip");
    let mut text = String::new();
    zip.by_name(name)
        .expect(name)
        .read_to_string(&mut text)
        .expect("UTF-8");
    text
}

/// A statement that is divided into points, as the administration reads it.
pub fn divided() -> Vec<SynopsisEntry> {
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
