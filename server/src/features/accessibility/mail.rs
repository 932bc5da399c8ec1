//! Mails about reports: to the office when one arrived, to its author when it was answered.
//!
//! Invariants: a job holds the report's id alone; running it again sends nothing again; after the deletion it does
//! nothing; what goes wrong is told without the author's address.

use app::{i18n::msg, routes};
use shared::{ids::BarrierReportId, language::Language};

use super::{declaration, store};
use crate::{db::Tx, error::Result, jobs, mail::Mail, site::Cx};

/// The kind of the job that tells the office.
pub(super) const TELL: &str = "mail_barrier_report";
/// The kind of the job that answers the author.
pub(super) const ANSWER: &str = "mail_barrier_answer";

/// Has the office told that a report arrived, where there is an address and something that sends to it.
pub(super) async fn tell_later(tx: &mut Tx, cx: &Cx, report: BarrierReportId) -> Result<()> {
    let settings = store::settings(tx).await?;
    if cx.site.mailer.is_some() && !declaration::feedback(cx, &settings).email.is_empty() {
        jobs::enqueue(tx, cx, TELL, serde_json::json!({ "report": report })).await?;
    }
    Ok(())
}

/// Tells the office that a report arrived. How to reach its author stays in the inbox.
pub(super) async fn tell(cx: &Cx, payload: &serde_json::Value) -> Result<()> {
    use msg::accessibility::mail;
    let id: BarrierReportId = jobs::id_in(payload, "report")?;
    let mut db = cx.read().await?;
    let Some(report) = store::find(&mut db, id)
        .await?
        .filter(|report| report.told_at.is_none())
    else {
        return Ok(());
    };
    let to = declaration::feedback(cx, &store::settings(&mut db).await?).email;
    drop(db);
    if to.is_empty() {
        return Ok(());
    }
    let language = Language::from_code(&cx.municipality.default_language).unwrap_or_default();
    let number = report.number.to_string();
    let mut lines = vec![mail::arrived(number.as_str()).text(language)];
    if !report.page.is_empty() {
        lines.push(mail::page(report.page.as_str()).text(language));
    }
    lines.push(report.problem.clone());
    lines.push(mail::answer_within(shared::accessibility::LATE_AFTER_DAYS).text(language));
    if let Some(origin) = cx.site.known_origin(&cx.municipality) {
        lines.push(format!(
            "{origin}{}",
            routes::staff(language, &format!("barriers/{number}"))
        ));
    }
    let mail = Mail {
        to,
        from_name: cx.municipality.name.clone(),
        subject: mail::arrived_subject(number).text(language),
        text: lines.join("\n\n"),
    };
    cx.mailer()?.send(&mail).await?;
    let mut tx = cx.begin().await?;
    store::set_told(&mut tx, id, cx.now()).await?;
    cx.commit(tx).await
}

/// Mails the answer to the report's author.
pub(super) async fn answer(cx: &Cx, payload: &serde_json::Value) -> Result<()> {
    use msg::accessibility::mail;
    let id: BarrierReportId = jobs::id_in(payload, "report")?;
    let mut db = cx.read().await?;
    let Some(report) = store::find(&mut db, id)
        .await?
        .filter(|report| report.answer_mailed_at.is_none() && !report.answer.is_empty())
    else {
        return Ok(());
    };
    let Some(contact) = store::contact(&mut db, id)
        .await?
        .filter(|contact| !contact.email.is_empty())
    else {
        return Ok(());
    };
    let settings = store::settings(&mut db).await?;
    let body = declaration::compose(cx, &mut db, &settings).await?.body;
    drop(db);
    let language = Language::from_code(&report.language).unwrap_or_default();
    let number = report.number.to_string();
    let mut lines = vec![
        mail::greeting().text(language),
        mail::you_reported(number.as_str()).text(language),
        report.answer.clone(),
    ];
    if let Some(body) = body {
        lines.push(mail::not_content(body.name, body.url).text(language));
    }
    lines.push(cx.municipality.name.clone());
    let to_author = Mail {
        to: contact.email.clone(),
        from_name: cx.municipality.name.clone(),
        subject: mail::answer_subject(number).text(language),
        text: lines.join("\n\n"),
    };
    cx.mailer()?.send(&to_author).await?;
    let mut tx = cx.begin().await?;
    store::set_answer_mailed(&mut tx, id, cx.now()).await?;
    cx.commit(tx).await
}
