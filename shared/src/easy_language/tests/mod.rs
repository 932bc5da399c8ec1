//! The linter by its rules: for each, what it finds and what it leaves alone.

mod glossary;
mod medium;
mod repeats;
mod rules;
mod structure;

use std::sync::LazyLock;

use super::{Finding, Level, Rule, Words, check};

fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| {
        Words::parse(include_str!("../../../data/easy_language.json")).expect("the lists are valid")
    });
    &WORDS
}

/// The findings of one rule as excerpts.
fn found(rule: Rule, text: &str) -> Vec<String> {
    findings(rule, text)
        .into_iter()
        .map(|finding| finding.excerpt)
        .collect()
}

fn findings(rule: Rule, text: &str) -> Vec<Finding> {
    check(words(), text)
        .findings
        .into_iter()
        .filter(|finding| finding.rule == rule)
        .collect()
}

fn levels(rule: Rule, text: &str) -> Vec<Level> {
    findings(rule, text)
        .into_iter()
        .map(|finding| finding.level)
        .collect()
}
