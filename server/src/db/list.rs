//! Lists whose conditions depend on what was asked for: the one place where a statement is put together from parts.
//!
//! Invariant: every part is a literal of this program; whatever came from outside is a bound value. A `?` in a part
//! stands for the next value, so that parts need not know their numbers.

use sqlx::{AssertSqlSafe, FromRow, Postgres, Sqlite, postgres::PgRow, sqlite::SqliteRow};
use uuid::Uuid;

use super::{At, Conn, Statements, Tx};

/// A value of a list's condition.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(i64),
    /// An id.
    Id(Uuid),
    /// A flag.
    Flag(bool),
    /// A moment.
    Moment(At),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
impl From<Uuid> for Value {
    fn from(id: Uuid) -> Self {
        Self::Id(id)
    }
}
impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}
impl From<At> for Value {
    fn from(moment: At) -> Self {
        Self::Moment(moment)
    }
}

/// A statement that is put together from parts.
#[derive(Debug, Default)]
pub struct List {
    text: String,
    values: Vec<Value>,
    is_planned_anew: bool,
}

impl List {
    /// A statement that begins with this part.
    #[must_use]
    pub fn new(part: &'static str, values: impl IntoIterator<Item = Value>) -> Self {
        Self::default().push(part, values)
    }

    /// Adds a part; each `?` in it takes the next value.
    #[must_use]
    pub fn push(mut self, part: &'static str, values: impl IntoIterator<Item = Value>) -> Self {
        let mut values = values.into_iter();
        for (at, piece) in part.split('?').enumerate() {
            if at > 0 {
                self.values.extend(values.next());
                self.text.push_str(&format!("${}", self.values.len()));
            }
            self.text.push_str(piece);
        }
        self.text.push(' ');
        self
    }

    /// Adds a part with one value, if there is one.
    #[must_use]
    pub fn push_if(self, part: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.push(part, [value.into()]),
            None => self,
        }
    }

    /// Adds `(a, b, …)` for ids; without ids a list that nothing is in.
    #[must_use]
    pub fn push_ids(mut self, ids: impl IntoIterator<Item = Uuid>) -> Self {
        let mut numbers = Vec::new();
        for id in ids {
            self.values.push(Value::Id(id));
            numbers.push(format!("${}", self.values.len()));
        }
        let inside = if numbers.is_empty() {
            "null".to_owned()
        } else {
            numbers.join(", ")
        };
        self.text.push_str(&format!("({inside}) "));
        self
    }

    /// Puts what there is so far between two parts; values of the second one follow.
    #[must_use]
    pub fn within(
        mut self,
        before: &'static str,
        after: &'static str,
        values: impl IntoIterator<Item = Value>,
    ) -> Self {
        self.text.insert_str(0, before);
        self.push(after, values)
    }

    /// Lets the database plan the statement for these very values each time: where the best way depends on how
    /// frequent a value is, a plan kept for all values is the wrong one for some.
    #[must_use]
    pub const fn planned_anew(mut self) -> Self {
        self.is_planned_anew = true;
        self
    }

    /// Carries it out where it answers no rows.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn run(self, tx: &mut Tx) -> sqlx::Result<()> {
        self.all::<()>(tx).await.map(drop)
    }

    /// All rows.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn all<R>(self, db: &mut impl Statements) -> sqlx::Result<Vec<R>>
    where
        R: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        macro_rules! fetch {
            ($kind:ty, $connection:expr) => {{
                #[expect(
                    clippy::disallowed_methods,
                    reason = "the one place where statements are put together"
                )]
                let mut query =
                    sqlx::query_as::<$kind, R>(AssertSqlSafe(self.text)).persistent(!self.is_planned_anew);
                for value in self.values {
                    query = match value {
                        Value::Text(text) => query.bind(text),
                        Value::Number(number) => query.bind(number),
                        Value::Id(id) => query.bind(id),
                        Value::Flag(flag) => query.bind(flag),
                        Value::Moment(moment) => query.bind(moment),
                    };
                }
                query.fetch_all($connection).await
            }};
        }
        match db.conn() {
            Conn::Sqlite(connection) => fetch!(Sqlite, connection),
            Conn::Postgres(connection) => fetch!(Postgres, connection),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_mark_becomes_the_number_of_its_value() {
        let list = List::new("select 1 where a = ?", [Value::from(1)])
            .push("and b in", [])
            .push_ids([Uuid::nil(), Uuid::nil()])
            .push_if("and c = ?", None::<i64>)
            .push_if("and d = ?", Some("x"));
        assert_eq!(list.text, "select 1 where a = $1 and b in ($2, $3) and d = $4 ");
        assert_eq!(list.values.len(), 4);
        assert_eq!(List::default().push_ids([]).text, "(null) ");
    }
}
