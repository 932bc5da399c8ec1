//! Correcting a decision that was entered wrongly: of one statement, or of all that bear the same committee and day.
//!
//! Invariant: nothing is corrected once its author was answered; what was entered before stays in the record.

use serde_json::json;
use shared::{
    access::Action,
    api::ApiError,
    assessment::{
        CorrectDecision, Decision, EnteredDecision, ListDecisions, StatementState, Touched, check_correction,
    },
    ids::StatementId,
    text,
    time::Day,
};

use super::{assess::carry_hidden, decide, store};
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

/// Lists the decisions that can still be corrected, newest first.
pub async fn list_decisions(cx: Cx, input: ListDecisions) -> Result<Vec<EnteredDecision>> {
    cx.viewer.may(Action::RecordDecision)?;
    let mut db = cx.read().await?;
    let procedure = procedures::find(&mut db, &input.procedure).await?;
    store::entered_decisions(&mut db, procedure.id.0).await
}

/// Corrects who decided what and when.
pub async fn correct_decision(cx: Cx, input: CorrectDecision) -> Result<Touched> {
    cx.viewer.may(Action::RecordDecision)?;
    let decided_on = decide::check(&input.committee, input.decided_on, &input.remark, cx.today())?;
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
        let now = Decision {
            committee: committee.to_owned(),
            decided_on,
            result: input.result.unwrap_or(was.result),
            remark: if input.number.is_none() && remark.is_empty() {
                was.remark.clone()
            } else {
                remark.clone()
            },
        };
        if now == was {
            continue;
        }
        store::write_decision(&mut tx, id, &now).await?;
        let statement = statements::find(&mut tx, id).await?.ok_or(ApiError::NotFound)?;
        carry_hidden(&mut tx, &statement, &before, &before.reply, &now.remark).await?;
        record(&mut tx, &cx, &procedure, id, &was, &now).await?;
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
                "was_on": was_on, "count": touched }),
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
    was: &Decision,
    now: &Decision,
) -> Result<()> {
    let data = json!({
        "committee": now.committee, "decided_on": now.decided_on, "result": now.result.word(),
        "was_committee": was.committee, "was_on": was.decided_on, "was_result": was.result.word(),
        "remark_changed": was.remark != now.remark,
    });
    let event = Event::new(EventKind::DecisionCorrected, Visibility::Parties)
        .procedure(procedure.id)
        .statement(id)
        .data(data);
    events::record(tx, cx, event).await
}
