//! The names of a drawing's sections in other languages than German, one small form each.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    language::Language,
    plans::Section,
    procedures::{EditSection, WorkingCopy},
};

use super::{
    names::{Named, written},
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
    forms::use_form,
    i18n::{msg, t},
    routes::with_query,
};

/// The languages in which the sections can be named, where there are any.
pub(super) fn tabs(copy: &WorkingCopy, language: Language) -> Option<AnyView> {
    let sections = sections(copy);
    let path = procedure_path(&copy.slug, Part::Plan.word());
    let state = |language| written(sections.iter().map(|section| &section.labels), language);
    (!sections.is_empty()).then(|| language_tabs(&path, language, state))
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
    let named = Named {
        endpoint: EditSection::NAME,
        which: ("section", &id),
        field: ("label", t(msg::working_copies::plan::label())),
        german: &section.label,
        names: &section.labels,
    };
    let form = named.form(language, hidden);
    let heading = format!("{}. {}", index + 1, section.label);
    view! {
        <li class="staff-row" id=format!("section-{id}")>
            <h3 class="kern-title" lang=german() dir="auto">{heading}</h3>
            {form}
        </li>
    }
    .into_any()
}
