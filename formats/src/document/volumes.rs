//! Splits a long synopsis into volumes, so that one PDF stays within bounds of memory and of readers.
//!
//! Invariants: no volume holds more than [`CHARACTERS`] unless one statement alone does; the segments of a statement stay in
//! one volume; numbers go on across volumes, and so do pages; the only table of contents is a document of its own, set last,
//! because no page of a volume is known before the volume is set.

use super::synopsis::join;
use super::{Block, Cell, Column, Document, Synopsis, SynopsisEntry, Table};

/// The most text of one volume. Typst needs memory in proportion to the text it sets; `examples/synopsis_cost.rs`
/// measures how much, and this keeps one volume below 300 MiB.
pub const CHARACTERS: usize = 500_000;
/// What a row costs beside its text: three cells, a heading, a bookmark.
const ROW: usize = 400;
/// The most lines of one table of contents, for the same reason.
const LINES: usize = 3_000;
/// How many characters of a text the table of contents shows at most.
const BEGINNING: usize = 70;

/// A synopsis in documents that are set one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Volumes {
    /// The volumes in order.
    pub documents: Vec<Document>,
    /// What leads into them; none where there is only one, which has its own.
    pub contents: Option<Contents>,
}

/// A table of contents that waits for the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    frame: Document,
    table: Table,
    /// Of each row its volume, and how many rows of that volume's table come before it; both from 0.
    places: Vec<(usize, usize)>,
    label: String,
    label_alone: String,
}

/// The synopsis in documents of at most `most` statements (at least 1) and about [`CHARACTERS`] each. What fits in
/// one volume is the plain document.
#[must_use]
pub fn volumes(synopsis: &Synopsis, most: usize) -> Volumes {
    let statements: Vec<&[SynopsisEntry]> = synopsis.entries.chunk_by(|a, b| a.number == b.number).collect();
    let parts = parts(&statements, most.max(1));
    if parts.len() <= 1 {
        return Volumes {
            documents: vec![synopsis.document()],
            contents: None,
        };
    }
    let count = parts.len().to_string();
    let labels = &synopsis.labels;
    let name = |volume: usize| {
        labels
            .volume
            .replace("{volume}", &volume.to_string())
            .replace("{volumes}", &count)
    };
    let documents = parts.iter().enumerate().map(|(at, part)| {
        let mut document = synopsis.frame();
        document.title = join(&[&document.title, &name(at + 1)], ", ");
        document.page_label = join(&[&name(at + 1), &labels.page_alone], " · ");
        document.blocks.push(Block::heading(1, &labels.entries));
        document.blocks.push(synopsis.table(&part.concat()));
        document
    });
    Volumes {
        documents: documents.collect(),
        contents: Some(contents(synopsis, &parts)),
    }
}

impl Contents {
    /// The table of contents with its pages: of each volume those on which its rows begin, as
    /// [`super::pdf::Rendered::starts`] names them. Of a row whose page is not named the place stays empty. Several
    /// documents where it is very long.
    #[must_use]
    pub fn documents(mut self, starts: &[Vec<usize>]) -> Vec<Document> {
        for (row, (volume, at)) in self.table.rows.iter_mut().zip(&self.places) {
            let page = starts.get(*volume).and_then(|pages| pages.get(*at));
            row.push(Cell::text(&page.map(usize::to_string).unwrap_or_default()));
        }
        let label = if self.table.rows.len() > LINES {
            &self.label_alone
        } else {
            &self.label
        };
        let rows = std::mem::take(&mut self.table.rows);
        rows.chunks(LINES)
            .map(|rows| {
                let mut document = self.frame.clone();
                document.page_label.clone_from(label);
                document.blocks.push(Block::Table(Table {
                    rows: rows.to_vec(),
                    ..self.table.clone()
                }));
                document
            })
            .collect()
    }
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
    let proposal = entry.proposal.as_ref().map_or("", |proposal| &proposal.label);
    let texts = [
        &entry.author,
        &entry.place,
        &entry.heading,
        &entry.statement,
        &entry.opening,
        &entry.reply,
        &entry.decision,
        &entry.remark,
    ];
    let texts = texts.into_iter().chain(&entry.topics).chain(&entry.attachments);
    texts
        .map(String::as_str)
        .chain([proposal])
        .map(|text| text.chars().count())
        .sum::<usize>()
        + ROW
}

/// Number, what it is about, for the administration who wrote on which topics, and the volume of every statement; the pages
/// come last.
fn contents(synopsis: &Synopsis, parts: &[&[&[SynopsisEntry]]]) -> Contents {
    let labels = &synopsis.labels;
    // Of the others all are "private person" or "organisation": nobody finds anything by that.
    let shows_authors = synopsis.variant == super::Variant::Internal;
    let shows_topics = synopsis.shows_topics();
    let (mut rows, mut places) = (Vec::new(), Vec::new());
    for (volume, part) in parts.iter().enumerate() {
        let mut before = 0;
        for entries in *part {
            let Some(first) = entries.first() else { continue };
            let mut row = vec![Cell::text(&first.number), Cell::text(&about(first))];
            if shows_authors {
                row.push(Cell::text(&first.author));
            }
            if shows_topics {
                row.push(Cell::text(&topics(entries)));
            }
            row.push(Cell::text(&(volume + 1).to_string()));
            rows.push(row);
            places.push((volume, before));
            before += entries.len();
        }
    }
    let column = |width, header: &String| Column {
        width,
        header: header.clone(),
    };
    let mut columns = vec![column(7, &labels.number), column(50, &labels.about)];
    columns.extend(shows_authors.then(|| column(30, &labels.author)));
    columns.extend(shows_topics.then(|| column(24, &labels.topics)));
    columns.extend([column(7, &labels.volume_column), column(7, &labels.page_column)]);
    let mut frame = synopsis.frame();
    frame.title = join(&[&frame.title, &labels.contents], ", ");
    frame.blocks.push(Block::heading(1, &labels.contents));
    let label = |page: &str| join(&[&labels.contents, page], " · ");
    Contents {
        frame,
        table: Table {
            summary: labels.contents.clone(),
            columns,
            rows,
            repeat_header: true,
        },
        places,
        label: label(&labels.page),
        label_alone: label(&labels.page_alone),
    }
}

/// Each topic of the segments once.
fn topics(entries: &[SynopsisEntry]) -> String {
    let mut topics: Vec<&str> = Vec::new();
    for topic in entries.iter().flat_map(|entry| &entry.topics) {
        if !topics.contains(&topic.as_str()) {
            topics.push(topic);
        }
    }
    topics.join(", ")
}

/// By what people find a statement: its place and how its text begins.
fn about(entry: &SynopsisEntry) -> String {
    join(&[&entry.place, &beginning(&entry.statement)], ": ")
}

/// How a text begins, in one line of whole words.
fn beginning(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.chars().count() + word.chars().count() >= BEGINNING {
            // A word that alone is too long is cut.
            if out.is_empty() {
                out.extend(word.chars().take(BEGINNING));
            }
            return out + " …";
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_begins_with_whole_words_in_one_line() {
        assert_eq!(beginning("Zu laut.\n\nUnd zu eng."), "Zu laut. Und zu eng.");
        assert_eq!(
            beginning(&"wort ".repeat(30)),
            format!("{} …", "wort ".repeat(14).trim_end())
        );
        assert_eq!(beginning(&"Ä".repeat(80)), format!("{} …", "Ä".repeat(70)));
    }
}
