//! Lists in pages, by keyset: a page ends with the key after which the next one begins.

use serde::{Deserialize, Serialize};

use super::{ApiError, Invalid};

/// The largest page that a list answers.
pub const MAX_LIMIT: u32 = 100;
/// What a page has where nothing else is asked for.
pub const USUAL_LIMIT: u32 = 50;

/// An opaque key of a list; callers pass back what they got.
pub type Cursor = String;

/// How many entries a page has: what was asked for, or the usual number.
///
/// # Errors
/// Adds to `invalid` when it is not 1 to [`MAX_LIMIT`].
pub fn size(invalid: &mut Invalid, limit: Option<u32>, usual: u32) -> u32 {
    let limit = limit.unwrap_or(usual);
    if limit < 1 {
        invalid.add_with("limit", "errors.too_small", &[("min", "1".into())]);
    } else if limit > MAX_LIMIT {
        invalid.add_with("limit", "errors.too_large", &[("max", MAX_LIMIT.to_string())]);
    }
    limit
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "{T}Page")
)]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// Where the next page begins; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// Makes a page of at most `limit` entries from `limit + 1` that were read.
    pub fn cut(mut items: Vec<T>, limit: usize, key: impl Fn(&T) -> Cursor) -> Self {
        let more = items.len() > limit;
        items.truncate(limit);
        let next = if more { items.last().map(key) } else { None };
        Self { items, next }
    }

    /// A page of a list that is short by nature and read whole: at most `limit` of the entries behind the one that the cursor
    /// names.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] when the cursor names none of them.
    pub fn behind(
        items: Vec<T>,
        limit: u32,
        cursor: Option<&str>,
        key: impl Fn(&T) -> Cursor,
    ) -> Result<Self, ApiError> {
        let begin = match cursor.filter(|cursor| !cursor.is_empty()) {
            None => 0,
            Some(cursor) => match items.iter().position(|item| key(item) == cursor) {
                Some(last) => last + 1,
                None => return Err(ApiError::malformed("cursor")),
            },
        };
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Ok(Self::cut(items.into_iter().skip(begin).collect(), limit, key))
    }

    /// The same page of something made from each entry.
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(make).collect(),
            next: self.next,
        }
    }
}
