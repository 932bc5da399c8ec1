//! From moments to the clock on the town hall.
//!
//! Invariant: all municipalities of this software lie in Germany, so one rule holds: UTC+1, and UTC+2 from the last
//! Sunday of March to the last Sunday of October, changing at 01:00 UTC (Directive 2000/84/EC). Server and browser
//! calculate alike, so that hydration finds the same text.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};
use shared::time::{Day, Timestamp};

/// Local wall-clock time of a moment.
pub fn local(at: Timestamp) -> NaiveDateTime {
    let utc = at.naive_utc();
    let hours = if is_summer(utc) { 2 } else { 1 };
    utc + Duration::hours(hours)
}

/// Local day of a moment.
pub fn local_day(at: Timestamp) -> Day {
    local(at).date()
}

fn is_summer(utc: NaiveDateTime) -> bool {
    match (change(utc.year(), 3), change(utc.year(), 10)) {
        (Some(begin), Some(end)) => begin <= utc && utc < end,
        _ => false,
    }
}

/// 01:00 UTC on the last Sunday of a month of 31 days.
fn change(year: i32, month: u32) -> Option<NaiveDateTime> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    let back = i64::from(last.weekday().num_days_from_sunday());
    (last - Duration::days(back)).and_hms_opt(1, 0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_change_at_one_utc_on_the_last_sundays_of_march_and_october() {
        for (utc, local_time) in [
            ("2026-01-15T12:00:00Z", "2026-01-15 13:00"),
            ("2026-03-29T00:59:59Z", "2026-03-29 01:59"),
            ("2026-03-29T01:00:00Z", "2026-03-29 03:00"),
            ("2026-10-25T00:59:59Z", "2026-10-25 02:59"),
            ("2026-10-25T01:00:00Z", "2026-10-25 02:00"),
            ("2026-12-31T23:30:00Z", "2027-01-01 00:30"),
        ] {
            let at: Timestamp = utc.parse().unwrap();
            assert_eq!(
                local(at).format("%Y-%m-%d %H:%M").to_string(),
                local_time,
                "{utc}"
            );
        }
    }
}
