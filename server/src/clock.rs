//! The clock and the dice: the only sources of time and chance, moved and fixed in tests.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use chrono::{DateTime, Utc};
use rand::{RngCore, SeedableRng, rngs::StdRng};
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// Tells the time.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands until it is moved: milliseconds since 1970.
    Standing(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at a moment.
    pub fn standing_at(at: DateTime<Utc>) -> Self {
        Self::Standing(Arc::new(AtomicI64::new(at.timestamp_millis())))
    }

    /// The moment.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
            Self::System => Utc::now(),
            Self::Standing(millis) => {
                DateTime::from_timestamp_millis(millis.load(Ordering::SeqCst)).unwrap_or_default()
            }
        }
    }

    /// Moves a standing clock; the machine's clock is not moved.
    pub fn set(&self, at: DateTime<Utc>) {
        if let Self::Standing(millis) = self {
            millis.store(at.timestamp_millis(), Ordering::SeqCst);
        }
    }
}

/// Makes ids and secrets.
#[derive(Clone, Debug)]
pub struct Dice(Arc<Mutex<StdRng>>, Arc<Mutex<LastId>>);

/// The moment of the last id, in milliseconds, and its place among those of the same moment.
#[derive(Debug, Default)]
struct LastId {
    millis: u64,
    place: u16,
}

impl Dice {
    /// Seeded by the operating system.
    ///
    /// # Panics
    /// When the operating system has no randomness to give: nothing secret could be made.
    pub fn system() -> Self {
        Self(Arc::new(Mutex::new(StdRng::from_os_rng())), Arc::default())
    }

    /// Always the same, for tests.
    pub fn fixed(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(StdRng::seed_from_u64(seed))), Arc::default())
    }

    /// Fills bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(&mut bytes);
        bytes
    }

    /// A UUIDv7 for a moment: ids sort by the time they were made; those that one process makes within a millisecond, such
    /// as the events of one transaction, by their order (RFC 9562, 6.2, method 1: a counter in the bits after the moment).
    pub fn id(&self, at: DateTime<Utc>) -> Uuid {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        let mut bytes = self.bytes::<10>();
        let [high, low, ..] = &mut bytes;
        let mut last = self.1.lock().unwrap_or_else(PoisonError::into_inner);
        // The first of a moment begins in the lower half, so that there is room to count.
        last.place = if last.millis == millis {
            (last.place + 1).min(0x0fff)
        } else {
            u16::from_be_bytes([*high, *low]) & 0x07ff
        };
        last.millis = millis;
        [*high, *low] = last.place.to_be_bytes();
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_moment_sort_in_the_order_in_which_they_were_made() {
        let dice = Dice::fixed(1);
        let at = DateTime::from_timestamp_millis(1_800_000_000_000).unwrap();
        let ids: Vec<Uuid> = (0..500).map(|_| dice.id(at)).collect();
        assert!(ids.is_sorted() && ids.windows(2).all(|pair| pair[0] != pair[1]));
        let later = dice.id(at + chrono::Duration::milliseconds(1));
        assert!(ids.iter().all(|id| *id < later));
        assert_eq!(later.get_version_num(), 7);
    }
}
