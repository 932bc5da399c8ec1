//! Accessibility: the declaration on it, known barriers, reports of barriers by residents and what becomes of them.
//!
//! Legal basis: Directive (EU) 2016/2102 Art. 7, Decision (EU) 2018/1523, BGG § 12b, BITV 2.0 § 7, laws of the states.
//! Invariants: how accessible the site is, is computed from the suite's last result and the lists, never entered;
//! a report needs neither name nor account and is never dropped; e-mail address and telephone number lie in one table
//! (`barrier_report_contact`) and are deleted with the answer some days after it, without one a year after the report;
//! events hold numbers alone.

mod declaration;
mod deletion;
mod inbox;
mod mail;
mod report;
mod settings;
mod store;
mod suite;

pub use deletion::delete_due;

use crate::{error::Result, http::mount::Mount, site::Cx};

/// Its endpoints.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount
        .on(declaration::show_declaration)
        .on(report::report_barrier)
        .on(inbox::list_barrier_reports)
        .on(inbox::count_open_reports)
        .on(inbox::show_barrier_report)
        .on(inbox::answer_barrier_report)
        .on(inbox::mark_barrier_report)
        .on(settings::show_accessibility)
        .on(settings::edit_accessibility)
        .on(settings::edit_barrier)
}

/// Does a job of this feature; `None` for a kind of another feature.
pub async fn run_job(cx: &Cx, kind: &str, payload: &serde_json::Value) -> Option<Result<()>> {
    match kind {
        mail::TELL => Some(mail::tell(cx, payload).await),
        mail::ANSWER => Some(mail::answer(cx, payload).await),
        _ => None,
    }
}
