//! Withdrawing a comment: asked once more, on a page of its own, so that it works without script.

use leptos::prelude::*;
use leptos_meta::Meta;
use shared::{
    api::Endpoint,
    assessment::StatementState,
    statements::{ReceiptView, WithdrawStatement},
};

use super::find_receipt_page as find;
use crate::{
    context::use_language,
    features::procedures::words::foreign,
    forms::{Form, use_form},
    i18n::{msg, t},
    load::{load, path_field, show},
    routes,
    shell::PageTitle,
    ui::{
        Button, ButtonGroup, ButtonKind, ErrorSummary, FieldProblem, LinkButton, Notice, PageHeading, Tone,
    },
};

/// Withdrawing a comment.
#[component]
pub fn WithdrawPage() -> impl IntoView {
    let code = path_field("code");
    let loaded = load(code, find::open);
    show(loaded, |found: find::Opened| match found {
        Ok(receipt) => ask(find::arrived(receipt)),
        Err(code) => find::wrong(code),
    })
}

fn ask(receipt: ReceiptView) -> AnyView {
    use msg::receipts::withdraw;
    let back = routes::receipt(use_language(), &receipt.receipt.code);
    let form = use_form(WithdrawStatement::NAME, None);
    let problems = form
        .problems()
        .into_iter()
        .map(|(_, text)| FieldProblem::new("", text))
        .collect();
    let content = if receipt.can_withdraw {
        let hidden = vec![("code", receipt.receipt.code.clone())];
        // What was decided cannot be taken back any more, only hidden from the public.
        let text = if receipt.fate.decision.is_some() {
            withdraw::text_decided()
        } else {
            withdraw::text()
        };
        view! {
            <p><strong>{t(withdraw::question(i64::from(receipt.receipt.number.0)))}</strong></p>
            <p>{t(text)}</p>
            <Form form=WithdrawStatement::NAME hidden=hidden>
                <ButtonGroup>
                    <Button kind=ButtonKind::Danger>{t(withdraw::confirm())}</Button>
                    <LinkButton href=back kind=ButtonKind::Secondary>{t(withdraw::keep())}</LinkButton>
                </ButtonGroup>
            </Form>
        }
        .into_any()
    } else if receipt.fate.state == StatementState::Withdrawn {
        view! {
            <Notice title=t(withdraw::already())/>
            <ButtonGroup><LinkButton href=back>{t(msg::common::back())}</LinkButton></ButtonGroup>
        }
        .into_any()
    } else {
        view! {
            <Notice title=t(withdraw::over()) tone=Tone::Warning>
                <p>{t(withdraw::over_text())}</p>
            </Notice>
            <ButtonGroup><LinkButton href=back>{t(msg::common::back())}</LinkButton></ButtonGroup>
        }
        .into_any()
    };
    view! {
        <PageTitle text=t(withdraw::title()) failed=form.has_failed()/>
        <Meta name="robots" content="noindex"/>
        <ErrorSummary title=t(msg::common::error_summary()) problems=problems/>
        <PageHeading
            preline=receipt.title.clone()
            preline_lang=foreign(&receipt.title_language)
            title=t(withdraw::title())
        />
        {content}
    }
    .into_any()
}
