//! `teilhabe schema`: makes `docs/schema-sqlite.sql` and `docs/schema-postgres.sql`.

use std::{
    io::{Write as _, stdout},
    process::ExitCode,
};

use server::db::{Db, Durability, describe};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

use super::Outcome;

/// Print the newest schema.
#[derive(Debug, clap::Args)]
pub struct Schema {
    /// A PostgreSQL server, in whose database a schema is made for a moment; without it, SQLite's schema is printed.
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
}

/// Prints; leaves nothing behind.
pub async fn run(command: Schema) -> Outcome {
    let text = match command.postgres {
        None => of(&Db::open("sqlite::memory:", Durability::Crash).await?).await?,
        Some(url) => on_server(&url).await?,
    };
    let made = "-- The newest schema, made by `teilhabe schema`; do not edit. How it came to be: server/migrations/.\n";
    stdout().lock().write_all(format!("{made}{text}").as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

async fn of(db: &Db) -> Result<String, Box<dyn std::error::Error>> {
    db.migrate().await?;
    let text = describe(db).await?;
    db.close().await;
    Ok(text)
}

#[expect(
    clippy::disallowed_methods,
    reason = "making and dropping a schema, which no product code does"
)]
async fn on_server(url: &str) -> Result<String, Box<dyn std::error::Error>> {
    let mut server = PgConnection::connect(url).await?;
    let name = format!("teilhabe_schema_{}", std::process::id());
    sqlx::query(AssertSqlSafe(format!("create schema {name}")))
        .execute(&mut server)
        .await?;
    let mark = if url.contains('?') { '&' } else { '?' };
    let inside = format!("{url}{mark}options[search_path]={name}");
    let text = match Db::open(&inside, Durability::Crash).await {
        Ok(db) => of(&db).await,
        Err(error) => Err(error.into()),
    };
    sqlx::query(AssertSqlSafe(format!("drop schema {name} cascade")))
        .execute(&mut server)
        .await?;
    text
}
