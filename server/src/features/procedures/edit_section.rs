//! Sections of the drawing: their names, also in other languages, their order, hiding, merging and splitting.
//!
//! Invariant: a section keeps its id through all of it; an area that was merged away comes back under the id it had.

use shared::{
    api::{ApiError, Invalid},
    language::Language,
    plans::Section,
    procedures::{
        EditSection, MAX_TITLE, WorkingCopy,
        names::{set_name, written_language},
    },
    text,
};

use super::edit;
use crate::{
    error::Result,
    features::plans::{self, StoredPlan},
    site::Cx,
};

/// Changes a section, merges it into another one, which keeps its id and name, or parts it again.
pub async fn edit_section(cx: Cx, input: EditSection) -> Result<WorkingCopy> {
    edit::check_may_edit(&cx)?;
    let language = written_language(&input.language)?;
    if language != Language::German {
        return name_section(cx, input, language).await;
    }
    let is_merge = !input.merge_into.is_empty() && !input.split;
    if !input.split {
        let mut invalid = Invalid::default();
        text::check_text(&mut invalid, "label", &input.label, !is_merge, MAX_TITLE);
        invalid.finish()?;
    }
    let (mut tx, mut working) = edit::begin(&cx, &input.procedure, input.revision).await?;
    let plan = if input.split {
        plans::of(&mut tx, working.id).await?
    } else {
        None
    };
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
    if input.split {
        let plan = plan.ok_or(ApiError::NotFound)?;
        let section = sections.get_mut(at).ok_or(ApiError::NotFound)?;
        let parted = split(section, &plan)?;
        sections.splice(at + 1..at + 1, parted);
    } else if is_merge {
        // A long list names its sections by number, because a choice of all for each would make an endless page.
        let by_number = || {
            let number: usize = input.merge_into.trim().parse().ok()?;
            number.checked_sub(1).filter(|target| *target < sections.len())
        };
        let target = position(sections, &input.merge_into)
            .or_else(by_number)
            .filter(|target| *target != at);
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

/// Writes the name in another language than German.
async fn name_section(cx: Cx, input: EditSection, language: Language) -> Result<WorkingCopy> {
    let mut invalid = Invalid::default();
    text::check_text(&mut invalid, "label", &input.label, false, MAX_TITLE);
    invalid.finish()?;
    let (tx, mut working) = edit::begin(&cx, &input.procedure, input.revision).await?;
    let wanted = input.section.parse().ok();
    let mut sections = working
        .content
        .drawing
        .iter_mut()
        .flat_map(|drawing| &mut drawing.sections);
    let section = sections
        .find(|section| Some(section.id) == wanted)
        .ok_or(ApiError::NotFound)?;
    set_name(&mut section.labels, language, &input.label);
    edit::finish(&cx, tx, &working, "sections").await
}

/// Leaves a section the area that it began with; the others come back with the ids and names they had in the file, hidden
/// where the whole was.
fn split(section: &mut Section, plan: &StoredPlan) -> std::result::Result<Vec<Section>, ApiError> {
    if section.keys.len() < 2 {
        return Err(ApiError::invalid("split", "errors.invalid_choice"));
    }
    let mut parts = Vec::new();
    for key in &section.keys {
        let stored = plan.sections.iter().find(|stored| stored.key == *key);
        let drawn = plan.parts.iter().find(|part| part.key == *key);
        // A plan that was imported before the areas were kept one by one.
        let (Some(stored), Some(drawn)) = (stored, drawn) else {
            return Err(ApiError::refused("split_read_again"));
        };
        parts.push(Section {
            id: stored.id,
            keys: vec![key.clone()],
            label: stored.label.clone(),
            kind: drawn.kind,
            hidden: section.hidden,
            path: drawn.path.clone(),
            label_language: None,
            labels: Default::default(),
            lie: None,
        });
    }
    // Where its own area left the plan meanwhile, the section goes on with the first one.
    let own = parts.iter().position(|part| part.id == section.id).unwrap_or(0);
    let own = parts.remove(own);
    (section.keys, section.kind, section.path) = (own.keys, own.kind, own.path);
    Ok(parts)
}
