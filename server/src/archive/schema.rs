//! The tables and what their columns hold, read from PostgreSQL's migrations, which name every kind of value.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A fraction.
    Real,
    /// Yes or no.
    Boolean,
    /// A UUID.
    Uuid,
    /// Bytes.
    Bytes,
    /// A moment.
    Moment,
    /// A civil day.
    Day,
    /// A JSON document.
    Json,
}

impl Kind {
    fn from_postgres(name: &str) -> Option<Self> {
        Some(match name {
            "text" => Self::Text,
            "bigint" => Self::Integer,
            "double" => Self::Real,
            "boolean" => Self::Boolean,
            "uuid" => Self::Uuid,
            "bytea" => Self::Bytes,
            "timestamptz" => Self::Moment,
            "date" => Self::Day,
            "jsonb" => Self::Json,
            _ => return None,
        })
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns in order, without generated ones.
    pub columns: Vec<Column>,
}

/// All tables, each after those that it refers to.
pub fn tables() -> Vec<Table> {
    let mut tables = Vec::new();
    for step in sqlx::migrate!("migrations/postgres").iter() {
        read(step.sql.as_str(), &mut tables);
    }
    tables
}

/// The newest step of the schema.
pub fn newest_step() -> i64 {
    sqlx::migrate!("migrations/postgres")
        .iter()
        .map(|step| step.version)
        .max()
        .unwrap_or(0)
}

fn column(words: &str) -> Option<Column> {
    let mut words = words.split_whitespace();
    let name = words.next()?.to_owned();
    let kind = Kind::from_postgres(words.next()?.trim_end_matches([',', ';']))?;
    Some(Column { name, kind })
}

/// Our migrations are written one column a line, which this relies on; a test compares the outcome with the database.
fn read(sql: &str, tables: &mut Vec<Table>) {
    let mut current: Option<Table> = None;
    for line in sql.lines() {
        if let Some(name) = line.strip_prefix("create table ") {
            current = Some(Table {
                name: name.trim_end_matches(" (").to_owned(),
                columns: Vec::new(),
            });
        } else if line.starts_with(')') {
            tables.extend(current.take());
        } else if let Some(table) = &mut current {
            table.columns.extend(column(line));
        } else if let Some(change) = line.strip_prefix("alter table ") {
            alter(change, tables);
        }
    }
}

/// Carries out what a line says after `alter table`, as far as it changes columns.
fn alter(change: &str, tables: &mut [Table]) {
    let Some((name, change)) = change.split_once(' ') else {
        return;
    };
    let Some(table) = tables.iter_mut().find(|table| table.name == name) else {
        return;
    };
    if let Some(added) = change.strip_prefix("add column ") {
        table.columns.extend(column(added));
    } else if let Some(dropped) = change.strip_prefix("drop column ") {
        let dropped = dropped.trim_end_matches(';');
        table.columns.retain(|column| column.name != dropped);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_come_after_those_that_they_refer_to() {
        let names: Vec<_> = tables().into_iter().map(|t| t.name).collect();
        let at = |name: &str| names.iter().position(|n| n == name).unwrap();
        assert!(at("municipality") < at("procedure") && at("procedure") < at("statement"));
        assert!(at("statement") < at("statement_person"));
    }

    #[test]
    fn dropped_columns_are_gone() {
        let tables = tables();
        let round = tables.iter().find(|t| t.name == "procedure_round").unwrap();
        assert!(round.columns.iter().all(|column| column.name != "opens_at"));
        assert!(round.columns.iter().any(|column| column.name == "ends_on"));
    }

    #[test]
    fn generated_columns_do_not_travel() {
        let statement = tables().into_iter().find(|t| t.name == "statement").unwrap();
        assert!(statement.columns.iter().all(|c| c.name != "search"));
        assert!(
            statement
                .columns
                .iter()
                .any(|c| c.name == "submitted_at" && c.kind == Kind::Moment)
        );
    }
}
