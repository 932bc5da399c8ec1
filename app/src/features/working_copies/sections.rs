//! The sections of a drawing: renamed, hidden, ordered, merged; one small form each, so many on a page.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    language::Language,
    plans::{Drawing, Section},
    procedures::{EditSection, WorkingCopy},
};

use super::{part::position_field, plan::after_section};
use crate::{
    features::{
        admin::parts::{page_revision, prefix_of},
        procedures::words::german,
    },
    forms::{Form, FormState, use_form},
    i18n::{msg, t},
    ui::{
        Badge, Button, ButtonKind, Checkbox, Choice, Details, FieldWidth, InputType, Pagination, Select,
        TextField,
    },
};

/// From so many sections on each one's list of all others would make the page endless: their number is asked for.
const MANY: usize = 60;
/// So many sections have their forms on one page: a land-use plan has hundreds.
pub(super) const ON_PAGE: usize = 50;

/// Where the form of a section is, of so many sections: on this page, or on the one that has it.
pub(super) fn address(index: usize, all: usize, section: &str) -> String {
    if all <= ON_PAGE {
        format!("#section-{section}")
    } else {
        format!("?page={}#section-{section}", index / ON_PAGE + 1)
    }
}

/// The sections of a page, in order.
pub fn view(copy: &WorkingCopy, drawing: &Drawing, page: Option<&str>) -> AnyView {
    if drawing.sections.is_empty() {
        return view! { <p>{t(msg::working_copies::plan::no_sections())}</p> }.into_any();
    }
    let all = drawing.sections.len();
    let page = page_of(page, all);
    let rows = drawing
        .sections
        .iter()
        .enumerate()
        .skip((page - 1) * ON_PAGE)
        .take(ON_PAGE)
        .map(|(index, section)| row(copy, drawing, page, index, section))
        .collect_view();
    view! {
        <section class="stack stack--small" aria-labelledby="sections">
            <h2 id="sections">{t(msg::working_copies::plan::sections())}</h2>
            <p class="muted">{t(msg::working_copies::plan::sections_text())}</p>
            <ol class="staff-rows staff-rows--dense">{rows}</ol>
            {turning(page, all, "")}
        </section>
    }
    .into_any()
}

/// The page that is asked for, from 1 on; one that there is.
pub(super) fn page_of(asked: Option<&str>, all: usize) -> usize {
    let page = asked.and_then(|page| page.parse().ok()).unwrap_or(1_usize);
    page.clamp(1, all.div_ceil(ON_PAGE).max(1))
}

/// The ways to the pages before and after; `query` is what their addresses begin with.
pub(super) fn turning(page: usize, all: usize, query: &str) -> AnyView {
    let range = |page: usize| {
        let [from, to] = [(page - 1) * ON_PAGE + 1, (page * ON_PAGE).min(all)]
            .map(|number| i64::try_from(number).unwrap_or(i64::MAX));
        t(msg::working_copies::plan::range(from, to))
    };
    let address = |page: usize| format!("?{query}page={page}#sections");
    let (before, after) = (page - 1, page + 1);
    let (has_before, has_after) = (before > 0, page * ON_PAGE < all);
    view! {
        <Pagination
            label=t(msg::common::pagination())
            previous=has_before.then(|| address(before))
            previous_text=if has_before { range(before) } else { String::new() }
            next=has_after.then(|| address(after))
            next_text=if has_after { range(after) } else { String::new() }
        />
    }
    .into_any()
}

/// What it is to be merged into.
fn merge(form: &FormState, drawing: &Drawing, section: &Section) -> AnyView {
    let id = format!("{}merge_into", prefix_of(&section.id.to_string()));
    let (value, error) = (form.value("merge_into", ""), form.error("merge_into"));
    if drawing.sections.len() > MANY {
        return view! {
            <TextField
                label=t(msg::working_copies::plan::merge_number())
                name="merge_into"
                id
                input_type=InputType::Digits
                width=FieldWidth::Short
                value
                error
            />
        }
        .into_any();
    }
    let others = drawing
        .sections
        .iter()
        .filter(|other| other.id != section.id)
        .map(|other| Choice::new(other.id.to_string(), other.label.clone()))
        .collect();
    view! {
        <Select
            label=t(msg::working_copies::plan::merge())
            name="merge_into"
            id
            empty=t(msg::working_copies::plan::merge_none())
            value
            error
            choices=others
        />
    }
    .into_any()
}

fn row(copy: &WorkingCopy, drawing: &Drawing, page: usize, index: usize, section: &Section) -> AnyView {
    let id = section.id.to_string();
    let german_code = Language::German.code();
    let form = use_form(EditSection::NAME, Some(("section", &id))).only_of("language", german_code);
    let (fold, prefix) = (form.fold(), prefix_of(&id));
    let hidden_now = if form.is_fresh() {
        section.hidden
    } else {
        form.value("hidden", "") == "true"
    };
    let merge = merge(&form, drawing, section);
    let page_word = if page > 1 { page.to_string() } else { String::new() };
    let hidden = vec![
        ("procedure", copy.slug.clone()),
        page_revision(copy.revision),
        ("section", id.clone()),
        ("language", german_code.to_owned()),
        ("next", after_section(&copy.slug, &page_word, &id)),
    ];
    // A form of its own, so that what was typed in the other one is not mistaken for a wish.
    let parting = (section.keys.len() > 1).then(|| {
        let mut fields = hidden.clone();
        fields.push(("split", "true".to_owned()));
        let (count, about) = (section.keys.len(), section.label.clone());
        view! {
            <Form form=EditSection::NAME hidden=fields>
                <p class="muted">{t(msg::working_copies::plan::split_text(u64::try_from(count).unwrap_or(u64::MAX)))}</p>
                <Button kind=ButtonKind::Secondary about>{t(msg::working_copies::plan::split())}</Button>
            </Form>
        }
    });
    let mark = section
        .hidden
        .then(|| view! { <Badge text=t(msg::working_copies::plan::hidden())/> });
    let summary = format!("{}. {}", index + 1, section.label);
    let (label, about, anchor) = (
        form.value("label", &section.label),
        section.label.clone(),
        format!("section-{id}"),
    );
    view! {
        <li class="staff-row" id=anchor>
            <Details summary lang=german() fold>
                <Form form=EditSection::NAME hidden>
                    <TextField
                        label=t(msg::working_copies::plan::label())
                        name="label"
                        id=format!("{prefix}label")
                        value=label
                        error=form.error("label")
                        required=true
                    />
                    <div class="staff-trio">
                        {position_field(&form, &prefix, index)}
                        {merge}
                    </div>
                    <Checkbox
                        label=t(msg::working_copies::plan::hide())
                        name="hidden"
                        value="true"
                        id=format!("{prefix}hidden")
                        checked=hidden_now
                        error=form.error("hidden")
                    />
                    <Button kind=ButtonKind::Secondary about>{t(msg::common::save())}</Button>
                </Form>
                {parting}
            </Details>
            {mark}
        </li>
    }
    .into_any()
}
