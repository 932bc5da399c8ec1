//! `teilhabe export …`

use std::{path::PathBuf, process::ExitCode};

use server::{features::exports, site::Cx};
use shared::exports::{ExportFormat, Variant};

use super::{Outcome, explain, municipality, open};

/// What is exported, in which form, for whom.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// The procedure's slug.
    #[arg(value_name = "PROCEDURE")]
    procedure: String,
    /// docx, xlsx, csv, pdf or geojson.
    #[arg(long, value_parser = format)]
    format: ExportFormat,
    /// public (anonymised), council (anonymised, with replies and proposals that are ready) or internal (with names and
    /// addresses).
    #[arg(long, value_parser = variant, default_value = "public")]
    variant: Variant,
    /// The folder to write into.
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    out: PathBuf,
    /// The municipality's slug; needed where there are several.
    #[arg(long, value_name = "SLUG")]
    municipality: Option<String>,
}

fn format(word: &str) -> Result<ExportFormat, String> {
    ExportFormat::from_word(word).ok_or_else(|| "write docx, xlsx, csv, pdf or geojson".to_owned())
}

fn variant(word: &str) -> Result<Variant, String> {
    Variant::from_word(word).ok_or_else(|| "write public, council or internal".to_owned())
}

/// Runs the command; prints the files, and on standard error what was left out.
pub async fn run(config: Option<PathBuf>, export: Export) -> Outcome {
    let site = open(config).await?;
    let municipality = municipality(&site, export.municipality.as_deref())?;
    let cx = Cx::system(&site, &municipality);
    let (files, left_out) =
        exports::write_now(&cx, &export.procedure, export.format, export.variant, &export.out)
            .await
            .map_err(explain)?;
    for file in files {
        println!("{}", file.display());
    }
    for line in left_out {
        eprintln!("{line}");
    }
    site.db.close().await;
    Ok(ExitCode::SUCCESS)
}
