//! Downloads: ordinary routes beside the endpoint table. A file is served from a path that cannot execute.

use axum::{
    Extension, Router,
    body::Body,
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use object_store::path::Path as StorePath;
use shared::api::segment;

use crate::{
    error::Result,
    features, secret,
    site::{Cx, Site},
};

/// The routes.
pub fn routes() -> Router {
    Router::new()
        .route("/files/documents/{hash}/{name}", get(document))
        .route("/files/arms/{hash}", get(arms))
        .route("/files/colours/{hash}", get(colours))
        .merge(features::file_routes())
}

/// Stores a file under its SHA-256; the same content is stored once.
///
/// # Errors
/// When the store does not take it.
pub async fn store(site: &Site, bytes: bytes::Bytes) -> Result<String> {
    let hash = secret::to_hex(&secret::sha256(&bytes));
    site.files
        .put(&StorePath::from(hash.as_str()), bytes.into())
        .await?;
    Ok(hash)
}

/// Reads a stored file; `None` when there is none.
///
/// # Errors
/// When the store does not answer.
pub async fn read(site: &Site, hash: &str) -> Result<Option<bytes::Bytes>> {
    if hash.len() != 64 || !hash.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Ok(None);
    }
    match site.files.get(&StorePath::from(hash)).await {
        Ok(found) => Ok(Some(found.bytes().await?)),
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// An answer with a file: the type that was found by looking inside, never guessed by the browser.
pub fn answer(bytes: bytes::Bytes, media_type: &'static str, download_name: Option<&str>) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    if let Some(name) = download_name {
        let plain: String = name
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || "._- ".contains(c) {
                    c
                } else {
                    '_'
                }
            })
            .collect();
        // All that it leaves as it is may stand in such a value (RFC 8187 § 3.2.1).
        let encoded = segment(name);
        if let Ok(value) = HeaderValue::from_str(&format!(
            "attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"
        )) {
            out.insert(header::CONTENT_DISPOSITION, value);
        }
    }
    response
}

/// A document of a published version, or for staff of a working copy.
async fn document(Extension(cx): Extension<Cx>, Path((hash, _)): Path<(String, String)>) -> Response {
    match document_bytes(&cx, &hash).await {
        Ok(Some(bytes)) => {
            let mut response = answer(bytes, "application/pdf", None);
            response.headers_mut().insert(
                header::CACHE_CONTROL,
                HeaderValue::from_static("private, max-age=3600"),
            );
            response
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => super::problem::answer(&super::problem::to_api(error, &cx.site.dice, "document")),
    }
}

async fn document_bytes(cx: &Cx, hash: &str) -> Result<Option<bytes::Bytes>> {
    if !features::procedures::shows_document(cx, hash).await? {
        return Ok(None);
    }
    read(&cx.site, hash).await
}

async fn arms(Extension(cx): Extension<Cx>, Path(hash): Path<String>) -> Response {
    if cx.municipality.arms.as_deref() != Some(hash.as_str()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    match read(&cx.site, &hash).await {
        Ok(Some(bytes)) => {
            let media_type = if bytes.starts_with(b"\x89PNG") {
                "image/png"
            } else {
                "image/svg+xml"
            };
            let mut response = answer(bytes, media_type, None);
            response.headers_mut().insert(
                header::CACHE_CONTROL,
                HeaderValue::from_static("public, max-age=31536000, immutable"),
            );
            response
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => super::problem::answer(&super::problem::to_api(error, &cx.site.dice, "arms")),
    }
}

async fn colours(Extension(cx): Extension<Cx>, Path(hash): Path<String>) -> Response {
    let asked = hash.trim_end_matches(".css");
    let Some(sheet) = cx.municipality.sheet.as_ref().filter(|sheet| sheet.hash == asked) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = answer(sheet.css.clone().into(), "text/css; charset=utf-8", None);
    response.headers_mut().insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=31536000, immutable"),
    );
    response
}
