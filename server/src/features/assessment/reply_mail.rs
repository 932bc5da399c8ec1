//! Mails the reply to an author who wished for an answer by e-mail, as a job after the statement was answered.
//!
//! Invariant: the job holds the statement's id alone; a reply is mailed once, which the event `reply_mailed` remembers.

use app::{features::statements::point_proposal, i18n::msg};
use shared::{
    assessment::{FatePoint, StatementState},
    ids::StatementId,
    language::Language,
    statements::{ReplyWish, spaced_code},
};

use super::{
    fate::{Dates, fate, own_passages},
    store,
};
use crate::{
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::{
        procedures,
        statements::{self, Statement},
    },
    jobs,
    mail::Mail,
    site::Cx,
};

/// The job's kind.
pub const KIND: &str = "mail_reply";

/// Whether a reply is mailed at all.
pub fn is_wanted(cx: &Cx, statement: &Statement) -> bool {
    cx.site.mailer.is_some() && statement.reply_wish == ReplyWish::Email
}

/// Does the job. An author whose address was deleted in between gets nothing: the receipt still shows the reply.
pub async fn send(cx: &Cx, payload: &serde_json::Value) -> Result<()> {
    let id: StatementId = jobs::id_in(payload, "statement")?;
    let Some(mail) = compose(cx, id).await? else {
        return Ok(());
    };
    cx.mailer()?.send(&mail).await?;
    let mut tx = cx.begin().await?;
    let procedure = statements::find(&mut tx, id)
        .await?
        .map(|statement| statement.procedure);
    let event = Event {
        procedure,
        ..Event::new(EventKind::ReplyMailed, Visibility::Parties).statement(id)
    };
    events::record(&mut tx, cx, event).await?;
    cx.commit(tx).await
}

/// A point as the mail says it: heading, passage, proposal, decision, reply.
fn point(point: &FatePoint, language: Language) -> String {
    let number = point.number.to_string();
    let heading = if point.label.is_empty() {
        msg::mail_reply::point(number)
    } else {
        msg::mail_reply::point_named(number, point.label.as_str())
    };
    let mut lines = vec![heading.text(language)];
    lines.extend(point.passage.trim().lines().map(|line| format!("> {line}")));
    if let Some(proposal) = point.proposal {
        let name = point_proposal(proposal).text(language);
        lines.push(msg::mail_reply::proposal(name).text(language));
    }
    if let Some(result) = point.result {
        let name = point_proposal(result).text(language);
        lines.push(msg::mail_reply::result(name).text(language));
    }
    if let Some(reply) = &point.reply {
        lines.push(msg::mail_reply::answer(reply.as_str()).text(language));
    }
    lines.join("\n")
}

async fn compose(cx: &Cx, id: StatementId) -> Result<Option<Mail>> {
    let mut db = cx.read().await?;
    let Some(statement) = statements::find(&mut db, id).await? else {
        return Ok(None);
    };
    if statement.state != StatementState::Answered || store::was_mailed(&mut db, id).await? {
        return Ok(None);
    }
    let to = match statements::person(&mut db, id).await? {
        Some(person) if !person.email.is_empty() => person.email,
        _ => return Ok(None),
    };
    let assessed = store::of(&mut db, id).await?;
    let language = Language::from_code(&statement.language).unwrap_or_default();
    let title = match procedures::content(&mut db, statement.procedure, None).await? {
        Some((_, content)) => content.title.best(&statement.language).0.to_owned(),
        None => String::new(),
    };
    let code = cx.site.secret.receipt_code(id);
    let mut text = vec![
        msg::mail_reply::greeting().text(language),
        msg::mail_reply::intro(statement.number.to_string(), title.as_str()).text(language),
        assessed.reply.clone(),
    ];
    let fate = fate(
        &statement,
        &assessed,
        &Dates::new(),
        own_passages(&statement, &assessed),
    );
    text.extend(fate.points.iter().map(|one| point(one, language)));
    text.retain(|part| !part.trim().is_empty());
    if let Some(decision) = assessed.decision {
        text.push(msg::mail_reply::decision(decision.committee, decision.decided_on).text(language));
    }
    text.push(match cx.site.known_origin(&cx.municipality) {
        Some(origin) => msg::mail_reply::receipt(format!("{origin}/r/{code}")).text(language),
        None => msg::mail_reply::receipt_code(spaced_code(&code)).text(language),
    });
    text.push(cx.municipality.name.clone());
    Ok(Some(Mail {
        to,
        from_name: cx.municipality.name.clone(),
        subject: msg::mail_reply::subject(statement.number.to_string()).text(language),
        text: text.join("\n\n"),
    }))
}
