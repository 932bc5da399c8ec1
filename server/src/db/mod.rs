//! The database: two native pools behind one enum, each statement written once.
//!
//! How to write a query: a free function in the `store.rs` of the feature that owns the table, one statement each,
//! first parameter `&mut impl Statements` (reading) or `&mut Tx` (writing); the text is a literal that both SQLite and
//! PostgreSQL accept, with `$1`, `$2` …; values in the order of the numbers:
//! ```ignore
//! sql!(db, optional Row, "select … from procedure where municipality_id = $1 and slug = $2", m, slug)?
//! ```
//! What both accept: `limit $n`, row values in comparisons, `on conflict … do update`, `returning`,
//! `cast(x as bigint)`; nullable parameters in comparisons need `cast($1 as text)`. What differs lives in `dialect/`.
//!
//! Invariants: a [`Read`] or [`Tx`] is opened for one municipality; rendering only reads; all writes of one request are
//! one transaction. SQLite runs WAL with `synchronous=FULL`, so that a receipt survives a power cut.

mod clear;
mod describe;
pub mod dialect;
pub mod list;
mod refusal;
mod time;

use std::{path::Path, str::FromStr, time::Duration};

pub use clear::clear;
pub use describe::describe;
pub use refusal::{MigrationError, NewerSchema, OpenError, Step, file_of, folder_of, unwritable};
use shared::ids::MunicipalityId;
use sqlx::{
    Connection as _, PgConnection, PgPool, Postgres, Sqlite, SqliteConnection, SqlitePool, Transaction,
    migrate::MigrateError,
    pool::PoolConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
pub use time::At;
use uuid::Uuid;

/// How durable SQLite is; PostgreSQL's durability is its server's setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Survives a power cut (`synchronous=FULL`).
    PowerCut,
    /// Survives a crash of the process only (`synchronous=NORMAL`): for measuring.
    Crash,
}

/// How long a database may take until it answers at the start.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long somebody who asks for something waits for a connection to a server: a page asks a few times one after the other,
/// and who waits for longer than a browser's patience learns nothing at all.
const WAIT: Duration = Duration::from_secs(3);
/// What names the database, for whoever wrote it there.
const URL_KEY: &str = "the database of TEILHABE_DATABASE_URL";

/// The pools.
#[derive(Clone, Debug)]
pub enum Db {
    /// The embedded database: many readers, one writer.
    Sqlite {
        /// Connections that cannot write.
        read: SqlitePool,
        /// The one connection that writes.
        write: SqlitePool,
    },
    /// A PostgreSQL server.
    Postgres(PgPool),
}

/// A connection of either kind.
#[derive(Debug)]
pub enum Conn<'a> {
    /// SQLite.
    Sqlite(&'a mut SqliteConnection),
    /// PostgreSQL.
    Postgres(&'a mut PgConnection),
}

/// Something that statements run on, for one municipality.
pub trait Statements: Send {
    /// The connection.
    fn conn(&mut self) -> Conn<'_>;
    /// The municipality whose rows are meant.
    fn municipality(&self) -> Uuid;
}

/// A connection for reading.
#[derive(Debug)]
pub struct Read {
    inner: ReadInner,
    municipality: Uuid,
}

#[derive(Debug)]
enum ReadInner {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

/// A transaction.
#[derive(Debug)]
pub struct Tx {
    inner: TxInner,
    municipality: Uuid,
    /// Procedures whose pages change when the transaction lasts; `None` for the whole municipality.
    pub touched: Vec<Option<shared::ids::ProcedureId>>,
}

#[derive(Debug)]
enum TxInner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Statements for Read {
    fn conn(&mut self) -> Conn<'_> {
        match &mut self.inner {
            ReadInner::Sqlite(c) => Conn::Sqlite(c),
            ReadInner::Postgres(c) => Conn::Postgres(c),
        }
    }
    fn municipality(&self) -> Uuid {
        self.municipality
    }
}

impl Statements for Tx {
    fn conn(&mut self) -> Conn<'_> {
        match &mut self.inner {
            TxInner::Sqlite(c) => Conn::Sqlite(c),
            TxInner::Postgres(c) => Conn::Postgres(c),
        }
    }
    fn municipality(&self) -> Uuid {
        self.municipality
    }
}

impl Tx {
    /// Makes everything done in the transaction last.
    ///
    /// # Errors
    /// Whatever the database says; then nothing of it lasts.
    pub async fn commit(self) -> sqlx::Result<()> {
        match self.inner {
            TxInner::Sqlite(tx) => tx.commit().await,
            TxInner::Postgres(tx) => tx.commit().await,
        }
    }
}

