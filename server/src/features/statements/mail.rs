//! Mailing a receipt: a job that reads name and address when it runs, so that its payload holds none.
//!
//! Invariants: running it again sends nothing again; without an author, after deletion, it does nothing; what goes
//! wrong is told without the address.

use app::i18n::msg;
use shared::{api::ApiError, ids::StatementId, language::Language, statements::Channel};

use super::{receipt::receipt_of, store};
use crate::{
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::procedures,
    jobs,
    mail::Mail,
    site::Cx,
};

/// The kind of the job.
pub(super) const SEND_RECEIPT: &str = "send_receipt";

/// Sends the receipt of the statement that the payload names.
pub(super) async fn send_receipt(cx: &Cx, payload: &serde_json::Value) -> Result<()> {
    let id: StatementId = jobs::id_in(payload, "statement")?;
    let mailer = cx.mailer()?;
    let Some(mail) = compose(cx, id).await? else {
        return Ok(());
    };
    mailer.send(&mail).await?;
    let mut tx = cx.begin().await?;
    if store::set_receipt_mailed(&mut tx, id, cx.now()).await? {
        let mut event = Event::new(EventKind::ReceiptMailed, Visibility::Parties).statement(id);
        event.procedure = store::find(&mut tx, id)
            .await?
            .map(|statement| statement.procedure);
        events::record(&mut tx, cx, event).await?;
    }
    cx.commit(tx).await
}

/// The mail; `None` when there is nobody to send it to, or it was sent.
async fn compose(cx: &Cx, id: StatementId) -> Result<Option<Mail>> {
    let mut db = cx.read().await?;
    let Some(person) = store::person(&mut db, id)
        .await?
        .filter(|person| !person.email.is_empty())
    else {
        return Ok(None);
    };
    if store::is_receipt_mailed(&mut db, id).await? {
        return Ok(None);
    }
    let statement = store::find(&mut db, id).await?.ok_or(ApiError::NotFound)?;
    let language = Language::from_code(&statement.language)
        .filter(|l| Language::ALL.contains(l))
        .unwrap_or_default();
    let (_, content) = procedures::content(&mut db, statement.procedure, None)
        .await?
        .ok_or(ApiError::NotFound)?;
    let title = content.title.best(language.code()).0.to_owned();
    let receipt = receipt_of(cx, &statement, "");
    let received = statement
        .submitted_at
        .with_timezone(&cx.municipality.zone)
        .naive_local();
    let mut lines = vec![
        msg::mail::greeting().text(language),
        String::new(),
        msg::mail::received(title.clone()).text(language),
        String::new(),
        msg::mail::number(receipt.number.to_string()).text(language),
        msg::mail::code(receipt.code.clone()).text(language),
        match statement.channel {
            Channel::Web => msg::mail::received_at(received),
            _ => msg::receipts::sent::on_paper(statement.received_on, received),
        }
        .text(language),
        String::new(),
    ];
    match cx.site.known_origin(&cx.municipality) {
        Some(origin) => {
            lines.push(msg::mail::look_here().text(language));
            lines.push(format!("{origin}/r/{}", receipt.code));
        }
        None => lines.push(msg::mail::look_with_code().text(language)),
    }
    lines.push(String::new());
    lines.push(msg::mail::keep_code().text(language));
    lines.push(String::new());
    lines.push(msg::mail::not_you().text(language));
    lines.push(String::new());
    lines.push(cx.municipality.name.clone());
    Ok(Some(Mail {
        to: person.email,
        from_name: cx.municipality.name.clone(),
        subject: msg::mail::subject(receipt.number.to_string(), title).text(language),
        text: lines.join("\n"),
    }))
}
