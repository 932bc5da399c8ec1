//! Tables `statement`, `statement_person`, `statement_attachment`, `statement_draft` and the search index.
//!
//! Invariants: a statement's text, hash, number and moment never change; every query names the municipality, so that
//! another municipality's ids are simply not found.
//!
//! Order of locks: drafts, then statements by their numbers, then the procedure's row, which everybody wants who counts
//! something there. Whoever keeps to it never waits for one who waits for them. A new statement is no exception: nobody
//! else knows it before it lasts. The one exception is the removal of a procedure, which takes its row first and its drafts
//! afterwards (`exports/remove_procedure.rs`): it was never published, so that it has no draft that anybody could hold.
//! PostgreSQL asks for it: SQLite has one writer, who begins with the lock of everything.
//!
//! On PostgreSQL each statement of a transaction sees what others committed until then. Who writes because of what was
//! read takes the row first ([`take`], [`hold`], [`set_state`]) and reads it afterwards: what was read before may be of a
//! statement whose author was known still, and the name would be public for good.

mod drafts;
mod insert;
mod persons;

pub(super) use drafts::{
    StoredDraft, StoredFile, claim_draft, delete_draft, delete_drafts_of, delete_old_drafts, draft,
    hold_draft, put_draft, statement_of_draft,
};
pub(super) use insert::{
    NewRow, insert_attachments, insert_person, insert_statement, is_receipt_mailed, set_receipt_mailed,
};
pub(super) use persons::{
    authored, delete_attachments_of, delete_person, delete_persons_of, file_counts, set_place, set_reply_wish,
};
pub use persons::{person, persons, set_hidden};

use std::collections::HashMap;

use shared::{
    api::ApiError,
    assessment::StatementState,
    ids::{AttachmentId, ProcedureId, RoundId, StatementId, StatementNumber},
    statements::{Channel, MayPublish, PlaceKind, Publication, PublicationReason, ReplyWish},
    time::{Day, Timestamp},
};
use sqlx::types::Json;
use uuid::Uuid;

use super::hidden::Hidden;
use crate::{
    db::{At, Statements, Tx, list::List},
    error::{Error, Result},
    features::procedures::Weight,
    secret::to_hex,
    sql,
};

/// A statement as it is stored, without its author.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its id.
    pub id: StatementId,
    /// The procedure that it belongs to.
    pub procedure: ProcedureId,
    /// The round in which it was received.
    pub round: RoundId,
    /// Its number within the procedure.
    pub number: StatementNumber,
    /// Where it stands.
    pub state: StatementState,
    /// The text, LF line ends.
    pub body: String,
    /// SHA-256 of the text, hexadecimal.
    pub body_sha256: String,
    /// The language of page and text, a code such as `de`.
    pub language: String,
    /// What it is about.
    pub place_kind: PlaceKind,
    /// Which section, chapter or document, or `lat,lon`.
    pub place_ref: String,
    /// The place in words; empty for the whole plan.
    pub place_label: String,
    /// The section that holds the place, its id.
    pub place_section: Option<String>,
    /// Whether the clerk keeps the place from the public.
    pub place_withheld: bool,
    /// `[lon, lat]`, WGS84 degrees, if it has a place.
    pub point: Option<[f64; 2]>,
    /// Whether the place lies inside the plan's outline.
    pub inside: Option<bool>,
    /// The version of the procedure that its author saw.
    pub seen_version: u32,
    /// The way it arrived.
    pub channel: Channel,
    /// How the author wants to be answered.
    pub reply_wish: ReplyWish,
    /// What the author allows to be published.
    pub may_publish: MayPublish,
    /// What the clerk decided about publication.
    pub publication: Publication,
    /// Why it is not published, or passages are redacted.
    pub publication_reason: Option<PublicationReason>,
    /// The same in words that its author reads.
    pub publication_remark: String,
    /// Redacted passages.
    pub passages: Vec<String>,
    /// The text as it is published, once that was decided.
    pub public_body: Option<String>,
    /// Where its author's name stood, once that is deleted.
    pub hidden: Option<Hidden>,
    /// Whether the receipt was or will be sent by e-mail.
    pub mailed: bool,
    /// Whether it arrived after the round's last day.
    pub late: bool,
    /// When it was stored.
    pub submitted_at: Timestamp,
    /// The day it was received.
    pub received_on: Day,
    /// The day it bears.
    pub written_on: Option<Day>,
    /// For noticing that somebody else saved in between.
    pub revision: u32,
}

