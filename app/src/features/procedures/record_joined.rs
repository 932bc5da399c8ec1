//! Neighbours in the record that say the same, as one entry: a round in which a hundred comments arrive would bury the
//! versions, periods and decisions otherwise. Arrivals are joined over all days between two other entries, the rest by day.
//!
//! The record's own page gets arrivals joined by the server, so that thousands of them are not hundreds of pages. Invariant:
//! the rest is joined by the page, and only what stands on it; what lies beyond its edge begins an entry of its own on the
//! next page, so that nothing is counted twice or left out.

use serde_json::Value;
use shared::{
    language::Language,
    procedures::RecordEntry,
    record::{self, EventKind},
    time::Timestamp,
};

use super::record_words::{self, Detail};
use crate::{
    i18n::{Msg, format, msg},
    local_time::{local, local_day},
    ui::Moment,
};

/// One entry as it is shown: an event, or several that say the same.
pub struct Joined {
    /// The newest of the events.
    newest: RecordEntry,
    /// When the oldest of them was.
    oldest: Timestamp,
    kind: Option<EventKind>,
    /// How many events there are.
    events: u64,
    /// The numbers of the statements, as the events stood.
    numbers: Vec<u32>,
    /// How many statements the events say they are about.
    statements: u64,
}

impl From<RecordEntry> for Joined {
    fn from(entry: RecordEntry) -> Self {
        Self {
            kind: EventKind::from_word(&entry.kind),
            events: events(&entry),
            numbers: numbers(&entry),
            statements: statements(&entry.data),
            oldest: oldest(&entry),
            newest: entry,
        }
    }
}

impl Joined {
    /// Whether an older event says the same.
    fn takes(&self, older: &RecordEntry) -> bool {
        let is_joined = matches!(
            self.kind,
            Some(EventKind::StatementSubmitted | EventKind::StatementWithdrawn | EventKind::DecisionRecorded)
        );
        let same = |name: &str| older.data.get(name) == self.newest.data.get(name);
        is_joined
            && older.kind == self.newest.kind
            && (self.kind == Some(EventKind::StatementSubmitted)
                || local_day(older.at) == local_day(self.newest.at))
            && same("committee")
            && same("decided_on")
    }

    fn add(&mut self, older: &RecordEntry) {
        self.events += events(older);
        self.oldest = oldest(older);
        self.numbers.extend(numbers(older));
        self.statements = self.statements.saturating_add(statements(&older.data));
    }

    /// What happened.
    pub fn title(&self) -> Msg {
        use msg::procedures::record;
        match self.kind {
            Some(EventKind::StatementSubmitted) if self.events > 1 => {
                record::statements_submitted(self.events)
            }
            Some(EventKind::StatementWithdrawn) if self.events > 1 => {
                record::statements_withdrawn(self.events)
            }
            Some(EventKind::DecisionRecorded) if self.statements > 0 => {
                record::decisions_recorded(self.statements)
            }
            Some(kind) => record_words::sentence(kind, &self.newest.data),
            None => record::other(),
        }
    }

    /// What is worth saying below the sentence, and which statements it is about.
    pub fn detail(&self, language: Language) -> Detail {
        let detail = record_words::detail(&self.newest.data);
        Detail {
            said: match (detail.said, self.which(language)) {
                (Some(said), Some(which)) => Some(msg::procedures::record::both(said, which)),
                (said, which) => which.or(said),
            },
            ..detail
        }
    }

    /// The statements that it is about by their numbers; of those that are not published an event names none.
    fn which(&self, language: Language) -> Option<Msg> {
        use msg::procedures::record;
        let mut numbers = self.numbers.clone();
        numbers.sort_unstable();
        numbers.dedup();
        let are_all = u64::try_from(numbers.len()).unwrap_or(u64::MAX) >= self.statements;
        let which = match numbers.as_slice() {
            [] => return None,
            [number] => record::number(i64::from(*number)),
            numbers => record::numbers(runs(numbers, language)),
        };
        Some(if are_all { which } else { record::among(which) })
    }

    /// When: the minute of one event, the day or days of several.
    pub fn when(&self, language: Language) -> Moment {
        if self.events > 1 {
            let (first, last) = (local_day(self.oldest), local_day(self.newest.at));
            let written = |day| format::day(day, language);
            return if first == last {
                Moment::new(written(last), last.to_string())
            } else {
                Moment::new(format!("{} – {}", written(first), written(last)), "")
            };
        }
        let at = self.newest.at;
        let written = msg::receipts::view::moment(local(at)).text(language);
        Moment::new(written, at.to_rfc3339())
    }
}

/// How many statements an event says it is about; 0 where it does not say.
fn statements(data: &Value) -> u64 {
    data.get("count").and_then(Value::as_u64).unwrap_or_default()
}

