//! Controls that answer one question together.
//!
//! Accessibility: the legend is read before each control, so it is short; hint and error describe the whole group.

use leptos::prelude::*;

use super::{FieldIds, TextField, class_for, help_view, label_text};
use crate::ui::{Examples, MaybeText};

/// A group of controls with a question of its own.
#[component]
pub fn Fieldset(
    /// The question.
    #[prop(into)]
    legend: String,
    /// The stem of the ids of hint and error.
    #[prop(into)]
    id: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What was wrong with the answer, and how to put it right.
    #[prop(optional, into)]
    error: MaybeText,
    /// A note after the question, such as „freiwillig“.
    #[prop(optional, into)]
    mark: MaybeText,
    /// The controls.
    children: Children,
) -> AnyView {
    let ids = FieldIds::new(MaybeText::default(), &id);
    view! {
        <fieldset
            class=class_for("kern-fieldset", &error)
            aria-describedby=ids.described_by(&hint, &error, None)
        >
            <legend class="kern-label kern-label--large">{label_text(legend, mark)}</legend>
            {help_view(&ids, hint.clone(), error.clone())}
            <div class="kern-fieldset__body">{children()}</div>
        </fieldset>
    }
    .into_any()
}

/// Examples of groups.
pub(super) fn examples() -> Examples {
    vec![(
        "address",
        view! {
            <Fieldset legend="Ihre Anschrift" id="address" hint="Nur für die Antwort mit der Post.">
                <TextField label="Straße und Hausnummer" name="street" autocomplete="address-line1" />
                <TextField label="Ort" name="town" autocomplete="address-level2" />
            </Fieldset>
        }
        .into_any(),
    )]
}
