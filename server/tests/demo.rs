//! The demonstration: it is loaded, renewed with today's days, and never put on top of other content.

use std::collections::BTreeMap;

use chrono::{TimeZone, Utc};
use server::{
    db::{self, Statements},
    features::demo,
};
use shared::{
    access::Role,
    addresses::FindAddresses,
    assessment::ListStatements,
    identity::SignIn,
    organisations::ShowSite,
    procedures::{ListProcedures, ListWorkingCopies, ShowProcedure, State, translations::TextState},
    statements::ListPublicStatements,
};

use crate::{both_databases, support::TestSite};

/// Empties the database: what `demo` finds in a new installation.
async fn empty(site: &TestSite) {
    let mut tx = site.system().begin().await.unwrap();
    db::clear(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    site.site.reload_municipalities().await.unwrap();
}

/// What an operator does who has the database in hand.
async fn by_hand(site: &TestSite, statement: &'static str) {
    let mut tx = site.system().begin().await.unwrap();
    #[expect(clippy::disallowed_methods, reason = "what no product code does")]
    match tx.conn() {
        db::Conn::Sqlite(c) => sqlx::query(statement).execute(c).await.map(drop).unwrap(),
        db::Conn::Postgres(c) => sqlx::query(statement).execute(c).await.map(drop).unwrap(),
    }
    tx.commit().await.unwrap();
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
    for procedure in site
        .call_as(Role::Clerk, ListWorkingCopies::default())
        .await
        .unwrap()
        .items
    {
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
        // As if a server that is running made an export: nobody waits for that.
        let export = std::fs::File::create(site.folder.path().join("pdf.lock")).unwrap();
        export.lock().unwrap();
        let loading = tokio::time::timeout(std::time::Duration::from_secs(300), demo::load(&site.site));
        let loaded = loading.await.expect("it waits for the export").unwrap();
        drop(export);
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
            let public = ListPublicStatements { procedure: procedure.slug.clone(), section: None, located: false, brief: false, limit: Some(100), cursor: None };
            assert_eq!(visitor.call(public).await.unwrap().items.len(), usize::try_from(shown.published_statements).unwrap());
        }
        // The plan that is open can be read in English and in easy language, which no group has tested.
        for language in ["en", "de-simple"] {
            let show = ShowProcedure { procedure: list[0].slug.clone(), language: Some(language.into()), version: None };
            let shown = visitor.call(show).await.unwrap();
            assert_eq!((shown.title_language.as_str(), shown.plain_language.as_str()), (language, language));
            let chapters: Vec<_> = shown.chapters.iter().map(|chapter| {
                let state = chapter.status.as_ref().map(|status| status.state);
                (chapter.title_language.as_str(), chapter.html_language.as_str(), state)
            }).collect();
            assert_eq!(chapters, [(language, language, Some(TextState::Edited)); 4]);
        }
        assert!(!visitor.call(FindAddresses { search: "Hafenstr. 1".into() }).await.unwrap().is_empty());
        assert!(visitor.call(ShowSite {}).await.unwrap().colours.is_some());
        // The contact page names its hours as the foot of each page does, and its heading once.
        let contact = visitor.get("/de/contact").await.text;
        let hours = "Montag, Dienstag und Freitag 8:30 bis 12 Uhr, Donnerstag 8:30 bis 12 Uhr und 14 bis 18 Uhr";
        assert!(contact.contains(&format!("<p>Wir sind da: {hours}.</p>")), "{contact}");
        assert!(contact.contains(&format!("<p dir=\"auto\">{hours}<")), "{contact}");
        assert!(!contact.contains("<h2>Kontakt"), "{contact}");
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

    async fn a_load_that_fails_leaves_the_old_demonstration(site: TestSite) {
        empty(&site).await;
        demo::load(&site.site).await.unwrap();
        let list = ListProcedures::default();
        let before = site.visitor().call(list.clone()).await.unwrap();
        // A table that the program does not know holds on to the municipality: emptying the database is refused.
        by_hand(&site, if site.site.db.is_sqlite() {
            "create table holder (id blob references municipality (id))"
        } else {
            "create table holder (id uuid references municipality (id))"
        }).await;
        by_hand(&site, "insert into holder select id from municipality").await;
        site.move_to(Utc.with_ymd_and_hms(2027, 3, 1, 6, 0, 0).unwrap());
        assert!(demo::load(&site.site).await.is_err());
        site.move_to(TestSite::start());
        assert_eq!(site.visitor().call(list).await.unwrap(), before);
        assert!(!site.folder.path().join("demo-stage").exists(), "nothing is left lying about");
    }

    async fn files_of_an_older_demonstration_are_swept_and_those_in_use_are_not(site: TestSite) {
        empty(&site).await;
        demo::load(&site.site).await.unwrap();
        // Files bear the machine's time.
        let now = server::clock::Clock::System.now();
        site.move_to(now);
        let stray = server::uploads::store(&site.site, bytes::Bytes::from_static(b"%PDF-1.7 stray")).await.unwrap();
        assert_eq!(server::archive::sweep_files(&site.site).await.unwrap(), 0, "whatever is young stays");
        site.move_to(now + server::archive::KEPT + chrono::Duration::hours(1));
        assert_eq!(server::archive::sweep_files(&site.site).await.unwrap(), 1);
        assert!(server::http::files::read(&site.site, &stray).await.unwrap().is_none());
        let backup = server::archive::write(&site.site, "ein langer Satz mit Verstand", std::io::Cursor::new(Vec::new())).await.unwrap();
        let files = backup.manifest.parts.iter().filter(|part| part.name.starts_with("files/")).count();
        assert!(files > 5, "{files}");
        demo::load(&site.site).await.unwrap();
        site.move_to(now + server::archive::KEPT * 3);
        server::features::housekeeping(&site.site).await.unwrap();
        let shown = site.visitor().call(ListProcedures::default()).await.unwrap();
        for procedure in shown.items {
            let show = ShowProcedure { procedure: procedure.slug, language: None, version: None };
            let shown = site.visitor().call(show).await.unwrap();
            let file = site.visitor().get(&format!("/files/documents/{}/x.pdf", shown.documents[0].file)).await;
            assert!(file.bytes.starts_with(b"%PDF-"));
        }
    }

    async fn a_database_with_other_content_is_refused_and_left_alone(site: TestSite) {
        let refused = demo::load(&site.site).await.unwrap_err();
        assert!(refused.to_string().contains("no demonstration"), "{refused}");
        assert_eq!(site.visitor().call(ShowSite {}).await.unwrap().name, "Musterstadt");
    }
}
