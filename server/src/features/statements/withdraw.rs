//! Withdrawing a statement: its author may while its round is open. It is kept and marked, out of public views.

use shared::{api::ApiError, assessment::StatementState, time::Phase};

use super::store::{self, Statement};
use crate::{
    db::Tx,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::procedures,
    site::Cx,
};

/// The states from which a statement can be withdrawn: all but withdrawn itself.
const BEFORE: [StatementState; 7] = [
    StatementState::Held,
    StatementState::Received,
    StatementState::InWork,
    StatementState::ProposalReady,
    StatementState::BeforeCouncil,
    StatementState::Decided,
    StatementState::Answered,
];

/// Withdraws a statement while its round is open; once withdrawn, another try changes nothing.
///
/// # Errors
/// `period_closed` when the round has ended, `period_not_open` when it has not begun, or whatever the database says.
pub async fn withdraw(tx: &mut Tx, cx: &Cx, statement: &Statement) -> Result<()> {
    if statement.state == StatementState::Withdrawn {
        return Ok(());
    }
    let rounds = procedures::rounds(tx, statement.procedure, cx.today()).await?;
    let round = rounds
        .iter()
        .find(|round| round.id == statement.round)
        .ok_or(ApiError::NotFound)?;
    match round.phase {
        Phase::During => {}
        // A letter may have come before.
        Phase::Before => {
            let starts = [("starts", round.period.start.to_string())];
            return Err(ApiError::refused_with("period_not_open", &starts).into());
        }
        Phase::After => {
            let ended = [("ended", round.period.end.to_string())];
            return Err(ApiError::refused_with("period_closed", &ended).into());
        }
    }
    let Some(left) = store::set_state(tx, statement.id, &BEFORE, StatementState::Withdrawn).await? else {
        // Somebody was faster; it is withdrawn.
        return Ok(());
    };
    // Read anew: a clerk may have decided on its publication since.
    let now = store::find(tx, statement.id).await?.ok_or(ApiError::NotFound)?;
    let (before, after) = (
        Statement {
            state: left,
            ..now.clone()
        },
        now,
    );
    if before.is_public() {
        procedures::change_published_count(tx, statement.procedure, -1).await?;
    }
    procedures::change_weight(tx, statement.procedure, before.weight(), after.weight()).await?;
    let event = Event::new(EventKind::StatementWithdrawn, Visibility::Public)
        .procedure(statement.procedure)
        .statement(statement.id)
        .data(serde_json::json!({ "number": statement.number }));
    events::record(tx, cx, event).await
}
