//! Language and view.
//!
//! Invariant: everywhere they are links to the same page, which work without script and can be shared; while a comment
//! is being written they are buttons of its form, which store what was typed first.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use shared::language::Language;

use crate::{
    context::{View, use_language, use_view},
    features::statements::COMMENT_FORM,
    i18n::{msg, t},
    ui::{Icon, IconView},
};

/// The switches of the header.
#[component]
pub fn Switches() -> impl IntoView {
    let language = use_language();
    let location = use_location();
    let (word, value, label) = match use_view() {
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
        let languages = Language::available()
            .iter()
            .copied()
            .filter(|other| *other != language)
            .map(|other| {
                let (code, dir) = (other.code(), other.direction().as_str());
                if writing {
                    let value = format!("language:{code}");
                    view! {
                        <button class="switch__button" type="submit" form=COMMENT_FORM name="do" value=value lang=code dir=dir>
                            <IconView icon=Icon::Language/>
                            <span>{other.own_name()}</span>
                        </button>
                    }
                    .into_any()
                } else {
                    let query = if search.is_empty() { String::new() } else { format!("?{search}") };
                    let href = format!("/{code}{rest}{query}");
                    view! {
                        <a class="switch__button" href=href lang=code hreflang=code dir=dir rel="external">
                            <IconView icon=Icon::Language/>
                            <span>{other.own_name()}</span>
                        </a>
                    }
                    .into_any()
                }
            })
            .collect_view();
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
        view! { {view} {languages} }
    }
}
