//! Which statements of a procedure are looked at: what the list's filters ask for, carried along in the address of each of
//! them and of its points, so that the next one is the next of that list.

use leptos::prelude::*;
use shared::{
    api::{Endpoint, Invalid},
    assessment::{ListStatements, StatementState},
    statements::{Channel, ReplyWish},
};

use crate::{
    features::admin::parts::{above_statement, procedure_path},
    forms::FormState,
    load::{Query, use_query},
    routes,
    ui::NavLink,
};

/// What the address asks for, as it was typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Selection {
    pub(super) search: String,
    pub(super) round: String,
    pub(super) topic: String,
    pub(super) place: String,
    pub(super) state: String,
    pub(super) channel: String,
    pub(super) reply: String,
}

impl Selection {
    /// What a query asks for.
    pub(super) fn of(query: &Query) -> Self {
        let text = |name: &str| query.get(name).unwrap_or_default();
        Self {
            search: text("search"),
            round: text("round"),
            topic: text("topic"),
            place: text("place"),
            state: text("state"),
            channel: text("channel"),
            reply: text("reply"),
        }
    }

    /// What the page's address asks for. Does not track.
    pub(super) fn here() -> Self {
        use_query().with_untracked(Self::of)
    }

    /// As the list is asked for it; cursor and limit are the caller's.
    pub(super) fn endpoint(&self, procedure: &str) -> ListStatements {
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        ListStatements {
            procedure: procedure.to_owned(),
            search: some(&self.search),
            round: some(&self.round),
            topic: some(&self.topic),
            place: some(&self.place),
            state: StatementState::from_word(&self.state),
            channel: Channel::from_word(&self.channel),
            reply: ReplyWish::from_word(&self.reply),
            ..ListStatements::default()
        }
    }

    /// What was chosen and is no choice, as in an address that was shortened or typed: left out, it would show all statements
    /// as if they had been found.
    pub(super) fn unknown(&self) -> Invalid {
        let mut invalid = Invalid::default();
        for (field, value, known) in [
            (
                "state",
                &self.state,
                StatementState::from_word(&self.state).is_some(),
            ),
            (
                "channel",
                &self.channel,
                Channel::from_word(&self.channel).is_some(),
            ),
            ("reply", &self.reply, ReplyWish::from_word(&self.reply).is_some()),
        ] {
            if !value.is_empty() && !known {
                invalid.add(field, "errors.invalid_choice");
            }
        }
        invalid
    }

    fn fields(&self) -> [(&'static str, &str); 7] {
        [
            ("search", self.search.as_str()),
            ("round", self.round.as_str()),
            ("topic", self.topic.as_str()),
            ("place", self.place.as_str()),
            ("state", self.state.as_str()),
            ("channel", self.channel.as_str()),
            ("reply", self.reply.as_str()),
        ]
    }

    /// The form of the filters, with what is wrong with what was chosen.
    pub(super) fn form(&self, wrong: Invalid) -> FormState {
        FormState::asked(ListStatements::NAME, &self.fields(), wrong)
    }

    /// Whether all that is wrong was typed or chosen in one of its fields.
    pub(super) fn holds_all(&self, wrong: &Invalid) -> bool {
        let is_field = |field: &str| self.fields().iter().any(|(name, _)| *name == field);
        wrong.0.iter().all(|error| is_field(&error.field))
    }

    /// The address of a page of the same selection.
    pub(super) fn address(&self, path: &str) -> String {
        routes::with_query(path, &self.fields())
    }

    /// The address of one of its statements.
    pub(super) fn statement(&self, slug: &str, number: u32) -> String {
        self.address(&procedure_path(slug, &format!("statements/{number}")))
    }

    /// The address of a part of one of them: `points`, `points/2`.
    pub(super) fn part(&self, slug: &str, number: u32, part: &str) -> String {
        self.address(&procedure_path(slug, &format!("statements/{number}/{part}")))
    }

    /// The way to one of them: the list is the one that was looked at.
    pub(super) fn above(&self, slug: &str, title: &str) -> Vec<NavLink> {
        let mut links = above_statement(slug, title);
        if let Some(list) = links.last_mut() {
            list.href = self.address(&list.href);
        }
        links
    }

    /// Whether it is not simply all.
    pub(super) fn is_narrowed(&self) -> bool {
        self.fields().into_iter().any(|(_, value)| !value.is_empty())
    }
}

/// The same address, saying that something was saved.
pub(super) fn saved(address: &str) -> String {
    routes::with_query(address, &[("saved", "1")])
}
