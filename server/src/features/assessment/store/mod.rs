//! Tables `assessment`, `assessment_topic` and `segment`, and what the assessment reads of statements and their events.

mod answers;
mod segments;

use std::collections::HashMap;

pub(super) use answers::{Answer, AnswerPlace, answers};
pub(super) use segments::write_points;
pub use segments::{Segment, progress};

use shared::{
    assessment::{Decision, EnteredDecision, HistoryEntry, Progress, Proposal},
    ids::{StatementId, StatementNumber},
    time::Day,
};
use sqlx::types::Json;
use uuid::Uuid;

use super::policy::Council;
use crate::{
    db::{At, Statements, Tx, dialect, list::List},
    error::Result,
    features::statements::Written,
    sql,
};

/// What was written about a statement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assessed {
    /// The internal note.
    pub note: String,
    /// The reply.
    pub reply: String,
    /// The proposal.
    pub proposal: Option<Proposal>,
    /// The council's decision.
    pub decision: Option<Decision>,
    /// Whether it differs from what was proposed, and nobody has written or confirmed the reply since.
    pub reply_to_check: bool,
    /// Topics (codes), in order.
    pub topics: Vec<String>,
    /// Its points, in order; none where it is not divided.
    pub points: Vec<Segment>,
}

impl Assessed {
    /// The words of the minutes; empty without decision.
    #[must_use]
    pub fn remark(&self) -> &str {
        self.decision.as_ref().map_or("", |decision| &decision.remark)
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress {
            points: progress(&self.points).points,
            open: progress(&self.points).open,
            ..Progress::of(&self.reply, self.proposal)
        }
    }

    /// How far the council is with it.
    pub(super) fn council(&self) -> Council {
        Council::of(self.decision.is_some(), self.reply_to_check)
    }

    /// Where its points begin, in characters of the text.
    #[must_use]
    pub fn starts(&self) -> Vec<u32> {
        self.points.iter().map(|point| point.start).collect()
    }

    /// The texts beside the statement's own.
    #[must_use]
    pub fn texts(&self) -> Written<'_> {
        let points = self.points.iter();
        Written {
            reply: &self.reply,
            remark: self.remark(),
            points: points
                .map(|point| (point.label.as_str(), point.reply.as_str()))
                .collect(),
        }
    }
}

#[derive(sqlx::FromRow)]
struct AssessmentRow {
    statement_id: Uuid,
    note: String,
    reply: String,
    proposal: Option<i64>,
    decision_committee: Option<String>,
    decision_on: Option<Day>,
    decision_result: Option<i64>,
    decision_remark: String,
    reply_to_check: bool,
    points: i64,
}

impl From<AssessmentRow> for Assessed {
    fn from(row: AssessmentRow) -> Self {
        let result = row.decision_result.and_then(Proposal::from_code);
        let decision = match (row.decision_committee, row.decision_on) {
            (Some(committee), Some(decided_on)) => Some(Decision {
                committee,
                decided_on,
                result,
                remark: row.decision_remark,
            }),
            _ => None,
        };
        Self {
            note: row.note,
            reply: row.reply,
            proposal: row.proposal.and_then(Proposal::from_code),
            decision,
            reply_to_check: row.reply_to_check,
            topics: Vec::new(),
            points: Vec::new(),
        }
    }
}

/// What was written about a statement; nothing yet is all empty.
///
/// # Errors
/// Whatever the database says.
pub async fn of(db: &mut impl Statements, statement: StatementId) -> Result<Assessed> {
    Ok(of_many(db, &[statement])
        .await?
        .remove(&statement)
        .unwrap_or_default())
}

/// What was written about several statements, but for their topics, which are nobody's business outside.
///
/// # Errors
/// Whatever the database says.
pub(super) async fn written(
    db: &mut impl Statements,
    statements: &[StatementId],
) -> Result<HashMap<StatementId, Assessed>> {
    if statements.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<AssessmentRow> = List::new(
        "select statement_id, note, reply, proposal, decision_committee, decision_on, decision_result, decision_remark, \
         reply_to_check, points from assessment where municipality_id = ? and statement_id in",
        [db.municipality().into()],
    )
    .push_ids(statements.iter().map(|id| id.0))
    .all(db)
    .await?;
    let divided: Vec<StatementId> = rows
        .iter()
        .filter(|row| row.points > 0)
        .map(|row| StatementId(row.statement_id))
        .collect();
    let mut points = segments::segments(db, &divided).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let id = StatementId(row.statement_id);
            let about = Assessed {
                points: points.remove(&id).unwrap_or_default(),
                ..Assessed::from(row)
            };
            (id, about)
        })
        .collect())
}

