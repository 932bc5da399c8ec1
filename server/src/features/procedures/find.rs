//! How other features find a procedure, its rounds and its published content.
//!
//! Invariants: a procedure of another municipality is not found, an unpublished one only where staff may look; what is
//! remembered of one ends with the page that asked for it.

use std::collections::HashMap;

use shared::{
    api::ApiError,
    ids::ProcedureId,
    procedures::{Content, Kind, PublicDecision, Round, Version},
    time::{Day, Phase},
};
use tokio::sync::Mutex;

use super::{policy::Weighing, store};
use crate::{db::Statements, error::Result, site::Cx};

/// A procedure as other features know it.
#[derive(Clone, Debug, PartialEq)]
pub struct ProcedureRef {
    /// Its id.
    pub id: ProcedureId,
    /// Its current slug, whatever slug it was found by.
    pub slug: String,
    /// What it makes.
    pub kind: Kind,
    /// A number that no other procedure of the installation has.
    pub sequence: i64,
    /// The newest published version.
    pub published_version: Option<u32>,
    /// How many statements were received.
    pub statements: u32,
    /// How many of them are published.
    pub published_statements: u32,
    /// How far they are decided on.
    pub weighing: Weighing,
    /// When names and addresses will be deleted.
    pub deletion_on: Option<Day>,
    /// What the council decided last, once it did; perhaps not on all statements yet.
    pub decision: Option<PublicDecision>,
}

/// The procedure with a current or former slug, published or not.
///
/// # Errors
/// [`ApiError::NotFound`] where there is none.
pub async fn find(db: &mut impl Statements, slug: &str) -> Result<ProcedureRef> {
    let row = store::by_slug(db, slug).await?.ok_or(ApiError::NotFound)?;
    Ok(row.into_ref())
}

/// The published procedure with a current or former slug.
///
/// # Errors
/// [`ApiError::NotFound`] where there is none or it is not published.
pub async fn find_published(db: &mut impl Statements, slug: &str) -> Result<ProcedureRef> {
    Ok(published(db, slug).await?.ok_or(ApiError::NotFound)?)
}

async fn published(db: &mut impl Statements, slug: &str) -> Result<Option<ProcedureRef>> {
    let found = store::by_slug(db, slug).await?.map(store::ProcedureRow::into_ref);
    Ok(found.filter(|procedure| procedure.published_version.is_some()))
}

/// What a page has asked for so far. It asks several endpoints about one procedure at the same time: all of them see the
/// same rows, which are read once. It is made anew for each page that is rendered ([`Cx::found`]): requests to the API, and
/// those that change something, have none.
#[derive(Debug, Default)]
pub struct FoundOnPage {
    /// Published procedures by the slug that was asked with; `None` where there is none.
    procedures: Mutex<HashMap<String, Option<ProcedureRef>>>,
    /// Their published versions.
    versions: Mutex<HashMap<ProcedureId, Vec<Version>>>,
}

/// The same as [`find_published`] for endpoints that pages read; on one page all of them see the same row.
///
/// # Errors
/// [`ApiError::NotFound`] where there is none or it is not published.
pub async fn find_for_page(cx: &Cx, db: &mut impl Statements, slug: &str) -> Result<ProcedureRef> {
    let Some(page) = &cx.found else {
        return find_published(db, slug).await;
    };
    // Held while it is read, so that whoever asks meanwhile waits for this answer. Nobody waits for anything else in
    // here: each came with a connection of its own.
    let mut known = page.procedures.lock().await;
    if let Some(procedure) = known.get(slug) {
        return Ok(procedure.clone().ok_or(ApiError::NotFound)?);
    }
    let procedure = published(db, slug).await?;
    known.insert(slug.to_owned(), procedure.clone());
    Ok(procedure.ok_or(ApiError::NotFound)?)
}

/// A procedure's published versions, the newest first, for endpoints that pages read.
pub(super) async fn versions_for_page(
    cx: &Cx,
    db: &mut impl Statements,
    id: ProcedureId,
) -> Result<Vec<Version>> {
    let Some(page) = &cx.found else {
        return store::versions(db, id).await;
    };
    let mut known = page.versions.lock().await;
    if let Some(versions) = known.get(&id) {
        return Ok(versions.clone());
    }
    let versions = store::versions(db, id).await?;
    known.insert(id, versions.clone());
    Ok(versions)
}

/// The current slug of a published procedure, whatever slug it is asked for by.
///
/// # Errors
/// [`ApiError::NotFound`] where there is none or it is not published.
pub async fn current_slug(cx: &Cx, slug: &str) -> Result<String> {
    let mut db = cx.read().await?;
    Ok(find_for_page(cx, &mut db, slug).await?.slug)
}

/// The current slug of a procedure.
///
/// # Errors
/// Whatever the database says.
pub async fn slug_of(db: &mut impl Statements, id: ProcedureId) -> Result<Option<String>> {
    store::slug_of(db, id).await
}

/// The current slugs of all procedures, the newest first.
///
/// # Errors
/// Whatever the database says.
pub async fn slugs(db: &mut impl Statements) -> Result<Vec<String>> {
    store::slugs(db).await
}

/// A published version of the content with its number; `None` as version means the newest.
///
/// # Errors
/// Whatever the database says.
pub async fn content(
    db: &mut impl Statements,
    id: ProcedureId,
    version: Option<u32>,
) -> Result<Option<(u32, Content)>> {
    store::content(db, id, version).await
}

/// All rounds in order of their start, with the phase in which a day finds them.
///
/// # Errors
/// Whatever the database says.
pub async fn rounds(db: &mut impl Statements, id: ProcedureId, today: Day) -> Result<Vec<Round>> {
    store::rounds(db, id, today).await
}

/// The day on which the first round of a procedure begins. What arrived before it came before anybody was asked.
pub fn first_day(rounds: &[Round]) -> Option<Day> {
    rounds.iter().map(|round| round.period.start).min()
}

/// The round that pages speak of: the open one that ends first, else the one that opens next, else the last.
pub fn current_round(rounds: &[Round]) -> Option<&Round> {
    let open = rounds
        .iter()
        .filter(|round| round.phase == Phase::During)
        .min_by_key(|round| round.period.end);
    let next = || {
        rounds
            .iter()
            .filter(|round| round.phase == Phase::Before)
            .min_by_key(|round| round.period.start)
    };
    open.or_else(next)
        .or_else(|| rounds.iter().max_by_key(|round| round.period.end))
}
