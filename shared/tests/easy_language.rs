//! The linter on texts of others and of the interface.
//!
//! The text of others: the first parts of the Baugesetzbuch (state of 2022, an official work,
//! UrhG § 5), set aside before the rules were tuned.
//!
//! Each line of `easy_language/baugb.txt` is a sentence with what a person said about it: the hard rules it breaks, `-`
//! for none, `?` for not judged. Sources and figures of everything measured: docs/easy-language-corpus.md.

#![expect(clippy::expect_used, reason = "helpers of tests may fail the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

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

/// Texts that residents read; the pages of staff (groups such as `staff` in a file) are in plain language only.
const PUBLIC: [&str; 13] = [
    "accessibility",
    "common",
    "device",
    "errors",
    "glossary",
    "identity",
    "layout",
    "mail",
    "mail_reply",
    "procedures",
    "receipts",
    "statements",
    "videos",
];

/// All texts below a value, arguments replaced by a number, every sentence on its own line as a page shows it.
fn collect(value: &serde_json::Value, texts: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => {
            let mut plain = String::new();
            let mut rest = text.as_str();
            while let Some((before, argument)) = rest.split_once("{{") {
                plain.push_str(before);
                plain.push('5');
                rest = argument.split_once("}}").map_or("", |(_, after)| after);
            }
            plain.push_str(rest);
            for mark in [". ", "? ", "! "] {
                plain = plain.replace(mark, &format!("{}\n", mark.trim_end()));
            }
            texts.push(plain);
        }
        serde_json::Value::Object(group) => group
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "staff" | "inbox" | "work"))
            .for_each(|(_, value)| collect(value, texts)),
        _ => {}
    }
}

#[test]
fn the_interface_in_easy_german_keeps_to_the_rules() {
    let words = words();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../locales/de-simple");
    let mut texts = Vec::new();
    for feature in PUBLIC {
        let json =
            std::fs::read_to_string(folder.join(format!("{feature}.json"))).expect("the file is there");
        collect(
            &serde_json::from_str(&json).expect("the file is JSON"),
            &mut texts,
        );
    }
    assert!(texts.len() > 400, "{} texts", texts.len());
    let (mut sentences, mut findings) = (0, 0);
    let mut hard = Vec::new();
    for text in &texts {
        let report = check(&words, text);
        sentences += report.sentences;
        findings += report.findings.len();
        hard.extend(
            report
                .findings
                .into_iter()
                .filter(|finding| finding.level == Level::Hard)
                // The pattern of a date field, the name of an app, and what staff choose a plan's system by.
                .filter(|finding| !matches!(finding.excerpt.as_str(), "31.12.2026" | "FreeOTP" | "EPSG"))
                .map(|finding| format!("{} {:?} in {text:?}", finding.rule.code(), finding.excerpt)),
        );
    }
    assert!(hard.is_empty(), "{hard:#?}");
    assert!(
        findings * 10 <= sentences * 3,
        "{findings} findings in {sentences} sentences"
    );
}
