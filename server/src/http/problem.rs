//! From an error to an answer: `application/problem+json`, and the one place where faults are logged.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use shared::api::{ApiError, error::Problem};

use crate::{clock::Dice, error::Error};

/// Turns an error into what the caller may know; a fault is logged with its causes under an incident number.
pub fn to_api(error: Error, dice: &Dice, what: &str) -> ApiError {
    match error {
        Error::Api(error) => error,
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
    if let ApiError::TooMany { minutes } = error
        && let Ok(value) = HeaderValue::from_str(&(u64::from(*minutes) * 60).to_string())
    {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
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
