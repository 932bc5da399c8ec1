//! Reads `locales/status.json`: who wrote and who reviewed the texts of each language.
//!
//! - Every folder in `locales/` must be listed, so that no language appears without saying where it comes from.
//! - `parts` overrides the language's entry for single files, such as a page that a native speaker has read already.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Who answers for some texts.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Status {
    /// Who wrote them.
    written_by: String,
    /// The day on which they were written last, `YYYY-MM-DD`.
    written_on: String,
    /// The native speaker, or for `de-simple` the group, that reviewed them; empty as long as nobody has.
    #[serde(default)]
    reviewed_by: String,
    /// The day of the review, `YYYY-MM-DD`; empty as long as there was none.
    #[serde(default)]
    reviewed_on: String,
}

#[derive(Debug, serde::Deserialize)]
struct Entry {
    #[serde(flatten)]
    all: Common,
    #[serde(default)]
    parts: BTreeMap<String, Status>,
}

#[derive(Debug, serde::Deserialize)]
struct Common {
    written_by: String,
    written_on: String,
    #[serde(default)]
    reviewed_by: String,
    #[serde(default)]
    reviewed_on: String,
}

/// Writes the status of every language and part as Rust.
///
/// # Errors
/// What to mend in the file.
pub fn generate(json: &str, parts: &BTreeSet<(String, String)>) -> Result<String, String> {
    let entries: BTreeMap<String, Entry> =
        serde_json::from_str(json).map_err(|error| format!("locales/status.json: {error}"))?;
    let mut out = String::new();
    _ = writeln!(
        out,
        "/// Language, part, written by, written on, reviewed by, reviewed on."
    );
    _ = writeln!(
        out,
        "pub(super) static STATUS: &[(&str, &str, &str, &str, &str, &str)] = &["
    );
    for (language, part) in parts {
        let entry = entries.get(language).ok_or_else(|| {
            format!("locales/status.json: {language} is missing. To mend it: say who wrote its texts.")
        })?;
        let status = entry.parts.get(part).cloned().unwrap_or_else(|| Status {
            written_by: entry.all.written_by.clone(),
            written_on: entry.all.written_on.clone(),
            reviewed_by: entry.all.reviewed_by.clone(),
            reviewed_on: entry.all.reviewed_on.clone(),
        });
        if status.reviewed_by.is_empty() != status.reviewed_on.is_empty() {
            return Err(format!(
                "locales/status.json: {language}, {part}: a review has a name and a day, or neither."
            ));
        }
        let Status {
            written_by,
            written_on,
            reviewed_by,
            reviewed_on,
        } = status;
        _ = writeln!(
            out,
            "({language:?}, {part:?}, {written_by:?}, {written_on:?}, {reviewed_by:?}, {reviewed_on:?}),"
        );
    }
    _ = writeln!(out, "];");
    Ok(out)
}
