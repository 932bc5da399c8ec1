//! After the deletion date nothing is left of who wrote: tables, files, search index, jobs, database files.

use std::path::Path;

use server::db::{Conn, Statements};
use shared::{
    access::Role,
    ids::StatementNumber,
    statements::{PlaceKind, ReplyWish, SaveDraft, SendDraft, StatementInput},
};

use crate::{
    both_databases,
    statements::{SLUG, day, publish, submission, text},
    support::{Browser, Log, TestSite},
};

/// What must not be found anywhere, in lower case.
const TRACES: [&str; 6] = [
    "grünkohl",
    "kaistraße 7",
    "anna.gruenkohl",
    "fischverein",
    "98765",
    "widerspruch_familie",
];

fn author() -> StatementInput {
    StatementInput {
        name: "Anna Grünkohl".into(),
        organisation: "Fischverein".into(),
        street: "Kaistraße 7".into(),
        postal_code: "98765".into(),
        city: "Neuhafen".into(),
        email: "anna.gruenkohl@web.example".into(),
        reply: ReplyWish::Post,
        place: PlaceKind::Address,
        place_ref: "52.5,13.4".into(),
        place_label: "Kaistr. 7, 98765 Neuhafen".into(),
        ..text("Der Platz soll grün bleiben.")
    }
}

/// Every row of every table, as text.
pub async fn dump(site: &TestSite) -> String {
    let mut db = site.system().read().await.unwrap();
    let mut all = String::new();
    match db.conn() {
        #[expect(
            clippy::disallowed_methods,
            reason = "reads tables whose names are known only when it runs"
        )]
        Conn::Sqlite(c) => {
            let tables: Vec<(String,)> = sqlx::query_as(
                "select name from sqlite_master where type = 'table' and name not like 'statement_search%'",
            )
            .fetch_all(&mut *c)
            .await
            .unwrap();
            for (table,) in tables {
                let columns: Vec<(String,)> = sqlx::query_as("select name from pragma_table_info($1)")
                    .bind(&table)
                    .fetch_all(&mut *c)
                    .await
                    .unwrap();
                let columns: Vec<String> = columns
                    .iter()
                    .map(|(name,)| format!("coalesce(cast(\"{name}\" as text), '')"))
                    .collect();
                let rows: Vec<(Option<Vec<u8>>,)> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
                    "select cast({} as blob) from \"{table}\"",
                    columns.join(" || ' ' || ")
                )))
                .fetch_all(&mut *c)
                .await
                .unwrap();
                for (row,) in rows {
                    all.push_str(&String::from_utf8_lossy(&row.unwrap_or_default()));
                    all.push('\n');
                }
            }
        }
        #[expect(
            clippy::disallowed_methods,
            reason = "reads tables whose names are known only when it runs"
        )]
        Conn::Postgres(c) => {
            let tables: Vec<(String,)> = sqlx::query_as(
                "select table_name::text from information_schema.tables where table_schema = 'public'",
            )
            .fetch_all(&mut *c)
            .await
            .unwrap();
            for (table,) in tables {
                let rows: Vec<(String,)> =
                    sqlx::query_as(sqlx::AssertSqlSafe(format!("select t::text from \"{table}\" t")))
                        .fetch_all(&mut *c)
                        .await
                        .unwrap();
                for (row,) in rows {
                    all.push_str(&row);
                    all.push('\n');
                }
            }
        }
    }
    all
}

fn files_below(folder: &Path, out: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, out);
        } else {
            out.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
}

fn traces_in(bytes: &[u8]) -> Vec<&'static str> {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    TRACES.into_iter().filter(|trace| text.contains(trace)).collect()
}

/// Opens everything that a receipt's code opens, rightly and with mistakes that name it.
async fn look_at_receipt(visitor: &Browser, code: &str) {
    for path in [
        format!("/r/{code}"),
        format!("/de/r/{code}"),
        format!("/de/r/{code}/withdraw"),
        format!("/de/r/{}", code.to_lowercase()),
        format!("/api/v1/receipts/{code}"),
        format!("/files/receipts/{code}.pdf"),
    ] {
        visitor.get(&path).await;
    }
    let page = format!("/de/r/{code}/withdraw");
    // A form of another site is refused, and that is logged.
    let elsewhere = visitor.clone().with_header("sec-fetch-site", "cross-site");
    elsewhere
        .post(&page, &[("form", "WithdrawStatement"), ("code", code)])
        .await;
    visitor.post(&page, &[("form", "Unknown"), ("code", code)]).await;
}

