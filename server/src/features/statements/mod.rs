//! Statements.

use axum::{Router, http::StatusCode, response::IntoResponse, response::Response};

use crate::{error::Result, http::mount::Mount, site::Cx};

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

/// Does a job of this feature; `None` when it is not one.
pub async fn run_job(_cx: &Cx, _kind: &str, _payload: &serde_json::Value) -> Option<Result<()>> {
    None
}
