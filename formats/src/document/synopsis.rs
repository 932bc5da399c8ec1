//! The synopsis of a round: statement | reply | proposal, as one document and as rows of a workbook.
//!
//! Invariants: every word a reader sees comes from the caller (labels, anonymised author lines, redacted
//! text), so the same code makes the internal and the public variant and hides nothing by itself; entries
//! keep the caller's order and numbers; what was left out is said before the first entry.

use super::xlsx::{Sheet, SheetBook, SheetColumn, Value};
use super::{Block, Cell, Column, Date, Document, Paragraph, Run, Table, Variant};

/// From this many statements on a document carries a table of contents.
pub const CONTENTS_FROM: usize = 21;

/// Everything a synopsis shows, in the caller's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synopsis {
    /// The procedure's title.
    pub procedure: String,
    /// The round in words ("Beteiligung der Öffentlichkeit nach § 3 Abs. 2 BauGB").
    pub round: String,
    /// What it is limited to, in words, with how many of how many statements that leaves; empty for all of them.
    pub selection: String,
    /// Who publishes.
    pub municipality: String,
    /// BCP 47 tag of the labels' language.
    pub language: String,
    /// When it was made, in words.
    pub created: String,
    /// The same day for the files' metadata.
    pub date: Option<Date>,
    /// For whose eyes; the entries must already fit.
    pub variant: Variant,
    /// One entry per statement or, where a statement was split, per segment.
    pub entries: Vec<SynopsisEntry>,
    /// What is missing and why, one sentence each.
    pub left_out: Vec<String>,
    /// What is there and has to be read before it is passed on, one sentence each.
    pub read_first: Vec<String>,
    /// All words.
    pub labels: SynopsisLabels,
}

/// One row: a statement or one segment of it. Empty texts show nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SynopsisEntry {
    /// The statement's number in its procedure.
    pub number: String,
    /// The segment's number in its statement.
    pub segment: Option<u32>,
    /// What the segment is about, in few words.
    pub heading: String,
    /// Day of receipt, in words.
    pub received: String,
    /// The same day, for workbooks, which sort by it.
    pub received_on: Option<Date>,
    /// How it arrived ("Online", "Brief").
    pub channel: String,
    /// Internal: name and address. Public: "Anwohnerin/Anwohner" or the organisation.
    pub author: String,
    /// Where it is about.
    pub place: String,
    /// What it is about.
    pub topics: Vec<String>,
    /// The statement's text; public: redacted, with markers as text.
    pub statement: String,
    /// What came along: internal the names of the files, public only how many, because a name may tell who sent it.
    pub attachments: Vec<String>,
    /// The administration's reply.
    pub reply: String,
    /// The proposal to the council, if there is one.
    pub proposal: Option<Proposal>,
    /// The council's decision, in words.
    pub decision: String,
}

/// What the administration proposes to decide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The internal code, for rows that a machine reads.
    pub code: String,
    /// Its words ("Berücksichtigt").
    pub label: String,
}

/// A column of the workbook: its head, its width, and what of an entry stands in it.
type EntryColumn<'a> = (&'a String, u16, fn(&SynopsisEntry) -> Value);

/// The words of a synopsis. `{…}` stands where a value goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SynopsisLabels {
    /// The document's title ("Synopse der Stellungnahmen").
    pub title: String,
    /// Shown on every page of the internal variant.
    pub internal: String,
    /// Shown on every page of the council's variant.
    pub council: String,
    /// Shown on every page of the public variant.
    pub public: String,
    /// "Seite {page} von {pages}".
    pub page: String,
    /// "Band {volume} von {volumes}".
    pub volume: String,
    /// Head of the volumes' column in the table of contents ("Band").
    pub volume_column: String,
    /// "Inhalt".
    pub contents: String,
    /// The heading above the table ("Stellungnahmen").
    pub entries: String,
    /// "Nicht enthalten".
    pub left_out: String,
    /// "Vor dem Weitergeben lesen".
    pub read_first: String,
    /// "Nr. {number}".
    pub entry: String,
    /// Column "Nr.".
    pub number: String,
    /// Column "Punkt".
    pub segment: String,
    /// Column "Überschrift", of segments.
    pub heading: String,
    /// Column "Eingang".
    pub received: String,
    /// Column "Weg".
    pub channel: String,
    /// Column "Verfasserin oder Verfasser".
    pub author: String,
    /// Column "Ort".
    pub place: String,
    /// Column "Themen".
    pub topics: String,
    /// Column "Stellungnahme".
    pub statement: String,
    /// Column "Anlagen".
    pub attachments: String,
    /// Column "Erwiderung".
    pub reply: String,
    /// Column "Beschlussvorschlag".
    pub proposal: String,
    /// Column of the proposal's code ("Code").
    pub proposal_code: String,
    /// "Beschluss".
    pub decision: String,
    /// Marks a row that goes on with the cells above it ("Fortsetzung").
    pub continuation: String,
    /// The note that says so ("Texte über 32.767 Zeichen stehen in Folgezeilen.").
    pub continuation_note: String,
}

