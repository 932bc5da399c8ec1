//! Text chapters in other languages than German: what may be written, and what is shown of them.
//!
//! Title and text fall back to German by themselves, as the texts of a procedure do. Each chapter has a state of its own in
//! each language, because they are translated one after the other.

use super::{
    EditChapter, MAX_LONG, MAX_TITLE,
    names::best,
    translations::{Source, StatusFields, TextStatus, fingerprint},
};
use crate::{
    api::Invalid,
    language::Language,
    plans::{Chapter, ShownChapter},
    text,
};

impl EditChapter {
    /// What is wrong with the input itself.
    pub fn check(&self) -> Invalid {
        let mut invalid = Invalid::default();
        let is_translation = self.is_translation();
        // A translated text below a German title would be one without a name.
        let needs_title = !is_translation || !self.markdown.trim().is_empty();
        text::check_text(&mut invalid, "title", &self.title, needs_title, MAX_TITLE);
        text::check_text(&mut invalid, "markdown", &self.markdown, false, MAX_LONG);
        if is_translation {
            self.status_fields().check(&mut invalid);
        }
        invalid
    }

    /// The fields of the form that are about the status of a translation.
    pub fn status_fields(&self) -> StatusFields<'_> {
        StatusFields {
            language: &self.language,
            state: self.text_state,
            by: &self.text_by,
            on: &self.text_on,
        }
    }

    fn is_translation(&self) -> bool {
        !self.language.is_empty() && self.language != Language::German.code()
    }
}

impl Chapter {
    /// The German texts, from which those of other languages are made.
    pub fn source(&self) -> Source {
        [("title", &self.title), ("markdown", &self.markdown)]
            .map(|(field, text)| (field.to_owned(), fingerprint(text)))
            .into()
    }

    /// The fields whose German text was changed since the translation into a language was made from them or confirmed to fit.
    pub fn outdated(&self, language: &str) -> Vec<String> {
        let own = self.translations.get(language);
        own.map_or_else(Vec::new, |own| own.status.changed_since(&self.source()))
    }

    /// The chapter in a language, German where something is missing in it.
    pub fn shown(&self, language: &str) -> ShownChapter {
        let own = self.translations.get(language);
        let own_text = own.filter(|own| !own.html.trim().is_empty());
        let (title, title_language) = best(&self.title, own.map(|own| own.title.as_str()), language);
        let (html, html_language) = best(&self.html, own_text.map(|own| own.html.as_str()), language);
        let public = |status: &TextStatus| TextStatus {
            source: Source::new(),
            ..status.clone()
        };
        ShownChapter {
            id: self.id,
            title,
            title_language,
            html,
            html_language,
            status: own_text.map(|own| public(&own.status)),
            // The day on which it was written; the one on which that became public depends on the version.
            outdated_since: own_text
                .filter(|_| !self.outdated(language).is_empty())
                .map(|_| self.changed_on.unwrap_or_default()),
            words: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Content, translations::TextState},
        *,
    };
    use crate::{plans::ChapterText, time::Day};

    /// As versions hold it that were published before chapters were translated.
    const OLD: &str = r#"{"id":"00000000-0000-0000-0000-00000000001f","title":"Anlass","markdown":"Am Deich.","html":"<p>Am Deich.</p>"}"#;

    fn translated(state: TextState) -> Chapter {
        let mut chapter: Chapter = serde_json::from_str(OLD).unwrap();
        let turkish = ChapterText {
            title: "Neden".into(),
            html: "<p>Sette.</p>".into(),
            status: TextStatus {
                state,
                source: chapter.source(),
                ..TextStatus::default()
            },
            ..ChapterText::default()
        };
        chapter.translations.insert("tr".into(), turkish);
        chapter
    }

    #[test]
    fn what_was_stored_before_there_were_translations_is_german_and_stays_as_it_is() {
        let chapter: Chapter = serde_json::from_str(OLD).unwrap();
        let shown = chapter.shown("tr");
        assert_eq!(
            (shown.title.as_str(), shown.title_language.as_str()),
            ("Anlass", "de")
        );
        assert_eq!(
            (shown.html.as_str(), shown.html_language.as_str()),
            ("<p>Am Deich.</p>", "de")
        );
        assert_eq!(serde_json::to_string(&chapter).unwrap(), OLD);
    }

    #[test]
    fn a_translation_is_shown_in_its_language_and_german_in_every_other() {
        let chapter = translated(TextState::Edited);
        let (turkish, polish) = (chapter.shown("tr"), chapter.shown("pl"));
        assert_eq!(
            (turkish.title.as_str(), turkish.html_language.as_str()),
            ("Neden", "tr")
        );
        assert_eq!(
            turkish.status,
            Some(TextStatus::default()),
            "what it was made from is for staff"
        );
        assert_eq!(
            (
                polish.title.as_str(),
                polish.html_language.as_str(),
                polish.status
            ),
            ("Anlass", "de", None)
        );
    }

    #[test]
    fn a_translation_is_outdated_once_the_german_chapter_says_something_else() {
        let mut chapter = translated(TextState::Edited);
        assert_eq!(chapter.shown("tr").outdated_since, None);
        chapter.markdown = "Am neuen Deich.".into();
        chapter.changed_on = Day::from_ymd_opt(2026, 11, 20);
        assert_eq!(chapter.shown("tr").outdated_since, chapter.changed_on);
        assert_eq!(
            chapter.shown("pl").outdated_since,
            None,
            "German is never outdated"
        );
    }

    #[test]
    fn the_draft_of_a_translation_stays_with_the_staff() {
        let released = |state| {
            let content = Content {
                chapters: vec![translated(state)],
                ..Content::default()
            };
            content.released().chapters[0].shown("tr").title_language
        };
        assert_eq!(released(TextState::Draft), "de");
        assert_eq!(released(TextState::Edited), "tr");
    }
}
