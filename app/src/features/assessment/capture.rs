//! Entering a statement that arrived as letter, e-mail or spoken word.

use leptos::prelude::*;
use shared::{
    api::{ApiError, Endpoint},
    language::Language,
    procedures::WorkingCopy,
    statements::{BeginCapture, CaptureKey, CaptureStatement, Channel, MayPublish, Person, ReplyWish},
    time::Day,
};

use super::words::{channel_name, may_publish_name, replies};
use crate::{
    context::use_site,
    features::admin::parts::{StaffFrame, above_statement, brief_working_copy, shown_again},
    forms::{Form, FormState, use_form},
    i18n::{msg, t},
    load::{load, query_field, show},
    ui::{
        Button, ButtonGroup, Choice, DateField, FieldWidth, Fieldset, FileCount, FileField, InputType,
        RadioGroup, Select, TextArea, TextField,
    },
};

/// The field of the address that names the day of the letter before.
pub(super) const LAST_DAY: &str = "received_on";

/// The field of the address that names the way on which the letter before came.
pub(super) const LAST_CHANNEL: &str = "channel";

/// The keys of what is missing for the reply that is wished for; they are worded for the author, who is not the one who
/// reads them here.
const ADDRESS: &str = "errors.address_for_reply";
const EMAIL: &str = "errors.email_for_reply";

/// The mistakes as a clerk reads them: what is missing of an address is said once, at the first field that it is about.
pub(super) fn for_clerks(form: FormState) -> FormState {
    let missing = form.errors().iter().find(|error| error.key == ADDRESS);
    let first = missing.map(|error| error.field.clone());
    form.only(|error| error.key != ADDRESS || Some(&error.field) == first.as_ref())
        .worded(|error| match error.key.as_str() {
            ADDRESS => Some(t(msg::assessment::capture::address_missing())),
            EMAIL => Some(t(msg::assessment::capture::email_missing())),
            _ => None,
        })
}

/// The names of the fields about the author, for what is missing of them.
pub(super) fn labels() -> Vec<(&'static str, String)> {
    vec![
        ("name", t(msg::assessment::person::name())),
        ("street", t(msg::assessment::person::street())),
        ("postal_code", t(msg::assessment::person::postal_code())),
        ("city", t(msg::assessment::person::city())),
    ]
}

/// The form for a letter.
#[component]
pub fn CapturePage(slug: String) -> impl IntoView {
    let read = load(
        || (),
        move |api, ()| {
            let slug = slug.clone();
            async move {
                let copy = brief_working_copy(&api, &slug).await?;
                let CaptureKey { submission_key } = api
                    .call(BeginCapture {
                        procedure: slug.clone(),
                    })
                    .await?;
                Ok::<_, ApiError>((slug, copy, submission_key))
            }
        },
    );
    // A pile of letters came on one day and in one way: the next one begins with those of the last.
    let (day, channel) = (query_field(LAST_DAY), query_field(LAST_CHANNEL));
    show(read, move |(slug, copy, submission_key)| {
        let channel = channel().and_then(|word| Channel::from_word(&word));
        let channel = channel.filter(|channel| *channel != Channel::Web);
        let channel = channel.unwrap_or(Channel::Letter);
        let day = day().and_then(|day| day.parse::<Day>().ok());
        let day = day.map(|day| day.to_string()).unwrap_or_default();
        let mut labels = labels();
        labels.push(("received_on", t(msg::assessment::capture::received_on())));
        labels.push(("body", t(msg::assessment::capture::body())));
        let form = for_clerks(use_form(CaptureStatement::NAME, None)).labelled(labels);
        let title = copy.content.title.de().to_owned();
        // Pressed twice, or repeated after an answer that was lost, it is one statement.
        let hidden = vec![
            ("procedure", slug.clone()),
            ("submission_key", form.value("submission_key", &submission_key)),
        ];
        view! {
            <StaffFrame
                above=above_statement(&slug, &title)
                title=t(msg::assessment::capture::title())
                preline=title.clone()
                lead=t(msg::assessment::capture::lead())
                form=form.clone()
            >
                <Form form=CaptureStatement::NAME hidden files=true>
                    {shown_again(&form)}
                    <div class="staff-split">
                        <div class="stack">
                            <Arrival form=form.clone() day channel/>
                            <TextArea
                                label=t(msg::assessment::capture::body())
                                name="body"
                                hint=t(msg::assessment::capture::body_hint())
                                value=form.value("body", "")
                                error=form.error("body")
                                required=true
                                rows=18
                            />
                            <FileField
                                label=t(msg::assessment::capture::files())
                                name="files"
                                hint=t(msg::assessment::capture::files_hint())
                                accept="application/pdf,image/jpeg,image/png"
                                count=FileCount::Many
                                error=form.error("files")
                                mark=t(msg::common::optional())
                            />
                        </div>
                        <div class="stack">
                            <Place form=form.clone() copy/>
                            <Author form=form.clone()/>
                            <Wishes form=form.clone()/>
                        </div>
                    </div>
                    <ButtonGroup>
                        <Button>{t(msg::assessment::capture::act())}</Button>
                    </ButtonGroup>
                </Form>
            </StaffFrame>
        }
    })
}

