//! Playing and downloading a video: streamed from the store, whole or a range of it (RFC 9110, 14), so that a player
//! can jump.

use std::ops::Range;

use axum::{
    Extension,
    body::Body,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use object_store::{GetOptions, GetRange, ObjectStore as _, path::Path as StorePath};
use shared::access::Action;

use super::store;
use crate::{error::Result, http::problem, site::Cx};

/// Streams a file. Whoever may not have it cannot tell it from one that does not exist.
pub async fn download(
    Extension(cx): Extension<Cx>,
    Path((file, _)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    match find(&cx, &file, &headers).await {
        Ok(Some(response)) => response,
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => problem::answer(&problem::to_api(error, &cx.site.dice, "video")),
    }
}

async fn find(cx: &Cx, hash: &str, headers: &HeaderMap) -> Result<Option<Response>> {
    let Some((file, published)) = store::file(&mut cx.read().await?, hash).await? else {
        return Ok(None);
    };
    if !published && !cx.viewer.can(Action::SeeProcedures) {
        return Ok(None);
    }
    let asked = headers
        .get(header::RANGE)
        .and_then(|value| value.to_str().ok())
        .map_or(Asked::Whole, |value| range(value, file.size));
    let part = match asked {
        Asked::Whole => None,
        Asked::Part(part) => Some(part),
        Asked::Beyond => {
            let mut response = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
            set(
                &mut response,
                header::CONTENT_RANGE,
                &format!("bytes */{}", file.size),
            );
            return Ok(Some(response));
        }
    };
    let options = GetOptions {
        range: part.clone().map(GetRange::Bounded),
        ..GetOptions::default()
    };
    let stored = match cx.site.files.get_opts(&StorePath::from(hash), options).await {
        Ok(stored) => stored,
        Err(object_store::Error::NotFound { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut response = Response::new(Body::from_stream(stored.into_stream()));
    let length = part.as_ref().map_or(file.size, |part| part.end - part.start);
    if let Some(part) = part {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        let text = format!(
            "bytes {}-{}/{}",
            part.start,
            part.end.saturating_sub(1),
            file.size
        );
        set(&mut response, header::CONTENT_RANGE, &text);
    }
    set(&mut response, header::CONTENT_TYPE, &file.media_type);
    set(&mut response, header::CONTENT_LENGTH, &length.to_string());
    set(&mut response, header::ACCEPT_RANGES, "bytes");
    set(&mut response, header::CACHE_CONTROL, "private, max-age=3600");
    Ok(Some(response))
}

fn set(response: &mut Response, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// What a `Range` header asks for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    /// Everything; also when the header cannot be understood or asks for several ranges, which may be ignored.
    Whole,
    /// These bytes.
    Part(Range<u64>),
    /// Nothing that there is.
    Beyond,
}

fn range(header: &str, size: u64) -> Asked {
    let Some((start, end)) = header
        .strip_prefix("bytes=")
        .filter(|ranges| !ranges.contains(','))
        .and_then(|range| range.trim().split_once('-'))
    else {
        return Asked::Whole;
    };
    let range = match (start.parse::<u64>(), end.parse::<u64>()) {
        (Ok(start), Ok(end)) if end >= start => start..end.saturating_add(1).min(size),
        (Ok(start), Err(_)) if end.is_empty() => start..size,
        (Err(_), Ok(last)) if start.is_empty() => size.saturating_sub(last)..size,
        _ => return Asked::Whole,
    };
    if range.is_empty() {
        Asked::Beyond
    } else {
        Asked::Part(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_rfc_9110_says() {
        for (header, asked) in [
            ("bytes=0-99", Asked::Part(0..100)),
            ("bytes=900-", Asked::Part(900..1000)),
            ("bytes=-100", Asked::Part(900..1000)),
            ("bytes=990-5000", Asked::Part(990..1000)),
            ("bytes=1000-", Asked::Beyond),
            ("bytes=0-1,5-6", Asked::Whole),
            ("items=0-1", Asked::Whole),
            ("bytes=9-3", Asked::Whole),
        ] {
            assert_eq!(range(header, 1000), asked, "{header}");
        }
    }
}
