//! Advice that says the same again becomes one finding with its places.
//!
//! What is the same is decided as somebody who mends a text would: one decision, one finding.
//! - Decided once for the whole text: that negations are bold, that "man" becomes "Sie", that headings are missing, which
//!   sign marks genders.
//! - Decided once a word: a long word, a foreign word, a form of the past, a number as a word, a word that the glossary
//!   replaces; and once a sign: quotation marks, brackets.
//! - Decided once a sentence: into how many it is divided (LS03).
//!
//! A long sentence, a passive, a long paragraph are mended one by one and stay apart. So does everything hard: each place
//! blocks until it is mended.

use std::collections::HashMap;

use super::{Finding, Level, Place, Rule};

/// Marks for genders; a capital inside a word ("BürgerInnen") is none of them and a way of its own.
const GENDER_MARKS: [char; 5] = ['*', ':', '_', '/', '·'];

/// Joins what repeats; the findings and the places of each stay in the order of the text.
pub(super) fn gather(findings: Vec<Finding>) -> Vec<Finding> {
    let mut first: HashMap<(Rule, String), usize> = HashMap::new();
    let mut gathered: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        let Some(same) = sameness(&finding) else {
            gathered.push(finding);
            continue;
        };
        let at = *first.entry((finding.rule, same)).or_insert(gathered.len());
        match gathered.get_mut(at) {
            Some(first) => first.more.push(place(finding)),
            None => gathered.push(finding),
        }
    }
    gathered
}

/// What a finding shares with those of its rule that say the same; nothing for one that stands alone.
fn sameness(finding: &Finding) -> Option<String> {
    if finding.level == Level::Hard {
        return None;
    }
    let argument = |name: &str| finding.argument(name).unwrap_or_default().to_lowercase();
    match finding.rule {
        Rule::Clauses => Some(finding.sentence.to_string()),
        Rule::Negation | Rule::Address => Some(argument("case")),
        Rule::Layout => Some(argument("case")).filter(|case| case == "headings"),
        Rule::Gender => {
            let mark = finding.excerpt.chars().find(|c| GENDER_MARKS.contains(c));
            Some(mark.map(String::from).unwrap_or_default())
        }
        Rule::Sign => Some(argument("sign")),
        Rule::Synonym => Some(argument("preferred")),
        Rule::LongWord | Rule::ForeignWord => Some(in_any_form(&argument("word"))),
        Rule::Genitive | Rule::Subjunctive | Rule::Past | Rule::NumberWord | Rule::HardNumber => {
            Some(argument("word"))
        }
        Rule::Length
        | Rule::Lines
        | Rule::Passive
        | Rule::Abbreviation
        | Rule::Nominal
        | Rule::Date
        | Rule::Unexplained => None,
    }
}

/// A long word without its ending of declension: "Zuständigkeiten" is "Zuständigkeit" again.
fn in_any_form(word: &str) -> String {
    word.trim_end_matches(['e', 'n', 's']).to_owned()
}

fn place(finding: Finding) -> Place {
    Place {
        bytes: finding.bytes,
        utf16: finding.utf16,
        sentence: finding.sentence,
        excerpt: finding.excerpt,
        arguments: finding.arguments,
        replacement: finding.remedy.replacement,
    }
}
