//! The gallery of all parts, for people who build, review or test: `/de/gallery`, one example alone with `?example=ID`.
//!
//! Invariants: only a demonstration has it, never a municipality's installation; only the server
//! renders it, so that no browser loads the examples. Language and view are chosen by the switches of every page, the
//! colour scheme as everywhere by the system.

use leptos::prelude::*;
use shared::api::ApiError;

use crate::layout::problem_page::ProblemPage;

/// The gallery.
#[component]
pub fn GalleryPage() -> AnyView {
    #[cfg(feature = "ssr")]
    if crate::context::use_site().demo {
        return server::gallery();
    }
    view! { <ProblemPage error=ApiError::NotFound/> }.into_any()
}

#[cfg(feature = "ssr")]
mod server {
    use leptos::prelude::*;
    use leptos_meta::Meta;

    use crate::{
        i18n::{msg, t},
        load::query_field,
        shell::PageTitle,
        ui::{PageHeading, gallery::Gallery},
    };

    pub(super) fn gallery() -> AnyView {
        let only = query_field("example")();
        let title = t(msg::layout::gallery::title());
        let all = only
            .is_some()
            .then(|| view! { <p><a class="row-link" href="?">{t(msg::layout::gallery::all())}</a></p> });
        view! {
            <PageTitle text=title.clone()/>
            <Meta name="robots" content="noindex"/>
            <PageHeading title=title lead=t(msg::layout::gallery::lead())/>
            {all}
            <Gallery only=only/>
        }
        .into_any()
    }
}
