//! What may be written about a statement in which state: pure rules over values.

use shared::{
    api::ApiError,
    assessment::{Progress, Proposal, StatementState, check_move},
    ids::StatementNumber,
};

use super::store::Segment;

/// What is written about a statement or one of its points, and where it stands or is to stand.
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
    if before.state == S::BeforeCouncil {
        Progress::of(reply, proposal).check()?;
    }
    Ok(())
}

/// The same for what a divided statement says before its points, which may say nothing: its proposal follows from them.
///
/// # Errors
/// `reply_sent`; a proposal of its own is a mistake of the field.
pub fn may_rewrite_divided(
    before: Standing<'_>,
    reply: &str,
    proposal: Option<Proposal>,
) -> Result<(), ApiError> {
    if proposal.is_some() && proposal != before.proposal {
        return Err(ApiError::invalid("proposal", "errors.proposal_by_points"));
    }
    if before.state == StatementState::Answered && reply != before.reply {
        return Err(ApiError::refused("reply_sent"));
    }
    Ok(())
}

/// The same for a point: its heading is sent with its reply.
///
/// # Errors
/// As [`may_rewrite`]; `points_incomplete` where a complete one would become incomplete.
pub fn may_rewrite_point(
    before: Standing<'_>,
    old_label: &str,
    label: &str,
    reply: &str,
    proposal: Option<Proposal>,
) -> Result<(), ApiError> {
    if before.state == StatementState::Answered && label != old_label {
        return Err(ApiError::refused("reply_sent"));
    }
    may_rewrite(before, reply, proposal).map_err(|error| {
        if error == ApiError::refused("proposal_missing") {
            ApiError::refused("points_incomplete")
        } else {
            error
        }
    })
}

/// A refusal because of a point that is not complete, naming the first one and what it lacks; any other stays as it is.
pub fn naming(error: ApiError, statement: StatementNumber, points: &[Segment]) -> ApiError {
    if error != ApiError::refused("points_incomplete") {
        return error;
    }
    let Some((at, point)) = (1_u32..).zip(points).find(|(_, point)| point.is_open()) else {
        return error;
    };
    let code = if point.reply.trim().is_empty() {
        "point_lacks_reply"
    } else {
        "point_lacks_proposal"
    };
    ApiError::refused_with(code, &[("number", format!("{statement}.{at}"))])
}

/// Whether a statement may be moved, given what is written about it.
///
/// # Errors
/// As [`check_move`]; `decision_missing` where nobody has entered the decision, `reply_missing` where the author would
/// be answered with nothing.
pub fn may_move(
    from: StatementState,
    to: StatementState,
    written: Progress,
    is_decided: bool,
) -> Result<(), ApiError> {
    check_move(from, to, written)?;
    match to {
        StatementState::Decided if !is_decided => Err(ApiError::refused("decision_missing")),
        StatementState::Answered if !written.is_answered() => Err(ApiError::refused("reply_missing")),
        _ => Ok(()),
    }
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
        let written = Progress::of(WRITTEN.reply, WRITTEN.proposal);
        assert_eq!(
            may_move(S::BeforeCouncil, S::Decided, written, false),
            Err(ApiError::refused("decision_missing"))
        );
        for empty in [
            Progress::of(" ", WRITTEN.proposal),
            Progress {
                points: 2,
                open: 1,
                ..written
            },
        ] {
            assert_eq!(
                may_move(S::Decided, S::Answered, empty, true),
                Err(ApiError::refused("reply_missing"))
            );
        }
    }
}
