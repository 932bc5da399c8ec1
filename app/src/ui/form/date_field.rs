//! A date in three fields: day, month, year (the GOV.UK pattern).
//!
//! Accessibility: typed, not picked; native calendars are hard to use with speech, magnification and switches for
//! days that people know. Staff who plan ahead may use `InputType::Date`.

use leptos::prelude::*;

use super::{Fieldset, class_for, invalid};
use crate::ui::{Examples, MaybeText};

/// The words for the three fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateLabels {
    /// „Tag“.
    pub day: String,
    /// „Monat“.
    pub month: String,
    /// „Jahr“.
    pub year: String,
}

/// What stands in the three fields, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateValue {
    /// One or two digits.
    pub day: String,
    /// One or two digits.
    pub month: String,
    /// Four digits.
    pub year: String,
}

/// A date in three fields, sent as `<name>-day`, `<name>-month` and `<name>-year`.
#[component]
pub fn DateField(
    /// The question.
    #[prop(into)]
    legend: String,
    /// The stem of the three names; the first field's id is this stem.
    #[prop(into)]
    name: String,
    /// The words for the three fields.
    labels: DateLabels,
    /// What stands in them at first.
    #[prop(optional)]
    value: DateValue,
    /// What helps to answer, best an example.
    #[prop(optional, into)]
    hint: MaybeText,
    /// What was wrong with the answer, and how to put it right.
    #[prop(optional, into)]
    error: MaybeText,
    /// A note after the question, such as „freiwillig“.
    #[prop(optional, into)]
    mark: MaybeText,
) -> AnyView {
    let fields: Vec<_> = [
        ("day", labels.day, value.day, "2", name.clone()),
        ("month", labels.month, value.month, "2", format!("{name}-month")),
        ("year", labels.year, value.year, "4", format!("{name}-year")),
    ]
    .into_iter()
    .map(|(part, label, value, width, id)| {
        let class = format!(
            "{} kern-form-input__input--width-{width}",
            class_for("kern-form-input__input", &error)
        );
        view! {
            <div class="kern-form-input">
                <label class="kern-label" for=id.clone()>
                    {label}
                </label>
                <input
                    class=class
                    id=id
                    name=format!("{name}-{part}")
                    type="text"
                    inputmode="numeric"
                    dir="ltr"
                    value=value
                    aria-invalid=invalid(&error)
                />
            </div>
        }
    })
    .collect();
    view! {
        <Fieldset legend id=name.clone() hint error mark>
            <div class="date-field">{fields}</div>
        </Fieldset>
    }
    .into_any()
}

/// Examples of dates.
pub(super) fn examples() -> Examples {
    let labels = || DateLabels {
        day: "Tag".into(),
        month: "Monat".into(),
        year: "Jahr".into(),
    };
    vec![
        (
            "hint",
            view! {
                <DateField legend="Wann haben Sie das beobachtet?" name="seen" labels=labels() hint="Zum Beispiel 24 11 2026" />
            }
            .into_any(),
        ),
        (
            "error",
            view! {
                <DateField
                    legend="Wann haben Sie das beobachtet?"
                    name="seen"
                    labels=labels()
                    value=DateValue { day: "31".into(), month: "2".into(), year: "2026".into() }
                    error="Diesen Tag gibt es nicht: Der Februar 2026 hat 28 Tage."
                />
            }
            .into_any(),
        ),
    ]
}
