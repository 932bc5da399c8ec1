//! What happened to a statement, newest first, with who did it.

use leptos::prelude::*;
use shared::assessment::{HistoryEntry, StatementState};

use super::words::state_name;
use crate::{
    features::admin::parts::moment,
    i18n::{msg, t},
    ui::{Details, Fold},
};

/// The history of a statement.
#[component]
pub fn History(entries: Vec<HistoryEntry>) -> impl IntoView {
    let count = entries.len();
    let items = entries
        .into_iter()
        .map(|entry| {
            let actor = entry
                .actor
                .clone()
                .map(|actor| view! { " · " <bdi>{actor}</bdi> });
            view! { <li>{text(&entry)}<br/><span class="muted">{moment(entry.at)}{actor}</span></li> }
        })
        .collect_view();
    let summary = t(msg::assessment::history::title(
        u64::try_from(count).unwrap_or(u64::MAX),
    ));
    view! { <Details summary fold=Fold::Closed><ol class="staff-history">{items}</ol></Details> }
}

/// An event in words; one that is not known here keeps its own name, so that nothing is hidden.
fn text(entry: &HistoryEntry) -> String {
    use msg::assessment::history as h;
    let state = || {
        let word = ["to", "state"]
            .into_iter()
            .find_map(|name| entry.data.get(name)?.as_str());
        word.and_then(StatementState::from_word)
            .map(state_name)
            .unwrap_or_default()
    };
    t(match entry.kind.as_str() {
        "statement_submitted" => h::submitted(),
        "statement_captured" => h::captured(),
        "statement_opened" => h::opened(),
        "statement_withdrawn" => h::withdrawn(),
        "statement_held" => h::held(),
        "state_changed" | "statement_moved" => h::moved(state()),
        "assessment_changed" | "statement_assessed" => h::assessed(),
        "publication_decided" => h::publication(),
        "decision_recorded" => h::decided(),
        "receipt_mailed" => h::mailed(),
        "persons_deleted" | "person_deleted" => h::person_deleted(),
        other => h::other(other),
    })
}
