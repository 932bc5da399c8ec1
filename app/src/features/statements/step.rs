//! The steps of the simplified view: one question a page, the last one is checking.

use shared::language::Language;
pub(super) use shared::statements::FormStep as Step;

use crate::{
    i18n::{msg, t},
    routes,
};

/// How many steps there are with checking.
pub(super) const STEPS: i64 = 5;

/// The step that an address asks for; the first one where it is missing or unknown.
pub(super) fn asked(word: Option<&str>) -> Step {
    word.and_then(Step::from_word).unwrap_or_default()
}

/// A step as a page.
pub(super) trait Screen: Sized {
    /// The question, which is the title of the page.
    fn question(self) -> String;

    /// Where it stands, from 1.
    fn number(self) -> i64;

    /// The step after this one; `None` when checking comes next.
    fn next(self) -> Option<Self>;

    /// The step before this one.
    fn before(self) -> Option<Self>;

    /// The step's address.
    fn address(self, language: Language, slug: &str) -> String;
}

impl Screen for Step {
    fn question(self) -> String {
        t(match self {
            Self::Place => msg::statements::place::title(),
            Self::Text => msg::statements::body::label(),
            Self::Reply => msg::statements::reply::title(),
            Self::Publish => msg::statements::publish::title(),
        })
    }

    fn number(self) -> i64 {
        match self {
            Self::Place => 1,
            Self::Text => 2,
            Self::Reply => 3,
            Self::Publish => 4,
        }
    }

    fn next(self) -> Option<Self> {
        match self {
            Self::Place => Some(Self::Text),
            Self::Text => Some(Self::Reply),
            Self::Reply => Some(Self::Publish),
            Self::Publish => None,
        }
    }

    fn before(self) -> Option<Self> {
        match self {
            Self::Place => None,
            Self::Text => Some(Self::Place),
            Self::Reply => Some(Self::Text),
            Self::Publish => Some(Self::Reply),
        }
    }

    fn address(self, language: Language, slug: &str) -> String {
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
        assert_eq!(step.number() + 1, STEPS);
    }
}
