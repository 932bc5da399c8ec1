//! Plain forms: a browser without script posts to the page's own address. 303 when it was carried out, else 422 (or the
//! refusal's status) with the page again and everything that was typed. A comment that was stored and is not right yet is
//! shown under an address of its own: 303 as well.
//!
//! Invariants: whoever sends a form, and whatever is in it, takes a bounded amount of memory: [`MAX_FORM`] for its text, the
//! [`MEMORY`] that all share for its files, and that only as long as they come.

use std::{pin::pin, time::Duration};

use app::{
    context::{Kept, View},
    forms::{ACCOUNT, CHECK, DRAFT, FORM, KEEP, after, after_wrong, field, own_name, sent_for},
};
use axum::{
    extract::{Request, multipart::Field},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use http_body_util::{BodyExt, Limited};
use shared::{
    api::{ApiError, Invalid},
    language::Language,
};
use tokio::time::Instant;

use crate::{
    features::statements::is_draft_cookie,
    http::{
        Layers,
        memory::{File, MEMORY, Sender},
        pages,
        parts::Parts,
        problem,
    },
    site::{Cx, Exchange, Upload},
};

/// The largest form without its files, in bytes: values, and the names of fields and files.
pub const MAX_FORM: usize = 2 * 1024 * 1024;
/// Most bytes of files that are kept of one form.
const MAX_FILES: usize = 64 * 1024 * 1024;
/// Most bytes that are read of a form: a browser shows an answer only when it could send everything, so that files
/// beyond [`MAX_FILES`] are read and dropped up to here. Staff have plans and documents to send.
pub const MOST: usize = 512 * 1024 * 1024;
/// [`MOST`] of a visitor, who may send five files of 10 MB: a film from a telephone costs nobody the text beside it.
const MOST_OF_VISITORS: usize = 256 * 1024 * 1024;
/// Most parts of a form with files: the largest has some thirty, and a few files.
const MOST_PARTS: usize = 200;
/// Most fields of a form without files: lists of staff with a box in each line.
const MOST_FIELDS: usize = 10_000;
/// How long a form may take on its way: 50 MB over half a megabit a second.
const LONGEST: Duration = Duration::from_secs(30 * 60);
/// How long it is waited for more while files take memory.
const WINDOW: Duration = Duration::from_secs(30);
/// Within a [`WINDOW`] one part in so many of what is held must come at least: half a megabit a second of the largest form,
/// and the less the smaller it is. Whoever stops, or trickles, would keep the memory from all others.
const LEAST: usize = 40;

/// What came with a form.
#[derive(Debug, Default)]
pub struct Came {
    /// Fields in order.
    pub fields: Vec<(String, String)>,
    /// Files.
    pub uploads: Vec<Upload>,
    /// The field of files that were too large; everything else came.
    pub too_large: Option<String>,
    /// The field of files that were let go because they came too slowly; everything else came.
    pub too_slow: Option<String>,
    /// Whether files were left out because too many others are on their way at the same time.
    pub is_busy: bool,
}

impl Came {
    /// Why files did not come, if they did not.
    pub fn refusal(&self) -> Option<ApiError> {
        let too_large = self.too_large.as_deref().map(too_large);
        too_large
            .or_else(|| self.too_slow.as_deref().map(too_slow))
            .or_else(|| self.is_busy.then_some(ApiError::TooMany { minutes: 1 }))
    }
}

/// Reads a form of either encoding.
///
/// # Errors
/// When it is too large without its files, or cannot be understood.
pub async fn read(cx: &Cx, request: Request) -> Result<Came, ApiError> {
    let most = if cx.viewer.staff_id().is_some() {
        MOST
    } else {
        MOST_OF_VISITORS
    };
    read_within(cx, request, most).await
}

/// Reads a form that may have `most` bytes with its files.
///
/// # Errors
/// When it is larger, or as [`read`].
pub async fn read_within(cx: &Cx, request: Request, most: usize) -> Result<Came, ApiError> {
    let sender = Sender {
        is_staff: cx.viewer.staff_id().is_some(),
        prefix: cx.client.0.clone(),
    };
    tokio::time::timeout(LONGEST, read_to_end(request, most, Files::of(sender, WINDOW)))
        .await
        .unwrap_or_else(|_| Err(too_large("")))
}

async fn read_to_end(request: Request, most: usize, mut files: Files) -> Result<Came, ApiError> {
    let is_multipart = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.starts_with("multipart/form-data"));
    if !is_multipart {
        let body = Limited::new(request.into_body(), MAX_FORM.min(most))
            .collect()
            .await
            .map_err(|_| too_large(""))?
            .to_bytes();
        if memchr::memchr_iter(b'&', &body).count() >= MOST_FIELDS {
            return Err(too_large(""));
        }
        let fields = serde_html_form::from_bytes(&body).map_err(|_| ApiError::malformed(""))?;
        return Ok(Came {
            fields,
            ..Came::default()
        });
    }
    let mut parts = Parts::of(request, most).await?;
    let mut came = Came::default();
    let (mut form, mut count) = (0_usize, 0_usize);
    while let Some(mut part) = files.wait(parts.next_part()).await.map_err(|_| too_large(""))? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        count += 1;
        form += name.len() + file_name.as_ref().map_or(0, String::len);
        if count > MOST_PARTS || form > MAX_FORM {
            return Err(too_large(""));
        }
        match file_name {
            None => {
                let text = text(&mut part, &mut form, &mut files).await?;
                let value = String::from_utf8(text).map_err(|_| ApiError::malformed(&name))?;
                came.fields.push((name, value));
            }
            Some(file_name) => match files.read(&mut part, &name).await? {
                Err(Left::TooLarge) => came.too_large = Some(name),
                Err(Left::Busy) => came.is_busy = true,
                // Told once for all of them, when everything came.
                Err(Left::Slow) => {}
                Ok(_) if file_name.is_empty() => {}
                Ok(bytes) => files.uploads.push(Upload {
                    field: name,
                    file_name,
                    bytes,
                }),
            },
        }
    }
    came.too_slow = files.is_let_go.then_some(files.field);
    came.uploads = files.uploads;
    Ok(came)
}

