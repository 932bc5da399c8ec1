//! Lists in pages, by keyset: a page ends with the key after which the next one begins. A cursor is a place in the order of
//! the list, not an entry: whoever pages on reads what comes behind it, also when the entry there is gone.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

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

    /// A page of a list that is short by nature and read whole: sorted by their keys, at most `limit` of the entries behind
    /// the key that the cursor carries. No two entries have the same key.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] when the cursor is none of this list's.
    pub fn behind<K>(
        mut items: Vec<T>,
        limit: u32,
        cursor: Option<&str>,
        key: impl Fn(&T) -> K,
    ) -> Result<Self, ApiError>
    where
        K: Ord + Serialize + DeserializeOwned,
    {
        if let Some(cursor) = cursor.filter(|cursor| !cursor.is_empty()) {
            let last: K = serde_json::from_str(cursor).map_err(|_| ApiError::malformed("cursor"))?;
            items.retain(|item| key(item) > last);
        }
        items.sort_by_cached_key(&key);
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = items.len() > limit;
        items.truncate(limit);
        let last = items.last().filter(|_| more).map(&key);
        let next = last
            .map(|key| serde_json::to_string(&key))
            .transpose()
            .map_err(|_| ApiError::Internal {
                incident: "cursor".into(),
            })?;
        Ok(Self { items, next })
    }

    /// The same page of something made from each entry.
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(make).collect(),
            next: self.next,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_pages_on_reads_what_comes_behind_an_entry_that_is_gone_since() {
        let page = |items: &[&str], cursor: Option<&str>| {
            let items = items.iter().map(|&item| item.to_owned()).collect();
            Page::behind(items, 2, cursor, String::clone)
        };
        let first = page(&["c", "a", "b", "d", "e"], None).unwrap();
        assert_eq!(first.items, ["a", "b"]);
        let cursor = first.next.as_deref();
        assert_eq!(page(&["a", "c", "d", "e"], cursor).unwrap().items, ["c", "d"]);
        let end = page(&["a", "d"], cursor).unwrap();
        assert_eq!((end.items, end.next), (vec!["d".to_owned()], None));
        assert_eq!(page(&["a", "b"], Some("b")), Err(ApiError::malformed("cursor")));
    }
}
