//! Measures of `cargo xtask bench` that need the server's own code: processor time a page, one statement submitted beside
//! a bare insert, the staff's list over many statements. One JSON object a line on standard output.
//!
//! Arguments: folder for SQLite, the program `teilhabe` (sets the demo's documents), `quick` or `full`, and the URL of an
//! empty PostgreSQL database, if there is one. A yardstick is measured in the same run, by turns with what it measures.

#![expect(clippy::unwrap_used, reason = "a measure that cannot be taken stops the run")]
#![expect(
    clippy::disallowed_methods,
    reason = "fills tables, reads the machine's clock"
)]

use std::{path::Path, sync::Arc, time::Instant};

use app::context::View;
use axum::{Router, body::Body, extract::Request};
use server::{
    clock::{Clock, Dice},
    config::Config,
    db::{Db, Durability},
    features::demo,
    http::{self, mount::Readers, pages},
    site::{Cx, Site},
    viewer::{ClientPrefix, Member, Viewer},
};
use shared::{
    access::Role,
    api::{Answer, Api, ApiError, Sending, Transport, Wire},
    assessment::{ListStatements, StatementState},
    ids::StaffId,
    language::Language,
    procedures::ListProcedures,
    statements::{MayPublish, StatementInput, SubmitStatement},
};
use tower::ServiceExt;

/// Rare, uncommon and frequent words: in one of 1,000, one of 20, four of 5 statements.
const WORDS: [(&str, &str); 3] = [
    ("0.1 %", "Wasserturm"),
    ("5 %", "Radweg"),
    ("80 %", "Baumbestand"),
];

/// Calls before those that are timed.
const WARM_UP: usize = 20;

/// How much is measured.
struct Extent {
    pages: usize,
    submissions: usize,
    lists: usize,
    staffs: usize,
    published: usize,
}

const FULL: Extent = Extent {
    pages: 400,
    submissions: 400,
    lists: 300,
    staffs: 10_000,
    published: 20_000,
};
const QUICK: Extent = Extent {
    pages: 20,
    submissions: 20,
    lists: 20,
    staffs: 400,
    published: 600,
};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap();
    server::pdf::use_program(arguments.next().unwrap());
    let extent = if arguments.next().unwrap() == "quick" {
        QUICK
    } else {
        FULL
    };
    let postgres = arguments.next();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let _ = any_spawner::Executor::init_tokio();
        let folder = Path::new(&folder);
        let sqlite = |name: &str| format!("sqlite:{}", folder.join(name).display());
        for (name, durability) in [
            ("SQLite FULL", Durability::PowerCut),
            ("SQLite NORMAL", Durability::Crash),
        ] {
            let file = format!("{}.db", name.replace(' ', "-"));
            let bench = Bench::new(name, sqlite(&file), durability, folder).await;
            bench.submission(extent.submissions).await;
            if durability == Durability::Crash {
                bench.growing(&extent).await;
            }
            bench.site.db.close().await;
        }
        if let Some(url) = postgres {
            let bench = Bench::new("PostgreSQL", url, Durability::PowerCut, folder).await;
            bench.submission(extent.submissions).await;
            bench.growing(&extent).await;
            bench.site.db.close().await;
        }
    });
}

/// Calls the API in the process, without the layers that find out who asks.
struct Direct(Router, Cx);

impl Transport for Direct {
    fn send(&self, wire: Wire) -> Sending<'_> {
        Box::pin(async move {
            let mut request = Request::builder()
                .method(wire.method.name())
                .uri(wire.target)
                .body(Body::from(wire.body.unwrap_or_default()))
                .map_err(|_| ApiError::NotFound)?;
            request.extensions_mut().insert(self.1.clone());
            let response = self.0.clone().oneshot(request).await.unwrap();
            let status = response.status().as_u16();
            let body = axum::body::to_bytes(response.into_body(), usize::MAX)
                .await
                .unwrap();
            Ok(Answer {
                status,
                body: body.to_vec(),
            })
        })
    }
}

