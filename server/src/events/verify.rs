//! Whether the record is as it was sealed: every chain is walked from its beginning.
//!
//! What it cannot tell: what happened to an event before it was sealed, a second after it; and a database in which
//! somebody sealed everything anew. Against the latter, operators write down the heads that it prints.

use std::{collections::BTreeMap, fmt};

use shared::{ids::MunicipalityId, time::Timestamp};
use uuid::Uuid;

use super::{
    chain::{BEGINNING, Hash, Row},
    seal::key,
};
use crate::{
    db::{At, Db, Read},
    error::Result,
    secret::to_hex,
    sql,
};

/// How many events are read at once.
const TOGETHER: i64 = 1_000;

/// One chain as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The procedure's slug; `None` for what belongs to no procedure.
    pub procedure: Option<String>,
    /// How many of its events are sealed.
    pub sealed: i64,
    /// The hash of the last one, in hexadecimal digits.
    pub head: String,
    /// How many wait for sealing.
    pub waiting: i64,
    /// Since when the oldest of them waits.
    pub waiting_since: Option<Timestamp>,
    /// The first link that does not hold.
    pub broken: Option<Break>,
}

/// Where a chain is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    /// The number of the first event that is not as it was sealed.
    pub number: i64,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No event has this number.
    Missing,
    /// The event, or its hash, is not the one that was sealed.
    Changed,
    /// The event stands behind the end of the chain.
    Added,
}

impl fmt::Display for Break {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.number;
        match self.why {
            Why::Missing => write!(f, "event {number} is missing"),
            Why::Changed => write!(f, "event {number} is not as it was sealed"),
            Why::Added => write!(f, "event {number} was not sealed by this installation"),
        }
    }
}

/// Walks all chains of a municipality.
///
/// # Errors
/// Whatever the database says.
pub async fn verify(db: &Db, municipality: MunicipalityId) -> Result<Vec<Chain>> {
    let mut read = db.read(municipality).await?;
    let heads = heads(&mut read, municipality.0).await?;
    let mut chains = Vec::new();
    for (procedure, slug) in procedures(&mut read, municipality.0, &heads).await? {
        let head = heads.get(&key(municipality.0, procedure)).copied();
        chains.push(walk(&mut read, municipality.0, procedure, slug, head).await?);
    }
    Ok(chains)
}

async fn heads(read: &mut Read, municipality: Uuid) -> Result<BTreeMap<Uuid, (i64, Hash)>> {
    let rows = sql!(
        read,
        all(Uuid, i64, Vec<u8>),
        "select id, number, hash from event_chain where municipality_id = $1",
        municipality
    )?;
    let head = |hash: Vec<u8>| hash.try_into().unwrap_or(BEGINNING);
    Ok(rows
        .into_iter()
        .map(|(id, number, hash)| (id, (number, head(hash))))
        .collect())
}

/// Every chain that there is: those with events, those with a head, and the municipality's own.
async fn procedures(
    read: &mut Read,
    municipality: Uuid,
    heads: &BTreeMap<Uuid, (i64, Hash)>,
) -> Result<Vec<(Option<Uuid>, Option<String>)>> {
    let slugs: BTreeMap<Uuid, String> = sql!(
        read,
        all(Uuid, String),
        "select id, slug from procedure where municipality_id = $1",
        municipality
    )?
    .into_iter()
    .collect();
    let mut ids: std::collections::BTreeSet<Uuid> = sql!(
        read,
        all(Option<Uuid>),
        "select distinct procedure_id from event where municipality_id = $1",
        municipality
    )?
    .into_iter()
    .filter_map(|(id,)| id)
    .collect();
    ids.extend(heads.keys().filter(|id| **id != municipality));
    let named = ids.into_iter().map(|id| {
        let slug = slugs.get(&id).cloned().unwrap_or_else(|| id.to_string());
        (Some(id), Some(slug))
    });
    Ok(std::iter::once((None, None)).chain(named).collect())
}

async fn walk(
    read: &mut Read,
    municipality: Uuid,
    procedure: Option<Uuid>,
    slug: Option<String>,
    head: Option<(i64, Hash)>,
) -> Result<Chain> {
    let (waiting, since) = sql!(
        read,
        one(i64, Option<At>),
        "select cast(count(*) as bigint), min(at) from event \
         where municipality_id = $1 and procedure_id is not distinct from $2 and number is null",
        municipality,
        procedure,
    )?;
    let (last, hash) = head.unwrap_or((0, BEGINNING));
    let mut chain = Chain {
        procedure: slug,
        sealed: 0,
        head: to_hex(&hash),
        waiting,
        waiting_since: since.map(|At(at)| at),
        broken: None,
    };
    let mut before = BEGINNING;
    loop {
        let rows = page(read, municipality, procedure, chain.sealed).await?;
        for row in &rows {
            let number = chain.sealed + 1;
            let why = if number > last {
                Some(Why::Added)
            } else if row.number != Some(number) {
                Some(Why::Missing)
            } else {
                before = row.seal(municipality, number, &before);
                (row.chain.as_deref() != Some(before.as_slice())).then_some(Why::Changed)
            };
            if let Some(why) = why {
                chain.broken = Some(Break { number, why });
                return Ok(chain);
            }
            chain.sealed = number;
        }
        if i64::try_from(rows.len()).unwrap_or(0) < TOGETHER {
            break;
        }
    }
    if chain.sealed < last {
        chain.broken = Some(Break {
            number: chain.sealed + 1,
            why: Why::Missing,
        });
    } else if before != hash {
        chain.broken = Some(Break {
            number: last,
            why: Why::Changed,
        });
    }
    Ok(chain)
}

/// The sealed events after a number. Two texts, because an index answers `=` and not `is not distinct from`.
async fn page(read: &mut Read, municipality: Uuid, procedure: Option<Uuid>, after: i64) -> Result<Vec<Row>> {
    Ok(match procedure {
        Some(procedure) => sql!(
            read,
            all Row,
            "select id, procedure_id, statement_id, kind, visibility, actor_id, data, at, number, chain from event \
             where municipality_id = $1 and procedure_id = $2 and number > $3 order by number limit $4",
            municipality,
            procedure,
            after,
            TOGETHER,
        )?,
        None => sql!(
            read,
            all Row,
            "select id, procedure_id, statement_id, kind, visibility, actor_id, data, at, number, chain from event \
             where municipality_id = $1 and procedure_id is null and number > $2 order by number limit $3",
            municipality,
            after,
            TOGETHER,
        )?,
    })
}
