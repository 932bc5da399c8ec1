//! Tables `procedure`, `procedure_slug`, `procedure_version`, `procedure_round`.
//!
//! Invariant: a version is inserted and never changed.

use shared::{
    ids::{ProcedureId, RoundId},
    procedures::{Content, Kind, Round, Step},
    time::{Day, Period, Timestamp},
};
use sqlx::types::Json;
use uuid::Uuid;

use super::find::ProcedureRef;
use crate::{
    db::{At, Statements, Tx},
    error::Result,
    sql,
};

/// A count as it travels; the database counts in wider numbers.
fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(if number < 0 { 0 } else { u32::MAX })
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct ProcedureRow {
    pub id: Uuid,
    pub slug: String,
    kind: String,
    sequence: i64,
    published_version: Option<i64>,
    statements: i64,
    published_statements: i64,
    deletion_on: Option<Day>,
}

/// Unknown words can only come from a newer release of the database; they read as the most general kind.
fn kind(word: &str) -> Kind {
    Kind::from_word(word).unwrap_or(Kind::Other)
}

impl ProcedureRow {
    pub(super) fn into_ref(self) -> ProcedureRef {
        ProcedureRef {
            id: ProcedureId(self.id),
            kind: kind(&self.kind),
            slug: self.slug,
            sequence: self.sequence,
            published_version: self.published_version.map(count),
            statements: count(self.statements),
            published_statements: count(self.published_statements),
            deletion_on: self.deletion_on,
        }
    }
}

pub(super) async fn by_slug(db: &mut impl Statements, slug: &str) -> Result<Option<ProcedureRow>> {
    let municipality = db.municipality();
    Ok(sql!(
        db,
        optional ProcedureRow,
        "select id, slug, kind, sequence, published_version, statements, published_statements, deletion_on from procedure \
         where municipality_id = $1 and (slug = $2 \
         or id = (select procedure_id from procedure_slug where municipality_id = $1 and slug = $2)) \
         order by case when slug = $2 then 0 else 1 end limit 1",
        municipality,
        slug,
    )?)
}

pub(super) async fn content(db: &mut impl Statements, id: ProcedureId, version: Option<u32>) -> Result<Option<(u32, Content)>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional (i64, Json<Content>),
        "select version, content from procedure_version where municipality_id = $1 and procedure_id = $2 \
         and version = coalesce(cast($3 as bigint), (select published_version from procedure where municipality_id = $1 and id = $2))",
        municipality,
        id.0,
        version.map(i64::from),
    )?;
    Ok(found.map(|(version, Json(content))| (count(version), content)))
}

#[derive(Debug, sqlx::FromRow)]
struct RoundRow {
    id: Uuid,
    procedure_id: Uuid,
    step: String,
    pass: i64,
    starts_on: Day,
    ends_on: Day,
}

impl RoundRow {
    fn into_round(self, today: Day) -> Round {
        let period = Period { start: self.starts_on, end: self.ends_on };
        Round {
            id: RoundId(self.id),
            step: Step::from_word(&self.step).unwrap_or(Step::Informal),
            pass: count(self.pass),
            period,
            phase: period.phase_on(today),
        }
    }
}

pub(super) async fn rounds(db: &mut impl Statements, id: ProcedureId, today: Day) -> Result<Vec<Round>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all RoundRow,
        "select id, procedure_id, step, pass, starts_on, ends_on from procedure_round \
         where municipality_id = $1 and procedure_id = $2 order by starts_on, ends_on, id",
        municipality,
        id.0,
    )?;
    Ok(rows.into_iter().map(|row| row.into_round(today)).collect())
}

pub(super) async fn take_statement_number(tx: &mut Tx, id: ProcedureId) -> Result<Option<u32>> {
    let municipality = tx.municipality();
    let taken = sql!(
        tx,
        optional (i64,),
        "update procedure set statements = statements + 1 where municipality_id = $1 and id = $2 returning statements",
        municipality,
        id.0,
    )?;
    Ok(taken.map(|(number,)| count(number)))
}

pub(super) async fn change_published_count(tx: &mut Tx, id: ProcedureId, delta: i64) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update procedure set published_statements = published_statements + $3 where municipality_id = $1 and id = $2",
        municipality,
        id.0,
        delta,
    )?;
    Ok(())
}

pub(super) async fn set_decision(tx: &mut Tx, id: ProcedureId, committee: &str, on: Day) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update procedure set decision_committee = $3, decision_on = $4 where municipality_id = $1 and id = $2",
        municipality,
        id.0,
        committee,
        on,
    )?;
    Ok(())
}

pub(super) async fn due_for_deletion(db: &mut impl Statements, today: Day) -> Result<Vec<ProcedureId>> {
    let municipality = db.municipality();
    let due = sql!(
        db,
        all (Uuid,),
        "select id from procedure where municipality_id = $1 and deletion_on <= $2 and persons_deleted_at is null order by id",
        municipality,
        today,
    )?;
    Ok(due.into_iter().map(|(id,)| ProcedureId(id)).collect())
}

pub(super) async fn set_persons_deleted(tx: &mut Tx, id: ProcedureId, at: Timestamp) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update procedure set persons_deleted_at = $3 where municipality_id = $1 and id = $2",
        municipality,
        id.0,
        At::new(at),
    )?;
    Ok(())
}