/// A site with the demo on one database.
struct Bench {
    name: &'static str,
    site: Arc<Site>,
    router: Router,
    readers: Readers,
    /// The procedure that is open.
    open: String,
}

impl Bench {
    async fn new(name: &'static str, url: String, durability: Durability, folder: &Path) -> Self {
        let config = Config {
            database_url: url,
            listen: ([127, 0, 0, 1], 0).into(),
            metrics_listen: None,
            data: folder.to_owned(),
            public_url: None,
            hsts: false,
            trusted_proxies: Vec::new(),
            smtp_url: None,
            mail_from: "beteiligung@example.org".into(),
            secret: Some("5e".repeat(32)),
            durability,
            page_cache: false,
            allow_public_demo: false,
            demo_password: None,
            tiles_url: None,
            tiles_attribution: String::new(),
            offline: true,
            media_url: None,
            max_video_mb: 200,
        };
        let db = Db::open(&config.database_url, durability).await.unwrap();
        db.migrate().await.unwrap();
        let site = Site::with_db(config, db, Clock::System, Dice::system())
            .await
            .unwrap();
        demo::load(&site).await.unwrap();
        site.reload_municipalities().await.unwrap();
        let mut bench = Self {
            name,
            site,
            router: http::api_router(),
            readers: http::readers(),
            open: String::new(),
        };
        let list = ListProcedures {
            limit: Some(100),
            ..serde_json::from_str("{}").unwrap()
        };
        let all = bench.api(bench.visitor(0)).call(list).await.unwrap();
        for procedure in all.items {
            let try_out = SubmitStatement {
                procedure: procedure.slug.clone(),
                submission_key: format!("figures-{}-{}", procedure.slug.len(), "0".repeat(16)),
                input: input(0),
            };
            if bench.api(bench.visitor(1)).call(try_out).await.is_ok() {
                bench.open = procedure.slug;
            }
        }
        assert!(!bench.open.is_empty(), "no procedure of the demo is open");
        bench
    }

    fn system(&self) -> Cx {
        Cx::system(&self.site, &self.site.municipalities()[0])
    }

    /// Somebody at an address of their own, because addresses are limited.
    fn visitor(&self, number: usize) -> Cx {
        Cx {
            viewer: Viewer::Visitor,
            client: ClientPrefix(format!("figures-{number}")),
            ..self.system()
        }
    }

    fn api(&self, cx: Cx) -> Api {
        Api::new(Direct(self.router.clone(), cx))
    }

    fn say(
        &self,
        what: &str,
        value: f64,
        unit: &str,
        yardstick: Option<(&str, f64)>,
        goal: Option<(&str, f64)>,
    ) {
        let line = serde_json::json!({
            "group": self.name, "what": what, "value": value, "unit": unit,
            "yardstick": yardstick.map(|(name, value)| serde_json::json!({"what": name, "value": value})),
            "goal": goal.map(|(rule, most)| serde_json::json!({"rule": rule, "most": most})),
        });
        println!("{line}");
    }

    async fn submit(&self, number: usize) {
        let submission = SubmitStatement {
            procedure: self.open.clone(),
            submission_key: format!("figures-{number:016}"),
            input: input(number),
        };
        self.api(self.visitor(number)).call(submission).await.unwrap();
    }

    /// One statement with everything that belongs to it, by turns with one row inserted into the same table.
    async fn submission(&self, count: usize) {
        let (mut ours, mut bare) = (Vec::new(), Vec::new());
        for number in 1..=count {
            let start = Instant::now();
            self.submit(number).await;
            ours.push(milliseconds(start));
            let start = Instant::now();
            self.insert(number).await;
            bare.push(milliseconds(start));
        }
        let (ours, bare) = (median(ours), median(bare));
        self.say(
            "one statement submitted",
            ours,
            "ms",
            Some(("a bare insert and commit", bare)),
            Some(("3 × the bare insert", bare * 3.0)),
        );
        self.bare_rows_away().await;
    }

