//! Rows in one notation for both databases: UUIDs as text, bytes as hexadecimal, moments as `…sssZ`, JSON as itself.

use chrono::{NaiveDate, SecondsFormat};
use futures::TryStreamExt;
use serde_json::{Map, Value};
use sqlx::{AssertSqlSafe, ColumnIndex, Decode, Row, Type, postgres::PgRow, sqlite::SqliteRow, types::Json};
use uuid::Uuid;

use super::{ArchiveError, Kind, Table};
use crate::{
    db::{At, Conn, Statements},
    secret::{from_hex, to_hex},
};

fn value<'r, R>(row: &'r R, name: &'r str, kind: Kind) -> Result<Value, sqlx::Error>
where
    R: Row,
    &'r str: ColumnIndex<R>,
    Option<String>: Decode<'r, R::Database> + Type<R::Database>,
    Option<i64>: Decode<'r, R::Database> + Type<R::Database>,
    Option<f64>: Decode<'r, R::Database> + Type<R::Database>,
    Option<bool>: Decode<'r, R::Database> + Type<R::Database>,
    Option<Uuid>: Decode<'r, R::Database> + Type<R::Database>,
    Option<Vec<u8>>: Decode<'r, R::Database> + Type<R::Database>,
    Option<At>: Decode<'r, R::Database> + Type<R::Database>,
    Option<NaiveDate>: Decode<'r, R::Database> + Type<R::Database>,
    Option<Json<Value>>: Decode<'r, R::Database> + Type<R::Database>,
{
    fn json<T: Into<Value>>(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
    Ok(match kind {
        Kind::Text => json(row.try_get::<Option<String>, _>(name)?),
        Kind::Integer => json(row.try_get::<Option<i64>, _>(name)?),
        Kind::Real => json(row.try_get::<Option<f64>, _>(name)?),
        Kind::Boolean => json(row.try_get::<Option<bool>, _>(name)?),
        Kind::Uuid => json(row.try_get::<Option<Uuid>, _>(name)?.map(|id| id.to_string())),
        Kind::Bytes => json(
            row.try_get::<Option<Vec<u8>>, _>(name)?
                .map(|bytes| to_hex(&bytes)),
        ),
        Kind::Moment => json(
            row.try_get::<Option<At>, _>(name)?
                .map(|at| at.0.to_rfc3339_opts(SecondsFormat::Millis, true)),
        ),
        Kind::Day => json(
            row.try_get::<Option<NaiveDate>, _>(name)?
                .map(|day| day.to_string()),
        ),
        Kind::Json => row
            .try_get::<Option<Json<Value>>, _>(name)?
            .map_or(Value::Null, |Json(document)| document),
    })
}

fn sqlite_line(table: &Table, row: &SqliteRow) -> Result<Value, sqlx::Error> {
    let mut line = Map::new();
    for column in &table.columns {
        line.insert(column.name.clone(), value(row, &column.name, column.kind)?);
    }
    Ok(Value::Object(line))
}

fn postgres_line(table: &Table, row: &PgRow) -> Result<Value, sqlx::Error> {
    let mut line = Map::new();
    for column in &table.columns {
        line.insert(column.name.clone(), value(row, &column.name, column.kind)?);
    }
    Ok(Value::Object(line))
}

fn names(table: &Table) -> String {
    table
        .columns
        .iter()
        .map(|c| c.name.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

/// Gives every row of a table to `each`, in the order of its first columns.
///
/// # Errors
/// Whatever the database or `each` says.
pub async fn read_all(
    db: &mut impl Statements,
    table: &Table,
    mut each: impl FnMut(Value) -> Result<(), ArchiveError> + Send,
) -> Result<(), ArchiveError> {
    let order = if table.columns.len() > 2 { "1, 2, 3" } else { "1" };
    let text = format!("select {} from {} order by {order}", names(table), table.name);
    #[expect(
        clippy::disallowed_methods,
        reason = "the text is put together from the schema's own names"
    )]
    match db.conn() {
        Conn::Sqlite(c) => {
            let mut rows = sqlx::query(AssertSqlSafe(text)).fetch(c);
            while let Some(row) = rows.try_next().await? {
                each(sqlite_line(table, &row)?)?;
            }
        }
        Conn::Postgres(c) => {
            let mut rows = sqlx::query(AssertSqlSafe(text)).fetch(c);
            while let Some(row) = rows.try_next().await? {
                each(postgres_line(table, &row)?)?;
            }
        }
    }
    Ok(())
}

macro_rules! bind {
    ($query:expr, $table:expr, $line:expr) => {{
        let mut query = $query;
        for column in &$table.columns {
            let value = $line.get(&column.name).unwrap_or(&Value::Null);
            let text = value.as_str();
            query = match column.kind {
                Kind::Text => query.bind(text.map(str::to_owned)),
                Kind::Integer => query.bind(value.as_i64()),
                Kind::Real => query.bind(value.as_f64()),
                Kind::Boolean => query.bind(value.as_bool()),
                Kind::Uuid => query.bind(text.and_then(|t| t.parse::<Uuid>().ok())),
                Kind::Bytes => query.bind(text.and_then(from_hex)),
                Kind::Moment => query.bind(
                    text.and_then(|t| chrono::DateTime::parse_from_rfc3339(t).ok())
                        .map(|at| At(at.to_utc())),
                ),
                Kind::Day => query.bind(text.and_then(|t| t.parse::<NaiveDate>().ok())),
                Kind::Json => query.bind((!value.is_null()).then(|| Json(value.clone()))),
            };
        }
        query
    }};
}

/// Stores a row.
///
/// # Errors
/// Whatever the database says, such as a missing value that the table asks for.
pub async fn insert(db: &mut impl Statements, table: &Table, line: &Value) -> Result<(), ArchiveError> {
    let marks: Vec<String> = (1..=table.columns.len()).map(|n| format!("${n}")).collect();
    let text = format!(
        "insert into {} ({}) values ({})",
        table.name,
        names(table),
        marks.join(", ")
    );
    #[expect(
        clippy::disallowed_methods,
        reason = "the text is put together from the schema's own names"
    )]
    match db.conn() {
        Conn::Sqlite(c) => bind!(sqlx::query(AssertSqlSafe(text)), table, line)
            .execute(c)
            .await
            .map(drop)?,
        Conn::Postgres(c) => bind!(sqlx::query(AssertSqlSafe(text)), table, line)
            .execute(c)
            .await
            .map(drop)?,
    }
    Ok(())
}
