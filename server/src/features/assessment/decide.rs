//! Entering the council's decision: for one statement, or for all that are before the council.

use serde_json::json;
use shared::{
    access::Action,
    api::{ApiError, Invalid},
    assessment::{Decision, Proposal, RecordDecision, StatementState, Touched, common},
    ids::StatementNumber,
    statements::MAX_LINE,
    text,
    time::Day,
};

use super::{
    assess::carry_hidden,
    moves,
    named::Named,
    policy,
    store::{self, Assessed, Segment},
};
use crate::{
    db::Tx,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::{
        procedures,
        statements::{self, Statement},
    },
    site::Cx,
};

/// Longest words of the minutes, in characters.
const MAX_REMARK: usize = 5_000;

/// Records who decided what and when; an absent result follows each statement's proposal.
pub async fn record_decision(cx: Cx, input: RecordDecision) -> Result<Touched> {
    cx.viewer.may(Action::RecordDecision)?;
    let decided_on = check(&input.committee, input.decided_on, &input.remark, cx.today())?;
    check_points(input.number, &input.point_results)?;
    let mut tx = cx.begin().await?;
    let procedure = procedures::find(&mut tx, &input.procedure).await?;
    let ids = match input.number {
        None => store::in_state(&mut tx, procedure.id.0, StatementState::BeforeCouncil.word()).await?,
        Some(number) => {
            let found = statements::find_by_number(&mut tx, procedure.id, number).await?;
            if found.state != StatementState::BeforeCouncil {
                return Err(ApiError::refused("not_before_council").into());
            }
            if let Some(revision) = input.revision {
                statements::take_revision(&mut tx, found.id, revision).await?;
            }
            vec![found.id]
        }
    };
    if ids.is_empty() {
        return Err(ApiError::refused("not_before_council").into());
    }
    // Held in their state before anything of them is read: a reply that is saved meanwhile would be undone else. All of them
    // before the first is changed, so that whoever saves one waits for nothing that waits for them.
    let waiting = StatementState::BeforeCouncil;
    for id in &ids {
        statements::set_state(&mut tx, *id, &[waiting], waiting)
            .await?
            .ok_or(ApiError::Conflict)?;
    }
    let committee = input.committee.trim();
    let remark = text::unify_line_ends(input.remark.trim());
    let mut named = Named::default();
    for id in &ids {
        let statement = statements::find(&mut tx, *id).await?.ok_or(ApiError::NotFound)?;
        after_arrival(&statement, decided_on, input.number)?;
        named.note(&statement);
        let before = store::of(&mut tx, *id).await?;
        let points = each(&before.points, input.result, &input.point_results, |point| {
            point.proposal
        })?;
        let result = if points.is_empty() {
            let result = input.result.or(before.proposal);
            Some(result.ok_or_else(|| ApiError::refused("proposal_missing"))?)
        } else {
            common(points.iter().map(|point| point.result))
        };
        let decision = Decision {
            committee: committee.to_owned(),
            decided_on,
            result,
            remark: remark.clone(),
        };
        let after = Assessed {
            decision: Some(decision),
            points,
            ..before.clone()
        };
        write(&mut tx, &statement, &before, &after).await?;
        moves::move_one(&mut tx, &cx, &statement, StatementState::Decided).await?;
    }
    procedures::set_decision(&mut tx, procedure.id, committee, decided_on).await?;
    let touched = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    let event = Event::new(EventKind::DecisionRecorded, Visibility::Public)
        .procedure(procedure.id)
        .data(json!({
            "committee": committee,
            "decided_on": decided_on,
            "count": touched,
            "numbers": named.numbers(),
        }));
    events::record(&mut tx, &cx, event).await?;
    cx.commit(tx).await?;
    Ok(Touched { statements: touched })
}

/// Results of points belong to one statement.
pub(super) fn check_points(number: Option<StatementNumber>, results: &[Option<Proposal>]) -> Result<()> {
    if number.is_none() && !results.is_empty() {
        return Err(ApiError::invalid("point_results", "errors.invalid_choice").into());
    }
    Ok(())
}

/// Points as they are decided: as said of each, else of all, else as it follows from the point itself.
///
/// # Errors
/// A mistake of the field where results are not one for each point; `points_incomplete` where one would have none.
pub(super) fn each(
    points: &[Segment],
    all: Option<Proposal>,
    results: &[Option<Proposal>],
    otherwise: impl Fn(&Segment) -> Option<Proposal>,
) -> Result<Vec<Segment>> {
    if !results.is_empty() && results.len() != points.len() {
        return Err(ApiError::invalid("point_results", "errors.invalid_choice").into());
    }
    points
        .iter()
        .enumerate()
        .map(|(at, point)| {
            let said = results.get(at).copied().flatten();
            let result = said.or(all).or_else(|| otherwise(point));
            Ok(Segment {
                result: Some(result.ok_or_else(|| ApiError::refused("points_incomplete"))?),
                ..point.clone()
            })
        })
        .collect()
}

/// A decision weighs what was there (BauGB § 3 (2)): nobody decides on a statement before it came. Where many are
/// decided at once, the mistake names the first that came later.
///
/// # Errors
/// A mistake of the field `decided_on`.
pub(super) fn after_arrival(
    statement: &Statement,
    decided_on: Day,
    asked: Option<StatementNumber>,
) -> Result<()> {
    let arrived = statement.received_on;
    if decided_on >= arrived {
        return Ok(());
    }
    let mut invalid = Invalid::default();
    match asked {
        Some(_) => invalid.add_with(
            "decided_on",
            "errors.decided_before_arrival",
            &[("day", arrived.to_string())],
        ),
        None => invalid.add_with(
            "decided_on",
            "errors.decided_before_arrival_of",
            &[
                ("number", statement.number.to_string()),
                ("day", arrived.to_string()),
            ],
        ),
    }
    Ok(invalid.finish()?)
}

/// Stores a decision with what was decided on each point, and whether the reply has to be looked at because of it.
pub(super) async fn write(
    tx: &mut Tx,
    statement: &Statement,
    before: &Assessed,
    after: &Assessed,
) -> Result<()> {
    if let Some(decision) = &after.decision {
        store::write_decision(tx, statement.id, decision).await?;
    }
    if !after.points.is_empty() {
        store::write_points(tx, statement.id, &after.points).await?;
    }
    let after = &Assessed {
        reply_to_check: policy::to_check_once_decided(before, after),
        ..after.clone()
    };
    store::write_check(tx, statement.id, before, after).await?;
    carry_hidden(tx, statement, before, after).await
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