/// The text of a part; `form` counts what all have.
async fn text(part: &mut Field<'_>, form: &mut usize, files: &mut Files) -> Result<Vec<u8>, ApiError> {
    let mut text = Vec::new();
    while let Some(chunk) = files.wait(part.chunk()).await.map_err(|_| too_large(""))? {
        *form += chunk.len();
        files.came += chunk.len();
        if *form > MAX_FORM {
            return Err(too_large(""));
        }
        text.extend_from_slice(&chunk);
    }
    Ok(text)
}

/// Why a file was read and dropped.
enum Left {
    TooLarge,
    Busy,
    Slow,
}

/// The files of a form while it is read. Where too little comes for what they hold, their memory is let go; the form is read
/// on all the same, so that nobody on a weak line loses the text beside them.
struct Files {
    sender: Sender,
    window: Duration,
    /// When the present window ends, while there is one.
    until: Option<Instant>,
    /// What came within it, in bytes: of files, and of the text behind them.
    came: usize,
    /// What came of files in all, in bytes.
    size: usize,
    /// The field of the newest one.
    field: String,
    /// The one that is on its way.
    open: Option<File>,
    /// Those that are whole.
    uploads: Vec<Upload>,
    is_let_go: bool,
}

impl Files {
    const fn of(sender: Sender, window: Duration) -> Self {
        Self {
            sender,
            window,
            until: None,
            came: 0,
            size: 0,
            field: String::new(),
            open: None,
            uploads: Vec::new(),
            is_let_go: false,
        }
    }

