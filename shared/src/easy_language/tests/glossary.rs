//! The glossary keeps to its own rules.

use std::collections::BTreeSet;

use super::*;

#[test]
fn the_parts_of_a_term_are_written_with_hyphen_or_dot() {
    let words = words();
    let term = words.term("Bebauungspläne").unwrap();
    assert_eq!(term.rendered('-'), "Bebauungs-Plan");
    assert_eq!(term.rendered('·'), "Bebauungs·plan");
}

#[test]
fn a_word_is_found_in_every_form() {
    let words = words();
    for (written, term) in [
        ("Flächennutzungsplänen", "Flächennutzungsplan"),
        ("Stadtrats", "Stadtrat"),
        ("Ausschüsse", "Ausschuss"),
        ("Bau-Grenzen", "Baugrenze"),
        ("Bau·grenze", "Baugrenze"),
        ("Festsetzungen", "Festsetzung"),
    ] {
        assert_eq!(
            words.term(written).map(|found| found.term.as_str()),
            Some(term),
            "{written}"
        );
    }
    let text = "Wir fragen die Träger öffentlicher Belange.";
    let found = words.uses_in(text);
    assert_eq!(&text[found[0].0.clone()], "Träger öffentlicher Belange");
    assert!(words.uses_in("Wir planen und bauen.").is_empty());
}

#[test]
fn terms_are_unique_and_at_least_four_hundred() {
    let words = words();
    let terms: BTreeSet<String> = words
        .glossary()
        .iter()
        .map(|term| term.term.to_lowercase())
        .collect();
    assert_eq!(terms.len(), words.glossary().len());
    assert!(terms.len() >= 400, "{} terms", terms.len());
}

#[test]
fn the_parts_joined_are_the_term() {
    for term in words().glossary() {
        if let Some(parts) = &term.parts {
            assert_eq!(parts.replace('|', ""), term.term);
        }
    }
}

#[test]
fn explanations_are_easy_themselves() {
    let words = words();
    let (mut sentences, mut findings) = (0, 0);
    let mut hard = Vec::new();
    for term in words.glossary() {
        let report = check(words, &term.explanation);
        sentences += report.sentences;
        findings += report.findings.len();
        hard.extend(
            report
                .findings
                .into_iter()
                .filter(|finding| finding.level == Level::Hard)
                .map(|finding| format!("{}: {} {:?}", term.term, finding.rule.code(), finding.excerpt)),
        );
        assert!(
            (1..=4).contains(&report.sentences),
            "{} has {} sentences",
            term.term,
            report.sentences
        );
    }
    assert!(hard.is_empty(), "{hard:#?}");
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let rate = findings as f64 / sentences as f64;
    assert!(
        rate <= 0.3,
        "{findings} findings in {sentences} sentences: {rate:.2}"
    );
}

#[test]
fn preferred_words_are_not_to_be_avoided() {
    let words = words();
    let avoided: BTreeSet<&str> = words
        .glossary()
        .iter()
        .flat_map(|term| &term.avoid)
        .map(String::as_str)
        .collect();
    for term in words.glossary() {
        if let Some(prefer) = &term.prefer {
            assert!(!avoided.contains(prefer.as_str()), "{prefer}");
            assert_ne!(prefer, &term.term);
        }
        assert!(
            !avoided.contains(term.term.as_str()),
            "{} is to be avoided and explained",
            term.term
        );
    }
}

#[test]
fn data_with_a_mistake_is_refused() {
    let text = include_str!("../../../data/easy_language.json");
    for (right, wrong) in [
        ("\"Bebauungs|plan\"", "\"Bebauung|plan\""),
        ("\"term\": \"Bebauungsplan\"", "\"term\": \"Meinung\""),
        ("\"status\": \"proposed\"", "\"status\": \"good\""),
        (
            "\"status\": \"proposed\"",
            "\"status\": {\"approved\": {\"by\": \"\", \"on\": \"2027-03-01\"}}",
        ),
    ] {
        assert!(Words::parse(&text.replacen(right, wrong, 1)).is_err(), "{wrong}");
    }
}
