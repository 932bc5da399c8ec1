//! The rules of easy language in the reader's words.

use shared::{api::FieldError, text::beginning};

use crate::i18n::{Msg, msg, t};

/// Longest excerpt that is shown, in characters: of a long sentence the beginning is enough to find it.
const EXCERPT: usize = 80;

/// What a rule says about a place, and how to mend it. `value` gives the arguments of the finding.
pub(super) fn rule(rule: &str, value: &dyn Fn(&str) -> String) -> Option<(String, String)> {
    use msg::easy_language as m;
    let word = || value("word");
    let case = value("case");
    let (text, hint): (Msg, Msg) = match (rule, case.as_str()) {
        ("LS01", _) => (m::ls01::text(value("words"), value("max")), m::ls01::hint()),
        ("LS02", "phrase") => (m::ls02::phrase(), m::ls02::hint()),
        ("LS02", "word") => (m::ls02::word(), m::ls02::hint()),
        ("LS02", _) => (m::ls02::sentence(), m::ls02::hint()),
        ("LS03", "commas") => (m::ls03::commas(), m::ls03::hint()),
        ("LS03", _) => (m::ls03::clause(word()), m::ls03::hint()),
        ("LS04", _) => (m::ls04::text(word()), m::ls04::hint()),
        ("LS05", _) => (m::ls05::text(word()), m::ls05::hint()),
        ("LS06", _) => (m::ls06::text(word()), m::ls06::hint()),
        ("LS07", "double") => (m::ls07::double(), m::ls07::hint(word())),
        ("LS07", _) => (m::ls07::negation(word()), m::ls07::hint(word())),
        ("LS08", _) => (m::ls08::text(word()), m::ls08::hint()),
        ("LS09", "parts") => (m::ls09::parts(word()), m::ls09::hint()),
        ("LS09", _) => (m::ls09::letters(word()), m::ls09::hint()),
        ("LS10", "acronym") => (m::ls10::acronym(word()), m::ls10::hint()),
        ("LS10", _) => (m::ls10::abbreviation(word()), m::ls10::hint()),
        ("LS11", _) => (m::ls11::text(value("sign")), m::ls11::hint()),
        ("LS12", _) => (m::ls12::text(word()), m::ls12::hint()),
        ("LS13", "percent") => (m::ls13::percent(word()), m::ls13::hint()),
        ("LS13", "year") => (m::ls13::year(word()), m::ls13::hint()),
        ("LS13", _) => (m::ls13::large(word()), m::ls13::hint()),
        ("LS14", _) => (m::ls14::text(value("words")), m::ls14::hint()),
        ("LS15", "time") => (m::ls15::time(word()), m::ls15::hint()),
        ("LS15", _) => (m::ls15::date(word()), m::ls15::hint()),
        ("LS16", _) => (m::ls16::text(word()), m::ls16::hint(value("preferred"))),
        ("LS17", _) => (m::ls17::text(word()), m::ls17::hint(value("explanation"))),
        ("LS18", "headings") => (m::ls18::headings(value("max")), m::ls18::hint()),
        ("LS18", "heading") => (m::ls18::heading(value("count"), value("max")), m::ls18::hint()),
        ("LS18", _) => (m::ls18::paragraph(value("count"), value("max")), m::ls18::hint()),
        ("LS19", _) => (m::ls19::text(word()), m::ls19::hint()),
        ("LS20", "man") => (m::ls20::man(), m::ls20::hint()),
        ("LS20", _) => (m::ls20::you(), m::ls20::hint()),
        ("LS21", _) => (m::ls21::text(word()), m::ls21::hint()),
        _ => return None,
    };
    Some((t(text), t(hint)))
}

/// A mistake of a form that is a finding, in words: which sentence, which rule, how to mend it.
pub fn mistake(error: &FieldError) -> Option<String> {
    if error.key != "errors.easy_language" {
        return None;
    }
    let value = |name: &str| error.arguments.get(name).cloned().unwrap_or_default();
    let (text, hint) = rule(&value("rule"), &value)?;
    Some(t(msg::easy_language::mistake(
        value("sentence"),
        excerpt(&value("excerpt")),
        text,
        hint,
    )))
}

/// The beginning of a place, on one line; `app/easy-language.js` cuts alike.
pub(super) fn excerpt(text: &str) -> String {
    beginning(text, EXCERPT)
}

/// Every rule with its cases, as `data-messages` names them.
#[cfg(feature = "ssr")]
pub(super) const CASES: [(&str, &[&str]); 21] = [
    ("LS01", &[""]),
    ("LS02", &["sentence", "phrase", "word"]),
    ("LS03", &["clause", "commas"]),
    ("LS04", &[""]),
    ("LS05", &[""]),
    ("LS06", &[""]),
    ("LS07", &["negation", "double"]),
    ("LS08", &[""]),
    ("LS09", &["letters", "parts"]),
    ("LS10", &["abbreviation", "acronym"]),
    ("LS11", &[""]),
    ("LS12", &[""]),
    ("LS13", &["large", "percent", "year"]),
    ("LS14", &[""]),
    ("LS15", &["date", "time"]),
    ("LS16", &[""]),
    ("LS17", &[""]),
    ("LS18", &["paragraph", "headings", "heading"]),
    ("LS19", &[""]),
    ("LS20", &["you", "man"]),
    ("LS21", &[""]),
];

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use leptos::prelude::Owner;
    use shared::{easy_language::Rule, language::Language};

    use super::*;
    use crate::i18n::provide_language;

    #[test]
    fn every_rule_has_words_for_each_of_its_cases_in_german_and_english() {
        let codes: Vec<&str> = CASES.iter().map(|(code, _)| *code).collect();
        assert_eq!(
            codes,
            Rule::ALL.iter().map(|rule| rule.code()).collect::<Vec<_>>()
        );
        Owner::new().with(|| {
            for language in [Language::German, Language::English, Language::SimpleGerman] {
                provide_language(language);
                let mut seen = std::collections::HashSet::new();
                for (code, cases) in CASES {
                    for case in cases {
                        let value = |name: &str| match name {
                            "case" => (*case).to_owned(),
                            other => format!("<{other}>"),
                        };
                        let (text, hint) = rule(code, &value).unwrap();
                        assert!(!text.contains('…') && !hint.is_empty(), "{code} {case}: {text}");
                        assert!(seen.insert(text.clone()), "{code} {case}: {text}");
                    }
                }
            }
        });
    }

    #[test]
    fn a_mistake_says_which_sentence_which_rule_and_how_to_mend_it() {
        let error = FieldError {
            field: "plain".into(),
            key: "errors.easy_language".into(),
            arguments: [
                ("rule", "LS10"),
                ("case", "abbreviation"),
                ("word", "z. B."),
                ("sentence", "2"),
                ("excerpt", "z. B."),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        };
        Owner::new().with(|| {
            provide_language(Language::German);
            assert_eq!(
                mistake(&error).as_deref(),
                Some(
                    "Satz 2, „z. B.“: „z. B.“ ist eine Abkürzung. Schreiben Sie das Wort aus, oder erklären Sie die Abkürzung."
                )
            );
        });
    }
}
