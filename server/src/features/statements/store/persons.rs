//! Who wrote: names, addresses and files, and their deletion. The texts stay, sealed, with what hides the names in them.

use std::collections::HashMap;

use shared::{
    ids::{ProcedureId, StatementId},
    statements::{Person, ReplyWish},
};
use sqlx::types::Json;
use uuid::Uuid;

use super::{super::hidden::Hidden, Statement};
use crate::{
    db::{Statements, Tx, list::List},
    error::Result,
    sql,
};

/// The statements of a procedure that have an author or files, by number.
pub async fn authored(db: &mut impl Statements, procedure: ProcedureId) -> Result<Vec<StatementId>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all(Uuid),
        "select s.id from statement s where s.municipality_id = $1 and s.procedure_id = $2 \
         and (exists (select 1 from statement_person p where p.municipality_id = s.municipality_id and p.statement_id = s.id) \
         or exists (select 1 from statement_attachment a where a.municipality_id = s.municipality_id and a.statement_id = s.id)) \
         order by s.number",
        municipality,
        procedure.0,
    )?;
    Ok(rows.into_iter().map(|(id,)| StatementId(id)).collect())
}

/// Deletes the authors of a procedure's statements; answers how many there were.
pub async fn delete_persons_of(tx: &mut Tx, procedure: ProcedureId) -> Result<u64> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "delete from statement_person_word where municipality_id = $1 and procedure_id = $2",
        municipality,
        procedure.0,
    )?;
    Ok(sql!(
        tx,
        run,
        "delete from statement_person where municipality_id = $1 \
         and statement_id in (select id from statement where municipality_id = $1 and procedure_id = $2)",
        municipality,
        procedure.0,
    )?)
}

/// Deletes the author of one statement, to be stored as it is right.
pub async fn delete_person(tx: &mut Tx, statement: &Statement) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "delete from statement_person_word where municipality_id = $1 and procedure_id = $2 and number = $3",
        municipality,
        statement.procedure.0,
        i64::from(statement.number.0),
    )?;
    sql!(
        tx,
        run,
        "delete from statement_person where municipality_id = $1 and statement_id = $2",
        municipality,
        statement.id.0,
    )?;
    Ok(())
}

/// Stores how an author wants to be answered.
pub async fn set_reply_wish(tx: &mut Tx, id: StatementId, wish: ReplyWish) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update statement set reply_wish = $3 where municipality_id = $1 and id = $2",
        municipality,
        id.0,
        wish.word(),
    )?;
    Ok(())
}

/// Deletes the list of the files of a procedure's statements; answers their names in the store.
pub async fn delete_attachments_of(tx: &mut Tx, procedure: ProcedureId) -> Result<Vec<String>> {
    let municipality = tx.municipality();
    let rows = sql!(
        tx,
        all(String,),
        "delete from statement_attachment where municipality_id = $1 \
         and statement_id in (select id from statement where municipality_id = $1 and procedure_id = $2) returning file",
        municipality,
        procedure.0,
    )?;
    Ok(rows.into_iter().map(|(file,)| file).collect())
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    statement_id: Uuid,
    name: String,
    organisation: String,
    street: String,
    postal_code: String,
    city: String,
    email: String,
}

/// Who wrote several statements; those without name and address are left out. For what is shown or written only after
/// names were taken out of it, or to those who may see persons.
///
/// # Errors
/// Whatever the database says.
pub async fn persons(db: &mut impl Statements, ids: &[StatementId]) -> Result<HashMap<StatementId, Person>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<PersonRow> = List::new(
        "select statement_id, name, organisation, street, postal_code, city, email from statement_person \
         where municipality_id = ? and statement_id in",
        [db.municipality().into()],
    )
    .push_ids(ids.iter().map(|id| id.0))
    .all(db)
    .await?;
    let person = |row: PersonRow| Person {
        name: row.name,
        organisation: row.organisation,
        street: row.street,
        postal_code: row.postal_code,
        city: row.city,
        email: row.email,
    };
    Ok(rows
        .into_iter()
        .map(|row| (StatementId(row.statement_id), person(row)))
        .collect())
}

/// Who wrote a statement; `None` when nothing was given, or after deletion. Callers ask first whether the viewer may
/// see persons.
///
/// # Errors
/// Whatever the database says.
pub async fn person(db: &mut impl Statements, id: StatementId) -> Result<Option<Person>> {
    Ok(persons(db, &[id]).await?.remove(&id))
}

/// How many files each of several statements has; those without are left out.
pub async fn file_counts(db: &mut impl Statements, ids: &[StatementId]) -> Result<HashMap<StatementId, u32>> {
    let rows: Vec<(Uuid,)> = List::new(
        "select statement_id from statement_attachment where municipality_id = ? and statement_id in",
        [db.municipality().into()],
    )
    .push_ids(ids.iter().map(|id| id.0))
    .all(db)
    .await?;
    let mut counts = HashMap::new();
    for (id,) in rows {
        *counts.entry(StatementId(id)).or_default() += 1;
    }
    Ok(counts)
}

/// Stores where a statement's author is named.
///
/// # Errors
/// Whatever the database says.
pub async fn set_hidden(tx: &mut Tx, id: StatementId, hidden: &Hidden) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update statement set hidden = $3 where municipality_id = $1 and id = $2",
        municipality,
        id.0,
        Json(hidden),
    )?;
    Ok(())
}

/// Stores the place of a statement; whether it lies inside the plan stays.
pub async fn set_place(tx: &mut Tx, statement: &Statement) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update statement set place_kind = $3, place_ref = $4, place_label = $5, place_section = $6, lat = $7, lon = $8 \
         where municipality_id = $1 and id = $2",
        municipality,
        statement.id.0,
        statement.place_kind.word(),
        &statement.place_ref,
        &statement.place_label,
        statement.place_section.as_deref(),
        statement.point.map(|[_, lat]| lat),
        statement.point.map(|[lon, _]| lon),
    )?;
    Ok(())
}
