//! Submitting a statement in one call: scripts and other programs. The caller's key makes repeating harmless.

use shared::{
    api::{ApiError, Invalid},
    ids::StatementId,
    language::Language,
    statements::{Channel, MAX_FILES, MAX_KEY, MIN_KEY, Receipt, StatementInput, SubmitStatement},
};

use super::{
    place, policy,
    receipt::receipt_of,
    register::{self, New},
    repeat, room,
    store::{self, Statement},
};
use crate::{
    db::Read,
    error::Result,
    features::procedures::{self, ProcedureRef},
    http::limits::{DRAFT, SUBMIT},
    secret::sha256,
    site::Cx,
    uploads,
};

/// Submits a statement; the same key with the same text answers the same receipt, with another text it is a conflict.
pub async fn submit_statement(cx: Cx, input: SubmitStatement) -> Result<Receipt> {
    check_key(&input.submission_key)?;
    let key = key_of(&cx, &input.submission_key);
    let statement = input.input.tidy();
    let mut db = cx.read().await?;
    let procedure = procedures::find_published(&mut db, &input.procedure).await?;
    match take(&cx, db, &procedure, &statement, &key).await {
        Ok(receipt) => Ok(receipt),
        // Whatever speaks against it by now: what was taken under this key has its receipt. Asked only here, because
        // hardly any statement is sent twice.
        Err(error) => match store::find_by_key(&mut cx.read().await?, &key).await? {
            Some(known) => repeated(&cx, &procedure, &statement, &known),
            None => Err(error),
        },
    }
}

/// Takes a statement that has not come before.
async fn take(
    cx: &Cx,
    db: Read,
    procedure: &ProcedureRef,
    statement: &StatementInput,
    key: &[u8],
) -> Result<Receipt> {
    // Looking at pictures takes long, and one is looked at after another: no connection waits for that.
    drop(db);
    let at = cx.now();
    // Counted before anything is done, or many at once would all find room: what fails on the way is given back.
    let taken = cx.site.limits.take(SUBMIT, &counted(cx, procedure))?;
    let mut invalid = check(statement)?;
    let sent = cx.exchange.take_uploads();
    if !sent.is_empty() {
        // Whoever sends files is counted before they are looked at; what is wrong besides comes first.
        cx.site.limits.take(DRAFT, &cx.client.0)?.keep();
        if !invalid.0.is_empty() {
            return Err(ApiError::Invalid(invalid).into());
        }
    }
    let accepted = uploads::accept(sent, MAX_FILES, &mut invalid).await?;
    let (accepted, room) = room::for_files(cx, accepted, &mut invalid);
    invalid.finish()?;
    let mut db = cx.read().await?;
    let today = cx.municipality.day(at);
    let rounds = procedures::rounds(&mut db, procedure.id, today).await?;
    let round = policy::open_round(&rounds)?;
    let place = place::resolve(&mut db, procedure, statement, place::language_of_staff(cx)).await?;
    drop(db);
    let files = room::store(cx, accepted).await?;
    let suspicion = policy::suspicion(cx, procedure.id, statement, &sha256(statement.body.as_bytes()));
    let new = New {
        id: StatementId(cx.new_id()),
        procedure,
        round: round.id,
        key,
        input: statement,
        place: &place,
        files: &files,
        channel: Channel::Web,
        at,
        received_on: today,
        written_on: None,
        late: false,
        suspicion,
    };
    match keep(cx, &new).await {
        Ok(receipt) => {
            taken.keep();
            room.keep();
            Ok(receipt)
        }
        Err(error) => {
            // Nobody would ever find them again.
            let stored: Vec<_> = files.into_iter().map(|file| file.file).collect();
            uploads::discard(&cx.site, &stored).await;
            Err(error)
        }
    }
}

async fn keep(cx: &Cx, new: &New<'_>) -> Result<Receipt> {
    let mut tx = cx.begin().await?;
    let receipt = register::register(&mut tx, cx, new).await?;
    cx.commit(tx).await?;
    Ok(receipt)
}

/// What a statement is unique by when its sender chose a key.
pub(super) fn key_of(cx: &Cx, key: &str) -> Vec<u8> {
    cx.site.secret.token_hash(&format!("submission {key}"))
}

/// Whom the limit of submissions counts: an address prefix at a procedure.
pub(super) fn counted(cx: &Cx, procedure: &ProcedureRef) -> String {
    format!("{} {}", cx.client.0, procedure.id)
}

/// The receipt of what was sent before under the same key.
///
/// # Errors
/// [`ApiError::Conflict`] when that was another text, or for another procedure.
pub(super) fn repeated(
    cx: &Cx,
    procedure: &ProcedureRef,
    input: &StatementInput,
    known: &Statement,
) -> Result<Receipt> {
    if !repeat::is_same_text(known, procedure, &input.body) {
        return Err(ApiError::Conflict.into());
    }
    Ok(receipt_of(cx, known, &procedure.slug))
}

fn check_key(key: &str) -> std::result::Result<(), ApiError> {
    let mut invalid = Invalid::default();
    match key.chars().count() {
        length if length < MIN_KEY => {
            invalid.add_with(
                "submission_key",
                "errors.too_short",
                &[("min", MIN_KEY.to_string())],
            );
        }
        length if length > MAX_KEY => {
            invalid.add_with(
                "submission_key",
                "errors.too_long",
                &[("max", MAX_KEY.to_string())],
            );
        }
        _ => {}
    }
    invalid.finish()
}

/// Whether a text can be a sender's key.
pub(super) fn is_key(key: &str) -> bool {
    check_key(key).is_ok()
}

fn check(input: &StatementInput) -> std::result::Result<Invalid, ApiError> {
    let mut invalid = match input.check() {
        Err(ApiError::Invalid(invalid)) => invalid,
        Err(other) => return Err(other),
        Ok(()) => Invalid::default(),
    };
    if !input.language.is_empty() && Language::from_code(&input.language).is_none() {
        invalid.add("language", "errors.invalid_choice");
    }
    Ok(invalid)
}
