//! `teilhabe migrate`

use std::{path::PathBuf, process::ExitCode};

use super::{Outcome, begin};

/// Opening an installation brings its database to the newest step.
pub async fn run(config: Option<PathBuf>) -> Outcome {
    let site = begin(config).await?;
    println!("The database is at the newest step.");
    site.db.close().await;
    Ok(ExitCode::SUCCESS)
}
