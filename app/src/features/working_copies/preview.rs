//! The public page as it would be with the working copy.

use leptos::prelude::*;
use shared::{
    access::Action,
    procedures::{PreviewProcedure, Procedure},
};

use super::part::Part;
use crate::{
    context::use_language,
    features::admin::parts::{StaffFrame, above_part, may, procedure_path},
    i18n::{msg, t},
    load::{load, show},
    ui::{LinkButton, Notice, UserText},
};

/// The preview of a procedure.
pub fn page(slug: String) -> AnyView {
    let language = use_language();
    let read = load(
        || (),
        move |api, ()| {
            let slug = slug.clone();
            async move { api.call(PreviewProcedure { procedure: slug, language: Some(language.code().to_owned()) }).await }
        },
    );
    show(read, |procedure| {
        let slug = procedure.slug.clone();
        let title = procedure.title.clone();
        let publish = may(Action::PublishProcedure).then(|| {
            let href = procedure_path(&slug, Part::Publish.word());
            view! { <LinkButton href>{t(msg::working_copies::publish::title())}</LinkButton> }
        });
        view! {
            <StaffFrame above=above_part(&slug, &title) title=t(msg::working_copies::preview::title()) preline=title>
                <Notice title=t(msg::layout::preview_banner())><p>{t(msg::working_copies::preview::text())}</p></Notice>
                <article class="staff-preview stack">{public_view(procedure)}</article>
                {publish}
            </StaffFrame>
        }
    })
}

/// What the public page shows between its heading and its foot; headings begin at the second rank here.
fn public_view(procedure: Procedure) -> AnyView {
    let chapters = procedure
        .chapters
        .into_iter()
        .map(|chapter| view! { <section><h3 dir="auto">{chapter.title}</h3><div class="prose" dir="auto" inner_html=chapter.html></div></section> })
        .collect_view();
    let documents = procedure
        .documents
        .into_iter()
        .map(|document| {
            let href = crate::routes::file("documents", &document.file, &document.file_name);
            view! { <li><a class="row-link" href=href rel="external" dir="auto">{document.title}</a></li> }
        })
        .collect_view();
    view! {
        <h2 lang=procedure.title_language dir="auto">{procedure.title}</h2>
        <p class="lead" lang=procedure.short_language dir="auto">{procedure.short}</p>
        <UserText text=procedure.plain/>
        <div class="prose" lang=procedure.long_language dir="auto" inner_html=procedure.long_html></div>
        <ul class="staff-links">{documents}</ul>
        {chapters}
    }
    .into_any()
}
