//! The questions of the comment form; the normal view shows them together, the simplified one a step at a time.

use leptos::prelude::*;
use shared::{
    procedures::{Procedure, Step},
    statements::{Draft, FormStep, MAX_BODY, MayPublish, ReplyWish, StatementInput},
};

use super::{place, words};
use crate::{
    context::{use_language, use_site},
    forms::FormState,
    i18n::{Msg, msg, t},
    layout::german_is_binding,
    routes,
    ui::{
        Button, ButtonKind, Choice, Details, FieldWidth, Fieldset, FileCount, FileField, Fold, InputType,
        RadioGroup, Reveal, Revealed, TextArea, TextField,
    },
};

/// What the form shows: the draft, and what was typed last if it failed.
#[derive(Clone)]
pub(super) struct Filled {
    pub(super) procedure: Procedure,
    pub(super) draft: Draft,
    pub(super) form: FormState,
}

impl Filled {
    /// The value of a field: as it was typed last, else as it is in the draft.
    pub(super) fn value(&self, name: &str) -> String {
        let input = &self.draft.input;
        let fresh = match name {
            "body" => &input.body,
            "place" => input.place.word(),
            "place_ref" => &input.place_ref,
            "place_label" => &input.place_label,
            "name" => &input.name,
            "organisation" => &input.organisation,
            "street" => &input.street,
            "postal_code" => &input.postal_code,
            "city" => &input.city,
            "email" => &input.email,
            "reply" => input.reply.word(),
            "may_publish" => input.may_publish.word(),
            "submission_key" => &self.draft.submission_key,
            "with_person" if gives_more(input) => "on",
            _ => "",
        };
        match name {
            // These say what the visitor sees now, whatever was sent before.
            "language" => use_language().code().to_owned(),
            "seen_version" => self.procedure.version.to_string(),
            "procedure" => self.procedure.slug.clone(),
            _ => self.form.value(name, fresh),
        }
    }
}

/// The text.
pub(super) fn body(filled: &Filled, rows: u16) -> AnyView {
    view! {
        <TextArea
            label=t(msg::statements::body::label())
            name="body"
            value=filled.value("body")
            hint=t(msg::statements::body::hint())
            limit_text=t(msg::statements::body::limit(i64::try_from(MAX_BODY).unwrap_or_default()))
            error=filled.form.error("body")
            required=true
            rows=rows
        />
    }
    .into_any()
}

/// Files: those that are there, and more.
pub(super) fn files(filled: &Filled) -> AnyView {
    let files = &filled.draft.files;
    let list = (!files.is_empty()).then(|| {
        let items = files
            .iter()
            .map(|file| {
                let action = format!("remove:{}", file.index);
                view! {
                    <li class="cluster">
                        <span class="file-name" dir="auto">{t(msg::statements::files::item(file.name.clone(), file.size))}</span>
                        <Button kind=ButtonKind::Quiet name="do" value=action about=file.name.clone()>
                            {t(msg::statements::files::remove())}
                        </Button>
                    </li>
                }
            })
            .collect_view();
        view! {
            <div>
                <p class="kern-label" id="files-list">{t(msg::statements::files::list())}</p>
                <ul class="plain-list" aria-labelledby="files-list">{items}</ul>
            </div>
        }
    });
    view! {
        {list}
        <FileField
            label=t(msg::statements::files::label())
            name="files"
            mark=t(msg::common::optional())
            hint=t(msg::statements::files::hint())
            accept="application/pdf,image/jpeg,image/png"
            count=FileCount::Many
            error=filled.form.error("files")
        />
    }
    .into_any()
}

/// The same, folded away until somebody has files.
pub(super) fn files_folded(filled: &Filled) -> AnyView {
    let is_closed = filled.draft.files.is_empty() && filled.form.error("files").is_none();
    let fold = if is_closed { Fold::Closed } else { Fold::Open };
    let files = files(filled);
    view! { <Details summary=t(msg::statements::files::label()) fold=fold>{files}</Details> }.into_any()
}