/// The runs of numbers of arrivals that the server joined.
fn joined_runs(data: &Value) -> Option<Vec<(u32, u32)>> {
    serde_json::from_value(data.get("runs")?.clone()).ok()
}

/// How many events an entry is: one, or as many as the server joined.
fn events(entry: &RecordEntry) -> u64 {
    let is_joined = entry.data.get("runs").is_some();
    if is_joined {
        statements(&entry.data).max(1)
    } else {
        1
    }
}

/// When the oldest event of an entry was.
fn oldest(entry: &RecordEntry) -> Timestamp {
    let first = entry.data.get("first").and_then(Value::as_str);
    first.and_then(|at| at.parse().ok()).unwrap_or(entry.at)
}

/// The numbers of the statements that an event is about: of the one, or of those that it names.
fn numbers(entry: &RecordEntry) -> Vec<u32> {
    if let Some(runs) = joined_runs(&entry.data) {
        return runs.into_iter().flat_map(|(first, last)| first..=last).collect();
    }
    let named = entry.data.get("numbers").and_then(Value::as_array);
    let named = named.into_iter().flatten().filter_map(Value::as_u64);
    let named = named.filter_map(|number| u32::try_from(number).ok());
    entry.statement.into_iter().chain(named).collect()
}

/// Joins neighbours; entries keep their order.
pub fn joined(entries: Vec<RecordEntry>) -> Vec<Joined> {
    let mut joined: Vec<Joined> = Vec::new();
    for entry in entries {
        match joined.last_mut() {
            Some(last) if last.takes(&entry) => last.add(&entry),
            _ => joined.push(entry.into()),
        }
    }
    joined
}

/// Whether events are more than so many entries, so that these are whole.
pub fn has_more(events: &[RecordEntry], entries: usize) -> bool {
    joined(events.to_vec()).len() > entries
}

/// The events of the newest entries.
pub fn newest(events: Vec<RecordEntry>, entries: usize) -> Vec<RecordEntry> {
    let shown: u64 = joined(events.clone())
        .iter()
        .take(entries)
        .map(|one| one.events)
        .sum();
    events
        .into_iter()
        .take(usize::try_from(shown).unwrap_or(usize::MAX))
        .collect()
}

