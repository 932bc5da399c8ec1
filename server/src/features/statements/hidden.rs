//! What keeps an author's name out of public texts once nobody knows the name any more.
//!
//! Invariant: it says where something stood and never what; the texts themselves are sealed or carried along here.

use serde::{Deserialize, Serialize};
use shared::statements::{MayPublish, Person};

use super::{
    anonymous::{self, Span},
    store::Statement,
};

/// Which of a statement's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What its author wrote.
    Body,
    /// The reply.
    Reply,
    /// The words of the minutes.
    Remark,
    /// The place in words.
    Place,
}

/// The texts beside the statement's own, as they stand.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written<'a> {
    /// The reply.
    pub reply: &'a str,
    /// The words of the minutes.
    pub remark: &'a str,
}

/// Where the author's name and address stood when they were deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Hidden {
    body: Vec<Span>,
    reply: Vec<Span>,
    remark: Vec<Span>,
    place: Vec<Span>,
    /// Whether somebody spoke for an organisation.
    pub organisation: bool,
    /// How many files there were.
    pub files: u32,
}

impl Hidden {
    /// What is to be kept of an author who is deleted.
    #[must_use]
    pub fn of(person: Option<&Person>, files: u32, statement: &Statement, written: Written<'_>) -> Self {
        let find = |text: &str| person.map_or_else(Vec::new, |person| anonymous::author(text, person));
        Self {
            body: find(&statement.body),
            reply: find(written.reply),
            remark: find(written.remark),
            place: find(&statement.place_label),
            organisation: person.is_some_and(|person| !person.organisation.is_empty()),
            files,
        }
    }

    const fn spans(&self, part: Part) -> &Vec<Span> {
        match part {
            Part::Body => &self.body,
            Part::Reply => &self.reply,
            Part::Remark => &self.remark,
            Part::Place => &self.place,
        }
    }

    /// The same after reply and minutes were rewritten: what was hidden before is hidden where it stands now.
    #[must_use]
    pub fn carried(&self, body: &str, before: Written<'_>, after: Written<'_>) -> Self {
        let mut wanted = Vec::new();
        for (text, spans) in [
            (body, &self.body),
            (before.reply, &self.reply),
            (before.remark, &self.remark),
        ] {
            wanted.extend(spans.iter().filter_map(|(from, to)| text.get(*from..*to)));
        }
        let find = |before: &str, after: &str, spans: &Vec<Span>| {
            if before == after {
                spans.clone()
            } else {
                anonymous::again(after, &wanted)
            }
        };
        Self {
            reply: find(before.reply, after.reply, &self.reply),
            remark: find(before.remark, after.remark, &self.remark),
            ..self.clone()
        }
    }
}

/// One of a statement's texts as everybody may read it: without redacted passages, without what names its author, and
/// without any e-mail address and telephone number.
#[must_use]
pub fn public_text(statement: &Statement, person: Option<&Person>, part: Part, text: &str) -> String {
    let mut spans = anonymous::whoever(text, &statement.passages);
    if let Some(person) = person {
        spans.extend(anonymous::author(text, person));
    }
    if let Some(hidden) = &statement.hidden {
        spans.extend(hidden.spans(part));
    }
    anonymous::mask(text, spans)
}

/// The same as it is published with the statement: whoever agreed to be named keeps the name that they wrote or were
/// addressed by, as long as it is known; an address is never published.
#[must_use]
pub fn published_text(statement: &Statement, person: Option<&Person>, part: Part, text: &str) -> String {
    let nameless = person
        .filter(|_| statement.may_publish == MayPublish::Named)
        .map(|person| Person {
            name: String::new(),
            organisation: String::new(),
            ..person.clone()
        });
    public_text(statement, nameless.as_ref().or(person), part, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rewritten_reply_hides_what_was_hidden_before() {
        let body = "Gruß, Anna";
        let before = Written {
            reply: "Liebe Frau Li, Anna!",
            remark: "",
        };
        let hidden = Hidden {
            body: vec![(7, 11)],
            reply: vec![(11, 13), (15, 19)],
            ..Hidden::default()
        };
        let after = Written {
            reply: "Guten Tag, Frau Li. Liebe Anna.",
            remark: "Anna war da.",
        };
        let carried = hidden.carried(body, before, after);
        assert_eq!(
            anonymous::mask(after.reply, carried.reply),
            "Guten Tag, Frau █████. Liebe █████."
        );
        assert_eq!(anonymous::mask(after.remark, carried.remark), "█████ war da.");
        assert_eq!(carried.body, hidden.body);
    }
}
