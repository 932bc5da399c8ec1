//! `teilhabe routes`: makes `docs/endpoints.md` and `docs/api.json`.

use std::process::ExitCode;

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
    if command.openapi {
        println!(
            "{}",
            serde_json::to_string_pretty(&openapi::document(&http::table()))?
        );
    } else {
        print!("{}", openapi::markdown(&http::table()));
    }
    Ok(ExitCode::SUCCESS)
}
