//! When a statement is taken, and when it is held back for a look.
//!
//! Invariant: nothing is dropped and nobody solves a puzzle; what looks like spam is kept, gets its receipt and waits
//! in the state "held" until staff looked at it.

use chrono::TimeDelta;
use shared::{
    api::{ApiError, Invalid},
    ids::ProcedureId,
    procedures::Round,
    statements::StatementInput,
    text,
    time::{Day, Phase},
};

use crate::{features::procedures, http::limits::Limit, secret::to_hex, site::Cx};

/// So long before the first round a letter may have come; a day before that is a year that was mistyped.
const EARLIEST: TimeDelta = TimeDelta::days(366);
/// More statements of one address prefix than a library full of people writes within an hour.
const FLOOD: Limit = Limit {
    purpose: "flood",
    attempts: 60,
    minutes: 60,
};
/// The same text again and again from one address prefix; template letters from many addresses are none.
const SAME_TEXT: Limit = Limit {
    purpose: "same text",
    attempts: 10,
    minutes: 60,
};

/// The round that takes statements today.
///
/// # Errors
/// `period_closed` with its last day, `period_not_open` with the first day of the next one, `no_period` without any.
pub(super) fn open_round(rounds: &[Round]) -> Result<&Round, ApiError> {
    let round = procedures::current_round(rounds).ok_or_else(|| ApiError::refused("no_period"))?;
    match round.phase {
        Phase::During => Ok(round),
        Phase::After => Err(ApiError::refused_with(
            "period_closed",
            &[("ended", round.period.end.to_string())],
        )),
        Phase::Before => Err(ApiError::refused_with(
            "period_not_open",
            &[("starts", round.period.start.to_string())],
        )),
    }
}

/// The round to which something belongs that arrived on a day: the one whose period contains it, else the latest before,
/// else the first of all: what came before anybody was asked is weighed as well, and shows that it came early.
///
/// # Errors
/// A mistake of the day of arrival that is so early that it was mistyped, `no_period` without any round.
pub(super) fn round_for(rounds: &[Round], received_on: Day) -> Result<&Round, ApiError> {
    let during = rounds
        .iter()
        .filter(|round| round.period.phase_on(received_on) == Phase::During)
        .min_by_key(|round| round.period.end);
    let before = || {
        rounds
            .iter()
            .filter(|round| round.period.end < received_on)
            .max_by_key(|round| round.period.end)
    };
    let first = || rounds.iter().min_by_key(|round| round.period.start);
    let round = during
        .or_else(before)
        .or_else(first)
        .ok_or_else(|| ApiError::refused("no_period"))?;
    let starts = round.period.start;
    if starts.signed_duration_since(received_on) > EARLIEST {
        let mut invalid = Invalid::default();
        let starts = [("starts", starts.to_string())];
        invalid.add_with("received_on", "errors.received_before_round", &starts);
        return Err(ApiError::Invalid(invalid));
    }
    Ok(round)
}

/// Counts a submission and says why it should be looked at before anybody works on it, if it should.
pub(super) fn suspicion(
    cx: &Cx,
    procedure: ProcedureId,
    input: &StatementInput,
    body_sha256: &[u8],
) -> Option<&'static str> {
    let limits = &cx.site.limits;
    let who = format!("{} {procedure}", cx.client.0);
    let same = format!("{who} {}", to_hex(body_sha256));
    let is_flood = !limits.count_within(FLOOD, &who);
    let is_same = !limits.count_within(SAME_TEXT, &same);
    if !input.website.is_empty() {
        Some("decoy")
    } else if is_flood {
        Some("flood")
    } else if is_same {
        Some("same_text")
    } else if text::is_full_of_links(&input.body) {
        Some("links")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use shared::{ids::RoundId, procedures::Step, time::Period};

    use super::*;

    fn day(day: u32) -> Day {
        Day::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn rounds(today: Day) -> Vec<Round> {
        [(2, 6), (20, 24)]
            .into_iter()
            .map(|(start, end)| {
                let period = Period {
                    start: day(start),
                    end: day(end),
                };
                Round {
                    id: RoundId(uuid::Uuid::from_u128(start.into())),
                    step: Step::PublicDisplay,
                    pass: 1,
                    period,
                    phase: period.phase_on(today),
                }
            })
            .collect()
    }

    #[test]
    fn before_between_and_after_rounds_the_refusal_names_the_day() {
        let code = |today| match open_round(&rounds(day(today))) {
            Ok(round) => round.period.start.to_string(),
            Err(ApiError::Refused { code, arguments }) => {
                format!("{code} {}", arguments.values().next().unwrap())
            }
            Err(other) => other.to_string(),
        };
        assert_eq!(code(1), "period_not_open 2026-11-02");
        assert_eq!(code(6), "2026-11-02");
        assert_eq!(code(7), "period_not_open 2026-11-20");
        assert_eq!(code(25), "period_closed 2026-11-24");
        assert_eq!(open_round(&[]), Err(ApiError::refused("no_period")));
    }

    #[test]
    fn a_letter_belongs_to_the_round_in_which_or_after_which_it_came() {
        let start = |received| round_for(&rounds(day(28)), day(received)).map(|round| round.period.start);
        assert_eq!(start(4), Ok(day(2)));
        assert_eq!(start(7), Ok(day(2)));
        assert_eq!(start(20), Ok(day(20)));
        assert_eq!(start(28), Ok(day(20)));
        assert_eq!(start(1), Ok(day(2)), "it came before anybody was asked");
        // Of a year that was mistyped the clerk reads on which day the round begins.
        let mistyped = Day::from_ymd_opt(2025, 10, 31).unwrap();
        let Err(ApiError::Invalid(early)) = round_for(&rounds(day(28)), mistyped) else {
            panic!("that was more than a year before")
        };
        assert_eq!(
            (early.0[0].field.as_str(), early.0[0].key.as_str()),
            ("received_on", "errors.received_before_round")
        );
        assert_eq!(early.0[0].arguments["starts"], "2026-11-02");
    }
}
