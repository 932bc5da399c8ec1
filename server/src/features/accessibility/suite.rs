//! The last result of the accessibility suite, which travels inside the binary.
//!
//! `docs/accessibility/result.json` is the suite's own file (`e2e/suite/results.mjs` describes it), committed with a
//! release; a municipality cannot change it.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;
use shared::{
    accessibility::{FailingCriterion, FullRun, KnownBarrier, TEST_HOLDS_DAYS, TestRun},
    time::Day,
};

const RESULT: &str = include_str!("../../../../docs/accessibility/result.json");

/// A result as far as the declaration needs it; the file holds more.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Suite {
    date: Day,
    #[serde(default)]
    commit: String,
    seed: String,
    complete: bool,
    languages: Vec<String>,
    engines: BTreeMap<String, String>,
    pages: u32,
    criteria: Vec<Criterion>,
    #[serde(default)]
    barriers: Vec<Barrier>,
    #[serde(default)]
    full: Option<FullRun>,
}

#[derive(Clone, Debug, Deserialize)]
struct Criterion {
    id: String,
    name: String,
    passed: u32,
    failed: u32,
    #[serde(default)]
    open: u32,
}

#[derive(Clone, Debug, Deserialize)]
struct Barrier {
    /// What does not work, in words; an entry without it is known by its probe.
    #[serde(default)]
    what: String,
    probe: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    remedy: String,
    #[serde(default)]
    since: Option<Day>,
}

/// The last result; `None` when it cannot be read, which a test of this file refuses.
pub(super) fn last() -> Option<&'static Suite> {
    static LAST: LazyLock<Option<Suite>> = LazyLock::new(|| {
        Suite::read(RESULT)
            .inspect_err(|error| tracing::error!(%error, "the suite's result cannot be read"))
            .ok()
    });
    LAST.as_ref()
}

impl Suite {
    pub(super) fn read(json: &str) -> serde_json::Result<Self> {
        serde_json::from_str(json)
    }

    pub(super) fn test_run(&self, today: Day) -> TestRun {
        let count = |keep: fn(&Criterion) -> bool| {
            u32::try_from(self.criteria.iter().filter(|one| keep(one)).count()).unwrap_or(u32::MAX)
        };
        let age_days = (today - self.date).num_days().max(0);
        TestRun {
            date: self.date,
            age_days,
            is_stale: age_days > TEST_HOLDS_DAYS,
            commit: self.commit.clone(),
            seed: self.seed.clone(),
            is_complete: self.complete,
            languages: self.languages.clone(),
            engines: self.engines.clone().into_iter().collect(),
            pages: self.pages,
            criteria: count(|_| true),
            tested: count(Criterion::is_tested),
            passed: count(|one| one.is_tested() && !one.is_hurt()),
            full: self.full.clone(),
        }
    }

    pub(super) fn failing(&self) -> Vec<FailingCriterion> {
        let hurt = self.criteria.iter().filter(|one| one.is_hurt());
        hurt.map(|one| FailingCriterion {
            id: one.id.clone(),
            name: one.name.clone(),
            pages: one.failed.max(one.open),
        })
        .collect()
    }

    pub(super) fn barriers(&self) -> Vec<KnownBarrier> {
        let barriers = self.barriers.iter().map(|one| KnownBarrier {
            what: if one.what.is_empty() {
                one.probe.clone()
            } else {
                one.what.clone()
            },
            reason: one.why.clone(),
            alternative: one.remedy.clone(),
            plain: String::new(),
            since: one.since,
            planned: None,
            from_test: true,
        });
        barriers.collect()
    }
}

impl Criterion {
    /// Neither passed nor failed anywhere: nothing asked.
    const fn is_tested(&self) -> bool {
        self.passed + self.failed + self.open > 0
    }

    const fn is_hurt(&self) -> bool {
        self.failed > 0 || self.open > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_result_in_the_binary_is_one_of_the_suite() {
        let suite = Suite::read(RESULT).unwrap();
        let run = suite.test_run(suite.date);
        assert_eq!(
            run.criteria, 55,
            "WCAG 2.2 has 55 criteria at the levels A and AA"
        );
        assert!(run.tested > 0 && run.passed <= run.tested);
        assert_eq!((run.age_days, run.is_stale), (0, false));
    }

    #[test]
    fn what_was_not_asked_counts_neither_way_and_known_barriers_count_as_hurt() {
        let suite = Suite::read(
            r#"{"version": 1, "date": "2026-08-01", "commit": "c", "seed": "s", "complete": true, "languages": ["de"],
                "engines": {"axe-core": "4"}, "pages": 10, "criteria": [
                {"id": "1.1.1", "name": "A", "passed": 10, "failed": 0, "open": 0},
                {"id": "1.2.4", "name": "B", "passed": 0, "failed": 0, "open": 0},
                {"id": "1.4.3", "name": "C", "passed": 7, "failed": 3, "open": 0},
                {"id": "2.4.7", "name": "D", "passed": 10, "failed": 0, "open": 2}],
                "barriers": [{"probe": "focus-visible", "why": "w", "remedy": "r", "since": "2026-07-01", "found": 2}]}"#,
        )
        .unwrap();
        let run = suite.test_run("2026-10-31".parse().unwrap());
        assert_eq!((run.criteria, run.tested, run.passed), (4, 3, 1));
        assert_eq!((run.age_days, run.is_stale), (91, true));
        let failing: Vec<_> = suite
            .failing()
            .into_iter()
            .map(|one| (one.id, one.pages))
            .collect();
        assert_eq!(failing, [("1.4.3".to_owned(), 3), ("2.4.7".to_owned(), 2)]);
        assert_eq!(suite.barriers()[0].what, "focus-visible");
    }
}