impl Statement {
    /// Whether everybody may read it: the author allowed it, the clerk released it, and it is neither held nor withdrawn.
    pub const fn is_public(&self) -> bool {
        matches!(self.publication, Publication::Released)
            && !matches!(self.may_publish, MayPublish::No)
            && !matches!(self.state, StatementState::Held | StatementState::Withdrawn)
    }

    /// How it counts for how far its procedure is. Every one is weighed but what its author withdrew and what staff found to
    /// be spam: held, and its publication refused. One that is held and was not looked at may be a real one. The migration
    /// `weighed_statements` counted by the same rule.
    pub const fn weight(&self) -> Weight {
        let is_spam =
            matches!(self.state, StatementState::Held) && matches!(self.publication, Publication::Refused);
        Weight {
            weighed: !is_spam && !matches!(self.state, StatementState::Withdrawn),
            decided: matches!(self.state, StatementState::Decided | StatementState::Answered),
        }
    }
}

/// A file of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its id.
    pub id: AttachmentId,
    /// SHA-256 of its content, its name in the store.
    pub file: String,
    /// The name that its author gave it.
    pub file_name: String,
    /// Its type as recognised by its content.
    pub media_type: String,
    /// Size in bytes.
    pub size: u64,
}

#[derive(sqlx::FromRow)]
struct StatementRow {
    id: Uuid,
    procedure_id: Uuid,
    round_id: Uuid,
    number: i64,
    state: String,
    body: String,
    body_sha256: Vec<u8>,
    language: String,
    place_kind: String,
    place_ref: String,
    place_label: String,
    place_section: Option<String>,
    place_withheld: bool,
    lat: Option<f64>,
    lon: Option<f64>,
    inside: Option<bool>,
    seen_version: i64,
    channel: String,
    reply_wish: String,
    may_publish: String,
    publication: String,
    publication_reason: Option<String>,
    publication_remark: String,
    passages: Json<Vec<String>>,
    public_body: Option<String>,
    hidden: Option<Json<Hidden>>,
    mailed: bool,
    late: bool,
    submitted_at: At,
    received_on: Day,
    written_on: Option<Day>,
    revision: i64,
}

/// A number that the schema keeps small.
fn small(value: i64) -> Result<u32> {
    u32::try_from(value).map_err(|_| Error::internal(format!("{value} is no small number")))
}

fn word<T>(read: Option<T>, column: &str) -> Result<T> {
    read.ok_or_else(|| Error::internal(format!("statement.{column} holds a word that is unknown")))
}

impl TryFrom<StatementRow> for Statement {
    type Error = Error;

    fn try_from(row: StatementRow) -> Result<Self> {
        Ok(Self {
            id: StatementId(row.id),
            procedure: ProcedureId(row.procedure_id),
            round: RoundId(row.round_id),
            number: StatementNumber(small(row.number)?),
            state: word(StatementState::from_word(&row.state), "state")?,
            body: row.body,
            body_sha256: to_hex(&row.body_sha256),
            language: row.language,
            place_kind: word(PlaceKind::from_word(&row.place_kind), "place_kind")?,
            place_ref: row.place_ref,
            place_label: row.place_label,
            place_section: row.place_section,
            place_withheld: row.place_withheld,
            point: row.lon.zip(row.lat).map(|(lon, lat)| [lon, lat]),
            inside: row.inside,
            seen_version: small(row.seen_version)?,
            channel: word(Channel::from_word(&row.channel), "channel")?,
            reply_wish: word(ReplyWish::from_word(&row.reply_wish), "reply_wish")?,
            may_publish: word(MayPublish::from_word(&row.may_publish), "may_publish")?,
            publication: word(Publication::from_word(&row.publication), "publication")?,
            publication_reason: match row.publication_reason {
                Some(reason) => Some(word(PublicationReason::from_word(&reason), "publication_reason")?),
                None => None,
            },
            publication_remark: row.publication_remark,
            passages: row.passages.0,
            public_body: row.public_body,
            hidden: row.hidden.map(|Json(hidden)| hidden),
            mailed: row.mailed,
            late: row.late,
            submitted_at: row.submitted_at.0,
            received_on: row.received_on,
            written_on: row.written_on,
            revision: small(row.revision)?,
        })
    }
}

/// The beginning of a list of statements, whole; more conditions may follow.
pub fn select(db: &impl Statements) -> List {
    List::new(
        "select id, procedure_id, round_id, number, state, body, body_sha256, language, place_kind, place_ref, place_label, place_section, place_withheld, lat, lon, inside, \
         seen_version, channel, reply_wish, may_publish, publication, publication_reason, publication_remark, passages, public_body, hidden, mailed, late, submitted_at, received_on, written_on, revision \
         from statement where municipality_id = ?",
        [db.municipality().into()],
    )
}

