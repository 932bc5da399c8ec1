//! A site for one test on one database.

use std::{
    future::Future,
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use chrono::{DateTime, TimeZone, Utc};
use server::{
    clock::{Clock, Dice},
    config::Config,
    db::{Db, Durability},
    features::organisations::{self, NewMunicipality},
    http,
    site::{Cx, Municipality, Site},
    viewer::{Member, Viewer},
};
use shared::{
    access::Role,
    api::{Api, ApiError, Endpoint},
    ids::{MunicipalityId, StaffId},
    organisations::{Contact, PageKind},
};

use super::http::{Browser, Network};

/// A site for one test.
pub struct TestSite {
    /// The installation.
    pub site: Arc<Site>,
    /// Its router, with all layers.
    pub router: axum::Router,
    /// Its folder.
    pub folder: tempfile::TempDir,
}

impl TestSite {
    /// The moment at which every test begins: Tuesday, 24 November 2026, 10:00 in Berlin.
    pub fn start() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 24, 9, 0, 0).unwrap()
    }

    /// The only municipality of most tests, Musterstadt.
    pub fn town(&self) -> Arc<Municipality> {
        self.site.municipalities()[0].clone()
    }

    /// Moves the clock.
    pub fn move_to(&self, at: DateTime<Utc>) {
        self.site.clock.set(at);
    }

    /// A context of the system for a municipality.
    pub fn system(&self) -> Cx {
        Cx::system(&self.site, &self.town())
    }

    /// A context of staff with a role, without signing in: the account need not exist.
    pub fn as_role(&self, role: Role) -> Cx {
        let member = Member {
            id: StaffId(uuid::Uuid::from_u128(role as u128 + 1)),
            name: format!("{role:?}"),
            role,
        };
        Cx {
            viewer: Viewer::Staff(member),
            ..self.system()
        }
    }

    /// A visitor's typed API over HTTP, with cookies of its own.
    pub fn visitor(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// The typed API of a member of staff with a role: goes through the router with the given viewer.
    pub fn staff(&self, role: Role) -> Api {
        Api::new(Network::with_cx(http::api_router(), self.as_role(role)))
    }

    /// Calls an endpoint as staff.
    pub async fn call_as<E: Endpoint>(&self, role: Role, input: E) -> Result<E::Output, ApiError> {
        self.staff(role).call(input).await
    }

    /// Does every job that is due.
    pub async fn work(&self) -> usize {
        server::jobs::run_due(&self.site).await.unwrap()
    }

    /// Adds another municipality with its own host.
    pub async fn add_town(&self, slug: &str, host: &str) -> Arc<Municipality> {
        let id = MunicipalityId(self.site.dice.id(self.site.clock.now()));
        let mut tx = self.site.db.begin(id).await.unwrap();
        organisations::insert(&mut tx, &new_town(id, slug, Some(host)), self.site.clock.now())
            .await
            .unwrap();
        tx.commit().await.unwrap();
        self.site.reload_municipalities().await.unwrap();
        self.site
            .municipalities()
            .iter()
            .find(|m| m.slug == slug)
            .unwrap()
            .clone()
    }

    /// Writes the three fixed pages that publishing asks for.
    pub async fn write_pages(&self) {
        let cx = self.system();
        let mut tx = cx.begin().await.unwrap();
        for kind in PageKind::ALL {
            organisations::write_page(&cx, &mut tx, kind, "de", "Text der Seite.")
                .await
                .unwrap();
        }
        cx.commit(tx).await.unwrap();
    }
}

/// The typed API for any context, below the layers.
pub fn api_of(cx: Cx) -> Api {
    Api::new(Network::with_cx(http::api_router(), cx))
}

fn new_town(id: MunicipalityId, slug: &str, host: Option<&str>) -> NewMunicipality {
    NewMunicipality {
        id,
        slug: slug.into(),
        host: host.map(str::to_owned),
        name: if slug == "musterstadt" {
            "Musterstadt".into()
        } else {
            format!("Stadt {slug}")
        },
        ags: "03999001".into(),
        time_zone: "Europe/Berlin".into(),
        default_language: "de".into(),
        area: None,
        contact: Contact {
            office: "Bauamt".into(),
            phone: "030 23125 100".into(),
            ..Contact::default()
        },
        colours: Vec::new(),
        arms: None,
    }
}

