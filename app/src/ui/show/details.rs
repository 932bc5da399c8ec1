//! Content that folds out, by the browser's own `<details>`.
//!
//! Accessibility: works without script, found by the browser's search; nothing needed to answer is hidden in it.

use leptos::prelude::*;

use crate::ui::{Examples, Icon, IconView, MaybeText};

/// Whether it is folded out at first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fold {
    /// Only the summary shows.
    #[default]
    Closed,
    /// All shows.
    Open,
}

/// A summary, and more when asked for. Several below one another make an accordion.
#[component]
pub fn Details(
    /// What is inside.
    #[prop(into)]
    summary: String,
    /// The language of the summary, where it differs from the page.
    #[prop(optional, into)]
    lang: MaybeText,
    /// Whether it is folded out at first.
    #[prop(optional)]
    fold: Fold,
    /// What is inside.
    children: Children,
) -> AnyView {
    view! {
        <details class="kern-accordion" open=fold == Fold::Open>
            <summary class="kern-accordion__header">
                <span class="kern-title" lang=lang.get()>{summary}</span>
                <IconView icon=Icon::Down />
            </summary>
            <div class="kern-accordion__body stack">{children()}</div>
        </details>
    }
    .into_any()
}

/// Examples of folding content.
pub(super) fn examples() -> Examples {
    vec![(
        "accordion",
        view! {
            <div>
                <Details summary="Wer liest meine Stellungnahme?" fold=Fold::Open>
                    <p>"Die Stadtplanung und der Rat. Ihren Namen sehen nur sie."</p>
                </Details>
                <Details summary="Wann bekomme ich eine Antwort?">
                    <p>"Nach dem Beschluss des Rates."</p>
                </Details>
            </div>
        }
        .into_any(),
    )]
}
