//! The exports of a procedure, newest first.

use shared::{
    access::Action,
    api::ApiError,
    exports::{Export, ListExports},
};

use super::{start, store};
use crate::{error::Result, features::procedures, site::Cx};

/// Exports that a list shows.
const LIMIT: i64 = 50;

/// Lists exports; internal ones only to those who may make them.
pub async fn list_exports(cx: Cx, input: ListExports) -> Result<Vec<Export>> {
    cx.viewer.may(Action::ExportPublic)?;
    let mut db = cx.read().await?;
    let procedure = procedures::find(&mut db, &input.procedure)
        .await?
        .ok_or(ApiError::NotFound)?;
    let exports = store::newest(&mut db, procedure.id, LIMIT).await?;
    let shown = exports
        .into_iter()
        .filter(|export| cx.viewer.can(start::action(export.variant)));
    Ok(shown.map(store::Stored::into_export).collect())
}