    /// The file of a part, read to its end even when it is left out.
    async fn read(&mut self, part: &mut Field<'_>, field: &str) -> Result<Result<Bytes, Left>, ApiError> {
        if !self.is_let_go {
            field.clone_into(&mut self.field);
            self.open = Some(MEMORY.begin(&self.sender));
        }
        while let Some(chunk) = self.wait(part.chunk()).await.map_err(|_| too_large(""))? {
            self.came += chunk.len();
            self.size += chunk.len();
            if self.size > MAX_FILES {
                self.open = None;
            } else if let Some(open) = &mut self.open
                && !open.add(&chunk)
            {
                self.open = None;
            }
        }
        let left = match (self.size > MAX_FILES, self.is_let_go) {
            (true, _) => Left::TooLarge,
            (false, true) => Left::Slow,
            (false, false) => Left::Busy,
        };
        Ok(self.open.take().map(File::into_bytes).ok_or(left))
    }

    /// Waits for what comes next, and lets go of all files as soon as too little does.
    async fn wait<T>(&mut self, next: impl Future<Output = T>) -> T {
        let mut next = pin!(next);
        loop {
            let held = self.held();
            if held == 0 {
                (self.until, self.came) = (None, 0);
                return next.await;
            }
            let window = self.window;
            let until = *self.until.get_or_insert_with(|| Instant::now() + window);
            if let Ok(next) = tokio::time::timeout_at(until, &mut next).await {
                return next;
            }
            if self.came.saturating_mul(LEAST) < held {
                self.let_go();
            }
            (self.until, self.came) = (None, 0);
        }
    }

    fn held(&self) -> usize {
        let whole: usize = self.uploads.iter().map(|upload| upload.bytes.len()).sum();
        whole + self.open.as_ref().map_or(0, File::size)
    }

    fn let_go(&mut self) {
        tracing::warn!("the files of a form were let go: they came too slowly for the memory that they took");
        self.open = None;
        self.uploads.clear();
        self.is_let_go = true;
    }
}

/// What is said of a form, or of a field's files, that are too large together.
pub fn too_large(field: &str) -> ApiError {
    ApiError::invalid(field, "errors.request_too_large")
}

/// What is said of a field's files that came too slowly: nothing that a device should try again by itself, for it would
/// send everything once more over the same line.
fn too_slow(field: &str) -> ApiError {
    ApiError::invalid(field, "errors.upload_too_slow")
}

/// Carries out the form that was posted to a page.
pub async fn post(layers: Layers, cx: Cx, language: Language, view: View, request: Request) -> Response {
    let headers = request.headers().clone();
    let uri = request.uri().clone();
    let by_script = headers
        .get(header::ACCEPT)
        .is_some_and(|v| v.as_bytes().starts_with(b"application/json"));
    let (came, unread) = match read(&cx, request).await {
        Ok(came) => (came, None),
        Err(error) => (Came::default(), Some(error)),
    };
    let refusal = came.refusal();
    let cx = Cx {
        exchange: std::sync::Arc::new(Exchange::new(cx.exchange.cookies.clone(), came.uploads)),
        ..cx
    };
    let form = sent_for(&came.fields).to_owned();
    let result = match (unread, layers.forms.get(form.as_str()), refusal) {
        (Some(error), ..) => Err(error),
        _ if is_anothers(&cx, &came.fields) => Err(ApiError::refused("other_account")),
        _ if form == KEEP => Ok(serde_json::Value::Null),
        (None, None, _) => Err(ApiError::malformed("")),
        (None, Some(handler), None) => handler(cx.clone(), came.fields.clone()).await,
        (None, Some(handler), Some(error)) => {
            // What is only kept is kept before something is refused.
            if form == DRAFT {
                drop(handler(cx.clone(), came.fields.clone()).await);
            }
            Err(error)
        }
    };
    let cookies = cx.exchange.take_set_cookies();
    let finished = Finished {
        language,
        view,
        uri,
        headers,
        by_script,
        fields: came.fields,
        result,
        cookies,
    };
    finish(layers, cx, finished).await
}

/// Whether a form was shown to another account of staff than the one that is signed in now: two people took turns at one
/// browser, and what the first one typed is neither saved nor shown in the other's name.
fn is_anothers(cx: &Cx, fields: &[(String, String)]) -> bool {
    let account = field(fields, ACCOUNT);
    let mine = cx.viewer.staff_id().map(|id| id.to_string());
    !account.is_empty() && mine.is_some_and(|mine| mine != account)
}

