//! Neighbours in the record that say the same, as one entry: a round in which a hundred comments arrive would bury the
//! versions, periods and decisions otherwise. Arrivals are joined over all days between two other entries, the rest by day.
//!
//! Invariants: joining is the page's alone, the endpoint answers every event. Only what stands on one page is joined; what
//! lies beyond its edge begins an entry of its own on the next page, so that nothing is counted twice or left out.

use serde_json::Value;
use shared::{language::Language, procedures::RecordEntry, record::EventKind, time::Timestamp};

use super::record_words;
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
            events: 1,
            numbers: entry.statement.into_iter().collect(),
            statements: statements(&entry.data),
            oldest: entry.at,
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
        self.events += 1;
        self.oldest = older.at;
        self.numbers.extend(older.statement);
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

    /// Which statements it is about, else what is worth saying below the sentence.
    pub fn text(&self, language: Language) -> Option<Msg> {
        use msg::procedures::record;
        match self.numbers.as_slice() {
            [] => record_words::detail(&self.newest.data),
            [number] => Some(record::number(i64::from(*number))),
            numbers => Some(record::numbers(runs(numbers, language))),
        }
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

/// Numbers in their order, those that follow one another as „61–66“.
fn runs(numbers: &[u32], language: Language) -> String {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in sorted {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let written = |number: u32| format::number(i64::from(number), language);
    let run = |(first, last): (u32, u32)| {
        if first == last {
            written(first)
        } else {
            format!("{}–{}", written(first), written(last))
        }
    };
    runs.into_iter().map(run).collect::<Vec<_>>().join(", ")
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
                    one.text(Language::German).map(text).unwrap_or_default(),
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
                "Nummern 61, 64–66",
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
