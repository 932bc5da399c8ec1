//! The job that makes an export, and the same for the command line.
//!
//! Invariants: a job that runs again makes the same export again or finds it ready; one that fails marks the export with
//! the incident under which its cause is in the log; an export that was removed while it was made leaves no file.

use std::path::{Path, PathBuf};

use app::i18n::msg;
use serde_json::json;
use shared::{
    api::ApiError,
    exports::{ExportFormat, ExportState, Variant},
    ids::ExportId,
};

use super::{
    collect,
    labels::LANGUAGE,
    start,
    store::{self, Ended, Notes, Stored},
    write::{self, Written},
};
use crate::{
    error::{Error, Result},
    events::{self, Event, EventKind, Visibility},
    features::procedures::{self, ProcedureRef},
    http::{files, problem},
    site::Cx,
    uploads,
};

/// The job's kind.
pub const KIND: &str = "make_export";

/// Does the job.
pub async fn make(cx: &Cx, payload: &serde_json::Value) -> Result<()> {
    let id = payload
        .get("export")
        .and_then(serde_json::Value::as_str)
        .and_then(|id| id.parse().ok());
    let id: ExportId = id.ok_or_else(|| Error::internal("a make_export job names no export"))?;
    let Some(export) = store::find(&mut cx.read().await?, id).await? else {
        return Ok(());
    };
    if export.state == ExportState::Ready {
        return Ok(());
    }
    if let Err(error) = make_files(cx, &export).await {
        let ApiError::Internal { incident } = problem::to_api(error, &cx.site.dice, "make_export") else {
            return Err(Error::internal("an export was refused"));
        };
        let failed = msg::exports_documents::failed(incident).text(LANGUAGE);
        let mut tx = cx.begin().await?;
        let ended = Ended {
            state: ExportState::Failed,
            files: &[],
            notes: &Notes {
                left_out: vec![failed],
                read_first: Vec::new(),
            },
            done: export.done,
            total: export.total,
        };
        store::finish(&mut tx, id, ended).await?;
        events::record(&mut tx, cx, event(EventKind::ExportFailed, &export)).await?;
        cx.commit(tx).await?;
    }
    Ok(())
}

async fn make_files(cx: &Cx, export: &Stored) -> Result<()> {
    let procedure = {
        let mut db = cx.read().await?;
        let slug = procedures::slug_of(&mut db, export.procedure).await?;
        let slug = slug.ok_or_else(|| Error::internal("an export's procedure is gone"))?;
        procedures::find(&mut db, &slug).await?
    };
    let (written, total) = produce(cx, &procedure, export.format, export.variant, Some(export.id)).await?;
    let mut stored = Vec::new();
    for (name, bytes) in written.files {
        stored.push((name, files::store(&cx.site, bytes).await?));
    }
    let mut tx = cx.begin().await?;
    let ended = Ended {
        state: ExportState::Ready,
        files: &stored,
        notes: &written.notes,
        done: written.statements,
        total,
    };
    if !store::finish(&mut tx, export.id, ended).await? {
        // Names and addresses were deleted meanwhile, and this export with them: its files may hold them.
        drop(tx);
        let names: Vec<String> = stored.into_iter().map(|(_, name)| name).collect();
        return uploads::delete(&cx.site, &names).await;
    }
    events::record(&mut tx, cx, event(EventKind::ExportMade, export)).await?;
    cx.commit(tx).await
}

fn event(kind: EventKind, export: &Stored) -> Event {
    Event::new(kind, Visibility::Staff)
        .procedure(export.procedure)
        .data(json!({ "format": export.format.word(), "variant": export.variant.word() }))
}

/// Reads everything page by page and writes the files; answers too how many statements were read. Progress goes to the
/// export, if there is one.
async fn produce(
    cx: &Cx,
    procedure: &ProcedureRef,
    format: ExportFormat,
    variant: Variant,
    export: Option<ExportId>,
) -> Result<(Written, u32)> {
    let mut all = collect::begin(cx, procedure, variant).await?;
    let (mut after, mut done) = (0, 0);
    let mut progress = Some(());
    while progress.is_some() {
        if let Some(id) = export {
            let mut tx = cx.begin().await?;
            store::set_progress(
                &mut tx,
                id,
                ExportState::Running,
                done,
                procedure.statements.max(done),
            )
            .await?;
            cx.commit(tx).await?;
        }
        progress = all.read_page(cx, procedure, after).await?.map(|(last, count)| {
            after = last;
            done += count;
        });
    }
    all.finish();
    let written = write::write(cx, &procedure.slug, format, variant, all).await?;
    Ok((written, done))
}

/// Writes an export into a folder at once, for the command line; answers the files, and what was left out or has to be read
/// first.
///
/// # Errors
/// No such procedure, a variant that the form does not have, or whatever disk and database say.
pub async fn write_now(
    cx: &Cx,
    slug: &str,
    format: ExportFormat,
    variant: Variant,
    out_dir: &Path,
) -> Result<(Vec<PathBuf>, Vec<String>)> {
    start::check(format, variant)?;
    let procedure = procedures::find(&mut cx.read().await?, slug).await?;
    let (written, _) = produce(cx, &procedure, format, variant, None).await?;
    tokio::fs::create_dir_all(out_dir).await?;
    let mut paths = Vec::new();
    for (name, bytes) in written.files {
        let path = out_dir.join(name);
        tokio::fs::write(&path, &bytes).await?;
        paths.push(path);
    }
    let mut tx = cx.begin().await?;
    let data = json!({ "format": format.word(), "variant": variant.word() });
    events::record(
        &mut tx,
        cx,
        Event::new(EventKind::ExportMade, Visibility::Staff)
            .procedure(procedure.id)
            .data(data),
    )
    .await?;
    cx.commit(tx).await?;
    let Notes {
        mut left_out,
        read_first,
    } = written.notes;
    left_out.extend(read_first);
    Ok((paths, left_out))
}
