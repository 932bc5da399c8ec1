//! `teilhabe routes`: makes `docs/endpoints.md` and `docs/api.json`.

use std::{
    io::{Write as _, stdout},
    process::ExitCode,
};

use server::http::{self, openapi};

use super::Outcome;

/// Print the table of endpoints.
#[derive(Debug, clap::Args)]
pub struct Routes {
    /// Print the OpenAPI document instead.
    #[arg(long)]
    openapi: bool,
}

/// Prints; opens nothing.
pub fn run(command: &Routes) -> Outcome {
    let table = http::table();
    let text = if command.openapi {
        format!("{}\n", serde_json::to_string_pretty(&openapi::document(&table))?)
    } else {
        openapi::markdown(&table)
    };
    stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
