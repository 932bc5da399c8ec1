//! One document tree for everything the platform hands out, and its renderers: bytes out, no I/O.
//!
//! Invariants: a renderer reads nothing but its arguments (no clock, no files, no network), so the same
//! document gives the same bytes; no text of the document is ever read as markup or as a formula; every
//! word a reader sees comes from the document, so that any language works.

pub mod csv;
pub mod docx;
pub mod html;
mod letters;
pub mod markdown;
pub mod pdf;
pub mod synopsis;
pub mod text;
mod volumes;
pub mod xlsx;

use serde::{Deserialize, Serialize};
pub use synopsis::{Synopsis, SynopsisEntry, SynopsisLabels};

/// Why a document could not be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The typesetter refused; the text names its reason and is meant for the log.
    Typeset(String),
    /// The container (zip, workbook) refused; the text names its reason and is meant for the log.
    Container(String),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Typeset(reason) => write!(f, "the document could not be typeset: {reason}"),
            Self::Container(reason) => write!(f, "the file could not be put together: {reason}"),
        }
    }
}

impl std::error::Error for Error {}

/// The result of every renderer.
pub type Result<T> = std::result::Result<T, Error>;

/// For whose eyes a document is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Variant {
    /// For staff and the closed meeting: with names and addresses.
    Internal,
    /// For committees and council, which meet in public: without names and addresses, with what is proposed to them.
    Council,
    /// For everybody: anonymised by the caller; renderers never hide anything themselves.
    Public,
}

/// A calendar date, written into the metadata of files in place of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Year of the Gregorian calendar.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// Everything a renderer needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The title; also the file's metadata title, which PDF/UA requires.
    pub title: String,
    /// A line below the title; empty for none.
    pub subtitle: String,
    /// Language of the text as a BCP 47 tag (`de`, `de-DE`, `tr`).
    pub language: String,
    /// Who publishes; also the file's metadata author.
    pub municipality: String,
    /// The line that says when the document was made, in words ("Stand: 3. März 2027, 14:05 Uhr").
    pub created: String,
    /// The same day for the file's metadata. Without it the metadata carries no day.
    pub date: Option<Date>,
    /// For whose eyes.
    pub variant: Variant,
    /// The words for `variant` ("Nicht öffentlich"), shown on every page; empty prints none.
    pub variant_label: String,
    /// What a reader has to know first, such as what was left out.
    pub notice: Vec<Paragraph>,
    /// A4 lying on its long side.
    pub landscape: bool,
    /// The footer, with `{page}` and `{pages}` ("Seite {page} von {pages}").
    pub page_label: String,
    /// The content.
    pub blocks: Vec<Block>,
}

impl Document {
    /// An empty document in portrait with a footer that holds bare numbers.
    #[must_use]
    pub fn new(title: impl Into<String>, language: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            subtitle: String::new(),
            language: language.into(),
            municipality: String::new(),
            created: String::new(),
            date: None,
            variant: Variant::Public,
            variant_label: String::new(),
            notice: Vec::new(),
            landscape: false,
            page_label: "{page} / {pages}".into(),
            blocks: Vec::new(),
        }
    }
}

/// One part of the content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A heading below the title. Levels 1 to 6.
    Heading {
        /// 1 is the highest level below the title.
        level: u8,
        /// The words.
        text: String,
    },
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// Pairs of a name and a value.
    KeyValues(Vec<(String, Paragraph)>),
    /// A list.
    List {
        /// Numbered from 1, or with bullets.
        ordered: bool,
        /// Each item holds blocks, so that lists nest.
        items: Vec<Vec<Block>>,
    },
    /// The table of contents: every heading and every cell's `anchor`, with its page where the form has pages (PDF).
    Contents {
        /// Its own heading.
        title: String,
        /// How a reader of the Word file gets the pages, which only their program knows; empty says nothing.
        hint: String,
    },
    /// What follows begins on a new page.
    PageBreak,
}

impl Block {
    /// A heading.
    #[must_use]
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading {
            level: level.clamp(1, 6),
            text: text.into(),
        }
    }

    /// A paragraph of plain text.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(Paragraph::plain(text))
    }
}

/// Text set as one paragraph; `\n` inside a run is a line break.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The stretches of equal form.
    pub runs: Vec<Run>,
    /// Set smaller and greyer: who and when, beside what was said.
    pub quiet: bool,
}

