//! The only place where SQLite and PostgreSQL need two texts: each function has both side by side.

mod search;

pub use search::{Range, Word, anywhere, begin_numbers, beginning, end_numbers, search_words};

use super::list::List;
use crate::db::{Conn, Db, Statements, Tx};

/// The row of a statement in SQLite's index, which a trigger fills: ordered by number within its procedure, so that a page
/// of a search is a range of rows.
pub const fn search_row(procedure_sequence: i64, number: i64) -> i64 {
    (procedure_sequence << 32) | number
}

/// Lets go of the bytes of deleted rows as far as the database keeps them in its own files: SQLite's log of changes is
/// written back and emptied (deleted content is overwritten, see `secure_delete`); PostgreSQL does so by itself. Where
/// somebody reads for so long that it has to stay, the log says so, and the worker's next hour tries again.
///
/// # Errors
/// Whatever the database says.
pub async fn forget_deleted(db: &Db) -> sqlx::Result<()> {
    if let Db::Sqlite { write, .. } = db {
        #[expect(clippy::disallowed_methods, reason = "a command that only SQLite has")]
        let (busy, _pages, _written): (i64, i64, i64) = sqlx::query_as("pragma wal_checkpoint(truncate)")
            .fetch_one(write)
            .await?;
        if busy != 0 {
            tracing::warn!("deleted rows are still in the database's log of changes: somebody reads them");
        }
    }
    Ok(())
}

/// Ends a list of whole rows that are held until the transaction ends: PostgreSQL has whoever else changes one of them wait,
/// and leaves out what fits the conditions no more once it waited itself; SQLite has one writer, who began with the lock of
/// everything.
pub fn held(tx: &mut Tx, list: List) -> List {
    match tx.conn() {
        Conn::Sqlite(_) => list,
        // As strong as the lock of an update: whoever only adds something that names such a row need not wait.
        Conn::Postgres(_) => list.push("for no key update", []),
    }
}

/// Joins the chapters of a procedure's `version`, in a list that names it: one row each with its `key`, which counts them in
/// their order, and its `value`; a version without chapters has one row without both.
pub fn with_chapters(db: &mut impl Statements, list: List) -> List {
    match db.conn() {
        Conn::Sqlite(_) => list.push("left join json_each(version.content, '$.chapters') chapter on true", []),
        Conn::Postgres(_) => list.push(
            "left join jsonb_array_elements(version.content -> 'chapters') with ordinality chapter (value, key) on true",
            [],
        ),
    }
}

/// The settings under which a receipt survives a power cut, as the database tells them: name, value, whether it is safe.
///
/// # Errors
/// Whatever the database says.
#[expect(
    clippy::disallowed_methods,
    reason = "settings that only one of the databases has"
)]
pub async fn durability(db: &Db) -> sqlx::Result<Vec<(&'static str, String, bool)>> {
    match db {
        Db::Sqlite { write, .. } => {
            let (journal,): (String,) = sqlx::query_as("pragma journal_mode").fetch_one(write).await?;
            let (synchronous,): (i64,) = sqlx::query_as("pragma synchronous").fetch_one(write).await?;
            let word = match synchronous {
                0 => "off",
                1 => "normal",
                2 => "full",
                _ => "extra",
            };
            Ok(vec![
                ("journal_mode", journal.clone(), journal == "wal"),
                ("synchronous", word.into(), synchronous >= 2),
            ])
        }
        Db::Postgres(pool) => {
            let (fsync, commit, pages): (String, String, String) = sqlx::query_as(
                "select current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes')",
            )
            .fetch_one(pool)
            .await?;
            Ok(vec![
                ("fsync", fsync.clone(), fsync == "on"),
                ("synchronous_commit", commit.clone(), commit != "off"),
                ("full_page_writes", pages.clone(), pages == "on"),
            ])
        }
    }
}
