//! A state in one or two words.
//!
//! Accessibility: the word carries the meaning, colour and icon only repeat it (WCAG 1.4.1).

use leptos::prelude::*;

use super::Tone;
use crate::ui::{Examples, IconView};

/// A state in one or two words.
#[component]
pub fn Badge(
    /// The state.
    #[prop(into)]
    text: String,
    /// Its tone.
    #[prop(optional)]
    tone: Tone,
) -> AnyView {
    let icon = (tone != Tone::Neutral).then(|| view! { <IconView icon=tone.icon() /> });
    view! { <span class=format!("kern-badge kern-badge--{}", tone.suffix())>{icon} <span>{text}</span></span> }.into_any()
}

/// Examples of states.
pub(super) fn examples() -> Examples {
    vec![(
        "tones",
        view! {
            <p class="cluster">
                <Badge text="Entwurf" />
                <Badge text="In Prüfung" tone=Tone::Info />
                <Badge text="Berücksichtigt" tone=Tone::Success />
                <Badge text="Frist endet bald" tone=Tone::Warning />
                <Badge text="Zurückgezogen" tone=Tone::Danger />
            </p>
        }
        .into_any(),
    )]
}
