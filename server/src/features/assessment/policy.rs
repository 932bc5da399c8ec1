//! What may be written about a statement in which state: pure rules over values.

use shared::{
    api::ApiError,
    assessment::{Proposal, StatementState, check_move},
};

/// What is written about a statement and where it stands or is to stand.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// The state.
    pub state: StatementState,
    /// The reply.
    pub reply: &'a str,
    /// The proposal.
    pub proposal: Option<Proposal>,
}

/// Whether reply and proposal may be rewritten: the council decides on the proposal that it was shown, and an author
/// was answered with the reply that was sent.
///
/// # Errors
/// `proposal_decided`, `reply_sent`, or `proposal_missing` where a complete one would become incomplete.
pub fn may_rewrite(before: Standing<'_>, reply: &str, proposal: Option<Proposal>) -> Result<(), ApiError> {
    use StatementState as S;
    if matches!(before.state, S::Decided | S::Answered) && proposal != before.proposal {
        return Err(ApiError::refused("proposal_decided"));
    }
    if before.state == S::Answered && reply != before.reply {
        return Err(ApiError::refused("reply_sent"));
    }
    if before.state == S::BeforeCouncil && !is_complete(reply, proposal) {
        return Err(ApiError::refused("proposal_missing"));
    }
    Ok(())
}

/// Whether a statement may be moved, given what is written about it.
///
/// # Errors
/// As [`check_move`]; `decision_missing` where nobody has entered the decision, `reply_missing` where the author would
/// be answered with nothing.
pub fn may_move(now: Standing<'_>, to: StatementState, is_decided: bool) -> Result<(), ApiError> {
    check_move(now.state, to, now.reply, now.proposal)?;
    match to {
        StatementState::Decided if !is_decided => Err(ApiError::refused("decision_missing")),
        StatementState::Answered if now.reply.trim().is_empty() => Err(ApiError::refused("reply_missing")),
        _ => Ok(()),
    }
}

/// Whether reply and proposal are both there.
pub fn is_complete(reply: &str, proposal: Option<Proposal>) -> bool {
    proposal.is_some() && !reply.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use StatementState as S;

    const WRITTEN: Standing<'_> = Standing {
        state: S::Decided,
        reply: "Der Weg bleibt.",
        proposal: Some(Proposal::Followed),
    };

    #[test]
    fn a_proposal_does_not_change_once_the_council_has_decided() {
        assert_eq!(
            may_rewrite(WRITTEN, "Anders gesagt.", Some(Proposal::Followed)),
            Ok(())
        );
        let refused = Err(ApiError::refused("proposal_decided"));
        assert_eq!(
            may_rewrite(WRITTEN, WRITTEN.reply, Some(Proposal::Noted)),
            refused
        );
    }

    #[test]
    fn a_reply_does_not_change_once_it_was_sent() {
        let sent = Standing {
            state: S::Answered,
            ..WRITTEN
        };
        assert_eq!(
            may_rewrite(sent, "Anders.", sent.proposal),
            Err(ApiError::refused("reply_sent"))
        );
    }

    #[test]
    fn nothing_is_decided_by_a_move_alone_and_nobody_answered_with_nothing() {
        let before = Standing {
            state: S::BeforeCouncil,
            ..WRITTEN
        };
        assert_eq!(
            may_move(before, S::Decided, false),
            Err(ApiError::refused("decision_missing"))
        );
        let empty = Standing {
            reply: " ",
            ..WRITTEN
        };
        assert_eq!(
            may_move(empty, S::Answered, true),
            Err(ApiError::refused("reply_missing"))
        );
    }
}
