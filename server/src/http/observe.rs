//! What operators see of requests: an access log and figures in the Prometheus text format.
//!
//! Invariants: neither holds a receipt's code, a search, an address or a person: paths are shown without query, receipt
//! paths as `/r/…`, any other part that could be a code as `…`, and figures are counted per class of path.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fmt::Write as _,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use axum::{
    extract::Request,
    http::{Method, StatusCode, header},
    response::IntoResponse,
};

use shared::statements::{CODE_LENGTH, canonical_code};

use crate::{jobs, site::Site};

/// Upper bounds of the latency histogram, in seconds.
const BOUNDS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// The figures of this process.
#[derive(Debug, Default)]
pub struct Metrics(Mutex<Counted>);

#[derive(Debug, Default)]
struct Counted {
    requests: BTreeMap<(&'static str, u16), u64>,
    latency: BTreeMap<&'static str, Latency>,
}

#[derive(Debug, Default)]
struct Latency {
    buckets: [u64; BOUNDS.len()],
    count: u64,
    seconds: f64,
}

/// The class of receipts.
const RECEIPT: &str = "receipt";

/// The class that a path is counted under: few, so that figures stay small.
pub fn class_of(path: &str) -> &'static str {
    if is_receipt(path) {
        return RECEIPT;
    }
    match path.split('/').nth(1).unwrap_or_default() {
        "api" => "api",
        "files" => "file",
        "pkg" => "asset",
        "healthz" | "readyz" => "health",
        _ if path.split('/').nth(2) == Some("staff") => "staff page",
        _ => "page",
    }
}

/// The path as a log may show it: without receipts, and without whatever could be a receipt's code in a wrong place.
pub fn shown_path(path: &str) -> Cow<'_, str> {
    if is_receipt(path) {
        return "/r/…".into();
    }
    // Most parts are too short for a code, however it is written.
    let hidden = |part: &str| part.len() >= CODE_LENGTH && canonical_code(&plain(part)).is_some();
    if !path.split('/').any(hidden) {
        return path.into();
    }
    let parts: Vec<_> = path
        .split('/')
        .map(|part| if hidden(part) { "…" } else { part })
        .collect();
    parts.join("/").into()
}

/// Whether an address is one of a receipt, however it was typed: whoever knows it reads the statement.
pub fn is_receipt(path: &str) -> bool {
    path.split('/').any(|part| {
        let part = plain(part);
        part.eq_ignore_ascii_case("r") || part.eq_ignore_ascii_case("receipts")
    })
}

/// A part of a path with its `%XX` read.
fn plain(part: &str) -> Cow<'_, str> {
    if !part.contains('%') {
        return part.into();
    }
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escaped = (first == b'%')
            .then(|| tail.get(..2).and_then(|two| std::str::from_utf8(two).ok()))
            .flatten()
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(escaped.unwrap_or(first));
        rest = if escaped.is_some() {
            tail.get(2..).unwrap_or_default()
        } else {
            tail
        };
    }
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// A request under way.
#[derive(Debug)]
pub struct Asked {
    start: Instant,
    method: Method,
    path: String,
    class: &'static str,
}

impl Asked {
    /// A request that begins.
    pub fn now(request: &Request) -> Self {
        let path = request.uri().path();
        Self {
            start: Instant::now(),
            method: request.method().clone(),
            path: path.to_owned(),
            class: class_of(path),
        }
    }

    /// Whether it asks for a receipt ([`is_receipt`]).
    pub fn for_receipt(&self) -> bool {
        self.class == RECEIPT
    }

    /// Counts and logs it with its answer.
    pub fn answered(self, metrics: &Metrics, status: StatusCode) {
        let seconds = self.start.elapsed().as_secs_f64();
        let status = status.as_u16();
        metrics.count(self.class, status, seconds);
        let millis = (seconds * 10_000.0).round() / 10.0;
        let method = self.method;
        tracing::info!(target: "access", %method, path = %shown_path(&self.path), status, millis, "request");
    }
}

impl Metrics {
    /// Counts one request.
    pub fn count(&self, class: &'static str, status: u16, seconds: f64) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counted.requests.entry((class, status)).or_default() += 1;
        let latency = counted.latency.entry(class).or_default();
        latency.count += 1;
        latency.seconds += seconds;
        for (bucket, bound) in latency.buckets.iter_mut().zip(BOUNDS) {
            if seconds <= bound {
                *bucket += 1;
            }
        }
    }

