//! Points of a statement (segments): what of its text belongs together, and what is made of each.
//!
//! Invariants: point 1 begins with the text and each reaches to the next one, so that no word is outside of all points;
//! starts count characters (Unicode scalar values) of the text with LF line ends, which never changes.

use std::ops::Range;

use super::{Proposal, StatementState};
use crate::{
    api::{ApiError, Cursor, Invalid, Page},
    endpoint,
    ids::{PointNumber, StatementNumber},
    wire,
};

/// Most points of a statement.
pub const MAX_POINTS: usize = 100;
/// Longest heading of a point, in characters.
pub const MAX_LABEL: usize = 120;

wire! {
    /// A point of a statement, for staff.
    pub struct Point {
        /// Its number within the statement, from 1.
        pub number: PointNumber,
        /// Where it begins in the text as it is shown, in characters.
        pub start: u32,
        /// Its heading; may be empty.
        pub label: String,
        /// Its part of the text.
        pub passage: String,
        /// The reply so far.
        pub reply: String,
        /// The proposal so far.
        pub proposal: Option<Proposal>,
        /// How the council decided on it.
        pub result: Option<Proposal>,
    }
    /// What an author, or the public, may know of a point's fate.
    pub struct FatePoint {
        /// Its number within the statement, from 1.
        pub number: PointNumber,
        /// Its heading; may be empty.
        pub label: String,
        /// Its part of the text.
        pub passage: String,
        /// The administration's proposal: from "before the council".
        pub proposal: Option<Proposal>,
        /// The council's decision: from "decided".
        pub result: Option<Proposal>,
        /// The reply: from "answered".
        pub reply: Option<String>,
    }
    /// Divides a statement into points, or divides it anew: a point whose start stays keeps what was written about it.
    pub struct DivideStatement {
        /// The procedure's slug.
        pub procedure: String,
        /// The statement's number.
        pub number: StatementNumber,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// Where the points after the first begin, in characters of the text, ascending. Without any the statement is not
        /// divided.
        #[serde(default)]
        pub starts: Vec<u32>,
    }
    /// Writes heading, reply and proposal of one point, and moves the statement's state if asked to. A statement that was
    /// only received is in work from then on.
    pub struct AssessPoint {
        /// The procedure's slug.
        pub procedure: String,
        /// The statement's number.
        pub number: StatementNumber,
        /// The point's number.
        pub point: PointNumber,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// A short heading.
        #[serde(default)]
        pub label: String,
        /// The reply.
        #[serde(default)]
        pub reply: String,
        /// The proposal.
        #[serde(default)]
        pub proposal: Option<Proposal>,
        /// The state to move to; else it stays, or is in work.
        #[serde(default)]
        pub state: Option<StatementState>,
    }
    /// Asks for the answers of the procedure that a point of a statement can take over: those of statements with the same
    /// topics first, then the newest.
    pub struct ListAnswers {
        /// The procedure's slug.
        pub procedure: String,
        /// The statement's number.
        pub number: StatementNumber,
        /// At most this many, 1 to 100.
        #[serde(default)]
        pub limit: Option<u32>,
        /// Where the page begins.
        #[serde(default)]
        pub cursor: Option<Cursor>,
    }
    /// An answer that can be taken over.
    pub struct AnswerSource {
        /// Where it stands, as [`TakeOverAnswer`] wants it: `17.2` or `17`.
        pub from: String,
        /// What it answers: the heading, else the first words.
        pub label: String,
    }
    /// Takes over reply and proposal from another point or statement of the same procedure. What was typed beside it is saved
    /// along: a heading, and a reply, which the one that is taken over follows.
    pub struct TakeOverAnswer {
        /// The procedure's slug.
        pub procedure: String,
        /// The statement's number.
        pub number: StatementNumber,
        /// The point's number.
        pub point: PointNumber,
        /// For noticing that somebody else saved in between.
        pub revision: u32,
        /// From where: `17.2` is point 2 of statement 17, `17` a statement without points.
        #[serde(default)]
        pub from: String,
        /// A short heading; absent leaves it as it is.
        #[serde(default)]
        pub label: Option<String>,
        /// What stays above the reply that is taken over; absent replaces the stored one.
        #[serde(default)]
        pub reply: Option<String>,
        /// The proposal where none is taken over; absent leaves it as it is.
        #[serde(default)]
        pub proposal: Option<Proposal>,
    }
}
endpoint!(Put "/api/v1/staff/procedures/{procedure}/statements/{number}/points" Staff DivideStatement => super::StatementFile);
endpoint!(Put "/api/v1/staff/procedures/{procedure}/statements/{number}/points/{point}" Staff AssessPoint => super::StatementFile);
endpoint!(Post "/api/v1/staff/procedures/{procedure}/statements/{number}/points/{point}/answer" Staff TakeOverAnswer => super::StatementFile);
endpoint!(Get "/api/v1/staff/procedures/{procedure}/statements/{number}/answers" Staff ListAnswers => Page<AnswerSource>);

