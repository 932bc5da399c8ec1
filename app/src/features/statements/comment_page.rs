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
    step::Step,
    with_draft,
};
use crate::{
    context::{View, use_language, use_site, use_view},
    features::procedures::{follow_rename, words},
    forms::use_form,
    i18n::{msg, t},
    load::{load, path_field, query_field, show},
    routes,
    shell::PageTitle,
    ui::{BackLink, ErrorSummary, FieldProblem, Notice, PageHeading, Tone},
};

/// The comment form.
#[component]
pub fn CommentPage() -> impl IntoView {
    let language = use_language();
    let (slug, place, step) = (path_field("procedure"), query_field("place"), query_field("step"));
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
            let draft = with_asked(draft, &procedure, place().as_deref());
            write(
                Filled {
                    procedure,
                    draft,
                    form: use_form(SaveDraft::NAME, None).labelled(controls::labels()),
                },
                step().as_deref(),
            )
        },
    )
}

fn write(filled: Filled, step: Option<&str>) -> AnyView {
    let problems = filled.form.problems();
    let failed = filled.form.has_failed();
    let title = t(msg::statements::title());
    let procedure = &filled.procedure;
    // The step that is shown after a mistake is the one that asks for what is wrong.
    let step = problems
        .iter()
        .find_map(|(field, _)| Step::of_field(field))
        .unwrap_or_else(|| Step::from_word(step));
    let summary = problems
        .into_iter()
        .map(|(field, text)| FieldProblem::new(field, text));
    let back = routes::procedure(use_language(), &procedure.slug);
    if use_view() == View::Simple {
        let summary = summary
            .filter(|problem| Step::of_field(&problem.field).is_none_or(|of| of == step))
            .collect();
        let of = t(msg::statements::step::of(step.number(), Step::COUNT));
        let question = step.question();
        return view! {
            <PageTitle text=format!("{of}: {question}") failed=failed/>
            <ErrorSummary title=t(msg::common::error_summary()) problems=summary/>
            <PageHeading preline=of title=question/>
            {closed(procedure)}
            {(step == Step::Place).then(|| view! { {until(procedure)} {sent(&filled)} })}
            {comment_form::one_step(&filled, step)}
        }
        .into_any();
    }
    view! {
        <PageTitle text=format!("{title}: {}", procedure.title) failed=failed/>
        <p><BackLink href=back text=t(msg::procedures::papers::back())/></p>
        <ErrorSummary title=t(msg::common::error_summary()) problems=summary.collect()/>
        <PageHeading
            preline=procedure.title.clone()
            preline_lang=words::foreign(&procedure.title_language)
            title=title
            lead=t(msg::statements::lead())
        />
        {until(procedure)}
        {closed(procedure)}
        {sent(&filled)}
        {comment_form::whole(&filled)}
    }
    .into_any()
}

/// Until when, while the round is open.
fn until(procedure: &Procedure) -> Option<AnyView> {
    let round = procedure.round.as_ref().filter(|_| words::is_open(procedure))?;
    Some(view! { <p><strong>{words::deadline_moment(round, procedure.today).view()}</strong></p> }.into_any())
}

/// What is possible when the round is not open.
fn closed(procedure: &Procedure) -> Option<AnyView> {
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
            <Notice title=title tone=Tone::Warning>
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
