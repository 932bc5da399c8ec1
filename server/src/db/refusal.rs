//! Why a database does not open, in words for whoever runs the program.
//!
//! Invariant: nothing here shows the password that the URL of a database may hold.

use std::{fmt, path::Path};

/// Where the schema of a database stands beside the steps that this program knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// There is no schema: no installation was begun in this database.
    None,
    /// Steps are missing, which [`super::Db::migrate`] brings.
    Older,
    /// At the newest step.
    Newest,
    /// A newer program brought it further.
    Newer(NewerSchema),
}

/// A newer program brought the database to a step that this one does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "this database is of a newer version (step {at}; this binary knows {known}): {}",
    Self::REMEDY
)]
pub struct NewerSchema {
    /// The newest step of the database.
    pub at: i64,
    /// The newest step that this program knows.
    pub known: i64,
}

impl NewerSchema {
    /// What helps.
    pub const REMEDY: &'static str = "put the newer binary back, or restore the archive from before the upgrade \
                              (docs/operations.md, \"Upgrade and rollback\")";
}

/// Why a schema does not come to the newest step.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// It is further than this program.
    #[error(transparent)]
    Newer(#[from] NewerSchema),
    /// A step was changed after it was applied, or the database refuses.
    #[error(transparent)]
    Step(#[from] sqlx::migrate::MigrateError),
}

/// A database that does not open: which, why, and what may help.
#[derive(Debug)]
pub struct OpenError {
    /// The file, or server, database and user.
    place: String,
    cause: sqlx::Error,
    /// Who may not write what, when that is in the way.
    unwritable: Option<String>,
}

impl OpenError {
    /// A file that does not open.
    pub(super) fn of_file(file: &Path, cause: sqlx::Error) -> Self {
        Self {
            place: file.display().to_string(),
            cause,
            unwritable: [folder_of(file), file].into_iter().find_map(unwritable),
        }
    }

    /// A database of a server, or a URL that names none.
    pub(super) fn of_place(place: impl Into<String>, cause: sqlx::Error) -> Self {
        Self {
            place: place.into(),
            cause,
            unwritable: None,
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} does not open: ", self.place)?;
        match &self.cause {
            // Without what sqlx puts before it, "error returned from database".
            sqlx::Error::Database(said) => write!(f, "{said}")?,
            sqlx::Error::Io(said) => write!(f, "{said}")?,
            sqlx::Error::Configuration(said) => write!(f, "{said}")?,
            other => write!(f, "{other}")?,
        }
        if let Some(unwritable) = &self.unwritable {
            write!(f, "; {unwritable}")?;
        }
        Ok(())
    }
}

impl std::error::Error for OpenError {}

/// The file of a SQLite database; `None` for one in memory and for PostgreSQL.
pub fn file_of(url: &str) -> Option<&Path> {
    let path = url
        .strip_prefix("sqlite:")?
        .trim_start_matches("//")
        .split('?')
        .next()?;
    (!path.is_empty() && !path.contains(":memory:")).then(|| Path::new(path))
}

/// The folder that a file lies in.
pub fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Says that whoever runs this program may not write a file or folder that is there; `None` where they may.
#[cfg(unix)]
pub fn unwritable(path: &Path) -> Option<String> {
    use rustix::fs::{Access, access};
    if !path.exists() {
        return None;
    }
    let error = access(path, Access::WRITE_OK).err()?;
    let user = rustix::process::geteuid().as_raw();
    Some(format!(
        "the user with the number {user}, who runs this, may not write {}: {}",
        path.display(),
        std::io::Error::from(error)
    ))
}

/// Nothing is known of it here.
#[cfg(not(unix))]
pub fn unwritable(_: &Path) -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::{Db, Durability};

    #[test]
    fn the_file_of_a_database_is_known_by_its_url() {
        let of = |url| file_of(url).map(|path| path.display().to_string());
        assert_eq!(of("sqlite:data/x.db").as_deref(), Some("data/x.db"));
        assert_eq!(of("sqlite:///srv/x.db?mode=rwc").as_deref(), Some("/srv/x.db"));
        assert_eq!(of("sqlite::memory:"), None);
        assert_eq!(of("postgres://teilhabe@db/teilhabe"), None);
        assert_eq!(folder_of(Path::new("x.db")), Path::new("."));
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_is_named_at_once_and_without_its_password() {
        // Nobody listens on port 1.
        let url = "postgres://anna:geheim-geheim@127.0.0.1:1/town";
        let begun = std::time::Instant::now();
        let said = Db::open(url, Durability::PowerCut).await.unwrap_err().to_string();
        assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{said}");
        assert!(
            said.contains("127.0.0.1:1") && said.contains("town") && said.contains("anna"),
            "{said}"
        );
        assert!(said.contains("refused") && !said.contains("pool"), "{said}");
        assert!(!said.contains("geheim"), "{said}");
    }

    #[tokio::test]
    async fn a_file_that_does_not_open_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("no/x.db");
        let url = format!("sqlite:{}", file.display());
        let said = Db::open(&url, Durability::PowerCut)
            .await
            .unwrap_err()
            .to_string();
        assert!(said.contains(file.to_str().unwrap()), "{said}");
        let said = Db::open("mysql://a:geheim@b/c", Durability::PowerCut)
            .await
            .unwrap_err()
            .to_string();
        assert!(
            said.contains("TEILHABE_DATABASE_URL") && said.contains("sqlite:") && !said.contains("geheim"),
            "{said}"
        );
    }
}
