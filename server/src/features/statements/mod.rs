//! Statements (Stellungnahmen, BauGB § 3 (2)): drafts, sending, receipts, letters entered by hand, deletion of persons.
//!
//! Invariants: a statement's text never changes and is sealed by its SHA-256; the same submission key never makes a
//! second statement; nobody learns name or address by a receipt; what got a receipt is stored for good.

mod anonymous;
mod capture;
mod deletion;
mod draft;
mod files;
mod forget;
mod hidden;
mod house;
mod mail;
mod place;
mod policy;
mod public_place;
mod receipt;
mod register;
mod repeat;
mod room;
mod send;
mod spelling;
mod store;
mod submit;
mod withdraw;

pub use anonymous::alike;
pub use deletion::{
    Deleted, authored, delete_drafts_of, delete_old_drafts, delete_persons, hide_for_good, hold_authored,
};
pub use draft::is_draft_cookie;
pub use files::redirect_code;
pub use hidden::{Anonymiser, Hidden, Part, Written};
pub use public_place::{PublicPlace, Sections, is_own, public_places};
pub use receipt::{find_by_code, procedure_of_code, receipt_of};
pub use register::set_author;
pub use room::STORED;
pub use spelling::sought;
pub use store::{
    Attachment, Statement, all, attachment_names, attachments, find, find_by_number, page_of, person,
    persons, select, set_hidden, set_publication, set_state, set_state_of_many, take, take_revision,
};
pub use withdraw::withdraw;

use axum::Router;

use crate::{error::Result, http::mount::Mount, site::Cx};

/// Its endpoints.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount
        .on(place::find_place)
        .on(draft::show_draft)
        .on(draft::save_draft)
        .on(send::send_draft)
        .on(forget::forget_drafts)
        .on(submit::submit_statement)
        .on(capture::begin_capture)
        .on(capture::capture_statement)
        .on(capture::show_captured_receipt)
}

/// Its downloads.
pub fn file_routes() -> Router {
    files::routes()
}

/// Does a job of this feature; `None` for a kind of another feature.
pub async fn run_job(cx: &Cx, kind: &str, payload: &serde_json::Value) -> Option<Result<()>> {
    match kind {
        mail::SEND_RECEIPT => Some(mail::send_receipt(cx, payload).await),
        _ => None,
    }
}
