//! Where the browser of the browser tests is.

use std::path::PathBuf;

use crate::run;

/// `TEILHABE_CHROMIUM`, else Chromium or Chrome on `PATH`.
pub fn chromium() -> Option<PathBuf> {
    if let Some(given) = std::env::var_os("TEILHABE_CHROMIUM") {
        return Some(given.into());
    }
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .find_map(|name| run::find(name))
}
