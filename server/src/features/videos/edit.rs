//! What staff enter about videos, and the site's own ones.

use object_store::path::Path as StorePath;
use shared::{
    access::Action,
    api::{ApiError, Invalid},
    ids::VideoId,
    text,
    videos::{
        EditSiteVideo, MAX_VIDEOS, RemoveVideoFile, SiteVideo, SiteVideos, Video, VideoInput, VideoPlace,
    },
};

use super::{list, store};
use crate::{
    db::Statements,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    site::Cx,
};

/// Only those who write pages or procedures.
///
/// # Errors
/// Sign-in required or forbidden.
pub(super) fn check_may_edit(cx: &Cx) -> Result<()> {
    if !cx.viewer.can(Action::EditProcedure) {
        cx.viewer.may(Action::EditPages)?;
    }
    Ok(())
}

/// The video that the input describes, `None` when it shall be taken away; what is known of its file is taken from there.
///
/// # Errors
/// Whatever the database says.
pub async fn read_input(
    cx: &Cx,
    db: &mut impl Statements,
    input: &VideoInput,
    id: VideoId,
    invalid: &mut Invalid,
) -> Result<Option<Video>> {
    if input.remove == "1" {
        return Ok(None);
    }
    let numbers = input.check(invalid);
    let mut video = Video {
        id,
        title: input.title.trim().replace('\0', ""),
        file: String::new(),
        url: String::new(),
        file_name: String::new(),
        media_type: String::new(),
        size: numbers.size,
        seconds: numbers.seconds,
        width: numbers.width,
        height: numbers.height,
        frames: numbers.frames,
        transcript: text::unify_line_ends(&input.transcript).replace('\0', ""),
    };
    let url = input.url.trim();
    if !input.file.is_empty() {
        match store::file(db, &input.file).await? {
            Some((file, _)) => {
                (video.file, video.file_name) = (file.file, file.name);
                (video.media_type, video.size) = (file.media_type, file.size);
            }
            None => invalid.add("file", "errors.invalid_choice"),
        }
    } else if !url.is_empty() {
        match own_address(cx, url) {
            Some(media_type) => {
                video.media_type = media_type.to_owned();
                video.url = url.to_owned();
                video.file_name = url.rsplit('/').next().unwrap_or_default().to_owned();
            }
            None => invalid.add_with(
                "url",
                "errors.video_address",
                &[(
                    "start",
                    cx.site.config.media_url.clone().unwrap_or_else(|| "–".into()),
                )],
            ),
        }
    }
    Ok(Some(video))
}

/// The media type of an address on the municipality's own media server; `None` for any other address: a visitor's
/// browser must not be sent to a stranger's server.
fn own_address(cx: &Cx, url: &str) -> Option<&'static str> {
    let start = cx.site.config.media_url.as_deref()?;
    let path = url.strip_prefix(start)?.strip_prefix('/')?;
    if path.contains(['?', '#', '\\', '"', '<', '>', ' ']) || path.contains("..") {
        return None;
    }
    match path.rsplit_once('.')?.1.to_lowercase().as_str() {
        "mp4" => Some("video/mp4"),
        "webm" => Some("video/webm"),
        _ => None,
    }
}

/// Adds, changes or removes a video of a page of the site.
pub async fn edit_site_video(cx: Cx, input: EditSiteVideo) -> Result<SiteVideos> {
    cx.viewer.may(Action::EditPages)?;
    let mut invalid = Invalid::default();
    if input.place == VideoPlace::Procedure {
        invalid.add("place", "errors.invalid_choice");
    }
    let is_new = input.input.video.is_empty();
    let mut tx = cx.begin().await?;
    let all = store::all(&mut tx).await?;
    let id = if is_new {
        VideoId(cx.new_id())
    } else {
        let wanted = input.input.video.parse().ok();
        all.iter()
            .find(|one| Some(one.video.id) == wanted && one.procedure.is_none())
            .map(|one| one.video.id)
            .ok_or(ApiError::NotFound)?
    };
    if is_new && all.iter().filter(|one| one.procedure.is_none()).count() >= MAX_VIDEOS {
        return Err(ApiError::refused_with("too_many_entries", &[("max", MAX_VIDEOS.to_string())]).into());
    }
    let video = read_input(&cx, &mut tx, &input.input, id, &mut invalid).await?;
    let published = input.publish == "1";
    if let Some(video) = video.as_ref().filter(|_| published) {
        let known: Vec<String> = invalid.0.iter().map(|error| error.field.clone()).collect();
        invalid.0.extend(
            video
                .missing()
                .0
                .into_iter()
                .filter(|error| !known.contains(&error.field)),
        );
    }
    invalid.finish()?;
    let data = serde_json::json!({ "place": input.place.word(), "published": published && video.is_some() });
    let before = all
        .into_iter()
        .find(|one| one.video.id == id)
        .map(|one| one.video.file);
    let files: Vec<String> = before
        .into_iter()
        .chain(video.iter().map(|video| video.file.clone()))
        .collect();
    match video {
        None => store::delete(&mut tx, id).await?,
        Some(video) => {
            let one = SiteVideo {
                place: input.place,
                procedure: None,
                video,
                published,
            };
            store::put(&mut tx, &one).await?;
        }
    }
    store::renew_published(&mut tx, &files).await?;
    events::record(
        &mut tx,
        &cx,
        Event::new(EventKind::VideoChanged, Visibility::Staff).data(data),
    )
    .await?;
    let answer = list::compose(&cx, &mut tx).await?;
    cx.commit(tx).await?;
    Ok(answer)
}

/// Removes an uploaded file that nothing shows, from the store as well.
pub async fn remove_video_file(cx: Cx, input: RemoveVideoFile) -> Result<SiteVideos> {
    check_may_edit(&cx)?;
    let mut tx = cx.begin().await?;
    let (file, _) = store::file(&mut tx, &input.file)
        .await?
        .ok_or(ApiError::NotFound)?;
    if store::is_in_use(&mut tx, &file.file).await? {
        return Err(ApiError::refused("video_in_use").into());
    }
    let is_shared = store::remove_file(&mut tx, &file.file).await?;
    let event = Event::new(EventKind::VideoChanged, Visibility::Staff)
        .data(serde_json::json!({ "removed": file.file, "size": file.size }));
    events::record(&mut tx, &cx, event).await?;
    let answer = list::compose(&cx, &mut tx).await?;
    if !is_shared {
        // The file goes first: should the rest fail, the row that stays can be removed again.
        match cx.site.files.delete(&StorePath::from(file.file.as_str())).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    cx.commit(tx).await?;
    Ok(answer)
}
