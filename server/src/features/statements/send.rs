//! Sending the visitor's draft: a compare-and-set from draft to submitted, so that pressing twice makes one statement.
//!
//! Invariants: a draft with a key of its browser is unique by that key, so that the same text waiting on the visitor's
//! device and sent later from there is the same statement; what is sent is what its author read last, whatever another
//! window made of the draft meanwhile.

use shared::{
    api::{ApiError, Invalid},
    ids::StatementId,
    statements::{Channel, Receipt, SendDraft},
};

use super::{
    draft, place, policy,
    receipt::receipt_of,
    register::{self, New},
    repeat, room,
    store::{self, Statement, StoredDraft},
    submit::{self, counted},
};
use crate::{
    db::Statements,
    error::{Error, Result},
    features::procedures,
    http::limits::SUBMIT,
    secret::sha256,
    site::Cx,
    uploads,
};

/// Sends the draft and answers its receipt; repeated, it answers the same receipt, after some minutes to those alone who
/// have the draft's key.
pub async fn send_draft(cx: Cx, input: SendDraft) -> Result<Receipt> {
    let mut db = cx.read().await?;
    let procedure = procedures::find_published(&mut db, &input.procedure).await?;
    let (cx, procedure) = (&cx, &procedure);
    let at = cx.now();
    let gone = || ApiError::refused("draft_gone");
    let id = draft::draft_id(cx, procedure).ok_or_else(gone)?;
    let row = store::draft(&mut db, &id, procedure.id).await?.ok_or_else(gone)?;
    if let Some(statement) = row.statement {
        let known = store::find(&mut db, statement).await?.ok_or_else(gone)?;
        // A device kept what it was to send, and asks for that: another window made something else of the draft, and sent it.
        let asks_for = |seal: &str| !seal.is_empty() && seal != row.draft.sent;
        if submit::is_key(&input.submission_key) && !row.draft.sent.is_empty() && asks_for(&input.seal) {
            return Err(changed().into());
        }
        // A cookie that was left behind at a computer for everybody gives nobody another one's receipt.
        if at - row.changed_at >= draft::SENT_SHOWN && !knows_key(&mut db, cx, &input, &known).await? {
            return Err(ApiError::refused("draft_sent").into());
        }
        return Ok(receipt_of(cx, &known, &procedure.slug));
    }
    drop(db);
    if !input.seal.is_empty() && input.seal != draft::seal(&row.draft) {
        return Err(changed().into());
    }
    // Counted before anything is done, or many at once would all find room: what fails on the way is given back.
    let taken = cx.site.limits.take(SUBMIT, &counted(cx, procedure))?;
    let draft = row.draft;
    draft::check(cx, procedure, &draft, Invalid::default()).await?;
    let today = cx.municipality.day(at);
    let mut db = cx.read().await?;
    let rounds = procedures::rounds(&mut db, procedure.id, today).await?;
    let round = policy::open_round(&rounds)?;
    let place = place::resolve(&mut db, procedure, &draft.input, place::language_of_staff(cx)).await?;
    drop(db);
    let suspicion = policy::suspicion(
        cx,
        procedure.id,
        &draft.input,
        &sha256(draft.input.body.as_bytes()),
    );
    let key = if !draft.submission_key.is_empty() {
        submit::key_of(cx, &draft.submission_key)
    } else if submit::is_key(&input.submission_key) {
        // A device that chose one after the form was stored asks for the receipt by it.
        submit::key_of(cx, &input.submission_key)
    } else {
        id.clone()
    };
    let new = New {
        id: StatementId(cx.new_id()),
        procedure,
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
    let mut outcome = keep(cx, &id, &draft, &new).await?;
    if let Outcome::KeyTaken(error) = outcome {
        let known = store::find_by_key(&mut cx.read().await?, &key)
            .await?
            .ok_or(error)?;
        if repeat::is_same_text(&known, procedure, &draft.input.body) {
            return sent_otherwise(cx, &id, draft::seal(&draft), &new, &known).await;
        }
        // Another text came under it since this one was stored. The draft's own token is unique as well.
        outcome = keep(cx, &id, &draft, &New { key: &id, ..new }).await?;
    }
    match outcome {
        Outcome::Sent(receipt) => {
            taken.keep();
            Ok(receipt)
        }
        Outcome::KeyTaken(error) => Err(error),
        // Sent, or deleted, since it was read.
        Outcome::Gone => {
            let mut db = cx.read().await?;
            let sent = store::draft(&mut db, &id, procedure.id)
                .await?
                .and_then(|row| row.statement)
                .ok_or_else(gone)?;
            let known = store::find(&mut db, sent).await?.ok_or_else(gone)?;
            Ok(receipt_of(cx, &known, &procedure.slug))
        }
    }
}

/// Whether whoever asks has the key under which a statement was sent: a device that waited for the answer.
async fn knows_key(db: &mut impl Statements, cx: &Cx, input: &SendDraft, known: &Statement) -> Result<bool> {
    if !submit::is_key(&input.submission_key) {
        return Ok(false);
    }
    let found = store::find_by_key(db, &submit::key_of(cx, &input.submission_key)).await?;
    Ok(found.is_some_and(|found| found.id == known.id))
}

/// The draft is not what was read: its author reads it again.
fn changed() -> ApiError {
    ApiError::refused("draft_changed")
}

/// How an attempt to make a statement of a draft ended.
enum Outcome {
    /// It is stored.
    Sent(Receipt),
    /// The draft was sent or deleted.
    Gone,
    /// A statement has its key already.
    KeyTaken(Error),
}

/// Makes a statement of a draft; whoever changed it in another window since it was read has to look at it again.
async fn keep(cx: &Cx, id: &[u8], draft: &StoredDraft, new: &New<'_>) -> Result<Outcome> {
    let mut tx = cx.begin().await?;
    let Some(now) = store::hold_draft(&mut tx, id, new.procedure.id, new.at).await? else {
        return Ok(Outcome::Gone);
    };
    if now.input != draft.input || now.files != draft.files {
        return Err(changed().into());
    }
    store::claim_draft(&mut tx, id, new.id, draft::seal(draft), new.at).await?;
    match register::register(&mut tx, cx, new).await {
        Ok(receipt) => {
            cx.commit(tx).await?;
            Ok(Outcome::Sent(receipt))
        }
        Err(error) if register::is_repetition(&error) => Ok(Outcome::KeyTaken(error)),
        Err(error) => Err(error),
    }
}

/// The draft's text came already under the same key, from the visitor's device: where all the rest is the same too, the
/// draft becomes that statement. Else nothing of it is touched, and the refusal names what is not there yet.
async fn sent_otherwise(
    cx: &Cx,
    id: &[u8],
    seal: String,
    new: &New<'_>,
    known: &Statement,
) -> Result<Receipt> {
    let given = repeat::contents(cx, new.files).await?;
    let mut db = cx.read().await?;
    let differs = repeat::differences(&mut db, cx, known, new.input, new.place, &given).await?;
    drop(db);
    if !differs.is_empty() {
        return Err(repeat::sent_before(cx, known, &differs).into());
    }
    let mut tx = cx.begin().await?;
    let now = store::hold_draft(&mut tx, id, new.procedure.id, new.at).await?;
    if now.is_some_and(|now| now.input != *new.input || now.files != new.files) {
        return Err(changed().into());
    }
    let claimed = store::claim_draft(&mut tx, id, known.id, seal, new.at).await?;
    cx.commit(tx).await?;
    if claimed {
        // The statement has files of its own.
        let files: Vec<_> = new.files.iter().map(|file| file.file.clone()).collect();
        uploads::discard(&cx.site, &files).await;
        room::give_back(cx, new.files);
    }
    Ok(receipt_of(cx, known, &new.procedure.slug))
}
