//! Documents of a procedure: uploaded, named, dated, ordered, removed; their titles in other languages.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    language::Language,
    plans::{DOCUMENT_KINDS, Document},
    procedures::{EditDocument, WorkingCopy},
};

use super::{
    part::{Part, frame, hidden_of, position_field},
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
    ui::{Button, ButtonKind, Choice, Details, FileField, InputType, Select, TextField},
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
    let tabs = language_tabs(&path, language, |language| language_state(documents, language));
    let rows = documents
        .iter()
        .enumerate()
        .map(|(index, document)| match language {
            Language::German => existing(&copy, index, document),
            language => translated(&copy, document, language, &path),
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

/// The form of one of several documents in a language.
fn own_form(which: (&'static str, &str), language: Language) -> FormState {
    use_form(EditDocument::NAME, Some(which)).only_of("language", language.code())
}

/// The hidden fields of that form.
fn own_fields(
    copy: &WorkingCopy,
    which: (&'static str, &str),
    language: Language,
) -> Vec<(&'static str, String)> {
    let mut fields = hidden_of(copy, Part::Documents, which);
    fields.push(("language", language.code().to_owned()));
    fields
}

/// A document with its title in another language than German.
fn translated(copy: &WorkingCopy, document: &Document, language: Language, path: &str) -> AnyView {
    let (id, code) = (document.id.to_string(), language.code());
    let which = ("document", id.as_str());
    let (form, prefix) = (own_form(which, language), prefix_of(&id));
    let mut fields = own_fields(copy, which, language);
    fields.retain(|(name, _)| *name != "next");
    fields.push(("next", format!("{path}?language={code}&saved=1")));
    let own = document.titles.0.get(code).cloned().unwrap_or_default();
    let about = document.title.clone();
    view! {
        <li class="staff-row">
            <h2 class="kern-title" lang=german() dir="auto">{document.title.clone()}</h2>
            <Form form=EditDocument::NAME hidden=fields>
                <TextField
                    label=t(msg::working_copies::documents::name())
                    name="title"
                    id=format!("{prefix}title")
                    value=form.value("title", &own)
                    error=form.error("title")
                />
                <Button kind=ButtonKind::Secondary about>{t(msg::common::save())}</Button>
            </Form>
        </li>
    }
    .into_any()
}

/// What stands after a language in the tabs: whether all documents have a title in it.
fn language_state(documents: &[Document], language: Language) -> Option<String> {
    let is_written = |document: &Document| document.titles.0.contains_key(language.code());
    (!documents.is_empty() && documents.iter().all(is_written)).then(|| t(msg::admin::pages::written()))
}

fn existing(copy: &WorkingCopy, index: usize, document: &Document) -> AnyView {
    let id = document.id.to_string();
    let which = ("document", id.as_str());
    let (form, prefix) = (own_form(which, Language::German), prefix_of(&id));
    let fold = form.fold();
    let size = format::file_size(document.size, use_language());
    let href = routes::file("documents", &document.file, &document.file_name);
    let date = document.date.map(|date| view! { " · "{day(date)} });
    let fields = own_fields(copy, which, Language::German);
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
    let which = ("document", "");
    let form = own_form(which, Language::German);
    let fields = own_fields(copy, which, Language::German);
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
            <TextField
                label=t(msg::working_copies::documents::date())
                name="date"
                id=format!("{prefix}date")
                input_type=InputType::Date
                mark=t(msg::common::optional())
                value=form.value("date", &date)
                error=form.error("date")
            />
        </div>
    }
    .into_any()
}
