//! Forgetting everything: on the device by script, on the server by a form.

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
        Button, ButtonGroup, ButtonKind, ErrorSummary, FieldProblem, Notice, PageHeading, Tone, text::escape,
    },
};

/// The page.
#[component]
pub fn ForgetPage() -> impl IntoView {
    use msg::device::forget;
    let done = query_field("done");
    let next = format!("{}?done=1", routes::forget(use_language()));
    let form = use_form(ForgetDrafts::NAME, None);
    let problems = form
        .problems()
        .into_iter()
        .map(|(_, text)| FieldProblem::new("", text))
        .collect();
    let outcome = move || {
        done().map(|_| {
            view! { <Notice title=t(forget::done()) tone=Tone::Success><p>{t(forget::done_text())}</p></Notice> }
        })
    };
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
        {outcome}
        <h2>{t(forget::what())}</h2>
        <ul class="stack stack--small">{items}</ul>
        <p>{t(forget::sent())}</p>
        // Not parsed where scripts run, so hydration must not look for a child.
        <noscript inner_html=format!("<p>{}</p>", escape(&t(forget::without_script())))></noscript>
        <Form form=ForgetDrafts::NAME id="forget" hidden=vec![("next", next)]>
            <ButtonGroup><Button kind=ButtonKind::Danger>{t(forget::act())}</Button></ButtonGroup>
        </Form>
    }
}
