//! The plan's drawing as the drawing part takes it.
//!
//! Invariant: the mark in the drawing is the beginning of the section's name, or its number in the list, so that
//! drawing and list can be matched without colours.

use shared::plans::{
    AreaKind, Drawing, Section,
    map::{centroid, rings},
};

use super::words;
use crate::ui::{Fill, PlanSection};

/// Height of a mark, as a part of the drawing's width.
const MARK: f64 = 0.026;

/// The sections with where each leads.
pub fn sections(
    drawing: &Drawing,
    key: impl Fn(&Section) -> String,
    href: impl Fn(&Section) -> String,
) -> Vec<PlanSection> {
    let smallest = mark_size(drawing) * 1.6;
    drawing
        .sections
        .iter()
        .filter(|section| !section.hidden)
        .enumerate()
        .map(|(index, section)| {
            let (mark, label) = mark_and_label(&section.label, index + 1);
            PlanSection {
                key: key(section),
                label,
                mark,
                d: section.path.clone(),
                at: anchor(&section.path, smallest),
                fill: fill(section.kind),
                href: href(section),
                text: Default::default(),
                lang: words::german().into(),
            }
        })
        .collect()
}

/// The height of a mark in the units of the drawing.
pub fn mark_size(drawing: &Drawing) -> f64 {
    let mut sides = drawing
        .view_box
        .split_ascii_whitespace()
        .skip(2)
        .filter_map(|side| side.parse::<f64>().ok());
    let (width, height) = (sides.next().unwrap_or(1_000.0), sides.next().unwrap_or(1_000.0));
    (width.max(height) * MARK).max(1.0)
}

/// `WA 1 – allgemeines Wohngebiet` is mark and label; a name without a dash gets its number as mark.
fn mark_and_label(name: &str, number: usize) -> (String, String) {
    match name.split_once(" – ") {
        Some((mark, label)) if mark.chars().count() <= 8 => (mark.to_owned(), label.to_owned()),
        _ => (number.to_string(), name.to_owned()),
    }
}

/// The pattern of an area: building areas are hatched as the drawings of plans are, what is alike has the same pattern.
fn fill(kind: AreaKind) -> Fill {
    match kind {
        AreaKind::Housing | AreaKind::Mixed | AreaKind::Commerce => Fill::Lines,
        AreaKind::Special | AreaKind::Supply | AreaKind::Community => Fill::Grid,
        AreaKind::Green | AreaKind::Sport | AreaKind::Forest | AreaKind::Farming => Fill::Dots,
        AreaKind::Water => Fill::Waves,
        AreaKind::Traffic | AreaKind::Area => Fill::Plain,
    }
}

/// Where a mark stands: the centroid of the largest ring, if a mark fits into it.
fn anchor(path: &str, smallest: f64) -> Option<(f64, f64)> {
    let rings = rings(path);
    let (area, x, y, ring) = rings
        .iter()
        .map(|ring| centroid(ring))
        .zip(&rings)
        .map(|((a, x, y), r)| (a, x, y, r))
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    let extent = |pick: fn(&(f64, f64)) -> f64| {
        let (low, high) = ring
            .iter()
            .map(pick)
            .fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
        high - low
    };
    (area > 0.0 && extent(|p| p.0) >= smallest && extent(|p| p.1) >= smallest)
        .then_some((x.round(), y.round()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_in_the_middle_of_the_largest_ring() {
        assert_eq!(
            anchor("M0 2000l2000 0 0-2000-2000 0z", 50.0),
            Some((1000.0, 1000.0))
        );
        assert_eq!(
            anchor("M0 0h10v10h-10zM100 100l200 0 0 200-200 0z", 50.0),
            Some((200.0, 200.0))
        );
    }

    #[test]
    fn a_section_too_small_for_a_mark_gets_none() {
        assert_eq!(anchor("M0 0h1000v10h-1000z", 50.0), None);
        assert_eq!(anchor("", 50.0), None);
    }

    #[test]
    fn the_mark_is_the_beginning_of_the_name_or_its_number() {
        assert_eq!(
            mark_and_label("WA 1 – allgemeines Wohngebiet", 4),
            ("WA 1".into(), "allgemeines Wohngebiet".into())
        );
        assert_eq!(mark_and_label("Uferweg", 4), ("4".into(), "Uferweg".into()));
    }
}
