//! The cross-site rule, once for every change: `Sec-Fetch-Site: same-origin`, or where a browser does not send it, an
//! `Origin` that is the site's own.

use app::{
    forms::{ACCOUNT, FORM},
    ui::text::escape,
};
use axum::{
    extract::Request,
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use shared::api::{ApiError, error::Problem};

use crate::{
    http::{forms, problem},
    site::Cx,
};

/// Fields that an answer to another site's form never shows: secrets, and what nobody typed.
const NOT_SHOWN: [&str; 7] = ["password", "current", "again", "code", FORM, "next", ACCOUNT];

/// Whether another site caused a change.
pub fn is_foreign(cx: &Cx, request: &Request) -> bool {
    !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) && !is_own(cx, request)
}

/// The answer to a change that another site caused ([`is_foreign`]): it keeps what was typed. No more is read than a form
/// without files may have.
pub async fn refuse(cx: &Cx, request: Request) -> Response {
    tracing::warn!(
        path = %crate::http::observe::shown_path(request.uri().path()),
        "a change from another site was refused"
    );
    if request.uri().path().starts_with("/api/") {
        return problem::of(&Problem {
            status: StatusCode::FORBIDDEN.as_u16(),
            ..ApiError::refused("cross_site").to_problem()
        });
    }
    let typed = forms::read_within(cx, request, forms::MAX_FORM)
        .await
        .map(|came| came.fields)
        .unwrap_or_default();
    let text: String = typed
        .iter()
        .filter(|(name, value)| value.len() > 20 && !NOT_SHOWN.contains(&name.as_str()))
        .map(|(_, value)| {
            format!(
                "<textarea rows=\"12\" cols=\"60\" readonly>{}</textarea>",
                escape(value)
            )
        })
        .collect();
    let body = format!(
        "<!DOCTYPE html><html lang=\"de\"><title>Nicht angenommen</title><h1>Das haben wir nicht angenommen</h1>\
         <p>Diese Anfrage kam nicht von unserer Seite. Bitte öffnen Sie das Formular hier noch einmal. Ihr Text:</p>{text}</html>"
    );
    (
        StatusCode::FORBIDDEN,
        [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
        body,
    )
        .into_response()
}

fn is_own(cx: &Cx, request: &Request) -> bool {
    let text = |name: header::HeaderName| request.headers().get(name).and_then(|v| v.to_str().ok());
    match request
        .headers()
        .get("sec-fetch-site")
        .and_then(|v| v.to_str().ok())
    {
        Some(site) => site == "same-origin",
        None => match text(header::ORIGIN) {
            Some(origin) => {
                let own = cx.site.origin(&cx.municipality, &cx.host);
                origin == own || origin.split_once("://").is_some_and(|(_, host)| host == cx.host)
            }
            // Programs without a browser send neither; they carry no cookies of a visitor either.
            None => request.headers().get(header::COOKIE).is_none(),
        },
    }
}
