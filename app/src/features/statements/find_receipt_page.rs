//! Typing a receipt's code. A wrong or an empty one is answered here, a right one leads to what it opens. The pages of a
//! receipt show the same where the code in their address opens nothing.
//!
//! Invariant: a wrong code, one that cannot be a code, and another municipality's look alike.

use leptos::prelude::*;
use leptos_meta::Meta;
use shared::{
    api::{Api, ApiError},
    statements::{ReceiptView, ShowReceipt, canonical_code},
};

use crate::{
    context::{set_status, use_language, use_site},
    forms::error_message,
    i18n::{SLOT, around_slot, msg, t},
    layout::phone_link,
    load::{load, redirect, show, use_query},
    routes,
    shell::PageTitle,
    ui::{Button, ButtonGroup, ErrorSummary, FieldProblem, FieldWidth, PageHeading, TextField},
};

/// What became of the code that was typed.
#[derive(Clone)]
enum Found {
    /// The page was opened.
    NotAsked,
    /// The button was pressed with nothing typed.
    Missing,
    /// Under its spelling.
    Opens(String),
    /// It opens nothing, or nothing could be looked up.
    Failed(ApiError),
}

/// Typing a receipt's code.
#[component]
pub fn FindReceiptPage() -> impl IntoView {
    let fields = use_query();
    let code = move || fields.read().get("code");
    let loaded = load(code, move |api, code| async move {
        let Some(typed) = code else {
            return Ok((String::new(), Found::NotAsked));
        };
        // In one spelling, because blanks cannot travel in a path.
        let found = match canonical_code(&typed) {
            _ if typed.trim().is_empty() => Found::Missing,
            None => Found::Failed(ApiError::NotFound),
            Some(code) => match api.call(ShowReceipt { code }).await {
                Ok(view) => Found::Opens(view.receipt.code),
                Err(error) => Found::Failed(error),
            },
        };
        Ok((typed, found))
    });
    show(loaded, find)
}

/// What the code in an address opens; the code itself where it opens nothing.
pub(super) type Opened = Result<ReceiptView, String>;

/// Reads what the code in an address opens. Each miss counts, as one that was typed into the field does.
pub(super) async fn open(api: Api, code: String) -> Result<Opened, ApiError> {
    match api.call(ShowReceipt { code: code.clone() }).await {
        Ok(receipt) => Ok(Ok(receipt)),
        Err(ApiError::NotFound) => Ok(Err(code)),
        Err(error) => Err(error),
    }
}

/// In place of a receipt's page: the code of its address, to be put right. The short address of paper leaves a hyphen of
/// what cannot be a code (`redirect_code` on the server).
pub(super) fn wrong(code: String) -> AnyView {
    let typed = if code == "-" { String::new() } else { code };
    find((typed, Found::Failed(ApiError::NotFound)))
}

fn find((typed, found): (String, Found)) -> AnyView {
    use msg::receipts::find;
    let language = use_language();
    let error = match found {
        Found::NotAsked => None,
        Found::Missing => {
            set_status(422);
            Some(t(find::missing()))
        }
        Found::Opens(code) => {
            redirect(routes::receipt(language, &code));
            None
        }
        Found::Failed(ApiError::NotFound) => {
            set_status(404);
            Some(t(find::wrong()))
        }
        Found::Failed(error) => {
            set_status(error.status());
            Some(error_message(&error))
        }
    };
    let problems: Vec<_> = error
        .iter()
        .map(|text| FieldProblem::new("code", text.clone()))
        .collect();
    let phone = use_site().contact.phone;
    // The office has no way to look a code up: it may help with questions, and says so.
    let lost = (!phone.is_empty()).then(|| {
        let lost = t(find::lost(SLOT));
        let (before, after) = around_slot(&lost);
        view! { <p class="help">{before}<a class="row-link" href=phone_link(&phone) dir="ltr">{phone.clone()}</a>{after}</p> }
    });
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
        {lost}
    }
    .into_any()
}
