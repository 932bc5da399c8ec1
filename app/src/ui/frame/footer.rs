//! The foot of every page: help first, then links the law asks for.
//!
//! Accessibility: help stands at the same place on every page (WCAG 3.2.6).

use leptos::prelude::*;

use super::{NavLink, nav_items};
use crate::ui::{Examples, MaybeText};

/// A group of links in the foot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FooterGroup {
    /// What the links are about.
    pub heading: String,
    /// The links.
    pub links: Vec<NavLink>,
}

/// The foot of a page.
#[component]
pub fn Footer(
    /// Groups of links.
    groups: Vec<FooterGroup>,
    /// The last line, such as the name of the town and the version.
    #[prop(optional, into)]
    note: MaybeText,
    /// Help: telephone, hours, address.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let groups: Vec<_> = groups
        .into_iter()
        .map(|group| {
            view! {
                <div class="site-footer__group">
                    <h2 class="site-footer__heading">{group.heading}</h2>
                    <ul class="site-footer__list">{nav_items(group.links)}</ul>
                </div>
            }
        })
        .collect();
    view! {
        <footer class="site-footer">
            <div class="site-footer__columns page">
                {children.map(|children| view! { <div class="site-footer__group stack stack--small">{children()}</div> })}
                {groups}
            </div>
            {note.get().map(|note| view! { <p class="site-footer__note page">{note}</p> })}
        </footer>
    }
    .into_any()
}

/// Examples of feet.
pub(super) fn examples() -> Examples {
    vec![(
        "help and links",
        view! {
            <Footer
                note="Stadt Auental"
                groups=vec![
                    FooterGroup {
                        heading: "Auf dieser Seite".into(),
                        links: vec![NavLink::new("Leichte Sprache", "/leichte-sprache"), NavLink::new("Hilfe", "/hilfe")],
                    },
                    FooterGroup {
                        heading: "Rechtliches".into(),
                        links: vec![
                            NavLink::new("Impressum", "/impressum"),
                            NavLink::new("Datenschutz", "/datenschutz"),
                            NavLink::new("Erklärung zur Barrierefreiheit", "/barrierefreiheit"),
                        ],
                    },
                ]
            >
                <h2 class="site-footer__heading">"Wir helfen Ihnen"</h2>
                <p>
                    "Telefon " <a href="tel:+494312345" dir="ltr">"0431 2345"</a> <br /> "Montag bis Freitag, 9 bis 16 Uhr"
                </p>
                <p>"Wir schreiben auch für Sie."</p>
            </Footer>
        }
        .into_any(),
    )]
}
