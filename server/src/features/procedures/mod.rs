//! Procedures (Verfahren, BauGB §§ 2-4c): rounds with their periods, content in versions, the public record.
//!
//! Invariants: staff change the working copy, the public reads a version; a version never changes; a period is two
//! local days, both inclusive, that open and close by the clock.

<<<<<<< HEAD
mod counters;
mod find;
mod store;

use axum::{http::StatusCode, response::IntoResponse, response::Response};
pub use counters::{change_published_count, due_for_deletion, set_decision, set_persons_deleted, take_statement_number};
pub use find::{ProcedureRef, content, current_round, find, find_published, rounds};
=======
use axum::{http::StatusCode, response::IntoResponse, response::Response};
>>>>>>> main
use shared::{
    api::Page,
    procedures::{ListProcedures, ProcedureSummary},
};

use crate::{error::Result, http::mount::Mount, site::Cx};

/// Its endpoints.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount.on(list)
}

async fn list(_: Cx, _: ListProcedures) -> Result<Page<ProcedureSummary>> {
    Ok(Page {
        items: vec![],
        next: None,
    })
}

/// The sitemap.
pub async fn sitemap() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

/// Whether a document may be fetched.
///
/// # Errors
/// Whatever the database says.
pub async fn shows_document(_cx: &Cx, _hash: &str) -> Result<bool> {
    Ok(false)
}
