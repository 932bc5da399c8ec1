//! Table `procedure_version`.

use serde::{Deserialize, Serialize};
use shared::{
    ids::ProcedureId,
    organisations::Localized,
    procedures::{Content, Version},
};
use sqlx::types::Json;

use super::count;
use crate::{
    db::{At, Statements, Tx},
    error::Result,
    sql,
};

/// What lists show of a version; kept beside it, so that a list does not read whole plans.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::features::procedures) struct Summary {
    /// The title.
    pub title: Localized,
    /// One to three sentences.
    pub short: Localized,
}

pub(in crate::features::procedures) async fn content(
    db: &mut impl Statements,
    id: ProcedureId,
    version: Option<u32>,
) -> Result<Option<(u32, Content)>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(i64, Json<Content>),
        "select version, content from procedure_version where municipality_id = $1 and procedure_id = $2 \
         and version = coalesce(cast($3 as bigint), (select published_version from procedure where municipality_id = $1 and id = $2))",
        municipality,
        id.0,
        version.map(i64::from),
    )?;
    Ok(found.map(|(version, Json(content))| (count(version), content)))
}

pub(in crate::features::procedures) async fn versions(
    db: &mut impl Statements,
    id: ProcedureId,
) -> Result<Vec<Version>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all(i64, At, String),
        "select version, published_at, reason from procedure_version where municipality_id = $1 and procedure_id = $2 order by version desc",
        municipality,
        id.0,
    )?;
    Ok(rows
        .into_iter()
        .map(|(version, at, reason)| Version {
            version: count(version),
            published_at: at.0,
            reason,
        })
        .collect())
}

pub(in crate::features::procedures) async fn insert_version(
    tx: &mut Tx,
    id: ProcedureId,
    version: &Version,
    content: &Content,
) -> Result<()> {
    let municipality = tx.municipality();
    let summary = Summary {
        title: content.title.clone(),
        short: content.short.clone(),
    };
    sql!(
        tx,
        run,
        "insert into procedure_version (municipality_id, procedure_id, version, content, summary, reason, published_at) \
         values ($1, $2, $3, $4, $5, $6, $7)",
        municipality,
        id.0,
        i64::from(version.version),
        Json(content),
        Json(summary),
        &version.reason,
        At::new(version.published_at),
    )?;
    for document in &content.documents {
        sql!(
            tx,
            run,
            "insert into procedure_document (municipality_id, file, procedure_id, published) values ($1, $2, $3, $4) \
             on conflict (municipality_id, file, procedure_id) do update set published = excluded.published",
            municipality,
            &document.file,
            id.0,
            true,
        )?;
    }
    Ok(())
}

/// Remembers a file of the working copy, which staff may read.
pub(in crate::features::procedures) async fn add_document(
    tx: &mut Tx,
    id: ProcedureId,
    file: &str,
) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into procedure_document (municipality_id, file, procedure_id, published) values ($1, $2, $3, $4) \
         on conflict (municipality_id, file, procedure_id) do nothing",
        municipality,
        file,
        id.0,
        false,
    )?;
    Ok(())
}

/// Whether a file is a document of a procedure, and of any published version; `None` where it is none at all.
pub(in crate::features::procedures) async fn is_published_document(
    db: &mut impl Statements,
    file: &str,
) -> Result<Option<bool>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(bool),
        "select published from procedure_document where municipality_id = $1 and file = $2 order by published desc limit 1",
        municipality,
        file,
    )?;
    Ok(found.map(|(published,)| published))
}
