//! Tables `assessment` and `assessment_topic`.

use std::collections::HashMap;

use shared::{
    assessment::{Decision, EnteredDecision, Proposal},
    ids::StatementId,
    time::Day,
};
use uuid::Uuid;

use crate::{
    db::{Statements, Tx, list::List},
    error::Result,
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
    /// Topics (codes), in order.
    pub topics: Vec<String>,
}

impl Assessed {
    /// The words of the minutes; empty without decision.
    #[must_use]
    pub fn remark(&self) -> &str {
        self.decision.as_ref().map_or("", |decision| &decision.remark)
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
}

impl From<AssessmentRow> for Assessed {
    fn from(row: AssessmentRow) -> Self {
        let result = row.decision_result.and_then(Proposal::from_code);
        let decision = match (row.decision_committee, row.decision_on, result) {
            (Some(committee), Some(decided_on), Some(result)) => Some(Decision {
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
            topics: Vec::new(),
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
        "select statement_id, note, reply, proposal, decision_committee, decision_on, decision_result, decision_remark \
         from assessment where municipality_id = ? and statement_id in",
        [db.municipality().into()],
    )
    .push_ids(statements.iter().map(|id| id.0))
    .all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (StatementId(row.statement_id), row.into()))
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
        decision.result.code(),
        &decision.remark,
    )?;
    Ok(())
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

/// The slug of a procedure.
pub(super) async fn slug_of(db: &mut impl Statements, procedure: Uuid) -> Result<Option<String>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(String,),
        "select slug from procedure where municipality_id = $1 and id = $2",
        municipality,
        procedure,
    )?;
    Ok(found.map(|(slug,)| slug))
}
