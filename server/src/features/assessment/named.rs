//! Which statements the public record names where it tells of several: those that everybody may read, with their state.
//!
//! Invariant: no other is named. The record says of every statement that it came in, and of none that is not published
//! how far it is: if all that were decided stood here, those that are missing would be known to be held as spam, not
//! finished or come too late.

use shared::ids::StatementNumber;

use crate::features::statements::Statement;

/// More numbers than this are no help in one entry of the record; then it names none.
const MOST: usize = 100;

/// The numbers that an event may name, collected while its statements are changed.
#[derive(Debug, Default)]
pub(super) struct Named(Vec<StatementNumber>);

impl Named {
    /// Notes a statement that the event is about.
    pub(super) fn note(&mut self, statement: &Statement) {
        if statement.is_public() {
            self.0.push(statement.number);
        }
    }

    /// The numbers as the event bears them.
    pub(super) fn numbers(&self) -> &[StatementNumber] {
        if self.0.len() > MOST { &[] } else { &self.0 }
    }
}
