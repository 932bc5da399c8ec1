//! Tables `procedure` and `procedure_slug`; the other tables of the feature are in the files below.
//!
//! Invariants: a version is inserted and never changed; the working copy changes only from the revision that was read.

mod lists;
mod record;
mod rounds;
mod versions;

pub(super) use lists::{
    WorkingListRow, all_rounds, published, published_chapters, sections_with_statements, working_list,
};
pub(super) use record::{Arrivals, EventRow, arrivals, record};
pub(super) use rounds::{insert_round, remove_round, round_has_statements, rounds, update_round};
pub(super) use versions::{add_document, content, insert_version, is_published_document, versions};

use shared::{
    ids::ProcedureId,
    procedures::{Content, Kind, PublicDecision},
    text,
    time::{Day, Timestamp},
};
use sqlx::types::Json;
use uuid::Uuid;

use super::{find::ProcedureRef, policy::Weighing};
use crate::{
    db::{At, Statements, Tx},
    error::Result,
    sql,
};

/// A count as it travels; the database counts in wider numbers.
fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(if number < 0 { 0 } else { u32::MAX })
}

#[derive(Debug, sqlx::FromRow)]
pub(super) struct ProcedureRow {
    pub id: Uuid,
    pub slug: String,
    kind: String,
    sequence: i64,
    published_version: Option<i64>,
    statements: i64,
    published_statements: i64,
    weighed_statements: i64,
    decided_statements: i64,
    deletion_on: Option<Day>,
    decision_committee: Option<String>,
    decision_on: Option<Day>,
}

/// Unknown words can only come from a newer release of the database; they read as the most general kind.
fn kind(word: &str) -> Kind {
    Kind::from_word(word).unwrap_or(Kind::Other)
}

impl ProcedureRow {
    pub(super) fn into_ref(self) -> ProcedureRef {
        ProcedureRef {
            id: ProcedureId(self.id),
            kind: kind(&self.kind),
            slug: self.slug,
            sequence: self.sequence,
            published_version: self.published_version.map(count),
            statements: count(self.statements),
            published_statements: count(self.published_statements),
            weighing: weighing(self.weighed_statements, self.decided_statements),
            deletion_on: self.deletion_on,
            decision: decision(self.decision_committee, self.decision_on),
        }
    }
}

pub(super) async fn by_slug(db: &mut impl Statements, slug: &str) -> Result<Option<ProcedureRow>> {
    if !text::is_slug(slug) {
        return Ok(None);
    }
    let municipality = db.municipality();
    Ok(sql!(
        db,
        optional ProcedureRow,
        "select id, slug, kind, sequence, published_version, statements, published_statements, weighed_statements, \
         decided_statements, deletion_on, decision_committee, decision_on from procedure \
         where municipality_id = $1 and (slug = $2 \
         or id = (select procedure_id from procedure_slug where municipality_id = $1 and slug = $2)) \
         order by case when slug = $2 then 0 else 1 end limit 1",
        municipality,
        slug,
    )?)
}

pub(super) async fn slugs(db: &mut impl Statements) -> Result<Vec<String>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        all(String,),
        "select slug from procedure where municipality_id = $1 order by sequence desc",
        municipality,
    )?;
    Ok(found.into_iter().map(|(slug,)| slug).collect())
}

pub(super) async fn slug_of(db: &mut impl Statements, id: ProcedureId) -> Result<Option<String>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(String,),
        "select slug from procedure where municipality_id = $1 and id = $2",
        municipality,
        id.0,
    )?;
    Ok(found.map(|(slug,)| slug))
}

/// Removes a procedure that has neither versions nor statements, with its documents, rounds and slugs; its events stay.
pub(super) async fn remove(tx: &mut Tx, id: ProcedureId) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "delete from procedure_document where municipality_id = $1 and procedure_id = $2",
        municipality,
        id.0,
    )?;
    sql!(
        tx,
        run,
        "delete from procedure_round where municipality_id = $1 and procedure_id = $2",
        municipality,
        id.0,
    )?;
    sql!(
        tx,
        run,
        "delete from procedure_slug where municipality_id = $1 and procedure_id = $2",
        municipality,
        id.0,
    )?;
    sql!(
        tx,
        run,
        "delete from procedure where municipality_id = $1 and id = $2",
        municipality,
        id.0,
    )?;
    Ok(())
}

/// Writes nothing new, but holds the row: PostgreSQL has the next one wait here, SQLite has one writer anyway.
pub(super) async fn lock(tx: &mut Tx, id: ProcedureId) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update procedure set created_at = created_at where municipality_id = $1 and id = $2",
        municipality,
        id.0,
    )?;
    Ok(())
}

/// Whoever takes a number brings a statement that is weighed, and may bring a name: whether everything is deleted is looked at
/// again.
pub(super) async fn take_statement_number(tx: &mut Tx, id: ProcedureId) -> Result<Option<u32>> {
    let municipality = tx.municipality();
    let taken = sql!(
        tx,
        optional(i64),
        "update procedure set statements = statements + 1, weighed_statements = weighed_statements + 1, persons_deleted_at = null where municipality_id = $1 and id = $2 returning statements",
        municipality,
        id.0,
    )?;
    Ok(taken.map(|(number,)| count(number)))
}

