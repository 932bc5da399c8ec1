//! kill −9 in the middle of 1,000 submissions: every receipt that somebody got is there afterwards, nothing twice.

use std::{
    collections::BTreeMap,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use shared::{access::Role, statements::Receipt};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::{
    both_databases,
    statements::{SLUG, day, publish},
    support::TestSite,
};

const ALL: usize = 1_000;
/// After how many receipts the server is killed.
const KILLED_AFTER: usize = 400;

/// Starts the real program on the site's database.
#[expect(clippy::zombie_processes, reason = "who starts it kills it and waits for it")]
async fn start(site: &TestSite, port: u16) -> Child {
    let config = &site.site.config;
    let child = Command::new(env!("CARGO_BIN_EXE_teilhabe"))
        .arg("serve")
        .env("TEILHABE_DATABASE_URL", &config.database_url)
        .env("TEILHABE_DATA", &config.data)
        .env("TEILHABE_SECRET", config.secret.as_deref().unwrap())
        .env("TEILHABE_LISTEN", format!("127.0.0.1:{port}"))
        .env("TEILHABE_TRUSTED_PROXIES", "127.0.0.1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    for _ in 0..200 {
        if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return child;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the server does not listen");
}

/// Submits one statement over HTTP; `None` when no receipt came back.
async fn submit(port: u16, number: usize) -> Option<Receipt> {
    let body = serde_json::json!({ "submission_key": format!("crash-test-{number:08}"), "body": format!("Stellungnahme {number}"), "name": format!("Nr. {number}") }).to_string();
    // Many people, each from an address of their own.
    let request = format!(
        "POST /api/v1/procedures/{SLUG}/statements HTTP/1.1\r\nhost: localhost\r\nx-forwarded-for: 198.18.{}.{}\r\nsec-fetch-site: same-origin\r\n\
         content-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        number / 250,
        number % 250 + 1,
        body.len(),
    );
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    head.starts_with("HTTP/1.1 200")
        .then(|| serde_json::from_str(body).unwrap())
}

/// Submits what has no receipt yet, sixteen at a time.
async fn submit_all(port: u16, receipts: &mut BTreeMap<usize, Receipt>, counter: &Arc<AtomicUsize>) {
    let next = Arc::new(AtomicUsize::new(0));
    let missing: Arc<Vec<usize>> =
        Arc::new((0..ALL).filter(|number| !receipts.contains_key(number)).collect());
    let workers = (0..16).map(|_| {
        let (next, missing, counter) = (next.clone(), missing.clone(), counter.clone());
        tokio::spawn(async move {
            let mut got = Vec::new();
            while let Some(number) = missing.get(next.fetch_add(1, Ordering::SeqCst)) {
                if let Some(receipt) = submit(port, *number).await {
                    counter.fetch_add(1, Ordering::SeqCst);
                    got.push((*number, receipt));
                }
            }
            got
        })
    });
    for got in futures::future::join_all(workers).await {
        receipts.extend(got.unwrap());
    }
}

both_databases! {
    async fn a_killed_server_keeps_every_receipt_and_doubles_none(site: TestSite) {
        #[expect(clippy::disallowed_methods, reason = "the program under test runs by the machine's clock")]
        let now = chrono::Utc::now();
        site.move_to(now);
        site.write_pages().await;
        let today = now.date_naive();
        publish(&site.as_role(Role::Clerk), today - chrono::Days::new(3), today + chrono::Days::new(30), day("2099-01-01")).await;

        let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        let mut child = start(&site, port).await;
        let counter = Arc::new(AtomicUsize::new(0));
        let watched = counter.clone();
        let killer = tokio::spawn(async move {
            while watched.load(Ordering::SeqCst) < KILLED_AFTER {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            // `kill` is SIGKILL: nothing is tidied up.
            child.kill().unwrap();
            child.wait().unwrap();
        });
        let mut receipts = BTreeMap::new();
        submit_all(port, &mut receipts, &counter).await;
        killer.await.unwrap();
        assert!((KILLED_AFTER..ALL).contains(&receipts.len()), "{} receipts before the kill", receipts.len());

        let before = receipts.clone();
        let mut child = start(&site, port).await;
        // Everybody sends again, also those who have their receipt: it is the same one.
        for number in before.keys().step_by(10) {
            assert_eq!(submit(port, *number).await.as_ref(), before.get(number));
        }
        submit_all(port, &mut receipts, &counter).await;
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(receipts.len(), ALL);

        let cx = site.system();
        let mut db = cx.read().await.unwrap();
        let procedure = server::features::procedures::find(&mut db, SLUG).await.unwrap();
        let stored = server::features::statements::page_of(&mut db, procedure.id, 0, 2_000).await.unwrap();
        assert_eq!((stored.len(), procedure.statements), (ALL, 1_000), "each statement once");
        let mut numbers: Vec<u32> = stored.iter().map(|statement| statement.number.0).collect();
        numbers.dedup();
        assert_eq!(numbers, (1..=1_000).collect::<Vec<u32>>(), "numbers without gaps");
        for (number, receipt) in &receipts {
            let found = server::features::statements::find_by_code(&mut db, &cx, &receipt.code).await.unwrap().unwrap();
            assert_eq!((found.number, found.body.as_str()), (receipt.number, format!("Stellungnahme {number}").as_str()));
            assert_eq!(server::features::statements::person(&mut db, found.id).await.unwrap().unwrap().name, format!("Nr. {number}"));
        }
    }
}
