//! Empties a database of all content, for demonstrations that begin anew. Settings of the installation stay.

use sqlx::AssertSqlSafe;

use super::{Conn, Statements, Tx};
use crate::archive;

/// Tables that stay: what an installation is.
const STAY: [&str; 1] = ["installation_setting"];

/// Deletes the rows of all tables, each before those that it refers to.
///
/// # Errors
/// Whatever the database says; then nothing is deleted.
#[expect(
    clippy::disallowed_methods,
    reason = "the names of tables come from our migrations"
)]
pub async fn clear(tx: &mut Tx) -> sqlx::Result<()> {
    let tables = archive::tables().into_iter().rev().map(|table| table.name);
    for table in tables.filter(|table| !STAY.contains(&table.as_str())) {
        let statement = AssertSqlSafe(format!("delete from {table}"));
        match tx.conn() {
            Conn::Sqlite(c) => sqlx::query(statement).execute(c).await.map(|_| ())?,
            Conn::Postgres(c) => sqlx::query(statement).execute(c).await.map(|_| ())?,
        }
    }
    if let Conn::Sqlite(c) = tx.conn() {
        sqlx::query("insert into statement_search (statement_search) values ('delete-all')")
            .execute(c)
            .await?;
    }
    Ok(())
}
