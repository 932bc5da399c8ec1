//! What staff do with statements: entering a letter, handing out its receipt, deciding on publication with redaction.

use super::{Channel, MayPublish, Receipt, ReplyWish, StatementInput};
use crate::{assessment::StatementFile, endpoint, ids::StatementNumber, time::Day, wire, words};

/// Longest explanation of a decision on publication, in characters.
pub const MAX_REMARK: usize = 2_000;

wire! {
    /// Asks for what the form for a letter needs before it is shown.
    pub struct BeginCapture {
        /// The procedure's slug.
        pub procedure: String,
    }
    /// What makes a form unique.
    pub struct CaptureKey {
        /// Goes along with [`CaptureStatement`].
        pub submission_key: String,
    }
    /// Enters a statement that arrived on another way.
    #[derive(Default)]
    pub struct CaptureStatement {
        /// The procedure's slug.
        pub procedure: String,
        /// The way it arrived.
        #[serde(default)]
        pub channel: Channel,
        /// What [`BeginCapture`] answered: the same letter under the same key is entered once. Empty makes a statement of
        /// every call.
        #[serde(default)]
        pub submission_key: String,
        /// The day it arrived.
        #[serde(default)]
        pub received_on: Option<Day>,
        /// The day it bears.
        #[serde(default)]
        pub written_on: Option<Day>,
        /// The address that it is about, in place of another place, as it is typed: looked up in the municipality's index.
        /// Empty where it is about none.
        #[serde(default)]
        pub address: String,
        /// What the author wrote.
        #[serde(flatten)]
        pub input: StatementInput,
    }
    /// The author's name and address: only for those who may see persons.
    #[derive(Default)]
    pub struct Person {
        /// Name.
        pub name: String,
        /// Organisation.
        pub organisation: String,
        /// Street and house number.
        pub street: String,
        /// Postal code.
        pub postal_code: String,
        /// Town.
        pub city: String,
        /// E-mail address.
        pub email: String,
    }
    /// What happens with the publication of a statement.
    #[derive(Copy, Eq, Hash, Default)]
    #[serde(rename_all = "snake_case")]
    pub enum Publication {
        /// Nobody has decided.
        #[default]
        Undecided,
        /// Published in its redacted version.
        Released,
        /// Not published.
        Refused,
    }
    /// Why a comment is not published although its author allowed it, or passages of it are redacted.
    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum PublicationReason {
        /// It tells who somebody is or where somebody lives.
        PersonalData,
        /// It insults or threatens somebody.
        Insult,
        /// It advertises.
        Advertising,
        /// To publish it would be against the law.
        Illegal,
        /// It has nothing to do with the plan.
        OffTopic,
        /// What the words beside it say.
        Other,
    }
    /// What was decided about the publication of a comment whose author allowed it, as its author reads it.
    pub struct PublicationNotice {
        /// The decision.
        pub publication: Publication,
        /// Whether passages are redacted.
        pub is_redacted: bool,
        /// Why it is not published, or not in full; absent where it is, and of decisions from before reasons were asked for.
        pub reason: Option<PublicationReason>,
        /// The same in the office's own words; may be empty.
        pub remark: String,
        /// Whether it is weighed all the same: not while it is held.
        pub is_weighed: bool,
    }
    /// Asks for the receipt of a statement that staff entered, to hand it to its author. Receipts of statements that
    /// came through the site belong to their authors alone.
    pub struct ShowCapturedReceipt {
        /// The procedure's slug.
        pub procedure: String,
        /// The statement's number.
        pub number: StatementNumber,
    }
    /// Corrects who wrote a statement that staff entered, and how its author is answered: all of it as it is right. The text
    /// stays. What came through the site is its author's own.
    pub struct CorrectAuthor {
        /// The procedure's slug.
        pub procedure: String,
        /// The statement's number.
        pub number: StatementNumber,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// Name.
        #[serde(default)]
        pub name: String,
        /// Organisation.
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
    }
    /// Decides on publication; the passages are replaced in the public version.
    pub struct DecidePublication {
        /// The procedure's slug.
        pub procedure: String,
        /// The statement's number.
        pub number: StatementNumber,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// The decision.
        pub publication: Publication,
        /// Passages to redact, one a line, as they stand in the text; every occurrence is replaced.
        #[serde(default)]
        pub passages: String,
        /// More of them, such as the other spellings that the statement's file names.
        #[serde(default)]
        pub also: Vec<String>,
        /// Keeps the place from the public: its name, its point, and under which section it is found.
        #[serde(default)]
        pub place_withheld: bool,
        /// Why it is not published, or passages are redacted; needed where its author allowed the publication.
        #[serde(default)]
        pub reason: Option<PublicationReason>,
        /// The same in words, which the author reads; needed for another reason than those that have a name.
        #[serde(default)]
        pub remark: String,
    }
}
endpoint!(Get "/api/v1/staff/procedures/{procedure}/capture" Staff BeginCapture => CaptureKey);
endpoint!(Post "/api/v1/staff/procedures/{procedure}/statements" Staff CaptureStatement => Receipt, files super::FILES);
endpoint!(Get "/api/v1/staff/procedures/{procedure}/statements/{number}/receipt" Staff ShowCapturedReceipt => Receipt);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/statements/{number}/author" Staff CorrectAuthor => StatementFile);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/statements/{number}/publication" Staff DecidePublication => StatementFile);

