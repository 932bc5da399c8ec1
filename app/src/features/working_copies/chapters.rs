//! Text chapters that can be commented on: written, moved, removed.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    plans::Chapter,
    procedures::{EditChapter, WorkingCopy},
};

use super::part::{Part, frame, hidden, position_field};
use crate::{
    features::{admin::parts::Removal, procedures::words::german},
    forms::{Form, use_form},
    i18n::{msg, t},
    ui::{Button, ButtonGroup, ButtonKind, Details, Fold, TextArea, TextField},
};

/// The chapters of a procedure.
pub fn view(copy: WorkingCopy) -> AnyView {
    let form =
        use_form(EditChapter::NAME, None).labelled(vec![("title", t(msg::working_copies::chapters::name()))]);
    let failed = form.value("chapter", "");
    let prefix = if failed.is_empty() {
        "new-".to_owned()
    } else {
        format!("{failed}-")
    };
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
            let edit = chapter_form(&copy, Some((index, chapter)));
            view! { <Details summary lang=german() fold>{edit}</Details> }
        })
        .collect_view();
    let new = chapter_form(&copy, None);
    let body = view! {
        <div>{chapters}</div>
        <section class="stack" aria-labelledby="new-chapter">
            <h2 id="new-chapter">{t(msg::working_copies::chapters::new())}</h2>
            {new}
        </section>
    }
    .into_any();
    frame(
        &copy,
        Part::Chapters,
        t(msg::working_copies::chapters::lead()),
        form,
        prefix,
        body,
    )
}

fn chapter_form(copy: &WorkingCopy, chapter: Option<(usize, &Chapter)>) -> AnyView {
    let id = chapter
        .map(|(_, chapter)| chapter.id.to_string())
        .unwrap_or_default();
    let form = use_form(EditChapter::NAME, Some(("chapter", &id)));
    let prefix = if id.is_empty() {
        "new".to_owned()
    } else {
        id.clone()
    };
    let mut fields = hidden(copy, Part::Chapters);
    let title = chapter
        .map(|(_, chapter)| chapter.title.clone())
        .unwrap_or_default();
    let markdown = chapter
        .map(|(_, chapter)| chapter.markdown.clone())
        .unwrap_or_default();
    let position = chapter.map(|(index, _)| position_field(&form, &prefix, index));
    let remove = chapter.map(|(_, chapter)| {
        let mut fields = hidden(copy, Part::Chapters);
        fields.push(("chapter", id.clone()));
        view! { <Removal form=EditChapter::NAME fields label=t(msg::working_copies::remove()) about=chapter.title.clone()/> }
    });
    fields.push(("chapter", id));
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
                id=format!("{prefix}-title")
                value=form.value("title", &title)
                error=form.error("title")
                required=true
            />
            <TextArea
                label=t(msg::working_copies::chapters::text())
                name="markdown"
                id=format!("{prefix}-markdown")
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
