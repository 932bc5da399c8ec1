//! What became of a statement, as its author or the public may know it.
//!
//! Invariant: whatever leaves the administration passes through [`fate`] or [`own_fate`], which ask the one table of releases.

use std::collections::HashMap;

use shared::{
    assessment::{Fate, FatePoint, Released, StatementState, passages},
    ids::{PointNumber, StatementId},
    time::Day,
};
use sqlx::types::Json;
use uuid::Uuid;

use super::store::Assessed;
use crate::{
    db::{At, Statements, list::List},
    error::Result,
    features::statements::Statement,
    site::Cx,
};

/// The day on which a statement last reached each state.
pub type Dates = Vec<(StatementState, Day)>;

/// The days of one statement.
///
/// # Errors
/// Whatever the database says.
pub async fn dates_of(db: &mut impl Statements, cx: &Cx, statement: StatementId) -> Result<Dates> {
    Ok(dates_of_many(db, cx, &[statement])
        .await?
        .remove(&statement)
        .unwrap_or_default())
}

/// The days of several statements, read from their events in one query.
///
/// # Errors
/// Whatever the database says.
pub async fn dates_of_many(
    db: &mut impl Statements,
    cx: &Cx,
    statements: &[StatementId],
) -> Result<HashMap<StatementId, Dates>> {
    let mut all: HashMap<StatementId, Dates> = HashMap::new();
    if statements.is_empty() {
        return Ok(all);
    }
    let rows: Vec<(Uuid, String, Json<serde_json::Value>, At)> = List::new(
        "select statement_id, kind, data, at from event where municipality_id = ? and statement_id in",
        [db.municipality().into()],
    )
    .push_ids(statements.iter().map(|id| id.0))
    .push(
        "and kind in ('state_changed', 'statement_withdrawn') order by at, id",
        [],
    )
    .all(db)
    .await?;
    for (statement, kind, Json(data), At(at)) in rows {
        let state = match kind.as_str() {
            "statement_withdrawn" => Some(StatementState::Withdrawn),
            _ => data
                .get("to")
                .and_then(serde_json::Value::as_str)
                .and_then(StatementState::from_word),
        };
        let Some(state) = state else { continue };
        let dates = all.entry(StatementId(statement)).or_default();
        dates.retain(|(known, _)| *known != state);
        dates.push((state, cx.municipality.day(at)));
    }
    Ok(all)
}

/// What may be known of a statement's fate: a held one shows as received, a step that was taken back shows no day, and
/// proposal, decision and reply show only from the state that releases them, of points too, which are seen at all from the
/// first of these on. `passages` are their parts of the text, as the reader may know it.
pub fn fate(statement: &Statement, assessed: &Assessed, dates: &Dates, passages: Vec<String>) -> Fate {
    shown(statement, assessed, dates, passages, statement.state.released())
}

/// [`fate`] for its author: what was decided and answered before it was withdrawn stays theirs to read, although it has left
/// all public views; a proposal that nobody decided on does not.
pub fn own_fate(statement: &Statement, assessed: &Assessed, dates: &Dates) -> Fate {
    let kept = StatementState::KEPT_BY_AUTHOR
        .into_iter()
        .rfind(|state| dates.iter().any(|(reached, _)| reached == state));
    let state = match statement.state {
        StatementState::Withdrawn => kept.unwrap_or(StatementState::Withdrawn),
        state => state,
    };
    let passages = own_passages(statement, assessed);
    shown(statement, assessed, dates, passages, state.released())
}

fn shown(
    statement: &Statement,
    assessed: &Assessed,
    dates: &Dates,
    passages: Vec<String>,
    released: Released,
) -> Fate {
    let state = if statement.state == StatementState::Held {
        StatementState::Received
    } else {
        statement.state
    };
    let mut shown = vec![(StatementState::Received, statement.received_on)];
    // The states are ordered; withdrawn comes last, so that its days before stay.
    let later = |reached: &&(StatementState, Day)| reached.0 > StatementState::Received && reached.0 <= state;
    shown.extend(dates.iter().filter(later));
    shown.sort_by_key(|(reached, _)| *reached);
    let answer =
        |reply: &String| Some(reply.clone()).filter(|reply| released.reply && !reply.trim().is_empty());
    let points = (1_u32..).zip(assessed.points.iter().zip(passages));
    let points = points.map(|(number, (point, passage))| FatePoint {
        number: PointNumber(number),
        label: point.label.clone(),
        passage,
        proposal: point.proposal.filter(|_| released.proposal),
        result: point.result.filter(|_| released.decision),
        reply: answer(&point.reply),
    });
    Fate {
        state,
        dates: shown,
        proposal: assessed.proposal.filter(|_| released.proposal),
        decision: assessed.decision.clone().filter(|_| released.decision),
        reply: answer(&assessed.reply),
        points: if released.proposal {
            points.collect()
        } else {
            Vec::new()
        },
    }
}

/// The parts of a statement's own text, as its author may read them.
pub fn own_passages(statement: &Statement, assessed: &Assessed) -> Vec<String> {
    passages(&statement.body, &assessed.starts())
        .into_iter()
        .map(|part| statement.body.get(part).unwrap_or_default().to_owned())
        .collect()
}
