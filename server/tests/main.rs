//! Product behaviour, through the typed API, on both databases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::missing_panics_doc,
    missing_docs,
    reason = "a test that meets something else than it expects shall stop"
)]

mod accessibility;
mod addresses;
mod archive;
mod assessment;
mod demo;
mod easy_language;
mod exports;
mod identity;
mod identity_own;
mod look;
mod map;
mod migrations;
mod offline;
mod other_town;
mod pages;
mod permissions;
mod plans;
mod plans_again;
mod plans_documents;
mod plans_findings;
mod plans_geojson;
mod procedures;
mod record;
mod statements;
mod statements_crash;
mod statements_deletion;
mod statements_mail;
mod support;
mod videos;
