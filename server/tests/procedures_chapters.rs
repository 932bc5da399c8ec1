//! Chapters, documents and sections in other languages: translated one by one, German where they are missing, which is said.

use serde_json::{Value, json};
use shared::{
    api::ApiError,
    plans::ShownChapter,
    procedures::{
        EditChapter, EditDocument, EditSection, PreviewProcedure, Procedure, ShowProcedure, ShowWorkingCopy,
        WorkingCopy, translations::TextState,
    },
    statements::{PlaceKind, SaveDraft, ShowReceipt, StatementInput},
};
use sqlx::types::Json;

use crate::{
    both_databases,
    identity::sign_in_as,
    plans::{DEMO, import, wish},
    procedures::{CLERK, day, publish, published, refused_fields, show, with_file, working},
    statements,
    support::TestSite,
};

/// A published procedure whose working copy has one German chapter.
async fn with_chapter(site: &TestSite) -> WorkingCopy {
    let copy = published(site, "Am Deich", day(11, 1), day(12, 1)).await;
    let chapter = EditChapter {
        procedure: copy.slug.clone(),
        revision: copy.revision,
        title: "Anlass und Ziel".into(),
        markdown: "Am Deich wird gebaut.".into(),
        ..EditChapter::default()
    };
    site.call_as(CLERK, chapter).await.unwrap()
}

/// The first chapter in another language.
fn translate(copy: &WorkingCopy, language: &str, title: &str, markdown: &str) -> EditChapter {
    EditChapter {
        procedure: copy.slug.clone(),
        revision: copy.revision,
        chapter: copy.content.chapters[0].id.to_string(),
        language: language.into(),
        title: title.into(),
        markdown: markdown.into(),
        ..EditChapter::default()
    }
}

/// The first chapter as somebody reads it.
async fn read(site: &TestSite, slug: &str, language: &str, version: Option<u32>) -> ShownChapter {
    let asked = ShowProcedure {
        language: Some(language.into()),
        version,
        ..show(slug)
    };
    site.visitor().call(asked).await.unwrap().chapters.remove(0)
}

/// The page of the procedure.
async fn procedure_page(site: &TestSite, copy: &WorkingCopy, language: &str) -> String {
    let path = format!("/{language}/procedures/{}", copy.slug);
    site.visitor().get(&path).await.text
}

/// The page of the first chapter.
async fn page(site: &TestSite, copy: &WorkingCopy, language: &str) -> String {
    let id = copy.content.chapters[0].id;
    let path = format!("/{language}/procedures/{}/chapters/{id}", copy.slug);
    site.visitor().get(&path).await.text
}

