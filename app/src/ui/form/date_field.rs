//! A field for a day.
//!
//! Accessibility: the browser's own date field. It can be typed as well as chosen from a calendar, names its parts in the
//! browser's language and takes no day that does not exist. Only staff are asked for days; a browser without such a field
//! shows one for text, whose day is checked where it is sent.

use leptos::prelude::*;

use super::{FieldWidth, InputType, TextField};
use crate::ui::{Examples, MaybeText};

/// A field for a day, sent as `YYYY-MM-DD`.
#[component]
pub fn DateField(
    /// The question.
    #[prop(into)]
    label: String,
    /// The name sent with the form.
    #[prop(into)]
    name: String,
    /// The id, where the name would not be unique.
    #[prop(optional, into)]
    id: MaybeText,
    /// The day to begin with, `YYYY-MM-DD`.
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
    /// How wide: as wide as a day is long, unless it shares a row with others.
    #[prop(default = FieldWidth::Medium)]
    width: FieldWidth,
) -> AnyView {
    view! { <TextField label name id value hint error mark required width input_type=InputType::Date/> }
        .into_any()
}

/// Examples of days.
pub(super) fn examples() -> Examples {
    vec![
        (
            "hint",
            view! {
                <DateField
                    label="Namen und Anschriften löschen am"
                    name="deletion"
                    hint="Mindestens ein Jahr nach dem Beschluss"
                    value="2027-11-24"
                />
            }
            .into_any(),
        ),
        (
            "error",
            view! {
                <DateField label="Beschlossen am" name="decided" error="Bitte füllen Sie das Feld „Beschlossen am“ aus." required=true />
            }
            .into_any(),
        ),
    ]
}
