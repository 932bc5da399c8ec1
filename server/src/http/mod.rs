//! The router and what lies around it: access log and headers of every answer → who asks (host, address, session) →
//! cross-site rule → API, files, pages.
//!
//! Two layers and no more, each with its steps in one function: axum copies all layers below one for each that a request
//! passes, and a page from the cache costs little beside them.

pub mod assets;
pub mod cache;
pub mod files;
pub mod forms;
pub mod forwarded;
pub mod limits;
pub mod memory;
pub mod mount;
pub mod observe;
pub mod offline;
pub mod openapi;
pub mod origin;
pub mod pages;
pub mod parts;
pub mod problem;

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc};

use app::{context::View, routes};
use axum::{
    Extension, Router,
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use mount::{FormHandler, Mount, Mounted, Readers};
use shared::{
    api::{ApiError, error::Problem},
    language::Language,
};

use crate::{
    db::Step,
    features,
    site::{Cx, Exchange, Site},
    viewer::{ClientPrefix, Viewer},
};

/// What pages and forms need of the layers below them.
#[derive(Clone)]
pub struct Layers {
    /// Reading endpoints by name.
    pub readers: Readers,
    /// Changing endpoints by name.
    pub forms: Arc<BTreeMap<&'static str, FormHandler>>,
}

impl std::fmt::Debug for Layers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Layers").finish_non_exhaustive()
    }
}

/// Everything that was mounted, in the order of the features.
pub fn table() -> Vec<Mounted> {
    features::mount(Mount::default()).table
}

/// The API alone, without the layers that find out who asks; callers bring a [`Cx`].
pub fn api_router() -> Router {
    features::mount(Mount::default()).router
}

/// What pages may ask.
pub fn readers() -> Readers {
    Arc::new(features::mount(Mount::default()).readers)
}

/// The whole site.
pub fn router(site: &Arc<Site>) -> Router {
    let mount = features::mount(Mount::default());
    let api = mount.router;
    let layers = Layers {
        readers: Arc::new(mount.readers),
        forms: Arc::new(mount.forms),
    };
    Router::new()
        .route("/api/v1/openapi.json", get(openapi::serve))
        .merge(
            api.method_not_allowed_fallback(other_method)
                .layer(middleware::from_fn(cookies_out)),
        )
        .merge(files::routes())
        .route("/pkg/{*name}", get(assets::serve))
        .merge(offline::routes())
        .route("/r/{code}", get(features::statements::redirect_code))
        // As some type it from paper, in capitals throughout.
        .route("/R/{code}", get(features::statements::redirect_code))
        .route("/p/{slug}", get(features::procedures::short_address))
        .route("/sitemap.xml", get(features::procedures::sitemap))
        .route("/robots.txt", get(robots))
        .fallback(move |cx, request| page(layers.clone(), cx, request))
        .layer(middleware::from_fn_with_state(site.clone(), visit))
        .merge(health(site))
        .layer(middleware::from_fn_with_state(site.clone(), answer))
}

/// An endpoint that is asked by a method that it has not; the `Allow` header names those that it has.
async fn other_method() -> Response {
    let problem = Problem {
        title: "method not allowed".into(),
        status: StatusCode::METHOD_NOT_ALLOWED.as_u16(),
        code: "method_not_allowed".into(),
        incident: None,
        fields: Vec::new(),
        arguments: BTreeMap::new(),
    };
    problem::of(&problem)
}

