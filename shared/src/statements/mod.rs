//! Statements (Stellungnahmen): drafting, sending, the receipt, the public list.
//!
//! Invariants: a statement's text is plain text with LF line ends and is never changed afterwards; its SHA-256 seals
//! it, and redaction replaces passages of it by their words, in a second text. Nobody outside learns name or address of an author.

mod form_step;
mod found_place;
mod receipt_code;
mod staff;

pub use form_step::FormStep;
pub use found_place::{FindPlace, FoundPlace};
pub use receipt_code::{CODE_LENGTH, canonical_code, code_from_bits, spaced_code};
pub use staff::{
    BeginCapture, CaptureKey, CaptureStatement, CorrectAuthor, DecidePublication, MAX_REMARK, Person,
    Publication, PublicationNotice, PublicationReason, REDACTED, ShowCapturedReceipt, author_names, redact,
};

use crate::{
    api::{ApiError, Cursor, FieldError, Files, Invalid, Page},
    assessment::Fate,
    endpoint,
    ids::{RoundId, StatementNumber},
    plans::map::MapView,
    text,
    time::{Day, Timestamp},
    wire, words,
};

/// Longest statement, in characters.
pub const MAX_BODY: usize = 50_000;
/// Most files with one statement.
pub const MAX_FILES: usize = 5;
/// Largest file, in bytes.
pub const MAX_FILE_BYTES: usize = 10_000_000;
/// The files of a statement, as its author sends them.
pub const FILES: Files = Files {
    field: "files",
    what: "Files that belong to the text: PDF, JPEG or PNG.",
    most: MAX_FILES,
    media_types: &["application/pdf", "image/jpeg", "image/png"],
    max_bytes: MAX_FILE_BYTES,
};
/// Shortest key under which a statement is sent, in characters: 128 bits of chance fit in hexadecimal digits, with or without
/// hyphens.
pub const MIN_KEY: usize = 16;
/// Longest key under which a statement is sent, in characters.
pub const MAX_KEY: usize = 64;
/// Longest name or address line, in characters.
pub const MAX_LINE: usize = 200;

wire! {
    /// What a statement is about.
    #[derive(Copy, Eq, Hash, Default)]
    #[serde(rename_all = "snake_case")]
    pub enum PlaceKind {
        /// The whole plan.
        #[default]
        Whole,
        /// A section of the drawing.
        Section,
        /// A text chapter.
        Chapter,
        /// A document.
        Document,
        /// A point on the map.
        Point,
        /// An address.
        Address,
    }
    /// How the author wants to be answered.
    #[derive(Copy, Eq, Hash, Default)]
    #[serde(rename_all = "snake_case")]
    pub enum ReplyWish {
        /// Not at all; the receipt's code shows the answer.
        #[default]
        None,
        /// By e-mail.
        Email,
        /// By post.
        Post,
    }
    /// What the author allows to be published.
    #[derive(Copy, Eq, Hash, Default)]
    #[serde(rename_all = "snake_case")]
    pub enum MayPublish {
        /// Nothing.
        #[default]
        No,
        /// The text without a name.
        Anonymous,
        /// The text with the name.
        Named,
    }
    /// The way on which a statement arrived.
    #[derive(Copy, Eq, Hash, Default)]
    #[serde(rename_all = "snake_case")]
    pub enum Channel {
        /// This platform.
        #[default]
        Web,
        /// A letter.
        Letter,
        /// An e-mail.
        Email,
        /// Taken down in person (zur Niederschrift).
        InPerson,
        /// By telephone.
        Phone,
        /// A fax.
        Fax,
    }
}

words! {
    /// All kinds.
    PlaceKind {
        Whole = "whole",
        Section = "section",
        Chapter = "chapter",
        Document = "document",
        Point = "point",
        Address = "address",
    }
    /// All wishes.
    ReplyWish {
        None = "none",
        Email = "email",
        Post = "post",
    }
    /// All answers.
    MayPublish {
        No = "no",
        Anonymous = "anonymous",
        Named = "named",
    }
    /// All channels.
    Channel {
        Web = "web",
        Letter = "letter",
        Email = "email",
        InPerson = "in_person",
        Phone = "phone",
        Fax = "fax",
    }
}

