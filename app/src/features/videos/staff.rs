//! The videos of the site's own pages, for staff.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    videos::{EditSiteVideo, ListSiteVideos, RemoveVideoFile, SiteVideo, SiteVideos, VideoPlace},
};

use super::{choice, fields, page::place_name, upload};
use crate::{
    context::use_language,
    features::admin::parts::{Adding, Removal, StaffFrame, prefix_of},
    forms::{Form, FormState, use_form},
    i18n::{format, msg, t},
    load::{load, show},
    routes,
    ui::{Badge, Button, ButtonKind, Checkbox, Choice, Details, Select, Tone},
};

/// The page.
#[component]
pub fn SiteVideosPage() -> impl IntoView {
    let read = load(|| (), |api, ()| async move { api.call(ListSiteVideos {}).await });
    show(read, page)
}

fn here() -> String {
    routes::staff(use_language(), "videos")
}

fn page(all: SiteVideos) -> AnyView {
    use msg::videos::staff as words;
    let form = use_form(EditSiteVideo::NAME, None).labelled(super::labels());
    let removing = use_form(RemoveVideoFile::NAME, None);
    let form = if removing.has_failed() { removing } else { form };
    let prefix = prefix_of(&form.value("video", ""));
    let items = all.videos.iter().map(|one| existing(one, &all)).collect_view();
    let new = use_form(EditSiteVideo::NAME, Some(("video", "")));
    let (upload, new) = (upload(&all, here()), video_form(&new, None, &all));
    view! {
        <StaffFrame title=t(msg::videos::title()) lead=t(words::lead()) form prefix>
            {upload}
            <div>{items}</div>
            {unused(&all)}
            <Adding id="new-video" heading=t(words::new())>{new}</Adding>
        </StaffFrame>
    }
    .into_any()
}

/// Uploaded files that nothing names, each to be removed: a film takes more room than all plans together.
fn unused(all: &SiteVideos) -> Option<AnyView> {
    use msg::videos::staff as words;
    let rows: Vec<AnyView> = all
        .files
        .iter()
        .filter(|file| !file.in_use)
        .map(|file| {
            let fields = vec![
                ("file", file.file.clone()),
                ("next", format!("{}?saved=1", here())),
            ];
            let about = file.name.clone();
            let size = format::file_size(file.size, use_language());
            view! {
                <li class="staff-row">
                    <p><bdi>{file.name.clone()}</bdi>" "<span class="muted">{format!("({size})")}</span></p>
                    <Removal form=RemoveVideoFile::NAME fields label=t(msg::working_copies::remove()) about/>
                </li>
            }
            .into_any()
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="unused-files">
                <h2 id="unused-files">{t(words::unused())}</h2>
                <ul class="staff-rows">{rows}</ul>
            </section>
        }
        .into_any()
    })
}

fn existing(one: &SiteVideo, all: &SiteVideos) -> AnyView {
    use msg::videos::staff as words;
    let id = one.video.id.to_string();
    let form = use_form(EditSiteVideo::NAME, Some(("video", &id)));
    let fold = form.fold();
    let (text, tone) = if one.published {
        (t(words::published()), Tone::Success)
    } else {
        (t(words::not_published()), Tone::Neutral)
    };
    let about = one.video.title.clone();
    let edit = video_form(&form, Some(one), all);
    let hidden = vec![
        ("video", id),
        ("place", one.place.word().to_owned()),
        ("next", format!("{}?saved=1", here())),
    ];
    view! {
        <Details summary=format!("{}: {}", place_name(one.place), one.video.title) fold>
            <p><Badge text tone/></p>
            {edit}
            <Removal form=EditSiteVideo::NAME fields=hidden label=t(msg::working_copies::remove()) about/>
        </Details>
    }
    .into_any()
}

fn video_form(form: &FormState, one: Option<&SiteVideo>, all: &SiteVideos) -> AnyView {
    use msg::videos::staff as words;
    let id = one.map(|one| one.video.id.to_string()).unwrap_or_default();
    let prefix = prefix_of(&id);
    let video = one.map(|one| &one.video);
    let places = VideoPlace::ALL
        .into_iter()
        .filter(|place| *place != VideoPlace::Procedure)
        .map(|place| Choice::new(place.word(), place_name(place)))
        .collect();
    let place = one.map_or(VideoPlace::Start, |one| one.place).word();
    let published = if one.is_some_and(|one| one.published) {
        "1"
    } else {
        ""
    };
    let hidden = vec![("video", id), ("next", format!("{}?saved=1", here()))];
    let (place, wrong_place) = (form.value("place", place), form.error("place"));
    let published = form.value("publish", published) == "1";
    let controls = [choice(form, &prefix, video, all), fields(form, &prefix, video)];
    view! {
        <Form form=EditSiteVideo::NAME hidden=hidden>
            <Select
                label=t(words::place())
                name="place"
                id=format!("{prefix}place")
                choices=places
                value=place
                error=wrong_place
            />
            {controls}
            <Checkbox
                label=t(words::publish())
                name="publish"
                id=format!("{prefix}publish")
                value="1"
                checked=published
            />
            <Button kind=ButtonKind::Secondary>{t(msg::common::save())}</Button>
        </Form>
    }
    .into_any()
}
