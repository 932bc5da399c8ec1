//! Limits against floods and guessing: attempts counted per purpose and address prefix in a sliding window.
//!
//! Counted in memory: each node of a larger installation counts for itself, so n nodes allow up to n times as much.
//!
//! Invariants: what is counted takes a bounded amount of memory, whoever asks: at most `MOST_KEYS` keys of some
//! `STEPS` entries. No address and no e-mail stands in it, only their hashes with a key of this process.
//! Whoever has many IPv6 networks of one /48 counts for that as a whole as well.

use std::{
    collections::{HashMap, VecDeque},
    hash::{BuildHasher, RandomState},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use shared::{api::ApiError, time::Timestamp};

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
/// Short addresses of receipts (`/r/CODE`) whose codes open nothing. They lead to the language of what the code opens, so
/// that they would tell whether it opens something; they are counted apart, because the page that they lead to counts the
/// same code for [`RECEIPT`].
pub const RECEIPT_ADDRESS: Limit = Limit {
    purpose: "receipt_address",
    ..RECEIPT
};
/// Receipts as PDF: one is set after the other, so that nobody may keep all others waiting. 60 people behind one library
/// address take theirs within an hour, and some once more.
pub const PAPER: Limit = Limit {
    purpose: "paper",
    attempts: 120,
    minutes: 60,
};
/// Sign-in attempts that fail, per address prefix; wrong codes and wrong present passwords per account as well, because
/// whoever gives one has the password or a session already.
pub const SIGN_IN: Limit = Limit {
    purpose: "sign_in",
    attempts: 10,
    minutes: 15,
};
/// Wrong passwords for one account from all addresses together: far more than one address may try, so that nobody keeps a
/// clerk signed out by typing the clerk's address ten times, and still too few for guessing a password of twelve characters.
pub const SIGN_IN_ACCOUNT: Limit = Limit {
    purpose: "sign_in_account",
    attempts: 100,
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

/// How many times as much as one IPv6 network (/64) the /48 around it may do: households get up to 256 networks, a
/// library or an office a whole /48, some providers give 256 households one together.
const WIDER: usize = 16;
/// Most keys that are remembered.
const MOST_KEYS: usize = 100_000;
/// Parts of a window in which attempts are counted together.
const STEPS: i64 = 60;
/// Seconds between two cleanings.
const CLEANING: u64 = 60;

/// The attempts so far.
#[derive(Debug)]
pub struct Limits {
    clock: Clock,
    keys: RandomState,
    counts: Arc<Mutex<Counts>>,
}

/// What [`Limits::take`] counted. It is given back when this is dropped, so that whatever fails on the way (`?`, a visitor
/// who goes away) costs nothing; [`Taken::keep`] makes it last.
#[derive(Debug)]
#[must_use = "what was taken is given back as soon as this is dropped: keep() it when the work is done"]
pub struct Taken {
    counts: Arc<Mutex<Counts>>,
    /// Where it was counted, and under which time.
    places: Vec<(u64, i64)>,
    amount: usize,
}

impl Taken {
    /// Makes it last: the work is done.
    pub fn keep(mut self) {
        self.places.clear();
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let mut counts = lock(&self.counts);
        for (key, at) in self.places.drain(..) {
            counts.give_back(key, at, self.amount);
        }
    }
}

impl Limits {
    /// Nothing counted yet.
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            keys: RandomState::new(),
            counts: Arc::default(),
        }
    }

    /// Whether another attempt is allowed; does not count it. Where the attempt is what counts, [`Limits::take`] does both in
    /// one step, so that many at the same time cannot outrun the limit.
    ///
    /// # Errors
    /// [`ApiError::TooMany`] with the minutes until the next attempt.
    pub fn check(&self, limit: Limit, who: &str) -> Result<(), ApiError> {
        let now = self.clock.now().timestamp();
        let keys = self.keys(limit, who);
        lock(&self.counts).room(&keys, limit, now, 1)
    }

    /// Counts an attempt, allowed or not: a failure that is known only afterwards.
    pub fn count(&self, limit: Limit, who: &str) {
        let now = self.clock.now().timestamp();
        let keys = self.keys(limit, who);
        let mut counts = lock(&self.counts);
        for (key, _) in keys {
            counts.add(key, limit, now, 1);
        }
    }

    /// Counts an attempt, allowed or not, and answers whether there was room for it: in one step, so that of many at the same
    /// time no more have room than the limit allows.
    pub fn count_within(&self, limit: Limit, who: &str) -> bool {
        let now = self.clock.now().timestamp();
        let keys = self.keys(limit, who);
        let mut counts = lock(&self.counts);
        let is_within = counts.room(&keys, limit, now, 1).is_ok();
        for (key, _) in keys {
            counts.add(key, limit, now, 1);
        }
        is_within
    }

    /// Checks and counts an attempt in one step. It counts for the time of the work; [`Taken::keep`] makes it last, dropping
    /// gives it back:
    ///
    /// ```ignore
    /// let taken = cx.site.limits.take(SUBMIT, &who)?;
    /// cx.commit(tx).await?;
    /// taken.keep();
    /// ```
    ///
    /// # Errors
    /// [`ApiError::TooMany`] with the minutes until there is room for it; then nothing was counted.
    pub fn take(&self, limit: Limit, who: &str) -> Result<Taken, ApiError> {
        self.take_amount(limit, who, 1)
    }

    /// [`Limits::take`] for what is counted by size, such as bytes that are stored: `attempts` of the limit is the most of it
    /// within the window, `amount` what this attempt takes of it.
    ///
    /// # Errors
    /// As [`Limits::take`].
    pub fn take_amount(&self, limit: Limit, who: &str, amount: usize) -> Result<Taken, ApiError> {
        let now = self.clock.now().timestamp();
        let keys = self.keys(limit, who);
        let mut counts = lock(&self.counts);
        counts.room(&keys, limit, now, amount)?;
        let places = keys
            .into_iter()
            .map(|(key, _)| (key, counts.add(key, limit, now, amount)))
            .collect();
        drop(counts);
        Ok(Taken {
            counts: self.counts.clone(),
            places,
            amount,
        })
    }

    /// Gives back what was kept at a moment and is no more, such as bytes that were removed again: of what was counted until
    /// then, the newest first, and no more than still counts.
    pub fn give_back(&self, limit: Limit, who: &str, kept_at: Timestamp, amount: usize) {
        let now = self.clock.now().timestamp();
        let mut counts = lock(&self.counts);
        for (key, _) in self.keys(limit, who) {
            if let Some(counted) = counts.all.get_mut(&key) {
                counted.forget(now);
                counted.give_back_newest(kept_at.timestamp(), amount);
            }
        }
    }

    /// Where somebody is counted, and how much is allowed there. Keys are hashes: two that are the same by chance, once in
    /// 10¹⁹, would share a limit.
    fn keys(&self, limit: Limit, who: &str) -> Vec<(u64, usize)> {
        let key = |who: &str| self.keys.hash_one((limit.purpose, who));
        let mut keys = vec![(key(who), limit.attempts)];
        if let Some(wider) = wider(who) {
            keys.push((key(&wider), limit.attempts.saturating_mul(WIDER)));
        }
        keys
    }
}