pub(super) async fn change_published_count(tx: &mut Tx, id: ProcedureId, delta: i64) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update procedure set published_statements = published_statements + $3 where municipality_id = $1 and id = $2",
        municipality,
        id.0,
        delta,
    )?;
    Ok(())
}

pub(super) async fn change_weighed_counts(
    tx: &mut Tx,
    id: ProcedureId,
    weighed: i64,
    decided: i64,
) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update procedure set weighed_statements = weighed_statements + $3, decided_statements = decided_statements + $4 \
         where municipality_id = $1 and id = $2",
        municipality,
        id.0,
        weighed,
        decided,
    )?;
    Ok(())
}

pub(super) async fn set_decision(tx: &mut Tx, id: ProcedureId, committee: &str, on: Day) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update procedure set decision_committee = $3, decision_on = $4 where municipality_id = $1 and id = $2",
        municipality,
        id.0,
        committee,
        on,
    )?;
    Ok(())
}

/// Corrects the decision that the public page names, if it is the one that was corrected.
pub(super) async fn correct_decision(
    tx: &mut Tx,
    id: ProcedureId,
    was: (&str, Day),
    committee: &str,
    on: Day,
) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update procedure set decision_committee = $3, decision_on = $4 where municipality_id = $1 and id = $2 \
         and decision_committee = $5 and decision_on = $6",
        municipality,
        id.0,
        committee,
        on,
        was.0,
        was.1,
    )?;
    Ok(())
}

pub(super) async fn due_for_deletion(db: &mut impl Statements, today: Day) -> Result<Vec<ProcedureId>> {
    let municipality = db.municipality();
    let due = sql!(
        db,
        all(Uuid),
        "select id from procedure where municipality_id = $1 and deletion_on <= $2 and persons_deleted_at is null order by id",
        municipality,
        today,
    )?;
    Ok(due.into_iter().map(|(id,)| ProcedureId(id)).collect())
}

/// The same conditions as [`due_for_deletion`]; `false` where they do not hold.
pub(super) async fn set_persons_deleted(
    tx: &mut Tx,
    id: ProcedureId,
    today: Day,
    at: Timestamp,
) -> Result<bool> {
    let municipality = tx.municipality();
    let rows = sql!(
        tx,
        run,
        "update procedure set persons_deleted_at = $4 where municipality_id = $1 and id = $2 and deletion_on <= $3 \
         and persons_deleted_at is null",
        municipality,
        id.0,
        today,
        At::new(at),
    )?;
    Ok(rows == 1)
}

pub(super) async fn expect_persons(tx: &mut Tx, id: ProcedureId) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update procedure set persons_deleted_at = null where municipality_id = $1 and id = $2",
        municipality,
        id.0,
    )?;
    Ok(())
}

/// The working copy with everything that staff see of a procedure.
#[derive(Debug, sqlx::FromRow)]
struct WorkingRow {
    id: Uuid,
    slug: String,
    kind: String,
    working_copy: Json<Content>,
    revision: i64,
    published_version: Option<i64>,
    published_revision: Option<i64>,
    statements: i64,
    published_statements: i64,
    weighed_statements: i64,
    decided_statements: i64,
    deletion_on: Option<Day>,
    decision_committee: Option<String>,
    decision_on: Option<Day>,
}

/// A procedure as its handlers work on it.
#[derive(Debug)]
pub(super) struct Working {
    pub id: ProcedureId,
    pub slug: String,
    pub kind: Kind,
    pub content: Content,
    pub revision: u32,
    pub published_version: Option<u32>,
    pub has_changes: bool,
    pub statements: u32,
    pub published_statements: u32,
    pub weighing: Weighing,
    pub deletion_on: Option<Day>,
    pub decision: Option<PublicDecision>,
}

impl WorkingRow {
    fn into_working(self) -> Working {
        Working {
            id: ProcedureId(self.id),
            slug: self.slug,
            kind: kind(&self.kind),
            content: self.working_copy.0,
            revision: count(self.revision),
            published_version: self.published_version.map(count),
            has_changes: self.published_revision != Some(self.revision),
            statements: count(self.statements),
            published_statements: count(self.published_statements),
            weighing: weighing(self.weighed_statements, self.decided_statements),
            deletion_on: self.deletion_on,
            decision: decision(self.decision_committee, self.decision_on),
        }
    }
}

fn weighing(weighed: i64, decided: i64) -> Weighing {
    Weighing {
        weighed: count(weighed),
        decided: count(decided),
    }
}

fn decision(committee: Option<String>, on: Option<Day>) -> Option<PublicDecision> {
    Some(PublicDecision {
        committee: committee?,
        decided_on: on?,
    })
}

