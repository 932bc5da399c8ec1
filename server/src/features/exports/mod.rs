//! Exports: the synopsis for the council (statement | reply | proposal) in three variants, and the located public comments.
//!
//! Legal basis: the council weighs the statements (BauGB § 1 (7), § 3 (2) sentence 4) and needs them before it; what is
//! public carries neither name nor address (GDPR Art. 5 (1) c).
//! Invariants: an export is made by a job, in pages, that nothing else waits for; the variants for council and
//! public pass through `statements::Anonymiser`, the public one through the table of releases as well; what is missing, and for whom it is, is said in the document itself,
//! whatever its form; a file is handed only to those who may see its variant.

mod collect;
mod deletion;
mod download;
mod labels;
mod make;
mod remove;
mod remove_procedure;
mod show;
mod start;
mod store;
mod write;

use axum::{Router, routing::get};
pub use deletion::{delete_due, delete_persons};
pub use make::{KIND as MAKE_EXPORT, write_now};
pub use remove::FILES as DELETE_FILES;

use crate::{error::Result, http::mount::Mount, site::Cx};

/// Its endpoints.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount
        .on(start::start_export)
        .on(show::list_exports)
        .on(remove_procedure::remove_procedure)
}

/// Its downloads.
pub fn file_routes() -> Router {
    Router::new().route("/files/exports/{id}/{name}", get(download::download))
}

/// Does a job of this feature; `None` when it is not one. `delete_exports` with `{"procedure": id}` is for the deletion
/// of names and addresses: internal exports hold them; `delete_files` with `{"files": […]}` for what both leave in the
/// store.
pub async fn run_job(cx: &Cx, kind: &str, payload: &serde_json::Value) -> Option<Result<()>> {
    match kind {
        make::KIND => Some(make::make(cx, payload).await),
        remove::KIND => Some(remove::remove(cx, payload).await),
        remove::FILES => Some(remove::delete_files(cx, payload).await),
        _ => None,
    }
}
