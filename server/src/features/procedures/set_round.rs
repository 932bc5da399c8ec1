//! Rounds: step, pass and period.

use shared::{
    api::{ApiError, Invalid},
    ids::{ProcedureId, RoundId},
    procedures::{Round, SetRound, Step, WorkingCopy},
    time::{Period, Phase},
};

use super::{edit, list::not_found, policy, store, working};
use crate::{
    db::Tx,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    site::Cx,
};

/// Passes of one step that a procedure can have.
const MAX_PASS: u32 = 99;

/// Sets a round, or takes it away. Once a procedure is published, what was announced is kept: see [`policy::may_change_period`].
pub async fn set_round(cx: Cx, input: SetRound) -> Result<WorkingCopy> {
    edit::check_may_edit(&cx)?;
    if input.remove == "1" && !input.round.is_empty() {
        return remove(cx, input).await;
    }
    let period = check(&input)?;
    let (mut tx, found) = begin(&cx, &input).await?;
    let rounds = store::rounds(&mut tx, found.id, cx.today()).await?;
    let id = input.round.parse::<RoundId>().ok();
    let before = rounds.iter().find(|round| Some(round.id) == id);
    if before.is_none() && !input.round.is_empty() {
        return Err(ApiError::NotFound.into());
    }
    let twin = rounds
        .iter()
        .any(|other| Some(other.id) != id && other.step == input.step && other.pass == input.pass);
    if twin {
        return Err(ApiError::invalid("pass", "errors.already_taken").into());
    }
    let is_new_end = before.is_none_or(|before| before.period.end != period.end);
    if let Some(deletion) = found.deletion_on.filter(|day| is_new_end && *day <= period.end) {
        let mut invalid = Invalid::default();
        invalid.add_with(
            "end",
            "errors.round_after_deletion",
            &[("deletion", deletion.to_string())],
        );
        return Err(ApiError::Invalid(invalid).into());
    }
    let is_public = found.published_version.is_some();
    if let Some(before) = before.filter(|_| is_public) {
        policy::may_change_period(before, period)?;
        if before.phase != Phase::Before && (before.step != input.step || before.pass != input.pass) {
            return Err(ApiError::refused_with(
                "round_has_begun",
                &[("started", before.period.start.to_string())],
            )
            .into());
        }
    }
    let round = Round {
        id: before.map_or_else(|| RoundId(cx.new_id()), |round| round.id),
        step: input.step,
        pass: input.pass,
        period,
        phase: period.phase_on(cx.today()),
    };
    touch(&mut tx, &found).await?;
    write(&cx, &mut tx, found.id, &round, before, is_public).await?;
    let answer = working::compose(&cx, &mut tx, &found.slug).await?;
    cx.commit(tx).await?;
    Ok(answer)
}

/// Reads the procedure whose rounds are changed.
///
/// # Errors
/// Not found, or a conflict when its editor saw another revision.
async fn begin(cx: &Cx, input: &SetRound) -> Result<(Tx, store::Working)> {
    let mut tx = cx.begin().await?;
    let found = not_found(store::working(&mut tx, &input.procedure).await?)?;
    if input.revision.is_some_and(|seen| seen != found.revision) {
        return Err(ApiError::Conflict.into());
    }
    Ok((tx, found))
}

/// Takes a round away: one that nobody could take part in, because the procedure was never published or the round has not
/// begun. What was announced stays in the record, and something published keeps one: without any it would stand as over.
async fn remove(cx: Cx, input: SetRound) -> Result<WorkingCopy> {
    let (mut tx, found) = begin(&cx, &input).await?;
    let rounds = store::rounds(&mut tx, found.id, cx.today()).await?;
    let id = input.round.parse::<RoundId>().ok();
    let round = rounds.iter().find(|round| Some(round.id) == id);
    let round = round.ok_or(ApiError::NotFound)?;
    let is_public = found.published_version.is_some();
    if is_public && round.phase != Phase::Before {
        return Err(ApiError::refused_with(
            "round_has_begun",
            &[("started", round.period.start.to_string())],
        )
        .into());
    }
    if store::round_has_statements(&mut tx, round.id).await? {
        return Err(ApiError::refused("round_has_statements").into());
    }
    if is_public && rounds.len() == 1 {
        return Err(ApiError::refused("round_is_last").into());
    }
    touch(&mut tx, &found).await?;
    store::remove_round(&mut tx, found.id, round.id).await?;
    let visibility = if is_public {
        Visibility::Public
    } else {
        Visibility::Staff
    };
    let event = Event::new(EventKind::RoundRemoved, visibility)
        .procedure(found.id)
        .data(data_of(round));
    events::record(&mut tx, &cx, event).await?;
    let answer = working::compose(&cx, &mut tx, &found.slug).await?;
    cx.commit(tx).await?;
    Ok(answer)
}

