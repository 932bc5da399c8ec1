//! The way from the first page to this one.

use leptos::prelude::*;

use super::NavLink;
use crate::ui::{Examples, Icon, IconView};

/// The way from the first page to this one.
#[component]
pub fn Breadcrumbs(
    /// The name of the navigation, such as „Sie sind hier“.
    #[prop(into)]
    label: String,
    /// The pages above this one, from the first page on.
    links: Vec<NavLink>,
    /// The title of this page.
    #[prop(into)]
    here: String,
) -> AnyView {
    // A name is isolated within a line that has the direction of the page, to whose side it then stays.
    let items: Vec<_> = links
        .into_iter()
        .map(|link| {
            view! {
                <li>
                    <a href=link.href><span><bdi>{link.label}</bdi></span></a>
                    <IconView icon=Icon::Forward />
                </li>
            }
        })
        .collect();
    view! {
        <nav class="breadcrumbs" aria-label=label>
            <ol class="breadcrumbs__list">{items} <li aria-current="page"><bdi>{here}</bdi></li></ol>
        </nav>
    }
    .into_any()
}

/// A link back to the step before, for pages with one question.
#[component]
pub fn BackLink(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// „Zurück“.
    #[prop(into)]
    text: String,
) -> AnyView {
    view! {
        <a class="row-link back-link" href=href>
            <IconView icon=Icon::Back />
            <span>{text}</span>
        </a>
    }
    .into_any()
}

/// Examples of ways.
pub(super) fn examples() -> Examples {
    vec![
        (
            "three steps",
            view! {
                <Breadcrumbs
                    label="Sie sind hier"
                    links=vec![NavLink::new("Start", "/"), NavLink::new("Verfahren", "/verfahren")]
                    here="Bebauungsplan Nr. 12"
                />
            }
            .into_any(),
        ),
        (
            "back",
            view! { <BackLink href="/entwurf/2" text="Zurück" /> }.into_any(),
        ),
    ]
}
