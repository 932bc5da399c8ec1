//! A field for one line of text.
//!
//! Accessibility: label before the field, never a placeholder; a full border (WCAG 1.4.11); `autocomplete` where the
//! person is asked about themselves (1.3.5).

use leptos::prelude::*;

use super::{FieldIds, class_for, help_view, invalid, label_view};
use crate::ui::{Examples, MaybeText};

/// What kind of text is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputType {
    /// Any text.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Tel,
    /// A web address.
    Url,
    /// A secret.
    Password,
    /// Words to search for.
    Search,
    /// A whole number or a code of digits; brings up the number keyboard without spin buttons.
    Digits,
    /// A day; pages ask for one with the date field.
    Date,
    /// A day and a time, for staff.
    DateTime,
}

impl InputType {
    fn attributes(self) -> (&'static str, Option<&'static str>, &'static str) {
        match self {
            Self::Text => ("text", None, "auto"),
            Self::Email => ("email", Some("email"), "ltr"),
            Self::Tel => ("tel", Some("tel"), "ltr"),
            Self::Url => ("url", Some("url"), "ltr"),
            Self::Password => ("password", None, "ltr"),
            Self::Search => ("search", Some("search"), "auto"),
            Self::Digits => ("text", Some("numeric"), "ltr"),
            Self::Date => ("date", None, "ltr"),
            Self::DateTime => ("datetime-local", None, "ltr"),
        }
    }
}

/// How wide a field is; its width hints at the length of the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldWidth {
    /// As wide as the column of text.
    #[default]
    Full,
    /// About twenty letters.
    Medium,
    /// About ten letters.
    Short,
    /// Four digits.
    Four,
    /// Two digits.
    Two,
}

impl FieldWidth {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Full => "",
            Self::Medium => " kern-form-input__input--width-20",
            Self::Short => " kern-form-input__input--width-10",
            Self::Four => " kern-form-input__input--width-4",
            Self::Two => " kern-form-input__input--width-2",
        }
    }
}

/// A field for one line of text.
#[component]
pub fn TextField(
    /// The question.
    #[prop(into)]
    label: String,
    /// The name sent with the form.
    #[prop(into)]
    name: String,
    /// The id, where the name would not be unique.
    #[prop(optional, into)]
    id: MaybeText,
    /// The value to begin with.
    #[prop(optional, into)]
    value: MaybeText,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What was wrong with the answer, and how to put it right.
    #[prop(optional, into)]
    error: MaybeText,
    /// A note after the label, such as „freiwillig“.
    #[prop(optional, into)]
    mark: MaybeText,
    /// Whether an answer is needed.
    #[prop(optional)]
    required: bool,
    /// What kind of text.
    #[prop(optional)]
    input_type: InputType,
    /// How wide.
    #[prop(optional)]
    width: FieldWidth,
    /// The HTML autofill token.
    #[prop(optional, into)]
    autocomplete: MaybeText,
    /// The id of a list of suggestions.
    #[prop(optional, into)]
    list: MaybeText,
) -> AnyView {
    let ids = FieldIds::new(id, &name);
    let (kind, keyboard, direction) = input_type.attributes();
    let class = format!("{}{}", class_for("kern-form-input__input", &error), width.class());
    view! {
        <div class=class_for("kern-form-input", &error)>
            {label_view(&ids, label, mark)} {help_view(&ids, hint.clone(), error.clone())}
            <input
                class=class
                id=ids.control.clone()
                name=name
                type=kind
                inputmode=keyboard
                dir=direction
                value=value.get()
                autocomplete=autocomplete.get()
                list=list.get()
                aria-required=required.then_some("true")
                aria-invalid=invalid(&error)
                aria-describedby=ids.described_by(&hint, &error, None)
            />
        </div>
    }
    .into_any()
}

/// A value sent with a form that nobody needs to see.
#[component]
pub fn HiddenField(
    /// The name sent with the form.
    #[prop(into)]
    name: String,
    /// The value sent with the form.
    #[prop(into)]
    value: String,
) -> AnyView {
    view! { <input type="hidden" name=name value=value /> }.into_any()
}

/// Examples of text fields.
pub(super) fn examples() -> Examples {
    vec![
        (
            "plain",
            view! { <TextField label="Vor- und Nachname" name="name" autocomplete="name" /> }.into_any(),
        ),
        (
            "hint, mark and value",
            view! {
                <TextField
                    label="E-Mail-Adresse"
                    name="email"
                    hint="Dorthin schicken wir Ihre Quittung."
                    mark="freiwillig"
                    value="erika@example.org"
                    input_type=InputType::Email
                    autocomplete="email"
                />
            }
            .into_any(),
        ),
        (
            "error",
            view! {
                <TextField
                    label="Postleitzahl"
                    name="postcode"
                    hint="Fünf Ziffern"
                    error="Bitte geben Sie die Postleitzahl mit fünf Ziffern ein, zum Beispiel 24103."
                    value="2410"
                    required=true
                    input_type=InputType::Digits
                    width=FieldWidth::Short
                    autocomplete="postal-code"
                />
            }
            .into_any(),
        ),
    ]
}
