//! Room for what visitors store: how much one address prefix may lay down within a day, and how much of the disk stays free.
//!
//! Invariants: files give way first, words are taken while there is any room at all; what was not stored in the end, or is
//! no more, does not count.

use std::path::Path;

use shared::api::{ApiError, Invalid};

use super::store::StoredFile;
use crate::{
    error::Result,
    http::limits::{Limit, Taken},
    site::Cx,
    uploads::{self, Accepted},
};

/// What one address prefix may store within a day, in kilobytes: 60 people behind one library address with five files of
/// 10 MB each, twice. A draft lives for a day from its last change: whoever goes on with it keeps what it holds.
pub const STORED: Limit = Limit {
    purpose: "stored",
    attempts: 6_000_000,
    minutes: 24 * 60,
};
/// What a draft takes at most without its files, in kilobytes.
const DRAFT: usize = 500;
/// What stays free for the database and the words of everybody, in bytes.
const KEPT_FREE: u64 = 1024 * 1024 * 1024;

/// What was counted for something that is being stored; given back unless it is kept.
#[derive(Debug, Default)]
#[must_use = "what was counted is given back as soon as this is dropped: keep() it when everything is stored"]
pub(super) struct Room(Vec<Taken>);

impl Room {
    /// Makes it last: everything is stored.
    pub(super) fn keep(self) {
        for taken in self.0 {
            taken.keep();
        }
    }
}

/// Room for the words of a new draft.
///
/// # Errors
/// [`ApiError::TooMany`] when the address prefix stored too much today.
pub(super) fn for_text(cx: &Cx) -> std::result::Result<Room, ApiError> {
    let taken = cx.site.limits.take_amount(STORED, &cx.client.0, DRAFT)?;
    Ok(Room(vec![taken]))
}

/// The files for which there is room; the others are told in `invalid` under the field `files`.
pub(super) fn for_files(cx: &Cx, files: Vec<Accepted>, invalid: &mut Invalid) -> (Vec<Accepted>, Room) {
    if files.is_empty() {
        return (files, Room::default());
    }
    // Where the system does not tell, the limit alone holds.
    let mut free = free_bytes(&cx.site.config.data).unwrap_or(u64::MAX);
    let mut allowed = Vec::new();
    let mut room = Room::default();
    for file in files {
        let size = file.bytes.len();
        let left = after(free, u64::try_from(size).unwrap_or(u64::MAX));
        let taken = if left.is_some() {
            let limits = &cx.site.limits;
            limits.take_amount(STORED, &cx.client.0, size.div_ceil(1000)).ok()
        } else {
            tracing::warn!("a visitor's file was refused: the disk is nearly full");
            None
        };
        match taken.zip(left) {
            Some((taken, left)) => {
                free = left;
                room.0.push(taken);
                allowed.push(file);
            }
            None => invalid.add_with("files", "errors.upload_no_space", &[("file", file.name)]),
        }
    }
    (allowed, room)
}

/// Gives back the room of files that are no more: whoever tries several photographs keeps room for the one that is right.
/// It is given to the address prefix that removes them, which may be another one than stored them. It comes from what was
/// counted there until they were stored and still is, so that all together are never counted for less than they stored
/// within the day: a file in a draft that lives longer makes no room, because it has long ceased to count.
pub(super) fn give_back(cx: &Cx, files: &[StoredFile]) {
    for file in files {
        let Some(stored_at) = file.stored_at else { continue };
        let amount = usize::try_from(file.size.div_ceil(1000)).unwrap_or(usize::MAX);
        cx.site.limits.give_back(STORED, &cx.client.0, stored_at, amount);
    }
}

/// What is free once a file is stored; `None` where too little would be.
fn after(free: u64, size: u64) -> Option<u64> {
    free.checked_sub(size).filter(|left| *left >= KEPT_FREE)
}

/// Bytes that are free on the disk of a folder, where the system tells.
#[cfg(unix)]
fn free_bytes(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free_bytes(_: &Path) -> Option<u64> {
    None
}

/// Stores files under names of their own.
///
/// # Errors
/// When the store does not take one.
pub(super) async fn store(cx: &Cx, files: Vec<Accepted>) -> Result<Vec<StoredFile>> {
    let mut stored = Vec::new();
    for file in files {
        let size = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
        stored.push(StoredFile {
            file: uploads::store(&cx.site, file.bytes).await?,
            name: file.name,
            media_type: file.media_type.into(),
            size,
            stored_at: Some(cx.now()),
        });
    }
    Ok(stored)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_would_fill_the_disk_is_refused() {
        assert_eq!(after(KEPT_FREE + 10, 10), Some(KEPT_FREE));
        assert_eq!(after(KEPT_FREE + 10, 11), None);
        assert_eq!(after(5, 10), None);
    }

    #[test]
    fn the_system_tells_how_much_is_free() {
        assert!(!cfg!(unix) || free_bytes(&std::env::temp_dir()).is_some());
    }
}
