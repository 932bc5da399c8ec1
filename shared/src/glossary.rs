//! The glossary of easy language: difficult words with their parts and an explanation, as pages show them and as staff
//! agree them with a group of readers.
//!
//! Invariants: a word is called approved only with the group that agreed and the day; an approval is of the words that
//! were read, so that other words need a new one.

use crate::{
    api::{Cursor, Invalid},
    endpoint, text,
    time::{Day, Timestamp},
    wire, words,
};

/// Most characters of an explanation: the longest that the program brings along has 113.
pub const MAX_EXPLANATION: usize = 1_000;
/// Most characters of the name of the group or person who agreed.
pub const MAX_APPROVED_BY: usize = 200;

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
        /// How many of all words a group has agreed to.
        #[serde(default)]
        pub approved: u32,
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
        /// Whether the municipality explains the word in other words than the program brought along.
        #[serde(default)]
        pub reworded: bool,
    }
    /// Who has agreed, and when.
    pub struct Approval {
        /// A group of people who need easy language, or one of them.
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

wire! {
    /// How far the explanation of a word is.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum TermStatus {
        /// Nobody who needs easy language has agreed to it yet.
        Proposed,
        /// A group or a person has agreed.
        Approved,
    }
    /// Lists the words of the glossary for staff, in the order of the alphabet.
    #[derive(Default)]
    pub struct ListTerms {
        /// Only those that begin with this letter; `A` stands for `Ä` too.
        #[serde(default)]
        pub letter: Option<String>,
        /// Only those that contain this, in the word, its other names or its explanation.
        #[serde(default)]
        pub search: Option<String>,
        /// Only those that are so far.
        #[serde(default)]
        pub status: Option<TermStatus>,
        /// Words on a page.
        #[serde(default)]
        pub limit: Option<u32>,
        /// Where the page begins.
        #[serde(default)]
        pub cursor: Option<Cursor>,
    }
    /// A page of what was found.
    pub struct Terms {
        /// The letters with which any word begins.
        pub letters: Vec<String>,
        /// The words of the page.
        pub words: Vec<Word>,
        /// Where the next page begins; absent on the last one.
        #[serde(default)]
        pub next: Option<Cursor>,
        /// How many words were found on all pages.
        pub found: u32,
        /// How many words the glossary has in all.
        pub total: u32,
        /// How many of all words a group has agreed to.
        pub approved: u32,
    }
    /// Asks for a word as staff write it.
    pub struct ShowTerm {
        /// The word's id.
        pub term: String,
    }
    /// A word as staff write it.
    pub struct TermEntry {
        /// The word as pages show it.
        pub word: Word,
        /// The explanation as it is written, Markdown.
        pub explanation: String,
        /// The explanation that the program brought along.
        pub shipped: String,
        /// The name of the member of staff who wrote here last; empty when an operator's command did, or nobody.
        #[serde(default)]
        pub entered_by: String,
        /// When it was written last; absent as long as everything is as the program brought it along.
        #[serde(default)]
        pub entered_at: Option<Timestamp>,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// The next word that nobody has agreed to, from the beginning again after the last one.
        #[serde(default)]
        pub next: Option<NextTerm>,
    }
    /// A word that comes next.
    pub struct NextTerm {
        /// Its id.
        pub id: String,
        /// The word as offices write it.
        pub term: String,
    }
    /// Words the explanation of a word, and says who agreed to it; without group and day it is a proposal again.
    #[derive(Default)]
    pub struct EditTerm {
        /// The word's id.
        pub term: String,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// `1` takes away what the municipality wrote and who agreed; nothing else is looked at then.
        #[serde(default)]
        pub remove: String,
        /// The explanation, Markdown.
        #[serde(default)]
        pub explanation: String,
        /// The group or person who agreed.
        #[serde(default)]
        pub approved_by: String,
        /// The day on which they agreed.
        #[serde(default)]
        pub approved_on: Option<Day>,
        /// Whether an approval that was entered before holds for changed words too.
        #[serde(default)]
        pub still_agreed: bool,
    }
}
endpoint!(Get "/api/v1/staff/glossary" Staff ListTerms => Terms);
endpoint!(Get "/api/v1/staff/glossary/{term}" Staff ShowTerm => TermEntry);
endpoint!(Put "/api/v1/staff/glossary/{term}" Staff EditTerm => TermEntry);

words! {
    /// Both, in the order in which a word passes them.
    TermStatus {
        Proposed = "proposed",
        Approved = "approved",
    }
}

impl Word {
    /// How far it is.
    pub const fn status(&self) -> TermStatus {
        match self.approved {
            None => TermStatus::Proposed,
            Some(_) => TermStatus::Approved,
        }
    }
}

impl EditTerm {
    /// The approval that was entered; none unless group and day are there.
    pub fn approval(&self) -> Option<Approval> {
        let by = self.approved_by.split_whitespace().collect::<Vec<_>>().join(" ");
        let on = self.approved_on?;
        (!by.is_empty()).then_some(Approval { by, on })
    }

    /// Adds what is wrong with the input itself.
    pub fn check(&self, invalid: &mut Invalid, today: Day) {
        text::check_text(invalid, "explanation", &self.explanation, true, MAX_EXPLANATION);
        let has_group = !self.approved_by.trim().is_empty();
        text::check_text(
            invalid,
            "approved_by",
            &self.approved_by,
            self.approved_on.is_some(),
            MAX_APPROVED_BY,
        );
        match self.approved_on {
            None if has_group => invalid.add("approved_on", "errors.required"),
            Some(on) if on > today => {
                invalid.add_with(
                    "approved_on",
                    "errors.day_in_future",
                    &[("today", today.to_string())],
                );
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> Day {
        Day::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn wrong(by: &str, on: Option<Day>) -> Vec<(String, String)> {
        let input = EditTerm {
            explanation: "Das ist gut.".into(),
            approved_by: by.into(),
            approved_on: on,
            ..EditTerm::default()
        };
        let mut invalid = Invalid::default();
        input.check(&mut invalid, day(20));
        invalid
            .0
            .into_iter()
            .map(|error| (error.field, error.key))
            .collect()
    }

    #[test]
    fn an_approval_has_a_group_and_a_day_that_has_come() {
        let mistake = |field: &str, key: &str| vec![(field.to_owned(), key.to_owned())];
        assert!(wrong("", None).is_empty());
        assert!(wrong("Prüfgruppe", Some(day(20))).is_empty());
        assert_eq!(
            wrong("Prüfgruppe", None),
            mistake("approved_on", "errors.required")
        );
        assert_eq!(
            wrong("  ", Some(day(20))),
            mistake("approved_by", "errors.required")
        );
        assert_eq!(
            wrong("Prüfgruppe", Some(day(21))),
            mistake("approved_on", "errors.day_in_future")
        );
        assert_eq!(
            wrong(&"ä".repeat(201), Some(day(20))),
            mistake("approved_by", "errors.too_long")
        );
    }

    #[test]
    fn the_name_of_a_group_stands_on_one_line() {
        let input = EditTerm {
            approved_by: " Prüfgruppe\r\n Nord ".into(),
            approved_on: Some(day(2)),
            ..EditTerm::default()
        };
        assert_eq!(input.approval().unwrap().by, "Prüfgruppe Nord");
    }
}
