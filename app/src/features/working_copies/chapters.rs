//! Text chapters that can be commented on: written, moved and removed in German, translated one by one into other languages.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    language::Language,
    plans::Chapter,
    procedures::{EditChapter, WorkingCopy, translations::TextState},
};

use super::{
    part::{Part, frame, hidden_in, position_field},
    texts::{outdated_notice, state_name, state_since, status, stored_status},
};
use crate::{
    features::{
        admin::{
            edited_language, language_tabs,
            parts::{Adding, Removal, or_empty, prefix_of, procedure_path, query, stored},
        },
        easy_language,
        procedures::words::german,
    },
    forms::{Form, FormState, use_form},
    i18n::{msg, t},
    ui::{Button, ButtonGroup, ButtonKind, Details, Fold, SummaryRow, TextArea, TextField},
};

/// The chapters of a procedure in the language that is edited.
pub fn view(copy: WorkingCopy) -> AnyView {
    let language = edited_language();
    let asked = query("chapter");
    let chapters = &copy.content.chapters;
    let translated = chapters.iter().find(|chapter| chapter.id.to_string() == asked);
    let path = procedure_path(&copy.slug, Part::Chapters.word());
    let tabs = language_tabs(&path, language, |language| language_state(chapters, language));
    let (form, prefix, body) = match translated {
        _ if language == Language::German => german_chapters(&copy),
        Some(chapter) => translation(&copy, chapter, language, &path),
        None => {
            let form = use_form(EditChapter::NAME, None).only_of("language", language.code());
            (form, String::new(), chapter_list(chapters, language, &path))
        }
    };
    frame(
        &copy,
        Part::Chapters,
        t(msg::working_copies::chapters::lead()),
        form,
        prefix,
        view! { {tabs} {body} }.into_any(),
    )
}

/// All German chapters with their forms, and one that adds another.
fn german_chapters(copy: &WorkingCopy) -> (FormState, String, AnyView) {
    let form = use_form(EditChapter::NAME, None)
        .only_of("language", Language::German.code())
        .labelled(vec![("title", t(msg::working_copies::chapters::name()))]);
    let failed = form.value("chapter", "");
    let chapters = copy
        .content
        .chapters
        .iter()
        .enumerate()
        .map(|(index, chapter)| {
            let fold = if failed == chapter.id.to_string() {
                Fold::Open
            } else {
                Fold::Closed
            };
            let summary = format!("{}. {}", index + 1, chapter.title);
            let edit = chapter_form(copy, Some((index, chapter)));
            view! { <Details summary lang=german() fold>{edit}</Details> }
        })
        .collect_view();
    let new = chapter_form(copy, None);
    let body = view! {
        <div>{chapters}</div>
        <Adding id="new-chapter" heading=t(msg::working_copies::chapters::new())>{new}</Adding>
    }
    .into_any();
    (form, prefix_of(&failed), body)
}

fn chapter_form(copy: &WorkingCopy, chapter: Option<(usize, &Chapter)>) -> AnyView {
    let id = chapter
        .map(|(_, chapter)| chapter.id.to_string())
        .unwrap_or_default();
    let which = ("chapter", id.as_str());
    let form = use_form(EditChapter::NAME, Some(which)).only_of("language", Language::German.code());
    let prefix = prefix_of(&id);
    let fields = hidden_in(copy, Part::Chapters, Some(which), Language::German);
    let removed = fields.clone();
    let title = chapter
        .map(|(_, chapter)| chapter.title.clone())
        .unwrap_or_default();
    let markdown = chapter
        .map(|(_, chapter)| chapter.markdown.clone())
        .unwrap_or_default();
    let position = chapter.map(|(index, _)| position_field(&form, &prefix, index));
    let remove = chapter.map(|(_, chapter)| {
        view! { <Removal form=EditChapter::NAME fields=removed label=t(msg::working_copies::remove()) about=chapter.title.clone()/> }
    });
    let kind = if chapter.is_some() {
        ButtonKind::Secondary
    } else {
        ButtonKind::Primary
    };
    view! {
        <Form form=EditChapter::NAME hidden=fields>
            <TextField
                label=t(msg::working_copies::chapters::name())
                name="title"
                id=format!("{prefix}title")
                value=form.value("title", &title)
                error=form.error("title")
                required=true
            />
            <TextArea
                label=t(msg::working_copies::chapters::text())
                name="markdown"
                id=format!("{prefix}markdown")
                hint=t(msg::admin::pages::markdown("##"))
                value=form.value("markdown", &markdown)
                error=form.error("markdown")
                rows=10
            />
            {position}
            <ButtonGroup><Button kind>{t(msg::common::save())}</Button></ButtonGroup>
        </Form>
        {remove}
    }
    .into_any()
}

