//! What is said of a text that has letters alone: nothing about what it cannot show.

use super::super::{Medium, check_in};
use super::*;

fn in_letters(rule: Rule, text: &str) -> Vec<Level> {
    check_in(words(), text, Medium::Letters, None)
        .findings
        .into_iter()
        .filter(|finding| finding.rule == rule)
        .map(|finding| finding.level)
        .collect()
}

#[test]
fn a_text_that_cannot_be_bold_is_not_asked_for_bold_negations_but_for_single_ones() {
    assert!(in_letters(Rule::Negation, "Das ist nicht gut.").is_empty());
    assert_eq!(
        in_letters(Rule::Negation, "Das ist nicht unmöglich."),
        [Level::Hard]
    );
}

#[test]
fn a_text_that_has_lost_its_distances_is_not_asked_for_paragraphs_and_headings() {
    let lines = "Das ist gut.\n".repeat(30);
    assert!(in_letters(Rule::Layout, &lines).is_empty());
    let alone = "Das ist eine lange Zeile mit vielen Wörtern und ohne Punkt\n\nDas ist gut.";
    assert!(in_letters(Rule::Layout, alone).is_empty());
}

#[test]
fn a_heading_that_is_marked_is_measured_in_any_medium() {
    let heading = "# Das ist eine sehr lange Überschrift mit vielen Wörtern";
    assert_eq!(in_letters(Rule::Layout, heading), [Level::Warning]);
}

#[test]
fn everything_else_is_said_in_any_medium() {
    for (rule, text) in [
        (Rule::Abbreviation, "Das ist z. B. gut."),
        (Rule::Passive, "Der Plan wird ausgelegt."),
        (Rule::Address, "Hier kann man bauen."),
    ] {
        assert_eq!(in_letters(rule, text).len(), 1, "{text}");
    }
}
