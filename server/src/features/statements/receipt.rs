//! Receipts: the code that proves and opens a statement, and what it answers.
//!
//! Invariants: the database holds a keyed hash of the code alone; a wrong code and another municipality's code take the
//! same way and give the same answer; only misses count against the limit, and only of what can be a code; whoever sent a
//! statement opens its receipt with the same browser, however many others missed from the same address.

use shared::{
    api::ApiError,
    statements::{Receipt, canonical_code, spaced_code},
};

use super::{
    draft,
    store::{self, Statement},
};
use crate::{
    db::Statements,
    error::Result,
    features::procedures,
    http::limits::{Limit, RECEIPT},
    site::Cx,
};

/// Most drafts of a browser that are asked whether they became the statement with a code.
const MOST_DRAFTS: usize = 20;

/// The statement that a code opens, in any spelling; misses are counted per address prefix.
///
/// # Errors
/// Too many misses from the same address prefix, or whatever the database says.
pub async fn find_by_code(db: &mut impl Statements, cx: &Cx, code: &str) -> Result<Option<Statement>> {
    find_within(db, cx, code, RECEIPT).await
}

/// [`find_by_code`] with another limit for misses.
pub(super) async fn find_within(
    db: &mut impl Statements,
    cx: &Cx,
    code: &str,
    limit: Limit,
) -> Result<Option<Statement>> {
    // Everybody may know that it opens nothing: nobody guesses with it.
    let Some(canonical) = canonical_code(code) else {
        return Ok(None);
    };
    let found = look_up(db, cx, &canonical, limit).await?;
    if found.is_none() {
        cx.site.limits.count(limit, &cx.client.0);
    }
    Ok(found)
}

/// The statement that a code in its one spelling opens; nothing is counted.
async fn look_up(
    db: &mut impl Statements,
    cx: &Cx,
    canonical: &str,
    limit: Limit,
) -> Result<Option<Statement>> {
    if let Err(too_many) = cx.site.limits.check(limit, &cx.client.0)
        && !is_from_here(db, cx, canonical).await?
    {
        return Err(too_many.into());
    }
    store::find_by_code_hash(db, &cx.site.secret.code_hash(canonical)).await
}

/// The slug of the procedure of the statement that a code opens, for what stands around the receipt's page. The page itself
/// asks for the same and counts a miss: it is one miss.
///
/// # Errors
/// As [`find_by_code`].
pub async fn procedure_of_code(cx: &Cx, code: &str) -> Result<Option<String>> {
    let Some(canonical) = canonical_code(code) else {
        return Ok(None);
    };
    let mut db = cx.read().await?;
    match look_up(&mut db, cx, &canonical, RECEIPT).await? {
        Some(statement) => procedures::slug_of(&mut db, statement.procedure).await,
        None => Ok(None),
    }
}

/// Whether this browser sent the statement with a code: one of its drafts became it. Nothing is looked up by the code, so
/// that nobody learns from it what others sent.
async fn is_from_here(db: &mut impl Statements, cx: &Cx, code: &str) -> Result<bool> {
    let named = cx.bound_cookie(draft::COOKIE);
    let cookies = cx.exchange.cookies.iter();
    let drafts: Vec<Vec<u8>> = cookies
        .filter(|(name, _)| name.starts_with(&named))
        .filter_map(|(_, token)| draft::id_of(cx, token))
        .take(MOST_DRAFTS)
        .collect();
    for id in drafts {
        let sent = store::statement_of_draft(db, &id).await?;
        if sent.is_some_and(|statement| cx.site.secret.receipt_code(statement) == code) {
            return Ok(true);
        }
    }
    Ok(false)
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