impl Paragraph {
    /// A paragraph in one form.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            runs: vec![Run::plain(text)],
            quiet: false,
        }
    }

    /// A bold paragraph.
    #[must_use]
    pub fn bold(text: impl Into<String>) -> Self {
        Self {
            runs: vec![Run {
                bold: true,
                ..Run::plain(text)
            }],
            quiet: false,
        }
    }

    /// A paragraph that stands back.
    #[must_use]
    pub fn quiet(text: impl Into<String>) -> Self {
        Self {
            quiet: true,
            ..Self::plain(text)
        }
    }

    /// An empty line in `text` begins a new paragraph, a single line end breaks the line.
    #[must_use]
    pub fn from_text(text: &str) -> Vec<Self> {
        let normal = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut out: Vec<Vec<&str>> = Vec::new();
        let mut open = false;
        for line in normal.split('\n') {
            if line.trim().is_empty() {
                open = false;
                continue;
            }
            match out.last_mut().filter(|_| open) {
                Some(lines) => lines.push(line),
                None => out.push(vec![line]),
            }
            open = true;
        }
        out.into_iter()
            .map(|lines| Self::plain(lines.join("\n")))
            .collect()
    }

    /// The words alone.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// A stretch of text in one form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The text; `\n` breaks the line.
    pub text: String,
    /// Strong emphasis.
    pub bold: bool,
    /// Emphasis.
    pub italic: bool,
    /// Where a click leads; renderers follow only `http`, `https` and `mailto`.
    pub link: Option<String>,
}

impl Run {
    /// Text without emphasis.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// The link if it has a scheme that is safe to follow from a document.
    #[must_use]
    pub fn safe_link(&self) -> Option<&str> {
        let link = self.link.as_deref()?.trim();
        let scheme = link.split_once(':')?.0.to_ascii_lowercase();
        let plain = !link.chars().any(|c| c.is_control() || c.is_whitespace());
        (plain && matches!(scheme.as_str(), "http" | "https" | "mailto")).then_some(link)
    }
}

/// A table with one header row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What the table holds, for those who cannot see it; may be empty.
    pub summary: String,
    /// At least one.
    pub columns: Vec<Column>,
    /// Rows with fewer cells than columns are filled up; surplus cells join the last column, so no text is lost.
    pub rows: Vec<Vec<Cell>>,
    /// Show the header row again on every page.
    pub repeat_header: bool,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Share of the width, relative to the sum of all columns.
    pub width: u16,
    /// The words in the header row.
    pub header: String,
}

/// One cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The entry this cell begins, as it stands in bookmarks and table of contents; shown first and bold.
    pub anchor: Option<String>,
    /// The content.
    pub paragraphs: Vec<Paragraph>,
}

impl Cell {
    /// A cell of plain text, see [`Paragraph::from_text`].
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self {
            anchor: None,
            paragraphs: Paragraph::from_text(text),
        }
    }
}

impl Table {
    /// The rows, each with exactly as many cells as there are columns; one after another, because a table may hold more text
    /// than one wants to have twice.
    pub fn even_rows(&self) -> impl Iterator<Item = Vec<Cell>> {
        let width = self.columns.len().max(1);
        self.rows.iter().map(move |row| {
            let mut cells: Vec<Cell> = row.iter().take(width).cloned().collect();
            cells.resize_with(width, Cell::default);
            if let Some(last) = cells.last_mut() {
                for surplus in row.iter().skip(width) {
                    last.paragraphs.extend(surplus.anchor.iter().map(Paragraph::bold));
                    last.paragraphs.extend(surplus.paragraphs.iter().cloned());
                }
            }
            cells
        })
    }

    /// Whether a row is to stay on one page: by its characters it takes less than about half of one. A longer one goes on
    /// over the page, so that none stays half empty before it.
    fn stays_together(&self, row: &[Cell], landscape: bool) -> bool {
        // What a line over the whole width holds in the type of either form, and half a page's lines.
        let (characters, most): (u32, usize) = if landscape { (150, 20) } else { (80, 25) };
        // Of other scripts, and of pictures, a character may take as much room as several letters: they are not measured,
        // because of a row that is kept together and higher than a page the rest would be lost. Bars of redactions are.
        let is_measured =
            |c: char| matches!(u32::from(c), 0..=0x8ff | 0x1e00..=0x214f | 0x2190..=0x21ff | 0x2588);
        row.iter().zip(self.shares()).all(|(cell, share)| {
            let width = usize::try_from(characters * share / 1000).unwrap_or(1);
            let texts: Vec<String> = cell
                .anchor
                .iter()
                .cloned()
                .chain(cell.paragraphs.iter().map(Paragraph::text))
                .collect();
            let lines: usize = texts.iter().map(|text| text::lines(text, width)).sum();
            // Two gaps between paragraphs are about a line.
            lines + cell.paragraphs.len() / 2 <= most
                && texts.iter().all(|text| text.chars().all(is_measured))
        })
    }

    /// The columns' shares in per mille of the whole, never 0.
    #[must_use]
    pub fn shares(&self) -> Vec<u32> {
        let sum: u32 = self
            .columns
            .iter()
            .map(|column| u32::from(column.width.max(1)))
            .sum();
        self.columns
            .iter()
            .map(|column| (u32::from(column.width.max(1)) * 1000 / sum.max(1)).max(1))
            .collect()
    }
}
