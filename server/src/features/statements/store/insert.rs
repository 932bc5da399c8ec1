//! Writing a new statement with its author and its files.

use std::collections::BTreeSet;

use shared::{
    assessment::StatementState,
    ids::{ProcedureId, RoundId, StatementId},
    statements::{Channel, MayPublish, Person, PlaceKind, ReplyWish},
    time::{Day, Timestamp},
};
use sqlx::types::Json;

use super::{super::spelling, drafts::StoredFile};
use crate::{
    db::{At, Statements, Tx, list::List},
    error::Result,
    site::Cx,
    sql,
};

/// Everything of a new statement that is stored in its own row.
#[derive(Debug)]
pub struct NewRow<'a> {
    pub id: StatementId,
    pub procedure: ProcedureId,
    pub round: RoundId,
    pub number: u32,
    pub key: &'a [u8],
    pub code_hash: &'a [u8],
    pub state: StatementState,
    pub body: &'a str,
    pub body_sha256: &'a [u8],
    pub language: &'a str,
    pub place_kind: PlaceKind,
    pub place_ref: &'a str,
    pub place_label: &'a str,
    pub point: Option<[f64; 2]>,
    pub inside: Option<bool>,
    pub place_section: Option<&'a str>,
    pub seen_version: u32,
    pub channel: Channel,
    pub reply_wish: ReplyWish,
    pub may_publish: MayPublish,
    pub mailed: bool,
    pub late: bool,
    pub submitted_at: Timestamp,
    pub received_on: Day,
    pub written_on: Option<Day>,
}

/// Stores a statement; the database indexes its text.
pub async fn insert_statement(tx: &mut Tx, new: &NewRow<'_>) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into statement (municipality_id, id, procedure_id, round_id, number, submission_key, code_hash, state, body, body_sha256, language, \
         place_kind, place_ref, place_label, lat, lon, inside, seen_version, channel, reply_wish, may_publish, passages, mailed, late, submitted_at, \
         received_on, written_on, place_section) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)",
        municipality,
        new.id.0,
        new.procedure.0,
        new.round.0,
        i64::from(new.number),
        new.key,
        new.code_hash,
        new.state.word(),
        new.body,
        new.body_sha256,
        new.language,
        new.place_kind.word(),
        new.place_ref,
        new.place_label,
        new.point.map(|[_, lat]| lat),
        new.point.map(|[lon, _]| lon),
        new.inside,
        i64::from(new.seen_version),
        new.channel.word(),
        new.reply_wish.word(),
        new.may_publish.word(),
        Json(Vec::<String>::new()),
        new.mailed,
        new.late,
        At::new(new.submitted_at),
        new.received_on,
        new.written_on,
        new.place_section,
    )?;
    Ok(())
}

/// Stores who wrote a statement, and the words under which staff find the author.
pub async fn insert_person(
    tx: &mut Tx,
    id: StatementId,
    procedure: ProcedureId,
    number: u32,
    person: &Person,
) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into statement_person (municipality_id, statement_id, name, organisation, street, postal_code, city, email) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        municipality,
        id.0,
        &person.name,
        &person.organisation,
        &person.street,
        &person.postal_code,
        &person.city,
        &person.email,
    )?;
    let mut keys = BTreeSet::new();
    for text in [&person.name, &person.organisation] {
        for word in spelling::words(text) {
            keys.extend(word.keys().map(str::to_owned));
        }
    }
    if keys.is_empty() {
        return Ok(());
    }
    // All at once: each statement of its own costs as much as the author's row.
    let mut list = List::new(
        "insert into statement_person_word (municipality_id, procedure_id, number, word) values",
        [],
    );
    for (at, word) in keys.into_iter().enumerate() {
        let part = if at == 0 { "(?, ?, ?, ?)" } else { ", (?, ?, ?, ?)" };
        list = list.push(
            part,
            [
                municipality.into(),
                procedure.0.into(),
                i64::from(number).into(),
                word.into(),
            ],
        );
    }
    list.run(tx).await?;
    Ok(())
}

/// Lists a statement's files, which are in the store already.
pub async fn insert_attachments(tx: &mut Tx, cx: &Cx, id: StatementId, files: &[StoredFile]) -> Result<()> {
    let municipality = tx.municipality();
    for (position, file) in (0_i64..).zip(files) {
        sql!(
            tx,
            run,
            "insert into statement_attachment (municipality_id, id, statement_id, position, file, file_name, media_type, size) \
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
            municipality,
            cx.new_id(),
            id.0,
            position,
            &file.file,
            &file.name,
            &file.media_type,
            i64::try_from(file.size).unwrap_or(i64::MAX),
        )?;
    }
    Ok(())
}

/// Remembers that the receipt was mailed; `false` when that was remembered before.
pub async fn set_receipt_mailed(tx: &mut Tx, id: StatementId, at: Timestamp) -> Result<bool> {
    let municipality = tx.municipality();
    let rows = sql!(
        tx,
        run,
        "update statement set receipt_mailed_at = $3 where municipality_id = $1 and id = $2 and receipt_mailed_at is null",
        municipality,
        id.0,
        At::new(at),
    )?;
    Ok(rows == 1)
}

/// Whether the receipt was mailed already.
pub async fn is_receipt_mailed(db: &mut impl Statements, id: StatementId) -> Result<bool> {
    let municipality = db.municipality();
    let row = sql!(
        db,
        optional(Option<At>),
        "select receipt_mailed_at from statement where municipality_id = $1 and id = $2",
        municipality,
        id.0,
    )?;
    Ok(row.is_some_and(|(at,)| at.is_some()))
}
