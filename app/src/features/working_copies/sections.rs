//! The sections of a drawing: renamed, hidden, ordered, merged; one small form each.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    plans::{Drawing, Section},
    procedures::{EditSection, WorkingCopy},
};

use super::{part::position_field, plan::after_section};
use crate::{
    features::{admin::parts::page_revision, procedures::words::german},
    forms::{Form, FormState, use_form},
    i18n::{msg, t},
    ui::{Badge, Button, ButtonKind, Checkbox, Choice, Details, FieldWidth, InputType, Select, TextField},
};

/// From so many sections on each one's list of all others would make the page endless: their number is asked for.
const MANY: usize = 60;

/// The sections, in order.
pub fn view(copy: &WorkingCopy, drawing: &Drawing) -> AnyView {
    if drawing.sections.is_empty() {
        return view! { <p>{t(msg::working_copies::plan::no_sections())}</p> }.into_any();
    }
    let rows = drawing
        .sections
        .iter()
        .enumerate()
        .map(|(index, section)| row(copy, drawing, index, section))
        .collect_view();
    view! {
        <section class="stack stack--small" aria-labelledby="sections">
            <h2 id="sections">{t(msg::working_copies::plan::sections())}</h2>
            <p class="muted">{t(msg::working_copies::plan::sections_text())}</p>
            <ol class="staff-rows staff-rows--dense">{rows}</ol>
        </section>
    }
    .into_any()
}

/// What it is to be merged into.
fn merge(form: &FormState, drawing: &Drawing, section: &Section) -> AnyView {
    let id = format!("{}-merge_into", section.id);
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

fn row(copy: &WorkingCopy, drawing: &Drawing, index: usize, section: &Section) -> AnyView {
    let id = section.id.to_string();
    let form = use_form(EditSection::NAME, Some(("section", &id)));
    let fold = form.fold();
    let hidden_now = if form.is_fresh() {
        section.hidden
    } else {
        form.value("hidden", "") == "true"
    };
    let merge = merge(&form, drawing, section);
    let hidden = vec![
        ("procedure", copy.slug.clone()),
        page_revision(copy.revision),
        ("section", id.clone()),
        ("next", after_section(&copy.slug, &id)),
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
                        id=format!("{id}-label")
                        value=label
                        error=form.error("label")
                        required=true
                    />
                    <div class="staff-trio">
                        {position_field(&form, &id, index)}
                        {merge}
                    </div>
                    <Checkbox
                        label=t(msg::working_copies::plan::hide())
                        name="hidden"
                        value="true"
                        id=format!("{id}-hidden")
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
