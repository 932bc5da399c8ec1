//! What the pages of a draft say: that it was stored, that another window changed it, that it is gone or came too late.

use axum::http::StatusCode;
use chrono::Duration;
use shared::{
    api::ApiError,
    statements::{
        Draft, MayPublish, PlaceKind, Receipt, ReplyWish, SaveDraft, SendDraft, ShowDraft, StatementInput,
    },
};

use crate::{
    both_databases,
    statements::{SLUG, berlin, count, open_procedure, text},
    support::{Browser, TestSite},
};

const COMMENT: &str = "/de/procedures/hafenquartier-nord/comment";
const CHECK: &str = "/de/procedures/hafenquartier-nord/comment/check";

fn draft(input: StatementInput) -> SaveDraft {
    SaveDraft {
        procedure: SLUG.into(),
        input,
        ..SaveDraft::default()
    }
}

async fn saved(visitor: &Browser) -> Draft {
    let show = ShowDraft::of(SLUG);
    visitor.call(show).await.unwrap()
}

async fn send(visitor: &Browser, seal: &str) -> Result<Receipt, ApiError> {
    let send = SendDraft {
        procedure: SLUG.into(),
        seal: seal.to_owned(),
        ..SendDraft::default()
    };
    visitor.call(send).await
}

/// The seal in the form of the page on which a draft is checked.
fn seal_in(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"seal\" value=\"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

/// What a page shows between its heading and its footer.
fn main_of(page: &str) -> &str {
    &page[page.find("<main").unwrap()..page.find("</main>").unwrap()]
}

/// Whether a page tells its reader that there is a draft.
async fn is_told(browser: &Browser, page: &str) -> bool {
    let answer = browser.get(page).await;
    assert_eq!(answer.status, StatusCode::OK, "{page}");
    main_of(&answer.text).contains("Sie haben einen Entwurf")
}

both_databases! {
    async fn what_another_window_changed_is_read_once_more_before_it_is_sent(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        visitor.call(draft(text("Text in Reiter 1"))).await.unwrap();
        let read_first = seal_in(&visitor.get(CHECK).await.text);
        visitor.call(draft(text("Text in Reiter 2"))).await.unwrap();
        let press = [("form", "SendDraft"), ("procedure", SLUG), ("seal", read_first.as_str())];
        let answer = visitor.post(CHECK, &press).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text);
        for part in ["in einem anderen Fenster geändert. Bitte lesen Sie ihn noch einmal.", "Text in Reiter 2", "Jetzt absenden"] {
            assert!(answer.text.contains(part), "{part} is missing in {}", answer.text);
        }
        assert_eq!(count(&site).await, 0);
        // The simplified view has the same page.
        visitor.get("/de?ansicht=einfach").await;
        let simple = visitor.post(CHECK, &press).await;
        assert!(simple.status == StatusCode::CONFLICT && simple.text.contains("Text in Reiter 2"), "{}", simple.text);
        visitor.get("/de?ansicht=normal").await;
        // Read again it is sent, and sent once however often the button is pressed.
        let read_again = seal_in(&answer.text);
        let press = [("form", "SendDraft"), ("procedure", SLUG), ("seal", read_again.as_str())];
        let (one, two) = futures::future::join(visitor.post(CHECK, &press), visitor.post(CHECK, &press)).await;
        let three = visitor.post(CHECK, &press).await;
        assert_eq!((one.status, two.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER), "{}{}", one.text, two.text);
        assert_eq!((one.location(), two.location()), (three.location(), three.location()));
        assert_eq!(count(&site).await, 1);
    }

    async fn what_is_wrong_with_a_draft_is_looked_for_only_where_it_is_asked_for(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let nowhere = StatementInput { place: PlaceKind::Section, place_ref: "nirgendwo".into(), ..text("Zu laut.") };
        visitor.call(draft(nowhere)).await.unwrap();
        let fields = async |mistakes| {
            let draft = visitor.call(ShowDraft { mistakes, ..ShowDraft::of(SLUG) }).await.unwrap();
            draft.mistakes.into_iter().map(|mistake| mistake.field).collect::<Vec<_>>()
        };
        assert_eq!((fields(false).await, fields(true).await), (Vec::new(), vec!["place".to_owned()]));
    }

    async fn everything_that_is_sent_belongs_to_what_was_read_and_nothing_else_does(site: TestSite) {
        let made = open_procedure(&site).await;
        let visitor = site.visitor();
        let first = || text("Zu laut.");
        visitor.call(draft(first())).await.unwrap();
        let seal = saved(&visitor).await.seal;
        let chapter = made.content.chapters[0].id.to_string();
        for changed in [
            text("Zu hell."),
            StatementInput { place: PlaceKind::Chapter, place_ref: chapter, ..first() },
            StatementInput { reply: ReplyWish::Email, ..first() },
            StatementInput { may_publish: MayPublish::Anonymous, ..first() },
            StatementInput { name: "Anna Meier".into(), ..first() },
            StatementInput { street: "Am Kai 1".into(), ..first() },
            StatementInput { email: "anna@web.example".into(), ..first() },
        ] {
            visitor.call(draft(changed.clone())).await.unwrap();
            assert_eq!(send(&visitor, &seal).await, Err(ApiError::refused("draft_changed")), "{changed:?}");
        }
        let pairs = [("form", "SaveDraft"), ("procedure", SLUG), ("body", "Zu laut."), ("language", "de"), ("do", "save")];
        let file = ("files", "brief.pdf", b"%PDF-1.7 Brief".as_slice());
        assert_eq!(visitor.post_files(COMMENT, &pairs, &[file]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(send(&visitor, &seal).await, Err(ApiError::refused("draft_changed")));
        // As it was, though looked at in another language and with a street that was searched.
        let again = SaveDraft {
            action: "remove:0".into(),
            search: "Kaistraße".into(),
            ..draft(StatementInput { language: "en".into(), ..first() })
        };
        visitor.call(again).await.unwrap();
        let receipt = send(&visitor, &seal).await.unwrap();
        // Whoever asks again is answered, whatever was read.
        assert_eq!(send(&visitor, "0123").await, Ok(receipt.clone()));
        // But a device that kept another text until there was network is not told that this has come.
        let waited = |seal: &str| SendDraft {
            procedure: SLUG.into(),
            seal: seal.to_owned(),
            submission_key: "0123456789abcdef".into(),
        };
        assert_eq!(visitor.call(waited("0123")).await, Err(ApiError::refused("draft_changed")));
        assert_eq!(visitor.call(waited(&seal)).await, Ok(receipt));
        assert_eq!(count(&site).await, 1);
    }

    async fn a_draft_that_was_stored_says_so_with_the_time_of_the_town(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        site.move_to(berlin("2026-11-24T11:05:00"));
        let pairs = [("form", "SaveDraft"), ("procedure", SLUG), ("body", "Zu laut."), ("language", "de"), ("do", "save")];
        let answer = visitor.post(COMMENT, &pairs).await;
        let there = format!("{COMMENT}?saved=1");
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, there.as_str()));
        site.move_to(berlin("2026-11-24T11:20:00"));
        let page = visitor.get(&there).await.text;
        for part in ["Gespeichert am 24. November 2026 um 11:05 Uhr", "24 Stunden auf diesem Gerät", "Zu laut."] {
            assert!(page.contains(part), "{part} is missing in {page}");
        }
        // What is wrong was not stored as it should be, and nobody else is told anything.
        let wrong = [("form", "SaveDraft"), ("procedure", SLUG), ("body", ""), ("language", "de"), ("do", "check")];
        let refused = visitor.post(&there, &wrong).await;
        assert_eq!(refused.status, StatusCode::SEE_OTHER);
        for page in [visitor.get(refused.location()).await.text, visitor.get(COMMENT).await.text, site.visitor().get(&there).await.text] {
            assert!(!page.contains("Gespeichert am"), "{page}");
        }
    }

    async fn what_is_wrong_is_told_under_an_address_that_can_be_read_again_until_it_is_corrected(site: TestSite) {
        open_procedure(&site).await;
        let (visitor, stranger) = (site.visitor(), site.visitor());
        let check = async |email: &str| {
            let pairs = [
                ("form", "SaveDraft"), ("procedure", SLUG), ("body", "Mehr Bänke."), ("language", "de"), ("reply", "email"), ("email", email),
                ("do", "check"),
            ];
            visitor.post(COMMENT, &pairs).await
        };
        let there = format!("{COMMENT}?errors=check");
        let answer = check("erika.example.org").await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, there.as_str()));
        for _ in ["first", "again"] {
            let told = visitor.get(&there).await;
            assert_eq!(told.status, StatusCode::OK);
            assert_eq!(told.headers.get("cache-control").unwrap(), "no-store");
            assert!(!told.headers.contains_key("x-offline"));
            for part in ["<title>Fehler: ", "error-summary", "href=\"#email\"", "erika.example.org", "Mehr Bänke."] {
                assert!(told.text.contains(part), "{part} is missing in {}", told.text);
            }
        }
        // The form itself asks nothing of somebody who only comes back to it; and nobody else is told anything.
        for page in [visitor.get(COMMENT).await.text, stranger.get(&there).await.text] {
            assert!(!page.contains("error-summary"), "{page}");
        }
        // The device asks for it as data, and shows it without leaving the page.
        let script = visitor.clone().with_header("accept", "application/json");
        let pairs = [("form", "SaveDraft"), ("procedure", SLUG), ("body", " "), ("do", "check")];
        assert_eq!(script.post(COMMENT, &pairs).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        // A file that was refused lies nowhere: that is said at once or never.
        let pairs = [("form", "SaveDraft"), ("procedure", SLUG), ("body", "Mehr Bänke."), ("do", "check")];
        let refused = visitor.post_files(COMMENT, &pairs, &[("files", "virus.exe", b"MZ")]).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.text.contains("virus.exe"), "{}", refused.text);
        // Whoever comes back after it was corrected finds nothing wrong.
        assert_eq!(check("erika@example.org").await.location(), CHECK);
        let back = visitor.get(&there).await;
        assert!(!back.text.contains("error-summary") && back.text.contains("erika@example.org"), "{}", back.text);
    }

    async fn whoever_has_a_draft_is_told_on_the_plans_public_pages_and_nobody_else_ever_is(site: TestSite) {
        open_procedure(&site).await;
        let (visitor, stranger) = (site.visitor(), site.visitor());
        let plan = format!("/de/procedures/{SLUG}");
        let pages = [plan.clone(), format!("{plan}/comments")];
        // What only looking at the form in another language stored is no text.
        visitor.call(SaveDraft { action: "language:de".into(), ..draft(text("")) }).await.unwrap();
        for page in &pages {
            assert!(!is_told(&visitor, page).await && !is_told(&stranger, page).await, "{page}");
        }
        visitor.call(draft(text("Zu laut."))).await.unwrap();
        // The stranger's page is kept by now, and is ended once in between: whoever asks first, each gets his own.
        for hours in [0, 1] {
            site.move_to(TestSite::start() + Duration::hours(hours));
            for page in &pages {
                assert!(is_told(&visitor, page).await && !is_told(&stranger, page).await, "{page}");
                assert!(is_told(&visitor, page).await, "{page}");
                let own = visitor.get(page).await;
                assert_eq!(own.headers.get("cache-control").unwrap(), "no-store");
                assert!(!own.headers.contains_key("etag") && !own.headers.contains_key("x-offline"), "{page}");
                assert!(own.text.contains(">Weiter schreiben</a>"), "{}", own.text);
                assert!(!own.text.contains("Zu laut."), "{}", own.text);
            }
        }
        visitor.get("/de?ansicht=einfach").await;
        assert!(is_told(&visitor, &plan).await);
        visitor.get("/de?ansicht=normal").await;
        // What was sent is no draft any more.
        let seal = saved(&visitor).await.seal;
        send(&visitor, &seal).await.unwrap();
        assert!(!is_told(&visitor, &plan).await);
        // After the end there is nothing to write on.
        stranger.call(draft(text("Zu hell."))).await.unwrap();
        assert!(is_told(&stranger, &plan).await);
        site.move_to(berlin("2026-12-16T23:50:00"));
        stranger.call(draft(text("Zu hell."))).await.unwrap();
        assert!(is_told(&stranger, &plan).await);
        site.move_to(berlin("2026-12-17T00:05:00"));
        assert!(!is_told(&stranger, &plan).await);
    }

    async fn of_name_and_address_a_step_keeps_what_the_wished_answer_needs_and_the_whole_form_what_was_given(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let person = |reply, may_publish| StatementInput {
            name: "Anna Meier".into(),
            street: "Am Kai 1".into(),
            postal_code: "12345".into(),
            city: "Musterstadt".into(),
            email: "anna@web.example".into(),
            reply,
            may_publish,
            ..text("Zu laut.")
        };
        let next = |step: &str, input| SaveDraft { action: "next".into(), step: step.into(), ..draft(input) };
        let kept = async || {
            let input = saved(&visitor).await.input;
            [input.name, input.street, input.city, input.email].join("|")
        };
        visitor.call(next("reply", person(ReplyWish::Post, MayPublish::No))).await.unwrap();
        assert_eq!(kept().await, "Anna Meier|Am Kai 1|Musterstadt|");
        // Whoever wishes an e-mail after all leaves no address behind.
        visitor.call(next("reply", person(ReplyWish::Email, MayPublish::No))).await.unwrap();
        assert_eq!(kept().await, "|||anna@web.example");
        // What is not needed is not checked either.
        let left_over = StatementInput { email: "anna@".into(), ..person(ReplyWish::None, MayPublish::Named) };
        let enter = SaveDraft { action: "enter:next".into(), ..next("reply", left_over) };
        visitor.call(enter).await.unwrap();
        assert_eq!(kept().await, "Anna Meier|||");
        let last = next("publish", StatementInput { name: "Anna Meier".into(), ..text("Zu laut.") });
        visitor.call(SaveDraft { action: "check".into(), ..last }).await.unwrap();
        assert_eq!(kept().await, "|||");
        // All questions together ask whether somebody would like to give them.
        visitor.call(SaveDraft { action: "check".into(), ..draft(person(ReplyWish::None, MayPublish::No)) }).await.unwrap();
        assert_eq!(kept().await, "Anna Meier|Am Kai 1|Musterstadt|anna@web.example");
        visitor.get("/de?ansicht=einfach").await;
        let asked = visitor.get(&format!("{COMMENT}?step=reply")).await.text;
        assert!(asked.contains("soweit wir sie für die Antwort nicht brauchen"), "{asked}");
    }

    async fn what_the_form_does_not_show_of_name_and_addresses_is_neither_checked_nor_kept(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        let asks = |input, with_person: &str| SaveDraft {
            action: "check".into(),
            asks_person: "yes".into(),
            with_person: with_person.into(),
            ..draft(input)
        };
        let typed = |reply| StatementInput {
            name: "Anna Meier".into(),
            street: "Am Kai 1".into(),
            email: "nur text".into(),
            reply,
            ..text("Zu laut.")
        };
        let kept = async || {
            let input = saved(&visitor).await.input;
            [input.name, input.street, input.email].join("|")
        };
        // Typed for an answer that is not wished any more: the panel is closed.
        visitor.call(asks(typed(ReplyWish::None), "")).await.unwrap();
        assert_eq!(kept().await, "||");
        // A browser that cannot hide the fields showed them: before it is sent its author reads what becomes of them.
        let check = visitor.get(CHECK).await.text;
        assert!(check.contains("wird weder gesendet noch veröffentlicht"), "{check}");
        let page = visitor.get(COMMENT).await.text;
        let (_, after) = page.split_once("id=\"with_person\"").unwrap();
        assert!(!after.split_once('>').unwrap().0.contains("checked"), "the box is not ticked by itself");
        // Who ticks the box gives more than is needed.
        let given = StatementInput { email: String::new(), ..typed(ReplyWish::None) };
        visitor.call(asks(given, "on")).await.unwrap();
        assert_eq!(kept().await, "Anna Meier|Am Kai 1|");
        assert!(!visitor.get(CHECK).await.text.contains("wird weder gesendet"), "all of it is kept");
        let page = visitor.get(COMMENT).await.text;
        let (_, after) = page.split_once("id=\"with_person\"").unwrap();
        assert!(after.split_once('>').unwrap().0.contains("checked"), "what is given is shown");
        // What is wished is checked.
        let wrong = visitor.call(asks(typed(ReplyWish::Email), "")).await;
        assert_eq!(wrong, Err(ApiError::invalid("email", "errors.invalid_email")));
    }

    async fn a_draft_that_is_gone_is_not_taken_for_one_that_was_never_written(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        visitor.call(draft(text("Zu laut."))).await.unwrap();
        let seal = seal_in(&visitor.get(CHECK).await.text);
        site.move_to(TestSite::start() + Duration::hours(25));
        server::features::housekeeping(&site.site).await.unwrap();
        let answer = visitor.post(CHECK, &[("form", "SendDraft"), ("procedure", SLUG), ("seal", seal.as_str())]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        for part in ["error-summary", "Ihr Entwurf ist nicht mehr da.", "Zum Formular"] {
            assert!(answer.text.contains(part), "{part} is missing in {}", answer.text);
        }
        assert!(!visitor.get(CHECK).await.text.contains("nicht mehr da"));
    }

    async fn after_the_end_nothing_is_asked_and_what_was_written_is_there_to_be_copied(site: TestSite) {
        open_procedure(&site).await;
        let visitor = site.visitor();
        site.move_to(berlin("2026-12-16T23:50:00"));
        visitor.call(draft(text("Beinahe."))).await.unwrap();
        assert!(visitor.get(COMMENT).await.text.contains("<textarea"));
        site.move_to(berlin("2026-12-17T00:05:00"));
        let late = [("form", "SaveDraft"), ("procedure", SLUG), ("body", "Um fünf nach zwölf."), ("language", "de"), ("do", "check")];
        let stored = visitor.get(COMMENT).await;
        let typed = visitor.post(COMMENT, &late).await;
        assert_eq!((stored.status, typed.status), (StatusCode::OK, StatusCode::CONFLICT));
        let stranger = site.visitor().get(COMMENT).await;
        for (page, written) in [(&stored.text, Some("Beinahe.")), (&typed.text, Some("Um fünf nach zwölf.")), (&stranger.text, None)] {
            let main = main_of(page);
            assert!(main.contains("Die Beteiligung endete am 16. Dezember 2026") && main.contains("030 23125 100"), "{main}");
            for asked in ["<textarea", "Weiter: prüfen", "type=\"file\"", "type=\"radio\"", "Bitte prüfen Sie Ihre Angaben"] {
                assert!(!main.contains(asked), "{asked} is in {main}");
            }
            // Else only the device may know of a text: its script shows the part.
            assert_eq!(main.contains("<div id=\"device-closed\" hidden"), written.is_none(), "{main}");
            assert!(written.is_none_or(|written| main.contains(&format!(">{written}</p>"))), "{main}");
        }
    }
}
