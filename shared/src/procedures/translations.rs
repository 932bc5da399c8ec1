//! How far a procedure's texts are in each language.
//!
//! - German is the source and binding (BauGB § 3, VwVfG § 23 (1)); it has no state of its own.
//! - A draft is for staff alone: the public reads German until somebody has edited it.
//! - `de-simple` may be called Leichte Sprache only when it was tested by people with learning difficulties
//!   (DIN SPEC 33429:2025-03); before that it is called einfache Sprache.
//! - A translation knows the German texts that it was made from by their fingerprints: where they say something else now, it
//!   is outdated until somebody saves it again. What was written before this was noted counts as up to date.

use std::collections::BTreeMap;

use super::{Content, EditTexts};
use crate::{api::Invalid, language::Language, organisations::Localized, text, time::Day, wire, words};

/// Texts by the fields of their form, each as its fingerprint.
pub type Source = BTreeMap<String, String>;

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
        /// The German texts that they were made from, or were confirmed to fit; empty where nobody noted it. Staff alone see it.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        pub source: Source,
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

/// What tells a text from another: FNV-1a, which is short and the same everywhere. It protects nothing.
pub fn fingerprint(text: &str) -> String {
    let mixed = text.trim().bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{mixed:016x}")
}

/// The status as forms send it: state, name and day.
#[derive(Clone, Copy, Debug)]
pub struct StatusFields<'a> {
    /// The language of the texts.
    pub language: &'a str,
    /// How far they are.
    pub state: TextState,
    /// Who edited or tested them.
    pub by: &'a str,
    /// On which day; empty for none.
    pub on: &'a str,
}

impl StatusFields<'_> {
    /// Who tested a text, and when, must be said: „Leichte Sprache“ is a claim about testing.
    pub fn check(&self, invalid: &mut Invalid) {
        let tested = self.language != Language::German.code() && self.state == TextState::Tested;
        text::check_text(invalid, "text_by", self.by, tested, MAX_BY);
        if self.on.trim().is_empty() {
            if tested {
                invalid.add("text_on", "errors.required");
            }
        } else if self.on.trim().parse::<Day>().is_err() {
            invalid.add("text_on", "errors.invalid_date");
        }
    }

    /// The status that the form names, of texts made from these.
    pub fn status(&self, source: Source) -> TextStatus {
        TextStatus {
            state: self.state,
            by: self.by.trim().to_owned(),
            on: self.on.trim().parse().ok(),
            source,
        }
    }
}

impl EditTexts {
    /// The fields of the form that are about the status.
    pub fn status_fields(&self) -> StatusFields<'_> {
        StatusFields {
            language: &self.language,
            state: self.text_state,
            by: &self.text_by,
            on: &self.text_on,
        }
    }
}

impl TextStatus {
    /// Whether somebody says the same of other texts: a test holds for the words that were tested.
    pub fn claims_the_same_test(&self, before: &Self) -> bool {
        self.state == TextState::Tested
            && (self.state, &self.by, self.on) == (before.state, &before.by, before.on)
    }

    /// The fields whose original says something else than what the texts were made from; none where nobody noted what that was.
    pub fn changed_since(&self, original: &Source) -> Vec<String> {
        if self.source.is_empty() {
            return Vec::new();
        }
        let is_other = |field: &&String| self.source.get(*field) != original.get(*field);
        original.keys().filter(is_other).cloned().collect()
    }
}

impl Content {
    /// The German texts, from which those of other languages are made.
    pub fn source(&self) -> Source {
        let texts = [
            ("title", &self.title),
            ("short", &self.short),
            ("long", &self.long),
            ("plain", &self.plain),
        ];
        texts
            .map(|(field, text)| (field.to_owned(), fingerprint(text.de())))
            .into()
    }

    /// The fields whose German text was changed since the texts of a language were made from them or confirmed to fit. All
    /// fields count: a summary in easy language is made from the long text, too.
    pub fn outdated(&self, language: &str) -> Vec<String> {
        let status = self.status_of(language);
        status.map_or_else(Vec::new, |status| status.changed_since(&self.source()))
    }

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

    /// What may be published: the same content without what is a draft.
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
            for document in &mut content.documents {
                document.titles.0.remove(&language);
            }
            let sections = content
                .drawing
                .iter_mut()
                .flat_map(|drawing| &mut drawing.sections);
            for section in sections {
                section.labels.0.remove(&language);
            }
        }
        for chapter in &mut content.chapters {
            chapter
                .translations
                .retain(|_, text| text.status.state != TextState::Draft);
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
    fn a_translation_is_outdated_from_a_change_of_the_german_text_until_it_is_confirmed_or_the_change_is_taken_back()
     {
        let mut content = content(&[("en", TextState::Edited), ("tr", TextState::Edited)]);
        content.short = Localized::german("320 Wohnungen");
        let source = content.source();
        let confirm = |content: &mut Content, source| {
            if let Some(status) = content.translations.get_mut("en") {
                status.source = source;
            }
        };
        confirm(&mut content, source);
        assert!(content.outdated("en").is_empty());
        content.short = Localized::german("500 Wohnungen");
        assert_eq!(content.outdated("en"), ["short"]);
        assert!(
            content.outdated("tr").is_empty(),
            "nobody noted what it was made from: no false alarm"
        );
        content.short = Localized::german("320 Wohnungen\n");
        assert!(content.outdated("en").is_empty(), "the same words again");
        content.short = Localized::german("500 Wohnungen");
        let source = content.source();
        confirm(&mut content, source);
        assert!(content.outdated("en").is_empty());
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
