//! Narrowing down a list: a form sent by `GET`, so that a selection can be linked to and works without script.
//!
//! Accessibility: nothing happens while choosing (WCAG 3.2.2); the button applies it.

use leptos::prelude::*;

use super::{Button, ButtonKind, Choice, InputType, Select, TextField};
use crate::ui::{Examples, MaybeText};

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
    /// The controls.
    children: Children,
) -> AnyView {
    let home = action.clone();
    view! {
        <form class="filter-bar" method="get" action=action role="search" aria-label=label>
            <div class="filter-bar__fields">{children()}</div>
            <div class="filter-bar__acts">
                <Button kind=ButtonKind::Secondary>{apply}</Button>
                {reset.get().map(|reset| view! { <a class="row-link" href=home>{reset}</a> })}
            </div>
        </form>
    }
    .into_any()
}

/// Examples of filter bars.
pub(super) fn examples() -> Examples {
    vec![(
        "search and district",
        view! {
            <FilterBar action="/verfahren" label="Verfahren filtern" apply="Anzeigen" reset="Auswahl aufheben">
                <TextField label="Suchwort" name="q" input_type=InputType::Search />
                <Select label="Ortsteil" name="district" empty="Alle" choices=vec![Choice::new("nord", "Nord")] />
            </FilterBar>
        }
        .into_any(),
    )]
}