both_databases! {
    async fn a_chapter_is_read_in_its_language_and_says_that_german_is_binding(site: TestSite) {
        let copy = with_chapter(&site).await;
        let turkish = EditChapter { text_by: "Ayşe Yılmaz".into(), ..translate(&copy, "tr", "Neden ve amaç", "Sette *inşaat* yapılacak.") };
        let copy = site.call_as(CLERK, turkish).await.unwrap();
        let copy = publish(&site, &copy, "Türkisch ergänzt").await.unwrap();
        let chapter = read(&site, &copy.slug, "tr", None).await;
        assert_eq!((chapter.title.as_str(), chapter.title_language.as_str()), ("Neden ve amaç", "tr"));
        assert_eq!((chapter.html.trim(), chapter.html_language.as_str()), ("<p>Sette <em>inşaat</em> yapılacak.</p>", "tr"));
        let text = page(&site, &copy, "tr").await;
        assert!(text.contains("Neden ve amaç") && text.contains("Bir çeviri okuyorsunuz.") && text.contains("Ayşe Yılmaz"), "{text}");
        let german = format!("/de/procedures/{}/chapters/{}", copy.slug, copy.content.chapters[0].id);
        assert!(text.contains(&format!("href=\"{german}\"")), "the way to the German text: {text}");
        let list = procedure_page(&site, &copy, "tr").await;
        assert!(list.contains("class=\"row-link\">Neden ve amaç"), "{list}");
        let form = site.visitor().get(&format!("/tr/procedures/{}/comment", copy.slug)).await.text;
        assert!(form.contains("class=\"plan__label\">Neden ve amaç"), "{form}");
    }

    async fn the_sitemap_names_the_chapters_of_the_version_that_is_published_now_in_their_order(site: TestSite) {
        let copy = with_chapter(&site).await;
        let chapters = async || {
            let map = site.visitor().get("/sitemap.xml").await.text;
            let begin = "/de/procedures/am-deich/chapters/";
            let found = map.split("<loc>").filter_map(|rest| rest.split_once("</loc>")?.0.split_once(begin));
            found.map(|(_, id)| id.to_owned()).collect::<Vec<_>>()
        };
        assert!(chapters().await.is_empty(), "it stands in the working copy alone");
        let second = EditChapter {
            procedure: copy.slug.clone(), revision: copy.revision, title: "Verkehr".into(), markdown: "Ein Weg.".into(), ..EditChapter::default()
        };
        let copy = site.call_as(CLERK, second).await.unwrap();
        let copy = publish(&site, &copy, "Kapitel ergänzt").await.unwrap();
        let ids: Vec<String> = copy.content.chapters.iter().map(|chapter| chapter.id.to_string()).collect();
        assert_eq!((ids.len(), chapters().await), (2, ids.clone()));
        let removed = EditChapter {
            procedure: copy.slug.clone(), revision: copy.revision, chapter: ids[0].clone(), remove: "1".into(), ..EditChapter::default()
        };
        let copy = site.call_as(CLERK, removed).await.unwrap();
        publish(&site, &copy, "Kapitel entfernt").await.unwrap();
        assert_eq!(chapters().await, ids[1..]);
    }

    async fn a_chapter_that_is_german_alone_is_marked_and_says_so_in_every_other_language(site: TestSite) {
        let copy = with_chapter(&site).await;
        let copy = publish(&site, &copy, "Kapitel ergänzt").await.unwrap();
        let chapter = read(&site, &copy.slug, "ar", None).await;
        assert_eq!((chapter.title.as_str(), chapter.title_language.as_str(), chapter.html_language.as_str()), ("Anlass und Ziel", "de", "de"));
        for (language, notice) in [("en", "This text is available in German only."), ("de-simple", "Dieser Teil ist in schwerer Sprache."), ("ar", "هذا النص متوفر بالألمانية فقط.")] {
            let text = page(&site, &copy, language).await;
            let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("{part} is missing in {text}"));
            assert!(at(notice) < at("<div lang=\"de\" dir=\"auto\" class=\"prose\""), "{text}");
        }
        assert!(!page(&site, &copy, "de").await.contains("nur auf Deutsch"));
    }

    async fn a_chapter_in_easy_language_is_checked_and_its_difficult_words_are_explained(site: TestSite) {
        let copy = with_chapter(&site).await;
        let wrong = translate(&copy, "de-simple", "Neue Häuser am Deich", "Die Häuser kosten ca. 5 Millionen Euro.");
        assert_eq!(refused_fields(site.call_as(CLERK, wrong.clone()).await), [("markdown".into(), "errors.easy_language".into())]);
        let draft = EditChapter { text_state: TextState::Draft, ..wrong };
        let copy = site.call_as(CLERK, draft).await.unwrap();
        let copy = publish(&site, &copy, "Einfache Sprache begonnen").await.unwrap();
        assert_eq!(read(&site, &copy.slug, "de-simple", None).await.title_language, "de", "a draft is not public");
        assert!(!page(&site, &copy, "de-simple").await.contains("5 Millionen"));

        let copy = working(&site, &copy.slug).await;
        let right = translate(&copy, "de-simple", "Neue Häuser am Deich", "Sie lesen hier den Bebauungsplan.\nFragen Sie uns.");
        let copy = site.call_as(CLERK, right).await.unwrap();
        let copy = publish(&site, &copy, "Einfache Sprache ergänzt").await.unwrap();
        let text = page(&site, &copy, "de-simple").await;
        assert!(text.contains("Bebauungs-Plan</a>") && text.contains("id=\"word-bebauungsplan\""), "{text}");
        assert!(text.contains("Dieser Text ist in einfacher Sprache.") && !text.contains("in schwerer Sprache"), "{text}");
        assert_eq!(read(&site, &copy.slug, "de", None).await.title, "Anlass und Ziel");
    }

    async fn a_chapter_that_was_saved_before_the_check_waits_until_it_is_mended(site: TestSite) {
        let copy = with_chapter(&site).await;
        let right = translate(&copy, "de-simple", "Neue Häuser am Deich", "Fragen Sie uns.");
        let copy = site.call_as(CLERK, right).await.unwrap();
        // As an older version of the program may have left it.
        let mut tx = site.system().begin().await.unwrap();
        let (stored,): (Json<Value>,) = server::sql!(&mut tx, one (Json<Value>,), "select working_copy from procedure").unwrap();
        let mut content = stored.0;
        content["chapters"][0]["translations"]["de-simple"]["markdown"] = json!("Das kostet ca. 5 Millionen Euro.");
        server::sql!(&mut tx, run, "update procedure set working_copy = $1", Json(content)).unwrap();
        tx.commit().await.unwrap();
        let found = site.call_as(CLERK, ShowWorkingCopy::of(copy.slug.clone())).await.unwrap();
        assert_eq!(found.missing, ["easy_chapters"]);
    }

    async fn a_translation_is_outdated_once_the_german_chapter_says_something_else(site: TestSite) {
        let copy = with_chapter(&site).await;
        let copy = site.call_as(CLERK, translate(&copy, "en", "Reason and aim", "Houses are planned by the dyke.")).await.unwrap();
        let copy = publish(&site, &copy, "Englisch ergänzt").await.unwrap();
        assert_eq!(read(&site, &copy.slug, "en", None).await.outdated_since, None);
        let copy = working(&site, &copy.slug).await;
        let german = translate(&copy, "de", "Anlass und Ziel", "Am Deich wird nicht gebaut.");
        let copy = site.call_as(CLERK, german).await.unwrap();
        assert_eq!(copy.content.chapters[0].translations["en"].title, "Reason and aim", "German leaves the translations as they are");
        let copy = publish(&site, &copy, "Anders entschieden").await.unwrap();
        assert!(read(&site, &copy.slug, "en", None).await.outdated_since.is_some());
        // The version before shows what it held.
        assert_eq!(read(&site, &copy.slug, "en", Some(2)).await.outdated_since, None);
        let same = working(&site, &copy.slug).await;
        let confirmed = translate(&same, "en", "Reason and aim", "No houses are planned by the dyke.");
        let copy = site.call_as(CLERK, confirmed).await.unwrap();
        let copy = publish(&site, &copy, "Englisch angepasst").await.unwrap();
        assert_eq!(read(&site, &copy.slug, "en", None).await.outdated_since, None);
    }

    async fn a_test_of_a_chapter_names_its_group_and_holds_for_the_words_that_were_tested(site: TestSite) {
        let copy = with_chapter(&site).await;
        let tested = |copy: &WorkingCopy, by: &str, on: &str, text: &str| EditChapter {
            text_state: TextState::Tested, text_by: by.into(), text_on: on.into(), ..translate(copy, "de-simple", "Neue Häuser am Deich", text)
        };
        let unnamed = site.call_as(CLERK, tested(&copy, "", "", "Fragen Sie uns.")).await;
        assert_eq!(refused_fields(unnamed), [("text_by".into(), "errors.required".into()), ("text_on".into(), "errors.required".into())]);
        let copy = site.call_as(CLERK, tested(&copy, "Prüfgruppe Musterhof", "2026-11-20", "Fragen Sie uns.")).await.unwrap();
        let other = site.call_as(CLERK, tested(&copy, "Prüfgruppe Musterhof", "2026-11-20", "Am Deich sind bald neue Häuser.")).await;
        assert_eq!(refused_fields(other), [("text_on".into(), "errors.tested_text_changed".into())]);
        let copy = publish(&site, &copy, "Leichte Sprache ergänzt").await.unwrap();
        let text = page(&site, &copy, "de-simple").await;
        assert!(text.contains("Dieser Text ist in Leichter Sprache.") && text.contains("Prüfgruppe Musterhof"), "{text}");
    }

    async fn a_translation_needs_its_chapter_and_a_title_and_goes_when_both_its_texts_are_emptied(site: TestSite) {
        let copy = with_chapter(&site).await;
        let nowhere = EditChapter { chapter: String::new(), ..translate(&copy, "en", "Reason", "Text.") };
        assert_eq!(site.call_as(CLERK, nowhere).await, Err(ApiError::NotFound));
        let unnamed = site.call_as(CLERK, translate(&copy, "en", " ", "Text.")).await;
        assert_eq!(refused_fields(unnamed), [("title".into(), "errors.required".into())]);
        let unknown = site.call_as(CLERK, translate(&copy, "xx", "Reason", "Text.")).await;
        assert_eq!(refused_fields(unknown), [("language".into(), "errors.invalid_choice".into())]);
        let copy = site.call_as(CLERK, translate(&copy, "en", "Reason", "")).await.unwrap();
        assert_eq!(copy.content.chapters[0].shown("en").html_language, "de", "a title may be translated alone");
        let copy = site.call_as(CLERK, translate(&copy, "en", "", "")).await.unwrap();
        assert!(copy.content.chapters[0].translations.is_empty());
        assert_eq!(copy.content.chapters[0].title, "Anlass und Ziel");
    }

    async fn a_version_that_was_published_before_chapters_were_translated_is_read_as_german(site: TestSite) {
        let copy = with_chapter(&site).await;
        let copy = publish(&site, &copy, "Kapitel ergänzt").await.unwrap();
        let mut tx = site.system().begin().await.unwrap();
        let (stored,): (Json<Value>,) = server::sql!(&mut tx, one (Json<Value>,), "select content from procedure_version where version = 2").unwrap();
        let mut content = stored.0;
        let id = content["chapters"][0]["id"].clone();
        content["chapters"] = json!([{ "id": id, "title": "Früher", "markdown": "Am Deich.", "html": "<p>Am Deich.</p>" }]);
        server::sql!(&mut tx, run, "update procedure_version set content = $1 where version = 2", Json(content)).unwrap();
        tx.commit().await.unwrap();
        let chapter = read(&site, &copy.slug, "tr", None).await;
        assert_eq!((chapter.title.as_str(), chapter.title_language.as_str(), chapter.status), ("Früher", "de", None));
    }

    async fn staff_translate_one_chapter_after_the_other_with_its_german_text_in_view(site: TestSite) {
        let copy = with_chapter(&site).await;
        let desk = sign_in_as(&site, CLERK).await;
        let path = format!("/de/staff/procedures/{}/chapters", copy.slug);
        let german = desk.get(&path).await.text;
        assert!(german.contains("?language=tr") && german.contains("Neues Kapitel"), "{german}");
        let id = copy.content.chapters[0].id;
        let list = desk.get(&format!("{path}?language=de-simple")).await.text;
        assert!(list.contains(&format!("?language=de-simple&amp;chapter={id}")) && !list.contains("Neues Kapitel"), "{list}");
        let form = desk.get(&format!("{path}?language=de-simple&chapter={id}")).await.text;
        assert!(form.contains("Am Deich wird gebaut.") && form.contains("Stand dieser Übersetzung") && form.contains("Text prüfen"), "{form}");
        let (revision, id) = (copy.revision.to_string(), id.to_string());
        let sent = [
            ("form", "EditChapter"), ("procedure", copy.slug.as_str()), ("revision", revision.as_str()), ("chapter", id.as_str()), ("language", "de-simple"),
            ("title", "Getippter Titel"), ("markdown", "Das kostet ca. 5 Millionen Euro."), ("text_state", "edited"),
        ];
        let refused = desk.post(&format!("{path}?language=de-simple&chapter={id}"), &sent).await;
        assert_eq!(refused.status.as_u16(), 422);
        assert!(refused.text.contains("error-summary") && refused.text.contains("Getippter Titel"), "{}", refused.text);
    }

    async fn a_comment_names_its_chapter_in_german_whatever_language_it_was_read_in(site: TestSite) {
        let copy = statements::open_procedure(&site).await;
        let copy = site.call_as(CLERK, translate(&copy, "tr", "Trafik", "Yollar.")).await.unwrap();
        let copy = publish(&site, &copy, "Türkisch ergänzt").await.unwrap();
        let visitor = site.visitor();
        let input = StatementInput {
            language: "tr".into(), place: PlaceKind::Chapter, place_ref: copy.content.chapters[0].id.to_string(), ..statements::text("Çok gürültülü.")
        };
        let draft = SaveDraft { procedure: copy.slug.clone(), input: input.clone(), ..SaveDraft::default() };
        visitor.call(draft).await.unwrap();
        let form = visitor.get(&format!("/tr/procedures/{}/comment", copy.slug)).await.text;
        assert!(form.contains("Trafik"), "who writes reads the chapter's name in their language: {form}");
        let receipt = visitor.call(statements::submission("a", input)).await.unwrap();
        let view = visitor.call(ShowReceipt { code: receipt.code }).await.unwrap();
        assert_eq!(view.place, "Verkehr");
    }

    async fn a_document_is_called_in_the_language_that_has_a_title_for_it(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let edit = |copy: &WorkingCopy, language: &str, title: &str| EditDocument {
            procedure: copy.slug.clone(), revision: copy.revision, language: language.into(), title: title.into(),
            document: copy.content.documents.first().map(|document| document.id.to_string()).unwrap_or_default(),
            ..EditDocument::default()
        };
        let pdf = with_file(site.as_role(CLERK), "u.pdf", b"%PDF-1.7 ...");
        let copy = server::features::procedures::edit_document(pdf, edit(&copy, "", "Umweltbericht")).await.unwrap();
        let copy = site.call_as(CLERK, edit(&copy, "tr", "Çevre raporu")).await.unwrap();
        assert_eq!(copy.content.documents[0].title, "Umweltbericht");
        let copy = publish(&site, &copy, "Unterlage ergänzt").await.unwrap();
        let turkish = procedure_page(&site, &copy, "tr").await;
        assert!(turkish.contains("Çevre raporu") && !turkish.contains("Umweltbericht"), "{turkish}");
        assert!(turkish.contains("Bu belgelerin bazıları yalnızca Almancadır."), "the file is German: {turkish}");
        let english = procedure_page(&site, &copy, "en").await;
        assert!(english.contains("Umweltbericht") && english.contains("Some of these documents are available in German only."), "{english}");
        assert!(!procedure_page(&site, &copy, "de").await.contains("nur auf Deutsch"));
        let desk = sign_in_as(&site, CLERK).await;
        let form = desk.get(&format!("/de/staff/procedures/{}/documents?language=tr", copy.slug)).await.text;
        assert!(form.contains("value=\"Çevre raporu\"") && !form.contains("type=\"file\""), "{form}");
    }

    async fn a_section_is_called_in_the_language_that_has_a_name_for_it_and_keeps_it_when_the_plan_is_read_again(site: TestSite) {
        let slug = import(&site, "plan.gml", DEMO, wish("new")).await.unwrap().slug;
        let copy = working(&site, &slug).await;
        let id = copy.content.drawing.as_ref().unwrap().sections[0].id;
        let name = EditSection {
            procedure: slug.clone(), revision: copy.revision, section: id.to_string(), language: "tr".into(), label: "WA 1 – konut alanı".into(), ..EditSection::default()
        };
        site.call_as(CLERK, name).await.unwrap();
        import(&site, "plan.gml", DEMO, wish(&slug)).await.unwrap();
        let copy = working(&site, &slug).await;
        let german = copy.content.drawing.as_ref().unwrap().sections[0].label.clone();
        let read = |language: &'static str| site.call_as(CLERK, PreviewProcedure { procedure: slug.clone(), language: Some(language.into()) });
        let named = |procedure: Procedure| {
            let section = procedure.drawing.unwrap().sections.remove(0);
            (section.label, section.label_language, section.labels.0.len())
        };
        assert_eq!(named(read("tr").await.unwrap()), ("WA 1 – konut alanı".to_owned(), Some("tr".to_owned()), 0));
        assert_eq!(named(read("en").await.unwrap()), (german, Some("de".to_owned()), 0));
        let desk = sign_in_as(&site, CLERK).await;
        let page = desk.get(&format!("/de/staff/procedures/{slug}/plan?language=tr")).await.text;
        assert!(page.contains("value=\"WA 1 – konut alanı\""), "{page}");
    }
}
