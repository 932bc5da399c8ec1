//! Statements.

use axum::{Router, response::Response, http::StatusCode, response::IntoResponse};

use crate::http::mount::Mount;

/// Its endpoints.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount
}

/// Its downloads.
pub fn file_routes() -> Router {
    Router::new()
}

/// Leads `/r/CODE` to its page.
pub async fn redirect_code() -> Response {
    StatusCode::NOT_FOUND.into_response()
}
