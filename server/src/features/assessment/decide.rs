//! Entering the council's decision: for one statement, or for all that are before the council.

use serde_json::json;
use shared::{
    access::Action,
    api::{ApiError, Invalid},
    assessment::{Decision, RecordDecision, StatementState, Touched},
    statements::MAX_LINE,
    text,
    time::Day,
};

use super::{assess::carry_hidden, moves, store};
use crate::{
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::{procedures, statements},
    site::Cx,
};

/// Longest words of the minutes, in characters.
const MAX_REMARK: usize = 5_000;

/// Records who decided what and when; an absent result follows each statement's proposal.
pub async fn record_decision(cx: Cx, input: RecordDecision) -> Result<Touched> {
    cx.viewer.may(Action::RecordDecision)?;
    let decided_on = check(&input.committee, input.decided_on, &input.remark, cx.today())?;
    let mut tx = cx.begin().await?;
    let procedure = procedures::find(&mut tx, &input.procedure).await?;
    let ids = match input.number {
        None => store::in_state(&mut tx, procedure.id.0, StatementState::BeforeCouncil.word()).await?,
        Some(number) => {
            let found = statements::find_by_number(&mut tx, procedure.id, number).await?;
            if found.state != StatementState::BeforeCouncil {
                return Err(ApiError::refused("not_before_council").into());
            }
            vec![found.id]
        }
    };
    if ids.is_empty() {
        return Err(ApiError::refused("not_before_council").into());
    }
    let committee = input.committee.trim();
    let remark = text::unify_line_ends(input.remark.trim());
    for id in &ids {
        let statement = statements::find(&mut tx, *id).await?.ok_or(ApiError::NotFound)?;
        let before = store::of(&mut tx, *id).await?;
        let result = input
            .result
            .or(before.proposal)
            .ok_or_else(|| ApiError::refused("proposal_missing"))?;
        let decision = Decision {
            committee: committee.to_owned(),
            decided_on,
            result,
            remark: remark.clone(),
        };
        store::write_decision(&mut tx, *id, &decision).await?;
        carry_hidden(&mut tx, &statement, &before, &before.reply, &remark).await?;
        moves::move_one(&mut tx, &cx, &statement, StatementState::Decided).await?;
    }
    procedures::set_decision(&mut tx, procedure.id, committee, decided_on).await?;
    let touched = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    let event = Event::new(EventKind::DecisionRecorded, Visibility::Public)
        .procedure(procedure.id)
        .data(json!({ "committee": committee, "decided_on": decided_on, "count": touched }));
    events::record(&mut tx, &cx, event).await?;
    cx.commit(tx).await?;
    Ok(Touched { statements: touched })
}

/// Checks who decided, when, and the words of the minutes; answers the day.
pub(super) fn check(committee: &str, decided_on: Option<Day>, remark: &str, today: Day) -> Result<Day> {
    let mut invalid = Invalid::default();
    text::check_text(&mut invalid, "committee", committee, true, MAX_LINE);
    match decided_on {
        None => invalid.add("decided_on", "errors.required"),
        Some(day) if day > today => {
            invalid.add_with(
                "decided_on",
                "errors.day_in_future",
                &[("today", today.to_string())],
            );
        }
        Some(_) => {}
    }
    text::check_text(&mut invalid, "remark", remark, false, MAX_REMARK);
    invalid.finish()?;
    Ok(decided_on.unwrap_or(today))
}
