//! Fixed pages: imprint, privacy, contact.

use futures::future::join;
use leptos::prelude::*;
use leptos_meta::Meta;
use shared::{
    api::ApiError,
    language::Language,
    organisations::{FixedPage, PageKind, ShowPage},
    videos::{SiteVideo, VideoPlace},
};

use crate::{
    context::{set_status, use_language},
    features::{
        glossary,
        procedures::{self, words},
        videos,
    },
    i18n::{msg, t},
    load::{load, show},
    routes,
    shell::PageTitle,
    ui::PageHeading,
};

/// The imprint.
#[component]
pub fn ImprintPage() -> impl IntoView {
    fixed_page(PageKind::Imprint)
}

/// The privacy notice.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    fixed_page(PageKind::Privacy)
}

/// The contact page.
#[component]
pub fn ContactPage() -> impl IntoView {
    fixed_page(PageKind::Contact)
}

/// The name of a fixed page.
pub fn page_name(kind: PageKind) -> String {
    t(match kind {
        PageKind::Imprint => msg::layout::footer::imprint(),
        PageKind::Privacy => msg::layout::footer::privacy(),
        PageKind::Contact => msg::layout::footer::contact(),
    })
}

fn fixed_page(kind: PageKind) -> AnyView {
    let language = use_language();
    let page = load(
        move || (),
        move |api, ()| async move {
            let asked = ShowPage {
                kind,
                language: Some(language.code().to_owned()),
                drafts: false,
            };
            let place = VideoPlace::from_word(kind.word());
            let (page, signed) = join(api.call(asked), videos::of_place(&api, place)).await;
            match page {
                Ok(page) => Ok((Some(page), signed)),
                Err(ApiError::NotFound) => Ok((None, signed)),
                Err(error) => Err(error),
            }
        },
    );
    show(
        page,
        move |(page, videos): (Option<FixedPage>, Vec<SiteVideo>)| {
            let Some(page) = page else {
                return unwritten(kind);
            };
            let prose = if words::is_easy(&page.language) {
                "prose easy"
            } else {
                "prose"
            };
            // German stands in where nobody wrote the page in this language: that is said before it, as on a plan's page.
            let note = match page.status {
                Some(status) => {
                    let german = routes::page(Language::German, kind);
                    Some(procedures::translation_note(status, page.outdated_since, german))
                }
                None => procedures::only_german(&page.language),
            };
            view! {
                <PageTitle text=page_name(kind)/>
                <PageHeading title=page_name(kind)/>
                {note}
                <div class=prose lang=page.language dir="auto" inner_html=page.html></div>
                {glossary::explained(page.words)}
                {videos::section(videos.into_iter().map(|one| one.video).collect())}
            }
            .into_any()
        },
    )
}

/// A page that every foot leads to and that nobody has written yet: whoever followed the link took no wrong turn.
fn unwritten(kind: PageKind) -> AnyView {
    set_status(ApiError::NotFound.status());
    view! {
        <PageTitle text=page_name(kind)/>
        <Meta name="robots" content="noindex"/>
        <PageHeading title=page_name(kind)/>
        <p>{t(msg::common::not_found::unwritten())}</p>
    }
    .into_any()
}