/// How to be answered.
pub(super) fn reply(filled: &Filled) -> AnyView {
    let choices = ReplyWish::ALL
        .into_iter()
        .map(|wish| {
            let choice = Choice::new(wish.word(), words::reply(wish));
            match wish {
                ReplyWish::None => choice,
                ReplyWish::Email => choice.with_hint(t(msg::statements::reply::email_hint())),
                ReplyWish::Post => choice.with_hint(t(msg::statements::reply::post_hint())),
            }
        })
        .collect();
    view! {
        <RadioGroup
            legend=t(msg::statements::reply::title())
            name="reply"
            choices=choices
            value=filled.value("reply")
            error=filled.form.error("reply")
        />
    }
    .into_any()
}

/// The form's mistakes as its pages tell them: wherever something must be filled in, what to write there.
pub(super) fn worded(form: FormState, procedure: &Procedure) -> FormState {
    let search = place::search_label(procedure).map(|label| ("search", label));
    form.labelled(search.into_iter().collect()).worded(|error| {
        let is_missing = ["errors.required", "errors.address_for_reply"].contains(&error.key.as_str());
        is_missing.then(|| missing(&error.field)).flatten().map(t)
    })
}

/// What to write into a field that the text, or an answer by post, needs.
fn missing(field: &str) -> Option<Msg> {
    use msg::statements::{body, person};
    Some(match field {
        "body" => body::missing(),
        "name" => person::name_missing(),
        "street" => person::street_missing(),
        "postal_code" => person::postal_code_missing(),
        "city" => person::city_missing(),
        _ => return None,
    })
}

/// Whether name or address are given though neither the wished answer nor a publication needs them.
fn gives_more(input: &StatementInput) -> bool {
    let mut needed = input.clone();
    needed.keep_shown_person(false);
    needed.email.clone_from(&input.email);
    needed != *input
}

fn revealed(at_once: bool) -> Revealed {
    if at_once {
        Revealed::AtOnce
    } else {
        Revealed::WhenAsked
    }
}

/// Name and address in the normal view, behind the question how to be answered: the style sheet shows what the answers
/// need, and takes the note "optional" from it; all of it shows whoever wishes to give more, or gave more already. What is
/// not shown is not stored ([`StatementInput::keep_shown_person`]).
pub(super) fn person(filled: &Filled) -> AnyView {
    let is_wished = !filled.value("with_person").is_empty();
    let by_email = filled.form.error("email").is_some();
    let email_field = email(filled);
    let fields = view! {
        {name(filled, false)}
        <TextField
            label=t(msg::statements::person::organisation())
            name="organisation"
            mark=t(msg::common::optional())
            hint=t(msg::statements::person::organisation_hint())
            value=filled.value("organisation")
            error=filled.form.error("organisation")
            autocomplete="organization"
        />
        <div class="stack" id="person-address">{address(filled, false)}</div>
    };
    view! {
        <Reveal name="email_reply" revealed=revealed(by_email)>{email_field}</Reveal>
        <Reveal name="with_person" label=t(msg::statements::person::wish()) revealed=revealed(is_wished)>
            <Fieldset legend=t(msg::statements::person::title()) id="person">
                <div class="stack">{fields}</div>
            </Fieldset>
        </Reveal>
    }
    .into_any()
}

/// What an answer needs, in the simplified view: the address of e-mail for one, name and address for the other. The style
/// sheet shows each below its choice, and what was typed for the other one is not stored
/// ([`FormStep::keep_what_is_needed`]): it stays in the form for whoever chooses that again. A mistake is never hidden.
pub(super) fn for_reply(filled: &Filled) -> AnyView {
    let is_wrong = |fields: &[&str]| fields.iter().any(|name| filled.form.error(name).is_some());
    let (by_email, by_post) = (
        is_wrong(&["email"]),
        is_wrong(&["name", "street", "postal_code", "city"]),
    );
    let email_field = email(filled);
    let address_fields = view! { {name(filled, true)} {address(filled, true)} };
    // Who gave more in the normal view is told.
    let mut needed = filled.draft.input.clone();
    FormStep::Reply.keep_what_is_needed(&mut needed);
    let rest = (needed != filled.draft.input)
        .then(|| view! { <p class="muted">{t(msg::statements::reply::rest())}</p> });
    view! {
        <Reveal name="email_reply" revealed=revealed(by_email)>{email_field}</Reveal>
        <Reveal name="post_reply" revealed=revealed(by_post)>{address_fields}</Reveal>
        {rest}
    }
    .into_any()
}

