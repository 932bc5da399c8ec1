//! Statements (Stellungnahmen, BauGB § 3 (2)): drafts, sending, receipts, letters entered by hand, deletion of persons.
//!
//! Invariants: a statement's text never changes and is sealed by its SHA-256; the same submission key never makes a
//! second statement; nobody learns name or address by a receipt; what got a receipt is stored for good.

mod receipt;
mod store;
mod withdraw;

pub use receipt::{find_by_code, receipt_of};
pub use store::{
    Attachment, Statement, attachments, find, find_by_number, find_many, page_of, person, set_publication, set_state, take_revision,
};
pub use withdraw::withdraw;

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

/// Does a job of this feature; `None` for a kind of another feature.
pub async fn run_job(_cx: &Cx, _kind: &str, _payload: &serde_json::Value) -> Option<Result<()>> {
    None
}
