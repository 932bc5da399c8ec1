//! Removes exports: the internal ones of a procedure whose names and addresses are deleted, with their files; and those
//! without names that have grown old.

use std::collections::BTreeMap;

use serde_json::json;
use shared::ids::ProcedureId;

use super::store;
use crate::{
    db::Tx,
    error::{Error, Result},
    events::{self, Event, EventKind, Visibility},
    jobs,
    site::Cx,
    uploads,
};

/// The kind of the job that removes exports.
pub const KIND: &str = "delete_exports";
/// The kind of the job that deletes files which nothing names any more.
pub const FILES: &str = "delete_files";
/// Files that one job deletes: mails wait for no more of them.
const TOGETHER: usize = 50;
/// Exports of a variant without names that are kept of a procedure, and as many that failed.
const KEPT: i64 = 20;

/// Removes the internal exports of the procedure that a job names. Their files are deleted by another job, when the rows
/// are gone for good.
pub async fn remove(cx: &Cx, payload: &serde_json::Value) -> Result<()> {
    let procedure: ProcedureId = jobs::id_in(payload, "procedure")?;
    let mut tx = cx.begin().await?;
    let files = store::delete_internal(&mut tx, procedure).await?;
    if files.is_empty() {
        return cx.commit(tx).await;
    }
    let names: Vec<String> = files.into_iter().map(|(_, name)| name).collect();
    delete_later(&mut tx, cx, &names).await?;
    let event = Event::new(EventKind::ExportsDeleted, Visibility::Staff)
        .procedure(procedure)
        .data(json!({ "files": names.len() }));
    events::record(&mut tx, cx, event).await?;
    cx.commit(tx).await
}

/// Has files deleted as soon as the transaction lasts, by jobs that try again while the store does not answer. What they
/// have not deleted after two days is found by the daily sweep of files that nothing else names.
///
/// # Errors
/// Whatever the database says.
pub async fn delete_later(tx: &mut Tx, cx: &Cx, names: &[String]) -> Result<()> {
    for names in names.chunks(TOGETHER) {
        jobs::enqueue(tx, cx, FILES, json!({ "files": names })).await?;
    }
    Ok(())
}

/// Deletes the files that a job names. Nothing can name them again meanwhile: each was stored under a name of its own
/// ([`uploads::store`]), whatever it holds.
pub async fn delete_files(cx: &Cx, payload: &serde_json::Value) -> Result<()> {
    let names = payload.get("files").cloned().unwrap_or_default();
    let names: Vec<String> =
        serde_json::from_value(names).map_err(|_| Error::internal("a delete_files job names no files"))?;
    uploads::delete(&cx.site, &names).await
}

/// Removes the exports without names of all procedures behind the newest ones. Their files are left to the daily sweep of files
/// that nothing names: they are in no hurry.
///
/// # Errors
/// Whatever the database says.
pub async fn remove_old(cx: &Cx) -> Result<()> {
    let mut tx = cx.begin().await?;
    let mut removed: BTreeMap<ProcedureId, usize> = BTreeMap::new();
    for (procedure, files) in store::delete_old_nameless(&mut tx, KEPT).await? {
        *removed.entry(procedure).or_default() += files;
    }
    for (procedure, files) in removed {
        let event = Event::new(EventKind::ExportsDeleted, Visibility::Staff)
            .procedure(procedure)
            .data(json!({ "files": files }));
        events::record(&mut tx, cx, event).await?;
    }
    cx.commit(tx).await
}
