//! Statements from writing to the receipt: drafts, sending, periods, limits, codes, letters entered by hand.

use axum::http::StatusCode;
use chrono::{DateTime, Duration, TimeZone, Utc};
use server::{
    db::Statements,
    features::{procedures, statements},
    site::Cx,
};
use shared::{
    access::Role,
    api::ApiError,
    assessment::{ShowStatement, StatementState},
    procedures::{
        CreateProcedure, EditChapter, EditSettings, Kind, PublishProcedure, ShowWorkingCopy, WorkingCopy,
    },
    statements::{
        CaptureStatement, Channel, MayPublish, PlaceKind, Receipt, ReplyWish, SaveDraft, SendDraft,
        ShowCapturedReceipt, ShowDraft, ShowReceipt, StatementInput, SubmitStatement,
    },
    time::Day,
};

use crate::{
    both_databases,
    identity::sign_in_as,
    support::{TestSite, api_of},
};

pub const SLUG: &str = "hafenquartier-nord";

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Publishes a procedure whose round lasts from one day to another, with one chapter, deleted on a day.
pub async fn publish(cx: &Cx, start: Day, end: Day, deletion_on: Day) -> WorkingCopy {
    let api = api_of(cx.clone());
    let made = api
        .call(CreateProcedure {
            title: "Hafenquartier Nord".into(),
            slug: SLUG.into(),
            kind: Kind::DevelopmentPlan,
        })
        .await
        .unwrap();
    let texts = crate::procedures::texts(&made, "Am Hafen entstehen Wohnungen.");
    let made = api.call(texts).await.unwrap();
    let settings = crate::procedures::settings(&made, Some(deletion_on));
    let made = api.call(settings).await.unwrap();
    let chapter = EditChapter {
        remove: String::new(),
        procedure: SLUG.into(),
        revision: made.revision,
        chapter: String::new(),
        title: "Verkehr".into(),
        markdown: "Straßen.".into(),
        ..EditChapter::default()
    };
    api.call(chapter).await.unwrap();
    let round = crate::procedures::round(&made, start, end);
    api.call(round).await.unwrap();
    let made = api.call(ShowWorkingCopy::of(SLUG)).await.unwrap();
    api.call(PublishProcedure {
        procedure: SLUG.into(),
        revision: made.revision,
        reason: String::new(),
    })
    .await
    .unwrap()
}

/// A published procedure that is open from 16 November to 16 December 2026.
pub async fn open_procedure(site: &TestSite) -> WorkingCopy {
    site.write_pages().await;
    publish(
        &site.as_role(Role::Clerk),
        day("2026-11-16"),
        day("2026-12-16"),
        day("2027-06-30"),
    )
    .await
}

pub fn text(body: &str) -> StatementInput {
    StatementInput {
        body: body.into(),
        language: "de".into(),
        ..StatementInput::default()
    }
}

pub fn submission(key: &str, input: StatementInput) -> SubmitStatement {
    SubmitStatement {
        procedure: SLUG.into(),
        submission_key: format!("{key:-<16}"),
        input,
    }
}

async fn stored(site: &TestSite, receipt: &Receipt) -> statements::Statement {
    let mut db = site.system().read().await.unwrap();
    let procedure = procedures::find(&mut db, SLUG).await.unwrap();
    statements::find_by_number(&mut db, procedure.id, receipt.number)
        .await
        .unwrap()
}

pub async fn count(site: &TestSite) -> u32 {
    let mut db = site.system().read().await.unwrap();
    procedures::find(&mut db, SLUG).await.unwrap().statements
}

/// A moment of Berlin's winter time.
pub fn berlin(text: &str) -> DateTime<Utc> {
    format!("{text}+01:00").parse().unwrap()
}

fn from(site: &TestSite, address: u8) -> Cx {
    Cx {
        viewer: server::viewer::Viewer::Visitor,
        client: server::viewer::ClientPrefix(format!("192.0.2.{address}")),
        ..site.system()
    }
}

