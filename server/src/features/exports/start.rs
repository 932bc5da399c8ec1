//! Asking for an export: a row and a job; nobody waits for the file.
//!
//! Invariant: whoever asks for what is under way already, limited to the same statements, is answered with that, so that no
//! account makes the same file over and over; not even two who ask at the same instant get two.

use serde_json::json;
use shared::{
    access::Action,
    api::{ApiError, Invalid},
    exports::{Export, ExportFormat, ExportState, Selection, StartExport, Variant},
    ids::{ExportId, ProcedureId},
    procedures::Round,
};

use super::{
    make,
    store::{self, Notes, Stored},
};
use crate::{
    db::Statements,
    error::Result as Answer,
    events::{self, Event, EventKind, Visibility},
    features::{assessment, procedures},
    http::limits::EXPORT,
    jobs,
    site::Cx,
};

/// After so many minutes an export that is not finished is made anew: its job may have been given up.
const UNDER_WAY_MINUTES: i64 = 60;

/// What a role needs for a variant.
pub const fn action(variant: Variant) -> Action {
    match variant {
        Variant::Internal => Action::ExportInternal,
        // Without names: what is in it all who sign in may read.
        Variant::Council | Variant::Public => Action::ExportPublic,
    }
}

/// Located comments exist for the public alone.
///
/// # Errors
/// A wrong variant.
pub fn check(format: ExportFormat, variant: Variant) -> Result<(), ApiError> {
    match (format, variant) {
        (ExportFormat::Geojson, Variant::Internal | Variant::Council) => {
            Err(ApiError::invalid("variant", "errors.invalid_choice"))
        }
        _ => Ok(()),
    }
}

/// What an export is asked to be limited to.
///
/// # Errors
/// `states`, `topic` or `round` where no statement of the procedure's exports can be like that.
pub fn selection(input: &StartExport, rounds: &[Round]) -> Result<Selection, ApiError> {
    let mut invalid = Invalid::default();
    if input
        .states
        .iter()
        .any(|state| !Selection::STATES.contains(state))
    {
        invalid.add("states", "errors.invalid_choice");
    }
    let (topic, round) =
        assessment::topic_and_round(&mut invalid, input.topic.as_deref(), input.round.as_deref());
    if round.is_some_and(|id| rounds.iter().all(|round| round.id != id)) {
        invalid.add("round", "errors.invalid_choice");
    }
    invalid.finish()?;
    // In the order of the work, each once: who names them in another order asks for the same.
    let states: Vec<_> = Selection::STATES
        .into_iter()
        .filter(|state| input.states.contains(state))
        .collect();
    let is_any = states.len() == Selection::STATES.len();
    Ok(Selection {
        states: if is_any { Vec::new() } else { states },
        topic,
        round,
    })
}

/// Refuses a selection that no statement is in: its file would say nothing. All statements may be none.
///
/// # Errors
/// `states` where the selection is empty, or whatever the database says.
pub async fn expect_any(
    db: &mut impl Statements,
    procedure: ProcedureId,
    selection: &Selection,
) -> Answer<()> {
    if selection.is_everything() || assessment::is_any(db, procedure, selection).await? {
        return Ok(());
    }
    Err(ApiError::invalid("states", "errors.export_empty").into())
}

/// What the record says of an export.
pub fn told(format: ExportFormat, variant: Variant, selection: &Selection) -> serde_json::Value {
    if selection.is_everything() {
        return json!({ "format": format.word(), "variant": variant.word() });
    }
    json!({ "format": format.word(), "variant": variant.word(), "selection": selection })
}

/// Starts an export, or answers the same one that is under way.
pub async fn start_export(cx: Cx, input: StartExport) -> Answer<Export> {
    cx.viewer.may(action(input.variant))?;
    check(input.format, input.variant)?;
    let mut tx = cx.begin().await?;
    let procedure = procedures::find(&mut tx, &input.procedure).await?;
    // Of two who ask at the same instant the second one waits, and is answered with what the first one began.
    procedures::lock(&mut tx, procedure.id).await?;
    let rounds = procedures::rounds(&mut tx, procedure.id, cx.today()).await?;
    let selection = selection(&input, &rounds)?;
    expect_any(&mut tx, procedure.id, &selection).await?;
    let since = cx.now() - chrono::Duration::minutes(UNDER_WAY_MINUTES);
    let kind = (input.format, input.variant);
    if let Some(export) = store::under_way(&mut tx, procedure.id, kind, &selection, since).await? {
        return Ok(export.into_export());
    }
    let account = cx.viewer.staff_id().map_or_else(String::new, |id| id.to_string());
    let taken = cx.site.limits.take(EXPORT, &account)?;
    let export = Stored {
        id: ExportId(cx.new_id()),
        procedure: procedure.id,
        format: input.format,
        variant: input.variant,
        selection,
        state: ExportState::Waiting,
        done: 0,
        total: procedure.statements,
        files: Vec::new(),
        notes: Notes::default(),
        created_at: cx.now(),
    };
    if input.variant == Variant::Internal {
        // It holds names: after the deletion date the next run finds it.
        procedures::expect_persons(&mut tx, procedure.id).await?;
    }
    store::insert(&mut tx, &export, cx.viewer.staff_id().map(|id| id.0)).await?;
    jobs::enqueue(&mut tx, &cx, make::KIND, json!({ "export": export.id })).await?;
    let event = Event::new(EventKind::ExportStarted, Visibility::Staff)
        .procedure(procedure.id)
        .data(told(input.format, input.variant, &export.selection));
    events::record(&mut tx, &cx, event).await?;
    cx.commit(tx).await?;
    taken.keep();
    Ok(export.into_export())
}
