//! The texts of a procedure, one language at a time.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    language::Language,
    procedures::{
        Content, EditTexts, MAX_SHORT, MAX_TITLE, WorkingCopy,
        translations::{TextState, TextStatus},
    },
};

use super::part::{Part, frame, hidden};
use crate::{
    features::admin::edited_language,
    features::admin::language_tabs,
    features::admin::parts::{or_empty, procedure_path, stored},
    features::easy_language,
    forms::{Form, FormState, use_form},
    i18n::{msg, t},
    ui::{
        Button, ButtonGroup, Choice, FieldWidth, Fieldset, InputType, RadioGroup, SummaryRow, TextArea,
        TextField,
    },
};

/// The labels of what must be filled in: the name of the procedure, and who looked through a text when that is claimed.
fn labels() -> Vec<(&'static str, String)> {
    use msg::working_copies::texts;
    vec![
        ("title", t(texts::name())),
        ("text_by", t(texts::status::by())),
        ("text_on", t(texts::status::on())),
    ]
}

/// The form of the texts.
pub fn view(copy: WorkingCopy) -> AnyView {
    let language = edited_language();
    let code = language.code();
    let form = use_form(EditTexts::NAME, Some(("language", code)))
        .worded(easy_language::mistake)
        .labelled(labels());
    let content = copy.content.clone();
    let own = move |texts: &shared::organisations::Localized| texts.0.get(code).cloned().unwrap_or_default();
    let path = procedure_path(&copy.slug, Part::Texts.word());
    let mut fields = hidden(&copy, Part::Texts);
    fields.retain(|(name, _)| *name != "next");
    fields.push(("language", code.to_owned()));
    fields.push(("next", format!("{path}?language={code}&saved=1")));
    let contact = content.contact.clone();
    let stored = stored(&form, || {
        use msg::working_copies::texts;
        let row = |label: String, text: &str| SummaryRow::text(label, or_empty(text));
        vec![
            row(t(texts::name()), &own(&content.title)),
            row(t(texts::short()), &own(&content.short)),
            row(t(texts::long()), &own(&content.long)),
            row(t(texts::plain()), &own(&content.plain)),
            row(t(texts::office()), &contact.office),
            row(t(texts::phone()), &contact.phone),
            row(t(msg::assessment::person::email()), &contact.email),
            row(t(texts::hours()), &contact.hours),
            row(t(texts::address()), &contact.address),
        ]
    });
    let inputs = form.clone();
    let easy = language == Language::SimpleGerman;
    let written = [
        (
            "title",
            t(msg::working_copies::texts::name()),
            own(&content.title),
        ),
        (
            "short",
            t(msg::working_copies::texts::short()),
            own(&content.short),
        ),
        ("long", t(msg::working_copies::texts::long()), own(&content.long)),
        (
            "plain",
            t(msg::working_copies::texts::plain()),
            own(&content.plain),
        ),
    ]
    .map(|(field, label, stored)| (field, label, form.value(field, &stored)));
    let [title_found, short_found, long_found, plain_found] = written
        .clone()
        .map(|(field, label, text)| easy.then(|| easy_language::findings(field, label, &text)));
    let panel = easy.then(|| {
        let texts = written.map(|(field, _, text)| (field, text)).to_vec();
        view! { <easy_language::Panel texts drafts=true/> }
    });
    let check = easy.then(|| easy_language::check_button(&format!("{path}?language={code}")));
    let typed = form.clone();
    let line = move |name: &'static str, label: String, value: String, input_type: InputType| {
        view! { <TextField label name value=typed.value(name, &value) error=typed.error(name) input_type/> }
    };
    let number = |limit: usize| i64::try_from(limit).unwrap_or(i64::MAX);
    let states = content.clone();
    let own_status = status(form.clone(), content.translations.get(code).cloned(), language);
    let body = view! {
        {language_tabs(&path, language, |language| text_state(&states, language))}
        {stored}
        <Form form=EditTexts::NAME hidden=fields>
            {panel}
            <TextField
                label=t(msg::working_copies::texts::name())
                name="title"
                hint=t(msg::working_copies::texts::limit(number(MAX_TITLE)))
                value=inputs.value("title", &own(&content.title))
                error=inputs.error("title")
                required=true
            />
            {title_found}
            <TextArea
                label=t(msg::working_copies::texts::short())
                name="short"
                hint=t(msg::working_copies::texts::short_hint(number(MAX_SHORT)))
                value=inputs.value("short", &own(&content.short))
                error=inputs.error("short")
                rows=3
            />
            {short_found}
            <TextArea
                label=t(msg::working_copies::texts::long())
                name="long"
                hint=t(msg::admin::pages::markdown("##"))
                value=inputs.value("long", &own(&content.long))
                error=inputs.error("long")
                rows=14
            />
            {long_found}
            <TextArea
                label=t(msg::working_copies::texts::plain())
                name="plain"
                hint=t(msg::working_copies::texts::plain_hint())
                mark=t(msg::common::optional())
                value=inputs.value("plain", &own(&content.plain))
                error=inputs.error("plain")
                rows=6
            />
            {plain_found}
            {own_status}
            <Fieldset legend=t(msg::working_copies::texts::contact()) id="contact" hint=t(msg::working_copies::texts::contact_hint())>
                {line("contact_office", t(msg::working_copies::texts::office()), contact.office, InputType::Text)}
                {line("contact_phone", t(msg::working_copies::texts::phone()), contact.phone, InputType::Tel)}
                {line("contact_email", t(msg::assessment::person::email()), contact.email, InputType::Email)}
                {line("contact_hours", t(msg::working_copies::texts::hours()), contact.hours, InputType::Text)}
                {line("contact_address", t(msg::working_copies::texts::address()), contact.address, InputType::Text)}
            </Fieldset>
            <ButtonGroup>
                <Button>{t(msg::common::save())}</Button>
                {check}
            </ButtonGroup>
        </Form>
    }
    .into_any();
    frame(&copy, Part::Texts, String::new(), form, String::new(), body)
}