pub(super) async fn working(db: &mut impl Statements, slug: &str) -> Result<Option<Working>> {
    if !text::is_slug(slug) {
        return Ok(None);
    }
    let municipality = db.municipality();
    let row = sql!(
        db,
        optional WorkingRow,
        "select id, slug, kind, working_copy, revision, published_version, published_revision, statements, published_statements, \
         weighed_statements, decided_statements, deletion_on, decision_committee, decision_on from procedure where municipality_id = $1 and (slug = $2 \
         or id = (select procedure_id from procedure_slug where municipality_id = $1 and slug = $2)) \
         order by case when slug = $2 then 0 else 1 end limit 1",
        municipality,
        slug,
    )?;
    Ok(row.map(WorkingRow::into_working))
}

/// A new procedure: a working copy that nothing was published of yet.
pub(super) async fn insert(
    tx: &mut Tx,
    id: ProcedureId,
    slug: &str,
    kind: Kind,
    content: &Content,
    at: Timestamp,
) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into procedure (municipality_id, id, slug, kind, working_copy, sequence, created_at) \
         select $1, $2, $3, $4, $5, coalesce((select max(sequence) from procedure), 0) + 1, $6",
        municipality,
        id.0,
        slug,
        kind.word(),
        storable(content)?,
        At::new(at),
    )?;
    Ok(())
}

/// Content without U+0000, which nobody can type and PostgreSQL cannot store.
fn storable(content: &Content) -> Result<Json<Content>> {
    let written = serde_json::to_string(content)?;
    if !written.contains("\\u0000") {
        return Ok(Json(content.clone()));
    }
    Ok(Json(serde_json::from_str(&written.replace("\\u0000", ""))?))
}

/// Replaces the working copy if it still is at the revision that was read.
pub(super) async fn save_working(
    tx: &mut Tx,
    id: ProcedureId,
    revision: u32,
    content: &Content,
) -> Result<bool> {
    let municipality = tx.municipality();
    let rows = sql!(
        tx,
        run,
        "update procedure set working_copy = $4, revision = revision + 1 where municipality_id = $1 and id = $2 and revision = $3",
        municipality,
        id.0,
        i64::from(revision),
        storable(content)?,
    )?;
    Ok(rows == 1)
}

/// Settings hold at once, so that they make no difference between working copy and published version.
pub(super) async fn save_settings(
    tx: &mut Tx,
    id: ProcedureId,
    revision: u32,
    slug: &str,
    kind: Kind,
    deletion_on: Option<Day>,
) -> Result<bool> {
    let municipality = tx.municipality();
    let rows = sql!(
        tx,
        run,
        "update procedure set slug = $4, kind = $5, deletion_on = $6, revision = revision + 1, \
         published_revision = case when published_revision = revision then revision + 1 else published_revision end \
         where municipality_id = $1 and id = $2 and revision = $3",
        municipality,
        id.0,
        i64::from(revision),
        slug,
        kind.word(),
        deletion_on,
    )?;
    Ok(rows == 1)
}

/// Marks the working copy as changed by its rounds if it still is at the revision that was read. They hold at once as well.
pub(super) async fn touch(tx: &mut Tx, id: ProcedureId, revision: u32) -> Result<bool> {
    let municipality = tx.municipality();
    let rows = sql!(
        tx,
        run,
        "update procedure set revision = revision + 1, \
         published_revision = case when published_revision = revision then revision + 1 else published_revision end \
         where municipality_id = $1 and id = $2 and revision = $3",
        municipality,
        id.0,
        i64::from(revision),
    )?;
    Ok(rows == 1)
}

/// Publishes a version if the working copy still is at the revision that was read.
pub(super) async fn set_published(
    tx: &mut Tx,
    id: ProcedureId,
    revision: u32,
    version: u32,
    bbox: Option<[f64; 4]>,
) -> Result<bool> {
    let municipality = tx.municipality();
    let side = |at: usize| bbox.and_then(|sides| sides.get(at).copied());
    let rows = sql!(
        tx,
        run,
        "update procedure set published_version = $4, published_revision = $3, west = $5, south = $6, east = $7, north = $8 \
         where municipality_id = $1 and id = $2 and revision = $3",
        municipality,
        id.0,
        i64::from(revision),
        i64::from(version),
        side(0),
        side(1),
        side(2),
        side(3),
    )?;
    Ok(rows == 1)
}

/// Whether a slug is or once was another procedure's.
pub(super) async fn slug_is_taken(
    db: &mut impl Statements,
    slug: &str,
    by_other_than: Option<ProcedureId>,
) -> Result<bool> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        all(Uuid),
        "select id from procedure where municipality_id = $1 and slug = $2 \
         union select procedure_id from procedure_slug where municipality_id = $1 and slug = $2",
        municipality,
        slug,
    )?;
    Ok(found
        .into_iter()
        .any(|(id,)| by_other_than.is_none_or(|own| own.0 != id)))
}

/// Keeps a former slug, so that it redirects.
pub(super) async fn keep_slug(tx: &mut Tx, slug: &str, id: ProcedureId) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into procedure_slug (municipality_id, slug, procedure_id) values ($1, $2, $3) on conflict (municipality_id, slug) do nothing",
        municipality,
        slug,
        id.0,
    )?;
    Ok(())
}
