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

use super::part::{Part, frame, hidden_in};
use crate::{
    context::use_language,
    features::admin::edited_language,
    features::admin::language_tabs,
    features::admin::parts::{or_empty, procedure_path, stored},
    features::easy_language,
    forms::{Form, FormState, use_form},
    i18n::{format, msg, t},
    ui::{
        Button, ButtonGroup, Choice, DateField, Fieldset, InputType, Notice, RadioGroup, SummaryRow,
        TextArea, TextField, Tone,
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
    let fields = hidden_in(&copy, Part::Texts, None, language);
    let contact = content.contact.clone();
    let stored = stored(&form, || {
        use msg::working_copies::texts;
        let row = |label: String, text: &str| SummaryRow::text(label, or_empty(text));
        let mut rows = vec![
            row(t(texts::name()), &own(&content.title)),
            row(t(texts::short()), &own(&content.short)),
            row(t(texts::long()), &own(&content.long)),
            row(t(texts::plain()), &own(&content.plain)),
            row(t(texts::office()), &contact.office),
            row(t(texts::phone()), &contact.phone),
            row(t(msg::assessment::person::email()), &contact.email),
            row(t(texts::hours()), &contact.hours),
            row(t(texts::address()), &contact.address),
        ];
        rows.extend(stored_status(content.translations.get(code).cloned(), language));
        rows
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
    let outdated = outdated(&content, language);
    let own_status = status(form.clone(), content.translations.get(code).cloned(), language);
    let body = view! {
        {language_tabs(&path, language, |language| text_state(&states, language))}
        {outdated}
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

/// That German texts were changed since these were made from them, which of them, and how to say that these still fit.
fn outdated(content: &Content, language: Language) -> Option<AnyView> {
    use msg::working_copies::texts;
    let fields: Vec<String> = content
        .outdated(language.code())
        .iter()
        .map(|field| match field.as_str() {
            "title" => t(texts::name()),
            "short" => t(texts::short()),
            "long" => t(texts::long()),
            _ => t(texts::plain()),
        })
        .collect();
    outdated_notice(&fields)
}

/// That these German texts were changed; nothing where none was.
pub fn outdated_notice(fields: &[String]) -> Option<AnyView> {
    use msg::working_copies::texts;
    (!fields.is_empty()).then(|| {
        let text = t(texts::outdated::text(format::list(fields, use_language())));
        view! { <Notice title=t(texts::outdated::title()) tone=Tone::Warning><p>{text}</p></Notice> }
            .into_any()
    })
}

/// How far a translation is; German is the source and has no state.
pub fn status(form: FormState, stored: Option<TextStatus>, language: Language) -> Option<AnyView> {
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
                <DateField
                    label=t(msg::working_copies::texts::status::on())
                    name="text_on"
                    value=form.value("text_on", &on)
                    error=form.error("text_on")
                />
            </Fieldset>
        }
        .into_any(),
    )
}

/// How far a translation is as it is stored, to compare with what was chosen.
pub fn stored_status(stored: Option<TextStatus>, language: Language) -> Vec<SummaryRow> {
    use msg::working_copies::texts::status;
    if language == Language::German {
        return Vec::new();
    }
    let stored = stored.unwrap_or_default();
    let on = stored.on.map(|day| format::day(day, use_language()));
    vec![
        SummaryRow::text(t(status::state()), state_name(stored.state)),
        SummaryRow::text(t(status::by()), or_empty(&stored.by)),
        SummaryRow::text(t(status::on()), or_empty(&on.unwrap_or_default())),
    ]
}

/// The name of a state.
pub fn state_name(state: TextState) -> String {
    t(match state {
        TextState::Draft => msg::working_copies::texts::status::draft(),
        TextState::Edited => msg::working_copies::texts::status::edited(),
        TextState::Tested => msg::working_copies::texts::status::tested(),
    })
}

/// How far texts are, and whether the German ones were changed since they were made.
pub fn state_since(state: TextState, is_outdated: bool) -> String {
    let state = state_name(state);
    if is_outdated {
        let tab = t(msg::working_copies::texts::outdated::tab());
        format::series(&[state, tab], use_language())
    } else {
        state
    }
}

/// What stands after a language in the tabs.
fn text_state(content: &Content, language: Language) -> Option<String> {
    let status = content.status_of(language.code())?;
    let is_outdated = !content.outdated(language.code()).is_empty();
    Some(state_since(status.state, is_outdated))
}
