//! What the public learns of an assessment: how far the council is, and texts without names however they are spelled.

use axum::http::StatusCode;
use shared::{
    access::Role,
    api::ApiError,
    assessment::{AssessStatement, ListStatements, Proposal, StatementState},
    procedures::{ListProcedures, State},
    statements::{
        CaptureStatement, Channel, MayPublish, Publication, ShowPublicStatement, StatementInput,
        WithdrawStatement,
    },
};

use crate::{
    assessment::{SLUG, assess, day, decide, file, number, open_procedure, publish, submit, text},
    both_databases,
    identity::sign_in_as,
    support::TestSite,
};

/// Behind the end of the round.
const AFTERWARDS: &str = "2026-12-01T09:00:00Z";

async fn before_council(site: &TestSite, n: u32) {
    use StatementState as S;
    for state in [S::InWork, S::ProposalReady, S::BeforeCouncil] {
        assess(site, n, Some(state)).await.unwrap();
    }
}

/// Where the procedure stands, the day of the decision on it, and on how many statements of how many was decided. The list
/// says the same as the procedure's own page.
async fn standing(site: &TestSite) -> (State, Option<String>, u32, u32) {
    let shown = site.visitor().call(crate::procedures::show(SLUG)).await.unwrap();
    let listed = site.visitor().call(ListProcedures::default()).await.unwrap();
    assert_eq!(listed.items[0].state, shown.state);
    let decided_on = shown.decision.map(|decision| decision.decided_on.to_string());
    (
        shown.state,
        decided_on,
        shown.decided_statements,
        shown.weighed_statements,
    )
}

async fn page(site: &TestSite) -> String {
    site.visitor().get(&format!("/de/procedures/{SLUG}")).await.text
}

async fn public_body(site: &TestSite, n: u32) -> String {
    let show = ShowPublicStatement {
        procedure: SLUG.into(),
        number: number(n),
    };
    site.visitor().call(show).await.unwrap().body
}