/// What a list says of what was written about a statement.
#[derive(Clone, Copy, Debug, Default, sqlx::FromRow)]
pub(super) struct Outline {
    /// The code of the proposal; of a divided one what its points agree on.
    pub(super) proposal: Option<i64>,
    /// How many points it is divided into.
    pub(super) points: i64,
    /// How many of them lack reply or proposal.
    pub(super) points_open: i64,
}

/// The same of several statements; those that nothing was written about are left out.
pub(super) async fn outlines(
    db: &mut impl Statements,
    statements: &[StatementId],
) -> Result<HashMap<StatementId, Outline>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        statement_id: Uuid,
        #[sqlx(flatten)]
        outline: Outline,
    }
    if statements.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<Row> = List::new(
        "select statement_id, proposal, points, points_open from assessment where municipality_id = ? and statement_id in",
        [db.municipality().into()],
    )
    .push_ids(statements.iter().map(|id| id.0))
    .all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (StatementId(row.statement_id), row.outline))
        .collect())
}

/// What was written about several statements, with their topics.
///
/// # Errors
/// Whatever the database says.
pub async fn of_many(
    db: &mut impl Statements,
    statements: &[StatementId],
) -> Result<HashMap<StatementId, Assessed>> {
    let mut all = written(db, statements).await?;
    let topics: Vec<(Uuid, String)> = List::new(
        "select statement_id, topic from assessment_topic where municipality_id = ? and statement_id in",
        [db.municipality().into()],
    )
    .push_ids(statements.iter().map(|id| id.0))
    .push("order by topic", [])
    .all(db)
    .await?;
    for (statement, topic) in topics {
        all.entry(StatementId(statement)).or_default().topics.push(topic);
    }
    Ok(all)
}

/// Stores note, reply and proposal; the decision stays as it is.
pub(super) async fn write(
    tx: &mut Tx,
    statement: StatementId,
    note: &str,
    reply: &str,
    proposal: Option<Proposal>,
) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into assessment (municipality_id, statement_id, note, reply, proposal) values ($1, $2, $3, $4, $5) \
         on conflict (municipality_id, statement_id) do update set note = $3, reply = $4, proposal = $5",
        municipality,
        statement.0,
        note,
        reply,
        proposal.map(Proposal::code),
    )?;
    Ok(())
}

/// Replaces the topics.
pub(super) async fn write_topics(tx: &mut Tx, statement: StatementId, topics: &[String]) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "delete from assessment_topic where municipality_id = $1 and statement_id = $2",
        municipality,
        statement.0,
    )?;
    for topic in topics {
        sql!(
            tx,
            run,
            "insert into assessment_topic (municipality_id, statement_id, topic) values ($1, $2, $3) \
             on conflict (municipality_id, statement_id, topic) do nothing",
            municipality,
            statement.0,
            topic,
        )?;
    }
    Ok(())
}

/// Stores the council's decision.
pub(super) async fn write_decision(tx: &mut Tx, statement: StatementId, decision: &Decision) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update assessment set decision_committee = $3, decision_on = $4, decision_result = $5, decision_remark = $6 \
         where municipality_id = $1 and statement_id = $2",
        municipality,
        statement.0,
        &decision.committee,
        decision.decided_on,
        decision.result.map(Proposal::code),
        &decision.remark,
    )?;
    Ok(())
}

/// Stores whether somebody has to look at the reply, where that changed.
pub(super) async fn write_check(
    tx: &mut Tx,
    statement: StatementId,
    before: &Assessed,
    after: &Assessed,
) -> Result<()> {
    if before.reply_to_check == after.reply_to_check {
        return Ok(());
    }
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update assessment set reply_to_check = $3 where municipality_id = $1 and statement_id = $2",
        municipality,
        statement.0,
        after.reply_to_check,
    )?;
    Ok(())
}

