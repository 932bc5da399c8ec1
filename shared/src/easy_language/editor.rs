//! The check as an editor asks for it: several fields of one form, each finding with its field.
//!
//! The same JSON comes from the endpoint and from the program in the browser, so that a page shows both alike.

use std::collections::BTreeMap;

use super::{Finding, Level, Words, check};
use crate::{
    api::{FieldError, Invalid},
    endpoint, text, wire,
};

/// The fields of a form that hold texts in easy language, in the order of the form; the first is a heading.
pub const FIELDS: [&str; 6] = ["title", "short", "long", "plain", "markdown", "explanation"];
/// A form names at most so many findings as mistakes: nobody reads more at once.
pub const MAX_MISTAKES: usize = 20;

wire! {
    /// Asks for the findings in texts in easy language; the fields are those of the forms that hold such texts.
    #[derive(Default)]
    pub struct CheckEasyLanguage {
        /// A title.
        #[serde(default)]
        pub title: String,
        /// One to three sentences.
        #[serde(default)]
        pub short: String,
        /// A long text, Markdown.
        #[serde(default)]
        pub long: String,
        /// A summary, a line a sentence.
        #[serde(default)]
        pub plain: String,
        /// The text of a fixed page, Markdown.
        #[serde(default)]
        pub markdown: String,
        /// What a word of the glossary means, Markdown.
        #[serde(default)]
        pub explanation: String,
    }
    /// What was found.
    #[derive(Default)]
    pub struct EasyLanguageReport {
        /// In the order of the fields and of their texts.
        pub findings: Vec<TextFinding>,
        /// How many of them have to be mended before the text may be public.
        pub hard: u32,
    }
    /// One place where a text breaks a rule.
    pub struct TextFinding {
        /// The field that holds the text.
        pub field: String,
        /// The rule: `LS01` … `LS21`.
        pub rule: String,
        /// Whether it has to be mended before the text may be public.
        pub hard: bool,
        /// Where it begins in the field, in UTF-16 code units.
        pub start: u32,
        /// Where it ends.
        pub end: u32,
        /// The number of the sentence in the field, from 1.
        pub sentence: u32,
        /// The text at the place.
        pub excerpt: String,
        /// Values for the message, named as the rule says.
        pub arguments: BTreeMap<String, String>,
        /// What mends it, such as `split_word`.
        pub remedy: String,
        /// What may stand at the place instead, if it is known.
        #[serde(default)]
        pub replacement: Option<String>,
    }
}
endpoint!(Post "/api/v1/staff/easy-language/check" Staff CheckEasyLanguage => EasyLanguageReport);

impl CheckEasyLanguage {
    /// The texts by their fields; empty ones are left out.
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let texts = [
            &self.title,
            &self.short,
            &self.long,
            &self.plain,
            &self.markdown,
            &self.explanation,
        ];
        FIELDS
            .into_iter()
            .zip(texts)
            .map(|(field, text)| (field, text.as_str()))
            .filter(|(_, text)| !text.trim().is_empty())
    }

    /// All findings.
    pub fn report(&self, words: &Words) -> EasyLanguageReport {
        let findings: Vec<TextFinding> = self
            .texts()
            .flat_map(|(field, text)| findings_in(words, field, &text::unify_line_ends(text)))
            .collect();
        let hard = findings.iter().filter(|finding| finding.hard).count();
        EasyLanguageReport {
            hard: u32::try_from(hard).unwrap_or(u32::MAX),
            findings,
        }
    }
}

impl EasyLanguageReport {
    /// Adds what has to be mended as mistakes of the fields, at most [`MAX_MISTAKES`].
    pub fn refuse(&self, invalid: &mut Invalid) {
        let hard = self.findings.iter().filter(|finding| finding.hard);
        invalid
            .0
            .extend(hard.take(MAX_MISTAKES).map(TextFinding::mistake));
    }
}