/// Cookies that a handler set travel with the answer.
async fn cookies_out(Extension(cx): Extension<Cx>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for cookie in cx.exchange.take_set_cookies() {
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

fn health(site: &Arc<Site>) -> Router {
    let ready = site.clone();
    Router::new().route("/healthz", get(|| async { "ok" })).route(
        "/readyz",
        get(move || {
            let site = ready.clone();
            async move {
                match site.db.step().await {
                    Ok(Step::Newest) => (StatusCode::OK, "ready"),
                    Ok(Step::Newer(_)) => (
                        StatusCode::SERVICE_UNAVAILABLE,
                        "the database is of a newer version",
                    ),
                    Ok(Step::None | Step::Older) => (
                        StatusCode::SERVICE_UNAVAILABLE,
                        "the database waits for its migration",
                    ),
                    Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer"),
                }
            }
        }),
    )
}

async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /api/\nDisallow: /r/\nDisallow: /*/r/\nDisallow: /*/staff\n"
}

/// Finds out for whom the request is and who asks (host, address, cookies, session), and refuses what another site caused.
async fn visit(State(site): State<Arc<Site>>, mut request: Request, next: Next) -> Response {
    let Some(mut cx) = stranger(&site, &request) else {
        return unknown_host();
    };
    if let Some(token) = features::identity::session_token(&cx) {
        match Box::pin(features::identity::viewer_of(&cx, token)).await {
            Ok(viewer) => cx.viewer = viewer,
            Err(error) => return problem::answer(&problem::to_api(error, &site.dice, "session")),
        }
    }
    if origin::is_foreign(&cx, &request) {
        return Box::pin(origin::refuse(&cx, request)).await;
    }
    request.extensions_mut().insert(cx);
    next.run(request).await
}

/// The context of a request before its session is known; `None` for a host without municipality.
fn stranger(site: &Arc<Site>, request: &Request) -> Option<Cx> {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(address)| address.ip());
    let came = forwarded::came(peer, request.headers(), &site.config.trusted_proxies);
    let host = came
        .host
        .or_else(|| {
            let host = request.headers().get(header::HOST)?;
            host.to_str().ok().map(str::to_owned)
        })
        .or_else(|| request.uri().host().map(str::to_owned))
        .unwrap_or_default();
    let municipality = site.municipality_of(&host)?;
    let client = came
        .client
        .map_or_else(|| ClientPrefix("unknown".into()), ClientPrefix::of);
    let cookies = cookies(request);
    Some(Cx {
        site: site.clone(),
        municipality,
        viewer: Viewer::Visitor,
        client,
        host,
        exchange: Arc::new(Exchange::new(cookies, Vec::new())),
        found: None,
    })
}

fn unknown_host() -> Response {
    let body = "<!DOCTYPE html><html lang=\"de\"><title>Nicht gefunden</title><h1>Nicht gefunden</h1><p>Unter dieser Adresse gibt es keine Beteiligung.</p></html>";
    (
        StatusCode::NOT_FOUND,
        [(header::CONTENT_TYPE, "text/html; charset=utf-8")],
        body,
    )
        .into_response()
}

