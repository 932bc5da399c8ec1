//! The public part of a procedure's record, newest first. Ids sort by the moment at which they were made.

use shared::{ids::ProcedureId, record::EventKind};
use sqlx::types::Json;
use uuid::Uuid;

use super::count;
use crate::{
    db::{At, Statements},
    error::Result,
    sql,
};

#[derive(Debug, sqlx::FromRow)]
pub(in crate::features::procedures) struct EventRow {
    pub id: Uuid,
    pub kind: String,
    pub data: Json<serde_json::Value>,
    pub at: At,
    number: Option<i64>,
}

impl EventRow {
    pub fn number(&self) -> Option<u32> {
        self.number.map(count)
    }
}

/// Public events of a procedure, newest first, before an id: all of them, or those that are about no single statement.
pub(in crate::features::procedures) async fn record(
    db: &mut impl Statements,
    id: ProcedureId,
    only_procedure: bool,
    before: Uuid,
    limit: i64,
) -> Result<Vec<EventRow>> {
    let municipality = db.municipality();
    // Two queries, so that each has an index of its own: the second one never walks past thousands of statements.
    let rows = if only_procedure {
        sql!(
            db,
            all EventRow,
            "select event.id, event.kind, event.data, event.at, cast(null as bigint) as number from event \
             where event.municipality_id = $1 and event.procedure_id = $2 and event.visibility = 'public' \
             and event.statement_id is null and event.id < $3 order by event.id desc limit $4",
            municipality,
            id.0,
            before,
            limit,
        )?
    } else {
        sql!(
            db,
            all EventRow,
            "select event.id, event.kind, event.data, event.at, statement.number from event \
             left join statement on statement.municipality_id = event.municipality_id and statement.id = event.statement_id \
             where event.municipality_id = $1 and event.procedure_id = $2 and event.visibility = 'public' and event.id < $3 \
             order by event.id desc limit $4",
            municipality,
            id.0,
            before,
            limit,
        )?
    };
    Ok(rows)
}

/// Arrivals of statements that no other public event stands between.
#[derive(Debug)]
pub(in crate::features::procedures) struct Arrivals {
    /// The oldest of them: its id and its moment.
    pub oldest: (Uuid, At),
    /// How many they are.
    pub count: u32,
    /// Their numbers, as runs of those that follow one another.
    pub runs: Vec<(u32, u32)>,
}

/// All arrivals of which the newest is known by its id. They are counted by the database: in a round of a large plan they are
/// thousands, of which nothing but their numbers is told.
pub(in crate::features::procedures) async fn arrivals(
    db: &mut impl Statements,
    id: ProcedureId,
    newest: Uuid,
) -> Result<Option<Arrivals>> {
    let (municipality, arrival) = (db.municipality(), EventKind::StatementSubmitted.word());
    let other = sql!(
        db,
        optional(Uuid),
        "select id from event where municipality_id = $1 and procedure_id = $2 and visibility = 'public' and kind <> $3 \
         and id < $4 order by id desc limit 1",
        municipality,
        id.0,
        arrival,
        newest,
    )?;
    let after = other.map_or_else(Uuid::nil, |(other,)| other);
    let oldest = sql!(
        db,
        optional(Uuid, At, i64),
        "select id, at, cast(count(*) over () as bigint) from event where municipality_id = $1 and procedure_id = $2 \
         and visibility = 'public' and kind = $3 and id > $4 and id <= $5 order by id limit 1",
        municipality,
        id.0,
        arrival,
        after,
        newest,
    )?;
    let Some((oldest, at, number)) = oldest else {
        return Ok(None);
    };
    // Numbers that follow one another are as far from their places as each other.
    let runs = sql!(
        db,
        all(i64, i64),
        "select min(number), max(number) from \
         (select number, number - row_number() over (order by number) as run from \
         (select distinct statement.number as number from event join statement \
         on statement.municipality_id = event.municipality_id and statement.id = event.statement_id \
         where event.municipality_id = $1 and event.procedure_id = $2 and event.visibility = 'public' and event.kind = $3 \
         and event.id > $4 and event.id <= $5) arrived) placed group by run order by 1",
        municipality,
        id.0,
        arrival,
        after,
        newest,
    )?;
    Ok(Some(Arrivals {
        oldest: (oldest, at),
        count: count(number),
        runs: runs
            .into_iter()
            .map(|(first, last)| (count(first), count(last)))
            .collect(),
    }))
}
