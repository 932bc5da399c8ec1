//! A sheet as CSV that German Excel opens by double click: UTF-8 with byte order mark, `;`, CRLF, quotes where needed.
//!
//! Invariants: no cell can become a formula: one that begins with `=`, `+`, `-`, `@`, a tab or a line end gets a
//! leading apostrophe (OWASP, CSV injection), also after blanks and before full-width forms; every other cell is
//! written as it is, so leading zeros stay. A reader who wants the raw text drops that one apostrophe.

use super::text::clean;
use super::xlsx::{Sheet, Value};

/// UTF-8's byte order mark, without which Excel reads Windows-1252.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The sheet with its header row. Numbers are bare digits.
#[must_use]
pub fn write(sheet: &Sheet) -> Vec<u8> {
    write_with_notes(sheet, &[])
}

/// The same, and below an empty row these lines: what a workbook says on a second sheet. Each stands in the first column of
/// a row of full length, so that every reader takes the file; the empty row keeps them out of what Excel sorts and filters.
#[must_use]
pub fn write_with_notes(sheet: &Sheet, notes: &[String]) -> Vec<u8> {
    let mut out = String::from(BYTE_ORDER_MARK);
    line(&mut out, sheet.columns.iter().map(|column| column.header.clone()));
    for row in &sheet.rows {
        line(
            &mut out,
            row.iter().map(|value| match value {
                Value::Text(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                Value::Day(_, words) => words.clone(),
            }),
        );
    }
    let empty = (!notes.is_empty()).then(String::new);
    for note in empty.iter().chain(notes) {
        let padding = sheet.columns.iter().skip(1).map(|_| String::new());
        line(&mut out, std::iter::once(note.clone()).chain(padding));
    }
    out.into_bytes()
}

fn line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(';');
        }
        let guarded = guard(&cell);
        if guarded.contains([';', '"', '\n', '\r', '\'', ',', '\t']) || guarded.trim() != guarded {
            out.push('"');
            out.push_str(&guarded.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&guarded);
        }
    }
    out.push_str("\r\n");
}

/// The cell's text, with an apostrophe in front where a spreadsheet could read a formula.
#[must_use]
pub fn guard(text: &str) -> String {
    let unsafe_start = text.starts_with(['\t', '\r', '\n'])
        || text
            .trim_start()
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let cleaned = clean(text);
    if unsafe_start || cleaned.trim_start().starts_with(['=', '+', '-', '@']) {
        format!("'{cleaned}")
    } else {
        cleaned
    }
}
