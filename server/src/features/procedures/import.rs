//! The import of a plan file into a working copy, or into a new procedure.

use std::{collections::HashSet, sync::Arc};

use bytes::Bytes;
use formats::xplan::{self, Finding, Limits};
use shared::{
    api::{ApiError, Invalid},
    ids::DocumentId,
    organisations::Localized,
    plans::{MAX_DOCUMENT_BYTES, MAX_PLAN_BYTES},
    procedures::{Content, ImportFinding, ImportPlan, MAX_TITLE, PlanImported},
};

use super::{
    RESERVED_SLUG, create, edit,
    edit_document::MAX_DOCUMENTS,
    import_drawing::{Drawn, Earlier, Incoming, draw},
    list::not_found,
    set_round, store,
};
use crate::{
    db::Tx,
    error::{Error, Result},
    events::{self, Event, EventKind, Visibility},
    features::plans::{
        self, Carried, Gone, NamedDocuments, PlanFile, ReadPlan, StoredPlan, TakenDocument, Wish,
    },
    http::files,
    site::Cx,
    uploads,
};

/// So many findings are named to the person who sent the file.
const MAX_NAMED: usize = 20;
/// How often a plan is drawn, where somebody saves the working copy meanwhile each time.
const ATTEMPTS: usize = 3;
/// So many plans of a file can be chosen from.
const MAX_CHOICES: usize = 200;

/// A plan file and where it lies in the store.
struct Source {
    bytes: Bytes,
    file_name: String,
    /// Which plan of the file it was the last time; empty for a file that was sent along.
    plan_key: String,
}

/// What was noticed while the working copy was filled.
struct Filled {
    sections: Vec<Finding>,
    documents: Vec<Finding>,
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
        same_plan: source.plan_key.clone(),
        srs: srs.flatten(),
        area: cx.municipality.area,
    };
    let (bytes, file_name) = (source.bytes.clone(), source.file_name.clone());
    let file = tokio::task::spawn_blocking(move || plans::read_file(&bytes, &file_name, &wish)).await?;
    let Some(plan) = file.plan.clone() else {
        return Err(refusal(&file, &input.plan).into());
    };
    let mut findings = file.findings;
    let documents = match &plan.documents {
        Some(named) => take_documents(&cx, &source.bytes, named, &mut findings).await?,
        None => Vec::new(),
    };
    let hash = files::store(&cx.site, source.bytes).await?;
    let incoming = Arc::new(Incoming {
        plan,
        documents,
        source: (hash, source.file_name),
    });
    let (slug, filled) = write(&cx, &input.procedure, &incoming).await?;
    // What became of the clerk's work comes first: not everything has room in the address of the page that says it.
    let worded = |found: &[Finding]| -> Vec<ImportFinding> {
        found
            .iter()
            .map(|finding| plans::noticed(finding, false))
            .collect()
    };
    let findings = [worded(&filled.sections), findings, worded(&filled.documents)].concat();
    Ok(PlanImported {
        slug,
        plans: file.plans.into_iter().map(|plan| (plan.key, plan.name)).collect(),
        stored: true,
        findings,
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
            plan_key: String::new(),
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
        plan_key: stored.plan_key,
    })
}

/// Unpacks the documents that the plan names, one after the other, and stores those that are PDF files: a file that nothing
/// refers to does no harm, should the import fail later. An archive that lies about its sizes is refused as a whole.
async fn take_documents(
    cx: &Cx,
    archive: &Bytes,
    named: &NamedDocuments,
    findings: &mut Vec<ImportFinding>,
) -> Result<Vec<TakenDocument>> {
    let limits = Limits::default();
    let most = u64::try_from(MAX_DOCUMENT_BYTES).unwrap_or(u64::MAX);
    let (mut taken, mut unpacked) = (Vec::new(), 0_u64);
    for document in &named.in_archive {
        let (archive, member, limits) = (archive.clone(), document.member.clone(), limits.clone());
        let total = limits.total_bytes;
        let read =
            tokio::task::spawn_blocking(move || xplan::read_document(&archive, &member, most, &limits));
        let reason = match read.await? {
            Ok(content) if uploads::is_pdf(&content) => {
                let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
                unpacked = unpacked.saturating_add(size);
                if unpacked > total {
                    let message = format!("The documents unpack to more than {} MB.", total / 1_000_000);
                    return Err(
                        refused_for(&Finding::new("too_large", message, "Upload them one by one.")).into(),
                    );
                }
                let read = document.clone();
                let file = files::store(&cx.site, content.into()).await?;
                taken.push(TakenDocument { read, file, size });
                continue;
            }
            Ok(_) => Finding::new(
                "document_not_pdf",
                "The document is no PDF file; it was left out.",
                "Save it as a PDF and upload it with the documents.",
            ),
            Err(finding) if finding.code == "document_too_large" => finding,
            Err(finding) if matches!(finding.code, "zip_bomb" | "too_large") => {
                return Err(refused_for(&finding).into());
            }
            Err(_) => Finding::new(
                "document_unreadable",
                "The document cannot be unpacked; it was left out.",
                "Upload it with the documents.",
            ),
        };
        findings.push(plans::noticed(&reason.at(document.member.clone()), false));
    }
    Ok(taken)
}

