//! The comment form: all questions together, or a step of them in the simplified view.
//!
//! Invariant: what a step does not ask for travels in hidden fields, so that storing a step never empties another.

use leptos::prelude::*;
use shared::{api::Endpoint, statements::SaveDraft};

use super::{
    COMMENT_FORM,
    controls::{self, Filled, Person},
    place::{place, place_folded},
    step::Step,
};
use crate::{
    context::use_language,
    features::device::{KeepBox, NoNetwork, Parts},
    forms::Form,
    i18n::{msg, t},
    routes,
    ui::{Button, ButtonGroup, ButtonKind, LinkButton},
};

/// Fields of a comment that a form carries, in the order of the endpoint.
const FIELDS: [&str; 12] = [
    "body",
    "place",
    "place_ref",
    "place_label",
    "name",
    "organisation",
    "street",
    "postal_code",
    "city",
    "email",
    "reply",
    "may_publish",
];
/// Fields that are hidden in every form.
const ALWAYS_HIDDEN: [&str; 7] = [
    "procedure",
    "seen_version",
    "language",
    "place",
    "place_ref",
    "place_label",
    "submission_key",
];

/// All questions.
pub(super) fn whole(filled: &Filled) -> AnyView {
    let hidden = ALWAYS_HIDDEN
        .into_iter()
        .map(|name| (name, filled.value(name)))
        .collect();
    let filled = filled.clone();
    view! {
        <Form form=SaveDraft::NAME id=COMMENT_FORM files=true hidden=hidden>
            {place_folded(&filled)}
            {controls::body(&filled, 10)}
            <div id="files-part" class="stack stack--small">{controls::files(&filled)}</div>
            {controls::reply(&filled)}
            {controls::publish(&filled)}
            {controls::person(&filled, Person::WhenWished)}
            {controls::privacy(&filled.procedure)}
            {controls::decoy()}
            <KeepBox/>
            <NoNetwork procedure=filled.procedure.clone() files_elsewhere=!filled.draft.files.is_empty()/>
            <ButtonGroup>
                <Button name="do" value="check">{t(msg::statements::check_act())}</Button>
                <Button kind=ButtonKind::Secondary name="do" value="save">{t(msg::statements::save_act())}</Button>
            </ButtonGroup>
            <p class="kern-hint">{t(msg::statements::saved_hint())}</p>
        </Form>
        <Parts/>
    }
    .into_any()
}

/// One question.
pub(super) fn one_step(filled: &Filled, step: Step) -> AnyView {
    let language = use_language();
    let slug = filled.procedure.slug.clone();
    let mut hidden: Vec<(&'static str, String)> = FIELDS
        .into_iter()
        .filter(|name| !step.fields().contains(name))
        .chain(["procedure", "seen_version", "language", "submission_key"])
        .map(|name| (name, filled.value(name)))
        .collect();
    let next = step.next().map_or_else(
        || routes::check_comment(language, &slug),
        |next| next.address(language, &slug),
    );
    hidden.push(("next", next));
    // After a mistake it is another one than the address says.
    hidden.push(("step", step.word().to_owned()));
    let action = if step.next().is_some() { "save" } else { "check" };
    let question = match step {
        Step::Place => place(filled),
        Step::Text => view! { {controls::body(filled, 8)} {controls::files(filled)} }.into_any(),
        Step::Reply => view! {
            {controls::reply(filled)}
            {controls::person(filled, Person::ForReply)}
            {controls::privacy(&filled.procedure)}
        }
        .into_any(),
        Step::Publish => controls::publish(filled),
    };
    let back = step.before().map_or_else(
        || routes::procedure(language, &slug),
        |before| before.address(language, &slug),
    );
    let no_network = view! { <NoNetwork procedure=filled.procedure.clone() files_elsewhere=!filled.draft.files.is_empty()/> };
    view! {
        <div class="one-question">
        <Form form=SaveDraft::NAME id=COMMENT_FORM files=step == Step::Text hidden=hidden>
            {question}
            {controls::decoy()}
            {(step == Step::Text).then(|| view! { <KeepBox/> })}
            {no_network}
            <ButtonGroup>
                <Button name="do" value=action>{t(msg::statements::step::next())}</Button>
                <LinkButton href=back kind=ButtonKind::Secondary>{t(msg::statements::step::back())}</LinkButton>
            </ButtonGroup>
        </Form>
        </div>
        <Parts/>
    }
    .into_any()
}
