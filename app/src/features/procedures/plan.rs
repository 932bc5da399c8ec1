//! The plan's drawing as the drawing part takes it.
//!
//! Invariant: the mark in the drawing is the beginning of the section's name, or its number in the list, so that
//! drawing and list can be matched without colours.

use shared::plans::{AreaKind, Drawing, Section};

use super::{plan_marks, words};
use crate::ui::{Fill, PlanSection};

/// Height of a mark, as a part of the drawing's width.
const MARK: f64 = 0.026;

/// The sections with where each leads.
pub fn sections(
    drawing: &Drawing,
    key: impl Fn(&Section) -> String,
    href: impl Fn(&Section) -> String,
) -> Vec<PlanSection> {
    let shown: Vec<&Section> = drawing
        .sections
        .iter()
        .filter(|section| !section.hidden)
        .collect();
    let paths: Vec<&str> = shown.iter().map(|section| section.path.as_str()).collect();
    let places = plan_marks::places(&paths, mark_size(drawing));
    shown
        .into_iter()
        .zip(places)
        .enumerate()
        .map(|(index, (section, at))| {
            let (mark, label) = mark_and_label(&section.label, index + 1);
            PlanSection {
                key: key(section),
                label,
                mark,
                d: section.path.clone(),
                at,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_is_the_beginning_of_the_name_or_its_number() {
        assert_eq!(
            mark_and_label("WA 1 – allgemeines Wohngebiet", 4),
            ("WA 1".into(), "allgemeines Wohngebiet".into())
        );
        assert_eq!(mark_and_label("Uferweg", 4), ("4".into(), "Uferweg".into()));
    }
}
