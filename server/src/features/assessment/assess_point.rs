//! Writing heading, reply and proposal of one point, and taking them over from another one.
//!
//! Invariants: a point follows the rules of a statement that is not divided; neither the name of another author nor what was
//! redacted of their statement travels along with an answer.

use serde_json::json;
use shared::{
    access::Action,
    api::{ApiError, Invalid},
    assessment::{
        AssessPoint, MAX_LABEL, MAX_REPLY, StatementFile, StatementState, TakeOverAnswer, common, source,
    },
    ids::PointNumber,
    text,
};

use super::{
    assess::carry_hidden,
    divide::below,
    moves,
    policy::{self, Standing},
    show,
    store::{self, Assessed, Segment},
};
use crate::{
    db::Tx,
    error::{Error, Result},
    events::{self, Event, EventKind, Visibility},
    features::{
        procedures,
        statements::{self, Anonymiser, Part, Statement},
    },
    site::Cx,
};

/// Saves what was written about a point.
pub async fn assess_point(cx: Cx, input: AssessPoint) -> Result<StatementFile> {
    cx.viewer.may(Action::Assess)?;
    let mut tx = cx.begin().await?;
    let procedure = procedures::find(&mut tx, &input.procedure).await?;
    let statement = statements::take(&mut tx, procedure.id, input.number, input.revision).await?;
    // After the revision: who mends a mistake shall have seen what somebody else saved in between.
    let before = store::of(&mut tx, statement.id).await?;
    let at = place(&before, input.point)?;
    let label = one_line(&input.label);
    let mut invalid = Invalid::default();
    text::check_text(&mut invalid, "label", &label, false, MAX_LABEL);
    text::check_text(&mut invalid, "reply", &input.reply, false, MAX_REPLY);
    invalid.finish()?;
    let now = Segment {
        label,
        reply: text::unify_line_ends(&input.reply),
        proposal: input.proposal,
        ..before.points.get(at).cloned().unwrap_or_default()
    };
    let after = write(&mut tx, &cx, &statement, &before, (at, now), (input.state, None)).await?;
    go_on(&mut tx, &cx, &statement, &after, input.state).await?;
    let file = show::file(&mut tx, &cx, &procedure, input.number).await?;
    cx.commit(tx).await?;
    Ok(file)
}

/// Takes over reply and proposal from another point or statement of the procedure, below what was typed.
pub async fn take_over_answer(cx: Cx, input: TakeOverAnswer) -> Result<StatementFile> {
    cx.viewer.may(Action::Assess)?;
    // Read before, from a state of its own; what is wrong with it is said in its turn.
    let taken = answer(&cx, &input).await;
    let mut tx = cx.begin().await?;
    let procedure = procedures::find(&mut tx, &input.procedure).await?;
    let statement = statements::take(&mut tx, procedure.id, input.number, input.revision).await?;
    let before = store::of(&mut tx, statement.id).await?;
    let at = place(&before, input.point)?;
    let own = before.points.get(at).cloned().unwrap_or_default();
    let label = input.label.as_deref().map_or_else(|| own.label.clone(), one_line);
    let mut invalid = Invalid::default();
    text::check_text(&mut invalid, "label", &label, false, MAX_LABEL);
    invalid.finish()?;
    let (taken, proposal) = taken?;
    let reply = below(
        &text::unify_line_ends(input.reply.as_deref().unwrap_or_default()),
        &taken,
    );
    let mut invalid = Invalid::default();
    text::check_text(&mut invalid, "reply", &reply, false, MAX_REPLY);
    invalid.finish()?;
    let now = Segment {
        label,
        reply,
        proposal: proposal.or(input.proposal).or(own.proposal),
        ..own
    };
    let after = write(
        &mut tx,
        &cx,
        &statement,
        &before,
        (at, now),
        (None, Some(input.from.trim())),
    )
    .await?;
    go_on(&mut tx, &cx, &statement, &after, None).await?;
    let file = show::file(&mut tx, &cx, &procedure, input.number).await?;
    cx.commit(tx).await?;
    Ok(file)
}

