//! The exports of a procedure, newest first.

use shared::{
    access::Action,
    api::{Invalid, Page},
    exports::{Export, ListExports},
};

use super::store;
use crate::{error::Result, features::procedures, site::Cx};

/// Lists exports; internal ones only to those who may make them.
pub async fn list_exports(cx: Cx, input: ListExports) -> Result<Page<Export>> {
    cx.viewer.may(Action::ExportPublic)?;
    let mut invalid = Invalid::default();
    let limit = procedures::page_size(&mut invalid, input.limit);
    let before = procedures::page_before(&mut invalid, input.cursor.as_deref());
    invalid.finish()?;
    let internal = cx.viewer.can(Action::ExportInternal);
    let mut db = cx.read().await?;
    let procedure = procedures::find(&mut db, &input.procedure).await?;
    let exports = store::newest(&mut db, procedure.id, before, internal, i64::from(limit) + 1).await?;
    let page = Page::cut(
        exports,
        usize::try_from(limit).unwrap_or(usize::MAX),
        |export: &store::Stored| export.id.0.simple().to_string(),
    );
    Ok(page.map(store::Stored::into_export))
}
