//! What happens later: jobs are enqueued in the transaction of the change that asks for them, and done by a worker.
//!
//! Invariants: a job is idempotent, because it runs again after a crash; a job that fails is tried again with growing
//! pauses for about four days, longer than a mail server is away over a weekend, and is kept, marked, after the last try
//! until an operator has it tried again. No mail, no deletion and no sealing waits for an export, which may take minutes.
//! Payloads and errors hold ids, never texts or addresses.

use std::{pin::pin, str::FromStr, sync::Arc, time::Duration};

use shared::{ids::MunicipalityId, time::Timestamp};
use sqlx::types::Json;
use tokio::sync::watch::Receiver;
use uuid::Uuid;

use crate::{
    db::{At, Db, Statements, Tx},
    error::{Error, Result},
    events, features,
    site::{Cx, Site},
    sql,
};

/// How often a job is tried: with [`pause`] between, for 96 hours.
const MAX_ATTEMPTS: i64 = 31;
/// The longest pause between two tries, in minutes.
const LONGEST_PAUSE: i64 = 4 * 60;
/// How long a worker holds a job before another takes it over: after a crash nobody waits longer for an export or a mail.
/// Whoever still works prolongs it, however long the work takes.
const LOCK_MINUTES: i64 = 2;
/// How often a worker prolongs its hold: three times it may fail.
const PROLONGED_EVERY: Duration = Duration::from_secs(30);

/// Enqueues a job to be done as soon as the transaction lasts.
///
/// # Errors
/// Whatever the database says.
pub async fn enqueue(tx: &mut Tx, cx: &Cx, kind: &'static str, payload: serde_json::Value) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into job (id, municipality_id, kind, payload, run_at) values ($1, $2, $3, $4, $5)",
        cx.new_id(),
        municipality,
        kind,
        Json(payload),
        At::new(cx.now()),
    )?;
    Ok(())
}

/// The id that a job's payload holds under a name.
///
/// # Errors
/// When it holds none.
pub fn id_in<I: FromStr>(payload: &serde_json::Value, name: &str) -> Result<I> {
    payload
        .get(name)
        .and_then(serde_json::Value::as_str)
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| Error::internal(format!("the job names no {name}")))
}

/// Jobs that wait for one another; those of different lanes do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Mails and deletions: moments.
    Short,
    /// Exports: minutes.
    Long,
}

/// A job that a worker holds.
#[derive(Debug, sqlx::FromRow)]
pub struct Held {
    id: Uuid,
    municipality_id: Uuid,
    kind: String,
    payload: Json<serde_json::Value>,
    attempts: i64,
}

/// Does every job that is due; answers how many were tried.
///
/// # Errors
/// Whatever the database says; a job's own failure is kept with the job.
pub async fn run_due(site: &Arc<Site>) -> Result<usize> {
    run_until(site, || false).await
}

/// Does jobs that are due, one after the other and exports last, until it shall stop: asked before each.
///
/// # Errors
/// Whatever the database says; a job's own failure is kept with the job.
pub async fn run_until(site: &Arc<Site>, shall_stop: impl Fn() -> bool) -> Result<usize> {
    run_lanes(site, &[Lane::Short, Lane::Long], shall_stop).await
}

async fn run_lanes(site: &Arc<Site>, lanes: &[Lane], shall_stop: impl Fn() -> bool) -> Result<usize> {
    let mut done = 0;
    while !shall_stop() {
        let Some(job) = take_first(site, lanes).await? else {
            break;
        };
        done += 1;
        run(site, job).await?;
    }
    Ok(done)
}

/// The next job of the first lane that has one.
async fn take_first(site: &Arc<Site>, lanes: &[Lane]) -> Result<Option<Held>> {
    for lane in lanes {
        if let Some(job) = take(site, *lane).await? {
            return Ok(Some(job));
        }
    }
    Ok(None)
}

/// How long to wait after a try that failed: 2, 4, 8 … minutes, at most [`LONGEST_PAUSE`].
fn pause(attempts: i64) -> chrono::Duration {
    chrono::Duration::minutes((1 << attempts.clamp(0, 10)).min(LONGEST_PAUSE))
}

