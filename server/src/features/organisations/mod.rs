//! Municipalities: who they are, how they look, their fixed pages (DDG § 5, GDPR Art. 13).
//!
//! Invariant: every row of content belongs to a municipality; the host of a request names it.

mod pages;
mod show;
mod store;

pub use pages::{missing_pages, write_page};
pub use show::{colour_sheet, show_site};
pub use store::{NewMunicipality, begin_daily, insert, is_demo, load_all, mark_demo, set_arms};

use crate::http::mount::Mount;

/// Its endpoints.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount
        .on(show::show_site)
        .on(pages::show_page)
        .on(pages::edit_page)
}
