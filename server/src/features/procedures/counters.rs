//! What other features write on a procedure: statement numbers and counts, the decision, the deletion of names; and how
//! they wait for each other at it.

use shared::{
    api::ApiError,
    ids::ProcedureId,
    time::{Day, Timestamp},
};

use super::store;
use crate::{
    db::{Statements, Tx},
    error::Result,
};

/// The next statement number of a procedure, counted in its own row: without gaps, because a transaction that fails
/// gives the number back.
///
/// # Errors
/// [`ApiError::NotFound`] when there is no such procedure.
pub async fn take_statement_number(tx: &mut Tx, id: ProcedureId) -> Result<u32> {
    Ok(store::take_statement_number(tx, id)
        .await?
        .ok_or(ApiError::NotFound)?)
}

/// Makes those who decide something by what else is there of a procedure wait for each other, until the transaction ends.
///
/// # Errors
/// Whatever the database says.
pub async fn lock(tx: &mut Tx, id: ProcedureId) -> Result<()> {
    store::lock(tx, id).await
}

/// Counts published statements up or down.
///
/// # Errors
/// Whatever the database says.
pub async fn change_published_count(tx: &mut Tx, id: ProcedureId, delta: i64) -> Result<()> {
    store::change_published_count(tx, id, delta).await
}

/// How a statement counts for how far its procedure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Whether it is one of those that the council weighs.
    pub weighed: bool,
    /// Whether it did.
    pub decided: bool,
}

/// Counts a statement anew that changed, where that makes a difference.
///
/// # Errors
/// Whatever the database says.
pub async fn change_weight(tx: &mut Tx, id: ProcedureId, before: Weight, after: Weight) -> Result<()> {
    if before == after {
        return Ok(());
    }
    let delta = |before: bool, after: bool| i64::from(after) - i64::from(before);
    let weighed = delta(before.weighed, after.weighed);
    store::change_weighed_counts(tx, id, weighed, delta(before.decided, after.decided)).await
}

/// Remembers the council's last decision.
///
/// # Errors
/// Whatever the database says.
pub async fn set_decision(tx: &mut Tx, id: ProcedureId, committee: &str, on: Day) -> Result<()> {
    store::set_decision(tx, id, committee, on).await
}

/// Corrects the decision that the public page names, if it is the one that was corrected.
///
/// # Errors
/// Whatever the database says.
pub async fn correct_decision(
    tx: &mut Tx,
    id: ProcedureId,
    was: (&str, Day),
    committee: &str,
    on: Day,
) -> Result<()> {
    store::correct_decision(tx, id, was, committee, on).await
}

/// Procedures whose names and addresses are to be deleted by a day and may still be there: nobody deleted them yet, or
/// something came since that holds names.
///
/// # Errors
/// Whatever the database says.
pub async fn due_for_deletion(db: &mut impl Statements, today: Day) -> Result<Vec<ProcedureId>> {
    store::due_for_deletion(db, today).await
}

/// Remembers that the names and addresses of a procedure are deleted; `false` when they are not due by a day any more, or
/// nothing came since they were: the day may have been moved since the procedure was listed. To be called before they are
/// deleted: whoever brings new ones waits for this transaction and takes the mark away again. Statements are held before
/// it (the order of locks stands in `statements::store`).
///
/// # Errors
/// Whatever the database says.
pub async fn set_persons_deleted(tx: &mut Tx, id: ProcedureId, today: Day, at: Timestamp) -> Result<bool> {
    store::set_persons_deleted(tx, id, today, at).await
}

/// Remembers that something with names came into being in a procedure, such as an internal export.
///
/// # Errors
/// Whatever the database says.
pub async fn expect_persons(tx: &mut Tx, id: ProcedureId) -> Result<()> {
    store::expect_persons(tx, id).await
}
