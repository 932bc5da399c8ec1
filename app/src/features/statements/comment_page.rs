//! Writing a comment.
//!
//! Invariant: whatever the day is and whatever went wrong, the text that was typed is shown again.

use leptos::prelude::*;
use shared::{
    api::{Endpoint, Invalid},
    procedures::Procedure,
    statements::{Draft, SaveDraft},
    time::Phase,
};

use super::{
    areas::{self, AreasPage},
    comment_form,
    controls::{self, Filled},
    place::with_asked,
    step::{STEPS, Screen, Step, asked},
    with_draft,
};
use crate::{
    context::{View, use_language, use_site, use_view},
    features::procedures::{arrive, words},
    forms::{ERRORS, Typed, use_form},
    i18n::{SLOT, joined, msg, t},
    layout::with_phone,
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
    let (areas, from) = (query_field("areas"), query_field("from"));
    let (just_saved, told) = (query_field("saved"), query_field(ERRORS));
    let (asked_to_tell, asked_place) = (told.clone(), place.clone());
    let loaded = load(
        move || {
            (
                slug(),
                asked_to_tell().is_some(),
                asked_place().unwrap_or_default(),
            )
        },
        move |api, (slug, mistakes, place)| with_draft(api, slug, language, mistakes, place),
    );
    show(
        loaded,
        move |(procedure, draft, slug): (Procedure, Draft, String)| {
            arrive(&procedure, &slug);
            // What was sent is not written on: a new comment begins empty.
            let draft = if draft.sent.is_some() {
                Draft {
                    sent: draft.sent,
                    asked: draft.asked,
                    ..Draft::default()
                }
            } else {
                draft
            };
            let is_gone = draft.asked.is_none() && place().is_some_and(|place| place.contains(':'));
            let draft = with_asked(draft);
            let typed = typed(&routes::comment(language, &slug), &draft, draft.asked.is_some());
            let (is_over, step) = (words::is_over(&procedure), step());
            let form = use_form(SaveDraft::NAME, None).or_typed(typed);
            let form = match told().filter(|_| !is_over) {
                Some(pressed) => form.or_wrong(mistakes(&draft, &pressed, step.as_deref())),
                None if is_gone && !is_over => form.or_wrong(gone()),
                None => form,
            };
            let form = controls::worded(form, &procedure);
            let filled = Filled {
                procedure,
                draft,
                form,
            };
            if is_over {
                return over(&filled);
            }
            match areas_asked(&filled, step.as_deref(), areas(), from()) {
                Some(page) => write_areas(&filled, page),
                None => write(filled, step.as_deref(), just_saved().is_some()),
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

/// That the place to which a link led is no longer in the plan: an older page or a letter may name it.
fn gone() -> Invalid {
    let mut invalid = Invalid::default();
    invalid.add("place", "errors.place_missing");
    invalid
}

/// What is wrong with a draft as it is stored, for the button that asked: nothing once it was corrected.
fn mistakes(draft: &Draft, pressed: &str, step: Option<&str>) -> Invalid {
    let mut invalid = Invalid::default();
    let all = draft.mistakes.iter();
    match pressed {
        "check" => invalid.0.extend(all.cloned()),
        "next" => {
            let step = asked(step);
            let own = all.filter(|error| step.is_about(error));
            invalid.0.extend(own.cloned());
        }
        "search" if draft.search.is_empty() => invalid.add("search", "errors.required"),
        _ => {}
    }
    invalid
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
        <PageTitle text=joined(&title, &procedure.title) failed=failed/>
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
        {closed(procedure)}
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
        <PageTitle text=format!("{} {}", joined(&of, &question), procedure.title) failed=failed/>
        <ErrorSummary title=t(msg::common::error_summary()) problems=summary/>
        {plan(procedure)}
        <PageHeading preline=of title=question/>
        {closed(procedure)}
        {(step == Step::Place).then(|| view! { {until(procedure)} {sent(&filled)} })}
        {comment_form::one_step(&filled, step)}
    }
    .into_any()
}

/// The page of areas that an address asks for. What is wrong with the place is told where the place is asked for.
fn areas_asked(
    filled: &Filled,
    step: Option<&str>,
    of: Option<String>,
    from: Option<String>,
) -> Option<AreasPage> {
    let is_asked = use_view() == View::Simple && asked(step) == Step::Place && !filled.form.has_failed();
    let of = of.filter(|_| is_asked)?;
    areas::page(filled, &of, &from.unwrap_or_default())
}

/// The question for an area or its kind: a part of the first step.
fn write_areas(filled: &Filled, page: AreasPage) -> AnyView {
    let procedure = &filled.procedure;
    let of = t(msg::statements::step::of(Step::Place.number(), STEPS));
    let question = page.question.clone();
    view! {
        <PageTitle text=format!("{} {}", joined(&of, &question), procedure.title)/>
        {plan(procedure)}
        <PageHeading preline=of title=question/>
        {comment_form::areas(filled, page)}
    }
    .into_any()
}

/// Which plan it is, before each question of the simplified view.
pub(super) fn plan(procedure: &Procedure) -> AnyView {
    let lang = words::foreign(&procedure.title_language);
    view! { <p class="kern-preline" lang=lang dir="auto">{procedure.title.clone()}</p> }.into_any()
}

fn summary(problems: Vec<(String, String)>) -> Vec<FieldProblem> {
    problems
        .into_iter()
        .map(|(field, text)| FieldProblem::new(field, text))
        .collect()
}

/// After the end: what is possible still, and what was written, to be copied. Nothing is asked, because nothing could come
/// of it; who sent one that was begun before finds the reason here.
fn over(filled: &Filled) -> AnyView {
    use msg::statements::closed;
    let failed = filled.form.has_failed();
    let procedure = &filled.procedure;
    let title = procedure.round.as_ref().map_or_else(
        || t(msg::statements::title()),
        |round| t(closed::after(round.period.end)),
    );
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
    let ask = ask(procedure);
    view! {
        <PageTitle text=joined(&title, &procedure.title) failed=failed/>
        <p><BackLink href=back text=t(msg::procedures::papers::back())/></p>
        <PageHeading
            preline=procedure.title.clone()
            preline_lang=words::foreign(&procedure.title_language)
            title=title
        />
        <Notice title=t(closed::after_text()) tone=Tone::Warning focused=failed>{ask}</Notice>
        {sent(filled)}
        {text}
        {instead(procedure)}
    }
    .into_any()
}

/// What is there for whoever came too late: the answer to a comment that was sent, and what others wrote.
fn instead(procedure: &Procedure) -> AnyView {
    let language = use_language();
    let comments = (procedure.published_statements > 0).then(|| {
        let href = routes::comments(language, &procedure.slug);
        view! { <li><a class="row-link" href=href>{t(msg::procedures::voices::read())}</a></li> }
    });
    view! {
        <ul class="plain-list">
            <li><a class="row-link" href=routes::find_receipt(language)>{t(msg::receipts::find::title())}</a></li>
            {comments}
        </ul>
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

/// What is possible while the round is not open yet.
fn closed(procedure: &Procedure) -> Option<AnyView> {
    use msg::statements::closed;
    let (title, text) = match &procedure.round {
        None => (t(closed::none()), t(closed::none_text())),
        Some(round) if round.period.phase_on(procedure.today) == Phase::Before => {
            (t(closed::before(round.period.start)), t(closed::before_text()))
        }
        Some(_) => return None,
    };
    let ask = ask(procedure);
    Some(
        view! {
            <Notice title=title tone=Tone::Warning>
                <p>{text}</p>
                {ask}
            </Notice>
        }
        .into_any(),
    )
}

/// Who answers questions on the telephone.
fn ask(procedure: &Procedure) -> Option<AnyView> {
    let phone = words::phone(procedure, &use_site());
    (!phone.is_empty()).then(|| with_phone(&t(msg::statements::closed::ask(SLOT)), &phone))
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
