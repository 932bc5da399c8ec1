//! Documents of a procedure: uploaded, named, dated, ordered, removed; their titles in other languages.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    language::Language,
    plans::{DOCUMENT_KINDS, Document},
    procedures::{EditDocument, WorkingCopy},
};

use super::{
    names::{Named, written},
    part::{Part, frame, hidden_in, position_field},
    words::document_kind_name,
};
use crate::{
    context::use_language,
    features::{
        admin::{
            edited_language, language_tabs,
            parts::{Adding, Removal, day, prefix_of, procedure_path, shown_again},
        },
        procedures::words::german,
    },
    forms::{Form, FormState, use_form},
    i18n::{format, msg, t},
    routes,
    ui::{Button, ButtonKind, Choice, DateField, Details, FieldWidth, FileField, Select, TextField},
};

/// The documents of a procedure in the language that is edited.
pub fn view(copy: WorkingCopy) -> AnyView {
    let language = edited_language();
    let form = use_form(EditDocument::NAME, None)
        .only_of("language", language.code())
        .labelled(vec![
            ("file", t(msg::working_copies::documents::file())),
            ("title", t(msg::working_copies::documents::name())),
        ]);
    let prefix = prefix_of(&form.value("document", ""));
    let documents = &copy.content.documents;
    let path = procedure_path(&copy.slug, Part::Documents.word());
    let tabs = language_tabs(&path, language, |language| {
        written(documents.iter().map(|document| &document.titles), language)
    });
    let rows = documents
        .iter()
        .enumerate()
        .map(|(index, document)| match language {
            Language::German => existing(&copy, index, document),
            language => translated(&copy, document, language),
        })
        .collect_view();
    let new = (language == Language::German).then(|| {
        let new = upload(&copy);
        view! { <Adding id="new-document" heading=t(msg::working_copies::documents::new())>{new}</Adding> }
    });
    let body = view! {
        {tabs}
        <ul class="staff-rows">{rows}</ul>
        {new}
    }
    .into_any();
    frame(
        &copy,
        Part::Documents,
        t(msg::working_copies::documents::lead()),
        form,
        prefix,
        body,
    )
}

/// A document with its title in another language than German.
fn translated(copy: &WorkingCopy, document: &Document, language: Language) -> AnyView {
    let id = document.id.to_string();
    let which = ("document", id.as_str());
    let named = Named {
        endpoint: EditDocument::NAME,
        which,
        field: ("title", t(msg::working_copies::documents::name())),
        german: &document.title,
        names: &document.titles,
    };
    let form = named.form(language, hidden_in(copy, Part::Documents, Some(which), language));
    view! {
        <li class="staff-row">
            <h2 class="kern-title" lang=german() dir="auto">{document.title.clone()}</h2>
            {form}
        </li>
    }
    .into_any()
}

/// The German form of one of several documents, and its hidden fields.
fn german_form(copy: &WorkingCopy, id: &str) -> (FormState, Vec<(&'static str, String)>) {
    let which = Some(("document", id));
    let form = use_form(EditDocument::NAME, which).only_of("language", Language::German.code());
    (form, hidden_in(copy, Part::Documents, which, Language::German))
}

fn existing(copy: &WorkingCopy, index: usize, document: &Document) -> AnyView {
    let id = document.id.to_string();
    let ((form, fields), prefix) = (german_form(copy, &id), prefix_of(&id));
    let fold = form.fold();
    let size = format::file_size(document.size, use_language());
    let href = routes::file("documents", &document.file, &document.file_name);
    let date = document.date.map(|date| view! { " · "{day(date)} });
    let removed = fields.clone();
    let inputs = details(&form, &prefix, Some(document));
    let position = position_field(&form, &prefix, index);
    let (title, about) = (document.title.clone(), document.title.clone());
    let kind = document_kind_name(&document.kind);
    let about_removal = document.title.clone();
    view! {
        <li class="staff-row">
            <h2 class="kern-title"><a class="row-link" href=href rel="external" lang=german() dir="auto">{title}</a></h2>
            <p class="muted">{kind}" · PDF, "{size}{date}</p>
            <Details summary=t(msg::common::change()) fold>
                <Form form=EditDocument::NAME hidden=fields>
                    {inputs}
                    {position}
                    <Button kind=ButtonKind::Secondary about>{t(msg::common::save())}</Button>
                </Form>
                <Removal form=EditDocument::NAME fields=removed label=t(msg::working_copies::remove()) about=about_removal/>
            </Details>
        </li>
    }
    .into_any()
}

fn upload(copy: &WorkingCopy) -> AnyView {
    let (form, fields) = german_form(copy, "");
    view! {
        <Form form=EditDocument::NAME hidden=fields files=true>
            {shown_again(&form)}
            <FileField
                label=t(msg::working_copies::documents::file())
                name="file"
                id="new-file"
                hint=t(msg::working_copies::documents::file_hint())
                accept="application/pdf"
                error=form.error("file")
            />
            {details(&form, &prefix_of(""), None)}
            <Button>{t(msg::working_copies::documents::add())}</Button>
        </Form>
    }
    .into_any()
}

fn details(form: &FormState, prefix: &str, document: Option<&Document>) -> AnyView {
    let mut kinds: Vec<Choice> = DOCUMENT_KINDS
        .iter()
        .map(|(code, _)| Choice::new(*code, document_kind_name(code)))
        .collect();
    // A plan may name a kind that is seldom displayed: it must not be lost when the title is changed.
    let own = document.map_or("", |document| document.kind.as_str());
    if document.is_some() && DOCUMENT_KINDS.iter().all(|(code, _)| *code != own) {
        kinds.push(Choice::new(own, document_kind_name(own)));
    }
    let title = document
        .map(|document| document.title.clone())
        .unwrap_or_default();
    let kind = document.map_or_else(|| "1010".to_owned(), |document| document.kind.clone());
    let date = document
        .and_then(|document| document.date)
        .map(|date| date.to_string())
        .unwrap_or_default();
    view! {
        <TextField
            label=t(msg::working_copies::documents::name())
            name="title"
            id=format!("{prefix}title")
            value=form.value("title", &title)
            error=form.error("title")
            required=true
        />
        <div class="staff-trio">
            <Select
                label=t(msg::working_copies::documents::kind())
                name="kind"
                id=format!("{prefix}kind")
                value=form.value("kind", &kind)
                error=form.error("kind")
                choices=kinds
            />
            <DateField
                label=t(msg::working_copies::documents::date())
                name="date"
                id=format!("{prefix}date")
                mark=t(msg::common::optional())
                width=FieldWidth::Full
                value=form.value("date", &date)
                error=form.error("date")
            />
        </div>
    }
    .into_any()
}
