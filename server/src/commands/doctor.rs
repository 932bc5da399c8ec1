//! `teilhabe doctor`

use std::{path::PathBuf, process::ExitCode};

use server::{
    config::Config,
    doctor::{self, Level},
};

use super::Outcome;

/// Prints what was found, one line each; changes nothing.
pub async fn run(config: Option<PathBuf>) -> Outcome {
    let config = match Config::load(config) {
        Ok(config) => config,
        Err(error) => {
            println!("fail  configuration: {error}");
            return Ok(ExitCode::FAILURE);
        }
    };
    let findings = doctor::examine(&config).await;
    for finding in &findings {
        println!("{finding}");
    }
    let is_failed = findings.iter().any(|finding| finding.level == Level::Fail);
    Ok(if is_failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
