//! Writing a comment.
//!
//! Invariant: whatever the day is and whatever went wrong, the text that was typed is shown again.

use leptos::prelude::*;
use shared::{
    api::Endpoint,
    procedures::Procedure,
    statements::{Draft, SaveDraft},
    time::Phase,
};

use super::{
    comment_form,
    controls::{self, Filled},
    place::with_asked,
    step::{STEPS, Screen, Step, asked},
    with_draft,
};
use crate::{
    context::{View, use_language, use_site, use_view},
    features::procedures::{follow_rename, words},
    forms::{Typed, use_form},
    i18n::{msg, t},
    load::{load, path_field, query_field, show},
    local_time::local,
    routes,
    shell::PageTitle,
    ui::{BackLink, ErrorSummary, FieldProblem, Notice, PageHeading, Tone, UserText},
};

/// The comment form.
#[component]
pub fn CommentPage() -> impl IntoView {
    let language = use_language();
    let (slug, place, step) = (path_field("procedure"), query_field("place"), query_field("step"));
    let just_saved = query_field("saved");
    let loaded = load(slug, move |api, slug| with_draft(api, slug, language));
    show(
        loaded,
        move |(procedure, draft, slug): (Procedure, Draft, String)| {
            follow_rename(&procedure, &slug, "comment");
            // What was sent is not written on: a new comment begins empty.
            let draft = if draft.sent.is_some() {
                Draft {
                    sent: draft.sent,
                    ..Draft::default()
                }
            } else {
                draft
            };
            let place = place();
            let draft = with_asked(draft, &procedure, place.as_deref());
            let typed = typed(&routes::comment(language, &slug), &draft, place.is_some());
            let form = use_form(SaveDraft::NAME, None)
                .or_typed(typed)
                .labelled(controls::labels());
            let filled = Filled {
                procedure,
                draft,
                form,
            };
            if is_over(&filled.procedure) {
                over(&filled)
            } else {
                write(filled, step().as_deref(), just_saved().is_some())
            }
        },
    )
}

/// What was typed before the page was left. The place that a link asks for is chosen all the same.
fn typed(page: &str, draft: &Draft, is_asked: bool) -> Option<Vec<(String, String)>> {
    let mut fields = use_context::<Typed>()?.at(page)?;
    if is_asked {
        let input = &draft.input;
        for (name, value) in [
            ("place", input.place.word()),
            ("place_ref", input.place_ref.as_str()),
            ("place_label", input.place_label.as_str()),
        ] {
            // Of several the last one counts.
            fields.push((name.to_owned(), value.to_owned()));
        }
    }
    Some(fields)
}

fn write(filled: Filled, step: Option<&str>, just_saved: bool) -> AnyView {
    if use_view() == View::Simple {
        return write_step(filled, asked(step));
    }
    let problems = filled.form.problems();
    let failed = filled.form.has_failed();
    let title = t(msg::statements::title());
    let procedure = &filled.procedure;
    let summary = summary(problems);
    let back = routes::procedure(use_language(), &procedure.slug);
    view! {
        <PageTitle text=format!("{title}: {}", procedure.title) failed=failed/>
        <p><BackLink href=back text=t(msg::procedures::papers::back())/></p>
        <ErrorSummary title=t(msg::common::error_summary()) problems=summary/>
        {just_saved.then(|| saved(&filled)).flatten()}
        <PageHeading
            preline=procedure.title.clone()
            preline_lang=words::foreign(&procedure.title_language)
            title=title
            lead=t(msg::statements::lead())
        />
        {until(procedure)}
        {closed(procedure, false)}
        {sent(&filled)}
        {comment_form::whole(&filled)}
    }
    .into_any()
}

/// One question, in the simplified view.
fn write_step(filled: Filled, asked: Step) -> AnyView {
    let failed = filled.form.has_failed();
    let errors = filled.form.errors();
    // What is wrong with the question that was answered is shown there. Only what another one asks for – the last step lets
    // everything be checked – leads to that one.
    let step = if errors.iter().any(|error| asked.is_about(error)) {
        asked
    } else {
        errors.iter().find_map(Step::of).unwrap_or(asked)
    };
    let form = filled
        .form
        .clone()
        .only(|error| step.is_about(error) || Step::of(error).is_none());
    let filled = Filled { form, ..filled };
    let procedure = &filled.procedure;
    let summary = summary(filled.form.problems());
    let of = t(msg::statements::step::of(step.number(), STEPS));
    let question = step.question();
    view! {
        <PageTitle text=format!("{of}: {question}") failed=failed/>
        <ErrorSummary title=t(msg::common::error_summary()) problems=summary/>
        <PageHeading preline=of title=question/>
        {closed(procedure, false)}
        {(step == Step::Place).then(|| view! { {until(procedure)} {sent(&filled)} })}
        {comment_form::one_step(&filled, step)}
    }
    .into_any()
}

