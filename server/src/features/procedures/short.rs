//! The way from paper to the page: a short address, and the picture that telephones read it from.
//!
//! Invariant: both lead to the simplified view, and only to what is published.

use app::{context::View, routes};
use axum::{
    Extension,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use qrcode::{EcLevel, QrCode, render::svg};
use shared::api::{ApiError, segment};

use super::current_slug;
use crate::{
    error::{Error, Result},
    http::{self, files, pages, problem},
    site::Cx,
};

/// Pixels of the picture's edge where nothing says how large it is shown.
const EDGE: u32 = 320;

/// `/p/{slug}`: to the procedure in the simplified view, in the visitor's language.
pub async fn short_address(
    Extension(cx): Extension<Cx>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Response {
    match current_slug(&cx, &slug).await {
        Ok(slug) => {
            let language = http::language_of(&cx, &headers);
            let to = routes::in_view(&routes::procedure(language, &slug), View::Simple);
            http::see_by_language(&to)
        }
        // The page for what is not there, with its way on.
        Err(Error::Api(ApiError::NotFound)) => {
            pages::see(StatusCode::FOUND, &format!("/procedures/{}", segment(&slug)))
        }
        Err(error) => problem::answer(&problem::to_api(error, &cx.site.dice, "short address")),
    }
}

/// `/files/code/{slug}.svg`: the short address as a QR code (ISO/IEC 18004).
pub(super) async fn code(Extension(cx): Extension<Cx>, Path(name): Path<String>) -> Response {
    let Some(slug) = name.strip_suffix(".svg") else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match draw(&cx, slug).await {
        Ok(picture) => {
            let mut response = files::answer(picture.into(), "image/svg+xml", None);
            response.headers_mut().insert(
                header::CACHE_CONTROL,
                HeaderValue::from_static("public, max-age=86400"),
            );
            response
        }
        Err(error) => problem::answer(&problem::to_api(error, &cx.site.dice, "code")),
    }
}

async fn draw(cx: &Cx, slug: &str) -> Result<String> {
    let slug = current_slug(cx, slug).await?;
    let address = format!(
        "{}{}",
        cx.site.origin(&cx.municipality, &cx.host),
        routes::short(&slug)
    );
    // A quarter of it may be dirty or torn: it hangs outside.
    let code = QrCode::with_error_correction_level(address, EcLevel::Q)
        .map_err(|error| Error::internal(format!("no QR code could be made: {error}")))?;
    Ok(code.render::<svg::Color<'_>>().min_dimensions(EDGE, EDGE).build())
}