    /// A transaction that inserts one row as a statement is, and nothing else.
    async fn insert(&self, number: usize) {
        let number = 1_000_000 + i64::try_from(number).unwrap();
        const COLUMNS: &str = "round_id, state, body, body_sha256, language, place_kind, place_ref, place_label, seen_version, channel, \
             reply_wish, may_publish, passages, submitted_at, received_on";
        let random: [u8; 16] = self.site.dice.bytes();
        let id = uuid::Uuid::from_bytes(random);
        let text = format!(
            "insert into statement (municipality_id, id, procedure_id, number, submission_key, code_hash, {COLUMNS}) \
             select municipality_id, $1, procedure_id, $2, $3, $3, {COLUMNS} from statement where municipality_id = $4 and procedure_id = \
             (select id from procedure where municipality_id = $4 and slug = $5) and number = 1"
        );
        let municipality = self.system().municipality.id.0;
        match &self.site.db {
            Db::Sqlite { write, .. } => {
                let mut tx = write.begin().await.unwrap();
                let done = sqlx::query(sqlx::AssertSqlSafe(text))
                    .bind(id)
                    .bind(number)
                    .bind(random.as_slice())
                    .bind(municipality)
                    .bind(&self.open)
                    .execute(&mut *tx)
                    .await
                    .unwrap();
                assert_eq!(done.rows_affected(), 1);
                tx.commit().await.unwrap();
            }
            Db::Postgres(pool) => {
                let mut tx = pool.begin().await.unwrap();
                let done = sqlx::query(sqlx::AssertSqlSafe(text))
                    .bind(id)
                    .bind(number)
                    .bind(random.as_slice())
                    .bind(municipality)
                    .bind(&self.open)
                    .execute(&mut *tx)
                    .await
                    .unwrap();
                assert_eq!(done.rows_affected(), 1);
                tx.commit().await.unwrap();
            }
        }
    }

    async fn execute(&self, text: &'static str) {
        match &self.site.db {
            Db::Sqlite { write, .. } => drop(sqlx::raw_sql(text).execute(write).await.unwrap()),
            Db::Postgres(pool) => drop(sqlx::raw_sql(text).execute(pool).await.unwrap()),
        }
    }

    async fn bare_rows_away(&self) {
        self.execute("delete from statement where number >= 1000000")
            .await;
    }

    /// What may not grow with the number of statements: pages, and the staff's list.
    async fn growing(&self, extent: &Extent) {
        let mut next = extent.submissions + 1;
        let mut fill = async |to: usize| {
            while next <= to {
                self.submit(next).await;
                next += 1;
            }
        };
        fill(100).await;
        self.execute("update statement set publication = 'released', public_body = body where number <= 100")
            .await;
        self.execute("analyze").await;
        let few = self.pages(extent.pages).await;
        let list_100 = self.list(extent.lists, "").await;
        fill(extent.staffs).await;
        self.execute("analyze").await;
        for (share, word) in WORDS {
            let p99 = self.list(extent.lists, word).await;
            self.say(
                &format!(
                    "staff list over {}, filter and a word in {share}, p99",
                    extent.staffs
                ),
                p99,
                "ms",
                Some(("the list over the demo's and 100", list_100)),
                Some(("5 × that", list_100 * 5.0)),
            );
        }
        fill(extent.published).await;
        self.execute("update statement set publication = 'released', public_body = body")
            .await;
        self.execute("analyze").await;
        let many = self.pages(extent.pages).await;
        for ((page, few), (_, many)) in few.into_iter().zip(many) {
            self.say(
                &format!("{page}: rendered, {} published", extent.published),
                many.render,
                "ms CPU",
                Some(("with 100 published", few.render)),
                Some((
                    "0.5 ms, and 10 % over 100 published",
                    0.5_f64.min(few.render * 1.1),
                )),
            );
            self.say(
                &format!("{page}: compressed besides"),
                many.compress,
                "ms CPU",
                None,
                None,
            );
        }
    }

