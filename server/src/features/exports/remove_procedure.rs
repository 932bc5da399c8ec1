//! Removing a procedure that was made by mistake, with all that belongs to it. It is here because exports are the last
//! feature that holds something of a procedure.

use shared::procedures::RemoveProcedure;

use super::store;
use crate::{
    error::Result,
    features::{procedures, statements},
    site::Cx,
};

/// Removes the procedure.
pub async fn remove_procedure(cx: Cx, input: RemoveProcedure) -> Result<()> {
    let (mut tx, removable) = procedures::begin_removal(&cx, &input).await?;
    store::delete_all(&mut tx, removable.id()).await?;
    statements::delete_drafts_of(&mut tx, removable.id()).await?;
    removable.remove(&mut tx, &cx).await?;
    cx.commit(tx).await
}
