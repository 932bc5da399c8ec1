//! Product behaviour, through the typed API, on both databases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::missing_panics_doc,
    missing_docs,
    reason = "a test that meets something else than it expects shall stop"
)]

mod addresses;
mod archive;
mod assessment;
mod demo;
mod exports;
mod identity;
mod offline;
mod pages;
mod plans;
mod procedures;
mod statements;
mod statements_crash;
mod statements_deletion;
mod statements_mail;
mod support;