/// The chapters by their German titles, each with how far its translation is and the way to it.
fn chapter_list(chapters: &[Chapter], language: Language, path: &str) -> AnyView {
    let items = chapters
        .iter()
        .enumerate()
        .map(|(index, chapter)| {
            let href = format!("{path}?language={}&chapter={}", language.code(), chapter.id);
            let title = format!("{}. {}", index + 1, chapter.title);
            let state = chapter_state(chapter, language).map(|state| format!(" ({state})"));
            view! { <li><a class="row-link" href=href><span><bdi lang=german()>{title}</bdi>{state}</span></a></li> }
        })
        .collect_view();
    view! { <ul class="staff-links">{items}</ul> }.into_any()
}

/// The form of one chapter in another language than German, below what it is made from.
fn translation(
    copy: &WorkingCopy,
    chapter: &Chapter,
    language: Language,
    path: &str,
) -> (FormState, String, AnyView) {
    use msg::working_copies::{chapters, texts};
    let (code, id) = (language.code(), chapter.id.to_string());
    let which = ("chapter", id.as_str());
    let form = use_form(EditChapter::NAME, Some(which))
        .only_of("language", code)
        .worded(easy_language::mistake)
        .labelled(vec![
            ("title", t(chapters::name())),
            ("text_by", t(texts::status::by())),
            ("text_on", t(texts::status::on())),
        ]);
    let own = chapter.translations.get(code).cloned().unwrap_or_default();
    let known = chapter.translations.get(code).map(|own| own.status.clone());
    let fields = hidden_in(copy, Part::Chapters, Some(which), language);
    let stored = stored(&form, || {
        let mut rows = vec![
            SummaryRow::text(t(chapters::name()), or_empty(&own.title)),
            SummaryRow::text(t(chapters::text()), or_empty(&own.markdown)),
        ];
        rows.extend(stored_status(known.clone(), language));
        rows
    });
    let (title, markdown) = (
        form.value("title", &own.title),
        form.value("markdown", &own.markdown),
    );
    let easy = language == Language::SimpleGerman;
    let panel = easy.then(|| {
        let texts = vec![("title", title.clone()), ("markdown", markdown.clone())];
        view! { <easy_language::Panel texts drafts=true/> }
    });
    let check =
        easy.then(|| easy_language::check_button(&format!("{path}?language={code}&chapter={}", chapter.id)));
    let title_found = easy.then(|| easy_language::findings("title", t(chapters::name()), &title));
    let text_found = easy.then(|| easy_language::findings("markdown", t(chapters::text()), &markdown));
    let outdated: Vec<String> = chapter
        .outdated(code)
        .iter()
        .map(|field| match field.as_str() {
            "title" => t(chapters::name()),
            _ => t(chapters::text()),
        })
        .collect();
    let outdated = outdated_notice(&outdated);
    let status = status(form.clone(), known, language);
    let (original, html) = (chapter.title.clone(), chapter.html.clone());
    let (title_error, text_error) = (form.error("title"), form.error("markdown"));
    let body = view! {
        <Details summary=original lang=german()>
            <div class="prose" lang=german() dir="auto" inner_html=html></div>
        </Details>
        {outdated}
        {stored}
        <Form form=EditChapter::NAME hidden=fields>
            {panel}
            <TextField
                label=t(chapters::name())
                name="title"
                value=title
                error=title_error
            />
            {title_found}
            <TextArea
                label=t(chapters::text())
                name="markdown"
                hint=t(msg::admin::pages::markdown("##"))
                value=markdown
                error=text_error
                rows=14
            />
            {text_found}
            {status}
            <ButtonGroup>
                <Button>{t(msg::common::save())}</Button>
                {check}
            </ButtonGroup>
        </Form>
    }
    .into_any();
    (form, String::new(), body)
}

/// How far a chapter is in a language, and whether the German one was changed since; nothing where it is not written in it.
fn chapter_state(chapter: &Chapter, language: Language) -> Option<String> {
    let state = chapter.translations.get(language.code())?.status.state;
    Some(state_since(state, !chapter.outdated(language.code()).is_empty()))
}

/// What stands after a language in the tabs: how far the chapter is that is least so; nothing while one is not written in it.
fn language_state(chapters: &[Chapter], language: Language) -> Option<String> {
    let states: Option<Vec<TextState>> = chapters
        .iter()
        .map(|chapter| Some(chapter.translations.get(language.code())?.status.state))
        .collect();
    let states = states?;
    let least = TextState::ALL.into_iter().find(|state| states.contains(state))?;
    Some(state_name(least))
}