/// The statements of a list that began with [`select`].
///
/// # Errors
/// Whatever the database says.
pub async fn all(db: &mut impl Statements, list: List) -> Result<Vec<Statement>> {
    let rows: Vec<StatementRow> = list.all(db).await?;
    rows.into_iter().map(Statement::try_from).collect()
}

/// A statement by its id.
///
/// # Errors
/// Whatever the database says.
pub async fn find(db: &mut impl Statements, id: StatementId) -> Result<Option<Statement>> {
    let one = select(db).push("and id = ?", [id.0.into()]);
    Ok(all(db, one).await?.pop())
}

/// The statement with a number within a procedure.
///
/// # Errors
/// [`ApiError::NotFound`] where there is none.
pub async fn find_by_number(
    db: &mut impl Statements,
    procedure: ProcedureId,
    number: StatementNumber,
) -> Result<Statement> {
    let one = select(db).push(
        "and procedure_id = ? and number = ?",
        [procedure.0.into(), i64::from(number.0).into()],
    );
    Ok(all(db, one).await?.pop().ok_or(ApiError::NotFound)?)
}

pub(super) async fn find_by_code_hash(db: &mut impl Statements, hash: &[u8]) -> Result<Option<Statement>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(Uuid,),
        "select id from statement where municipality_id = $1 and code_hash = $2",
        municipality,
        hash
    )?;
    match found {
        Some((id,)) => find(db, StatementId(id)).await,
        None => Ok(None),
    }
}

/// A statement by the hash of its submission key.
pub(super) async fn find_by_key(db: &mut impl Statements, key: &[u8]) -> Result<Option<Statement>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(Uuid,),
        "select id from statement where municipality_id = $1 and submission_key = $2",
        municipality,
        key
    )?;
    match found {
        Some((id,)) => find(db, StatementId(id)).await,
        None => Ok(None),
    }
}

/// A procedure's statements after a number, ordered by number: for exports that read page by page.
///
/// # Errors
/// Whatever the database says.
pub async fn page_of(
    db: &mut impl Statements,
    procedure: ProcedureId,
    after: u32,
    limit: i64,
) -> Result<Vec<Statement>> {
    let page = select(db).push(
        "and procedure_id = ? and number > ? order by number limit ?",
        [procedure.0.into(), i64::from(after).into(), limit.into()],
    );
    all(db, page).await
}

#[derive(sqlx::FromRow)]
struct AttachmentRow {
    id: Uuid,
    file: String,
    file_name: String,
    media_type: String,
    size: i64,
}

impl From<AttachmentRow> for Attachment {
    fn from(row: AttachmentRow) -> Self {
        Self {
            id: AttachmentId(row.id),
            file: row.file,
            file_name: row.file_name,
            media_type: row.media_type,
            size: u64::try_from(row.size).unwrap_or(0),
        }
    }
}

/// The files of a statement in the order in which they were sent.
///
/// # Errors
/// Whatever the database says.
pub async fn attachments(db: &mut impl Statements, id: StatementId) -> Result<Vec<Attachment>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all AttachmentRow,
        "select id, file, file_name, media_type, size from statement_attachment where municipality_id = $1 and statement_id = $2 order by position",
        municipality,
        id.0,
    )?;
    Ok(rows.into_iter().map(Attachment::from).collect())
}

#[derive(sqlx::FromRow)]
struct NameRow {
    statement_id: Uuid,
    file_name: String,
}

/// The names of the files of several statements, in their order.
///
/// # Errors
/// Whatever the database says.
pub async fn attachment_names(
    db: &mut impl Statements,
    ids: &[StatementId],
) -> Result<HashMap<StatementId, Vec<String>>> {
    let rows: Vec<NameRow> = List::new(
        "select statement_id, file_name from statement_attachment where municipality_id = ? and statement_id in",
        [db.municipality().into()],
    )
    .push_ids(ids.iter().map(|id| id.0))
    .push("order by statement_id, position", [])
    .all(db)
    .await?;
    let mut names: HashMap<StatementId, Vec<String>> = HashMap::new();
    for row in rows {
        names
            .entry(StatementId(row.statement_id))
            .or_default()
            .push(row.file_name);
    }
    Ok(names)
}

pub(super) async fn attachment(db: &mut impl Statements, id: AttachmentId) -> Result<Option<Attachment>> {
    let municipality = db.municipality();
    let row = sql!(
        db,
        optional AttachmentRow,
        "select id, file, file_name, media_type, size from statement_attachment where municipality_id = $1 and id = $2",
        municipality,
        id.0,
    )?;
    Ok(row.map(Attachment::from))
}

