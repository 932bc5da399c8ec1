//! `teilhabe jobs …`

use std::{
    io::{Write as _, stdout},
    path::PathBuf,
    process::ExitCode,
};

use server::jobs;
use shared::text::counted;

use super::{Outcome, explain, open};

/// Look after jobs that were given up.
#[derive(Debug, clap::Subcommand)]
pub enum Jobs {
    /// List the jobs that were given up: id, municipality, kind, tries, when, why.
    List,
    /// Have jobs that were given up tried again, for four days more.
    Retry {
        /// The job's id; without it, all.
        #[arg(long, value_name = "ID")]
        id: Option<uuid::Uuid>,
    },
}

/// Runs the command.
pub async fn run(config: Option<PathBuf>, command: Jobs) -> Outcome {
    let site = open(config).await?;
    match command {
        Jobs::List => {
            let all = site.municipalities();
            let mut out = stdout().lock();
            for job in jobs::failed(&site.db).await.map_err(explain)? {
                let slug = all.iter().find(|one| one.id == job.municipality);
                writeln!(
                    out,
                    "{}\t{}\t{}\t{} tries\t{}\t{}",
                    job.id,
                    slug.map_or("-", |one| one.slug.as_str()),
                    job.kind,
                    job.attempts,
                    job.failed_at.format("%Y-%m-%d %H:%M UTC"),
                    job.error
                )?;
            }
        }
        Jobs::Retry { id } => {
            let count = jobs::retry(&site, id).await.map_err(explain)?;
            if count == 0 && id.is_some() {
                return Err("no job of this id was given up: `teilhabe jobs list`".into());
            }
            println!(
                "{} again: `teilhabe serve` or `teilhabe worker` does the work.",
                counted(count, "job will be tried", "jobs will be tried")
            );
        }
    }
    site.db.close().await;
    Ok(ExitCode::SUCCESS)
}
