//! Lists over procedures.

use std::collections::HashSet;

use shared::{
    ids::{ChapterId, ProcedureId},
    organisations::Localized,
    procedures::{Kind, PublicDecision, Round},
    time::Day,
};
use sqlx::types::Json;
use uuid::Uuid;

use super::{count, decision, kind, rounds::RoundRow, versions::Summary, weighing};
use crate::{
    db::{Statements, dialect, list::List},
    error::Result,
    features::procedures::policy::Weighing,
    sql,
};

#[derive(Debug, sqlx::FromRow)]
pub(in crate::features::procedures) struct ListedRow {
    pub id: Uuid,
    pub slug: String,
    kind: String,
    pub summary: Json<Summary>,
    statements: i64,
    west: Option<f64>,
    south: Option<f64>,
    east: Option<f64>,
    north: Option<f64>,
    weighed_statements: i64,
    decided_statements: i64,
    decision_committee: Option<String>,
    decision_on: Option<Day>,
}

impl ListedRow {
    pub fn weighing(&self) -> Weighing {
        weighing(self.weighed_statements, self.decided_statements)
    }

    /// The council's last decision, if there is one.
    pub fn decision(&self) -> Option<PublicDecision> {
        decision(self.decision_committee.clone(), self.decision_on)
    }

    pub fn kind(&self) -> Kind {
        kind(&self.kind)
    }

    pub fn statements(&self) -> u32 {
        count(self.statements)
    }

    pub fn bbox(&self) -> Option<[f64; 4]> {
        Some([self.west?, self.south?, self.east?, self.north?])
    }
}

/// All published procedures; a municipality has some hundreds at most.
pub(in crate::features::procedures) async fn published(db: &mut impl Statements) -> Result<Vec<ListedRow>> {
    let municipality = db.municipality();
    Ok(sql!(
        db,
        all ListedRow,
        "select procedure.id, procedure.slug, procedure.kind, version.summary, procedure.statements, \
         procedure.west, procedure.south, procedure.east, procedure.north, \
         procedure.weighed_statements, procedure.decided_statements, procedure.decision_committee, procedure.decision_on \
         from procedure join procedure_version version on version.municipality_id = procedure.municipality_id \
         and version.procedure_id = procedure.id and version.version = procedure.published_version \
         where procedure.municipality_id = $1",
        municipality,
    )?)
}

/// The slugs of published procedures with the ids of the chapters of their current versions, the newest procedure first; at
/// most `limit` of both together. The database takes the ids out of the versions: no text is sent.
pub(in crate::features::procedures) async fn published_chapters(
    db: &mut impl Statements,
    limit: i64,
) -> Result<Vec<(String, Vec<ChapterId>)>> {
    let begin = List::new(
        "select procedure.slug, chapter.value ->> 'id' \
         from procedure join procedure_version version on version.municipality_id = procedure.municipality_id \
         and version.procedure_id = procedure.id and version.version = procedure.published_version",
        [],
    );
    let municipality = db.municipality();
    let rows: Vec<(String, Option<String>)> = dialect::with_chapters(db, begin)
        .push(
            "where procedure.municipality_id = ? order by procedure.sequence desc, chapter.key limit ?",
            [municipality.into(), limit.into()],
        )
        .all(db)
        .await?;
    let mut found: Vec<(String, Vec<ChapterId>)> = Vec::new();
    for (slug, chapter) in rows {
        if found.last().is_none_or(|(last, _)| *last != slug) {
            found.push((slug, Vec::new()));
        }
        let chapter: Option<ChapterId> = chapter.and_then(|id| id.parse().ok());
        if let Some((_, chapters)) = found.last_mut() {
            chapters.extend(chapter);
        }
    }
    Ok(found)
}

#[derive(Debug, sqlx::FromRow)]
struct RoundOfRow {
    procedure_id: Uuid,
    #[sqlx(flatten)]
    round: RoundRow,
}

/// The rounds of all procedures, in order of their start within each.
pub(in crate::features::procedures) async fn all_rounds(
    db: &mut impl Statements,
    today: Day,
) -> Result<Vec<(ProcedureId, Round)>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all RoundOfRow,
        "select procedure_id, id, step, pass, starts_on, ends_on from procedure_round where municipality_id = $1 \
         order by procedure_id, starts_on, ends_on, id",
        municipality,
    )?;
    Ok(rows
        .into_iter()
        .map(|row| (ProcedureId(row.procedure_id), row.round.into_round(today)))
        .collect())
}

#[derive(Debug, sqlx::FromRow)]
pub(in crate::features::procedures) struct WorkingListRow {
    pub id: Uuid,
    /// Its place among all that were made.
    pub sequence: i64,
    pub slug: String,
    title: Option<Json<Localized>>,
    revision: i64,
    published_version: Option<i64>,
    published_revision: Option<i64>,
    statements: i64,
    unread: i64,
    before_council: i64,
    decided: i64,
    held: i64,
}

impl WorkingListRow {
    pub fn title(&self) -> String {
        self.title
            .as_ref()
            .map_or_else(String::new, |title| title.de().to_owned())
    }

    pub fn published_version(&self) -> Option<u32> {
        self.published_version.map(count)
    }

    pub fn has_changes(&self) -> bool {
        self.published_revision != Some(self.revision)
    }

    pub fn statements(&self) -> u32 {
        count(self.statements)
    }

    pub fn unread(&self) -> u32 {
        count(self.unread)
    }

    pub fn before_council(&self) -> u32 {
        count(self.before_council)
    }

    pub fn decided(&self) -> u32 {
        count(self.decided)
    }

    pub fn held(&self) -> u32 {
        count(self.held)
    }
}

/// The procedures for staff before a place in their sequence, newest first. A statement is unread while nobody has begun to work on it. One that is held
/// waits for a look until its publication is refused: that is how staff say that it is spam.
pub(in crate::features::procedures) async fn working_list(
    db: &mut impl Statements,
    before: i64,
    limit: i64,
) -> Result<Vec<WorkingListRow>> {
    let municipality = db.municipality();
    Ok(sql!(
        db,
        all WorkingListRow,
        "select id, sequence, slug, working_copy -> 'title' as title, revision, published_version, published_revision, statements, \
         (select cast(count(*) as bigint) from statement where statement.municipality_id = procedure.municipality_id \
         and statement.procedure_id = procedure.id and statement.state = 'received') as unread, \
         (select cast(count(*) as bigint) from statement where statement.municipality_id = procedure.municipality_id \
         and statement.procedure_id = procedure.id and statement.state = 'before_council') as before_council, \
         (select cast(count(*) as bigint) from statement where statement.municipality_id = procedure.municipality_id \
         and statement.procedure_id = procedure.id and statement.state = 'decided') as decided, \
         (select cast(count(*) as bigint) from statement where statement.municipality_id = procedure.municipality_id \
         and statement.procedure_id = procedure.id and statement.state = 'held' and statement.publication <> 'refused') as held \
         from procedure where municipality_id = $1 and sequence < $2 order by sequence desc limit $3",
        municipality,
        before,
        limit,
    )?)
}

/// The sections that statements of a procedure lie in or name, by their ids.
pub(in crate::features::procedures) async fn sections_with_statements(
    db: &mut impl Statements,
    id: ProcedureId,
) -> Result<HashSet<String>> {
    let municipality = db.municipality();
    let named = sql!(
        db,
        all(String),
        "select distinct place_section from statement where municipality_id = $1 and procedure_id = $2 and place_section is not null",
        municipality,
        id.0,
    )?;
    Ok(named.into_iter().map(|(section,)| section).collect())
}
