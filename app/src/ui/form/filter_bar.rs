//! Narrowing down a list: a form sent by `GET`, so that a selection can be linked to and works without script.
//!
//! Accessibility: nothing happens while choosing (WCAG 3.2.2); the button applies it.

use leptos::prelude::*;

use super::{Button, ButtonKind, Choice, InputType, Select, TextField};
use crate::ui::{Details, Examples, Fold, MaybeText};

/// A form above a list.
#[component]
pub fn FilterBar(
    /// The address of the list.
    #[prop(into)]
    action: String,
    /// What the form is for; the name of the landmark.
    #[prop(into)]
    label: String,
    /// The button that applies the selection.
    #[prop(into)]
    apply: String,
    /// The link that takes the selection back.
    #[prop(optional, into)]
    reset: MaybeText,
    /// Folds the controls below the label, where the list matters more than narrowing it down; else they are in view.
    #[prop(optional)]
    fold: Option<Fold>,
    /// The controls.
    children: Children,
) -> AnyView {
    let home = action.clone();
    let controls = view! {
        <div class="filter-bar__fields">{children()}</div>
        <div class="filter-bar__acts">
            <Button kind=ButtonKind::Secondary>{apply}</Button>
            {reset.get().map(|reset| view! { <a class="row-link" href=home>{reset}</a> })}
        </div>
    };
    let (class, controls) = match fold {
        Some(fold) => (
            "filter-bar filter-bar--folded",
            view! { <Details summary=label.clone() fold>{controls}</Details> }.into_any(),
        ),
        None => ("filter-bar", controls.into_any()),
    };
    view! {
        <form class=class method="get" action=action role="search" aria-label=label>
            {controls}
        </form>
    }
    .into_any()
}

/// Examples of filter bars.
pub(super) fn examples() -> Examples {
    vec![
        (
            "search and district",
            view! {
                <FilterBar action="/verfahren" label="Verfahren filtern" apply="Anzeigen" reset="Auswahl aufheben">
                    <TextField label="Suchwort" name="q" input_type=InputType::Search />
                    <Select label="Ortsteil" name="district" empty="Alle" choices=vec![Choice::new("nord", "Nord")] />
                </FilterBar>
            }
            .into_any(),
        ),
        (
            "folded",
            view! {
                <FilterBar action="/verfahren" label="Verfahren suchen" apply="Anzeigen" fold=Fold::Closed>
                    <TextField label="Suchwort" name="q" id="folded-q" input_type=InputType::Search />
                </FilterBar>
            }
            .into_any(),
        ),
    ]
}