/// The /48 around an IPv6 network that `who` begins with, with whatever stands behind it.
fn wider(who: &str) -> Option<String> {
    let (network, rest) = who.split_at(who.find(' ').unwrap_or(who.len()));
    let groups: Vec<&str> = network.strip_suffix("::/64")?.split(':').collect();
    let [a, b, c, d] = groups.as_slice() else {
        return None;
    };
    let are_hex = [a, b, c, d]
        .iter()
        .all(|group| (1..=4).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_hexdigit()));
    are_hex.then(|| format!("{a}:{b}:{c}::/48{rest}"))
}

fn lock(counts: &Mutex<Counts>) -> MutexGuard<'_, Counts> {
    counts.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What was counted, by key.
#[derive(Debug, Default)]
struct Counts {
    all: HashMap<u64, Counted>,
    cleaned: i64,
}

impl Counts {
    /// Whether there is room for the amount at all keys.
    fn room(&mut self, keys: &[(u64, usize)], limit: Limit, now: i64, amount: usize) -> Result<(), ApiError> {
        let wait = keys
            .iter()
            .filter_map(|(key, most)| match self.all.get_mut(key) {
                Some(counted) => {
                    counted.forget(now);
                    counted.wait(now, *most, amount)
                }
                None => Counted::new(limit).wait(now, *most, amount),
            })
            .max();
        match wait {
            None => Ok(()),
            Some(seconds) => Err(ApiError::TooMany {
                minutes: u32::try_from(seconds.max(0) / 60 + 1).unwrap_or(1),
            }),
        }
    }

    /// Counts; answers under which time.
    fn add(&mut self, key: u64, limit: Limit, now: i64, amount: usize) -> i64 {
        self.clean(now);
        let counted = self.all.entry(key).or_insert_with(|| Counted::new(limit));
        counted.forget(now);
        counted.add(now, amount)
    }

    fn give_back(&mut self, key: u64, at: i64, amount: usize) {
        if let Some(counted) = self.all.get_mut(&key) {
            counted.give_back(at, amount);
        }
    }

