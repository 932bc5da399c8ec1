//! Table `statement_draft`: what visitors typed so far, kept under the keyed hash of a token in their cookie.

use shared::{
    addresses::Address,
    ids::{ProcedureId, StatementId},
    plans::map::MapView,
    statements::StatementInput,
    time::Timestamp,
};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    db::{At, Statements, Tx},
    error::Result,
    sql,
};

/// A file that is in the store already.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct StoredFile {
    /// Its name in the store.
    pub file: String,
    /// The name that its author gave it.
    pub name: String,
    /// Its type as recognised by its content.
    pub media_type: String,
    /// Size in bytes.
    pub size: u64,
    /// When it was stored; unknown in drafts of before this was noted.
    #[serde(default)]
    pub stored_at: Option<Timestamp>,
}

/// What is kept of a draft.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct StoredDraft {
    /// What was typed.
    #[serde(default)]
    pub input: StatementInput,
    /// The key that the browser chose for sending it; empty where it chose none.
    #[serde(default)]
    pub submission_key: String,
    /// Files that came along.
    #[serde(default)]
    pub files: Vec<StoredFile>,
    /// Of a draft that was sent, all that is left of it: the seal of what was sent.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sent: String,
    /// The street that was searched.
    #[serde(default)]
    pub search: String,
    /// What was found for it.
    #[serde(default)]
    pub found: Option<Vec<Address>>,
    /// Where the map looks; none while it is closed.
    #[serde(default)]
    pub map: Option<MapView>,
    /// Whether of name and addresses something was typed that is not kept, because no answer needs it.
    #[serde(default)]
    pub left_out: bool,
}

/// A draft with what became of it.
#[derive(Debug)]
pub struct DraftRow {
    /// What is kept.
    pub draft: StoredDraft,
    /// The statement that it became.
    pub statement: Option<StatementId>,
    /// When it was stored last, or sent.
    pub changed_at: Timestamp,
}

/// The draft of a procedure under a token's hash.
pub async fn draft(db: &mut impl Statements, id: &[u8], procedure: ProcedureId) -> Result<Option<DraftRow>> {
    let municipality = db.municipality();
    let row = sql!(
        db,
        optional(Json<StoredDraft>, Option<Uuid>, At),
        "select draft, statement_id, changed_at from statement_draft where municipality_id = $1 and id = $2 and procedure_id = $3",
        municipality,
        id,
        procedure.0,
    )?;
    Ok(row.map(|(Json(draft), statement, changed_at)| DraftRow {
        draft,
        statement: statement.map(StatementId),
        changed_at: changed_at.0,
    }))
}

/// The statement that the draft under a token's hash became, for whichever procedure it was.
pub async fn statement_of_draft(db: &mut impl Statements, id: &[u8]) -> Result<Option<StatementId>> {
    let municipality = db.municipality();
    let row = sql!(
        db,
        optional(Option<Uuid>),
        "select statement_id from statement_draft where municipality_id = $1 and id = $2",
        municipality,
        id,
    )?;
    Ok(row.and_then(|(statement,)| statement).map(StatementId))
}

/// Holds a draft that was not sent yet until the transaction ends, so that nobody sends or changes it meanwhile, and
/// answers it as it is now; `None` when it was sent or is gone.
pub async fn hold_draft(
    tx: &mut Tx,
    id: &[u8],
    procedure: ProcedureId,
    at: Timestamp,
) -> Result<Option<StoredDraft>> {
    let municipality = tx.municipality();
    let row = sql!(
        tx,
        optional(Json<StoredDraft>),
        "update statement_draft set changed_at = $4 where municipality_id = $1 and id = $2 and procedure_id = $3 \
         and statement_id is null returning draft",
        municipality,
        id,
        procedure.0,
        At::new(at),
    )?;
    Ok(row.map(|(Json(draft),)| draft))
}

/// Stores a draft under a new token, or one that is held ([`hold_draft`]).
pub async fn put_draft(
    tx: &mut Tx,
    id: &[u8],
    procedure: ProcedureId,
    draft: &StoredDraft,
    at: Timestamp,
) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into statement_draft (municipality_id, id, procedure_id, draft, changed_at) values ($1, $2, $3, $4, $5) \
         on conflict (municipality_id, id) do update set draft = excluded.draft, changed_at = excluded.changed_at",
        municipality,
        id,
        procedure.0,
        Json(draft),
        At::new(at),
    )?;
    Ok(())
}

/// Marks a draft as sent and empties it but for the seal of what was sent; `false` when it was sent before.
pub async fn claim_draft(
    tx: &mut Tx,
    id: &[u8],
    statement: StatementId,
    seal: String,
    at: Timestamp,
) -> Result<bool> {
    let municipality = tx.municipality();
    let left = StoredDraft {
        sent: seal,
        ..StoredDraft::default()
    };
    let rows = sql!(
        tx,
        run,
        "update statement_draft set statement_id = $3, draft = $4, changed_at = $5 where municipality_id = $1 and id = $2 and statement_id is null",
        municipality,
        id,
        statement.0,
        Json(left),
        At::new(at),
    )?;
    Ok(rows == 1)
}

/// Deletes the draft under a token's hash; answers its files, `None` where there was no draft.
pub async fn delete_draft(tx: &mut Tx, id: &[u8]) -> Result<Option<Vec<StoredFile>>> {
    let municipality = tx.municipality();
    let row = sql!(
        tx,
        optional(Json<StoredDraft>),
        "delete from statement_draft where municipality_id = $1 and id = $2 returning draft",
        municipality,
        id,
    )?;
    Ok(row.map(|(Json(draft),)| draft.files))
}

/// Deletes drafts that were not changed since a moment; answers their files.
pub async fn delete_old_drafts(tx: &mut Tx, before: Timestamp) -> Result<Vec<StoredFile>> {
    let municipality = tx.municipality();
    let rows = sql!(
        tx,
        all(Json<StoredDraft>),
        "delete from statement_draft where municipality_id = $1 and changed_at <= $2 returning draft",
        municipality,
        At::new(before),
    )?;
    Ok(rows.into_iter().flat_map(|(Json(draft),)| draft.files).collect())
}

/// Deletes all drafts of a procedure; answers their files.
///
/// # Errors
/// Whatever the database says.
pub async fn delete_drafts_of(tx: &mut Tx, procedure: ProcedureId) -> Result<Vec<StoredFile>> {
    let municipality = tx.municipality();
    let rows = sql!(
        tx,
        all(Json<StoredDraft>),
        "delete from statement_draft where municipality_id = $1 and procedure_id = $2 returning draft",
        municipality,
        procedure.0,
    )?;
    Ok(rows.into_iter().flat_map(|(Json(draft),)| draft.files).collect())
}
