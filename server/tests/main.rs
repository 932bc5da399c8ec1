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
mod assessment_desk;
mod assessment_public;
mod changes;
mod commands;
mod deletion_between;
mod demo;
mod easy_language;
mod exports;
mod exports_jobs;
mod floods;
mod glossary;
mod identity;
mod identity_changes;
mod identity_ended;
mod identity_own;
mod look;
mod map;
mod migrations;
mod nameless;
mod offline;
mod operator;
mod other_town;
mod other_town_endpoints;
mod other_town_files;
mod outside;
mod pages;
mod permissions;
mod plans;
mod plans_again;
mod plans_documents;
mod plans_findings;
mod plans_geojson;
mod points;
mod points_kept;
mod privacy;
mod procedures;
mod procedures_chapters;
mod procedures_removed;
mod procedures_rounds;
mod procedures_texts;
mod reader;
mod record;
mod statements;
mod statements_crash;
mod statements_deletion;
mod statements_drafts;
mod statements_limits;
mod statements_mail;
mod statements_repeat;
mod support;
mod videos;
