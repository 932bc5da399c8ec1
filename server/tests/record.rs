//! The record: numbered and chained by the worker; whatever is changed by hand afterwards is found.

use serde_json::json;
use server::{
    db::{Conn, Statements},
    events::{self, Break, Chain, Why},
};
use shared::{
    access::Role,
    assessment::{MoveStatements, StatementState as State},
    procedures::ShowRecord,
    record::EventKind,
    statements::{MayPublish, Publication, StatementInput},
};

use crate::{
    assessment::{SLUG, assess, decide, open_procedure, publish, submit, text},
    both_databases,
    support::TestSite,
};

/// A procedure with a history: three statements, one of them decided upon.
async fn history(site: &TestSite) {
    open_procedure(site).await;
    for body in ["Zu laut.", "Zu hoch.", "Zu eng."] {
        submit(site, text(body)).await;
    }
    for state in [State::InWork, State::ProposalReady, State::BeforeCouncil] {
        assess(site, 1, Some(state)).await.unwrap();
    }
    site.call_as(Role::Clerk, decide(Some(1))).await.unwrap();
}

async fn chains(site: &TestSite) -> Vec<Chain> {
    events::verify(&site.site.db, site.town().id).await.unwrap()
}

/// The chain of the procedure.
async fn chain(site: &TestSite) -> Chain {
    let all = chains(site).await;
    all.into_iter()
        .find(|chain| chain.procedure.as_deref() == Some(SLUG))
        .unwrap()
}

/// What somebody does who has the database in hand; answers how many rows it touched.
async fn by_hand(site: &TestSite, statement: &'static str) -> u64 {
    let mut tx = site.system().begin().await.unwrap();
    #[expect(clippy::disallowed_methods, reason = "what no product code does")]
    let touched = match tx.conn() {
        Conn::Sqlite(c) => sqlx::query(statement).execute(c).await.unwrap().rows_affected(),
        Conn::Postgres(c) => sqlx::query(statement).execute(c).await.unwrap().rows_affected(),
    };
    tx.commit().await.unwrap();
    touched
}

const fn broken(number: i64, why: Why) -> Option<Break> {
    Some(Break { number, why })
}

