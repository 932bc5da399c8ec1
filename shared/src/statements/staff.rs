//! What staff do with statements: entering a letter, handing out its receipt, deciding on publication with redaction.

use super::{Channel, Receipt, ReplyWish, StatementInput};
use crate::{assessment::StatementFile, endpoint, ids::StatementNumber, time::Day, wire, words};

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
    /// Asks for the receipt of a statement that staff entered, to hand it to its author. Receipts of statements that
    /// came through the site belong to their authors alone.
    pub struct ShowCapturedReceipt {
        /// The procedure's slug.
        pub procedure: String,
        /// The statement's number.
        pub number: StatementNumber,
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
        /// Keeps the place from the public: its name, its point, and under which section it is found.
        #[serde(default)]
        pub place_withheld: bool,
    }
}
endpoint!(Get "/api/v1/staff/procedures/{procedure}/capture" Staff BeginCapture => CaptureKey);
endpoint!(Post "/api/v1/staff/procedures/{procedure}/statements" Staff CaptureStatement => Receipt);
endpoint!(Get "/api/v1/staff/procedures/{procedure}/statements/{number}/receipt" Staff ShowCapturedReceipt => Receipt);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/statements/{number}/publication" Staff DecidePublication => StatementFile);

impl Person {
    /// Whether an answer of this kind has an address to go to. Nobody is reached who wished for none.
    pub fn is_reached_by(&self, reply: ReplyWish) -> bool {
        match reply {
            ReplyWish::Email => !self.email.is_empty(),
            ReplyWish::Post => !self.city.is_empty(),
            ReplyWish::None => false,
        }
    }
}

words! {
    /// All decisions.
    Publication {
        Undecided = "undecided",
        Released = "released",
        Refused = "refused",
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
    use super::redact;

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
