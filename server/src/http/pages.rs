//! Pages: rendered once for anonymous visitors and kept; for everybody else rendered on each request.
//!
//! Invariant: rendering only reads. The API that pages get refuses anything but GET.

use std::{
    future::Future,
    io::Write,
    pin::Pin,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use app::{
    Document,
    context::{
        Assets, EasyWords, FoundHelp, FoundSite, Helper, Kept, KeptForm, PageRedirect, PageStatus, Program,
        View,
    },
    i18n::{Audience, provide_language},
};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use base64::Engine as _;
use bytes::Bytes;
use http_body_util::BodyExt;
use leptos::{nonce::Nonce, prelude::*};
use shared::{
    api::{Api, ApiError, Calling, Opaque, Sending, Transport, Wire},
    language::Language,
    organisations::ShowSite,
};

use crate::{
    features::{easy_language, identity::is_session_cookie, organisations, procedures, statements},
    http::{
        assets,
        cache::{Key, MAX_AGE_SECONDS, Page},
        mount::Readers,
        offline, problem,
    },
    secret::sha256,
    site::Cx,
};

/// A longer query is not worth keeping.
const MAX_QUERY: usize = 500;

/// The API for a page: its endpoints that read, called as the page's visitor without a wire.
struct InProcess {
    readers: Readers,
    cx: Cx,
    /// How many minutes the visitor has to wait for what the page asked; 0 where nothing was refused for that.
    wait: Arc<AtomicU32>,
}

impl Transport for InProcess {
    fn send(&self, wire: Wire) -> Sending<'_> {
        Box::pin(std::future::ready(Err(ApiError::Internal {
            incident: format!("a page tried to change something: {}", wire.target),
        })))
    }

    fn call(&self, endpoint: &'static str, input: Opaque) -> std::result::Result<Calling<'_>, Opaque> {
        match self.readers.get(endpoint) {
            Some(reader) => {
                let calling = reader(self.cx.clone(), input);
                let wait = self.wait.clone();
                let heard: Calling<'_> = Box::pin(async move {
                    let answer = calling.await;
                    if let Err(ApiError::TooMany { minutes }) = &answer {
                        wait.fetch_max(*minutes, Ordering::Relaxed);
                    }
                    answer
                });
                Ok(heard)
            }
            None => Err(input),
        }
    }
}

/// What a page is asked for with.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The language in the address.
    pub language: Language,
    /// Normal or simplified view.
    pub view: View,
    /// Path and query.
    pub uri: Uri,
    /// The form that could not be carried out, shown again.
    pub kept: Option<Kept>,
}

/// Shows every part of the interface.
const GALLERY: &str = "gallery";

impl Asked {
    /// The first word of the address after the language.
    fn page(&self) -> Option<&str> {
        self.uri.path().split('/').nth(2)
    }
}

/// A rendered page before it is compressed.
#[derive(Debug)]
pub struct Rendered {
    /// The HTTP status.
    pub status: u16,
    /// Where to go instead.
    pub redirect: Option<String>,
    /// What was asked too often, if anything was.
    pub too_many: Option<ApiError>,
    /// The document.
    pub html: Bytes,
    /// The content security policy that fits it.
    pub policy: HeaderValue,
}

