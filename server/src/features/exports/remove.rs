//! Removes exports: the internal ones of a procedure whose names and addresses are deleted, with their files; and those
//! without names that have grown old.

use std::collections::BTreeMap;

use object_store::path::Path as StorePath;
use shared::ids::ProcedureId;

use super::store;
use crate::{
    error::{Error, Result},
    events::{self, Event, EventKind, Visibility},
    site::Cx,
};

/// The job's kind.
pub const KIND: &str = "delete_exports";
/// Exports of a variant without names that are kept of a procedure, and as many that failed.
const KEPT: i64 = 20;

/// Does the job. Files go first: a row that stays is found again, a file without row would not be.
pub async fn remove(cx: &Cx, payload: &serde_json::Value) -> Result<()> {
    let id = payload
        .get("procedure")
        .and_then(serde_json::Value::as_str)
        .and_then(|id| id.parse().ok());
    let procedure: ProcedureId =
        id.ok_or_else(|| Error::internal("a delete_exports job names no procedure"))?;
    let mut tx = cx.begin().await?;
    let files = store::delete_internal(&mut tx, procedure).await?;
    if files.is_empty() {
        return cx.commit(tx).await;
    }
    for (_, hash) in &files {
        match cx.site.files.delete(&StorePath::from(hash.as_str())).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let event = Event::new(EventKind::ExportsDeleted, Visibility::Staff)
        .procedure(procedure)
        .data(serde_json::json!({ "files": files.len() }));
    events::record(&mut tx, cx, event).await?;
    cx.commit(tx).await
}

/// Removes the exports without names of all procedures behind the newest ones. Their files are left to the daily sweep of files
/// that nothing names: the same file may have been made twice, or be a document of the procedure by now.
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
            .data(serde_json::json!({ "files": files }));
        events::record(&mut tx, cx, event).await?;
    }
    cx.commit(tx).await
}
