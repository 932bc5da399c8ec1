//! From an error to an answer: `application/problem+json`, a page of its own for people who followed a link to a file, and
//! the one place where faults are logged.

use app::{
    i18n::{Msg, msg},
    ui::text::escape,
};
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use shared::{
    api::{ApiError, error::Problem},
    language::Language,
};

use crate::{clock::Dice, db, error::Error, http::assets};

/// In how many seconds whoever met a site without its database comes again.
const AWAY_SECONDS: u64 = 30;

/// Turns an error into what the caller may know; a fault is logged with its causes under an incident number. A database that
/// cannot be had is no fault of what was asked for: the same may be asked again soon.
pub fn to_api(error: Error, dice: &Dice, what: &str) -> ApiError {
    match error {
        Error::Api(error) => error,
        Error::Internal(cause) if cause.downcast_ref::<sqlx::Error>().is_some_and(db::is_away) => {
            tracing::error!(what, cause = %cause, "the database cannot be had");
            ApiError::Unavailable
        }
        Error::Internal(cause) => {
            let incident = crate::secret::to_hex(&dice.bytes::<4>());
            let mut chain = cause.to_string();
            let mut source = cause.source();
            while let Some(inner) = source {
                chain = format!("{chain}: {inner}");
                source = inner.source();
            }
            tracing::error!(incident, what, cause = chain, "a request failed");
            ApiError::Internal { incident }
        }
    }
}

/// The answer for an error.
pub fn answer(error: &ApiError) -> Response {
    let mut response = of(&error.to_problem());
    tell_wait(&mut response, error);
    response
}

/// Says in an answer's headers how long to wait, where the error is that somebody has to.
pub fn tell_wait(response: &mut Response, error: &ApiError) {
    let seconds = match error {
        ApiError::TooMany { minutes } => u64::from(*minutes) * 60,
        ApiError::Unavailable => AWAY_SECONDS,
        _ => return,
    };
    response
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
}

/// Whether an answer is read by people: their browsers ask for a page wherever a link leads.
pub fn is_for_people(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accepted| accepted.to_str().ok())
        .is_some_and(|accepted| accepted.contains("text/html"))
}

/// The answer for an error in place of a file, as a page: what is the matter, and the way on, by its address and name.
pub fn page(error: &ApiError, language: Language, text: &Msg, way_on: &(String, Msg)) -> Response {
    let title = match error {
        ApiError::NotFound => msg::common::not_found::title(),
        _ => msg::common::failure::title(),
    };
    let words = |message: &Msg| escape(&message.text(language));
    let (title, text) = (words(&title), words(text));
    let (href, name) = (escape(&way_on.0), words(&way_on.1));
    let (code, dir) = (language.code(), language.direction().as_str());
    let style = assets::manifest()
        .css
        .as_ref()
        .map(|css| format!("<link rel=\"stylesheet\" href=\"/pkg/{css}\">"))
        .unwrap_or_default();
    let body = format!(
        "<!DOCTYPE html><html lang=\"{code}\" dir=\"{dir}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title>{style}</head>\
         <body><main class=\"page page--content stack\"><h1>{title}</h1><p>{text}</p>\
         <p><a class=\"row-link\" href=\"{href}\">{name}</a></p></main></body></html>"
    );
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
    ];
    let mut response = (status, headers, body).into_response();
    tell_wait(&mut response, error);
    response
}

/// The answer for a problem document.
pub fn of(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_vec(problem).unwrap_or_default();
    let mut response = (status, body).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    response
}
