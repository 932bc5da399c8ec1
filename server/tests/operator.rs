//! What an operator does and meets: the secret, municipalities, jobs that were given up.

use std::path::Path;

use chrono::Duration;
use server::{
    config::Config,
    doctor::{self, Level},
    error::Error,
    features::organisations::{self, Details},
    jobs::{self, Lane},
    site::{Cx, Site},
};
use shared::{
    access::Role,
    exports::{ExportFormat, ExportState, ListExports, StartExport, Variant},
    organisations::ShowSite,
};

use crate::{
    both_databases,
    statements::{SLUG, open_procedure, submission, text},
    statements_mail::{decoded, mail_server, with_mail},
    support::{Browser, TestSite},
};

const OTHER: &str = "ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100";

fn config(site: &TestSite, secret: Option<&str>, data: &Path) -> Config {
    Config {
        secret: secret.map(str::to_owned),
        data: data.to_owned(),
        ..site.site.config.clone()
    }
}

/// Looks again and again until the worker, which runs beside, is so far.
async fn until(reached: impl AsyncFn() -> bool) {
    let looking = async {
        while !reached().await {
            tokio::task::yield_now().await;
        }
    };
    let patience = std::time::Duration::from_secs(120);
    tokio::time::timeout(patience, looking).await.unwrap();
}

/// Opens the same database as another process would; answers why it does not start.
async fn start(site: &TestSite, config: Config) -> Result<(), String> {
    let (db, clock, dice) = (
        site.site.db.clone(),
        site.site.clock.clone(),
        site.site.dice.clone(),
    );
    Site::with_db(config, db, clock, dice)
        .await
        .map(|_| ())
        .map_err(|error| error.to_string())
}

async fn set_fingerprint(site: &TestSite, value: &str) {
    let mut tx = site.site.db.begin(site.town().id).await.unwrap();
    server::sql!(
        &mut tx,
        run,
        "update installation_setting set value = $1 where key = 'secret_fingerprint'",
        value
    )
    .unwrap();
    tx.commit().await.unwrap();
}

