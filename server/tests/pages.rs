//! Addresses and the frame of every page.

use axum::http::StatusCode;
use shared::{
    access::Role,
    api::ApiError,
    language::Language,
    languages::ListLanguages,
    organisations::{EditPage, ListPages, PageKind, ShowPage},
    procedures::{EditTexts, translations::TextState},
};

use crate::{
    both_databases,
    identity::{EMAIL, PASSWORD, add, sign_in_as},
    procedures::{self, day},
    statements,
    support::fields,
};

fn contact(revision: Option<u32>, markdown: &str) -> EditPage {
    EditPage {
        revision,
        ..EditPage::of(PageKind::Contact, "de", markdown)
    }
}

both_databases! {
    async fn a_path_without_language_finds_the_visitors_language(site: TestSite) {
        let english = site.visitor().with_header("accept-language", "en-GB,en;q=0.9,de;q=0.5");
        let answer = english.get("/procedures?state=open").await;
        assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, "/en/procedures?state=open"));
        assert_eq!(site.visitor().get("/").await.location(), "/de");
    }

    async fn a_page_reads_its_query_as_it_was_written(site: TestSite) {
        let visitor = site.visitor();
        for (path, shown) in [
            // Somebody looks for exactly these letters.
            ("/de/glossary?search=100%2525+sicher", "value=\"100%25 sicher\""),
            ("/de/glossary?search=a%252526b", "value=\"a%2526b\""),
            ("/de/glossary?search=100%+sicher", "value=\"100% sicher\""),
            // An address with a query of its own.
            ("/de/accessibility/report?page=%2Fde%2Fglossary%3Fsearch%3Da%2526b", "value=\"/de/glossary?search=a%26b\""),
        ] {
            let page = visitor.get(path).await.text;
            assert!(page.contains(shown), "{path}: {page}");
        }
        let desk = sign_in_as(&site, Role::Editor).await;
        let list = desk.get("/de/staff/glossary?search=100%2525+sicher").await.text;
        assert!(list.contains("value=\"100%25 sicher\""), "{list}");
    }

    async fn who_signs_in_comes_to_the_page_that_was_asked_for_with_its_query(site: TestSite) {
        add(&site, EMAIL, Role::Clerk).await;
        let visitor = site.visitor();
        let asked = "/de/staff/glossary?search=a%26b";
        let shown = format!("value=\"{asked}\"");
        let first = visitor.get(&format!("/de/sign-in?{}", fields(&[("next", asked)]))).await.text;
        assert!(first.contains(&shown), "{first}");
        // The page itself asks for it in its own place.
        let page = visitor.get(asked).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED);
        assert!(page.text.contains(&format!("name=\"next\" {shown}")), "{}", page.text);
        let step = [("form", "SignIn"), ("email", EMAIL), ("password", PASSWORD), ("next", asked)];
        let second = visitor.post("/de/sign-in", &step).await;
        let second = visitor.get(second.location()).await.text;
        assert!(second.contains(&shown), "{second}");
    }

    async fn the_simplified_view_is_chosen_by_an_address_on_a_poster(site: TestSite) {
        let senior = site.visitor();
        let answer = senior.get("/de?ansicht=einfach").await;
        assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, "/de"));
        assert!(senior.get("/de").await.text.contains("data-view=\"simple\""));
        // A form that was sent from such an address keeps it, and its button for the other view comes behind.
        let back = senior.get("/de/accessibility/report?ansicht=einfach&ansicht=normal").await;
        assert_eq!(back.location(), "/de/accessibility/report");
        assert!(!senior.get("/de").await.text.contains("data-view=\"simple\""));
    }

    async fn browsers_are_kept_to_tls_where_the_public_address_is_https_unless_the_proxy_does_it(site: TestSite) {
        let answered = |public_url: Option<&'static str>, hsts: bool| {
            let config = server::config::Config { public_url: public_url.map(str::to_owned), hsts, ..site.site.config.clone() };
            let (db, clock, dice) = (site.site.db.clone(), site.site.clock.clone(), site.site.dice.clone());
            async move {
                let with = server::site::Site::with_db(config, db, clock, dice).await.unwrap();
                let answer = crate::support::Browser::new(server::http::router(&with)).get("/de").await;
                answer.headers.get("strict-transport-security").map(|value| value.to_str().unwrap().to_owned())
            }
        };
        let https = Some("https://musterstadt.example");
        assert_eq!(answered(https, true).await.as_deref(), Some("max-age=31536000"));
        assert_eq!(answered(https, false).await, None);
        assert_eq!(answered(Some("http://localhost:3000"), true).await, None);
        assert_eq!(answered(None, true).await, None);
    }

    async fn who_saves_a_fixed_page_that_somebody_else_saved_meanwhile_is_told_and_keeps_what_was_typed(site: TestSite) {
        let first = site.call_as(Role::Clerk, contact(Some(0), "Erste Fassung.")).await.unwrap();
        assert_eq!(first.revision, 1);
        let desk = sign_in_as(&site, Role::Clerk).await;
        let path = "/de/staff/pages/contact?language=de";
        assert!(desk.get(path).await.text.contains("name=\"revision\" value=\"1\""));
        assert!(desk.get("/de/staff/pages/contact?language=en").await.text.contains("name=\"revision\" value=\"0\""), "English is not written yet");
        site.call_as(Role::Editor, contact(Some(1), "Von einer Kollegin.")).await.unwrap();
        assert_eq!(site.call_as(Role::Clerk, contact(Some(1), "Zweite Fassung.")).await, Err(ApiError::Conflict));
        let form = |revision: &'static str| [
            ("form", "EditPage"), ("kind", "contact"), ("language", "de"), ("revision", revision), ("markdown", "Zweite Fassung."),
        ];
        let told = desk.post(path, &form("1")).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        let text = told.text;
        assert!(text.contains("Zweite Fassung.") && text.contains("Gespeicherter Stand") && text.contains("Von einer Kollegin."), "{text}");
        assert!(text.contains("name=\"revision\" value=\"2\""), "it can be sent again: {text}");
        let shown = async || site.visitor().call(ShowPage { kind: PageKind::Contact, language: None, drafts: false }).await.unwrap();
        assert_eq!(shown().await.markdown, "Von einer Kollegin.");
        assert_eq!(desk.post(path, &form("2")).await.status, StatusCode::SEE_OTHER);
        // A program that does not say what it saw is not checked.
        site.call_as(Role::Clerk, contact(None, "Dritte Fassung.")).await.unwrap();
        assert_eq!((shown().await.markdown.as_str(), shown().await.revision), ("Dritte Fassung.", 4));
    }

    async fn a_fresh_installation_says_what_is_still_to_come_and_leads_nobody_astray(site: TestSite) {
        let visitor = site.visitor();
        let imprint = visitor.get("/de/imprint").await;
        assert_eq!(imprint.status, StatusCode::NOT_FOUND);
        assert!(imprint.text.contains("Diese Seite wird noch geschrieben.") && !imprint.text.contains("Seite nicht gefunden"), "{}", imprint.text);
        let list = visitor.get("/de/procedures").await.text;
        assert!(list.contains("Noch gibt es kein Verfahren") && !list.contains("Verfahren filtern"), "{list}");
        // Whoever asked for a selection is told about the selection.
        assert!(visitor.get("/de/procedures?state=open").await.text.contains("Zu dieser Auswahl gibt es kein Verfahren."));
    }

    async fn staff_see_in_which_languages_a_fixed_page_is_written_and_which_page_is_missing(site: TestSite) {
        let desk = sign_in_as(&site, Role::Editor).await;
        assert_eq!(desk.get("/de/staff/pages").await.text.matches("fehlt noch").count(), PageKind::ALL.len());
        site.call_as(Role::Clerk, contact(None, "Bauamt")).await.unwrap();
        let english = EditPage { language: "en".into(), ..contact(None, "Building office") };
        site.call_as(Role::Clerk, english).await.unwrap();
        let pages = site.call_as(Role::Editor, ListPages {}).await.unwrap();
        let languages = |kind| pages.iter().find(|page| page.kind == kind).unwrap().languages.clone();
        assert_eq!((languages(PageKind::Contact), languages(PageKind::Imprint)), (vec!["de".to_owned(), "en".into()], vec![]));
        let list = desk.get("/de/staff/pages").await.text;
        assert!(list.contains("2 Sprachen") && list.matches("fehlt noch").count() == 2, "{list}");
        let tabs = desk.get("/de/staff/pages/contact").await.text;
        assert!(tabs.contains("(geschrieben)") && tabs.contains("(Bearbeitet)"), "German has no state of its own: {tabs}");
        assert!(desk.get("/de/staff/pages/imprint?language=en").await.text.contains("(fehlt noch)"), "without German nothing can be published");
        assert_eq!(site.call_as(Role::Reader, ListPages {}).await, Err(ApiError::Forbidden));
    }

    async fn a_fixed_page_says_how_far_its_translation_is_and_a_draft_is_for_staff_alone(site: TestSite) {
        site.call_as(Role::Clerk, contact(None, "Bauamt im Rathaus")).await.unwrap();
        let easy = |markdown: &str, text_state| EditPage { text_state, ..EditPage::of(PageKind::Contact, "de-simple", markdown) };
        let read = async || site.visitor().get("/de-simple/contact").await.text;
        site.call_as(Role::Clerk, easy("Wir sind z. B. am Markt.", TextState::Draft)).await.unwrap();
        let page = read().await;
        assert!(page.contains("Bauamt im Rathaus") && !page.contains("Wir sind z. B."), "{page}");
        let drafts = || ShowPage { kind: PageKind::Contact, language: Some("de-simple".into()), drafts: true };
        assert_eq!(site.call_as(Role::Clerk, drafts()).await.unwrap().language, "de-simple");
        assert_eq!(site.visitor().call(drafts()).await, Err(ApiError::SignInRequired));
        let desk = sign_in_as(&site, Role::Editor).await;
        let tabs = desk.get("/de/staff/pages/contact?language=de-simple").await.text;
        assert!(tabs.contains("(Entwurf)") && tabs.contains("Wir sind z. B. am Markt."), "{tabs}");

        site.call_as(Role::Clerk, easy("Wir sind am Markt.", TextState::Edited)).await.unwrap();
        let page = read().await;
        assert!(page.contains("Wir sind am Markt.") && page.contains("Dieser Text ist in einfacher Sprache."), "{page}");
        let unnamed = site.call_as(Role::Clerk, easy("Wir sind am Markt.", TextState::Tested)).await;
        assert_eq!(procedures::refused_fields(unnamed), [("text_by".into(), "errors.required".into()), ("text_on".into(), "errors.required".into())]);
        let tested = EditPage { text_by: "Prüfgruppe Musterhof".into(), text_on: "2026-11-20".into(), ..easy("Wir sind am Markt.", TextState::Tested) };
        site.call_as(Role::Clerk, tested.clone()).await.unwrap();
        let page = read().await;
        assert!(page.contains("Dieser Text ist in Leichter Sprache.") && page.contains("Prüfgruppe Musterhof"), "{page}");
        let other = site.call_as(Role::Clerk, EditPage { markdown: "Wir sind am Hafen.".into(), ..tested }).await;
        assert_eq!(procedures::refused_fields(other), [("text_on".into(), "errors.tested_text_changed".into())]);

        site.call_as(Role::Clerk, contact(None, "Bauamt am Markt")).await.unwrap();
        let page = read().await;
        assert!(page.contains("Der Text in schwerer Sprache ist seit 24. November 2026 neu.") && !page.contains("in Leichter Sprache"), "{page}");
        assert!(desk.get("/de/staff/pages").await.text.contains("Deutsch geändert"));
        assert!(desk.get("/de/staff/pages/contact?language=de-simple").await.text.contains("Der deutsche Text wurde danach geändert"));
    }

    async fn staff_whose_role_does_not_open_a_page_read_which_role_they_have_and_whom_to_ask(site: TestSite) {
        let reader = sign_in_as(&site, Role::Reader).await;
        let refused = reader.get("/de/staff/accounts").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        for said in ["Dafür fehlt Ihnen die Berechtigung", "Ihre Rolle: Lesen", "fragen Sie Ihre Administration", "href=\"/de/staff/visibility\""] {
            assert!(refused.text.contains(said), "{said} is missing in {}", refused.text);
        }
    }

    async fn addresses_that_staff_wrote_plainly_on_a_fixed_page_are_links(site: TestSite) {
        let written = "Bauamt\n\n- Telefon: 04321 567-0\n- Fax: 04321 567-99\n- E-Mail: bauamt@stadt.example\n- https://stadt.example/plan";
        site.call_as(Role::Clerk, contact(None, written)).await.unwrap();
        let page = site.visitor().get("/de/contact").await.text;
        for link in ["href=\"tel:043215670\"", "href=\"mailto:bauamt@stadt.example\"", "href=\"https://stadt.example/plan\""] {
            assert!(page.contains(link), "{link} is missing in {page}");
        }
        assert!(!page.contains("tel:0432156799"), "nobody calls a fax: {page}");
    }

    async fn a_page_that_is_not_there_says_so_in_the_visitors_language(site: TestSite) {
        let answer = site.visitor().get("/en/nothing-here").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.text.contains("<html lang=\"en\""), "{}", answer.text);
    }

    async fn an_unknown_host_learns_nothing_of_any_municipality(site: TestSite) {
        site.add_town("nachbar", "nachbar.example").await;
        let answer = site.visitor().on_host("fremd.example").get("/de").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(!answer.text.contains("Musterstadt") && !answer.text.contains("nachbar"));
    }

    async fn a_page_allows_exactly_its_own_inline_scripts(site: TestSite) {
        let answer = site.visitor().get("/de").await;
        let policy = answer.headers.get("content-security-policy").unwrap().to_str().unwrap();
        assert!(!policy.contains("unsafe-inline") && policy.contains("'sha256-"));
        assert!(!answer.text.contains("nonce=") && !answer.text.contains(" style="));
        let again = site.visitor().get("/de").await;
        assert_eq!(answer.headers.get("etag"), again.headers.get("etag"));
    }

    async fn nothing_of_one_visitors_address_reaches_the_page_of_the_next(site: TestSite) {
        // The page reads the field however it is spelled, and so it is kept apart from the page without it.
        let spelled = site.visitor().get("/de/glossary?%6Cetter=B").await.text;
        let plain = site.visitor().get("/de/glossary").await.text;
        assert_ne!(spelled, plain);
        assert_eq!(site.visitor().get("/de/glossary?letter=B").await.text, spelled);
        let followed = site.visitor().get("/de/procedures?utm_source=mail&for=anna%40example.org").await.text;
        assert!(!followed.contains("anna"), "{followed}");
        assert_eq!(site.visitor().get("/de/procedures").await.text, followed);
        // What somebody looked for is shown to nobody else.
        assert!(site.visitor().get("/de/glossary?search=Widmung").await.headers.get("etag").is_none());
    }

    async fn a_text_in_a_page_is_not_cut_in_pieces_by_the_programs_marks(site: TestSite) {
        for path in ["/de", "/ar/procedures", "/de/contact"] {
            let answer = site.visitor().get(path).await;
            let page = answer.text.split_once("<main").and_then(|(_, main)| main.split_once("<div class=\"stack\">"));
            let (page, _) = page.and_then(|(_, page)| page.split_once("</main>")).unwrap();
            let (inside, _) = page.split_once("<!--end of page-->").unwrap();
            assert!(!inside.contains("<!>"), "{path}: {inside}");
        }
    }

    async fn every_language_says_how_far_it_is_and_none_claims_a_review_it_had_not(site: TestSite) {
        let languages = site.visitor().call(ListLanguages {}).await.unwrap().languages;
        let codes: Vec<_> = languages.iter().map(|status| status.code.as_str()).collect();
        assert_eq!(codes, Language::ALL.map(Language::code));
        for status in &languages {
            let (done, all) = status.texts();
            assert!(done > 0 && all >= done, "{}: {done} of {all}", status.code);
        }
        let page = site.visitor().get("/ar/languages").await.text;
        assert!(page.contains("dir=\"rtl\"") && page.contains("Einfache Sprache"), "{page}");
        // Each language and each of its parts says that nobody reviewed it, and when it was written.
        let german = site.visitor().get("/de/languages").await.text;
        let parts: Vec<_> = languages.iter().flat_map(|status| &status.parts).collect();
        let open = parts.iter().filter(|part| part.reviewed_on.is_none()).count()
            + languages.iter().filter(|status| status.parts.iter().all(|part| part.reviewed_on.is_none())).count();
        assert_eq!(german.matches("Noch von niemandem<").count(), open, "{german}");
        assert!(parts.iter().all(|part| part.written_on.is_some()) && german.contains("Teilhabe, 30. November 2026"), "{german}");
        for id in Language::ALL.map(|language| format!("id=\"parts-{}\"", language.code())) {
            assert_eq!(german.matches(&id).count(), 1, "{id}: {german}");
        }
        let table = german.split("id=\"parts-de\"").nth(1).unwrap().split("</table>").next().unwrap();
        let mut names: Vec<_> = table.split("scope=\"row\">").skip(1).map(|row| row.split('<').next().unwrap()).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!((names.len(), all), (all, languages[0].parts.len()), "no two parts have one name: {names:?}");
        let reviewed = languages.iter().filter(|status| status.is_reviewed()).count();
        assert!(page.contains("hreflang=\"ru\" dir=\"ltr\" rel=\"external\""), "{page}");
        assert!(reviewed < languages.len(), "as soon as all are reviewed, this test has done its duty");
    }

    async fn the_foot_of_a_procedures_pages_has_the_number_of_its_own_contact_and_no_other(site: TestSite) {
        let copy = procedures::published(&site, "Am Deich", day(3, 2), day(3, 31)).await;
        let own = EditTexts { contact_phone: "0511 4000".into(), ..procedures::texts(&copy, "Ein Text.") };
        let copy = site.call_as(procedures::CLERK, own).await.unwrap();
        let before = site.visitor().get(&format!("/de/procedures/{}", copy.slug)).await.text;
        assert!(!before.contains("0511 4000"), "it is not published yet");
        let copy = procedures::publish(&site, &copy, "Neue Nummer").await.unwrap();
        for part in ["", "/record", "/comments"] {
            let page = site.visitor().get(&format!("/de/procedures/{}{part}", copy.slug)).await.text;
            let foot = page.split("<footer").nth(1).unwrap();
            assert!(foot.contains("tel:05114000") && !foot.contains("tel:03023125100"), "{part}: {foot}");
        }
        let home = site.visitor().get("/de").await.text;
        let foot = home.split("<footer").nth(1).unwrap();
        assert!(foot.contains("tel:03023125100") && !foot.contains("0511"), "{foot}");
    }

    async fn the_foot_of_a_receipts_pages_has_the_number_of_its_procedures_contact(site: TestSite) {
        let copy = statements::open_procedure(&site).await;
        let own = EditTexts { contact_phone: "0511 4000".into(), ..procedures::texts(&copy, "Ein Text.") };
        let copy = site.call_as(procedures::CLERK, own).await.unwrap();
        procedures::publish(&site, &copy, "Neue Nummer").await.unwrap();
        let visitor = site.visitor();
        let code = visitor.call(statements::submission("foot", statements::text("Zu laut."))).await.unwrap().code;
        for part in ["", "/sent", "/withdraw"] {
            let page = visitor.get(&format!("/de/r/{code}{part}")).await;
            assert_eq!(page.status, StatusCode::OK, "{part}");
            let foot = page.text.split("<footer").nth(1).unwrap();
            assert!(foot.contains("tel:05114000") && !foot.contains("tel:03023125100"), "{part}: {foot}");
        }
        // A code that opens nothing tells nothing of any procedure.
        let wrong = visitor.get("/de/r/0000-0000-0000").await;
        assert_eq!(wrong.status, StatusCode::NOT_FOUND);
        assert!(wrong.text.contains("tel:03023125100") && !wrong.text.contains("0511"), "{}", wrong.text);
    }
}