fn cookies(request: &Request) -> Vec<(String, String)> {
    request
        .headers()
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// A page: its language is the first part of its path; without one a redirect finds it.
async fn page(layers: Layers, Extension(cx): Extension<Cx>, request: Request) -> Response {
    let uri = request.uri().clone();
    if uri.path().starts_with("/api/") {
        return problem::answer(&ApiError::NotFound);
    }
    let first = uri
        .path()
        .trim_start_matches('/')
        .split('/')
        .next()
        .unwrap_or_default();
    // Debug builds know two more languages, see `app/src/i18n/pseudo.rs`.
    let language = Language::from_code(first).filter(|l| l.code() == first);
    let Some(language) = language else {
        if request.method() != Method::GET && request.method() != Method::HEAD {
            return StatusCode::METHOD_NOT_ALLOWED.into_response();
        }
        let default = Language::from_code(&cx.municipality.default_language).unwrap_or_default();
        let wished = request
            .headers()
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|v| v.to_str().ok())
            .unwrap_or_default();
        let language = cx
            .exchange
            .cookie("language")
            .and_then(Language::from_code)
            .filter(|l| Language::ALL.contains(l))
            .unwrap_or_else(|| Language::negotiate(wished, default));
        let rest = uri.path_and_query().map_or("/", |p| p.as_str());
        let rest = if uri.path() == "/" {
            rest.trim_start_matches('/').to_owned()
        } else {
            rest.to_owned()
        };
        let mut response = pages::see(StatusCode::FOUND, &format!("/{}{rest}", language.code()));
        response
            .headers_mut()
            .insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Language"));
        return response;
    };
    if let Some(response) = in_small_letters(&uri) {
        return response;
    }
    let chosen = chosen_view(&uri);
    let view = chosen.as_ref().map_or_else(
        || View::from_word(cx.exchange.cookie("view").unwrap_or_default()),
        |(view, _)| *view,
    );
    let cookie = chosen.as_ref().map(|_| view_cookie(&cx, view));
    let is_form = request.method() == Method::POST;
    let mut response = match chosen {
        Some((_, to)) if !is_form => pages::see(StatusCode::FOUND, &to),
        _ => page_in(layers, cx, language, view, request).await,
    };
    if let Some(cookie) = cookie.and_then(|line| HeaderValue::from_str(&line).ok()) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// A page in a language and a view.
async fn page_in(layers: Layers, cx: Cx, language: Language, view: View, request: Request) -> Response {
    match *request.method() {
        Method::GET | Method::HEAD => {
            let (asked, _) = request.into_parts();
            let page = pages::Asked {
                language,
                view,
                uri: asked.uri,
                kept: None,
            };
            pages::answer(layers.readers, cx, page, &asked.headers).await
        }
        // What a page from the cache needs nothing of lies elsewhere: every layer moves the whole of what it waits for.
        Method::POST => Box::pin(forms::post(layers, cx, language, view, request)).await,
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

/// A receipt's address typed in capitals, `/de/R/…`: leads to the same in small letters.
fn in_small_letters(uri: &axum::http::Uri) -> Option<Response> {
    let (before, rest) = uri.path().split_once("/R")?;
    (before.matches('/').count() == 1 && (rest.is_empty() || rest.starts_with('/'))).then(|| {
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        pages::see(StatusCode::FOUND, &format!("{before}/r{rest}{query}"))
    })
}

/// The view that an address wishes, as a poster's does, and the same address without the wish.
fn chosen_view(uri: &axum::http::Uri) -> Option<(View, String)> {
    let (view, rest) = routes::wished_view(uri.query()?)?;
    let to = if rest.is_empty() {
        uri.path().to_owned()
    } else {
        format!("{}?{rest}", uri.path())
    };
    Some((view, to))
}

/// The cookie that remembers the view for a year.
fn view_cookie(cx: &Cx, view: View) -> String {
    let secure = if cx.site.config.is_https() { "; Secure" } else { "" };
    format!(
        "view={}; Path=/; SameSite=Lax; Max-Age=31536000; HttpOnly{secure}",
        view.word()
    )
}

/// Headers of every answer that has none of its own.
static HEADERS: [(HeaderName, HeaderValue); 4] = [
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("geolocation=(self), camera=(), microphone=(), interest-cohort=()"),
    ),
];

/// Counts and logs every request, and sets the headers of every answer.
async fn answer(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let asked = observe::Asked::now(&request);
    let mut response = next.run(request).await;
    set_headers(&site, asked.for_receipt(), response.headers_mut());
    asked.answered(&site.metrics, response.status());
    response
}

fn set_headers(site: &Site, is_receipt: bool, out: &mut HeaderMap) {
    for (name, value) in &HEADERS {
        out.entry(name).or_insert_with(|| value.clone());
    }
    if !out.contains_key(header::CONTENT_SECURITY_POLICY) {
        // Browsers show no PDF in a sandbox; a PDF runs nothing of this site's.
        let is_pdf = out
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"application/pdf"));
        out.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(if is_pdf {
                "frame-ancestors 'none'"
            } else {
                "default-src 'none'; frame-ancestors 'none'; sandbox"
            }),
        );
    }
    if site.config.hsts && site.config.is_https() {
        // A year (OWASP ASVS 5.0, 3.4.1); not for subdomains, which may be somebody else's.
        out.entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(HeaderValue::from_static("max-age=31536000"));
    }
    if is_receipt {
        out.insert("x-robots-tag", HeaderValue::from_static("noindex"));
        out.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}
