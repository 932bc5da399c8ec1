//! Events in words.
//!
//! Invariant: each kind has words of its own; the `match` has no fallback, so that a new kind without words does not
//! compile.

use serde_json::Value;
use shared::{assessment::StatementState, record::EventKind, statements::Publication, time::Day};

use crate::i18n::{Msg, msg};

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

/// What is worth saying below the sentence: the reason of a change, who decided when.
pub fn detail(data: &Value) -> Option<Msg> {
    use msg::procedures::record;
    let text = |name: &str| {
        data.get(name)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    if let Some(reason) = text("reason") {
        return Some(record::reason(reason));
    }
    let day: Day = text("decided_on")?.parse().ok()?;
    let was = text("was_committee").zip(text("was_on").and_then(|day| day.parse::<Day>().ok()));
    if let Some((was, was_day)) = was
        && (Some(was), was_day) != (text("committee"), day)
    {
        return Some(record::corrected(text("committee")?, day, was, was_day));
    }
    Some(record::decision(text("committee")?, day))
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
    fn a_change_says_why_and_a_decision_by_whom() {
        let said = |data| detail(&data).map(|msg| msg.text(Language::German));
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