/// Takes the next job of a lane that is due: it is held for [`LOCK_MINUTES`], and as long again from each [`prolong`].
///
/// # Errors
/// Whatever the database says.
pub async fn take(site: &Arc<Site>, lane: Lane) -> Result<Option<Held>> {
    let mut tx = site.db.begin(MunicipalityId(Uuid::nil())).await?;
    let now = site.clock.now();
    // Files that nothing names any more go last: one change may leave thousands, and mails of afterwards wait for none.
    // SQLite has one writer, so that nobody else can take the job; PostgreSQL compares and sets.
    let found = sql!(
        &mut tx,
        optional Held,
        "update job set locked_until = $1, attempts = attempts + 1 where id = \
         (select id from job where failed_at is null and run_at <= $2 and (locked_until is null or locked_until < $2) and (kind = $3) = $4 \
         order by case when kind = $5 then 1 else 0 end, run_at, id limit 1) \
         and (locked_until is null or locked_until < $2) \
         returning id, municipality_id, kind, payload, attempts",
        At::new(held_until(now)),
        At::new(now),
        features::exports::MAKE_EXPORT,
        lane == Lane::Long,
        features::exports::DELETE_FILES,
    )?;
    tx.commit().await?;
    Ok(found)
}

/// How long a job is held that is taken, or worked on, at a moment.
fn held_until(now: Timestamp) -> Timestamp {
    now + chrono::Duration::minutes(LOCK_MINUTES)
}

/// Does the work of a job and prolongs its hold meanwhile. Both go on beside one another: the work may have SQLite's only
/// writer just then.
async fn held<T>(site: &Arc<Site>, job: &Held, work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return done,
            () = prolong_soon(site, job) => {}
        }
    }
}

/// Prolongs the hold of a job after a while. Where the database does not answer it is tried again by the next call: the
/// work itself says what is wrong.
async fn prolong_soon(site: &Arc<Site>, job: &Held) {
    tokio::time::sleep(PROLONGED_EVERY).await;
    if let Err(error) = prolong(site, job).await {
        tracing::warn!(kind = job.kind, %error, "a job's hold could not be prolonged");
    }
}

/// Prolongs the hold of a job; `false` when another worker took it over, who has tried it once more.
///
/// # Errors
/// Whatever the database says.
pub async fn prolong(site: &Arc<Site>, job: &Held) -> Result<bool> {
    let mut tx = site.db.begin(MunicipalityId(job.municipality_id)).await?;
    let rows = sql!(
        &mut tx,
        run,
        "update job set locked_until = $2 where id = $1 and attempts = $3 and locked_until is not null",
        job.id,
        At::new(held_until(site.clock.now())),
        job.attempts,
    )?;
    tx.commit().await?;
    Ok(rows == 1)
}

