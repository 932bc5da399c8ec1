//! What a language must fulfil: every message, every plural form, and texts that can be shown as they are.

use std::collections::{BTreeMap, BTreeSet};

use super::arguments::{arguments_in, check_arguments};
use super::{Checker, Forms, Problem, categories_of};

/// Languages that must have every message, if their folder exists.
const COMPLETE: [&str; 3] = ["de", "de-simple", "en"];

/// All checks of one language, German included.
pub(super) fn language(
    checker: &mut Checker,
    language: &str,
    texts: &BTreeMap<String, Forms>,
    german: &BTreeMap<String, Forms>,
    longer: &BTreeSet<String>,
) {
    let Some(categories) = categories_of(language) else {
        checker.problems.push(Problem {
            file: format!("locales/{language}"),
            key: String::new(),
            what: "the interface does not know this language".to_owned(),
            remedy: "rename the folder, or add the language to shared/src/language.rs and to \
                     categories_of in app/build/catalogue/mod.rs"
                .to_owned(),
        });
        return;
    };
    for (key, forms) in texts {
        let Some(source) = german.get(key) else {
            checker.report(
                language,
                key,
                "German does not have this message",
                format!("add it to locales/de/{}.json or remove it here", feature_of(key)),
            );
            continue;
        };
        check_categories(checker, language, key, forms, source, categories);
        for (category, text) in forms.texts() {
            let place = category.map_or_else(|| key.clone(), |category| format!("{key}_{category}"));
            check_text(checker, language, &place, text);
        }
        check_arguments(checker, language, key, forms, source);
        let limit = source.main().chars().count() * 7 / 5 + 20;
        let length = forms
            .texts()
            .iter()
            .map(|(_, text)| text.chars().count())
            .max()
            .unwrap_or_default();
        if language != "de" && length > limit && !longer.contains(key) {
            checker.report(
                language,
                key,
                format!("the text has {length} characters, the German length allows {limit}"),
                "shorten it, or look at it on a narrow screen and list the key in locales/layout.json \
                 under \"longer\"",
            );
        }
    }
    if COMPLETE.contains(&language) {
        for (key, source) in german.iter().filter(|(key, _)| !texts.contains_key(*key)) {
            checker.report(
                language,
                key,
                "the message is missing",
                format!("translate {:?} and add it", source.main()),
            );
        }
    }
}

fn feature_of(key: &str) -> &str {
    key.split('.').next().unwrap_or_default()
}

fn check_categories(
    checker: &mut Checker,
    language: &str,
    key: &str,
    forms: &Forms,
    source: &Forms,
    categories: &[&str],
) {
    match (source, forms) {
        (Forms::Plain(_), Forms::Plural(_)) => checker.report(
            language,
            key,
            "the message has plural forms here but not in German",
            "write the key without _one, _other",
        ),
        (Forms::Plural(_), Forms::Plain(_)) => {
            let keys: Vec<String> = categories
                .iter()
                .map(|category| format!("{key}_{category}"))
                .collect();
            checker.report(
                language,
                key,
                "the message depends on a number but has one text only",
                format!("write {}", keys.join(", ")),
            );
        }
        (Forms::Plain(_), Forms::Plain(_)) => {}
        (Forms::Plural(_), Forms::Plural(forms)) => {
            for category in categories
                .iter()
                .filter(|category| !forms.contains_key(**category))
            {
                checker.report(
                    language,
                    key,
                    format!("the plural category {category:?} is missing, which {language} needs"),
                    format!("add {key}_{category}"),
                );
            }
            // i18next shows `_zero` for 0 in every language, whatever CLDR says.
            let unused = forms
                .keys()
                .filter(|category| **category != "zero" && !categories.contains(*category));
            for category in unused {
                checker.report(
                    language,
                    key,
                    format!("{language} has no plural category {category:?}"),
                    format!("remove {key}_{category}"),
                );
            }
        }
    }
}

fn check_text(checker: &mut Checker, language: &str, key: &str, text: &str) {
    if text.trim().is_empty() {
        checker.report(language, key, "the text is empty", "write it or remove the key");
    }
    if text.trim() != text {
        checker.report(
            language,
            key,
            "the text begins or ends with a space",
            "remove the space; distances belong to the style sheet",
        );
    }
    let bytes = text.as_bytes();
    let tag = text.match_indices('<').any(|(at, _)| {
        bytes
            .get(at + 1)
            .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!'))
    });
    let entity = text.match_indices('&').any(|(at, _)| {
        let rest = &text[at + 1..];
        rest.find(';')
            .is_some_and(|end| end > 1 && rest[..end].chars().all(|c| c.is_ascii_alphanumeric() || c == '#'))
    });
    if tag || entity {
        checker.report(
            language,
            key,
            "the text holds HTML, which would be shown as it is",
            "write plain characters; cut the sentence into several messages around the marked-up part",
        );
    }
    if text.contains("$t(") {
        checker.report(
            language,
            key,
            "references $t(…) are not supported",
            "write the text out",
        );
    }
    if let Err(what) = arguments_in(text) {
        checker.report(language, key, what, "write {{name}} or {{name, number}}");
    }
}