/// What is written about a statement, as far as it decides about the states that it may reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Whether there is a reply.
    pub has_reply: bool,
    /// Whether there is a proposal.
    pub has_proposal: bool,
    /// How many points there are; none where it is not divided.
    pub points: u32,
    /// How many of them lack reply or proposal.
    pub open: u32,
}

impl Progress {
    /// Of a statement that is not divided.
    #[must_use]
    pub fn of(reply: &str, proposal: Option<Proposal>) -> Self {
        Self {
            has_reply: !reply.trim().is_empty(),
            has_proposal: proposal.is_some(),
            points: 0,
            open: 0,
        }
    }

    /// What is missing for a ready proposal: `points_incomplete` of a divided statement, else `proposal_missing`.
    ///
    /// # Errors
    /// The refusal.
    pub fn check(self) -> Result<(), ApiError> {
        match (self.points, self.open) {
            (0, _) if self.has_reply && self.has_proposal => Ok(()),
            (0, _) => Err(ApiError::refused("proposal_missing")),
            (_, 0) => Ok(()),
            _ => Err(ApiError::refused("points_incomplete")),
        }
    }

    /// Whether there is a reply to everything.
    #[must_use]
    pub const fn is_answered(self) -> bool {
        match self.points {
            0 => self.has_reply,
            _ => self.open == 0,
        }
    }
}

/// What all of them agree on; nothing where one differs or has none.
pub fn common(all: impl IntoIterator<Item = Option<Proposal>>) -> Option<Proposal> {
    let mut all = all.into_iter();
    let first = all.next()??;
    all.all(|other| other == Some(first)).then_some(first)
}

/// The parts of a text that begin at these starts, in bytes. The first begins with the text whatever its start says; a start
/// beyond the end makes an empty part.
pub fn passages(body: &str, starts: &[u32]) -> Vec<Range<usize>> {
    let mut wanted = starts.iter().skip(1).copied().peekable();
    let mut from = 0;
    let mut ranges = Vec::with_capacity(starts.len());
    for (at, (byte, _)) in body.char_indices().enumerate() {
        if wanted.peek().is_none() {
            break;
        }
        while wanted
            .next_if(|start| usize::try_from(*start).is_ok_and(|start| start == at))
            .is_some()
        {
            ranges.push(from..byte);
            from = byte;
        }
    }
    while ranges.len() + 1 < starts.len() {
        ranges.push(from..body.len());
        from = body.len();
    }
    if !starts.is_empty() {
        ranges.push(from..body.len());
    }
    ranges
}

/// Whether a text can be divided at these starts of all points but the first.
///
/// # Errors
/// A mistake of the field `starts`: too many, not ascending, outside of the text, or a point without a word.
pub fn check_starts(body: &str, starts: &[u32]) -> Result<(), ApiError> {
    let mut invalid = Invalid::default();
    let length = u32::try_from(body.chars().count()).unwrap_or(u32::MAX);
    let all: Vec<u32> = std::iter::once(0).chain(starts.iter().copied()).collect();
    if starts.len() >= MAX_POINTS {
        invalid.add_with(
            "starts",
            "errors.points_over_limit",
            &[("max", MAX_POINTS.to_string())],
        );
    } else if all.windows(2).any(|pair| pair.first() >= pair.last()) {
        invalid.add("starts", "errors.points_order");
    } else if starts.last().is_some_and(|last| *last >= length) {
        invalid.add_with(
            "starts",
            "errors.points_outside",
            &[("length", length.to_string())],
        );
    } else if passages(body, &all)
        .into_iter()
        .any(|range| body.get(range).is_none_or(|passage| passage.trim().is_empty()))
    {
        invalid.add("starts", "errors.points_empty");
    }
    invalid.finish()
}

