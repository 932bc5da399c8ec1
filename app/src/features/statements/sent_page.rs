//! The receipt right after sending: number, code, what happens next. Made to be printed: what only a screen can do stays
//! off the paper, and the paper says where its code is used.

use leptos::prelude::*;
use leptos_meta::Meta;
use shared::{
    assessment::StatementState,
    procedures::Step,
    statements::{Channel, ReceiptView, ReplyWish},
};

use super::find_receipt_page as find;
use crate::{
    context::{View, use_host, use_language, use_site, use_view},
    features::procedures::words::foreign,
    i18n::{msg, t},
    load::{load, path_field, redirect, show},
    local_time::local,
    routes,
    shell::PageTitle,
    ui::{ButtonGroup, ButtonKind, Details, LinkButton, Notice, PageHeading, ReceiptCode, Tone},
};

/// The receipt.
#[component]
pub fn SentPage() -> impl IntoView {
    let code = path_field("code");
    let loaded = load(code, find::open);
    show(loaded, |found: find::Opened| match found {
        // What is said here of what comes next does not hold any more.
        Ok(view) if view.fate.state == StatementState::Withdrawn => {
            redirect(routes::receipt(use_language(), &view.receipt.code));
            ().into_any()
        }
        Ok(view) => receipt(find::arrived(view)),
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
    // The simplified view says it where it can be done: on the page that the second button opens.
    let is_normal = use_view() == View::Normal;
    let withdraw =
        (is_normal && view.can_withdraw).then(|| view! { <p>{t(sent::next_withdraw(view.round_ends))}</p> });
    let print = is_normal.then(|| view! { <p class="screen-only">{t(sent::print())}</p> });
    view! {
        <PageTitle text=t(sent::title())/>
        <Meta name="robots" content="noindex"/>
        <PageHeading
            preline=view.title.clone()
            preline_lang=foreign(&view.title_language)
            title=t(sent::title())
            lead=t(sent::lead(number))
        />
        <p>{received}</p>
        <ReceiptCode label=t(sent::code()) code=code.clone()/>
        <p class="print-only"><strong>{where_to_look(&view)}</strong></p>
        <Notice title=t(sent::keep()) tone=Tone::Warning>
            <p>{mailed}</p>
            {print}
        </Notice>
        <ButtonGroup>
            <LinkButton href=pdf(&code) download=format!("{code}.pdf")>{t(sent::pdf())}</LinkButton>
            <LinkButton href=routes::receipt(language, &code) kind=ButtonKind::Secondary>{t(sent::look())}</LinkButton>
        </ButtonGroup>
        <h2>{t(sent::next())}</h2>
        <ol class="stack stack--small">
            <li>{t(sent::next_read())}</li>
            <li>{t(council)}</li>
            {answer}
        </ol>
        {withdraw}
        <div class="screen-only">
            <Details summary=t(sent::shared_device())>
                <p>{t(sent::shared_device_text())}</p>
                <p><a class="row-link" href=routes::forget(language)>{t(msg::device::forget::title())}</a></p>
            </Details>
        </div>
    }
    .into_any()
}
