//! A document as the JSON values that the template reads.
//!
//! Invariants: every text is cleaned, can break, and holds only characters that a font covers.

use super::PdfOptions;
use super::world::covers;
use crate::document::text::{breakable, clean, clean_line, right_to_left};
use crate::document::{Block, Cell, Document, Error, Paragraph, Result, Run, Table};
use serde_json::{Value, json};

pub(super) fn json(document: &Document, options: &PdfOptions) -> Result<Vec<u8>> {
    let (language, region) = language(&document.language);
    let date = document.date.map(|date| json!([date.year, date.month, date.day]));
    let mut blocks = Blocks {
        level: 0,
        landscape: document.landscape,
    };
    let value = json!({
        "title": line(&document.title),
        "subtitle": lines(&document.subtitle),
        "language": language,
        "region": region,
        "municipality": line(&document.municipality),
        "created": line(&document.created),
        "date": date,
        "variant": line(&document.variant_label),
        "notice": document.notice.iter().map(paragraph).collect::<Vec<_>>(),
        "landscape": document.landscape,
        "page_label": line(&document.page_label),
        "first_page": options.first_page.max(1),
        "blocks": blocks.all(&document.blocks),
    });
    serde_json::to_vec(&value).map_err(|error| Error::Typeset(error.to_string()))
}

/// Language and region as typst takes them; `und` where the tag says nothing it knows.
fn language(tag: &str) -> (String, Option<String>) {
    let mut parts = tag.split(['-', '_']);
    let letters = |s: &str| s.chars().all(|c| c.is_ascii_alphabetic());
    let language = parts
        .next()
        .filter(|s| (2..=3).contains(&s.len()) && letters(s))
        .map_or_else(|| "und".to_owned(), str::to_ascii_lowercase);
    let region = parts
        .find(|s| s.len() == 2 && letters(s))
        .map(str::to_ascii_uppercase);
    (language, region)
}

/// Replaces what no font can show by its number.
fn shown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() || invisible(c) || covers(c) {
            out.push(c);
        } else {
            out.push_str(&format!("[U+{:04X}]", u32::from(c)));
        }
    }
    out
}

/// Characters that steer shaping and have no shape of their own.
fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}')
}

/// Whether the text is a SHA-256 in hexadecimal digits.
fn is_checksum(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn line(text: &str) -> String {
    shown(&breakable(&clean_line(text)))
}

fn lines(text: &str) -> Vec<String> {
    clean(text).lines().map(line).collect()
}

fn paragraph(paragraph: &Paragraph) -> Value {
    let runs: Vec<Value> = paragraph.runs.iter().flat_map(run).collect();
    json!({ "runs": runs, "rtl": right_to_left(&paragraph.text()), "quiet": paragraph.quiet })
}

/// A run is one value per line; `null` is the line break.
fn run(run: &Run) -> Vec<Value> {
    let link = run.safe_link();
    let mut out = Vec::new();
    for (at, text) in clean(&run.text).replace('\t', "    ").split('\n').enumerate() {
        if at > 0 {
            out.push(Value::Null);
        }
        if text.is_empty() {
            continue;
        }
        let text = shown(&breakable(text));
        out.push(if run.bold || run.italic || link.is_some() {
            json!({ "text": text, "bold": run.bold, "italic": run.italic, "link": link })
        } else {
            Value::String(text)
        });
    }
    out
}

/// Walks the blocks and keeps the level of the last heading, because PDF/UA forbids to skip one.
struct Blocks {
    level: u8,
    landscape: bool,
}

impl Blocks {
    fn all(&mut self, blocks: &[Block]) -> Vec<Value> {
        blocks.iter().map(|block| self.one(block)).collect()
    }

    fn one(&mut self, block: &Block) -> Value {
        match block {
            Block::Heading { level, text } => {
                let text = line(text);
                if text.trim().is_empty() {
                    return json!({ "kind": "paragraph", "paragraph": paragraph(&Paragraph::default()) });
                }
                self.level = (*level).clamp(1, self.level + 1);
                json!({ "kind": "heading", "level": self.level, "text": text })
            }
            Block::Paragraph(content) => json!({ "kind": "paragraph", "paragraph": paragraph(content) }),
            Block::Table(content) => self.table(content),
            Block::KeyValues(pairs) => {
                let pairs: Vec<Value> = pairs
                    .iter()
                    .map(|(key, value)| json!({ "key": line(key), "value": self.value(value) }))
                    .collect();
                json!({ "kind": "pairs", "pairs": pairs })
            }
            Block::List { ordered, items } => {
                let items: Vec<Vec<Value>> = items.iter().map(|item| self.all(item)).collect();
                json!({ "kind": "list", "ordered": ordered, "items": items })
            }
            Block::Contents { title, .. } => {
                self.level = 1;
                json!({ "kind": "contents", "title": line(title) })
            }
            Block::PageBreak => json!({ "kind": "break" }),
        }
    }

    /// The value of a pair. On an upright page a checksum fits into a line of its own: in one piece it can be copied and
    /// compared.
    fn value(&self, value: &Paragraph) -> Value {
        let text = value.text();
        if !self.landscape && is_checksum(&text) {
            return json!({ "runs": [text], "rtl": false, "quiet": value.quiet });
        }
        paragraph(value)
    }

    fn table(&self, table: &Table) -> Value {
        let rows: Vec<Value> = table
            .even_rows()
            .map(|row| {
                let together = table.stays_together(&row, self.landscape);
                let cells: Vec<Value> = row.iter().map(cell).collect();
                json!({ "together": together, "cells": cells })
            })
            .collect();
        let columns: Vec<Value> = table
            .columns
            .iter()
            .zip(table.shares())
            .map(|(column, share)| json!({ "share": share, "header": line(&column.header) }))
            .collect();
        json!({
            "kind": "table",
            "summary": clean_line(&table.summary),
            "columns": columns,
            "rows": rows,
            "repeat": table.repeat_header,
            "level": (self.level + 1).min(6),
        })
    }
}

fn cell(cell: &Cell) -> Value {
    let anchor = cell
        .anchor
        .as_deref()
        .map(line)
        .filter(|anchor| !anchor.trim().is_empty());
    let paragraphs: Vec<Value> = cell.paragraphs.iter().map(paragraph).collect();
    json!({ "anchor": anchor, "paragraphs": paragraphs })
}
