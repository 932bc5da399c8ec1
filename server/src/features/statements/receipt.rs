//! Receipts: the code that proves and opens a statement, and what it answers.
//!
//! Invariants: the database holds a keyed hash of the code alone; a wrong code and another municipality's code take the
//! same way and give the same answer; only misses count against the limit.

use shared::{
    api::ApiError,
    statements::{Receipt, canonical_code, spaced_code},
};

use super::store::{self, Statement};
use crate::{db::Statements, error::Result, http::limits::RECEIPT, site::Cx};

/// The statement that a code opens, in any spelling; misses are counted per address prefix.
///
/// # Errors
/// Too many misses from the same address prefix, or whatever the database says.
pub async fn find_by_code(db: &mut impl Statements, cx: &Cx, code: &str) -> Result<Option<Statement>> {
    cx.site.limits.check(RECEIPT, &cx.client.0)?;
    // What cannot be a code is hashed and looked up all the same, so that the time tells nothing.
    let canonical = canonical_code(code).unwrap_or_default();
    let found = store::find_by_code_hash(db, &cx.site.secret.code_hash(&canonical)).await?;
    if found.is_none() {
        cx.site.limits.count(RECEIPT, &cx.client.0);
    }
    Ok(found)
}

/// [`find_by_code`] where nothing else can be done without it.
///
/// # Errors
/// Not found for a wrong code; else as [`find_by_code`].
pub(super) async fn by_code(db: &mut impl Statements, cx: &Cx, code: &str) -> Result<Statement> {
    Ok(find_by_code(db, cx, code).await?.ok_or(ApiError::NotFound)?)
}

/// The receipt of a statement: it can be made again at any time.
pub fn receipt_of(cx: &Cx, statement: &Statement, slug: &str) -> Receipt {
    Receipt {
        number: statement.number,
        code: spaced_code(&cx.site.secret.receipt_code(statement.id)),
        received_at: statement.submitted_at,
        received_on: statement.received_on,
        channel: statement.channel,
        procedure: slug.to_owned(),
    }
}