struct Finished {
    language: Language,
    view: View,
    uri: axum::http::Uri,
    headers: HeaderMap,
    by_script: bool,
    fields: Vec<(String, String)>,
    result: Result<serde_json::Value, ApiError>,
    cookies: Vec<String>,
}

async fn finish(layers: Layers, cx: Cx, mut done: Finished) -> Response {
    let cx = with_cookies(cx, &done.cookies);
    let cookies = std::mem::take(&mut done.cookies);
    // Nothing was changed and nothing is wrong, but the page shows what was typed, and what the check says of it. A script
    // finds no mistake to show and lets the browser send the form.
    let is_check = done.result.is_ok() && matches!(sent_for(&done.fields), CHECK | KEEP);
    if is_check {
        done.result = Err(ApiError::Invalid(Invalid::default()));
    }
    // A browser shows the answer to a form once: neither the way back nor reading again gets there without sending it once
    // more. A stored draft says what is wrong with it whenever it is asked.
    let told_at = match &done.result {
        Err(ApiError::Invalid(wrong)) if !is_check && !done.by_script && is_draft_stored(&cookies) => {
            after_wrong(field(&done.fields, FORM), &done.fields, wrong, done.language)
        }
        _ => None,
    };
    let mut response = match (done.result, told_at) {
        (Err(_), Some(to)) => pages::see(StatusCode::SEE_OTHER, &to),
        (Ok(output), _) => {
            let here = done.uri.path_and_query().map_or("/", |p| p.as_str());
            let to = after(
                field(&done.fields, FORM),
                &done.fields,
                &output,
                done.language,
                here,
            );
            if done.by_script {
                axum::Json(serde_json::json!({ "location": to })).into_response()
            } else {
                pages::see(StatusCode::SEE_OTHER, &to)
            }
        }
        (Err(error), None) if done.by_script => problem::answer(&error),
        (Err(error), None) => {
            let status = if is_check {
                StatusCode::OK
            } else {
                StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            };
            // What one member of staff typed is not shown to another.
            if is_anothers(&cx, &done.fields) {
                done.fields.retain(|(name, _)| name == FORM);
            }
            let kept = Kept {
                form: own_name(&done.fields).to_owned(),
                fields: done.fields,
                error: error.clone(),
            };
            let asked = pages::Asked {
                language: done.language,
                view: done.view,
                uri: done.uri,
                kept: Some(kept),
            };
            let mut response = pages::answer(layers.readers, cx, asked, &done.headers).await;
            if response.status() == StatusCode::OK {
                *response.status_mut() = status;
                problem::tell_wait(&mut response, &error);
            }
            response
        }
    };
    for cookie in cookies {
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Whether a draft was stored, after which its cookie is given anew.
fn is_draft_stored(set: &[String]) -> bool {
    set.iter()
        .filter_map(|line| line.split('=').next())
        .any(is_draft_cookie)
}

/// The request as the browser would repeat it with the cookies that were just set: the page that is shown again after a
/// failed check finds the draft that was stored by the same request.
fn with_cookies(cx: Cx, set: &[String]) -> Cx {
    if set.is_empty() {
        return cx;
    }
    let mut cookies = cx.exchange.cookies.clone();
    for line in set {
        if let Some((name, value)) = line.split(';').next().and_then(|pair| pair.split_once('=')) {
            cookies.retain(|(known, _)| known != name);
            cookies.push((name.to_owned(), value.to_owned()));
        }
    }
    Cx {
        exchange: std::sync::Arc::new(Exchange::new(cookies, Vec::new())),
        ..cx
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use tokio::{sync::mpsc, time::sleep};

    use super::*;

    const TEXT: &str = "--grenze\r\nContent-Disposition: form-data; name=\"body\"\r\n\r\nLärm\r\n";
    const FILE: &str =
        "--grenze\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.png\"\r\n\r\n";
    const END: &str = "\r\n--grenze--\r\n";
    const WINDOW: Duration = Duration::from_millis(200);

    fn sender(prefix: &str) -> Sender {
        Sender {
            is_staff: false,
            prefix: prefix.into(),
        }
    }

    /// A form that comes as its sender likes, and how it is read.
    fn slow(
        prefix: &str,
    ) -> (
        mpsc::UnboundedSender<String>,
        tokio::task::JoinHandle<Result<Came, ApiError>>,
    ) {
        let (send, receive) = mpsc::unbounded_channel::<String>();
        let pieces = futures::stream::unfold(receive, |mut receive| async move {
            let piece = receive.recv().await?;
            Some((Ok::<_, std::convert::Infallible>(piece), receive))
        });
        let request = axum::http::Request::builder()
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=grenze")
            .body(Body::from_stream(pieces))
            .unwrap();
        let files = Files::of(sender(prefix), WINDOW);
        (send, tokio::spawn(read_to_end(request, MOST_OF_VISITORS, files)))
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_stops_in_the_middle_of_a_file_keeps_no_memory_and_loses_no_text() {
        let (send, reading) = slow("192.0.2.21");
        for piece in [TEXT, FILE, "x".repeat(100_000).as_str()] {
            send.send(piece.to_owned()).unwrap();
        }
        sleep(WINDOW / 2).await;
        assert!(MEMORY.held_by(&sender("192.0.2.21")) > 90_000);
        // Somebody else may use it soon.
        sleep(WINDOW * 2).await;
        assert_eq!(MEMORY.held_by(&sender("192.0.2.21")), 0);
        // It goes on all the same, and with another file.
        for piece in ["x".repeat(10_000).as_str(), "\r\n", FILE, "more", END] {
            send.send(piece.to_owned()).unwrap();
        }
        drop(send);
        let came = reading.await.unwrap().unwrap();
        assert_eq!(came.fields, [("body".to_owned(), "Lärm".to_owned())]);
        assert!(came.uploads.is_empty());
        // It is no reason to try the same again: that a device does by itself when it is told that too many come.
        let refusal = ApiError::invalid("files", "errors.upload_too_slow");
        assert_eq!((refusal.status(), came.refusal()), (422, Some(refusal)));
        assert_eq!(MEMORY.held_by(&sender("192.0.2.21")), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn a_trickle_keeps_no_memory_and_a_slow_line_brings_its_file() {
        for (prefix, piece, arrives) in [("192.0.2.22", 10, false), ("192.0.2.23", 5_000, true)] {
            let (send, reading) = slow(prefix);
            for piece in [FILE, "x".repeat(100_000).as_str()] {
                send.send(piece.to_owned()).unwrap();
            }
            for _ in 0..14 {
                sleep(WINDOW / 4).await;
                send.send("x".repeat(piece)).unwrap();
            }
            send.send(END.to_owned()).unwrap();
            drop(send);
            let came = reading.await.unwrap().unwrap();
            let sizes: Vec<usize> = came.uploads.iter().map(|upload| upload.bytes.len()).collect();
            let whole = vec![100_000 + 14 * piece];
            assert_eq!(
                (sizes, came.too_slow.is_none(), came.is_busy),
                (if arrives { whole } else { Vec::new() }, arrives, false),
                "{prefix}"
            );
        }
    }
    #[tokio::test(start_paused = true)]
    async fn the_fields_behind_a_file_count_as_what_comes() {
        let (send, reading) = slow("192.0.2.24");
        for piece in [FILE, "x".repeat(100_000).as_str(), "\r\n"] {
            send.send(piece.to_owned()).unwrap();
        }
        send.send(TEXT.trim_end().to_owned()).unwrap();
        for _ in 0..14 {
            sleep(WINDOW / 4).await;
            send.send("m".repeat(5_000)).unwrap();
        }
        send.send(END.to_owned()).unwrap();
        drop(send);
        let came = reading.await.unwrap().unwrap();
        assert_eq!((came.uploads.len(), came.refusal()), (1, None));
        assert_eq!(came.fields.len(), 1);
    }
}
