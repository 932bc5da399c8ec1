//! Text chapters that can be commented on, and their translations.
//!
//! Invariant: a translation notes from which German chapter it was made, whenever it is saved.

use shared::{
    api::ApiError,
    easy_language::editor::CheckEasyLanguage,
    ids::ChapterId,
    language::Language,
    plans::{Chapter, ChapterText},
    procedures::{EditChapter, WorkingCopy, names::written_language, translations::TextState},
    text,
};

use super::edit;
use crate::{error::Result, features::easy_language, markdown, site::Cx};

/// Most chapters of a procedure.
const MAX_CHAPTERS: usize = 200;

/// Writes, moves or removes a chapter, or writes its translation.
pub async fn edit_chapter(cx: Cx, input: EditChapter) -> Result<WorkingCopy> {
    edit::check_may_edit(&cx)?;
    let is_new = input.chapter.is_empty();
    let is_removed = input.remove == "1" && !is_new;
    let language = written_language(&input.language)?;
    if !is_removed {
        check(&input, language)?;
    }
    let (tx, mut working) = edit::begin(&cx, &input.procedure, input.revision).await?;
    let chapters = &mut working.content.chapters;
    let at = if is_new && language == Language::German {
        if chapters.len() >= MAX_CHAPTERS {
            return Err(
                ApiError::refused_with("too_many_entries", &[("max", MAX_CHAPTERS.to_string())]).into(),
            );
        }
        let id = ChapterId(cx.new_id());
        chapters.push(Chapter {
            id,
            title: String::new(),
            markdown: String::new(),
            html: String::new(),
            changed_on: None,
            translations: Default::default(),
        });
        chapters.len() - 1
    } else {
        let id = input.chapter.parse().ok();
        chapters
            .iter()
            .position(|chapter| Some(chapter.id) == id)
            .ok_or(ApiError::NotFound)?
    };
    if is_removed {
        chapters.remove(at);
    } else if let Some(chapter) = chapters.get_mut(at) {
        if language == Language::German {
            let before = chapter.source();
            let written = text::unify_line_ends(&input.markdown);
            chapter.title = input.title.trim().to_owned();
            chapter.html = markdown::to_html(&written);
            chapter.markdown = written;
            if chapter.source() != before {
                chapter.changed_on = Some(cx.today());
            }
            edit::place(chapters, at, input.position);
        } else {
            translate(chapter, language, &input)?;
        }
    }
    edit::finish(&cx, tx, &working, "chapters").await
}

/// What is wrong with the input; a draft stays with the staff and may be saved as it is.
fn check(input: &EditChapter, language: Language) -> Result<()> {
    let mut invalid = input.check();
    if input.text_state != TextState::Draft {
        let texts = CheckEasyLanguage {
            title: input.title.clone(),
            markdown: input.markdown.clone(),
            ..CheckEasyLanguage::default()
        };
        easy_language::refuse(&mut invalid, language.code(), &texts);
    }
    invalid.finish()?;
    Ok(())
}

/// Writes a chapter in another language; one without title and text is taken away.
fn translate(
    chapter: &mut Chapter,
    language: Language,
    input: &EditChapter,
) -> std::result::Result<(), ApiError> {
    let markdown = text::unify_line_ends(&input.markdown);
    let written = ChapterText {
        title: input.title.trim().to_owned(),
        html: markdown::to_html(&markdown),
        markdown,
        status: input.status_fields().status(chapter.source()),
    };
    if written.title.is_empty() && written.markdown.trim().is_empty() {
        chapter.translations.remove(language.code());
        return Ok(());
    }
    // A test holds for the words that were tested.
    let known = chapter.translations.get(language.code());
    let is_other =
        |known: &ChapterText| (&known.title, &known.markdown) != (&written.title, &written.markdown);
    if known.is_some_and(|known| is_other(known) && written.status.claims_the_same_test(&known.status)) {
        return Err(ApiError::invalid("text_on", "errors.tested_text_changed"));
    }
    chapter.translations.insert(language.code().to_owned(), written);
    Ok(())
}
