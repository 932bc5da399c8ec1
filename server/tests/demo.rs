//! The demonstration: it is loaded, renewed with today's days, and never put on top of other content.

use std::collections::BTreeMap;

use chrono::{TimeZone, Utc};
use server::{db, features::demo, pdf};
use shared::{
    access::Role,
    addresses::FindAddresses,
    assessment::ListStatements,
    identity::SignIn,
    organisations::ShowSite,
    procedures::{ListProcedures, ListWorkingCopies, ShowProcedure, State},
    statements::ListPublicStatements,
};

use crate::{both_databases, support::TestSite};

/// Empties the database: what `demo` finds in a new installation.
async fn empty(site: &TestSite) {
    let mut tx = site.system().begin().await.unwrap();
    db::clear(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    site.site.reload_municipalities().await.unwrap();
    pdf::use_program(env!("CARGO_BIN_EXE_teilhabe"));
}

/// How many statements there are in each state, by the file and by what staff see.
async fn states(site: &TestSite) -> (BTreeMap<String, usize>, BTreeMap<String, usize>) {
    let (mut written, mut seen) = (BTreeMap::new(), BTreeMap::new());
    for line in include_str!("../demo/statements.jsonl").lines() {
        let statement: serde_json::Value = serde_json::from_str(line).unwrap();
        *written
            .entry(statement["state"].as_str().unwrap().to_owned())
            .or_default() += 1;
    }
    for procedure in site.call_as(Role::Clerk, ListWorkingCopies {}).await.unwrap() {
        let mut cursor = None;
        loop {
            let list = ListStatements {
                procedure: procedure.slug.clone(),
                limit: Some(100),
                cursor,
                ..ListStatements::default()
            };
            let page = site.call_as(Role::Clerk, list).await.unwrap();
            for statement in page.items {
                *seen.entry(statement.state.word().to_owned()).or_default() += 1;
            }
            cursor = page.next;
            if cursor.is_none() {
                break;
            }
        }
    }
    (written, seen)
}

both_databases! {
    async fn the_demonstration_shows_three_procedures_with_their_history(site: TestSite) {
        empty(&site).await;
        let loaded = demo::load(&site.site).await.unwrap();
        assert_eq!((loaded.procedures, loaded.statements, loaded.accounts.len()), (3, 150, 4));
        let (written, seen) = states(&site).await;
        assert_eq!(seen, written);

        let visitor = site.visitor();
        let list = visitor.call(ListProcedures::default()).await.unwrap().items;
        let standing: Vec<_> = list.iter().map(|p| (p.slug.as_str(), p.state)).collect();
        assert_eq!(standing, [
            ("hafenquartier-nord", State::Open), ("radweg-muehlenstrasse", State::Assessment), ("solarpark-am-galgenberg", State::Decided),
        ]);
        for procedure in &list {
            let show = ShowProcedure { procedure: procedure.slug.clone(), language: Some("en".into()), version: None };
            let shown = visitor.call(show).await.unwrap();
            assert_eq!(shown.title_language, "en");
            assert!(!shown.chapters.is_empty() && !shown.documents.is_empty() && shown.drawing.is_some(), "{}", procedure.slug);
            let file = visitor.get(&format!("/files/documents/{}/x.pdf", shown.documents[0].file)).await;
            assert!(file.bytes.starts_with(b"%PDF-"));
            let public = ListPublicStatements { procedure: procedure.slug.clone(), section: None, located: false, limit: Some(100), cursor: None };
            assert_eq!(visitor.call(public).await.unwrap().items.len(), usize::try_from(shown.published_statements).unwrap());
        }
        assert!(!visitor.call(FindAddresses { search: "Hafenstr. 1".into() }).await.unwrap().is_empty());
        assert!(visitor.call(ShowSite {}).await.unwrap().colours.is_some());
        let sign_in = SignIn { email: loaded.accounts[1].email.clone(), password: loaded.password, next: String::new() };
        visitor.call(sign_in).await.unwrap();
    }

    async fn loading_again_renews_the_days(site: TestSite) {
        empty(&site).await;
        demo::load(&site.site).await.unwrap();
        let before = site.town();
        site.move_to(Utc.with_ymd_and_hms(2027, 3, 1, 6, 0, 0).unwrap());
        let open = ListProcedures { state: Some(State::Open), ..ListProcedures::default() };
        assert!(site.visitor().call(open.clone()).await.unwrap().items.is_empty());
        demo::load(&site.site).await.unwrap();
        assert_eq!(site.visitor().call(open).await.unwrap().items.len(), 1);
        assert_eq!(site.town().id, before.id, "a running server goes on knowing it");
        let (written, seen) = states(&site).await;
        assert_eq!(seen, written);
    }

    async fn a_database_with_other_content_is_refused_and_left_alone(site: TestSite) {
        let refused = demo::load(&site.site).await.unwrap_err();
        assert!(refused.to_string().contains("no demonstration"), "{refused}");
        assert_eq!(site.visitor().call(ShowSite {}).await.unwrap().name, "Musterstadt");
    }
}
