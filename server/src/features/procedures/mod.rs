//! Procedures (Verfahren, BauGB §§ 2-4c): rounds with their periods, content in versions, the public record.
//!
//! Invariants: staff change the working copy, the public reads a version; a version never changes; a change of the working
//! copy names the revision that its editor saw; a period is two local days, both inclusive, that open and close by the clock.

mod counters;
mod create;
mod edit;
mod edit_chapter;
mod edit_document;
mod edit_section;
mod edit_settings;
mod edit_texts;
mod edit_video;
mod find;
mod import;
mod import_drawing;
mod kept;
mod list;
mod policy;
mod publish;
mod record;
mod remove;
mod set_round;
mod short;
mod show;
mod sitemap;
mod store;
mod working;

pub use counters::{
    Weight, change_published_count, change_weight, correct_decision, due_for_deletion, expect_persons, lock,
    set_decision, set_persons_deleted, take_statement_number,
};
pub use create::create_procedure;
pub use edit_chapter::edit_chapter;
pub use edit_document::edit_document;
pub use edit_settings::edit_settings;
pub use edit_texts::edit_texts;
pub use find::{
    FoundOnPage, ProcedureRef, content, current_round, current_slug, find, find_for_page, find_published,
    first_day, rounds, slug_of, slugs,
};
pub use import::import_plan;
pub use kept::KeptVersions;
pub use list::{page_before, page_size};
pub use publish::publish_procedure;
pub use remove::{Removable, begin_removal};
pub use set_round::set_round;
pub use short::short_address;
pub use show::{framed, shows_document};
pub use sitemap::sitemap;

use axum::{Router, routing::get};
use chrono::Datelike as _;
use shared::time::Day;

use crate::http::mount::Mount;

/// The word that stands for a procedure that an import makes; no procedure has it as its slug.
const RESERVED_SLUG: &str = "new";

/// Its endpoints.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount
        .on(list::list_procedures)
        .on(show::show_procedure)
        .on(record::show_record)
        .on(working::list_working_copies)
        .on(create::create_procedure)
        .on(working::show_working_copy)
        .on(edit_texts::edit_texts)
        .on(edit_settings::edit_settings)
        .on(edit_chapter::edit_chapter)
        .on(edit_document::edit_document)
        .on(edit_video::edit_video)
        .on(edit_section::edit_section)
        .on(import::import_plan)
        .on(set_round::set_round)
        .on(publish::publish_procedure)
        .on(show::preview_procedure)
}

/// Its downloads.
pub fn file_routes() -> Router {
    Router::new().route("/files/code/{name}", get(short::code))
}

/// Whether a day can be meant: both databases store and sort these alike.
#[must_use]
pub fn is_sane_day(day: Day) -> bool {
    (1900..=2200).contains(&day.year())
}