impl SynopsisEntry {
    /// The number as people say it: `17`, or `17.2` for a segment.
    #[must_use]
    pub fn full_number(&self) -> String {
        match self.segment {
            Some(segment) => format!("{}.{segment}", self.number),
            None => self.number.clone(),
        }
    }
}

impl Synopsis {
    /// The whole synopsis as one document. For more than some hundred statements see [`super::pdf::volumes`].
    #[must_use]
    pub fn document(&self) -> Document {
        let mut document = self.frame();
        if self.statements() >= CONTENTS_FROM {
            document.blocks.push(Block::Contents {
                title: self.labels.contents.clone(),
            });
            document.blocks.push(Block::PageBreak);
        }
        document.blocks.push(Block::heading(1, &self.labels.entries));
        document.blocks.push(self.table(&self.entries));
        document
    }

    /// How many statements there are; the segments of one count once.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.entries.chunk_by(|a, b| a.number == b.number).count()
    }

    /// Title, notice and labels without content.
    pub(super) fn frame(&self) -> Document {
        let labels = &self.labels;
        let mut notice = Vec::new();
        for (heading, lines) in self.missing() {
            notice.push(Paragraph::bold(heading));
            notice.extend(lines.iter().map(Paragraph::plain));
        }
        let subtitle: Vec<&str> = [&self.procedure, &self.round, &self.selection]
            .into_iter()
            .filter(|s| !s.is_empty())
            .map(String::as_str)
            .collect();
        Document {
            title: labels.title.clone(),
            subtitle: subtitle.join("\n"),
            language: self.language.clone(),
            municipality: self.municipality.clone(),
            created: self.created.clone(),
            date: self.date,
            variant: self.variant,
            variant_label: self.variant_label().to_owned(),
            notice,
            landscape: true,
            page_label: labels.page.clone(),
            blocks: Vec::new(),
        }
    }

    /// The table of three columns for these entries.
    pub(super) fn table(&self, entries: &[SynopsisEntry]) -> Block {
        let labels = &self.labels;
        let mut before: Option<&str> = None;
        let rows = entries
            .iter()
            .map(|entry| {
                let first = before.replace(&entry.number) != Some(&entry.number);
                vec![
                    self.statement_cell(entry, first),
                    Cell::text(&entry.reply),
                    self.proposal_cell(entry),
                ]
            })
            .collect();
        Block::Table(Table {
            summary: [labels.statement.as_str(), &labels.reply, &labels.proposal].join(" | "),
            columns: vec![
                Column {
                    width: 46,
                    header: labels.statement.clone(),
                },
                Column {
                    width: 36,
                    header: labels.reply.clone(),
                },
                Column {
                    width: 18,
                    header: labels.proposal.clone(),
                },
            ],
            rows,
            repeat_header: true,
        })
    }

    /// "Nr. 17.2" and what it is about.
    pub(super) fn entry_name(&self, entry: &SynopsisEntry) -> String {
        self.labels.entry.replace("{number}", &entry.full_number())
    }

    /// Who wrote when stands only at the first segment of a statement.
    fn statement_cell(&self, entry: &SynopsisEntry, first: bool) -> Cell {
        let topics = entry.topics.join(", ");
        let mut paragraphs = Vec::new();
        if first {
            let lines: Vec<String> = [
                join(&[&entry.author, &entry.received, &entry.channel], " · "),
                join(&[&entry.place, &topics], " · "),
            ]
            .into_iter()
            .filter(|line| !line.trim().is_empty())
            .collect();
            if !lines.is_empty() {
                paragraphs.push(Paragraph::quiet(lines.join("\n")));
            }
        } else if !topics.is_empty() {
            paragraphs.push(Paragraph::quiet(topics));
        }
        if !entry.heading.trim().is_empty() {
            paragraphs.push(Paragraph::bold(&entry.heading));
        }
        paragraphs.extend(Paragraph::from_text(&entry.statement));
        if first && !entry.attachments.is_empty() {
            let files = entry.attachments.join(", ");
            paragraphs.push(Paragraph::quiet(format!("{}: {files}", self.labels.attachments)));
        }
        Cell {
            anchor: Some(self.entry_name(entry)),
            paragraphs,
        }
    }

    fn proposal_cell(&self, entry: &SynopsisEntry) -> Cell {
        let mut paragraphs = Vec::new();
        if let Some(proposal) = &entry.proposal {
            paragraphs.push(Paragraph::bold(&proposal.label));
        }
        if !entry.decision.trim().is_empty() {
            paragraphs.push(Paragraph {
                runs: vec![
                    Run {
                        bold: true,
                        ..Run::plain(format!("{}: ", self.labels.decision))
                    },
                    Run::plain(&entry.decision),
                ],
                quiet: false,
            });
        }
        Cell {
            anchor: None,
            paragraphs,
        }
    }

    /// For whose eyes, in words.
    pub(super) fn variant_label(&self) -> &str {
        match self.variant {
            Variant::Internal => &self.labels.internal,
            Variant::Council => &self.labels.council,
            Variant::Public => &self.labels.public,
        }
    }

    /// What is missing and what has to be read first, each list with its heading; no list that is empty.
    fn missing(&self) -> impl Iterator<Item = (&String, &Vec<String>)> {
        [
            (&self.labels.left_out, &self.left_out),
            (&self.labels.read_first, &self.read_first),
        ]
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
    }

    /// What it is about, of when it is and for whose eyes, one line each.
    fn about(&self) -> Vec<String> {
        let mut about = vec![self.procedure.clone(), self.round.clone(), self.selection.clone()];
        about.extend([self.created.clone(), self.variant_label().to_owned()]);
        about.retain(|line| !line.trim().is_empty());
        about
    }

    /// The lines below a table that has no second sheet, see [`super::csv::write_with_notes`]: what it is about, for whose
    /// eyes it is and what was left out.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let mut notes = self.about();
        for (heading, lines) in self.missing() {
            notes.push(heading.clone());
            notes.extend(lines.iter().cloned());
        }
        notes
    }

    /// Whether topics are shown: always to the administration, to others where there are any.
    pub(super) fn shows_topics(&self) -> bool {
        self.variant == Variant::Internal || self.entries.iter().any(|entry| !entry.topics.is_empty())
    }

    fn has_headings(&self) -> bool {
        self.entries.iter().any(|entry| !entry.heading.trim().is_empty())
    }

    /// The columns of the workbook.
    fn columns(&self) -> Vec<EntryColumn<'_>> {
        let labels = &self.labels;
        let where_from: [EntryColumn<'_>; 6] = [
            (&labels.number, 7, |entry| Value::number_or_text(&entry.number)),
            (&labels.segment, 9, |entry| {
                entry.segment.map_or_else(Value::default, Value::Number)
            }),
            (&labels.received, 12, |entry| match entry.received_on {
                Some(day) => Value::Day(day, entry.received.clone()),
                None => Value::text(&entry.received),
            }),
            (&labels.channel, 12, |entry| Value::text(&entry.channel)),
            (&labels.author, 28, |entry| Value::text(&entry.author)),
            (&labels.place, 20, |entry| Value::text(&entry.place)),
        ];
        let topics: EntryColumn<'_> = (&labels.topics, 22, |entry| Value::text(entry.topics.join(", ")));
        let heading: EntryColumn<'_> = (&labels.heading, 28, |entry| Value::text(&entry.heading));
        let what: [EntryColumn<'_>; 6] = [
            (&labels.statement, 70, |entry| Value::text(&entry.statement)),
            (&labels.attachments, 24, |entry| {
                Value::text(entry.attachments.join(", "))
            }),
            (&labels.reply, 60, |entry| Value::text(&entry.reply)),
            (&labels.proposal_code, 12, |entry| {
                Value::text(entry.proposal.as_ref().map_or("", |proposal| &proposal.code))
            }),
            (&labels.proposal, 24, |entry| {
                Value::text(entry.proposal.as_ref().map_or("", |proposal| &proposal.label))
            }),
            (&labels.decision, 24, |entry| Value::text(&entry.decision)),
        ];
        where_from
            .into_iter()
            .chain(self.shows_topics().then_some(topics))
            .chain(self.has_headings().then_some(heading))
            .chain(what)
            .collect()
    }

    /// The synopsis as a workbook: one row per entry, every field in a column of its own; a second sheet says
    /// what was left out. [`super::csv::write_with_notes`] takes its first sheet.
    #[must_use]
    pub fn sheets(&self) -> SheetBook {
        let labels = &self.labels;
        let columns = self.columns();
        let row = |entry: &SynopsisEntry| -> Vec<Value> {
            columns.iter().map(|(.., value)| value(entry)).collect()
        };
        let mut about = self.about();
        about.extend(self.left_out.iter().cloned());
        if !self.read_first.is_empty() {
            about.push(labels.read_first.clone());
            about.extend(self.read_first.iter().cloned());
        }
        about.retain(|line| !line.trim().is_empty());
        SheetBook {
            title: format!("{}: {}", labels.title, self.procedure),
            author: self.municipality.clone(),
            date: self.date,
            continuation: labels.continuation.clone(),
            continuation_note: labels.continuation_note.clone(),
            sheets: vec![
                Sheet {
                    name: labels.title.clone(),
                    columns: columns
                        .iter()
                        .map(|(header, width, _)| SheetColumn {
                            header: (*header).clone(),
                            width: *width,
                        })
                        .collect(),
                    rows: self.entries.iter().map(row).collect(),
                },
                Sheet {
                    name: labels.left_out.clone(),
                    columns: vec![SheetColumn {
                        header: labels.left_out.clone(),
                        width: 90,
                    }],
                    rows: about.into_iter().map(|line| vec![Value::Text(line)]).collect(),
                },
            ],
        }
    }
}

/// The texts that are not empty.
pub(super) fn join(parts: &[&str], separator: &str) -> String {
    parts
        .iter()
        .filter(|part| !part.trim().is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(separator)
}
