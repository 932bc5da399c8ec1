//! Exports: the synopsis for the administration, the council or everybody, and the located public comments, made as jobs.

use crate::{
    api::{Cursor, Page},
    endpoint,
    ids::ExportId,
    time::Timestamp,
    wire, words,
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
        /// For committees and council: redacted like the public one, with replies and proposals that are ready.
        Council,
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
        /// Statements done so far; of one that is ready those that stand in its files.
        pub done: u32,
        /// Statements in all, those that were left out too.
        pub total: u32,
        /// When it was asked for.
        pub created_at: Timestamp,
        /// Addresses of its files, with their names.
        pub files: Vec<(String, String)>,
        /// What was left out, in words.
        pub left_out: Vec<String>,
        /// What is in it and has to be read before it is passed on, in words.
        #[serde(default)]
        pub read_first: Vec<String>,
    }
}
endpoint!(Post "/api/v1/staff/procedures/{procedure}/exports" Staff StartExport => Export);
endpoint!(Get "/api/v1/staff/procedures/{procedure}/exports" Staff ListExports => Page<Export>);

words! {
    /// All forms; the word is also the file's ending.
    ExportFormat {
        Docx = "docx",
        Xlsx = "xlsx",
        Csv = "csv",
        Pdf = "pdf",
        Geojson = "geojson",
    }
    /// All of them, the fuller ones first.
    Variant {
        Internal = "internal",
        Council = "council",
        Public = "public",
    }
    /// All states in the order of an export's life.
    ExportState {
        Waiting = "waiting",
        Running = "running",
        Ready = "ready",
        Failed = "failed",
    }
}
