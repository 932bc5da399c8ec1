//! Easy language: what may become public, the check while writing, how such texts are shown, the glossary.

use shared::{
    access::Role,
    api::ApiError,
    easy_language::editor::CheckEasyLanguage,
    glossary::ListGlossary,
    organisations::{EditPage, PageKind},
    procedures::{Content, EditTexts, ShowProcedure, ShowWorkingCopy, WorkingCopy, translations::TextState},
};

use crate::{
    both_databases,
    identity::sign_in_as,
    procedures::{CLERK, day, publish, published, refused_fields, texts},
    support::TestSite,
};

/// A text with one thing that must be mended, in its second sentence, and one warning.
const WRONG: &str = "Am Deich sind bald neue Häuser.\nSie kosten ca. 5 Millionen Euro.";
/// The same, mended.
const RIGHT: &str = "Am Deich sind bald neue Häuser.\nDie Häuser kosten ungefähr 5 Millionen Euro.";

fn easy(copy: &WorkingCopy, plain: &str, text_state: TextState) -> EditTexts {
    EditTexts {
        language: "de-simple".into(),
        title: "Neue Häuser am Deich".into(),
        short: String::new(),
        plain: plain.into(),
        text_state,
        ..texts(copy, "")
    }
}

async fn open(site: &TestSite) -> WorkingCopy {
    published(site, "Am Deich", day(11, 1), day(12, 1)).await
}

fn show(copy: &WorkingCopy, language: &str) -> ShowProcedure {
    ShowProcedure {
        procedure: copy.slug.clone(),
        language: Some(language.into()),
        version: None,
    }
}