impl Db {
    /// Opens the database that a URL names: `sqlite:PATH` or `postgres://…`.
    ///
    /// # Errors
    /// Which database does not open, and why.
    pub async fn open(url: &str, durability: Durability) -> Result<Self, OpenError> {
        if url.starts_with("sqlite:") {
            let file = file_of(url).unwrap_or(Path::new(":memory:"));
            Self::open_file(url, durability)
                .await
                .map_err(|cause| OpenError::of_file(file, cause))
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Self::open_server(url).await
        } else {
            let said = "the URL must begin with sqlite: or postgres://";
            Err(OpenError::of_place(
                URL_KEY,
                sqlx::Error::Configuration(said.into()),
            ))
        }
    }

    async fn open_file(url: &str, durability: Durability) -> sqlx::Result<Self> {
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(match durability {
                Durability::PowerCut => SqliteSynchronous::Full,
                Durability::Crash => SqliteSynchronous::Normal,
            })
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .pragma("cache_size", "-8000")
            // Names and addresses that were deleted must not stay in the file.
            .pragma("secure_delete", "on")
            .statement_cache_capacity(200);
        // Asking a file whether it is still there would only cost each request two changes of threads.
        let pool = || SqlitePoolOptions::new().test_before_acquire(false);
        let write = pool().max_connections(1).connect_with(options.clone()).await?;
        let read = pool()
            .max_connections(4)
            .connect_with(options.pragma("query_only", "on"))
            .await?;
        Ok(Self::Sqlite { read, write })
    }

    async fn open_server(url: &str) -> Result<Self, OpenError> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|cause| OpenError::of_place(URL_KEY, cause))?
            .application_name("teilhabe");
        let at = options.get_socket().map_or_else(
            || format!("{}:{}", options.get_host(), options.get_port()),
            |socket| socket.display().to_string(),
        );
        let place = format!(
            "PostgreSQL at {at}, database {}, user {}",
            options.get_database().unwrap_or(options.get_username()),
            options.get_username()
        );
        // One connection by itself first: a pool tries again and again, and then says only that none came in time.
        let first = tokio::time::timeout(PATIENCE, async {
            PgConnection::connect_with(&options).await?.close().await
        });
        let late = || {
            let said = format!("it did not answer within {} seconds", PATIENCE.as_secs());
            sqlx::Error::Io(std::io::Error::new(std::io::ErrorKind::TimedOut, said))
        };
        first
            .await
            .unwrap_or_else(|_| Err(late()))
            .map_err(|cause| OpenError::of_place(place, cause))?;
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(WAIT)
            .connect_lazy_with(options);
        Ok(Self::Postgres(pool))
    }

    /// Brings the schema to the newest step.
    ///
    /// # Errors
    /// A database of a newer version, a step that was changed after it was applied, or whatever the database says.
    pub async fn migrate(&self) -> Result<(), MigrationError> {
        let done = match self {
            Self::Sqlite { write, .. } => sqlx::migrate!("migrations/sqlite").run(write).await,
            Self::Postgres(pool) => sqlx::migrate!("migrations/postgres").run(pool).await,
        };
        match done {
            Err(MigrateError::VersionMissing(missing)) => {
                match self.step().await.map_err(MigrateError::Execute)? {
                    Step::Newer(newer) => Err(newer.into()),
                    _ => Err(MigrateError::VersionMissing(missing).into()),
                }
            }
            done => done.map_err(MigrationError::from),
        }
    }

    /// Where the schema stands.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn step(&self) -> sqlx::Result<Step> {
        let known = sqlx::migrate!("migrations/sqlite")
            .iter()
            .map(|step| step.version)
            .max()
            .unwrap_or(0);
        let mut read = self.read(MunicipalityId(Uuid::nil())).await?;
        let found = crate::sql!(
            &mut read,
            one(Option<i64>),
            "select max(version) from _sqlx_migrations where success"
        );
        Ok(match found {
            Ok((None,)) => Step::None,
            Ok((Some(at),)) if at < known => Step::Older,
            Ok((Some(at),)) if at > known => Step::Newer(NewerSchema { at, known }),
            Ok(_) => Step::Newest,
            Err(error) if is_without_table(&error) => Step::None,
            Err(error) => return Err(error),
        })
    }

    /// A connection for reading a municipality's rows.
    ///
    /// # Errors
    /// When no connection can be had in time.
    pub async fn read(&self, municipality: MunicipalityId) -> sqlx::Result<Read> {
        let inner = match self {
            Self::Sqlite { read, .. } => ReadInner::Sqlite(read.acquire().await?),
            Self::Postgres(pool) => ReadInner::Postgres(pool.acquire().await?),
        };
        Ok(Read {
            inner,
            municipality: municipality.0,
        })
    }

    /// A transaction on a municipality's rows.
    ///
    /// # Errors
    /// When no connection can be had in time.
    pub async fn begin(&self, municipality: MunicipalityId) -> sqlx::Result<Tx> {
        let inner = match self {
            // Taking the write lock at once: a later upgrade of the lock could fail in the middle of the work.
            Self::Sqlite { write, .. } => TxInner::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => TxInner::Postgres(pool.begin().await?),
        };
        Ok(Tx {
            inner,
            municipality: municipality.0,
            touched: Vec::new(),
        })
    }

    /// A transaction that only reads and sees one state of all rows: for backups, and for what is wrong in halves.
    ///
    /// # Errors
    /// When no connection can be had in time.
    pub async fn snapshot(&self, municipality: MunicipalityId) -> sqlx::Result<Tx> {
        let inner = match self {
            Self::Sqlite { read, .. } => TxInner::Sqlite(read.begin().await?),
            Self::Postgres(pool) => TxInner::Postgres(
                pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?,
            ),
        };
        Ok(Tx {
            inner,
            municipality: municipality.0,
            touched: Vec::new(),
        })
    }

    /// Whether this is the embedded database.
    pub const fn is_sqlite(&self) -> bool {
        matches!(self, Self::Sqlite { .. })
    }

    /// Closes all connections.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// Whether an error says that the database cannot be had at the moment, which passes, and no fault of a statement: no
