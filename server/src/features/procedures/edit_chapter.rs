//! Text chapters that can be commented on.

use shared::{
    api::{ApiError, Invalid},
    ids::ChapterId,
    plans::Chapter,
    procedures::{EditChapter, MAX_LONG, MAX_TITLE, WorkingCopy},
    text,
};

use super::edit;
use crate::{error::Result, markdown, site::Cx};

/// Most chapters of a procedure.
const MAX_CHAPTERS: usize = 200;

/// Writes, moves or removes a chapter.
pub async fn edit_chapter(cx: Cx, input: EditChapter) -> Result<WorkingCopy> {
    edit::check_may_edit(&cx)?;
    let is_new = input.chapter.is_empty();
    let is_removed = input.remove == "1" && !is_new;
    if !is_removed {
        let mut invalid = Invalid::default();
        text::check_text(&mut invalid, "title", &input.title, true, MAX_TITLE);
        text::check_text(&mut invalid, "markdown", &input.markdown, false, MAX_LONG);
        invalid.finish()?;
    }
    let (tx, mut working) = edit::begin(&cx, &input.procedure, input.revision).await?;
    let chapters = &mut working.content.chapters;
    let at = if is_new {
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
        let written = text::unify_line_ends(&input.markdown);
        chapter.title = input.title.trim().to_owned();
        chapter.html = markdown::to_html(&written);
        chapter.markdown = written;
        edit::place(chapters, at, input.position);
    }
    edit::finish(&cx, tx, &working, "chapters").await
}
