//! The desk of whoever assesses: saving beside colleagues, correcting a decision, answering many with mail and letters.

use axum::http::StatusCode;
use shared::{
    access::Role,
    api::ApiError,
    assessment::{
        AssessStatement, CorrectDecision, EnteredDecision, ListDecisions, MoveStatements, MovesPreview,
        PreviewMoves, Proposal, RecordDecision, StatementState as State,
    },
    procedures::{ListWorkingCopies, ShowRecord},
    statements::{
        DecidePublication, MayPublish, Publication, PublicationReason, ReplyWish, ShowReceipt, StatementInput,
    },
};

use crate::{
    assessment::{SLUG, assess, day, decide, file, number, open_procedure, publish, submit, text},
    both_databases,
    identity::sign_in_as,
    support::{Browser, TestSite},
};

/// Brings a statement before the council.
async fn before_council(site: &TestSite, n: u32) {
    for state in [State::InWork, State::ProposalReady, State::BeforeCouncil] {
        assess(site, n, Some(state)).await.unwrap();
    }
}

fn address(n: u32) -> String {
    format!("/de/staff/procedures/{SLUG}/statements/{n}")
}

/// A statement whose author allowed to publish it.
fn open_text(body: &str) -> StatementInput {
    StatementInput {
        may_publish: MayPublish::Anonymous,
        ..text(body)
    }
}

/// Refuses to publish a statement.
async fn refuse(
    site: &TestSite,
    n: u32,
    reason: Option<PublicationReason>,
    remark: &str,
) -> Result<(), ApiError> {
    let call = DecidePublication {
        procedure: SLUG.into(),
        number: number(n),
        revision: file(site, Role::Clerk, n).await.revision,
        publication: Publication::Refused,
        passages: String::new(),
        also: Vec::new(),
        place_withheld: false,
        reason,
        remark: remark.into(),
    };
    site.call_as(Role::Clerk, call).await.map(|_| ())
}

/// How many held statements wait for a look.
async fn waiting(site: &TestSite) -> u32 {
    let all = site
        .call_as(Role::Clerk, ListWorkingCopies::default())
        .await
        .unwrap()
        .items;
    all.iter().map(|procedure| procedure.held).sum()
}

/// The value of a hidden field in the form of an endpoint.
fn hidden(page: &str, form: &str, name: &str) -> String {
    let form = page.split(&format!("value=\"{form}\"")).nth(1).unwrap();
    let field = form.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    field.split('"').next().unwrap().to_owned()
}

fn correction(n: Option<u32>) -> CorrectDecision {
    CorrectDecision {
        procedure: SLUG.into(),
        number: n.map(number),
        committee: "Bauausschuss".into(),
        decided_on: Some(day(25)),
        ..CorrectDecision::default()
    }
}

async fn correct(site: &TestSite, call: CorrectDecision) -> Result<u32, ApiError> {
    let revision = match call.number {
        Some(n) => Some(file(site, Role::Clerk, n.0).await.revision),
        None => None,
    };
    let call = CorrectDecision { revision, ..call };
    site.call_as(Role::Clerk, call)
        .await
        .map(|touched| touched.statements)
}

