//! Lints files: every finding with its further places, then figures a rule and a sentence.
//!
//! `cargo run -p shared --features easy-language --example lint -- [--quiet] [--letters] FILE…`
//!
//! `--letters` is for texts without markup, such as those copied from a page: nothing is said of bold type and distances.

use std::collections::BTreeMap;
use std::error::Error;

use shared::easy_language::{Finding, Level, Medium, Rule, Words, check_in};

/// The numbers of one rule.
#[derive(Default)]
struct Figures {
    hard: usize,
    warnings: usize,
    places: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let words = Words::parse(include_str!("../data/easy_language.json"))?;
    let (options, files): (Vec<String>, Vec<String>) = std::env::args()
        .skip(1)
        .partition(|argument| argument.starts_with("--"));
    let chosen = |name: &str| options.iter().any(|option| option == name);
    let quiet = chosen("--quiet");
    let medium = if chosen("--letters") {
        Medium::Letters
    } else {
        Medium::Markup
    };
    let mut figures: BTreeMap<Rule, Figures> = BTreeMap::new();
    let (mut sentences, mut findings, mut places) = (0, 0, 0);
    for file in &files {
        let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
        let report = check_in(&words, &text, medium, None);
        println!(
            "{file}: {} sentences, {} findings, {:.2} a sentence; {} places, {:.2} a sentence",
            report.sentences,
            report.findings.len(),
            report.per_sentence(),
            report.places(),
            report.places_per_sentence()
        );
        sentences += report.sentences;
        findings += report.findings.len();
        places += report.places();
        for finding in &report.findings {
            let of_rule = figures.entry(finding.rule).or_default();
            if finding.level == Level::Hard {
                of_rule.hard += 1;
            } else {
                of_rule.warnings += 1;
            }
            of_rule.places += 1 + finding.more.len();
            if !quiet {
                println!("{file}:{}", line(&text, finding));
            }
        }
    }
    println!("\nrule   hard  warnings  a sentence  places");
    for (rule, of_rule) in &figures {
        println!(
            "{}  {:5}  {:8}  {:10.3}  {:6}",
            rule.code(),
            of_rule.hard,
            of_rule.warnings,
            rate(of_rule.hard + of_rule.warnings, sentences),
            of_rule.places
        );
    }
    println!(
        "all    {sentences} sentences, {findings} findings, {:.3} a sentence; {places} places, {:.3} a sentence",
        rate(findings, sentences),
        rate(places, sentences)
    );
    Ok(())
}

/// A finding on one line, beginning with the number of its line.
fn line(text: &str, finding: &Finding) -> String {
    let number = |at: usize| text[..at].matches('\n').count() + 1;
    let level = match finding.level {
        Level::Hard => "hard",
        Level::Warning => "warning",
    };
    let arguments: Vec<String> = finding
        .arguments
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let more: Vec<String> = finding
        .more
        .iter()
        .map(|place| format!("{} {:?}", number(place.bytes.start), place.excerpt))
        .collect();
    let more = match more.len() {
        0 => String::new(),
        1 => format!("; and at 1 more place: {}", more.join("")),
        count => format!("; and at {count} more places: {}", more.join(", ")),
    };
    format!(
        "{}: {} {level} {:?} {}{more}",
        number(finding.bytes.start),
        finding.rule.code(),
        finding.excerpt.replace('\n', " "),
        arguments.join(" ")
    )
}

#[expect(clippy::cast_precision_loss, reason = "a few thousand")]
fn rate(count: usize, sentences: usize) -> f64 {
    count as f64 / sentences.max(1) as f64
}
