//! Assessment (Abwägung, BauGB § 1 (7)): states, coded proposals, the council's decision, and who sees what when.

mod points;
mod sentences;
mod staff;

pub use points::{
    AnswerSource, AssessPoint, DivideStatement, FatePoint, ListAnswers, MAX_LABEL, MAX_POINTS, Point,
    Progress, TakeOverAnswer, check_starts, common, passages, source,
};
pub use sentences::{Sentence, sentences};
pub use staff::{
    AssessStatement, CorrectDecision, EnteredDecision, HistoryEntry, ListDecisions, ListStatements,
    ListTopics, MoveStatements, MovesPreview, PreviewMoves, RecordDecision, ShowStatement, StatementFile,
    StatementSummary, Topic, Touched,
};

use crate::{api::ApiError, time::Day, wire, words};

/// Longest reply or note, in characters.
pub const MAX_REPLY: usize = 50_000;

wire! {
    /// Where a statement stands.
    #[derive(Copy, Eq, Hash, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum StatementState {
        /// Suspected of being spam: kept, shown to staff, its receipt valid.
        Held,
        /// Arrived.
        Received,
        /// Somebody works on it.
        InWork,
        /// Reply and proposal are written.
        ProposalReady,
        /// Handed to the council; the proposal is visible to its author.
        BeforeCouncil,
        /// The council has decided.
        Decided,
        /// The author was answered.
        Answered,
        /// Withdrawn by its author: kept and marked, out of public views.
        Withdrawn,
    }
    /// The coded proposal (XBeteiligung `abwaegungsvorschlag`).
    #[derive(Copy, Eq, Hash)]
    #[serde(rename_all = "snake_case")]
    pub enum Proposal {
        /// 1000: followed.
        Followed,
        /// 2000: followed already.
        AlreadyFollowed,
        /// 3000: not followed.
        NotFollowed,
        /// 4000: referred to a working group.
        WorkingGroup,
        /// 5000: noted.
        Noted,
    }
    /// What an author, or the public, may know of a statement's fate.
    pub struct Fate {
        /// Where it stands; held ones show as received.
        pub state: StatementState,
        /// When it reached each state.
        pub dates: Vec<(StatementState, Day)>,
        /// The administration's proposal: from "before the council". Of a divided statement what its points agree on.
        pub proposal: Option<Proposal>,
        /// The council's decision: from "decided".
        pub decision: Option<Decision>,
        /// The reply, of a divided statement what is said before its points: from "answered".
        pub reply: Option<String>,
        /// What became of each of its points: from "before the council"; none where it was not divided.
        #[serde(default)]
        pub points: Vec<FatePoint>,
    }
    /// A decision of a council or committee on a statement.
    pub struct Decision {
        /// Who decided.
        pub committee: String,
        /// When.
        pub decided_on: Day,
        /// How: the proposal as decided; absent where points were decided differently.
        pub result: Option<Proposal>,
        /// Words of the minutes, if they say more.
        #[serde(default)]
        pub remark: String,
    }
}

words! {
    /// All states in order.
    StatementState {
        Held = "held",
        Received = "received",
        InWork = "in_work",
        ProposalReady = "proposal_ready",
        BeforeCouncil = "before_council",
        Decided = "decided",
        Answered = "answered",
        Withdrawn = "withdrawn",
    }
}

impl StatementState {
    /// The states whose release an author keeps who withdraws afterwards: with the receipt code, what was decided and answered
    /// stays to be read, although nothing of it is public any more. A proposal that nobody decided on goes. The later one
    /// counts.
    pub const KEPT_BY_AUTHOR: [Self; 2] = [Self::Decided, Self::Answered];

    /// The states to which staff may move a statement from this one.
    pub const fn next(self) -> &'static [Self] {
        match self {
            Self::Held => &[Self::Received],
            Self::Received => &[Self::InWork, Self::Held],
            Self::InWork => &[Self::ProposalReady, Self::Received],
            Self::ProposalReady => &[Self::BeforeCouncil, Self::InWork],
            Self::BeforeCouncil => &[Self::Decided, Self::ProposalReady],
            Self::Decided => &[Self::Answered],
            Self::Answered | Self::Withdrawn => &[],
        }
    }

    /// What leaves the administration in this state: one table for `/r/CODE`, public pages, exports and staff. For authors who
    /// withdrew it has an exception, [`Self::KEPT_BY_AUTHOR`].
    pub const fn released(self) -> Released {
        let stage = match self {
            Self::Held | Self::Received | Self::InWork | Self::ProposalReady | Self::Withdrawn => 0,
            Self::BeforeCouncil => 1,
            Self::Decided => 2,
            Self::Answered => 3,
        };
        Released {
            proposal: stage >= 1,
            decision: stage >= 2,
            reply: stage >= 3,
        }
    }
}

/// Which parts of an assessment are visible outside the administration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Released {
    /// The proposal, marked as the administration's.
    pub proposal: bool,
    /// The council's decision.
    pub decision: bool,
    /// The reply.
    pub reply: bool,
}

words! {
    /// All proposals in the order of their codes.
    Proposal {
        Followed = "followed",
        AlreadyFollowed = "already_followed",
        NotFollowed = "not_followed",
        WorkingGroup = "working_group",
        Noted = "noted",
    }
}