/// Whoever has the working copy open saw other rounds.
async fn touch(tx: &mut Tx, found: &store::Working) -> Result<()> {
    if store::touch(tx, found.id, found.revision).await? {
        Ok(())
    } else {
        Err(ApiError::Conflict.into())
    }
}

/// A round as the record names it.
fn data_of(round: &Round) -> serde_json::Value {
    serde_json::json!({ "step": round.step, "pass": round.pass, "start": round.period.start, "end": round.period.end })
}

/// Stores a round and records it, with the period that it had `before`, for the public where the procedure is public.
pub(super) async fn write(
    cx: &Cx,
    tx: &mut Tx,
    procedure: ProcedureId,
    round: &Round,
    before: Option<&Round>,
    is_public: bool,
) -> Result<()> {
    if before.is_none() {
        store::insert_round(tx, procedure, round).await?;
    } else {
        store::update_round(tx, procedure, round).await?;
    }
    let mut data = data_of(round);
    if let Some(was) = before
        .map(|before| before.period)
        .filter(|was| *was != round.period)
    {
        data["was_start"] = serde_json::json!(was.start);
        data["was_end"] = serde_json::json!(was.end);
    }
    let visibility = if is_public {
        Visibility::Public
    } else {
        Visibility::Staff
    };
    let event = Event::new(EventKind::RoundSet, visibility)
        .procedure(procedure)
        .data(data);
    events::record(tx, cx, event).await
}

fn check(input: &SetRound) -> Result<Period> {
    let mut invalid = Invalid::default();
    if input.pass < 1 {
        invalid.add_with("pass", "errors.too_small", &[("min", "1".into())]);
    } else if input.pass > MAX_PASS {
        invalid.add_with("pass", "errors.too_large", &[("max", MAX_PASS.to_string())]);
    }
    for (field, day) in [("start", input.start), ("end", input.end)] {
        match day {
            None => invalid.add(field, "errors.required"),
            Some(day) if !super::is_sane_day(day) => invalid.add(field, "errors.invalid_date"),
            Some(_) => {}
        }
    }
    if let (Some(start), Some(end)) = (input.start, input.end)
        && invalid.0.is_empty()
        && end < start
    {
        let earliest = start.pred_opt().unwrap_or(start);
        invalid.add_with("end", "errors.date_after", &[("earliest", earliest.to_string())]);
    }
    invalid.finish()?;
    match (input.start, input.end) {
        (Some(start), Some(end)) => Ok(Period { start, end }),
        _ => Err(ApiError::invalid("start", "errors.required").into()),
    }
}

/// Rounds of public display with the periods that a plan's header names: the one of pass n stands at index n - 1, also where
/// others before it are missing or broken.
pub(super) fn from_periods(cx: &Cx, periods: &[Option<Period>]) -> Vec<Round> {
    let mut rounds: Vec<Round> = Vec::new();
    for (pass, period) in (1..=MAX_PASS).zip(periods) {
        let sane = |p: &Period| super::is_sane_day(p.start) && super::is_sane_day(p.end);
        let Some(period) = period.filter(sane) else {
            continue;
        };
        // Some programs write every period once for each of its publications.
        if rounds.iter().any(|round| round.period == period) {
            continue;
        }
        rounds.push(Round {
            id: RoundId(cx.new_id()),
            step: Step::PublicDisplay,
            pass,
            period,
            phase: period.phase_on(cx.today()),
        });
    }
    rounds
}
