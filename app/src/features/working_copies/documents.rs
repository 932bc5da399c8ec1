//! Documents of a procedure: uploaded, named, dated, ordered, removed.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    plans::{DOCUMENT_KINDS, Document},
    procedures::{EditDocument, WorkingCopy},
};

use super::{
    part::{Part, frame, hidden, position_field},
    words::document_kind_name,
};
use crate::{
    context::use_language,
    features::{
        admin::parts::{Removal, day, shown_again},
        procedures::words::german,
    },
    forms::{Form, FormState, use_form},
    i18n::{format, msg, t},
    routes,
    ui::{Button, ButtonKind, Choice, Details, FileField, InputType, Select, TextField},
};

/// The documents of a procedure.
pub fn view(copy: WorkingCopy) -> AnyView {
    let form = use_form(EditDocument::NAME, None).labelled(vec![
        ("file", t(msg::working_copies::documents::file())),
        ("title", t(msg::working_copies::documents::name())),
    ]);
    let failed = form.value("document", "");
    let prefix = if failed.is_empty() {
        "new-".to_owned()
    } else {
        format!("{failed}-")
    };
    let documents = copy
        .content
        .documents
        .iter()
        .enumerate()
        .map(|(index, document)| existing(&copy, index, document))
        .collect_view();
    let body = view! {
        <ul class="staff-rows">{documents}</ul>
        <section class="stack" aria-labelledby="new-document">
            <h2 id="new-document">{t(msg::working_copies::documents::new())}</h2>
            {upload(&copy)}
        </section>
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

fn existing(copy: &WorkingCopy, index: usize, document: &Document) -> AnyView {
    let id = document.id.to_string();
    let form = use_form(EditDocument::NAME, Some(("document", &id)));
    let fold = form.fold();
    let size = format::file_size(document.size, use_language());
    let href = routes::file("documents", &document.file, &document.file_name);
    let date = document.date.map(|date| view! { " · "{day(date)} });
    let mut fields = hidden(copy, Part::Documents);
    fields.push(("document", id.clone()));
    let inputs = details(&form, &id, Some(document));
    let position = position_field(&form, &id, index);
    let (title, about) = (document.title.clone(), document.title.clone());
    let kind = document_kind_name(&document.kind);
    let mut which = hidden(copy, Part::Documents);
    which.push(("document", id.clone()));
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
                <Removal form=EditDocument::NAME fields=which label=t(msg::working_copies::remove()) about=about_removal/>
            </Details>
        </li>
    }
    .into_any()
}

fn upload(copy: &WorkingCopy) -> AnyView {
    let form = use_form(EditDocument::NAME, Some(("document", "")));
    let mut fields = hidden(copy, Part::Documents);
    fields.push(("document", String::new()));
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
            {details(&form, "new", None)}
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
            id=format!("{prefix}-title")
            value=form.value("title", &title)
            error=form.error("title")
            required=true
        />
        <div class="staff-trio">
            <Select
                label=t(msg::working_copies::documents::kind())
                name="kind"
                id=format!("{prefix}-kind")
                value=form.value("kind", &kind)
                error=form.error("kind")
                choices=kinds
            />
            <TextField
                label=t(msg::working_copies::documents::date())
                name="date"
                id=format!("{prefix}-date")
                input_type=InputType::Date
                mark=t(msg::common::optional())
                value=form.value("date", &date)
                error=form.error("date")
            />
        </div>
    }
    .into_any()
}