impl Proposal {
    /// The code of XBeteiligung.
    pub const fn code(self) -> i64 {
        match self {
            Self::Followed => 1000,
            Self::AlreadyFollowed => 2000,
            Self::NotFollowed => 3000,
            Self::WorkingGroup => 4000,
            Self::Noted => 5000,
        }
    }
    /// Reads the code of XBeteiligung.
    pub fn from_code(code: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|proposal| proposal.code() == code)
    }
}

/// The topics that residents and clerks know (XBeteiligung `zuordnung`, with its codes).
pub const TOPICS: [(&str, &str); 31] = [
    ("0100", "Grundlagen und Verfahren"),
    ("0200", "Anlass und Ziel"),
    ("0300", "Rahmenbedingungen"),
    ("0310", "Raumordnung"),
    ("0311", "Flächennutzungsplan"),
    ("0312", "Landschaftsprogramm"),
    ("0320", "Andere rechtliche Tatbestände"),
    ("0321", "Bestehende Bebauungspläne"),
    ("0322", "Baumschutz"),
    ("0323", "Denkmalschutz"),
    ("0324", "Biotope"),
    ("0325", "Kampfmittel"),
    ("0326", "Landschaftsschutzgebiet"),
    ("0330", "Bestand"),
    ("0400", "Umweltbericht"),
    ("0500", "Planinhalt und Abwägung"),
    ("0510", "Straßenverkehr"),
    ("0520", "Grünfläche und Spielplatz"),
    ("0530", "Wasserflächen"),
    ("0540", "Immissionsschutz und Lärm"),
    ("0550", "Oberflächenentwässerung"),
    ("0560", "Schmutzwasser"),
    ("0570", "Naturschutzmaßnahmen"),
    ("0571", "Erhaltungsgebot"),
    ("0572", "Anpflanzungsgebot"),
    ("0600", "Verwirklichung"),
    ("0700", "Aufhebung"),
    ("0800", "Flächen und Kosten"),
    ("0810", "Flächen"),
    ("0820", "Kosten"),
    ("9999", "Sonstiges"),
];

/// Whether a decision may be corrected in a state: once it was entered, until its author was answered with it.
///
/// # Errors
/// `decision_missing` before it was entered, `decision_sent` once the answer was given.
pub fn check_correction(state: StatementState) -> Result<(), ApiError> {
    match state {
        StatementState::Decided => Ok(()),
        StatementState::Answered => Err(ApiError::refused("decision_sent")),
        _ => Err(ApiError::refused("decision_missing")),
    }
}

/// Whether staff may move a statement, given what was written about it.
///
/// # Errors
/// `state_not_reachable`; for a ready proposal `proposal_missing` or, of a divided statement, `points_incomplete`.
pub fn check_move(from: StatementState, to: StatementState, written: Progress) -> Result<(), ApiError> {
    if from == to {
        return Ok(());
    }
    if !from.next().contains(&to) {
        return Err(ApiError::refused("state_not_reachable"));
    }
    if matches!(to, StatementState::ProposalReady | StatementState::BeforeCouncil) {
        written.check()?;
    }
    Ok(())
}

/// Whether a statement may be divided into points: the council decides on what it was shown.
///
/// # Errors
/// `division_closed` in every other state.
pub fn check_division(state: StatementState) -> Result<(), ApiError> {
    match state {
        StatementState::Received | StatementState::InWork | StatementState::ProposalReady => Ok(()),
        _ => Err(ApiError::refused("division_closed")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_the_administration_before_its_state() {
        use StatementState as S;
        let table: Vec<_> = S::ALL
            .into_iter()
            .map(|s| {
                (
                    s.word(),
                    s.released().proposal,
                    s.released().decision,
                    s.released().reply,
                )
            })
            .collect();
        assert_eq!(
            table,
            [
                ("held", false, false, false),
                ("received", false, false, false),
                ("in_work", false, false, false),
                ("proposal_ready", false, false, false),
                ("before_council", true, false, false),
                ("decided", true, true, false),
                ("answered", true, true, true),
                ("withdrawn", false, false, false),
            ]
        );
    }

    #[test]
    fn who_withdraws_keeps_what_was_decided_and_no_proposal_alone() {
        let kept = StatementState::KEPT_BY_AUTHOR.map(|state| state.released().reply);
        assert_eq!(kept, [false, true]);
        let releases = StatementState::ALL
            .into_iter()
            .filter(|state| state.released().decision);
        assert!(releases.eq(StatementState::KEPT_BY_AUTHOR));
    }

    #[test]
    fn a_proposal_without_reply_does_not_reach_the_council() {
        use StatementState as S;
        let refused = check_move(
            S::InWork,
            S::ProposalReady,
            Progress::of(" ", Some(Proposal::Noted)),
        );
        assert_eq!(refused, Err(ApiError::refused("proposal_missing")));
        assert_eq!(
            check_move(
                S::InWork,
                S::ProposalReady,
                Progress::of("Der Weg bleibt.", Some(Proposal::Noted))
            ),
            Ok(())
        );
        assert_eq!(
            check_move(S::Received, S::Decided, Progress::of("x", None)),
            Err(ApiError::refused("state_not_reachable"))
        );
    }
}
