//! The import of a plan file into a working copy, or into a new procedure.

use bytes::Bytes;
use shared::{
    api::{ApiError, Invalid},
    ids::SectionId,
    organisations::Localized,
    plans::MAX_PLAN_BYTES,
    procedures::{Content, ImportFinding, ImportPlan, MAX_TITLE, PlanImported},
};

use super::{RESERVED_SLUG, create, edit, list::not_found, set_round, store};
use crate::{
    db::Tx,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::plans::{self, PlanFile, ReadPlan, StoredPlan, WGS84, Wish},
    http::files,
    site::Cx,
};

/// So many findings are named to the person who sent the file.
const MAX_NAMED: usize = 20;

/// A plan file and where it lies in the store.
struct Source {
    bytes: Bytes,
    file_name: String,
}

/// Reads the plan file sent along, or the one that was imported last, when only the coordinate system is to be another.
/// Nothing is stored unless the plan was read wholly.
pub async fn import_plan(cx: Cx, input: ImportPlan) -> Result<PlanImported> {
    edit::check_may_edit(&cx)?;
    let source = source(&cx, &input.procedure).await?;
    let srs = input.srs.map(|code| {
        u16::try_from(code)
            .ok()
            .filter(|code| formats::geo::crs::supported().any(|known| known == *code))
    });
    if srs == Some(None) {
        return Err(ApiError::invalid("srs", "errors.invalid_choice").into());
    }
    let wish = Wish {
        plan: input.plan.clone(),
        srs: srs.flatten(),
        area: cx.municipality.area,
    };
    let (bytes, file_name) = (source.bytes.clone(), source.file_name.clone());
    let file = tokio::task::spawn_blocking(move || plans::read_file(&bytes, &file_name, &wish)).await?;
    let Some(plan) = &file.plan else {
        return Err(refusal(&file, &input.plan).into());
    };
    let hash = files::store(&cx.site, source.bytes).await?;

    let mut tx = cx.begin().await?;
    let slug = if input.procedure == RESERVED_SLUG {
        make(&cx, &mut tx, plan).await?
    } else {
        not_found(store::working(&mut tx, &input.procedure).await?)?.slug
    };
    fill(&cx, &mut tx, &slug, plan, hash, source.file_name).await?;
    cx.commit(tx).await?;
    Ok(PlanImported {
        slug,
        plans: file.plans,
        stored: true,
        findings: file.findings,
    })
}

async fn source(cx: &Cx, slug: &str) -> Result<Source> {
    if slug != RESERVED_SLUG {
        // Nobody reads a large file for a procedure that is not there.
        not_found(store::by_slug(&mut cx.read().await?, slug).await?)?;
    }
    if let Some(upload) = cx.exchange.take_uploads().into_iter().next() {
        if upload.bytes.is_empty() {
            return Err(ApiError::invalid("file", "errors.file_empty").into());
        }
        if upload.bytes.len() > MAX_PLAN_BYTES {
            let mut invalid = Invalid::default();
            invalid.add_with(
                "file",
                "errors.file_too_large",
                &[("max", MAX_PLAN_BYTES.to_string())],
            );
            invalid.finish()?;
        }
        return Ok(Source {
            bytes: upload.bytes,
            file_name: upload.file_name,
        });
    }
    let mut db = cx.read().await?;
    let stored = match store::by_slug(&mut db, slug).await? {
        Some(row) => plans::of(&mut db, shared::ids::ProcedureId(row.id)).await?,
        None => None,
    };
    drop(db);
    let required = || ApiError::invalid("file", "errors.required");
    let stored = stored.ok_or_else(required)?;
    let bytes = files::read(&cx.site, &stored.source_file)
        .await?
        .ok_or_else(required)?;
    Ok(Source {
        bytes,
        file_name: stored.source_name,
    })
}

/// Why no plan was taken: it has to be chosen, or there is none without error.
fn refusal(file: &PlanFile, wished: &str) -> ApiError {
    let mut invalid = Invalid::default();
    if file.plans.is_empty() {
        for finding in file
            .findings
            .iter()
            .filter(|finding| finding.error)
            .take(MAX_NAMED)
        {
            invalid.add_with("file", "errors.plan_finding", &arguments(finding));
        }
    } else if wished.is_empty() {
        for (key, name) in file.plans.iter().take(MAX_NAMED) {
            invalid.add_with(
                "plan",
                "errors.plan_choice",
                &[("plan", key.clone()), ("name", name.clone())],
            );
        }
    } else {
        invalid.add("plan", "errors.invalid_choice");
    }
    ApiError::Invalid(invalid)
}

fn arguments(finding: &ImportFinding) -> [(&'static str, String); 5] {
    [
        ("code", finding.code.clone()),
        ("element", finding.element.clone()),
        ("line", finding.line.to_string()),
        ("message", finding.message.clone()),
        ("hint", finding.hint.clone()),
    ]
}

/// A new procedure with what the plan's header says: title, kind, and rounds from the display periods.
async fn make(cx: &Cx, tx: &mut Tx, plan: &ReadPlan) -> Result<String> {
    let title: String = plan.name.chars().take(MAX_TITLE).collect();
    let title = title.trim();
    let slug = create::propose_slug(tx, title).await?;
    let content = Content {
        title: Localized::german(title),
        ..Content::default()
    };
    let id = create::insert(cx, tx, &slug, plan.kind, &content).await?;
    for round in set_round::from_periods(cx, &plan.periods) {
        set_round::write(cx, tx, id, &round, true, false).await?;
    }
    Ok(slug)
}

/// Writes the plan and its drawing; the clerk's work on an earlier drawing is carried over.
async fn fill(
    cx: &Cx,
    tx: &mut Tx,
    slug: &str,
    plan: &ReadPlan,
    hash: String,
    source_name: String,
) -> Result<()> {
    let mut working = not_found(store::working(tx, slug).await?)?;
    let before = plans::of(tx, working.id).await?;
    let mut plan = plan.clone();
    let mut source = (
        hash,
        source_name,
        plan.srs,
        plan.labelled_srs,
        plan.candidates.clone(),
    );
    // A GeoJSON file of sections alone adds them to the outline that an XPlanGML file drew.
    if let Some(before) = before
        .as_ref()
        .filter(|before| !plan.has_outline && before.srs != WGS84)
    {
        plan.boundary = before.boundary.clone();
        if let Some(drawing) = &working.content.drawing {
            (plan.name, plan.number, plan.bbox) =
                (drawing.name.clone(), drawing.number.clone(), drawing.bbox);
        }
        source = (
            before.source_file.clone(),
            before.source_name.clone(),
            before.srs,
            before.labelled_srs,
            before.candidates.clone(),
        );
    }
    let earlier = before.as_ref().zip(working.content.drawing.as_ref());
    let (drawing, sections) = plans::draw(&plan, earlier, || SectionId(cx.new_id()));
    let (source_file, source_name, srs, labelled_srs, candidates) = source;
    let stored = StoredPlan {
        source_file,
        source_name,
        srs,
        labelled_srs,
        boundary: plan.boundary,
        sections,
        candidates,
    };
    plans::save(tx, working.id, &stored, cx.now()).await?;
    working.content.drawing = Some(drawing);
    edit::save(cx, tx, &working, &working.content, "plan").await?;
    let data = serde_json::json!({ "srs": stored.srs, "sections": stored.sections.len(), "file": stored.source_file });
    events::record(
        tx,
        cx,
        Event::new(EventKind::PlanImported, Visibility::Staff)
            .procedure(working.id)
            .data(data),
    )
    .await
}
