//! How far a procedure's texts are in each language.
//!
//! - German is the source and binding (BauGB § 3, VwVfG § 23 (1)); it has no state of its own.
//! - A draft is for staff alone: the public reads German until somebody has edited it.
//! - `de-simple` may be called Leichte Sprache only when it was tested by people with learning difficulties
//!   (DIN SPEC 33429:2025-03); before that it is called einfache Sprache.

use super::{Content, EditTexts};
use crate::{api::Invalid, language::Language, organisations::Localized, text, time::Day, wire, words};

/// Longest name of an editor or a testing group, in characters.
pub const MAX_BY: usize = 200;

wire! {
    /// How far texts are.
    #[derive(Copy, Eq, Hash, Default)]
    #[serde(rename_all = "snake_case")]
    pub enum TextState {
        /// Being written; not public.
        Draft,
        /// Read and released by somebody who masters the language.
        #[default]
        Edited,
        /// Tested by a group of the people it is for.
        Tested,
    }
    /// How far the texts of one language are, and who says so.
    #[derive(Default)]
    pub struct TextStatus {
        /// How far they are.
        #[serde(default)]
        pub state: TextState,
        /// Who edited or tested them; may be empty unless they are tested.
        #[serde(default)]
        pub by: String,
        /// On which day.
        #[serde(default)]
        pub on: Option<Day>,
    }
}

words! {
    /// All states in the order of a text's life.
    TextState {
        Draft = "draft",
        Edited = "edited",
        Tested = "tested",
    }
}

impl EditTexts {
    /// Who tested a text, and when, must be said: „Leichte Sprache“ is a claim about testing.
    pub(super) fn check_status(&self, invalid: &mut Invalid) {
        let tested = self.language != Language::German.code() && self.text_state == TextState::Tested;
        text::check_text(invalid, "text_by", &self.text_by, tested, MAX_BY);
        if self.text_on.trim().is_empty() {
            if tested {
                invalid.add("text_on", "errors.required");
            }
        } else if self.text_on.trim().parse::<Day>().is_err() {
            invalid.add("text_on", "errors.invalid_date");
        }
    }

    /// The status that the form names.
    pub fn status(&self) -> TextStatus {
        TextStatus {
            state: self.text_state,
            by: self.text_by.trim().to_owned(),
            on: self.text_on.trim().parse().ok(),
        }
    }
}

impl Content {
    /// How far the texts of a language are; `None` for German and for a language without any text.
    pub fn status_of(&self, language: &str) -> Option<TextStatus> {
        let written =
            language != Language::German.code() && self.languages().iter().any(|known| known == language);
        written.then(|| self.translations.get(language).cloned().unwrap_or_default())
    }

    /// The languages in which the procedure has a title, in the order in which languages are offered.
    pub fn languages(&self) -> Vec<String> {
        let has = |language: &&Language| {
            let title = self.title.0.get(language.code());
            title.is_some_and(|title| !title.trim().is_empty())
        };
        Language::ALL
            .iter()
            .filter(has)
            .map(|language| language.code().to_owned())
            .collect()
    }

    /// What may be published: the same content without the languages that are drafts.
    #[must_use]
    pub fn released(&self) -> Self {
        let mut content = self.clone();
        let drafts: Vec<String> = content
            .translations
            .iter()
            .filter(|(_, status)| status.state == TextState::Draft)
            .map(|(language, _)| language.clone())
            .collect();
        for language in drafts {
            content.translations.remove(&language);
            for text in content.texts_mut() {
                text.0.remove(&language);
            }
        }
        content
    }

    fn texts_mut(&mut self) -> [&mut Localized; 5] {
        [
            &mut self.title,
            &mut self.short,
            &mut self.long,
            &mut self.long_html,
            &mut self.plain,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(states: &[(&str, TextState)]) -> Content {
        let mut content = Content {
            title: Localized::german("Hafenquartier"),
            ..Content::default()
        };
        for (language, state) in states {
            let status = TextStatus {
                state: *state,
                ..TextStatus::default()
            };
            content.translations.insert((*language).to_owned(), status);
            content
                .title
                .0
                .insert((*language).to_owned(), format!("{language} title"));
        }
        content
    }

    #[test]
    fn a_draft_stays_with_the_staff() {
        let released = content(&[("tr", TextState::Draft), ("en", TextState::Edited)]).released();
        assert_eq!(released.languages(), ["de", "en"]);
        assert_eq!(released.title.best("tr"), ("Hafenquartier", "de"));
        assert_eq!(released.status_of("tr"), None);
    }

    #[test]
    fn german_has_no_status_and_a_language_without_a_note_counts_as_edited() {
        let mut content = content(&[("de-simple", TextState::Tested)]);
        content.title.0.insert("fr".into(), "Quartier du port".into());
        assert_eq!(content.status_of("de"), None);
        assert_eq!(
            content.status_of("fr").map(|status| status.state),
            Some(TextState::Edited)
        );
        assert_eq!(
            content.status_of("de-simple").map(|status| status.state),
            Some(TextState::Tested)
        );
    }
}