    /// The figures as text.
    pub async fn text(&self, site: &Site) -> String {
        let mut out = self.of_requests();
        match jobs::count(site).await {
            Ok((all, failed)) => {
                out.push_str("# HELP teilhabe_jobs Jobs in the database.\n# TYPE teilhabe_jobs gauge\n");
                let _ = writeln!(
                    out,
                    "teilhabe_jobs{{state=\"waiting\"}} {}\nteilhabe_jobs{{state=\"failed\"}} {failed}",
                    all - failed
                );
            }
            Err(error) => tracing::error!(%error, "jobs could not be counted"),
        }
        if let Some(bytes) = resident_bytes() {
            out.push_str("# HELP process_resident_memory_bytes Memory of the process.\n# TYPE process_resident_memory_bytes gauge\n");
            let _ = writeln!(out, "process_resident_memory_bytes {bytes}");
        }
        out
    }

    fn of_requests(&self) -> String {
        let counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut out = String::from(
            "# HELP teilhabe_requests_total Requests answered.\n# TYPE teilhabe_requests_total counter\n",
        );
        for ((class, status), count) in &counted.requests {
            let _ = writeln!(
                out,
                "teilhabe_requests_total{{class=\"{class}\",status=\"{status}\"}} {count}"
            );
        }
        out.push_str("# HELP teilhabe_request_seconds Time until an answer begins.\n# TYPE teilhabe_request_seconds histogram\n");
        for (class, latency) in &counted.latency {
            for (bound, count) in BOUNDS.iter().zip(latency.buckets) {
                let _ = writeln!(
                    out,
                    "teilhabe_request_seconds_bucket{{class=\"{class}\",le=\"{bound}\"}} {count}"
                );
            }
            let Latency { count, seconds, .. } = latency;
            let _ = writeln!(
                out,
                "teilhabe_request_seconds_bucket{{class=\"{class}\",le=\"+Inf\"}} {count}\n\
                 teilhabe_request_seconds_sum{{class=\"{class}\"}} {seconds}\n\
                 teilhabe_request_seconds_count{{class=\"{class}\"}} {count}"
            );
        }
        out
    }
}

/// Memory of this process as Linux tells it; elsewhere it is left out.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace()
        .next()?
        .parse::<u64>()
        .ok()
        .map(|kib| kib * 1024)
}

/// Serves the figures on an address of their own.
pub fn router(site: Arc<Site>) -> axum::Router {
    axum::Router::new().route(
        "/metrics",
        axum::routing::get(move || {
            let site = site.clone();
            async move {
                (
                    [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")],
                    site.metrics.text(&site).await,
                )
                    .into_response()
            }
        }),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipts_code_is_shown_nowhere() {
        for path in [
            "/r/ABCD-EFGH-JKMN",
            "/de/r/ABCDEFGHJKMN/sent",
            "/api/v1/receipts/ABCDEFGHJKMN",
            "/files/receipts/ABCDEFGHJKMN.pdf",
            "/R/abcd-efgh-jkmn",
            "/de/R/ABCD-EFGH-JKMN",
            "/%72/ABCD-EFGH-JKMN",
            "/Files/Receipts/ABCDEFGHJKMN.pdf",
        ] {
            assert_eq!(
                (&*shown_path(path), class_of(path)),
                ("/r/…", "receipt"),
                "{path}"
            );
        }
        for (typed, shown) in [
            ("/de/procedures/r2", "/de/procedures/r2"),
            ("/ABCD-EFGH-JKMN", "/…"),
            ("/de/abcd%20efgh%20jkmn", "/de/…"),
            ("/de/abcd%E2%80%91efgh-jkmn/sent", "/de/…/sent"),
            ("/de/100%/x", "/de/100%/x"),
        ] {
            assert_eq!((&*shown_path(typed), class_of(typed)), (shown, "page"), "{typed}");
        }
        assert_eq!(
            (class_of("/de/staff/x"), class_of("/api/v1/site"), class_of("/")),
            ("staff page", "api", "page")
        );
    }

    #[test]
    fn the_histogram_counts_upwards_to_all_requests() {
        let metrics = Metrics::default();
        metrics.count("page", 200, 0.0007);
        metrics.count("page", 404, 0.3);
        let text = metrics.of_requests();
        for line in [
            "teilhabe_requests_total{class=\"page\",status=\"404\"} 1",
            "teilhabe_request_seconds_bucket{class=\"page\",le=\"0.001\"} 1",
            "teilhabe_request_seconds_bucket{class=\"page\",le=\"0.5\"} 2",
            "teilhabe_request_seconds_bucket{class=\"page\",le=\"+Inf\"} 2",
            "teilhabe_request_seconds_count{class=\"page\"} 2",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in\n{text}");
        }
    }
}
