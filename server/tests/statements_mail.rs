//! The receipt by e-mail, over a real SMTP conversation.

use std::sync::{Arc, Mutex};

use server::{config::Config, site::Site};
use shared::{
    access::Role,
    statements::{CaptureStatement, Channel, StatementInput},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};

use crate::{
    both_databases,
    statements::{SLUG, day, open_procedure, submission, text},
    support::TestSite,
};

/// A mail server that takes what comes; the first so many recipients it refuses.
pub async fn mail_server(refusals: usize) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let taken = Arc::new(Mutex::new(Vec::new()));
    let mails = taken.clone();
    tokio::spawn(async move {
        let refusals = Arc::new(std::sync::atomic::AtomicUsize::new(refusals));
        while let Ok((stream, _)) = listener.accept().await {
            let (mails, refusals) = (mails.clone(), refusals.clone());
            tokio::spawn(async move {
                let (reader, mut writer) = stream.into_split();
                let mut lines = BufReader::new(reader).lines();
                let _ = writer.write_all(b"220 test ESMTP\r\n").await;
                let mut data: Option<String> = None;
                while let Ok(Some(line)) = lines.next_line().await {
                    if let Some(mail) = &mut data {
                        if line == "." {
                            mails.lock().unwrap().push(data.take().unwrap());
                            let _ = writer.write_all(b"250 taken\r\n").await;
                        } else {
                            mail.push_str(&line);
                            mail.push('\n');
                        }
                        continue;
                    }
                    let upper = line.to_uppercase();
                    let answer: String = if upper.starts_with("EHLO") {
                        "250-test\r\n250 8BITMIME\r\n".into()
                    } else if upper.starts_with("RCPT")
                        && refusals
                            .fetch_update(
                                std::sync::atomic::Ordering::SeqCst,
                                std::sync::atomic::Ordering::SeqCst,
                                |n| n.checked_sub(1),
                            )
                            .is_ok()
                    {
                        format!("450 4.2.1 {} is busy\r\n", line.trim_start_matches("RCPT TO:"))
                    } else if upper == "DATA" {
                        data = Some(String::new());
                        "354 go on\r\n".into()
                    } else if upper == "QUIT" {
                        "221 bye\r\n".into()
                    } else {
                        "250 ok\r\n".into()
                    };
                    if writer.write_all(answer.as_bytes()).await.is_err() {
                        break;
                    }
                }
            });
        }
    });
    (format!("smtp://{address}"), taken)
}

/// The same installation with a mail server.
pub async fn with_mail(site: &TestSite, url: &str) -> Arc<Site> {
    let config = Config {
        smtp_url: Some(url.into()),
        ..site.site.config.clone()
    };
    let with = Site::with_db(
        config,
        site.site.db.clone(),
        site.site.clock.clone(),
        site.site.dice.clone(),
    )
    .await
    .unwrap();
    assert!(with.mailer.is_some());
    with
}

/// The text of a mail: transfer encoding undone.
pub fn decoded(mail: &str) -> String {
    use base64::Engine as _;
    let (head, body) = mail.split_once("\n\n").unwrap();
    let body = if head.to_lowercase().contains("base64") {
        String::from_utf8(
            base64::engine::general_purpose::STANDARD
                .decode(body.replace('\n', ""))
                .unwrap(),
        )
        .unwrap()
    } else if head.to_lowercase().contains("quoted-printable") {
        let joined = body.replace("=\n", "");
        let mut bytes = Vec::new();
        let mut rest = joined.as_bytes();
        while let [first, tail @ ..] = rest {
            match tail {
                [a, b, after @ ..] if *first == b'=' => {
                    bytes.push(u8::from_str_radix(std::str::from_utf8(&[*a, *b]).unwrap(), 16).unwrap());
                    rest = after;
                }
                _ => {
                    bytes.push(*first);
                    rest = tail;
                }
            }
        }
        String::from_utf8(bytes).unwrap()
    } else {
        body.to_owned()
    };
    format!("{head}\n\n{body}")
}

