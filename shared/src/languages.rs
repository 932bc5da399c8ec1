//! How far the interface is in each language: what is translated, who wrote it, who reviewed it.
//!
//! Invariant: nothing is called reviewed without a name and a day.

use crate::{endpoint, time::Day, wire};

wire! {
    /// Asks how far the interface is in each language.
    pub struct ListLanguages {}
    /// All languages, in the order in which they are offered.
    pub struct Languages {
        /// One entry a language.
        pub languages: Vec<LanguageStatus>,
    }
    /// How far the interface is in a language.
    pub struct LanguageStatus {
        /// Its BCP 47 tag.
        pub code: String,
        /// Its parts, by name.
        pub parts: Vec<PartStatus>,
    }
    /// How far one part of the interface is in a language.
    pub struct PartStatus {
        /// The part: a feature such as `statements`.
        pub part: String,
        /// How many texts it has in German.
        pub all: u32,
        /// How many of them are translated.
        pub done: u32,
        /// Who wrote them.
        pub written_by: String,
        /// When they were written last.
        #[serde(default)]
        pub written_on: Option<Day>,
        /// The native speaker or testing group; empty as long as there was none.
        #[serde(default)]
        pub reviewed_by: String,
        /// When they were reviewed.
        #[serde(default)]
        pub reviewed_on: Option<Day>,
    }
}
endpoint!(Get "/api/v1/languages" Anyone ListLanguages => Languages);

impl LanguageStatus {
    /// Translated texts and all texts.
    pub fn texts(&self) -> (u32, u32) {
        let sum = |count: fn(&PartStatus) -> u32| self.parts.iter().map(count).sum();
        (sum(|part| part.done), sum(|part| part.all))
    }

    /// Whether somebody has reviewed every part.
    pub fn is_reviewed(&self) -> bool {
        !self.parts.is_empty() && self.parts.iter().all(|part| part.reviewed_on.is_some())
    }
}