#[component]
fn Arrival(form: FormState, day: String, channel: Channel) -> impl IntoView {
    let channels = Channel::ALL
        .into_iter()
        .filter(|channel| *channel != Channel::Web)
        .map(|channel| Choice::new(channel.word(), channel_name(channel)))
        .collect();
    view! {
        <div class="staff-trio">
            <Select
                label=t(msg::assessment::list::channel())
                name="channel"
                value=form.value("channel", channel.word())
                error=form.error("channel")
                choices=channels
            />
            <DateField
                label=t(msg::assessment::capture::received_on())
                name="received_on"
                width=FieldWidth::Full
                value=form.value("received_on", &day)
                error=form.error("received_on")
                required=true
            />
            <DateField
                label=t(msg::assessment::capture::written_on())
                name="written_on"
                mark=t(msg::common::optional())
                width=FieldWidth::Full
                value=form.value("written_on", "")
                error=form.error("written_on")
            />
        </div>
    }
}

/// The place: the whole plan, or one section, chapter or document, chosen in one list whose values say kind and id; or an
/// address, which is looked up where it is sent to.
#[component]
fn Place(form: FormState, copy: WorkingCopy) -> impl IntoView {
    let mut choices = vec![Choice::new("whole:", t(msg::assessment::place::whole()))];
    let content = copy.content;
    let sections = content
        .drawing
        .map(|drawing| drawing.sections)
        .unwrap_or_default();
    choices.extend(
        sections
            .into_iter()
            .filter(|section| !section.hidden)
            .map(|section| {
                Choice::new(
                    format!("section:{}", section.id),
                    t(msg::assessment::place::section(section.label)),
                )
            }),
    );
    choices.extend(content.chapters.into_iter().map(|chapter| {
        Choice::new(
            format!("chapter:{}", chapter.id),
            t(msg::assessment::place::chapter(chapter.title)),
        )
    }));
    choices.extend(content.documents.into_iter().map(|document| {
        Choice::new(
            format!("document:{}", document.id),
            t(msg::assessment::place::document(document.title)),
        )
    }));
    let address = use_site().addresses.then(|| {
        view! {
            <TextField
                label=t(msg::assessment::capture::address())
                name="address"
                hint=t(msg::statements::place::search_hint())
                mark=t(msg::common::optional())
                value=form.value("address", "")
                error=form.error("address")
            />
        }
    });
    view! {
        <Select
            label=t(msg::assessment::capture::place())
            name="place_ref"
            id="place"
            value=form.value("place_ref", "whole:")
            error=form.error("place").or_else(|| form.error("place_ref"))
            choices
        />
        {address}
    }
}

/// Who wrote it.
#[component]
pub(super) fn Author(
    /// What was typed.
    form: FormState,
    /// What is stored.
    #[prop(optional)]
    person: Person,
) -> impl IntoView {
    let email = (form.value("email", &person.email), form.error("email"));
    let field = move |name: &'static str, label: String, width: FieldWidth| {
        let stored = match name {
            "name" => &person.name,
            "organisation" => &person.organisation,
            "street" => &person.street,
            "postal_code" => &person.postal_code,
            _ => &person.city,
        };
        view! { <TextField label name value=form.value(name, stored) error=form.error(name) width/> }
    };
    view! {
        <Fieldset legend=t(msg::assessment::capture::author()) id="author" hint=t(msg::assessment::capture::author_hint())>
            {field("name", t(msg::assessment::person::name()), FieldWidth::Full)}
            {field("organisation", t(msg::assessment::person::organisation()), FieldWidth::Full)}
            {field("street", t(msg::assessment::person::street()), FieldWidth::Full)}
            <div class="staff-postal">
                {field("postal_code", t(msg::assessment::person::postal_code()), FieldWidth::Short)}
                {field("city", t(msg::assessment::person::city()), FieldWidth::Full)}
            </div>
            <TextField
                label=t(msg::assessment::person::email())
                name="email"
                input_type=InputType::Email
                value=email.0
                error=email.1
            />
        </Fieldset>
    }
}

/// How the author wants to be answered.
pub(super) fn reply_wish(form: &FormState, stored: ReplyWish) -> AnyView {
    view! {
        <RadioGroup
            legend=t(msg::assessment::list::reply())
            name="reply"
            value=form.value("reply", stored.word())
            error=form.error("reply")
            choices=replies()
        />
    }
    .into_any()
}

#[component]
fn Wishes(form: FormState) -> impl IntoView {
    let answers = MayPublish::ALL
        .into_iter()
        .map(|answer| Choice::new(answer.word(), may_publish_name(answer)))
        .collect();
    let languages = Language::ALL
        .into_iter()
        .filter(|language| *language != Language::SimpleGerman)
        .map(|language| Choice::new(language.code(), language.own_name()))
        .collect();
    view! {
        {reply_wish(&form, ReplyWish::Post)}
        <Select
            label=t(msg::assessment::may_publish::title())
            name="may_publish"
            hint=t(msg::assessment::may_publish::only_if_written())
            value=form.value("may_publish", MayPublish::No.word())
            error=form.error("may_publish")
            choices=answers
        />
        <Select
            label=t(msg::assessment::capture::language())
            name="language"
            value=form.value("language", "de")
            error=form.error("language")
            choices=languages
        />
    }
}
