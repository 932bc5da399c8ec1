//! The working copy of a procedure: what staff write, until it is published as a new version.

use super::{Content, Kind, MAX_LONG, MAX_SHORT, MAX_TITLE, Procedure, Round, Step, translations::TextState};
use crate::{
    api::{ApiError, Cursor, Files, Invalid, Page},
    endpoint,
    plans::{MAX_DOCUMENT_BYTES, MAX_PLAN_BYTES},
    text,
    time::Day,
    wire,
};

/// The file of a plan.
const PLAN_FILE: Files = Files {
    field: "file",
    what: "A plan: XPlanGML, a ZIP file with it and its documents, or GeoJSON.",
    most: 1,
    media_types: &[
        "application/gml+xml",
        "application/xml",
        "application/zip",
        "application/geo+json",
    ],
    max_bytes: MAX_PLAN_BYTES,
};
/// The file of a document.
const DOCUMENT_FILE: Files = Files {
    field: "file",
    what: "The document as PDF.",
    most: 1,
    media_types: &["application/pdf"],
    max_bytes: MAX_DOCUMENT_BYTES,
};

wire! {
    /// Lists all procedures for staff, also unpublished ones, newest first.
    #[derive(Default)]
    pub struct ListWorkingCopies {
        /// At most this many, 1 to 100.
        #[serde(default)]
        pub limit: Option<u32>,
        /// Where the page begins.
        #[serde(default)]
        pub cursor: Option<Cursor>,
    }
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
        /// How many of them are received and not in work yet.
        pub unread: u32,
        /// How many of them are before the council.
        #[serde(default)]
        pub before_council: u32,
        /// How many of them were decided on and not answered yet.
        #[serde(default)]
        pub decided: u32,
        /// How many of them are held back and not decided on: somebody has to look whether they are spam.
        #[serde(default)]
        pub held: u32,
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
    /// Removes a procedure that was made by mistake: one that was never published and has no statements.
    pub struct RemoveProcedure {
        /// The procedure's slug.
        pub procedure: String,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
    }
    /// Asks for the working copy.
    pub struct ShowWorkingCopy {
        /// The procedure's slug.
        pub procedure: String,
        /// Without what it lacks and what is doubtful, which takes checking its texts: for pages that show neither.
        #[serde(default)]
        pub brief: bool,
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
        /// How many comments were received.
        #[serde(default)]
        pub statements: u32,
        /// The content.
        pub content: Content,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// What still has to be done before publishing: keys below `procedures.missing.`; empty in brief.
        pub missing: Vec<String>,
        /// What somebody should look at once more before publishing, which it does not keep from being published: keys below
        /// `working_copies.doubt.`; empty in brief.
        #[serde(default)]
        pub doubts: Vec<String>,
        /// Whether the outline of the plan lies somewhere else than the municipality: coordinate systems that fit.
        pub coordinate_systems: Vec<u32>,
        /// The municipalities that the plan's file names, with their keys; empty where it names none.
        #[serde(default)]
        pub plan_municipality: String,
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
    /// Writes, moves or removes a text chapter in German; an empty id makes a new one. With another language it is
    /// translated: nothing but title, text and their state is changed then, and both empty take the translation away.
    #[derive(Default)]
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
        /// The language of title and text; empty is German.
        #[serde(default)]
        pub language: String,
        /// How far the translation is; German has no state of its own.
        #[serde(default)]
        pub text_state: TextState,
        /// Who edited or tested the translation.
        #[serde(default)]
        pub text_by: String,
        /// On which day, `YYYY-MM-DD`.
        #[serde(default)]
        pub text_on: String,
    }
    /// Changes or removes a document; a file sent along makes a new one. With another language than German nothing but its
    /// title in that language is changed.
    #[derive(Default)]
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
        /// Its title; in another language than German an empty one takes it away.
        #[serde(default)]
        pub title: String,
        /// The language of the title; empty is German.
        #[serde(default)]
        pub language: String,
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
    /// Renames, hides, orders, merges or splits a section. With another language than German nothing but its name in that
    /// language is changed.
    #[derive(Default)]
    pub struct EditSection {
        /// The procedure's slug.
        pub procedure: String,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// Which section.
        pub section: String,
        /// Its name; not looked at when sections are merged or split. In another language than German an empty one takes it
        /// away.
        #[serde(default)]
        pub label: String,
        /// The language of the name; empty is German.
        #[serde(default)]
        pub language: String,
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
    /// Reads the plan file sent along (XPlanGML, ZIP or GeoJSON) into the working copy; without one, the file that was
    /// imported last.
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
endpoint!(Get "/api/v1/staff/procedures" Staff ListWorkingCopies => Page<WorkingCopySummary>);
endpoint!(Post "/api/v1/staff/procedures" Staff CreateProcedure => WorkingCopy);
endpoint!(Get "/api/v1/staff/procedures/{procedure}" Staff ShowWorkingCopy => WorkingCopy);
endpoint!(Delete "/api/v1/staff/procedures/{procedure}" Staff RemoveProcedure => ());
endpoint!(Put "/api/v1/staff/procedures/{procedure}/texts" Staff EditTexts => WorkingCopy);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/settings" Staff EditSettings => WorkingCopy);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/chapters" Staff EditChapter => WorkingCopy);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/documents" Staff EditDocument => WorkingCopy, files DOCUMENT_FILE);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/sections" Staff EditSection => WorkingCopy);
endpoint!(Post "/api/v1/staff/procedures/{procedure}/plan" Staff ImportPlan => PlanImported, files PLAN_FILE);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/rounds" Staff SetRound => WorkingCopy);
endpoint!(Post "/api/v1/staff/procedures/{procedure}/publish" Staff PublishProcedure => WorkingCopy);
endpoint!(Get "/api/v1/staff/procedures/{procedure}/preview" Staff PreviewProcedure => Procedure);

impl ShowWorkingCopy {
    /// The working copy with what it lacks.
    pub fn of(procedure: impl Into<String>) -> Self {
        Self {
            procedure: procedure.into(),
            brief: false,
        }
    }
}

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
        self.status_fields().check(&mut invalid);
        if !self.contact_email.is_empty() && !text::is_email(&self.contact_email) {
            invalid.add("contact_email", "errors.invalid_email");
        }
        invalid.finish()
    }
}