fn summary(problems: Vec<(String, String)>) -> Vec<FieldProblem> {
    problems
        .into_iter()
        .map(|(field, text)| FieldProblem::new(field, text))
        .collect()
}

/// Whether the last round is over.
fn is_over(procedure: &Procedure) -> bool {
    procedure
        .round
        .as_ref()
        .is_some_and(|round| round.period.phase_on(procedure.today) == Phase::After)
}

/// After the end: what is possible still, and what was written, to be copied. Nothing is asked, because nothing could come
/// of it; who sent one that was begun before finds the reason here.
fn over(filled: &Filled) -> AnyView {
    let failed = filled.form.has_failed();
    let title = t(msg::statements::title());
    let procedure = &filled.procedure;
    let back = routes::procedure(use_language(), &procedure.slug);
    let body = filled.value("body");
    let is_known = !body.trim().is_empty();
    let text = if is_known {
        view! { <UserText text=body/> }.into_any()
    } else {
        // What was kept on this device; the script fills and shows it.
        view! { <p class="device__text" dir="auto" data-slot="body"></p> }.into_any()
    };
    let text = view! {
        <div id="device-closed" class="stack" hidden=!is_known data-procedure=procedure.slug.clone()>
            <h2>{t(msg::statements::check::body())}</h2>
            <p>{t(msg::statements::closed::text_stays())}</p>
            <blockquote>{text}</blockquote>
        </div>
    };
    let text = comment_form::unasked_all(filled, text.into_any());
    view! {
        <PageTitle text=format!("{title}: {}", procedure.title) failed=failed/>
        <p><BackLink href=back text=t(msg::procedures::papers::back())/></p>
        <PageHeading
            preline=procedure.title.clone()
            preline_lang=words::foreign(&procedure.title_language)
            title=title
        />
        {closed(procedure, failed)}
        {sent(filled)}
        {text}
    }
    .into_any()
}

/// The answer to storing the draft. What is shown again because it was wrong, or was typed since, was not stored.
fn saved(filled: &Filled) -> Option<AnyView> {
    let at = filled.draft.saved_at.filter(|_| filled.form.is_fresh())?;
    Some(
        view! {
            <Notice title=t(msg::statements::saved_at(local(at))) tone=Tone::Success focused=true>
                <p>{t(msg::statements::saved_text())}</p>
            </Notice>
        }
        .into_any(),
    )
}

/// Until when, while the round is open.
fn until(procedure: &Procedure) -> Option<AnyView> {
    let round = procedure.round.as_ref().filter(|_| words::is_open(procedure))?;
    Some(view! { <p><strong>{words::deadline_moment(round, procedure.today).view()}</strong></p> }.into_any())
}

/// What is possible when the round is not open; `focused` as the answer to what was sent.
fn closed(procedure: &Procedure, focused: bool) -> Option<AnyView> {
    use msg::statements::closed;
    let (title, text) = match &procedure.round {
        None => (t(closed::none()), t(closed::none_text())),
        Some(round) => match round.period.phase_on(procedure.today) {
            Phase::During => return None,
            Phase::Before => (t(closed::before(round.period.start)), t(closed::before_text())),
            Phase::After => (t(closed::after(round.period.end)), t(closed::after_text())),
        },
    };
    let phone = words::phone(procedure, &use_site());
    Some(
        view! {
            <Notice title=title tone=Tone::Warning focused=focused>
                <p>{text}</p>
                {(!phone.is_empty()).then(|| view! { <p>{t(closed::ask(phone))}</p> })}
            </Notice>
        }
        .into_any(),
    )
}

/// The receipt of a draft that was sent already.
fn sent(filled: &Filled) -> Option<AnyView> {
    let receipt = filled.draft.sent.clone()?;
    let href = routes::receipt(use_language(), &receipt.code);
    Some(
        view! {
            <Notice title=t(msg::statements::sent_already())>
                <p>{t(msg::statements::sent_already_text(i64::from(receipt.number.0)))}</p>
                <p><a class="row-link" href=href>{t(msg::statements::to_receipt())}</a></p>
            </Notice>
        }
        .into_any(),
    )
}
