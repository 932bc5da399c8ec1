//! The comment form: all questions together, or a step of them in the simplified view.
//!
//! Invariant: what a step does not ask for travels in hidden fields, so that storing a step never empties another.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    statements::{MayPublish, ReplyWish, SaveDraft},
};

use super::{
    COMMENT_FORM,
    areas::AreasPage,
    controls::{self, Filled},
    place::{place, place_folded},
    step::{Screen, Step},
    words,
};
use crate::{
    context::use_language,
    features::device::{KeepBox, NoNetwork, Parts},
    forms::Form,
    i18n::{joined, msg, t},
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
        // What is not shown of name and address is not kept.
        .chain([("asks_person", "yes".to_owned())])
        .collect();
    let filled = filled.clone();
    view! {
        <Form form=SaveDraft::NAME id=COMMENT_FORM files=true hidden=hidden>
            {place_folded(&filled)}
            {controls::body(&filled, 10)}
            <div id="files-part" class="stack stack--small">{controls::files(&filled)}</div>
            // The answers to both may need a name: it is asked for behind them.
            {controls::publish(&filled)}
            {controls::reply(&filled)}
            {controls::person(&filled)}
            {controls::privacy(&filled.procedure)}
            {controls::decoy()}
            <NoNetwork procedure=filled.procedure.clone() files_elsewhere=!filled.draft.files.is_empty()/>
            <ButtonGroup>
                <Button name="do" value="check">{t(msg::statements::check_act())}</Button>
            </ButtonGroup>
            {later(&filled)}
        </Form>
        <Parts/>
    }
    .into_any()
}

/// The two ways to leave and write on later: a draft with us, and one on this device. How long we keep ours is said once
/// there is one.
fn later(filled: &Filled) -> AnyView {
    use msg::statements::later;
    let kept = filled
        .draft
        .saved_at
        .is_some()
        .then(|| view! { <p class="kern-hint">{t(msg::statements::saved_hint())}</p> });
    view! {
        <section class="panel stack stack--small" aria-labelledby="later-title">
            <h2 id="later-title">{t(later::title())}</h2>
            <p>{t(later::text())}</p>
            {kept}
            <ButtonGroup>
                <Button kind=ButtonKind::Secondary name="do" value="save">{t(msg::statements::save_act())}</Button>
            </ButtonGroup>
            <KeepBox/>
        </section>
    }
    .into_any()
}

/// No question, when nothing can be sent any more: for the buttons of the header, so that what was written is shown in
/// another language and view as well.
pub(super) fn unasked_all(filled: &Filled, inside: AnyView) -> AnyView {
    let hidden = FIELDS
        .into_iter()
        .chain(["procedure", "seen_version", "language", "submission_key"])
        .map(|name| (name, filled.value(name)))
        .collect();
    view! { <Form form=SaveDraft::NAME id=COMMENT_FORM hidden=hidden>{inside}</Form> }.into_any()
}

/// One question.
pub(super) fn one_step(filled: &Filled, step: Step) -> AnyView {
    let action = if step.next().is_some() { "next" } else { "check" };
    let question = match step {
        Step::Place => place(filled),
        Step::Text => view! { {controls::body(filled, 8)} {controls::files_folded(filled)} }.into_any(),
        Step::Reply => view! {
            {controls::reply(filled)}
            {controls::for_reply(filled)}
            {controls::privacy(&filled.procedure)}
        }
        .into_any(),
        Step::Publish => view! { {controls::publish(filled)} {controls::for_publication(filled)} }.into_any(),
    };
    let (language, slug) = (use_language(), &filled.procedure.slug);
    let back = step.before().map_or_else(
        || routes::procedure(language, slug),
        |before| before.address(language, slug),
    );
    let ways_on = view! {
        <ButtonGroup>
            <Button name="do" value=action>{t(msg::statements::step::next())}</Button>
            <LinkButton href=back kind=ButtonKind::Secondary>{t(msg::statements::step::back())}</LinkButton>
        </ButtonGroup>
        {(step == Step::Text).then(|| view! { <KeepBox/> })}
    };
    in_form(filled, step, question, ways_on.into_any())
}

/// The question for an area, or for its kind: each answer is a button.
pub(super) fn areas(filled: &Filled, page: AreasPage) -> AnyView {
    let AreasPage {
        choices, more, back, ..
    } = page;
    let more = more.map(|action| {
        view! {
            <Button kind=ButtonKind::Secondary name="do" value=action>{t(msg::statements::place::areas::more())}</Button>
        }
    });
    let ways_on = view! {
        <ButtonGroup>
            {more}
            <LinkButton href=back kind=ButtonKind::Secondary>{t(msg::statements::step::back())}</LinkButton>
        </ButtonGroup>
    };
    in_form(filled, Step::Place, choices, ways_on.into_any())
}

/// A question of a step in the form, with the buttons below it.
fn in_form(filled: &Filled, step: Step, question: AnyView, ways_on: AnyView) -> AnyView {
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
    // After a mistake it may be another one than the address says.
    hidden.push(("step", step.word().to_owned()));
    let own = step.address(language, &slug);
    let no_network = view! {
        <NoNetwork
            procedure=filled.procedure.clone()
            files_elsewhere=!filled.draft.files.is_empty()
            unasked=unasked(step)
        />
    };
    view! {
        <div class="one-question">
        <Form form=SaveDraft::NAME id=COMMENT_FORM files=step == Step::Text hidden=hidden address=own>
            {question}
            {controls::decoy()}
            {no_network}
            {ways_on}
        </Form>
        </div>
        <Parts/>
    }
    .into_any()
}

/// The answers to the questions after this one, which are sent from here without being seen: each with the field and its
/// value, of which the script shows those that the form holds.
fn unasked(step: Step) -> Vec<(String, String)> {
    use msg::statements::check;
    let line = |question: Step, field: &str, value: &str, label: String, answer: String| {
        (step.number() < question.number()).then(|| (format!("{field}={value}"), joined(&label, &answer)))
    };
    let reply = ReplyWish::ALL.map(|wish| {
        line(
            Step::Reply,
            "reply",
            wish.word(),
            t(check::reply()),
            words::reply(wish),
        )
    });
    let publish = MayPublish::ALL.map(|answer| {
        line(
            Step::Publish,
            "may_publish",
            answer.word(),
            t(check::publish()),
            words::publication(answer),
        )
    });
    reply.into_iter().chain(publish).flatten().collect()
}
