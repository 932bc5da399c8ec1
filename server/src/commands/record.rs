//! `teilhabe record …`

use std::{
    fmt::Write as _,
    io::{Write as _, stdout},
    path::PathBuf,
    process::ExitCode,
};

use clap::Subcommand;
use server::{config::Config, db::Step, events, features::organisations};

use super::{Outcome, database, none_such};

/// What is done with the record.
#[derive(Debug, Subcommand)]
pub enum Record {
    /// Walk the chain of hashes of every procedure and name the first link that does not hold; exit code 1 if there is
    /// one. The heads that it prints, kept elsewhere, prove later that nothing before them was changed.
    Verify {
        /// The municipality's slug; without it, all.
        #[arg(long, value_name = "SLUG")]
        municipality: Option<String>,
    },
}

/// Runs the command; changes nothing, migrates nothing.
pub async fn run(config: Option<PathBuf>, record: Record) -> Outcome {
    let Record::Verify { municipality } = record;
    let config = Config::load(config)?;
    let db = database(&config).await?;
    match db.step().await? {
        Step::Newest => {}
        Step::Newer(newer) => return Err(newer.into()),
        Step::None | Step::Older => {
            return Err("the database is not at the newest step: `teilhabe migrate`".into());
        }
    }
    let all = organisations::load_all(&db).await?;
    let mut lines = String::new();
    let (mut is_found, mut is_broken) = (false, false);
    for town in &all {
        if municipality.as_ref().is_some_and(|slug| *slug != town.slug) {
            continue;
        }
        is_found = true;
        for chain in events::verify(&db, town.id).await? {
            let name = chain.procedure.as_deref().unwrap_or("-");
            let end = match &chain.broken {
                None => "ok".to_owned(),
                Some(broken) => format!("BROKEN: {broken}"),
            };
            is_broken |= chain.broken.is_some();
            writeln!(
                lines,
                "{}\t{name}\t{} sealed\t{} waiting\t{}\t{end}",
                town.slug, chain.sealed, chain.waiting, chain.head
            )?;
        }
    }
    db.close().await;
    // Whoever stops reading early still learns by the status that a chain is broken.
    let written = stdout().lock().write_all(lines.as_bytes());
    match municipality {
        Some(slug) if !is_found => {
            let known: Vec<_> = all.iter().map(|town| town.slug.clone()).collect();
            Err(none_such("municipality", &slug, &known).into())
        }
        _ if is_broken => Ok(ExitCode::FAILURE),
        _ => written.map(|()| ExitCode::SUCCESS).map_err(Into::into),
    }
}
