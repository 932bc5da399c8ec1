//! Language and view.
//!
//! Languages fold out of one button, so that twelve of them cost one tab stop (and work without script).
//!
//! Invariant: everywhere they are links to the same page, which work without script and can be shared; while a comment
//! is being written they are buttons of its form, which store what was typed first.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use shared::language::Language;

use crate::{
    context::{View, use_language, use_view},
    features::statements::{COMMENT_FORM, Enter},
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
    let (word, value, label) = match shown {
        View::Normal => ("einfach", "simple", t(msg::common::simplified_view_on())),
        View::Simple => ("normal", "normal", t(msg::common::simplified_view_off())),
    };
    move || {
        let path = location.pathname.get();
        let search = location.search.get();
        let search = search.trim_start_matches('?').to_owned();
        let rest = path
            .strip_prefix(&format!("/{}", language.code()))
            .unwrap_or_default()
            .to_owned();
        let writing = rest.starts_with("/procedures/") && rest.ends_with("/comment");
        let here = rest.clone();
        let query = if search.is_empty() {
            String::new()
        } else {
            format!("?{search}")
        };
        let choices = Language::available()
            .iter()
            .copied()
            .map(|other| {
                let act = if writing {
                    LanguageAct::Button(COMMENT_FORM, format!("language:{}", other.code()))
                } else {
                    LanguageAct::Link(format!("/{}{here}{query}", other.code()))
                };
                LanguageChoice::new(other, other == language, act)
            })
            .collect();
        let all = NavLink::new(t(msg::layout::languages::all()), routes::languages(language));
        let enter = writing.then(|| view! { <Enter view=shown search=search.clone()/> });
        let view = if writing {
            let value = format!("view:{value}");
            view! {
                <button class="switch__button" type="submit" form=COMMENT_FORM name="do" value=value>
                    <IconView icon=Icon::View/>
                    <span>{label.clone()}</span>
                </button>
            }
            .into_any()
        } else {
            let query = if search.is_empty() {
                String::new()
            } else {
                format!("{search}&")
            };
            let href = format!("{path}?{query}ansicht={word}");
            view! {
                <a class="switch__button" href=href rel="external nofollow">
                    <IconView icon=Icon::View/>
                    <span>{label.clone()}</span>
                </a>
            }
            .into_any()
        };
        view! {
            {enter}
            {view}
            <LanguageSwitch label=t(msg::common::language()) choices all/>
        }
    }
}
