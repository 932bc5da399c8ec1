//! The declaration on accessibility, in standard and in easy language; reporting a barrier; what staff do with reports.
//!
//! Invariant: what the declaration says about the site is what the server computed; this page only words it.

mod declaration;
mod easy;
mod inbox;
mod report;
mod staff;
mod work;

pub use declaration::DeclarationPage;
pub use easy::EasyPage;
pub use inbox::InboxPage;
use leptos::prelude::*;
pub use report::{REPORT_FORM, ReportPage, SentPage, enter};
use shared::accessibility::{Body, ReportState};
pub use staff::AccessibilityPage;
pub use work::WorkPage;

use crate::{
    context::use_language,
    features::procedures::contact::{email, phone},
    i18n::{msg, t},
    routes,
    ui::{Breadcrumbs, NavLink, Tone},
};

/// The way to a page below the declaration.
fn way(here: &str) -> AnyView {
    let language = use_language();
    let mut links = vec![NavLink::new(t(msg::layout::nav::home()), routes::home(language))];
    if here != t(msg::accessibility::title()) {
        links.push(NavLink::new(
            t(msg::accessibility::title()),
            routes::accessibility(language, ""),
        ));
    }
    view! { <Breadcrumbs label=t(msg::common::breadcrumbs()) links=links here=here/> }.into_any()
}

/// Who enforces or settles. Its name and address are German.
fn body(body: &Body) -> AnyView {
    let address =
        (!body.address.is_empty()).then(|| view! { <p lang="de" dir="auto">{body.address.clone()}</p> });
    let page = (!body.url.is_empty()).then(|| {
        view! { <p><a class="row-link" href=body.url.clone() rel="noopener noreferrer">{t(msg::accessibility::body::page())}</a></p> }
    });
    view! {
        <div class="panel stack stack--small">
            <p lang="de" dir="auto"><strong>{body.name.clone()}</strong></p>
            {address}
            {phone(&body.phone)}
            {email(&body.email)}
            {page}
        </div>
    }
    .into_any()
}

/// The name of a state and its tone.
fn state(state: ReportState) -> (String, Tone) {
    use msg::accessibility::state as word;
    match state {
        ReportState::Open => (t(word::open()), Tone::Info),
        ReportState::Held => (t(word::held()), Tone::Danger),
        ReportState::Answered => (t(word::answered()), Tone::Success),
        ReportState::Known => (t(word::known()), Tone::Warning),
        ReportState::Mended => (t(word::mended()), Tone::Success),
        ReportState::Advertising => (t(word::advertising()), Tone::Neutral),
    }
}