/// Renders a page.
pub async fn render(readers: Readers, mut cx: Cx, asked: Asked) -> Rendered {
    // All that this page asks sees the same rows; the next page finds its own.
    cx.found = Some(Arc::default());
    let redirect = PageRedirect::default();
    let (to, help) = about_procedure(&cx, &asked.uri).await.unwrap_or_default();
    // What was typed is shown where it was sent to.
    if asked.kept.is_none()
        && let Some(to) = to
    {
        redirect.set(to);
    }
    let status = PageStatus::default();
    let wait: Arc<AtomicU32> = Arc::default();
    let path_and_query = asked.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
    let rest = path_and_query
        .strip_prefix(&format!("/{}", asked.language.code()))
        .unwrap_or("")
        .to_owned();
    let origin = cx.site.origin(&cx.municipality, &cx.host);
    let tiles = cx.site.config.tiles_source();
    let media = cx.site.config.media_url.clone().unwrap_or_default();
    let documents = Assets {
        stylesheets: stylesheets(&cx, &asked),
        program: program(&cx, &asked),
        worker: (cx.site.config.offline && cx.viewer.staff_id().is_none())
            .then(|| offline::WORKER.to_owned()),
        manifest: offline::manifest_address(asked.language),
        frame: offline::frame(&cx.municipality),
        canonical: format!(
            "{origin}/{}{}",
            asked.language.code(),
            rest.split('?').next().unwrap_or("")
        ),
        origin,
        rest,
    };
    let site = FoundSite(
        organisations::show_site(cx.clone(), ShowSite {})
            .await
            .map_err(|error| problem::to_api(error, &cx.site.dice, "page")),
    );
    let help = FoundHelp(help);
    let context = {
        let (status, redirect, asked) = (status.clone(), redirect.clone(), asked.clone());
        let wait = wait.clone();
        move || {
            provide_context(Api::new(InProcess {
                readers: readers.clone(),
                cx: cx.clone(),
                wait: wait.clone(),
            }));
            provide_context(site.clone());
            provide_context(help.clone());
            provide_language(asked.language);
            provide_context(asked.view);
            provide_context(documents.clone());
            provide_context(status.clone());
            provide_context(redirect.clone());
            provide_context(KeptForm(RwSignal::new(asked.kept.clone())));
            provide_context(EasyWords(easy_language::words()));
            // A nonce would make two renderings of one state differ; inline scripts are allowed by their hashes.
            drop(take_context::<Nonce>());
        }
    };
    let handler = leptos_axum::render_app_async_with_context(context, || view! { <Document/> });
    let request = Request::builder()
        .uri(asked.uri)
        .body(Body::empty())
        .unwrap_or_default();
    let response: Pin<Box<dyn Future<Output = Response> + Send>> = handler(request);
    let response = response.await;
    let rendered_status = response.status().as_u16();
    let html = response
        .into_body()
        .collect()
        .await
        .map(|b| b.to_bytes())
        .unwrap_or_default();
    // Without a copy where it is one piece, as it is.
    let html = String::from_utf8(html.into())
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    let (html, scripts) = one_document(app::without_marks(html));
    let policy = policy_for(&html, &scripts, tiles.as_deref(), &media);
    let html: Bytes = html.into();
    let status = if rendered_status >= 400 {
        rendered_status
    } else {
        status.get()
    };
    let too_many = match wait.load(Ordering::Relaxed) {
        0 => None,
        minutes => Some(ApiError::TooMany { minutes }),
    };
    Rendered {
        status,
        redirect: redirect.take(),
        too_many,
        html,
        policy,
    }
}

/// Where a page about a procedure has moved, if its address has a former slug, and who helps with the procedure, also on the
/// pages of a receipt. Found before the page, which may find something wrong in its query; where nothing can be read, the page
/// itself says why.
async fn about_procedure(cx: &Cx, uri: &Uri) -> Option<(Option<String>, Option<Helper>)> {
    if let Some(code) = app::routes::receipt_of(uri.path()) {
        let slug = statements::procedure_of_code(cx, code).await.ok()??;
        let framed = procedures::framed(cx, &slug).await.ok()?;
        return Some((None, Some((code.to_owned(), framed.contact))));
    }
    let asked = app::routes::procedure_of(uri.path())?;
    let framed = procedures::framed(cx, asked).await.ok()?;
    let here = uri.path_and_query()?.as_str();
    let to = (framed.slug != asked).then(|| app::routes::under_slug(here, &framed.slug));
    Some((to, Some((asked.to_owned(), framed.contact))))
}

/// Whose texts and style a page needs. Signing in loads the next page from the server, so that nobody comes to staff's
/// pages without them.
fn audience(cx: &Cx, asked: &Asked) -> Audience {
    let is_staffs = matches!(asked.page(), Some("staff" | "sign-in" | GALLERY));
    if is_staffs || cx.viewer.staff_id().is_some() {
        Audience::Staff
    } else {
        Audience::Public
    }
}

/// The addresses of the style sheets that a page needs.
fn stylesheets(cx: &Cx, asked: &Asked) -> Vec<String> {
    let manifest = assets::manifest();
    let staff = manifest
        .staff_css
        .as_ref()
        .filter(|_| audience(cx, asked) == Audience::Staff);
    let all = manifest.css.iter().chain(staff);
    all.map(|css| format!("/pkg/{css}")).collect()
}

/// The browser's program as a page needs it; `None` without a built front end.
fn program(cx: &Cx, asked: &Asked) -> Option<Program> {
    let manifest = assets::manifest();
    let split = manifest.split.as_ref()?;
    // The gallery's examples are known to the server alone.
    if asked.page() == Some(GALLERY) {
        return None;
    }
    let inside = |file: &str| format!("/pkg/{}/{file}", split.folder);
    Some(Program {
        start: format!("/pkg/{}", manifest.entry.as_deref()?),
        modules: vec![format!("/pkg/{}", manifest.module), inside(&split.script)],
        texts: assets::texts_address(asked.language, audience(cx, asked)),
    })
}

