//! `teilhabe plan …`

use std::{io::stdout, path::PathBuf, process::ExitCode};

use server::features::plans;

use super::Outcome;

/// Work on plan files.
#[derive(Debug, clap::Subcommand)]
pub enum Plan {
    /// Say what XPlanGML files or archives hold and what is wrong with them; exit code 1 for an error.
    Inspect {
        /// The files.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
    },
}

/// Runs the command; opens no database.
pub fn run(command: &Plan) -> Outcome {
    let Plan::Inspect { files, json } = command;
    let all_good = plans::inspect_files(files, *json, &mut stdout().lock())?;
    Ok(if all_good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
