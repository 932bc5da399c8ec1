//! Procedures (Verfahren): rounds with their periods, public content in versions, the public record.
//!
//! Invariant: what the public sees is always one immutable version; a statement names the version its author saw.

pub mod phases;
pub mod translations;

use std::collections::BTreeMap;

use self::translations::{TextState, TextStatus};
use crate::{
    api::{ApiError, Cursor, Invalid, Page},
    endpoint,
    glossary::{EasyText, Word},
    ids::RoundId,
    organisations::{Contact, Localized},
    plans::{Chapter, Document, Drawing},
    text,
    time::{Day, Period, Phase, Timestamp},
    videos::Video,
    wire,
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
        /// The council has decided.
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

impl Step {
    /// All steps.
    pub const ALL: [Self; 3] = [Self::EarlyPublic, Self::PublicDisplay, Self::Informal];
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::EarlyPublic => "early_public",
            Self::PublicDisplay => "public_display",
            Self::Informal => "informal",
        }
    }
    /// Reads the stored word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.word() == word)
    }
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 4] = [
        Self::DevelopmentPlan,
        Self::ProjectPlan,
        Self::LandUsePlan,
        Self::Other,
    ];
    /// The stored word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::DevelopmentPlan => "development_plan",
            Self::ProjectPlan => "project_plan",
            Self::LandUsePlan => "land_use_plan",
            Self::Other => "other",
        }
    }
    /// Reads the stored word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
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
        /// How far the texts are in each language but German; a language without an entry is [`TextState::Edited`].
        #[serde(default)]
        pub translations: BTreeMap<String, TextStatus>,
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
        /// The languages in which the procedure can be read, German first.
        #[serde(default)]
        pub languages: Vec<String>,
        /// Who answers questions.
        pub contact: Contact,
        /// Text chapters.
        pub chapters: Vec<Chapter>,
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
        /// When names and addresses will be deleted.
        pub deletion_on: Option<Day>,
        /// The council's last decision, if there is one.
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

