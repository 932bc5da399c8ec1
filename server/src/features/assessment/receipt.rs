//! What a receipt's code opens: the author's text and its fate; withdrawal while the round is open.
//!
//! Invariants: neither name nor address; a wrong code and another municipality's code look alike.

use shared::{
    api::ApiError,
    assessment::StatementState,
    procedures::{
        Round,
        phases::{RoundAction, opens},
    },
    statements::{MayPublish, Publication, PublicationNotice, ReceiptView, ShowReceipt, WithdrawStatement},
};

use super::{
    fate::{dates_of, own_fate},
    store,
};
use crate::{
    db::Statements,
    error::{Error, Result},
    features::{
        procedures,
        statements::{self, Statement},
    },
    site::Cx,
};

/// Opens a statement by its receipt's code.
pub async fn show_receipt(cx: Cx, input: ShowReceipt) -> Result<ReceiptView> {
    let mut db = cx.read().await?;
    let statement = by_code(&mut db, &cx, &input.code).await?;
    view(&mut db, &cx, statement).await
}

/// Withdraws a statement while its round is open; repeating it changes nothing.
pub async fn withdraw_statement(cx: Cx, input: WithdrawStatement) -> Result<ReceiptView> {
    let mut tx = cx.begin().await?;
    let statement = by_code(&mut tx, &cx, &input.code).await?;
    statements::withdraw(&mut tx, &cx, &statement).await?;
    let statement = statements::find(&mut tx, statement.id)
        .await?
        .ok_or(ApiError::NotFound)?;
    let view = view(&mut tx, &cx, statement).await?;
    cx.commit(tx).await?;
    Ok(view)
}

async fn by_code(db: &mut impl Statements, cx: &Cx, code: &str) -> Result<Statement> {
    Ok(statements::find_by_code(db, cx, code)
        .await?
        .ok_or(ApiError::NotFound)?)
}

async fn round_of(db: &mut impl Statements, cx: &Cx, statement: &Statement) -> Result<Round> {
    let rounds = procedures::rounds(db, statement.procedure, cx.today()).await?;
    let round = rounds.into_iter().find(|round| round.id == statement.round);
    round.ok_or_else(|| Error::internal("a statement's round is gone"))
}

/// What its author is told about the publication that they allowed. That one is held is nobody's business outside: it is
/// released once it is not held any more, and what is refused is told at once.
fn told(statement: &Statement) -> Option<PublicationNotice> {
    let is_held = statement.state == StatementState::Held;
    let is_told = match statement.publication {
        Publication::Undecided => false,
        Publication::Released => !is_held,
        Publication::Refused => true,
    };
    let counts = statement.may_publish != MayPublish::No && statement.state != StatementState::Withdrawn;
    (is_told && counts).then(|| PublicationNotice {
        publication: statement.publication,
        is_redacted: !statement.passages.is_empty(),
        reason: statement.publication_reason,
        remark: statement.publication_remark.clone(),
        is_weighed: !is_held,
    })
}

async fn view(db: &mut impl Statements, cx: &Cx, statement: Statement) -> Result<ReceiptView> {
    let slug = procedures::slug_of(db, statement.procedure)
        .await?
        .ok_or(ApiError::NotFound)?;
    let round = round_of(db, cx, &statement).await?;
    let content = procedures::content(db, statement.procedure, None)
        .await?
        .map(|(_, content)| content)
        .unwrap_or_default();
    let files = statements::attachments(db, statement.id).await?;
    let assessed = store::of(db, statement.id).await?;
    let dates = dates_of(db, cx, statement.id).await?;
    let has_contact = !content.contact.office.is_empty()
        || !content.contact.phone.is_empty()
        || !content.contact.email.is_empty();
    let (title, title_language) = content.title.best(&statement.language);
    let (title, title_language) = (title.to_owned(), title_language.to_owned());
    Ok(ReceiptView {
        receipt: statements::receipt_of(cx, &statement, &slug),
        title,
        title_language,
        titles: content.title,
        fate: own_fate(&statement, &assessed, &dates),
        publication: told(&statement),
        can_withdraw: statement.state != StatementState::Withdrawn
            && opens(round.phase, RoundAction::Withdraw),
        can_write: opens(round.phase, RoundAction::Submit),
        step: round.step,
        round_ends: round.period.end,
        contact: if has_contact {
            content.contact
        } else {
            cx.municipality.contact.clone()
        },
        language: statement.language,
        body: statement.body,
        body_sha256: statement.body_sha256,
        place: statement.place_label,
        files: files
            .into_iter()
            .map(|file| (file.file_name, file.size))
            .collect(),
        reply: statement.reply_wish,
        may_publish: statement.may_publish,
        mailed: statement.mailed,
    })
}
