//! The exports of a procedure, newest first.

use shared::{
    access::Action,
    api::{ApiError, Invalid, Page},
    exports::{Export, ListExports},
};
use uuid::Uuid;

use super::store;
use crate::{error::Result, features::procedures, site::Cx};

/// Lists exports; internal ones only to those who may make them.
pub async fn list_exports(cx: Cx, input: ListExports) -> Result<Page<Export>> {
    cx.viewer.may(Action::ExportPublic)?;
    let mut invalid = Invalid::default();
    let limit = procedures::page_size(&mut invalid, input.limit);
    let before = match input.cursor.as_deref().filter(|text| !text.is_empty()) {
        None => Uuid::max(),
        Some(text) => text.parse().unwrap_or_else(|_| {
            invalid.add("cursor", "errors.malformed");
            Uuid::max()
        }),
    };
    invalid.finish()?;
    let internal = cx.viewer.can(Action::ExportInternal);
    let mut db = cx.read().await?;
    let procedure = procedures::find(&mut db, &input.procedure)
        .await?
        .ok_or(ApiError::NotFound)?;
    let exports = store::newest(&mut db, procedure.id, before, internal, i64::from(limit) + 1).await?;
    let page = Page::cut(
        exports,
        usize::try_from(limit).unwrap_or(usize::MAX),
        |export: &store::Stored| export.id.0.simple().to_string(),
    );
    Ok(Page {
        items: page.items.into_iter().map(store::Stored::into_export).collect(),
        next: page.next,
    })
}
