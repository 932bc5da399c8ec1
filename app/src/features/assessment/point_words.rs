//! Points as staff read them in lists: their name, how far they are.

use leptos::prelude::*;
use shared::{
    access::Action,
    assessment::{Point, StatementFile, check_division},
    text::beginning,
};

use super::{selection::Selection, words::proposal_name};
use crate::{
    features::admin::parts::may,
    i18n::{msg, t},
    ui::{ButtonKind, LinkButton, Task, TaskList, Tone},
};

/// Characters of a passage that stand for a missing heading.
const BEGINNING: usize = 60;

/// The number as people say it: `17.2`.
pub(super) fn full_number(file: &StatementFile, point: &Point) -> String {
    format!("{}.{}", file.number, point.number)
}

/// „Punkt 17.2: Lärm“, without heading the first words.
pub(super) fn point_name(file: &StatementFile, point: &Point) -> String {
    let label = if point.label.is_empty() {
        beginning(&point.passage, BEGINNING)
    } else {
        point.label.clone()
    };
    t(msg::assessment::points::one_named(
        full_number(file, point),
        label,
    ))
}

/// Whether reply or proposal of a point are missing.
fn is_open(point: &Point) -> bool {
    point.proposal.is_none() || point.reply.trim().is_empty()
}

/// Whether the council decided differently on a point than was proposed, while nobody has looked at the reply since.
pub(super) fn is_to_check(file: &StatementFile, point: &Point) -> bool {
    file.reply_to_check && point.result.is_some() && point.result != point.proposal
}

/// The proposal of a statement; of a divided one how far its points are, what they agree on, or that they differ.
pub(super) fn proposal_text(file: &StatementFile) -> String {
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let open = file.points.iter().filter(|point| is_open(point)).count();
    match file.proposal {
        _ if open > 0 => t(msg::assessment::points::progress(
            count(file.points.len().saturating_sub(open)),
            count(file.points.len()),
        )),
        Some(proposal) => proposal_name(proposal),
        None if file.points.is_empty() => String::new(),
        None => t(msg::assessment::points::differs()),
    }
}

/// Where a point is worked on.
pub(super) fn point_path(among: &Selection, file: &StatementFile, point: u32) -> String {
    among.part(&file.procedure, file.number.0, &format!("points/{point}"))
}

/// The points of a statement with what is open, and the way to dividing it.
#[component]
pub(super) fn PointList(file: StatementFile) -> impl IntoView {
    let divides = may(Action::Assess) && check_division(file.state).is_ok();
    if file.points.is_empty() && !divides {
        return ().into_any();
    }
    let among = Selection::here();
    let tasks = file
        .points
        .iter()
        .map(|point| task(&among, &file, point))
        .collect();
    let list = (!file.points.is_empty()).then(|| view! { <TaskList id="points" tasks/> });
    let act = divides.then(|| {
        let href = among.part(&file.procedure, file.number.0, "points");
        let (text, hint) = if file.points.is_empty() {
            (
                msg::assessment::points::divide(),
                Some(msg::assessment::points::divide_hint()),
            )
        } else {
            (msg::assessment::points::divide_again(), None)
        };
        view! {
            {hint.map(|hint| view! { <p class="muted">{t(hint)}</p> })}
            <p><LinkButton href kind=ButtonKind::Secondary>{t(text)}</LinkButton></p>
        }
    });
    view! {
        <section class="stack stack--small" aria-labelledby="points">
            <h3 id="points">{t(msg::assessment::points::title())}</h3>
            {list}
            {act}
        </section>
    }
    .into_any()
}

fn task(among: &Selection, file: &StatementFile, point: &Point) -> Task {
    use msg::assessment::points;
    let has_reply = !point.reply.trim().is_empty();
    let is_done = !is_open(point);
    let proposal = point
        .proposal
        .map_or_else(|| t(points::no_proposal()), proposal_name);
    let result = point
        .result
        .map(|result| t(points::decided(proposal_name(result))));
    let hint: Vec<String> = [
        Some(proposal),
        (!has_reply).then(|| t(points::no_reply())),
        result,
    ]
    .into_iter()
    .flatten()
    .collect();
    let (state, tone) = if is_to_check(file, point) {
        (msg::assessment::work::to_check(), Tone::Warning)
    } else if is_done {
        (points::done(), Tone::Success)
    } else {
        (points::open(), Tone::Warning)
    };
    Task {
        title: point_name(file, point),
        href: Some(point_path(among, file, point.number.0)),
        hint: hint.join(" · ").into(),
        state: t(state),
        tone,
    }
}
