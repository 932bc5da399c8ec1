//! The receipt of a letter that staff entered: number and code, to be handed or sent to its author. Made to be printed.

use leptos::prelude::*;
use shared::{
    access::Action,
    api::ApiError,
    ids::StatementNumber,
    statements::{Receipt, ShowCapturedReceipt},
};

use super::capture::{LAST_CHANNEL, LAST_DAY};
use crate::{
    features::admin::parts::{StaffFrame, above_statement, may, procedure_path, procedure_title, query},
    i18n::{msg, t},
    load::{load, show},
    local_time::local,
    routes,
    ui::{ButtonGroup, ButtonKind, LinkButton, ReceiptCode},
};

/// The receipt of a statement that came on paper.
#[component]
pub fn CapturedPage(
    /// The procedure's slug.
    slug: String,
    /// The statement's number.
    number: u32,
) -> impl IntoView {
    let read = load(
        || (),
        move |api, ()| {
            let slug = slug.clone();
            async move {
                let receipt = api
                    .call(ShowCapturedReceipt {
                        procedure: slug.clone(),
                        number: StatementNumber(number),
                    })
                    .await?;
                let title = procedure_title(&api, &slug).await?;
                Ok::<_, ApiError>((receipt, title))
            }
        },
    );
    show(read, |(receipt, title)| receipt_page(receipt, title))
}

fn receipt_page(receipt: Receipt, title: String) -> AnyView {
    use msg::assessment::captured;
    let number = receipt.number.0;
    let statements = |part: &str| procedure_path(&receipt.procedure, &format!("statements/{part}"));
    let (open, divide) = (
        statements(&number.to_string()),
        may(Action::Assess).then(|| statements(&format!("{number}/points"))),
    );
    let next = routes::with_query(
        &statements("new"),
        &[
            (LAST_DAY, receipt.received_on.to_string().as_str()),
            (LAST_CHANNEL, query(LAST_CHANNEL).as_str()),
        ],
    );
    let divide = divide.map(|href| {
        view! { <LinkButton href kind=ButtonKind::Secondary>{t(msg::assessment::points::divide())}</LinkButton> }
    });
    let captured = local(receipt.received_at);
    let code = receipt.code.clone();
    let pdf = format!("/files/receipts/{code}.pdf");
    view! {
        <StaffFrame
            above=above_statement(&receipt.procedure, &title)
            title=t(captured::title(i64::from(number)))
            preline=title.clone()
            lead=t(captured::lead())
        >
            <ReceiptCode label=t(captured::code()) code=code.clone()/>
            <p>{t(msg::receipts::sent::on_paper(receipt.received_on, captured))}</p>
            <ButtonGroup>
                // Letters come in piles: the next one is one press away.
                <LinkButton href=next focused=true>{t(captured::next())}</LinkButton>
                <LinkButton href=pdf kind=ButtonKind::Secondary download=format!("{code}.pdf")>{t(captured::pdf())}</LinkButton>
                {divide}
                <LinkButton href=open kind=ButtonKind::Secondary>{t(captured::open())}</LinkButton>
            </ButtonGroup>
        </StaffFrame>
    }
    .into_any()
}