async fn run(site: &Arc<Site>, job: Held) -> Result<()> {
    let municipality = site
        .municipalities()
        .iter()
        .find(|m| m.id.0 == job.municipality_id)
        .cloned();
    let result = match municipality {
        None => Err(Error::internal("its municipality is gone")),
        Some(municipality) => {
            let cx = Cx::system(site, &municipality);
            held(site, &job, features::run_job(&cx, &job.kind, &job.payload.0)).await
        }
    };
    let mut tx = site.db.begin(MunicipalityId(job.municipality_id)).await?;
    match result {
        Ok(()) => {
            sql!(&mut tx, run, "delete from job where id = $1", job.id)?;
        }
        Err(error) => {
            let text = without_addresses(&error.to_string());
            tracing::warn!(
                kind = job.kind,
                attempt = job.attempts,
                error = text,
                "a job failed"
            );
            let now = site.clock.now();
            let failed_at = (job.attempts >= MAX_ATTEMPTS).then(|| At::new(now));
            sql!(
                &mut tx,
                run,
                "update job set locked_until = null, run_at = $2, failed_at = $3, error = $4 where id = $1 and attempts = $5",
                job.id,
                At::new(now + pause(job.attempts)),
                failed_at,
                text,
                job.attempts,
            )?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// What went wrong, at most 500 letters, without e-mail addresses: mail servers like to repeat the recipient's.
fn without_addresses(error: &str) -> String {
    let shown = |word: &str| {
        if word.contains('@') {
            "…".to_owned()
        } else {
            word.to_owned()
        }
    };
    let text = error.split_whitespace().map(shown).collect::<Vec<_>>().join(" ");
    text.chars().take(500).collect()
}

/// Works until it is told to stop: jobs, what is due to be deleted, sealing the record, and beside all that exports. A job
/// under way is finished first; what else waits is left to the next start.
pub async fn work(site: Arc<Site>, stop: Receiver<bool>) {
    tokio::join!(keep_up(&site, stop.clone()), make_exports(&site, stop));
}

/// Everything but exports.
async fn keep_up(site: &Arc<Site>, mut stop: Receiver<bool>) {
    let mut cleaned_at = None;
    while !*stop.borrow() {
        let now = site.clock.now();
        if cleaned_at.is_none_or(|at| now - at >= chrono::Duration::hours(1)) {
            cleaned_at = Some(now);
            if let Err(error) = features::housekeeping(site).await {
                tracing::error!(%error, "what is due could not be deleted");
            }
        }
        if let Err(error) = run_lanes(site, &[Lane::Short], || *stop.borrow()).await {
            tracing::error!(%error, "the worker could not read its jobs");
        }
        if let Err(error) = events::seal(site).await {
            tracing::error!(%error, "the record could not be sealed");
        }
        rest(&mut stop).await;
    }
}

async fn make_exports(site: &Arc<Site>, mut stop: Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = run_lanes(site, &[Lane::Long], || *stop.borrow()).await {
            tracing::error!(%error, "the worker could not read its exports");
        }
        rest(&mut stop).await;
    }
}

/// A second, or until it is told to stop.
async fn rest(stop: &mut Receiver<bool>) {
    tokio::select! {
        _ = stop.changed() => {}
        () = tokio::time::sleep(Duration::from_secs(1)) => {}
    }
}

/// A job that was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// Its id.
    pub id: Uuid,
    /// The municipality that it belongs to.
    pub municipality: MunicipalityId,
    /// What was to be done.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was given up.
    pub failed_at: Timestamp,
    /// Why, at the last try; without addresses.
    pub error: String,
}

/// The jobs that were given up, oldest first.
///
/// # Errors
/// Whatever the database says.
pub async fn failed(db: &Db) -> Result<Vec<Failed>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: Uuid,
        municipality_id: Uuid,
        kind: String,
        attempts: i64,
        failed_at: At,
        error: Option<String>,
    }
    let mut read = db.read(MunicipalityId(Uuid::nil())).await?;
    let rows = sql!(
        &mut read,
        all Row,
        "select id, municipality_id, kind, attempts, failed_at, error from job where failed_at is not null order by failed_at, id",
    )?;
    Ok(rows
        .into_iter()
        .map(|row| Failed {
            id: row.id,
            municipality: MunicipalityId(row.municipality_id),
            kind: row.kind,
            attempts: row.attempts,
            failed_at: row.failed_at.0,
            error: without_addresses(&row.error.unwrap_or_default()),
        })
        .collect())
}

/// Has a job that was given up tried again at once, and for as long as a new one; without an id all of them. Answers how
/// many there were.
///
/// # Errors
/// Whatever the database says.
pub async fn retry(site: &Site, id: Option<Uuid>) -> Result<u64> {
    let mut tx = site.db.begin(MunicipalityId(Uuid::nil())).await?;
    let now = At::new(site.clock.now());
    let count = match id {
        Some(id) => sql!(
            &mut tx,
            run,
            "update job set failed_at = null, attempts = 0, locked_until = null, run_at = $1 where failed_at is not null and id = $2",
            now,
            id,
        )?,
        None => sql!(
            &mut tx,
            run,
            "update job set failed_at = null, attempts = 0, locked_until = null, run_at = $1 where failed_at is not null",
            now,
        )?,
    };
    tx.commit().await?;
    Ok(count)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_four_hours_and_a_job_is_given_up_after_four_days() {
        assert_eq!(pause(1), chrono::Duration::minutes(2));
        assert_eq!(pause(7), chrono::Duration::minutes(128));
        assert_eq!(pause(8), chrono::Duration::hours(4));
        assert_eq!(pause(i64::MAX), chrono::Duration::hours(4));
        let whole: chrono::Duration = (1..MAX_ATTEMPTS).map(pause).sum();
        assert_eq!(whole.num_hours(), 96);
    }

    #[test]
    fn an_error_is_kept_without_addresses() {
        assert_eq!(
            without_addresses("550 5.1.1\r\n<anna@web.example>:\tno such user"),
            "550 5.1.1 … no such user"
        );
    }

    #[test]
    fn a_job_names_an_id_or_says_which_one_is_missing() {
        let id = Uuid::from_u128(7);
        let payload = serde_json::json!({ "statement": id, "export": "7" });
        assert_eq!(id_in::<Uuid>(&payload, "statement").ok(), Some(id));
        for name in ["export", "report"] {
            let error = id_in::<Uuid>(&payload, name).unwrap_err();
            assert_eq!(error.to_string(), format!("the job names no {name}"));
        }
    }
}