/// The numbers of the first statements of a procedure in one state whose reply somebody has to look at.
pub(super) async fn to_check(
    db: &mut impl Statements,
    procedure: Uuid,
    state: &str,
    limit: i64,
) -> Result<Vec<u32>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all(i64,),
        "select s.number from statement s join assessment a on a.municipality_id = s.municipality_id and a.statement_id = s.id \
         where s.municipality_id = $1 and s.procedure_id = $2 and s.state = $3 and a.reply_to_check order by s.number limit $4",
        municipality,
        procedure,
        state,
        limit,
    )?;
    Ok(rows
        .into_iter()
        .filter_map(|(number,)| u32::try_from(number).ok())
        .collect())
}

#[derive(sqlx::FromRow)]
struct EnteredRow {
    decision_committee: String,
    decision_on: Day,
    statements: i64,
}

/// The decisions of a procedure that were entered for statements whose authors were not answered yet, newest first.
pub(super) async fn entered_decisions(
    db: &mut impl Statements,
    procedure: Uuid,
) -> Result<Vec<EnteredDecision>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all EnteredRow,
        "select a.decision_committee, a.decision_on, cast(count(*) as bigint) as statements from assessment a \
         join statement s on s.municipality_id = a.municipality_id and s.id = a.statement_id \
         where a.municipality_id = $1 and s.procedure_id = $2 and s.state = 'decided' \
         and a.decision_committee is not null and a.decision_on is not null \
         group by a.decision_committee, a.decision_on order by a.decision_on desc, a.decision_committee",
        municipality,
        procedure,
    )?;
    let entered = |row: EnteredRow| EnteredDecision {
        committee: row.decision_committee,
        decided_on: row.decision_on,
        statements: u32::try_from(row.statements).unwrap_or(u32::MAX),
    };
    Ok(rows.into_iter().map(entered).collect())
}

/// The decided statements of a procedure that bear a committee and a day, by number.
pub(super) async fn decided_by(
    db: &mut impl Statements,
    procedure: Uuid,
    committee: &str,
    on: Day,
) -> Result<Vec<StatementId>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all(Uuid,),
        "select s.id from statement s join assessment a on a.municipality_id = s.municipality_id and a.statement_id = s.id \
         where s.municipality_id = $1 and s.procedure_id = $2 and s.state = 'decided' and a.decision_committee = $3 \
         and a.decision_on = $4 order by s.number",
        municipality,
        procedure,
        committee,
        on,
    )?;
    Ok(rows.into_iter().map(|(id,)| StatementId(id)).collect())
}

/// Whether any statement of a procedure bears a committee and a day, whatever its state.
pub(super) async fn is_borne(
    db: &mut impl Statements,
    procedure: Uuid,
    committee: &str,
    on: Day,
) -> Result<bool> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(i64,),
        "select cast(1 as bigint) from statement s \
         join assessment a on a.municipality_id = s.municipality_id and a.statement_id = s.id \
         where s.municipality_id = $1 and s.procedure_id = $2 and a.decision_committee = $3 and a.decision_on = $4 limit 1",
        municipality,
        procedure,
        committee,
        on,
    )?;
    Ok(found.is_some())
}

/// All statements of a procedure in one state, by number.
pub(super) async fn in_state(
    db: &mut impl Statements,
    procedure: Uuid,
    state: &str,
) -> Result<Vec<StatementId>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all(Uuid,),
        "select id from statement where municipality_id = $1 and procedure_id = $2 and state = $3 order by number",
        municipality,
        procedure,
        state,
    )?;
    Ok(rows.into_iter().map(|(id,)| StatementId(id)).collect())
}

/// The same, held until the transaction ends: each is as it is read afterwards, and none of those that somebody moved
/// elsewhere meanwhile is among them.
pub(super) async fn hold_in_state(tx: &mut Tx, procedure: Uuid, state: &str) -> Result<Vec<StatementId>> {
    let list = List::new(
        "select id from statement where municipality_id = ? and procedure_id = ? and state = ? order by number",
        [tx.municipality().into(), procedure.into(), state.into()],
    );
    let rows: Vec<(Uuid,)> = dialect::held(tx, list).all(tx).await?;
    Ok(rows.into_iter().map(|(id,)| StatementId(id)).collect())
}

