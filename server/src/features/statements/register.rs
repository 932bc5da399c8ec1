//! The one transaction in which a statement comes to be: number, text, author, files, index, event, mail job.
//!
//! Invariant: either all of it lasts or nothing; whoever got a receipt finds everything again.

use shared::{
    assessment::StatementState,
    ids::{RoundId, StatementId, StatementNumber},
    language::Language,
    statements::{Channel, Person, Receipt, StatementInput, spaced_code},
    time::{Day, Timestamp},
};

use super::{
    mail,
    place::Place,
    store::{self, NewRow, Statement, StoredFile},
};
use crate::{
    db::{At, Tx},
    error::{Error, Result},
    events::{self, Event, EventKind, Visibility},
    features::procedures::{self, ProcedureRef},
    jobs,
    secret::sha256,
    site::Cx,
};

/// A statement that was found to be in order.
#[derive(Debug)]
pub(super) struct New<'a> {
    pub id: StatementId,
    pub procedure: &'a ProcedureRef,
    pub round: RoundId,
    /// What makes it unique among repeated submissions.
    pub key: &'a [u8],
    /// Tidied and checked.
    pub input: &'a StatementInput,
    pub place: &'a Place,
    pub files: &'a [StoredFile],
    pub channel: Channel,
    /// The moment of its arrival here.
    pub at: Timestamp,
    pub received_on: Day,
    pub written_on: Option<Day>,
    pub late: bool,
    /// Why it should be looked at first.
    pub suspicion: Option<&'static str>,
}

/// Stores a new statement and answers its receipt.
pub(super) async fn register(tx: &mut Tx, cx: &Cx, new: &New<'_>) -> Result<Receipt> {
    let input = new.input;
    let number = procedures::take_statement_number(tx, new.procedure.id).await?;
    let code = cx.site.secret.receipt_code(new.id);
    let mailed = !input.email.is_empty() && cx.site.mailer.is_some();
    let row = NewRow {
        id: new.id,
        procedure: new.procedure.id,
        round: new.round,
        number,
        key: new.key,
        code_hash: &cx.site.secret.code_hash(&code),
        state: if new.suspicion.is_some() {
            StatementState::Held
        } else {
            StatementState::Received
        },
        body: &input.body,
        body_sha256: &sha256(input.body.as_bytes()),
        language: &language(cx, input),
        place_kind: new.place.kind,
        place_ref: &new.place.reference,
        place_label: &new.place.label,
        point: new.place.point,
        inside: new.place.inside,
        place_section: new.place.section.as_deref(),
        seen_version: seen_version(new.procedure, input),
        channel: new.channel,
        reply_wish: input.reply,
        may_publish: input.may_publish,
        mailed,
        late: new.late,
        submitted_at: new.at,
        received_on: new.received_on,
        written_on: new.written_on,
    };
    store::insert_statement(tx, &row).await?;
    if let Some(person) = person_of(input) {
        store::insert_person(tx, new.id, new.procedure.id, number, &person).await?;
    }
    store::insert_attachments(tx, cx, new.id, new.files).await?;
    let event = |kind, visibility| {
        Event::new(kind, visibility)
            .procedure(new.procedure.id)
            .statement(new.id)
    };
    let data = serde_json::json!({ "number": number, "channel": new.channel.word() });
    events::record(
        tx,
        cx,
        event(EventKind::StatementSubmitted, Visibility::Public).data(data),
    )
    .await?;
    if let Some(reason) = new.suspicion {
        let data = serde_json::json!({ "number": number, "reason": reason });
        events::record(
            tx,
            cx,
            event(EventKind::StatementHeld, Visibility::Staff).data(data),
        )
        .await?;
    }
    if mailed {
        jobs::enqueue(
            tx,
            cx,
            mail::SEND_RECEIPT,
            serde_json::json!({ "statement": new.id }),
        )
        .await?;
    }
    Ok(Receipt {
        number: StatementNumber(number),
        code: spaced_code(&code),
        received_at: At::new(new.at).0,
        received_on: new.received_on,
        channel: new.channel,
        procedure: new.procedure.slug.clone(),
    })
}

/// Stores anew who wrote a statement and how its author is answered, with the words under which the author is found.
///
/// # Errors
/// Whatever the database says.
pub async fn set_author(tx: &mut Tx, statement: &Statement, input: &StatementInput) -> Result<()> {
    store::delete_person(tx, statement).await?;
    if let Some(person) = person_of(input) {
        let Statement {
            id,
            procedure,
            number,
            ..
        } = *statement;
        store::insert_person(tx, id, procedure, number.0, &person).await?;
    }
    store::set_reply_wish(tx, statement.id, input.reply).await
}

/// The author, if anything at all was given.
pub(super) fn person_of(input: &StatementInput) -> Option<Person> {
    let person = Person {
        name: input.name.clone(),
        organisation: input.organisation.clone(),
        street: input.street.clone(),
        postal_code: input.postal_code.clone(),
        city: input.city.clone(),
        email: input.email.clone(),
    };
    (person != Person::default()).then_some(person)
}

/// The language of a statement; the municipality's where none is known.
pub(super) fn language(cx: &Cx, input: &StatementInput) -> String {
    Language::from_code(&input.language).map_or_else(
        || cx.municipality.default_language.clone(),
        |language| language.code().to_owned(),
    )
}

/// The version that its author saw; the newest where the page did not say, and never one that does not exist.
fn seen_version(procedure: &ProcedureRef, input: &StatementInput) -> u32 {
    let newest = procedure.published_version.unwrap_or(0);
    input
        .seen_version
        .parse()
        .ok()
        .filter(|version| (1..=newest).contains(version))
        .unwrap_or(newest)
}

/// Whether an error says that a key is taken: somebody sent the same at the same moment.
pub(super) fn is_repetition(error: &Error) -> bool {
    match error {
        Error::Api(_) => false,
        Error::Internal(cause) => cause
            .downcast_ref::<sqlx::Error>()
            .and_then(sqlx::Error::as_database_error)
            .is_some_and(|error| error.is_unique_violation()),
    }
}
