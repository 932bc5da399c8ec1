//! Videos in sign language: the browser's own player, beside it everything that the law asks for.
//!
//! Invariants: nothing is loaded before somebody presses play; no player of a third party; each video stands with
//! title, duration, size, a download and its transcript (BITV 2.0, Annex 2 Part 1; WCAG 2.2, 1.2.1).

mod fields;
mod page;
mod staff;

pub(crate) use fields::{choice, fields, labels, upload};
use leptos::prelude::*;
pub use page::SignLanguagePage;
use shared::{
    api::Api,
    videos::{ListVideos, SiteVideo, Video, VideoPlace},
};
pub use staff::SiteVideosPage;

use crate::{
    i18n::{msg, t},
    ui::{Details, Rank},
};

/// The published videos of a page of the site, or all; none where they cannot be read, because no page waits for them.
pub async fn of_place(api: &Api, place: Option<VideoPlace>) -> Vec<SiteVideo> {
    api.call(ListVideos { place }).await.unwrap_or_default()
}

/// The videos of a page under a heading of their own; nothing where there are none.
pub fn section(videos: Vec<Video>) -> Option<AnyView> {
    (!videos.is_empty()).then(|| {
        let players = videos
            .iter()
            .map(|video| player(video, Rank::Three))
            .collect_view();
        view! {
            <h2 id="sign-language">{t(msg::videos::heading())}</h2>
            {players}
        }
        .into_any()
    })
}

/// A video with everything that stands beside it. Titles and transcripts are German, as the language that is signed.
pub fn player(video: &Video, rank: Rank) -> AnyView {
    let title = video.title.clone();
    let heading = rank.heading(
        "video__title",
        view! { <bdi lang="de">{title.clone()}</bdi> }.into_any(),
    );
    let facts = facts(video);
    let transcript = video
        .transcript
        .split("\n\n")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| view! { <p lang="de" dir="auto">{part.to_owned()}</p> })
        .collect_view();
    let transcript_id = format!("transcript-{}", video.id);
    let (width, height) = (video.width.max(1).to_string(), video.height.max(1).to_string());
    view! {
        <div class="video stack stack--small">
            {heading}
            <video controls preload="none" width=width height=height aria-label=title data-sign-language="" aria-details=transcript_id.clone()>
                <source src=video.address() type=video.media_type.clone()/>
            </video>
            <p>
                <a class="row-link" href=video.address() download=video.file_name.clone() rel="external">
                    {t(msg::videos::download())}<span class="kern-sr-only">" "{video.title.clone()}</span>
                    <span class="file-list__facts">{format!(" ({facts})")}</span>
                </a>
            </p>
            <div id=transcript_id><Details summary=t(msg::videos::transcript())>{transcript}</Details></div>
        </div>
    }
    .into_any()
}

/// Duration and size in words.
fn facts(video: &Video) -> String {
    t(msg::videos::facts(
        msg::videos::minutes(u64::from(video.seconds / 60)),
        msg::videos::seconds(u64::from(video.seconds % 60)),
        video.size,
    ))
}
