//! The yardstick of `cargo xtask bench`: an axum handler that answers every path with the same bytes.
//!
//! Arguments: address, file with the body, content type, content encoding (`identity` for none).

use std::error::Error;

use axum::Router;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::routing::get;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |what: &str| {
        arguments
            .next()
            .ok_or_else(|| format!("missing argument: {what}"))
    };
    let listener = tokio::net::TcpListener::bind(next("address")?).await?;
    let body = axum::body::Bytes::from(std::fs::read(next("file")?)?);
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_str(&next("content type")?)?);
    let encoding = next("content encoding")?;
    if encoding != "identity" {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_str(&encoding)?);
    }
    let answer = move || std::future::ready((headers.clone(), body.clone()));
    axum::serve(listener, Router::new().fallback(get(answer))).await?;
    Ok(())
}
