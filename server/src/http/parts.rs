//! Multipart bodies, part by part, within bounds that hold whoever sends them and however slowly.
//!
//! Invariants: what stands before a part's content (boundary and headers) ends within 16 kB; a body ends within what its
//! reader allows. The parser has no bound for headers and searches all that it holds whenever more comes: here it gets small
//! pieces, looks at each before the next, and gets no more once the headers are too long.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::{Context, Poll, ready},
};

use axum::{
    BoxError,
    body::{Body, BodyDataStream},
    extract::{
        DefaultBodyLimit, FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::header,
};
use bytes::Bytes;
use futures::Stream;
use shared::api::ApiError;

/// Most bytes before a part's content: names of files have at most 255 characters.
const MOST_HEADER: usize = 16 * 1024;
/// How much the parser gets at once of them.
const HEADER_PIECE: usize = 2 * 1024;
/// How much it gets at once of contents.
const PIECE: usize = 64 * 1024;
/// Longest content type: a boundary has at most 70 characters (RFC 2046).
const MOST_KIND: usize = 256;

/// The parts of a body.
#[derive(Debug)]
pub struct Parts {
    multipart: Multipart,
    gate: Arc<Gate>,
}

impl Parts {
    /// Of a request whose body has at most `most` bytes.
    ///
    /// # Errors
    /// When its content type names no boundary.
    pub async fn of(request: Request, most: usize) -> Result<Self, ApiError> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        if kind.is_none_or(|kind| kind.len() > MOST_KIND) {
            return Err(ApiError::malformed(""));
        }
        let gate = Arc::new(Gate::default());
        let known = gate.clone();
        let mut request = request.map(|body| {
            Body::from_stream(Gated {
                body: body.into_data_stream(),
                gate: known,
                rest: Bytes::new(),
                left: most,
                waits: false,
            })
        });
        // The gate counts.
        DefaultBodyLimit::disable().apply(&mut request);
        let multipart = Multipart::from_request(request, &())
            .await
            .map_err(|_| ApiError::malformed(""))?;
        Ok(Self { multipart, gate })
    }

    /// The next part, once the one before was read to its end: what was not read of it counts like headers.
    ///
    /// # Errors
    /// When the body is no multipart body, is too long or ends early.
    pub async fn next_part(&mut self) -> Result<Option<Field<'_>>, MultipartError> {
        self.gate.begin_header();
        let part = self.multipart.next_field().await?;
        self.gate.begin_content();
        Ok(part)
    }
}

/// What the parser reads at present, and how much it got of headers.
#[derive(Debug, Default)]
struct Gate {
    is_content: AtomicBool,
    header: AtomicUsize,
}

impl Gate {
    fn begin_header(&self) {
        self.header.store(0, Ordering::Relaxed);
        self.is_content.store(false, Ordering::Relaxed);
    }

    fn begin_content(&self) {
        self.is_content.store(true, Ordering::Relaxed);
    }
}

/// A body as its parser gets it.
struct Gated {
    body: BodyDataStream,
    gate: Arc<Gate>,
    /// What came and was not handed on yet.
    rest: Bytes,
    /// How many bytes may still come.
    left: usize,
    /// Whether the parser looks at what it got before it gets more: it asks until there is nothing, and then looks.
    waits: bool,
}

impl Stream for Gated {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        if std::mem::take(&mut this.waits) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let is_content = this.gate.is_content.load(Ordering::Relaxed);
        if !is_content && this.gate.header.load(Ordering::Relaxed) >= MOST_HEADER {
            return Poll::Ready(Some(Err("the headers of a part are too long".into())));
        }
        let mut piece = std::mem::take(&mut this.rest);
        if piece.is_empty() {
            piece = match ready!(Pin::new(&mut this.body).poll_next(cx)) {
                Some(Ok(piece)) => piece,
                Some(Err(error)) => return Poll::Ready(Some(Err(error.into()))),
                None => return Poll::Ready(None),
            };
        }
        let most = if is_content { PIECE } else { HEADER_PIECE };
        this.rest = piece.split_off(most.min(piece.len()));
        let Some(left) = this.left.checked_sub(piece.len()) else {
            return Poll::Ready(Some(Err("the body is too long".into())));
        };
        this.left = left;
        if !is_content {
            this.gate.header.fetch_add(piece.len(), Ordering::Relaxed);
        }
        this.waits = true;
        Poll::Ready(Some(Ok(piece)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "--grenze\r\nContent-Disposition: form-data; name=";

    /// What is read of a body that comes in pieces of this size: name and length of each part.
    async fn read(body: &str, piece: usize, most: usize) -> Result<Vec<(String, usize)>, String> {
        let pieces: Vec<Result<Bytes, BoxError>> = body
            .as_bytes()
            .chunks(piece)
            .map(|piece| Ok(Bytes::copy_from_slice(piece)))
            .collect();
        let request = axum::http::Request::builder()
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=grenze")
            .body(Body::from_stream(futures::stream::iter(pieces)))
            .unwrap();
        let mut parts = Parts::of(request, most).await.unwrap();
        let mut found = Vec::new();
        while let Some(mut part) = parts.next_part().await.map_err(|error| error.body_text())? {
            let name = part.name().unwrap_or_default().to_owned();
            let mut length = 0;
            while let Some(chunk) = part.chunk().await.map_err(|error| error.body_text())? {
                length += chunk.len();
            }
            found.push((name, length));
        }
        Ok(found)
    }

    #[tokio::test]
    async fn a_form_is_read_whole_in_whatever_pieces_it_comes() {
        let long = "a".repeat(100_000);
        let body = format!(
            "{HEAD}\"body\"\r\n\r\nLärm\r\n{HEAD}\"none\"\r\n\r\n\r\n{HEAD}\"files\"; filename=\"a.png\"\r\n\r\n{long}\r\n--grenze--\r\n"
        );
        let expected: Vec<(String, usize)> =
            vec![("body".into(), 5), ("none".into(), 0), ("files".into(), 100_000)];
        for piece in [1, 3, 1_000, 50_000, 1_000_000] {
            assert_eq!(read(&body, piece, 200_000).await, Ok(expected.clone()), "{piece}");
        }
        assert!(
            read(&body, 1_000, 100_000).await.is_err(),
            "longer than its reader allows"
        );
    }

    #[tokio::test]
    async fn headers_and_what_comes_before_them_end_within_sixteen_kilobytes() {
        let fits = format!("{HEAD}\"{}\"\r\n\r\nx\r\n--grenze--\r\n", "n".repeat(10_000));
        assert_eq!(
            read(&fits, 1_000, 100_000).await,
            Ok(vec![("n".repeat(10_000), 1)])
        );
        let name = format!("{HEAD}\"{}\"\r\n\r\nx\r\n--grenze--\r\n", "n".repeat(30_000));
        let before = format!("{}\r\n{HEAD}\"a\"\r\n\r\nx\r\n--grenze--\r\n", "-".repeat(30_000));
        for body in [name, before] {
            for piece in [1_000, 1_000_000] {
                assert!(read(&body, piece, 100_000).await.is_err());
            }
        }
    }
}
