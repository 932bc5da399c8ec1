//! Table `procedure_round`.

use shared::{
    ids::{ProcedureId, RoundId},
    procedures::{Round, Step},
    time::{Day, Period},
};
use uuid::Uuid;

use super::count;
use crate::{
    db::{Statements, Tx},
    error::Result,
    sql,
};

#[derive(Debug, sqlx::FromRow)]
pub(in crate::features::procedures) struct RoundRow {
    id: Uuid,
    step: String,
    pass: i64,
    starts_on: Day,
    ends_on: Day,
}

impl RoundRow {
    pub(super) fn into_round(self, today: Day) -> Round {
        let period = Period {
            start: self.starts_on,
            end: self.ends_on,
        };
        Round {
            id: RoundId(self.id),
            step: Step::from_word(&self.step).unwrap_or(Step::Informal),
            pass: count(self.pass),
            period,
            phase: period.phase_on(today),
        }
    }
}

pub(in crate::features::procedures) async fn rounds(
    db: &mut impl Statements,
    id: ProcedureId,
    today: Day,
) -> Result<Vec<Round>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all RoundRow,
        "select id, step, pass, starts_on, ends_on from procedure_round \
         where municipality_id = $1 and procedure_id = $2 order by starts_on, ends_on, id",
        municipality,
        id.0,
    )?;
    Ok(rows.into_iter().map(|row| row.into_round(today)).collect())
}

pub(in crate::features::procedures) async fn insert_round(
    tx: &mut Tx,
    procedure: ProcedureId,
    round: &Round,
) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into procedure_round (municipality_id, id, procedure_id, step, pass, starts_on, ends_on) \
         values ($1, $2, $3, $4, $5, $6, $7)",
        municipality,
        round.id.0,
        procedure.0,
        round.step.word(),
        i64::from(round.pass),
        round.period.start,
        round.period.end,
    )?;
    Ok(())
}

pub(in crate::features::procedures) async fn update_round(
    tx: &mut Tx,
    procedure: ProcedureId,
    round: &Round,
) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update procedure_round set step = $4, pass = $5, starts_on = $6, ends_on = $7 \
         where municipality_id = $1 and id = $2 and procedure_id = $3",
        municipality,
        round.id.0,
        procedure.0,
        round.step.word(),
        i64::from(round.pass),
        round.period.start,
        round.period.end,
    )?;
    Ok(())
}

/// Whether statements were made in a round.
pub(in crate::features::procedures) async fn round_has_statements(
    db: &mut impl Statements,
    round: RoundId,
) -> Result<bool> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(Uuid),
        "select id from statement where municipality_id = $1 and round_id = $2 limit 1",
        municipality,
        round.0,
    )?;
    Ok(found.is_some())
}

pub(in crate::features::procedures) async fn remove_round(
    tx: &mut Tx,
    procedure: ProcedureId,
    round: RoundId,
) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "delete from procedure_round where municipality_id = $1 and procedure_id = $2 and id = $3",
        municipality,
        procedure.0,
        round.0,
    )?;
    Ok(())
}