both_databases! {
    async fn the_same_key_makes_one_statement_and_one_receipt(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let first = visitor.call(submission("a", text("Zu laut.\r\nViel zu laut."))).await.unwrap();
        let again = visitor.call(submission("a", text("Zu laut.\nViel zu laut."))).await.unwrap();
        assert_eq!((&first, first.number.0), (&again, 1));
        assert_eq!(visitor.call(submission("a", text("Ganz anders."))).await, Err(ApiError::Conflict));
        assert_eq!(visitor.call(submission("b", text("Zu laut."))).await.unwrap().number.0, 2);
        let statement = stored(&site, &first).await;
        assert_eq!(statement.body, "Zu laut.\nViel zu laut.");
        assert_eq!(statement.body_sha256, server::secret::to_hex(&server::secret::sha256(b"Zu laut.\nViel zu laut.")));
        assert_eq!((statement.seen_version, statement.state), (1, StatementState::Received));
        assert_eq!(count(&site).await, 2);
    }

    async fn sending_at_the_same_moment_makes_one_statement(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let calls = (0..8).map(|_| visitor.call(submission("same", text("Zugleich."))));
        let receipts: Vec<Receipt> = futures::future::join_all(calls).await.into_iter().map(Result::unwrap).collect();
        assert!(receipts.iter().all(|receipt| receipt == &receipts[0]), "{receipts:?}");
        assert_eq!(count(&site).await, 1);
    }

    async fn a_round_opens_and_closes_with_the_minute(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let refused = |code: &str, name: &str, day: &str| Err(ApiError::refused_with(code, &[(name, day.into())]));
        site.move_to(berlin("2026-11-15T23:59:59"));
        assert_eq!(visitor.call(submission("early", text("Früh."))).await, refused("period_not_open", "starts", "2026-11-16"));
        site.move_to(berlin("2026-11-16T00:00:00"));
        assert!(visitor.call(submission("first", text("Erste."))).await.is_ok());
        site.move_to(berlin("2026-12-16T23:59:59"));
        let last = visitor.call(submission("last", text("Letzte."))).await.unwrap();
        assert_eq!(stored(&site, &last).await.received_on, day("2026-12-16"));
        site.move_to(berlin("2026-12-17T00:00:00"));
        assert_eq!(visitor.call(submission("late", text("Spät."))).await, refused("period_closed", "ended", "2026-12-16"));
        // What was sent in time still shows its receipt when it is sent again.
        assert_eq!(visitor.call(submission("last", text("Letzte."))).await, Ok(last));
    }

    async fn a_failed_check_loses_nothing(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let path = format!("/de/procedures/{SLUG}/comment");
        let pairs = [
            ("form", "SaveDraft"), ("procedure", SLUG), ("body", "Der Lärm\r\nist zu groß."), ("reply", "post"), ("name", "Anna Meier"),
            ("may_publish", "anonymous"), ("place", "whole"), ("do", "check"),
        ];
        let script = visitor.clone().with_header("accept", "application/json");
        let answer = script.post_files(&path, &pairs, &[("files", "brief.pdf", b"%PDF-1.7 Brief"), ("files", "virus.exe", b"MZ")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        let draft = visitor.call(ShowDraft::of(SLUG)).await.unwrap();
        assert_eq!((draft.input.body.as_str(), draft.input.name.as_str()), ("Der Lärm\nist zu groß.", "Anna Meier"));
        assert_eq!(draft.input.reply, ReplyWish::Post);
        assert_eq!(draft.files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["brief.pdf"]);
        let complete = SaveDraft {
            procedure: SLUG.into(),
            input: StatementInput { street: "Am Kai 1".into(), postal_code: "12345".into(), city: "Musterstadt".into(), ..draft.input },
            action: "check".into(),
            ..Default::default()
        };
        let draft = visitor.call(complete).await.unwrap();
        assert_eq!(draft.files.len(), 1);
        let receipt = visitor.call(SendDraft { procedure: SLUG.into(), ..Default::default() }).await.unwrap();
        assert_eq!(visitor.call(SendDraft { procedure: SLUG.into(), ..Default::default() }).await.unwrap(), receipt);
        assert_eq!(visitor.call(ShowDraft::of(SLUG)).await.unwrap().sent, Some(receipt.clone()));
        let statement = stored(&site, &receipt).await;
        assert_eq!((statement.body.as_str(), statement.reply_wish, statement.may_publish), ("Der Lärm\nist zu groß.", ReplyWish::Post, MayPublish::Anonymous));
        let mut db = site.system().read().await.unwrap();
        assert_eq!(statements::person(&mut db, statement.id).await.unwrap().unwrap().street, "Am Kai 1");
        let files = statements::attachments(&mut db, statement.id).await.unwrap();
        assert_eq!((files[0].file_name.as_str(), files[0].media_type.as_str(), files[0].size), ("brief.pdf", "application/pdf", 14));
        assert_eq!(count(&site).await, 1);
    }

    async fn a_step_of_the_simplified_view_tells_what_is_wrong_with_its_own_answer_and_loses_nothing(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let path = format!("/de/procedures/{SLUG}/comment");
        visitor.get(&format!("{path}?ansicht=einfach")).await;
        let press = async |button: &str, step: &str, more: &[(&str, &str)]| {
            let mut pairs = vec![("form", "SaveDraft"), ("procedure", SLUG), ("language", "de"), ("do", button), ("step", step), ("next", "/de/r")];
            pairs.extend_from_slice(more);
            visitor.post(&format!("{path}?step={step}"), &pairs).await
        };
        let kept = async || visitor.call(ShowDraft::of(SLUG)).await.unwrap().input;
        let body = ("body", "Mehr Bänke.");
        // Each mistake is told by the step that asks, under its own address, with the field in reach.
        for (button, step, more, of, field, mistake) in [
            ("next", "text", vec![("body", " "), ("name", "Oma")], "Schritt 2 von 5", "body", "Schreiben Sie, was Sie uns sagen möchten."),
            ("next", "reply", vec![body, ("reply", "email")], "Schritt 3 von 5", "email", "damit wir Ihnen antworten können"),
            ("enter:next", "reply", vec![body, ("reply", "email"), ("email", "oma@")], "Schritt 3 von 5", "email", "gültige E-Mail-Adresse"),
            ("next", "reply", vec![body, ("reply", "post"), ("name", "Oma")], "Schritt 3 von 5", "street", "Schreiben Sie Ihre Straße"),
            ("check", "publish", vec![body, ("may_publish", "named")], "Schritt 4 von 5", "name", "Bitte geben Sie Ihren Namen an"),
        ] {
            let answer = press(button, step, &more).await;
            let there = format!("{path}?step={step}&errors={}", button.trim_start_matches("enter:"));
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, there.as_str()), "{step}: {more:?}");
            let told = visitor.get(&there).await;
            let (form, link) = (format!("action=\"{path}?step={step}\""), format!("href=\"#{field}\""));
            for part in [of, mistake, &form, &link, "error-summary"] {
                assert!(told.text.contains(part), "{part} is missing for {more:?}");
            }
            for (name, value) in more.iter().filter(|(name, _)| ["name", "email"].contains(name)) {
                let input = kept().await;
                assert_eq!(if *name == "name" { input.name } else { input.email }, *value, "what was typed is stored");
            }
        }
        // What another step asks for is not held against this one; what is only put aside is not checked at all.
        for (button, step, more) in [
            ("next", "place", vec![("reply", "email")]),
            ("next", "text", vec![body, ("reply", "email"), ("may_publish", "named")]),
            ("next", "reply", vec![("reply", "email"), ("email", "oma@example.org"), ("may_publish", "named")]),
            ("save", "text", vec![("reply", "post")]),
        ] {
            let answer = press(button, step, &more).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/de/r"), "{step}: {more:?}");
        }
    }

    async fn a_draft_outlives_the_end_of_the_round_and_says_so(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        site.move_to(berlin("2026-12-16T23:50:00"));
        let draft = SaveDraft { procedure: SLUG.into(), input: text("Beinahe."), action: "check".into(), ..Default::default() };
        visitor.call(draft.clone()).await.unwrap();
        site.move_to(berlin("2026-12-17T00:05:00"));
        let closed = ApiError::refused_with("period_closed", &[("ended", "2026-12-16".into())]);
        assert_eq!(visitor.call(SendDraft { procedure: SLUG.into(), ..Default::default() }).await, Err(closed.clone()));
        let changed = SaveDraft { input: text("Beinahe noch."), ..draft };
        assert_eq!(visitor.call(changed).await, Err(closed));
        assert_eq!(visitor.call(ShowDraft::of(SLUG)).await.unwrap().input.body, "Beinahe noch.");
        // Kept for 24 hours after the last change, then gone.
        server::features::housekeeping(&site.site).await.unwrap();
        assert_eq!(visitor.call(ShowDraft::of(SLUG)).await.unwrap().input.body, "Beinahe noch.");
        site.move_to(berlin("2026-12-18T00:05:00"));
        server::features::housekeeping(&site.site).await.unwrap();
        assert_eq!(visitor.call(ShowDraft::of(SLUG)).await.unwrap().input.body, "");
        assert_eq!(visitor.call(SendDraft { procedure: SLUG.into(), ..Default::default() }).await, Err(ApiError::refused("draft_gone")));
    }

    async fn a_draft_lives_from_its_last_change_and_stays_when_the_procedure_is_renamed(site: TestSite) {
        let made = open_procedure(&site).await;
        let visitor = site.visitor();
        let page = format!("/de/procedures/{SLUG}/comment");
        for body in ["Zu", "Zu laut."] {
            let answer = visitor.post(&page, &[("form", "SaveDraft"), ("procedure", SLUG), ("body", body), ("do", "save")]).await;
            let cookie = answer.headers.get_all("set-cookie").iter().find_map(|value| value.to_str().ok().filter(|text| text.starts_with("draft-")));
            assert!(cookie.is_some_and(|cookie| cookie.contains("Max-Age=86400")), "{body}: {cookie:?}");
        }
        let renamed = EditSettings {
            procedure: SLUG.into(), revision: made.revision, slug: "am-kai".into(), kind: Kind::DevelopmentPlan, deletion_on: made.deletion_on,
        };
        site.call_as(Role::Clerk, renamed).await.unwrap();
        assert!(visitor.get("/de/procedures/am-kai/comment").await.text.contains("Zu laut."));
    }

    async fn choosing_a_place_keeps_the_text(site: TestSite) {
        let made = open_procedure(&site).await;
        let chapter = made.content.chapters[0].id;
        let visitor = site.visitor();
        let press = |action: String| SaveDraft { procedure: SLUG.into(), input: text("Mein Text."), action, ..Default::default() };
        let draft = visitor.call(press(format!("place:chapter:{chapter}"))).await.unwrap();
        assert_eq!((draft.input.place, draft.input.place_label.as_str(), draft.input.body.as_str()), (PlaceKind::Chapter, "Verkehr", "Mein Text."));
        let draft = visitor.call(press("place:point:52.5,13.4".into())).await.unwrap();
        assert_eq!((draft.input.place, draft.input.place_ref.as_str()), (PlaceKind::Point, "52.500000,13.400000"));
        let wrong = visitor.call(press("place:section:nowhere".into())).await;
        assert_eq!(wrong, Err(ApiError::invalid("place", "errors.place_missing")));
        let gone = SaveDraft { input: StatementInput { place: PlaceKind::Chapter, place_ref: "gone".into(), ..text("Mein Text.") }, ..press("check".into()) };
        assert_eq!(visitor.call(gone).await, Err(ApiError::invalid("place", "errors.place_missing")));
    }

    async fn what_looks_like_spam_is_held_and_gets_its_receipt(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let decoy = StatementInput { website: "https://spam.example".into(), ..text("Kaufen Sie!") };
        let receipt = visitor.call(submission("decoy", decoy)).await.unwrap();
        assert_eq!(stored(&site, &receipt).await.state, StatementState::Held);
        let links = "https://a.example ".repeat(5);
        let receipt = visitor.call(submission("links", text(&links))).await.unwrap();
        assert_eq!(stored(&site, &receipt).await.state, StatementState::Held);
        assert_eq!(visitor.get(&format!("/r/{}", receipt.code)).await.status, StatusCode::SEE_OTHER);
    }

    async fn sixty_people_behind_one_address_comment_within_an_hour(site: TestSite) {
        open_procedure(&site).await;
        let library = api_of(from(&site, 1));
        let mut last = None;
        for number in 0..60 {
            site.move_to(TestSite::start() + Duration::seconds(number * 50));
            last = Some(library.call(submission(&format!("k{number}"), text(&format!("Stimme {number}")))).await.unwrap());
        }
        assert_eq!(stored(&site, &last.unwrap()).await.state, StatementState::Received);
        for number in 60..120 {
            let receipt = library.call(submission(&format!("k{number}"), text(&format!("Stimme {number}")))).await.unwrap();
            assert_eq!(stored(&site, &receipt).await.state, StatementState::Held);
        }
        assert!(matches!(library.call(submission("k120", text("Zu viel."))).await, Err(ApiError::TooMany { .. })));
        // Whoever got a receipt gets it again all the same, and others are not touched.
        assert!(library.call(submission("k0", text("Stimme 0"))).await.is_ok());
        assert!(api_of(from(&site, 2)).call(submission("other", text("Von woanders."))).await.is_ok());
    }

    async fn a_code_is_forgiven_its_spelling_and_leads_to_its_language(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let english = StatementInput { language: "en".into(), ..text("Too loud.") };
        let receipt = visitor.call(submission("en", english)).await.unwrap();
        let there = format!("/en/r/{}", receipt.code);
        for spelling in [receipt.code.clone(), receipt.code.to_lowercase(), receipt.code.replace('-', ""), receipt.code.replace('0', "O").replace('1', "l").replace('-', "%20")] {
            let answer = visitor.get(&format!("/r/{spelling}")).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, there.as_str()));
            assert_eq!(answer.headers.get("cache-control").unwrap(), "no-store");
        }
        let page = visitor.get(&there).await.text;
        assert!(page.contains("<bdi lang=\"de\">Hafenquartier Nord</bdi>"), "a German title on an English page: {page}");
        assert!(page.contains("id=\"contact\"") && page.contains("030 23125 100"), "who answers questions: {page}");
        let pdf = visitor.get(&format!("/files/receipts/{}.pdf", receipt.code)).await;
        assert_eq!(pdf.status, StatusCode::OK);
        assert!(pdf.bytes.starts_with(b"%PDF-"));
        assert_eq!(pdf.headers.get("cache-control").unwrap(), "no-store");
    }

    async fn an_empty_code_is_answered_like_any_other_mistake(site: TestSite) {
        let visitor = site.visitor();
        assert_eq!(visitor.get("/de/r").await.status, StatusCode::OK);
        for query in ["code=", "code=+"] {
            let page = visitor.get(&format!("/de/r?{query}")).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
            let said = page.text.matches("Bitte geben Sie die 12 Zeichen Ihres Quittungscodes ein.").count();
            assert!(said == 2 && page.text.contains("href=\"#code\""), "above and beside the field: {}", page.text);
        }
    }

    async fn a_mistyped_address_of_a_receipt_asks_for_the_code_again_and_counts_as_a_miss(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let receipt = visitor.call(submission("real", text("Echt."))).await.unwrap();
        let (unknown, short) = ("Diesen Quittungscode kennen wir nicht. Bitte prüfen Sie die Eingabe.", |typed| format!("Der Code hat 12 Zeichen. Sie haben {typed} eingegeben."));
        for (address, shown, mistake) in [("/de/r/0000-0000-0000", "0000-0000-0000", unknown.to_owned()), ("/de/r/0000%2000", "0000 00", short(6)), ("/de/r/%22%3E%3Cb", "&quot;&gt;&lt;b", short(1))] {
            let page = visitor.get(address).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{address}");
            for (name, value) in [("cache-control", "no-store"), ("x-robots-tag", "noindex")] {
                assert_eq!(page.headers.get(name).unwrap(), value, "{address}");
            }
            let said = page.text.matches(&mistake).count();
            assert!(said == 2 && page.text.contains("href=\"#code\""), "above and beside the field: {}", page.text);
            assert!(page.text.contains(&format!("value=\"{shown}\"")), "{shown} is missing in {}", page.text);
        }
        // What the short address of paper could not read is no code to be put right.
        let nothing = visitor.get(visitor.get("/r/%C3%A4").await.location()).await;
        assert!(nothing.status == StatusCode::NOT_FOUND && !nothing.text.contains("value=\"-\""), "{}", nothing.text);
        // One miss by now, because nobody guesses with what cannot be a code; the pages of real ones open until there are
        // thirty.
        for _ in 0..29 {
            assert_eq!(visitor.get("/de/r/0000-0000-0000").await.status, StatusCode::NOT_FOUND);
        }
        let too_many = visitor.get(&format!("/de/r/{}", receipt.code)).await;
        assert_eq!(too_many.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(too_many.headers.contains_key("retry-after"), "{:?}", too_many.headers);
        assert_eq!(visitor.get("/de/r/ABC").await.status, StatusCode::NOT_FOUND, "what cannot be a code says so all the same");
    }

    async fn whoever_sent_a_comment_opens_its_receipt_however_many_others_missed(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let wrong = |n: u32| format!("/r/AAAABBBB{n:04}");
        for n in 0..30 {
            visitor.get(visitor.get(&wrong(n)).await.location()).await;
        }
        visitor.call(SaveDraft { procedure: SLUG.into(), input: text("Zu laut."), ..SaveDraft::default() }).await.unwrap();
        let code = visitor.call(SendDraft { procedure: SLUG.into(), ..SendDraft::default() }).await.unwrap().code;
        let own = ["/sent", "", "/withdraw"].map(|part| format!("/de/r/{code}{part}"));
        for address in own.iter().chain(&[format!("/files/receipts/{code}.pdf")]) {
            assert_eq!(visitor.get(address).await.status, StatusCode::OK, "{address}");
            assert_eq!(site.visitor().get(address).await.status, StatusCode::TOO_MANY_REQUESTS, "{address}");
        }
        // With it nobody looks up what others sent.
        let other = site.visitor().call(submission("other", text("Zu leise."))).await.unwrap().code;
        for code in [other.as_str(), "AAAA-BBBB-0000"] {
            assert_eq!(visitor.get(&format!("/de/r/{code}")).await.status, StatusCode::TOO_MANY_REQUESTS, "{code}");
        }
    }

    async fn a_wrong_code_counts_once_however_it_is_opened(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor().with_header("accept-language", "en");
        let receipt = visitor.call(submission("real", text("Echt."))).await.unwrap();
        for n in 0..29 {
            let page = visitor.get(&format!("/r/AAAABBBB{n:04}?ansicht=einfach")).await;
            assert_eq!(page.location(), format!("/en/r/AAAA-BBBB-{n:04}?ansicht=einfach"));
            assert_eq!(visitor.get(&format!("/en/r/AAAA-BBBB-{n:04}")).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(visitor.get(&format!("/de/r/{}", receipt.code.replace('-', "_"))).await.status, StatusCode::OK);
    }

    async fn a_browser_that_does_not_get_its_receipt_on_paper_shows_a_page_that_says_why(site: TestSite) {
        open_procedure(&site).await;
        let paper = "/files/receipts/AAAA-BBBB-0000.pdf";
        let browser = site.visitor().with_header("accept", "text/html,*/*").with_header("accept-language", "en");
        let page = browser.get(paper).await;
        assert_eq!((page.status, page.headers.get("content-type").unwrap().to_str().unwrap()), (StatusCode::NOT_FOUND, "text/html; charset=utf-8"));
        assert!(page.text.contains("<html lang=\"en\"") && page.text.contains("href=\"/en/r\""), "{}", page.text);
        for _ in 0..29 {
            browser.get(paper).await;
        }
        let later = browser.get(paper).await;
        assert_eq!(later.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(later.headers.contains_key("retry-after") && later.text.contains("<p>"), "{}", later.text);
        let program = site.visitor().get(paper).await;
        assert_eq!(program.headers.get("content-type").unwrap(), "application/problem+json");
    }

    async fn another_towns_code_looks_like_a_wrong_one(site: TestSite) {
        open_procedure(&site).await;
        let receipt = site.visitor().call(submission("here", StatementInput { language: "en".into(), ..text("Hier.") })).await.unwrap();
        site.add_town("nachbar", "nachbar.example").await;
        let neighbour = site.visitor().on_host("nachbar.example");
        let wrong_code = receipt.code.replace(|c: char| c.is_ascii_alphanumeric(), "Z");
        for code in [receipt.code.as_str(), wrong_code.as_str()] {
            let answer = neighbour.get(&format!("/r/{code}")).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, format!("/de/r/{code}").as_str()));
            let pdf = neighbour.get(&format!("/files/receipts/{code}.pdf")).await;
            assert_eq!(pdf.status, StatusCode::NOT_FOUND);
        }
        let (foreign, wrong) = (neighbour.get(&format!("/files/receipts/{}.pdf", receipt.code)).await, neighbour.get(&format!("/files/receipts/{wrong_code}.pdf")).await);
        assert_eq!(foreign.text, wrong.text);
        for part in ["", "/sent", "/withdraw"] {
            let (foreign, wrong) = (neighbour.get(&format!("/de/r/{}{part}", receipt.code)).await, neighbour.get(&format!("/de/r/{wrong_code}{part}")).await);
            assert_eq!((foreign.status, wrong.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND), "{part}");
            assert_eq!(foreign.text.replace(&receipt.code, &wrong_code), wrong.text, "{part}");
        }
        assert_eq!(neighbour.call(submission("x", text("Fremd."))).await, Err(ApiError::NotFound));
        assert_eq!(neighbour.call(ShowDraft::of(SLUG)).await, Err(ApiError::NotFound));
    }

    async fn guessing_codes_ends_after_thirty_misses(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let receipt = visitor.call(submission("real", text("Echt."))).await.unwrap();
        for _ in 0..30 {
            assert_eq!(visitor.get("/files/receipts/0000-0000-0000.pdf").await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(visitor.get(&format!("/files/receipts/{}.pdf", receipt.code)).await.status, StatusCode::TOO_MANY_REQUESTS);
        site.move_to(TestSite::start() + Duration::minutes(60));
        assert_eq!(visitor.get(&format!("/files/receipts/{}.pdf", receipt.code)).await.status, StatusCode::OK);
    }

    async fn a_statement_is_withdrawn_only_while_its_round_is_open(site: TestSite) {
        open_procedure(&site).await;
        let receipt = site.visitor().call(submission("mine", text("Doch nicht."))).await.unwrap();
        let cx = site.system();
        site.move_to(berlin("2026-12-17T00:00:00"));
        let statement = stored(&site, &receipt).await;
        let mut tx = cx.begin().await.unwrap();
        let late = statements::withdraw(&mut tx, &cx, &statement).await;
        assert!(matches!(late, Err(server::error::Error::Api(ApiError::Refused { .. }))), "{late:?}");
        drop(tx);
        site.move_to(berlin("2026-12-16T23:59:00"));
        for _ in 0..2 {
            let mut tx = cx.begin().await.unwrap();
            statements::withdraw(&mut tx, &cx, &statement).await.unwrap();
            cx.commit(tx).await.unwrap();
        }
        let withdrawn = stored(&site, &receipt).await;
        assert_eq!((withdrawn.state, withdrawn.body.as_str(), withdrawn.revision), (StatementState::Withdrawn, "Doch nicht.", 2));
    }

    async fn a_letter_is_entered_with_its_days_and_marked_when_late(site: TestSite) {
        open_procedure(&site).await;
        site.move_to(Utc.with_ymd_and_hms(2026, 12, 20, 9, 0, 0).unwrap());
        let letter = CaptureStatement {
            submission_key: String::new(),
            address: String::new(),
            procedure: SLUG.into(),
            channel: Channel::Letter,
            received_on: Some(day("2026-12-16")),
            written_on: Some(day("2026-12-14")),
            input: StatementInput { name: "Anna Meier".into(), ..text("Brief.") },
        };
        let in_time = stored(&site, &site.call_as(Role::Clerk, letter.clone()).await.unwrap()).await;
        assert_eq!((in_time.late, in_time.channel, in_time.received_on, in_time.written_on), (false, Channel::Letter, day("2026-12-16"), Some(day("2026-12-14"))));
        let late = CaptureStatement { received_on: Some(day("2026-12-18")), ..letter.clone() };
        assert!(stored(&site, &site.call_as(Role::Clerk, late).await.unwrap()).await.late);
        let fields = |result: Result<Receipt, ApiError>| match result {
            Err(ApiError::Invalid(invalid)) => invalid.0.into_iter().map(|error| error.field).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        let future = CaptureStatement { received_on: Some(day("2026-12-21")), ..letter.clone() };
        assert_eq!(fields(site.call_as(Role::Clerk, future).await), ["received_on"]);
        let turned = CaptureStatement { written_on: Some(day("2026-12-17")), ..letter.clone() };
        assert_eq!(fields(site.call_as(Role::Clerk, turned).await), ["written_on"]);
        // A year that was not typed to its end is none in which anybody wrote.
        for year in ["0202-05-03", "0026-12-14"] {
            let mistyped = CaptureStatement { written_on: Some(day(year)), ..letter.clone() };
            assert_eq!(fields(site.call_as(Role::Clerk, mistyped).await), ["written_on"], "{year}");
            let mistyped = CaptureStatement { received_on: Some(day(year)), written_on: None, ..letter.clone() };
            assert_eq!(fields(site.call_as(Role::Clerk, mistyped).await), ["received_on"], "{year}");
        }
        let nothing = CaptureStatement { channel: Channel::Web, received_on: None, ..letter.clone() };
        assert_eq!(fields(site.call_as(Role::Clerk, nothing).await), ["channel", "received_on"]);
        assert_eq!(site.call_as(Role::Reader, letter.clone()).await, Err(ApiError::Forbidden));
        assert_eq!(site.visitor().call(letter).await, Err(ApiError::SignInRequired));
    }

    async fn a_letters_receipt_can_be_handed_out_and_printed_again(site: TestSite) {
        open_procedure(&site).await;
        let letter = CaptureStatement {
            submission_key: String::new(),
            address: String::new(),
            procedure: SLUG.into(), channel: Channel::Letter, received_on: Some(day("2026-11-23")), written_on: None,
            input: StatementInput { name: "Anna Meier".into(), ..text("Brief.") },
        };
        let receipt = site.call_as(Role::Clerk, letter).await.unwrap();
        let shown = |number| ShowCapturedReceipt { procedure: SLUG.into(), number };
        assert_eq!(site.call_as(Role::Clerk, shown(receipt.number)).await.unwrap(), receipt);
        let opened = site.visitor().call(ShowReceipt { code: receipt.code.clone() }).await.unwrap();
        assert_eq!(opened.body, "Brief.");
        for role in [Role::Editor, Role::Reader] {
            assert_eq!(site.call_as(role, shown(receipt.number)).await, Err(ApiError::Forbidden));
        }
        // A code from the site would let staff withdraw in its author's name.
        let own = site.visitor().call(submission("1", text("Vom Rechner."))).await.unwrap();
        assert_eq!(site.call_as(Role::Administrator, shown(own.number)).await, Err(ApiError::NotFound));
    }

    async fn files_without_room_cost_nothing_of_what_was_typed(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let path = format!("/de/procedures/{SLUG}/comment");
        let pairs = [("form", "SaveDraft"), ("procedure", SLUG), ("body", "Ein langer Text über Lärm."), ("name", "Anna Meier"), ("do", "check")];
        let huge = vec![b'x'; 65 * 1024 * 1024];
        let answer = visitor.post_files(&path, &pairs, &[("files", "brief.pdf", b"%PDF-1.7 Brief"), ("files", "film.pdf", &huge)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("Ein langer Text über Lärm.") && answer.text.contains("insgesamt zu groß") && answer.text.contains("href=\"#files\""), "{}", answer.text);
        let draft = visitor.call(ShowDraft::of(SLUG)).await.unwrap();
        assert_eq!((draft.input.body.as_str(), draft.files.len()), ("Ein langer Text über Lärm.", 1));
    }

    async fn attachments_are_for_staff_who_see_persons_alone(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let path = format!("/de/procedures/{SLUG}/comment");
        let pairs = [("form", "SaveDraft"), ("procedure", SLUG), ("body", "Mit Datei."), ("do", "check")];
        let answer = visitor.post_files(&path, &pairs, &[("files", "plan.pdf", b"%PDF-1.7 Plan")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let receipt = visitor.call(SendDraft { procedure: SLUG.into(), ..Default::default() }).await.unwrap();
        let statement = stored(&site, &receipt).await;
        let mut db = site.system().read().await.unwrap();
        let file = statements::attachments(&mut db, statement.id).await.unwrap().remove(0);
        assert_eq!(db.municipality(), site.town().id.0);
        drop(db);
        let address = format!("/files/attachments/{}", file.id);
        assert_eq!(visitor.get(&address).await.status, StatusCode::UNAUTHORIZED);
        for (role, sees) in [(Role::Administrator, true), (Role::Clerk, true), (Role::Editor, false), (Role::Reader, false)] {
            // A scanned letter names its author, and so may the name of its file.
            let answer = sign_in_as(&site, role).await.get(&address).await;
            assert_eq!(answer.status, if sees { StatusCode::OK } else { StatusCode::FORBIDDEN }, "{role:?}");
            let shown = site.call_as(role, ShowStatement { procedure: SLUG.into(), number: receipt.number }).await.unwrap();
            assert_eq!((shown.files.len(), shown.file_count), (usize::from(sees), 1), "{role:?}");
        }
        assert_eq!(server::http::files::read(&site.site, &file.file).await.unwrap().unwrap().as_ref(), b"%PDF-1.7 Plan");
    }
}
