//! Backup and restore: the demo with 20,000 statements moves from SQLite to PostgreSQL and back, and nothing is lost.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use server::{archive, db::Db, features::demo};
use shared::{access::Role, glossary::EditTerm};
use zip::ZipArchive;

use crate::support::{TestSite, empty_postgres, empty_sqlite};

const PASSPHRASE: &str = "ein langer Satz mit Verstand";
/// As many statements as a large town keeps.
const STATEMENTS: i64 = 20_000;

/// Runs what needs both databases at once.
fn run(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let _ = any_spawner::Executor::init_tokio();
        test.await;
    });
}

async fn write(site: &TestSite) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    archive::write(&site.site, PASSPHRASE, &mut bytes).await.unwrap();
    bytes.into_inner()
}

async fn restore(
    site: &TestSite,
    passphrase: &str,
    bytes: &[u8],
) -> Result<archive::Restored, archive::ArchiveError> {
    let secret = site.folder.path().join("secret");
    archive::read(
        &site.site.db,
        site.site.files.as_ref(),
        &secret,
        passphrase,
        Cursor::new(bytes),
    )
    .await
}

/// Every part but the seal, whose salt differs each time; rows sorted, because databases sort texts differently.
fn content(bytes: &[u8]) -> BTreeMap<String, Vec<String>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = zip.file_names().map(str::to_owned).collect();
    let mut parts = BTreeMap::new();
    for name in names {
        let mut text = Vec::new();
        zip.by_name(&name).unwrap().read_to_end(&mut text).unwrap();
        if name.starts_with("tables/") {
            let mut lines: Vec<String> = String::from_utf8(text)
                .unwrap()
                .lines()
                .map(str::to_owned)
                .collect();
            lines.sort();
            parts.insert(name, lines);
        } else if name.starts_with("files/") {
            parts.insert(name, vec![server::secret::to_hex(&server::secret::sha256(&text))]);
        }
    }
    parts
}

/// Copies a statement until there are enough; straight into the table, because 20,000 submissions are another test.
#[expect(
    clippy::disallowed_methods,
    reason = "filling a table, which no product code does"
)]
async fn multiply(db: &Db) {
    let Db::Sqlite { write, .. } = db else {
        panic!("the journey begins on SQLite")
    };
    sqlx::query(
        "insert into statement (municipality_id, id, procedure_id, round_id, number, submission_key, code_hash, state, body, body_sha256, language, \
         place_kind, place_ref, place_label, lat, lon, inside, seen_version, channel, reply_wish, may_publish, publication, passages, submitted_at, received_on) \
         with recursive n (x) as (select 1 union all select x + 1 from n where x < $1), \
         one as (select * from statement where lat is not null order by number limit 1) \
         select municipality_id, randomblob(16), procedure_id, round_id, 100000 + x, randomblob(32), randomblob(32), state, body || ' ' || x, body_sha256, language, \
         place_kind, place_ref, place_label, lat, lon, inside, seen_version, channel, reply_wish, may_publish, 'undecided', passages, submitted_at, received_on \
         from one, n",
    )
    .bind(STATEMENTS)
    .execute(write)
    .await
    .unwrap();
}

async fn chains(site: &TestSite) -> Vec<server::events::Chain> {
    server::events::verify(&site.site.db, site.town().id)
        .await
        .unwrap()
}

#[test]
fn the_demo_with_20000_statements_moves_from_sqlite_to_postgresql_and_back() {
    run(async {
        let first = empty_sqlite().await;
        demo::load(&first.site).await.unwrap();
        let term = EditTerm {
            term: "rat".into(),
            explanation: "Der Rat ist eine Gruppe von gewählten Menschen.".into(),
            approved_by: "Prüfgruppe Brakenfurt".into(),
            approved_on: Some("2026-11-20".parse().unwrap()),
            ..EditTerm::default()
        };
        first.call_as(Role::Clerk, term).await.unwrap();
        multiply(&first.site.db).await;
        server::events::seal(&first.site).await.unwrap();
        let record = chains(&first).await;
        assert!(
            record.len() > 3
                && record
                    .iter()
                    .all(|chain| chain.broken.is_none() && chain.waiting == 0)
        );
        let from_sqlite = write(&first).await;
        assert!(content(&from_sqlite)["tables/statement.jsonl"].len() > 20_000);
        assert_eq!(content(&from_sqlite)["tables/glossary_term.jsonl"].len(), 1);
        assert_eq!(
            content(&from_sqlite)["tables/segment.jsonl"].len(),
            13,
            "points travel along"
        );

        let Some(second) = empty_postgres("t_archive_move").await else {
            println!("PostgreSQL is not there (TEST_POSTGRES_URL): the move is not tested");
            return;
        };
        restore(&second, PASSPHRASE, &from_sqlite).await.unwrap();
        let from_postgres = write(&second).await;
        assert!(
            content(&from_sqlite) == content(&from_postgres),
            "PostgreSQL holds something else"
        );
        second.site.reload_municipalities().await.unwrap();
        assert_eq!(
            chains(&second).await,
            record,
            "the seals do not hold on PostgreSQL"
        );

        let third = empty_sqlite().await;
        restore(&third, PASSPHRASE, &from_postgres).await.unwrap();
        assert!(
            content(&from_sqlite) == content(&write(&third).await),
            "the way back lost something"
        );
        let secret = std::fs::read_to_string(third.folder.path().join("secret")).unwrap();
        assert_eq!(
            secret.trim(),
            first.site.secret.to_hex(),
            "receipts would not open any more"
        );
        second.site.db.close().await;
    });
}

