//! Chapters to read and documents to download, each with its way to a comment.

use leptos::prelude::*;
use shared::{language::Language, procedures::Procedure};

use super::words;
use crate::{
    context::use_language,
    i18n::{msg, t},
    routes,
    ui::{FileItem, FileList, Icon, IconView},
};

/// Chapters and documents; a sentence when there are none. `alone` says that no heading stands between them and the
/// page's own, so that no level is left out (WCAG 1.3.1).
pub(super) fn papers(procedure: &Procedure, open: bool, alone: bool) -> AnyView {
    if procedure.chapters.is_empty() && procedure.documents.is_empty() {
        return view! { <p>{t(msg::procedures::papers::none())}</p> }.into_any();
    }
    view! {
        {german_papers(procedure)}
        {chapters(procedure, alone)}
        {documents(procedure, open, alone)}
    }
    .into_any()
}

/// Before papers of which some are German on a page that is not: the files always are.
fn german_papers(procedure: &Procedure) -> Option<AnyView> {
    let is_german = |language: &String| language == Language::German.code();
    let some = !procedure.documents.is_empty()
        || procedure
            .chapters
            .iter()
            .any(|chapter| is_german(&chapter.html_language));
    some.then(words::german)
        .flatten()
        .map(|_| view! { <p class="muted">{t(msg::procedures::papers::german())}</p> }.into_any())
}

fn heading(text: String, alone: bool) -> AnyView {
    if alone {
        view! { <h2>{text}</h2> }.into_any()
    } else {
        view! { <h3>{text}</h3> }.into_any()
    }
}

fn chapters(procedure: &Procedure, alone: bool) -> Option<AnyView> {
    let language = use_language();
    (!procedure.chapters.is_empty()).then(|| {
        let items = procedure
            .chapters
            .iter()
            .map(|chapter| {
                let href =
                    routes::procedure_part(language, &procedure.slug, &format!("chapters/{}", chapter.id));
                view! {
                    <li class="file-list__item">
                        <IconView icon=Icon::File/>
                        <a class="row-link" href=href lang=words::foreign(&chapter.title_language) dir="auto">{chapter.title.clone()}</a>
                    </li>
                }
            })
            .collect_view();
        view! { {heading(t(msg::procedures::papers::chapters()), alone)} <ul class="file-list">{items}</ul> }
            .into_any()
    })
}

fn documents(procedure: &Procedure, open: bool, alone: bool) -> Option<AnyView> {
    let form = routes::comment(use_language(), &procedure.slug);
    (!procedure.documents.is_empty()).then(|| {
        let files = procedure
            .documents
            .iter()
            .map(|document| FileItem {
                title: document.title.clone(),
                lang: words::of_name(document.title_language.as_deref()).into(),
                href: routes::file("documents", &document.file, &document.file_name),
                facts: t(msg::procedures::papers::pdf(document.size)),
                date: document.date.map(|day| {
                    let mut moment = words::day(day);
                    moment.text = t(msg::procedures::papers::dated(day));
                    moment
                }),
                text: Default::default(),
                page: open.then(|| {
                    let place = format!("document:{}", document.id);
                    (
                        routes::with_query(&form, &[("place", &place)]),
                        t(msg::procedures::papers::comment_document()),
                    )
                }),
            })
            .collect();
        view! { {heading(t(msg::procedures::papers::documents()), alone)} <FileList files=files/> }.into_any()
    })
}
