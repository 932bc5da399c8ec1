//! What a receipt's code opens: the author's own text, where it stands, the decision and the answer.

use leptos::prelude::*;
use leptos_meta::Meta;
use shared::{
    assessment::StatementState,
    statements::{Channel, Publication, ReceiptView},
};

use super::{fate, find_receipt_page as find, sent_page::pdf, words};
use crate::{
    context::{View, use_language, use_view},
    features::procedures::{contact, words::foreign},
    i18n::{format, msg, t},
    load::{load, path_field, query_field, show},
    local_time::local,
    routes,
    shell::PageTitle,
    ui::{
        Badge, ButtonGroup, ButtonKind, Details, Lang, LinkButton, Notice, PageHeading, SummaryList,
        SummaryRow, Tone, UserText,
    },
};

/// What a receipt's code opens.
#[component]
pub fn ReceiptPage() -> impl IntoView {
    let code = path_field("code");
    let just = query_field("withdrawn");
    let loaded = load(code, find::open);
    show(loaded, move |found: find::Opened| match found {
        Ok(receipt) => opened(find::arrived(receipt), just().is_some()),
        Err(code) => find::wrong(code),
    })
}

/// What was just done: it cannot be undone, but there is a next step while the round is open.
fn withdrawn(receipt: &ReceiptView) -> AnyView {
    use msg::receipts::withdraw;
    let again = receipt.can_write.then(|| {
        let href = routes::comment(use_language(), &receipt.receipt.procedure);
        view! { <p><a class="row-link" href=href>{t(withdraw::again())}</a></p> }
    });
    view! { <Notice title=t(withdraw::done()) tone=Tone::Success focused=true>{again}</Notice> }.into_any()
}

/// What is not published although its author allowed it: why, that it is weighed all the same, and where to object.
fn unpublished(receipt: &ReceiptView) -> Option<AnyView> {
    use msg::receipts::unpublished;
    let notice = receipt.publication.clone()?;
    let title = match notice.publication {
        Publication::Refused => unpublished::refused(),
        Publication::Released if notice.is_redacted => unpublished::redacted(),
        Publication::Released | Publication::Undecided => return None,
    };
    let reason = notice
        .reason
        .map(|reason| view! { <p>{t(unpublished::reason(words::reason_name(reason)))}</p> });
    // The office writes in German, or in the language of the comment.
    let lang = fate::language_of_answer(&receipt.language);
    let remark = (!notice.remark.is_empty()).then(|| {
        view! {
            {fate::only_german(&receipt.language)}
            <div lang=lang><UserText text=notice.remark.clone()/></div>
        }
    });
    let weighed = notice
        .is_weighed
        .then(|| view! { <p>{t(unpublished::weighed())}</p> });
    let object = unpublished::object(i64::from(receipt.receipt.number.0));
    let contact = contact::lines(receipt.contact.clone());
    Some(
        view! {
            <Notice title=t(title) tone=Tone::Warning>
                {reason}
                {remark}
                {weighed}
                <p>{t(object)}</p>
                {contact}
            </Notice>
        }
        .into_any(),
    )
}

fn opened(receipt: ReceiptView, just_withdrawn: bool) -> AnyView {
    use msg::receipts::view;
    let language = use_language();
    let number = i64::from(receipt.receipt.number.0);
    let code = receipt.receipt.code.clone();
    let title = t(view::title(number));
    let state = receipt.fate.state;
    let lang = Lang {
        code: receipt.language.clone(),
        dir: "auto".into(),
    };
    let withdraw = receipt.can_withdraw.then(|| view! {
        <section class="panel stack stack--small" aria-labelledby="withdraw">
            <h2 id="withdraw">{t(msg::receipts::withdraw::title())}</h2>
            <p>{t(msg::receipts::withdraw::offer(receipt.round_ends))}</p>
            <p>
                <LinkButton href=format!("{}/withdraw", routes::receipt(language, &code)) kind=ButtonKind::Secondary>
                    {t(msg::receipts::withdraw::act())}
                </LinkButton>
            </p>
        </section>
    });
    let text = match foreign(&receipt.language) {
        Some(_) => view! { <UserText text=receipt.body.clone() lang=lang/> }.into_any(),
        None => view! { <UserText text=receipt.body.clone()/> }.into_any(),
    };
    let done = (just_withdrawn && state == StatementState::Withdrawn).then(|| withdrawn(&receipt));
    if use_view() == View::Simple {
        return simple(&receipt, title, text, done);
    }
    view! {
        <PageTitle text=title.clone()/>
        <Meta name="robots" content="noindex"/>
        <PageHeading preline=receipt.title.clone() preline_lang=foreign(&receipt.title_language) title=title/>
        {done}
        <p><Badge text=words::state(state) tone=words::state_tone(state)/></p>
        {fate::outcome(&receipt.fate, &receipt.language)}
        {unpublished(&receipt)}
        <h2>{t(view::status())}</h2>
        {fate::timeline(&receipt.fate, receipt.reply)}
        <h2>{t(view::text())}</h2>
        <blockquote>{text}</blockquote>
        <h2>{t(view::facts())}</h2>
        <SummaryList rows=facts(&receipt)/>
        <p class="muted">{t(view::no_person())}</p>
        <p><a class="row-link" href=routes::procedure(language, &receipt.receipt.procedure)>{t(view::procedure())}</a></p>
        <p><LinkButton href=pdf(&code) kind=ButtonKind::Secondary download=format!("{code}.pdf")>{t(view::pdf())}</LinkButton></p>
        {(state != StatementState::Withdrawn).then_some(withdraw)}
        <Details summary=t(view::seal())>
            <p>{t(view::seal_text())}</p>
            <p><code class="seal" dir="ltr">{receipt.body_sha256.clone()}</code></p>
        </Details>
        {contact::panel(receipt.contact.clone(), ().into_any())}
    }
    .into_any()
}

