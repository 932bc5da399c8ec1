//! `teilhabe addresses …`

use std::{path::PathBuf, process::ExitCode};

use server::{features::addresses, site::Cx};
use shared::text::counted;

use super::{Outcome, explain, municipality, open};

/// Keep the address index, by which residents find a place.
#[derive(Debug, clap::Subcommand)]
pub enum Addresses {
    /// Replace the index by a CSV file with the columns street, house_number, postal_code, city, lat, lon.
    Import {
        /// The file, UTF-8.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// The municipality's slug; needed where there are several.
        #[arg(long, value_name = "SLUG")]
        municipality: Option<String>,
    },
}

/// Runs the command; with a wrong line nothing is changed.
pub async fn run(config: Option<PathBuf>, command: Addresses) -> Outcome {
    let Addresses::Import {
        file,
        municipality: slug,
    } = command;
    let bytes = std::fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let text = addresses::decode(&bytes).map_err(|error| format!("{}: {error}", file.display()))?;
    let site = open(config).await?;
    let municipality = municipality(&site, slug.as_deref())?;
    let cx = Cx::system(&site, &municipality);
    let imported = addresses::import_csv(&cx, text).await.map_err(explain)?;
    site.db.close().await;
    match imported {
        Ok(count) => {
            let served = match (municipality.has_addresses, count > 0) {
                (false, true) => "A running server shows the search after its next start.",
                (true, true) => "A running server searches these from now on.",
                (true, false) => "A running server leaves the search out after its next start.",
                (false, false) => "There is nothing to search.",
            };
            println!(
                "{} has {} now. {served}",
                municipality.name,
                counted(count, "address", "addresses")
            );
            Ok(ExitCode::SUCCESS)
        }
        Err(errors) => {
            for error in errors {
                eprintln!("{}: {error}", file.display());
            }
            Ok(ExitCode::FAILURE)
        }
    }
}
