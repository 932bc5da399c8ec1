//! Municipalities: who they are, how they look, their fixed pages (DDG § 5, GDPR Art. 13).
//!
//! Invariant: every row of content belongs to a municipality; the host of a request names it.

mod look;
mod manage;
mod pages;
mod set_look;
mod sheet;
mod show;
mod store;

pub use look::{Finding as LookFinding, examine as examine_look};
pub use manage::{Details, add, change};
pub use pages::{missing_pages, write_page};
pub use set_look::set_look;
pub use sheet::ColourSheet;
pub use show::show_site;
pub use store::{
    KnownSecret, NewMunicipality, begin_daily, forget_settings, insert, is_demo, known_secret, load_all,
    mark_demo, note_secret, set_arms,
};

use crate::http::mount::Mount;

/// Its endpoints.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount
        .on(show::show_site)
        .on(pages::show_page)
        .on(pages::list_pages)
        .on(pages::edit_page)
}
