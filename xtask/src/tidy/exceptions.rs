//! The data of tidy's rules: what each crate may not import, which tables are owned or scoped unusually.
//!
//! A new exception needs a reason beside it.

/// Crate → packages that it must not depend on directly. `*` at the end stands for any rest.
pub const FORBIDDEN: [(&str, &[&str]); 6] = [
    (
        "shared",
        // No I/O, no clock, no randomness; it is compiled for the browser too.
        &[
            "app",
            "server",
            "formats",
            "xtask",
            "leptos*",
            "axum",
            "tokio",
            "sqlx",
            "regex",
            "rand",
            "getrandom",
            "reqwest",
            "web-sys",
            "js-sys",
            "wasm-bindgen",
            "chrono-tz",
        ],
    ),
    (
        "formats",
        &[
            "app",
            "server",
            "xtask",
            "leptos*",
            "axum",
            "tokio",
            "sqlx",
            "reqwest",
            "rand",
            "getrandom",
        ],
    ),
    (
        "app",
        &[
            "server",
            "formats",
            "xtask",
            "axum",
            "leptos_axum",
            "tokio",
            "sqlx",
            "reqwest",
            "regex",
        ],
    ),
    (
        "linter",
        // What staff load for it stays small.
        &[
            "app", "server", "formats", "xtask", "leptos*", "axum", "tokio", "sqlx", "web-sys",
        ],
    ),
    ("server", &["xtask", "web-sys", "gloo*", "openssl", "native-tls"]),
    (
        "xtask",
        &["app", "server", "formats", "shared", "leptos*", "axum", "sqlx"],
    ),
];

/// Tables whose name does not begin with a feature's: table or prefix ending in `_` → where it may be written, as a path
/// below `server/src/`.
pub const OWNERS: [(&str, &str); 14] = [
    // The log and the outbox are infrastructure: features write through `events::record`.
    ("event", "events"),
    ("event_", "events"),
    ("job", "jobs"),
    ("job_", "jobs"),
    // Organisations keeps the tenant and what holds for the whole installation.
    ("installation_setting", "features/organisations"),
    ("municipality", "features/organisations"),
    ("municipality_", "features/organisations"),
    // Tables named after the thing, where the feature's word is an abstraction.
    ("staff", "features/identity"),
    ("staff_", "features/identity"),
    ("address", "features/addresses"),
    ("segment", "features/assessment"),
    ("barrier", "features/accessibility"),
    ("barrier_", "features/accessibility"),
    ("glossary_", "features/easy_language"),
];

/// Files that may write any table: whole-database tools.
pub const WRITE_ANYTHING: [&str; 3] = ["archive", "demo", "db"];

/// Tables of the installation: they hold no municipality's content and have no `municipality_id` to ask for.
pub const INSTALLATION_TABLES: [&str; 4] =
    ["municipality", "installation_setting", "job", "_sqlx_migrations"];

/// Endpoints whose name pages write as a text.
pub const ENDPOINTS_AS_TEXT: [&str; 1] = [
    // The browser's program does not hold its type; a test in `app` compares the two.
    "CheckEasyLanguage",
];