    /// Once a minute forgets whoever has nothing left in the window. Beyond the most keys the quarter that has been quiet for
    /// longest is forgotten: a flood of new addresses pushes out old ones, never the memory's bounds.
    fn clean(&mut self, now: i64) {
        if now.abs_diff(self.cleaned) >= CLEANING {
            self.cleaned = now;
            self.all.retain(|_, counted| {
                counted.forget(now);
                !counted.entries.is_empty()
            });
        }
        if self.all.len() >= MOST_KEYS {
            let mut last: Vec<i64> = self.all.values().map(Counted::last).collect();
            last.sort_unstable();
            let mut too_many = last.len() / 4;
            let border = last.get(too_many).copied().unwrap_or(now);
            self.all.retain(|_, counted| {
                let is_quiet = too_many > 0 && counted.last() <= border;
                too_many -= usize::from(is_quiet);
                !is_quiet
            });
        }
    }
}

/// What was counted at one key.
#[derive(Debug)]
struct Counted {
    /// The window, in seconds.
    window: i64,
    /// When something was counted and how much, the oldest first.
    entries: VecDeque<(i64, usize)>,
}

impl Counted {
    const fn new(limit: Limit) -> Self {
        Self {
            window: limit.minutes * 60,
            entries: VecDeque::new(),
        }
    }

    /// When something was counted last; before everything else where nothing is.
    fn last(&self) -> i64 {
        self.entries.back().map_or(i64::MIN, |(at, _)| *at)
    }

    fn forget(&mut self, now: i64) {
        while self
            .entries
            .front()
            .is_some_and(|(at, _)| now - at >= self.window)
        {
            self.entries.pop_front();
        }
    }

    /// The seconds until there is room for the amount, if there is none.
    fn wait(&self, now: i64, most: usize, amount: usize) -> Option<i64> {
        let mut sum = self
            .entries
            .iter()
            .fold(amount, |sum, (_, more)| sum.saturating_add(*more));
        if sum <= most {
            return None;
        }
        for (at, freed) in &self.entries {
            sum = sum.saturating_sub(*freed);
            if sum <= most {
                return Some(self.window - (now - at));
            }
        }
        Some(self.window)
    }

    fn add(&mut self, now: i64, amount: usize) -> i64 {
        let step = (self.window / STEPS).max(1);
        match self.entries.back_mut() {
            Some((at, sum)) if now - *at < step => {
                *sum = sum.saturating_add(amount);
                *at
            }
            _ => {
                self.entries.push_back((now, amount));
                now
            }
        }
    }

    fn give_back(&mut self, at: i64, amount: usize) {
        for (time, sum) in &mut self.entries {
            if *time == at {
                *sum = sum.saturating_sub(amount);
            }
        }
        self.entries.retain(|(_, sum)| *sum > 0);
    }

