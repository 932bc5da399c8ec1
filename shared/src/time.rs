//! Moments, civil days and periods. A period is two local days, both inclusive (BauGB § 3 (2); BGB §§ 187 (2), 188).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A moment in UTC.
pub type Timestamp = chrono::DateTime<chrono::Utc>;

/// A civil day in the municipality's calendar.
pub type Day = NaiveDate;

/// The months as German writes them, for what reads and mends German texts; dates are written by ICU4X.
pub const GERMAN_MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// Two local days, both inclusive: it opens at the first day's 00:00 and closes when the last day has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Period {
    /// The first day.
    pub start: Day,
    /// The last day, still within the period.
    pub end: Day,
}

impl Period {
    /// Days of the period, both ends counted; 0 when the end lies before the start.
    pub fn days(&self) -> i64 {
        (self.end - self.start).num_days().saturating_add(1).max(0)
    }

    /// Where a day lies.
    pub fn phase_on(&self, today: Day) -> Phase {
        if today < self.start {
            Phase::Before
        } else if today > self.end {
            Phase::After
        } else {
            Phase::During
        }
    }
}

/// Where a day lies relative to a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The period has not begun.
    Before,
    /// The period is open.
    During,
    /// The period is over.
    After,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_days_belong_to_the_period() {
        let day = |d| Day::from_ymd_opt(2026, 11, d).unwrap();
        let period = Period {
            start: day(2),
            end: day(4),
        };
        assert_eq!(period.days(), 3);
        let phases: Vec<_> = (1..=5).map(|d| period.phase_on(day(d))).collect();
        assert_eq!(
            phases,
            [
                Phase::Before,
                Phase::During,
                Phase::During,
                Phase::During,
                Phase::After
            ]
        );
    }
}
