//! Slug, kind and the day on which names and addresses are deleted.

use leptos::prelude::*;
use shared::procedures::WorkingCopy;

use super::{
    part::{Part, frame, hidden},
    words::kinds,
};
use crate::{
    forms::{Form, use_form},
    i18n::{msg, t},
    ui::{Button, FieldWidth, InputType, RadioGroup, TextField},
};

/// The form of the settings.
pub fn view(copy: WorkingCopy) -> AnyView {
    let form = use_form("EditSettings", None);
    let deletion = copy.deletion_on.map(|day| day.to_string()).unwrap_or_default();
    let (fields, inputs, slug, kind) = (
        hidden(&copy, Part::Settings),
        form.clone(),
        copy.slug.clone(),
        copy.kind,
    );
    let body = view! {
        <Form form="EditSettings" hidden=fields>
            <TextField
                label=t(msg::working_copies::settings::slug())
                name="slug"
                hint=t(msg::working_copies::settings::slug_hint())
                value=inputs.value("slug", &slug)
                error=inputs.error("slug")
                required=true
            />
            <RadioGroup
                legend=t(msg::working_copies::settings::kind())
                name="kind"
                value=inputs.value("kind", kind.word())
                error=inputs.error("kind")
                choices=kinds()
            />
            <TextField
                label=t(msg::working_copies::settings::deletion())
                name="deletion_on"
                hint=t(msg::working_copies::settings::deletion_hint())
                input_type=InputType::Date
                width=FieldWidth::Medium
                value=inputs.value("deletion_on", &deletion)
                error=inputs.error("deletion_on")
            />
            <Button>{t(msg::common::save())}</Button>
        </Form>
    }
    .into_any();
    frame(&copy, Part::Settings, String::new(), form, String::new(), body)
}
