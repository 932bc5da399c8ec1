//! The staff's own pages: overview, accounts, fixed pages, who sees what; and the frame around all pages of staff.
//!
//! Invariant: a page of staff is shown only to staff whose role may do what it is for; the server checks again.

mod accounts;
mod dashboard;
mod fixed_pages;
mod own_account;
pub mod pages;
pub mod parts;
mod visibility;
pub mod words;

pub use fixed_pages::{edited_language, language_tabs};
pub use pages::StaffPages;
