//! A message that something went well, spoken without moving the focus.
//!
//! Accessibility: the region is there before its text, because one that comes together with its text is not read; it
//! never disappears by itself and never covers anything (WCAG 2.2.1, 2.4.11, 4.1.3).

use leptos::prelude::*;

use super::Tone;
use crate::ui::{Examples, IconView, MaybeText};

/// A message that something went well; empty until there is one.
#[component]
pub fn StatusMessage(
    /// The message.
    #[prop(optional, into)]
    text: MaybeText,
) -> AnyView {
    view! {
        <div class="status-message" role="status">
            {text
                .get()
                .map(|text| {
                    view! {
                        <p class="status-message__text">
                            <IconView icon=Tone::Success.icon() />
                            <span>{text}</span>
                        </p>
                    }
                })}
        </div>
    }
    .into_any()
}

/// Examples of messages that something went well.
pub(super) fn examples() -> Examples {
    vec![
        ("nothing yet", view! { <StatusMessage /> }.into_any()),
        (
            "saved",
            view! { <StatusMessage text="Ihr Entwurf ist gespeichert." /> }.into_any(),
        ),
    ]
}
