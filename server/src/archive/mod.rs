//! Backup and restore: one archive that either database writes and either reads.
//!
//! A ZIP with `manifest.json` (format, schema step, rows and SHA-256 of every part), `tables/<table>.jsonl` (a row a
//! line, values in one notation), `files/<sha256>`, and `secret.sealed`: the installation's secret, encrypted with a
//! passphrase (argon2id, XChaCha20-Poly1305), because receipts cannot be looked up without it.
//!
//! Invariants: a backup is one snapshot, taken while the server runs; a restore goes into an empty installation, checks
//! every hash before the first row, and is one transaction. Sessions are left out: nobody stays signed in by a restore.

mod copy;
mod dump;
mod load;
mod orphans;
mod rows;
mod schema;
mod seal;

pub use copy::copy;
pub use dump::{Backup, write};
pub use load::{Restored, read};
pub use orphans::{KEPT, sweep_files};
pub use schema::{Column, Kind, Table, tables};

use serde::{Deserialize, Serialize};

/// The number of this archive's form.
pub const FORMAT: u32 = 1;

/// Tables that do not travel.
const LEFT_OUT: [&str; 1] = ["staff_session"];

/// What an archive says about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: u32,
    /// The newest step of the schema.
    pub schema: i64,
    /// When it was written, UTC.
    pub created_at: String,
    /// The version of the program that wrote it.
    pub program: String,
    /// Every part but this one.
    pub parts: Vec<Part>,
}

/// A part of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name in the archive.
    pub name: String,
    /// Rows, for a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u64>,
    /// Bytes.
    pub bytes: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// What keeps an archive from being written or read.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The target holds content already.
    #[error("this installation is not empty: restore needs a new database and a new data folder")]
    NotEmpty,
    /// The archive is not one of ours, or damaged; says where.
    #[error("the archive cannot be used: {0}")]
    Damaged(String),
    /// The archive is of another version.
    #[error(
        "the archive was written for step {archive} of the schema, this program is at step {program}: use the program that fits, then upgrade"
    )]
    OtherSchema {
        /// The archive's step.
        archive: i64,
        /// The program's step.
        program: i64,
    },
    /// The passphrase does not open the secret.
    #[error("the passphrase does not open this archive")]
    Passphrase,
    /// The passphrase is too short to protect anything.
    #[error("the passphrase needs at least 12 characters")]
    WeakPassphrase,
    /// The database refused.
    #[error("the database refused")]
    Database(#[from] sqlx::Error),
    /// Reading or writing failed.
    #[error("reading or writing failed")]
    Io(#[from] std::io::Error),
    /// The ZIP could not be read or written.
    #[error("the ZIP could not be read or written")]
    Zip(#[from] zip::result::ZipError),
    /// The file store failed.
    #[error("the file store failed")]
    Store(#[from] object_store::Error),
    /// A row could not be read or written.
    #[error("a row could not be read or written")]
    Json(#[from] serde_json::Error),
}
