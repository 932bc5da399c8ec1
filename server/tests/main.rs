//! Product behaviour, through the typed API, on both databases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::missing_panics_doc,
    missing_docs,
    reason = "a test that meets something else than it expects shall stop"
)]

mod addresses;
mod identity;
mod pages;
mod plans;
mod procedures;
mod support;
