//! Working copies as staff see them.

use std::collections::HashMap;

use shared::{
    access::Action,
    ids::ProcedureId,
    procedures::{ListWorkingCopies, Round, ShowWorkingCopy, WorkingCopy, WorkingCopySummary},
};

use super::{current_round, list::not_found, policy, store};
use crate::{
    db::Statements,
    error::Result,
    features::{organisations, plans},
    site::Cx,
};

/// Answers all procedures, newest first.
pub async fn list_working_copies(cx: Cx, _: ListWorkingCopies) -> Result<Vec<WorkingCopySummary>> {
    cx.viewer.may(Action::SeeProcedures)?;
    let mut db = cx.read().await?;
    let mut rounds: HashMap<ProcedureId, Vec<Round>> = HashMap::new();
    for (procedure, round) in store::all_rounds(&mut db, cx.today()).await? {
        rounds.entry(procedure).or_default().push(round);
    }
    let rows = store::working_list(&mut db).await?;
    let summary = |row: store::WorkingListRow| WorkingCopySummary {
        title: row.title(),
        published_version: row.published_version(),
        has_changes: row.has_changes(),
        round: rounds
            .get(&ProcedureId(row.id))
            .and_then(|rounds| current_round(rounds))
            .cloned(),
        statements: row.statements(),
        unread: row.unread(),
        before_council: row.before_council(),
        decided: row.decided(),
        held: row.held(),
        slug: row.slug,
    };
    Ok(rows.into_iter().map(summary).collect())
}

/// Answers a working copy.
pub async fn show_working_copy(cx: Cx, input: ShowWorkingCopy) -> Result<WorkingCopy> {
    cx.viewer.may(Action::SeeProcedures)?;
    let mut db = cx.read().await?;
    compose(&cx, &mut db, &input.procedure).await
}

/// The working copy of a procedure with all that it still lacks.
pub(super) async fn compose(cx: &Cx, db: &mut impl Statements, slug: &str) -> Result<WorkingCopy> {
    let working = not_found(store::working(db, slug).await?)?;
    let rounds = store::rounds(db, working.id, cx.today()).await?;
    let pages = organisations::missing_pages(db).await?;
    let plan = plans::of(db, working.id).await?;
    let bbox = working.content.drawing.as_ref().map(|drawing| drawing.bbox);
    let is_elsewhere = bbox.is_some_and(|bbox| plans::lies_elsewhere(bbox, cx.municipality.area));
    let (coordinate_systems, plan_municipality) = plan
        .map(|plan| (plan.candidates, plan.municipality))
        .unwrap_or_default();
    Ok(WorkingCopy {
        doubts: policy::doubts(working.kind, &working.content, &rounds, is_elsewhere),
        missing: policy::missing(&working.content, &rounds, working.deletion_on, &pages),
        slug: working.slug,
        kind: working.kind,
        published_version: working.published_version,
        has_changes: working.has_changes,
        rounds,
        deletion_on: working.deletion_on,
        statements: working.statements,
        content: working.content,
        revision: working.revision,
        coordinate_systems,
        plan_municipality,
    })
}
