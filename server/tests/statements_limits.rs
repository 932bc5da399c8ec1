//! What one visitor cannot do to others: fill the disk, outrun a limit, leave a receipt behind at a shared computer.

use axum::http::StatusCode;
use server::{
    features::{procedures, statements::STORED},
    http::limits::SUBMIT,
    site::Cx,
    viewer::{ClientPrefix, Viewer},
};
use shared::{
    api::ApiError,
    statements::{Draft, ForgetDrafts, SaveDraft, SendDraft, ShowDraft, StatementInput},
};

use crate::{
    both_databases,
    statements::{SLUG, count, open_procedure, submission, text},
    support::{Browser, TestSite, api_of},
};

const COMMENT: &str = "/de/procedures/hafenquartier-nord/comment";
/// Where a browser of these tests comes from: there is no socket.
const ADDRESS: &str = "unknown";

async fn saved(visitor: &Browser) -> Draft {
    let show = ShowDraft::of(SLUG);
    visitor.call(show).await.unwrap()
}

fn draft(body: &str) -> SaveDraft {
    SaveDraft {
        procedure: SLUG.into(),
        input: text(body),
        ..SaveDraft::default()
    }
}

fn form<'a>(body: &'a str, search: &'a str) -> [(&'static str, &'a str); 6] {
    [
        ("form", "SaveDraft"),
        ("procedure", SLUG),
        ("body", body),
        ("search", search),
        ("language", "de"),
        ("do", "save"),
    ]
}

/// A library's address.
fn library(site: &TestSite) -> Cx {
    Cx {
        viewer: Viewer::Visitor,
        client: ClientPrefix("192.0.2.1".into()),
        ..site.system()
    }
}

async fn whom(site: &TestSite, cx: &Cx) -> String {
    let mut db = site.system().read().await.unwrap();
    let procedure = procedures::find(&mut db, SLUG).await.unwrap();
    format!("{} {}", cx.client.0, procedure.id)
}

