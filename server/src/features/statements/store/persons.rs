//! Deleting who wrote: names, addresses and files of a procedure's statements. The texts stay, sealed.

use shared::ids::{ProcedureId, StatementId};
use uuid::Uuid;

use crate::{
    db::{Statements, Tx},
    error::Result,
    sql,
};

/// Deletes the authors of a procedure's statements; answers how many there were.
pub async fn delete_persons_of(tx: &mut Tx, procedure: ProcedureId) -> Result<u64> {
    let municipality = tx.municipality();
    Ok(sql!(
        tx,
        run,
        "delete from statement_person where municipality_id = $1 \
         and statement_id in (select id from statement where municipality_id = $1 and procedure_id = $2)",
        municipality,
        procedure.0,
    )?)
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

/// Statements about an address, each with the address and the street in which its author lives.
pub async fn own_addresses(
    db: &mut impl Statements,
    procedure: ProcedureId,
) -> Result<Vec<(StatementId, String, String)>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all(Uuid, String, String),
        "select statement.id, statement.place_label, statement_person.street from statement \
         join statement_person on statement_person.municipality_id = statement.municipality_id and statement_person.statement_id = statement.id \
         where statement.municipality_id = $1 and statement.procedure_id = $2 and statement.place_label <> '' and statement_person.street <> ''",
        municipality,
        procedure.0,
    )?;
    Ok(rows
        .into_iter()
        .map(|(id, label, street)| (StatementId(id), label, street))
        .collect())
}

/// Forgets where exactly the place of a statement lies; whether it lies inside the plan stays.
pub async fn forget_place(tx: &mut Tx, id: StatementId) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update statement set place_ref = '', place_label = '', place_section = null, lat = null, lon = null where municipality_id = $1 and id = $2",
        municipality,
        id.0,
    )?;
    Ok(())
}
