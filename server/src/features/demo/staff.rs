//! Staff work on statements: topics, notes, replies, publication; the council decides; authors are answered.

use shared::{
    access::Role,
    assessment::{
        AssessPoint, AssessStatement, DivideStatement, Proposal, RecordDecision, ShowStatement,
        StatementFile, StatementState,
    },
    ids::{PointNumber, StatementNumber},
    statements::{DecidePublication, Publication, PublicationReason},
    time::Timestamp,
};

use super::{
    content::Statement,
    load::Step,
    residents::{Receipts, arrival},
    stage::Stage,
};
use crate::error::{Error, Result};

/// What staff do with the statement at a place in the file.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    at: usize,
    deed: Deed,
}

#[derive(Clone, Copy, Debug)]
enum Deed {
    Sort,
    Publish,
    Divide,
    Reply,
    Hand,
    Decide,
    Answer,
}

/// What happens with a statement inside of the administration, and when.
pub fn steps(stage: &Stage, at: usize, statement: &Statement) -> Vec<(Timestamp, Step)> {
    use StatementState as S;
    let arrived = arrival(stage, at, statement);
    let after = |days: i64, minutes: i64| {
        stage
            .days
            .at(
                &stage.municipality,
                statement.received_in_days + days,
                9 * 60 + minutes,
            )
            .max(arrived)
    };
    let on = |in_days: i64, hour: i64| {
        stage
            .days
            .at(&stage.municipality, in_days, hour * 60)
            .max(arrived)
    };
    let minutes = i64::try_from(at % 60).unwrap_or(0);
    let decided_in = statement.decision.as_ref().map(|decision| decision.in_days);
    let mut deeds = Vec::new();
    if !matches!(statement.state, S::Held) {
        if !statement.topics.is_empty() || statement.internal_note.is_some() || statement.state >= S::InWork {
            deeds.push((after(2, minutes), Deed::Sort));
        }
        if statement.publication == "released" {
            deeds.push((after(3, minutes), Deed::Publish));
        }
    }
    let reached = |state| statement.state >= state && statement.state != S::Withdrawn;
    if !statement.points.is_empty() && reached(S::InWork) {
        deeds.push((after(10, minutes), Deed::Divide));
    }
    if reached(S::ProposalReady) || (statement.reply.is_some() && reached(S::InWork)) {
        deeds.push((after(12, minutes), Deed::Reply));
    }
    if reached(S::BeforeCouncil) {
        deeds.push((
            decided_in.map_or_else(|| after(20, minutes), |in_days| on(in_days - 14, 10)),
            Deed::Hand,
        ));
    }
    if let (Some(in_days), true) = (decided_in, reached(S::Decided)) {
        deeds.push((on(in_days, 20), Deed::Decide));
    }
    if let (Some(in_days), true) = (statement.answered_in_days, reached(S::Answered)) {
        deeds.push((on(in_days, 11), Deed::Answer));
    }
    // Nothing may happen before what it follows from, even if days are few.
    let mut latest = arrived;
    deeds
        .into_iter()
        .map(|(moment, deed)| {
            latest = latest.max(moment);
            (latest, Step::Staff(Task { at, deed }))
        })
        .collect()
}

/// Does it.
pub async fn act(stage: &Stage, statements: &[Statement], receipts: &Receipts, task: Task) -> Result<()> {
    let (Some(statement), Some((number, _))) = (statements.get(task.at), receipts.get(&task.at)) else {
        return Ok(());
    };
    let number = *number;
    let state = match task.deed {
        Deed::Decide => return decide(stage, statement, number).await,
        Deed::Publish => return publish(stage, statement, number).await,
        Deed::Divide => return divide(stage, statement, number).await,
        // One that its author took back is sorted and stays where it is.
        Deed::Sort
            if matches!(
                statement.state,
                StatementState::Received | StatementState::Withdrawn
            ) =>
        {
            None
        }
        Deed::Sort => Some(StatementState::InWork),
        Deed::Reply if statement.state == StatementState::InWork => None,
        Deed::Reply => Some(StatementState::ProposalReady),
        Deed::Hand => Some(StatementState::BeforeCouncil),
        Deed::Answer => Some(StatementState::Answered),
    };
    let file = file(stage, statement, number).await?;
    let has_reply = !matches!(task.deed, Deed::Sort);
    let assess = AssessStatement {
        procedure: statement.procedure.clone(),
        number,
        revision: file.revision,
        note: statement.internal_note.clone().unwrap_or_default(),
        topics: statement.topics.clone(),
        reply: statement.reply.clone().filter(|_| has_reply).unwrap_or_default(),
        proposal: proposal(statement).filter(|_| has_reply && statement.points.is_empty()),
        reply_fits: matches!(task.deed, Deed::Answer),
        state,
    };
    stage
        .call(stage.staff(Role::Clerk), assess, &statement.id)
        .await?;
    Ok(())
}

