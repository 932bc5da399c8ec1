//! Easy language (`de-simple`; BITV 2.0 § 4, Annex 2 Part 2): the check before texts become public, how such texts are
//! shown, and the glossary.
//!
//! Invariants: the rules, the words and their parts are the same for every municipality; a municipality stores only how
//! it explains a word and who agreed (`glossary_term`), and pages show no others. A text with a hard finding is never made
//! public, an explanation neither, a draft may have any; warnings refuse nothing. What the check says is no proof: a text
//! is called Leichte Sprache, and a word approved, only when a group has tested it (DIN SPEC 33429:2025-03).

mod check;
mod glossary;
mod render;
mod store;
mod terms;

pub use check::{blocks, chapters_block, refuse};
pub use render::Reader;

use std::sync::LazyLock;

use shared::easy_language::Words;

use crate::http::mount::Mount;

/// Word lists and glossary, embedded.
#[expect(
    clippy::expect_used,
    reason = "the file is part of the program, and a test reads it"
)]
static WORDS: LazyLock<Words> = LazyLock::new(|| {
    Words::parse(include_str!("../../../../shared/data/easy_language.json"))
        .expect("the embedded word lists are valid")
});

/// What the check knows about words.
pub fn words() -> &'static Words {
    &WORDS
}

/// Its endpoints.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount
        .on(check::check_easy_language)
        .on(glossary::list_glossary)
        .on(terms::list_terms)
        .on(terms::show_term)
        .on(terms::edit_term)
}
