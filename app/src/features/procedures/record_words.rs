//! Events in words.
//!
//! Invariant: each kind has words of its own; the `match` has no fallback, so that a new kind without words does not
//! compile.

use serde_json::Value;
use shared::{assessment::StatementState, record::EventKind, statements::Publication, time::Day};

use crate::i18n::{Msg, SLOT, msg};

/// What an event says in one sentence.
pub fn sentence(kind: EventKind, data: &Value) -> Msg {
    use EventKind as E;
    use msg::procedures::record;
    let text = |name: &str| data.get(name).and_then(Value::as_str).unwrap_or_default();
    match kind {
        E::ProcedureCreated => record::procedure_created(),
        E::ProcedureRemoved => record::procedure_removed(),
        E::ProcedurePublished if data.get("version").and_then(Value::as_u64) > Some(1) => {
            record::procedure_changed()
        }
        E::ProcedurePublished => record::procedure_published(),
        E::WorkingCopyChanged => record::working_copy_changed(),
        E::SettingsChanged => record::settings_changed(),
        E::RoundSet if is_extended(data) => record::round_extended(),
        E::RoundSet => record::round_set(),
        E::RoundRemoved => record::round_removed(),
        E::PlanImported => record::plan_imported(),
        E::AddressesImported => record::addresses_imported(),
        E::PageChanged => record::page_changed(),
        E::TermApproved => record::term_approved(),
        E::TermReworded => record::term_reworded(),
        E::ApprovalWithdrawn => record::approval_withdrawn(),
        E::VideoUploaded => record::video_uploaded(),
        E::VideoChanged => record::video_changed(),
        E::BarrierRemoved => record::barrier_removed(),
        E::BarrierListed => record::barrier_listed(),
        E::AccessibilitySettingsChanged => record::accessibility_settings_changed(),
        E::BarrierReported => record::barrier_reported(),
        E::BarrierMarked => record::barrier_marked(),
        E::BarrierAnswered => record::barrier_answered(),
        E::BarrierContactsDeleted => record::barrier_contacts_deleted(),
        E::LookChanged => record::look_changed(),
        E::MunicipalityAdded => record::municipality_added(),
        E::MunicipalityChanged => record::municipality_changed(),
        E::StatementSubmitted => record::statement_submitted(),
        E::StatementHeld => record::statement_held(),
        E::StatementWithdrawn => record::statement_withdrawn(),
        E::StatementAssessed => record::statement_assessed(),
        E::AuthorCorrected => record::author_corrected(),
        E::StatementDivided => record::statement_divided(),
        E::PointAssessed => record::point_assessed(),
        E::StateChanged => match StatementState::from_word(text("to")) {
            Some(StatementState::Decided) => record::statement_decided(),
            Some(StatementState::Answered) => record::statement_answered(),
            _ => record::state_changed(),
        },
        E::StatementsMoved => record::statements_moved(),
        E::PublicationDecided if text("publication") == Publication::Released.word() => {
            record::statement_published()
        }
        E::PublicationDecided => record::publication_decided(),
        E::DecisionRecorded => record::decision_recorded(),
        E::DecisionCorrected => record::decision_corrected(),
        E::ReceiptMailed => record::receipt_mailed(),
        E::ReplyMailed => record::reply_mailed(),
        E::PersonsDeleted => record::persons_deleted(),
        E::ExportStarted => record::export_started(),
        E::ExportMade => record::export_made(),
        E::ExportFailed => record::export_failed(),
        E::ExportsDeleted => record::exports_deleted(),
        E::StaffAdded => record::staff_added(),
        E::StaffChanged => record::staff_changed(),
        E::StaffRemoved => record::staff_removed(),
        E::StaffSignedIn => record::staff_signed_in(),
        E::StaffSignedOut => record::staff_signed_out(),
        E::PasswordChanged => record::password_changed(),
        E::SessionsEnded => record::sessions_ended(),
    }
}

/// A day of an event.
fn day(data: &Value, name: &str) -> Option<Day> {
    data.get(name)?.as_str()?.parse().ok()
}

/// Whether a round only got a later end.
fn is_extended(data: &Value) -> bool {
    let was = day(data, "was_start").zip(day(data, "was_end"));
    let now = day(data, "start").zip(day(data, "end"));
    matches!((was, now), (Some(was), Some(now)) if was.0 == now.0 && was.1 < now.1)
}

/// The period of a round, and the one that it had before.
fn period(data: &Value) -> Option<Msg> {
    use msg::procedures::record;
    let (start, end) = day(data, "start").zip(day(data, "end"))?;
    Some(match day(data, "was_start").zip(day(data, "was_end")) {
        Some((was_start, was_end)) if was_start == start => record::round_until(end, was_end),
        Some((was_start, was_end)) => record::round_moved(start, end, was_start, was_end),
        None => record::round_period(start, end),
    })
}

