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
    /// The same in fields; only the administration's workbook shows it.
    pub contact: Option<Contact>,
    /// Where it is about.
    pub place: String,
    /// What it is about.
    pub topics: Vec<String>,
    /// The statement's text; public: redacted, with markers as text.
    pub statement: String,
    /// What came along: internal the names of the files, public only how many, because a name may tell who sent it.
    pub attachments: Vec<String>,
    /// What is answered before the points, at the first one.
    pub opening: String,
    /// The administration's reply.
    pub reply: String,
    /// The proposal to the council, if there is one.
    pub proposal: Option<Proposal>,
    /// What stands where there is neither proposal nor decision.
    pub pending: String,
    /// The council's decision, in words.
    pub decision: String,
    /// The words of the minutes, which are about the whole statement.
    pub remark: String,
}

/// Who wrote, how to reach them and how far it is, in words: a column each, so that letters can be printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// Who they wrote for.
    pub organisation: String,
    /// Who wrote.
    pub name: String,
    /// Street and house number.
    pub street: String,
    /// Postal code.
    pub postal_code: String,
    /// Town.
    pub city: String,
    /// E-mail address.
    pub email: String,
    /// How they want to be answered.
    pub reply_wish: String,
    /// Where the statement stands.
    pub state: String,
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
    /// "Seite {page}", of a volume: how many pages the others have nobody knows yet.
    pub page_alone: String,
    /// Head of the pages' column in the table of contents ("Seite").
    pub page_column: String,
    /// "Band {volume} von {volumes}".
    pub volume: String,
    /// Head of the volumes' column in the table of contents ("Band").
    pub volume_column: String,
    /// "Inhalt".
    pub contents: String,
    /// Says in the Word file how the table of contents gets pages.
    pub contents_hint: String,
    /// Head of the column in the table of contents that says what a statement is about ("Ort und Anfang des Textes").
    pub about: String,
    /// The heading above the table ("Stellungnahmen").
    pub entries: String,
    /// "Nicht enthalten".
    pub left_out: String,
    /// The sheet that says what the workbook is about and what is missing ("Hinweise").
    pub notes: String,
    /// The sheet with a row for each statement, for letters ("Anschreiben").
    pub letters: String,
    /// "Nr. {number}".
    pub entry: String,
    /// What is about all points of a statement ("Nr. {number} insgesamt").
    pub whole: String,
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
    /// Columns of [`Contact`].
    pub contact: Contact,
    /// Column "Ort im Plan".
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
    /// Column of the document that holds both ("Vorschlag und Beschluss").
    pub outcome: String,
    /// Column "Wortlaut der Niederschrift".
    pub remark: String,
    /// Marks a row that goes on with the cells above it ("Fortsetzung").
    pub continuation: String,
    /// The note that says so ("Texte über 32.767 Zeichen stehen in Folgezeilen.").
    pub continuation_note: String,
    /// Says of the sheet for letters that longer texts go on in columns of their own ("Spalten {columns}, Nr. {numbers}").
    pub letters_continue: String,
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

    fn has_heading(&self) -> bool {
        !self.heading.trim().is_empty()
    }

    /// The reply, at the first point below what is answered before all of them.
    fn full_reply(&self) -> String {
        join(&[&self.opening, &self.reply], "\n\n")
    }

    pub(super) fn received(&self) -> Value {
        match self.received_on {
            Some(day) => Value::Day(day, self.received.clone()),
            None => Value::text(&self.received),
        }
    }

    pub(super) fn contact(&self, field: fn(&Contact) -> &String) -> Value {
        Value::text(self.contact.as_ref().map_or("", |contact| field(contact)))
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
                hint: self.labels.contents_hint.clone(),
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
        if !self.left_out.is_empty() {
            notice.push(Paragraph::bold(&labels.left_out));
            notice.extend(self.left_out.iter().map(Paragraph::plain));
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
        let rows = entries
            .chunk_by(|a, b| a.number == b.number)
            .flat_map(|parts| {
                let points = parts.iter().enumerate().map(move |(at, entry)| {
                    vec![
                        self.statement_cell(entry, at == 0),
                        Cell::text(&entry.full_reply()),
                        self.outcome_cell(entry),
                    ]
                });
                points.chain(self.remark_row(parts))
            })
            .collect();
        Block::Table(Table {
            summary: [labels.statement.as_str(), &labels.reply, &labels.outcome].join(" | "),
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
                    header: labels.outcome.clone(),
                },
            ],
            rows,
            repeat_header: true,
        })
    }

    /// "Nr. 17.2" and what it is about, by which people find it: the heading of a point, else the place.
    fn entry_name(&self, entry: &SynopsisEntry) -> String {
        let number = self.labels.entry.replace("{number}", &entry.full_number());
        let about = if entry.has_heading() {
            &entry.heading
        } else {
            &entry.place
        };
        join(&[&number, about], ": ")
    }

    /// Who wrote when stands only at the first segment of a statement.
    fn statement_cell(&self, entry: &SynopsisEntry, first: bool) -> Cell {
        let topics = entry.topics.join(", ");
        let mut paragraphs = Vec::new();
        if first {
            // Without heading the place stands above.
            let place = if entry.has_heading() {
                entry.place.as_str()
            } else {
                ""
            };
            let lines: Vec<String> = [
                join(&[&entry.author, &entry.received, &entry.channel], " · "),
                join(&[place, &topics], " · "),
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

    fn outcome_cell(&self, entry: &SynopsisEntry) -> Cell {
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
        if paragraphs.is_empty() && !entry.pending.is_empty() {
            paragraphs.push(Paragraph::quiet(&entry.pending));
        }
        if entry.segment.is_none() {
            paragraphs.extend(Paragraph::from_text(&entry.remark));
        }
        Cell {
            anchor: None,
            paragraphs,
        }
    }

    /// The words of the minutes on a statement that is divided: below its points, because they may be about any of them.
    fn remark_row(&self, parts: &[SynopsisEntry]) -> Option<Vec<Cell>> {
        let first = parts.first()?;
        if first.segment.is_none() || first.remark.trim().is_empty() {
            return None;
        }
        let whole = self.labels.whole.replace("{number}", &first.number);
        let name = Cell {
            anchor: None,
            paragraphs: vec![Paragraph::bold(whole)],
        };
        Some(vec![name, Cell::default(), Cell::text(&first.remark)])
    }

    /// For whose eyes, in words.
    pub(super) fn variant_label(&self) -> &str {
        match self.variant {
            Variant::Internal => &self.labels.internal,
            Variant::Council => &self.labels.council,
            Variant::Public => &self.labels.public,
        }
    }

    /// The lines of a workbook's last sheet, or below a table that has none, see [`super::csv::write_with_notes`]: what it
    /// is about, of when it is, for whose eyes, and what was left out.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let mut notes = vec![self.procedure.clone(), self.round.clone(), self.selection.clone()];
        notes.extend([self.created.clone(), self.variant_label().to_owned()]);
        notes.retain(|line| !line.trim().is_empty());
        if !self.left_out.is_empty() {
            notes.push(self.labels.left_out.clone());
            notes.extend(self.left_out.iter().cloned());
        }
        notes
    }

    /// Whether topics are shown: always to the administration, to others where there are any.
    pub(super) fn shows_topics(&self) -> bool {
        self.variant == Variant::Internal || self.entries.iter().any(|entry| !entry.topics.is_empty())
    }

    fn has(&self, text: fn(&SynopsisEntry) -> &String) -> bool {
        self.entries.iter().any(|entry| !text(entry).trim().is_empty())
    }

    /// The columns of the workbook that are printed, and those behind them.
    fn columns(&self) -> (Vec<EntryColumn<'_>>, Vec<EntryColumn<'_>>) {
        let labels = &self.labels;
        let where_from: [EntryColumn<'_>; 4] = [
            (&labels.number, 7, |entry| Value::number_or_text(&entry.number)),
            (&labels.segment, 7, |entry| {
                entry.segment.map_or_else(Value::default, Value::Number)
            }),
            (&labels.received, 12, SynopsisEntry::received),
            (&labels.channel, 12, |entry| Value::text(&entry.channel)),
        ];
        let author: EntryColumn<'_> = (&labels.author, 14, |entry| Value::text(&entry.author));
        let names: [EntryColumn<'_>; 2] = [
            (&labels.contact.name, 22, |entry| {
                entry.contact(|known| &known.name)
            }),
            (&labels.contact.organisation, 22, |entry| {
                entry.contact(|known| &known.organisation)
            }),
        ];
        let place: EntryColumn<'_> = (&labels.place, 24, |entry| Value::text(&entry.place));
        let topics: EntryColumn<'_> = (&labels.topics, 20, |entry| Value::text(entry.topics.join(", ")));
        let heading: EntryColumn<'_> = (&labels.heading, 22, |entry| Value::text(&entry.heading));
        let what: [EntryColumn<'_>; 5] = [
            (&labels.statement, 60, |entry| Value::text(&entry.statement)),
            (&labels.attachments, 16, |entry| {
                Value::text(entry.attachments.join(", "))
            }),
            (&labels.reply, 60, |entry| Value::text(entry.full_reply())),
            (&labels.proposal, 20, |entry| {
                Value::text(
                    entry
                        .proposal
                        .as_ref()
                        .map_or(&entry.pending, |known| &known.label),
                )
            }),
            (&labels.decision, 24, |entry| Value::text(&entry.decision)),
        ];
        let remark: EntryColumn<'_> = (&labels.remark, 24, |entry| Value::text(&entry.remark));
        let contact: [EntryColumn<'_>; 6] = [
            (&labels.contact.street, 24, |entry| {
                entry.contact(|known| &known.street)
            }),
            (&labels.contact.postal_code, 12, |entry| {
                entry.contact(|known| &known.postal_code)
            }),
            (&labels.contact.city, 20, |entry| {
                entry.contact(|known| &known.city)
            }),
            (&labels.contact.email, 28, |entry| {
                entry.contact(|known| &known.email)
            }),
            (&labels.contact.reply_wish, 14, |entry| {
                entry.contact(|known| &known.reply_wish)
            }),
            (&labels.contact.state, 16, |entry| {
                entry.contact(|known| &known.state)
            }),
        ];
        let code: EntryColumn<'_> = (&labels.proposal_code, 10, |entry| {
            Value::text(entry.proposal.as_ref().map_or("", |proposal| &proposal.code))
        });
        let is_internal = self.variant == Variant::Internal;
        let mut printed = Vec::from(where_from);
        if is_internal {
            printed.extend(names);
        } else {
            printed.push(author);
        }
        printed.push(place);
        printed.extend(self.shows_topics().then_some(topics));
        printed.extend(self.has(|entry| &entry.heading).then_some(heading));
        printed.extend(what);
        printed.extend(self.has(|entry| &entry.remark).then_some(remark));
        let mut behind = if is_internal {
            Vec::from(contact)
        } else {
            Vec::new()
        };
        behind.push(code);
        (printed, behind)
    }

    /// The synopsis as a workbook: one row per entry, every field in a column of its own; for the administration a sheet for
    /// letters; the last one says what was left out. [`super::csv::write_with_notes`] takes the first.
    #[must_use]
    pub fn sheets(&self) -> SheetBook {
        let labels = &self.labels;
        let (printed, behind) = self.columns();
        let columns = || printed.iter().chain(&behind);
        let row =
            |entry: &SynopsisEntry| -> Vec<Value> { columns().map(|(.., value)| value(entry)).collect() };
        let table = Sheet {
            name: labels.title.clone(),
            columns: columns()
                .map(|(header, width, _)| SheetColumn::new(header, *width))
                .collect(),
            rows: self.entries.iter().map(row).collect(),
            printed: u16::try_from(printed.len()).ok(),
            filter: true,
        };
        let letters = (self.variant == Variant::Internal).then(|| self.letters());
        let (letters, note) = letters.unzip();
        let read_first: Vec<String> = note.flatten().into_iter().collect();
        let notes = Sheet {
            name: labels.notes.clone(),
            columns: vec![SheetColumn::new(&labels.notes, 90)],
            rows: self
                .notes()
                .into_iter()
                .chain(read_first.iter().cloned())
                .map(|line| vec![Value::Text(line)])
                .collect(),
            printed: None,
            filter: false,
        };
        SheetBook {
            title: format!("{}: {}", labels.title, self.procedure),
            author: self.municipality.clone(),
            date: self.date,
            continuation: labels.continuation.clone(),
            continuation_note: labels.continuation_note.clone(),
            sheets: std::iter::once(table).chain(letters).chain([notes]).collect(),
            read_first,
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
