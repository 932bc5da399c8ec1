//! Procedures (Verfahren): rounds with their periods, public content in versions, the public record.
//!
//! Invariant: what the public sees is always one immutable version; a statement names the version its author saw.

mod chapters;
pub mod names;
pub mod phases;
pub mod translations;
mod working_copies;

use std::collections::BTreeMap;

pub use working_copies::{
    CreateProcedure, EditChapter, EditDocument, EditSection, EditSettings, EditTexts, ImportFinding,
    ImportPlan, ListWorkingCopies, PlanImported, PreviewProcedure, PublishProcedure, RemoveProcedure,
    SetRound, ShowWorkingCopy, WorkingCopy, WorkingCopySummary,
};

use self::translations::TextStatus;
use crate::{
    api::{Cursor, Page},
    endpoint,
    glossary::{EasyText, Word},
    ids::RoundId,
    organisations::{Contact, Localized},
    plans::{Chapter, Document, Drawing, ShownChapter},
    time::{Day, Period, Phase, Timestamp},
    videos::Video,
    wire, words,
};

/// Longest title, in characters.
pub const MAX_TITLE: usize = 200;
/// Longest short text, in characters.
pub const MAX_SHORT: usize = 600;
/// Longest long text or chapter, in characters.
pub const MAX_LONG: usize = 200_000;

wire! {
    /// What a round is for; the outside codes are looked up in tables, never stored.
    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum Step {
        /// Early participation of the public (BauGB § 3 (1)).
        EarlyPublic,
        /// Publication on the internet, formerly public display (BauGB § 3 (2)).
        PublicDisplay,
        /// Participation outside a formal procedure.
        Informal,
    }
    /// What a procedure makes.
    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum Kind {
        /// Development plan (Bebauungsplan).
        DevelopmentPlan,
        /// Project-based development plan (vorhabenbezogener Bebauungsplan, BauGB § 12).
        ProjectPlan,
        /// Land-use plan (Flächennutzungsplan).
        LandUsePlan,
        /// Anything else, such as a statute or an informal concept.
        Other,
    }
    /// Where a procedure stands for the public.
    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum State {
        /// A round will open.
        Upcoming,
        /// A round is open: comments are possible.
        Open,
        /// No round is open; the administration works on the comments.
        Assessment,
        /// The council has decided on all comments.
        Decided,
    }
    /// A round: one step in one pass, with its period.
    pub struct Round {
        /// Its id.
        pub id: RoundId,
        /// What it is for.
        pub step: Step,
        /// 1 for the first time, 2 for the first repetition (BauGB § 4a (3)) ….
        pub pass: u32,
        /// Its two days.
        pub period: Period,
        /// Where today lies.
        pub phase: Phase,
    }
}

words! {
    /// All steps.
    Step {
        EarlyPublic = "early_public",
        PublicDisplay = "public_display",
        Informal = "informal",
    }
    /// All kinds.
    Kind {
        DevelopmentPlan = "development_plan",
        ProjectPlan = "project_plan",
        LandUsePlan = "land_use_plan",
        Other = "other",
    }
}

impl State {
    /// All states in the order of a procedure's life.
    pub const ALL: [Self; 4] = [Self::Upcoming, Self::Open, Self::Assessment, Self::Decided];
}

wire! {
    /// Everything the public sees of a procedure, in all languages; one immutable version of it, or the working copy.
    #[derive(Default)]
    pub struct Content {
        /// The title.
        #[serde(default)]
        pub title: Localized,
        /// One to three sentences.
        #[serde(default)]
        pub short: Localized,
        /// The long text, Markdown.
        #[serde(default)]
        pub long: Localized,
        /// The long text as shown; made by the server.
        #[serde(default)]
        pub long_html: Localized,
        /// The summary in plain language, a line a sentence.
        #[serde(default)]
        pub plain: Localized,
        /// How far the texts are in each language but German; a language without an entry is `edited`.
        #[serde(default)]
        pub translations: BTreeMap<String, TextStatus>,
        /// On which day the German texts were changed last; absent where nobody noted it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub german_changed_on: Option<Day>,
        /// Who answers questions.
        #[serde(default)]
        pub contact: Contact,
        /// Text chapters, in order.
        #[serde(default)]
        pub chapters: Vec<Chapter>,
        /// Documents, in order.
        #[serde(default)]
        pub documents: Vec<Document>,
        /// The plan's drawing, if there is one.
        #[serde(default)]
        pub drawing: Option<Drawing>,
        /// Videos in sign language, in order.
        #[serde(default)]
        pub videos: Vec<Video>,
    }
}

