//! A text chapter with its way to a comment.

use leptos::prelude::*;
use shared::{
    api::ApiError,
    plans::Chapter,
    procedures::{Procedure, ShowProcedure},
};

use super::{follow_rename, way, words};
use crate::{
    context::use_language,
    i18n::{msg, t},
    load::{load, path_field, show},
    routes,
    shell::PageTitle,
    ui::{BackLink, ButtonGroup, LinkButton, PageHeading},
};

/// A text chapter.
#[component]
pub fn ChapterPage() -> impl IntoView {
    let language = use_language();
    let (slug, id) = (path_field("procedure"), path_field("chapter"));
    let loaded = load(
        move || (slug(), id()),
        move |api, (slug, id)| async move {
            let asked = ShowProcedure {
                procedure: slug.clone(),
                language: Some(language.code().to_owned()),
                version: None,
            };
            let mut procedure = api.call(asked).await?;
            let chapter = procedure
                .chapters
                .iter()
                .find(|chapter| chapter.id.to_string() == id)
                .cloned()
                .ok_or(ApiError::NotFound)?;
            procedure.long_html.clear();
            procedure.chapters.clear();
            procedure.drawing = None;
            Ok((
                procedure,
                Chapter {
                    markdown: String::new(),
                    ..chapter
                },
                slug,
            ))
        },
    );
    show(
        loaded,
        move |(procedure, chapter, slug): (Procedure, Chapter, String)| {
            follow_rename(&procedure, &slug, &format!("chapters/{}", chapter.id));
            let form = routes::with_query(
                &routes::comment(language, &procedure.slug),
                &[("place", &format!("chapter:{}", chapter.id))],
            );
            let act = words::is_open(&procedure).then(|| view! {
            <ButtonGroup><LinkButton href=form>{t(msg::procedures::papers::comment_chapter())}</LinkButton></ButtonGroup>
        });
            view! {
                <PageTitle text=chapter.title.clone()/>
                {way(Some((&procedure.title, &procedure.slug)), &chapter.title)}
                <PageHeading
                    preline=procedure.title.clone()
                    preline_lang=words::foreign(&procedure.title_language)
                    title=chapter.title
                    lang=words::german()
                />
                <div class="prose" lang=words::german() dir="auto" inner_html=chapter.html></div>
                {act}
                <p><BackLink href=routes::procedure(language, &procedure.slug) text=t(msg::procedures::papers::back())/></p>
            }
        },
    )
}
