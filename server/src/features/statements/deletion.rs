//! Deletion: of names, addresses and files when a procedure's deletion date has come, of drafts after a day.
//!
//! Legal basis: GDPR Art. 5 (1) (e). Invariants: running it again changes nothing; the texts of statements stay, sealed
//! by their hash, with their redacted passages; the record says when the persons were deleted.

use shared::{addresses::street_key, ids::ProcedureId};

use super::{draft::KEPT_HOURS, store};
use crate::{
    db::dialect,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::procedures,
    jobs,
    site::Cx,
    uploads,
};

/// Deletes what is due in a municipality: old drafts, and the persons of procedures whose date has come.
///
/// # Errors
/// Whatever the database or the store says; what was deleted until then stays deleted.
pub async fn delete_due(cx: &Cx) -> Result<()> {
    let mut tx = cx.begin().await?;
    let files = store::delete_old_drafts(&mut tx, cx.now() - chrono::Duration::hours(KEPT_HOURS)).await?;
    cx.commit(tx).await?;
    uploads::delete(
        &cx.site,
        &files.into_iter().map(|file| file.file).collect::<Vec<_>>(),
    )
    .await?;
    let mut db = cx.read().await?;
    let due = procedures::due_for_deletion(&mut db, cx.today()).await?;
    drop(db);
    for procedure in due {
        delete_persons(cx, procedure).await?;
    }
    Ok(())
}

/// Deletes everything that says who wrote a procedure's statements.
async fn delete_persons(cx: &Cx, procedure: ProcedureId) -> Result<()> {
    let mut tx = cx.begin().await?;
    // A statement about the house of its own author would still tell who that is.
    for (id, label, street) in store::own_addresses(&mut tx, procedure).await? {
        let street = street_key(&street);
        if !street.is_empty() && street_key(&label).contains(&street) {
            store::forget_place(&mut tx, id).await?;
        }
    }
    let persons = store::delete_persons_of(&mut tx, procedure).await?;
    let mut files = store::delete_attachments_of(&mut tx, procedure).await?;
    files.extend(
        store::delete_drafts_of(&mut tx, procedure)
            .await?
            .into_iter()
            .map(|file| file.file),
    );
    // The files go first: as long as they are listed, another try finds them.
    uploads::delete(&cx.site, &files).await?;
    // Internal exports hold names as well; they belong to a feature below this one.
    jobs::enqueue(
        &mut tx,
        cx,
        "delete_exports",
        serde_json::json!({ "procedure": procedure }),
    )
    .await?;
    procedures::set_persons_deleted(&mut tx, procedure, cx.now()).await?;
    let event = Event::new(EventKind::PersonsDeleted, Visibility::Public)
        .procedure(procedure)
        .data(serde_json::json!({ "persons": persons, "files": files.len() }));
    events::record(&mut tx, cx, event).await?;
    cx.commit(tx).await?;
    dialect::forget_deleted(&cx.site.db).await?;
    Ok(())
}
