//! Slug, kind and the day on which names and addresses are deleted.

use leptos::prelude::*;
use shared::{
    access::Action,
    api::Endpoint,
    procedures::{EditSettings, RemoveProcedure, WorkingCopy},
};

use super::{
    part::{Part, frame, hidden},
    words::kinds,
};
use crate::{
    context::use_language,
    features::admin::parts::{Removal, day, may, or_dash, page_revision},
    forms::{Form, FormState, use_form},
    i18n::{msg, t},
    routes,
    ui::{Button, DateField, RadioGroup, SummaryList, SummaryRow, TextField},
};

/// The form of the settings.
pub fn view(copy: WorkingCopy) -> AnyView {
    let form = use_form(EditSettings::NAME, None).labelled(vec![(
        "deletion_on",
        t(msg::working_copies::settings::deletion()),
    )]);
    let deletion = deletion(&copy, &form);
    let (fields, inputs, slug, kind) = (
        hidden(&copy, Part::Settings),
        form.clone(),
        copy.slug.clone(),
        copy.kind,
    );
    let body = view! {
        <Form form=EditSettings::NAME hidden=fields>
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
            {deletion}
            <Button>{t(msg::common::save())}</Button>
        </Form>
        {removal(&copy)}
    }
    .into_any();
    let removing = use_form(RemoveProcedure::NAME, None);
    let form = if removing.has_failed() { removing } else { form };
    frame(&copy, Part::Settings, String::new(), form, String::new(), body)
}

/// Removing what was made by mistake, as long as it was never public.
fn removal(copy: &WorkingCopy) -> Option<AnyView> {
    copy.published_version.is_none().then(|| {
        let fields = vec![
            ("procedure", copy.slug.clone()),
            page_revision(copy.revision),
            ("next", format!("{}?saved=1", routes::staff(use_language(), ""))),
        ];
        let about = copy.content.title.de().to_owned();
        view! { <Removal form=RemoveProcedure::NAME fields label=t(msg::working_copies::settings::remove()) about/> }
        .into_any()
    })
}

/// The day on which names and addresses are deleted: a field for those who may see them, for the others the day itself,
/// which goes along as it is.
fn deletion(copy: &WorkingCopy, form: &FormState) -> AnyView {
    use msg::working_copies::settings as words;
    let stored = copy.deletion_on.map(|day| day.to_string()).unwrap_or_default();
    if may(Action::SeePersons) {
        return view! {
            <DateField
                label=t(words::deletion())
                name="deletion_on"
                hint=t(words::deletion_hint())
                value=form.value("deletion_on", &stored)
                error=form.error("deletion_on")
            />
        }
        .into_any();
    }
    let shown = copy.deletion_on.map_or_else(|| or_dash(String::new()), day);
    let rows = vec![SummaryRow::view(t(words::deletion()), shown)];
    view! {
        <input type="hidden" name="deletion_on" value=stored/>
        <SummaryList rows/>
        <p class="kern-hint" id="deletion_on">{t(words::deletion_not_yours())}</p>
    }
    .into_any()
}
