//! Sections of the drawing: their names, order, hiding and merging.

use shared::{
    api::{ApiError, Invalid},
    plans::Section,
    procedures::{EditSection, MAX_TITLE, WorkingCopy},
    text,
};

use super::edit;
use crate::{error::Result, site::Cx};

/// Changes a section, or merges it into another one, which keeps its id and name.
pub async fn edit_section(cx: Cx, input: EditSection) -> Result<WorkingCopy> {
    edit::check_may_edit(&cx)?;
    let is_merge = !input.merge_into.is_empty();
    let mut invalid = Invalid::default();
    text::check_text(&mut invalid, "label", &input.label, !is_merge, MAX_TITLE);
    invalid.finish()?;
    let (tx, mut working) = edit::begin(&cx, &input.procedure, input.revision).await?;
    let sections = working
        .content
        .drawing
        .as_mut()
        .map(|drawing| &mut drawing.sections)
        .ok_or(ApiError::NotFound)?;
    let position = |sections: &[Section], id: &str| {
        let id = id.parse().ok();
        sections.iter().position(|section| Some(section.id) == id)
    };
    let at = position(sections, &input.section).ok_or(ApiError::NotFound)?;
    if is_merge {
        let target = position(sections, &input.merge_into).filter(|target| *target != at);
        let target = target.ok_or_else(|| ApiError::invalid("merge_into", "errors.invalid_choice"))?;
        let gone = sections.remove(at);
        // The target moved up when it stood behind the one that is gone.
        let target = if target > at { target - 1 } else { target };
        if let Some(target) = sections.get_mut(target) {
            target.keys.extend(gone.keys);
            target.path = format!("{} {}", target.path, gone.path).trim().to_owned();
        }
    } else if let Some(section) = sections.get_mut(at) {
        section.label = input.label.trim().to_owned();
        section.hidden = input.hidden;
        edit::place(sections, at, input.position);
    }
    edit::finish(&cx, tx, &working, "sections").await
}
