//! Typing a receipt's code. A wrong code is answered here, a right one leads to what it opens.

use leptos::prelude::*;
use leptos_meta::Meta;
use shared::{
    api::ApiError,
    statements::{ShowReceipt, canonical_code},
};

use crate::{
    context::{set_status, use_language, use_site},
    forms::error_message,
    i18n::{msg, t},
    load::{load, query_field, redirect, show},
    routes,
    shell::PageTitle,
    ui::{Button, ButtonGroup, ErrorSummary, FieldProblem, FieldWidth, PageHeading, TextField},
};

/// What became of the code that was typed: nothing typed, found under its spelling, or not.
type Found = (String, Option<Result<String, ApiError>>);

/// Typing a receipt's code.
#[component]
pub fn FindReceiptPage() -> impl IntoView {
    let code = query_field("code");
    let loaded = load(code, move |api, code| async move {
        Ok(match code {
            None => (String::new(), None),
            Some(typed) => {
                // In one spelling, because blanks cannot travel in a path.
                let found = match canonical_code(&typed) {
                    Some(code) => api.call(ShowReceipt { code }).await.map(|view| view.receipt.code),
                    None => Err(ApiError::NotFound),
                };
                (typed, Some(found))
            }
        })
    });
    show(loaded, find)
}

fn find((typed, found): Found) -> AnyView {
    use msg::receipts::find;
    let language = use_language();
    let error = match found {
        Some(Ok(code)) => {
            redirect(routes::receipt(language, &code));
            None
        }
        Some(Err(ApiError::NotFound)) => {
            set_status(404);
            Some(t(find::wrong()))
        }
        Some(Err(error)) => {
            set_status(error.status());
            Some(error_message(&error))
        }
        None => None,
    };
    let problems: Vec<_> = error
        .iter()
        .map(|text| FieldProblem::new("code", text.clone()))
        .collect();
    let phone = use_site().contact.phone;
    view! {
        <PageTitle text=t(find::title()) failed=error.is_some()/>
        <Meta name="robots" content="noindex"/>
        <ErrorSummary title=t(msg::common::error_summary()) problems=problems/>
        <PageHeading title=t(find::title()) lead=t(find::lead())/>
        <form class="stack" method="get" action=routes::find_receipt(language)>
            <TextField
                label=t(find::label())
                name="code"
                hint=t(find::hint())
                value=typed
                error=error
                width=FieldWidth::Medium
                autocomplete="off"
                required=true
            />
            <ButtonGroup><Button>{t(find::act())}</Button></ButtonGroup>
        </form>
        {(!phone.is_empty()).then(|| view! { <p class="help">{t(find::lost(phone))}</p> })}
    }
    .into_any()
}