/// A heading as it is stored.
fn one_line(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a point stands in the order.
fn place(about: &Assessed, number: PointNumber) -> Result<usize> {
    let at = usize::try_from(number.0)
        .ok()
        .and_then(|number| number.checked_sub(1));
    Ok(at
        .filter(|at| *at < about.points.len())
        .ok_or(ApiError::NotFound)?)
}

/// Stores a point, given with its place, after the rules, with its event: to which state it is moved at once, and from where its
/// answer was taken over.
async fn write(
    tx: &mut Tx,
    cx: &Cx,
    statement: &Statement,
    before: &Assessed,
    (at, now): (usize, Segment),
    (to, from): (Option<StatementState>, Option<&str>),
) -> Result<Assessed> {
    let mut points = before.points.clone();
    let Some(point) = points.get_mut(at) else {
        return Err(ApiError::NotFound.into());
    };
    let standing = Standing {
        state: statement.state,
        to,
        reply: &point.reply,
        proposal: point.proposal,
    };
    policy::may_rewrite_point(standing, &point.label, &now.label, &now.reply, now.proposal)
        .map_err(|error| incomplete(error, statement, &before.points, at, &now))?;
    let changed: Vec<&str> = [
        ("label", now.label != point.label),
        ("reply", now.reply != point.reply),
        ("proposal", now.proposal != point.proposal),
    ]
    .into_iter()
    .filter_map(|(name, is_changed)| is_changed.then_some(name))
    .collect();
    *point = now;
    let mut after = Assessed {
        proposal: common(points.iter().map(|point| point.proposal)),
        points,
        ..before.clone()
    };
    after.reply_to_check = policy::to_check_once_written(before, &after);
    store::write_points(tx, statement.id, &after.points).await?;
    store::write_check(tx, statement.id, before, &after).await?;
    carry_hidden(tx, statement, before, &after).await?;
    // Saved as it stood: nothing happened that anybody would look for.
    if changed.is_empty() {
        return Ok(after);
    }
    let event = Event::new(EventKind::PointAssessed, Visibility::Staff)
        .procedure(statement.procedure)
        .statement(statement.id)
        .data(json!({ "point": at + 1, "changed": changed, "from": from }));
    events::record(tx, cx, event).await?;
    Ok(after)
}

/// Names what the points would lack with this one written so.
fn incomplete(
    error: ApiError,
    statement: &Statement,
    points: &[Segment],
    at: usize,
    now: &Segment,
) -> ApiError {
    let points: Vec<Segment> = points
        .iter()
        .enumerate()
        .map(|(place, point)| {
            let written = if place == at { now } else { point };
            written.clone()
        })
        .collect();
    policy::naming(error, statement.number, &points)
}

/// Whoever writes about a point works on its statement; then the move follows that was asked for.
async fn go_on(
    tx: &mut Tx,
    cx: &Cx,
    statement: &Statement,
    after: &Assessed,
    asked: Option<StatementState>,
) -> Result<()> {
    let mut state = statement.state;
    let begun = (state == StatementState::Received).then_some(StatementState::InWork);
    for to in [begun, asked].into_iter().flatten() {
        if to == state {
            continue;
        }
        policy::may_move(state, to, after.progress(), after.council())
            .map_err(|error| policy::naming(error, statement.number, &after.points))?;
        let now = statements::find(tx, statement.id)
            .await?
            .ok_or(ApiError::NotFound)?;
        moves::move_one(tx, cx, &now, to).await?;
        state = to;
    }
    Ok(())
}

/// Reply and proposal from where somebody typed, without the name of who is answered and what is redacted there. All of
/// it is of one moment: that statement is not held, and its author's name may be deleted between two steps.
async fn answer(cx: &Cx, input: &TakeOverAnswer) -> Result<(String, Option<shared::assessment::Proposal>)> {
    let wrong = |key: &str| Error::from(ApiError::invalid("from", key));
    let (number, point) = source(&input.from).ok_or_else(|| wrong("errors.answer_source"))?;
    let mut db = cx.snapshot().await?;
    let procedure = procedures::find(&mut db, &input.procedure).await?;
    let other = match statements::find_by_number(&mut db, procedure.id, number).await {
        Ok(other) => other,
        Err(Error::Api(ApiError::NotFound)) => return Err(wrong("errors.answer_unknown")),
        Err(error) => return Err(error),
    };
    let about = store::of(&mut db, other.id).await?;
    let (part, reply, proposal) = match point {
        None if !about.points.is_empty() => return Err(wrong("errors.answer_which_point")),
        None => (Part::Reply, about.reply.as_str(), about.proposal),
        Some(number) => {
            let at = place(&about, number).map_err(|_| wrong("errors.answer_unknown"))?;
            let point = about
                .points
                .get(at)
                .ok_or_else(|| wrong("errors.answer_unknown"))?;
            (Part::PointReply(at), point.reply.as_str(), point.proposal)
        }
    };
    if reply.trim().is_empty() {
        return Err(wrong("errors.answer_empty"));
    }
    if other.number == input.number {
        return Ok((reply.to_owned(), proposal));
    }
    let person = statements::person(&mut db, other.id).await?;
    Ok((
        Anonymiser::for_another_author(&other, person.as_ref()).text(part, reply),
        proposal,
    ))
}