/// The name, in the simplified view below the choice to be published with it.
pub(super) fn for_publication(filled: &Filled) -> AnyView {
    // An organisation that was given in the normal view will do.
    let is_needed = filled.value("organisation").is_empty();
    let field = name(filled, is_needed);
    view! {
        <Reveal name="published_name" revealed=revealed(filled.form.error("name").is_some())>{field}</Reveal>
    }
    .into_any()
}

fn email(filled: &Filled) -> AnyView {
    let hint = if use_site().mail {
        t(msg::statements::person::email_hint())
    } else {
        t(msg::statements::person::email_hint_without_mail())
    };
    view! {
        <TextField
            label=t(msg::statements::person::email())
            name="email"
            hint=hint
            value=filled.value("email")
            error=filled.form.error("email")
            required=true
            input_type=InputType::Email
            autocomplete="email"
        />
    }
    .into_any()
}

/// The note on a field that may stay empty.
fn mark(required: bool) -> Option<String> {
    (!required).then(|| t(msg::common::optional()))
}

fn name(filled: &Filled, required: bool) -> AnyView {
    view! {
        <TextField
            label=t(msg::statements::person::name())
            name="name"
            mark=mark(required)
            value=filled.value("name")
            error=filled.form.error("name")
            required=required
            autocomplete="name"
        />
    }
    .into_any()
}

fn address(filled: &Filled, required: bool) -> AnyView {
    view! {
        <TextField
            label=t(msg::statements::person::street())
            name="street"
            mark=mark(required)
            value=filled.value("street")
            error=filled.form.error("street")
            required=required
            autocomplete="address-line1"
        />
        <TextField
            label=t(msg::statements::person::postal_code())
            name="postal_code"
            mark=mark(required)
            value=filled.value("postal_code")
            error=filled.form.error("postal_code")
            required=required
            input_type=InputType::Digits
            width=FieldWidth::Short
            autocomplete="postal-code"
        />
        <TextField
            label=t(msg::statements::person::city())
            name="city"
            mark=mark(required)
            value=filled.value("city")
            error=filled.form.error("city")
            required=required
            autocomplete="address-level2"
        />
    }
    .into_any()
}

/// What may be published; no unless somebody says yes.
pub(super) fn publish(filled: &Filled) -> AnyView {
    let choices = MayPublish::ALL
        .into_iter()
        .map(|answer| Choice::new(answer.word(), words::publication(answer)))
        .collect();
    view! {
        <RadioGroup
            legend=t(msg::statements::publish::title())
            name="may_publish"
            hint=t(msg::statements::publish::hint())
            choices=choices
            value=filled.value("may_publish")
            error=filled.form.error("may_publish")
        />
    }
    .into_any()
}

/// Who processes what, why and how long (GDPR Art. 13).
pub(super) fn privacy(procedure: &Procedure) -> AnyView {
    let language = use_language();
    // Publishing asks for the day: only a preview has none.
    let until = procedure
        .deletion_on
        .map(|day| view! { <p>{t(msg::statements::privacy::until(day))}</p> });
    let link = routes::page(language, shared::organisations::PageKind::Privacy);
    let town = use_site().name;
    let is_informal = procedure
        .round
        .as_ref()
        .is_some_and(|round| round.step == Step::Informal);
    let who = if is_informal {
        t(msg::statements::privacy::who_informal(town))
    } else {
        t(msg::statements::privacy::who(town))
    };
    view! {
        <Details summary=t(msg::statements::privacy::title())>
            <p>{who}</p>
            <p>{t(msg::statements::privacy::council())}</p>
            {until}
            <p><a class="row-link" href=link target="_blank" rel="noopener">
                {format!("{} ({})", t(msg::statements::privacy::link()), t(msg::common::opens_new_window()))}
            </a></p>
            {german_is_binding()}
        </Details>
    }
    .into_any()
}

/// A field that people neither see nor reach; programs that fill everything give themselves away.
pub fn decoy() -> AnyView {
    view! {
        <div class="kern-sr-only" aria-hidden="true">
            <label for="website">{t(msg::statements::decoy())}</label>
            <input id="website" name="website" type="text" tabindex="-1" autocomplete="off"/>
        </div>
    }
    .into_any()
}
