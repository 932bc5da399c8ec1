//! Removing a procedure that was made by mistake, such as by a wrong file: the part that is its own.
//!
//! Invariants: what was ever public or has a statement stays, because it is on file (BauGB § 3 (2), § 10a); what was recorded
//! about a removed one stays in the record as well. Stored files go with the daily sweep of files that nothing names.

use serde_json::json;
use shared::{api::ApiError, ids::ProcedureId, procedures::RemoveProcedure};

use super::{
    edit,
    list::not_found,
    store::{self, Working},
};
use crate::{
    db::Tx,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::plans,
    site::Cx,
};

/// A procedure that may be removed, held until the transaction ends.
#[derive(Debug)]
pub struct Removable(Working);

impl Removable {
    /// Which one.
    #[must_use]
    pub const fn id(&self) -> ProcedureId {
        self.0.id
    }

    /// Removes it once nothing of other features names it any more.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn remove(self, tx: &mut Tx, cx: &Cx) -> Result<()> {
        let Self(working) = self;
        plans::remove(tx, working.id).await?;
        store::remove(tx, working.id).await?;
        let event = Event::new(EventKind::ProcedureRemoved, Visibility::Staff)
            .data(json!({ "slug": working.slug, "title": working.content.title.de() }));
        events::record(tx, cx, event).await
    }
}

/// Begins a removal.
///
/// # Errors
/// Refused where it was published or has a statement; conflicts like any other change.
pub async fn begin_removal(cx: &Cx, input: &RemoveProcedure) -> Result<(Tx, Removable)> {
    edit::check_may_edit(cx)?;
    let (mut tx, working) = edit::begin(cx, &input.procedure, input.revision).await?;
    // Whoever publishes, edits or enters a letter at the same instant waits, and finds it gone.
    store::lock(&mut tx, working.id).await?;
    // Read again: whoever did so a moment before was waited for.
    let now = not_found(store::working(&mut tx, &working.slug).await?)?;
    if now.revision != working.revision {
        return Err(ApiError::Conflict.into());
    }
    if now.published_version.is_some() || now.statements > 0 {
        return Err(ApiError::refused("procedure_in_use").into());
    }
    Ok((tx, Removable(now)))
}
