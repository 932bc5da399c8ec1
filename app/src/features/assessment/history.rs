//! What happened to a statement, newest first, with who did it; what was done about a point leads to it.

use leptos::prelude::*;
use shared::{
    assessment::{HistoryEntry, Proposal, StatementFile, StatementState},
    record::EventKind,
    statements::{Channel, Publication, PublicationReason},
};

use super::{
    point_words::point_path,
    selection::Selection,
    words::{proposal_name, publication_name, state_name},
};
use crate::{
    context::use_language,
    features::{admin::parts::moment, procedures::sentence, statements::reason_name},
    i18n::{format, msg, t},
    ui::{Details, Fold},
};

/// The history of a statement.
#[component]
pub fn History(file: StatementFile) -> impl IntoView {
    let among = Selection::here();
    let count = file.history.len();
    // Where the statement was divided anew, older entries count points that may be others by now.
    let mut is_anew = false;
    let items = file
        .history
        .iter()
        .map(|entry| {
            is_anew = is_anew || EventKind::from_word(&entry.kind) == Some(EventKind::StatementDivided);
            let point = point_of(entry)
                .filter(|number| !is_anew && file.points.iter().any(|point| point.number.0 == *number));
            let said = match point {
                Some(number) => {
                    let href = point_path(&among, &file, number);
                    view! { <a class="row-link" href=href>{text(entry)}</a> }.into_any()
                }
                None => text(entry).into_any(),
            };
            // The account of a former member of staff has no name any more.
            let actor = entry.actor.clone().map(|actor| {
                let name = if actor.is_empty() {
                    t(msg::admin::accounts::former())
                } else {
                    actor
                };
                view! { " · " <bdi>{name}</bdi> }
            });
            view! { <li>{said}<br/><span class="muted">{moment(entry.at)}{actor}</span></li> }
        })
        .collect_view();
    let summary = t(msg::assessment::history::title(
        u64::try_from(count).unwrap_or(u64::MAX),
    ));
    view! { <Details summary fold=Fold::Closed><ol class="staff-history">{items}</ol></Details> }
}

/// The number of the point that an entry is about.
fn point_of(entry: &HistoryEntry) -> Option<u32> {
    let is_about_point = EventKind::from_word(&entry.kind) == Some(EventKind::PointAssessed);
    let number = entry.data.get("point").filter(|_| is_about_point)?;
    u32::try_from(number.as_u64()?).ok()
}

/// The decision as it stood before it was corrected.
fn was(entry: &HistoryEntry) -> String {
    let text = |name: &str| entry.data.get(name).and_then(serde_json::Value::as_str);
    let on = text("was_on")
        .and_then(|day| day.parse().ok())
        .map(|day| format::day_short(day, use_language()));
    let result = text("was_result")
        .and_then(Proposal::from_word)
        .map(proposal_name);
    let all: Vec<String> = [text("was_committee").map(str::to_owned), on, result]
        .into_iter()
        .flatten()
        .chain(points_were(entry))
        .collect();
    format::series(&all, use_language())
}

/// How those points were decided whose result was corrected: „2: Wird nicht gefolgt“.
fn points_were(entry: &HistoryEntry) -> Vec<String> {
    let results = |name: &str| -> Vec<Option<Proposal>> {
        let all = entry.data.get(name).and_then(serde_json::Value::as_array);
        all.into_iter()
            .flatten()
            .map(|result| result.as_str().and_then(Proposal::from_word))
            .collect()
    };
    let now = results("point_results");
    results("was_point_results")
        .into_iter()
        .enumerate()
        .filter(|(at, was)| now.get(*at) != Some(was))
        .filter_map(|(at, was)| Some(format!("{}: {}", at + 1, proposal_name(was?))))
        .collect()
}

/// Why a statement was held, in a sentence, if the program held it.
pub(super) fn held_because(history: &[HistoryEntry]) -> Option<String> {
    history.iter().find_map(suspicion)
}

/// What an event says about why a statement was held.
fn suspicion(entry: &HistoryEntry) -> Option<String> {
    use msg::assessment::held;
    if EventKind::from_word(&entry.kind) != Some(EventKind::StatementHeld) {
        return None;
    }
    let reason = entry.data.get("reason")?.as_str()?;
    Some(t(match reason {
        "decoy" => held::decoy(),
        "flood" => held::flood(),
        "same_text" => held::same_text(),
        "links" => held::links(),
        _ => return None,
    }))
}

/// What was decided about publication: „nicht freigegeben, Werbung“, or „freigegeben, Persönliche Angaben, geschwärzte
/// Stellen: 2“.
fn publication(entry: &HistoryEntry) -> String {
    let word = |name: &str| entry.data.get(name).and_then(serde_json::Value::as_str);
    let passages = entry.data.get("passages").and_then(serde_json::Value::as_i64);
    let redacted = passages
        .filter(|passages| *passages > 0)
        .map(|passages| t(msg::assessment::history::redacted(passages)));
    let all: Vec<String> = [
        word("publication")
            .and_then(Publication::from_word)
            .map(publication_name),
        word("reason")
            .and_then(PublicationReason::from_word)
            .map(reason_name),
        redacted,
    ]
    .into_iter()
    .flatten()
    .collect();
    format::series(&all, use_language())
}

/// An event in words; one that a newer program recorded keeps its own name, so that nothing is hidden.
fn text(entry: &HistoryEntry) -> String {
    use EventKind as E;
    use msg::assessment::history as h;
    let Some(kind) = EventKind::from_word(&entry.kind) else {
        return t(h::other(entry.kind.as_str()));
    };
    let word = |name: &str| entry.data.get(name).and_then(serde_json::Value::as_str);
    let state = || {
        word("to")
            .and_then(StatementState::from_word)
            .map(state_name)
            .unwrap_or_default()
    };
    let count = |name: &str| {
        entry
            .data
            .get(name)
            .and_then(serde_json::Value::as_i64)
            .unwrap_or_default()
    };
    t(match kind {
        E::StatementSubmitted if word("channel").is_some_and(|channel| channel != Channel::Web.word()) => {
            h::captured()
        }
        E::StatementSubmitted => h::submitted(),
        E::StatementWithdrawn => h::withdrawn(),
        E::StatementHeld => match suspicion(entry) {
            Some(reason) => h::held_because(reason),
            None => h::held(),
        },
        E::StateChanged | E::StatementsMoved => h::moved(state()),
        E::StatementAssessed => h::assessed(),
        E::StatementDivided if count("points") == 0 => h::undivided(),
        E::StatementDivided => h::divided(count("points")),
        E::PointAssessed => h::point(count("point")),
        E::PublicationDecided => h::publication(publication(entry)),
        E::DecisionRecorded => h::decided(),
        E::DecisionCorrected => h::corrected(was(entry)),
        E::ReceiptMailed => h::mailed(),
        E::ReplyMailed => h::reply_mailed(),
        E::PersonsDeleted => h::person_deleted(),
        other => sentence(other, &entry.data),
    })
}
