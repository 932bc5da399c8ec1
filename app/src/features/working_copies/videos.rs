//! Videos in sign language that stand with a procedure.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    procedures::WorkingCopy,
    videos::{EditVideo, SiteVideos, Video},
};

use super::part::{Part, frame, hidden_of};
use crate::{
    features::{
        admin::parts::{Adding, Removal, prefix_of, procedure_path},
        procedures::words::german,
        videos::{choice, fields, labels, upload},
    },
    forms::{Form, use_form},
    i18n::{msg, t},
    ui::{Badge, Button, ButtonKind, Details, Fold, Tone},
};

/// The videos of a procedure.
pub fn view(copy: WorkingCopy, files: Option<SiteVideos>) -> AnyView {
    let Some(files) = files else {
        return ().into_any();
    };
    let form = use_form(EditVideo::NAME, None).labelled(labels());
    let prefix = prefix_of(&form.value("video", ""));
    let videos = copy
        .content
        .videos
        .iter()
        .map(|video| existing(&copy, video, &files))
        .collect_view();
    let new = video_form(&copy, None, &files);
    let body = view! {
        {upload(&files, procedure_path(&copy.slug, Part::Videos.word()))}
        <div>{videos}</div>
        <Adding id="new-video" heading=t(msg::videos::staff::new())>{new}</Adding>
    }
    .into_any();
    frame(
        &copy,
        Part::Videos,
        t(msg::videos::staff::lead()),
        form,
        prefix,
        body,
    )
}

fn existing(copy: &WorkingCopy, video: &Video, files: &SiteVideos) -> AnyView {
    use msg::videos::staff as words;
    let id = video.id.to_string();
    let form = use_form(EditVideo::NAME, Some(("video", &id)));
    let fold = if form.has_failed() || !video.is_complete() {
        Fold::Open
    } else {
        Fold::Closed
    };
    let (text, tone) = if video.is_complete() {
        (t(words::complete()), Tone::Success)
    } else {
        (t(words::incomplete()), Tone::Warning)
    };
    let edit = video_form(copy, Some(video), files);
    let which = hidden_of(copy, Part::Videos, ("video", &id));
    let (title, about) = (video.title.clone(), video.title.clone());
    view! {
        <Details summary=title lang=german() fold>
            <p><Badge text tone/></p>
            {edit}
            <Removal form=EditVideo::NAME fields=which label=t(msg::working_copies::remove()) about/>
        </Details>
    }
    .into_any()
}

fn video_form(copy: &WorkingCopy, video: Option<&Video>, files: &SiteVideos) -> AnyView {
    let id = video.map(|video| video.id.to_string()).unwrap_or_default();
    let which = ("video", id.as_str());
    let (form, prefix) = (use_form(EditVideo::NAME, Some(which)), prefix_of(&id));
    let hidden = hidden_of(copy, Part::Videos, which);
    let controls = [
        choice(&form, &prefix, video, files),
        fields(&form, &prefix, video),
    ];
    view! {
        <Form form=EditVideo::NAME hidden=hidden>
            {controls}
            <Button kind=ButtonKind::Secondary>{t(msg::common::save())}</Button>
        </Form>
    }
    .into_any()
}
