//! Typing a receipt's code. A wrong or an empty one is answered here, a right one leads to what it opens. The pages of a
//! receipt show the same where the code in their address opens nothing.
//!
//! Invariant: a wrong code, one that cannot be a code, and another municipality's look alike; of a code that is too short or
//! too long its length is said.

use leptos::prelude::*;
use leptos_meta::Meta;
use shared::{
    api::{Api, ApiError},
    statements::{CODE_LENGTH, ReceiptView, ShowReceipt, canonical_code},
};

use crate::{
    context::{set_status, use_language, use_site},
    forms::error_message,
    i18n::{Msg, SLOT, msg, t},
    layout::with_phone,
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

/// What each page of a receipt begins with: the frame learns who helps with its procedure, which is called as on every other
/// page in this language, whatever its author wrote in.
pub(super) fn arrived(mut receipt: ReceiptView) -> ReceiptView {
    #[cfg(feature = "hydrate")]
    {
        let here = crate::load::use_address().get_untracked();
        if let Some(code) = here.split('?').next().and_then(routes::receipt_of) {
            crate::features::procedures::helped_by(code, &receipt.contact);
        }
    }
    let language = use_language().code();
    let title = receipt.titles.0.remove(language);
    if let Some(title) = title.filter(|title| !title.trim().is_empty()) {
        receipt.title = title;
        language.clone_into(&mut receipt.title_language);
    }
    receipt
}

/// In place of a receipt's page: the code of its address, to be put right. The short address of paper leaves a hyphen of
/// what cannot be a code (`redirect_code` on the server).
pub(super) fn wrong(code: String) -> AnyView {
    let typed = if code == "-" { String::new() } else { code };
    find((typed, Found::Failed(ApiError::NotFound)))
}

/// Why a code opens nothing, as far as that is no secret: how many characters a code has everybody may know.
fn wrong_text(typed: &str) -> Msg {
    use msg::receipts::find;
    let characters = typed.chars().filter(|c| c.is_alphanumeric()).count();
    if characters == CODE_LENGTH || characters == 0 {
        return find::wrong();
    }
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    find::length(number(CODE_LENGTH), number(characters))
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
            Some(t(wrong_text(&typed)))
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
    let lost = (!phone.is_empty())
        .then(|| view! { <div class="help">{with_phone(&t(find::lost(SLOT)), &phone)}</div> });
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