/// Statements of one state that are alike in everything that decides about a move and its mail.
#[derive(sqlx::FromRow)]
pub(super) struct Alike {
    /// How the authors wish to be answered.
    pub(super) reply_wish: String,
    /// 1 with an address for mail.
    pub(super) has_email: i64,
    /// 1 with an address for letters.
    pub(super) has_post: i64,
    /// 1 with a reply.
    pub(super) has_reply: i64,
    /// 1 with a proposal.
    pub(super) has_proposal: i64,
    /// 1 with the council's decision.
    pub(super) has_decision: i64,
    /// 1 where somebody has to look at the reply because of it.
    pub(super) to_check: i64,
    /// 1 where it is divided into points.
    pub(super) is_divided: i64,
    /// 1 where a point lacks reply or proposal.
    pub(super) has_open: i64,
    /// How many they are.
    pub(super) statements: i64,
}

/// Counts the statements of a procedure in one state, those that are alike together.
pub(super) async fn alike(db: &mut impl Statements, procedure: Uuid, state: &str) -> Result<Vec<Alike>> {
    let municipality = db.municipality();
    Ok(sql!(
        db,
        all Alike,
        "select s.reply_wish, \
         cast(case when coalesce(p.email, '') <> '' then 1 else 0 end as bigint) as has_email, \
         cast(case when coalesce(p.city, '') <> '' then 1 else 0 end as bigint) as has_post, \
         cast(case when trim(coalesce(a.reply, ''), $4) <> '' then 1 else 0 end as bigint) as has_reply, \
         cast(case when a.proposal is not null then 1 else 0 end as bigint) as has_proposal, \
         cast(case when a.decision_committee is not null then 1 else 0 end as bigint) as has_decision, \
         cast(case when a.reply_to_check then 1 else 0 end as bigint) as to_check, \
         cast(case when a.points > 0 then 1 else 0 end as bigint) as is_divided, \
         cast(case when a.points_open > 0 then 1 else 0 end as bigint) as has_open, \
         cast(count(*) as bigint) as statements \
         from statement s left join assessment a on a.municipality_id = s.municipality_id and a.statement_id = s.id \
         left join statement_person p on p.municipality_id = s.municipality_id and p.statement_id = s.id \
         where s.municipality_id = $1 and s.procedure_id = $2 and s.state = $3 group by 1, 2, 3, 4, 5, 6, 7, 8, 9",
        municipality,
        procedure,
        state,
        " \t\r\n",
    )?)
}

#[derive(sqlx::FromRow)]
struct EventRow {
    at: At,
    kind: String,
    name: Option<String>,
    data: Json<serde_json::Value>,
}

/// What happened to a statement, newest first.
pub(super) async fn history(
    db: &mut impl Statements,
    statement: StatementId,
    limit: i64,
) -> Result<Vec<HistoryEntry>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all EventRow,
        "select event.at, event.kind, staff.name, event.data from event \
         left join staff on staff.municipality_id = event.municipality_id and staff.id = event.actor_id \
         where event.municipality_id = $1 and event.statement_id = $2 order by event.at desc, event.id desc limit $3",
        municipality,
        statement.0,
        limit,
    )?;
    let entry = |row: EventRow| HistoryEntry {
        at: row.at.0,
        kind: row.kind,
        actor: row.name,
        data: row.data.0,
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// The numbers before and after a statement's in the list, which begins with the newest.
pub(super) async fn neighbours(
    db: &mut impl Statements,
    procedure: Uuid,
    number: StatementNumber,
) -> Result<(Option<u32>, Option<u32>)> {
    let municipality = db.municipality();
    let (newer, older) = sql!(
        db,
        one(Option<i64>, Option<i64>),
        "select (select min(number) from statement where municipality_id = $1 and procedure_id = $2 and number > $3), \
         (select max(number) from statement where municipality_id = $1 and procedure_id = $2 and number < $3)",
        municipality,
        procedure,
        i64::from(number.0),
    )?;
    let small = |number: Option<i64>| number.and_then(|number| u32::try_from(number).ok());
    Ok((small(newer), small(older)))
}

/// Whether the reply to a statement was mailed.
pub(super) async fn was_mailed(db: &mut impl Statements, statement: StatementId) -> Result<bool> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(i64,),
        "select cast(1 as bigint) from event where municipality_id = $1 and statement_id = $2 and kind = 'reply_mailed' limit 1",
        municipality,
        statement.0,
    )?;
    Ok(found.is_some())
}
