//! Former members of staff: what says who they were is deleted.
//!
//! Legal basis: GDPR Art. 5 (1) (e), 17 (1) (a). Invariant: events name accounts by their ids, which stay, so that the
//! record still tells that one and the same person did something, but no longer who.

use serde_json::json;
use shared::{access::Action, api::ApiError, identity::RemoveStaff};

use super::store;
use crate::{
    db::dialect,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    site::Cx,
};

/// Deletes name, address, password and second factor of an account that may not sign in any more.
pub async fn remove_staff(cx: Cx, input: RemoveStaff) -> Result<()> {
    cx.viewer.may(Action::ManageStaff)?;
    let mut tx = cx.begin().await?;
    store::lock_accounts(&mut tx).await?;
    let before = store::by_id(&mut tx, input.id).await?.ok_or(ApiError::NotFound)?;
    if before.active {
        return Err(ApiError::refused("account_active").into());
    }
    store::remove(&mut tx, input.id, cx.now()).await?;
    store::end_sessions_of(&mut tx, input.id).await?;
    let event = Event::new(EventKind::StaffRemoved, Visibility::Staff).data(json!({ "account": input.id }));
    events::record(&mut tx, &cx, event).await?;
    cx.commit(tx).await?;
    dialect::forget_deleted(&cx.site.db).await?;
    Ok(())
}
