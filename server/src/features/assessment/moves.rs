//! Moving statements from state to state, one or all of them.

use serde_json::json;
use shared::{
    access::Action,
    api::ApiError,
    assessment::{MoveStatements, StatementState, Touched},
};

use super::{policy, reply_mail, store};
use crate::{
    db::Tx,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::{
        procedures,
        statements::{self, Statement},
    },
    jobs,
    site::Cx,
};

/// How many statements are looked at together.
const TOGETHER: usize = 100;

/// Moves every statement in one state on to the next. Incomplete ones stay where they are.
pub async fn move_statements(cx: Cx, input: MoveStatements) -> Result<Touched> {
    cx.viewer.may(Action::Assess)?;
    let mut tx = cx.begin().await?;
    let procedure = procedures::find(&mut tx, &input.procedure).await?;
    if !input.from.next().contains(&input.to) {
        return Err(ApiError::refused("state_not_reachable").into());
    }
    let mut touched = 0;
    let all = store::in_state(&mut tx, procedure.id.0, input.from.word()).await?;
    for ids in all.chunks(TOGETHER) {
        // Statements before their answers: whoever writes in between raises the revision that is taken below.
        let mut statements = Vec::with_capacity(ids.len());
        for id in ids {
            statements.extend(statements::find(&mut tx, *id).await?);
        }
        let assessed = store::of_many(&mut tx, ids).await?;
        for statement in statements {
            let about = assessed.get(&statement.id).cloned().unwrap_or_default();
            let is_decided = about.decision.is_some();
            if policy::may_move(statement.state, input.to, about.progress(), is_decided).is_ok() {
                statements::take_revision(&mut tx, statement.id, statement.revision).await?;
                move_one(&mut tx, &cx, &statement, input.to).await?;
                touched += 1;
            }
        }
    }
    if touched > 0 {
        let data = json!({ "from": input.from.word(), "to": input.to.word(), "count": touched });
        let visibility = if input.to == StatementState::BeforeCouncil {
            Visibility::Public
        } else {
            Visibility::Staff
        };
        events::record(
            &mut tx,
            &cx,
            Event::new(EventKind::StatementsMoved, visibility)
                .procedure(procedure.id)
                .data(data),
        )
        .await?;
    }
    cx.commit(tx).await?;
    Ok(Touched { statements: touched })
}

/// Moves one statement whose move was found right: state, event, count of published ones, and the mail of its reply.
///
/// # Errors
/// [`ApiError::Conflict`] when somebody else moved it in between.
pub async fn move_one(tx: &mut Tx, cx: &Cx, statement: &Statement, to: StatementState) -> Result<()> {
    let left = statements::set_state(tx, statement.id, &[statement.state], to)
        .await?
        .ok_or(ApiError::Conflict)?;
    // Read anew: somebody may have decided on its publication since.
    let moved = statements::find(tx, statement.id)
        .await?
        .ok_or(ApiError::NotFound)?;
    let is_public = moved.is_public();
    let was_public = Statement { state: left, ..moved }.is_public();
    let delta = i64::from(is_public) - i64::from(was_public);
    if delta != 0 {
        procedures::change_published_count(tx, statement.procedure, delta).await?;
    }
    let event = Event::new(EventKind::StateChanged, Visibility::Parties)
        .procedure(statement.procedure)
        .statement(statement.id)
        .data(json!({ "from": statement.state.word(), "to": to.word() }));
    events::record(tx, cx, event).await?;
    if to == StatementState::Answered && reply_mail::is_wanted(cx, statement) {
        jobs::enqueue(tx, cx, reply_mail::KIND, json!({ "statement": statement.id })).await?;
    }
    Ok(())
}
