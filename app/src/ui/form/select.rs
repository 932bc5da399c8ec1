//! A choice from a list that folds out.
//!
//! Accessibility: the browser's own control; for up to seven choices radio buttons are easier.

use leptos::prelude::*;

use super::{FieldIds, class_for, help_view, invalid, label_view};
use crate::ui::{Examples, Icon, IconView, MaybeText};

/// One choice of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The value sent with the form.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// What helps to choose; shown below radio buttons and checkboxes.
    pub hint: Option<String>,
}

impl Choice {
    /// Makes a choice without a hint.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
        }
    }

    /// Adds what helps to choose.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// A list that folds out.
#[component]
pub fn Select(
    /// The question.
    #[prop(into)]
    label: String,
    /// The name sent with the form.
    #[prop(into)]
    name: String,
    /// The choices, in order.
    choices: Vec<Choice>,
    /// The id, where the name would not be unique.
    #[prop(optional, into)]
    id: MaybeText,
    /// The value chosen at first.
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
    /// The text of the empty choice; without it the first choice counts.
    #[prop(optional, into)]
    empty: MaybeText,
    /// Whether an answer is needed.
    #[prop(optional)]
    required: bool,
) -> AnyView {
    let ids = FieldIds::new(id, &name);
    let chosen = value.get();
    let options: Vec<_> = empty
        .get()
        .map(|empty| Choice::new("", empty))
        .into_iter()
        .chain(choices)
        .map(|choice| {
            let selected = chosen.as_ref() == Some(&choice.value);
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect();
    view! {
        <div class=class_for("kern-form-input", &error)>
            {label_view(&ids, label, mark)} {help_view(&ids, hint.clone(), error.clone())}
            <div class="kern-form-input__select-wrapper">
                <select
                    class=class_for("kern-form-input__select", &error)
                    id=ids.control.clone()
                    name=name
                    aria-required=required.then_some("true")
                    aria-invalid=invalid(&error)
                    aria-describedby=ids.described_by(&hint, &error, None)
                >
                    {options}
                </select>
                <IconView icon=Icon::Down />
            </div>
        </div>
    }
    .into_any()
}

/// Examples of lists that fold out.
pub(super) fn examples() -> Examples {
    let districts = || {
        vec![
            Choice::new("mitte", "Mitte"),
            Choice::new("nord", "Nord"),
            Choice::new("sued", "Süd"),
        ]
    };
    vec![
        (
            "chosen",
            view! { <Select label="Ortsteil" name="district" choices=districts() value="nord" empty="Alle Ortsteile" /> }
                .into_any(),
        ),
        (
            "error",
            view! {
                <Select
                    label="Ortsteil"
                    name="district"
                    choices=districts()
                    empty="Bitte wählen"
                    error="Bitte wählen Sie einen Ortsteil."
                    required=true
                />
            }
            .into_any(),
        ),
    ]
}
