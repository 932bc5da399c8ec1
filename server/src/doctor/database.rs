//! Whether the database is there, migrated and durable, and what its content lacks.

use shared::{text::counted, time::Timestamp};

use super::{Finding, contrast, fail, ok, warn};
use crate::{
    clock::Clock,
    config::Config,
    db::{At, Db, NewerSchema, Step, dialect, file_of},
    error::Result,
    events,
    features::{
        identity,
        organisations::{self, KnownSecret},
    },
    jobs,
    secret::Secret,
    site::Municipality,
    sql,
};

/// Opening would make a file that is missing: said instead.
pub(super) fn missing_file(config: &Config) -> Option<Finding> {
    let path = file_of(&config.database_url)?;
    (!path.exists()).then(|| {
        fail(
            "database",
            format!("{} is not there", path.display()),
            "`teilhabe migrate` makes it",
        )
    })
}

pub(super) async fn examine(config: &Config, db: &Db) -> Vec<Finding> {
    let mut findings = Vec::new();
    let hindered = match db.step().await {
        Ok(Step::Newest) => None,
        Ok(Step::Older) => Some((
            "is not at the newest step".to_owned(),
            "`teilhabe migrate`, after a backup",
        )),
        Ok(Step::None) => Some(("has no schema".to_owned(), "`teilhabe migrate`")),
        Ok(Step::Newer(NewerSchema { at, known })) => Some((
            format!("is of a newer version (step {at}; this binary knows {known})"),
            NewerSchema::REMEDY,
        )),
        Err(error) => Some((
            format!("does not answer: {error}"),
            "check TEILHABE_DATABASE_URL, and the log of PostgreSQL",
        )),
    };
    if let Some((found, hint)) = hindered {
        findings.push(fail("database", found, hint));
        return findings;
    }
    findings.push(ok("database", "answers and is at the newest step"));
    match dialect::durability(db).await {
        Ok(settings) => findings.extend(
            settings
                .into_iter()
                .map(|(name, value, is_safe)| durable(name, &value, is_safe)),
        ),
        Err(error) => findings.push(fail(
            "durability",
            format!("the settings cannot be read: {error}"),
            "",
        )),
    }
    match content(config, db).await {
        Ok(found) => findings.extend(found),
        Err(error) => findings.push(fail("content", format!("cannot be read: {error}"), "see the log")),
    }
    findings
}

fn durable(name: &str, value: &str, is_safe: bool) -> Finding {
    if is_safe {
        return ok("durability", format!("{name} = {value}"));
    }
    let hint = match name {
        "synchronous" | "journal_mode" => "set TEILHABE_DURABILITY=power_cut".to_owned(),
        _ => format!("set {name} = on in postgresql.conf"),
    };
    warn(
        "durability",
        format!("{name} = {value}: a power cut could lose a statement that got its receipt"),
        hint,
    )
}

async fn content(config: &Config, db: &Db) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    if organisations::is_demo(db).await? {
        let is_local = config.listen.ip().is_loopback();
        findings.push(match (is_local, config.allow_public_demo) {
            (true, false) => ok("demonstration", "listens on this machine alone"),
            (_, true) => warn(
                "demonstration",
                "may be reached by others; its accounts need no second factor",
                "never enter real statements",
            ),
            (false, false) => fail(
                "demonstration",
                format!("would listen on {}", config.listen),
                "it refuses to start: set TEILHABE_LISTEN to a loopback address",
            ),
        });
    }
    findings.extend(secret(config, db).await?);
    let all = organisations::load_all(db).await?;
    if all.is_empty() {
        findings.push(warn(
            "municipalities",
            "there is none",
            "`teilhabe municipality add`",
        ));
    }
    findings.push(jobs(db).await?);
    for municipality in &all {
        findings.extend(of(db, municipality).await?);
    }
    Ok(findings)
}

