//! All videos in sign language. While there are none, only staff hear so: nothing links here.

use leptos::prelude::*;
use shared::videos::{SiteVideo, VideoPlace};

use super::{of_place, player};
use crate::{
    context::{use_language, use_site},
    features::organisations::page_name,
    i18n::{msg, t},
    load::{load, show},
    routes,
    shell::PageTitle,
    ui::{Notice, PageHeading, Rank},
};

/// The page.
#[component]
pub fn SignLanguagePage() -> impl IntoView {
    let loaded = load(|| (), |api, ()| async move { Ok(of_place(&api, None).await) });
    show(loaded, page)
}

fn page(videos: Vec<SiteVideo>) -> AnyView {
    let none = videos.is_empty().then(|| {
        let staff = use_site().staff.is_some().then(|| {
            view! { <Notice title=t(msg::videos::none())><p>{t(msg::videos::none_text())}</p></Notice> }
        });
        view! { {staff} <p>{t(msg::videos::none_write())}</p> }
    });
    let lead = if videos.is_empty() {
        String::new()
    } else {
        t(msg::videos::lead())
    };
    let items = videos
        .iter()
        .map(|one| view! { {player(&one.video, Rank::Two)} {belongs(one)} })
        .collect_view();
    view! {
        <PageTitle text=t(msg::videos::title())/>
        <PageHeading title=t(msg::videos::title()) lead/>
        {none}
        {items}
    }
    .into_any()
}

/// The page to which a video belongs.
fn belongs(one: &SiteVideo) -> AnyView {
    let language = use_language();
    let (href, text) = match &one.procedure {
        Some((slug, title)) => (routes::procedure(language, slug), title.clone()),
        None => (address(one.place), place_name(one.place)),
    };
    view! { <p><a class="row-link" href=href dir="auto">{text}</a></p> }.into_any()
}

fn address(place: VideoPlace) -> String {
    let language = use_language();
    match place {
        VideoPlace::Start | VideoPlace::Procedure => routes::home(language),
        VideoPlace::Accessibility => routes::accessibility(language, ""),
        other => format!("/{}/{}", language.code(), other.word()),
    }
}

/// The name of a page.
pub(super) fn place_name(place: VideoPlace) -> String {
    use shared::organisations::PageKind;
    match place {
        VideoPlace::Start => t(msg::videos::place::start()),
        VideoPlace::Accessibility => t(msg::videos::place::accessibility()),
        VideoPlace::Imprint => page_name(PageKind::Imprint),
        VideoPlace::Privacy => page_name(PageKind::Privacy),
        VideoPlace::Contact => page_name(PageKind::Contact),
        VideoPlace::Procedure => t(msg::videos::place::procedure()),
    }
}
