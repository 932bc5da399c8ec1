//! What is sent or entered twice, on two ways, in two windows or after a way back: nothing is lost and nothing doubled.

use axum::http::StatusCode;
use server::{features::statements, site::Cx};
use shared::{
    access::Role,
    api::ApiError,
    assessment::ListStatements,
    statements::{
        BeginCapture, CaptureStatement, Channel, Receipt, SaveDraft, SendDraft, ShowDraft, StatementInput,
        SubmitStatement,
    },
};

use crate::{
    both_databases,
    procedures::with_file,
    statements::{SLUG, count, day, open_procedure, text},
    support::{Browser, TestSite, api_of},
};

const KEY: &str = "6f9619ff8b86d011b42d00c04fc964ff";

/// What the form sends when it is checked.
fn form(body: &str) -> SaveDraft {
    SaveDraft {
        procedure: SLUG.into(),
        input: text(body),
        action: "check".into(),
        submission_key: KEY.into(),
        ..Default::default()
    }
}

/// What the device sends of it when there is network again.
fn waiting(body: &str) -> SubmitStatement {
    SubmitStatement {
        procedure: SLUG.into(),
        submission_key: KEY.into(),
        input: text(body),
    }
}

async fn send(visitor: &Browser) -> Result<Receipt, ApiError> {
    visitor
        .call(SendDraft {
            procedure: SLUG.into(),
            ..Default::default()
        })
        .await
}

async fn read(site: &TestSite, receipt: &Receipt) -> (String, Vec<String>) {
    let cx = site.system();
    let mut db = cx.read().await.unwrap();
    let known = statements::find_by_code(&mut db, &cx, &receipt.code)
        .await
        .unwrap()
        .unwrap();
    let files = statements::attachments(&mut db, known.id).await.unwrap();
    (known.body, files.into_iter().map(|file| file.file_name).collect())
}

fn refused(result: Result<Receipt, ApiError>) -> (String, String, String) {
    match result {
        Err(ApiError::Refused { code, arguments }) => {
            let value = |name: &str| arguments.get(name).cloned().unwrap_or_default();
            (code, value("number"), value("differs"))
        }
        other => panic!("{other:?}"),
    }
}

fn stored_files(site: &TestSite) -> usize {
    std::fs::read_dir(site.folder.path().join("files")).map_or(0, Iterator::count)
}

const COMMENT: &str = "/de/procedures/hafenquartier-nord/comment";

/// Adds a file to the draft of a text.
async fn add_file(visitor: &Browser, body: &str, name: &str, content: &[u8]) {
    let pairs = [
        ("form", "SaveDraft"),
        ("procedure", SLUG),
        ("body", body),
        ("language", "de"),
        ("submission_key", KEY),
        ("do", "save"),
    ];
    let answer = visitor
        .post_files(COMMENT, &pairs, &[("files", name, content)])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
}

fn letter(key: &str, body: &str) -> CaptureStatement {
    CaptureStatement {
        procedure: SLUG.into(),
        channel: Channel::Letter,
        submission_key: key.into(),
        address: String::new(),
        received_on: Some(day("2026-11-23")),
        written_on: None,
        input: StatementInput {
            name: "Anna Meier".into(),
            ..text(body)
        },
    }
}

async fn key_of(cx: &Cx) -> String {
    let begin = BeginCapture {
        procedure: SLUG.into(),
    };
    api_of(cx.clone()).call(begin).await.unwrap().submission_key
}

