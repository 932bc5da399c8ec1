//! What became of a comment, as its author and the public may know it.
//!
//! Invariant: shows only what [`Fate`] holds; what is not released never arrives here.

use leptos::prelude::*;
use shared::{
    assessment::{Fate, FatePoint, Proposal, StatementState},
    statements::ReplyWish,
};

use super::words;
use crate::{
    features::procedures::words::{day, foreign, german},
    i18n::{SLOT, around_slot, msg, t},
    ui::{EventState, Notice, SummaryList, SummaryRow, Timeline, TimelineEvent, Tone, UserText},
};

/// States that everybody can expect, in order; the last only where an answer was wished.
const COMING: [StatementState; 4] = [
    StatementState::InWork,
    StatementState::BeforeCouncil,
    StatementState::Decided,
    StatementState::Answered,
];

/// States with their dates, and what is still to come.
pub(super) fn timeline(fate: &Fate, reply: ReplyWish) -> AnyView {
    let mut events: Vec<TimelineEvent> = fate
        .dates
        .iter()
        .filter(|(state, _)| *state != StatementState::Held)
        .map(|(state, on)| TimelineEvent {
            title: words::state(*state),
            when: Some(day(*on)),
            state: if *state == fate.state {
                EventState::Current
            } else {
                EventState::Past
            },
            ..Default::default()
        })
        .collect();
    if fate.state != StatementState::Withdrawn {
        let coming = COMING
            .into_iter()
            .filter(|state| {
                *state > fate.state && (*state != StatementState::Answered || reply != ReplyWish::None)
            })
            .map(|state| TimelineEvent {
                title: words::state(state),
                state: EventState::Coming,
                state_text: t(msg::receipts::view::coming()).into(),
                ..Default::default()
            });
        events.extend(coming);
    }
    view! { <Timeline events=events/> }.into_any()
}

/// Proposal, decision and answer, as far as they are released. `language` is that of the comment: an answer to one in
/// another language than the page may be in either.
pub(super) fn outcome(fate: &Fate, language: &str) -> AnyView {
    let is_divided = !fate.points.is_empty();
    let is_proposed = fate.decision.is_none() && (is_divided || fate.proposal.is_some());
    let proposed = fate.proposal;
    let proposal = is_proposed.then(|| {
        view! {
            <Notice title=t(msg::statements::proposal::title())>
                <p><strong>{whole(proposed)}</strong></p>
                <p>{t(msg::statements::proposal::note())}</p>
            </Notice>
        }
    });
    let decision = fate.decision.clone().map(|decision| {
        let remark = (!decision.remark.is_empty())
            .then(|| view! { <div lang=german()><UserText text=decision.remark.clone()/></div> });
        let (before, after) = around_slot(&t(msg::statements::decision::by(SLOT, decision.decided_on)));
        view! {
            <Notice title=t(msg::statements::decision::title()) tone=Tone::Success>
                <p><strong>{whole(decision.result)}</strong></p>
                <p>{before}<bdi lang=german()>{decision.committee}</bdi>{after}</p>
                {remark}
            </Notice>
        }
    });
    let answer = fate
        .reply
        .clone()
        .filter(|reply| !reply.trim().is_empty())
        .map(|reply| {
            let unknown = foreign(language).map(|_| "");
            view! {
                <h2>{t(msg::statements::answer())}</h2>
                <div class="panel" lang=unknown><UserText text=reply/></div>
            }
        });
    let points = is_divided.then(|| points(&fate.points, language));
    view! { {proposal} {decision} {answer} {points} }.into_any()
}

/// What is proposed or decided on all of it; points may differ.
fn whole(proposal: Option<Proposal>) -> String {
    proposal.map_or_else(|| t(msg::statements::points::differs()), words::proposal)
}

/// Each point with its passage and what becomes of it. `language` is that of the comment.
fn points(points: &[FatePoint], language: &str) -> AnyView {
    use msg::statements::points as text;
    let items = points
        .iter()
        .map(|point| {
            let id = format!("point-{}", point.number);
            let lang = foreign(language);
            let unknown = lang.as_ref().map(|_| "");
            let heading = if point.label.is_empty() {
                t(text::one(point.number.to_string())).into_any()
            } else {
                let named = t(text::one_named(point.number.to_string(), SLOT));
                let (before, after) = around_slot(&named);
                let label = point.label.clone();
                view! { {before}<bdi lang=unknown>{label}</bdi>{after} }.into_any()
            };
            let mut rows = Vec::new();
            if let Some(proposal) = point.proposal {
                let name = t(words::point_proposal(proposal));
                rows.push(SummaryRow::text(t(msg::statements::proposal::title()), name));
            }
            if let Some(result) = point.result {
                let name = t(words::point_proposal(result));
                rows.push(SummaryRow::text(t(msg::statements::decision::title()), name));
            }
            if let Some(reply) = point.reply.clone() {
                let reply = view! { <div lang=unknown><UserText text=reply/></div> }.into_any();
                rows.push(SummaryRow::view(t(msg::statements::answer()), reply));
            }
            view! {
                <li class="stack stack--small" id=id>
                    <h3>{heading}</h3>
                    <blockquote lang=lang><UserText text=point.passage.clone()/></blockquote>
                    <SummaryList rows/>
                </li>
            }
        })
        .collect_view();
    view! {
        <h2>{t(text::title())}</h2>
        <ol class="points">{items}</ol>
    }
    .into_any()
}
