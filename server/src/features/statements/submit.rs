//! Submitting a statement in one call: scripts and other programs. The caller's key makes repeating harmless.

use shared::{
    api::{ApiError, Invalid},
    ids::StatementId,
    language::Language,
    statements::{Channel, Receipt, StatementInput, SubmitStatement},
};

use super::{
    place, policy,
    receipt::receipt_of,
    register::{self, New},
    store::{self, Statement},
};
use crate::{
    error::Result,
    features::procedures::{self, ProcedureRef},
    http::limits::SUBMIT,
    secret::{sha256, to_hex},
    site::Cx,
};

/// Submits a statement; the same key with the same text answers the same receipt, with another text it is a conflict.
pub async fn submit_statement(cx: Cx, input: SubmitStatement) -> Result<Receipt> {
    check_key(&input.submission_key)?;
    let key = cx
        .site
        .secret
        .token_hash(&format!("submission {}", input.submission_key));
    let statement = input.input.tidy();
    let at = cx.now();
    let mut db = cx.read().await?;
    let procedure = procedures::find_published(&mut db, &input.procedure).await?;
    if let Some(known) = store::find_by_key(&mut db, &key).await? {
        return repeated(&cx, &procedure, &statement, &known);
    }
    cx.site.limits.check(SUBMIT, &counted(&cx, &procedure))?;
    check(&statement)?;
    let today = cx.municipality.day(at);
    let rounds = procedures::rounds(&mut db, procedure.id, today).await?;
    let round = policy::open_round(&rounds)?;
    let place = place::resolve(&mut db, &procedure, &statement, place::language_of_staff(&cx)).await?;
    drop(db);
    let suspicion = policy::suspicion(&cx, procedure.id, &statement, &sha256(statement.body.as_bytes()));
    let new = New {
        id: StatementId(cx.new_id()),
        procedure: &procedure,
        round: round.id,
        key: &key,
        input: &statement,
        place: &place,
        files: &[],
        channel: Channel::Web,
        at,
        received_on: today,
        written_on: None,
        late: false,
        suspicion,
    };
    let mut tx = cx.begin().await?;
    match register::register(&mut tx, &cx, &new).await {
        Ok(receipt) => {
            cx.commit(tx).await?;
            cx.site.limits.count(SUBMIT, &counted(&cx, &procedure));
            Ok(receipt)
        }
        Err(error) if register::is_repetition(&error) => {
            drop(tx);
            let mut db = cx.read().await?;
            match store::find_by_key(&mut db, &key).await? {
                Some(known) => repeated(&cx, &procedure, &statement, &known),
                None => Err(error),
            }
        }
        Err(error) => Err(error),
    }
}

/// Whom the limit of submissions counts: an address prefix at a procedure.
pub(super) fn counted(cx: &Cx, procedure: &ProcedureRef) -> String {
    format!("{} {}", cx.client.0, procedure.id)
}

fn repeated(cx: &Cx, procedure: &ProcedureRef, input: &StatementInput, known: &Statement) -> Result<Receipt> {
    if known.procedure != procedure.id || known.body_sha256 != to_hex(&sha256(input.body.as_bytes())) {
        return Err(ApiError::Conflict.into());
    }
    Ok(receipt_of(cx, known, &procedure.slug))
}

fn check_key(key: &str) -> std::result::Result<(), ApiError> {
    let mut invalid = Invalid::default();
    match key.chars().count() {
        0..16 => invalid.add_with("submission_key", "errors.too_short", &[("min", "16".into())]),
        16..=64 => {}
        _ => invalid.add_with("submission_key", "errors.too_long", &[("max", "64".into())]),
    }
    invalid.finish()
}

fn check(input: &StatementInput) -> std::result::Result<(), ApiError> {
    let mut invalid = match input.check() {
        Err(ApiError::Invalid(invalid)) => invalid,
        Err(other) => return Err(other),
        Ok(()) => Invalid::default(),
    };
    if !input.language.is_empty() && Language::from_code(&input.language).is_none() {
        invalid.add("language", "errors.invalid_choice");
    }
    invalid.finish()
}
