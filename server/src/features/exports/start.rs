//! Asking for an export: a row and a job; nobody waits for the file.
//!
//! Invariant: whoever asks for what is under way already is answered with that, so that no account makes the same file
//! over and over; not even two who ask at the same instant get two.

use serde_json::json;
use shared::{
    access::Action,
    api::ApiError,
    exports::{Export, ExportFormat, ExportState, StartExport, Variant},
    ids::ExportId,
};

use super::{
    make,
    store::{self, Notes, Stored},
};
use crate::{
    error::Result as Answer,
    events::{self, Event, EventKind, Visibility},
    features::procedures,
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

/// Starts an export, or answers the same one that is under way.
pub async fn start_export(cx: Cx, input: StartExport) -> Answer<Export> {
    cx.viewer.may(action(input.variant))?;
    check(input.format, input.variant)?;
    let mut tx = cx.begin().await?;
    let procedure = procedures::find(&mut tx, &input.procedure).await?;
    // Of two who ask at the same instant the second one waits, and is answered with what the first one began.
    procedures::lock(&mut tx, procedure.id).await?;
    let since = cx.now() - chrono::Duration::minutes(UNDER_WAY_MINUTES);
    let under_way = store::under_way(&mut tx, procedure.id, input.format, input.variant, since).await?;
    if let Some(export) = under_way {
        return Ok(export.into_export());
    }
    let account = cx.viewer.staff_id().map_or_else(String::new, |id| id.to_string());
    cx.site.limits.check(EXPORT, &account)?;
    let export = Stored {
        id: ExportId(cx.new_id()),
        procedure: procedure.id,
        format: input.format,
        variant: input.variant,
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
        .data(json!({ "format": input.format.word(), "variant": input.variant.word() }));
    events::record(&mut tx, &cx, event).await?;
    cx.commit(tx).await?;
    cx.site.limits.count(EXPORT, &account);
    Ok(export.into_export())
}
