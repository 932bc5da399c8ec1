//! Deletion of how to reach the authors of reports, and of what they were answered: some days after the answer, and a year
//! after a report that nobody answered or marked.
//!
//! Legal basis: GDPR Art. 5 (1) (e). Invariants: running it again changes nothing; the reported problem stays.

use super::{inbox, store};
use crate::{
    db::dialect,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    site::Cx,
};

/// Deletes what is due in a municipality.
///
/// # Errors
/// Whatever the database says; then nothing was deleted.
pub async fn delete_due(cx: &Cx) -> Result<()> {
    let mut tx = cx.begin().await?;
    let settings = store::settings(&mut tx).await?;
    let (settled_by, received_by) = (
        cx.now() - inbox::kept(&settings),
        cx.now() - inbox::kept_unsettled(),
    );
    let due = store::due(&mut tx, settled_by, received_by).await?;
    if due.is_empty() {
        return Ok(());
    }
    for id in &due {
        store::forget_author(&mut tx, *id).await?;
    }
    let event = Event::new(EventKind::BarrierContactsDeleted, Visibility::Staff)
        .data(serde_json::json!({ "reports": due.len() }));
    events::record(&mut tx, cx, event).await?;
    cx.commit(tx).await?;
    dialect::forget_deleted(&cx.site.db).await?;
    Ok(())
}
