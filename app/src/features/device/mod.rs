//! What stays on a visitor's device: pages for reading without network, drafts, comments that wait for being sent.
//!
//! The scripts `app/worker.js`, `app/device.js` and `app/store.js` do the work; this feature renders every word that they
//! show, so that they hold none.
//!
//! Invariants: nothing here is needed where scripts are off; a draft stays on the device only where its author ticked a
//! box; a receipt never does (GDPR Art. 25, TDDDG § 25).

mod forget_page;
mod form;
mod offline_page;
mod parts;

pub use forget_page::ForgetPage;
pub(super) use form::{KeepBox, NoNetwork, StaysHere};
pub use offline_page::OfflinePage;
pub(super) use parts::Parts;

/// Stands for the moment of something on the device, which the script writes in its place.
const MOMENT: &str = "{moment}";
/// Stands for a statement's number.
const NUMBER: &str = "{number}";

/// Where a script shows what it has to say about the device; part of the frame of every page.
pub const REGION: &str = "device";
