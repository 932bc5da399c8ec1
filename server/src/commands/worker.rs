//! `teilhabe worker`

use std::{path::PathBuf, process::ExitCode};

use server::jobs;

use super::{Outcome, open, serve::stop_signal};

/// Does jobs until it is told to stop; a job under way is finished first.
pub async fn run(config: Option<PathBuf>) -> Outcome {
    let site = open(config).await?;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let worker = tokio::spawn(jobs::work(site.clone(), stopped));
    stop_signal().await;
    stop.send_replace(true);
    worker.await?;
    site.db.close().await;
    Ok(ExitCode::SUCCESS)
}
