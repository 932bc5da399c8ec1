//! `teilhabe export …`

use std::{path::PathBuf, process::ExitCode};

use server::{
    features::{exports, procedures},
    site::Cx,
};
use shared::{
    assessment::{StatementState, TOPICS},
    exports::{ExportFormat, StartExport, Variant},
};

use super::{Outcome, explain, is_unknown_choice, municipality, open, procedure};

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
    /// Only statements in these states, separated by commas: received, in_work, proposal_ready, before_council, decided,
    /// answered.
    #[arg(long, value_name = "STATES", value_parser = state, value_delimiter = ',')]
    state: Vec<StatementState>,
    /// Only statements with this topic (its code, such as 0510).
    #[arg(long, value_name = "CODE")]
    topic: Option<String>,
    /// Only statements of this round (its id, which stands in the address of the list of statements once it is limited to
    /// it).
    #[arg(long, value_name = "ID")]
    round: Option<String>,
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

fn state(word: &str) -> Result<StatementState, String> {
    StatementState::from_word(word).ok_or_else(|| {
        "write received, in_work, proposal_ready, before_council, decided or answered".to_owned()
    })
}

/// Runs the command; prints the files, and on standard error what was left out.
pub async fn run(config: Option<PathBuf>, export: Export) -> Outcome {
    let site = open(config).await?;
    let municipality = municipality(&site, export.municipality.as_deref())?;
    let cx = Cx::system(&site, &municipality);
    let found = procedure(&cx, &export.procedure).await?;
    std::fs::create_dir_all(&export.out).map_err(|error| format!("{}: {error}", export.out.display()))?;
    let input = StartExport {
        states: export.state,
        topic: export.topic,
        round: export.round,
        ..StartExport::whole(export.procedure, export.format, export.variant)
    };
    let (files, left_out) = match exports::write_now(&cx, &input, &export.out).await {
        Ok(written) => written,
        Err(error) => {
            let mut said = Vec::new();
            if is_unknown_choice(&error, "variant") {
                said.push("geojson is for the public alone: --variant public".to_owned());
            }
            if is_unknown_choice(&error, "topic") {
                said.push("there is no such topic; there are:".to_owned());
                said.extend(TOPICS.map(|(code, name)| format!("  --topic {code}  {name}")));
            }
            if is_unknown_choice(&error, "round") {
                let mut db = cx.read().await.map_err(explain)?;
                let rounds = procedures::rounds(&mut db, found.id, cx.today())
                    .await
                    .map_err(explain)?;
                said.push("there is no such round; there are:".to_owned());
                said.extend(rounds.iter().map(|round| {
                    format!(
                        "  --round {}  {} to {}",
                        round.id, round.period.start, round.period.end
                    )
                }));
            }
            if said.is_empty() {
                return Err(explain(error));
            }
            return Err(said.join("\n").into());
        }
    };
    for file in files {
        println!("{}", file.display());
    }
    for line in left_out {
        eprintln!("{line}");
    }
    site.db.close().await;
    Ok(ExitCode::SUCCESS)
}
