//! Rendered pages of anonymous visitors, kept as compressed bytes with an ETag.
//!
//! An entry ends with a change that touches it, at the next boundary of any period it shows, and after 60 seconds.
//! Invariant: nothing personal is ever kept: no signed-in visitor, no draft, no receipt, no answer that sets a cookie.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::http::{HeaderValue, StatusCode};
use bytes::Bytes;
use shared::{
    ids::{MunicipalityId, ProcedureId},
    time::Timestamp,
};

/// Seconds after which a page is rendered anew at the latest.
pub const MAX_AGE_SECONDS: i64 = 60;
/// How many bytes of pages are kept at most.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What a page is kept under.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Whose page.
    pub municipality: MunicipalityId,
    /// Under which origin, because a page names its own address.
    pub origin: String,
    /// Path and query ([`app::routes::kept_query`]).
    pub address: String,
    /// Simplified or normal view.
    pub simple: bool,
}

/// A rendered page.
#[derive(Debug)]
pub struct Page {
    /// The HTTP status.
    pub status: StatusCode,
    /// The identity bytes.
    pub plain: Bytes,
    /// Compressed with brotli, once somebody takes it so.
    pub brotli: OnceLock<Bytes>,
    /// Compressed with gzip, once somebody takes it so.
    pub gzip: OnceLock<Bytes>,
    /// The strong validator of the identity bytes.
    pub etag: HeaderValue,
    /// The page's content security policy, with the hashes of its inline scripts.
    pub policy: HeaderValue,
    /// When it ends.
    pub until: Timestamp,
    /// The state of the world in which it was rendered.
    pub generation: u64,
}

/// Bytes that a kept page takes: with its compressed forms, which come later and are far smaller.
fn weight(key: &Key, page: &Page) -> u32 {
    const BESIDES: usize = 1024;
    let bytes = page.plain.len() + page.plain.len() / 2 + page.policy.len() + key.address.len() + BESIDES;
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// The kept pages.
#[derive(Debug)]
pub struct PageCache {
    pages: Option<moka::sync::Cache<Key, Arc<Page>>>,
    generations: Mutex<HashMap<MunicipalityId, Arc<AtomicU64>>>,
}

impl PageCache {
    /// An empty cache; one that keeps nothing when switched off.
    pub fn new(on: bool) -> Self {
        let pages = on.then(|| {
            moka::sync::Cache::builder()
                .max_capacity(MAX_BYTES)
                .weigher(|key: &Key, page: &Arc<Page>| weight(key, page))
                .build()
        });
        Self {
            pages,
            generations: Mutex::default(),
        }
    }

    /// Counts the changes of a municipality; a page rendered before the last one has ended.
    pub fn generation(&self, municipality: MunicipalityId) -> u64 {
        self.counter(municipality).load(Ordering::SeqCst)
    }

    fn counter(&self, municipality: MunicipalityId) -> Arc<AtomicU64> {
        let mut all = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(municipality).or_default().clone()
    }

    /// A page that still holds.
    pub fn get(&self, key: &Key, now: Timestamp) -> Option<Arc<Page>> {
        let page = self.pages.as_ref()?.get(key)?;
        (page.until > now && page.generation == self.generation(key.municipality)).then_some(page)
    }

    /// Keeps a page.
    pub fn put(&self, key: Key, page: Arc<Page>) {
        if let Some(pages) = &self.pages {
            pages.insert(key, page);
        }
    }

    /// Ends the pages that show a procedure, or all of a municipality.
    pub fn touch(&self, municipality: MunicipalityId, _procedure: Option<ProcedureId>) {
        // Lists and home show every procedure's counters, so that a change ends all pages of its municipality;
        // rendering one again costs under a millisecond.
        self.counter(municipality).fetch_add(1, Ordering::SeqCst);
    }
}
