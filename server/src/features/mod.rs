//! The features, in order: a feature uses only features above it, and only through their `mod.rs`.
//!
//! How to add one: `docs/adding-a-feature.md`. Every `mod.rs` has the same parts in the same order: what it is, its legal
//! basis and invariants; its private modules; exports for other features; `mount` (its endpoints). Only a feature's own
//! `store.rs` writes its tables, which are named after it.

pub mod easy_language;

pub mod organisations;

pub mod languages;

pub mod identity;

pub mod addresses;

pub mod plans;

pub mod videos;

pub mod procedures;

pub mod statements;

pub mod assessment;

pub mod exports;

pub mod accessibility;

pub mod demo;

use axum::Router;

use crate::{
    archive,
    db::dialect,
    error::{Error, Result},
    http::mount::Mount,
    site::{Cx, Site},
};

/// Mounts the endpoints of all features.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    let mount = easy_language::mount(mount);
    let mount = organisations::mount(mount);
    let mount = languages::mount(mount);
    let mount = identity::mount(mount);
    let mount = addresses::mount(mount);
    let mount = plans::mount(mount);
    let mount = videos::mount(mount);
    let mount = procedures::mount(mount);
    let mount = statements::mount(mount);
    let mount = assessment::mount(mount);
    let mount = exports::mount(mount);
    accessibility::mount(mount)
}

/// The downloads of all features.
pub fn file_routes() -> Router {
    Router::new()
        .merge(procedures::file_routes())
        .merge(statements::file_routes())
        .merge(exports::file_routes())
        .merge(videos::file_routes())
}

/// Does a job of whichever feature knows its kind.
///
/// # Errors
/// When the job failed, or nobody knows it.
pub async fn run_job(cx: &Cx, kind: &str, payload: &serde_json::Value) -> Result<()> {
    if let Some(done) = statements::run_job(cx, kind, payload).await {
        return done;
    }
    if let Some(done) = assessment::run_job(cx, kind, payload).await {
        return done;
    }
    if let Some(done) = exports::run_job(cx, kind, payload).await {
        return done;
    }
    if let Some(done) = accessibility::run_job(cx, kind, payload).await {
        return done;
    }
    Err(Error::internal(format!("nobody knows jobs of the kind {kind}")))
}

/// Deletes what is due in every municipality; the worker calls it every hour. Running it twice changes nothing.
///
/// # Errors
/// The first failure; the other municipalities are cleaned all the same.
pub async fn housekeeping(site: &std::sync::Arc<Site>) -> Result<()> {
    let mut outcome = Ok(());
    for municipality in site.municipalities().iter() {
        let cx = Cx::system(site, municipality);
        outcome = outcome.and(exports::delete_due(&cx).await);
        outcome = outcome.and(accessibility::delete_due(&cx).await);
    }
    outcome = outcome.and(sweep_daily(site).await);
    // Whether or not anything was deleted now: somebody may have read what an earlier deletion was to forget.
    outcome.and(dialect::forget_deleted(&site.db).await.map_err(Error::from))
}

/// Deletes files that nothing names any more, at most once a day in the whole installation.
async fn sweep_daily(site: &std::sync::Arc<Site>) -> Result<()> {
    if !organisations::begin_daily(site, "files_swept_on").await? {
        return Ok(());
    }
    archive::sweep_files(site)
        .await
        .map_err(|error| Error::Internal(Box::new(error)))?;
    Ok(())
}
