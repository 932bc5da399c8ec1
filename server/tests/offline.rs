//! What makes the site an app: its description, its icons, its service worker, what a device may keep, forgetting.

use axum::http::{HeaderMap, StatusCode};
use shared::{
    api::ApiError,
    statements::{SaveDraft, SendDraft, ShowDraft, StatementInput, SubmitStatement},
};

use crate::{
    both_databases,
    statements::{SLUG, berlin, count, open_procedure},
};

const KEY: &str = "6f9619ff8b86d011b42d00c04fc964ff";
/// The cookie of the first procedure's draft.
const DRAFT: &str = "draft-1";

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

fn says(body: &str) -> StatementInput {
    StatementInput {
        body: body.into(),
        ..Default::default()
    }
}

both_databases! {
    async fn the_town_can_be_installed_as_an_app_in_each_language(site: TestSite) {
        let visitor = site.visitor();
        assert!(visitor.get("/en").await.text.contains("<link rel=\"manifest\" href=\"/manifest/en.webmanifest\""));
        let answer = visitor.get("/manifest/en.webmanifest").await;
        assert_eq!(header(&answer.headers, "content-type"), "application/manifest+json");
        let manifest: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
        assert_eq!((manifest["lang"].as_str(), manifest["dir"].as_str()), (Some("en"), Some("ltr")));
        assert_eq!(manifest["start_url"], "/en");
        assert!(manifest["name"].as_str().unwrap().contains("Musterstadt"), "{manifest}");
        let icons = manifest["icons"].as_array().unwrap();
        assert_eq!(icons.iter().map(|icon| icon["sizes"].as_str().unwrap()).collect::<Vec<_>>(), ["192x192", "512x512", "512x512"]);
        assert_eq!(icons[2]["purpose"], "maskable");
        for icon in icons {
            let answer = visitor.get(icon["src"].as_str().unwrap()).await;
            assert_eq!((answer.status, header(&answer.headers, "content-type")), (StatusCode::OK, "image/png"));
            assert!(answer.bytes.starts_with(b"\x89PNG"));
        }
        assert_eq!(visitor.get("/manifest/xx.webmanifest").await.status, StatusCode::NOT_FOUND);
        assert_eq!(visitor.get("/icons/other/icon-192.png").await.status, StatusCode::NOT_FOUND);
    }

    async fn the_worker_is_asked_for_anew_each_time_and_may_see_the_whole_site(site: TestSite) {
        let answer = site.visitor().get("/worker.js").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(header(&answer.headers, "cache-control"), "no-cache");
        assert_eq!(header(&answer.headers, "service-worker-allowed"), "/");
        assert!(header(&answer.headers, "content-type").starts_with("text/javascript"));
        assert_eq!(header(&answer.headers, "content-security-policy"), "default-src 'none'; script-src 'self'; connect-src 'self'");
    }

    async fn only_what_shows_nothing_of_one_person_is_marked_for_keeping(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let marked = async |path: String| {
            let answer = visitor.get(&path).await;
            let marked = answer.headers.contains_key("x-offline");
            assert!(!marked || (!answer.headers.contains_key("set-cookie") && !header(&answer.headers, "cache-control").contains("no-store")));
            marked
        };
        let comment = format!("/de/procedures/{SLUG}/comment");
        for path in ["/de", "/de/procedures", "/de/offline", &comment, &format!("/de/procedures/{SLUG}")] {
            assert!(marked(path.into()).await, "{path}");
        }
        for path in ["/de/r", "/de/r/ABCD-ABCD-ABCD", "/de/r/ABCD-ABCD-ABCD/sent", "/de/forget", "/de/sign-in", "/de/staff", "/de?utm_source=x", "/api/v1/site", &format!("{comment}/check")] {
            assert!(!marked(path.into()).await, "{path}");
        }
        // What was typed shows in the form from now on.
        let draft = SaveDraft { procedure: SLUG.into(), input: says("Ein Geheimnis."), ..Default::default() };
        visitor.call(draft).await.unwrap();
        assert!(!marked(comment.clone()).await);
        assert!(!site.visitor().get(&comment).await.text.contains("Ein Geheimnis."));
    }

    async fn a_comment_that_waited_on_the_device_is_the_same_as_the_draft_on_the_server(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let draft = SaveDraft { procedure: SLUG.into(), input: says("Zu laut."), submission_key: KEY.into(), ..Default::default() };
        assert_eq!(visitor.call(draft).await.unwrap().submission_key, KEY);
        // The answer to sending the draft was lost; the device sends what it holds.
        let sent = visitor.call(SendDraft { procedure: SLUG.into(), ..Default::default() }).await.unwrap();
        let waiting = SubmitStatement { procedure: SLUG.into(), submission_key: KEY.into(), input: says("Zu laut.") };
        assert_eq!(visitor.call(waiting.clone()).await.unwrap(), sent);
        assert_eq!(count(&site).await, 1);
        assert_eq!(visitor.call(SubmitStatement { input: says("Zu hell."), ..waiting }).await, Err(ApiError::Conflict));
    }

    async fn a_draft_has_a_key_although_its_page_had_no_script_yet(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let draft = SaveDraft { procedure: SLUG.into(), input: says("Zu laut."), ..Default::default() };
        let key = visitor.call(draft.clone()).await.unwrap().submission_key;
        assert_eq!(key.len(), 32, "{key}");
        assert_eq!(visitor.call(draft).await.unwrap().submission_key, key, "it stays");
        let sent = visitor.call(SendDraft { procedure: SLUG.into(), ..Default::default() }).await.unwrap();
        // The device asks for the receipt by what it holds, after the server forgot the draft.
        let waiting = SubmitStatement { procedure: SLUG.into(), submission_key: key, input: says("Zu laut.") };
        assert_eq!(site.visitor().call(waiting).await.unwrap(), sent);
        assert_eq!(count(&site).await, 1);
    }

    async fn the_other_way_round_the_draft_becomes_what_the_device_sent(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let draft = SaveDraft { procedure: SLUG.into(), input: says("Zu laut."), submission_key: KEY.into(), ..Default::default() };
        visitor.call(draft).await.unwrap();
        let waiting = SubmitStatement { procedure: SLUG.into(), submission_key: KEY.into(), input: says("Zu laut.") };
        let sent = site.visitor().call(waiting).await.unwrap();
        assert_eq!(visitor.call(SendDraft { procedure: SLUG.into(), ..Default::default() }).await.unwrap(), sent);
        assert_eq!(visitor.call(ShowDraft::of(SLUG)).await.unwrap().sent, Some(sent));
        assert_eq!(count(&site).await, 1);
    }

    async fn files_come_along_with_a_comment_that_waited(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let path = format!("/api/v1/procedures/{SLUG}/statements");
        let pairs = [("body", "Siehe Brief."), ("submission_key", KEY)];
        let wrong = visitor.post_files(&path, &pairs, &[("files", "virus.exe", b"MZ")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
        let answer = visitor.post_files(&path, &pairs, &[("files", "brief.pdf", b"%PDF-1.7 Brief")]).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let again = visitor.post_files(&path, &pairs, &[("files", "brief.pdf", b"%PDF-1.7 Brief")]).await;
        assert_eq!(again.text, answer.text);
        let receipt: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
        let page = visitor.get(&format!("/de/r/{}", receipt["code"].as_str().unwrap())).await;
        assert!(page.text.contains("brief.pdf"), "{}", page.text);
        assert_eq!(count(&site).await, 1);
        let stored = std::fs::read_dir(site.folder.path().join("files")).unwrap().count();
        assert_eq!(stored, 1, "the repetition left no file behind");
    }

    async fn what_is_shown_without_network_forgets_everything_itself(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let page = visitor.get("/de/offline").await.text;
        for part in ["id=\"forget\"", "value=\"ForgetDrafts\"", "id=\"device-forgotten\"", "Ihre Entwürfe auf unserem Server löschen wir nach 24 Stunden."] {
            assert!(page.contains(part), "{part}: {page}");
        }
        let main = &page[page.find("<main").unwrap()..page.find("</main>").unwrap()];
        assert!(!main.contains("href=\"/de/forget\""), "no way into a circle: {main}");
        // Without script it is a form like any other.
        visitor.call(SaveDraft { procedure: SLUG.into(), input: says("Zu laut."), ..Default::default() }).await.unwrap();
        let answer = visitor.post("/de/offline", &[("form", "ForgetDrafts"), ("next", "/de/forget?done=1")]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/de/forget?done=1"));
        assert_eq!(visitor.cookie(DRAFT), None);
    }

    async fn what_arrives_after_the_last_day_is_refused_whatever_the_device_believes(site: TestSite) {
        open_procedure(&site).await;
        site.move_to(berlin("2026-12-17T00:00:01"));
        let late = SubmitStatement { procedure: SLUG.into(), submission_key: KEY.into(), input: says("Zu spät.") };
        let Err(ApiError::Refused { code, .. }) = site.visitor().call(late).await else { panic!() };
        assert_eq!(code, "period_closed");
        assert_eq!(count(&site).await, 0);
    }

    async fn forgetting_everything_deletes_drafts_and_choices_but_nothing_that_was_sent(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let draft = SaveDraft { procedure: SLUG.into(), input: says("Zu laut."), ..Default::default() };
        visitor.call(draft.clone()).await.unwrap();
        let sent = visitor.call(SendDraft { procedure: SLUG.into(), ..Default::default() }).await.unwrap();
        visitor.call(SaveDraft { input: says("Noch etwas."), ..draft }).await.unwrap();
        visitor.get("/de?ansicht=einfach").await;
        let token = visitor.cookie(DRAFT).unwrap();
        let page = visitor.get("/de/forget").await;
        assert!(page.text.contains("<noscript>"), "{}", page.text);
        let answer = visitor.post("/de/forget", &[("form", "ForgetDrafts"), ("next", "/de/forget?done=1")]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/de/forget?done=1"));
        assert_eq!((visitor.cookie(DRAFT), visitor.cookie("view")), (None, None));
        // What was done is said, and no more than that: neither what would be done nor how.
        let done = visitor.get("/de/forget?done=1").await.text;
        assert!(done.contains("Es ist alles vergessen") && done.contains("Den Verlauf Ihres Browsers löschen Sie bitte selbst."), "{done}");
        assert!(!done.contains("Das wird gelöscht") && !done.contains("id=\"forget\""), "{done}");
        // Not even the token opens anything any more.
        let kept = site.visitor().with_header("cookie", &format!("{DRAFT}={token}"));
        assert_eq!(kept.call(ShowDraft::of(SLUG)).await.unwrap().input.body, "");
        assert_eq!(visitor.get(&format!("/de/r/{}", sent.code)).await.status, StatusCode::OK);
    }
}
