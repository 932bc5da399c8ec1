//! Exports: the synopsis for the administration, the council or everybody, and the located public comments, made as jobs.

use crate::{
    api::{Cursor, Page},
    assessment::StatementState,
    endpoint,
    ids::{ExportId, RoundId},
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
        /// Being made: its statements are read.
        Running,
        /// All is read, its files are written.
        Writing,
        /// Ready to be fetched.
        Ready,
        /// It failed; the incident is in the log.
        Failed,
    }
    /// Starts an export; the same one that is under way is answered instead of making it twice. States, topic and round limit
    /// it as they limit the list of staff.
    pub struct StartExport {
        /// The procedure's slug.
        pub procedure: String,
        /// Its form.
        pub format: ExportFormat,
        /// Who it is for.
        pub variant: Variant,
        /// Only in one of these states; none for any. Held and withdrawn statements stand in no export.
        #[serde(default)]
        pub states: Vec<StatementState>,
        /// Only with this topic (its code).
        #[serde(default)]
        pub topic: Option<String>,
        /// Only of this round (its id).
        #[serde(default)]
        pub round: Option<String>,
    }
    /// Which statements an export is limited to: those that every filter that is set lets through.
    #[derive(Default, Eq)]
    pub struct Selection {
        /// In one of these states; none for any.
        #[serde(default)]
        pub states: Vec<StatementState>,
        /// With this topic (its code).
        #[serde(default)]
        pub topic: Option<String>,
        /// Of this round.
        #[serde(default)]
        pub round: Option<RoundId>,
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
        /// What it is limited to.
        #[serde(default)]
        pub selection: Selection,
        /// Where it stands.
        pub state: ExportState,
        /// Statements read so far; of one that is being written the number of the volume under way; of one that is ready the
        /// statements that stand in its files.
        pub done: u32,
        /// Statements in all, those that were left out too; of one that is being written its volumes.
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
        Writing = "writing",
        Ready = "ready",
        Failed = "failed",
    }
}

impl ExportState {
    /// Whether it ends by itself still.
    pub const fn is_under_way(self) -> bool {
        !matches!(self, Self::Ready | Self::Failed)
    }
}

impl StartExport {
    /// An export of all statements.
    pub fn whole(procedure: impl Into<String>, format: ExportFormat, variant: Variant) -> Self {
        Self {
            procedure: procedure.into(),
            format,
            variant,
            states: Vec::new(),
            topic: None,
            round: None,
        }
    }
}

impl Selection {
    /// The states by which exports can be limited: of the others none holds a statement.
    pub const STATES: [StatementState; 6] = [
        StatementState::Received,
        StatementState::InWork,
        StatementState::ProposalReady,
        StatementState::BeforeCouncil,
        StatementState::Decided,
        StatementState::Answered,
    ];

    /// Whether it leaves all statements.
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }

    /// Whether topic and round let a statement through.
    pub fn is_about(&self, round: RoundId, topics: &[String]) -> bool {
        self.round.is_none_or(|wanted| wanted == round)
            && self.topic.as_ref().is_none_or(|wanted| topics.contains(wanted))
    }

    /// Whether the states let a statement through.
    pub fn has_state(&self, state: StatementState) -> bool {
        self.states.is_empty() || self.states.contains(&state)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_can_be_limited_to_every_state_that_stands_in_one() {
        let kept_out = [StatementState::Held, StatementState::Withdrawn];
        let states: Vec<_> = StatementState::ALL
            .into_iter()
            .filter(|state| !kept_out.contains(state))
            .collect();
        assert_eq!(states, Selection::STATES);
    }

    #[test]
    fn every_filter_that_is_set_has_to_let_a_statement_through() {
        let [here, elsewhere] = [1, 2].map(|id| RoundId(uuid::Uuid::from_u128(id)));
        let topics = ["0510".to_owned()];
        assert!(Selection::default().is_about(here, &[]) && Selection::default().is_everything());
        let selection = Selection {
            states: vec![StatementState::BeforeCouncil, StatementState::Decided],
            topic: Some("0510".into()),
            round: Some(here),
        };
        assert!(selection.is_about(here, &topics) && !selection.is_everything());
        assert!(!selection.is_about(elsewhere, &topics) && !selection.is_about(here, &[]));
        assert!(
            selection.has_state(StatementState::Decided) && !selection.has_state(StatementState::Answered)
        );
    }
}
