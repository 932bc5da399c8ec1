//! Lints files: every finding, then figures a rule and a sentence.
//!
//! `cargo run -p shared --features easy-language --example lint -- [--quiet] FILE…`

use std::collections::BTreeMap;
use std::error::Error;

use shared::easy_language::{Level, Rule, Words, check};

/// The numbers of one rule.
#[derive(Default)]
struct Figures {
    hard: usize,
    warnings: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let words = Words::parse(include_str!("../data/easy_language.json"))?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let quiet = arguments.iter().any(|argument| argument == "--quiet");
    let mut figures: BTreeMap<Rule, Figures> = BTreeMap::new();
    let (mut sentences, mut findings) = (0, 0);
    for file in arguments.iter().filter(|argument| *argument != "--quiet") {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        let report = check(&words, &text);
        println!(
            "{file}: {} sentences, {} findings, {:.2} a sentence",
            report.sentences,
            report.findings.len(),
            report.per_sentence()
        );
        sentences += report.sentences;
        findings += report.findings.len();
        for finding in &report.findings {
            let of_rule = figures.entry(finding.rule).or_default();
            if finding.level == Level::Hard {
                of_rule.hard += 1;
            } else {
                of_rule.warnings += 1;
            }
            if !quiet {
                let line = text[..finding.bytes.start].matches('\n').count() + 1;
                let level = if finding.level == Level::Hard {
                    "hard"
                } else {
                    "warning"
                };
                let arguments: Vec<String> = finding
                    .arguments
                    .iter()
                    .map(|(name, value)| format!("{name}={value}"))
                    .collect();
                let excerpt = finding.excerpt.replace('\n', " ");
                println!(
                    "{file}:{line}: {} {level} {excerpt:?} {}",
                    finding.rule.code(),
                    arguments.join(" ")
                );
            }
        }
    }
    println!("\nrule   hard  warnings  a sentence");
    for (rule, of_rule) in &figures {
        #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
        let rate = (of_rule.hard + of_rule.warnings) as f64 / sentences.max(1) as f64;
        println!(
            "{}  {:5}  {:8}  {rate:10.3}",
            rule.code(),
            of_rule.hard,
            of_rule.warnings
        );
    }
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let rate = findings as f64 / sentences.max(1) as f64;
    println!("all    {sentences} sentences, {findings} findings, {rate:.3} a sentence");
    Ok(())
}
