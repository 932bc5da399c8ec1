//! The questions of the comment form, which the simplified view asks one after the other.

use crate::{api::FieldError, words};

/// A question of the comment form: a step of the simplified view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormStep {
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

words! {
    /// All steps but checking, in their order.
    FormStep {
        Place = "place",
        Text = "text",
        Reply = "reply",
        Publish = "publish",
    }
}

impl FormStep {
    /// The fields that the step asks for. A place is none of them: its buttons change it.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Place => &[],
            Self::Text => &["body", "files"],
            Self::Reply => &["reply", "email", "name", "street", "postal_code", "city"],
            Self::Publish => &["may_publish", "name"],
        }
    }

    /// Whether a mistake is one in the answer to this question.
    pub fn is_about(self, error: &FieldError) -> bool {
        let field = error.field.as_str();
        match (self, error.key.as_str()) {
            // Two questions ask for the name, each for a reason of its own.
            (_, "errors.address_for_reply") => self == Self::Reply,
            (_, "errors.name_for_publication") => self == Self::Publish,
            (Self::Place, _) => ["place", "place_ref", "place_label", "search"].contains(&field),
            _ => self.fields().contains(&field),
        }
    }

    /// The first question that a mistake is about; none for what no question asks for.
    pub fn of(error: &FieldError) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.is_about(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        api::{ApiError, Invalid},
        statements::{MayPublish, ReplyWish, StatementInput},
    };

    fn error(field: &str) -> FieldError {
        let mut invalid = Invalid::default();
        invalid.add(field, "errors.required");
        invalid.0.remove(0)
    }

    #[test]
    fn a_mistake_is_about_the_question_that_asks_for_its_field() {
        assert_eq!(FormStep::of(&error("body")), Some(FormStep::Text));
        assert_eq!(FormStep::of(&error("email")), Some(FormStep::Reply));
        assert_eq!(FormStep::of(&error("place")), Some(FormStep::Place));
        assert_eq!(FormStep::of(&error("")), None);
    }

    #[test]
    fn a_missing_name_is_about_the_question_that_needs_it() {
        let steps = |reply, may_publish| {
            let input = StatementInput {
                body: "Zu laut.".into(),
                street: "Am Kai 1".into(),
                postal_code: "12345".into(),
                city: "Musterstadt".into(),
                reply,
                may_publish,
                ..StatementInput::default()
            };
            let Err(ApiError::Invalid(invalid)) = input.check() else {
                panic!("a name is missing")
            };
            invalid.0.iter().filter_map(FormStep::of).collect::<Vec<_>>()
        };
        assert_eq!(steps(ReplyWish::None, MayPublish::Named), [FormStep::Publish]);
        assert_eq!(steps(ReplyWish::Post, MayPublish::No), [FormStep::Reply]);
        assert_eq!(
            steps(ReplyWish::Post, MayPublish::Named),
            [FormStep::Reply, FormStep::Publish]
        );
    }
}
