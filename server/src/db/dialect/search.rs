//! Searching statements page by page: SQLite's FTS5 table and PostgreSQL's `tsvector`, each the way that stays quick for
//! rare and for frequent words.

use uuid::Uuid;

use super::search_row;
use crate::db::{
    Conn, Statements,
    list::{List, Value},
};

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
    /// Only statements with a greater number, the nearest ones first.
    pub after: Option<i64>,
}

/// Conditions on `name` and `organisation` that one of them holds a word, in capitals or not.
#[derive(Clone, Copy, Debug)]
pub struct Holds {
    /// In one spelling: two values.
    pub one: &'static str,
    /// In any of three: six values.
    pub three: &'static str,
}

impl Holds {
    /// As a database says it. SQLite's `like` knows the capitals of ASCII alone.
    pub fn of(db: &mut impl Statements) -> Self {
        match db.conn() {
            Conn::Sqlite(_) => Self {
                one: "and (name like ? or organisation like ?)",
                three: "and (name like ? or organisation like ? or name like ? or organisation like ? \
                        or name like ? or organisation like ?)",
            },
            // Letters of ASCII alone here as well: PostgreSQL's `ilike` lowers name and word anew for each row.
            Conn::Postgres(_) => Self {
                one: "and (lower(name collate \"C\") like ? or lower(organisation collate \"C\") like ?)",
                three: "and (lower(name collate \"C\") like ? or lower(organisation collate \"C\") like ? \
                        or lower(name collate \"C\") like ? or lower(organisation collate \"C\") like ? \
                        or lower(name collate \"C\") like ? or lower(organisation collate \"C\") like ?)",
            },
        }
    }
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
        after,
    } = *range;
    let before = before.unwrap_or(i64::from(u32::MAX));
    let after = after.unwrap_or(0);
    let by_procedure = [Value::Id(municipality), Value::Id(procedure)];
    match (db.conn(), words) {
        (_, None) => List::new(
            "select s.id, s.number from statement s where s.municipality_id = ? and s.procedure_id = ?",
            by_procedure,
        )
        .push("and s.number < ? and s.number > ?", [before.into(), after.into()]),
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
                [format!("{}*", quoted.join(" ")).into(), (base + after).into(), (base + before).into()],
            )
        }
        (Conn::Postgres(_), Some(words)) => {
            let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
            List::new(
                "select s.id, s.number from statement s where s.municipality_id = ? and s.procedure_id = ?",
                by_procedure,
            )
            .push(
                "and s.number < ? and s.number > ? and s.search @@ to_tsquery('simple', ?)",
                [
                    before.into(),
                    after.into(),
                    format!("{}:*", quoted.join(" & ")).into(),
                ],
            )
            .planned_anew()
        }
    }
}

/// Ends what [`begin_numbers`] began.
pub fn end_numbers(
    db: &mut impl Statements,
    list: List,
    range: &Range,
    words: Option<&[String]>,
    limit: i64,
) -> List {
    let is_upwards = range.after.is_some();
    let order = match (db.conn(), words, is_upwards) {
        (Conn::Sqlite(_), Some(_), false) => "order by statement_search.rowid desc limit ?",
        (Conn::Sqlite(_), Some(_), true) => "order by statement_search.rowid limit ?",
        (.., false) => "order by s.number desc limit ?",
        (.., true) => "order by s.number limit ?",
    };
    list.push(order, [limit.into()])
}
