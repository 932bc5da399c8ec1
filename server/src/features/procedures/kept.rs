//! Published versions as pages show them, kept between requests: a version never changes, and reading a plan's drawing
//! anew takes longer than everything else on its page.

use std::sync::Arc;

use shared::{
    ids::{MunicipalityId, ProcedureId},
    plans::{Drawing, marks},
    procedures::{Content, Version},
    time::Timestamp,
};

use super::{list::not_found, store};
use crate::{db::Statements, error::Result, site::Cx};

/// How many versions are kept at most; a large plan takes some hundred kilobytes.
const MOST: u64 = 64;

/// A version by all that names it. Another process may load a demonstration anew under the same ids, but not at the same
/// moment.
type Key = (MunicipalityId, ProcedureId, u32, Timestamp);

/// The kept versions.
#[derive(Debug)]
pub struct KeptVersions(moka::sync::Cache<Key, Arc<Content>>);

impl Default for KeptVersions {
    fn default() -> Self {
        Self(moka::sync::Cache::new(MOST))
    }
}

/// A published version as the public sees it.
///
/// # Errors
/// [`ApiError::NotFound`](shared::api::ApiError::NotFound) where it is gone, or whatever the database says.
pub(super) async fn shown_version(
    cx: &Cx,
    db: &mut impl Statements,
    id: ProcedureId,
    version: &Version,
) -> Result<Arc<Content>> {
    let key = (cx.municipality.id, id, version.version, version.published_at);
    let kept = &cx.site.versions.0;
    if let Some(content) = kept.get(&key) {
        return Ok(content);
    }
    let (_, content) = not_found(store::content(db, id, Some(version.version)).await?)?;
    let content = Arc::new(shown(content));
    kept.insert(key, content.clone());
    Ok(content)
}

/// Content without what only its editors see.
pub(super) fn shown(content: Content) -> Content {
    Content {
        drawing: content.drawing.map(shown_drawing),
        ..content
    }
}

/// Readers get neither hidden sections nor the names that areas have in the file, but how the others lie.
fn shown_drawing(drawing: Drawing) -> Drawing {
    let sections = drawing.sections.into_iter().filter(|section| !section.hidden);
    let mut drawing = Drawing {
        sections: sections
            .map(|mut section| {
                section.keys.clear();
                section
            })
            .collect(),
        ..drawing
    };
    marks::place(&mut drawing);
    drawing
}
