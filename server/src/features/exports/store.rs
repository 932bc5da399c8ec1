//! Table `export`.

use serde::{Deserialize, Serialize};
use shared::{
    exports::{Export, ExportFormat, ExportState, Selection, Variant},
    ids::{ExportId, ProcedureId},
    time::Timestamp,
};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    db::{At, Statements, Tx, list::List},
    error::{Error, Result},
    sql,
};

/// A file of an export: the name under which it is downloaded, and its name in the store.
pub type File = (String, String);

/// What a reader of an export has to know, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// What was left out.
    pub left_out: Vec<String>,
    /// What has to be read before it is passed on.
    pub read_first: Vec<String>,
}

/// What the column `left_out` holds: what is missing in words, what has to be read first, and what was asked for.
#[derive(Serialize)]
struct Column<'a> {
    left_out: &'a [String],
    read_first: &'a [String],
    selection: &'a Selection,
}

impl<'a> Column<'a> {
    fn of(notes: &'a Notes, selection: &'a Selection) -> Self {
        Self {
            left_out: &notes.left_out,
            read_first: &notes.read_first,
            selection,
        }
    }
}

/// The same as it is read: the oldest rows hold what was left out alone, older ones no selection.
#[derive(Deserialize)]
#[serde(untagged)]
enum StoredColumn {
    LeftOut(Vec<String>),
    All {
        left_out: Vec<String>,
        read_first: Vec<String>,
        #[serde(default)]
        selection: Selection,
    },
}

impl StoredColumn {
    fn into_parts(self) -> (Notes, Selection) {
        let (left_out, read_first, selection) = match self {
            Self::LeftOut(left_out) => (left_out, Vec::new(), Selection::default()),
            Self::All {
                left_out,
                read_first,
                selection,
            } => (left_out, read_first, selection),
        };
        (Notes { left_out, read_first }, selection)
    }
}

/// An export as it is stored.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its id.
    pub id: ExportId,
    /// The procedure.
    pub procedure: ProcedureId,
    /// Its form.
    pub format: ExportFormat,
    /// Who it is for.
    pub variant: Variant,
    /// What it is limited to.
    pub selection: Selection,
    /// Where it stands.
    pub state: ExportState,
    /// How far it is, see [`Export::done`].
    pub done: u32,
    /// Of how many.
    pub total: u32,
    /// Its files.
    pub files: Vec<File>,
    /// What was left out, and what has to be read first.
    pub notes: Notes,
    /// When it was asked for.
    pub created_at: Timestamp,
}

impl Stored {
    /// As staff see it.
    pub fn into_export(self) -> Export {
        let address = |(name, _): File| (format!("/files/exports/{}/{name}", self.id), name);
        Export {
            id: self.id,
            format: self.format,
            variant: self.variant,
            selection: self.selection,
            state: self.state,
            done: self.done,
            total: self.total,
            created_at: self.created_at,
            files: self.files.into_iter().map(address).collect(),
            left_out: self.notes.left_out,
            read_first: self.notes.read_first,
        }
    }
}

#[derive(sqlx::FromRow)]
struct ExportRow {
    id: Uuid,
    procedure_id: Uuid,
    format: String,
    variant: String,
    state: String,
    done: i64,
    total: i64,
    files: Json<Vec<File>>,
    left_out: Json<StoredColumn>,
    created_at: At,
}

impl TryFrom<ExportRow> for Stored {
    type Error = Error;

    fn try_from(row: ExportRow) -> Result<Self> {
        let unknown = || Error::internal("an export's row holds a word that is unknown");
        let (notes, selection) = row.left_out.0.into_parts();
        Ok(Self {
            id: ExportId(row.id),
            procedure: ProcedureId(row.procedure_id),
            format: ExportFormat::from_word(&row.format).ok_or_else(unknown)?,
            variant: Variant::from_word(&row.variant).ok_or_else(unknown)?,
            selection,
            state: ExportState::from_word(&row.state).ok_or_else(unknown)?,
            done: u32::try_from(row.done).unwrap_or(0),
            total: u32::try_from(row.total).unwrap_or(0),
            files: row.files.0,
            notes,
            created_at: row.created_at.0,
        })
    }
}

/// Stores a new export.
pub async fn insert(tx: &mut Tx, export: &Stored, actor: Option<Uuid>) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into export (municipality_id, id, procedure_id, format, variant, state, done, total, files, left_out, actor_id, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        municipality,
        export.id.0,
        export.procedure.0,
        export.format.word(),
        export.variant.word(),
        export.state.word(),
        i64::from(export.done),
        i64::from(export.total),
        Json(&export.files),
        Json(Column::of(&export.notes, &export.selection)),
        actor,
        At::new(export.created_at),
    )?;
    Ok(())
}

/// The beginning of a list of exports; more conditions follow.
fn select(db: &impl Statements) -> List {
    List::new(
        "select id, procedure_id, format, variant, state, done, total, files, left_out, created_at \
         from export where municipality_id = ?",
        [db.municipality().into()],
    )
}