/// The same in the simplified view: where it stands, what was said, one act and one more; the rest folded.
fn simple(receipt: &ReceiptView, title: String, text: AnyView, done: Option<AnyView>) -> AnyView {
    use msg::receipts::view;
    let language = use_language();
    let state = receipt.fate.state;
    let code = receipt.receipt.code.clone();
    let withdraw = (receipt.can_withdraw && state != StatementState::Withdrawn).then(|| view! {
        <LinkButton href=format!("{}/withdraw", routes::receipt(language, &code)) kind=ButtonKind::Secondary>
            {t(msg::receipts::withdraw::act())}
        </LinkButton>
    });
    let facts = facts(receipt);
    let questions = contact::lines(receipt.contact.clone());
    let procedure = routes::procedure(language, &receipt.receipt.procedure);
    let outcome = fate::outcome(&receipt.fate, &receipt.language);
    let unpublished = unpublished(receipt);
    let timeline = fate::timeline(&receipt.fate, receipt.reply);
    view! {
        <PageTitle text=title.clone()/>
        <Meta name="robots" content="noindex"/>
        <PageHeading preline=receipt.title.clone() preline_lang=foreign(&receipt.title_language) title=title/>
        {done}
        <p><Badge text=words::state(state) tone=words::state_tone(state)/></p>
        {outcome}
        {unpublished}
        <h2>{t(view::text())}</h2>
        <blockquote>{text}</blockquote>
        <ButtonGroup>
            <LinkButton href=pdf(&code) download=format!("{code}.pdf")>{t(view::pdf())}</LinkButton>
            {withdraw}
        </ButtonGroup>
        <div>
            <Details summary=t(view::status())>{timeline}</Details>
            <Details summary=t(view::facts())>
                <SummaryList rows=facts/>
                <p>{t(view::no_person())}</p>
                <p><a class="row-link" href=procedure>{t(view::procedure())}</a></p>
            </Details>
            <Details summary=t(msg::procedures::contact::title())>{questions}</Details>
        </div>
    }
    .into_any()
}

fn facts(receipt: &ReceiptView) -> Vec<SummaryRow> {
    use msg::receipts::view;
    let language = use_language();
    let place = if receipt.place.is_empty() {
        t(view::whole())
    } else {
        receipt.place.clone()
    };
    let moment = local(receipt.receipt.received_at);
    let received = t(match receipt.receipt.channel {
        Channel::Web => view::moment(moment),
        _ => view::on_paper(receipt.receipt.received_on, moment),
    });
    let code = receipt.receipt.code.clone();
    let code = view! { <p><span class="code" dir="ltr" translate="no">{code}</span></p> }.into_any();
    let mut rows = vec![
        SummaryRow::text(t(view::received()), received),
        SummaryRow::view(t(view::code()), code),
        SummaryRow::text(t(view::place()), place),
    ];
    if !receipt.files.is_empty() {
        let files: Vec<_> = receipt
            .files
            .iter()
            .map(|(name, size)| format!("{name} ({})", format::file_size(*size, language)))
            .collect();
        rows.push(SummaryRow::text(t(view::files()), files.join("\n")));
    }
    rows.push(SummaryRow::text(t(view::reply()), words::reply(receipt.reply)));
    rows.push(SummaryRow::text(
        t(view::publish()),
        words::publication(receipt.may_publish),
    ));
    rows
}