async fn forget_fingerprint(site: &TestSite) {
    let mut tx = site.site.db.begin(site.town().id).await.unwrap();
    organisations::forget_settings(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn secret_findings(config: &Config) -> Vec<Level> {
    let findings = doctor::examine(config).await;
    findings
        .into_iter()
        .filter(|finding| finding.what == "secret")
        .map(|finding| finding.level)
        .collect()
}

/// Kinds of events of a municipality, in order.
async fn events(cx: &Cx) -> Vec<String> {
    let mut db = cx.read().await.unwrap();
    let town = cx.municipality.id.0;
    let found = server::sql!(
        &mut db,
        all(String),
        "select kind from event where municipality_id = $1 order by id",
        town
    )
    .unwrap();
    found.into_iter().map(|(kind,)| kind).collect()
}

fn words(error: &Error) -> String {
    error.to_string()
}

async fn add(site: &TestSite, slug: &str, host: Option<&str>) -> Result<(), String> {
    let details = Details {
        name: Some(format!("Stadt {slug}")),
        host: host.map(str::to_owned),
        ..Details::default()
    };
    organisations::add(&site.site, slug, details)
        .await
        .map(|_| ())
        .map_err(|error| words(&error))
}

async fn change(site: &TestSite, details: Details) -> Result<Vec<&'static str>, String> {
    organisations::change(&site.system(), details)
        .await
        .map_err(|error| words(&error))
}

both_databases! {
    async fn a_process_with_another_secret_or_with_none_does_not_start_and_says_what_to_do(site: TestSite) {
        let elsewhere = tempfile::tempdir().unwrap();
        let other = start(&site, config(&site, Some(OTHER), elsewhere.path())).await.unwrap_err();
        assert!(other.contains("TEILHABE_SECRET is not the secret that this database was made with"), "{other}");
        let none = start(&site, config(&site, None, elsewhere.path())).await.unwrap_err();
        assert!(none.contains("is not there") && none.contains("TEILHABE_DATA") && none.contains("restore"), "{none}");
        assert!(!elsewhere.path().join("secret").exists(), "no secret was made silently");
        std::fs::write(elsewhere.path().join("secret"), OTHER).unwrap();
        let file = start(&site, config(&site, None, elsewhere.path())).await.unwrap_err();
        assert!(file.contains(elsewhere.path().to_str().unwrap()), "{file}");

        let secret = site.site.secret.to_hex();
        start(&site, config(&site, Some(&secret), elsewhere.path())).await.unwrap();
        assert!(secret_findings(&site.site.config).await.iter().all(|level| *level == Level::Ok));
        assert!(secret_findings(&config(&site, Some(OTHER), elsewhere.path())).await.contains(&Level::Fail));

        // The database does not tell the secret.
        let mut db = site.system().read().await.unwrap();
        let kept = server::sql!(&mut db, all(String), "select value from installation_setting").unwrap();
        assert!(!kept.iter().any(|(value,)| value.contains(&secret)));
    }

    async fn a_database_of_a_newer_version_is_told_from_one_that_waits_for_its_migration(site: TestSite) {
        let mut tx = site.site.db.begin(site.town().id).await.unwrap();
        server::sql!(
            &mut tx,
            run,
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, 'later', true, $1, 0)",
            vec![0_u8]
        )
        .unwrap();
        tx.commit().await.unwrap();
        let refused = site.site.db.migrate().await.unwrap_err().to_string();
        assert!(refused.contains("of a newer version (step 9999") && refused.contains("newer binary back"), "{refused}");
        let database = async || {
            let findings = doctor::examine(&site.site.config).await;
            findings.into_iter().find(|finding| finding.what == "database").unwrap()
        };
        let found = database().await;
        assert_eq!(found.level, Level::Fail);
        assert!(found.found.contains("newer version") && found.hint.contains("newer binary back"), "{found}");
        assert!(!found.hint.contains("teilhabe migrate"), "{found}");
        let ready = site.visitor().get("/readyz").await;
        assert_eq!((ready.status.as_u16(), ready.text.as_str()), (503, "the database is of a newer version"));

        let mut tx = site.site.db.begin(site.town().id).await.unwrap();
        server::sql!(&mut tx, run, "delete from _sqlx_migrations where version > 18").unwrap();
        tx.commit().await.unwrap();
        let found = database().await;
        assert!(found.found.contains("not at the newest step") && found.hint.contains("teilhabe migrate"), "{found}");
    }

    async fn an_installation_of_an_earlier_version_keeps_its_secret_and_makes_no_other(site: TestSite) {
        forget_fingerprint(&site).await;
        let elsewhere = tempfile::tempdir().unwrap();
        let none = start(&site, config(&site, None, elsewhere.path())).await.unwrap_err();
        assert!(none.contains("is not there"), "{none}");
        assert!(secret_findings(&config(&site, None, elsewhere.path())).await.contains(&Level::Fail));
        start(&site, site.site.config.clone()).await.unwrap();
        assert!(start(&site, config(&site, Some(OTHER), elsewhere.path())).await.is_err(), "it was noted");
        // A secret that is lost for good is given up by hand.
        set_fingerprint(&site, "lost").await;
        start(&site, config(&site, Some(OTHER), elsewhere.path())).await.unwrap();
        assert!(start(&site, site.site.config.clone()).await.is_err());
    }

    async fn an_installation_begun_without_a_host_gets_one_and_then_a_second_municipality(site: TestSite) {
        let refused = add(&site, "nachbar", Some("nachbar.example")).await.unwrap_err();
        assert!(refused.contains("musterstadt has none") && refused.contains("municipality change --slug musterstadt --host"), "{refused}");

        let host = Details { host: Some("Beteiligung.Musterstadt.example".into()), ..Details::default() };
        assert_eq!(change(&site, host.clone()).await.unwrap(), ["host"]);
        assert_eq!(change(&site, host).await.unwrap(), Vec::<&str>::new(), "it is so already");
        add(&site, "nachbar", Some("nachbar.example")).await.unwrap();
        let name = |host: &'static str| {
            let visitor = site.visitor().on_host(host);
            async move { visitor.call(ShowSite {}).await.map(|site| site.name) }
        };
        assert_eq!(name("beteiligung.musterstadt.example").await.unwrap(), "Musterstadt");
        assert_eq!(name("nachbar.example").await.unwrap(), "Stadt nachbar");
        assert!(name("fremd.example").await.is_err());

        let nachbar = site.site.municipalities().iter().find(|one| one.slug == "nachbar").unwrap().clone();
        assert_eq!(events(&Cx::system(&site.site, &nachbar)).await, ["municipality_added"]);
        assert_eq!(events(&site.system()).await, ["municipality_changed"]);
        // Now neither can go without, nor take the other's.
        let without = change(&site, Details { host: Some(String::new()), ..Details::default() }).await.unwrap_err();
        assert!(without.contains("each needs a host of its own"), "{without}");
        let taken = change(&site, Details { host: Some("nachbar.example".into()), ..Details::default() }).await.unwrap_err();
        assert!(taken.contains("it names nachbar already"), "{taken}");
        assert!(add(&site, "nachbar", Some("drei.example")).await.unwrap_err().contains("already"));
    }

    async fn what_a_municipality_was_added_with_can_be_changed_and_the_rest_stays(site: TestSite) {
        let details = Details {
            name: Some("Große Musterstadt".into()),
            ags: Some("05314000".into()),
            area: Some([9.0, 53.0, 9.5, 53.5]),
            email: Some("amt@musterstadt.example".into()),
            phone: Some("030 1".into()),
            time_zone: Some("Europe/Busingen".into()),
            default_language: Some("en".into()),
            ..Details::default()
        };
        let changed = change(&site, details).await.unwrap();
        assert_eq!(changed, ["name", "ags", "time_zone", "default_language", "area", "contact"]);
        let town = site.town();
        assert_eq!((town.name.as_str(), town.contact.office.as_str(), town.contact.phone.as_str()), ("Große Musterstadt", "Bauamt", "030 1"));
        assert_eq!((town.area, town.zone.name()), (Some([9.0, 53.0, 9.5, 53.5]), "Europe/Busingen"));
        assert_eq!(site.visitor().get("/").await.location(), "/en");
        assert!(site.visitor().get("/en/contact").await.text.contains("amt@musterstadt.example"));
        // The record says that, not what: an office's clerk may be behind an address.
        let mut db = site.system().read().await.unwrap();
        let (data,) = server::sql!(&mut db, one(String,), "select cast(data as text) from event where kind = 'municipality_changed'").unwrap();
        assert!(data.contains("contact") && !data.contains("amt@") && !data.contains("Große"), "{data}");
        drop(db);
        // The area is known no more; what is never empty is refused.
        let without = Details { no_area: true, ..Details::default() };
        assert_eq!(change(&site, without.clone()).await.unwrap(), ["area"]);
        assert_eq!((site.town().area, change(&site, without).await.unwrap()), (None, Vec::new()));
        let empty = || Some(String::new());
        for (emptied, said) in [
            (Details { time_zone: empty(), ..Details::default() }, "--time-zone"),
            (Details { default_language: empty(), ..Details::default() }, "--default-language"),
        ] {
            let refused = change(&site, emptied).await.unwrap_err();
            assert!(refused.contains(said), "{refused}");
        }
    }

    async fn what_cannot_be_understood_is_refused_by_name_and_changes_nothing(site: TestSite) {
        let some = |text: &str| Some(text.to_owned());
        let none = Details::default;
        for (wrong, said) in [
            (Details { name: some(" "), ..none() }, "--name"),
            (Details { ags: some("0531400"), ..none() }, "--ags 0531400"),
            (Details { email: some("amt"), ..none() }, "--email amt"),
            (Details { time_zone: some("Berlin"), ..none() }, "--time-zone Berlin"),
            (Details { time_zone: some("Europe/Vienna"), ..none() }, "--time-zone Europe/Vienna"),
            (Details { default_language: some("xx"), ..none() }, "--default-language xx"),
            (Details { area: Some([9.5, 53.0, 9.0, 53.5]), ..none() }, "--area"),
            (Details { host: some("https://musterstadt.example"), ..none() }, "--host https://musterstadt.example"),
            (Details { host: some("musterstadt.example:8080"), ..none() }, "--host"),
            (Details { host: some("größe.example"), ..none() }, "xn--"),
        ] {
            let also_new = Details { phone: some("030 999"), ..wrong };
            let refused = change(&site, also_new.clone()).await.unwrap_err();
            assert!(refused.contains(said), "{said}: {refused}");
            let beside = Details { host: also_new.host.clone().or_else(|| some("neu.example")), name: also_new.name.clone().or_else(|| some("Neu")), ..also_new };
            assert!(organisations::add(&site.site, "neu-stadt", beside).await.is_err(), "{said}");
        }
        assert_eq!(site.site.municipalities().len(), 1);
        assert_eq!(site.town().contact.phone, "030 23125 100");
        assert_eq!(events(&site.system()).await, Vec::<String>::new());
    }

    async fn a_mail_server_that_is_away_over_a_weekend_loses_no_receipt_and_a_job_given_up_is_tried_again(site: TestSite) {
        open_procedure(&site).await;
        let (url, mails) = mail_server(31).await;
        let with = with_mail(&site, &url).await;
        let input = shared::statements::StatementInput { email: "anna@web.example".into(), ..text("Zu laut.") };
        let receipt = Browser::new(server::http::router(&with)).call(submission("mail", input)).await.unwrap();
        let until = async |from: i64, hours: i64| {
            for half in from * 2..hours * 2 {
                site.move_to(TestSite::start() + Duration::minutes(30 * half));
                jobs::run_due(&with).await.unwrap();
            }
        };
        until(0, 90).await;
        assert_eq!(jobs::failed(&with.db).await.unwrap(), [], "it is not given up within three days and a half");
        until(90, 110).await;
        let failed = jobs::failed(&with.db).await.unwrap();
        assert_eq!((failed.len(), failed[0].attempts, failed[0].kind.as_str()), (1, 31, "send_receipt"));
        assert!(!failed[0].error.contains("anna") && failed[0].error.contains("450"), "{}", failed[0].error);
        let warned = doctor::examine(&site.site.config).await.into_iter().find(|finding| finding.what == "jobs").unwrap();
        assert_eq!(warned.level, Level::Warn);
        assert!(warned.hint.contains("teilhabe jobs retry"), "{}", warned.hint);

        assert_eq!(jobs::retry(&with, Some(uuid::Uuid::from_u128(9))).await.unwrap(), 0);
        assert_eq!(jobs::retry(&with, None).await.unwrap(), 1);
        jobs::run_due(&with).await.unwrap();
        assert!(decoded(&mails.lock().unwrap()[0]).contains(&receipt.code));
        assert_eq!(jobs::count(&with).await.unwrap(), (0, 0));
        let calm = doctor::examine(&site.site.config).await.into_iter().find(|finding| finding.what == "jobs").unwrap();
        assert_eq!(calm.level, Level::Ok);
    }

    async fn a_worker_that_shall_stop_takes_no_further_job(site: TestSite) {
        open_procedure(&site).await;
        let (url, mails) = mail_server(0).await;
        let with = with_mail(&site, &url).await;
        let visitor = Browser::new(server::http::router(&with));
        for n in 1..=3 {
            let input = shared::statements::StatementInput { email: "anna@web.example".into(), ..text(&format!("Zu laut {n}.")) };
            visitor.call(submission(&format!("mail-{n}"), input)).await.unwrap();
        }
        let sent = mails.clone();
        let done = jobs::run_until(&with, || !sent.lock().unwrap().is_empty()).await.unwrap();
        assert_eq!((done, mails.lock().unwrap().len()), (1, 1));
        assert_eq!(jobs::count(&with).await.unwrap(), (2, 0), "the others wait for the next start");
    }

    async fn the_worker_empties_the_log_of_changes_every_hour(site: TestSite) {
        open_procedure(&site).await;
        server::features::housekeeping(&site.site).await.unwrap();
        if matches!(site.site.db, server::db::Db::Sqlite { .. }) {
            let log = site.folder.path().join("test.db-wal");
            assert_eq!(std::fs::metadata(log).unwrap().len(), 0);
        }
    }

    async fn a_job_is_left_to_whoever_works_on_it_and_taken_over_from_one_that_stopped(site: TestSite) {
        let cx = site.system();
        let mut tx = cx.begin().await.unwrap();
        jobs::enqueue(&mut tx, &cx, "delete_files", serde_json::json!({ "files": [] })).await.unwrap();
        cx.commit(tx).await.unwrap();
        let after = |seconds: i64| site.move_to(TestSite::start() + Duration::seconds(seconds));
        let take = async || jobs::take(&site.site, Lane::Short).await.unwrap();
        let first = take().await.unwrap();
        after(90);
        assert!(jobs::prolong(&site.site, &first).await.unwrap());
        after(180);
        assert!(take().await.is_none(), "the first one works on it still");
        after(211);
        let second = take().await.unwrap();
        assert!(!jobs::prolong(&site.site, &first).await.unwrap(), "it is another one's now");
        after(300);
        assert!(jobs::prolong(&site.site, &second).await.unwrap());
        after(400);
        assert!(take().await.is_none(), "the second one works on it");
    }

    async fn a_mail_goes_out_beside_an_export_that_takes_long(site: TestSite) {
        open_procedure(&site).await;
        let (url, mails) = mail_server(0).await;
        let with = with_mail(&site, &url).await;
        // As if another process set a document of hundreds of pages: the export waits for its turn until this one is over.
        let turn = std::fs::OpenOptions::new().create(true).truncate(false).write(true).open(site.folder.path().join("pdf.lock")).unwrap();
        turn.lock().unwrap();
        let asked = StartExport::whole(SLUG, ExportFormat::Pdf, Variant::Public);
        site.call_as(Role::Clerk, asked).await.unwrap();
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let worker = tokio::spawn(jobs::work(with.clone(), stopped));
        let state = async || {
            let list = ListExports { procedure: SLUG.into(), limit: None, cursor: None };
            site.call_as(Role::Clerk, list).await.unwrap().items.remove(0).state
        };
        until(async || state().await == ExportState::Writing).await;

        // It takes so long already that another worker would take it over.
        site.move_to(TestSite::start() + Duration::minutes(20));
        let input = shared::statements::StatementInput { email: "anna@web.example".into(), ..text("Zu laut.") };
        let receipt = Browser::new(server::http::router(&with)).call(submission("beside", input)).await.unwrap();
        until(async || jobs::count(&with).await.unwrap() == (1, 0)).await;
        assert!(decoded(&mails.lock().unwrap()[0]).contains(&receipt.code));
        assert_eq!(state().await, ExportState::Writing, "the mail waited for the export");

        drop(turn);
        until(async || state().await == ExportState::Ready).await;
        until(async || jobs::count(&with).await.unwrap() == (0, 0)).await;
        stop.send(true).unwrap();
        worker.await.unwrap();
    }
}

/// A new installation makes its secret once; the next process of it finds it.
#[tokio::test]
async fn a_new_installation_makes_its_secret_and_only_processes_that_share_its_folder_start() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("new.db").display());
    let open = async |data: &Path| {
        let config = Config {
            secret: None,
            ..crate::support::config(data, url.clone())
        };
        Site::open(
            config,
            server::clock::Clock::System,
            server::clock::Dice::fixed(5),
        )
        .await
    };
    let first = open(folder.path()).await.unwrap();
    let second = open(folder.path()).await.unwrap();
    assert_eq!(first.secret.to_hex(), second.secret.to_hex());
    let worker = tempfile::tempdir().unwrap();
    let refused = open(worker.path()).await.unwrap_err().to_string();
    assert!(refused.contains("is not there"), "{refused}");
    assert!(!worker.path().join("secret").exists());
}