/// Reads where an answer is taken from: statement, and point where one is named.
#[must_use]
pub fn source(typed: &str) -> Option<(StatementNumber, Option<PointNumber>)> {
    let typed = typed.trim();
    match typed.split_once('.') {
        Some((number, point)) => Some((
            StatementNumber(number.trim().parse().ok()?),
            Some(PointNumber(point.trim().parse().ok()?)),
        )),
        None => Some((StatementNumber(typed.parse().ok()?), None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "Zu läut 🚲.\n\nUnd zu hoch.";

    fn wrong(starts: &[u32]) -> String {
        match check_starts(BODY, starts) {
            Ok(()) => String::new(),
            Err(ApiError::Invalid(invalid)) => invalid.0[0].key.clone(),
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_character_belongs_to_one_point() {
        let parts: Vec<&str> = passages(BODY, &[0, 8, 12])
            .into_iter()
            .map(|range| &BODY[range])
            .collect();
        assert_eq!(parts, ["Zu läut ", "🚲.\n\n", "Und zu hoch."]);
        assert_eq!(passages(BODY, &[]), Vec::<Range<usize>>::new());
        for starts in [&[0_u32][..], &[0, 5], &[3, 3, 9], &[0, 400], &[0, 9, 2]] {
            let parts = passages(BODY, starts);
            assert_eq!(parts.len(), starts.len(), "{starts:?}");
            let joined: String = parts.into_iter().map(|range| &BODY[range]).collect();
            assert_eq!(joined, BODY, "{starts:?}");
        }
    }

    #[test]
    fn points_ascend_inside_the_text_and_hold_words() {
        assert_eq!(wrong(&[]), "");
        assert_eq!(wrong(&[12]), "");
        assert_eq!(wrong(&[0]), "errors.points_order");
        assert_eq!(wrong(&[12, 8]), "errors.points_order");
        assert_eq!(wrong(&[8, 8]), "errors.points_order");
        assert_eq!(wrong(&[24]), "errors.points_outside");
        assert_eq!(wrong(&[10, 12]), "errors.points_empty");
        assert_eq!(wrong(&(1..=100).collect::<Vec<_>>()), "errors.points_over_limit");
    }

    #[test]
    fn an_answer_is_taken_from_a_point_or_from_a_statement() {
        assert_eq!(
            source(" 17.2 "),
            Some((StatementNumber(17), Some(PointNumber(2))))
        );
        assert_eq!(source("17"), Some((StatementNumber(17), None)));
        for wrong in ["", "17.", ".2", "17.x", "17,2", "-1"] {
            assert_eq!(source(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_plain_form_names_starts_and_results_in_their_order() {
        let form = "procedure=p&number=1&revision=2&starts=8&starts=12";
        let divide: DivideStatement = serde_html_form::from_str(form).unwrap();
        assert_eq!(divide.starts, [8, 12]);
        let form = "procedure=p&number=1&revision=2";
        let divide: DivideStatement = serde_html_form::from_str(form).unwrap();
        assert_eq!(divide.starts, Vec::<u32>::new());
        let form = "procedure=p&number=1&committee=Rat&decided_on=2026-11-24&point_results=&point_results=noted&point_results=";
        let decide: crate::assessment::RecordDecision = serde_html_form::from_str(form).unwrap();
        assert_eq!(decide.point_results, [None, Some(Proposal::Noted), None]);
    }

    #[test]
    fn what_was_typed_travels_with_an_answer_that_is_taken_over() {
        let form = "procedure=p&number=1&point=2&revision=2&form=AssessPoint&start=8&from=17.2&label=Wege&reply=&proposal=&form=TakeOverAnswer";
        let take: TakeOverAnswer = serde_html_form::from_str(form).unwrap();
        assert_eq!(take.from, "17.2");
        assert_eq!(take.label.as_deref(), Some("Wege"));
        assert_eq!(take.reply.unwrap_or_default(), "");
        assert_eq!(take.proposal, None);
    }

    #[test]
    fn points_agree_only_if_none_is_open() {
        let (yes, no) = (Some(Proposal::Followed), Some(Proposal::Noted));
        assert_eq!(common([yes, yes]), yes);
        assert_eq!(common([yes, no]), None);
        assert_eq!(common([yes, None]), None);
        assert_eq!(common([]), None);
    }

    #[test]
    fn a_divided_statement_is_complete_when_each_point_is() {
        let divided = |open| Progress {
            has_reply: false,
            has_proposal: false,
            points: 3,
            open,
        };
        assert_eq!(divided(0).check(), Ok(()));
        assert_eq!(divided(1).check(), Err(ApiError::refused("points_incomplete")));
        assert_eq!(
            Progress::of("Danke.", None).check(),
            Err(ApiError::refused("proposal_missing"))
        );
        assert!(divided(0).is_answered() && !divided(2).is_answered());
    }
}
