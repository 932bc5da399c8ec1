//! What was, what is and what comes: the rounds, the assessment, the decision, the answer.

use leptos::prelude::*;
use shared::{
    procedures::{Procedure, Step},
    time::Phase,
};

use super::words;
use crate::{
    i18n::{msg, t},
    ui::{EventState, MaybeText, Moment, Timeline, TimelineEvent},
};

/// The way of the procedure with its legal basis in plain words.
pub(super) fn outlook(procedure: &Procedure) -> AnyView {
    let mut events: Vec<TimelineEvent> = procedure
        .rounds
        .iter()
        .map(|round| {
            let period = round.period;
            event(
                words::step(round),
                Some(Moment::new(
                    t(msg::procedures::deadline::upcoming(period.start, period.end)),
                    period.start.to_string(),
                )),
                match period.phase_on(procedure.today) {
                    Phase::Before => EventState::Coming,
                    Phase::During => EventState::Current,
                    Phase::After => EventState::Past,
                },
                words::step_text(round),
            )
        })
        .collect();
    let over = procedure
        .rounds
        .iter()
        .all(|round| round.period.phase_on(procedure.today) == Phase::After)
        && !procedure.rounds.is_empty();
    // None before every round is over and everything is decided on; until then the council may have begun.
    let decided = procedure.decision.as_ref();
    let (some, all) = (procedure.decided_statements, procedure.weighed_statements);
    let assessment = match decided {
        Some(_) => EventState::Past,
        None if over || some > 0 => EventState::Current,
        None => EventState::Coming,
    };
    use msg::procedures::next;
    // What the Baugesetzbuch orders holds for its rounds alone.
    let is_informal =
        !procedure.rounds.is_empty() && procedure.rounds.iter().all(|round| round.step == Step::Informal);
    let (weighing, council, council_text) = if is_informal {
        (
            next::assessment_text_informal(),
            next::decision_informal(),
            next::decision_text_informal(),
        )
    } else {
        (next::assessment_text(), next::decision(), next::decision_text())
    };
    events.push(event(t(next::assessment()), None, assessment, t(weighing)));
    let council = match decided {
        Some(decision) => {
            let when = Some(words::day(decision.decided_on));
            event(t(council), when, EventState::Past, t(council_text))
        }
        None if some > 0 => TimelineEvent {
            state_text: t(next::decided_of(some.into(), all.into())).into(),
            ..event(t(council), None, EventState::Current, t(council_text))
        },
        None => event(t(council), None, EventState::Coming, t(council_text)),
    };
    events.push(council);
    let answer = if decided.is_some() {
        EventState::Current
    } else {
        EventState::Coming
    };
    events.push(event(t(next::answer()), None, answer, t(next::answer_text())));
    view! { <Timeline events=events/> }.into_any()
}

fn event(title: String, when: Option<Moment>, state: EventState, text: String) -> TimelineEvent {
    let state_text: MaybeText = match state {
        EventState::Past => t(msg::procedures::next::done()).into(),
        EventState::Current => t(msg::procedures::next::now()).into(),
        EventState::Coming => MaybeText::default(),
    };
    TimelineEvent {
        title,
        when,
        state,
        state_text,
        text: text.into(),
        ..TimelineEvent::default()
    }
}
