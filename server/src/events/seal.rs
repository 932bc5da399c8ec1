//! Sealing: numbers and hashes for the events that have none yet, chain by chain.
//!
//! A step of the worker and no job, so that a visitor's transaction writes the event alone and nothing that failed
//! leaves a gap: what is not sealed is found again. Invariant: the head of a chain is locked while it grows, so that
//! several workers make one chain.

use std::sync::Arc;

use shared::ids::MunicipalityId;
use uuid::Uuid;

use super::chain::{BEGINNING, Hash, Row};
use crate::{
    db::{Statements, Tx},
    error::{Error, Result},
    site::Site,
    sql,
};

/// How many events are sealed in one transaction: on SQLite nobody else writes meanwhile.
const TOGETHER: i64 = 500;

/// Seals every event that is not sealed yet; answers how many there were.
///
/// # Errors
/// Whatever the database says; what was sealed before stays sealed.
pub async fn seal(site: &Arc<Site>) -> Result<u64> {
    let waiting = {
        let mut read = site.db.read(MunicipalityId(Uuid::nil())).await?;
        sql!(
            &mut read,
            all(Uuid, Option<Uuid>),
            "select distinct municipality_id, procedure_id from event where number is null"
        )?
    };
    let mut sealed = 0;
    for (municipality, procedure) in waiting {
        loop {
            let mut tx = site.db.begin(MunicipalityId(municipality)).await?;
            let count = grow(&mut tx, procedure).await?;
            tx.commit().await?;
            sealed += count;
            if i64::try_from(count).unwrap_or(0) < TOGETHER {
                break;
            }
        }
    }
    Ok(sealed)
}

/// The key of a chain: its procedure; the municipality for what belongs to none.
pub(super) fn key(municipality: Uuid, procedure: Option<Uuid>) -> Uuid {
    procedure.unwrap_or(municipality)
}

async fn grow(tx: &mut Tx, procedure: Option<Uuid>) -> Result<u64> {
    let municipality = tx.municipality();
    let key = key(municipality, procedure);
    let (mut number, head) = sql!(
        tx,
        one(i64, Vec<u8>),
        "insert into event_chain (municipality_id, id, number, hash) values ($1, $2, 0, $3) \
         on conflict (municipality_id, id) do update set number = event_chain.number returning number, hash",
        municipality,
        key,
        BEGINNING.as_slice(),
    )?;
    let mut head: Hash = head
        .try_into()
        .map_err(|_| Error::internal("the head of a chain is no SHA-256"))?;
    let rows = sql!(
        tx,
        all Row,
        "select id, procedure_id, statement_id, kind, visibility, actor_id, data, at, number, chain from event \
         where municipality_id = $1 and procedure_id is not distinct from $2 and number is null \
         order by at, id limit $3",
        municipality,
        procedure,
        TOGETHER,
    )?;
    for row in &rows {
        number += 1;
        head = row.seal(municipality, number, &head);
        sql!(
            tx,
            run,
            "update event set number = $3, chain = $4 where municipality_id = $1 and id = $2",
            municipality,
            row.id,
            number,
            head.as_slice(),
        )?;
    }
    sql!(
        tx,
        run,
        "update event_chain set number = $3, hash = $4 where municipality_id = $1 and id = $2",
        municipality,
        key,
        number,
        head.as_slice(),
    )?;
    Ok(u64::try_from(rows.len()).unwrap_or(u64::MAX))
}