/// connection, one that broke, PostgreSQL stopping or full (classes 08 and 57, 53300), SQLite's file held by another program
/// for too long.
pub fn is_away(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::Tls(_) => {
            true
        }
        sqlx::Error::Database(said) => said.code().is_some_and(|code| {
            code.starts_with("08")
                || ["57P01", "57P02", "57P03", "53300", "5", "261", "517"].contains(&code.as_ref())
        }),
        _ => false,
    }
}

/// Whether a table is meant that is not there: PostgreSQL has a code for it (undefined_table), SQLite only words.
fn is_without_table(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|said| {
        said.code().as_deref() == Some("42P01") || said.message().starts_with("no such table")
    })
}

/// Runs one statement, written once for both databases.
///
/// `sql!(db, all Row, "…", a, b)` · `sql!(db, one Row, …)` · `sql!(db, optional Row, …)` · `sql!(db, run, …)` (rows touched).
#[macro_export]
macro_rules! sql {
    (@bind $query:expr $(, $value:expr)*) => {{ let query = $query; $( let query = query.bind($value); )* query }};
    // rustfmt reads `one (i64,)` as a call and takes the comma away: a lone type in parentheses is a row of one value.
    ($db:expr, all ($row:ty), $($rest:tt)*) => { $crate::sql!(@row fetch_all, $db, ($row,), $($rest)*) };
    ($db:expr, one ($row:ty), $($rest:tt)*) => { $crate::sql!(@row fetch_one, $db, ($row,), $($rest)*) };
    ($db:expr, optional ($row:ty), $($rest:tt)*) => { $crate::sql!(@row fetch_optional, $db, ($row,), $($rest)*) };
    (@row $fetch:ident, $db:expr, $row:ty, $text:literal $(, $value:expr)* $(,)?) => { $crate::sql!(@fetch $fetch, $db, $row, $text $(, $value)*) };
    ($db:expr, all $row:ty, $text:literal $(, $value:expr)* $(,)?) => { $crate::sql!(@fetch fetch_all, $db, $row, $text $(, $value)*) };
    ($db:expr, one $row:ty, $text:literal $(, $value:expr)* $(,)?) => { $crate::sql!(@fetch fetch_one, $db, $row, $text $(, $value)*) };
    ($db:expr, optional $row:ty, $text:literal $(, $value:expr)* $(,)?) => { $crate::sql!(@fetch fetch_optional, $db, $row, $text $(, $value)*) };
    (@fetch $fetch:ident, $db:expr, $row:ty, $text:literal $(, $value:expr)*) => {{
        #[expect(clippy::disallowed_methods, reason = "the one place where statements are made")]
        let answer = match $crate::db::Statements::conn($db) {
            $crate::db::Conn::Sqlite(c) => $crate::sql!(@bind sqlx::query_as::<_, $row>($text) $(, $value)*).$fetch(c).await,
            $crate::db::Conn::Postgres(c) => $crate::sql!(@bind sqlx::query_as::<_, $row>($text) $(, $value)*).$fetch(c).await,
        };
        answer
    }};
    ($db:expr, run, $text:literal $(, $value:expr)* $(,)?) => {{
        #[expect(clippy::disallowed_methods, reason = "the one place where statements are made")]
        let answer = match $crate::db::Statements::conn($db) {
            $crate::db::Conn::Sqlite(c) => $crate::sql!(@bind sqlx::query($text) $(, $value)*).execute(c).await.map(|done| done.rows_affected()),
            $crate::db::Conn::Postgres(c) => $crate::sql!(@bind sqlx::query($text) $(, $value)*).execute(c).await.map(|done| done.rows_affected()),
        };
        answer
    }};
}
