//! Makes the drawing of a plan that was read, and carries over what the clerk did with the last one.
//!
//! Invariants: at most 300 paths and 60 KB; a section is known by its key: it keeps its id, and with it the clerk's label,
//! order, hiding and merges.

use std::collections::{HashMap, HashSet};

use formats::geo::{Drawing as Drawn, Shape, simplify_for_drawing};
use shared::{
    ids::SectionId,
    plans::{Drawing, Section},
};

use super::{
    place::point_within,
    read::ReadPlan,
    store::{StoredPart, StoredPlan, StoredSection},
};

/// Most paths of a drawing.
const MAX_PATHS: usize = 300;
/// Most bytes of a drawing.
const MAX_BYTES: usize = 60 * 1024;

/// The drawing of a plan, its sections and its parts to store. `before` is what was imported last with the working copy's drawing of
/// it; `new_id` makes ids.
pub fn draw(
    plan: &ReadPlan,
    before: Option<(&StoredPlan, &Drawing)>,
    mut new_id: impl FnMut() -> SectionId,
) -> (Drawing, Vec<StoredSection>, Vec<StoredPart>) {
    let known: HashMap<&str, &StoredSection> = before
        .iter()
        .flat_map(|(stored, _)| &stored.sections)
        .map(|section| (section.key.as_str(), section))
        .collect();
    let (drawn, paths) = outlines(plan);
    let mut stored = Vec::new();
    let mut fresh: HashMap<&str, Section> = HashMap::new();
    for area in &plan.areas {
        let Some(point) = point_within(&area.area) else {
            continue;
        };
        let old = known.get(area.key.as_str());
        let id = old.map_or_else(&mut new_id, |section| section.id);
        stored.push(StoredSection {
            id,
            key: area.key.clone(),
            label: area.label.clone(),
            point,
        });
        if let Some(path) = paths.get(&area.key) {
            let section = Section {
                id,
                keys: vec![area.key.clone()],
                label: area.label.clone(),
                kind: area.kind.to_owned(),
                hidden: false,
                path: path.clone(),
            };
            fresh.insert(&area.key, section);
        }
    }
    let kept = plan.areas.iter().filter_map(|area| {
        let section = fresh.get(area.key.as_str())?;
        Some(StoredPart {
            key: area.key.clone(),
            kind: section.kind.clone(),
            path: section.path.clone(),
        })
    });
    let parts_kept = kept.collect();
    let mut sections = Vec::new();
    let mut placed: HashSet<String> = HashSet::new();
    for old in before.iter().flat_map(|(_, drawing)| &drawing.sections) {
        let parts: Vec<&Section> = old
            .keys
            .iter()
            .filter_map(|key| fresh.get(key.as_str()))
            .collect();
        let Some(first) = parts.iter().find(|part| part.id == old.id).or(parts.first()) else {
            continue;
        };
        // A label that the clerk did not touch follows the file.
        let untouched = old.keys.len() == 1
            && known
                .get(old.keys.first().map_or("", String::as_str))
                .is_some_and(|k| k.label == old.label);
        placed.extend(parts.iter().flat_map(|part| part.keys.clone()));
        sections.push(Section {
            id: old.id,
            keys: parts.iter().flat_map(|part| part.keys.clone()).collect(),
            label: if untouched {
                first.label.clone()
            } else {
                old.label.clone()
            },
            kind: first.kind.clone(),
            hidden: old.hidden,
            path: parts
                .iter()
                .map(|part| part.path.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        });
    }
    for area in &plan.areas {
        if placed.insert(area.key.clone())
            && let Some(section) = fresh.remove(area.key.as_str())
        {
            sections.push(section);
        }
    }
    let drawing = Drawing {
        name: plan.name.clone(),
        number: plan.number.clone(),
        bbox: plan.bbox,
        frame: drawn.frame,
        view_box: drawn.view_box,
        boundary: drawn.boundary_path,
        sections,
    };
    (drawing, stored, parts_kept)
}

/// The drawing without its paths, and the sections' path data by key.
fn outlines(plan: &ReadPlan) -> (Drawn, HashMap<String, String>) {
    let shapes: Vec<Shape> = plan
        .areas
        .iter()
        .map(|area| Shape {
            key: &area.key,
            area: &area.area,
        })
        .collect();
    let mut drawn = simplify_for_drawing(&shapes, &plan.boundary, MAX_PATHS, MAX_BYTES);
    let paths = std::mem::take(&mut drawn.paths);
    (drawn, paths.into_iter().map(|path| (path.key, path.d)).collect())
}