both_databases! {
    async fn the_receipt_reaches_the_authors_mailbox_once(site: TestSite) {
        open_procedure(&site).await;
        let (url, mails) = mail_server(1).await;
        let with = with_mail(&site, &url).await;
        let visitor = crate::support::Browser::new(server::http::router(&with));
        let log = crate::support::Log::begin();
        let input = StatementInput { email: "anna@web.example".into(), ..text("Zu laut.") };
        let receipt = visitor.call(submission("mail", input)).await.unwrap();
        assert!(mails.lock().unwrap().is_empty(), "nobody waits for mail");

        // The first try is refused; neither job nor log keeps the address.
        server::jobs::run_due(&with).await.unwrap();
        assert!(mails.lock().unwrap().is_empty());
        let (waiting, failed) = server::jobs::count(&with).await.unwrap();
        assert!(waiting >= 1 && failed == 0);
        let mut db = site.system().read().await.unwrap();
        let (kept,) = server::sql!(&mut db, one(Option<String>), "select error from job where error is not null").unwrap();
        drop(db);
        assert_eq!(kept.as_deref(), Some("the mail server refused with 450; its log says why"));
        let logged = log.text();
        assert!(logged.contains("refused with 450"), "the log must be seen, or nothing is proven: {logged}");
        assert!(!logged.contains("anna@web.example") && !logged.contains("anna"), "{logged}");

        site.move_to(TestSite::start() + chrono::Duration::minutes(3));
        server::jobs::run_due(&with).await.unwrap();
        let mail = decoded(&mails.lock().unwrap()[0]);
        for part in ["To: anna@web.example", &receipt.code, "Nummer: 1", "Hafenquartier Nord"] {
            assert!(mail.contains(part), "{part} is missing in\n{mail}");
        }
        assert!(!mail.contains("Zu laut."), "the text stays with the receipt's code");

        // A worker that died before it could forget the job runs it again: nothing is sent twice.
        let cx = server::site::Cx::system(&with, &site.town());
        let mut db = cx.read().await.unwrap();
        let statement = server::features::statements::find_by_code(&mut db, &cx, &receipt.code).await.unwrap().unwrap();
        assert!(statement.mailed);
        drop(db);
        server::features::run_job(&cx, "send_receipt", &serde_json::json!({ "statement": statement.id })).await.unwrap();
        assert_eq!(mails.lock().unwrap().len(), 1);
    }

    async fn the_receipt_of_a_letter_names_the_day_on_which_it_came_in(site: TestSite) {
        open_procedure(&site).await;
        site.move_to("2026-12-20T09:05:00Z".parse().unwrap());
        let (url, mails) = mail_server(0).await;
        let with = with_mail(&site, &url).await;
        let letter = CaptureStatement {
            procedure: SLUG.into(), channel: Channel::Letter, submission_key: String::new(), address: String::new(), received_on: Some(day("2026-12-16")), written_on: None,
            input: StatementInput { email: "anna@web.example".into(), ..text("Brief.") },
        };
        let clerk = server::site::Cx { viewer: site.as_role(Role::Clerk).viewer, ..server::site::Cx::system(&with, &site.town()) };
        let receipt = crate::support::api_of(clerk).call(letter).await.unwrap();
        assert_eq!((receipt.received_on, receipt.channel), (day("2026-12-16"), Channel::Letter));
        server::jobs::run_due(&with).await.unwrap();
        let mail = decoded(&mails.lock().unwrap()[0]);
        let proof = "Eingegangen am 16. Dezember 2026, erfasst am 20. Dezember 2026";
        assert!(mail.contains(proof), "{mail}");
        let visitor = site.visitor();
        let sent = visitor.get(&format!("/de/r/{}/sent", receipt.code)).await.text;
        assert!(sent.contains(proof), "{sent}");
        let opened = visitor.get(&format!("/de/r/{}", receipt.code)).await.text;
        assert!(opened.contains("16. Dezember 2026, erfasst am 20. Dezember 2026"), "{opened}");
        let desk = crate::identity::sign_in_as(&site, Role::Clerk).await;
        let captured = desk.get(&format!("/de/staff/procedures/{SLUG}/statements/1/receipt")).await.text;
        assert!(captured.contains(proof), "{captured}");
        // What comes through the site is received when it is stored.
        site.move_to("2026-11-24T09:00:00Z".parse().unwrap());
        let own = visitor.call(submission("own", text("Vom Rechner."))).await.unwrap();
        let opened = visitor.get(&format!("/de/r/{}", own.code)).await.text;
        assert!(opened.contains("24. November 2026") && !opened.contains("erfasst am"), "{opened}");
    }

    async fn without_a_mail_server_nothing_is_promised(site: TestSite) {
        open_procedure(&site).await;
        let input = StatementInput { email: "anna@web.example".into(), ..text("Zu laut.") };
        let receipt = site.visitor().call(submission("none", input)).await.unwrap();
        let cx = site.system();
        let mut db = cx.read().await.unwrap();
        assert!(!server::features::statements::find_by_code(&mut db, &cx, &receipt.code).await.unwrap().unwrap().mailed);
    }
}
