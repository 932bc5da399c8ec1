//! Advice that says the same again is one finding; what blocks, and what is mended apart, is not joined.

use super::*;

/// The excerpts of the findings of one rule, each with those of its further places.
fn joined(rule: Rule, text: &str) -> Vec<Vec<String>> {
    findings(rule, text)
        .into_iter()
        .map(|finding| {
            std::iter::once(finding.excerpt)
                .chain(finding.more.into_iter().map(|place| place.excerpt))
                .collect()
        })
        .collect()
}

#[test]
fn negations_that_are_not_bold_are_one_finding_and_a_double_one_stands_alone() {
    let text = "Das ist nicht gut.\nEs gibt keine Wege.\nDas ist **nicht** unmöglich.\nNiemand kommt.";
    assert_eq!(
        joined(Rule::Negation, text),
        [vec!["nicht", "keine", "Niemand"], vec!["unmöglich"]]
    );
    assert_eq!(levels(Rule::Negation, text), [Level::Warning, Level::Hard]);
}

#[test]
fn the_same_long_word_in_any_form_is_one_finding_and_another_one_is_not() {
    let text = "Die Stadtentwicklung ist neu.\nStadtentwicklungen dauern.\nDas Verkehrskonzept auch.\nDie Stadtentwicklung kostet.";
    assert_eq!(
        joined(Rule::LongWord, text),
        [
            vec!["Stadtentwicklung", "Stadtentwicklungen", "Stadtentwicklung"],
            vec!["Verkehrskonzept"]
        ]
    );
}

#[test]
fn each_further_place_has_its_own_suggestion() {
    let finding = &findings(
        Rule::LongWord,
        "Der Flächennutzungsplan ist neu.\nEs gibt 2 Flächennutzungspläne.\nWo ist der Flächennutzungsplan?",
    )[0];
    let suggestions: Vec<_> = finding
        .more
        .iter()
        .map(|place| place.replacement.as_deref())
        .collect();
    assert!(
        suggestions.contains(&Some("Flächen-Nutzungs-Plan")),
        "{finding:?}"
    );
}

#[test]
fn man_is_one_finding_and_so_is_one_way_to_mark_genders() {
    let text = "Man kann kommen.\nBürger*innen fragen.\nWähler*innen fragen.\nDann sieht man mehr.\nAlle Besucher:innen warten.";
    assert_eq!(joined(Rule::Address, text), [vec!["Man", "man"]]);
    assert_eq!(
        joined(Rule::Gender, text),
        [vec!["Bürger*innen", "Wähler*innen"], vec!["Besucher:innen"]]
    );
}

#[test]
fn a_sentence_with_two_clauses_is_to_be_divided_once() {
    let text = "Wenn Sie Fragen haben, rufen Sie an, weil wir helfen.\nSie wissen, dass wir warten.";
    let places: Vec<usize> = joined(Rule::Clauses, text).iter().map(Vec::len).collect();
    assert_eq!(places, [2, 1]);
}

#[test]
fn what_must_be_mended_is_a_finding_at_every_place() {
    let text = "Das sind 5 %.\nDas sind 6 %.\nDas ist z. B. hier.\nDas ist z. B. dort.";
    assert_eq!(levels(Rule::Sign, text), [Level::Hard, Level::Hard]);
    assert_eq!(levels(Rule::Abbreviation, text), [Level::Hard, Level::Hard]);
}

#[test]
fn long_sentences_and_passives_are_mended_one_by_one() {
    let text = "Der Plan wird heute ausgelegt.\nDer andere Plan wird morgen ausgelegt.";
    assert_eq!(joined(Rule::Passive, text).len(), 2);
}

#[test]
fn a_text_without_headings_is_told_so_once() {
    let text = "Das ist gut.\n\n".repeat(13);
    let findings = findings(Rule::Layout, &text);
    assert_eq!((findings.len(), findings[0].more.len()), (1, 1));
}

#[test]
fn no_place_is_lost_when_findings_are_joined() {
    let report = check(
        words(),
        "Das ist nicht gut.\nDas ist nicht schön.\nDas kostet 5 %.",
    );
    assert_eq!((report.findings.len(), report.places()), (3, 4));
    assert!(report.places_per_sentence() > report.per_sentence());
}
