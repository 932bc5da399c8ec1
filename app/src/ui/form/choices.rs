//! Radio buttons and checkboxes: one or several of a few choices.
//!
//! Accessibility: the group is a `fieldset` whose legend is the question; the whole row answers to a touch and is at
//! least 44 px high.

use leptos::prelude::*;

use super::{Choice, FieldIds, Fieldset, invalid, label_text};
use crate::ui::{Examples, MaybeText};

/// Radio buttons: one of a few choices.
#[component]
pub fn RadioGroup(
    /// The question.
    #[prop(into)]
    legend: String,
    /// The name sent with the form.
    #[prop(into)]
    name: String,
    /// The choices, in order.
    choices: Vec<Choice>,
    /// The id of the first button, where the name would not be unique.
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
    /// A note after the question, such as „freiwillig“.
    #[prop(optional, into)]
    mark: MaybeText,
) -> AnyView {
    let id = id.get().unwrap_or_else(|| name.clone());
    // A choice without a value is the one where nothing is chosen.
    let chosen = [value.or_empty()];
    let rows = rows(Kind::Radio, &id, &name, choices, &chosen, &error);
    view! {
        <Fieldset legend id hint error mark>
            {rows}
        </Fieldset>
    }
    .into_any()
}

/// Checkboxes: several of a few choices, all sent under one name.
#[component]
pub fn CheckboxGroup(
    /// The question.
    #[prop(into)]
    legend: String,
    /// The name sent with the form, once for each choice.
    #[prop(into)]
    name: String,
    /// The choices, in order.
    choices: Vec<Choice>,
    /// The id of the first box, where the name would not be unique.
    #[prop(optional, into)]
    id: MaybeText,
    /// The values chosen at first.
    #[prop(optional)]
    values: Vec<String>,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What was wrong with the answer, and how to put it right.
    #[prop(optional, into)]
    error: MaybeText,
    /// A note after the question, such as „freiwillig“.
    #[prop(optional, into)]
    mark: MaybeText,
) -> AnyView {
    let id = id.get().unwrap_or_else(|| name.clone());
    let rows = rows(Kind::Checkbox, &id, &name, choices, &values, &error);
    view! {
        <Fieldset legend id hint error mark>
            {rows}
        </Fieldset>
    }
    .into_any()
}

/// One checkbox: yes or no.
#[component]
pub fn Checkbox(
    /// The statement that is agreed to.
    #[prop(into)]
    label: String,
    /// The name sent with the form.
    #[prop(into)]
    name: String,
    /// The value sent when it is ticked.
    #[prop(default = "on".into(), into)]
    value: String,
    /// The id, where the name would not be unique.
    #[prop(optional, into)]
    id: MaybeText,
    /// Whether it is ticked at first; consent never is (GDPR Art. 7).
    #[prop(optional)]
    checked: bool,
    /// What helps to decide.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What was wrong, and how to put it right.
    #[prop(optional, into)]
    error: MaybeText,
    /// A note after the label, such as „freiwillig“.
    #[prop(optional, into)]
    mark: MaybeText,
    /// Whether it must be ticked.
    #[prop(optional)]
    required: bool,
) -> AnyView {
    let ids = FieldIds::new(id, &name);
    let described_by = ids.described_by(&hint, &error, None);
    view! {
        <div class=super::class_for("kern-form-input", &error)>
            {super::help_view(&ids, MaybeText::default(), error.clone())} <div class="kern-form-check">
                <input
                    class="kern-form-check__checkbox"
                    type="checkbox"
                    id=ids.control.clone()
                    name=name
                    value=value
                    checked=checked
                    aria-required=required.then_some("true")
                    aria-invalid=invalid(&error)
                    aria-describedby=described_by
                />
                <label class="kern-label" for=ids.control.clone()>
                    {label_text(label, mark)}
                </label>
                {super::help_view(&ids, hint, MaybeText::default())}
            </div>
        </div>
    }
    .into_any()
}

#[derive(Clone, Copy)]
enum Kind {
    Radio,
    Checkbox,
}

/// One row for each choice; the first carries the id of the group, so that the error summary leads to it.
fn rows(
    kind: Kind,
    id: &str,
    name: &str,
    choices: Vec<Choice>,
    chosen: &[String],
    error: &MaybeText,
) -> Vec<AnyView> {
    let (input_type, class) = match kind {
        Kind::Radio => ("radio", "kern-form-check__radio"),
        Kind::Checkbox => ("checkbox", "kern-form-check__checkbox"),
    };
    choices
        .into_iter()
        .enumerate()
        .map(|(index, choice)| {
            let row_id = if index == 0 {
                id.to_owned()
            } else {
                format!("{id}-{}", index + 1)
            };
            let hint_id = format!("{row_id}-choice-hint");
            let checked = chosen.contains(&choice.value);
            let hint = choice.hint;
            view! {
                <div class="kern-form-check">
                    <input
                        class=class
                        type=input_type
                        id=row_id.clone()
                        name=name.to_owned()
                        value=choice.value
                        checked=checked
                        aria-invalid=invalid(error)
                        aria-describedby=hint.is_some().then(|| hint_id.clone())
                    />
                    <label class="kern-label" for=row_id>
                        {choice.label}
                    </label>
                    {hint.map(|hint| view! { <p class="kern-hint" id=hint_id>{hint}</p> })}
                </div>
            }
            .into_any()
        })
        .collect()
}

/// Examples of radio buttons and checkboxes.
pub(super) fn examples() -> Examples {
    vec![
        (
            "radio buttons",
            view! {
                <RadioGroup
                    legend="Möchten Sie eine Antwort bekommen?"
                    name="reply"
                    hint="Sie können sich später noch umentscheiden."
                    value="none"
                    choices=vec![
                        Choice::new("none", "Nein, ohne Namen"),
                        Choice::new("email", "Ja, per E-Mail").with_hint("Sie erhalten sofort eine Quittung."),
                        Choice::new("post", "Ja, mit der Post"),
                    ]
                />
            }
            .into_any(),
        ),
        (
            "checkboxes with an error",
            view! {
                <CheckboxGroup
                    legend="Um welche Themen geht es?"
                    name="topics"
                    values=vec!["noise".to_owned()]
                    error="Bitte wählen Sie mindestens ein Thema."
                    choices=vec![
                        Choice::new("traffic", "Verkehr"),
                        Choice::new("noise", "Lärm"),
                        Choice::new("nature", "Natur und Artenschutz"),
                    ]
                />
            }
            .into_any(),
        ),
        (
            "one checkbox",
            view! {
                <Checkbox
                    label="Meine Stellungnahme darf ohne meinen Namen veröffentlicht werden."
                    name="publish"
                    hint="Ihre Anschrift veröffentlichen wir nie."
                    mark="freiwillig"
                />
            }
            .into_any(),
        ),
    ]
}
