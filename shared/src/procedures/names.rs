//! The names of documents and sections in other languages than German.
//!
//! They have no state of their own: nobody tests a name alone. Where the texts of a procedure in a language are a draft, its
//! names in that language wait with them; where there are no such texts, a name is public once it is published.

use crate::{
    api::ApiError,
    language::Language,
    organisations::Localized,
    plans::{Document, Drawing},
};

/// The language of a text that is sent; German where none is named.
///
/// # Errors
/// [`ApiError::Invalid`] where it is none that is offered.
pub fn written_language(code: &str) -> Result<Language, ApiError> {
    if code.is_empty() {
        return Ok(Language::German);
    }
    Language::from_code(code).ok_or_else(|| ApiError::invalid("language", "errors.invalid_choice"))
}

/// Notes a name in a language; an empty one takes it away.
pub fn set_name(names: &mut Localized, language: Language, name: &str) {
    let (code, name) = (language.code().to_owned(), name.trim());
    if name.is_empty() {
        names.0.remove(&code);
    } else {
        names.0.insert(code, name.to_owned());
    }
}

impl Document {
    /// The document with its title in a language, else in German.
    #[must_use]
    pub fn shown(&self, language: &str) -> Self {
        let own = self.titles.0.get(language);
        let (title, title_language) = best(&self.title, own.map(String::as_str), language);
        Self {
            title,
            title_language: Some(title_language),
            titles: Localized::default(),
            ..self.clone()
        }
    }
}

impl Drawing {
    /// The drawing with the names of its sections in a language, else in German.
    #[must_use]
    pub fn shown(&self, language: &str) -> Self {
        let mut drawing = self.clone();
        for section in &mut drawing.sections {
            let own = std::mem::take(&mut section.labels).0.remove(language);
            let (label, label_language) = best(&section.label, own.as_deref(), language);
            (section.label, section.label_language) = (label, Some(label_language));
        }
        drawing
    }
}

/// The text in a language, else the German one; with the language that it is in.
pub(super) fn best(german: &str, own: Option<&str>, language: &str) -> (String, String) {
    match own.filter(|text| !text.trim().is_empty()) {
        Some(text) => (text.to_owned(), language.to_owned()),
        None => (german.to_owned(), Language::German.code().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            Content,
            translations::{TextState, TextStatus},
        },
        *,
    };

    /// As versions hold it that were published before there were names in other languages.
    const OLD: &str = r#"{"id":"00000000-0000-0000-0000-000000000029","title":"Umweltbericht","kind":"1050","date":null,"file":"ab","file_name":"u.pdf","size":1}"#;

    #[test]
    fn a_document_is_called_in_the_language_that_has_a_title_and_in_german_else() {
        let mut document: Document = serde_json::from_str(OLD).unwrap();
        assert_eq!(serde_json::to_string(&document).unwrap(), OLD);
        set_name(&mut document.titles, Language::Turkish, " Çevre raporu ");
        let (turkish, polish) = (document.shown("tr"), document.shown("pl"));
        assert_eq!(
            (turkish.title.as_str(), turkish.title_language.as_deref()),
            ("Çevre raporu", Some("tr"))
        );
        assert_eq!(
            (polish.title.as_str(), polish.title_language.as_deref()),
            ("Umweltbericht", Some("de"))
        );
        set_name(&mut document.titles, Language::Turkish, " ");
        assert_eq!(serde_json::to_string(&document).unwrap(), OLD);
    }

    #[test]
    fn names_wait_with_the_draft_of_their_language() {
        let mut document: Document = serde_json::from_str(OLD).unwrap();
        for language in [Language::Turkish, Language::English] {
            set_name(&mut document.titles, language, "Report");
        }
        let draft = TextStatus {
            state: TextState::Draft,
            ..TextStatus::default()
        };
        let content = Content {
            documents: vec![document],
            translations: [("tr".to_owned(), draft)].into(),
            ..Content::default()
        };
        let released = content.released();
        let known: Vec<&String> = released.documents[0].titles.0.keys().collect();
        assert_eq!(known, ["en"]);
    }
}