both_databases! {
    async fn the_worker_seals_every_event_once_and_the_chain_holds(site: TestSite) {
        history(&site).await;
        let before = chain(&site).await;
        assert_eq!((before.sealed, before.broken.clone()), (0, None));
        assert!(before.waiting > 10 && before.waiting_since.is_some());
        let waiting: i64 = chains(&site).await.iter().map(|chain| chain.waiting).sum();

        assert_eq!(i64::try_from(events::seal(&site.site).await.unwrap()).unwrap(), waiting);
        assert_eq!(events::seal(&site.site).await.unwrap(), 0);
        let sealed = chain(&site).await;
        assert_eq!((sealed.sealed, sealed.waiting, sealed.broken.clone()), (before.waiting, 0, None));
        assert_ne!(sealed.head, before.head);

        // What comes later is added behind; pages that were edited belong to no procedure and have a chain of their own.
        submit(&site, text("Noch etwas.")).await;
        events::seal(&site.site).await.unwrap();
        let grown = chain(&site).await;
        assert_eq!((grown.sealed, grown.broken.clone()), (sealed.sealed + 1, None));
        let general = chains(&site).await.into_iter().find(|chain| chain.procedure.is_none()).unwrap();
        assert!(general.sealed >= 3 && general.broken.is_none(), "{general:?}");
    }

    async fn two_workers_make_one_chain(site: TestSite) {
        history(&site).await;
        let (one, two) = tokio::join!(events::seal(&site.site), events::seal(&site.site));
        let together = one.unwrap() + two.unwrap();
        let all = chains(&site).await;
        assert_eq!(all.iter().map(|chain| chain.sealed).sum::<i64>(), i64::try_from(together).unwrap());
        assert!(all.iter().all(|chain| chain.broken.is_none() && chain.waiting == 0), "{all:#?}");
    }

    async fn a_change_by_hand_is_found_where_it_was_made(site: TestSite) {
        history(&site).await;
        events::seal(&site.site).await.unwrap();
        let last = chain(&site).await.sealed;
        by_hand(&site, "create table kept as select * from event").await;
        for (change, at) in [
            ("update event set kind = 'plan_imported' where number = 4 and procedure_id is not null", 4),
            ("update event set at = '2026-01-01T00:00:00.000Z' where number = 4 and procedure_id is not null", 4),
            ("update event set data = '{\"number\": 9}' where number = 4 and procedure_id is not null", 4),
            ("update event set visibility = 'hidden' where number = 6 and procedure_id is not null", 6),
            ("update event set actor_id = id where number = 4 and procedure_id is not null", 4),
        ] {
            assert_eq!(by_hand(&site, change).await, 1, "{change}");
            assert_eq!(chain(&site).await.broken, broken(at, Why::Changed), "{change}");
            by_hand(&site, "delete from event").await;
            by_hand(&site, "insert into event select * from kept").await;
            assert_eq!(chain(&site).await.broken, None);
        }
        by_hand(&site, "drop table kept").await;
        by_hand(&site, "delete from event where number = 5 and procedure_id is not null").await;
        assert_eq!(chain(&site).await.broken, broken(5, Why::Missing));
        let findings = server::doctor::examine(&site.site.config).await;
        let said = findings.iter().find(|finding| finding.what == "record").unwrap().to_string();
        assert!(said.starts_with(&format!("fail  record: musterstadt, {SLUG}: event 5 is missing")), "{said}");
        assert!(last > 5);
    }

    async fn cutting_off_the_end_is_found_and_so_is_an_event_that_nobody_sealed(site: TestSite) {
        history(&site).await;
        events::seal(&site.site).await.unwrap();
        let sealed = chain(&site).await.sealed;
        by_hand(&site, "insert into event (municipality_id, id, procedure_id, kind, visibility, data, at, number, chain) \
            select municipality_id, municipality_id, procedure_id, kind, visibility, data, at, number + 1, chain from event \
            where procedure_id is not null and number = (select max(number) from event where procedure_id is not null)").await;
        assert_eq!(chain(&site).await.broken, broken(sealed + 1, Why::Added));
        by_hand(&site, "delete from event where id = municipality_id").await;
        assert_eq!(chain(&site).await.broken, None);
        by_hand(&site, "delete from event where procedure_id is not null and number = (select max(number) from event where procedure_id is not null)").await;
        assert_eq!(chain(&site).await.broken, broken(sealed, Why::Missing));
    }

    async fn an_event_that_waits_for_long_is_no_break_but_a_warning(site: TestSite) {
        history(&site).await;
        let findings = server::doctor::examine(&site.site.config).await;
        // The tests' clock stands in a year that the doctor's clock has not reached, or has passed.
        let record = findings.iter().find(|finding| finding.what == "record").unwrap();
        assert_ne!(record.level, server::doctor::Level::Fail, "{record}");
        assert!(record.found.contains("0 events") && record.found.contains("to be sealed"), "{record}");
    }

    async fn the_record_names_of_those_that_were_decided_upon_the_published_ones_and_no_other(site: TestSite) {
        open_procedure(&site).await;
        for n in 1..=5_u32 {
            let may_publish = if n == 2 { MayPublish::No } else { MayPublish::Anonymous };
            submit(&site, StatementInput { may_publish, ..text(&format!("Stellungnahme {n}.")) }).await;
            assess(&site, n, Some(State::InWork)).await.unwrap();
            assess(&site, n, Some(State::ProposalReady)).await.unwrap();
        }
        // The second may not be published, the fourth was not looked at yet.
        for n in [1, 3, 5] {
            publish(&site, n, Publication::Released, "").await.unwrap();
        }
        let (procedure, from, to) = (SLUG.into(), State::ProposalReady, State::BeforeCouncil);
        site.call_as(Role::Clerk, MoveStatements { procedure, from, to }).await.unwrap();
        site.call_as(Role::Clerk, decide(None)).await.unwrap();
        let asked = ShowRecord { procedure: SLUG.into(), only_procedure: true, joined: false, limit: None, cursor: None };
        let entries = site.visitor().call(asked).await.unwrap().items;
        for kind in [EventKind::DecisionRecorded, EventKind::StatementsMoved] {
            let entry = entries.iter().find(|entry| entry.kind == kind.word()).unwrap();
            assert_eq!((&entry.data["count"], &entry.data["numbers"]), (&json!(5), &json!([1, 3, 5])), "{kind:?}");
        }
        let page = site.visitor().get(&format!("/de/procedures/{SLUG}/record")).await.text;
        assert!(page.contains("24. November 2026. Darunter: Nummern 1, 3 und 5"), "{page}");
    }

    async fn however_many_comments_arrived_the_steps_of_the_procedure_stand_on_the_same_page(site: TestSite) {
        open_procedure(&site).await;
        for n in 1..=6_u32 {
            submit(&site, text(&format!("Stellungnahme {n}."))).await;
        }
        let asked = |joined, limit, cursor| ShowRecord { procedure: SLUG.into(), only_procedure: false, joined, limit: Some(limit), cursor };
        let first = site.visitor().call(asked(true, 1, None)).await.unwrap();
        let [arrivals] = &first.items[..] else { panic!("{first:?}") };
        assert_eq!((&arrivals.data["count"], &arrivals.data["runs"], arrivals.statement), (&json!(6), &json!([[1, 6]]), None));
        // The next page begins behind all of them.
        let rest = site.visitor().call(asked(true, 50, first.next)).await.unwrap();
        let kinds: Vec<&str> = rest.items.iter().map(|entry| entry.kind.as_str()).collect();
        assert!(kinds.contains(&"procedure_published") && !kinds.contains(&"statement_submitted"), "{kinds:?}");
        assert_eq!(rest.next, None);
        // Whoever checks the record gets every event.
        let single = site.visitor().call(asked(false, 6, None)).await.unwrap().items;
        assert_eq!(single.iter().map(|entry| entry.statement).collect::<Vec<_>>(), (1..=6).rev().map(Some).collect::<Vec<_>>());
        let page = site.visitor().get(&format!("/de/procedures/{SLUG}/record")).await.text;
        assert!(page.contains("6 Stellungnahmen sind eingegangen") && page.contains("Das Verfahren wurde veröffentlicht"), "{page}");
    }

    async fn arrivals_are_one_entry_whole_and_in_its_place_however_short_the_pages_are(site: TestSite) {
        open_procedure(&site).await;
        let mut number = 0;
        // Between them something happens to the procedure: once, twice, and at the end not at all.
        for (arrivals, steps) in [(11_u32, 1_u32), (9, 2), (1, 1), (2, 1), (14, 0)] {
            for _ in 0..arrivals {
                number += 1;
                submit(&site, text(&format!("Stellungnahme {number}."))).await;
            }
            for step in 0..steps {
                let n = number - step;
                assess(&site, n, Some(State::InWork)).await.unwrap();
                assess(&site, n, Some(State::ProposalReady)).await.unwrap();
                let (procedure, from, to) = (SLUG.into(), State::ProposalReady, State::BeforeCouncil);
                site.call_as(Role::Clerk, MoveStatements { procedure, from, to }).await.unwrap();
            }
            site.move_to(site.site.clock.now() + chrono::Duration::hours(2));
        }
        let asked = |joined, limit, cursor| ShowRecord { procedure: SLUG.into(), only_procedure: false, joined, limit: Some(limit), cursor };
        let single = site.staff(Role::Clerk).all(|cursor| asked(false, 100, cursor)).await.unwrap();
        let whole = site.visitor().call(asked(true, 100, None)).await.unwrap();
        assert_eq!(whole.next, None);
        let told: Vec<_> = whole.items.iter().filter(|entry| entry.kind == "statement_submitted")
            .map(|entry| (entry.data["count"].as_u64().unwrap_or(1), entry.data["runs"].clone(), entry.statement)).collect();
        let run = |first: u32, last: u32| (u64::from(last - first + 1), json!([[first, last]]), None::<u32>);
        assert_eq!(told, [run(24, 37), run(22, 23), (1_u64, json!(null), Some(21_u32)), run(12, 20), run(1, 11)]);
        assert_eq!(single.len(), whole.items.len() + 37 - told.len());
        for limit in 1..=12 {
            let in_pages = site.staff(Role::Clerk).all(|cursor| asked(true, limit, cursor)).await.unwrap();
            assert_eq!(in_pages, whole.items, "{limit}");
        }
    }

    async fn every_kind_that_is_stored_is_a_known_one(site: TestSite) {
        history(&site).await;
        let mut db = site.system().read().await.unwrap();
        let municipality = db.municipality();
        let kinds = server::sql!(&mut db, all(String), "select distinct kind from event where municipality_id = $1", municipality).unwrap();
        assert!(kinds.len() >= 8, "{kinds:?}");
        for (kind,) in kinds {
            assert!(EventKind::from_word(&kind).is_some(), "{kind}");
        }
    }
}