impl TextFinding {
    /// The finding as a mistake of its field: the message's arguments, and `rule`, `sentence`, `excerpt`, `replacement`.
    pub fn mistake(&self) -> FieldError {
        let mut arguments = self.arguments.clone();
        arguments.extend([
            ("rule".to_owned(), self.rule.clone()),
            ("sentence".to_owned(), self.sentence.to_string()),
            ("excerpt".to_owned(), self.excerpt.clone()),
        ]);
        if let Some(replacement) = &self.replacement {
            arguments.insert("replacement".to_owned(), replacement.clone());
        }
        FieldError {
            field: self.field.clone(),
            key: "errors.easy_language".to_owned(),
            arguments,
        }
    }
}

/// What is set before a title, so that it is read as a heading: it is no sentence.
const HEADING: &str = "# ";

/// The findings in the text of one field, whose lines end with LF alone.
pub fn findings_in(words: &Words, field: &str, text: &str) -> Vec<TextFinding> {
    let (before, text) = if field == "title" {
        (HEADING.len(), format!("{HEADING}{}", text.replace('\n', " ")))
    } else {
        (0, text.to_owned())
    };
    check(words, &text)
        .findings
        .into_iter()
        .map(|finding| text_finding(field, before, finding))
        .collect()
}

fn text_finding(field: &str, before: usize, finding: Finding) -> TextFinding {
    let place = |unit: usize| u32::try_from(unit.saturating_sub(before)).unwrap_or(u32::MAX);
    TextFinding {
        field: field.to_owned(),
        rule: finding.rule.code().to_owned(),
        hard: finding.level == Level::Hard,
        start: place(finding.utf16.start),
        end: place(finding.utf16.end),
        sentence: u32::try_from(finding.sentence + 1).unwrap_or(u32::MAX),
        excerpt: finding.excerpt,
        arguments: finding
            .arguments
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        remedy: finding.remedy.kind.word().to_owned(),
        replacement: finding.remedy.replacement,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words::parse(include_str!("../../data/easy_language.json")).unwrap()
    }

    #[test]
    fn a_finding_names_its_field_and_the_place_as_a_browser_counts() {
        let asked = CheckEasyLanguage {
            title: "Straßen & Häuser".into(),
            plain: "Die 😀 Stadt plant.\nDas ist z. B. ein Haus.".into(),
            ..CheckEasyLanguage::default()
        };
        let report = asked.report(&words());
        let sign = report
            .findings
            .iter()
            .find(|finding| finding.rule == "LS11")
            .unwrap();
        assert_eq!((sign.field.as_str(), sign.start, sign.end), ("title", 8, 9));
        let short = report
            .findings
            .iter()
            .find(|finding| finding.rule == "LS10")
            .unwrap();
        assert_eq!(
            (short.field.as_str(), short.hard, short.sentence),
            ("plain", true, 2)
        );
        assert_eq!(short.replacement.as_deref(), Some("zum Beispiel"));
        let unit: Vec<u16> = asked.plain.encode_utf16().collect();
        let place = usize::try_from(short.start).unwrap()..usize::try_from(short.end).unwrap();
        assert_eq!(String::from_utf16(&unit[place]).unwrap(), "z. B.");
    }

    #[test]
    fn only_what_has_to_be_mended_is_a_mistake() {
        let asked = CheckEasyLanguage {
            plain: "Das Haus hätte 9 Fenster.\nDas kostet 5 %.".into(),
            ..CheckEasyLanguage::default()
        };
        let report = asked.report(&words());
        assert!(report.findings.len() > usize::try_from(report.hard).unwrap());
        let mut invalid = Invalid::default();
        report.refuse(&mut invalid);
        assert_eq!(invalid.0.len(), usize::try_from(report.hard).unwrap());
        assert_eq!(invalid.0[0].field, "plain");
        assert_eq!(invalid.0[0].arguments["sentence"], "2");
    }
}
