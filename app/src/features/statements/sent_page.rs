//! The receipt right after sending: number, code, what happens next. Made to be printed: what only a screen can do stays
//! off the paper, and the paper says where its code is used.

use leptos::prelude::*;
use leptos_meta::Meta;
use shared::{
    procedures::Step,
    statements::{Channel, ReceiptView, ReplyWish},
};

use super::find_receipt_page as find;
use crate::{
    context::{use_host, use_language, use_site},
    features::procedures::words::foreign,
    i18n::{msg, t},
    load::{load, path_field, show},
    local_time::local,
    routes,
    shell::PageTitle,
    ui::{ButtonGroup, ButtonKind, LinkButton, Notice, PageHeading, ReceiptCode, Tone},
};

/// The receipt.
#[component]
pub fn SentPage() -> impl IntoView {
    let code = path_field("code");
    let loaded = load(code, find::open);
    show(loaded, |found: find::Opened| match found {
        Ok(view) => receipt(view),
        Err(code) => find::wrong(code),
    })
}

/// Where the receipt is read as PDF.
pub(super) fn pdf(code: &str) -> String {
    format!("/files/receipts/{code}.pdf")
}

/// Where the code is used, for whoever has it on paper alone.
fn where_to_look(view: &ReceiptView) -> String {
    use msg::receipts::sent;
    let address = format!("{}/r", use_host());
    let phone = if view.contact.phone.is_empty() {
        use_site().contact.phone
    } else {
        view.contact.phone.clone()
    };
    t(if phone.is_empty() {
        sent::where_to_look(address)
    } else {
        sent::where_to_look_or_call(address, phone)
    })
}

fn receipt(view: ReceiptView) -> AnyView {
    use msg::receipts::sent;
    let language = use_language();
    let number = i64::from(view.receipt.number.0);
    let code = view.receipt.code.clone();
    let mailed = if view.mailed {
        t(sent::mailed())
    } else {
        t(sent::not_mailed())
    };
    let moment = local(view.receipt.received_at);
    let received = t(match view.receipt.channel {
        Channel::Web => sent::received(moment),
        _ => sent::on_paper(view.receipt.received_on, moment),
    });
    let answer = (view.reply != ReplyWish::None).then(|| view! { <li>{t(sent::next_answer())}</li> });
    let council = match view.step {
        Step::Informal => sent::next_decide_informal(),
        _ => sent::next_decide(),
    };
    let withdraw = view
        .can_withdraw
        .then(|| view! { <li>{t(sent::next_withdraw(view.round_ends))}</li> });
    view! {
        <PageTitle text=t(sent::title())/>
        <Meta name="robots" content="noindex"/>
        <PageHeading
            preline=view.title.clone()
            preline_lang=foreign(&view.title_language)
            title=t(sent::title())
            lead=t(sent::lead(number))
        />
        <ReceiptCode label=t(sent::code()) code=code.clone()/>
        <p class="print-only"><strong>{where_to_look(&view)}</strong></p>
        <Notice title=t(sent::keep()) tone=Tone::Warning>
            <p>{mailed}</p>
            <p class="screen-only">{t(sent::print())}</p>
        </Notice>
        <p>{received}</p>
        <ButtonGroup>
            <LinkButton href=pdf(&code) download=format!("{code}.pdf")>{t(sent::pdf())}</LinkButton>
            <LinkButton href=routes::receipt(language, &code) kind=ButtonKind::Secondary>{t(sent::look())}</LinkButton>
        </ButtonGroup>
        <div class="screen-only stack stack--small">
            <p>{t(sent::shared_device())}</p>
            <p><a class="row-link" href=routes::forget(language)>{t(msg::device::forget::title())}</a></p>
        </div>
        <h2>{t(sent::next())}</h2>
        <ol class="stack stack--small">
            <li>{t(sent::next_read())}</li>
            <li>{t(council)}</li>
            {answer}
            <li>{t(sent::next_look())}</li>
            {withdraw}
        </ol>
    }
    .into_any()
}
