//! Makes the drawing of a plan that was read, and carries over what the clerk did with the last one.
//!
//! Invariants: at most 300 paths and 60 KB, what does not fit is in the list alone; a section is known by its key: it keeps
//! its id, and with it the clerk's label, order, hiding and merges, also while it is gone and when it comes back.

use std::collections::{HashMap, HashSet};

use formats::geo::{Drawing as Drawn, Shape, point_within, simplify_for_drawing};
use shared::{
    ids::SectionId,
    plans::{Drawing, MAX_SECTIONS, Section},
};

use super::{
    read::{ReadArea, ReadPlan},
    store::{Departed, StoredPart, StoredPlan, StoredSection},
};

/// Most paths of a drawing.
const MAX_PATHS: usize = 300;
/// Most bytes of a drawing.
const MAX_BYTES: usize = 60 * 1024;
/// So many areas that left the plan are remembered.
const MAX_REMEMBERED: usize = 2_000;

/// What an import makes of a plan's areas.
#[derive(Debug)]
pub struct Made {
    /// The drawing with its sections.
    pub drawing: Drawing,
    /// The areas to store: those of the plan, then those that left it.
    pub sections: Vec<StoredSection>,
    /// The areas as drawn.
    pub parts: Vec<StoredPart>,
    /// The sections that left the plan, as the clerk had them.
    pub departed: Vec<Departed>,
    /// What is no longer in the plan since this import: id and name.
    pub gone: Vec<(SectionId, String)>,
    /// Sections that are in the list and not in the drawing, because it has no room for them.
    pub undrawn: usize,
    /// Areas that became no section, because there are more than a list can hold.
    pub left_out: usize,
}

/// The drawing of a plan, its sections and what to store. `before` is what was imported last with the working copy's drawing of
/// it; `new_id` makes ids.
pub fn draw(
    plan: &ReadPlan,
    before: Option<(&StoredPlan, &Drawing)>,
    mut new_id: impl FnMut() -> SectionId,
) -> Made {
    let known: HashMap<&str, &StoredSection> = before
        .iter()
        .flat_map(|(stored, _)| &stored.sections)
        .map(|section| (section.key.as_str(), section))
        .collect();
    let areas = largest(&plan.areas);
    let (drawn, mut paths) = outlines(&areas, plan);
    let mut stored = Vec::new();
    let mut parts = Vec::new();
    let mut fresh: HashMap<&str, Section> = HashMap::new();
    for area in &areas {
        let old = known.get(area.key.as_str());
        let id = old.map_or_else(&mut new_id, |section| section.id);
        let path = paths.remove(&area.key).unwrap_or_default();
        stored.push(StoredSection {
            id,
            key: area.key.clone(),
            label: area.label.clone(),
            point: point_within(&area.area),
            gone: false,
            merged_into: None,
        });
        parts.push(StoredPart {
            key: area.key.clone(),
            kind: area.kind,
            path: path.clone(),
        });
        let section = Section {
            id,
            keys: vec![area.key.clone()],
            label: area.label.clone(),
            kind: area.kind,
            hidden: false,
            path,
            lie: None,
        };
        fresh.insert(&area.key, section);
    }
    let earlier = before.map(|(stored, drawing)| with_departed(drawing, &stored.departed));
    let carried = carry(earlier.unwrap_or_default(), &known, &fresh);
    let mut sections = carried.sections;
    let placed: HashSet<String> = sections.iter().flat_map(|section| section.keys.clone()).collect();
    sections.extend(
        areas
            .iter()
            .filter(|area| !placed.contains(&area.key))
            .filter_map(|area| fresh.get(area.key.as_str()).cloned()),
    );

    let shown: HashSet<SectionId> = sections.iter().map(|section| section.id).collect();
    let mut gone: Vec<(SectionId, String)> = carried.left;
    let mut remembered: Vec<StoredSection> = Vec::new();
    for (old, is_new) in before
        .iter()
        .flat_map(|(stored, _)| &stored.sections)
        .filter(|old| !fresh.contains_key(old.key.as_str()))
        .map(|old| (old, !old.gone))
    {
        if is_new && !shown.contains(&old.id) && !gone.iter().any(|(id, _)| *id == old.id) {
            gone.push((old.id, old.label.clone()));
        }
        remembered.push(StoredSection {
            gone: true,
            merged_into: carried.survivors.get(&old.key).copied().or(old.merged_into),
            ..old.clone()
        });
    }
    // What left last is remembered first.
    let was_gone = |section: &StoredSection| known.get(section.key.as_str()).is_some_and(|old| old.gone);
    remembered.sort_by_key(was_gone);
    remembered.truncate(MAX_REMEMBERED);
    stored.extend(remembered);
    let drawing = Drawing {
        name: plan.name.clone(),
        number: plan.number.clone(),
        bbox: plan.bbox,
        frame: drawn.frame,
        view_box: drawn.view_box,
        boundary: drawn.boundary_path,
        sections,
    };
    Made {
        drawing,
        sections: stored,
        parts,
        departed: carried.departed,
        gone,
        undrawn: drawn.omitted,
        left_out: plan.areas.len() - areas.len(),
    }
}

