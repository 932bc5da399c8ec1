//! The page for what is not there, not allowed, or broken.

use leptos::prelude::*;
use leptos_meta::Meta;
use shared::{api::ApiError, organisations::Site};

use crate::{
    context::{set_status, use_language},
    forms::error_message,
    i18n::{msg, t},
    routes,
    shell::DocumentTitle,
    ui::{LinkButton, PageHeading},
};

/// The title of the document: with the town's name where the town is known.
fn whole_title(title: &str) -> String {
    use_context::<Site>().map_or_else(
        || title.to_owned(),
        |site| t(msg::common::page_title(title.to_owned(), site.name)),
    )
}

/// What is shown instead of a page.
#[component]
pub fn ProblemPage(
    /// Why.
    error: ApiError,
) -> impl IntoView {
    set_status(error.status());
    #[cfg(feature = "hydrate")]
    if error == ApiError::Unavailable {
        crate::load::tell_page("pageoutofreach");
    }
    let language = use_language();
    let (title, text) = match &error {
        ApiError::NotFound => (
            t(msg::common::not_found::title()),
            t(msg::common::not_found::text()),
        ),
        ApiError::Internal { .. } | ApiError::Unavailable => {
            (t(msg::common::failure::title()), t(msg::common::failure::text()))
        }
        other => (t(msg::common::failure::title()), error_message(other)),
    };
    let incident = match &error {
        ApiError::Internal { incident } => {
            Some(view! { <p>{t(msg::common::failure::incident(incident.clone()))}</p> })
        }
        _ => None,
    };
    let way_on = if error == ApiError::SignInRequired {
        view! { <LinkButton href=routes::sign_in(language)>{t(msg::layout::nav::sign_in())}</LinkButton> }
    } else {
        view! { <LinkButton href=routes::home(language)>{t(msg::common::not_found::home())}</LinkButton> }
    };
    let all = (error == ApiError::NotFound).then(|| {
        view! { <p><a class="row-link" href=routes::overview(language)>{t(msg::layout::overview::title())}</a></p> }
    });
    view! {
        <DocumentTitle text=whole_title(&title)/>
        <Meta name="robots" content="noindex"/>
        <PageHeading title/>
        <p>{text}</p>
        {incident}
        {way_on}
        {all}
    }
}
