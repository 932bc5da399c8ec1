//! The build refuses texts that are incomplete or do not fit together, and says how to mend them.

use std::collections::BTreeSet;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};
use shared::language::Language;

use super::catalogue::{CATEGORIES, Catalogue, Problem, Source, categories_of, read};

/// Reads one feature `plans` in several languages.
fn read_plans(files: &[(&str, &str)]) -> Result<Catalogue, Vec<Problem>> {
    let sources: Vec<Source> = files
        .iter()
        .map(|(language, json)| Source {
            language: (*language).to_owned(),
            feature: "plans".to_owned(),
            json: (*json).to_owned(),
        })
        .collect();
    read(&sources, &BTreeSet::new())
}

/// The only problem of these files, as it is printed.
fn only_problem(files: &[(&str, &str)]) -> String {
    let problems = read_plans(files).unwrap_err();
    assert_eq!(problems.len(), 1, "{problems:?}");
    problems[0].to_string()
}

#[test]
fn a_missing_argument_is_named_with_file_key_and_remedy() {
    let problem = only_problem(&[
        ("de", r#"{"hello": "Guten Tag, {{name}}"}"#),
        ("en", r#"{"hello": "Good morning"}"#),
    ]);
    assert_eq!(
        problem,
        "locales/en/plans.json: plans.hello: the argument {{name}} is missing. To mend it: use every \
         argument of the German text in every form (only {{count}} may be left out)."
    );
}

#[test]
fn an_argument_german_does_not_have_is_refused() {
    let problem = only_problem(&[
        ("de", r#"{"hello": "Tag"}"#),
        ("en", r#"{"hello": "Hi {{nmae}}"}"#),
    ]);
    assert!(
        problem.contains("German does not have the argument {{nmae}}"),
        "{problem}"
    );
}

#[test]
fn an_argument_must_have_the_same_format_everywhere() {
    let problems = read_plans(&[
        ("de", r#"{"size": "{{size, filesize}}"}"#),
        ("en", r#"{"size": "{{size, number}}"}"#),
    ])
    .unwrap_err();
    assert_eq!(problems.len(), 2, "{problems:?}");
    let problem = only_problem(&[
        ("de", r#"{"size": "{{size, kilo}}"}"#),
        ("en", r#"{"size": "x"}"#),
    ]);
    assert!(problem.contains("\"kilo\" is no format"), "{problem}");
}

#[test]
fn english_must_have_every_message_but_polish_may_lack_some() {
    let german = ("de", r#"{"title": "Pläne", "back": "Zurück"}"#);
    let problem = only_problem(&[german, ("en", r#"{"title": "Plans"}"#)]);
    assert!(
        problem.starts_with("locales/en/plans.json: plans.back: the message is missing"),
        "{problem}"
    );
    let english = ("en", r#"{"title": "Plans", "back": "Back"}"#);
    let catalogue = read_plans(&[german, english, ("pl", r#"{"title": "Plany"}"#)]).unwrap();
    assert_eq!(catalogue.tables["pl"], ["", "Plany"]);
}

#[test]
fn simple_german_must_be_complete_once_it_exists() {
    let german = ("de", r#"{"title": "Pläne", "back": "Zurück"}"#);
    let english = ("en", r#"{"title": "Plans", "back": "Back"}"#);
    let problem = only_problem(&[german, english, ("de-simple", r#"{"title": "Pläne"}"#)]);
    assert!(
        problem.starts_with("locales/de-simple/plans.json: plans.back: "),
        "{problem}"
    );
}

#[test]
fn a_key_german_does_not_have_is_refused() {
    let problem = only_problem(&[("de", r#"{"a": "A"}"#), ("en", r#"{"a": "A", "b": "B"}"#)]);
    assert!(
        problem.contains("plans.b: German does not have this message"),
        "{problem}"
    );
}

#[test]
fn polish_needs_few_and_many_and_arabic_six_forms() {
    let german = (
        "de",
        r#"{"found_one": "{{count}} Plan", "found_other": "{{count}} Pläne"}"#,
    );
    let english = (
        "en",
        r#"{"found_one": "{{count}} plan", "found_other": "{{count}} plans"}"#,
    );
    let both = r#"{"found_one": "{{count}} x", "found_other": "{{count}} x"}"#;
    let polish = read_plans(&[german, english, ("pl", both)]).unwrap_err();
    let polish: Vec<&str> = polish.iter().map(|problem| problem.remedy.as_str()).collect();
    assert_eq!(polish, ["add plans.found_few", "add plans.found_many"]);
    let arabic = read_plans(&[german, english, ("ar", both)]).unwrap_err();
    assert_eq!(arabic.len(), 4, "{arabic:?}");
}

#[test]
fn german_plurals_need_one_and_other() {
    let problem = only_problem(&[
        ("de", r#"{"found_other": "{{count}}"}"#),
        ("en", r#"{"found_one": "{{count}}", "found_other": "{{count}}"}"#),
    ]);
    assert!(
        problem.contains("locales/de/plans.json: plans.found: the plural category \"one\""),
        "{problem}"
    );
    let problems = read_plans(&[("de", r#"{"found_one": "{{count}}"}"#)]).unwrap_err();
    assert!(
        problems[0].what.contains("the form \"other\" is missing"),
        "{problems:?}"
    );
}

#[test]
fn a_count_without_plural_forms_is_refused() {
    let problem = only_problem(&[
        ("de", r#"{"found": "{{count}} Pläne"}"#),
        ("en", r#"{"found": "x"}"#),
    ]);
    assert!(
        problem.contains("{{count}} is used without plural forms"),
        "{problem}"
    );
}

#[test]
fn html_is_refused_but_signs_are_not() {
    for html in ["<b>fett</b>", "Text<br/>", "A &amp; B", "<!-- x -->"] {
        let json = serde_json::json!({ "a": html }).to_string();
        let problem = only_problem(&[("de", &json), ("en", r#"{"a": "a"}"#)]);
        assert!(problem.contains("HTML"), "{problem}");
    }
    let json = r#"{"a": "3 < 4 & 5 > 4; Müller & Söhne"}"#;
    assert!(read_plans(&[("de", json), ("en", json)]).is_ok());
}

#[test]
fn a_translation_much_longer_than_german_must_be_listed() {
    let german = ("de", r#"{"a": "kurz"}"#);
    let long = serde_json::json!({ "a": "x".repeat(26) }).to_string();
    let problem = only_problem(&[german, ("en", &long)]);
    assert!(
        problem.contains("26 characters, the German length allows 25"),
        "{problem}"
    );
    let sources: Vec<Source> = [german, ("en", long.as_str())]
        .map(|(language, json)| Source {
            language: language.to_owned(),
            feature: "plans".to_owned(),
            json: json.to_owned(),
        })
        .into();
    assert!(read(&sources, &BTreeSet::from(["plans.a".to_owned()])).is_ok());
    assert!(
        read(
            &sources,
            &BTreeSet::from(["plans.a".to_owned(), "plans.b".to_owned()])
        )
        .is_err()
    );
}

#[test]
fn a_key_given_twice_is_refused() {
    let problem = only_problem(&[("de", r#"{"a": "A", "a": "B"}"#), ("en", "{}")]);
    assert!(problem.contains("the key \"a\" is there twice"), "{problem}");
}

#[test]
fn an_unknown_language_is_refused() {
    let problem = only_problem(&[("de", "{}"), ("en", "{}"), ("xx", "{}")]);
    assert!(problem.contains("does not know this language"), "{problem}");
}

#[test]
fn groups_and_plurals_get_their_slots_in_the_order_of_keys() {
    let json = r#"{"z": "Z", "group": {"b": "B", "n_one": "{{count}} von {{all}}", "n_other": "{{all}}"}}"#;
    let catalogue = read_plans(&[("de", json), ("en", json)]).unwrap();
    let keys: Vec<(&str, usize)> = catalogue
        .messages
        .iter()
        .map(|m| (m.key.as_str(), m.slot))
        .collect();
    assert_eq!(keys, [("plans.group.b", 0), ("plans.group.n", 1), ("plans.z", 7)]);
    assert_eq!(
        catalogue.tables["de"],
        ["B", "", "{{count}} von {{all}}", "", "", "", "{{all}}", "Z"]
    );
}

#[test]
fn easy_language_has_a_sentence_a_line_and_other_languages_stay_as_they_were_written() {
    let json = r#"{"a": "Der Plan Nr. {{number}} ist da. Lesen Sie bis 1. Mai! „Gut?“ {{name}} sagt: Ja. Das (§ 3 Abs. 2) gilt."}"#;
    let catalogue = read_plans(&[("de", json), ("en", json), ("de-simple", json)]).unwrap();
    let (german, easy) = (&catalogue.tables["de"][0], &catalogue.tables["de-simple"][0]);
    assert!(!german.contains('\n'), "{german}");
    let lines: Vec<&str> = easy.lines().collect();
    assert_eq!(
        lines,
        [
            "Der Plan Nr. {{number}} ist da.",
            "Lesen Sie bis 1. Mai!",
            "„Gut?“",
            "{{name}} sagt: Ja.",
            "Das (§ 3 Abs. 2) gilt."
        ]
    );
}

#[test]
fn in_easy_language_a_sentence_ends_with_the_number_of_a_placeholder_unless_it_is_counted_with_it() {
    let easy = |text: &str| {
        let json = format!(r#"{{"a": "{text}"}}"#);
        let json = json.as_str();
        let catalogue = read_plans(&[("de", json), ("en", json), ("de-simple", json)]).unwrap();
        catalogue.tables["de-simple"][0].clone()
    };
    let asked = easy("Die Nummer ist {{number}}. Vielen Dank! Fehler: {{found, number}}. {{name}} prüft.");
    let lines: Vec<&str> = asked.lines().collect();
    assert_eq!(
        lines,
        [
            "Die Nummer ist {{number}}.",
            "Vielen Dank!",
            "Fehler: {{found, number}}.",
            "{{name}} prüft."
        ]
    );
    let again = "Zum {{pass, number}}. Mal liegt der Plan aus. Bis zum 3. Mai.";
    assert_eq!(
        easy(again).lines().next(),
        Some("Zum {{pass, number}}. Mal liegt der Plan aus.")
    );
    assert_eq!(easy(again).lines().count(), 2);
}

#[test]
fn the_list_of_plural_categories_is_that_of_cldr() {
    for language in Language::ALL {
        let locale: Locale = language.code().split('-').next().unwrap().parse().unwrap();
        let rules = PluralRules::try_new_cardinal((&locale).into()).unwrap();
        let cldr: BTreeSet<&str> = rules
            .categories()
            .map(|category| match category {
                PluralCategory::Zero => CATEGORIES[0],
                PluralCategory::One => CATEGORIES[1],
                PluralCategory::Two => CATEGORIES[2],
                PluralCategory::Few => CATEGORIES[3],
                PluralCategory::Many => CATEGORIES[4],
                PluralCategory::Other => CATEGORIES[5],
            })
            .collect();
        let ours: BTreeSet<&str> = categories_of(language.code()).unwrap().iter().copied().collect();
        assert_eq!(ours, cldr, "{language}");
    }
}
