//! Procedures.

use axum::{http::StatusCode, response::IntoResponse, response::Response};
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
