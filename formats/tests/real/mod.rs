//! Where the real plan files lie. They are no part of the project: `TEILHABE_TEST_DATA` or `../shared/data` beside the
//! repository names their folder; where it is missing the tests say so and pass, unless `REQUIRE_TEST_DATA=1`, and
//! `cargo xtask test` says so at its end.

use std::path::PathBuf;

/// The folder `xplanung` of the test set, which has the files themselves in `plans`; `None` with a message where there is
/// none.
pub fn folder() -> Option<PathBuf> {
    #[expect(
        clippy::disallowed_methods,
        reason = "tests find their data by the environment"
    )]
    let (named, required) = (
        std::env::var("TEILHABE_TEST_DATA"),
        std::env::var("REQUIRE_TEST_DATA").is_ok_and(|v| v == "1"),
    );
    let beside = || concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data").to_owned();
    let folder = PathBuf::from(named.unwrap_or_else(|_| beside())).join("xplanung");
    if folder.join("plans").is_dir() {
        return Some(folder);
    }
    assert!(
        !required,
        "REQUIRE_TEST_DATA=1, but there is no test data in {}",
        folder.display()
    );
    println!("skipped: no test data in {}", folder.display());
    None
}