/// Whether the secret is the one that the database was made with; whether it can be read at all is said elsewhere.
async fn secret(config: &Config, db: &Db) -> Result<Option<Finding>> {
    let found = match &config.secret {
        Some(hex) => Secret::from_hex(hex),
        None => Secret::load(&config.data.join("secret")).unwrap_or_default(),
    };
    Ok(match organisations::known_secret(db, found.as_ref()).await? {
        KnownSecret::This => Some(ok("secret", "is the one that the database was made with")),
        KnownSecret::Another => Some(fail(
            "secret",
            "is not the one that the database was made with: it refuses to start",
            "take the one of the machine that serves, or of the backup; all processes share TEILHABE_DATA and TEILHABE_SECRET",
        )),
        KnownSecret::Some if found.is_none() => Some(fail(
            "secret",
            "is not there, though the database has content: it refuses to start",
            "take the one of the machine that serves, or of the backup",
        )),
        KnownSecret::None | KnownSecret::Some => None,
    })
}

/// Whether a mail or an export was given up.
async fn jobs(db: &Db) -> Result<Finding> {
    let failed = jobs::failed(db).await?;
    Ok(match failed.last() {
        None => ok("jobs", "none was given up"),
        Some(last) => warn(
            "jobs",
            format!(
                "{}, the last one ({}): {}",
                counted(failed.len(), "was given up", "were given up"),
                last.kind,
                last.error
            ),
            "`teilhabe jobs list`; when the cause is mended, `teilhabe jobs retry`",
        ),
    })
}

async fn of(db: &Db, municipality: &Municipality) -> Result<Vec<Finding>> {
    let name = &municipality.slug;
    let mut findings = Vec::new();
    let mut read = db.read(municipality.id).await?;
    if !identity::has_administrator(&mut read).await? {
        let hint = format!("`teilhabe staff add --role administrator --municipality {name}`");
        findings.push(warn("staff", format!("{name} has no active administrator"), hint));
    }
    let missing = organisations::missing_pages(&mut read).await?;
    if !missing.is_empty() {
        let words: Vec<_> = missing.iter().map(|page| page.word()).collect();
        findings.push(warn(
            "pages",
            format!("{name} has no {} in German", words.join(", ")),
            "nothing can be published before they are written",
        ));
    }
    let (newest,) = sql!(
        &mut read,
        one(Option<At>),
        "select max(at) from event where municipality_id = $1",
        municipality.id.0
    )?;
    let now = Clock::System.now();
    if let Some(At(newest)) = newest.filter(|At(newest)| *newest > now + chrono::Duration::minutes(1)) {
        findings.push(fail(
            "clock",
            format!("{name} has a record of {newest}, which is still to come"),
            "the clock goes wrong or went wrong: start a time service",
        ));
    }
    drop(read);
    findings.push(record(db, municipality, now).await?);
    findings.extend(contrast::examine(municipality));
    Ok(findings)
}

/// Whether the record's chains hold, and whether somebody seals them.
async fn record(db: &Db, municipality: &Municipality, now: Timestamp) -> Result<Finding> {
    let name = &municipality.slug;
    let chains = events::verify(db, municipality.id).await?;
    let broken = chains.iter().find_map(|chain| {
        Some((
            chain.procedure.as_deref().unwrap_or("no procedure"),
            chain.broken.as_ref()?,
        ))
    });
    if let Some((procedure, broken)) = broken {
        return Ok(fail(
            "record",
            format!("{name}, {procedure}: {broken}"),
            "somebody changed the database by hand: compare it with a backup; `teilhabe record verify` shows every chain",
        ));
    }
    let sealed: i64 = chains.iter().map(|chain| chain.sealed).sum();
    let waiting: i64 = chains.iter().map(|chain| chain.waiting).sum();
    let oldest = chains.iter().filter_map(|chain| chain.waiting_since).min();
    let found = format!(
        "{name}: {} in {} unchanged since they were sealed, {waiting} to be sealed",
        counted(sealed, "event", "events"),
        counted(chains.len(), "chain", "chains")
    );
    Ok(match oldest {
        Some(at) if now - at > chrono::Duration::minutes(15) => warn(
            "record",
            found,
            "`teilhabe serve` or `teilhabe worker` seals them: does one of them run?",
        ),
        _ => ok("record", found),
    })
}
