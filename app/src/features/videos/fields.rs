//! The form controls about a video, for the site's own ones and those of procedures.

use leptos::prelude::*;
use shared::videos::{SiteVideos, Video};

use crate::{
    features::admin::parts::query,
    forms::FormState,
    i18n::{format, msg, t},
    ui::{
        Button, ButtonKind, Choice, FieldWidth, FileField, InputType, Live, Notice, Select, TextArea,
        TextField, Tone,
    },
};

/// Uploading a file; `here` is the page to come back to. No form of an endpoint, because a file this large is streamed.
pub(crate) fn upload(files: &SiteVideos, here: String) -> AnyView {
    use msg::videos::staff as words;
    let uploaded = (!query("uploaded").is_empty()).then(|| {
        view! { <Notice title=t(words::uploaded()) tone=Tone::Success live=Live::Polite><p>{t(words::uploaded_text())}</p></Notice> }
    });
    let problem = query("problem");
    let problem = (!problem.is_empty()).then(|| {
        let text = match problem.as_str() {
            "size" => t(words::problem_size()),
            "missing" => t(words::problem_missing()),
            _ => t(words::problem_kind()),
        };
        view! { <Notice title=t(words::problem()) tone=Tone::Danger><p>{text}</p></Notice> }
    });
    view! {
        {uploaded}
        {problem}
        <section class="stack" aria-labelledby="upload">
            <h2 id="upload">{t(words::upload())}</h2>
            <form class="stack" method="post" action="/files/videos" enctype="multipart/form-data">
                <input type="hidden" name="next" value=here/>
                <FileField
                    label=t(words::file())
                    name="file"
                    id="upload-file"
                    hint=t(words::file_hint(files.max_bytes))
                    accept="video/mp4,video/webm"
                />
                <Button kind=ButtonKind::Secondary>{t(words::upload_act())}</Button>
            </form>
        </section>
    }
    .into_any()
}

/// The choice of an uploaded file, or an address on the municipality's own media server.
pub(crate) fn choice(form: &FormState, prefix: &str, video: Option<&Video>, files: &SiteVideos) -> AnyView {
    use msg::videos::staff as words;
    let choices = files
        .files
        .iter()
        .map(|file| {
            let size = format::file_size(file.size, crate::context::use_language());
            Choice::new(file.file.clone(), format!("{} ({size})", file.name))
        })
        .collect();
    let fresh = video.map(|video| video.file.clone()).unwrap_or_default();
    let empty = if files.media_url.is_empty() {
        t(words::choose_first())
    } else {
        t(words::choose_none())
    };
    let url = (!files.media_url.is_empty()).then(|| {
        let fresh = video.map(|video| video.url.clone()).unwrap_or_default();
        let megabytes = video
            .filter(|video| video.file.is_empty())
            .map(|video| number(u32::try_from(video.size / 1_000_000).unwrap_or_default()))
            .unwrap_or_default();
        view! {
            <TextField
                label=t(words::url())
                name="url"
                id=format!("{prefix}url")
                hint=t(words::url_hint(files.media_url.as_str()))
                value=form.value("url", &fresh)
                error=form.error("url")
                input_type=InputType::Url
            />
            {digits(form, prefix, t(words::megabytes()), "megabytes", megabytes)}
        }
    });
    view! {
        <Select
            label=t(words::choose())
            name="file"
            id=format!("{prefix}file")
            empty=empty
            choices=choices
            value=form.value("file", &fresh)
            error=form.error("file")
        />
        {url}
    }
    .into_any()
}

/// A number as it is typed; nothing for 0.
fn number(value: u32) -> String {
    if value == 0 {
        String::new()
    } else {
        value.to_string()
    }
}

fn digits(form: &FormState, prefix: &str, label: String, name: &'static str, fresh: String) -> AnyView {
    view! {
        <TextField
            label=label
            name=name
            id=format!("{prefix}{name}")
            value=form.value(name, &fresh)
            error=form.error(name)
            input_type=InputType::Digits
            width=FieldWidth::Short
        />
    }
    .into_any()
}

/// The labels of what a video must have before it is published.
pub(crate) fn labels() -> Vec<(&'static str, String)> {
    use msg::videos::staff as words;
    vec![
        ("title", t(words::name())),
        ("file", t(words::choose())),
        ("megabytes", t(words::megabytes())),
        ("minutes", t(words::minutes())),
        ("width", t(words::width())),
        ("height", t(words::height())),
        ("frames", t(words::frames())),
        ("transcript", t(words::transcript())),
    ]
}

/// Title, duration, resolution, frames and transcript.
pub(crate) fn fields(form: &FormState, prefix: &str, video: Option<&Video>) -> AnyView {
    use msg::videos::staff as words;
    let of = |value: fn(&Video) -> u32| video.map(|video| number(value(video))).unwrap_or_default();
    let title = video.map(|video| video.title.clone()).unwrap_or_default();
    let transcript = video.map(|video| video.transcript.clone()).unwrap_or_default();
    view! {
        <TextField
            label=t(words::name())
            name="title"
            id=format!("{prefix}title")
            value=form.value("title", &title)
            error=form.error("title")
            required=true
        />
        <div class="staff-trio">
            {digits(form, prefix, t(words::minutes()), "minutes", of(|video| video.seconds / 60))}
            {digits(form, prefix, t(words::seconds()), "seconds", of(|video| video.seconds % 60))}
        </div>
        <div class="staff-trio">
            {digits(form, prefix, t(words::width()), "width", of(|video| video.width))}
            {digits(form, prefix, t(words::height()), "height", of(|video| video.height))}
            {digits(form, prefix, t(words::frames()), "frames", of(|video| video.frames))}
        </div>
        <TextArea
            label=t(words::transcript())
            name="transcript"
            id=format!("{prefix}transcript")
            hint=t(words::transcript_hint())
            value=form.value("transcript", &transcript)
            error=form.error("transcript")
            rows=6
        />
    }
    .into_any()
}
