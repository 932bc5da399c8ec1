//! Whether a municipality's colours can be read (WCAG 2.2, 1.4.3 and 1.4.6).

use super::{Finding, fail, ok, warn};
use crate::{features::organisations, site::Municipality};

pub(super) fn examine(municipality: &Municipality) -> Vec<Finding> {
    if municipality.colours.is_empty() {
        return Vec::new();
    }
    let slug = &municipality.slug;
    let findings: Vec<_> = organisations::examine_look(&municipality.colours)
        .into_iter()
        .map(|finding| {
            let found = format!("{slug}, {finding}");
            if finding.refuses() {
                fail(
                    "colours",
                    found,
                    "pages have the project's own colours until `teilhabe municipality look` sets others",
                )
            } else {
                warn("colours", found, "7:1 is read by nearly everybody")
            }
        })
        .collect();
    if findings.is_empty() {
        return vec![ok("colours", format!("{slug}: all text has at least 7:1"))];
    }
    findings
}
