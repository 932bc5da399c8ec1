//! The router and what lies around it: access log and headers of every answer → who asks (host, address, session) →
//! cross-site rule → API, files, pages.
//!
//! Two layers and no more, each with its steps in one function: axum copies all layers below one for each that a request
//! passes, and a page from the cache costs little beside them.

pub mod assets;
pub mod cache;
pub mod decode;
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

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc, time::Duration};

use app::{context::View, forms::error_text, i18n::msg, routes};
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

/// How long a monitor waits for the database: most give up after a few seconds and would learn nothing.
const READY_WITHIN: Duration = Duration::from_millis(1_500);

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
    give_cookies(cx.exchange.take_set_cookies(), &mut response);
    response
}

/// Lets an answer set cookies.
fn give_cookies(lines: Vec<String>, response: &mut Response) {
    for line in lines {
        if let Ok(value) = HeaderValue::from_str(&line) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
}

fn health(site: &Arc<Site>) -> Router {
    let ready = site.clone();
    Router::new().route("/healthz", get(|| async { "ok" })).route(
        "/readyz",
        get(move || {
            let site = ready.clone();
            async move {
                match tokio::time::timeout(READY_WITHIN, site.db.step()).await {
                    Ok(Ok(Step::Newest)) => (StatusCode::OK, "ready"),
                    Ok(Ok(Step::Newer(_))) => (
                        StatusCode::SERVICE_UNAVAILABLE,
                        "the database is of a newer version",
                    ),
                    Ok(Ok(Step::None | Step::Older)) => (
                        StatusCode::SERVICE_UNAVAILABLE,
                        "the database waits for its migration",
                    ),
                    Ok(Err(_)) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer"),
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
            Err(error) => {
                let error = problem::to_api(error, &site.dice, "session");
                return without_session(&cx, &request, &error);
            }
        }
    }
    if origin::is_foreign(&cx, &request) {
        return Box::pin(origin::refuse(&cx, request)).await;
    }
    request.extensions_mut().insert(cx);
    next.run(request).await
}

/// The answer where a session cannot be looked up: to people a page, in the language of the one they asked for.
fn without_session(cx: &Cx, request: &Request, error: &ApiError) -> Response {
    if *error != ApiError::Unavailable || !problem::is_for_people(request.headers()) {
        return problem::answer(error);
    }
    let first = request.uri().path().split('/').nth(1).unwrap_or_default();
    let language = Language::from_code(first)
        .filter(|language| language.code() == first)
        .unwrap_or_else(|| language_of(cx, request.headers()));
    let way_on = (routes::home(language), msg::common::not_found::home());
    problem::page(error, language, &error_text(error), &way_on)
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
    let first = uri
        .path()
        .trim_start_matches('/')
        .split('/')
        .next()
        .unwrap_or_default();
    // Debug builds know two more languages, see `app/src/i18n/pseudo.rs`.
    let language = Language::from_code(first).filter(|l| l.code() == first);
    let Some(language) = language else {
        if first == "api" {
            return problem::answer(&ApiError::NotFound);
        }
        if is_no_page(first) {
            return StatusCode::NOT_FOUND.into_response();
        }
        if request.method() != Method::GET && request.method() != Method::HEAD {
            return StatusCode::METHOD_NOT_ALLOWED.into_response();
        }
        let rest = uri.path_and_query().map_or("/", |p| p.as_str());
        let rest = if uri.path() == "/" {
            rest.trim_start_matches('/').to_owned()
        } else {
            rest.to_owned()
        };
        let language = language_of(&cx, request.headers());
        return see_by_language(&format!("/{}{rest}", language.code()));
    };
    if let Some(response) = in_small_letters(&uri) {
        return response;
    }
    let wishes = Wishes::of(&uri, language);
    let cookies = wishes.cookies(&cx);
    let view = wishes
        .view
        .unwrap_or_else(|| View::from_word(cx.exchange.cookie("view").unwrap_or_default()));
    let is_form = request.method() == Method::POST;
    let mut response = match wishes.to {
        Some(to) if !is_form => pages::see(StatusCode::FOUND, &to),
        _ => page_in(layers, cx, language, view, request).await,
    };
    give_cookies(cookies, &mut response);
    response
}

/// Whether the first part of an address never begins a page's: that of files, which have no language, and what is named
/// like a file itself, such as the `favicon.ico` that browsers ask for where no page names an icon.
fn is_no_page(first: &str) -> bool {
    matches!(first, "files" | "icons" | "manifest" | "pkg") || first.contains('.')
}

/// The language of somebody whose address names none: the one that was chosen, else the best of those that the browser
/// asks for, else the municipality's.
pub fn language_of(cx: &Cx, headers: &HeaderMap) -> Language {
    let default = Language::from_code(&cx.municipality.default_language).unwrap_or_default();
    let wished = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    cx.exchange
        .cookie("language")
        .and_then(Language::from_code)
        .filter(|l| Language::ALL.contains(l))
        .unwrap_or_else(|| Language::negotiate(wished, default))
}

/// A redirect that depends on [`language_of`].
pub fn see_by_language(to: &str) -> Response {
    let mut response = pages::see(StatusCode::FOUND, to);
    response
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Language"));
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

/// What an address wishes to be kept: a view, as a poster's does, or a language, as the switch's do.
struct Wishes {
    view: Option<View>,
    language: Option<Language>,
    /// The same address without its wishes, in the language that it wishes; `None` where it wishes nothing.
    to: Option<String>,
}

impl Wishes {
    /// Those of a page's address, whose path names the language `here`.
    fn of(uri: &axum::http::Uri, here: Language) -> Self {
        let mut query = uri.query().unwrap_or_default().to_owned();
        let view = routes::wished_view(&query).map(|(view, rest)| {
            query = rest;
            view
        });
        let language = routes::wished_language(&query).map(|(language, rest)| {
            query = rest;
            language
        });
        let to = (view.is_some() || language.is_some()).then(|| {
            let page = uri
                .path()
                .strip_prefix(&format!("/{}", here.code()))
                .unwrap_or_default();
            let mark = if query.is_empty() { "" } else { "?" };
            format!("/{}{page}{mark}{query}", language.unwrap_or(here).code())
        });
        Self { view, language, to }
    }

    /// The cookies that remember them for a year.
    fn cookies(&self, cx: &Cx) -> Vec<String> {
        const YEAR: Option<i64> = Some(31_536_000);
        if let Some(view) = self.view {
            cx.set_cookie("view", view.word(), YEAR);
        }
        if let Some(language) = self.language {
            cx.set_cookie("language", language.code(), YEAR);
        }
        cx.exchange.take_set_cookies()
    }
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