wire! {
    /// What an author writes; the same fields in the form, the draft and the statement.
    #[derive(Default)]
    pub struct StatementInput {
        /// The text.
        #[serde(default)]
        pub body: String,
        /// What it is about.
        #[serde(default)]
        pub place: PlaceKind,
        /// Which section, chapter or document (its id), or `lat,lon` of a point or address.
        #[serde(default)]
        pub place_ref: String,
        /// The place in words, such as an address; made by the server where it knows better.
        #[serde(default)]
        pub place_label: String,
        /// The author's name.
        #[serde(default)]
        pub name: String,
        /// The organisation that the author speaks for.
        #[serde(default)]
        pub organisation: String,
        /// Street and house number.
        #[serde(default)]
        pub street: String,
        /// Postal code.
        #[serde(default)]
        pub postal_code: String,
        /// Town.
        #[serde(default)]
        pub city: String,
        /// E-mail address.
        #[serde(default)]
        pub email: String,
        /// How to be answered.
        #[serde(default)]
        pub reply: ReplyWish,
        /// What may be published.
        #[serde(default)]
        pub may_publish: MayPublish,
        /// The language of page and text, a code such as `de`.
        #[serde(default)]
        pub language: String,
        /// A field that people do not see; programs that fill everything give themselves away (held, never dropped).
        #[serde(default)]
        pub website: String,
        /// The version of the procedure that the author saw.
        #[serde(default)]
        pub seen_version: String,
    }
}

impl StatementInput {
    /// The text with LF line ends and lines of the form trimmed. U+0000 is left out everywhere: nobody can type it and
    /// PostgreSQL cannot store it.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        self.body = text::unify_line_ends(&self.body);
        // One list of all places in a plain form says kind and id in one value, such as `chapter:ID`.
        let chosen = self
            .place_ref
            .split_once(':')
            .and_then(|(kind, id)| Some((PlaceKind::from_word(kind)?, id.to_owned())));
        if let Some((kind, id)) = chosen {
            self.place = kind;
            self.place_ref = id;
        }
        for field in [
            &mut self.body,
            &mut self.place_ref,
            &mut self.place_label,
            &mut self.name,
            &mut self.organisation,
            &mut self.street,
            &mut self.postal_code,
            &mut self.city,
            &mut self.email,
            &mut self.language,
            &mut self.website,
            &mut self.seen_version,
        ] {
            field.retain(|c| c != '\0');
        }
        for line in [
            &mut self.name,
            &mut self.organisation,
            &mut self.street,
            &mut self.postal_code,
            &mut self.city,
            &mut self.email,
            &mut self.place_label,
        ] {
            let trimmed = line.trim();
            if trimmed.len() != line.len() {
                *line = trimmed.to_owned();
            }
        }
        // What no person types: a longer one is no word that anything knows, and needs no message.
        for word in [
            &mut self.place_ref,
            &mut self.language,
            &mut self.website,
            &mut self.seen_version,
        ] {
            if let Some((end, _)) = word.char_indices().nth(MAX_LINE) {
                word.truncate(end);
            }
        }
        self
    }

    /// What is longer than anything that can be sent, field by field.
    #[must_use]
    pub fn too_long(&self) -> Invalid {
        let mut invalid = Invalid::default();
        self.check_lengths(&mut invalid, false);
        text::check_text(&mut invalid, "email", &self.email, false, text::MAX_EMAIL);
        invalid
    }

    fn check_lengths(&self, invalid: &mut Invalid, needs_text: bool) {
        text::check_text(invalid, "body", &self.body, needs_text, MAX_BODY);
        for (field, line) in [
            ("name", &self.name),
            ("organisation", &self.organisation),
            ("street", &self.street),
            ("postal_code", &self.postal_code),
            ("city", &self.city),
            ("place_label", &self.place_label),
        ] {
            text::check_text(invalid, field, line, false, MAX_LINE);
        }
    }

    /// What is wrong, field by field: in the browser before sending, on the server before storing.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] naming each field.
    pub fn check(&self) -> Result<(), ApiError> {
        let mut invalid = Invalid::default();
        self.check_lengths(&mut invalid, true);
        match self.reply {
            ReplyWish::Email if self.email.is_empty() => invalid.add("email", "errors.email_for_reply"),
            ReplyWish::Post => {
                for (field, line) in [
                    ("name", &self.name),
                    ("street", &self.street),
                    ("postal_code", &self.postal_code),
                    ("city", &self.city),
                ] {
                    if line.is_empty() {
                        invalid.add(field, "errors.address_for_reply");
                    }
                }
            }
            _ => {}
        }
        if !self.email.is_empty() && !text::is_email(&self.email) {
            invalid.add("email", "errors.invalid_email");
        }
        if self.may_publish == MayPublish::Named && self.name.is_empty() && self.organisation.is_empty() {
            invalid.add("name", "errors.name_for_publication");
        }
        if matches!(self.place, PlaceKind::Point | PlaceKind::Address) && self.point().is_none() {
            invalid.add("place", "errors.place_missing");
        }
        if matches!(
            self.place,
            PlaceKind::Section | PlaceKind::Chapter | PlaceKind::Document
        ) && self.place_ref.is_empty()
        {
            invalid.add("place", "errors.place_missing");
        }
        invalid.finish()
    }

    /// `(lat, lon)` of a point or address, WGS84 degrees.
    pub fn point(&self) -> Option<(f64, f64)> {
        let (lat, lon) = self.place_ref.split_once(',')?;
        let (lat, lon): (f64, f64) = (lat.trim().parse().ok()?, lon.trim().parse().ok()?);
        ((-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)).then_some((lat, lon))
    }
}