#[test]
fn a_restore_goes_only_into_an_empty_installation_with_the_right_passphrase() {
    run(async {
        let first = empty_sqlite().await;
        demo::load(&first.site).await.unwrap();
        let bytes = write(&first).await;

        let target = empty_sqlite().await;
        assert!(matches!(
            restore(&target, "another passphrase", &bytes).await,
            Err(archive::ArchiveError::Passphrase)
        ));
        assert!(matches!(
            restore(&first, PASSPHRASE, &bytes).await,
            Err(archive::ArchiveError::NotEmpty)
        ));
        restore(&target, PASSPHRASE, &bytes).await.unwrap();
        assert!(matches!(
            restore(&target, PASSPHRASE, &bytes).await,
            Err(archive::ArchiveError::NotEmpty)
        ));
    });
}

/// `teilhabe migrate` opens the new installation, which makes a secret: the restore replaces it.
#[test]
fn a_restore_replaces_the_secret_that_the_empty_installation_was_opened_with_and_no_other() {
    run(async {
        let first = empty_sqlite().await;
        demo::load(&first.site).await.unwrap();
        let bytes = write(&first).await;

        let target = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", target.path().join("new.db").display());
        let open = async || {
            let config = server::config::Config {
                secret: None,
                ..crate::support::config(target.path(), url.clone())
            };
            let (clock, dice) = (first.site.clock.clone(), server::clock::Dice::fixed(5));
            server::site::Site::open(config, clock, dice).await
        };
        let migrated = open().await.unwrap();
        let file = target.path().join("secret");
        let load = async |bytes: &[u8], passphrase: &str| {
            archive::read(
                &migrated.db,
                migrated.files.as_ref(),
                &file,
                passphrase,
                Cursor::new(bytes),
            )
            .await
        };
        let made = std::fs::read_to_string(&file).unwrap();
        assert_eq!(made.trim(), migrated.secret.to_hex());
        assert!(load(&bytes, "another passphrase").await.is_err());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), made);

        // The secret of another installation, whose data folder was named by mistake.
        let foreign = "ffeeddccbbaa99887766554433221100".repeat(2);
        std::fs::write(&file, &foreign).unwrap();
        assert!(matches!(
            load(&bytes, PASSPHRASE).await,
            Err(archive::ArchiveError::NotEmpty)
        ));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), foreign);

        // A server that ran for a while did its daily work: that makes an installation no less empty.
        std::fs::write(&file, &made).unwrap();
        assert!(
            server::features::organisations::begin_daily(&migrated, "orphans")
                .await
                .unwrap()
        );
        load(&bytes, PASSPHRASE).await.unwrap();
        let now = std::fs::read_to_string(&file).unwrap();
        assert_eq!(now.trim(), first.site.secret.to_hex());
        let again = open().await.unwrap();
        assert_eq!(again.secret.to_hex(), first.site.secret.to_hex());
        assert!(!again.municipalities().is_empty());
        again.db.close().await;
        migrated.db.close().await;
    });
}

#[test]
fn a_damaged_archive_stores_nothing() {
    run(async {
        let first = empty_sqlite().await;
        demo::load(&first.site).await.unwrap();
        let bytes = write(&first).await;
        let target = empty_sqlite().await;
        for cut in [10, bytes.len() / 2, bytes.len() - 10] {
            assert!(restore(&target, PASSPHRASE, &bytes[..cut]).await.is_err());
        }
        let mut flipped = bytes.clone();
        let middle = flipped.len() / 3;
        flipped[middle] ^= 0xff;
        assert!(restore(&target, PASSPHRASE, &flipped).await.is_err());
        target.site.reload_municipalities().await.unwrap();
        assert!(target.site.municipalities().is_empty());
    });
}
