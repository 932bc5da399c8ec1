//! Moving statements from state to state, one or all of them.

use serde_json::json;
use shared::{
    access::Action,
    api::ApiError,
    assessment::{MoveStatements, StatementState, Touched},
    ids::StatementId,
};

use super::{named::Named, policy, reply_mail, store};
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
    // Held in their state before anything of them is read: a reply that is saved meanwhile would be overlooked else. All of
    // them before the first is changed, so that whoever saves one waits for nothing that waits for them.
    let all = store::hold_in_state(&mut tx, procedure.id.0, input.from.word()).await?;
    let mut touched = 0;
    let mut named = Named::default();
    for ids in all.chunks(TOGETHER) {
        touched += move_ready(&mut tx, &cx, ids, (input.from, input.to), &mut named).await?;
    }
    if touched > 0 {
        let data = json!({
            "from": input.from.word(),
            "to": input.to.word(),
            "count": touched,
            "numbers": named.numbers(),
        });
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

/// Moves those of some statements that are ready for it, and answers how many they are. All of them are held.
async fn move_ready(
    tx: &mut Tx,
    cx: &Cx,
    ids: &[StatementId],
    (from, to): (StatementState, StatementState),
    named: &mut Named,
) -> Result<u32> {
    let list = statements::select(tx)
        .push("and id in", [])
        .push_ids(ids.iter().map(|id| id.0))
        .push("order by number", []);
    let mut ready = statements::all(tx, list).await?;
    let assessed = store::of_many(tx, ids).await?;
    ready.retain(|statement| {
        let about = assessed.get(&statement.id).cloned().unwrap_or_default();
        policy::may_move(statement.state, to, about.progress(), about.council()).is_ok()
    });
    let moving: Vec<StatementId> = ready.iter().map(|statement| statement.id).collect();
    statements::set_state_of_many(tx, &moving, from, to).await?;
    for statement in ready {
        named.note(&statement);
        tell(tx, cx, statement, to).await?;
    }
    Ok(u32::try_from(moving.len()).unwrap_or(u32::MAX))
}

/// Moves one statement whose move was found right: state, event, the procedure's counts, and the mail of its reply.
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
    tell(tx, cx, Statement { state: left, ..moved }, to).await
}

/// What follows from the move of a statement, which is given as it was before.
async fn tell(tx: &mut Tx, cx: &Cx, mut statement: Statement, to: StatementState) -> Result<()> {
    let (left, was_public, was) = (statement.state, statement.is_public(), statement.weight());
    statement.state = to;
    procedures::change_weight(tx, statement.procedure, was, statement.weight()).await?;
    let delta = i64::from(statement.is_public()) - i64::from(was_public);
    if delta != 0 {
        procedures::change_published_count(tx, statement.procedure, delta).await?;
    }
    let event = Event::new(EventKind::StateChanged, Visibility::Parties)
        .procedure(statement.procedure)
        .statement(statement.id)
        .data(json!({ "from": left.word(), "to": to.word() }));
    events::record(tx, cx, event).await?;
    if to == StatementState::Answered && reply_mail::is_wanted(cx, &statement) {
        jobs::enqueue(tx, cx, reply_mail::KIND, json!({ "statement": statement.id })).await?;
    }
    Ok(())
}
