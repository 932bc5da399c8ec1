//! Table `glossary_term`: how a municipality explains words, who agreed, who of staff entered it.

use std::collections::HashMap;

use shared::{
    glossary::Approval,
    ids::StaffId,
    time::{Day, Timestamp},
};

use crate::{
    db::{At, Statements, Tx},
    error::Result,
    sql,
};

/// What a municipality wrote about a word and agreed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct OwnTerm {
    /// The explanation; empty where the shipped one holds.
    pub explanation: String,
    /// Who agreed to it.
    pub approval: Option<Approval>,
    /// Counts the changes; 0 as long as there was none.
    pub revision: u32,
}

/// When a word was written, and by whom.
#[derive(Clone, Debug)]
pub(super) struct Entered {
    /// The name of the account; empty for an operator's command, or an account that is gone.
    pub by: String,
    pub at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct TermRow {
    term: String,
    explanation: String,
    approved_by: String,
    approved_on: Option<Day>,
    revision: i64,
}

impl TermRow {
    fn into_own(self) -> OwnTerm {
        let by = self.approved_by;
        OwnTerm {
            explanation: self.explanation,
            approval: self.approved_on.map(|on| Approval { by, on }),
            revision: u32::try_from(self.revision).unwrap_or(u32::MAX),
        }
    }
}

/// All words of the municipality by their ids.
pub(super) async fn all(db: &mut impl Statements) -> Result<HashMap<String, OwnTerm>> {
    let municipality = db.municipality();
    let rows = sql!(
        db,
        all TermRow,
        "select term, explanation, approved_by, approved_on, revision from glossary_term where municipality_id = $1",
        municipality,
    )?;
    Ok(rows
        .into_iter()
        .map(|mut row| (std::mem::take(&mut row.term), row.into_own()))
        .collect())
}

/// When a word was written last; nothing as long as it is as shipped.
pub(super) async fn entered(db: &mut impl Statements, id: &str) -> Result<Option<Entered>> {
    let municipality = db.municipality();
    let found = sql!(
        db,
        optional(At, Option<String>),
        "select glossary_term.entered_at, staff.name from glossary_term \
         left join staff on staff.municipality_id = glossary_term.municipality_id and staff.id = glossary_term.entered_by \
         where glossary_term.municipality_id = $1 and glossary_term.term = $2",
        municipality,
        id,
    )?;
    Ok(found.map(|(at, by)| Entered {
        by: by.unwrap_or_default(),
        at: at.0,
    }))
}

/// Stores a word, whose revision becomes the next one; `false` when somebody else stored it meanwhile.
pub(super) async fn put(
    tx: &mut Tx,
    id: &str,
    own: &OwnTerm,
    by: Option<StaffId>,
    at: Timestamp,
) -> Result<bool> {
    let municipality = tx.municipality();
    let (approved_by, approved_on) = match &own.approval {
        Some(approval) => (approval.by.as_str(), Some(approval.on)),
        None => ("", None),
    };
    let written = sql!(
        tx,
        run,
        "insert into glossary_term (municipality_id, term, explanation, approved_by, approved_on, entered_by, entered_at, revision) \
         values ($1, $2, $3, $4, $5, $6, $7, $8) \
         on conflict (municipality_id, term) do update set explanation = excluded.explanation, \
         approved_by = excluded.approved_by, approved_on = excluded.approved_on, entered_by = excluded.entered_by, \
         entered_at = excluded.entered_at, revision = excluded.revision \
         where glossary_term.revision = $9",
        municipality,
        id,
        &own.explanation,
        approved_by,
        approved_on,
        by.map(|id| id.0),
        At::new(at),
        i64::from(own.revision) + 1,
        i64::from(own.revision),
    )?;
    Ok(written == 1)
}