/// A site on an empty, migrated SQLite database in a folder of its own.
pub async fn empty_sqlite() -> TestSite {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("empty.db").display());
    migrated(folder, url).await
}

/// A site on an empty, migrated PostgreSQL database; `None` where no server is named.
pub async fn empty_postgres(name: &str) -> Option<TestSite> {
    let url = bare_postgres(name).await?;
    Some(migrated(tempfile::tempdir().unwrap(), url).await)
}

/// The URL of a PostgreSQL database without any table; `None` where no server is named.
pub async fn bare_postgres(name: &str) -> Option<String> {
    let server = postgres_server()?;
    drop_postgres(&server, name).await;
    create_postgres(&server, name).await;
    Some(with_database(&server, name))
}

/// Drops a database of [`bare_postgres`].
pub async fn drop_database(name: &str) {
    if let Some(server) = postgres_server() {
        drop_postgres(&server, name).await;
    }
}

async fn migrated(folder: tempfile::TempDir, url: String) -> TestSite {
    let db = Db::open(&url, Durability::Crash).await.unwrap();
    db.migrate().await.unwrap();
    db.close().await;
    with_folder(folder, url).await
}

/// The configuration of tests in a folder.
pub fn config(folder: &std::path::Path, database_url: String) -> Config {
    Config {
        database_url,
        listen: ([127, 0, 0, 1], 0).into(),
        metrics_listen: None,
        data: folder.to_owned(),
        public_url: None,
        hsts: true,
        trusted_proxies: Vec::new(),
        smtp_url: None,
        mail_from: "beteiligung@musterstadt.example".into(),
        secret: Some("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff".into()),
        durability: Durability::Crash,
        page_cache: true,
        offline: true,
        allow_public_demo: false,
        demo_password: None,
        tiles_url: None,
        tiles_attribution: String::new(),
        media_url: None,
        max_video_mb: 200,
    }
}

/// Runs a test on SQLite and on PostgreSQL.
pub fn both_databases_run<F, Fut>(name: &str, test: F)
where
    F: Fn(TestSite) -> Fut,
    Fut: Future<Output = ()>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let _ = any_spawner::Executor::init_tokio();
        test(on_sqlite().await).await;
        match postgres_server() {
            Some(server) => {
                let database = format!("t_{name}");
                let database = &database[..database.len().min(60)];
                let url = fresh_postgres(&server, database).await;
                let site = open(url).await;
                let db = site.site.db.clone();
                test(site).await;
                db.close().await;
                drop_postgres(&server, database).await;
            }
            None => println!("{name}: PostgreSQL is not there (TEST_POSTGRES_URL), tested on SQLite alone"),
        }
    });
}

fn postgres_server() -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "the tests' own settings")]
    let url = std::env::var("TEST_POSTGRES_URL").ok();
    #[expect(clippy::disallowed_methods, reason = "the tests' own settings")]
    let required = std::env::var("REQUIRE_POSTGRES").is_ok_and(|v| v == "1");
    assert!(
        url.is_some() || !required,
        "REQUIRE_POSTGRES=1, but TEST_POSTGRES_URL names no server"
    );
    url
}

async fn on_sqlite() -> TestSite {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    std::fs::copy(sqlite_template().await, &file).unwrap();
    let url = format!("sqlite:{}", file.display());
    with_folder(folder, url).await
}

/// A migrated database file with Musterstadt in it, made once per test run.
async fn sqlite_template() -> PathBuf {
    static TEMPLATE: OnceLock<tempfile::TempDir> = OnceLock::new();
    static MADE: tokio::sync::OnceCell<()> = tokio::sync::OnceCell::const_new();
    let folder = TEMPLATE.get_or_init(|| tempfile::tempdir().unwrap());
    let file = folder.path().join("template.db");
    MADE.get_or_init(|| async {
        let db = Db::open(&format!("sqlite:{}", file.display()), Durability::Crash)
            .await
            .unwrap();
        fill(&db).await;
        db.close().await;
    })
    .await;
    file
}

