//! The job that makes an export, and the same for the command line.
//!
//! Invariants: a job that runs again makes the same export again or finds it ended; one that fails marks the export with
//! the incident under which its cause is in the log; an export that was removed while it was made leaves no file and no
//! word, and where two processes make the same one, the first that ends counts. Each file has a name of its own in the
//! store, so that deleting one never touches what was made again meanwhile.

use std::path::{Path, PathBuf};

use app::i18n::msg;
use shared::{
    api::ApiError,
    exports::{ExportState, StartExport},
    ids::ExportId,
};

use super::{
    collect::{self, Wanted},
    labels::LANGUAGE,
    remove, start,
    store::{self, Ended, Notes, Stored},
    write::{self, Written},
};
use crate::{
    error::{Error, Result},
    events::{self, Event, EventKind, Visibility},
    features::procedures::{self, ProcedureRef},
    http::problem,
    jobs, pdf,
    site::Cx,
    uploads,
};

/// The job's kind.
pub const KIND: &str = "make_export";

/// Does the job.
pub async fn make(cx: &Cx, payload: &serde_json::Value) -> Result<()> {
    let id: ExportId = jobs::id_in(payload, "export")?;
    let Some((export, procedure)) = under_way(cx, id).await? else {
        return Ok(());
    };
    if let Err(error) = make_files(cx, &export, &procedure).await {
        let is_unset = pdf::is_unset(&error);
        let ApiError::Internal { incident } = problem::to_api(error, &cx.site.dice, "make_export") else {
            return Err(Error::internal("an export was refused"));
        };
        // Started again it would fail again, unless there is less of it.
        let failed = if is_unset {
            msg::exports_documents::failed_pdf(incident)
        } else {
            msg::exports_documents::failed(incident)
        };
        let mut tx = cx.begin().await?;
        let ended = Ended {
            state: ExportState::Failed,
            files: &[],
            notes: &Notes {
                left_out: vec![failed.text(LANGUAGE)],
                read_first: Vec::new(),
            },
            selection: &export.selection,
            done: export.done,
            total: export.total,
        };
        // One that was removed, or that another process made, did not fail.
        if store::finish(&mut tx, id, ended).await? {
            events::record(&mut tx, cx, event(EventKind::ExportFailed, &export)).await?;
        }
        cx.commit(tx).await?;
    }
    Ok(())
}

/// An export that is to be made, with its procedure; `None` where it ended or was removed. Of one moment: a procedure that
/// was made by mistake is removed with its exports.
async fn under_way(cx: &Cx, id: ExportId) -> Result<Option<(Stored, ProcedureRef)>> {
    let mut db = cx.snapshot().await?;
    let found = store::find(&mut db, id).await?;
    let Some(export) = found.filter(|export| export.state.is_under_way()) else {
        return Ok(None);
    };
    let slug = procedures::slug_of(&mut db, export.procedure).await?;
    let slug = slug.ok_or_else(|| Error::internal("an export's procedure is gone"))?;
    let procedure = procedures::find(&mut db, &slug).await?;
    Ok(Some((export, procedure)))
}

async fn make_files(cx: &Cx, export: &Stored, procedure: &ProcedureRef) -> Result<()> {
    let wanted = Wanted {
        format: export.format,
        variant: export.variant,
        selection: &export.selection,
    };
    let (written, total) = produce(cx, procedure, wanted, Some(export.id)).await?;
    let mut stored = Vec::new();
    for (name, bytes) in written.files {
        stored.push((name, uploads::store(&cx.site, bytes).await?));
    }
    let mut tx = cx.begin().await?;
    let ended = Ended {
        state: ExportState::Ready,
        files: &stored,
        notes: &written.notes,
        selection: &export.selection,
        done: written.statements,
        total,
    };
    if !store::finish(&mut tx, export.id, ended).await? {
        // Names and addresses were deleted meanwhile, and this export with them: its files may hold them. Or another
        // process was faster, and has files of its own.
        let names: Vec<String> = stored.into_iter().map(|(_, name)| name).collect();
        remove::delete_later(&mut tx, cx, &names).await?;
        return cx.commit(tx).await;
    }
    events::record(&mut tx, cx, event(EventKind::ExportMade, export)).await?;
    cx.commit(tx).await
}

fn event(kind: EventKind, export: &Stored) -> Event {
    Event::new(kind, Visibility::Staff)
        .procedure(export.procedure)
        .data(start::told(export.format, export.variant, &export.selection))
}

/// Reads everything page by page and writes the files; answers too how many statements were read. Progress goes to the
/// export, if there is one.
async fn produce(
    cx: &Cx,
    procedure: &ProcedureRef,
    wanted: Wanted<'_>,
    export: Option<ExportId>,
) -> Result<(Written, u32)> {
    let mut all = collect::begin(cx, procedure, wanted).await?;
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
    let written = write::write(cx, &procedure.slug, wanted, export, all).await?;
    Ok((written, done))
}

/// Writes an export into a folder at once, for the command line; answers the files, and what was left out or has to be read
/// first.
///
/// # Errors
/// No such procedure, a variant that the form does not have, a selection that cannot be or that nothing is in, or whatever
/// disk and database say.
pub async fn write_now(cx: &Cx, input: &StartExport, out_dir: &Path) -> Result<(Vec<PathBuf>, Vec<String>)> {
    start::check(input.format, input.variant)?;
    let (procedure, selection) = {
        let mut db = cx.read().await?;
        let procedure = procedures::find(&mut db, &input.procedure).await?;
        let rounds = procedures::rounds(&mut db, procedure.id, cx.today()).await?;
        let selection = start::selection(input, &rounds)?;
        start::expect_any(&mut db, procedure.id, &selection).await?;
        (procedure, selection)
    };
    let wanted = Wanted {
        format: input.format,
        variant: input.variant,
        selection: &selection,
    };
    let (written, _) = produce(cx, &procedure, wanted, None).await?;
    tokio::fs::create_dir_all(out_dir).await?;
    let mut paths = Vec::new();
    for (name, bytes) in written.files {
        let path = out_dir.join(name);
        tokio::fs::write(&path, &bytes).await?;
        paths.push(path);
    }
    let mut tx = cx.begin().await?;
    let data = start::told(wanted.format, wanted.variant, wanted.selection);
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
