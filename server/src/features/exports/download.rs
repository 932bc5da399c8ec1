//! Fetching a file of an export: streamed from the store, to those who may make its variant.

use axum::{
    Extension,
    body::Body,
    extract::Path,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use object_store::path::Path as StorePath;
use shared::exports::ExportFormat;

use super::{start, store};
use crate::{
    error::Result,
    http::{files, problem},
    site::Cx,
};

/// Streams a file. Whoever may not have it cannot tell it from one that does not exist.
pub async fn download(Extension(cx): Extension<Cx>, Path((id, name)): Path<(String, String)>) -> Response {
    match find(&cx, &id, &name).await {
        Ok(Some(response)) => response,
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => problem::answer(&problem::to_api(error, &cx.site.dice, "export file")),
    }
}

async fn find(cx: &Cx, id: &str, name: &str) -> Result<Option<Response>> {
    let Ok(id) = id.parse() else { return Ok(None) };
    let Some(export) = store::find(&mut cx.read().await?, id).await? else {
        return Ok(None);
    };
    if !cx.viewer.can(start::action(export.variant)) {
        return Ok(None);
    }
    let Some((_, stored)) = export.files.iter().find(|(known, _)| known == name) else {
        return Ok(None);
    };
    let file = match cx.site.files.get(&StorePath::from(stored.as_str())).await {
        Ok(file) => file,
        Err(object_store::Error::NotFound { .. }) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let size = file.meta.size;
    let mut response = files::answer(bytes::Bytes::new(), media_type(export.format), Some(name));
    *response.body_mut() = Body::from_stream(file.into_stream());
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(Some(response))
}

const fn media_type(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ExportFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ExportFormat::Csv => "text/csv; charset=utf-8",
        ExportFormat::Pdf => "application/pdf",
        ExportFormat::Geojson => "application/geo+json",
    }
}
