//! The deletion date: everything that says who wrote a procedure's statements goes, wherever it is kept.
//!
//! Legal basis: GDPR Art. 5 (1) (e). It is here because exports are the last feature that holds names. Invariants: what
//! comes after the date goes with the next run; running it again changes nothing and records nothing; what public texts
//! hid before they hide afterwards; the record says when names were deleted.

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
    uploads,
};

/// Deletes what is due in a municipality: old drafts, the persons of procedures whose date has come, old public exports.
///
/// # Errors
/// Whatever the database or the store says; what was deleted until then stays deleted.
pub async fn delete_due(cx: &Cx) -> Result<()> {
    statements::delete_old_drafts(cx).await?;
    let mut db = cx.read().await?;
    let due = procedures::due_for_deletion(&mut db, cx.today()).await?;
    drop(db);
    for procedure in due {
        delete_persons(cx, procedure).await?;
    }
    remove::remove_old(cx).await
}

async fn delete_persons(cx: &Cx, procedure: ProcedureId) -> Result<()> {
    let mut tx = cx.begin().await?;
    procedures::set_persons_deleted(&mut tx, procedure, cx.now()).await?;
    hide_for_good(&mut tx, procedure).await?;
    let deleted = statements::delete_persons(&mut tx, procedure).await?;
    // The files go first: as long as they are listed, another try finds them.
    uploads::delete(&cx.site, &deleted.files).await?;
    jobs::enqueue(&mut tx, cx, remove::KIND, json!({ "procedure": procedure })).await?;
    if deleted.persons > 0 || !deleted.files.is_empty() {
        let event = Event::new(EventKind::PersonsDeleted, Visibility::Public)
            .procedure(procedure)
            .data(json!({ "persons": deleted.persons, "files": deleted.files.len() }));
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