wire! {
    /// Asks for the visitor's draft of a comment on a procedure.
    pub struct ShowDraft {
        /// The procedure's slug.
        pub procedure: String,
        /// Whether what is wrong with it is wanted as well, which takes reading the plan.
        #[serde(default)]
        pub mistakes: bool,
        /// The place that a link asks for: `section:ID`, `chapter:ID` or `document:ID`; empty where none does.
        #[serde(default)]
        pub place: String,
    }
    /// A place of the plan.
    pub struct AskedPlace {
        /// What it is.
        pub kind: PlaceKind,
        /// Its id: of a section that was merged into another one, that one's.
        pub reference: String,
        /// Its name.
        pub label: String,
    }
    /// A draft, kept on the server for 24 hours after its last change.
    #[derive(Default)]
    pub struct Draft {
        /// What was typed so far.
        pub input: StatementInput,
        /// The key under which it will be sent, chosen by the browser; empty where it chose none.
        #[serde(default)]
        pub submission_key: String,
        /// Files that were sent along.
        pub files: Vec<DraftFile>,
        /// Addresses found for the last street search.
        #[serde(default)]
        pub found: Option<Vec<crate::addresses::Address>>,
        /// The street that was searched.
        #[serde(default)]
        pub search: String,
        /// What the pressed button did where that was for the server to decide: `search` or `check`; else empty.
        #[serde(default)]
        pub did: String,
        /// Whether of name and addresses something was typed that is not kept, because no answer needs it: neither sent nor
        /// published. Its author is told before sending; not every browser can hide the fields.
        #[serde(default)]
        pub left_out: bool,
        /// Where the map looks; none while it is closed.
        #[serde(default)]
        pub map: Option<MapView>,
        /// What lies in the middle of the map.
        #[serde(default)]
        pub middle: Option<FoundPlace>,
        /// The receipt, when the draft was sent within the last ten minutes.
        #[serde(default)]
        pub sent: Option<Receipt>,
        /// A hash of everything that would be sent: whoever sends with it ([`SendDraft`]) sends nothing else than was read
        /// here. Empty where there is nothing.
        #[serde(default)]
        pub seal: String,
        /// When it was stored last.
        #[serde(default)]
        pub saved_at: Option<Timestamp>,
        /// What `check` ([`SaveDraft`]) would find wrong with it, where that was asked for; where it was just stored that is
        /// the answer itself.
        #[serde(default)]
        pub mistakes: Vec<FieldError>,
        /// The place that was asked for with it, if the plan has it.
        #[serde(default)]
        pub asked: Option<AskedPlace>,
        /// Whether the point or address that is chosen lies outside of the plan.
        #[serde(default)]
        pub outside: bool,
    }
    /// A file of a draft.
    pub struct DraftFile {
        /// Its place in the list, from 0.
        pub index: u32,
        /// Its name.
        pub name: String,
        /// Its size in bytes.
        pub size: u64,
    }
    /// Stores the visitor's draft; files come along in a multipart form.
    #[derive(Default)]
    pub struct SaveDraft {
        /// The procedure's slug.
        pub procedure: String,
        /// What was typed.
        #[serde(flatten)]
        pub input: StatementInput,
        /// Which button was pressed: `check` checks everything, `next` what the `step` asks for, anything else stores
        /// what is there. Buttons: `check`, `next`, `search`, `place:KIND:REF`, `map:MOVE`, `remove:INDEX`,
        /// `language:CODE`, `save`. `enter:BUTTON` is the Enter key in a field: it searches where another street was
        /// typed, else it is that button. A `MOVE` is `open`, `close`, `north`, `west`, `east`, `south`, `in` or `out`.
        #[serde(default, rename = "do")]
        pub action: String,
        /// 16 to 64 characters chosen by the browser: under the same key nothing is sent twice, whichever way it goes.
        /// Once a draft has one it keeps it.
        #[serde(default)]
        pub submission_key: String,
        /// A street to look for.
        #[serde(default)]
        pub search: String,
        /// The question that `next` or `check` leaves: `place`, `text`, `reply` or `publish`. Of name and address only what
        /// its answer needs is kept then. Empty for all questions together.
        #[serde(default)]
        pub step: String,
        /// Not empty where the form shows name and address only if they are needed or `with_person` is ticked: what it
        /// does not show is not kept. Empty keeps everything.
        #[serde(default)]
        pub asks_person: String,
        /// Not empty where name and address are given though nothing needs them.
        #[serde(default)]
        pub with_person: String,
    }
    /// Sends the visitor's draft; repeating it answers the same receipt, for ten minutes.
    #[derive(Default)]
    pub struct SendDraft {
        /// The procedure's slug.
        pub procedure: String,
        /// The seal of the draft as its author read it. Where another window changed it since, it is not sent
        /// (`draft_changed`). Empty asks for no comparison.
        #[serde(default)]
        pub seal: String,
        /// The draft's key ([`Draft`]), if the caller has it: a device that got no answer in time. With it the receipt is
        /// answered later as well.
        #[serde(default)]
        pub submission_key: String,
    }
    /// Submits a statement without a draft: scripts and other programs. As `multipart/form-data` the same fields may be
    /// followed by files under the name `files`.
    #[derive(Default)]
    pub struct SubmitStatement {
        /// The procedure's slug.
        pub procedure: String,
        /// 16 to 64 characters chosen by the caller; the same key never makes a second statement.
        #[cfg_attr(feature = "schema", schemars(length(min = MIN_KEY, max = MAX_KEY)))]
        pub submission_key: String,
        /// What the author wrote.
        #[serde(flatten)]
        pub input: StatementInput,
    }
    /// Deletes the visitor's drafts of all procedures, and the cookies that lead to them.
    pub struct ForgetDrafts {}
    /// What was forgotten.
    pub struct Forgotten {
        /// How many drafts were deleted.
        pub drafts: u32,
    }
    /// Proof that a statement was received.
    pub struct Receipt {
        /// Its number within the procedure.
        pub number: StatementNumber,
        /// The code, shown as `XXXX-XXXX-XXXX`.
        pub code: String,
        /// When it was stored: what came through the site was received then.
        pub received_at: Timestamp,
        /// The day it was received: what counts for the period.
        pub received_on: Day,
        /// The way it arrived. What did not come through the site was received on its day, and entered later.
        pub channel: Channel,
        /// The procedure's slug.
        pub procedure: String,
    }
    /// Opens a statement by its receipt's code.
    pub struct ShowReceipt {
        /// The code in any spelling.
        pub code: String,
    }
    /// What the receipt's code opens: never name or address.
    pub struct ReceiptView {
        /// The number, code and moment.
        pub receipt: Receipt,
        /// The procedure's title.
        pub title: String,
        /// The language of the title.
        pub title_language: String,
        /// The title in every language that has one: whoever opens the receipt may read another than its author wrote in.
        #[serde(default)]
        pub titles: crate::organisations::Localized,
        /// The language of the statement's page.
        pub language: String,
        /// The author's text.
        pub body: String,
        /// SHA-256 of the text, hexadecimal.
        pub body_sha256: String,
        /// What it is about, in words; empty for the whole plan.
        pub place: String,
        /// Names and sizes of the files that came along.
        pub files: Vec<(String, u64)>,
        /// How the author wants to be answered.
        pub reply: ReplyWish,
        /// What may be published.
        pub may_publish: MayPublish,
        /// What was decided about that, where its author allowed it; none before, and once it is withdrawn.
        #[serde(default)]
        pub publication: Option<PublicationNotice>,
        /// Whether the receipt was or will be sent by e-mail.
        pub mailed: bool,
        /// What became of it.
        pub fate: Fate,
        /// The step of the round in which it came.
        pub step: crate::procedures::Step,
        /// Whether it can still be withdrawn.
        pub can_withdraw: bool,
        /// The last day on which it can be withdrawn.
        pub round_ends: Day,
        /// Whether its round is open, so that another one can be written.
        #[serde(default)]
        pub can_write: bool,
        /// Who answers questions.
        pub contact: crate::organisations::Contact,
    }
    /// Withdraws a statement by its receipt's code.
    pub struct WithdrawStatement {
        /// The code in any spelling.
        pub code: String,
    }
    /// Lists the comments that author and clerk allowed to be published.
    pub struct ListPublicStatements {
        /// The procedure's slug.
        pub procedure: String,
        /// Only those on this section or at a place within it.
        #[serde(default)]
        pub section: Option<String>,
        /// Only those that have a place on the map.
        #[serde(default)]
        pub located: bool,
        /// Of what became of them only the state, as a list shows it.
        #[serde(default)]
        pub brief: bool,
        /// At most this many, 1 to 100.
        #[serde(default)]
        pub limit: Option<u32>,
        /// Where the page begins.
        #[serde(default)]
        pub cursor: Option<Cursor>,
    }
    /// A published comment in its redacted version.
    pub struct PublicStatement {
        /// Its number within the procedure.
        pub number: StatementNumber,
        /// The text; redacted passages read `█████`.
        pub body: String,
        /// The language of the text.
        pub language: String,
        /// The name, if the author allowed it.
        pub author: Option<String>,
        /// What it is about, in words; empty for the whole plan and where the place is not told.
        pub place: String,
        /// `[lon, lat]`, if it has a place that is told.
        pub point: Option<[f64; 2]>,
        /// Whether it is about a place that is not told, such as the author's own address.
        #[serde(default)]
        pub place_withheld: bool,
        /// The day it was received.
        pub received_on: Day,
        /// The round in which it was received, as it was decided on that day.
        #[serde(default)]
        pub round: Option<RoundId>,
        /// Where it stands and what is released.
        pub fate: Fate,
    }
    /// Asks for one published comment.
    pub struct ShowPublicStatement {
        /// The procedure's slug.
        pub procedure: String,
        /// Its number.
        pub number: StatementNumber,
    }
}
endpoint!(Get "/api/v1/procedures/{procedure}/draft" Anyone ShowDraft => Draft);
endpoint!(Put "/api/v1/procedures/{procedure}/draft" Anyone SaveDraft => Draft, files FILES);
endpoint!(Post "/api/v1/procedures/{procedure}/draft/send" Anyone SendDraft => Receipt);
endpoint!(Delete "/api/v1/drafts" Anyone ForgetDrafts => Forgotten);
endpoint!(Post "/api/v1/procedures/{procedure}/statements" Anyone SubmitStatement => Receipt, files FILES);
endpoint!(Get "/api/v1/receipts/{code}" Anyone ShowReceipt => ReceiptView);
endpoint!(Post "/api/v1/receipts/{code}/withdraw" Anyone WithdrawStatement => ReceiptView);
endpoint!(Get "/api/v1/procedures/{procedure}/statements" Anyone ListPublicStatements => Page<PublicStatement>);
endpoint!(Get "/api/v1/procedures/{procedure}/statements/{number}" Anyone ShowPublicStatement => PublicStatement);

