//! The check as an editor asks for it: several fields of one form, each finding with its field.
//!
//! The same JSON comes from the endpoint and from the program in the browser, so that a page shows both alike.

use std::collections::BTreeMap;

use super::{Finding, Level, Medium, Place, Words, check_in};
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
        /// The word that `explanation` explains, as the glossary writes it: it is not to be explained once more.
        #[serde(default)]
        pub term: String,
    }
    /// What was found.
    #[derive(Default)]
    pub struct EasyLanguageReport {
        /// In the order of the fields and of their texts.
        pub findings: Vec<TextFinding>,
        /// How many of them have to be mended before the text may be public.
        pub hard: u32,
    }
    /// One place where a text breaks a rule, and the others of which the same is to be said.
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
        /// Further places with the same advice, in the order of the text; none for what has to be mended.
        #[serde(default)]
        pub more: Vec<TextPlace>,
    }
    /// A further place of a finding.
    pub struct TextPlace {
        /// Where it begins in the field, in UTF-16 code units.
        pub start: u32,
        /// Where it ends.
        pub end: u32,
        /// The number of the sentence in the field, from 1.
        pub sentence: u32,
        /// The text at the place.
        pub excerpt: String,
        /// Values for the message at this place.
        pub arguments: BTreeMap<String, String>,
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
            .flat_map(|(field, text)| findings_in(words, field, &text::unify_line_ends(text), &self.term))
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

/// The findings in the text of one field, whose lines end with LF alone. A title has no markup; an explanation explains
/// the term of the glossary that is named, or none.
pub fn findings_in(words: &Words, field: &str, text: &str, term: &str) -> Vec<TextFinding> {
    let (before, text, medium) = if field == "title" {
        let heading = format!("{HEADING}{}", text.replace('\n', " "));
        (HEADING.len(), heading, Medium::Letters)
    } else {
        (0, text.to_owned(), Medium::Markup)
    };
    let explains = Some(term).filter(|_| field == "explanation");
    check_in(words, &text, medium, explains)
        .findings
        .into_iter()
        .map(|finding| text_finding(field, before, finding))
        .collect()
}

fn text_finding(field: &str, before: usize, finding: Finding) -> TextFinding {
    TextFinding {
        field: field.to_owned(),
        rule: finding.rule.code().to_owned(),
        hard: finding.level == Level::Hard,
        start: unit(before, finding.utf16.start),
        end: unit(before, finding.utf16.end),
        sentence: number(finding.sentence),
        excerpt: finding.excerpt,
        arguments: named(finding.arguments),
        remedy: finding.remedy.kind.word().to_owned(),
        replacement: finding.remedy.replacement,
        more: finding
            .more
            .into_iter()
            .map(|place| text_place(before, place))
            .collect(),
    }
}

fn text_place(before: usize, place: Place) -> TextPlace {
    TextPlace {
        start: unit(before, place.utf16.start),
        end: unit(before, place.utf16.end),
        sentence: number(place.sentence),
        excerpt: place.excerpt,
        arguments: named(place.arguments),
        replacement: place.replacement,
    }
}

/// A place in the field: what was set before the text is no part of it.
fn unit(before: usize, unit: usize) -> u32 {
    u32::try_from(unit.saturating_sub(before)).unwrap_or(u32::MAX)
}

/// The number of a sentence as people count.
fn number(sentence: usize) -> u32 {
    u32::try_from(sentence + 1).unwrap_or(u32::MAX)
}

fn named(arguments: Vec<(&'static str, String)>) -> BTreeMap<String, String> {
    arguments
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
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
    fn advice_that_repeats_is_one_finding_that_names_every_place_and_what_may_stand_there() {
        let asked = CheckEasyLanguage {
            plain: "Das ist nicht teuer.\nEs gibt keine Treppe 😀.\nDas ist nicht weit.".into(),
            ..CheckEasyLanguage::default()
        };
        let report = asked.report(&words());
        assert_eq!((report.findings.len(), report.hard), (2, 0), "{report:?}");
        let denied = &report.findings[0];
        assert_eq!((denied.rule.as_str(), denied.sentence), ("LS07", 1));
        let places: Vec<_> = denied
            .more
            .iter()
            .map(|place| {
                (
                    place.sentence,
                    place.excerpt.as_str(),
                    place.replacement.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            places,
            [(2, "keine", Some("**keine**")), (3, "nicht", Some("**nicht**"))]
        );
        let unit: Vec<u16> = asked.plain.encode_utf16().collect();
        for place in &denied.more {
            let range = usize::try_from(place.start).unwrap()..usize::try_from(place.end).unwrap();
            assert_eq!(String::from_utf16(&unit[range]).unwrap(), place.excerpt);
        }
    }

    #[test]
    fn a_title_is_not_asked_for_bold_type_that_it_cannot_have() {
        let rules = |field: &str| -> Vec<String> {
            findings_in(&words(), field, "Hier wird nicht gebaut", "")
                .into_iter()
                .map(|finding| finding.rule)
                .collect()
        };
        assert_eq!(rules("plain"), ["LS07", "LS04"]);
        assert_eq!(rules("title"), ["LS04"]);
    }

    #[test]
    fn an_explanation_is_not_asked_to_explain_its_own_word() {
        let rules = |term: &str| -> Vec<String> {
            let asked = CheckEasyLanguage {
                explanation:
                    "Ein Bebauungs-Plan gilt für ein Gebiet.\nEr zeigt: Was darf dort gebaut werden?".into(),
                term: term.into(),
                ..CheckEasyLanguage::default()
            };
            let findings = asked.report(&words()).findings;
            findings.into_iter().map(|finding| finding.rule).collect()
        };
        let unexplained = "LS17".to_owned();
        assert!(!rules("Bebauungsplan").contains(&unexplained));
        // In the explanation of another word it is one that nobody has explained.
        assert!(rules("Bauleitplan").contains(&unexplained));
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
