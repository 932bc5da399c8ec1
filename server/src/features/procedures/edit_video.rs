//! Videos in sign language that stand with a procedure. Incomplete ones are kept; publishing waits for what they lack.

use shared::{
    api::{ApiError, Invalid},
    ids::VideoId,
    procedures::WorkingCopy,
    videos::{EditVideo, MAX_VIDEOS},
};

use super::edit;
use crate::{error::Result, features::videos, site::Cx};

/// Adds, changes or removes a video of the working copy.
pub async fn edit_video(cx: Cx, input: EditVideo) -> Result<WorkingCopy> {
    edit::check_may_edit(&cx)?;
    let (mut tx, mut working) = edit::begin(&cx, &input.procedure, input.revision).await?;
    let wanted = input.input.video.parse().ok();
    let at = working
        .content
        .videos
        .iter()
        .position(|video| Some(video.id) == wanted);
    if at.is_none() && !input.input.video.is_empty() {
        return Err(ApiError::NotFound.into());
    }
    if at.is_none() && working.content.videos.len() >= MAX_VIDEOS {
        return Err(ApiError::refused_with("too_many_entries", &[("max", MAX_VIDEOS.to_string())]).into());
    }
    let id = wanted.unwrap_or_else(|| VideoId(cx.new_id()));
    let mut invalid = Invalid::default();
    let video = videos::read_input(&cx, &mut tx, &input.input, id, &mut invalid).await?;
    invalid.finish()?;
    let list = &mut working.content.videos;
    match (at, video) {
        (Some(at), None) => drop(list.remove(at)),
        (Some(at), Some(video)) => {
            if let Some(known) = list.get_mut(at) {
                *known = video;
            }
        }
        (None, Some(video)) => list.push(video),
        (None, None) => {}
    }
    edit::finish(&cx, tx, &working, "videos").await
}