impl ShowDraft {
    /// What was typed so far, whether it is right or not.
    pub fn of(procedure: impl Into<String>) -> Self {
        Self {
            procedure: procedure.into(),
            mistakes: false,
            place: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_by_post_needs_an_address() {
        let input = StatementInput {
            body: "Zu laut.".into(),
            reply: ReplyWish::Post,
            ..Default::default()
        };
        let Err(ApiError::Invalid(invalid)) = input.check() else {
            panic!()
        };
        let fields: Vec<_> = invalid.0.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(fields, ["name", "street", "postal_code", "city"]);
    }

    #[test]
    fn one_value_may_name_kind_and_place() {
        let input = StatementInput {
            place_ref: "chapter:abc".into(),
            ..Default::default()
        }
        .tidy();
        assert_eq!(
            (input.place, input.place_ref.as_str()),
            (PlaceKind::Chapter, "abc")
        );
        let input = StatementInput {
            place_ref: "whole:".into(),
            ..Default::default()
        }
        .tidy();
        assert_eq!((input.place, input.place_ref.as_str()), (PlaceKind::Whole, ""));
    }

    #[test]
    fn draft_and_statement_decode_from_a_plain_form() {
        let form = "procedure=am-hafen&body=Zu+laut%0D%0A&place=section&place_ref=x&reply=email&email=a%40b.de&do=check&search=";
        let draft: SaveDraft = serde_html_form::from_str(form).unwrap();
        assert_eq!(draft.action, "check");
        assert_eq!(draft.input.place, PlaceKind::Section);
        assert_eq!(draft.input.tidy().body, "Zu laut\n");
    }
}
