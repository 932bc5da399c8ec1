//! The only place where SQLite and PostgreSQL need two texts: each function has both side by side.

use uuid::Uuid;

use crate::db::{
    Conn, Db, Statements,
    list::{List, Value},
};

/// Adds a statement's text to the full-text index. SQLite's index is a table of its own; PostgreSQL keeps a generated
/// column. `row` is [`search_row`].
///
/// # Errors
/// Whatever the database says.
pub async fn index_statement(db: &mut impl Statements, row: i64, body: &str) -> sqlx::Result<()> {
    if let Conn::Sqlite(c) = db.conn() {
        #[expect(clippy::disallowed_methods, reason = "a table that only SQLite has")]
        sqlx::query("insert into statement_search (rowid, body) values ($1, $2)")
            .bind(row)
            .bind(body)
            .execute(c)
            .await?;
    }
    Ok(())
}

/// Fills the full-text index from all statements, after a restore.
///
/// # Errors
/// Whatever the database says.
pub async fn index_all_statements(db: &mut impl Statements) -> sqlx::Result<()> {
    if let Conn::Sqlite(c) = db.conn() {
        #[expect(clippy::disallowed_methods, reason = "a table that only SQLite has")]
        sqlx::query(
            "insert into statement_search (rowid, body) \
             select (procedure.sequence << 32) | statement.number, statement.body from statement \
             join procedure on procedure.municipality_id = statement.municipality_id and procedure.id = statement.procedure_id",
        )
        .execute(c)
        .await?;
    }
    Ok(())
}

/// The row of a statement in SQLite's index: ordered by number within its procedure, so that a page of a search is a
/// range of rows.
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

/// Which part of a procedure's statements a list looks at, newest first.
#[derive(Clone, Debug)]
pub struct Range {
    /// The municipality.
    pub municipality: Uuid,
    /// The procedure.
    pub procedure: Uuid,
    /// The procedure's running number in the installation, see [`search_row`].
    pub sequence: i64,
    /// Only statements with a smaller number.
    pub before: Option<i64>,
}

/// Begins a list of statements `s` (id and number) that hold all words, the last one perhaps unfinished; conditions can
/// follow. [`end_numbers`] ends it.
///
/// SQLite walks its index from the highest row down, so that a page ends as soon as it is full, whether the word is
/// frequent or rare. PostgreSQL plans for these very words: many of the statements have a frequent word, so it walks
/// them by number; few have a rare one, so it asks the index and sorts.
pub fn begin_numbers(db: &mut impl Statements, range: &Range, words: Option<&[String]>) -> List {
    let Range {
        municipality,
        procedure,
        sequence,
        before,
    } = *range;
    let before = before.unwrap_or(i64::from(u32::MAX));
    let by_procedure = [Value::Id(municipality), Value::Id(procedure)];
    match (db.conn(), words) {
        (_, None) => List::new(
            "select s.id, s.number from statement s where s.municipality_id = ? and s.procedure_id = ?",
            by_procedure,
        )
        .push("and s.number < ?", [before.into()]),
        (Conn::Sqlite(_), Some(words)) => {
            let base = search_row(sequence, 0);
            let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
            // `cross join` keeps this order of tables in SQLite.
            List::new(
                "select s.id, s.number from statement_search cross join statement s \
                 on s.municipality_id = ? and s.procedure_id = ? and s.number = statement_search.rowid - ?",
                by_procedure.into_iter().chain([base.into()]),
            )
            .push(
                "where statement_search match ? and statement_search.rowid > ? and statement_search.rowid < ?",
                [format!("{}*", quoted.join(" ")).into(), base.into(), (base + before).into()],
            )
        }
        (Conn::Postgres(_), Some(words)) => {
            let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
            List::new(
                "select s.id, s.number from statement s where s.municipality_id = ? and s.procedure_id = ?",
                by_procedure,
            )
            .push(
                "and s.number < ? and s.search @@ to_tsquery('simple', ?)",
                [before.into(), format!("{}:*", quoted.join(" & ")).into()],
            )
            .planned_anew()
        }
    }
}

/// Ends what [`begin_numbers`] began.
pub fn end_numbers(db: &mut impl Statements, list: List, words: Option<&[String]>, limit: i64) -> List {
    match (db.conn(), words) {
        (Conn::Sqlite(_), Some(_)) => {
            list.push("order by statement_search.rowid desc limit ?", [limit.into()])
        }
        _ => list.push("order by s.number desc limit ?", [limit.into()]),
    }
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
