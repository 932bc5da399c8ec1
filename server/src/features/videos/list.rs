//! The videos as the public sees them, and as staff maintain them.

use shared::videos::{ListSiteVideos, ListVideos, SiteVideo, SiteVideos};

use super::{edit, store};
use crate::{db::Statements, error::Result, site::Cx};

/// Lists what the public sees.
pub async fn list_videos(cx: Cx, input: ListVideos) -> Result<Vec<SiteVideo>> {
    let mut db = cx.read().await?;
    let mut videos = store::all(&mut db).await?;
    videos.retain(|one| one.published && input.place.is_none_or(|place| one.place == place));
    Ok(videos)
}

/// Lists the site's own videos and the uploaded files.
pub async fn list_site_videos(cx: Cx, _: ListSiteVideos) -> Result<SiteVideos> {
    edit::check_may_edit(&cx)?;
    let mut db = cx.read().await?;
    compose(&cx, &mut db).await
}

/// The site's own videos and the uploaded files.
pub(super) async fn compose(cx: &Cx, db: &mut impl Statements) -> Result<SiteVideos> {
    let mut videos = store::all(db).await?;
    videos.retain(|one| one.procedure.is_none());
    Ok(SiteVideos {
        videos,
        files: store::files(db).await?,
        max_bytes: cx.site.config.max_video_mb.saturating_mul(1_000_000),
        media_url: cx.site.config.media_url.clone().unwrap_or_default(),
    })
}
