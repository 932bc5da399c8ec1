//! `teilhabe demo`

use std::{path::PathBuf, process::ExitCode};

use server::features::demo;

use super::{Outcome, explain, open};

/// Loads or renews the demonstration and prints its accounts.
pub async fn run(config: Option<PathBuf>) -> Outcome {
    let site = open(config).await?;
    let loaded = demo::load(&site).await.map_err(explain)?;
    site.db.close().await;
    println!(
        "{}: {} procedures, {} statements. A server that is running needs a restart.",
        loaded.municipality, loaded.procedures, loaded.statements
    );
    for account in loaded.accounts {
        println!("  {:<14} {}", account.role.word(), account.email);
    }
    println!("  Password: {}", loaded.password);
    Ok(ExitCode::SUCCESS)
}
