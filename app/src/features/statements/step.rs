//! The steps of the simplified view: one question a page, the last one is checking.

use shared::language::Language;

use crate::{
    i18n::{msg, t},
    routes,
};

/// A step of writing a comment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Step {
    /// What it is about.
    #[default]
    Place,
    /// The text.
    Text,
    /// How to be answered.
    Reply,
    /// What may be published.
    Publish,
}

impl Step {
    /// All steps but checking.
    pub(super) const ALL: [Self; 4] = [Self::Place, Self::Text, Self::Reply, Self::Publish];
    /// How many steps there are with checking.
    pub(super) const COUNT: i64 = 5;

    /// The word in addresses.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Text => "text",
            Self::Reply => "reply",
            Self::Publish => "publish",
        }
    }

    /// The question, which is the title of the page.
    pub(super) fn question(self) -> String {
        t(match self {
            Self::Place => msg::statements::place::title(),
            Self::Text => msg::statements::body::label(),
            Self::Reply => msg::statements::reply::title(),
            Self::Publish => msg::statements::publish::title(),
        })
    }

    /// Reads the word; the first step where it is missing or unknown.
    pub(super) fn from_word(word: Option<&str>) -> Self {
        Self::ALL
            .into_iter()
            .find(|step| Some(step.word()) == word)
            .unwrap_or_default()
    }

    /// The step that asks for a field.
    pub(super) fn of_field(field: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|step| step.fields().contains(&field) || (*step == Self::Place && field == "place"))
    }

    /// Where it stands, from 1.
    pub(super) const fn number(self) -> i64 {
        match self {
            Self::Place => 1,
            Self::Text => 2,
            Self::Reply => 3,
            Self::Publish => 4,
        }
    }

    /// The fields that the step asks for; all others travel hidden. A place is always hidden, its buttons change it.
    pub(super) const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Place => &[],
            Self::Text => &["body", "files"],
            Self::Reply => &["reply", "email", "name", "street", "postal_code", "city"],
            Self::Publish => &["may_publish"],
        }
    }

    /// The step after this one; `None` when checking comes next.
    pub(super) const fn next(self) -> Option<Self> {
        match self {
            Self::Place => Some(Self::Text),
            Self::Text => Some(Self::Reply),
            Self::Reply => Some(Self::Publish),
            Self::Publish => None,
        }
    }

    /// The step before this one.
    pub(super) const fn before(self) -> Option<Self> {
        match self {
            Self::Place => None,
            Self::Text => Some(Self::Place),
            Self::Reply => Some(Self::Text),
            Self::Publish => Some(Self::Reply),
        }
    }

    /// The step's address.
    pub(super) fn address(self, language: Language, slug: &str) -> String {
        routes::with_query(&routes::comment(language, slug), &[("step", self.word())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_leads_to_the_next_and_back() {
        let mut step = Step::default();
        let mut seen = vec![step];
        while let Some(next) = step.next() {
            assert_eq!(next.before(), Some(step));
            assert_eq!(next.number(), step.number() + 1);
            step = next;
            seen.push(step);
        }
        assert_eq!(seen, Step::ALL);
        assert_eq!(step.number() + 1, Step::COUNT);
    }

    #[test]
    fn a_wrong_field_leads_to_the_step_that_asks_for_it() {
        assert_eq!(Step::of_field("body"), Some(Step::Text));
        assert_eq!(Step::of_field("email"), Some(Step::Reply));
        assert_eq!(Step::of_field("place"), Some(Step::Place));
        assert_eq!(Step::of_field(""), None);
    }
}