    /// Takes the amount from what was counted until a moment, the newest first.
    fn give_back_newest(&mut self, until: i64, amount: usize) {
        let mut left = amount;
        for (_, sum) in self.entries.iter_mut().rev().filter(|(at, _)| *at <= until) {
            let given = left.min(*sum);
            *sum -= given;
            left -= given;
        }
        self.entries.retain(|(_, sum)| *sum > 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> chrono::DateTime<chrono::Utc> {
        chrono::DateTime::from_timestamp(1_800_000_000, 0).unwrap()
    }

    fn limit(attempts: usize) -> Limit {
        Limit {
            purpose: "test",
            attempts,
            minutes: 10,
        }
    }

    #[test]
    fn attempts_are_forgotten_after_the_window() {
        let clock = Clock::standing_at(start());
        let limits = Limits::new(clock.clone());
        let limit = limit(2);
        for _ in 0..2 {
            assert!(limits.check(limit, "a").is_ok());
            limits.count(limit, "a");
        }
        assert_eq!(limits.check(limit, "a"), Err(ApiError::TooMany { minutes: 11 }));
        assert!(limits.check(limit, "b").is_ok());
        clock.set(start() + chrono::Duration::minutes(10));
        assert!(limits.check(limit, "a").is_ok());
    }

    #[test]
    fn of_many_at_the_same_time_no_more_have_room_than_are_allowed() {
        let limits = Limits::new(Clock::standing_at(start()));
        let within = || (0..200).filter(|_| limits.count_within(limit(60), "a")).count();
        let counted: usize = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(within)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(counted, 60);
        assert!(limits.check(limit(799), "a").is_err(), "the others count as well");
    }

    #[test]
    fn what_is_taken_counts_at_once_and_comes_back_when_the_work_failed() {
        let limits = Limits::new(Clock::standing_at(start()));
        let first = limits.take(limit(2), "a").unwrap();
        let second = limits.take(limit(2), "a").unwrap();
        assert!(limits.take(limit(2), "a").is_err(), "both are under way");
        drop(first);
        let third = limits.take(limit(2), "a").unwrap();
        second.keep();
        third.keep();
        assert!(limits.take(limit(2), "a").is_err(), "both are done");
    }

    #[test]
    fn what_is_counted_by_size_waits_until_enough_of_it_is_past() {
        let clock = Clock::standing_at(start());
        let limits = Limits::new(clock.clone());
        limits.take_amount(limit(100), "a", 30).unwrap().keep();
        clock.set(start() + chrono::Duration::minutes(5));
        limits.take_amount(limit(100), "a", 60).unwrap().keep();
        assert!(limits.take_amount(limit(100), "a", 10).is_ok());
        let minutes = |amount| limits.take_amount(limit(100), "a", amount).unwrap_err();
        assert_eq!(minutes(40), ApiError::TooMany { minutes: 6 });
        assert_eq!(minutes(100), ApiError::TooMany { minutes: 11 });
    }

    #[test]
    fn what_is_no_more_is_given_back_and_never_more_than_was_counted() {
        let clock = Clock::standing_at(start());
        let limits = Limits::new(clock.clone());
        limits.give_back(limit(100), "a", clock.now(), 50);
        limits.take_amount(limit(100), "a", 60).unwrap().keep();
        clock.set(start() + chrono::Duration::minutes(5));
        limits.take_amount(limit(100), "a", 40).unwrap().keep();
        limits.give_back(limit(100), "a", clock.now(), 50);
        assert!(
            limits.take_amount(limit(100), "a", 51).is_err(),
            "50 are there still"
        );
        limits.take_amount(limit(100), "a", 50).unwrap().keep();
        limits.give_back(limit(100), "a", clock.now(), 1_000);
        assert!(limits.take_amount(limit(100), "a", 100).is_ok());
        assert!(limits.take_amount(limit(100), "a", 101).is_err());
    }

    #[test]
    fn what_ceased_to_count_makes_no_room_and_what_came_later_stays_counted() {
        let clock = Clock::standing_at(start());
        let limits = Limits::new(clock.clone());
        limits.take_amount(limit(100), "a", 40).unwrap().keep();
        clock.set(start() + chrono::Duration::minutes(5));
        limits.take_amount(limit(100), "a", 60).unwrap().keep();
        limits.give_back(limit(100), "a", start(), 100);
        limits.take_amount(limit(100), "a", 40).unwrap().keep();
        clock.set(start() + chrono::Duration::minutes(10));
        limits.give_back(limit(100), "a", start(), 100);
        assert!(limits.take_amount(limit(100), "a", 1).is_err());
    }

    #[test]
    fn the_networks_around_an_ipv6_network_count_together_as_well() {
        let limits = Limits::new(Clock::standing_at(start()));
        let try_from = |network: u32| limits.take(limit(2), &format!("2001:db8:1:{network:x}::/64 plan"));
        for network in 0..16 {
            try_from(network).unwrap().keep();
            try_from(network).unwrap().keep();
        }
        assert!(try_from(17).is_err());
        assert!(limits.take(limit(2), "2001:db8:2:0::/64 plan").is_ok());
        assert_eq!(wider("192.0.2.7 plan"), None);
        assert_eq!(wider("0190-4a5b/somebody@example.org::/64"), None);
    }

    #[test]
    fn a_flood_of_addresses_takes_a_bounded_amount_of_memory_and_frees_nobody_who_is_at_it() {
        let clock = Clock::standing_at(start());
        let limits = Limits::new(clock.clone());
        for address in 0..MOST_KEYS + 10 {
            limits.count(limit(2), &address.to_string());
        }
        assert!(lock(&limits.counts).all.len() <= MOST_KEYS);
        clock.set(start() + chrono::Duration::minutes(1));
        limits.count(limit(2), "guesser");
        limits.count(limit(2), "guesser");
        for address in 0..MOST_KEYS {
            limits.count(limit(2), &format!("more {address}"));
            if address == MOST_KEYS / 2 {
                assert!(limits.check(limit(2), "guesser").is_err());
            }
        }
        assert!(lock(&limits.counts).all.len() <= MOST_KEYS);
        for _ in 0..1_000 {
            limits.count(limit(2), "often");
        }
        clock.set(start() + chrono::Duration::minutes(12));
        limits.count(limit(2), "later");
        assert_eq!(lock(&limits.counts).all.len(), 1, "what is past is forgotten");
    }
}