/// What is said below the sentence.
#[derive(Debug, Default)]
pub struct Detail {
    /// The message, with a [`SLOT`] for each of the words below; none where the sentence says it all.
    pub said: Option<Msg>,
    /// What staff wrote, which is German in every language, in the order of the slots.
    pub german: Vec<String>,
}

impl Detail {
    /// A message about what staff wrote.
    fn about(said: Msg, german: &[&str]) -> Self {
        Self {
            said: Some(said),
            german: german.iter().map(|words| (*words).to_owned()).collect(),
        }
    }

    /// The whole text.
    #[cfg(test)]
    pub fn text(&self, language: shared::language::Language) -> Option<String> {
        let said = self.said.clone()?.text(language);
        let fill = |text: String, words: &String| text.replacen(SLOT, words, 1);
        Some(self.german.iter().fold(said, fill))
    }
}

/// What is worth saying below the sentence: the reason of a change, the days of a round, who decided when.
pub fn detail(data: &Value) -> Detail {
    use msg::procedures::record;
    let text = |name: &str| {
        data.get(name)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    if let Some(reason) = text("reason") {
        return Detail::about(record::reason(SLOT), &[reason]);
    }
    if let Some(period) = period(data) {
        return Detail::about(period, &[]);
    }
    let Some((committee, on)) = text("committee").zip(day(data, "decided_on")) else {
        return Detail::default();
    };
    let was = text("was_committee").zip(day(data, "was_on"));
    match was.filter(|was| *was != (committee, on)) {
        Some((was, was_day)) => Detail::about(record::corrected(SLOT, on, SLOT, was_day), &[committee, was]),
        None => Detail::about(record::decision(SLOT, on), &[committee]),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;
    use shared::language::Language;

    use super::*;

    #[test]
    fn every_kind_of_event_has_words_of_its_own() {
        let mut known = BTreeMap::new();
        let fallback = msg::procedures::record::other().text(Language::German);
        for kind in EventKind::ALL {
            let words = sentence(*kind, &Value::Null).text(Language::German);
            assert_ne!(words, fallback, "{kind:?}");
            if let Some(other) = known.insert(words, *kind) {
                panic!("{kind:?} and {other:?} say the same");
            }
        }
    }

    #[test]
    fn a_round_says_its_days_and_what_they_were_before() {
        let said = |data: Value| {
            let detail = detail(&data).text(Language::German);
            (
                sentence(EventKind::RoundSet, &data).text(Language::German),
                detail.unwrap_or_default(),
            )
        };
        let set = json!({ "step": "public_display", "pass": 1, "start": "2026-11-10", "end": "2026-12-10" });
        let (first, days) = said(set.clone());
        assert_eq!(days, "10. November 2026 – 10. Dezember 2026");
        let changed = |start: &str, end: &str| {
            let mut data = set.clone();
            (data["start"], data["end"]) = (json!(start), json!(end));
            (data["was_start"], data["was_end"]) = (json!("2026-11-10"), json!("2026-12-10"));
            said(data)
        };
        assert_eq!(
            changed("2026-11-10", "2027-01-04"),
            (
                "Die Beteiligung wurde verlängert".into(),
                "Bis 4. Januar 2027 (vorher: 10. Dezember 2026)".into()
            )
        );
        let (moved, days) = changed("2026-11-16", "2026-12-18");
        assert_eq!(moved, first, "it has not begun and lies on other days");
        assert!(
            days.starts_with("16. November 2026 – 18. Dezember 2026 (vorher: 10. November"),
            "{days}"
        );
    }

    #[test]
    fn a_change_says_why_and_a_decision_by_whom() {
        let said = |data| detail(&data).text(Language::German);
        assert_eq!(
            said(json!({ "version": 2, "reason": "Lärm neu berechnet" })).as_deref(),
            Some("Grund: Lärm neu berechnet")
        );
        let decided = said(json!({ "committee": "Rat", "decided_on": "2026-11-24", "count": 3 })).unwrap();
        assert!(
            decided.starts_with("Rat, ") && decided.contains("2026"),
            "{decided}"
        );
        let corrected = said(
            json!({ "committee": "Bauausschuss", "decided_on": "2026-11-25", "was_committee": "Rat",
            "was_on": "2026-11-24", "count": 3 }),
        )
        .unwrap();
        assert!(
            corrected.starts_with("Bauausschuss, 25. November") && corrected.contains("Rat, 24. November"),
            "{corrected}"
        );
        assert_eq!(said(json!({ "reason": "" })), None);
    }
}
