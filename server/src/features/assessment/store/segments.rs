//! Table `segment`, and what `assessment` keeps of it for lists and moves.
//!
//! Invariant: both change in one transaction; of a divided statement the proposal is what its points agree on.

use std::collections::HashMap;

use shared::{
    assessment::{Progress, Proposal, common},
    ids::StatementId,
};
use uuid::Uuid;

use crate::{
    db::{Statements, Tx, list::List},
    error::{Error, Result},
    sql,
};

/// A point of a statement as it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    /// Where it begins in the text, in characters.
    pub start: u32,
    /// Its heading.
    pub label: String,
    /// The reply.
    pub reply: String,
    /// The proposal.
    pub proposal: Option<Proposal>,
    /// How the council decided on it.
    pub result: Option<Proposal>,
}

impl Segment {
    /// Whether reply or proposal are missing.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.proposal.is_none() || self.reply.trim().is_empty()
    }
}

/// What a statement's points amount to; nothing where it is not divided.
#[must_use]
pub fn progress(points: &[Segment]) -> Progress {
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Progress {
        points: small(points.len()),
        open: small(points.iter().filter(|point| point.is_open()).count()),
        ..Progress::default()
    }
}

#[derive(sqlx::FromRow)]
struct SegmentRow {
    statement_id: Uuid,
    start_at: i64,
    label: String,
    reply: String,
    proposal: Option<i64>,
    decision_result: Option<i64>,
}

/// The points of several statements, each in their order.
pub(super) async fn segments(
    db: &mut impl Statements,
    statements: &[StatementId],
) -> Result<HashMap<StatementId, Vec<Segment>>> {
    let mut all: HashMap<StatementId, Vec<Segment>> = HashMap::new();
    if statements.is_empty() {
        return Ok(all);
    }
    let rows: Vec<SegmentRow> = List::new(
        "select statement_id, start_at, label, reply, proposal, decision_result from segment \
         where municipality_id = ? and statement_id in",
        [db.municipality().into()],
    )
    .push_ids(statements.iter().map(|id| id.0))
    .push("order by statement_id, number", [])
    .all(db)
    .await?;
    for row in rows {
        let start = u32::try_from(row.start_at)
            .map_err(|_| Error::internal(format!("a point begins at {}", row.start_at)))?;
        all.entry(StatementId(row.statement_id))
            .or_default()
            .push(Segment {
                start,
                label: row.label,
                reply: row.reply,
                proposal: row.proposal.and_then(Proposal::from_code),
                result: row.decision_result.and_then(Proposal::from_code),
            });
    }
    Ok(all)
}

/// Replaces the points of a statement, which is held already; what stays as it is, is not written. The proposal follows from
/// them; without any it stays.
pub(in super::super) async fn write_points(
    tx: &mut Tx,
    statement: StatementId,
    points: &[Segment],
) -> Result<()> {
    let municipality = tx.municipality();
    let stored = segments(tx, &[statement]).await?.remove(&statement);
    let mut stored = stored.unwrap_or_default().into_iter();
    for (number, point) in (1_i64..).zip(points) {
        if stored.next().as_ref() == Some(point) {
            continue;
        }
        sql!(
            tx,
            run,
            "insert into segment (municipality_id, statement_id, number, start_at, label, reply, proposal, decision_result) \
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (municipality_id, statement_id, number) \
             do update set start_at = $4, label = $5, reply = $6, proposal = $7, decision_result = $8",
            municipality,
            statement.0,
            number,
            i64::from(point.start),
            &point.label,
            &point.reply,
            point.proposal.map(Proposal::code),
            point.result.map(Proposal::code),
        )?;
    }
    let progress = progress(points);
    sql!(
        tx,
        run,
        "delete from segment where municipality_id = $1 and statement_id = $2 and number > $3",
        municipality,
        statement.0,
        i64::from(progress.points),
    )?;
    sql!(
        tx,
        run,
        "insert into assessment (municipality_id, statement_id, note, reply, points, points_open) values ($1, $2, '', '', $3, $4) \
         on conflict (municipality_id, statement_id) do update set points = $3, points_open = $4",
        municipality,
        statement.0,
        i64::from(progress.points),
        i64::from(progress.open),
    )?;
    if points.is_empty() {
        return Ok(());
    }
    sql!(
        tx,
        run,
        "update assessment set proposal = $3 where municipality_id = $1 and statement_id = $2",
        municipality,
        statement.0,
        common(points.iter().map(|point| point.proposal)).map(Proposal::code),
    )?;
    Ok(())
}