both_databases! {
    async fn a_draft_with_mistakes_is_saved_and_the_same_text_is_refused_once_it_is_to_be_public(site: TestSite) {
        let copy = open(&site).await;
        let copy = site.call_as(CLERK, easy(&copy, WRONG, TextState::Draft)).await.unwrap();
        let refused = site.call_as(CLERK, easy(&copy, WRONG, TextState::Edited)).await.unwrap_err();
        let ApiError::Invalid(invalid) = refused else { panic!("{refused:?}") };
        assert_eq!(invalid.0.len(), 1, "{invalid:?}");
        let error = &invalid.0[0];
        assert_eq!((error.field.as_str(), error.key.as_str()), ("plain", "errors.easy_language"));
        assert_eq!((error.arguments["rule"].as_str(), error.arguments["sentence"].as_str(), error.arguments["replacement"].as_str()), ("LS10", "2", "ungefähr"));
        let same = site.call_as(CLERK, ShowWorkingCopy::of(copy.slug.clone())).await.unwrap();
        assert_eq!(same.revision, copy.revision, "nothing was changed");
    }

    async fn warnings_refuse_nothing(site: TestSite) {
        let copy = open(&site).await;
        let warned = "Die Häuser könnten teuer werden.\nDas ist nicht schön.";
        let found = site.call_as(CLERK, CheckEasyLanguage { plain: warned.into(), ..CheckEasyLanguage::default() }).await.unwrap();
        assert!(!found.findings.is_empty() && found.hard == 0, "{found:?}");
        let copy = site.call_as(CLERK, easy(&copy, warned, TextState::Edited)).await.unwrap();
        publish(&site, &copy, "Einfache Sprache ergänzt").await.unwrap();
    }

    async fn advice_that_repeats_is_shown_once_with_every_place(site: TestSite) {
        let repeated = "Das ist nicht weit.\nEs gibt keine Treppe.";
        let found = site.call_as(CLERK, CheckEasyLanguage { plain: repeated.into(), ..CheckEasyLanguage::default() }).await.unwrap();
        let [finding] = found.findings.as_slice() else { panic!("{found:?}") };
        let [place] = finding.more.as_slice() else { panic!("{finding:?}") };
        assert_eq!((place.sentence, place.excerpt.as_str(), place.replacement.as_deref()), (2, "keine", Some("**keine**")));

        let copy = open(&site).await;
        let desk = sign_in_as(&site, Role::Clerk).await;
        let revision = copy.revision.to_string();
        let form = [
            ("form", "EditTexts"), ("procedure", copy.slug.as_str()), ("revision", revision.as_str()), ("language", "de-simple"),
            ("title", "Ein Haus"), ("plain", repeated), ("text_state", "edited"), ("form", "CheckEasyLanguage"),
        ];
        let text = desk.post(&format!("/de/staff/procedures/{}/texts?language=de-simple", copy.slug), &form).await.text;
        assert!(text.contains("Hinweise: 1."), "{text}");
        assert!(text.contains("Weitere Stellen: 1") && text.contains("Satz 2: „<bdi lang=\"de-simple\">keine</bdi>“"), "{text}");
    }

    async fn other_languages_are_not_checked(site: TestSite) {
        let copy = open(&site).await;
        let german = EditTexts { plain: WRONG.into(), ..texts(&copy, "Das kostet ca. 5 %.") };
        let copy = site.call_as(CLERK, german).await.unwrap();
        publish(&site, &copy, "Kosten ergänzt").await.unwrap();
    }

    async fn texts_that_were_saved_before_the_check_wait_until_they_are_mended(site: TestSite) {
        let copy = open(&site).await;
        let copy = site.call_as(CLERK, easy(&copy, RIGHT, TextState::Edited)).await.unwrap();
        // As an older version of the program may have left it.
        let mut tx = site.system().begin().await.unwrap();
        let (stored,): (sqlx::types::Json<Content>,) = server::sql!(&mut tx, one (sqlx::types::Json<Content>,), "select working_copy from procedure").unwrap();
        let mut content = stored.0;
        content.plain.0.insert("de-simple".into(), WRONG.into());
        server::sql!(&mut tx, run, "update procedure set working_copy = $1", sqlx::types::Json(content)).unwrap();
        tx.commit().await.unwrap();

        let found = site.call_as(CLERK, ShowWorkingCopy::of(copy.slug.clone())).await.unwrap();
        assert_eq!(found.missing, ["easy_language"]);
        let refused = publish(&site, &found, "Einfache Sprache").await.unwrap_err();
        assert_eq!(refused.code(), "not_complete");
        let mended = site.call_as(CLERK, easy(&found, RIGHT, TextState::Edited)).await.unwrap();
        publish(&site, &mended, "Einfache Sprache").await.unwrap();
    }

    async fn a_fixed_page_in_easy_language_is_refused_too_because_it_is_public_at_once(site: TestSite) {
        site.write_pages().await;
        let page = |language: &str, markdown: &str| EditPage::of(PageKind::Contact, language, markdown);
        assert_eq!(refused_fields(site.call_as(CLERK, page("de-simple", WRONG)).await), [("markdown".into(), "errors.easy_language".into())]);
        site.call_as(CLERK, page("de", WRONG)).await.unwrap();
        site.call_as(CLERK, page("de-simple", "Sie lesen hier den Bebauungsplan. Fragen Sie uns.")).await.unwrap_err();
        site.call_as(CLERK, page("de-simple", "Sie lesen hier den Bebauungsplan.\nFragen Sie uns.")).await.unwrap();
        let shown = site.visitor().get("/de-simple/contact").await.text;
        assert!(shown.contains("Bebauungs-Plan</a>") && shown.contains("id=\"word-bebauungsplan\""), "{shown}");
    }

    async fn without_script_the_check_shows_the_findings_and_keeps_what_was_typed(site: TestSite) {
        let copy = open(&site).await;
        let desk = sign_in_as(&site, Role::Clerk).await;
        let path = format!("/de/staff/procedures/{}/texts?language=de-simple", copy.slug);
        let page = desk.get(&path).await.text;
        assert!(page.contains("Text prüfen") && page.contains("value=\"CheckEasyLanguage\""), "{page}");
        assert!(!desk.get(&path.replace("de-simple", "en")).await.text.contains("Text prüfen"));

        let revision = copy.revision.to_string();
        let form = |button: &'static str| [
            ("form", "EditTexts"), ("procedure", copy.slug.as_str()), ("revision", revision.as_str()), ("language", "de-simple"),
            ("title", "Getippter Titel"), ("plain", WRONG), ("text_state", "edited"), ("form", button),
        ];
        let checked = desk.post(&path, &form("CheckEasyLanguage")).await;
        assert_eq!(checked.status.as_u16(), 200);
        let text = checked.text;
        assert!(text.contains("Getippter Titel") && text.contains("Sie kosten ca. 5 Millionen Euro."), "what was typed is kept: {text}");
        assert!(text.contains("Davon müssen geändert werden: 1.") && text.contains("Satz 2: „<bdi lang=\"de-simple\">ca.</bdi>“"), "{text}");
        assert!(text.contains("Vorschlag: „<bdi lang=\"de-simple\">ungefähr</bdi>“"), "{text}");
        assert!(!text.contains("error-summary"), "a check is no mistake: {text}");

        let refused = desk.post(&path, &form("EditTexts")).await;
        assert_eq!(refused.status.as_u16(), 422);
        let text = refused.text;
        assert!(text.contains("error-summary") && text.contains("Getippter Titel"), "{text}");
        assert!(text.contains("Satz 2, „ca.“: „ca.“ ist eine Abkürzung. Schreiben Sie das Wort aus"), "{text}");
        let same = site.call_as(CLERK, ShowWorkingCopy::of(copy.slug.clone())).await.unwrap();
        assert_eq!(same.revision, copy.revision);
    }

    async fn only_staff_who_write_may_check(site: TestSite) {
        let ask = || CheckEasyLanguage { plain: WRONG.into(), ..CheckEasyLanguage::default() };
        assert_eq!(site.visitor().call(ask()).await, Err(ApiError::SignInRequired));
        assert_eq!(site.call_as(Role::Reader, ask()).await, Err(ApiError::Forbidden));
        for role in [Role::Editor, Role::Clerk] {
            assert_eq!(site.call_as(role, ask()).await.unwrap().hard, 1);
        }
        let long = CheckEasyLanguage { long: "a".repeat(200_001), ..ask() };
        assert_eq!(refused_fields(site.call_as(CLERK, long).await), [("long".into(), "errors.too_long".into())]);
    }

    async fn a_page_in_easy_language_has_a_sentence_a_line_and_explains_each_word_once(site: TestSite) {
        let copy = open(&site).await;
        let text = "Der Bebauungsplan ist neu.\nSie lesen den Bebauungsplan am 1. März 2027.\nDas ist **nicht** schwer.";
        let written = EditTexts { short: "Es gibt einen Bebauungsplan.".into(), long: "## Der Plan\n\nDer Umweltbericht ist fertig.".into(), ..easy(&copy, text, TextState::Edited) };
        let copy = site.call_as(CLERK, written).await.unwrap();
        publish(&site, &copy, "Einfache Sprache ergänzt").await.unwrap();
        let visitor = site.visitor();
        let public = visitor.call(show(&copy, "de-simple")).await.unwrap();
        let easy = public.easy.unwrap();
        assert!(easy.short_html.contains("id=\"use-bebauungsplan\""), "{easy:?}");
        assert!(easy.plain_html.contains("Der Bebauungs-Plan ist neu.<br>") && easy.plain_html.contains("1. März 2027.<br>") && easy.plain_html.contains("<strong>nicht</strong>"), "{easy:?}");
        let words: Vec<_> = easy.words.iter().map(|word| word.id.as_str()).collect();
        assert!(words.starts_with(&["bebauungsplan"]) && words.iter().filter(|word| **word == "bebauungsplan").count() == 1, "{words:?}");
        assert!(visitor.call(show(&copy, "de")).await.unwrap().easy.is_none());

        let page = visitor.get(&format!("/de-simple/procedures/{}", copy.slug)).await.text;
        assert_eq!(page.matches("id=\"word-bebauungsplan\"").count(), 1);
        assert!(page.contains("Schwere Wörter") && page.contains("href=\"#use-bebauungsplan\""), "{page}");
        assert!(page.contains("Eine Prüf-Gruppe liest sie noch"), "a proposal says so: {page}");
        assert!(page.contains("Dieser Text ist in einfacher Sprache") && !page.contains("in Leichter Sprache"), "{page}");
        let german = visitor.get(&format!("/de/procedures/{}", copy.slug)).await.text;
        assert!(!german.contains("use-bebauungsplan"));
    }

    async fn the_glossary_is_found_by_letter_and_by_search_and_says_what_nobody_has_tested(site: TestSite) {
        let visitor = site.visitor();
        let all = visitor.call(ListGlossary::default()).await.unwrap();
        assert!(all.total >= 400 && all.words.len() == usize::try_from(all.total).unwrap());
        let some = visitor.call(ListGlossary { letter: Some("ü".into()), search: None }).await.unwrap();
        assert!(!some.words.is_empty() && some.words.iter().all(|word| word.term.to_lowercase().starts_with(['u', 'ü'])), "{some:?}");
        let found = visitor.call(ListGlossary { search: Some("BEBAUUNGS-PLAN".into()), letter: None }).await.unwrap();
        assert!(found.words.iter().any(|word| word.id == "bebauungsplan"));
        assert!(visitor.call(ListGlossary { search: Some("xyzzy".into()), letter: None }).await.unwrap().words.is_empty());

        let page = visitor.get("/de/glossary?letter=B").await.text;
        assert!(page.contains("Bebauungs-Plan") && page.contains("Vorschlag") && page.contains("lang=\"de-simple\""), "{page}");
        assert!(!page.contains("Umwelt-Bericht"));
        let english = visitor.get("/en/glossary?search=bebauungsplan").await.text;
        assert!(english.contains("in German only") && english.contains("Bebauungs-Plan"), "{english}");
        assert!(visitor.get("/sitemap.xml").await.text.contains("/de/glossary"));
    }
}
