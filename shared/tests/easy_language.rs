//! The linter on a text written by others: the first parts of the Baugesetzbuch (state of 2022, an official work,
//! UrhG § 5), set aside before the rules were tuned.
//!
//! Each line of `easy_language/baugb.txt` is a sentence with what a person said about it: the hard rules it breaks, `-`
//! for none, `?` for not judged. Sources and figures of everything measured: docs/easy-language-corpus.md.

#![expect(clippy::expect_used, reason = "helpers of tests may fail the test")]

use std::collections::{BTreeMap, BTreeSet};

use shared::easy_language::{Level, Words, check};

fn words() -> Words {
    Words::parse(include_str!("../data/easy_language.json")).expect("the lists are valid")
}

/// Sentences with the codes of the hard rules they break, if a person judged them.
fn corpus() -> Vec<(Option<BTreeSet<&'static str>>, &'static str)> {
    include_str!("easy_language/baugb.txt")
        .lines()
        .map(|line| {
            let (label, sentence) = line.split_once('\t').expect("label and sentence");
            let rules = match label {
                "?" => None,
                "-" => Some(BTreeSet::new()),
                codes => Some(codes.split(' ').collect()),
            };
            (rules, sentence)
        })
        .collect()
}

#[test]
fn administrative_german_has_more_than_three_findings_a_sentence() {
    let words = words();
    let text: Vec<&str> = corpus().into_iter().map(|(_, sentence)| sentence).collect();
    let report = check(&words, &text.join("\n"));
    assert!(report.sentences >= 270, "{} sentences", report.sentences);
    assert!(report.per_sentence() >= 3.0, "{:.2}", report.per_sentence());
    assert!(!report.may_be_published());
}

#[test]
fn hard_findings_are_right_nine_times_in_ten_and_few_are_missed() {
    let words = words();
    // Right, wrong, missed.
    let mut counts: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    let mut judged = 0;
    for (expected, sentence) in corpus() {
        let Some(expected) = expected else { continue };
        judged += 1;
        let found: BTreeSet<&str> = check(&words, sentence)
            .findings
            .iter()
            .filter(|finding| finding.level == Level::Hard)
            .map(|finding| finding.rule.code())
            .collect();
        for rule in found.union(&expected) {
            let count = counts.entry(rule).or_default();
            match (found.contains(rule), expected.contains(rule)) {
                (true, true) => count.0 += 1,
                (true, false) => count.1 += 1,
                _ => count.2 += 1,
            }
        }
    }
    assert!(judged >= 100, "{judged} judged");
    assert!(counts.len() >= 5, "{counts:?}");
    for (rule, (right, wrong, missed)) in counts {
        assert!(
            right * 10 >= (right + wrong) * 9,
            "{rule}: {right} right, {wrong} wrong"
        );
        assert!(
            right * 10 >= (right + missed) * 9,
            "{rule}: {right} right, {missed} missed"
        );
    }
}
