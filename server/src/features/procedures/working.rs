//! Working copies as staff see them.

use std::collections::HashMap;

use shared::{
    access::Action,
    api::{Invalid, Page},
    ids::ProcedureId,
    procedures::{ListWorkingCopies, Round, ShowWorkingCopy, WorkingCopy, WorkingCopySummary},
};

use super::{
    current_round,
    list::{not_found, page_size},
    policy, store,
};
use crate::{
    db::Statements,
    error::Result,
    features::{organisations, plans},
    site::Cx,
};

/// Answers a page of all procedures, newest first.
pub async fn list_working_copies(cx: Cx, input: ListWorkingCopies) -> Result<Page<WorkingCopySummary>> {
    cx.viewer.may(Action::SeeProcedures)?;
    let mut invalid = Invalid::default();
    let limit = page_size(&mut invalid, input.limit);
    let before = match input.cursor.filter(|cursor| !cursor.is_empty()) {
        None => i64::MAX,
        Some(cursor) => cursor.parse().unwrap_or_else(|_| {
            invalid.add("cursor", "errors.malformed");
            i64::MAX
        }),
    };
    invalid.finish()?;
    let mut db = cx.read().await?;
    let mut rounds: HashMap<ProcedureId, Vec<Round>> = HashMap::new();
    for (procedure, round) in store::all_rounds(&mut db, cx.today()).await? {
        rounds.entry(procedure).or_default().push(round);
    }
    let rows = store::working_list(&mut db, before, i64::from(limit) + 1).await?;
    let page = Page::cut(
        rows,
        usize::try_from(limit).unwrap_or(usize::MAX),
        |row: &store::WorkingListRow| row.sequence.to_string(),
    );
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
    Ok(page.map(summary))
}

/// Answers a working copy.
pub async fn show_working_copy(cx: Cx, input: ShowWorkingCopy) -> Result<WorkingCopy> {
    cx.viewer.may(Action::SeeProcedures)?;
    let mut db = cx.read().await?;
    compose_part(&cx, &mut db, &input.procedure, input.brief).await
}

/// The working copy of a procedure with all that it still lacks.
pub(super) async fn compose(cx: &Cx, db: &mut impl Statements, slug: &str) -> Result<WorkingCopy> {
    compose_part(cx, db, slug, false).await
}

/// The same, or in brief: what it lacks takes checking its texts, which most pages of staff do not show.
async fn compose_part(cx: &Cx, db: &mut impl Statements, slug: &str, brief: bool) -> Result<WorkingCopy> {
    let working = not_found(store::working(db, slug).await?)?;
    let rounds = store::rounds(db, working.id, cx.today()).await?;
    let (missing, doubts) = if brief {
        (Vec::new(), Vec::new())
    } else {
        let pages = organisations::missing_pages(db).await?;
        let bbox = working.content.drawing.as_ref().map(|drawing| drawing.bbox);
        let is_elsewhere = bbox.is_some_and(|bbox| plans::lies_elsewhere(bbox, cx.municipality.area));
        (
            policy::missing(&working.content, &rounds, working.deletion_on, &pages),
            policy::doubts(working.kind, &working.content, &rounds, is_elsewhere),
        )
    };
    let plan = plans::of(db, working.id).await?;
    let (coordinate_systems, plan_municipality) = plan
        .map(|plan| (plan.candidates, plan.municipality))
        .unwrap_or_default();
    Ok(WorkingCopy {
        missing,
        doubts,
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
