//! Every step of the schema runs on a database that is filled with rows of all steps before it.
//!
//! `server/migrations/samples/` holds, for each step, rows as the step leaves them: one text for both databases, in which
//! `uuid(7)` and `bytes(0a0b)` stand for what the databases write differently. A new step needs its sample; where it
//! changes what older samples hold, its own sample says so by `update`.

use std::{collections::BTreeMap, path::PathBuf};

use server::{
    archive,
    db::{Conn, Db, Durability, Statements, Tx},
};
use shared::{
    ids::MunicipalityId,
    statements::{MayPublish, StatementInput},
};

use crate::{
    assessment::{open_procedure, submit, text},
    both_databases,
    support::{bare_postgres, drop_postgres},
};

fn samples() -> BTreeMap<i64, String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("migrations/samples");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name[..4].parse().unwrap(), std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// Writes `uuid(…)` and `bytes(…)` as the database wants them.
fn dialect(text: &str, is_sqlite: bool) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((at, word)) = ["uuid(", "bytes("]
        .into_iter()
        .filter_map(|word| rest.find(word).map(|at| (at, word)))
        .min()
    {
        let (before, after) = rest.split_at(at);
        let (inside, tail) = after[word.len()..].split_once(')').unwrap();
        out.push_str(before);
        let hex = if word == "uuid(" {
            uuid::Uuid::from_u128(inside.parse().unwrap())
                .simple()
                .to_string()
        } else {
            inside.to_owned()
        };
        out.push_str(&match (is_sqlite, word) {
            (true, _) => format!("x'{hex}'"),
            (false, "uuid(") => format!("'{hex}'::uuid"),
            (false, _) => format!("'\\x{hex}'::bytea"),
        });
        rest = tail;
    }
    out.push_str(rest);
    out
}

async fn run(tx: &mut Tx, text: String, what: &str) {
    let text = sqlx::AssertSqlSafe(text);
    let done = match tx.conn() {
        Conn::Sqlite(c) => sqlx::raw_sql(text).execute(c).await.map(drop),
        Conn::Postgres(c) => sqlx::raw_sql(text).execute(c).await.map(drop),
    };
    done.unwrap_or_else(|error| panic!("{what}: {error}"));
}

#[expect(clippy::disallowed_methods, reason = "names of tables from the migrations")]
async fn count(tx: &mut Tx, table: &str) -> i64 {
    let text = sqlx::AssertSqlSafe(format!("select cast(count(*) as bigint) from {table}"));
    let (count,): (i64,) = match tx.conn() {
        Conn::Sqlite(c) => sqlx::query_as(text).fetch_one(c).await.unwrap(),
        Conn::Postgres(c) => sqlx::query_as(text).fetch_one(c).await.unwrap(),
    };
    count
}

fn steps(db: &Db) -> sqlx::migrate::Migrator {
    if db.is_sqlite() {
        sqlx::migrate!("migrations/sqlite")
    } else {
        sqlx::migrate!("migrations/postgres")
    }
}

/// Goes all steps with rows in between; answers the rows of every table.
async fn climb(db: &Db) -> BTreeMap<String, i64> {
    let is_sqlite = db.is_sqlite();
    let mut samples = samples();
    for step in steps(db).iter() {
        let mut tx = db.begin(MunicipalityId(uuid::Uuid::nil())).await.unwrap();
        let name = format!("step {} ({})", step.version, step.description);
        run(&mut tx, step.sql.as_str().to_owned(), &name).await;
        let sample = samples
            .remove(&step.version)
            .unwrap_or_else(|| panic!("{name} has no rows in server/migrations/samples/"));
        run(
            &mut tx,
            dialect(&sample, is_sqlite),
            &format!("the sample of {name}"),
        )
        .await;
        tx.commit().await.unwrap();
    }
    assert!(samples.is_empty(), "samples without step: {:?}", samples.keys());
    let mut tx = db.begin(MunicipalityId(uuid::Uuid::nil())).await.unwrap();
    let mut rows = BTreeMap::new();
    for table in archive::tables() {
        rows.insert(table.name.clone(), count(&mut tx, &table.name).await);
    }
    rows
}

#[tokio::test]
async fn every_step_runs_on_a_database_with_rows() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("steps.db").display());
    let db = Db::open(&url, Durability::Crash).await.unwrap();
    let sqlite = climb(&db).await;
    db.close().await;
    let empty: Vec<_> = sqlite
        .iter()
        .filter(|(_, rows)| **rows == 0)
        .map(|(table, _)| table)
        .collect();
    assert!(empty.is_empty(), "no sample has rows for {empty:?}");

    let Some(url) = bare_postgres("t_migrations").await else {
        println!("PostgreSQL is not there (TEST_POSTGRES_URL), tested on SQLite alone");
        return;
    };
    let db = Db::open(&url, Durability::Crash).await.unwrap();
    assert_eq!(climb(&db).await, sqlite);
    db.close().await;
    drop_postgres("t_migrations").await;
}

/// The words that authors are found by, with the numbers of their statements.
async fn words_of_names(tx: &mut Tx) -> Vec<(i64, String)> {
    server::sql!(
        tx,
        all(i64, String),
        "select number, word from statement_person_word order by number, word"
    )
    .unwrap()
}

both_databases! {
    async fn authors_who_were_there_before_their_words_were_kept_are_found_by_the_same_words(site: TestSite) {
        open_procedure(&site).await;
        for (name, organisation) in [
            ("Jörg Pötter-Weiß", "„Bürger-Initiative“ (Süd) e. V."),
            ("Élodie D’Angelo", "ÄRZTE & Co."),
            ("Şükrü Yıldız", ""),
            ("İbrahim Núñez", "Łukasz Żółć GbR"),
            ("Søren Kjærgård", "Đorđe Růžičková"),
            ("Nguyễn Thị Hạnh", "Œuvre Þórsdóttir"),
        ] {
            let input = StatementInput {
                name: name.into(),
                organisation: organisation.into(),
                may_publish: MayPublish::Named,
                ..text(&format!("Das schreibt {name}."))
            };
            submit(&site, input).await;
        }
        let steps = steps(&site.site.db);
        let step = steps.iter().find(|step| step.version == 23).unwrap();
        let (_, fill) = step.sql.as_str().split_once(";\n").unwrap();
        let mut tx = site.system().begin().await.unwrap();
        let kept = words_of_names(&mut tx).await;
        assert!(kept.contains(&(1, "poetter".into())), "{kept:?}");
        run(&mut tx, "delete from statement_person_word".into(), "forgetting the words").await;
        run(&mut tx, fill.to_owned(), "the rest of step 23").await;
        assert_eq!(words_of_names(&mut tx).await, kept);
    }
}
