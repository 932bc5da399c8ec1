//! Correcting a decision that was entered wrongly: of one statement, or of all that bear the same committee and day.
//!
//! Invariant: nothing is corrected once its author was answered; what was entered before stays in the record.

use std::cmp::Reverse;

use serde_json::json;
use shared::{
    access::Action,
    api::{ApiError, Invalid, Page, page},
    assessment::{
        CorrectDecision, Decision, EnteredDecision, ListDecisions, Proposal, StatementState, Touched,
        check_correction, common,
    },
    ids::StatementId,
    text,
    time::Day,
};

use super::{
    decide,
    named::Named,
    store::{self, Assessed, Segment},
};
use crate::{
    db::Tx,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::{
        procedures::{self, ProcedureRef},
        statements,
    },
    site::Cx,
};

/// Lists the decisions that can still be corrected, newest first. They are read whole: one is a committee on a day, until
/// those whom it concerns are answered.
pub async fn list_decisions(cx: Cx, input: ListDecisions) -> Result<Page<EnteredDecision>> {
    cx.viewer.may(Action::RecordDecision)?;
    let mut invalid = Invalid::default();
    let limit = page::size(&mut invalid, input.limit, page::USUAL_LIMIT);
    invalid.finish()?;
    let mut db = cx.read().await?;
    let procedure = procedures::find(&mut db, &input.procedure).await?;
    let all = store::entered_decisions(&mut db, procedure.id.0).await?;
    let key = |entered: &EnteredDecision| (Reverse(entered.decided_on), entered.committee.clone());
    Ok(Page::behind(all, limit, input.cursor.as_deref(), key)?)
}

/// Corrects who decided what and when.
pub async fn correct_decision(cx: Cx, input: CorrectDecision) -> Result<Touched> {
    cx.viewer.may(Action::RecordDecision)?;
    let decided_on = decide::check(&input.committee, input.decided_on, &input.remark, cx.today())?;
    decide::check_points(input.number, &input.point_results)?;
    let mut tx = cx.begin().await?;
    let procedure = procedures::find(&mut tx, &input.procedure).await?;
    let ids = match input.number {
        Some(_) => vec![held(&mut tx, &procedure, &input).await?],
        None => {
            let was_on = input.was_on.ok_or_else(|| ApiError::malformed("was_on"))?;
            store::decided_by(&mut tx, procedure.id.0, &input.was_committee, was_on).await?
        }
    };
    // All of them were answered, or corrected, since they were listed.
    if ids.is_empty() {
        return Err(ApiError::Conflict.into());
    }
    let committee = input.committee.trim();
    let remark = text::unify_line_ends(input.remark.trim());
    let mut touched = 0_u32;
    let mut corrected: Vec<(String, Day)> = Vec::new();
    let mut named = Named::default();
    for id in ids {
        // Holds the statement in its state, so that nobody is answered with the old decision meanwhile.
        let decided = StatementState::Decided;
        if statements::set_state(&mut tx, id, &[decided], decided)
            .await?
            .is_none()
        {
            return Err(ApiError::Conflict.into());
        }
        let before = store::of(&mut tx, id).await?;
        let was = before
            .decision
            .clone()
            .ok_or_else(|| ApiError::refused("decision_missing"))?;
        let points = decide::each(&before.points, input.result, &input.point_results, |point| {
            point.result
        })?;
        let now = Decision {
            committee: committee.to_owned(),
            decided_on,
            result: if points.is_empty() {
                input.result.or(was.result)
            } else {
                common(points.iter().map(|point| point.result))
            },
            remark: if input.number.is_none() && remark.is_empty() {
                was.remark.clone()
            } else {
                remark.clone()
            },
        };
        if now == was && points == before.points {
            continue;
        }
        let statement = statements::find(&mut tx, id).await?.ok_or(ApiError::NotFound)?;
        decide::after_arrival(&statement, decided_on, input.number)?;
        let after = Assessed {
            decision: Some(now.clone()),
            points,
            ..before.clone()
        };
        decide::write(&mut tx, &statement, &before, &after).await?;
        record(
            &mut tx,
            &cx,
            &procedure,
            id,
            (&was, &before.points),
            (&now, &after.points),
        )
        .await?;
        named.note(&statement);
        touched = touched.saturating_add(1);
        let bore = (was.committee, was.decided_on);
        if !corrected.contains(&bore) {
            corrected.push(bore);
        }
    }
    if touched == 0 {
        return Ok(Touched { statements: 0 });
    }
    for (was_committee, was_on) in corrected {
        // The public page names the decision of the whole procedure: where some statements bear the old one still, it was
        // made as well.
        if !store::is_borne(&mut tx, procedure.id.0, &was_committee, was_on).await? {
            let was = (was_committee.as_str(), was_on);
            procedures::correct_decision(&mut tx, procedure.id, was, committee, decided_on).await?;
        }
        let event = Event::new(EventKind::DecisionCorrected, Visibility::Public)
            .procedure(procedure.id)
            .data(
                json!({ "committee": committee, "decided_on": decided_on, "was_committee": was_committee,
                "was_on": was_on, "count": touched, "numbers": named.numbers() }),
            );
        events::record(&mut tx, &cx, event).await?;
    }
    cx.commit(tx).await?;
    Ok(Touched { statements: touched })
}

/// The one statement that is meant, if it may be corrected and nobody saved it since it was read.
async fn held(tx: &mut Tx, procedure: &ProcedureRef, input: &CorrectDecision) -> Result<StatementId> {
    let number = input.number.ok_or(ApiError::NotFound)?;
    let found = statements::find_by_number(tx, procedure.id, number).await?;
    check_correction(found.state)?;
    let revision = input.revision.ok_or_else(|| ApiError::malformed("revision"))?;
    statements::take_revision(tx, found.id, revision).await?;
    Ok(found.id)
}

/// What was entered and what stands there now, for author and staff. The words of the minutes may name people, therefore
/// only whether they changed.
async fn record(
    tx: &mut Tx,
    cx: &Cx,
    procedure: &ProcedureRef,
    id: StatementId,
    (was, points_were): (&Decision, &[Segment]),
    (now, points): (&Decision, &[Segment]),
) -> Result<()> {
    let words = |points: &[Segment]| -> Vec<Option<&'static str>> {
        points
            .iter()
            .map(|point| point.result.map(Proposal::word))
            .collect()
    };
    let mut data = json!({
        "committee": now.committee, "decided_on": now.decided_on, "result": now.result.map(Proposal::word),
        "was_committee": was.committee, "was_on": was.decided_on, "was_result": was.result.map(Proposal::word),
        "remark_changed": was.remark != now.remark,
    });
    if let (Some(data), false) = (data.as_object_mut(), points.is_empty()) {
        data.insert("point_results".into(), json!(words(points)));
        data.insert("was_point_results".into(), json!(words(points_were)));
    }
    let event = Event::new(EventKind::DecisionCorrected, Visibility::Parties)
        .procedure(procedure.id)
        .statement(id)
        .data(data);
    events::record(tx, cx, event).await
}
