//! Rows from one database into another, whichever kind each is.

use super::{ArchiveError, LEFT_OUT, rows, schema};
use crate::db::{Statements, Tx};

/// Copies the rows of all tables but those named, which stay as they are in the target. The target's tables are empty.
///
/// # Errors
/// Whatever either database says.
pub async fn copy(from: &mut impl Statements, to: &mut Tx, but: &[&str]) -> Result<(), ArchiveError> {
    for table in schema::tables() {
        if LEFT_OUT.contains(&table.name.as_str()) || but.contains(&table.name.as_str()) {
            continue;
        }
        let mut lines = Vec::new();
        rows::read_all(from, &table, |line| {
            lines.push(line);
            Ok(())
        })
        .await?;
        for line in &lines {
            rows::insert(to, &table, line).await?;
        }
    }
    Ok(())
}
