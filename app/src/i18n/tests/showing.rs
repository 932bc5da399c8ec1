//! How a message is shown: in which language, with which arguments, in texts and in views.

use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::language::Language;

use crate::i18n::{
    Arg, Audience, Msg, install, msg, provide_language, t,
    table::{SERVER_ONLY, STAFF},
    table_hash, table_json, use_language,
};

/// What a page in this language shows.
fn page<V: IntoView>(language: Language, content: impl FnOnce() -> V) -> String {
    Owner::new().with(|| {
        provide_language(language);
        content().into_view().to_html()
    })
}

fn arguments(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

#[test]
fn a_message_is_shown_in_the_language_of_the_page() {
    let heading = || view! { <h1>{msg::common::back()}</h1> };
    let plain = |text: &str| view! { <h1>{text.to_owned()}</h1> }.to_html();
    assert_eq!(page(Language::German, heading), plain("Zurück"));
    assert_eq!(page(Language::English, heading), plain("Back"));
}

#[test]
fn a_page_without_a_language_is_german() {
    assert_eq!(use_language(), Language::German);
    assert_eq!(t(msg::common::back()), "Zurück");
}

#[test]
fn a_text_the_language_lacks_is_german_and_says_so() {
    let html = page(
        Language::PseudoLong,
        || view! { <h1>{msg::common::site_name()}</h1> },
    );
    let marked = view! { <h1><span lang="de" dir="ltr">{"Teilhabe".to_owned()}</span></h1> }.to_html();
    // Leptos ends a changeable child with an empty comment, which a fixed <span> does not need.
    assert_eq!(html.replace("<!>", ""), marked.replace("<!>", ""));
    assert!(
        html.starts_with(r#"<h1><span lang="de" dir="ltr">Teilhabe"#),
        "{html}"
    );
    assert_eq!(msg::common::site_name().text(Language::PseudoLong), "Teilhabe");
}

#[test]
fn a_message_can_stand_wherever_a_view_can() {
    let html = page(Language::English, || {
        view! {
            <p title=t(msg::common::close())>
                {msg::common::yes()} " / " {move || msg::common::no()} {Some(msg::common::save())}
            </p>
        }
    });
    for part in [r#"title="Close""#, "Yes", "No", "Save"] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn a_message_keeps_the_language_of_where_it_was_made() {
    let owner = Owner::new();
    let message = owner.with(|| {
        provide_language(Language::English);
        msg::common::back()
    });
    drop(owner);
    assert_eq!(message.to_html(), "Back");
}

#[test]
fn signs_of_html_in_arguments_are_escaped() {
    let html = page(Language::German, || msg::common::phone_help("<script>"));
    assert_eq!(html, "Brauchen Sie Hilfe? Rufen Sie uns an: &lt;script&gt;");
}

#[test]
fn counts_choose_the_form_and_zero_has_its_own_words() {
    let left = |count| msg::common::days_left(count).text(Language::English);
    assert_eq!(left(0), "last day");
    assert_eq!(left(1), "1 day left");
    assert_eq!(left(1_000), "1,000 days left");
}

#[test]
fn a_number_that_can_be_one_has_its_own_form() {
    use msg::{accessibility::report, easy_language::glossary, working_copies::rounds};
    let short = |days, language| rounds::short(days).text(language);
    assert_eq!(short(1, Language::German), "Nur 1 Tag");
    assert_eq!(short(7, Language::English), "Only 7 days");
    assert_eq!(short(1, Language::French), "Seulement 1 jour");
    let russian = [1, 3, 7, 21].map(|days| short(days, Language::Russian));
    assert_eq!(
        russian,
        ["Только 1 день", "Только 3 дня", "Только 7 дней", "Только 21 день"]
    );
    assert_eq!(short(2, Language::Arabic), "يومان فقط");
    for (days, language, part) in [
        (1, Language::German, "löschen sie 1 Tag nach unserer Antwort"),
        (90, Language::German, "löschen sie 90 Tage nach unserer Antwort"),
        (31, Language::Ukrainian, "через 31 день після"),
        (22, Language::Polish, "22 dni po naszej odpowiedzi"),
        (90, Language::Romanian, "la 90 de zile după"),
        (12, Language::Romanian, "la 12 zile după"),
    ] {
        let text = report::privacy(days).text(language);
        assert!(text.contains(part), "{text}");
    }
    let agreed = |count| glossary::lead(count, 487).text(Language::German);
    assert_eq!(
        agreed(1),
        "1 von 487 Erklärungen ist mit einer Prüfgruppe abgestimmt."
    );
    assert_eq!(
        agreed(2),
        "2 von 487 Erklärungen sind mit einer Prüfgruppe abgestimmt."
    );
}

#[test]
fn a_video_of_one_minute_is_as_long_as_it_is_written() {
    let length = |minutes, seconds, language| {
        let (minutes, seconds) = (msg::videos::minutes(minutes), msg::videos::seconds(seconds));
        msg::videos::facts(minutes, seconds, 3_000_000).text(language)
    };
    assert_eq!(length(1, 35, Language::German), "1 Min. 35 Sek., 3\u{a0}MB");
    let simple = |minutes, seconds| length(minutes, seconds, Language::SimpleGerman);
    assert_eq!(simple(1, 1), "1 Minute und 1 Sekunde, 3\u{a0}MB");
    assert_eq!(simple(2, 0), "2 Minuten und 0 Sekunden, 3\u{a0}MB");
}

#[test]
fn arguments_are_written_as_the_language_writes_them() {
    assert_eq!(
        msg::errors::too_long(20_000).text(Language::German),
        "Dieser Text ist zu lang. Bitte kürzen Sie ihn auf höchstens 20.000 Zeichen."
    );
    let day = "2026-11-24".parse().unwrap();
    assert!(
        msg::errors::period_closed(day)
            .text(Language::German)
            .contains("am 24. November 2026")
    );
    assert!(
        msg::errors::file_too_large(20_000_000)
            .text(Language::English)
            .contains("20\u{a0}MB")
    );
}

#[test]
fn a_message_can_be_an_argument_of_another() {
    let title = msg::common::page_title(msg::common::not_found::title(), "Musterstadt");
    assert_eq!(title.text(Language::English), "Page not found – Musterstadt");
    assert_eq!(Arg::from(7_u32), Arg::Number(7));
}

#[test]
fn arguments_are_isolated_where_writing_runs_from_right_to_left() {
    let text = msg::common::phone_help("030 1234").text(Language::PseudoMirrored);
    assert!(text.contains("\u{2068}030 1234\u{2069}"), "{text:?}");
    let text = msg::common::phone_help("030 1234").text(Language::English);
    assert!(!text.contains('\u{2068}'), "{text:?}");
    let text = msg::common::phone_help("030 1234").text(Language::Arabic);
    assert!(text.contains("\u{2068}030 1234\u{2069}"), "{text:?}");
}

#[test]
fn the_long_pseudo_language_changes_everything_but_arguments() {
    let text = msg::common::phone_help("name").text(Language::PseudoLong);
    assert!(
        text.starts_with("[Ɓráúçh") || text.starts_with("[Ɓráúchéñ"),
        "{text}"
    );
    assert!(text.contains("name") && text.ends_with("~]"), "{text}");
}

#[test]
fn errors_of_the_api_are_found_by_their_key() {
    let find = |key: &str, pairs: &[(&str, &str)]| {
        Msg::by_key(key, &arguments(pairs)).map(|message| message.text(Language::English))
    };
    assert_eq!(
        find("errors.required", &[]).unwrap(),
        "Please fill in this field."
    );
    assert!(
        find("errors.too_long", &[("max", "2000")])
            .unwrap()
            .contains("2,000 characters")
    );
    assert!(
        find("errors.period_closed", &[("ended", "2026-11-24")])
            .unwrap()
            .contains("24 November 2026")
    );
    assert!(
        find("errors.file_too_large", &[("max", "20000000")])
            .unwrap()
            .contains("20\u{a0}MB")
    );
    assert!(
        find("errors.too_many_requests", &[("count", "1")])
            .unwrap()
            .contains("1 minute.")
    );
    assert_eq!(find("errors.too_many_requests", &[]), None);
    assert_eq!(find("errors.no_such_key", &[]), None);
    assert!(
        find("errors.period_closed", &[("ended", "soon")])
            .unwrap()
            .contains("on soon.")
    );
}

#[test]
fn offered_languages_have_every_text() {
    for language in &Language::ALL {
        let table: serde_json::Value = serde_json::from_str(&table_json(*language, Audience::Staff)).unwrap();
        assert_eq!(table["german"], serde_json::json!([]), "{language}");
    }
}

#[test]
fn the_browsers_table_marks_what_is_german_and_names_the_errors() {
    let table: serde_json::Value =
        serde_json::from_str(&table_json(Language::PseudoLong, Audience::Staff)).unwrap();
    let german = table["german"].as_array().unwrap();
    let left_out = table["texts"]
        .as_array()
        .unwrap()
        .iter()
        .position(|text| text == "Teilhabe");
    assert_eq!(german, &[serde_json::json!(left_out.unwrap())]);
    let names = table["names"].as_array().unwrap();
    assert!(
        names
            .iter()
            .all(|name| name[0].as_str().unwrap().starts_with("errors."))
    );
    assert!(names.len() > 30);
}

#[test]
fn a_table_of_another_language_or_version_is_refused() {
    let json = table_json(Language::English, Audience::Public);
    assert_eq!(install(Language::English, &json), Ok(()));
    assert!(
        install(Language::German, &json)
            .unwrap_err()
            .to_string()
            .contains("they are in en, not in de")
    );
    let old = json.replacen(r#""version":""#, r#""version":"0"#, 1);
    assert!(
        install(Language::English, &old)
            .unwrap_err()
            .to_string()
            .contains("another version")
    );
    assert!(install(Language::English, "{").is_err());
}

#[test]
fn each_language_has_its_own_fingerprint() {
    assert_ne!(table_hash(Language::German), table_hash(Language::English));
    assert_eq!(table_hash(Language::German), table_hash(Language::German));
}

#[test]
fn texts_of_staff_do_not_travel_to_everybody() {
    let texts = |audience| {
        let table: serde_json::Value = serde_json::from_str(&table_json(Language::German, audience)).unwrap();
        let texts = table["texts"].as_array().unwrap().clone();
        let filled = texts.iter().filter(|text| *text != "").count();
        (texts.len(), filled)
    };
    let (public, staff) = (texts(Audience::Public), texts(Audience::Staff));
    assert_eq!(public.0, staff.0, "slots are the same for all");
    assert!(public.1 * 3 < staff.1 * 2, "{public:?} {staff:?}");
}

/// What a public page shows must be in the table of public pages.
#[test]
fn public_pages_use_no_text_of_staff() {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut open = vec![source];
    let mut wrong = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let is_staffs = STAFF
                .iter()
                .any(|feature| path.ends_with(format!("features/{feature}")));
            if !is_staffs && !path.ends_with("tests") {
                open.extend(
                    std::fs::read_dir(path)
                        .unwrap()
                        .map(|entry| entry.unwrap().path()),
                );
            }
            continue;
        }
        // Pages of staff beside the public ones of the same feature.
        if path.ends_with("staff.rs") || path.ends_with("work.rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for feature in STAFF.iter().chain(&SERVER_ONLY) {
            if text.contains(&format!("msg::{feature}::")) {
                wrong.push(format!("{} uses msg::{feature}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
