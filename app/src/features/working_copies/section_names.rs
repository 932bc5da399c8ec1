//! The names of a drawing's sections in other languages than German, one small form each.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    language::Language,
    plans::Section,
    procedures::{EditSection, WorkingCopy},
};

use super::{
    part::{Part, frame},
    sections::{ON_PAGE, page_of, turning},
};
use crate::{
    features::{
        admin::{
            language_tabs,
            parts::{page_revision, prefix_of, procedure_path},
        },
        procedures::words::german,
    },
    forms::{Form, use_form},
    i18n::{msg, t},
    routes::with_query,
    ui::{Button, ButtonKind, TextField},
};

/// The languages in which the sections can be named, where there are any.
pub(super) fn tabs(copy: &WorkingCopy, language: Language) -> Option<AnyView> {
    let sections = sections(copy);
    let path = procedure_path(&copy.slug, Part::Plan.word());
    (!sections.is_empty()).then(|| language_tabs(&path, language, |language| state(sections, language)))
}

/// The names of a page of sections in a language.
pub(super) fn view(copy: &WorkingCopy, language: Language, page: Option<&str>) -> AnyView {
    let form = use_form(EditSection::NAME, None)
        .only_of("language", language.code())
        .labelled(vec![("label", t(msg::working_copies::plan::label()))]);
    let prefix = prefix_of(&form.value("section", ""));
    let sections = sections(copy);
    let page = page_of(page, sections.len());
    let rows = sections
        .iter()
        .enumerate()
        .skip((page - 1) * ON_PAGE)
        .take(ON_PAGE)
        .map(|(index, section)| row(copy, language, page, index, section))
        .collect_view();
    let query = format!("language={}&", language.code());
    let body = view! {
        {tabs(copy, language)}
        <section class="stack stack--small" aria-labelledby="sections">
            <h2 id="sections">{t(msg::working_copies::plan::sections())}</h2>
            <ol class="staff-rows staff-rows--dense">{rows}</ol>
            {turning(page, sections.len(), &query)}
        </section>
    }
    .into_any();
    frame(copy, Part::Plan, String::new(), form, prefix, body)
}

fn sections(copy: &WorkingCopy) -> &[Section] {
    let drawing = copy.content.drawing.as_ref();
    drawing
        .map(|drawing| drawing.sections.as_slice())
        .unwrap_or_default()
}

fn row(copy: &WorkingCopy, language: Language, page: usize, index: usize, section: &Section) -> AnyView {
    let (id, code) = (section.id.to_string(), language.code());
    let form = use_form(EditSection::NAME, Some(("section", &id))).only_of("language", code);
    let prefix = prefix_of(&id);
    let path = procedure_path(&copy.slug, Part::Plan.word());
    let page = page.to_string();
    let next = with_query(&path, &[("language", code), ("page", &page), ("saved", "1")]);
    let hidden = vec![
        ("procedure", copy.slug.clone()),
        page_revision(copy.revision),
        ("section", id.clone()),
        ("language", code.to_owned()),
        ("next", format!("{next}#section-{id}")),
    ];
    let own = section.labels.0.get(code).cloned().unwrap_or_default();
    let (name, about) = (format!("{}. {}", index + 1, section.label), section.label.clone());
    view! {
        <li class="staff-row" id=format!("section-{id}")>
            <h3 class="kern-title" lang=german() dir="auto">{name}</h3>
            <Form form=EditSection::NAME hidden>
                <TextField
                    label=t(msg::working_copies::plan::label())
                    name="label"
                    id=format!("{prefix}label")
                    value=form.value("label", &own)
                    error=form.error("label")
                />
                <Button kind=ButtonKind::Secondary about>{t(msg::common::save())}</Button>
            </Form>
        </li>
    }
    .into_any()
}

/// What stands after a language in the tabs: whether all sections have a name in it.
fn state(sections: &[Section], language: Language) -> Option<String> {
    let is_named = |section: &Section| section.labels.0.contains_key(language.code());
    sections
        .iter()
        .all(is_named)
        .then(|| t(msg::admin::pages::written()))
}
