//! The municipality's own address index: no address leaves the house to be looked up elsewhere.
//!
//! Invariant: an import replaces the whole index in one transaction, or nothing of it.

mod find;
mod import;
mod store;

pub use find::{nearest, search};
pub use import::{AddressImport, LineError, decode, import_csv, parse_csv, replace};

use crate::http::mount::Mount;

/// Its endpoints.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount.on(find::find_addresses)
}
