//! Forgetting everything: on the device by script, whether there is a network or not; on the server by a form.

use leptos::prelude::*;
use shared::{api::Endpoint, statements::ForgetDrafts};

use crate::{
    context::use_language,
    forms::{Form, use_form},
    i18n::{msg, t},
    load::query_field,
    routes,
    shell::PageTitle,
    ui::{
        Button, ButtonGroup, ButtonKind, ErrorSummary, FieldProblem, LinkButton, Notice, PageHeading, Tone,
        text::escape,
    },
};

/// The page.
#[component]
pub fn ForgetPage() -> impl IntoView {
    let done = query_field("done");
    move || if done().is_some() { forgotten() } else { ask() }
}

/// What will be forgotten, and the button.
fn ask() -> AnyView {
    use msg::device::forget;
    let form = use_form(ForgetDrafts::NAME, None);
    let problems = form
        .problems()
        .into_iter()
        .map(|(_, text)| FieldProblem::new("", text))
        .collect();
    let items = [
        forget::pages(),
        forget::drafts(),
        forget::waiting(),
        forget::server(),
        forget::choices(),
    ]
    .into_iter()
    .map(|item| view! { <li>{t(item)}</li> })
    .collect_view();
    view! {
        <PageTitle text=t(forget::title()) failed=form.has_failed()/>
        <ErrorSummary title=t(msg::common::error_summary()) problems=problems/>
        <PageHeading title=t(forget::title()) lead=t(forget::lead())/>
        <h2>{t(forget::what())}</h2>
        <ul class="stack stack--small">{items}</ul>
        <p>{t(forget::sent())}</p>
        // Not parsed where scripts run, so hydration must not look for a child.
        <noscript inner_html=format!("<p>{}</p>", escape(&t(forget::without_script())))></noscript>
        <ForgetForm/>
    }
    .into_any()
}

/// It was done: what that means, and the way on.
fn forgotten() -> AnyView {
    use msg::device::forget;
    view! {
        <PageTitle text=t(forget::done())/>
        <PageHeading title=t(forget::done()) lead=t(forget::done_text())/>
        <ButtonGroup>
            <LinkButton href=routes::home(use_language()) kind=ButtonKind::Secondary>{t(msg::common::not_found::home())}</LinkButton>
        </ButtonGroup>
    }
    .into_any()
}

/// The button that forgets, and what the script says where the server could not be reached. Stands in the page that is
/// shown without network as well: a device that others use is emptied there and then.
#[component]
pub(super) fn ForgetForm() -> AnyView {
    use msg::device::forget;
    let next = format!("{}?done=1", routes::forget(use_language()));
    view! {
        <div id="device-forgotten" hidden=true tabindex="-1">
            <Notice title=t(forget::here()) tone=Tone::Success><p>{t(forget::here_text())}</p></Notice>
        </div>
        <Form form=ForgetDrafts::NAME id="forget" hidden=vec![("next", next)]>
            <ButtonGroup><Button kind=ButtonKind::Danger>{t(forget::act())}</Button></ButtonGroup>
        </Form>
    }
    .into_any()
}
