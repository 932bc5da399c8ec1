//! Exports: the synopsis for the council and the located public comments, made as jobs.

use crate::{
    api::{Cursor, Page},
    endpoint,
    ids::ExportId,
    time::Timestamp,
    wire,
};

wire! {
    /// The form of an export.
    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum ExportFormat {
        /// Word, A4 landscape, repeating header row.
        Docx,
        /// Excel.
        Xlsx,
        /// CSV for spreadsheets.
        Csv,
        /// PDF in volumes of at most 500 statements.
        Pdf,
        /// Located public comments.
        Geojson,
    }
    /// Who an export is for.
    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum Variant {
        /// With names and addresses, for the administration and the non-public meeting.
        Internal,
        /// Without names and addresses, redacted.
        Public,
    }
    /// Where an export stands.
    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum ExportState {
        /// Waiting for its turn.
        Waiting,
        /// Being made.
        Running,
        /// Ready to be fetched.
        Ready,
        /// It failed; the incident is in the log.
        Failed,
    }
    /// Starts an export; the same one that is under way is answered instead of making it twice.
    pub struct StartExport {
        /// The procedure's slug.
        pub procedure: String,
        /// Its form.
        pub format: ExportFormat,
        /// Who it is for.
        pub variant: Variant,
    }
    /// Lists a procedure's exports, newest first.
    pub struct ListExports {
        /// The procedure's slug.
        pub procedure: String,
        /// At most this many, 1 to 100.
        #[serde(default)]
        pub limit: Option<u32>,
        /// Where the page begins.
        #[serde(default)]
        pub cursor: Option<Cursor>,
    }
    /// An export.
    pub struct Export {
        /// Its id.
        pub id: ExportId,
        /// Its form.
        pub format: ExportFormat,
        /// Who it is for.
        pub variant: Variant,
        /// Where it stands.
        pub state: ExportState,
        /// Statements done so far.
        pub done: u32,
        /// Statements in all.
        pub total: u32,
        /// When it was asked for.
        pub created_at: Timestamp,
        /// Addresses of its files, with their names.
        pub files: Vec<(String, String)>,
        /// What was left out, in words.
        pub left_out: Vec<String>,
    }
}
endpoint!(Post "/api/v1/staff/procedures/{procedure}/exports" Staff StartExport => Export);
endpoint!(Get "/api/v1/staff/procedures/{procedure}/exports" Staff ListExports => Page<Export>);

impl ExportFormat {
    /// All forms.
    pub const ALL: [Self; 5] = [Self::Docx, Self::Xlsx, Self::Csv, Self::Pdf, Self::Geojson];
    /// The stored word, also the file's ending.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Pdf => "pdf",
            Self::Geojson => "geojson",
        }
    }
    /// Reads the stored word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }
}

impl Variant {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Public => "public",
        }
    }
    /// Reads the stored word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Internal, Self::Public]
            .into_iter()
            .find(|variant| variant.word() == word)
    }
}

impl ExportState {
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Ready => "ready",
            Self::Failed => "failed",
        }
    }
    /// Reads the stored word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Waiting, Self::Running, Self::Ready, Self::Failed]
            .into_iter()
            .find(|state| state.word() == word)
    }
}
