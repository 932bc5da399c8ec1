//! What may be written about a statement in which state: pure rules over values.

use shared::{
    api::ApiError,
    assessment::{Progress, Proposal, StatementState, check_move},
    ids::StatementNumber,
};

use super::store::{Assessed, Segment};

/// What is written about a statement or one of its points, and where it stands or is to stand.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// The state.
    pub state: StatementState,
    /// The state to which it is moved at once, if it is.
    pub to: Option<StatementState>,
    /// The reply.
    pub reply: &'a str,
    /// The proposal.
    pub proposal: Option<Proposal>,
}

/// Whether reply and proposal may be rewritten: the council decides on the proposal that it was shown, and an author
/// was answered with the reply that was sent.
///
/// # Errors
/// `proposal_decided`, `reply_sent`, or `proposal_missing` where one that is called complete would not be: whoever takes it
/// back to be worked on may save less.
pub fn may_rewrite(before: Standing<'_>, reply: &str, proposal: Option<Proposal>) -> Result<(), ApiError> {
    use StatementState as S;
    if matches!(before.state, S::Decided | S::Answered) && proposal != before.proposal {
        return Err(ApiError::refused("proposal_decided"));
    }
    if before.state == S::Answered && reply != before.reply {
        return Err(ApiError::refused("reply_sent"));
    }
    let is_taken_back = (before.state, before.to) == (S::ProposalReady, Some(S::InWork));
    if matches!(before.state, S::ProposalReady | S::BeforeCouncil) && !is_taken_back {
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

/// How far the council is with a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Council {
    /// Nobody has entered a decision.
    Undecided,
    /// It decided.
    Decided,
    /// It decided differently from what was proposed, and nobody has written or confirmed the reply since.
    Otherwise,
}

impl Council {
    /// As it is stored.
    pub const fn of(is_decided: bool, reply_to_check: bool) -> Self {
        match (is_decided, reply_to_check) {
            (false, _) => Self::Undecided,
            (true, false) => Self::Decided,
            (true, true) => Self::Otherwise,
        }
    }
}

/// Whether a statement may be moved, given what is written about it.
///
/// # Errors
/// As [`check_move`]; `decision_missing` where nobody has entered the decision, `reply_to_check` where the reply may
/// contradict it, `reply_missing` where the author would be answered with nothing.
pub fn may_move(
    from: StatementState,
    to: StatementState,
    written: Progress,
    council: Council,
) -> Result<(), ApiError> {
    check_move(from, to, written)?;
    match (to, council) {
        (StatementState::Decided, Council::Undecided) => Err(ApiError::refused("decision_missing")),
        (StatementState::Answered, Council::Otherwise) => Err(ApiError::refused(REPLY_TO_CHECK)),
        (StatementState::Answered, _) if !written.is_answered() => Err(ApiError::refused("reply_missing")),
        _ => Ok(()),
    }
}

/// The refusal to answer with a reply that may contradict the decision.
pub const REPLY_TO_CHECK: &str = "reply_to_check";

/// Whether the reply has to be looked at once this decision was entered or corrected: where the council decides differently
/// from what was proposed, a reply that was written before may say the opposite of it. A correction of who decided and when
/// changes nothing about that.
pub fn to_check_once_decided(before: &Assessed, after: &Assessed) -> bool {
    let results = |about: &Assessed| -> Vec<Option<Proposal>> {
        let whole = about.decision.as_ref().and_then(|decision| decision.result);
        let points = about.points.iter().map(|point| point.result);
        std::iter::once(whole).chain(points).collect()
    };
    if results(before) == results(after) {
        return before.reply_to_check;
    }
    if after.points.is_empty() {
        let result = after.decision.as_ref().and_then(|decision| decision.result);
        return deviates(result, after.proposal);
    }
    after
        .points
        .iter()
        .any(|point| deviates(point.result, point.proposal))
}

/// Whether it still has to be looked at once this was written: each reply that may contradict the decision was rewritten, or
/// not; a line more or less behind it is the same reply. Of a divided statement the points are written one by one: where
/// several were decided differently, somebody confirms.
pub fn to_check_once_written(before: &Assessed, after: &Assessed) -> bool {
    let is_rewritten = if after.points.is_empty() {
        before.reply.trim() != after.reply.trim()
    } else {
        before
            .points
            .iter()
            .zip(&after.points)
            .filter(|(_, point)| deviates(point.result, point.proposal))
            .all(|(was, point)| was.reply.trim() != point.reply.trim())
    };
    before.reply_to_check && !is_rewritten
}

/// Whether something was decided differently from what was proposed.
fn deviates(result: Option<Proposal>, proposal: Option<Proposal>) -> bool {
    result.is_some() && result != proposal
}

#[cfg(test)]
mod tests {
    use super::*;
    use StatementState as S;

    const WRITTEN: Standing<'_> = Standing {
        state: S::Decided,
        to: None,
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
    fn what_is_called_ready_stays_complete_until_it_is_taken_back() {
        let missing = Err(ApiError::refused("proposal_missing"));
        for state in [S::ProposalReady, S::BeforeCouncil] {
            let ready = Standing { state, ..WRITTEN };
            assert_eq!(may_rewrite(ready, " ", ready.proposal), missing);
            assert_eq!(may_rewrite(ready, ready.reply, None), missing);
            assert_eq!(may_rewrite(ready, "Anders gesagt.", ready.proposal), Ok(()));
        }
        let taken_back = Standing {
            state: S::ProposalReady,
            to: Some(S::InWork),
            ..WRITTEN
        };
        assert_eq!(may_rewrite(taken_back, "", None), Ok(()));
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
            may_move(S::BeforeCouncil, S::Decided, written, Council::Undecided),
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
                may_move(S::Decided, S::Answered, empty, Council::Decided),
                Err(ApiError::refused("reply_missing"))
            );
        }
    }

    /// What was proposed of two points and how the council decided on them, with a reply to each.
    fn decided(results: [Proposal; 2], replies: [&str; 2]) -> Assessed {
        let points = results.into_iter().zip(replies).map(|(result, reply)| Segment {
            reply: reply.into(),
            proposal: Some(Proposal::Followed),
            result: Some(result),
            ..Segment::default()
        });
        Assessed {
            points: points.collect(),
            ..Assessed::default()
        }
    }

    #[test]
    fn nobody_is_answered_with_a_reply_that_may_contradict_the_decision() {
        let written = Progress::of(WRITTEN.reply, WRITTEN.proposal);
        let answer = |council| may_move(S::Decided, S::Answered, written, council);
        assert_eq!(
            answer(Council::of(true, true)),
            Err(ApiError::refused(REPLY_TO_CHECK))
        );
        assert_eq!(answer(Council::of(true, false)), Ok(()));
    }

    #[test]
    fn a_reply_is_to_be_checked_where_the_council_decides_differently() {
        use Proposal::{Followed, Noted};
        let open = Assessed::default();
        let (as_proposed, otherwise) = (
            decided([Followed; 2], ["a", "b"]),
            decided([Followed, Noted], ["a", "b"]),
        );
        assert!(!to_check_once_decided(&open, &as_proposed));
        assert!(to_check_once_decided(&open, &otherwise));
        // Corrected: only what changes the result changes that.
        assert!(!to_check_once_decided(&otherwise, &as_proposed));
        assert!(!to_check_once_decided(&otherwise, &otherwise));
    }

    #[test]
    fn a_reply_is_checked_once_each_that_may_contradict_the_decision_was_rewritten() {
        use Proposal::{Followed, Noted};
        let to_check = |results, now| {
            let before = Assessed {
                reply_to_check: true,
                ..decided(results, ["a", "b"])
            };
            to_check_once_written(&before, &decided(results, now))
        };
        assert!(to_check([Followed, Noted], ["anders", "b"]));
        assert!(!to_check([Followed, Noted], ["a", "anders"]));
        assert!(to_check([Followed, Noted], ["a", "b\n"]));
        assert!(to_check([Noted, Noted], ["a", "anders"]));
    }
}