/// The exports of a list that began with [`select`].
async fn all(db: &mut impl Statements, list: List) -> Result<Vec<Stored>> {
    let rows: Vec<ExportRow> = list.all(db).await?;
    rows.into_iter().map(Stored::try_from).collect()
}

/// An export by its id.
pub async fn find(db: &mut impl Statements, id: ExportId) -> Result<Option<Stored>> {
    let one = select(db).push("and id = ?", [id.0.into()]);
    Ok(all(db, one).await?.pop())
}

/// The newest exports of a procedure that were asked for before another one; internal ones only where they are wanted.
pub async fn newest(
    db: &mut impl Statements,
    procedure: ProcedureId,
    before: Uuid,
    internal: bool,
    limit: i64,
) -> Result<Vec<Stored>> {
    let page = select(db).push(
        "and procedure_id = ? and id < ? and (? or variant <> 'internal') order by id desc limit ?",
        [procedure.0.into(), before.into(), internal.into(), limit.into()],
    );
    all(db, page).await
}

/// The export of this form, variant and selection that was asked for since a moment and is not finished yet.
pub async fn under_way(
    db: &mut impl Statements,
    procedure: ProcedureId,
    (format, variant): (ExportFormat, Variant),
    selection: &Selection,
    since: Timestamp,
) -> Result<Option<Stored>> {
    let newest = select(db).push(
        "and procedure_id = ? and format = ? and variant = ? and state not in ('ready', 'failed') \
         and created_at >= ? order by id desc",
        [
            procedure.0.into(),
            format.word().into(),
            variant.word().into(),
            At::new(since).into(),
        ],
    );
    // Compared here: what two databases make of JSON differs. They are few, because nobody may start many.
    let found = all(db, newest).await?;
    Ok(found.into_iter().find(|export| export.selection == *selection))
}

/// Stores how far an export is; nothing where it ended already, because another process was faster.
pub async fn set_progress(
    tx: &mut Tx,
    id: ExportId,
    state: ExportState,
    done: u32,
    total: u32,
) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update export set state = $3, done = $4, total = $5 where municipality_id = $1 and id = $2 \
         and state not in ('ready', 'failed')",
        municipality,
        id.0,
        state.word(),
        i64::from(done),
        i64::from(total),
    )?;
    Ok(())
}

/// How an export ended.
#[derive(Clone, Copy, Debug)]
pub struct Ended<'a> {
    /// Ready or failed.
    pub state: ExportState,
    /// Its files.
    pub files: &'a [File],
    /// What was left out, and what has to be read first.
    pub notes: &'a Notes,
    /// What it is limited to.
    pub selection: &'a Selection,
    /// Statements in its files.
    pub done: u32,
    /// Statements in all.
    pub total: u32,
}

/// Stores how an export ended; `false` when there is none any more, or it ended before.
pub async fn finish(tx: &mut Tx, id: ExportId, ended: Ended<'_>) -> Result<bool> {
    let municipality = tx.municipality();
    let finished = sql!(
        tx,
        run,
        "update export set state = $3, files = $4, left_out = $5, done = $6, total = $7 where municipality_id = $1 and id = $2 \
         and state not in ('ready', 'failed')",
        municipality,
        id.0,
        ended.state.word(),
        Json(ended.files),
        Json(Column::of(ended.notes, ended.selection)),
        i64::from(ended.done),
        i64::from(ended.total),
    )?;
    Ok(finished == 1)
}

/// Removes the internal exports of a procedure; answers their files.
pub async fn delete_internal(tx: &mut Tx, procedure: ProcedureId) -> Result<Vec<File>> {
    let municipality = tx.municipality();
    let rows = sql!(
        tx,
        all(Json<Vec<File>>),
        "delete from export where municipality_id = $1 and procedure_id = $2 and variant = 'internal' returning files",
        municipality,
        procedure.0,
    )?;
    Ok(rows.into_iter().flat_map(|(Json(files),)| files).collect())
}

/// Removes all exports of a procedure; their files go with the daily sweep.
pub async fn delete_all(tx: &mut Tx, procedure: ProcedureId) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "delete from export where municipality_id = $1 and procedure_id = $2",
        municipality,
        procedure.0,
    )?;
    Ok(())
}

/// Removes the exports without names of every procedure behind its newest ones of each variant that are ready, and behind
/// its newest ones that failed; answers of each its procedure and how many files it had.
pub async fn delete_old_nameless(tx: &mut Tx, kept: i64) -> Result<Vec<(ProcedureId, usize)>> {
    let municipality = tx.municipality();
    let rows = sql!(
        tx,
        all(Uuid, Json<Vec<File>>),
        "delete from export where municipality_id = $1 and variant <> 'internal' and state in ('ready', 'failed') \
         and (select count(*) from export newer where newer.municipality_id = export.municipality_id \
         and newer.procedure_id = export.procedure_id and newer.variant = export.variant \
         and newer.state = export.state and newer.id > export.id) >= $2 returning procedure_id, files",
        municipality,
        kept,
    )?;
    Ok(rows
        .into_iter()
        .map(|(procedure, Json(files))| (ProcedureId(procedure), files.len()))
        .collect())
}
