//! Videos in sign language: uploaded or on the municipality's own media server, played from there alone.
//!
//! Legal basis: BITV 2.0 § 4, Annex 2 Part 1. Invariants: a file is streamed and never held in memory as a whole; the
//! public gets only files that something published shows, and none any more that no longer does; an incomplete video is never published. A procedure's
//! videos belong to its versions; what is listed here of them is what the newest version shows.

mod download;
mod edit;
mod list;
mod store;
mod upload;

use axum::{
    Router,
    routing::{get, post},
};
pub use edit::read_input;
pub use store::publish_for;

use crate::http::mount::Mount;

/// Its endpoints.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount
        .on(list::list_videos)
        .on(list::list_site_videos)
        .on(edit::edit_site_video)
        .on(edit::remove_video_file)
}

/// Its downloads, and the one upload that is too large for a form.
pub fn file_routes() -> Router {
    Router::new()
        .route("/files/videos/{file}/{name}", get(download::download))
        .route("/files/videos", post(upload::upload))
}