/// Moves a statement from one of some states to another and raises its revision; answers the state that it left, `None`
/// when it stands elsewhere. Whatever else was read of it before may have changed since: read it again.
///
/// # Errors
/// Whatever the database says.
pub async fn set_state(
    tx: &mut Tx,
    id: StatementId,
    from: &[StatementState],
    to: StatementState,
) -> Result<Option<StatementState>> {
    let municipality = tx.municipality();
    let now = sql!(
        tx,
        optional(String,),
        "select state from statement where municipality_id = $1 and id = $2",
        municipality,
        id.0
    )?;
    let now = now.and_then(|(word,)| StatementState::from_word(&word));
    let Some(now) = now.filter(|now| from.contains(now)) else {
        return Ok(None);
    };
    // Compared once more: on PostgreSQL another transaction may have moved it since.
    let rows = sql!(
        tx,
        run,
        "update statement set state = $3, revision = revision + 1 where municipality_id = $1 and id = $2 and state = $4",
        municipality,
        id.0,
        to.word(),
        now.word(),
    )?;
    Ok((rows == 1).then_some(now))
}

/// The same for several at once that are held in the state that they leave.
///
/// # Errors
/// [`ApiError::Conflict`] when one of them stands elsewhere.
pub async fn set_state_of_many(
    tx: &mut Tx,
    ids: &[StatementId],
    from: StatementState,
    to: StatementState,
) -> Result<()> {
    let rows: Vec<(Uuid,)> = List::new(
        "update statement set state = ?, revision = revision + 1 where municipality_id = ? and state = ? and id in",
        [to.word().into(), tx.municipality().into(), from.word().into()],
    )
    .push_ids(ids.iter().map(|id| id.0))
    .push("returning id", [])
    .all(tx)
    .await?;
    if rows.len() == ids.len() {
        Ok(())
    } else {
        Err(ApiError::Conflict.into())
    }
}

/// Stores the decision on publication that a statement bears, with its reason and the redacted text. The procedure's count
/// of published statements is the caller's to change.
///
/// # Errors
/// Whatever the database says.
pub async fn set_publication(tx: &mut Tx, decided: &Statement) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update statement set publication = $3, passages = $4, public_body = $5, place_withheld = $6, \
         publication_reason = $7, publication_remark = $8 where municipality_id = $1 and id = $2",
        municipality,
        decided.id.0,
        decided.publication.word(),
        Json(&decided.passages),
        decided.public_body.as_deref(),
        decided.place_withheld,
        decided.publication_reason.map(PublicationReason::word),
        &decided.publication_remark,
    )?;
    Ok(())
}

/// Takes the statement with a number within a procedure for a change: raises its revision, if it is still the expected
/// one, and answers it as it is once nobody else can change it.
///
/// # Errors
/// [`ApiError::NotFound`] where there is none, [`ApiError::Conflict`] when somebody else saved in between, or the
/// author's name was deleted.
pub async fn take(
    tx: &mut Tx,
    procedure: ProcedureId,
    number: StatementNumber,
    expected: u32,
) -> Result<Statement> {
    let municipality = tx.municipality();
    let rows = sql!(
        tx,
        run,
        "update statement set revision = revision + 1 where municipality_id = $1 and procedure_id = $2 and number = $3 and revision = $4",
        municipality,
        procedure.0,
        i64::from(number.0),
        i64::from(expected),
    )?;
    let taken = find_by_number(tx, procedure, number).await?;
    if rows == 1 {
        Ok(taken)
    } else {
        Err(ApiError::Conflict.into())
    }
}

/// Holds a statement until the transaction ends and raises its revision, whatever it is: who read it before and saves
/// afterwards is told so.
pub(super) async fn hold(tx: &mut Tx, id: StatementId) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update statement set revision = revision + 1 where municipality_id = $1 and id = $2",
        municipality,
        id.0,
    )?;
    Ok(())
}

/// Raises the revision if it is still the expected one. Whatever was read of the statement before may have changed since,
/// if it was not read together with this revision: [`take`] reads it afterwards.
///
/// # Errors
/// [`ApiError::Conflict`] when somebody else saved in between.
pub async fn take_revision(tx: &mut Tx, id: StatementId, expected: u32) -> Result<()> {
    let municipality = tx.municipality();
    let rows = sql!(
        tx,
        run,
        "update statement set revision = revision + 1 where municipality_id = $1 and id = $2 and revision = $3",
        municipality,
        id.0,
        i64::from(expected),
    )?;
    if rows == 1 {
        Ok(())
    } else {
        Err(ApiError::Conflict.into())
    }
}
