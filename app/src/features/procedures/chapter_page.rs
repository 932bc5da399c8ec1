//! A text chapter with its way to a comment.

use leptos::prelude::*;
use shared::{
    api::ApiError,
    language::Language,
    plans::ShownChapter,
    procedures::{Procedure, ShowProcedure},
};

use super::{
    arrive,
    procedure_page::{only_german, translation_note},
    way, words,
};
use crate::{
    context::use_language,
    features::glossary,
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
            Ok((procedure, chapter, slug))
        },
    );
    show(
        loaded,
        move |(procedure, chapter, slug): (Procedure, ShownChapter, String)| {
            let part = format!("chapters/{}", chapter.id);
            arrive(&procedure, &slug);
            let form = routes::with_query(
                &routes::comment(language, &procedure.slug),
                &[("place", &format!("chapter:{}", chapter.id))],
            );
            let act = words::is_open(&procedure).then(|| view! {
            <ButtonGroup><LinkButton href=form>{t(msg::procedures::papers::comment_chapter())}</LinkButton></ButtonGroup>
        });
            let german = routes::procedure_part(Language::German, &procedure.slug, &part);
            let note = note(&chapter, german);
            let prose = if words::is_easy(&chapter.html_language) {
                "prose easy"
            } else {
                "prose"
            };
            view! {
                <PageTitle text=chapter.title.clone()/>
                {way(Some((&procedure.title, &procedure.slug)), &chapter.title)}
                <PageHeading
                    preline=procedure.title.clone()
                    preline_lang=words::foreign(&procedure.title_language)
                    title=chapter.title
                    lang=words::foreign(&chapter.title_language)
                />
                {note}
                <div class=prose lang=words::foreign(&chapter.html_language) dir="auto" inner_html=chapter.html></div>
                {glossary::explained(chapter.words)}
                {act}
                <p><BackLink href=routes::procedure(language, &procedure.slug) text=t(msg::procedures::papers::back())/></p>
            }
        },
    )
}

/// Before the text: that it is a translation, or that it is German on a page that is not; nothing where there is no text.
fn note(chapter: &ShownChapter, german: String) -> Option<AnyView> {
    match &chapter.status {
        Some(status) => Some(translation_note(status.clone(), chapter.outdated_since, german)),
        None if chapter.html.is_empty() => None,
        None => only_german(&chapter.html_language),
    }
}