both_databases! {
    async fn one_address_cannot_fill_the_disk(site: TestSite) {
        open_procedure(&site).await;
        // Everything of a day but 600 KB: a draft and a small file.
        site.site.limits.take_amount(STORED, ADDRESS, STORED.attempts - 600).unwrap().keep();
        let visitor = site.visitor();
        let small = ("files", "klein.pdf", b"%PDF-1.7 Brief".as_slice());
        let answer = visitor.post_files(COMMENT, &form("Mit Datei.", ""), &[small]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let large = [b"%PDF-1.7".to_vec(), vec![b' '; 200_000]].concat();
        let refused = visitor.post_files(COMMENT, &form("Mit zwei Dateien.", ""), &[("files", "gross.pdf", large.as_slice())]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("gross.pdf") && refused.text.contains("haben wir gerade keinen Platz"), "{}", refused.text);
        // The words are stored all the same, and can be changed.
        let kept = saved(&visitor).await;
        assert_eq!((kept.input.body.as_str(), kept.files.len()), ("Mit zwei Dateien.", 1));
        visitor.call(draft("Noch etwas.")).await.unwrap();
        assert!(matches!(site.visitor().call(draft("Ein neuer Entwurf.")).await, Err(ApiError::TooMany { .. })));
        // By the API as well; a comment without a file is taken.
        let path = format!("/api/v1/procedures/{SLUG}/statements");
        let pairs = [("body", "Siehe Brief."), ("submission_key", "0123456789abcdef")];
        let refused = visitor.post_files(&path, &pairs, &[("files", "gross.pdf", large.as_slice())]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        assert!(visitor.call(submission("plain", text("Ohne Datei."))).await.is_ok());
        // Others are not touched, and a day later there is room again.
        assert!(api_of(library(&site)).call(draft("Von woanders.")).await.is_ok());
        site.move_to(TestSite::start() + chrono::Duration::hours(25));
        assert!(site.visitor().call(draft("Ein neuer Entwurf.")).await.is_ok());
    }

    async fn a_file_that_was_removed_makes_room_for_another_one(site: TestSite) {
        open_procedure(&site).await;
        // Room for one draft, and for one file of 200 KB.
        site.site.limits.take_amount(STORED, ADDRESS, STORED.attempts - 900).unwrap().keep();
        let visitor = site.visitor();
        let photo = [b"%PDF-1.7".to_vec(), vec![b' '; 200_000]].concat();
        let add = async || {
            let files = [("files", "foto.pdf", photo.as_slice())];
            visitor.post_files(COMMENT, &form("Mit Foto.", ""), &files).await.status
        };
        for attempt in 1..=3 {
            assert_eq!(add().await, StatusCode::SEE_OTHER, "{attempt}");
            assert_eq!(add().await, StatusCode::UNPROCESSABLE_ENTITY, "{attempt}");
            assert_eq!(saved(&visitor).await.files.len(), 1, "{attempt}");
            visitor.call(SaveDraft { action: "remove:0".into(), ..draft("Mit Foto.") }).await.unwrap();
        }
        assert_eq!(add().await, StatusCode::SEE_OTHER);
        // What is given back is what was taken: by the API there is room for one file again, and for no second one.
        let path = format!("/api/v1/procedures/{SLUG}/statements");
        let send = async |key: &str| {
            let pairs = [("body", key), ("submission_key", key)];
            visitor.post_files(&path, &pairs, &[("files", "foto.pdf", photo.as_slice())]).await.status
        };
        assert_eq!(send("0123456789abcdef").await, StatusCode::UNPROCESSABLE_ENTITY);
        visitor.call(ForgetDrafts {}).await.unwrap();
        assert_eq!(send("0123456789abcdef").await, StatusCode::OK);
        assert_eq!(send("fedcba9876543210").await, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_file_that_ceased_to_count_makes_no_room_when_it_goes(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let photo = [b"%PDF-1.7".to_vec(), vec![b' '; 200_000]].concat();
        let add = async || {
            let files = [("files", "foto.pdf", photo.as_slice())];
            visitor.post_files(COMMENT, &form("Mit Foto.", ""), &files).await.status
        };
        assert_eq!(add().await, StatusCode::SEE_OTHER);
        // Each change keeps the draft for another day.
        site.move_to(TestSite::start() + chrono::Duration::hours(20));
        visitor.call(draft("Mit Foto.")).await.unwrap();
        site.move_to(TestSite::start() + chrono::Duration::hours(30));
        site.site.limits.take_amount(STORED, ADDRESS, STORED.attempts).unwrap().keep();
        visitor.call(SaveDraft { action: "remove:0".into(), ..draft("Mit Foto.") }).await.unwrap();
        assert_eq!(saved(&visitor).await.files.len(), 0);
        assert_eq!(add().await, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn what_is_longer_than_can_be_sent_stays_in_the_form_and_is_not_stored(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        visitor.call(draft("Kurz.")).await.unwrap();
        let long = "ä".repeat(50_001);
        let refused = visitor.post(COMMENT, &form(&long, "")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("höchstens 50.000 Zeichen") && refused.text.contains("href=\"#body\""));
        assert!(refused.text.contains(&long), "what was typed stays");
        let street = "Hafenstraße ".repeat(30);
        let refused = visitor.post(COMMENT, &form("Kurz.", &street)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("höchstens 200 Zeichen"));
        // Marks that are piled on one letter, and a field that nobody sees.
        let one_letter = format!("e{}", "\u{301}".repeat(210_000));
        assert_eq!(visitor.post(COMMENT, &form(&one_letter, "")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(saved(&visitor).await.input.body, "Kurz.");
        let decoy = StatementInput { website: "x".repeat(100_000), ..text("Kurz.") };
        visitor.call(SaveDraft { input: decoy, ..draft("") }).await.unwrap();
        assert_eq!(saved(&visitor).await.input.website.len(), 200);
        // The longest text that can be sent is stored.
        visitor.call(draft(&"ä".repeat(50_000))).await.unwrap();
        assert_eq!(saved(&visitor).await.input.body.chars().count(), 50_000);
    }

    async fn the_next_person_at_the_same_computer_finds_no_receipt(site: TestSite) {
        open_procedure(&site).await;
        let computer = site.visitor();
        let key = computer.call(draft("Von der Ersten.")).await.unwrap().submission_key;
        let answer = computer.post(&format!("{COMMENT}/check"), &[("form", "SendDraft"), ("procedure", SLUG)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let page = computer.get(answer.location()).await.text;
        let main = &page[page.find("<h1").unwrap()..page.find("</main>").unwrap()];
        assert!(main.contains("Benutzen auch andere dieses Gerät?") && main.contains("href=\"/de/forget\""), "{main}");
        // On paper it says where its code is used, and nothing that paper cannot do.
        assert!(main.contains("Nachsehen unter ") && main.contains("/r oder am Telefon: "), "{main}");
        assert!(main.contains("<p class=\"screen-only\">") && main.contains("<div class=\"screen-only\"><details"), "{main}");
        // Its author may come back at once, and press the button once more.
        let receipt = saved(&computer).await.sent.unwrap();
        let again = SendDraft { procedure: SLUG.into(), ..Default::default() };
        assert_eq!(computer.call(again).await.unwrap(), receipt);
        for path in [COMMENT.to_owned(), format!("{COMMENT}/check")] {
            assert!(computer.get(&path).await.text.contains(&receipt.code), "{path}");
        }
        // Who went back is told that a new one begins, and where.
        let back = computer.get(&format!("{COMMENT}/check")).await.text;
        assert!(back.contains("entsteht eine neue") && back.contains(&format!("href=\"{COMMENT}\"")), "{back}");
        site.move_to(TestSite::start() + chrono::Duration::minutes(10));
        for path in [COMMENT.to_owned(), format!("{COMMENT}/check")] {
            let page = computer.get(&path).await.text;
            assert!(!page.contains(&receipt.code) && !page.contains("schon abgeschickt"), "{path}");
        }
        assert_eq!(saved(&computer).await, Draft::default());
        // Nor does pressing the button again tell it. A device that sent it, and got no answer, has its key.
        let send = || SendDraft { procedure: SLUG.into(), ..Default::default() };
        assert_eq!(computer.call(send()).await, Err(ApiError::refused("draft_sent")));
        let guessed = SendDraft { submission_key: "0123456789abcdef".into(), ..send() };
        assert_eq!(computer.call(guessed).await, Err(ApiError::refused("draft_sent")));
        assert_eq!(computer.call(SendDraft { submission_key: key, ..send() }).await.unwrap(), receipt);
        computer.call(draft("Von der Zweiten.")).await.unwrap();
        let second = computer.call(SendDraft { procedure: SLUG.into(), ..Default::default() }).await.unwrap();
        assert_ne!(second.code, receipt.code);
    }

    async fn comments_sent_at_the_same_moment_cannot_outrun_the_limit(site: TestSite) {
        open_procedure(&site).await;
        let cx = library(&site);
        let who = whom(&site, &cx).await;
        for _ in 0..118 {
            site.site.limits.count(SUBMIT, &who);
        }
        let api = api_of(cx);
        let calls = (0..6).map(|number| api.call(submission(&format!("k{number}"), text(&format!("Stimme {number}")))));
        let answers = futures::future::join_all(calls).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 2, "{answers:?}");
        assert!(answers.iter().all(|answer| matches!(answer, Ok(_) | Err(ApiError::TooMany { .. }))), "{answers:?}");
        assert_eq!(count(&site).await, 2);
    }

    async fn what_was_refused_does_not_count_as_sent(site: TestSite) {
        open_procedure(&site).await;
        let cx = library(&site);
        let who = whom(&site, &cx).await;
        for _ in 0..119 {
            site.site.limits.count(SUBMIT, &who);
        }
        let api = api_of(cx);
        assert!(matches!(api.call(submission("empty", text(" "))).await, Err(ApiError::Invalid(_))));
        let first = api.call(submission("first", text("Zu laut."))).await.unwrap();
        assert!(matches!(api.call(submission("more", text("Zu hell."))).await, Err(ApiError::TooMany { .. })));
        assert_eq!(api.call(submission("first", text("Zu laut."))).await.unwrap(), first);
    }

    async fn drafts_sent_at_the_same_moment_cannot_outrun_the_limit(site: TestSite) {
        open_procedure(&site).await;
        let visitors: Vec<Browser> = (0..5).map(|_| site.visitor()).collect();
        for (number, visitor) in visitors.iter().enumerate() {
            visitor.call(draft(&format!("Stimme {number}"))).await.unwrap();
        }
        let cx = Cx { client: ClientPrefix(ADDRESS.into()), ..library(&site) };
        let who = whom(&site, &cx).await;
        for _ in 0..118 {
            site.site.limits.count(SUBMIT, &who);
        }
        let calls = visitors.iter().map(|visitor| visitor.call(SendDraft { procedure: SLUG.into(), ..Default::default() }));
        let answers = futures::future::join_all(calls).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 2, "{answers:?}");
    }
}
