//! Asking for an export: a row and a job; nobody waits for the file.

use serde_json::json;
use shared::{
    access::Action,
    api::ApiError,
    exports::{Export, ExportFormat, ExportState, StartExport, Variant},
    ids::ExportId,
};

use super::{
    make,
    store::{self, Stored},
};
use crate::{
    error::Result as Answer,
    events::{self, Event, EventKind, Visibility},
    features::procedures,
    jobs,
    site::Cx,
};

/// What a role needs for a variant.
pub const fn action(variant: Variant) -> Action {
    match variant {
        Variant::Internal => Action::ExportInternal,
        Variant::Public => Action::ExportPublic,
    }
}

/// Located comments exist for the public alone.
///
/// # Errors
/// A wrong variant.
pub fn check(format: ExportFormat, variant: Variant) -> Result<(), ApiError> {
    match (format, variant) {
        (ExportFormat::Geojson, Variant::Internal) => {
            Err(ApiError::invalid("variant", "errors.invalid_choice"))
        }
        _ => Ok(()),
    }
}

/// Starts an export.
pub async fn start_export(cx: Cx, input: StartExport) -> Answer<Export> {
    cx.viewer.may(action(input.variant))?;
    check(input.format, input.variant)?;
    let mut tx = cx.begin().await?;
    let procedure = procedures::find(&mut tx, &input.procedure)
        .await?
        .ok_or(ApiError::NotFound)?;
    let export = Stored {
        id: ExportId(cx.new_id()),
        procedure: procedure.id,
        format: input.format,
        variant: input.variant,
        state: ExportState::Waiting,
        done: 0,
        total: procedure.statements,
        files: Vec::new(),
        left_out: Vec::new(),
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
    Ok(export.into_export())
}
