//! The public part of a procedure's record, newest first.

use shared::{
    api::{Invalid, Page},
    procedures::{RecordEntry, ShowRecord},
};

use super::{
    find_for_page,
    list::{page_before, page_size},
    store,
};
use crate::{error::Result, site::Cx};

/// Answers a page of the record.
pub async fn show_record(cx: Cx, input: ShowRecord) -> Result<Page<RecordEntry>> {
    let mut invalid = Invalid::default();
    let limit = page_size(&mut invalid, input.limit);
    let before = page_before(&mut invalid, input.cursor.as_deref());
    invalid.finish()?;
    let mut db = cx.read().await?;
    let procedure = find_for_page(&cx, &mut db, &input.procedure).await?;
    let most = i64::from(limit) + 1;
    let rows = store::record(&mut db, procedure.id, input.only_procedure, before, most).await?;
    let page = Page::cut(
        rows,
        usize::try_from(limit).unwrap_or(usize::MAX),
        |row: &store::EventRow| row.id.simple().to_string(),
    );
    let entry = |row: store::EventRow| RecordEntry {
        statement: row.number(),
        at: row.at.0,
        kind: row.kind,
        data: row.data.0,
    };
    Ok(page.map(entry))
}