    async fn list(&self, count: usize, word: &str) -> f64 {
        let list = ListStatements {
            search: (!word.is_empty()).then(|| word.to_owned()),
            state: Some(StatementState::Received),
            procedure: self.open.clone(),
            ..serde_json::from_value(serde_json::json!({"procedure": self.open})).unwrap()
        };
        // The API's endpoints of staff refuse the system itself.
        let clerk = Member {
            id: StaffId(uuid::Uuid::from_u128(1)),
            name: "Figures".into(),
            role: Role::Clerk,
        };
        let api = self.api(Cx {
            viewer: Viewer::Staff(clerk),
            ..self.system()
        });
        // After `analyze` each connection of the pool prepares its statements anew, once: that is not what grows.
        for _ in 0..WARM_UP {
            api.call(list.clone()).await.unwrap();
        }
        let mut times = Vec::new();
        for _ in 0..count {
            let start = Instant::now();
            let page = api.call(list.clone()).await.unwrap();
            times.push(milliseconds(start));
            assert!(!page.items.is_empty(), "{word} is found nowhere");
        }
        times.sort_by(f64::total_cmp);
        times[(times.len() * 99 / 100).min(times.len() - 1)]
    }

    /// Processor time of each page with the cache off.
    async fn pages(&self, count: usize) -> Vec<(&'static str, Cost)> {
        let mut costs = Vec::new();
        for (name, path) in [
            ("list of procedures", "/de/procedures".to_owned()),
            ("procedure", format!("/de/procedures/{}", self.open)),
            (
                "public comments",
                format!("/de/procedures/{}/comments", self.open),
            ),
        ] {
            let asked = pages::Asked {
                language: Language::German,
                view: View::Normal,
                uri: path.parse().unwrap(),
                kept: None,
            };
            // Measured over all rounds together: the scheduler counts a running thread's time up to its last tick.
            let start = processor();
            let mut html = Default::default();
            for _ in 0..count {
                let page = pages::render(self.readers.clone(), self.visitor(0), asked.clone()).await;
                assert_eq!(page.status, 200, "{path}");
                html = page.html;
            }
            let rendered = processor();
            for _ in 0..count {
                std::hint::black_box((pages::compress_brotli(&html, 5), pages::compress_gzip(&html)));
            }
            let cost = Cost {
                render: (rendered - start) / count as f64,
                compress: (processor() - rendered) / count as f64,
            };
            costs.push((name, cost));
        }
        costs
    }
}

/// Milliseconds of processor time.
struct Cost {
    render: f64,
    compress: f64,
}

fn input(number: usize) -> StatementInput {
    let mut body = format!(
        "Stellungnahme {number}. Die Straße vor unserem Haus ist schon heute zu schmal für den Verkehr, der mit den neuen Wohnungen \
         kommt. Bitte prüfen Sie, ob die Zufahrt von Norden her möglich ist und wo die Kinder auf dem Weg zur Schule gehen sollen."
    );
    for (word, every) in [(WORDS[0].1, 1_000), (WORDS[1].1, 20)] {
        if number % every == 1 {
            body.push_str(&format!(" Wichtig ist mir auch: {word}."));
        }
    }
    if !number.is_multiple_of(5) {
        body.push_str(&format!(" Der {} soll bleiben.", WORDS[2].1));
    }
    StatementInput {
        body,
        name: format!("Erika Beispiel {number}"),
        may_publish: MayPublish::Anonymous,
        language: "de".into(),
        ..StatementInput::default()
    }
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1_000.0
}

/// Milliseconds that all threads of this process have run, from the scheduler's nanoseconds.
fn processor() -> f64 {
    let threads = std::fs::read_dir("/proc/self/task").unwrap();
    let nanoseconds: u64 = threads
        .flatten()
        .filter_map(|thread| std::fs::read_to_string(thread.path().join("schedstat")).ok())
        .filter_map(|line| line.split(' ').next()?.parse::<u64>().ok())
        .sum();
    nanoseconds as f64 / 1_000_000.0
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
