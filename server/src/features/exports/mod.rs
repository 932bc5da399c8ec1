//! Exports.

use axum::Router;

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
