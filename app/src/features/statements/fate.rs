//! What became of a comment, as its author and the public may know it.
//!
//! Invariant: shows only what [`Fate`] holds; what is not released never arrives here.

use leptos::prelude::*;
use shared::{
    assessment::{Fate, StatementState},
    statements::ReplyWish,
};

use super::words;
use crate::{
    features::procedures::words::{day, foreign, german},
    i18n::{SLOT, around_slot, msg, t},
    ui::{EventState, Notice, Timeline, TimelineEvent, Tone, UserText},
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
    let proposal = fate.proposal.filter(|_| fate.decision.is_none()).map(|proposal| {
        view! {
            <Notice title=t(msg::statements::proposal::title())>
                <p><strong>{words::proposal(proposal)}</strong></p>
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
                <p><strong>{words::proposal(decision.result)}</strong></p>
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
    view! { {proposal} {decision} {answer} }.into_any()
}