/// How far a translation is; German is the source and has no state.
fn status(form: FormState, stored: Option<TextStatus>, language: Language) -> Option<AnyView> {
    if language == Language::German {
        return None;
    }
    let stored = stored.unwrap_or_default();
    let on = stored.on.map(|day| day.to_string()).unwrap_or_default();
    let choices = TextState::ALL
        .into_iter()
        .map(|state| Choice::new(state.word(), state_name(state)))
        .collect();
    Some(
        view! {
            <Fieldset legend=t(msg::working_copies::texts::status::title()) id="status" hint=t(msg::working_copies::texts::status::hint())>
                <RadioGroup
                    legend=t(msg::working_copies::texts::status::state())
                    name="text_state"
                    value=form.value("text_state", stored.state.word())
                    error=form.error("text_state")
                    choices=choices
                />
                <TextField
                    label=t(msg::working_copies::texts::status::by())
                    name="text_by"
                    hint=t(msg::working_copies::texts::status::by_hint())
                    value=form.value("text_by", &stored.by)
                    error=form.error("text_by")
                />
                <TextField
                    label=t(msg::working_copies::texts::status::on())
                    name="text_on"
                    input_type=InputType::Date
                    width=FieldWidth::Medium
                    value=form.value("text_on", &on)
                    error=form.error("text_on")
                />
            </Fieldset>
        }
        .into_any(),
    )
}

/// The name of a state.
pub(super) fn state_name(state: TextState) -> String {
    t(match state {
        TextState::Draft => msg::working_copies::texts::status::draft(),
        TextState::Edited => msg::working_copies::texts::status::edited(),
        TextState::Tested => msg::working_copies::texts::status::tested(),
    })
}

/// What stands after a language in the tabs: how far its texts are.
fn text_state(content: &Content, language: Language) -> Option<String> {
    content
        .status_of(language.code())
        .map(|status| state_name(status.state))
}
