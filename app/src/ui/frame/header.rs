//! The head of every page: who speaks (arms and name of the town), the navigation, the switches.
//!
//! Accessibility: same order on every page (WCAG 3.2.3); nothing sticks to the window, so nothing covers the focus;
//! the name beside the arms is the link's name, so the arms have an empty alternative.

use leptos::prelude::*;

use super::{NavLink, nav_items};
use crate::ui::{Examples, HiddenField, Icon, IconView, MaybeText};

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

/// A button that changes how pages are shown, and comes back to the same page.
#[component]
pub fn ViewSwitch(
    /// The address that keeps the setting.
    #[prop(into)]
    action: String,
    /// The name of the setting.
    #[prop(into)]
    name: String,
    /// The value it gets.
    #[prop(into)]
    value: String,
    /// The address of this page, sent as `back`.
    #[prop(into)]
    back: String,
    /// What happens, for example „Einfache Ansicht“.
    #[prop(into)]
    label: String,
) -> AnyView {
    view! {
        <form class="switch" method="post" action=action>
            <HiddenField name="back" value=back />
            <button class="switch__button" type="submit" name=name value=value>
                <IconView icon=Icon::View />
                <span>{label}</span>
            </button>
        </form>
    }
    .into_any()
}

/// Examples of heads.
pub(super) fn examples() -> Examples {
    use super::{Language, LanguageSwitch};
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
                <ViewSwitch
                    action="/einstellungen/ansicht"
                    name="view"
                    value="simple"
                    back="/"
                    label="Einfache Ansicht"
                />
                <LanguageSwitch
                    action="/einstellungen/sprache"
                    label="Sprache"
                    back="/"
                    languages=vec![Language::current("de", "Deutsch"), Language::new("ar", "العربية").right_to_left()]
                />
                <a class="row-link" href="/anmelden">
                    "Anmelden"
                </a>
            </Header>
        }
        .into_any(),
    )]
}
