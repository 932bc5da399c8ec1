//! The texts of a procedure, one language at a time.

use leptos::prelude::*;
use shared::procedures::{MAX_SHORT, MAX_TITLE, WorkingCopy};

use super::part::{Part, frame, hidden};
use crate::{
    features::admin::edited_language,
    features::admin::language_tabs,
    features::admin::parts::{conflict, procedure_path},
    forms::{Form, use_form},
    i18n::{msg, t},
    ui::{Button, Details, Fieldset, Fold, InputType, SummaryList, SummaryRow, TextArea, TextField},
};

/// The form of the texts.
pub fn view(copy: WorkingCopy) -> AnyView {
    let language = edited_language();
    let code = language.code();
    let form = use_form("EditTexts", Some(("language", code)));
    let content = copy.content.clone();
    let own = move |texts: &shared::organisations::Localized| texts.0.get(code).cloned().unwrap_or_default();
    let path = procedure_path(&copy.slug, Part::Texts.word());
    let mut fields = hidden(&copy, Part::Texts);
    fields.retain(|(name, _)| *name != "next");
    fields.push(("language", code.to_owned()));
    fields.push(("next", format!("{path}?language={code}&saved=1")));
    let contact = content.contact.clone();
    let stored = (form.has_failed() && conflict().is_some()).then(|| {
        let rows = vec![
            SummaryRow::text(t(msg::working_copies::texts::name()), own(&content.title)),
            SummaryRow::text(t(msg::working_copies::texts::short()), own(&content.short)),
            SummaryRow::text(t(msg::working_copies::texts::long()), own(&content.long)),
        ];
        view! { <Details summary=t(msg::admin::conflict::stored()) fold=Fold::Open><SummaryList rows/></Details> }
    });
    let inputs = form.clone();
    let typed = form.clone();
    let line = move |name: &'static str, label: String, value: String, input_type: InputType| {
        view! { <TextField label name value=typed.value(name, &value) error=typed.error(name) input_type/> }
    };
    let number = |limit: usize| i64::try_from(limit).unwrap_or(i64::MAX);
    let body = view! {
        {language_tabs(&path, language)}
        {stored}
        <Form form="EditTexts" hidden=fields>
            <TextField
                label=t(msg::working_copies::texts::name())
                name="title"
                hint=t(msg::working_copies::texts::limit(number(MAX_TITLE)))
                value=inputs.value("title", &own(&content.title))
                error=inputs.error("title")
                required=true
            />
            <TextArea
                label=t(msg::working_copies::texts::short())
                name="short"
                hint=t(msg::working_copies::texts::short_hint(number(MAX_SHORT)))
                value=inputs.value("short", &own(&content.short))
                error=inputs.error("short")
                rows=3
            />
            <TextArea
                label=t(msg::working_copies::texts::long())
                name="long"
                hint=t(msg::admin::pages::markdown())
                value=inputs.value("long", &own(&content.long))
                error=inputs.error("long")
                rows=14
            />
            <TextArea
                label=t(msg::working_copies::texts::plain())
                name="plain"
                hint=t(msg::working_copies::texts::plain_hint())
                mark=t(msg::common::optional())
                value=inputs.value("plain", &own(&content.plain))
                error=inputs.error("plain")
                rows=6
            />
            <Fieldset legend=t(msg::working_copies::texts::contact()) id="contact" hint=t(msg::working_copies::texts::contact_hint())>
                {line("contact_office", t(msg::working_copies::texts::office()), contact.office, InputType::Text)}
                {line("contact_phone", t(msg::working_copies::texts::phone()), contact.phone, InputType::Tel)}
                {line("contact_email", t(msg::assessment::person::email()), contact.email, InputType::Email)}
                {line("contact_hours", t(msg::working_copies::texts::hours()), contact.hours, InputType::Text)}
                {line("contact_address", t(msg::working_copies::texts::address()), contact.address, InputType::Text)}
            </Fieldset>
            <Button>{t(msg::common::save())}</Button>
        </Form>
    }
    .into_any();
    frame(&copy, Part::Texts, String::new(), form, String::new(), body)
}
