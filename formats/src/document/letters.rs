//! The sheet for letters: a row for each statement with what a letter to its author says, so that a word processor can print
//! them.
//!
//! Invariant: a row is a letter. A text that is longer than a cell goes on beside it, in columns of their own, because a row
//! below would be printed as a second letter without an address; nothing of it is lost.

use super::synopsis::{Synopsis, SynopsisEntry, join};
use super::text::clean;
use super::xlsx::{CELL_LIMIT, Sheet, SheetColumn, Value, split};

impl Synopsis {
    /// The sheet; and where it has columns in which texts go on, a note that says so, because a letter that was set up
    /// before does not know them.
    pub(super) fn letters(&self) -> (Sheet, Option<String>) {
        let labels = &self.labels;
        let known = &labels.contact;
        let columns = [
            (&labels.number, 7),
            (&known.organisation, 26),
            (&known.name, 24),
            (&known.street, 26),
            (&known.postal_code, 12),
            (&known.city, 22),
            (&known.email, 28),
            (&known.reply_wish, 14),
            (&known.state, 16),
            (&labels.received, 12),
            (&labels.statement, 60),
            (&labels.decision, 36),
            (&labels.reply, 60),
        ];
        let rows = self.entries.chunk_by(|a, b| a.number == b.number);
        let rows = rows.filter_map(|parts| self.letter(parts));
        let sheet = Sheet {
            name: labels.letters.clone(),
            columns: columns
                .map(|(header, width)| SheetColumn::new(header, width))
                .into(),
            rows: rows.collect(),
            printed: None,
            filter: true,
        };
        let (sheet, added) = beside(sheet, &labels.continuation);
        let note = (!added.columns.is_empty()).then(|| {
            labels
                .letters_continue
                .replace("{numbers}", &added.numbers.join(", "))
                .replace("{columns}", &added.columns.join(", "))
        });
        (sheet, note)
    }

    /// The row of a statement.
    fn letter(&self, parts: &[SynopsisEntry]) -> Option<Vec<Value>> {
        let first = parts.first()?;
        let whole: String = parts.iter().map(|part| part.statement.as_str()).collect();
        let decision = self.by_point(parts, |part| &part.decision);
        let reply = self.by_point(parts, |part| &part.reply);
        Some(vec![
            Value::number_or_text(&first.number),
            first.contact(|known| &known.organisation),
            first.contact(|known| &known.name),
            first.contact(|known| &known.street),
            first.contact(|known| &known.postal_code),
            first.contact(|known| &known.city),
            first.contact(|known| &known.email),
            first.contact(|known| &known.reply_wish),
            first.contact(|known| &known.state),
            first.received(),
            Value::Text(whole),
            Value::Text(join(&[&decision, &first.remark], "\n\n")),
            Value::Text(join(&[&first.opening, &reply], "\n\n")),
        ])
    }

    /// A text of each part of a statement, one below the other; of a point with its number and heading.
    fn by_point(&self, parts: &[SynopsisEntry], text: fn(&SynopsisEntry) -> &String) -> String {
        let said = parts.iter().filter(|part| !text(part).trim().is_empty());
        let said = said.map(|part| match part.segment {
            Some(segment) => {
                let point = format!("{} {segment}", self.labels.segment);
                format!("{}\n{}", join(&[&point, &part.heading], ": "), text(part))
            }
            None => text(part).clone(),
        });
        said.collect::<Vec<_>>().join("\n\n")
    }
}

/// What a sheet has more because of texts that are longer than a cell.
struct Added {
    /// The heads of its further columns.
    columns: Vec<String>,
    /// The numbers of the rows that need them.
    numbers: Vec<String>,
}

/// The same sheet with a further column behind each whose texts do not all fit in a cell, or several; side by side they are
/// the text.
fn beside(sheet: Sheet, continuation: &str) -> (Sheet, Added) {
    let rows: Vec<Vec<Vec<Value>>> = sheet
        .rows
        .into_iter()
        .map(|row| row.into_iter().map(cells).collect())
        .collect();
    let mut widths = vec![1; sheet.columns.len()];
    for row in &rows {
        for (width, cells) in widths.iter_mut().zip(row) {
            *width = cells.len().max(*width);
        }
    }
    let mut added = Added {
        columns: Vec::new(),
        numbers: rows.iter().filter_map(|row| number_of_long(row)).collect(),
    };
    let mut columns = Vec::new();
    for (column, width) in sheet.columns.into_iter().zip(&widths) {
        let more: Vec<SheetColumn> = (1..*width)
            .map(|at| SheetColumn::new(&head(&column.header, continuation, at), column.width))
            .collect();
        added
            .columns
            .extend(more.iter().map(|column| column.header.clone()));
        columns.push(column);
        columns.extend(more);
    }
    let rows = rows.into_iter().map(|row| {
        let cells = row.into_iter().zip(&widths).flat_map(|(mut cells, width)| {
            cells.resize(*width, Value::default());
            cells
        });
        cells.collect::<Vec<_>>()
    });
    let sheet = Sheet {
        rows: rows.collect(),
        columns,
        ..sheet
    };
    (sheet, added)
}

/// `Erwiderung (Fortsetzung)`, the next one `Erwiderung (Fortsetzung 2)`.
fn head(header: &str, continuation: &str, at: usize) -> String {
    match at {
        1 => format!("{header} ({continuation})"),
        at => format!("{header} ({continuation} {at})"),
    }
}

/// A value in as many cells as it needs.
fn cells(value: Value) -> Vec<Value> {
    match value {
        // In bytes it is never shorter than in the units that Excel counts.
        Value::Text(text) if text.len() > CELL_LIMIT => {
            split(&clean(&text)).into_iter().map(Value::Text).collect()
        }
        value => vec![value],
    }
}

/// The number in the first cell of a row with a text that goes on.
fn number_of_long(row: &[Vec<Value>]) -> Option<String> {
    if row.iter().all(|cells| cells.len() == 1) {
        return None;
    }
    match row.first()?.first()? {
        Value::Number(number) => Some(number.to_string()),
        Value::Text(text) | Value::Day(_, text) => Some(text.clone()),
    }
}