both_databases! {
    async fn nothing_of_names_and_addresses_is_left_after_the_deletion_date(site: TestSite) {
        site.write_pages().await;
        publish(&site.as_role(Role::Clerk), day("2026-11-16"), day("2026-12-16"), day("2027-06-30")).await;
        // Sent by the form with a file, sent by a program, and left as a draft; every request is logged.
        let log = Log::begin();
        let visitor = site.visitor();
        let path = format!("/de/procedures/{SLUG}/comment");
        let input = author();
        let pairs = [
            ("form", "SaveDraft"), ("procedure", SLUG), ("body", "Text mit Datei."), ("name", input.name.as_str()), ("street", &input.street),
            ("email", &input.email), ("do", "save"),
        ];
        visitor.post_files(&path, &pairs, &[("files", "Widerspruch_Familie.pdf", "%PDF-1.7 Anna Grünkohl".as_bytes())]).await;
        visitor.call(SendDraft { procedure: SLUG.into(), ..Default::default() }).await.unwrap();
        let receipt = visitor.call(submission("program", author())).await.unwrap();
        let draft = SaveDraft { procedure: SLUG.into(), input: author(), action: "save".into(), search: "Kaistraße 7".into(), ..Default::default() };
        site.visitor().call(draft).await.unwrap();
        look_at_receipt(&visitor, &receipt.code).await;
        site.work().await;
        server::events::seal(&site.site).await.unwrap();

        let before = dump(&site).await;
        assert_eq!(traces_in(before.as_bytes()), TRACES, "the test must find what it looks for");

        site.move_to("2027-06-29T12:00:00Z".parse().unwrap());
        server::features::housekeeping(&site.site).await.unwrap();
        assert!(dump(&site).await.contains("Grünkohl"), "not before its day");

        site.move_to("2027-06-30T00:30:00Z".parse().unwrap());
        for _ in 0..2 {
            server::features::housekeeping(&site.site).await.unwrap();
        }
        site.work().await;
        let after = dump(&site).await;
        assert_eq!(traces_in(after.as_bytes()), Vec::<&str>::new());
        assert_eq!(after.matches("persons_deleted\x20").count() + after.matches("persons_deleted,").count(), 1, "the record says so once");
        let mut files = Vec::new();
        files_below(site.folder.path(), &mut files);
        for (name, bytes) in files {
            assert_eq!(traces_in(&bytes), Vec::<&str>::new(), "{name}");
        }
        // The record is whole: it never held any of it.
        server::events::seal(&site.site).await.unwrap();
        let record = server::events::verify(&site.site.db, site.town().id).await.unwrap();
        assert!(record.iter().all(|chain| chain.broken.is_none() && chain.waiting == 0), "{record:#?}");
        let logged = log.text();
        for seen in ["access", "/r/…", "PUT", &format!("/api/v1/procedures/{SLUG}/draft")] {
            assert!(logged.contains(seen), "the log must be seen, or nothing is proven: no {seen}");
        }
        assert_eq!(traces_in(logged.as_bytes()), Vec::<&str>::new(), "in the log");
        for code in [receipt.code.clone(), receipt.code.replace('-', ""), receipt.code.to_lowercase()] {
            assert!(!logged.contains(&code), "the log opens a statement");
        }
        // The text stays, and its receipt.
        let mut db = site.system().read().await.unwrap();
        let procedure = server::features::procedures::find(&mut db, SLUG).await.unwrap();
        let kept = server::features::statements::find_by_number(&mut db, procedure.id, StatementNumber(receipt.number.0)).await.unwrap();
        assert_eq!((kept.body.as_str(), kept.place_label.as_str(), kept.point), ("Der Platz soll grün bleiben.", "", None));
        assert!(server::features::statements::find_by_code(&mut db, &site.system(), &receipt.code).await.unwrap().is_some());
    }
}
