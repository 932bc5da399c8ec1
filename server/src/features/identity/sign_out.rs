//! Signing out.

use serde_json::json;
use shared::identity::SignOut;

use super::sessions;
use crate::{
    error::Result,
    events::{self, Event, EventKind, Visibility},
    site::Cx,
};

/// Ends the session on the server and in the browser; without one there is nothing to do.
pub async fn sign_out(cx: Cx, _: SignOut) -> Result<()> {
    let mut tx = cx.begin().await?;
    if let Some(account) = sessions::end(&cx, &mut tx).await? {
        let event =
            Event::new(EventKind::StaffSignedOut, Visibility::Staff).data(json!({ "account": account }));
        events::record(&mut tx, &cx, event).await?;
    }
    tx.touched.clear();
    cx.commit(tx).await
}