/// Numbers, of which each is there once and in its order, as a sentence lists them; those that follow one another as „61–66“.
fn runs(numbers: &[u32], language: Language) -> String {
    let written = |number: u32| format::number(i64::from(number), language);
    let run = |(first, last): (u32, u32)| {
        if first == last {
            written(first)
        } else {
            format!("{}–{}", written(first), written(last))
        }
    };
    let runs: Vec<String> = record::runs(numbers).into_iter().map(run).collect();
    format::list(&runs, language)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry(kind: EventKind, at: &str, data: Value, statement: Option<u32>) -> RecordEntry {
        RecordEntry {
            at: at.parse().unwrap(),
            kind: kind.word().into(),
            data,
            statement,
        }
    }

    fn said(entries: Vec<RecordEntry>) -> Vec<[String; 3]> {
        let text = |msg: Msg| msg.text(Language::German);
        joined(entries)
            .iter()
            .map(|one| {
                [
                    text(one.title()),
                    one.detail(Language::German)
                        .text(Language::German)
                        .unwrap_or_default(),
                    one.when(Language::German).text,
                ]
            })
            .collect()
    }

    #[test]
    fn comments_are_one_entry_until_something_else_happens() {
        let submitted = |at: &str, number| entry(EventKind::StatementSubmitted, at, json!({}), Some(number));
        let shown = said(vec![
            submitted("2026-12-02T13:05:00Z", 66),
            submitted("2026-12-02T12:00:00Z", 65),
            submitted("2026-12-02T11:00:00Z", 64),
            submitted("2026-12-02T10:00:00Z", 61),
            entry(EventKind::RoundSet, "2026-12-02T09:00:00Z", json!({}), None),
            submitted("2026-12-02T08:00:00Z", 60),
            // 23:30 on the town hall's clock, a day before.
            submitted("2026-12-01T22:30:00Z", 59),
            entry(EventKind::RoundSet, "2026-12-01T09:00:00Z", json!({}), None),
            submitted("2026-12-01T08:00:00Z", 58),
        ]);
        let [day, _, days, _, one] = &shown[..] else {
            panic!("{shown:?}")
        };
        assert_eq!(
            day,
            &[
                "4 Stellungnahmen sind eingegangen",
                "Nummern 61 und 64–66",
                "2. Dezember 2026"
            ]
        );
        assert_eq!(
            days,
            &[
                "2 Stellungnahmen sind eingegangen",
                "Nummern 59–60",
                "1. Dezember 2026 – 2. Dezember 2026"
            ]
        );
        assert_eq!(
            [&one[0], &one[1]],
            ["Eine Stellungnahme ist eingegangen", "Stellungnahme Nummer 58"]
        );
    }

    #[test]
    fn arrivals_that_the_server_joined_are_told_as_if_each_had_come() {
        let joined = |at: &str, data: Value| entry(EventKind::StatementSubmitted, at, data, None);
        let data = json!({ "count": 5, "runs": [[61, 61], [64, 67]], "first": "2026-12-01T10:00:00Z" });
        let shown = said(vec![joined("2026-12-02T13:05:00Z", data)]);
        assert_eq!(
            shown,
            [[
                "5 Stellungnahmen sind eingegangen",
                "Nummern 61 und 64–67",
                "1. Dezember 2026 – 2. Dezember 2026"
            ]]
        );
    }

    #[test]
    fn decisions_of_one_meeting_are_counted_together_and_others_stand_alone() {
        let decided = |committee: &str, count: u32| {
            let data = json!({ "committee": committee, "decided_on": "2026-10-01", "count": count });
            entry(EventKind::DecisionRecorded, "2026-10-01T18:00:00Z", data, None)
        };
        let shown = said(vec![decided("Rat", 1), decided("Rat", 11), decided("Ortsrat", 2)]);
        let titles: Vec<&str> = shown.iter().map(|one| one[0].as_str()).collect();
        assert_eq!(
            titles,
            [
                "Der Rat hat über 12 Stellungnahmen entschieden",
                "Der Rat hat über 2 Stellungnahmen entschieden"
            ]
        );
        assert!(shown[0][1].starts_with("Rat, ") && shown[1][1].starts_with("Ortsrat, "));
    }

    #[test]
    fn a_decision_names_the_statements_that_everybody_may_read() {
        let decided = |numbers: Value, count: u32| {
            let data =
                json!({ "committee": "Rat", "decided_on": "2026-10-01", "count": count, "numbers": numbers });
            entry(EventKind::DecisionRecorded, "2026-10-01T18:00:00Z", data, None)
        };
        let text = |entries| said(entries).remove(0)[1].clone();
        assert_eq!(
            text(vec![decided(json!([12, 15, 20]), 3)]),
            "Rat, 1. Oktober 2026. Nummern 12, 15 und 20"
        );
        assert_eq!(
            text(vec![decided(json!([12, 15]), 5)]),
            "Rat, 1. Oktober 2026. Darunter: Nummern 12 und 15",
            "three are not published"
        );
        // Each was decided by itself, in one meeting.
        assert_eq!(
            text(vec![
                decided(json!([20]), 1),
                decided(json!([]), 1),
                decided(json!([12]), 1)
            ]),
            "Rat, 1. Oktober 2026. Darunter: Nummern 12 und 20"
        );
        assert_eq!(text(vec![decided(json!([]), 2)]), "Rat, 1. Oktober 2026");
        let moved = json!({ "from": "proposal_ready", "to": "before_council", "count": 2, "numbers": [7] });
        let moved = entry(EventKind::StatementsMoved, "2026-10-01T18:00:00Z", moved, None);
        assert_eq!(text(vec![moved]), "Darunter: Stellungnahme Nummer 7");
    }

    #[test]
    fn numbers_are_listed_as_each_language_lists_them() {
        let listed = |language| runs(&[1, 2, 5, 9], language);
        assert_eq!(listed(Language::German), "1–2, 5 und 9");
        assert_eq!(listed(Language::English), "1–2, 5 and 9");
        let persian: String = listed(Language::Persian).replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(persian, "1–2، 5 و 9");
    }

    #[test]
    fn what_is_no_comment_is_never_joined_and_parts_its_neighbours() {
        let at = "2026-12-02T13:05:00Z";
        let version = |version: u32| {
            entry(
                EventKind::ProcedurePublished,
                at,
                json!({ "version": version }),
                None,
            )
        };
        let submitted = |number| entry(EventKind::StatementSubmitted, at, json!({}), Some(number));
        let shown = said(vec![
            version(3),
            version(2),
            submitted(2),
            version(1),
            submitted(1),
        ]);
        assert_eq!(shown.len(), 5, "{shown:?}");
        let two = newest(vec![submitted(4), submitted(3), version(1), submitted(1)], 2);
        assert_eq!(
            two.iter().map(|event| event.statement).collect::<Vec<_>>(),
            [Some(4), Some(3), None]
        );
        // What follows the second entry tells that it ends there.
        let events = [submitted(4), submitted(3), version(1), submitted(1)];
        assert!(has_more(&events, 2) && !has_more(&events[..3], 2));
        assert!(joined(Vec::new()).is_empty());
    }
}
