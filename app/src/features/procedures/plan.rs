//! The plan's drawing as the drawing part takes it.
//!
//! Invariants: the mark in the drawing is the beginning of the section's name, or its number in the list, so that
//! drawing and list can be matched without colours; of two sections at one place the smaller one is seen and answers to a
//! click, as it does where somebody points at the map ([`shared::plans::map::section_at`]).

use shared::plans::{AreaKind, Drawing, Section};

use super::words;
use crate::ui::{Fill, PlanSection};

/// The sections with where each leads.
pub fn sections(
    drawing: &Drawing,
    key: impl Fn(&Section) -> String,
    href: impl Fn(&Section) -> String,
) -> Vec<PlanSection> {
    drawing
        .sections
        .iter()
        .filter(|section| !section.hidden)
        .enumerate()
        .map(|(index, section)| {
            let (mark, label) = mark_and_label(&section.label, index + 1);
            let lie = section.lie.unwrap_or_default();
            PlanSection {
                key: key(section),
                label,
                mark,
                d: section.path.clone(),
                rank: lie.rank,
                at: lie.mark,
                fill: fill(section.kind),
                href: href(section),
                text: Default::default(),
                lang: words::of_name(section.label_language.as_deref()).into(),
            }
        })
        .collect()
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