async fn file(stage: &Stage, statement: &Statement, number: StatementNumber) -> Result<StatementFile> {
    let show = ShowStatement {
        procedure: statement.procedure.clone(),
        number,
    };
    stage.call(stage.staff(Role::Clerk), show, &statement.id).await
}

fn proposal(statement: &Statement) -> Option<Proposal> {
    coded(statement.proposal.as_ref())
}

fn coded(code: Option<&String>) -> Option<Proposal> {
    code.and_then(|code| code.parse().ok())
        .and_then(Proposal::from_code)
}

/// Divides a statement and writes what there is to say about each point.
async fn divide(stage: &Stage, statement: &Statement, number: StatementNumber) -> Result<()> {
    let mut starts = Vec::new();
    for point in statement.points.iter().skip(1) {
        let at = statement
            .body
            .find(&point.begins)
            .and_then(|at| statement.body.get(..at));
        let at = at.and_then(|before| u32::try_from(before.chars().count()).ok());
        starts.push(at.ok_or_else(|| {
            Error::internal(format!(
                "demo: {}: no point begins with {}",
                statement.id, point.begins
            ))
        })?);
    }
    let divide = DivideStatement {
        procedure: statement.procedure.clone(),
        number,
        revision: file(stage, statement, number).await?.revision,
        starts,
    };
    let mut now = stage
        .call(stage.staff(Role::Clerk), divide, &statement.id)
        .await?;
    for (point, at) in statement.points.iter().zip(1..) {
        let assess = AssessPoint {
            procedure: statement.procedure.clone(),
            number,
            point: PointNumber(at),
            revision: now.revision,
            label: point.label.clone(),
            reply: point.reply.clone(),
            proposal: coded(point.proposal.as_ref()),
            state: None,
        };
        now = stage
            .call(stage.staff(Role::Clerk), assess, &statement.id)
            .await?;
    }
    Ok(())
}

async fn publish(stage: &Stage, statement: &Statement, number: StatementNumber) -> Result<()> {
    let file = file(stage, statement, number).await?;
    // A passage is a line: one of several lines is redacted line by line.
    let passages: Vec<&str> = statement
        .redactions
        .iter()
        .flat_map(|passage| passage.lines())
        .collect();
    let decide = DecidePublication {
        procedure: statement.procedure.clone(),
        number,
        revision: file.revision,
        publication: Publication::Released,
        passages: passages.join("\n"),
        also: Vec::new(),
        place_withheld: false,
        reason: Some(PublicationReason::PersonalData),
        remark: String::new(),
    };
    stage
        .call(stage.staff(Role::Clerk), decide, &statement.id)
        .await?;
    Ok(())
}

async fn decide(stage: &Stage, statement: &Statement, number: StatementNumber) -> Result<()> {
    let Some(decision) = &statement.decision else {
        return Ok(());
    };
    let record = RecordDecision {
        procedure: statement.procedure.clone(),
        number: Some(number),
        revision: None,
        committee: decision.committee.clone(),
        decided_on: Some(stage.days.day(decision.in_days)),
        result: proposal(statement).filter(|_| statement.points.is_empty()),
        point_results: statement
            .points
            .iter()
            .map(|point| coded(point.result.as_ref()))
            .collect(),
        remark: decision.result.clone(),
    };
    stage
        .call(stage.staff(Role::Clerk), record, &statement.id)
        .await?;
    Ok(())
}