fn refused_for(finding: &Finding) -> ApiError {
    let mut invalid = Invalid::default();
    invalid.add_with(
        "file",
        "errors.plan_finding",
        &arguments(&plans::noticed(finding, true)),
    );
    ApiError::Invalid(invalid)
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
        for system in &file.systems {
            invalid.add_with("srs", "errors.srs_choice", &[("srs", system.to_string())]);
        }
    } else if wished.is_empty() {
        for plan in file.plans.iter().take(MAX_CHOICES) {
            let arguments = [
                ("plan", plan.key.clone()),
                ("name", plan.name.clone()),
                ("number", plan.number.clone()),
                ("member", plan.member.clone()),
                ("gml_id", plan.gml_id.clone()),
            ];
            invalid.add_with("plan", "errors.plan_choice", &arguments);
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

/// Draws the plan, then writes it, in a transaction of its own that waits for no geometry: nobody else could write meanwhile.
/// Where somebody saved the working copy in between, it is drawn anew upon what they saved.
async fn write(cx: &Cx, slug: &str, incoming: &Arc<Incoming>) -> Result<(String, Filled)> {
    for _ in 0..ATTEMPTS {
        let earlier = Earlier::read(cx, slug).await?;
        let revision = earlier.revision;
        let drawn = draw(cx, incoming, earlier).await?;
        let mut tx = cx.begin().await?;
        let slug = if slug == RESERVED_SLUG {
            make(cx, &mut tx, &drawn.plan).await?
        } else {
            slug.to_owned()
        };
        let working = not_found(store::working(&mut tx, &slug).await?)?;
        if revision.is_some_and(|revision| revision != working.revision) {
            continue;
        }
        let slug = working.slug.clone();
        match fill(cx, &mut tx, working, drawn).await {
            // PostgreSQL lets somebody save while the transaction goes on.
            Err(Error::Api(ApiError::Conflict)) => {}
            filled => {
                let filled = filled?;
                cx.commit(tx).await?;
                return Ok((slug, filled));
            }
        }
    }
    Err(ApiError::Conflict.into())
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
        set_round::write(cx, tx, id, &round, None, false).await?;
    }
    Ok(slug)
}

/// Writes the plan, its drawing and its documents; the clerk's work on earlier ones is carried over. Answers what was
/// noticed about sections and documents.
async fn fill(cx: &Cx, tx: &mut Tx, mut working: store::Working, drawn: Drawn) -> Result<Filled> {
    let Drawn {
        plan,
        documents: taken,
        documents_before,
        source: (source_file, source_name),
        areas_from,
        made,
        mut noticed,
    } = drawn;
    if !made.gone.is_empty() {
        let commented = store::sections_with_statements(tx, working.id).await?;
        noticed.extend(about_gone(&made.gone, &commented));
    }
    let carried = match &plan.documents {
        Some(named) => plans::carry_over(
            &mut working.content.documents,
            &documents_before,
            taken,
            &named.keys,
            MAX_DOCUMENTS,
            || DocumentId(cx.new_id()),
        ),
        None => Carried {
            stored: documents_before,
            ..Carried::default()
        },
    };
    for file in &carried.files {
        store::add_document(tx, working.id, file).await?;
    }
    let stored = StoredPlan {
        source_file,
        source_name,
        plan_key: plan.key,
        areas_from,
        srs: plan.srs,
        labelled_srs: plan.labelled_srs,
        boundary: plan.boundary,
        sections: made.sections,
        departed: made.departed,
        candidates: plan.candidates,
        parts: made.parts,
        documents: carried.stored,
        municipality: plan.municipality,
    };
    plans::save(tx, working.id, &stored, cx.now()).await?;
    working.content.drawing = Some(made.drawing);
    edit::save(cx, tx, &working, &working.content, "plan").await?;
    let data = serde_json::json!({
        "srs": stored.srs,
        "sections": stored.parts.len(),
        "documents": carried.files.len(),
        "file": stored.source_file,
    });
    events::record(
        tx,
        cx,
        Event::new(EventKind::PlanImported, Visibility::Staff)
            .procedure(working.id)
            .data(data),
    )
    .await?;
    Ok(Filled {
        sections: noticed,
        documents: carried.findings,
    })
}

/// What is no longer in the plan: by name where there are comments or the clerk's work on it, and how many it is with others.
fn about_gone(gone: &[Gone], commented: &HashSet<String>) -> Vec<Finding> {
    let hint =
        "Check whether it was drawn anew: an area is known by its gml:id, else by its outline or its label.";
    let has_comments = |one: &&Gone| commented.contains(&one.id.to_string());
    let with_comments = gone.iter().filter(has_comments).map(|one| {
        let message = "The plan no longer has this area; comments on it stay as they are.";
        Finding::new("section_gone", message, hint).at(one.label.clone())
    });
    let is_work = |one: &&Gone| one.edited && !has_comments(one);
    let with_work = gone.iter().filter(is_work).map(|one| {
        let message =
            "The plan no longer has this area, which was named, hidden or merged here; that comes back with it.";
        Finding::new("section_work_gone", message, hint).at(one.label.clone())
    });
    let mut found: Vec<Finding> = with_comments.chain(with_work).take(MAX_NAMED).collect();
    if found.len() < gone.len() {
        let all = gone.len();
        let message = format!("{all} areas of the last import are no longer in the plan.");
        found.push(Finding::new("sections_gone", message, hint).at(all.to_string()));
    }
    found
}
