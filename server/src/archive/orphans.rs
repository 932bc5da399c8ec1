//! Files that nothing names: left behind by a process that died between storing a file and its row, or by a demonstration
//! that was renewed.
//!
//! Invariants: a file is kept as long as any row of any table holds its name, whatever feature wrote it – a new kind of
//! file cannot be forgotten here –, but for jobs, which name the files that they are to delete; and it is kept for [`KEPT`]
//! in any case, because its row may still be on the way.

use std::{collections::BTreeSet, sync::Arc};

use chrono::Duration;
use futures::TryStreamExt as _;
use object_store::path::Path as StorePath;
use serde_json::Value;
use shared::ids::MunicipalityId;
use uuid::Uuid;

use super::{ArchiveError, rows, schema};
use crate::site::Site;

/// How long a file is kept whatever the rows say: longer than any form stays open.
pub const KEPT: Duration = Duration::hours(48);
/// The table of jobs.
const JOBS: &str = "job";
/// The length of a stored file's name: 32 bytes in hexadecimal digits.
const NAME: usize = 64;

/// Deletes files that no row names; answers how many.
///
/// # Errors
/// Whatever database and store say; what was deleted until then stays deleted.
pub async fn sweep_files(site: &Arc<Site>) -> Result<usize, ArchiveError> {
    let before = site.clock.now() - KEPT;
    let mut unnamed: BTreeSet<String> = site
        .files
        .list(None)
        .try_filter_map(|meta| async move {
            let name = meta.location.to_string();
            Ok((meta.last_modified < before && name.len() == NAME).then_some(name))
        })
        .try_collect()
        .await?;
    if unnamed.is_empty() {
        return Ok(0);
    }
    let mut snapshot = site.db.snapshot(MunicipalityId(Uuid::nil())).await?;
    for table in schema::tables().into_iter().filter(|table| table.name != JOBS) {
        rows::read_all(&mut snapshot, &table, |line| {
            cross_out(&line, &mut unnamed);
            Ok(())
        })
        .await?;
    }
    snapshot.commit().await?;
    let mut deleted = 0;
    for name in unnamed {
        let path = StorePath::from(name.as_str());
        // Documents are stored by their content: somebody may have stored this one again just now.
        match site.files.head(&path).await {
            Ok(meta) if meta.last_modified < before => {}
            Ok(_) | Err(object_store::Error::NotFound { .. }) => continue,
            Err(error) => return Err(error.into()),
        }
        match site.files.delete(&path).await {
            Ok(()) => deleted += 1,
            // A job that was to delete it was quicker.
            Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    if deleted > 0 {
        tracing::info!(deleted, "files that nothing named any more were deleted");
    }
    Ok(deleted)
}

/// Takes every name that a value holds, at whatever depth and within whatever text, out of the set.
fn cross_out(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            for word in text.split(|c: char| !c.is_ascii_hexdigit()) {
                if word.len() == NAME {
                    names.remove(word);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| cross_out(item, names)),
        Value::Object(fields) => fields.values().for_each(|field| cross_out(field, names)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_name_is_found_at_any_depth_and_within_a_path() {
        let name = |digit: &str| digit.repeat(NAME);
        let mut names: BTreeSet<String> = ["a", "b", "c", "d"].into_iter().map(name).collect();
        let row = json!({ "file": name("a"), "files": [["x.pdf", name("b")]], "markdown": format!("![](/files/documents/{}/x.pdf)", name("c")), "n": 1 });
        cross_out(&row, &mut names);
        assert_eq!(names, BTreeSet::from([name("d")]));
    }
}
