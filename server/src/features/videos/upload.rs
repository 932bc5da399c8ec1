//! Uploading a video: streamed to the disk while it is hashed, then into the store. Works without script: the form
//! posts here and is led back to its page.

use std::path::PathBuf;

use app::routes;
use axum::{
    Extension,
    extract::{Request, multipart::Field},
    http::StatusCode,
    response::Response,
};
use object_store::{ObjectStore as _, WriteMultipart, path::Path as StorePath};
use sha2::{Digest, Sha256};
use shared::api::ApiError;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{edit, store};
use crate::{
    error::Result,
    events::{self, Event, EventKind, Visibility},
    http::{forms, pages, parts::Parts, problem},
    secret::to_hex,
    site::Cx,
};

/// How much is read at once from the disk into the store.
const PIECE: usize = 1024 * 1024;
/// Longest name of a file, in characters.
const MAX_NAME: usize = 120;
/// Longest address to lead back to, in bytes.
const MAX_NEXT: usize = 1_000;

/// A file on its way; removed whatever happens.
struct Staged {
    path: PathBuf,
    hash: String,
    size: u64,
    media_type: &'static str,
}

impl Drop for Staged {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.path));
    }
}

/// Takes a file and leads back to the page that the form names, which says what became of it.
pub async fn upload(Extension(cx): Extension<Cx>, request: Request) -> Response {
    if let Err(error) = edit::check_may_edit(&cx) {
        return problem::answer(&problem::to_api(error, &cx.site.dice, "video upload"));
    }
    let mut next = String::new();
    let outcome = match take(&cx, request, &mut next).await {
        Ok(()) => ("uploaded", "1"),
        Err(error) => match problem::to_api(error, &cx.site.dice, "video upload") {
            ApiError::Refused { code, .. } if code == "video_kind" => ("problem", "kind"),
            ApiError::Refused { code, .. } if code == "video_size" => ("problem", "size"),
            ApiError::Refused { code, .. } if code == "video_missing" => ("problem", "missing"),
            error => return problem::answer(&error),
        },
    };
    // The field `next` comes before the file; only pages of staff are led back to.
    let to = if routes::is_own(&next) && next.contains("/staff/") && !next.contains(['?', '#']) {
        next
    } else {
        routes::staff(
            shared::language::Language::from_code(&cx.municipality.default_language).unwrap_or_default(),
            "videos",
        )
    };
    pages::see(StatusCode::SEE_OTHER, &routes::with_query(&to, &[outcome]))
}

async fn take(cx: &Cx, request: Request, next: &mut String) -> Result<()> {
    let malformed = || ApiError::malformed("file");
    // What is too long is said while the file is written, before this ends.
    let most = usize::try_from(most_bytes(cx)).unwrap_or(usize::MAX);
    let mut parts = Parts::of(request, most.saturating_add(forms::MAX_FORM)).await?;
    while let Some(mut field) = parts.next_part().await.map_err(|_| malformed())? {
        match field.name() {
            Some("next") => {
                while let Some(piece) = field.chunk().await.map_err(|_| malformed())? {
                    next.push_str(std::str::from_utf8(&piece).map_err(|_| malformed())?);
                    if next.len() > MAX_NEXT {
                        return Err(malformed().into());
                    }
                }
            }
            Some("file") => {
                let name = plain_name(field.file_name().unwrap_or_default());
                let staged = stage(cx, field).await?;
                return keep(cx, &staged, &name).await;
            }
            _ => {}
        }
    }
    Err(ApiError::refused("video_missing").into())
}

/// How long a video may be, in bytes.
fn most_bytes(cx: &Cx) -> u64 {
    cx.site.config.max_video_mb.saturating_mul(1_000_000)
}

/// Writes the field to the disk while it is hashed.
async fn stage(cx: &Cx, mut field: Field<'_>) -> Result<Staged> {
    let folder = cx.site.config.data.join("uploading");
    tokio::fs::create_dir_all(&folder).await?;
    let mut staged = Staged {
        path: folder.join(cx.new_id().to_string()),
        hash: String::new(),
        size: 0,
        media_type: "",
    };
    let most = most_bytes(cx);
    let mut file = tokio::fs::File::create(&staged.path).await?;
    let mut hash = Sha256::new();
    let mut head = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|_| ApiError::malformed("file"))? {
        staged.size = staged
            .size
            .saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        if staged.size > most {
            return Err(ApiError::refused("video_size").into());
        }
        if head.len() < 12 {
            head.extend(piece.iter().take(12).copied());
            // A file that is no video is not read to its end.
            if head.len() >= 12 && media_type(&head).is_none() {
                return Err(ApiError::refused("video_kind").into());
            }
        }
        hash.update(&piece);
        file.write_all(&piece).await?;
    }
    if staged.size == 0 {
        return Err(ApiError::refused("video_missing").into());
    }
    staged.media_type = media_type(&head).ok_or_else(|| ApiError::refused("video_kind"))?;
    file.flush().await?;
    staged.hash = to_hex(&hash.finalize());
    Ok(staged)
}

/// Moves the file into the store and remembers it. The store comes first: a file that nothing refers to does no harm.
async fn keep(cx: &Cx, staged: &Staged, name: &str) -> Result<()> {
    put(cx, staged).await?;
    let mut tx = cx.begin().await?;
    store::put_file(
        &mut tx,
        &staged.hash,
        name,
        staged.media_type,
        staged.size,
        cx.now(),
    )
    .await?;
    let event = Event::new(EventKind::VideoUploaded, Visibility::Staff)
        .data(serde_json::json!({ "file": staged.hash, "size": staged.size }));
    events::record(&mut tx, cx, event).await?;
    cx.commit(tx).await?;
    // Somebody may have removed the same file while this one was on its way.
    put(cx, staged).await
}

/// Brings the file into the store, where it is not there yet.
async fn put(cx: &Cx, staged: &Staged) -> Result<()> {
    let path = StorePath::from(staged.hash.as_str());
    if cx.site.files.head(&path).await.is_err() {
        let mut file = tokio::fs::File::open(&staged.path).await?;
        let mut into = WriteMultipart::new(cx.site.files.put_multipart(&path).await?);
        let mut piece = vec![0; PIECE];
        loop {
            let read = file.read(&mut piece).await?;
            if read == 0 {
                break;
            }
            into.wait_for_capacity(4).await?;
            into.write(piece.get(..read).unwrap_or_default());
        }
        into.finish().await?;
    }
    Ok(())
}

/// What a file is shows in its first bytes: an ISO media file says `ftyp`, Matroska and WebM begin with EBML.
fn media_type(head: &[u8]) -> Option<&'static str> {
    if head.get(4..8) == Some(b"ftyp") {
        Some("video/mp4")
    } else if head.starts_with(&[0x1a, 0x45, 0xdf, 0xa3]) {
        Some("video/webm")
    } else {
        None
    }
}

/// The last part of a file's name, in letters that need no escaping in addresses.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || "._-".contains(c) {
                c
            } else {
                '-'
            }
        })
        .take(MAX_NAME)
        .collect();
    match kept.trim_start_matches(['.', '-']) {
        "" => "video".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_video_is_known_by_its_first_bytes_never_by_its_name() {
        assert_eq!(media_type(b"\0\0\0\x20ftypisom"), Some("video/mp4"));
        assert_eq!(media_type(b"\x1a\x45\xdf\xa3rest"), Some("video/webm"));
        assert_eq!(media_type(b"<html><script>"), None);
        assert_eq!(plain_name("C:\\Filme\\Gebärden 1.mp4"), "Geb-rden-1.mp4");
        assert_eq!(plain_name("../.."), "video");
    }
}
