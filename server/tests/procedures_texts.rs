//! What a procedure is read in: languages, chapters, documents.

use server::error::Error;
use shared::{
    api::ApiError,
    plans::MAX_DOCUMENT_BYTES,
    procedures::{EditChapter, EditDocument, EditTexts, ShowProcedure, WorkingCopy, translations::TextState},
};

use crate::{
    both_databases,
    identity::sign_in_as,
    procedures::{CLERK, create, day, publish, published, refused_fields, show, texts, with_file, working},
};

both_databases! {
    async fn other_languages_fall_back_to_german_text_by_text(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let english = EditTexts {
            language: "en".into(), title: "By the dyke".into(), short: String::new(), contact_office: String::new(), contact_phone: String::new(),
            ..texts(&copy, "")
        };
        let copy = site.call_as(CLERK, english).await.unwrap();
        publish(&site, &copy, "Englisch ergänzt").await.unwrap();
        let public = site.visitor().call(ShowProcedure { language: Some("en".into()), ..show(&copy.slug) }).await.unwrap();
        assert_eq!((public.title.as_str(), public.title_language.as_str()), ("By the dyke", "en"));
        assert_eq!((public.short.as_str(), public.short_language.as_str()), ("Worum es geht.", "de"));
        assert_eq!(public.contact.office, "Bauamt", "the contact is the same in all languages");
    }

    async fn the_simplified_view_shows_the_short_text_of_its_language_and_calls_no_german_text_a_translation(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let german = EditTexts { plain: "Am Deich wird gebaut.".into(), ..texts(&copy, "Ein langer Text.") };
        let copy = site.call_as(CLERK, german).await.unwrap();
        let english = |copy: &WorkingCopy, short: &str| EditTexts {
            language: "en".into(), title: "By the dyke".into(), short: short.into(), ..texts(copy, "")
        };
        let copy = site.call_as(CLERK, english(&copy, "")).await.unwrap();
        publish(&site, &copy, "Titel auf Englisch").await.unwrap();
        let visitor = site.visitor();
        visitor.get("/en?ansicht=einfach").await;
        let address = format!("/en/procedures/{}", copy.slug);
        let page = visitor.get(&address).await.text;
        assert!(page.contains("By the dyke") && page.contains("<div lang=\"de\" dir=\"auto\" class=\"prose\"><p>Am Deich wird gebaut."), "{page}");
        assert!(page.contains("available in German only") && !page.contains("You are reading a translation"), "{page}");

        let copy = working(&site, &copy.slug).await;
        let copy = site.call_as(CLERK, english(&copy, "New houses are planned.")).await.unwrap();
        publish(&site, &copy, "Kurzer Text auf Englisch").await.unwrap();
        let page = visitor.get(&address).await.text;
        assert!(page.contains("New houses are planned.") && page.contains("You are reading a translation"), "{page}");
        assert!(!page.contains("Am Deich wird gebaut."), "{page}");
        // The whole page still has the German summary, and says what it is.
        let whole = visitor.get(&format!("{address}?view=all")).await.text;
        assert!(whole.contains("Am Deich wird gebaut.") && whole.contains("available in German only"), "{whole}");
    }

    async fn readers_of_easy_language_are_told_before_the_text_in_standard_german(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let easy = EditTexts {
            language: "de-simple".into(), title: "Neue Häuser am Deich".into(), short: "Am Deich entstehen neue Häuser.".into(),
            plain: "Am Deich entstehen neue Häuser.".into(), ..texts(&copy, "")
        };
        let copy = site.call_as(CLERK, easy).await.unwrap();
        publish(&site, &copy, "Einfache Sprache").await.unwrap();
        let page = site.visitor().get(&format!("/de-simple/procedures/{}?view=all", copy.slug)).await.text;
        let at = |part: &str| page.find(part).unwrap_or_else(|| panic!("{part} is missing in {page}"));
        assert!([at("id=\"about\""), at("Dieser Teil ist in schwerer Sprache."), at("<em>langer</em>")].is_sorted(), "{page}");
        // It is folded up behind everything that is easy to read.
        assert!([at("id=\"next\""), at("id=\"contact\""), at("Ganzen Text in schwerer Sprache lesen"), at("id=\"about\""), at("id=\"plan\"")].is_sorted(), "{page}");
        assert!(!site.visitor().get(&format!("/de/procedures/{}", copy.slug)).await.text.contains("in schwerer Sprache"));
    }

    async fn a_translation_is_public_once_it_is_edited_and_easy_language_names_who_tested_it(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let easy = |copy: &WorkingCopy, text_state| EditTexts {
            language: "de-simple".into(), title: "Neue Häuser am Deich".into(), plain: "Am Deich entstehen neue Häuser.".into(), text_state, ..texts(copy, "")
        };
        let copy = site.call_as(CLERK, easy(&copy, TextState::Draft)).await.unwrap();
        let desk = sign_in_as(&site, CLERK).await;
        let path = format!("/de/staff/procedures/{}", copy.slug);
        let overview = desk.get(&path).await.text;
        assert!(overview.contains("1 Sprache, 1 Entwurf"), "a draft is no language that the public reads: {overview}");
        let publishing = desk.get(&format!("{path}/publish")).await.text;
        assert!(publishing.contains("Noch Entwurf und deshalb nicht öffentlich: Einfache Sprache"), "{publishing}");
        let copy = publish(&site, &copy, "Leichte Sprache begonnen").await.unwrap();
        let visitor = site.visitor();
        let read = || visitor.call(ShowProcedure { language: Some("de-simple".into()), ..show(&copy.slug) });
        let public = read().await.unwrap();
        assert_eq!((public.title.as_str(), public.text_status, public.languages), ("Am Deich", None, vec!["de".to_owned()]));
        let page = site.visitor().get(&format!("/de-simple/procedures/{}", copy.slug)).await;
        assert!(!page.text.contains("Neue Häuser"), "a draft is not public");

        let unnamed = site.call_as(CLERK, easy(&copy, TextState::Tested)).await;
        assert_eq!(refused_fields(unnamed), [("text_by".into(), "errors.required".into()), ("text_on".into(), "errors.required".into())]);
        let tested = EditTexts { text_by: "Prüfgruppe Musterhof".into(), text_on: "2026-11-20".into(), ..easy(&copy, TextState::Tested) };
        let copy = site.call_as(CLERK, tested).await.unwrap();
        publish(&site, &copy, "Leichte Sprache geprüft").await.unwrap();
        let public = read().await.unwrap();
        assert_eq!((public.title.as_str(), public.plain_language.as_str()), ("Neue Häuser am Deich", "de-simple"));
        assert_eq!(public.text_status.map(|status| status.by).as_deref(), Some("Prüfgruppe Musterhof"));
        let page = site.visitor().get(&format!("/de-simple/procedures/{}", copy.slug)).await.text;
        assert!(page.contains("Prüfgruppe Musterhof") && page.contains("20. November 2026"), "{page}");

        // A test holds for the words that were tested: others need a test of their own.
        let copy = working(&site, &copy.slug).await;
        let tested = EditTexts { text_by: "Prüfgruppe Musterhof".into(), text_on: "2026-11-20".into(), ..easy(&copy, TextState::Tested) };
        let other = EditTexts { plain: "Am Deich entstehen bald neue Häuser.".into(), ..tested.clone() };
        let refused = site.call_as(CLERK, other.clone()).await;
        assert_eq!(refused_fields(refused), [("text_on".into(), "errors.tested_text_changed".into())]);
        let copy = site.call_as(CLERK, tested).await.unwrap();
        let again = EditTexts { text_on: "2026-11-24".into(), revision: copy.revision, ..other };
        site.call_as(CLERK, again).await.unwrap();
    }

    async fn a_translation_whose_german_text_was_changed_says_so_until_somebody_confirms_that_it_still_fits(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let slug = copy.slug.clone();
        let english = |copy: &WorkingCopy| EditTexts {
            language: "en".into(), title: "By the dyke".into(), short: "About 320 flats.".into(), ..texts(copy, "")
        };
        let easy = EditTexts {
            language: "de-simple".into(), title: "Neue Häuser am Deich".into(), short: String::new(), plain: "Am Deich entstehen neue Häuser.".into(),
            text_state: TextState::Tested, text_by: "Prüfgruppe Musterhof".into(), text_on: "2026-11-20".into(), ..texts(&copy, "")
        };
        let copy = site.call_as(CLERK, easy).await.unwrap();
        let copy = site.call_as(CLERK, english(&copy)).await.unwrap();
        let copy = publish(&site, &copy, "In zwei Sprachen").await.unwrap();
        let read = async |language: &str| site.visitor().get(&format!("/{language}/procedures/{slug}")).await.text;
        let (english_page, easy_page) = (read("en").await, read("de-simple").await);
        assert!(english_page.contains("You are reading a translation.") && !english_page.contains("The German text was changed"), "{english_page}");
        assert!(easy_page.contains("Dieser Text ist in Leichter Sprache.") && easy_page.contains("Prüfgruppe Musterhof"), "{easy_page}");

        let desk = sign_in_as(&site, CLERK).await;
        let path = format!("/de/staff/procedures/{slug}");
        let german = EditTexts { short: "500 statt 320 Wohnungen.".into(), ..texts(&copy, "Ein *langer* Text.") };
        let copy = site.call_as(CLERK, german).await.unwrap();
        let publishing = desk.get(&format!("{path}/publish")).await.text;
        for language in ["English", "Einfache Sprache"] {
            assert!(publishing.contains(&format!("{language}: Der deutsche Text wurde danach geändert")), "{language}: {publishing}");
        }
        assert!(publishing.contains(&format!("{path}/texts?language=en")), "{publishing}");
        let editor = desk.get(&format!("{path}/texts?language=en")).await.text;
        assert!(editor.contains("Geändert wurde: Kurztext.") && editor.contains("(Bearbeitet, Deutsch geändert)"), "{editor}");
        publish(&site, &copy, "500 statt 320 Wohnungen").await.unwrap();
        let (english_page, easy_page) = (read("en").await, read("de-simple").await);
        assert!(english_page.contains("The German text was changed on 24 November 2026."), "{english_page}");
        assert!(easy_page.contains("Dieser Text ist in einfacher Sprache.") && easy_page.contains("Der Text in schwerer Sprache ist seit 24. November 2026 neu."), "{easy_page}");
        assert!(!easy_page.contains("in Leichter Sprache") && !easy_page.contains("Prüfgruppe Musterhof"), "the test was of another text: {easy_page}");

        // Saving them again says that they still fit.
        let copy = working(&site, &slug).await;
        let copy = site.call_as(CLERK, english(&copy)).await.unwrap();
        let publishing = desk.get(&format!("{path}/publish")).await.text;
        assert!(!publishing.contains("English: Der deutsche") && publishing.contains("Einfache Sprache: Der deutsche"), "{publishing}");
        publish(&site, &copy, "Englisch bestätigt").await.unwrap();
        assert!(!read("en").await.contains("The German text was changed"));
    }

    async fn what_staff_wrote_about_a_change_is_marked_as_german_on_pages_of_other_languages(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let copy = site.call_as(CLERK, texts(&copy, "Ein anderer Text.")).await.unwrap();
        publish(&site, &copy, "Schallgutachten ergänzt").await.unwrap();
        let visitor = site.visitor();
        let address = format!("/procedures/{}", copy.slug);
        for language in ["en", "ar"] {
            let page = visitor.get(&format!("/{language}{address}")).await.text;
            assert_eq!(page.matches("<bdi lang=\"de\">Schallgutachten ergänzt</bdi>").count(), 2, "the notice and the record: {page}");
            assert!(page.contains("<p lang=\"de\" dir=\"auto\">Schallgutachten ergänzt"), "the list of versions: {page}");
            let record = visitor.get(&format!("/{language}{address}/record")).await.text;
            assert!(record.contains("<bdi lang=\"de\">Schallgutachten ergänzt</bdi>"), "{record}");
        }
        let german = visitor.get(&format!("/de{address}/record")).await.text;
        assert!(german.contains("Grund: <bdi>Schallgutachten ergänzt</bdi>"), "{german}");
    }

    async fn a_document_is_a_pdf_and_reaches_the_public_when_it_is_published(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let edit = |revision, title: &str, document: &str| EditDocument {
            remove: String::new(), procedure: copy.slug.clone(), revision, document: document.into(), title: title.into(), kind: "1010".into(), date: Some(day(10, 1)), ..EditDocument::default()
        };
        let send = |bytes: &[u8], input| server::features::procedures::edit_document(with_file(site.as_role(CLERK), "../Begründung.pdf", bytes), input);
        let field = |result: Result<WorkingCopy, Error>| match result.unwrap_err() {
            Error::Api(error) => refused_fields::<()>(Err(error)),
            other => panic!("{other}"),
        };
        assert_eq!(field(send(b"MZ\x90", edit(copy.revision, "Begründung", "")).await), [("file".into(), "errors.file_kind".into())]);
        let large = vec![b'%'; MAX_DOCUMENT_BYTES + 1];
        assert_eq!(field(send(&large, edit(copy.revision, "Begründung", "")).await), [("file".into(), "errors.file_too_large".into())]);
        let nothing = site.call_as(CLERK, edit(copy.revision, "Begründung", "")).await;
        assert_eq!(refused_fields(nothing), [("file".into(), "errors.required".into())]);

        let added = send(b"%PDF-1.7 ...", edit(copy.revision, "Begründung", "")).await.unwrap();
        let document = added.content.documents[0].clone();
        assert_eq!((document.file_name.as_str(), document.size), ("Begründung.pdf", 12));
        let address = format!("/files/documents/{}/x.pdf", document.file);
        assert_eq!(site.visitor().get(&address).await.status, 404);
        publish(&site, &added, "Begründung ergänzt").await.unwrap();
        let answer = site.visitor().get(&address).await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (200, "%PDF-1.7 ..."));
        assert_eq!(answer.headers["content-type"], "application/pdf");
        assert_eq!(answer.headers["content-security-policy"], "frame-ancestors 'none'", "browsers show no PDF in a sandbox");

        let added = working(&site, &copy.slug).await;
        let emptied = site.call_as(CLERK, edit(added.revision, " ", &document.id.to_string())).await;
        assert_eq!(refused_fields(emptied), [("title".into(), "errors.required".into())], "an emptied field takes nothing away");
        let remove = EditDocument { remove: "1".into(), ..edit(added.revision, "", &document.id.to_string()) };
        let removed = site.call_as(CLERK, remove).await.unwrap();
        assert!(removed.content.documents.is_empty());
        publish(&site, &removed, "zurückgezogen").await.unwrap();
        assert_eq!(site.visitor().get(&address).await.status, 200, "older versions stay readable");
    }

    async fn chapters_say_that_they_are_german_where_the_text_about_the_procedure_is_translated(site: TestSite) {
        let copy = published(&site, "Am Deich", day(11, 1), day(12, 1)).await;
        let chapter = EditChapter {
            remove: String::new(), procedure: copy.slug.clone(), revision: copy.revision, chapter: String::new(), title: "Anlass und Ziel".into(), markdown: "Am Deich.".into(), ..EditChapter::default()
        };
        let copy = site.call_as(CLERK, chapter).await.unwrap();
        let english = EditTexts { language: "en".into(), title: "On the Dyke".into(), ..texts(&copy, "A long text.") };
        let copy = site.call_as(CLERK, english).await.unwrap();
        let copy = publish(&site, &copy, "Englisch ergänzt").await.unwrap();
        let visitor = site.visitor();
        let page = format!("/en/procedures/{}", copy.slug);
        let text = visitor.get(&page).await.text;
        assert!(text.contains("lang=\"de\" dir=\"auto\" class=\"row-link\">Anlass und Ziel"), "{text}");
        let id = copy.content.chapters[0].id;
        let text = visitor.get(&format!("{page}/chapters/{id}")).await.text;
        assert!(text.contains("<div lang=\"de\" dir=\"auto\" class=\"prose\"") && text.contains("<bdi lang=\"de\">Anlass und Ziel"), "{text}");
    }

    async fn chapters_are_written_moved_and_removed(site: TestSite) {
        let mut copy = create(&site, "Am Deich").await;
        let edit = |copy: &WorkingCopy, chapter: &str, title: &str, position| EditChapter {
            remove: String::new(), procedure: copy.slug.clone(), revision: copy.revision, chapter: chapter.into(), title: title.into(), markdown: "# Ziel\r\n<script>x</script>".into(), position, ..EditChapter::default()
        };
        for title in ["Anlass", "Verkehr"] {
            copy = site.call_as(CLERK, edit(&copy, "", title, None)).await.unwrap();
        }
        let first = copy.content.chapters[0].clone();
        assert!(first.html.contains("<h2>Ziel</h2>") && !first.html.contains("script"), "{}", first.html);
        copy = site.call_as(CLERK, edit(&copy, &first.id.to_string(), "Anlass und Ziel", Some(2))).await.unwrap();
        let titles: Vec<_> = copy.content.chapters.iter().map(|c| c.title.as_str()).collect();
        assert_eq!(titles, ["Verkehr", "Anlass und Ziel"]);
        let emptied = site.call_as(CLERK, edit(&copy, &first.id.to_string(), "", None)).await;
        assert_eq!(refused_fields(emptied), [("title".into(), "errors.required".into())], "an emptied field takes nothing away");
        copy = site.call_as(CLERK, EditChapter { remove: "1".into(), ..edit(&copy, &first.id.to_string(), "", None) }).await.unwrap();
        assert_eq!(copy.content.chapters.len(), 1);
        let unknown = site.call_as(CLERK, edit(&copy, &first.id.to_string(), "Wieder da", None)).await;
        assert_eq!(unknown, Err(ApiError::NotFound));
    }
}
