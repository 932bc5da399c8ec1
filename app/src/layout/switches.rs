//! Language and view.
//!
//! Languages fold out of one button, so that twelve of them cost one tab stop (and work without script).
//!
//! Invariant: everywhere they are links to the same page, which work without script and say in their query what is to be
//! kept, so that the server answers with a cookie and the page's own address; while a visitor fills in a form they are its
//! buttons: a comment is stored first, a barrier report is shown again as it was typed.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use shared::language::Language;

use crate::{
    context::{View, use_language, use_view},
    features::{
        accessibility::{self, REPORT_FORM},
        statements::{COMMENT_FORM, Enter},
    },
    forms::{FORM, KEEP},
    i18n::{msg, t},
    routes,
    ui::{Icon, IconView, LanguageAct, LanguageChoice, LanguageSwitch, NavLink},
};

/// The switches of the header.
#[component]
pub fn Switches() -> impl IntoView {
    let language = use_language();
    let location = use_location();
    let shown = use_view();
    let (other_view, label) = match shown {
        View::Normal => (View::Simple, t(msg::common::simplified_view_on())),
        View::Simple => (View::Normal, t(msg::common::simplified_view_off())),
    };
    move || {
        let path = location.pathname.get();
        let search = location.search.get();
        let search = search.trim_start_matches('?').to_owned();
        let rest = path
            .strip_prefix(&format!("/{}", language.code()))
            .unwrap_or_default()
            .to_owned();
        let form = Filling::at(&rest);
        let here = rest.clone();
        let query = if search.is_empty() {
            String::new()
        } else {
            format!("?{search}")
        };
        let choices = Language::ALL
            .iter()
            .copied()
            .map(|other| {
                let address = routes::in_language(other, &format!("{here}{query}"));
                let act = match form {
                    Filling::Nothing => LanguageAct::Link(address),
                    Filling::Comment => {
                        LanguageAct::Button(COMMENT_FORM, format!("language:{}", other.code()))
                    }
                    Filling::Report => LanguageAct::Keep(REPORT_FORM, address),
                };
                LanguageChoice::new(other, other == language, act)
            })
            .collect();
        let all = NavLink::new(t(msg::layout::languages::all()), routes::languages(language));
        let enter = match form {
            Filling::Nothing => ().into_any(),
            Filling::Comment => view! { <Enter view=shown search/> }.into_any(),
            // The Enter key presses the form's first button in the document.
            Filling::Report => {
                let next = accessibility::enter(shown, &search);
                let (name, value) = (next.as_ref().map(|_| FORM), next.as_ref().map(|_| KEEP));
                view! {
                    <button class="kern-sr-only" type="submit" form=REPORT_FORM name=name value=value formaction=next tabindex="-1" aria-hidden="true">
                        {t(msg::common::next())}
                    </button>
                }
                .into_any()
            }
        };
        let href = routes::in_view(&format!("{path}{query}"), other_view);
        let inside = view! {
            <IconView icon=Icon::View/>
            <span>{label.clone()}</span>
        };
        let view = match form {
            Filling::Nothing => view! {
                <a class="switch__button" href=href rel="external nofollow">{inside}</a>
            }
            .into_any(),
            Filling::Comment => {
                let value = format!("view:{}", other_view.word());
                view! {
                    <button class="switch__button" type="submit" form=COMMENT_FORM name="do" value=value>{inside}</button>
                }
                .into_any()
            }
            Filling::Report => view! {
                <button class="switch__button" type="submit" form=REPORT_FORM name=FORM value=KEEP formaction=href>{inside}</button>
            }
            .into_any(),
        };
        view! {
            {enter}
            {view}
            <LanguageSwitch label=t(msg::common::language()) choices all/>
        }
    }
}

/// The form that a visitor fills in on a page.
#[derive(Clone, Copy)]
enum Filling {
    Nothing,
    Comment,
    Report,
}

impl Filling {
    /// At an address without its language.
    fn at(rest: &str) -> Self {
        if rest.starts_with("/procedures/") && rest.ends_with("/comment") {
            Self::Comment
        } else if rest == "/accessibility/report" {
            Self::Report
        } else {
            Self::Nothing
        }
    }
}