/// The document with what Leptos appends to it moved to where browsers put it: to the end of the body; and that alone.
/// Content after `</html>` is a mistake in HTML (13.2.6.4.20, "after after body") that its checkers report on every page.
fn one_document(mut html: String) -> (String, String) {
    const END: &str = "</html>";
    // The last end: whatever stands before it may have been written by people.
    let Some(end) = html.rfind(END).map(|at| at + END.len()) else {
        return (html, String::new());
    };
    let late = html.split_off(end).trim().to_owned();
    match html.rfind("</body>") {
        Some(body) => html.insert_str(body, &late),
        None => html.push_str(&late),
    }
    (html, late)
}

/// The policy of a document: the scripts that Leptos appends to it by their hashes, nothing else inline, so that a script
/// that somebody smuggled into a page is refused; pictures from the source of map tiles only where there is a map. Videos
/// come from here or from the municipality's own media server; the same for all pages, because a link followed by script
/// keeps the first policy.
fn policy_for(html: &str, scripts: &str, tiles: Option<&str>, media: &str) -> HeaderValue {
    let html = html.as_bytes();
    let mut hashes = String::new();
    let mut rest = scripts.as_bytes();
    while let Some(at) = find(rest, b"<script") {
        rest = rest.get(at..).unwrap_or_default();
        let (Some(open), Some(close)) = (find(rest, b">"), find(rest, b"</script>")) else {
            break;
        };
        if let Some(body) = rest.get(open + 1..close).filter(|body| !body.is_empty()) {
            hashes.push_str(" 'sha256-");
            hashes.push_str(&base64::engine::general_purpose::STANDARD.encode(sha256(body)));
            hashes.push('\'');
        }
        rest = rest.get(close + 9..).unwrap_or_default();
    }
    let tiles = tiles
        .filter(|_| find(html, b" data-map=").is_some())
        .map(|source| format!(" {source}"))
        .unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; img-src 'self' data:{tiles}; \
         connect-src 'self'; font-src 'self'; media-src 'self' {media}; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    // Only an operator's address could be no header's text: then nothing is loaded from it, nor from anywhere else.
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static(
        "default-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    ))
}

/// The strong validator of a document.
fn etag_of(html: &[u8]) -> HeaderValue {
    let hash = crate::secret::to_hex(sha256(html).get(..12).unwrap_or_default());
    HeaderValue::try_from(format!("\"{hash}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(haystack, needle)
}

/// Answers a page, from the kept ones if it may.
pub async fn answer(readers: Readers, cx: Cx, mut asked: Asked, headers: &HeaderMap) -> Response {
    let anonymous = cx.viewer.staff_id().is_none()
        && asked.kept.is_none()
        && !cx
            .exchange
            .cookies
            .iter()
            .any(|(name, _)| statements::is_draft_cookie(name) || is_session_cookie(name));
    let now = cx.now();
    // Most come by exactly the address that a page is kept under: it is looked for before the address is read. Such an
    // address has no field that the page does not read, so that a device may keep it too.
    if anonymous
        && let Some(given) = asked.uri.path_and_query()
        && let Some(page) = cx.site.cache.get(&key(&cx, given.as_str(), asked.view), now)
    {
        return serve_page(&page, headers, cx.site.config.offline);
    }
    let is_kept = anonymous
        && cx.site.config.offline
        && app::routes::is_kept(asked.uri.path(), asked.uri.query().unwrap_or_default());
    let key = if anonymous {
        kept_under(&cx, &mut asked)
    } else {
        None
    };
    if let Some(page) = key.as_ref().and_then(|key| cx.site.cache.get(key, now)) {
        return serve_page(&page, headers, is_kept);
    }
    let generation = cx.site.cache.generation(cx.municipality.id);
    let site = cx.site.clone();
    let midnight = cx.municipality.start_of(cx.today() + chrono::Days::new(1));
    let path = asked.uri.path().to_owned();
    let rendered = Box::pin(render(readers, cx, asked)).await;
    if let Some(to) = rendered.redirect {
        // A renamed slug has moved for good; what a typed code leads to is nobody's business to remember.
        let is_receipt = path.split('/').any(|part| part == "r");
        if is_receipt {
            return see(StatusCode::SEE_OTHER, &to);
        }
        let mut response = see(StatusCode::MOVED_PERMANENTLY, &to);
        // It may be renamed back: a browser that remembered both ways would go in circles.
        response
            .headers_mut()
            .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        return response;
    }
    match key {
        Some(key) if rendered.status == 200 => {
            let page = Arc::new(Page {
                brotli: OnceLock::new(),
                gzip: OnceLock::new(),
                status: StatusCode::OK,
                etag: etag_of(&rendered.html),
                plain: rendered.html,
                policy: rendered.policy,
                // Periods open and close at local midnight: no page outlives it.
                until: (now + chrono::Duration::seconds(MAX_AGE_SECONDS)).min(midnight),
                generation,
            });
            let response = serve_page(&page, headers, is_kept);
            site.cache.put(key, page);
            response
        }
        _ => {
            let mut response = Response::new(Body::from(rendered.html));
            *response.status_mut() =
                StatusCode::from_u16(rendered.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let out = response.headers_mut();
            out.insert(
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/html; charset=utf-8"),
            );
            out.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            out.insert(header::CONTENT_SECURITY_POLICY, rendered.policy);
            if response.status() == StatusCode::TOO_MANY_REQUESTS
                && let Some(error) = &rendered.too_many
            {
                problem::tell_wait(&mut response, error);
            }
            if response.status() == StatusCode::SERVICE_UNAVAILABLE {
                problem::tell_wait(&mut response, &ApiError::Unavailable);
            }
            response
        }
    }
}

/// What a page for everybody is kept under; it is then rendered for exactly that address, so that nothing else of a
/// visitor's reaches the page of the next one. `None` for a page that is not kept.
fn kept_under(cx: &Cx, asked: &mut Asked) -> Option<Key> {
    let query = asked.uri.query().unwrap_or_default();
    if query.len() > MAX_QUERY {
        return None;
    }
    let path = asked.uri.path();
    let query = app::routes::kept_query(path, query)?;
    let address = if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{query}")
    };
    asked.uri = address.parse().ok()?;
    Some(key(cx, &address, asked.view))
}

fn key(cx: &Cx, address: &str, view: View) -> Key {
    Key {
        municipality: cx.municipality.id,
        origin: cx.site.origin(&cx.municipality, &cx.host),
        address: address.to_owned(),
        simple: view == View::Simple,
    }
}

fn serve_page(page: &Page, headers: &HeaderMap, is_kept: bool) -> Response {
    let matches = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|tags| memchr::memmem::find(tags.as_bytes(), page.etag.as_bytes()).is_some());
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    let (body, encoding) = if matches {
        (Bytes::new(), None)
    } else if accepted.contains("br") {
        (
            page.brotli
                .get_or_init(|| compress_brotli(&page.plain, 5).into())
                .clone(),
            Some("br"),
        )
    } else if accepted.contains("gzip") {
        (
            page.gzip
                .get_or_init(|| compress_gzip(&page.plain).into())
                .clone(),
            Some("gzip"),
        )
    } else {
        (page.plain.clone(), None)
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = if matches {
        StatusCode::NOT_MODIFIED
    } else {
        page.status
    };
    let out = response.headers_mut();
    out.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    out.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-cache"),
    );
    out.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Encoding"));
    if is_kept {
        out.insert(offline::MARK, HeaderValue::from_static("keep"));
    }
    if let Some(encoding) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    out.insert(header::ETAG, page.etag.clone());
    out.insert(header::CONTENT_SECURITY_POLICY, page.policy.clone());
    response
}

/// A redirect with a status.
pub fn see(status: StatusCode, to: &str) -> Response {
    match HeaderValue::from_str(to) {
        Ok(to) => (status, [(header::LOCATION, to)]).into_response(),
        Err(_) => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// Compresses with a quality from 0 to 11.
pub fn compress_brotli(bytes: &[u8], quality: i32) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4);
    // A window larger than the text would only be 4 MB of memory to clear.
    let window = bytes.len().max(1 << 10).next_power_of_two().trailing_zeros() + 1;
    let parameters = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: i32::try_from(window).unwrap_or(22).min(22),
        size_hint: bytes.len(),
        ..Default::default()
    };
    if brotli::BrotliCompress(&mut &*bytes, &mut out, &parameters).is_err() {
        out.clear();
    }
    out
}

/// Compresses with gzip.
pub fn compress_gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder =
        flate2::write::GzEncoder::new(Vec::with_capacity(bytes.len() / 4), flate2::Compression::new(6));
    if encoder.write_all(bytes).is_err() {
        return Vec::new();
    }
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{one_document, policy_for};

    #[test]
    fn what_is_appended_to_a_document_moves_to_the_end_of_its_body() {
        let late = "<html><body><p>A</p></body></html>\n<script>1</script>".to_owned();
        assert_eq!(
            one_document(late),
            (
                "<html><body><p>A</p><script>1</script></body></html>".into(),
                "<script>1</script>".into()
            )
        );
        let right = "<html><body><p>A</p></body></html>\n".to_owned();
        assert_eq!(
            one_document(right),
            ("<html><body><p>A</p></body></html>".into(), String::new())
        );
    }

    #[test]
    fn only_what_the_program_appends_may_run_in_a_page() {
        let page = "<html></html><body><script>smuggled</script></body></html><script>1</script>".to_owned();
        let (html, scripts) = one_document(page);
        let policy = policy_for(&html, &scripts, None, "");
        let policy = policy.to_str().unwrap();
        assert_eq!(policy.matches("'sha256-").count(), 1, "{policy}");
    }
}
