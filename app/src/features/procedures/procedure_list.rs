//! The list of procedures: what is open now, what comes, what became of the others.

use leptos::prelude::*;
use shared::procedures::{ListProcedures, ProcedureSummary};

use crate::{
    context::use_language,
    i18n::{msg, t},
    load::{load, show},
    routes,
    shell::PageTitle,
    ui::{Card, CardList, PageHeading},
};

/// All published procedures.
#[component]
pub fn ProceduresPage() -> impl IntoView {
    let language = use_language();
    let list = load(
        move || (),
        move |api, ()| async move {
            api.call(ListProcedures {
                language: Some(language.code().to_owned()),
                ..Default::default()
            })
            .await
        },
    );
    show(list, move |page| {
        let cards = page
            .items
            .into_iter()
            .map(|procedure: ProcedureSummary| {
                view! {
                    <Card title=procedure.title href=routes::procedure(language, &procedure.slug)>
                        <p dir="auto">{procedure.short}</p>
                    </Card>
                }
            })
            .collect_view();
        view! {
            <PageTitle text=t(msg::layout::nav::procedures())/>
            <PageHeading title=t(msg::layout::nav::procedures())/>
            <CardList>{cards}</CardList>
        }
    })
}