/// What became of the sections that there were.
struct Carried {
    /// Those that still have an area.
    sections: Vec<Section>,
    /// Those that have none, to come back.
    departed: Vec<Departed>,
    /// Those that had one until now.
    left: Vec<(SectionId, String)>,
    /// Areas that are gone and were a part of a section that goes on, by key.
    survivors: HashMap<String, SectionId>,
}

/// The sections of the working copy with those that left it before, each at the place that it had.
fn with_departed(drawing: &Drawing, departed: &[Departed]) -> Vec<(Section, bool)> {
    let mut all: Vec<(Section, bool)> = drawing
        .sections
        .iter()
        .map(|section| (section.clone(), true))
        .collect();
    for Departed { place, section } in departed {
        // A section that was merged into another one or came back by itself meanwhile is no second one.
        if !all.iter().any(|(known, _)| known.id == section.id) {
            all.insert((*place).min(all.len()), (section.clone(), false));
        }
    }
    all
}

fn carry(
    earlier: Vec<(Section, bool)>,
    known: &HashMap<&str, &StoredSection>,
    fresh: &HashMap<&str, Section>,
) -> Carried {
    let mut carried = Carried {
        sections: Vec::new(),
        departed: Vec::new(),
        left: Vec::new(),
        survivors: HashMap::new(),
    };
    let held: HashSet<String> = earlier
        .iter()
        .flat_map(|(section, _)| section.keys.iter().cloned())
        .collect();
    let mut placed: HashSet<String> = HashSet::new();
    for (place, (old, was_shown)) in earlier.into_iter().enumerate() {
        // Areas that were merged into it come back to it.
        let mut returning: Vec<&str> = known
            .values()
            .filter(|section| {
                section.gone && section.merged_into == Some(old.id) && !held.contains(&section.key)
            })
            .map(|section| section.key.as_str())
            .collect();
        returning.sort_unstable();
        let keys = old.keys.iter().map(String::as_str).chain(returning);
        let parts: Vec<&Section> = keys
            .filter(|key| !placed.contains(*key))
            .filter_map(|key| fresh.get(key))
            .collect();
        let Some(first) = parts.iter().find(|part| part.id == old.id).or(parts.first()) else {
            if was_shown {
                carried.left.push((old.id, old.label.clone()));
            }
            let section = Section {
                path: String::new(),
                ..old
            };
            carried.departed.push(Departed { place, section });
            continue;
        };
        // A label that the clerk did not touch follows the file.
        let untouched = old.keys.len() == 1
            && known
                .get(old.keys.first().map_or("", String::as_str))
                .is_some_and(|k| k.label == old.label);
        let keys: Vec<String> = parts.iter().flat_map(|part| part.keys.clone()).collect();
        placed.extend(keys.iter().cloned());
        let gone = old.keys.iter().filter(|key| !fresh.contains_key(key.as_str()));
        carried.survivors.extend(gone.map(|key| (key.clone(), old.id)));
        let paths: Vec<&str> = parts
            .iter()
            .map(|part| part.path.as_str())
            .filter(|path| !path.is_empty())
            .collect();
        carried.sections.push(Section {
            id: old.id,
            keys,
            label: if untouched { first.label.clone() } else { old.label },
            kind: first.kind,
            hidden: old.hidden,
            path: paths.join(" "),
            lie: None,
        });
    }
    carried.departed.truncate(MAX_REMEMBERED);
    carried
}

/// The areas in their order, at most as many as a list can hold: the smallest go.
fn largest(areas: &[ReadArea]) -> Vec<&ReadArea> {
    let mut by_size: Vec<(usize, f64)> = areas.iter().map(|area| area.area.area()).enumerate().collect();
    by_size.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut kept: Vec<usize> = by_size.into_iter().take(MAX_SECTIONS).map(|(at, _)| at).collect();
    kept.sort_unstable();
    kept.into_iter().filter_map(|at| areas.get(at)).collect()
}

/// The drawing without its paths, and the sections' path data by key.
fn outlines(areas: &[&ReadArea], plan: &ReadPlan) -> (Drawn, HashMap<String, String>) {
    let shapes: Vec<Shape> = areas
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
