//! `teilhabe demo`

use std::{io::Write as _, path::PathBuf, process::ExitCode};

use server::features::demo;

use super::{Outcome, begin, explain};

/// Loads or renews the demonstration and prints its accounts.
pub async fn run(config: Option<PathBuf>) -> Outcome {
    let site = begin(config).await?;
    let loaded = demo::load(&site).await.map_err(explain)?;
    site.db.close().await;
    let mut text = format!(
        "{}: {} procedures, {} statements. A server that is running needs a restart.\n",
        loaded.municipality, loaded.procedures, loaded.statements
    );
    for account in loaded.accounts {
        text.push_str(&format!("  {:<14} {}\n", account.role.word(), account.email));
    }
    text.push_str(&format!("  Password: {}\n", loaded.password));
    // The demonstration is loaded even if nobody reads on.
    let _ = std::io::stdout().write_all(text.as_bytes());
    Ok(ExitCode::SUCCESS)
}
