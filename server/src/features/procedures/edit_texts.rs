//! Title, texts and contact in one language.
//!
//! Invariant: each language but German notes from which German texts its own were made, whenever they are saved.

use shared::{
    api::{ApiError, Invalid},
    easy_language::editor::CheckEasyLanguage,
    language::Language,
    organisations::{Contact, Localized},
    procedures::{Content, EditTexts, MAX_TITLE, WorkingCopy, translations::TextState},
    text,
};

use super::edit;
use crate::{error::Result, features::easy_language, markdown, site::Cx};

/// Writes the texts of one language; an empty text removes it.
pub async fn edit_texts(cx: Cx, input: EditTexts) -> Result<WorkingCopy> {
    edit::check_may_edit(&cx)?;
    input.check()?;
    let mut invalid = Invalid::default();
    let contact = contact(&input);
    for (field, value) in [
        ("contact_office", &contact.office),
        ("contact_address", &contact.address),
        ("contact_phone", &contact.phone),
        ("contact_email", &contact.email),
        ("contact_hours", &contact.hours),
    ] {
        text::check_text(&mut invalid, field, value, false, MAX_TITLE);
    }
    // A draft stays with the staff: it may be saved as it is.
    if input.text_state != TextState::Draft {
        easy_language::refuse(&mut invalid, &input.language, &easy_texts(&input));
    }
    invalid.finish()?;
    let language = Language::from_code(&input.language)
        .ok_or_else(|| ApiError::invalid("language", "errors.invalid_choice"))?
        .code();

    let (tx, mut working) = edit::begin(&cx, &input.procedure, input.revision).await?;
    let content = &mut working.content;
    let before = texts_in(content, language);
    let long = text::unify_line_ends(&input.long);
    set(&mut content.title, language, input.title.trim());
    set(
        &mut content.short,
        language,
        text::unify_line_ends(&input.short).trim(),
    );
    set(&mut content.long_html, language, &markdown::to_html(&long));
    set(&mut content.long, language, &long);
    set(&mut content.plain, language, &text::unify_line_ends(&input.plain));
    if language == Language::German.code() {
        if texts_in(content, language) != before {
            content.german_changed_on = Some(cx.today());
        }
    } else {
        // Whoever saves these texts says that they fit the German ones as they are now.
        let status = input.status_fields().status(content.source());
        let is_other = texts_in(content, language) != before;
        let known = content.translations.get(language);
        // A test holds for the words that were tested.
        if is_other && known.is_some_and(|known| status.claims_the_same_test(known)) {
            return Err(ApiError::invalid("text_on", "errors.tested_text_changed").into());
        }
        let written = content.languages().iter().any(|known| known == language);
        if written {
            content.translations.insert(language.to_owned(), status);
        } else {
            content.translations.remove(language);
        }
    }
    // The contact is the same in all languages; the form of another language need not repeat it.
    if language == "de" || contact != Contact::default() {
        content.contact = contact;
    }
    edit::finish(&cx, tx, &working, "texts").await
}

/// The texts that a test is about.
fn texts_in(content: &Content, language: &str) -> [Option<String>; 4] {
    [&content.title, &content.short, &content.long, &content.plain].map(|text| text.0.get(language).cloned())
}

fn easy_texts(input: &EditTexts) -> CheckEasyLanguage {
    CheckEasyLanguage {
        title: input.title.clone(),
        short: input.short.clone(),
        long: input.long.clone(),
        plain: input.plain.clone(),
        ..CheckEasyLanguage::default()
    }
}

fn contact(input: &EditTexts) -> Contact {
    let trimmed = |text: &str| text::unify_line_ends(text).trim().to_owned();
    Contact {
        office: trimmed(&input.contact_office),
        address: trimmed(&input.contact_address),
        phone: trimmed(&input.contact_phone),
        email: trimmed(&input.contact_email),
        hours: trimmed(&input.contact_hours),
    }
}

fn set(text: &mut Localized, language: &str, value: &str) {
    if value.trim().is_empty() {
        text.0.remove(language);
    } else {
        text.0.insert(language.to_owned(), value.to_owned());
    }
}
