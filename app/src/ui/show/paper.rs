//! What a form on paper needs: lines to write on and boxes to tick.
//!
//! Accessibility: on a screen the lines are no controls and are hidden from listeners, for whom the same questions are
//! asked by the form of the page; the words before them stay.

use leptos::prelude::*;

use crate::ui::{Examples, MaybeText};

/// A question with empty lines to write the answer on.
#[component]
pub fn WritingLines(
    /// The question.
    #[prop(into)]
    label: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: MaybeText,
    /// How many lines.
    #[prop(default = 1)]
    lines: usize,
) -> AnyView {
    let lines: Vec<_> = (0..lines)
        .map(|_| view! { <span class="paper__line"></span> })
        .collect();
    view! {
        <div class="paper__field">
            <p class="paper__label">{label}</p>
            {hint.get().map(|hint| view! { <p class="kern-hint">{hint}</p> })}
            <div aria-hidden="true">{lines}</div>
        </div>
    }
    .into_any()
}

/// A question with boxes to tick.
#[component]
pub fn TickBoxes(
    /// The question.
    #[prop(into)]
    label: String,
    /// What helps to answer.
    #[prop(optional, into)]
    hint: MaybeText,
    /// The answers, in order.
    choices: Vec<String>,
) -> AnyView {
    let choices: Vec<_> = choices
        .into_iter()
        .map(|choice| view! { <li><span class="paper__box" aria-hidden="true"></span> {choice}</li> })
        .collect();
    view! {
        <div class="paper__field">
            <p class="paper__label">{label}</p>
            {hint.get().map(|hint| view! { <p class="kern-hint">{hint}</p> })}
            <ul class="paper__choices">{choices}</ul>
        </div>
    }
    .into_any()
}

/// Examples of what is filled in by hand.
pub(super) fn examples() -> Examples {
    vec![
        (
            "lines",
            view! { <WritingLines label="Was möchten Sie uns sagen?" hint="Stichworte genügen." lines=3 /> }
                .into_any(),
        ),
        (
            "boxes",
            view! {
                <TickBoxes
                    label="Möchten Sie eine Antwort bekommen?"
                    choices=vec!["Nein".into(), "Ja, mit der Post".into()]
                />
            }
            .into_any(),
        ),
    ]
}
