//! Questions that few people need, shown when a box is ticked.
//!
//! Accessibility: the box is an ordinary checkbox, so that it works without script; the style sheet hides the questions,
//! and where the browser cannot tell whether the box is ticked they are always shown. A question that is answered or
//! has a mistake is never hidden.

use leptos::prelude::*;

use crate::ui::{Examples, MaybeText, TextField};

/// Whether the questions are shown at first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Revealed {
    /// When they are asked for.
    #[default]
    WhenAsked,
    /// From the beginning, because something in them is answered or wrong.
    AtOnce,
}

/// Questions that few people need.
#[component]
pub fn Reveal(
    /// The name and id of the box; it is sent with the form and means nothing. Without a box the page's style knows the
    /// questions by it (`data-reveal`).
    #[prop(into)]
    name: String,
    /// What ticking the box says; without it only the page's own style shows the questions.
    #[prop(optional, into)]
    label: MaybeText,
    /// Whether the questions are shown at first.
    #[prop(optional)]
    revealed: Revealed,
    /// The questions.
    children: Children,
) -> AnyView {
    let at_once = revealed == Revealed::AtOnce;
    let class = match (at_once, label.is_some()) {
        (true, false) => "reveal reveal--open",
        _ => "reveal",
    };
    let known_by = (!label.is_some()).then(|| name.clone());
    let act = label.get().map(|label| {
        view! {
            <div class="kern-form-check">
                <input class="kern-form-check__checkbox" type="checkbox" id=name.clone() name=name.clone() checked=at_once />
                <label class="kern-label" for=name>
                    {label}
                </label>
            </div>
        }
    });
    view! {
        <div class=class data-reveal=known_by>
            {act} <div class="reveal__more stack">{children()}</div>
        </div>
    }
    .into_any()
}

/// Examples of questions that few people need.
pub(super) fn examples() -> Examples {
    let field = || view! { <TextField label="Vor- und Nachname" name="name" autocomplete="name" /> };
    vec![
        (
            "when asked",
            view! {
                <Reveal name="with_name" label="Ich möchte meinen Namen angeben">
                    {field()}
                </Reveal>
            }
            .into_any(),
        ),
        (
            "at once",
            view! {
                <Reveal name="with_name" label="Ich möchte meinen Namen angeben" revealed=Revealed::AtOnce>
                    {field()}
                </Reveal>
            }
            .into_any(),
        ),
    ]
}
