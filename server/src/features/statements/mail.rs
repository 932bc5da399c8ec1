//! Mailing a receipt: a job that reads name and address when it runs, so that its payload holds none.
//!
//! Invariants: running it again sends nothing again; without an author, after deletion, it does nothing; what goes
//! wrong is told without the address.

use app::i18n::msg;
use shared::{api::ApiError, ids::StatementId, language::Language, statements::Channel};

use super::{receipt::receipt_of, store};
use crate::{
    error::{Error, Result},
    events::{self, Event, EventKind, Visibility},
    features::procedures,
    mail::Mail,
    site::Cx,
};

/// The kind of the job.
pub(super) const SEND_RECEIPT: &str = "send_receipt";

/// Sends the receipt of the statement that the payload names.
pub(super) async fn send_receipt(cx: &Cx, payload: &serde_json::Value) -> Result<()> {
    let id: StatementId = payload
        .get("statement")
        .and_then(serde_json::Value::as_str)
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| Error::internal("the job names no statement"))?;
    let Some(mailer) = &cx.site.mailer else {
        return Err(Error::internal("no mail server is configured"));
    };
    let Some(mail) = compose(cx, id).await? else {
        return Ok(());
    };
    if let Err(error) = mailer.send(&mail).await {
        return Err(Error::internal(without_address(&error.to_string(), &mail.to)));
    }
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
    match public_origin(cx) {
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

/// The address of the site as its operator set it. What a request called it is not believed: a stranger's link would
/// reach the author.
fn public_origin(cx: &Cx) -> Option<String> {
    match (&cx.site.config.public_url, &cx.municipality.host) {
        (None, None) => None,
        (None, Some(host)) => Some(format!("http://{host}")),
        (Some(_), _) => Some(cx.site.origin(&cx.municipality, "")),
    }
}

/// A server's refusal without the address that servers like to repeat.
fn without_address(text: &str, address: &str) -> String {
    let local = address.rsplit_once('@').map_or(address, |(local, _)| local);
    let names = |word: &str| {
        word.contains('@') || (local.len() > 2 && word.to_lowercase().contains(&local.to_lowercase()))
    };
    text.split_whitespace()
        .map(|word| if names(word) { "…" } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_refusal_is_told_without_the_address() {
        let told = super::without_address(
            "550 5.1.1 <Anna.Meier@web.example>: mailbox of anna.meier is full",
            "anna.meier@web.example",
        );
        assert_eq!(told, "550 5.1.1 … mailbox of … is full");
    }
}
