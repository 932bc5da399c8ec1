//! The schema as text that one can read: tables with columns and constraints, then their indexes, in alphabetical order.
//!
//! Made from a database at the newest step, not from the migrations: what is printed is what there is.

use std::fmt::Write as _;

use sqlx::{PgPool, SqlitePool};

use super::Db;

/// The schema of an open database. For PostgreSQL that of its current schema.
///
/// # Errors
/// Whatever the database says.
pub async fn describe(db: &Db) -> sqlx::Result<String> {
    match db {
        Db::Sqlite { write, .. } => sqlite(write).await,
        Db::Postgres(pool) => postgres(pool).await,
    }
}

#[expect(clippy::disallowed_methods, reason = "the catalogue of SQLite alone")]
async fn sqlite(pool: &SqlitePool) -> sqlx::Result<String> {
    let texts: Vec<(String,)> = sqlx::query_as(
        "select sql from sqlite_master where sql is not null and name not like '\\_sqlx%' escape '\\' \
         and name not like 'statement\\_search\\_%' escape '\\' or name = 'statement_search' \
         order by tbl_name, case type when 'table' then 0 else 1 end, name",
    )
    .fetch_all(pool)
    .await?;
    let mut out = String::new();
    for (text,) in texts {
        let gap = if text.to_lowercase().starts_with("create table")
            || text.to_lowercase().starts_with("create virtual")
        {
            "\n"
        } else {
            ""
        };
        let _ = writeln!(out, "{gap}{text};");
    }
    Ok(out)
}

#[derive(sqlx::FromRow)]
struct ColumnRow {
    name: String,
    kind: String,
    collation: Option<String>,
    generated: bool,
    value: Option<String>,
    is_required: bool,
}

#[expect(clippy::disallowed_methods, reason = "the catalogue of PostgreSQL alone")]
async fn postgres(pool: &PgPool) -> sqlx::Result<String> {
    let tables: Vec<(String,)> = sqlx::query_as(
        "select c.relname::text from pg_class c where c.relnamespace = current_schema()::regnamespace \
         and c.relkind = 'r' and c.relname <> '_sqlx_migrations' order by c.relname",
    )
    .fetch_all(pool)
    .await?;
    let mut out = String::new();
    for (table,) in tables {
        let columns: Vec<ColumnRow> = sqlx::query_as(
            "select a.attname::text as name, format_type(a.atttypid, a.atttypmod) as kind, \
             case when a.attcollation <> 0 and a.attcollation <> t.typcollation then o.collname::text end as collation, \
             a.attgenerated::text <> '' as generated, pg_get_expr(d.adbin, d.adrelid, true) as value, \
             a.attnotnull as is_required \
             from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid \
             left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum \
             left join pg_collation o on o.oid = a.attcollation \
             where c.relnamespace = current_schema()::regnamespace and c.relname = $1 and a.attnum > 0 and not a.attisdropped \
             order by a.attnum",
        )
        .bind(&table)
        .fetch_all(pool)
        .await?;
        // Kinds of constraints that every version names alike; NOT NULL stands with its column.
        let constraints: Vec<(String,)> = sqlx::query_as(
            "select pg_get_constraintdef(k.oid, true) from pg_constraint k join pg_class c on c.oid = k.conrelid \
             where c.relnamespace = current_schema()::regnamespace and c.relname = $1 and k.contype in ('p', 'u', 'f', 'c') \
             order by case k.contype when 'p' then 0 when 'u' then 1 when 'f' then 2 else 3 end, 1",
        )
        .bind(&table)
        .fetch_all(pool)
        .await?;
        let indexes: Vec<(String,)> = sqlx::query_as(
            "select pg_get_indexdef(i.indexrelid, 0, true) from pg_index i join pg_class c on c.oid = i.indrelid \
             join pg_class n on n.oid = i.indexrelid \
             where c.relnamespace = current_schema()::regnamespace and c.relname = $1 \
             and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u')) \
             order by n.relname",
        )
        .bind(&table)
        .fetch_all(pool)
        .await?;
        let lines: Vec<String> = columns
            .iter()
            .map(column)
            .chain(constraints.into_iter().map(|(text,)| text))
            .map(|line| format!("    {line}"))
            .collect();
        let _ = writeln!(out, "\nCREATE TABLE {table} (\n{}\n);", lines.join(",\n"));
        for (index,) in indexes {
            let _ = writeln!(out, "{index};");
        }
    }
    Ok(out)
}

fn column(row: &ColumnRow) -> String {
    let mut line = format!("{} {}", row.name, row.kind);
    if let Some(collation) = &row.collation {
        let _ = write!(line, " COLLATE \"{collation}\"");
    }
    match &row.value {
        Some(value) if row.generated => {
            let _ = write!(line, " GENERATED ALWAYS AS ({value}) STORED");
        }
        Some(value) => {
            let _ = write!(line, " DEFAULT {value}");
        }
        None => {}
    }
    if row.is_required {
        line.push_str(" NOT NULL");
    }
    line
}