/// The text of a page without its elements.
fn words(page: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in page.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The decision that the public page names once the round is over.
async fn public_decision(site: &TestSite) -> Option<(String, shared::time::Day)> {
    let now = site.site.clock.now();
    site.move_to("2026-12-01T09:00:00Z".parse().unwrap());
    let shown = site.visitor().call(crate::procedures::show(SLUG)).await.unwrap();
    site.move_to(now);
    shown
        .decision
        .map(|decision| (decision.committee, decision.decided_on))
}

both_databases! {
    async fn mending_a_mistake_does_not_undo_what_a_colleague_saved_meanwhile(site: TestSite) {
        open_procedure(&site).await;
        let input = StatementInput { may_publish: MayPublish::Anonymous, ..text("Mein Nachbar Karl Klein in der Gasse 3 ist zu laut.") };
        submit(&site, input).await;
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let seen = hidden(&clerk.get(&address(1)).await.text, "DecidePublication", "revision");
        // A colleague blackens the name meanwhile.
        publish(&site, 1, Publication::Released, "Karl Klein").await.unwrap();
        let form = |revision: &str, passages: &str| {
            [("form", "DecidePublication"), ("procedure", SLUG), ("number", "1"), ("publication", "released")]
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .chain([("revision".to_owned(), revision.to_owned()), ("passages".to_owned(), passages.to_owned())])
                .collect::<Vec<_>>()
        };
        let send = async |revision: &str, passages: &str| {
            let fields = form(revision, passages);
            let pairs: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            clerk.post(&address(1), &pairs).await
        };
        // A slip of the pen beside it: the conflict is told first, with what is stored now.
        let answer = send(&seen, "Gasse 4").await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text);
        let told = words(&answer.text);
        for part in ["Inzwischen hat jemand anderes gespeichert", "Gespeicherter Stand", "Karl Klein", "Gasse 4"] {
            assert!(told.contains(part), "{part} is missing in {told}");
        }
        assert!(!told.contains("laden Sie"), "reloading would throw away what was typed: {told}");
        let now = hidden(&answer.text, "DecidePublication", "revision");
        assert_ne!(now, seen);
        // The slip alone: what was seen goes along again, whatever the page has read meanwhile.
        let wrong = send(&now, "Karl Klein\nGasse 4").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(hidden(&wrong.text, "DecidePublication", "revision"), now);
        publish(&site, 1, Publication::Refused, "Karl Klein").await.unwrap();
        let still_wrong = send(&now, "Karl Klein\nGasse 5").await;
        assert_eq!(still_wrong.status, StatusCode::CONFLICT, "somebody saved between the two");
        assert_eq!(file(&site, Role::Clerk, 1).await.publication, Publication::Refused);
    }

    async fn what_is_not_published_has_a_reason_which_its_author_reads_with_the_way_to_object(site: TestSite) {
        open_procedure(&site).await;
        let receipt = submit(&site, open_text("Der Nachbar Karl Klein ist ein Lump.")).await;
        let fields = async |reason, remark| match refuse(&site, 1, reason, remark).await {
            Err(ApiError::Invalid(invalid)) => invalid.0.into_iter().map(|wrong| wrong.field).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(fields(None, "").await, ["reason"]);
        assert_eq!(fields(Some(PublicationReason::Other), " ").await, ["remark"], "another reason has to be told");
        refuse(&site, 1, Some(PublicationReason::Insult), "Bitte ohne Schimpfworte.").await.unwrap();

        let page = format!("/de/r/{}", receipt.code);
        let read = words(&site.visitor().get(&page).await.text);
        for part in [
            "Wir veröffentlichen Ihre Stellungnahme nicht", "Grund: Beleidigung oder Drohung", "Bitte ohne Schimpfworte.",
            "Ihr ganzer Text zählt trotzdem.", "Sind Sie nicht einverstanden?", "nennen Sie die Nummer 1",
        ] {
            assert!(read.contains(part), "{part} is missing in {read}");
        }
        let senior = site.visitor();
        senior.get(&format!("{page}?ansicht=einfach")).await;
        let read = words(&senior.get(&page).await.text);
        assert!(read.contains("Grund: Beleidigung oder Drohung") && read.contains("Nummer 1"), "{read}");
        // The history says what was decided; what its author is told may name people, which readers do not see.
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let desk = words(&clerk.get(&address(1)).await.text);
        assert!(desk.contains("Veröffentlichung: nicht freigegeben, Beleidigung oder Drohung"), "{desk}");
        assert_eq!(file(&site, Role::Reader, 1).await.publication_remark, "");

        publish(&site, 1, Publication::Released, "Karl Klein").await.unwrap();
        let read = words(&site.visitor().get(&page).await.text);
        assert!(read.contains("mit Schwärzungen") && read.contains("Grund: Persönliche Angaben"), "{read}");
        assert!(!read.contains("Schimpfworte"), "the words of the decision that was taken back are gone");
        publish(&site, 1, Publication::Released, "").await.unwrap();
        let told = site.visitor().call(ShowReceipt { code: receipt.code }).await.unwrap().publication.unwrap();
        assert_eq!((told.publication, told.reason), (Publication::Released, None));
    }

    async fn who_did_not_allow_publication_is_told_nothing_about_it(site: TestSite) {
        open_procedure(&site).await;
        let receipt = submit(&site, text("Zu laut.")).await;
        refuse(&site, 1, None, "").await.unwrap();
        assert_eq!(site.visitor().call(ShowReceipt { code: receipt.code }).await.unwrap().publication, None);
    }

    async fn a_held_statement_waits_for_a_look_and_says_why_and_what_to_do(site: TestSite) {
        open_procedure(&site).await;
        let spam = submit(&site, open_text(&"https://uhren.example ".repeat(5))).await;
        let real = submit(&site, open_text(&"https://ufer.example ".repeat(6))).await;
        assert_eq!(waiting(&site).await, 2);
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let start = clerk.get("/de/staff").await.text;
        assert!(words(&start).contains("2 Stellungnahmen sind zurückgehalten und warten auf Ihre Prüfung."), "{start}");
        assert!(start.contains(&format!("/{SLUG}/statements?state=held")));
        let desk = words(&clerk.get(&address(1)).await.text);
        for part in ["Der Text enthält sehr viele Links.", "Zurückgehalten: Der Text enthält", "Ist es Spam, wählen Sie"] {
            assert!(desk.contains(part), "{part} is missing in {desk}");
        }

        refuse(&site, 1, Some(PublicationReason::Advertising), "").await.unwrap();
        assert_eq!(waiting(&site).await, 1, "what was found to be spam waits no more");
        let told = site.visitor().call(ShowReceipt { code: spam.code }).await.unwrap();
        assert_eq!(told.publication.map(|told| told.is_weighed), Some(false), "held back it is not weighed");

        // Released while it is held it is not public, which its author is not told, and the desk says when it will be.
        publish(&site, 2, Publication::Released, "").await.unwrap();
        let told = async || site.visitor().call(ShowReceipt { code: real.code.clone() }).await.unwrap().publication;
        assert_eq!(told().await, None);
        let desk = words(&clerk.get(&address(2)).await.text);
        for part in ["Solange sie zurückgehalten ist, erscheint sie nicht.", "Danach ist sie öffentlich"] {
            assert!(desk.contains(part), "{part} is missing in {desk}");
        }
        let revision = file(&site, Role::Clerk, 2).await.revision.to_string();
        let moved = [
            ("form", "AssessStatement"), ("procedure", SLUG), ("number", "2"), ("revision", revision.as_str()), ("state", "received"),
        ];
        assert_eq!(clerk.post(&address(2), &moved).await.status, StatusCode::SEE_OTHER);
        assert_eq!(told().await.map(|told| told.publication), Some(Publication::Released));
        assert_eq!(waiting(&site).await, 0);
    }

    async fn a_page_that_is_shown_again_keeps_the_state_that_its_author_saw(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text("Zu laut.")).await;
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let seen = hidden(&clerk.get(&address(1)).await.text, "AssessStatement", "revision");
        let long = "x".repeat(50_001);
        let fields = |note: &str| {
            [("form", "AssessStatement"), ("procedure", SLUG), ("number", "1"), ("revision", seen.as_str()), ("note", note), ("reply", "Meine Antwort."), ("topics", "0510"), ("topics", "0820")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        let send = async |note: &str| {
            let fields = fields(note);
            let pairs: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            clerk.post(&address(1), &pairs).await
        };
        let answer = send(&long).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assess(&site, 1, None).await.unwrap();
        // Sent again, too long still: the conflict comes first and shows what is stored, topics too.
        let answer = send(&long).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        let told = words(&answer.text);
        let stored = told.split("Gespeicherter Stand").nth(1).unwrap();
        for part in ["Der Weg bleibt erhalten.", "Straßenverkehr", "Rücksprache mit dem Tiefbauamt."] {
            assert!(stored.contains(part), "{part} is missing in {stored}");
        }
        assert_eq!(file(&site, Role::Clerk, 1).await.reply, "Der Weg bleibt erhalten.");
    }

    async fn a_decision_that_was_entered_wrongly_is_corrected_until_its_author_was_answered(site: TestSite) {
        open_procedure(&site).await;
        let receipt = submit(&site, text("Zu laut.")).await;
        site.move_to("2026-11-25T09:00:00Z".parse().unwrap());
        assert_eq!(correct(&site, correction(Some(1))).await, Err(ApiError::refused("decision_missing")));
        before_council(&site, 1).await;
        site.call_as(Role::Clerk, RecordDecision { remark: "Mehrheitlich.".into(), ..decide(Some(1)) }).await.unwrap();
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let page = clerk.get(&address(1)).await.text;
        assert!(page.contains("Beschluss berichtigen") && page.contains("value=\"Rat der Stadt\""), "{page}");
        let revision = hidden(&page, "CorrectDecision", "revision");
        let pairs = [
            ("form", "CorrectDecision"), ("procedure", SLUG), ("number", "1"), ("revision", revision.as_str()),
            ("committee", "Bauausschuss"), ("decided_on", "2026-11-25"), ("result", "noted"), ("remark", ""), ("next", "/de/staff"),
        ];
        let answer = clerk.post(&address(1), &pairs).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/de/staff"), "{}", answer.text);
        let fate = site.visitor().call(ShowReceipt { code: receipt.code.clone() }).await.unwrap().fate;
        let shown = fate.decision.unwrap();
        assert_eq!((shown.committee.as_str(), shown.decided_on, shown.result, shown.remark.as_str()), ("Bauausschuss", day(25), Some(Proposal::Noted), ""));
        assert_eq!(fate.state, State::Decided);
        assert_eq!(public_decision(&site).await, Some(("Bauausschuss".into(), day(25))));
        // What stood there before stays in the record, of the statement and of the procedure.
        let page = words(&clerk.get(&address(1)).await.text);
        assert!(page.contains("Beschluss berichtigt, vorher: Rat der Stadt, 24.11.2026, Wird gefolgt"), "{page}");
        let record = words(&site.visitor().get(&format!("/de/procedures/{SLUG}/record")).await.text);
        // Each committee stands in an element of its own.
        let record = record.replace(" ,", ",");
        assert!(record.contains("Bauausschuss, 25. November 2026 (vorher: Rat der Stadt, 24. November 2026)"), "{record}");
        // A page that was opened before does not correct on top of it.
        let late = clerk.post(&address(1), &pairs).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        // Nothing changed is nothing recorded.
        let same = CorrectDecision { result: None, ..correction(Some(1)) };
        assert_eq!(correct(&site, same).await, Ok(0));
        let entries = site.visitor().call(ShowRecord { procedure: SLUG.into(), only_procedure: false, joined: false, limit: None, cursor: None }).await.unwrap().items;
        assert_eq!(entries.iter().filter(|entry| entry.kind == "decision_corrected").count(), 1);
        assert_eq!(site.call_as(Role::Editor, correction(Some(1))).await.map(|t| t.statements), Err(ApiError::Forbidden));
        let now = file(&site, Role::Clerk, 1).await;
        let fits = AssessStatement {
            procedure: SLUG.into(), number: number(1), revision: now.revision, note: now.note, topics: now.topics, reply: now.reply, proposal: now.proposal, reply_fits: true, state: None,
        };
        site.call_as(Role::Clerk, fits).await.unwrap();
        site.call_as(Role::Clerk, MoveStatements { procedure: SLUG.into(), from: State::Decided, to: State::Answered }).await.unwrap();
        assert_eq!(correct(&site, correction(Some(1))).await, Err(ApiError::refused("decision_sent")));
        assert!(!clerk.get(&address(1)).await.text.contains("CorrectDecision"));
    }

    async fn a_wrong_day_is_corrected_for_all_that_bear_it_and_for_no_other(site: TestSite) {
        open_procedure(&site).await;
        for n in 1..=4 {
            submit(&site, text(&format!("Stellungnahme {n}."))).await;
            before_council(&site, n).await;
        }
        site.move_to("2026-11-25T09:00:00Z".parse().unwrap());
        site.call_as(Role::Clerk, RecordDecision { result: Some(Proposal::NotFollowed), remark: "Mit zwei Gegenstimmen.".into(), ..decide(Some(1)) }).await.unwrap();
        site.call_as(Role::Clerk, RecordDecision { committee: "Ortsrat".into(), ..decide(Some(2)) }).await.unwrap();
        site.call_as(Role::Clerk, decide(None)).await.unwrap();
        let entered = site.call_as(Role::Clerk, ListDecisions { procedure: SLUG.into(), limit: None, cursor: None }).await.unwrap().items;
        let entry = |committee: &str, statements| EnteredDecision { committee: committee.into(), decided_on: day(24), statements };
        assert_eq!(entered, [entry("Ortsrat", 1), entry("Rat der Stadt", 3)]);
        let one_by_one = site.staff(Role::Clerk).all(|cursor| ListDecisions { procedure: SLUG.into(), limit: Some(1), cursor }).await.unwrap();
        assert_eq!(one_by_one, entered);
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let bulk = format!("/de/staff/procedures/{SLUG}/statements/bulk?step=correct");
        let page = words(&clerk.get(&bulk).await.text);
        assert!(page.contains("Rat der Stadt , 24.11.2026 Betrifft 3 Stellungnahmen."), "{page}");
        let many = [
            ("form", "CorrectDecision"), ("procedure", SLUG), ("was_committee", "Rat der Stadt"), ("was_on", "2026-11-24"),
            ("entry", "2026-11-24 Rat der Stadt"), ("committee", "Rat der Stadt"), ("decided_on", ""), ("next", "/de/staff"),
        ];
        let wrong = clerk.post(&bulk, &many).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("href=\"#entry-1-decided_on\""), "{}", wrong.text);
        let many = many.map(|(name, value)| (name, if name == "decided_on" { "2026-11-25" } else { value }));
        assert_eq!(clerk.post(&bulk, &many).await.status, StatusCode::SEE_OTHER);
        let mut seen = Vec::new();
        for n in 1..=4 {
            let decision = file(&site, Role::Clerk, n).await.decision.unwrap();
            seen.push((decision.committee, decision.decided_on, decision.result.unwrap(), decision.remark));
        }
        let council = |result, remark: &str| ("Rat der Stadt".to_owned(), day(25), result, remark.to_owned());
        assert_eq!(seen, [
            council(Proposal::NotFollowed, "Mit zwei Gegenstimmen."),
            ("Ortsrat".to_owned(), day(24), Proposal::Followed, String::new()),
            council(Proposal::Followed, ""),
            council(Proposal::Followed, ""),
        ]);
        assert_eq!(public_decision(&site).await, Some(("Rat der Stadt".into(), day(25))));
        // Sent once more there is nothing that bears it.
        assert_eq!(clerk.post(&bulk, &many).await.status, StatusCode::CONFLICT);
    }

    async fn whoever_pages_through_decisions_goes_on_where_one_stood_that_was_corrected_meanwhile(site: TestSite) {
        open_procedure(&site).await;
        for n in 1..=2 {
            submit(&site, text(&format!("Stellungnahme {n}."))).await;
            before_council(&site, n).await;
        }
        site.move_to("2026-11-25T09:00:00Z".parse().unwrap());
        site.call_as(Role::Clerk, RecordDecision { committee: "Ortsrat".into(), ..decide(Some(1)) }).await.unwrap();
        site.call_as(Role::Clerk, decide(None)).await.unwrap();
        let page = async |cursor| {
            let page = site.call_as(Role::Clerk, ListDecisions { procedure: SLUG.into(), limit: Some(1), cursor }).await.unwrap();
            (page.items.into_iter().map(|entered| entered.committee).collect::<Vec<_>>(), page.next)
        };
        let (first, next) = page(None).await;
        assert_eq!(first, ["Ortsrat"]);
        let other = CorrectDecision { was_committee: "Ortsrat".into(), was_on: Some(day(24)), ..correction(None) };
        assert_eq!(correct(&site, other).await, Ok(1));
        assert_eq!(page(next).await, (vec!["Rat der Stadt".to_owned()], None));
        assert_eq!(page(None).await.0, ["Bauausschuss"], "what it says now stands in its own place");
    }

    async fn a_letter_without_an_address_is_told_so_once_and_the_next_one_begins_with_its_day(site: TestSite) {
        open_procedure(&site).await;
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let new = format!("/de/staff/procedures/{SLUG}/statements/new");
        let send = async |street: &str| {
            let pairs = [
                ("form", "CaptureStatement"), ("procedure", SLUG), ("submission_key", "0123456789abcdef0123456789abcdef"), ("channel", "letter"),
                ("received_on", "2026-11-23"), ("written_on", ""), ("body", "Zu laut."), ("place_ref", "whole:"), ("name", street), ("street", street),
                ("postal_code", street), ("city", street), ("reply", "post"), ("may_publish", "no"), ("language", "de"),
            ];
            clerk.post(&new, &pairs).await
        };
        let wrong = send("").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = words(&wrong.text);
        // Above the page and beside the first of the fields.
        assert_eq!(told.matches("Für eine Antwort per Post fehlen Name oder Anschrift.").count(), 2, "{told}");
        assert!(!told.contains("damit wir Ihnen"), "{told}");
        let stored = send("12345").await;
        assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
        let receipt = clerk.get(stored.location()).await.text;
        for part in ["statements/new?received_on=2026-11-23&amp;channel=letter", "autofocus", "statements/1/points\""] {
            assert!(receipt.contains(part), "{part}");
        }
        let next = clerk.get(&format!("{new}?received_on=2026-11-23&channel=fax")).await.text;
        assert!(next.contains("value=\"2026-11-23\"") && next.contains("<option value=\"fax\" selected"), "{next}");
    }

    async fn nobody_decides_on_a_statement_before_it_came(site: TestSite) {
        open_procedure(&site).await;
        for n in 1..=2 {
            submit(&site, text(&format!("Stellungnahme {n}."))).await;
            before_council(&site, n).await;
        }
        let message = |answer: Result<u32, ApiError>| match answer {
            Err(ApiError::Invalid(invalid)) => (invalid.0[0].field.clone(), invalid.0[0].key.clone(), invalid.0[0].arguments.clone()),
            other => panic!("{other:?}"),
        };
        let record = async |n: Option<u32>, on: u32| {
            let asked = RecordDecision { decided_on: Some(day(on)), ..decide(n) };
            site.call_as(Role::Clerk, asked).await.map(|touched| touched.statements)
        };
        let (field, key, _) = message(record(Some(1), 23).await);
        assert_eq!((field.as_str(), key.as_str()), ("decided_on", "errors.decided_before_arrival"));
        // For many the first that came later is named.
        let (field, key, arguments) = message(record(None, 23).await);
        assert_eq!((field.as_str(), key.as_str()), ("decided_on", "errors.decided_before_arrival_of"));
        assert_eq!((arguments["number"].as_str(), arguments["day"].as_str()), ("1", "2026-11-24"));
        assert_eq!(file(&site, Role::Clerk, 1).await.state, State::BeforeCouncil);
        assert_eq!(record(Some(1), 24).await, Ok(1));
        // Nor does a correction.
        let (_, key, _) = message(correct(&site, CorrectDecision { decided_on: Some(day(23)), ..correction(Some(1)) }).await);
        assert_eq!(key, "errors.decided_before_arrival");
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let revision = file(&site, Role::Clerk, 2).await.revision.to_string();
        let answer = clerk.post(&address(2), &[
            ("form", "RecordDecision"), ("procedure", SLUG), ("number", "2"), ("revision", revision.as_str()), ("committee", "Rat"), ("decided_on", "2026-11-01"),
        ]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(words(&answer.text).contains("Die Stellungnahme ging erst am 24. November 2026 ein. Bitte prüfen Sie den Tag."), "{}", answer.text);
    }

    async fn a_reply_that_may_contradict_the_decision_waits_until_somebody_looked_at_it(site: TestSite) {
        open_procedure(&site).await;
        for n in 1..=4 {
            submit(&site, text(&format!("Stellungnahme {n}."))).await;
            before_council(&site, n).await;
        }
        for n in 1..=3 {
            site.call_as(Role::Clerk, RecordDecision { result: Some(Proposal::NotFollowed), ..decide(Some(n)) }).await.unwrap();
        }
        site.call_as(Role::Clerk, decide(None)).await.unwrap();
        let listed = site.call_as(Role::Clerk, ListWorkingCopies::default()).await.unwrap().items;
        assert_eq!((listed[0].before_council, listed[0].decided), (0, 4));
        let asked = PreviewMoves { procedure: SLUG.into(), from: State::Decided, to: State::Answered };
        let preview = async || site.call_as(Role::Clerk, asked.clone()).await.unwrap();
        assert_eq!(preview().await, MovesPreview { statements: 1, to_check: vec![1, 2, 3], to_check_count: 3, ..MovesPreview::default() });
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let bulk = clerk.get(&format!("/de/staff/procedures/{SLUG}/statements/bulk?step=answer")).await.text;
        assert!(words(&bulk).contains("Betrifft 1 Stellungnahme."), "{bulk}");
        assert!((1..=3).all(|n| bulk.contains(&format!("href=\"{}\"", address(n)))), "{bulk}");
        let page = words(&clerk.get(&address(1)).await.text);
        assert!(page.contains("Beschluss weicht ab – Antwort prüfen"), "{page}");
        assert!(!words(&clerk.get(&address(4)).await.text).contains("Beschluss weicht ab"));
        // Sent one by one it is not sent without a word either.
        let refused = assess(&site, 1, Some(State::Answered)).await;
        assert_eq!(refused, Err(ApiError::invalid("reply_fits", "errors.reply_to_check")));

        // Written anew, confirmed, or decided as it was proposed after all.
        let save = async |n: u32, reply: &str, reply_fits: bool| {
            let now = file(&site, Role::Clerk, n).await;
            let call = AssessStatement {
                procedure: SLUG.into(), number: number(n), revision: now.revision, note: now.note, topics: now.topics, reply: reply.into(), proposal: now.proposal, reply_fits, state: None,
            };
            site.call_as(Role::Clerk, call).await.unwrap();
        };
        save(1, "Der Weg wird verlegt.", false).await;
        assert_eq!(preview().await.to_check, [2, 3]);
        save(2, "Der Weg bleibt erhalten.", true).await;
        assert_eq!(preview().await.to_check, [3]);
        // Who decided and when says nothing about the reply.
        let committee = CorrectDecision { decided_on: Some(day(24)), ..correction(Some(3)) };
        correct(&site, committee.clone()).await.unwrap();
        assert_eq!(preview().await.to_check, [3]);
        correct(&site, CorrectDecision { result: Some(Proposal::Followed), ..committee }).await.unwrap();
        let answer = MoveStatements { procedure: SLUG.into(), from: State::Decided, to: State::Answered };
        assert_eq!(site.call_as(Role::Clerk, answer).await.unwrap().statements, 4);
    }

    async fn of_many_replies_that_somebody_has_to_look_at_the_first_are_named_and_all_are_counted(site: TestSite) {
        open_procedure(&site).await;
        for n in 1..=51 {
            submit(&site, text(&format!("Stellungnahme {n}."))).await;
            assess(&site, n, Some(State::InWork)).await.unwrap();
        }
        // As a decision leaves them that differs from what was proposed.
        let mut tx = site.system().begin().await.unwrap();
        let municipality = site.town().id.0;
        server::sql!(&mut tx, run, "update statement set state = 'decided' where municipality_id = $1", municipality).unwrap();
        server::sql!(
            &mut tx,
            run,
            "update assessment set decision_committee = 'Rat', decision_on = '2026-11-24', reply_to_check = $2 where municipality_id = $1",
            municipality,
            true,
        )
        .unwrap();
        tx.commit().await.unwrap();
        let asked = PreviewMoves { procedure: SLUG.into(), from: State::Decided, to: State::Answered };
        let preview = async || site.call_as(Role::Clerk, asked.clone()).await.unwrap();
        let before = preview().await;
        assert_eq!((before.statements, before.to_check_count), (0, 51));
        assert_eq!(before.to_check, (1..=50).collect::<Vec<_>>());
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let page = words(&clerk.get(&format!("/de/staff/procedures/{SLUG}/statements/bulk?step=answer")).await.text);
        assert!(page.contains("Das sind die ersten 50 von 51."), "{page}");
        // What was looked at makes room for the next one.
        let now = file(&site, Role::Clerk, 1).await;
        let call = AssessStatement {
            procedure: SLUG.into(), number: number(1), revision: now.revision, note: now.note, topics: now.topics, reply: now.reply, proposal: now.proposal,
            reply_fits: true, state: None,
        };
        site.call_as(Role::Clerk, call).await.unwrap();
        let after = preview().await;
        assert_eq!((after.statements, after.to_check_count), (1, 50));
        assert_eq!(after.to_check, (2..=51).collect::<Vec<_>>());
        let page = words(&clerk.get(&format!("/de/staff/procedures/{SLUG}/statements/bulk?step=answer")).await.text);
        assert!(!page.contains("Das sind die ersten"), "{page}");
    }

    async fn before_many_are_answered_staff_read_who_is_mailed_and_who_needs_a_letter(site: TestSite) {
        open_procedure(&site).await;
        let post = |n: u32| StatementInput {
            reply: ReplyWish::Post, name: "Anna Li".into(), street: "Am Kai 1".into(), postal_code: "12345".into(), city: "Musterstadt".into(),
            ..text(&format!("Mit Brief {n}."))
        };
        let mail = StatementInput { reply: ReplyWish::Email, email: "anna@li.example".into(), ..text("Mit E-Mail.") };
        for input in [post(1), post(2), mail, text("Ohne Antwort.")] {
            submit(&site, input).await;
        }
        for n in 1..=4 {
            before_council(&site, n).await;
        }
        site.call_as(Role::Clerk, decide(None)).await.unwrap();
        let now = file(&site, Role::Clerk, 2).await;
        let emptied = AssessStatement {
            procedure: SLUG.into(), number: number(2), revision: now.revision, note: now.note, topics: now.topics, reply: " \n".into(), proposal: now.proposal, reply_fits: false, state: None,
        };
        site.call_as(Role::Clerk, emptied).await.unwrap();
        let asked = PreviewMoves { procedure: SLUG.into(), from: State::Decided, to: State::Answered };
        let preview = site.call_as(Role::Clerk, asked.clone()).await.unwrap();
        assert_eq!(preview, MovesPreview { statements: 3, incomplete: 1, mails: 1, letters: 1, ..MovesPreview::default() });
        assert_eq!(site.call_as(Role::Reader, asked).await, Err(ApiError::Forbidden));

        let (url, _) = crate::statements_mail::mail_server(0).await;
        let with = crate::statements_mail::with_mail(&site, &url).await;
        let bulk = format!("/de/staff/procedures/{SLUG}/statements/bulk?step=answer");
        let without = sign_in_as(&site, Role::Clerk).await;
        let session = without.cookie("session").unwrap();
        let mailing = Browser::new(server::http::router(&with)).with_header("cookie", &format!("session={session}"));
        let told = words(&mailing.get(&bulk).await.text);
        for part in ["Betrifft 3 Stellungnahmen.", "Antworten, die jetzt per E-Mail hinausgehen: 1", "Antwort per Post gewünscht, bitte selbst verschicken: 1", "Bleiben stehen, weil Antwort oder Vorschlag fehlt: 1", "Serienbriefe"] {
            assert!(told.contains(part), "{part} is missing in {told}");
        }
        let one = words(&mailing.get(&address(3)).await.text);
        assert!(one.contains("Die Antwort geht sofort per E-Mail hinaus."), "{one}");
        let by_post = words(&mailing.get(&address(1)).await.text);
        assert!(by_post.contains("Gewünscht ist eine Antwort per Post.") && !by_post.contains("per E-Mail hinaus"), "{by_post}");
        // Where no mail can be sent nothing is promised.
        let told = words(&without.get(&bulk).await.text);
        assert!(told.contains("kein Versand eingerichtet") && !told.contains("per E-Mail hinausgehen"), "{told}");
        let council = PreviewMoves { procedure: SLUG.into(), from: State::ProposalReady, to: State::BeforeCouncil };
        assert_eq!(site.call_as(Role::Clerk, council).await.unwrap(), MovesPreview::default());
    }

    async fn after_names_and_addresses_were_deleted_no_answer_is_promised_to_anybody(site: TestSite) {
        open_procedure(&site).await;
        let post = StatementInput {
            reply: ReplyWish::Post, name: "Anna Li".into(), street: "Am Kai 1".into(), postal_code: "12345".into(), city: "Musterstadt".into(),
            ..text("Mit Brief.")
        };
        let mail = StatementInput { reply: ReplyWish::Email, email: "anna@li.example".into(), ..text("Mit E-Mail.") };
        for input in [post, mail, text("Ohne Antwort.")] {
            submit(&site, input).await;
        }
        for n in 1..=3 {
            before_council(&site, n).await;
        }
        site.call_as(Role::Clerk, decide(None)).await.unwrap();
        let after = crate::procedures::deletion().unwrap() + chrono::Duration::days(1);
        site.move_to(after.and_hms_opt(9, 0, 0).unwrap().and_utc());
        server::features::housekeeping(&site.site).await.unwrap();
        let asked = PreviewMoves { procedure: SLUG.into(), from: State::Decided, to: State::Answered };
        let preview = site.call_as(Role::Clerk, asked).await.unwrap();
        assert_eq!(preview, MovesPreview { statements: 3, unreachable: 2, ..MovesPreview::default() });

        let (url, taken) = crate::statements_mail::mail_server(0).await;
        let with = crate::statements_mail::with_mail(&site, &url).await;
        let session = sign_in_as(&site, Role::Clerk).await.cookie("session").unwrap();
        let mailing = Browser::new(server::http::router(&with)).with_header("cookie", &format!("session={session}"));
        let bulk = format!("/de/staff/procedures/{SLUG}/statements/bulk?step=answer");
        let told = words(&mailing.get(&bulk).await.text);
        assert!(told.contains("Antwort gewünscht, aber Adresse gelöscht: 2") && told.contains("Antworten, die jetzt per E-Mail hinausgehen: 0"), "{told}");
        for n in [1, 2] {
            let one = words(&mailing.get(&address(n)).await.text);
            assert!(one.contains("die Adresse ist aber gelöscht") && !one.contains("per E-Mail hinaus") && !one.contains("Antwort per Post."), "{one}");
        }
        let none = words(&mailing.get(&address(3)).await.text);
        assert!(!none.contains("die Adresse ist aber gelöscht"), "nobody waits for this one: {none}");
        assert!(taken.lock().unwrap().is_empty());
    }
}
