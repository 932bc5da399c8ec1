//! Sending the visitor's draft: a compare-and-set from draft to submitted, so that pressing twice makes one statement.
//!
//! Invariant: a draft with a key of its browser is unique by that key, so that the same text waiting on the visitor's
//! device and sent later from there is the same statement.

use shared::{
    api::{ApiError, Invalid},
    ids::StatementId,
    statements::{Channel, Receipt, SendDraft},
};

use super::{
    draft, place, policy,
    receipt::receipt_of,
    register::{self, New},
    store::{self, StoredDraft},
    submit::{self, counted},
};
use crate::{
    error::{Error, Result},
    features::procedures::{self, ProcedureRef},
    http::limits::SUBMIT,
    secret::sha256,
    site::Cx,
    uploads,
};

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
    let key = if draft.submission_key.is_empty() {
        id.clone()
    } else {
        submit::key_of(&cx, &draft.submission_key)
    };
    let new = New {
        id: statement,
        procedure: &procedure,
        round: round.id,
        key: &key,
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
    let receipt = match register::register(&mut tx, &cx, &new).await {
        Ok(receipt) => receipt,
        Err(error) if register::is_repetition(&error) => {
            drop(tx);
            return sent_otherwise(&cx, &procedure, &id, &key, &draft, error).await;
        }
        Err(error) => return Err(error),
    };
    cx.commit(tx).await?;
    cx.site.limits.count(SUBMIT, &counted(&cx, &procedure));
    Ok(receipt)
}

/// The draft's text came already under the same key, from the visitor's device: the draft becomes that statement.
async fn sent_otherwise(
    cx: &Cx,
    procedure: &ProcedureRef,
    id: &[u8],
    key: &[u8],
    draft: &StoredDraft,
    error: Error,
) -> Result<Receipt> {
    let mut tx = cx.begin().await?;
    let known = store::find_by_key(&mut tx, key).await?.ok_or(error)?;
    let receipt = submit::repeated(cx, procedure, &draft.input, &known)?;
    store::claim_draft(&mut tx, id, known.id, cx.now()).await?;
    cx.commit(tx).await?;
    let files: Vec<_> = draft.files.iter().map(|file| file.file.clone()).collect();
    uploads::delete(&cx.site, &files).await?;
    Ok(receipt)
}
