//! Events: what changed, recorded in the transaction of the change; at once log, outbox and staff history.
//!
//! Invariants: an event holds ids, kinds, times and values without personal data, so that it never has to be deleted;
//! nobody changes one. The worker seals them: each procedure's events are numbered and chained by hashes ([`seal`]),
//! which `teilhabe record verify` and `teilhabe doctor` check ([`verify`]).

mod chain;
mod seal;
mod verify;

pub use seal::seal;
use shared::ids::{ProcedureId, StatementId};
pub use shared::record::EventKind;
use sqlx::types::Json;
pub use verify::{Break, Chain, Why, verify};

use crate::{
    db::{At, Statements, Tx},
    error::Result,
    site::Cx,
    sql,
};

/// Who may read an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Everybody, on the procedure's page.
    Public,
    /// The author by the receipt, and staff.
    Parties,
    /// Staff.
    Staff,
}

impl Visibility {
    const fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Parties => "parties",
            Self::Staff => "staff",
        }
    }
}

/// Something that happened.
#[derive(Clone, Debug)]
pub struct Event {
    /// What.
    pub kind: EventKind,
    /// Who may read it.
    pub visibility: Visibility,
    /// The procedure that it belongs to.
    pub procedure: Option<ProcedureId>,
    /// The statement that it is about.
    pub statement: Option<StatementId>,
    /// Values without personal data.
    pub data: serde_json::Value,
}

impl Event {
    /// An event without values.
    pub const fn new(kind: EventKind, visibility: Visibility) -> Self {
        Self {
            kind,
            visibility,
            procedure: None,
            statement: None,
            data: serde_json::Value::Null,
        }
    }

    /// About a procedure.
    #[must_use]
    pub const fn procedure(mut self, id: ProcedureId) -> Self {
        self.procedure = Some(id);
        self
    }

    /// About a statement.
    #[must_use]
    pub const fn statement(mut self, id: StatementId) -> Self {
        self.statement = Some(id);
        self
    }

    /// With values; none of them may be personal data.
    #[must_use]
    pub fn data(mut self, data: serde_json::Value) -> Self {
        self.data = data;
        self
    }
}

/// Records an event in the transaction of the change; the worker finds it and seals it.
///
/// # Errors
/// Whatever the database says; then the change does not last either.
pub async fn record(tx: &mut Tx, cx: &Cx, event: Event) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into event (municipality_id, id, procedure_id, statement_id, kind, visibility, actor_id, data, at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        municipality,
        cx.new_id(),
        event.procedure.map(|id| id.0),
        event.statement.map(|id| id.0),
        event.kind.word(),
        event.visibility.word(),
        cx.viewer.staff_id().map(|id| id.0),
        Json(event.data),
        At::new(cx.now()),
    )?;
    tx.touched.push(event.procedure);
    Ok(())
}
