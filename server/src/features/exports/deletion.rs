//! The deletion date: everything that says who wrote a procedure's statements goes, wherever it is kept.
//!
//! Legal basis: GDPR Art. 5 (1) (e). It is here because exports are the last feature that holds names. Invariants: what
//! comes after the date goes with the next run; running it again changes nothing and records nothing; what public texts
//! hid before they hide afterwards; the record says when names were deleted. Nothing outside of the database is done
//! within the transaction: files are deleted by a job that it leaves, for SQLite's one writer shall wait for no store.

use serde_json::json;
use shared::ids::{ProcedureId, StatementId};

use super::{collect::TOGETHER, remove};
use crate::{
    db::{Tx, dialect},
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::{
        assessment::{self, Assessed},
        procedures,
        statements::{self, Written},
    },
    jobs,
    site::Cx,
};

/// Deletes what is due in a municipality: the persons of procedures whose date has come, old public exports, and old
/// drafts last, whose files have to be deleted at once.
///
/// # Errors
/// The first failure; everything else that is due is deleted all the same.
pub async fn delete_due(cx: &Cx) -> Result<()> {
    let mut db = cx.read().await?;
    let due = procedures::due_for_deletion(&mut db, cx.today()).await?;
    drop(db);
    let mut outcome = Ok(());
    for procedure in due {
        let deleted = delete_persons(cx, procedure).await;
        if let Err(error) = &deleted {
            tracing::error!(%procedure, %error, "names that are due could not be deleted");
        }
        outcome = outcome.and(deleted);
    }
    outcome = outcome.and(remove::remove_old(cx).await);
    outcome.and(statements::delete_old_drafts(cx).await)
}

/// Deletes everything that says who wrote the statements of a procedure; nothing where it is not due any more: its date may
/// have been moved since it was listed.
///
/// # Errors
/// Whatever the database says; then nothing is deleted.
pub async fn delete_persons(cx: &Cx, procedure: ProcedureId) -> Result<()> {
    let mut tx = cx.begin().await?;
    // In the order of locks that `statements` tells; all is held before anything is read.
    let mut files = statements::delete_drafts_of(&mut tx, procedure).await?;
    let held = statements::hold_authored(&mut tx, procedure).await?;
    if !procedures::set_persons_deleted(&mut tx, procedure, cx.today(), cx.now()).await? {
        return Ok(());
    }
    if statements::authored(&mut tx, procedure).await? != held {
        // A statement came just before the procedure was held: it is held with the others in the next run.
        return Ok(());
    }
    hide_for_good(&mut tx, procedure).await?;
    let deleted = statements::delete_persons(&mut tx, procedure).await?;
    files.extend(deleted.files);
    remove::delete_later(&mut tx, cx, &files).await?;
    jobs::enqueue(&mut tx, cx, remove::KIND, json!({ "procedure": procedure })).await?;
    if deleted.persons > 0 || !files.is_empty() {
        let event = Event::new(EventKind::PersonsDeleted, Visibility::Public)
            .procedure(procedure)
            .data(json!({ "persons": deleted.persons, "files": files.len() }));
        events::record(&mut tx, cx, event).await?;
    }
    cx.commit(tx).await?;
    dialect::forget_deleted(&cx.site.db).await?;
    Ok(())
}

/// Goes through all statements before their authors are gone, page by page.
async fn hide_for_good(tx: &mut Tx, procedure: ProcedureId) -> Result<()> {
    let mut after = 0;
    loop {
        let page = statements::page_of(tx, procedure, after, TOGETHER).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.number.0;
        let ids: Vec<StatementId> = page.iter().map(|statement| statement.id).collect();
        let assessed = assessment::of_many(tx, &ids).await?;
        let written = |id| assessed.get(&id).map_or_else(Written::default, Assessed::texts);
        statements::hide_for_good(tx, procedure, page, written).await?;
    }
}