both_databases! {
    async fn a_form_that_a_browser_shows_again_after_sending_sends_what_was_changed_as_another_comment(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        visitor.call(form("Zu laut.")).await.unwrap();
        let first = send(&visitor).await.unwrap();
        // Back, changed, checked, sent: the form still holds the key under which the first one went.
        visitor.call(form("Zu laut und zu hell.")).await.unwrap();
        let second = send(&visitor).await.unwrap();
        assert_eq!((first.number.0, second.number.0), (1, 2));
        assert_eq!(read(&site, &second).await.0, "Zu laut und zu hell.");
        // Pressed once more, and the first form sent once more as it was: the same receipts.
        assert_eq!(send(&visitor).await.unwrap(), second);
        visitor.call(form("Zu laut.")).await.unwrap();
        assert_eq!(send(&visitor).await.unwrap(), first);
        assert_eq!(count(&site).await, 2);
    }

    async fn a_text_that_was_changed_after_the_device_sent_it_is_another_comment(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        visitor.call(form("Zu laut.")).await.unwrap();
        let first = site.visitor().call(waiting("Zu laut.")).await.unwrap();
        visitor.call(form("Zu laut und zu hell.")).await.unwrap();
        let second = send(&visitor).await.unwrap();
        assert_eq!((first.number.0, second.number.0), (1, 2));
        // The device sends what was written before while the newer text is being checked.
        let other = site.visitor();
        let key = "7f9619ff8b86d011b42d00c04fc964ff";
        other.call(SaveDraft { submission_key: key.into(), ..form("Neu.") }).await.unwrap();
        site.visitor().call(SubmitStatement { submission_key: key.into(), ..waiting("Alt.") }).await.unwrap();
        let newer = send(&other).await.unwrap();
        assert_eq!((newer.number.0, read(&site, &newer).await.0.as_str()), (4, "Neu."));
        assert_eq!(send(&other).await.unwrap(), newer);
        assert_eq!(count(&site).await, 4);
    }

    async fn files_on_the_server_stay_where_the_device_sent_the_same_text_without_them(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        add_file(&visitor, "Siehe Brief.", "brief.pdf", b"%PDF-1.7 Brief").await;
        let sent = site.visitor().call(waiting("Siehe Brief.")).await.unwrap();
        assert_eq!(refused(send(&visitor).await), ("sent_before".into(), "1".into(), "files".into()));
        assert_eq!(stored_files(&site), 1, "the file is still there");
        let check = format!("{COMMENT}/check");
        let answer = visitor.post(&check, &[("form", "SendDraft"), ("procedure", SLUG)]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text);
        for part in ["Das ist noch nicht bei uns", "<li>Dateien</li>", "brief.pdf", &format!("/de/r/{}", sent.code)] {
            assert!(answer.text.contains(part), "{part} is missing in {}", answer.text);
        }
        // The way on that the page names: the text is added to, and all of it arrives.
        let more = SaveDraft { input: text("Siehe Brief. Er liegt bei."), ..form("") };
        visitor.call(more).await.unwrap();
        let second = send(&visitor).await.unwrap();
        assert_eq!(read(&site, &second).await, ("Siehe Brief. Er liegt bei.".into(), vec!["brief.pdf".into()]));
    }

    async fn a_name_and_a_wish_that_came_later_are_not_dropped_silently(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        site.visitor().call(waiting("Zu laut.")).await.unwrap();
        let input = StatementInput {
            name: "Anna Meier".into(),
            email: "anna@web.example".into(),
            reply: shared::statements::ReplyWish::Email,
            may_publish: shared::statements::MayPublish::Named,
            ..text("Zu laut.")
        };
        visitor.call(SaveDraft { input, ..form("") }).await.unwrap();
        assert_eq!(refused(send(&visitor).await).2, "reply,person,publish");
        assert_eq!(visitor.call(ShowDraft::of(SLUG)).await.unwrap().input.name, "Anna Meier");
        assert_eq!(count(&site).await, 1);
    }

    async fn the_very_same_with_its_files_is_the_same_comment_and_leaves_no_file_behind(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        add_file(&visitor, "Siehe Brief.", "brief.pdf", b"%PDF-1.7 Brief").await;
        let path = format!("/api/v1/procedures/{SLUG}/statements");
        let pairs = [("body", "Siehe Brief."), ("language", "de"), ("submission_key", KEY)];
        let device = site.visitor();
        let other = device.post_files(&path, &pairs, &[("files", "brief.pdf", b"%PDF-1.7 Bries")]).await;
        assert_eq!(other.status, StatusCode::OK, "{}", other.text);
        assert_eq!(refused(send(&visitor).await).2, "files", "as long and as named, but another file");
        let pairs = [("body", "Siehe Brief!"), ("language", "de"), ("submission_key", "8f9619ff8b86d011b42d00c04fc964ff")];
        let same = device.post_files(&path, &pairs, &[("files", "brief.pdf", b"%PDF-1.7 Brief")]).await;
        let same: serde_json::Value = serde_json::from_str(&same.text).unwrap();
        let second = site.visitor();
        let pairs = [
            ("form", "SaveDraft"), ("procedure", SLUG), ("body", "Siehe Brief!"), ("language", "de"),
            ("submission_key", "8f9619ff8b86d011b42d00c04fc964ff"), ("do", "check"),
        ];
        second.post_files(COMMENT, &pairs, &[("files", "brief.pdf", b"%PDF-1.7 Brief")]).await;
        let before = stored_files(&site);
        assert_eq!(send(&second).await.unwrap().code, same["code"].as_str().unwrap());
        assert_eq!(stored_files(&site), before - 1);
    }

    async fn without_network_a_form_whose_files_lie_on_the_server_offers_no_waiting_without_them(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let page = visitor.get(COMMENT).await.text;
        assert!(page.contains("id=\"device-queue\"") && !page.contains("liegen schon bei uns"), "{page}");
        add_file(&visitor, "Siehe Brief.", "brief.pdf", b"%PDF-1.7 Brief").await;
        for path in [COMMENT.to_owned(), format!("{COMMENT}?step=text&ansicht=einfach")] {
            let answer = visitor.get(&path).await;
            let page = match answer.status {
                StatusCode::OK => answer.text,
                _ => visitor.get(answer.location()).await.text,
            };
            assert!(!page.contains("id=\"device-queue\""), "{path}: {page}");
            assert!(page.contains("id=\"device-offline\""), "{path}: {page}");
        }
    }

    async fn what_two_windows_do_at_once_is_kept_and_nothing_typed_is_lost(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        add_file(&visitor, "Zwei Fenster.", "null.pdf", b"%PDF-1.7 0").await;
        futures::future::join(
            add_file(&visitor, "Zwei Fenster.", "eins.pdf", b"%PDF-1.7 1"),
            add_file(&visitor, "Zwei Fenster.", "zwei.pdf", b"%PDF-1.7 2"),
        )
        .await;
        let draft = visitor.call(ShowDraft::of(SLUG)).await.unwrap();
        let mut names: Vec<_> = draft.files.iter().map(|file| file.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["eins.pdf", "null.pdf", "zwei.pdf"]);
        for round in 0..12 {
            let visitor = site.visitor();
            let save = |body: String| SaveDraft { submission_key: String::new(), ..form(&body) };
            visitor.call(save(format!("Runde {round}, vorher."))).await.unwrap();
            let later = format!("Runde {round}, nachher.");
            let (saved, sent) = futures::future::join(visitor.call(save(later.clone())), send(&visitor)).await;
            saved.unwrap();
            let draft = visitor.call(ShowDraft::of(SLUG)).await.unwrap();
            let arrived = match &sent {
                Ok(receipt) => read(&site, receipt).await.0,
                // Somebody changed it while it was being sent: it is looked at again.
                Err(error) => {
                    assert_eq!(*error, ApiError::refused("draft_changed"));
                    String::new()
                }
            };
            assert!(arrived == later || draft.input.body == later, "round {round}: {sent:?}, {draft:?}");
        }
    }

    async fn a_letter_that_is_entered_twice_is_one_statement(site: TestSite) {
        open_procedure(&site).await;
        let clerk = site.as_role(Role::Clerk);
        let key = key_of(&clerk).await;
        assert_ne!(key, key_of(&clerk).await);
        let calls = (0..4).map(|_| site.call_as(Role::Clerk, letter(&key, "Brief.")));
        let receipts: Vec<Receipt> = futures::future::join_all(calls).await.into_iter().map(Result::unwrap).collect();
        assert!(receipts.iter().all(|receipt| receipt == &receipts[0]), "{receipts:?}");
        assert_eq!(count(&site).await, 1);
        // Back to the form, the next letter typed in: another statement, and it too is entered once.
        for _ in 0..2 {
            let next = site.call_as(Role::Clerk, letter(&key, "Der nächste Brief.")).await.unwrap();
            assert_eq!(next.number.0, 2);
        }
        let fax = CaptureStatement { channel: Channel::Fax, ..letter(&key, "Brief.") };
        assert_eq!(site.call_as(Role::Clerk, fax).await.unwrap().number.0, 3);
        // The same with its file; another file makes it another letter.
        for (content, number) in [(b"%PDF-1.7 a", 4), (b"%PDF-1.7 a", 4), (b"%PDF-1.7 b", 5)] {
            let with = api_of(with_file(clerk.clone(), "brief.pdf", content));
            assert_eq!(with.call(letter(&key, "Brief.")).await.unwrap().number.0, number);
        }
        assert_eq!(stored_files(&site), 2);
        // Programs that send no key mean every letter.
        for number in [6, 7] {
            assert_eq!(site.call_as(Role::Clerk, letter("", "Brief.")).await.unwrap().number.0, number);
        }
        let refused = site.call_as(Role::Reader, BeginCapture { procedure: SLUG.into() }).await;
        assert_eq!(refused.map(|key| key.submission_key), Err(ApiError::Forbidden));
    }

    async fn a_letter_that_came_before_the_period_is_taken_and_shows_that_it_did(site: TestSite) {
        open_procedure(&site).await;
        let early = CaptureStatement { received_on: Some(day("2026-11-01")), ..letter("", "Zu früh gefragt.") };
        let receipt = site.call_as(Role::Clerk, early).await.unwrap();
        assert_eq!(receipt.received_on, day("2026-11-01"), "the day is the one on which it came");
        site.call_as(Role::Clerk, letter("", "Zur rechten Zeit.")).await.unwrap();
        let list = ListStatements { procedure: SLUG.into(), ..ListStatements::default() };
        let listed = site.call_as(Role::Clerk, list).await.unwrap().items;
        let marks: Vec<_> = listed.iter().map(|item| (item.number.0, item.early, item.late)).collect();
        assert_eq!(marks, [(2, false, false), (1, true, false)]);
        let browser = crate::identity::sign_in_as(&site, Role::Clerk).await;
        for (number, is_early) in [(1, true), (2, false)] {
            let page = browser.get(&format!("/de/staff/procedures/{SLUG}/statements/{number}")).await.text;
            assert_eq!(page.contains("vor Beginn"), is_early, "{number}: {page}");
        }
        let list = browser.get(&format!("/de/staff/procedures/{SLUG}/statements")).await.text;
        assert_eq!(list.matches("vor Beginn").count(), 1, "{list}");
    }

    async fn whoever_has_to_mend_a_letter_is_told_to_choose_its_files_again(site: TestSite) {
        open_procedure(&site).await;
        let keys = |result: Result<Receipt, ApiError>| match result {
            Err(ApiError::Invalid(invalid)) => invalid.0.into_iter().map(|error| format!("{} {}", error.field, error.key)).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        let clerk = site.as_role(Role::Clerk);
        let api = || api_of(with_file(clerk.clone(), "brief.pdf", b"%PDF-1.7 Brief"));
        let undated = CaptureStatement { received_on: None, ..letter("", "Brief.") };
        assert_eq!(keys(api().call(undated.clone()).await), ["received_on errors.required", "files errors.files_again"]);
        let early = CaptureStatement { received_on: Some(day("2025-06-01")), ..letter("", "Brief.") };
        assert_eq!(keys(api().call(early).await), ["received_on errors.received_before_round", "files errors.files_again"]);
        assert_eq!(keys(site.call_as(Role::Clerk, undated).await), ["received_on errors.required"]);
        // A file that is wrong itself is named already.
        let wrong = api_of(with_file(clerk.clone(), "virus.exe", b"MZ"));
        assert_eq!(keys(wrong.call(letter("", "Brief.")).await), ["files errors.upload_kind"]);
        assert_eq!(count(&site).await, 0);
        // The page says it at the field.
        let browser = crate::identity::sign_in_as(&site, Role::Clerk).await;
        let path = format!("/de/staff/procedures/{SLUG}/statements/new");
        let shown = browser.get(&path).await.text;
        assert!(shown.contains("name=\"submission_key\" value=\""), "{shown}");
        let pairs = [("form", "CaptureStatement"), ("procedure", SLUG), ("channel", "letter"), ("body", "Brief.")];
        let answer = browser.post_files(&path, &pairs, &[("files", "brief.pdf", b"%PDF-1.7 Brief")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("Bitte wählen Sie die Dateien noch einmal."), "{}", answer.text);
    }
}
