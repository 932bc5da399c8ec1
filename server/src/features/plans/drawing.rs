//! Makes the drawing of a plan that was read, and carries over what the clerk did with the last one.
//!
//! Invariants: at most 300 paths and 60 KB as a page writes them, what does not fit is in the list alone; a section is known
//! by its key: it keeps its id, and with it the clerk's label, order, hiding and merges, also while it is gone and when it
//! comes back.

use std::collections::{HashMap, HashSet};

use formats::geo::{Drawing as Drawn, Shape, point_within, simplify_for_drawing};
use shared::{
    ids::SectionId,
    plans::{Drawing, MAX_SECTIONS, Section},
};

use super::{
    read::{ReadArea, ReadPlan},
    recognise,
    store::{Departed, StoredPart, StoredPlan, StoredSection},
};

/// Most paths of sections: 300 in the drawing, of which the border and the patterns take some.
const MAX_PATHS: usize = 294;
/// Most bytes of a drawing, with the links and marks that a page writes around its paths.
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
    /// What is no longer in the plan since this import.
    pub gone: Vec<Gone>,
    /// Areas that have another key than before and were recognised.
    pub recognised: usize,
    /// Sections that are in the list and not in the drawing, because it has no room for them.
    pub undrawn: usize,
    /// Areas that became no section, because there are more than a list can hold.
    pub left_out: usize,
}

/// A section that is no longer in the plan.
#[derive(Clone, Debug)]
pub struct Gone {
    /// Its id.
    pub id: SectionId,
    /// Its name.
    pub label: String,
    /// Whether the clerk had named, hidden or merged it.
    pub edited: bool,
}

/// What there was before, under the keys that its areas have now.
#[derive(Default)]
struct Before {
    stored: Vec<StoredSection>,
    departed: Vec<Departed>,
    drawing: Option<Drawing>,
}

impl Before {
    fn of(stored: &StoredPlan, drawing: &Drawing, new_keys: &HashMap<String, String>) -> Self {
        let mut before = Self {
            stored: stored.sections.clone(),
            departed: stored.departed.clone(),
            drawing: Some(drawing.clone()),
        };
        let rename = |key: &mut String| {
            if let Some(new) = new_keys.get(key) {
                key.clone_from(new);
            }
        };
        before
            .stored
            .iter_mut()
            .for_each(|section| rename(&mut section.key));
        let shown = before
            .drawing
            .iter_mut()
            .flat_map(|drawing| &mut drawing.sections);
        let departed = before.departed.iter_mut().map(|departed| &mut departed.section);
        shown
            .chain(departed)
            .flat_map(|section| &mut section.keys)
            .for_each(rename);
        before
    }
}

/// The drawing of a plan, its sections and what to store. `before` is what was imported last with the working copy's drawing of
/// it; `new_id` makes ids.
pub fn draw(
    plan: &ReadPlan,
    before: Option<(&StoredPlan, &Drawing)>,
    mut new_id: impl FnMut() -> SectionId,
) -> Made {
    let areas = largest(&plan.areas);
    let new_keys = before.map_or_else(HashMap::new, |(stored, _)| {
        recognise::new_keys(plan, &areas, stored)
    });
    let before = before.map_or_else(Before::default, |(stored, drawing)| {
        Before::of(stored, drawing, &new_keys)
    });
    let known: HashMap<&str, &StoredSection> = before
        .stored
        .iter()
        .map(|section| (section.key.as_str(), section))
        .collect();
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
            footprint: recognise::footprint(area),
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
            label_language: None,
            labels: Default::default(),
            lie: None,
        };
        fresh.insert(&area.key, section);
    }
    let earlier = before
        .drawing
        .as_ref()
        .map(|drawing| with_departed(drawing, &before.departed));
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
    let mut gone = carried.left;
    let mut remembered: Vec<StoredSection> = Vec::new();
    for (old, is_new) in before
        .stored
        .iter()
        .filter(|old| !fresh.contains_key(old.key.as_str()))
        .map(|old| (old, !old.gone))
    {
        if is_new && !shown.contains(&old.id) && !gone.iter().any(|known| known.id == old.id) {
            gone.push(Gone {
                id: old.id,
                label: old.label.clone(),
                edited: carried.survivors.contains_key(&old.key),
            });
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
        recognised: new_keys.len(),
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
    left: Vec<Gone>,
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
        // A label that the clerk did not touch follows the file.
        let untouched = old.keys.len() == 1
            && known
                .get(old.keys.first().map_or("", String::as_str))
                .is_some_and(|k| k.label == old.label);
        let Some(first) = parts.iter().find(|part| part.id == old.id).or(parts.first()) else {
            if was_shown {
                carried.left.push(Gone {
                    id: old.id,
                    label: old.label.clone(),
                    edited: old.hidden || !untouched,
                });
            }
            let section = Section {
                path: String::new(),
                ..old
            };
            carried.departed.push(Departed { place, section });
            continue;
        };
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
            label_language: None,
            labels: old.labels,
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
