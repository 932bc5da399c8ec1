//! Easy language (`de-simple`; BITV 2.0 § 4, Annex 2 Part 2): the check before texts become public, how such texts are
//! shown, and the glossary.
//!
//! Invariants: the same for every municipality, nothing is stored; a text with a hard finding is never made public, a
//! draft may have any; warnings refuse nothing. What the check says is no proof: a text is called Leichte Sprache only
//! when a group has tested it (DIN SPEC 33429:2025-03).

mod check;
mod glossary;
mod render;

pub use check::{blocks, refuse};
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
    mount.on(check::check_easy_language).on(glossary::list_glossary)
}