both_databases! {
    async fn the_assessment_is_over_once_nothing_is_left_to_decide_on_and_nobody_can_write_any_more(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text("Zu laut.")).await;
        submit(&site, text("Zu hoch.")).await;
        submit(&site, StatementInput { website: "http://spam.example".into(), ..text("Billige Uhren.") }).await;
        assert_eq!(standing(&site).await, (State::Open, None, 0, 3));
        before_council(&site, 1).await;
        site.call_as(Role::Clerk, decide(Some(1))).await.unwrap();
        assert_eq!(standing(&site).await, (State::Open, None, 1, 3));
        let shown = page(&site).await;
        assert!(shown.contains("läuft, bisher über 1 von 3 entschieden"), "{shown}");
        assert!(!shown.contains("abgeschlossen") && !shown.contains("wurde über die Stellungnahmen entschieden"), "{shown}");
        // Held, it may be a real one until somebody says that it is spam.
        publish(&site, 3, Publication::Refused, "").await.unwrap();
        assert_eq!(standing(&site).await, (State::Open, None, 1, 2));
        site.move_to(AFTERWARDS.parse().unwrap());
        assert_eq!(standing(&site).await, (State::Assessment, None, 1, 2));
        before_council(&site, 2).await;
        site.call_as(Role::Clerk, decide(Some(2))).await.unwrap();
        assert_eq!(standing(&site).await, (State::Decided, Some("2026-11-24".into()), 2, 2));
        let shown = page(&site).await;
        assert!(shown.contains("Am 24. November 2026 wurde über die Stellungnahmen entschieden"), "{shown}");
        assert!(!shown.contains("bisher über"), "{shown}");
        // A letter that was overlooked is weighed as well.
        let letter = CaptureStatement {
            procedure: SLUG.into(), channel: Channel::Letter, submission_key: String::new(), address: String::new(), received_on: Some(day(23)), written_on: None, input: text("Brief."),
        };
        site.call_as(Role::Clerk, letter).await.unwrap();
        assert_eq!(standing(&site).await, (State::Assessment, None, 2, 3));
    }

    async fn nothing_is_decided_any_more_where_the_only_decided_statement_was_withdrawn(site: TestSite) {
        open_procedure(&site).await;
        let receipt = submit(&site, text("Zu laut.")).await;
        before_council(&site, 1).await;
        site.call_as(Role::Clerk, decide(Some(1))).await.unwrap();
        assert_eq!(standing(&site).await, (State::Open, None, 1, 1));
        site.visitor().call(WithdrawStatement { code: receipt.code }).await.unwrap();
        assert_eq!(standing(&site).await, (State::Open, None, 0, 0));
        site.move_to(AFTERWARDS.parse().unwrap());
        assert_eq!(standing(&site).await, (State::Assessment, None, 0, 0));
        assert!(!page(&site).await.contains("wurde über die Stellungnahmen entschieden"));
    }

    async fn a_name_is_taken_out_of_what_is_published_however_it_is_spelled(site: TestSite) {
        open_procedure(&site).await;
        for (name, body) in [
            ("Jörg Pötter", "Zu laut. Jo\u{308}rg Po\u{308}tter und JOERG PÖTTER und Jorg Po\u{ad}tter."),
            ("Ayşe Yıldız", "Zu laut. YILDIZ und Ayse Yildiz und Ayşe Yıldız."),
            ("Shane O’Neill", "Zu laut. ONeill und O'Neill und SHANE O´NEILL."),
        ] {
            submit(&site, StatementInput { name: name.into(), may_publish: MayPublish::Anonymous, ..text(body) }).await;
        }
        for n in 1..=3 {
            publish(&site, n, Publication::Released, "").await.unwrap();
            assert_eq!(public_body(&site, n).await, "Zu laut. █████ und █████ und █████.");
        }
    }

    async fn other_spellings_of_a_redacted_passage_are_named_and_taken_in_with_a_tick(site: TestSite) {
        open_procedure(&site).await;
        let input = StatementInput { may_publish: MayPublish::Anonymous, ..text("Müller ist laut. müller! MÜLLERS Auto.") };
        submit(&site, input).await;
        let saved = publish(&site, 1, Publication::Released, "Müller").await.unwrap();
        assert_eq!(saved.alike, ["müller", "MÜLLERS"]);
        assert_eq!(saved.passages, "Müller", "nothing is redacted that nobody said");
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let address = format!("/de/staff/procedures/{SLUG}/statements/1");
        let shown = clerk.get(&address).await.text;
        assert!(shown.contains("Ähnlich geschriebene Stellen sind noch zu lesen") && shown.contains("value=\"MÜLLERS\""), "{shown}");
        let revision = saved.revision.to_string();
        let answer = clerk.post(&address, &[
            ("form", "DecidePublication"), ("procedure", SLUG), ("number", "1"), ("revision", revision.as_str()), ("publication", "released"),
            ("passages", "Müller"), ("also", "müller"), ("also", "MÜLLERS"), ("reason", "personal_data"), ("remark", ""), ("next", "/de/staff"),
        ]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let now = file(&site, Role::Clerk, 1).await;
        assert_eq!((now.passages.as_str(), now.alike.len()), ("Müller\nmüller\nMÜLLERS", 0));
        assert_eq!(public_body(&site, 1).await, "█████ ist laut. █████! █████ Auto.");
        assert!(!clerk.get(&address).await.text.contains("Ähnlich geschrieben"));
    }

    async fn a_proposal_that_is_called_ready_stays_complete_until_it_is_taken_back(site: TestSite) {
        open_procedure(&site).await;
        submit(&site, text("Zu laut.")).await;
        for state in [StatementState::InWork, StatementState::ProposalReady] {
            assess(&site, 1, Some(state)).await.unwrap();
        }
        let save = async |reply: &str, proposal: Option<Proposal>, state: Option<StatementState>| {
            let now = file(&site, Role::Clerk, 1).await;
            let call = AssessStatement {
                procedure: SLUG.into(), number: number(1), revision: now.revision, note: now.note, topics: now.topics, reply: reply.into(), proposal, reply_fits: false, state,
            };
            site.call_as(Role::Clerk, call).await.map(|file| file.state)
        };
        let missing = Err(ApiError::refused("proposal_missing"));
        assert_eq!(save("", None, None).await, missing);
        assert_eq!(save("Der Weg bleibt.", None, None).await, missing);
        assert_eq!(save("", None, Some(StatementState::InWork)).await, Ok(StatementState::InWork));
        // In the form a proposal is taken back by its own choice.
        let clerk = sign_in_as(&site, Role::Clerk).await;
        let address = format!("/de/staff/procedures/{SLUG}/statements/1");
        save("Der Weg bleibt.", Some(Proposal::Noted), None).await.unwrap();
        assert!(clerk.get(&address).await.text.contains("noch keiner"));
        let revision = file(&site, Role::Clerk, 1).await.revision.to_string();
        let answer = clerk.post(&address, &[
            ("form", "AssessStatement"), ("procedure", SLUG), ("number", "1"), ("revision", revision.as_str()), ("reply", "Der Weg bleibt."), ("proposal", ""), ("note", ""), ("next", "/de/staff"),
        ]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        assert_eq!(file(&site, Role::Clerk, 1).await.proposal, None);
    }

    async fn who_gave_one_name_in_both_fields_is_named_once(site: TestSite) {
        open_procedure(&site).await;
        let own = StatementInput {
            name: "Heimatverein e. V.".into(), organisation: "Heimatverein e. V.".into(), may_publish: MayPublish::Named, ..text("Zu laut.")
        };
        submit(&site, own.clone()).await;
        submit(&site, StatementInput { name: "Anna Li".into(), body: "Zu hoch.".into(), ..own }).await;
        let names = ["Heimatverein e. V.", "Anna Li, Heimatverein e. V."];
        for (n, name) in (1..).zip(names) {
            publish(&site, n, Publication::Released, "").await.unwrap();
            let show = ShowPublicStatement { procedure: SLUG.into(), number: number(n) };
            assert_eq!(site.visitor().call(show).await.unwrap().author.as_deref(), Some(name));
        }
        let list = ListStatements { procedure: SLUG.into(), ..ListStatements::default() };
        let listed = site.call_as(Role::Clerk, list).await.unwrap().items;
        let authors: Vec<_> = listed.iter().rev().filter_map(|item| item.author.as_deref()).collect();
        assert_eq!(authors, names);
    }
}
