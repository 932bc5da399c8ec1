//! What goes wrong on the server: refusals for the caller, faults for the log.
//!
//! Invariant: a fault's cause is logged once, in `http/problem.rs`, and never shown; the caller gets its incident number.

use shared::api::ApiError;

/// An error of a handler.
#[derive(Debug)]
pub enum Error {
    /// The caller is refused.
    Api(ApiError),
    /// Our fault.
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

/// What handlers answer.
pub type Result<T> = std::result::Result<T, Error>;

impl From<ApiError> for Error {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

macro_rules! faults {
    ($($kind:ty),* $(,)?) => { $(
        impl From<$kind> for Error {
            fn from(error: $kind) -> Self { Self::Internal(Box::new(error)) }
        }
    )* };
}
faults!(
    sqlx::Error,
    std::io::Error,
    object_store::Error,
    serde_json::Error,
    crate::db::OpenError,
    crate::db::MigrationError,
    tokio::task::JoinError
);

impl Error {
    /// A fault that nothing else describes.
    pub fn internal(what: impl Into<String>) -> Self {
        Self::Internal(what.into().into())
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::Internal(cause) => cause.fmt(f),
        }
    }
}

impl std::error::Error for Error {}
