//! The questions of the comment form, which the simplified view asks one after the other.

use super::{MayPublish, ReplyWish, StatementInput};
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

    /// Empties what the question asks for and its answer does not need, such as the address of whoever wishes an e-mail by
    /// now (GDPR Art. 5 (1) c). The simplified view asks for nothing else; in the normal one people may give name and
    /// address besides ([`StatementInput::keep_shown_person`]).
    pub fn keep_what_is_needed(self, input: &mut StatementInput) {
        let by_post = input.reply == ReplyWish::Post;
        match self {
            Self::Reply => {
                if input.reply != ReplyWish::Email {
                    input.email.clear();
                }
                if !by_post {
                    for line in [&mut input.street, &mut input.postal_code, &mut input.city] {
                        line.clear();
                    }
                }
            }
            Self::Publish => {}
            Self::Place | Self::Text => return,
        }
        if !by_post && input.may_publish != MayPublish::Named {
            input.name.clear();
        }
    }

    /// The first question that a mistake is about; none for what no question asks for.
    pub fn of(error: &FieldError) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.is_about(error))
    }
}

impl StatementInput {
    /// Empties what the form with all questions did not show of name and addresses: what neither the wished answer nor a
    /// publication needs, unless it `is_wished` to give more. An e-mail address is asked for with the answer by e-mail alone.
    /// What was typed for an answer that is not wished any more is neither checked nor sent (GDPR Art. 5 (1) c).
    pub fn keep_shown_person(&mut self, is_wished: bool) {
        if is_wished {
            if self.reply != ReplyWish::Email {
                self.email.clear();
            }
            return;
        }
        FormStep::Reply.keep_what_is_needed(self);
        if self.reply != ReplyWish::Post && self.may_publish != MayPublish::Named {
            self.organisation.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{ApiError, Invalid};

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
    fn of_name_and_addresses_only_what_the_answers_need_is_kept() {
        let kept = |step: FormStep, reply, may_publish| {
            let mut input = StatementInput {
                name: "Anna".into(),
                street: "Am Kai 1".into(),
                postal_code: "12345".into(),
                city: "Musterstadt".into(),
                email: "anna@web.example".into(),
                reply,
                may_publish,
                ..StatementInput::default()
            };
            step.keep_what_is_needed(&mut input);
            [
                input.name,
                input.street,
                input.postal_code,
                input.city,
                input.email,
            ]
            .join("|")
        };
        let all = "Anna|Am Kai 1|12345|Musterstadt|anna@web.example";
        for (step, reply, may_publish, expected) in [
            (FormStep::Reply, ReplyWish::None, MayPublish::No, "||||"),
            (FormStep::Reply, ReplyWish::None, MayPublish::Named, "Anna||||"),
            (
                FormStep::Reply,
                ReplyWish::Email,
                MayPublish::Anonymous,
                "||||anna@web.example",
            ),
            (
                FormStep::Reply,
                ReplyWish::Post,
                MayPublish::No,
                "Anna|Am Kai 1|12345|Musterstadt|",
            ),
            // The other question did not ask for the addresses.
            (
                FormStep::Publish,
                ReplyWish::None,
                MayPublish::No,
                "|Am Kai 1|12345|Musterstadt|anna@web.example",
            ),
            (FormStep::Publish, ReplyWish::None, MayPublish::Named, all),
            (FormStep::Publish, ReplyWish::Post, MayPublish::No, all),
            (FormStep::Text, ReplyWish::None, MayPublish::No, all),
        ] {
            assert_eq!(
                kept(step, reply, may_publish),
                expected,
                "{step:?} {reply:?} {may_publish:?}"
            );
        }
    }

    #[test]
    fn the_form_with_all_questions_keeps_what_it_shows_of_name_and_addresses() {
        let kept = |is_wished, reply, may_publish| {
            let mut input = StatementInput {
                name: "Anna".into(),
                organisation: "Verein".into(),
                city: "Musterstadt".into(),
                email: "anna@web.example".into(),
                reply,
                may_publish,
                ..StatementInput::default()
            };
            input.keep_shown_person(is_wished);
            [input.name, input.organisation, input.city, input.email].join("|")
        };
        for (is_wished, reply, may_publish, expected) in [
            (false, ReplyWish::None, MayPublish::No, "|||"),
            (false, ReplyWish::Email, MayPublish::No, "|||anna@web.example"),
            (false, ReplyWish::None, MayPublish::Named, "Anna|Verein||"),
            (false, ReplyWish::Post, MayPublish::No, "Anna|Verein|Musterstadt|"),
            (true, ReplyWish::None, MayPublish::No, "Anna|Verein|Musterstadt|"),
            (
                true,
                ReplyWish::Email,
                MayPublish::No,
                "Anna|Verein|Musterstadt|anna@web.example",
            ),
        ] {
            assert_eq!(
                kept(is_wished, reply, may_publish),
                expected,
                "{is_wished} {reply:?} {may_publish:?}"
            );
        }
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
