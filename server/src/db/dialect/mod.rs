//! The only place where SQLite and PostgreSQL need two texts: each function has both side by side.

mod search;

pub use search::{Range, begin_numbers, end_numbers};

use crate::db::Db;

/// The row of a statement in SQLite's index, which a trigger fills: ordered by number within its procedure, so that a page
/// of a search is a range of rows.
pub const fn search_row(procedure_sequence: i64, number: i64) -> i64 {
    (procedure_sequence << 32) | number
}

/// Turns what was typed into a search for both indexes: every word must occur; the last one may be unfinished.
/// `None` when nothing searchable was typed.
pub fn search_words(typed: &str) -> Option<Vec<String>> {
    let words: Vec<String> = typed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(8)
        .map(str::to_lowercase)
        .collect();
    (!words.is_empty()).then_some(words)
}

/// Lets go of the bytes of deleted rows as far as the database keeps them in its own files: SQLite's log of changes is
/// written back and emptied (deleted content is overwritten, see `secure_delete`); PostgreSQL does so by itself.
///
/// # Errors
/// Whatever the database says.
pub async fn forget_deleted(db: &Db) -> sqlx::Result<()> {
    if let Db::Sqlite { write, .. } = db {
        #[expect(clippy::disallowed_methods, reason = "a command that only SQLite has")]
        sqlx::query("pragma wal_checkpoint(truncate)")
            .execute(write)
            .await?;
    }
    Ok(())
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
