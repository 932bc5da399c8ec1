//! Sending the visitor's draft: a compare-and-set from draft to submitted, so that pressing twice makes one statement.

use shared::{
    api::{ApiError, Invalid},
    ids::StatementId,
    statements::{Channel, Receipt, SendDraft},
};

use super::{
    draft, place, policy,
    receipt::receipt_of,
    register::{self, New},
    store,
    submit::counted,
};
use crate::{error::Result, features::procedures, http::limits::SUBMIT, secret::sha256, site::Cx};

/// Sends the draft and answers its receipt; repeated, it answers the same receipt.
pub async fn send_draft(cx: Cx, input: SendDraft) -> Result<Receipt> {
    let at = cx.now();
    let mut db = cx.read().await?;
    let procedure = procedures::find_published(&mut db, &input.procedure).await?;
    let gone = || ApiError::refused("draft_gone");
    let id = draft::draft_id(&cx, &procedure).ok_or_else(gone)?;
    let row = store::draft(&mut db, &id, procedure.id).await?.ok_or_else(gone)?;
    if let Some(statement) = row.statement {
        let known = store::find(&mut db, statement).await?.ok_or_else(gone)?;
        return Ok(receipt_of(&cx, &known, &procedure.slug));
    }
    drop(db);
    cx.site.limits.check(SUBMIT, &counted(&cx, &procedure))?;
    let draft = row.draft;
    draft::check(&cx, &procedure, &draft, Invalid::default()).await?;
    let today = cx.municipality.day(at);
    let mut db = cx.read().await?;
    let rounds = procedures::rounds(&mut db, procedure.id, today).await?;
    let round = policy::open_round(&rounds)?;
    let place = place::resolve(&mut db, &procedure, &draft.input, place::language_of_staff(&cx)).await?;
    drop(db);
    let suspicion = policy::suspicion(
        &cx,
        procedure.id,
        &draft.input,
        &sha256(draft.input.body.as_bytes()),
    );
    let statement = StatementId(cx.new_id());
    let new = New {
        id: statement,
        procedure: &procedure,
        round: round.id,
        key: &id,
        input: &draft.input,
        place: &place,
        files: &draft.files,
        channel: Channel::Web,
        at,
        received_on: today,
        written_on: None,
        late: false,
        suspicion,
    };
    let mut tx = cx.begin().await?;
    if !store::claim_draft(&mut tx, &id, statement, at).await? {
        // Sent, or deleted, since it was read.
        drop(tx);
        let mut db = cx.read().await?;
        let sent = store::draft(&mut db, &id, procedure.id)
            .await?
            .and_then(|row| row.statement)
            .ok_or_else(gone)?;
        let known = store::find(&mut db, sent).await?.ok_or_else(gone)?;
        return Ok(receipt_of(&cx, &known, &procedure.slug));
    }
    let receipt = register::register(&mut tx, &cx, &new).await?;
    cx.commit(tx).await?;
    cx.site.limits.count(SUBMIT, &counted(&cx, &procedure));
    Ok(receipt)
}