wire! {
    /// Lists published procedures, open ones first.
    #[derive(Default)]
    pub struct ListProcedures {
        /// Only those in this state.
        #[serde(default)]
        pub state: Option<State>,
        /// Only those whose plan meets this box: `west,south,east,north`, WGS84 degrees.
        #[serde(default)]
        pub bbox: Option<String>,
        /// The language of titles; German where it is missing.
        #[serde(default)]
        pub language: Option<String>,
        /// At most this many, 1 to 100.
        #[serde(default)]
        pub limit: Option<u32>,
        /// Where the page begins.
        #[serde(default)]
        pub cursor: Option<Cursor>,
    }
    /// A procedure in a list.
    pub struct ProcedureSummary {
        /// Its name in addresses.
        pub slug: String,
        /// Its title.
        pub title: String,
        /// The language of title and short text.
        pub language: String,
        /// One to three sentences.
        pub short: String,
        /// What it makes.
        pub kind: Kind,
        /// Where it stands.
        pub state: State,
        /// The round that is open, opens next or was last.
        pub round: Option<Round>,
        /// `[west, south, east, north]` of the plan.
        pub bbox: Option<[f64; 4]>,
        /// How many comments were received in all.
        pub statements: u32,
    }
    /// Asks for a published procedure.
    pub struct ShowProcedure {
        /// Its slug; an old one answers with the new one in `slug`.
        pub procedure: String,
        /// The wished language.
        #[serde(default)]
        pub language: Option<String>,
        /// An older version, by its number.
        #[serde(default)]
        pub version: Option<u32>,
    }
    /// A procedure as the public sees it.
    pub struct Procedure {
        /// Its name in addresses.
        pub slug: String,
        /// What it makes.
        pub kind: Kind,
        /// Where it stands.
        pub state: State,
        /// The version that is shown, from 1; 0 in a preview of the working copy.
        pub version: u32,
        /// All versions, newest first.
        pub versions: Vec<Version>,
        /// Whether something was changed while the round was or is open.
        pub changed_during_round: Option<Version>,
        /// All rounds in order of their start.
        pub rounds: Vec<Round>,
        /// The round that is open, opens next or was last.
        pub round: Option<Round>,
        /// Today in the municipality.
        pub today: Day,
        /// The title.
        pub title: String,
        /// The language of the title.
        pub title_language: String,
        /// One to three sentences.
        pub short: String,
        /// The language of the short text.
        pub short_language: String,
        /// The long text, HTML that was cleaned.
        pub long_html: String,
        /// The language of the long text.
        pub long_language: String,
        /// The summary in plain language, one sentence a line; empty when there is none.
        pub plain: String,
        /// The language of the summary.
        #[serde(default)]
        pub plain_language: String,
        /// Short text and summary as pages in easy language show them; none in other languages.
        #[serde(default)]
        pub easy: Option<EasyTexts>,
        /// How far the texts of the shown language are; none while German stands in for it.
        #[serde(default)]
        pub text_status: Option<TextStatus>,
        /// On which day other German texts became public than those that the texts of the shown language were made from; none
        /// where they still fit.
        #[serde(default)]
        pub outdated_since: Option<Day>,
        /// The languages in which the procedure can be read, German first.
        #[serde(default)]
        pub languages: Vec<String>,
        /// Who answers questions.
        pub contact: Contact,
        /// Text chapters, each in the wished language as far as it is written in it.
        pub chapters: Vec<ShownChapter>,
        /// Documents.
        pub documents: Vec<Document>,
        /// The drawing, without hidden sections.
        pub drawing: Option<Drawing>,
        /// Videos in sign language.
        #[serde(default)]
        pub videos: Vec<Video>,
        /// How many comments were received.
        pub statements: u32,
        /// How many of them are published.
        pub published_statements: u32,
        /// How many of them the council weighs: all but those that were withdrawn, or found to be spam.
        #[serde(default)]
        pub weighed_statements: u32,
        /// On how many of these it has decided.
        #[serde(default)]
        pub decided_statements: u32,
        /// When names and addresses will be deleted.
        pub deletion_on: Option<Day>,
        /// The council's last decision, once every round is over and it has decided on all comments that it weighs.
        pub decision: Option<PublicDecision>,
    }
    /// Texts in easy language, made by the server from those of the procedure.
    #[derive(Default)]
    pub struct EasyTexts {
        /// One to three sentences, HTML that was cleaned; empty where German stands in.
        pub short_html: String,
        /// The summary; empty where there is none in easy language.
        pub plain_html: String,
        /// The first three sentences of the summary, or the short text, with their own difficult words.
        pub opening: EasyText,
        /// The difficult words of short text, summary and long text, explained.
        pub words: Vec<Word>,
    }
    /// A published version.
    pub struct Version {
        /// Its number, from 1.
        pub version: u32,
        /// When it was published.
        pub published_at: Timestamp,
        /// Why it was changed; empty for the first.
        pub reason: String,
    }
    /// A decision on the procedure's statements as the public sees it.
    pub struct PublicDecision {
        /// Who decided.
        pub committee: String,
        /// When.
        pub decided_on: Day,
    }
    /// Lists the public part of a procedure's record, newest first.
    pub struct ShowRecord {
        /// The procedure's slug.
        pub procedure: String,
        /// Only what is about the procedure as a whole: entries about one statement are left out.
        #[serde(default)]
        pub only_procedure: bool,
        /// Comments that arrived with nothing else between them as one entry: its `data` has their `count`, their numbers as
        /// `runs` of first and last, and as `first` when the oldest arrived. Entries about one statement come as they are.
        #[serde(default)]
        pub joined: bool,
        /// At most this many, 1 to 100.
        #[serde(default)]
        pub limit: Option<u32>,
        /// Where the page begins.
        #[serde(default)]
        pub cursor: Option<Cursor>,
    }
    /// One entry of the record: a message key with its values.
    pub struct RecordEntry {
        /// When it happened.
        pub at: Timestamp,
        /// What happened, such as `statement_submitted`.
        pub kind: String,
        /// Values without personal data.
        pub data: serde_json::Value,
        /// The number of the statement that it is about.
        pub statement: Option<u32>,
    }
}
endpoint!(Get "/api/v1/procedures" Anyone ListProcedures => Page<ProcedureSummary>);
endpoint!(Get "/api/v1/procedures/{procedure}" Anyone ShowProcedure => Procedure);
endpoint!(Get "/api/v1/procedures/{procedure}/record" Anyone ShowRecord => Page<RecordEntry>);