async fn fill(db: &Db) {
    db.migrate().await.unwrap();
    let id = MunicipalityId(uuid::Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0001));
    let mut tx = db.begin(id).await.unwrap();
    organisations::insert(&mut tx, &new_town(id, "musterstadt", None), TestSite::start())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn open(url: String) -> TestSite {
    with_folder(tempfile::tempdir().unwrap(), url).await
}

async fn with_folder(folder: tempfile::TempDir, url: String) -> TestSite {
    // Documents and receipts are set by the real program.
    server::pdf::use_program(env!("CARGO_BIN_EXE_teilhabe"));
    let config = config(folder.path(), url);
    let db = Db::open(&config.database_url, config.durability).await.unwrap();
    let site = Site::with_db(config, db, Clock::standing_at(TestSite::start()), Dice::fixed(1))
        .await
        .unwrap();
    let router = http::router(&site);
    TestSite { site, router, folder }
}

#[expect(
    clippy::disallowed_methods,
    reason = "making and dropping databases, which no product code does"
)]
async fn fresh_postgres(server: &str, database: &str) -> String {
    use sqlx::{AssertSqlSafe, Connection, PgConnection};
    static TEMPLATE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let guard = TEMPLATE.lock().await;
    let mut admin = PgConnection::connect(server).await.unwrap();
    // Several test processes share one server: the template is made under a lock of the server's.
    sqlx::query("select pg_advisory_lock(4711)")
        .execute(&mut admin)
        .await
        .unwrap();
    let there: Option<(i32,)> =
        sqlx::query_as("select 1 from pg_database where datname = 'teilhabe_template'")
            .fetch_optional(&mut admin)
            .await
            .unwrap();
    if there.is_some() && !TEMPLATE_MADE.load(std::sync::atomic::Ordering::SeqCst) {
        sqlx::query("drop database teilhabe_template")
            .execute(&mut admin)
            .await
            .unwrap();
    }
    if !TEMPLATE_MADE.swap(true, std::sync::atomic::Ordering::SeqCst) {
        sqlx::query("create database teilhabe_template")
            .execute(&mut admin)
            .await
            .unwrap();
        let db = Db::open(&with_database(server, "teilhabe_template"), Durability::Crash)
            .await
            .unwrap();
        fill(&db).await;
        db.close().await;
    }
    for statement in [
        format!("drop database if exists \"{database}\" with (force)"),
        format!("create database \"{database}\" template teilhabe_template"),
    ] {
        sqlx::query(AssertSqlSafe(statement))
            .execute(&mut admin)
            .await
            .unwrap();
    }
    sqlx::query("select pg_advisory_unlock(4711)")
        .execute(&mut admin)
        .await
        .unwrap();
    drop(guard);
    with_database(server, database)
}

static TEMPLATE_MADE: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);

#[expect(
    clippy::disallowed_methods,
    reason = "making and dropping databases, which no product code does"
)]
async fn drop_postgres(server: &str, database: &str) {
    use sqlx::{AssertSqlSafe, Connection, PgConnection};
    let mut admin = PgConnection::connect(server).await.unwrap();
    sqlx::query(AssertSqlSafe(format!(
        "drop database if exists \"{database}\" with (force)"
    )))
    .execute(&mut admin)
    .await
    .unwrap();
}

#[expect(
    clippy::disallowed_methods,
    reason = "making and dropping databases, which no product code does"
)]
async fn create_postgres(server: &str, database: &str) {
    use sqlx::{AssertSqlSafe, Connection, PgConnection};
    let mut admin = PgConnection::connect(server).await.unwrap();
    sqlx::query(AssertSqlSafe(format!("create database \"{database}\"")))
        .execute(&mut admin)
        .await
        .unwrap();
}

/// The server's URL with another database.
fn with_database(server: &str, database: &str) -> String {
    let (base, query) = server
        .split_once('?')
        .map_or((server, String::new()), |(b, q)| (b, format!("?{q}")));
    let scheme_end = base.find("://").map_or(0, |i| i + 3);
    let path = base[scheme_end..]
        .find('/')
        .map_or(base.len(), |i| i + scheme_end);
    format!("{}/{database}{query}", &base[..path])
}
