//! The head of every page: who speaks (arms and name of the town), the navigation, the switches.
//!
//! Accessibility: same order on every page (WCAG 3.2.3); nothing sticks to the window, so nothing covers the focus;
//! the name beside the arms is the link's name, so the arms have an empty alternative.

use leptos::prelude::*;

use super::{NavLink, nav_items};
use crate::ui::{Examples, Icon, IconView, MaybeText};

/// The head of a page.
#[component]
pub fn Header(
    /// The name of the town.
    #[prop(into)]
    town: String,
    /// What this site is, such as „Beteiligung“.
    #[prop(optional, into)]
    service: MaybeText,
    /// The address of the first page.
    #[prop(into)]
    home: String,
    /// The address of the picture of the arms.
    #[prop(optional, into)]
    arms: MaybeText,
    /// The main navigation.
    #[prop(optional)]
    nav: Vec<NavLink>,
    /// The name of the navigation, such as „Hauptnavigation“.
    #[prop(optional, into)]
    nav_label: MaybeText,
    /// The switches for view and language, and signing in.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let arms = match arms.get() {
        Some(src) => {
            view! { <img class="site-header__arms" src=src alt="" width="40" height="48" /> }.into_any()
        }
        None => view! { <IconView icon=Icon::TownHall /> }.into_any(),
    };
    view! {
        <header class="site-header">
            <div class="site-header__bar page">
                <a class="site-header__home" href=home>
                    {arms}
                    <span class="site-header__name">
                        <span class="site-header__town">{town}</span>
                        {service.get().map(|service| view! { " " <span class="site-header__service">{service}</span> })}
                    </span>
                </a>
                {children.map(|children| view! { <div class="site-header__tools">{children()}</div> })}
            </div>
            {(!nav.is_empty())
                .then(|| {
                    view! {
                        <nav class="site-nav" aria-label=nav_label.get()>
                            <ul class="site-nav__list page">{nav_items(nav)}</ul>
                        </nav>
                    }
                })}
        </header>
    }
    .into_any()
}

/// Examples of heads.
pub(super) fn examples() -> Examples {
    use super::{LanguageAct, LanguageChoice, LanguageSwitch};
    use shared::language::Language;

    vec![(
        "with navigation",
        view! {
            <Header
                town="Stadt Auental"
                service="Beteiligung"
                home="/"
                nav_label="Hauptnavigation"
                nav=vec![
                    NavLink::current("Verfahren", "/verfahren"),
                    NavLink::new("Ideen", "/ideen"),
                    NavLink::new("Rat und Beschlüsse", "/rat"),
                    NavLink::new("Hilfe", "/hilfe"),
                ]
            >
                <a class="switch__button" href="/?ansicht=einfach">
                    <IconView icon=Icon::View />
                    <span>"Einfache Ansicht"</span>
                </a>
                <LanguageSwitch
                    label="Sprache"
                    choices=vec![
                        LanguageChoice::new(Language::German, true, LanguageAct::Link("/de".into())),
                        LanguageChoice::new(Language::Arabic, false, LanguageAct::Link("/ar".into())),
                    ]
                    all=NavLink::new("Alle Sprachen und ihr Stand", "/de/languages")
                />
                <a class="row-link" href="/anmelden">
                    "Anmelden"
                </a>
            </Header>
        }
        .into_any(),
    )]
}
