//! What happens later: jobs are enqueued in the transaction of the change that asks for them, and done by a worker.
//!
//! Invariants: a job is idempotent, because it runs again after a crash; a job that fails is tried again with growing
//! pauses and is kept, marked, after the last try. Payloads hold ids, never texts or addresses.

use std::{sync::Arc, time::Duration};

use shared::{ids::MunicipalityId, time::Timestamp};
use sqlx::types::Json;
use uuid::Uuid;

use crate::{
    db::{At, Statements, Tx},
    error::{Error, Result},
    events, features,
    site::{Cx, Site},
    sql,
};

/// How often a job is tried.
const MAX_ATTEMPTS: i64 = 8;
/// How long a worker may hold a job before another takes it over.
const LOCK_MINUTES: i64 = 15;

/// Enqueues a job to be done as soon as the transaction lasts.
///
/// # Errors
/// Whatever the database says.
pub async fn enqueue(tx: &mut Tx, cx: &Cx, kind: &'static str, payload: serde_json::Value) -> Result<()> {
    enqueue_at(tx, cx, kind, payload, cx.now()).await
}

/// Enqueues a job to be done at a moment.
///
/// # Errors
/// Whatever the database says.
pub async fn enqueue_at(
    tx: &mut Tx,
    cx: &Cx,
    kind: &'static str,
    payload: serde_json::Value,
    run_at: Timestamp,
) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into job (id, municipality_id, kind, payload, run_at) values ($1, $2, $3, $4, $5)",
        cx.new_id(),
        municipality,
        kind,
        Json(payload),
        At::new(run_at),
    )?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct JobRow {
    id: Uuid,
    municipality_id: Uuid,
    kind: String,
    payload: Json<serde_json::Value>,
    attempts: i64,
}

/// Does every job that is due; answers how many were tried. The worker calls it again and again, tests call it once.
///
/// # Errors
/// Whatever the database says; a job's own failure is kept with the job.
pub async fn run_due(site: &Arc<Site>) -> Result<usize> {
    let mut done = 0;
    while let Some(job) = take(site).await? {
        done += 1;
        run(site, job).await?;
    }
    Ok(done)
}

async fn take(site: &Arc<Site>) -> Result<Option<JobRow>> {
    let mut tx = site.db.begin(MunicipalityId(Uuid::nil())).await?;
    let now = site.clock.now();
    // SQLite has one writer, so that nobody else can take the job; PostgreSQL compares and sets.
    let found = sql!(
        &mut tx,
        optional JobRow,
        "update job set locked_until = $1, attempts = attempts + 1 where id = \
         (select id from job where failed_at is null and run_at <= $2 and (locked_until is null or locked_until < $2) order by run_at, id limit 1) \
         and (locked_until is null or locked_until < $2) \
         returning id, municipality_id, kind, payload, attempts",
        At::new(now + chrono::Duration::minutes(LOCK_MINUTES)),
        At::new(now),
    )?;
    tx.commit().await?;
    Ok(found)
}

async fn run(site: &Arc<Site>, job: JobRow) -> Result<()> {
    let municipality = site
        .municipalities()
        .iter()
        .find(|m| m.id.0 == job.municipality_id)
        .cloned();
    let result = match municipality {
        None => Err(Error::internal("its municipality is gone")),
        Some(municipality) => {
            let cx = Cx::system(site, &municipality);
            features::run_job(&cx, &job.kind, &job.payload.0).await
        }
    };
    let mut tx = site.db.begin(MunicipalityId(job.municipality_id)).await?;
    match result {
        Ok(()) => {
            sql!(&mut tx, run, "delete from job where id = $1", job.id)?;
        }
        Err(error) => {
            tracing::warn!(kind = job.kind, attempt = job.attempts, %error, "a job failed");
            let now = site.clock.now();
            let pause = chrono::Duration::minutes(1 << job.attempts.clamp(0, 10));
            let failed_at = (job.attempts >= MAX_ATTEMPTS).then(|| At::new(now));
            let text: String = error.to_string().chars().take(500).collect();
            sql!(
                &mut tx,
                run,
                "update job set locked_until = null, run_at = $2, failed_at = $3, error = $4 where id = $1",
                job.id,
                At::new(now + pause),
                failed_at,
                text,
            )?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Works until it is told to stop: jobs, what is due to be deleted, sealing the record. A job under way is finished first.
pub async fn work(site: Arc<Site>, mut stop: tokio::sync::watch::Receiver<bool>) {
    let mut cleaned_at = None;
    while !*stop.borrow() {
        let now = site.clock.now();
        if cleaned_at.is_none_or(|at| now - at >= chrono::Duration::hours(1)) {
            cleaned_at = Some(now);
            if let Err(error) = features::housekeeping(&site).await {
                tracing::error!(%error, "what is due could not be deleted");
            }
        }
        if let Err(error) = run_due(&site).await {
            tracing::error!(%error, "the worker could not read its jobs");
        }
        if let Err(error) = events::seal(&site).await {
            tracing::error!(%error, "the record could not be sealed");
        }
        tokio::select! {
            _ = stop.changed() => {}
            () = tokio::time::sleep(Duration::from_secs(1)) => {}
        }
    }
}

/// How many jobs wait, and how many have failed for good.
///
/// # Errors
/// Whatever the database says.
pub async fn count(site: &Site) -> Result<(i64, i64)> {
    let mut read = site.db.read(MunicipalityId(Uuid::nil())).await?;
    Ok(sql!(
        &mut read,
        one(i64, i64),
        "select cast(count(*) as bigint), cast(count(failed_at) as bigint) from job"
    )?)
}
