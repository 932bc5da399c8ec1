//! Which phase of a round opens which action: one table, for policy, pages and staff alike.

use crate::time::Phase;

/// What a resident does in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundAction {
    /// Read the plan.
    Read,
    /// Keep a draft of a comment.
    Draft,
    /// Send a comment.
    Submit,
    /// Withdraw a comment.
    Withdraw,
}

/// Whether a phase opens an action. Drafting is possible at any time, so that a text typed too late is kept.
pub const fn opens(phase: Phase, action: RoundAction) -> bool {
    match action {
        RoundAction::Read | RoundAction::Draft => true,
        RoundAction::Submit | RoundAction::Withdraw => matches!(phase, Phase::During),
    }
}
