//! The embedded front end: style sheet, WASM, scripts, texts; immutable under hashed names.

use std::sync::LazyLock;

use app::i18n::{Audience, table_hash, table_json};
use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use serde::Deserialize;
use shared::language::Language;

use crate::http::pages::compress_brotli;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/site.rs"));
}

/// What the front end's build wrote about itself.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Manifest {
    /// The start script, below `/pkg/`.
    pub entry: Option<String>,
    /// The script that loads the program, below `/pkg/`.
    pub module: String,
    /// The service worker's script, below `/pkg/`.
    pub worker: Option<String>,
    /// Of all the code.
    pub hash: String,
    /// The style sheet, below `/pkg/`.
    pub css: Option<String>,
    /// The style sheet that staff's pages need besides, below `/pkg/`.
    pub staff_css: Option<String>,
    /// The folder of Leaflet, below `/pkg/`.
    pub leaflet: Option<String>,
    /// How the program is split.
    pub split: Option<Split>,
}

/// How the program is split.
#[derive(Debug, Default, Deserialize)]
pub struct Split {
    /// The folder, below `/pkg/`.
    pub folder: String,
    /// The linking script.
    pub script: String,
}

static MANIFEST: LazyLock<Manifest> =
    LazyLock::new(|| serde_json::from_str(embedded::MANIFEST).unwrap_or_default());

/// The manifest of the embedded front end.
pub fn manifest() -> &'static Manifest {
    &MANIFEST
}

/// The address of a language's texts.
pub fn texts_address(language: Language, audience: Audience) -> String {
    format!("/pkg/{}", texts_name(language, audience))
}

fn texts_name(language: Language, audience: Audience) -> String {
    let audience = match audience {
        Audience::Public => "",
        Audience::Staff => "staff-",
    };
    format!(
        "texts-{audience}{}-{}.json",
        language.code(),
        table_hash(language)
    )
}

/// The texts by their names, plain and compressed; made when they are first asked for.
static TEXTS: LazyLock<Vec<(String, Texts)>> = LazyLock::new(|| {
    let audiences = [Audience::Public, Audience::Staff];
    let all = Language::ALL
        .iter()
        .flat_map(|language| audiences.map(|audience| (*language, audience)));
    all.map(|(language, audience)| {
        let texts = LazyLock::new(Box::new(move || {
            let plain = Bytes::from(table_json(language, audience));
            let brotli = compress_brotli(&plain, 9).into();
            (plain, brotli)
        }) as Box<dyn FnOnce() -> (Bytes, Bytes) + Send>);
        (texts_name(language, audience), texts)
    })
    .collect()
});

type Texts = LazyLock<(Bytes, Bytes), Box<dyn FnOnce() -> (Bytes, Bytes) + Send>>;

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

/// The text of an embedded file.
pub fn text(name: &str) -> Option<&'static str> {
    let (_, plain, _) = embedded::FILES.iter().find(|(known, ..)| *known == name)?;
    std::str::from_utf8(plain).ok()
}

/// Serves a file below `/pkg/`.
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let immutable = HeaderValue::from_static("public, max-age=31536000, immutable");
    let embedded = || {
        let (_, plain, brotli) = embedded::FILES.iter().find(|(known, ..)| *known == name)?;
        Some((Bytes::from_static(plain), Bytes::from_static(brotli)))
    };
    let texts = || {
        let (_, texts) = TEXTS.iter().find(|(known, _)| *known == name)?;
        Some(LazyLock::force(texts).clone())
    };
    let Some((plain, brotli)) = embedded().or_else(texts) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let accepts = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.contains("br"));
    let mut response = if accepts && !brotli.is_empty() {
        (
            [(header::CONTENT_ENCODING, HeaderValue::from_static("br"))],
            brotli,
        )
            .into_response()
    } else {
        plain.into_response()
    };
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(&name)));
    out.insert(header::CACHE_CONTROL, immutable);
    out.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    response
}
