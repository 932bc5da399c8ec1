//! The glossary of easy language as pages show it: difficult words with their parts and an explanation.
//!
//! Invariant: a word is called approved only with the group that agreed and the day.

use crate::{endpoint, time::Day, wire};

wire! {
    /// Lists the words of the glossary in the order of the alphabet.
    #[derive(Default)]
    pub struct ListGlossary {
        /// Only those that begin with this letter; `A` stands for `Ä` too.
        #[serde(default)]
        pub letter: Option<String>,
        /// Only those that contain this, in the word, its other names or its explanation.
        #[serde(default)]
        pub search: Option<String>,
    }
    /// What was found.
    pub struct Glossary {
        /// The letters with which any word begins.
        pub letters: Vec<String>,
        /// The words.
        pub words: Vec<Word>,
        /// How many words the glossary has in all.
        pub total: u32,
    }
    /// A difficult word.
    pub struct Word {
        /// The end of ids and of addresses, such as `bebauungsplan`.
        pub id: String,
        /// The word as offices write it.
        pub term: String,
        /// The same with a hyphen between its parts.
        pub parted: String,
        /// What it means, in easy language: HTML that was cleaned.
        pub explanation_html: String,
        /// The easier word that texts should use instead; empty if there is none.
        #[serde(default)]
        pub prefer: String,
        /// Other words for the same thing.
        #[serde(default)]
        pub others: Vec<String>,
        /// Who has agreed to the explanation; nobody as long as it is proposed.
        #[serde(default)]
        pub approved: Option<Approval>,
    }
    /// Who has agreed, and when.
    pub struct Approval {
        /// A group of people who need easy language.
        pub by: String,
        /// On which day.
        pub on: Day,
    }
    /// A text in easy language as pages show it: a sentence a line, difficult words with their parts.
    #[derive(Default)]
    pub struct EasyText {
        /// HTML that was cleaned; the first use of a difficult word leads to `#word-…` and has the id `use-…`.
        pub html: String,
        /// The difficult words that were met first in this text.
        pub words: Vec<Word>,
    }
}
endpoint!(Get "/api/v1/glossary" Anyone ListGlossary => Glossary);
