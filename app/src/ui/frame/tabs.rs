//! Views of one thing, as links.
//!
//! Accessibility: they lead to addresses, so they are a navigation and not the ARIA tab pattern; back and bookmarks
//! work, and nothing needs script.

use leptos::prelude::*;

use super::{NavLink, nav_items};
use crate::ui::Examples;

/// Views of one thing.
#[component]
pub fn Tabs(
    /// The name of the navigation.
    #[prop(into)]
    label: String,
    /// The views; one is current.
    links: Vec<NavLink>,
) -> AnyView {
    view! {
        <nav class="tabs" aria-label=label>
            <ul class="tabs__list">{nav_items(links)}</ul>
        </nav>
    }
    .into_any()
}

/// Examples of tabs.
pub(super) fn examples() -> Examples {
    vec![(
        "four views",
        view! {
            <Tabs
                label="Ansichten des Verfahrens"
                links=vec![
                    NavLink::current("Überblick", "/verfahren/12"),
                    NavLink::new("Unterlagen", "/verfahren/12/unterlagen"),
                    NavLink::new("Stellungnahmen", "/verfahren/12/stellungnahmen"),
                    NavLink::new("Ergebnis", "/verfahren/12/ergebnis"),
                ]
            />
        }
        .into_any(),
    )]
}
