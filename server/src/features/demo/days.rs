//! Days relative to the day of loading, and moments on them.

use shared::time::{Day, Timestamp};

use crate::site::Municipality;

/// The day of loading, from which all others are counted.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// Today in the municipality.
    pub today: Day,
    /// The moment of loading: nothing happens after it.
    pub now: Timestamp,
}

impl Days {
    /// The day so many days from today; negative ones have passed.
    pub fn day(&self, in_days: i64) -> Day {
        self.today + chrono::Duration::days(in_days)
    }

    /// A moment on a day, so many minutes after it began; never after the moment of loading.
    pub fn at(&self, municipality: &Municipality, in_days: i64, minutes: i64) -> Timestamp {
        let wished = municipality.start_of(self.day(in_days)) + chrono::Duration::minutes(minutes);
        wished.min(self.now)
    }
}
