//! Moments, civil days and periods. A period is two local days, both inclusive (BauGB § 3 (2); BGB §§ 187 (2), 188).

use chrono::{Datelike as _, Days, Months, NaiveDate};
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

    /// Whether a public display of this period is shorter than the law asks for: one month, but at least 30 days
    /// (BauGB § 3 (2)). January takes 31 days, February 30.
    pub fn is_shorter_than_display(&self) -> bool {
        let thirty_days = self.start.checked_add_days(Days::new(29));
        Some(self.end) < last_of_month_from(self.start).max(thirty_days)
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

/// The last day of the month that begins with a day: the one before the day of the same number, or the last of the next
/// month where that has no such day (BGB §§ 187 (2), 188 (2) and (3)). `None` behind the end of the calendar.
fn last_of_month_from(start: Day) -> Option<Day> {
    let next = start.checked_add_months(Months::new(1))?;
    // Chrono answers the month's last day where the day of that number is missing.
    if next.day() == start.day() {
        next.pred_opt()
    } else {
        Some(next)
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
    fn a_display_takes_one_month_but_at_least_thirty_days() {
        let day = |month, day| Day::from_ymd_opt(2026, month, day).unwrap();
        for (start, end) in [
            // 31 days, because January has them.
            (day(1, 1), day(1, 31)),
            // The month would end with 28 February: 30 days are more.
            (day(1, 31), day(3, 1)),
            (day(2, 1), day(3, 2)),
            // 30 days would end with 29 April; the day before the 31st is the 30th.
            (day(3, 31), day(4, 30)),
            (day(4, 1), day(4, 30)),
            (day(4, 15), day(5, 14)),
        ] {
            let period = Period { start, end };
            assert!(!period.is_shorter_than_display(), "{start} to {end}");
            let end = end.pred_opt().unwrap();
            let period = Period { start, end };
            assert!(period.is_shorter_than_display(), "{start} to {end}");
        }
    }

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
