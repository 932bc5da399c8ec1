//! Limits against floods and guessing: attempts counted per purpose and address prefix in a sliding window.
//!
//! Counted in memory: each node of a larger installation counts for itself, so n nodes allow up to n times as much.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

use shared::api::ApiError;

use crate::clock::Clock;

/// A limit: at most `attempts` within `minutes`.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// What is counted.
    pub purpose: &'static str,
    /// How many attempts.
    pub attempts: usize,
    /// Within how many minutes.
    pub minutes: i64,
}

/// Sending comments: 60 people behind one library address comment within an hour, with room for a second try.
pub const SUBMIT: Limit = Limit {
    purpose: "submit",
    attempts: 120,
    minutes: 60,
};
/// Storing drafts, and sending files by the API.
pub const DRAFT: Limit = Limit {
    purpose: "draft",
    attempts: 3_000,
    minutes: 60,
};
/// Receipt codes that open nothing: 60 bits cannot be guessed at this rate.
pub const RECEIPT: Limit = Limit {
    purpose: "receipt",
    attempts: 30,
    minutes: 60,
};
/// Sign-in attempts that fail, per address prefix and per account.
pub const SIGN_IN: Limit = Limit {
    purpose: "sign_in",
    attempts: 10,
    minutes: 15,
};
/// Checks of texts in easy language, by staff: the browser checks by itself while somebody writes.
pub const CHECK_TEXT: Limit = Limit {
    purpose: "check_text",
    attempts: 600,
    minutes: 10,
};
/// Exports that one account asks for: every form of several procedures, more than once.
pub const EXPORT: Limit = Limit {
    purpose: "export",
    attempts: 60,
    minutes: 60,
};

/// The attempts so far.
#[derive(Debug)]
pub struct Limits {
    clock: Clock,
    attempts: Mutex<HashMap<(&'static str, String), VecDeque<i64>>>,
}

impl Limits {
    /// Nothing counted yet.
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            attempts: Mutex::default(),
        }
    }

    /// Whether another attempt is allowed; does not count it.
    ///
    /// # Errors
    /// [`ApiError::TooMany`] with the minutes until the next attempt.
    pub fn check(&self, limit: Limit, who: &str) -> Result<(), ApiError> {
        let now = self.clock.now().timestamp();
        let mut all = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(times) = all.get_mut(&(limit.purpose, who.to_owned())) else {
            return Ok(());
        };
        while times.front().is_some_and(|t| now - t >= limit.minutes * 60) {
            times.pop_front();
        }
        match times.front() {
            Some(first) if times.len() >= limit.attempts => {
                let seconds = limit.minutes * 60 - (now - first);
                Err(ApiError::TooMany {
                    minutes: u32::try_from(seconds.max(0) / 60 + 1).unwrap_or(1),
                })
            }
            _ => Ok(()),
        }
    }

    /// Counts an attempt.
    pub fn count(&self, limit: Limit, who: &str) {
        let now = self.clock.now().timestamp();
        let mut all = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() > 100_000 {
            // Bounded: forget whoever has been quiet for a day.
            all.retain(|_, times| times.back().is_some_and(|t| now - t < 86_400));
        }
        all.entry((limit.purpose, who.to_owned()))
            .or_default()
            .push_back(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_are_forgotten_after_the_window() {
        let start = chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let clock = Clock::standing_at(start);
        let limits = Limits::new(clock.clone());
        let limit = Limit {
            purpose: "test",
            attempts: 2,
            minutes: 10,
        };
        for _ in 0..2 {
            assert!(limits.check(limit, "a").is_ok());
            limits.count(limit, "a");
        }
        assert_eq!(limits.check(limit, "a"), Err(ApiError::TooMany { minutes: 11 }));
        assert!(limits.check(limit, "b").is_ok());
        clock.set(start + chrono::Duration::minutes(10));
        assert!(limits.check(limit, "a").is_ok());
    }
}
