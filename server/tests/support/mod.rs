//! The harness: a site in the process, on SQLite always and on PostgreSQL where `TEST_POSTGRES_URL` names a server
//! (`REQUIRE_POSTGRES=1` makes a missing one a failure). The clock stands and is moved; ids are the same in every run.
//!
//! ```ignore
//! both_databases! {
//!     async fn a_closed_round_refuses_statements(site: TestSite) { … }
//! }
//! ```

#![allow(
    dead_code,
    unused_imports,
    reason = "each test file uses its own part of the harness"
)]

mod http;
mod log;
mod site;

pub use http::{Answered, Browser, Network, fields};
pub use log::Log;
pub use site::{
    TestSite, api_of, bare_postgres, both_databases_run, config, drop_database as drop_postgres,
    empty_postgres, empty_sqlite,
};

/// Declares tests that run on both databases.
#[macro_export]
macro_rules! both_databases {
    ($($(#[$meta:meta])* async fn $name:ident($site:ident: TestSite) $body:block)*) => { $(
        $(#[$meta])*
        #[test]
        fn $name() {
            $crate::support::both_databases_run(stringify!($name), |$site: $crate::support::TestSite| async move {
                // The whole site moves in, or its folder would be gone before the test begins.
                let $site = $site;
                $body
            });
        }
    )* };
}