wire! {
    /// Lists all procedures for staff, also unpublished ones.
    pub struct ListWorkingCopies {}
    /// A procedure in the staff's list.
    pub struct WorkingCopySummary {
        /// Its name in addresses.
        pub slug: String,
        /// The German title.
        pub title: String,
        /// The version that is published, if any.
        pub published_version: Option<u32>,
        /// Whether the working copy differs from it.
        pub has_changes: bool,
        /// The round that is open, opens next or was last.
        pub round: Option<Round>,
        /// How many comments were received.
        pub statements: u32,
        /// How many of them nobody has opened yet.
        pub unread: u32,
    }
    /// Makes an empty procedure.
    pub struct CreateProcedure {
        /// The German title.
        pub title: String,
        /// Its name in addresses; proposed from the title when empty.
        #[serde(default)]
        pub slug: String,
        /// What it makes.
        pub kind: Kind,
    }
    /// Asks for the working copy.
    pub struct ShowWorkingCopy {
        /// The procedure's slug.
        pub procedure: String,
    }
    /// The working copy of a procedure.
    pub struct WorkingCopy {
        /// Its name in addresses.
        pub slug: String,
        /// What it makes.
        pub kind: Kind,
        /// The version that is published, if any.
        pub published_version: Option<u32>,
        /// Whether it differs from what is published.
        pub has_changes: bool,
        /// All rounds.
        pub rounds: Vec<Round>,
        /// When names and addresses will be deleted.
        pub deletion_on: Option<Day>,
        /// The content.
        pub content: Content,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// What still has to be done before publishing: keys below `procedures.missing.`.
        pub missing: Vec<String>,
        /// Whether the outline of the plan lies somewhere else than the municipality: coordinate systems that fit.
        pub coordinate_systems: Vec<u32>,
    }
    /// Writes the texts of the working copy in one language.
    #[derive(Default)]
    pub struct EditTexts {
        /// The procedure's slug.
        pub procedure: String,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// The language of the texts.
        pub language: String,
        /// The title.
        pub title: String,
        /// One to three sentences.
        #[serde(default)]
        pub short: String,
        /// The long text, Markdown.
        #[serde(default)]
        pub long: String,
        /// The summary in plain language.
        #[serde(default)]
        pub plain: String,
        /// How far these texts are; German ones have no state of their own.
        #[serde(default)]
        pub text_state: TextState,
        /// Who edited or tested them.
        #[serde(default)]
        pub text_by: String,
        /// On which day, `YYYY-MM-DD`.
        #[serde(default)]
        pub text_on: String,
        /// The office that answers questions.
        #[serde(default)]
        pub contact_office: String,
        /// Its address.
        #[serde(default)]
        pub contact_address: String,
        /// Its telephone number.
        #[serde(default)]
        pub contact_phone: String,
        /// Its e-mail address.
        #[serde(default)]
        pub contact_email: String,
        /// When somebody answers.
        #[serde(default)]
        pub contact_hours: String,
    }
    /// Changes slug, kind and deletion date.
    pub struct EditSettings {
        /// The procedure's slug.
        pub procedure: String,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// The slug from now on; the old one keeps redirecting.
        pub slug: String,
        /// What it makes.
        pub kind: Kind,
        /// When names and addresses are deleted.
        #[serde(default)]
        pub deletion_on: Option<Day>,
    }
    /// Writes, moves or removes a text chapter; an empty id makes a new one.
    pub struct EditChapter {
        /// The procedure's slug.
        pub procedure: String,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// Which chapter; empty makes a new one.
        #[serde(default)]
        pub chapter: String,
        /// `1` takes it away; nothing else is looked at then.
        #[serde(default)]
        pub remove: String,
        /// Its title.
        #[serde(default)]
        pub title: String,
        /// Its text, Markdown.
        #[serde(default)]
        pub markdown: String,
        /// Where it stands, from 1; its place is kept when absent.
        #[serde(default)]
        pub position: Option<u32>,
    }
    /// Changes or removes a document; a file sent along makes a new one.
    pub struct EditDocument {
        /// The procedure's slug.
        pub procedure: String,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// Which document; empty makes a new one from the file sent along.
        #[serde(default)]
        pub document: String,
        /// `1` takes it away; nothing else is looked at then.
        #[serde(default)]
        pub remove: String,
        /// Its title.
        #[serde(default)]
        pub title: String,
        /// Its kind code.
        #[serde(default)]
        pub kind: String,
        /// The date it bears.
        #[serde(default)]
        pub date: Option<Day>,
        /// Where it stands, from 1; its place is kept when absent.
        #[serde(default)]
        pub position: Option<u32>,
    }
    /// Renames, hides, orders, merges or splits a section.
    #[derive(Default)]
    pub struct EditSection {
        /// The procedure's slug.
        pub procedure: String,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// Which section.
        pub section: String,
        /// Its name; not looked at when sections are merged or split.
        #[serde(default)]
        pub label: String,
        /// Whether it is hidden.
        #[serde(default)]
        pub hidden: bool,
        /// Where it stands, from 1; its place is kept when absent.
        #[serde(default)]
        pub position: Option<u32>,
        /// The section that it is merged into: its id, or its number in the list, from 1; empty for none.
        #[serde(default)]
        pub merge_into: String,
        /// Whether it is parted again into the areas that were merged into it; nothing else is changed then.
        #[serde(default)]
        pub split: bool,
    }
    /// Reads the plan file sent along (XPlanGML, ZIP or GeoJSON) into the working copy.
    pub struct ImportPlan {
        /// The procedure's slug; `new` makes a procedure from the plan's header.
        pub procedure: String,
        /// Which plan, when the file holds several: its `gml:id`.
        #[serde(default)]
        pub plan: String,
        /// The coordinate system to read it in, when the file's label is wrong: an EPSG code.
        #[serde(default)]
        pub srs: Option<u32>,
    }
    /// What a plan import found.
    pub struct PlanImported {
        /// The procedure that was filled.
        pub slug: String,
        /// Plans in the file: `gml:id` and name; more than one must be chosen from.
        pub plans: Vec<(String, String)>,
        /// Whether something was stored.
        pub stored: bool,
        /// What the reader noticed.
        pub findings: Vec<ImportFinding>,
    }
    /// Something that the reader of a plan file noticed.
    pub struct ImportFinding {
        /// A machine-readable code, such as `crs_suspect`.
        pub code: String,
        /// The element it is about.
        pub element: String,
        /// The line in the file.
        pub line: u32,
        /// What was found.
        pub message: String,
        /// How to mend it.
        pub hint: String,
        /// Whether it kept the plan from being imported.
        pub error: bool,
    }
    /// Sets a round's step, pass and period, or takes it away; an empty id makes a new one.
    pub struct SetRound {
        /// The procedure's slug.
        pub procedure: String,
        /// For noticing that somebody else saved in between: the working copy's revision, which forms always send. Absent is
        /// not checked.
        #[serde(default)]
        pub revision: Option<u32>,
        /// Which round; empty makes a new one.
        #[serde(default)]
        pub round: String,
        /// What it is for.
        pub step: Step,
        /// 1 for the first time.
        pub pass: u32,
        /// The first day.
        pub start: Option<Day>,
        /// The last day.
        pub end: Option<Day>,
        /// `1` takes it away, as long as nobody could take part in it; nothing else is looked at then.
        #[serde(default)]
        pub remove: String,
    }
    /// Publishes the working copy as a new version.
    pub struct PublishProcedure {
        /// The procedure's slug.
        pub procedure: String,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// Why it was changed; required from the second version on.
        #[serde(default)]
        pub reason: String,
    }
    /// Shows the working copy as the public page would show it.
    pub struct PreviewProcedure {
        /// The procedure's slug.
        pub procedure: String,
        /// The wished language.
        #[serde(default)]
        pub language: Option<String>,
    }
}
endpoint!(Get "/api/v1/staff/procedures" Staff ListWorkingCopies => Vec<WorkingCopySummary>);
endpoint!(Post "/api/v1/staff/procedures" Staff CreateProcedure => WorkingCopy);
endpoint!(Get "/api/v1/staff/procedures/{procedure}" Staff ShowWorkingCopy => WorkingCopy);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/texts" Staff EditTexts => WorkingCopy);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/settings" Staff EditSettings => WorkingCopy);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/chapters" Staff EditChapter => WorkingCopy);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/documents" Staff EditDocument => WorkingCopy);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/sections" Staff EditSection => WorkingCopy);
endpoint!(Post "/api/v1/staff/procedures/{procedure}/plan" Staff ImportPlan => PlanImported);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/rounds" Staff SetRound => WorkingCopy);
endpoint!(Post "/api/v1/staff/procedures/{procedure}/publish" Staff PublishProcedure => WorkingCopy);
endpoint!(Get "/api/v1/staff/procedures/{procedure}/preview" Staff PreviewProcedure => Procedure);

impl CreateProcedure {
    /// What is wrong with the input itself.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] naming each field.
    pub fn check(&self) -> Result<(), ApiError> {
        let mut invalid = Invalid::default();
        text::check_text(&mut invalid, "title", &self.title, true, MAX_TITLE);
        if !self.slug.is_empty() && !text::is_slug(&self.slug) {
            invalid.add("slug", "errors.slug");
        }
        invalid.finish()
    }
}

impl EditTexts {
    /// What is wrong with the input itself.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] naming each field.
    pub fn check(&self) -> Result<(), ApiError> {
        let mut invalid = Invalid::default();
        text::check_text(
            &mut invalid,
            "title",
            &self.title,
            self.language == "de",
            MAX_TITLE,
        );
        text::check_text(&mut invalid, "short", &self.short, false, MAX_SHORT);
        text::check_text(&mut invalid, "long", &self.long, false, MAX_LONG);
        text::check_text(&mut invalid, "plain", &self.plain, false, MAX_LONG);
        self.check_status(&mut invalid);
        if !self.contact_email.is_empty() && !text::is_email(&self.contact_email) {
            invalid.add("contact_email", "errors.invalid_email");
        }
        invalid.finish()
    }
}
