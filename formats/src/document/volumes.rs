//! Splits a long synopsis into volumes, so that one PDF stays within bounds of memory and of readers.
//!
//! Invariants: no volume holds more than [`CHARACTERS`] unless one statement alone does; the segments of a statement stay in one volume; numbers go on across volumes; the first volume
//! holds the only table of contents and names the volume of every entry.

use super::synopsis::{CONTENTS_FROM, join};
use super::{Block, Cell, Column, Document, Synopsis, SynopsisEntry, Table};

/// The most text of one volume. Typst needs memory in proportion to the text it sets; `examples/synopsis_cost.rs`
/// measures how much, and this keeps one volume below 300 MiB.
pub const CHARACTERS: usize = 500_000;

/// The synopsis in documents of at most `most` statements (at least 1) and about [`CHARACTERS`] each. What fits in
/// one volume is the plain document.
#[must_use]
pub fn volumes(synopsis: &Synopsis, most: usize) -> Vec<Document> {
    let statements: Vec<&[SynopsisEntry]> = synopsis.entries.chunk_by(|a, b| a.number == b.number).collect();
    let parts = parts(&statements, most.max(1));
    if parts.len() <= 1 {
        return vec![synopsis.document()];
    }
    let count = parts.len().to_string();
    let name = |volume: usize| {
        synopsis
            .labels
            .volume
            .replace("{volume}", &volume.to_string())
            .replace("{volumes}", &count)
    };
    parts
        .iter()
        .enumerate()
        .map(|(at, part)| {
            let mut document = synopsis.frame();
            document.title = join(&[&document.title, &name(at + 1)], ", ");
            document.page_label = join(&[&name(at + 1), &document.page_label], " · ");
            if at == 0 && synopsis.statements() >= CONTENTS_FROM {
                document.blocks.push(Block::heading(1, &synopsis.labels.contents));
                document.blocks.push(contents(synopsis, &parts));
                document.blocks.push(Block::PageBreak);
            }
            document.blocks.push(Block::heading(1, &synopsis.labels.entries));
            document.blocks.push(synopsis.table(&part.concat()));
            document
        })
        .collect()
}

/// Cuts before the statement with which a part would grow beyond one of the limits.
fn parts<'a, 'b>(statements: &'b [&'a [SynopsisEntry]], most: usize) -> Vec<&'b [&'a [SynopsisEntry]]> {
    let mut parts = Vec::new();
    let mut rest = statements;
    while !rest.is_empty() {
        let mut characters = 0;
        let fitting = rest
            .iter()
            .take(most)
            .take_while(|entries| {
                characters += entries.iter().map(weight).sum::<usize>();
                characters <= CHARACTERS
            })
            .count();
        let (part, after) = rest.split_at(fitting.max(1));
        parts.push(part);
        rest = after;
    }
    parts
}

/// How much text an entry is, with an allowance for its row.
fn weight(entry: &SynopsisEntry) -> usize {
    let texts = [
        &entry.statement,
        &entry.opening,
        &entry.reply,
        &entry.decision,
        &entry.remark,
    ];
    texts.iter().map(|text| text.chars().count()).sum::<usize>() + 200
}

/// Number, author, topics and volume of every statement.
fn contents(synopsis: &Synopsis, parts: &[&[&[SynopsisEntry]]]) -> Block {
    let labels = &synopsis.labels;
    let shows_topics = synopsis.shows_topics();
    let column = |width, header: &String| Column {
        width,
        header: header.clone(),
    };
    let rows = parts.iter().enumerate().flat_map(move |(at, part)| {
        part.iter().filter_map(move |entries| {
            let first = entries.first()?;
            let mut topics: Vec<&str> = Vec::new();
            for topic in entries.iter().flat_map(|entry| &entry.topics) {
                if !topics.contains(&topic.as_str()) {
                    topics.push(topic);
                }
            }
            let mut row = vec![Cell::text(&first.number), Cell::text(&first.author)];
            if shows_topics {
                row.push(Cell::text(&topics.join(", ")));
            }
            row.push(Cell::text(&(at + 1).to_string()));
            Some(row)
        })
    });
    let mut columns = vec![column(8, &labels.number), column(42, &labels.author)];
    if shows_topics {
        columns.push(column(42, &labels.topics));
    }
    columns.push(column(8, &labels.volume_column));
    Block::Table(Table {
        summary: labels.contents.clone(),
        columns,
        rows: rows.collect(),
        repeat_header: true,
    })
}