impl CorrectAuthor {
    /// The same as it is entered with a text, under the same rules.
    pub fn entered(self, body: &str, may_publish: MayPublish) -> StatementInput {
        StatementInput {
            body: body.to_owned(),
            name: self.name,
            organisation: self.organisation,
            street: self.street,
            postal_code: self.postal_code,
            city: self.city,
            email: self.email,
            reply: self.reply,
            may_publish,
            ..StatementInput::default()
        }
        .tidy()
    }
}

impl Person {
    /// Name and organisation in one line; what was written in both fields stands there once. None where neither is known.
    pub fn names(&self) -> Option<String> {
        author_names(&self.name, &self.organisation)
    }

    /// Whether an answer of this kind has an address to go to. Nobody is reached who wished for none.
    pub fn is_reached_by(&self, reply: ReplyWish) -> bool {
        match reply {
            ReplyWish::Email => !self.email.is_empty(),
            ReplyWish::Post => !self.city.is_empty(),
            ReplyWish::None => false,
        }
    }
}

/// The name and the organisation of somebody in one line, as [`Person::names`] has them.
pub fn author_names(name: &str, organisation: &str) -> Option<String> {
    let (name, organisation) = (name.trim(), organisation.trim());
    let own = if name.to_lowercase() == organisation.to_lowercase() {
        ""
    } else {
        name
    };
    let parts = [own, organisation];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

words! {
    /// All decisions.
    Publication {
        Undecided = "undecided",
        Released = "released",
        Refused = "refused",
    }
    /// All reasons.
    PublicationReason {
        PersonalData = "personal_data",
        Insult = "insult",
        Advertising = "advertising",
        Illegal = "illegal",
        OffTopic = "off_topic",
        Other = "other",
    }
}

impl Publication {
    /// Whether a decision keeps from the public what its author allowed, so that the author is told why.
    pub fn needs_reason(self, allowed: MayPublish, is_redacted: bool) -> bool {
        let keeps = match self {
            Self::Undecided => false,
            Self::Released => is_redacted,
            Self::Refused => true,
        };
        keeps && allowed != MayPublish::No
    }
}

/// What stands in place of a redacted passage.
pub const REDACTED: &str = "█████";

/// Replaces every occurrence of each passage; longer passages first, so that a short one cannot cut a long one.
pub fn redact(body: &str, passages: &[String]) -> String {
    let mut passages: Vec<&str> = passages
        .iter()
        .map(|p| p.trim())
        .filter(|p| !p.is_empty())
        .collect();
    passages.sort_by_key(|p| std::cmp::Reverse(p.len()));
    passages
        .into_iter()
        .fold(body.to_owned(), |text, passage| text.replace(passage, REDACTED))
}

#[cfg(test)]
mod tests {
    use super::{MayPublish, Publication, redact};

    #[test]
    fn who_allowed_publication_is_told_why_it_is_not_followed() {
        use Publication as P;
        let asks = |allowed| {
            [
                (P::Undecided, true),
                (P::Released, false),
                (P::Released, true),
                (P::Refused, false),
            ]
            .map(|(decision, is_redacted)| decision.needs_reason(allowed, is_redacted))
        };
        assert_eq!(asks(MayPublish::Anonymous), [false, false, true, true]);
        assert_eq!(asks(MayPublish::Named), [false, false, true, true]);
        assert_eq!(asks(MayPublish::No), [false; 4]);
    }

    #[test]
    fn redaction_replaces_every_occurrence_and_long_passages_first() {
        let body = "Anna Meier wohnt neben Meier.";
        assert_eq!(
            redact(body, &["Meier".into(), "Anna Meier".into()]),
            "█████ wohnt neben █████."
        );
        assert_eq!(redact(body, &[" ".into(), String::new()]), body);
    }
}
