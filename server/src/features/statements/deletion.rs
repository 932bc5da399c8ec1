//! Deletion: of names, addresses and files of a procedure's statements, and of drafts after a day.
//!
//! Legal basis: GDPR Art. 5 (1) (e). Invariants: the texts of statements stay, sealed by their hash, with their redacted
//! passages; what hid a name in public texts goes on hiding it ([`Hidden`]) and holds no name itself. When this is due,
//! and what else goes with it: `exports`, the last feature that holds names.

use shared::ids::{ProcedureId, StatementId};

use super::{
    draft::KEPT_HOURS,
    hidden::{Hidden, Written},
    public_place::Sections,
    store::{self, Statement},
};
use crate::{
    db::{Statements, Tx},
    error::Result,
    site::Cx,
    uploads,
};

/// What was deleted of a procedure.
#[derive(Debug)]
pub struct Deleted {
    /// How many authors.
    pub persons: u64,
    /// The files, by their names in the store.
    pub files: Vec<String>,
}

/// Deletes drafts that nobody changed for a day.
///
/// # Errors
/// Whatever the database or the store says.
pub async fn delete_old_drafts(cx: &Cx) -> Result<()> {
    let mut tx = cx.begin().await?;
    let files = store::delete_old_drafts(&mut tx, cx.now() - chrono::Duration::hours(KEPT_HOURS)).await?;
    cx.commit(tx).await?;
    uploads::delete(
        &cx.site,
        &files.into_iter().map(|file| file.file).collect::<Vec<_>>(),
    )
    .await
}

/// Deletes what visitors typed for a procedure and never sent; answers the files by their names in the store. What nobody
/// deletes there goes with the daily sweep.
///
/// # Errors
/// Whatever the database says.
pub async fn delete_drafts_of(tx: &mut Tx, procedure: ProcedureId) -> Result<Vec<String>> {
    let files = store::delete_drafts_of(tx, procedure).await?;
    Ok(files.into_iter().map(|file| file.file).collect())
}

/// The statements of a procedure that say who wrote them, by name or by files; in the order of their numbers.
///
/// # Errors
/// Whatever the database says.
pub async fn authored(db: &mut impl Statements, procedure: ProcedureId) -> Result<Vec<StatementId>> {
    store::authored(db, procedure).await
}

/// Holds these statements until the transaction ends, before anything is read of what their authors are hidden in: who
/// saves one meanwhile waits, and is told then that it changed. To be called before the procedure's row is touched (the
/// order of locks stands in `store`).
///
/// # Errors
/// Whatever the database says.
pub async fn hold_authored(tx: &mut Tx, procedure: ProcedureId) -> Result<Vec<StatementId>> {
    let ids = store::authored(tx, procedure).await?;
    // One by one, because a single update takes its rows in whatever order it finds them.
    for id in &ids {
        store::hold(tx, *id).await?;
    }
    Ok(ids)
}

/// Makes lasting what hides the authors of these statements, all of one procedure and held ([`hold_authored`]): where
/// their names stand in the texts, and places that are their own addresses. Those without author and files are left as
/// they are.
///
/// # Errors
/// Whatever the database says.
pub async fn hide_for_good<'a>(
    tx: &mut Tx,
    procedure: ProcedureId,
    statements: Vec<Statement>,
    written: impl Fn(StatementId) -> Written<'a>,
) -> Result<()> {
    let ids: Vec<StatementId> = statements.iter().map(|statement| statement.id).collect();
    let persons = store::persons(tx, &ids).await?;
    let files = store::file_counts(tx, &ids).await?;
    let mut sections = Sections::of(procedure);
    for mut statement in statements {
        let (person, files) = (persons.get(&statement.id), files.get(&statement.id).copied());
        if person.is_none() && files.is_none() {
            continue;
        }
        // A statement about the house of its own author would still tell who that is.
        sections.forget_own(tx, &mut statement, person).await?;
        let hidden = Hidden::of(person, files.unwrap_or(0), &statement, &written(statement.id));
        store::set_hidden(tx, statement.id, &hidden).await?;
    }
    Ok(())
}

/// Deletes everything that says who wrote a procedure's statements, but for the files themselves, and for drafts
/// ([`delete_drafts_of`]).
///
/// # Errors
/// Whatever the database says.
pub async fn delete_persons(tx: &mut Tx, procedure: ProcedureId) -> Result<Deleted> {
    let persons = store::delete_persons_of(tx, procedure).await?;
    let files = store::delete_attachments_of(tx, procedure).await?;
    Ok(Deleted { persons, files })
}
