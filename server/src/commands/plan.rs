//! `teilhabe plan …`

use std::{io::stdout, path::PathBuf, process::ExitCode, sync::Arc};

use formats::geo::{Area, crs};
use server::{
    features::{plans, procedures},
    site::{Cx, Exchange, Upload},
};
use shared::{plans::MAX_PLAN_BYTES, procedures::ImportPlan};

use super::{Outcome, explain, is_unknown_choice, municipality, none_such, open, procedure};

/// Work on plan files.
#[derive(Debug, clap::Subcommand)]
pub enum Plan {
    /// Say what plan files (XPlanGML, ZIP or GeoJSON) hold and what is wrong with them; exit code 1 for an error.
    Inspect {
        /// The files.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// One JSON object a line.
        #[arg(long)]
        json: bool,
        /// Where the plans should lie, in WGS84 degrees: whatever lies elsewhere probably has a wrong label. Germany when
        /// absent.
        #[arg(
            long,
            value_delimiter = ',',
            value_name = "WEST,SOUTH,EAST,NORTH",
            allow_hyphen_values = true
        )]
        area: Option<Vec<f64>>,
    },
    /// Read a plan file (XPlanGML, ZIP or GeoJSON) into a procedure's working copy, or make a procedure from it.
    Import(Import),
}

/// What stands for a procedure that is yet to be made.
const NEW: &str = "new";

/// A plan file and where it goes.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The procedure's slug; without one a new procedure is made.
    #[arg(long, default_value = NEW)]
    procedure: String,
    /// Which plan, when the file holds several: its gml:id.
    #[arg(long, default_value = "")]
    plan: String,
    /// The coordinate system, when the file's label is wrong: an EPSG code.
    #[arg(long, value_name = "EPSG")]
    srs: Option<u32>,
    /// The municipality's slug; needed where there are several.
    #[arg(long, value_name = "SLUG")]
    municipality: Option<String>,
}

/// Runs the command; inspecting opens no database.
pub async fn run(config: Option<PathBuf>, command: Plan) -> Outcome {
    match command {
        Plan::Inspect { files, json, area } => {
            let area = expected(area.as_deref())?;
            let all_good = plans::inspect_files(&files, json, area, &mut stdout().lock())?;
            Ok(if all_good {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            })
        }
        Plan::Import(import) => self::import(config, import).await,
    }
}

fn expected(area: Option<&[f64]>) -> Result<Area, String> {
    match area {
        None => Ok(Area::GERMANY),
        Some(&[west, south, east, north])
            if west < east
                && south < north
                && west >= -180.0
                && east <= 180.0
                && south >= -90.0
                && north <= 90.0 =>
        {
            Ok(Area {
                west,
                south,
                east,
                north,
            })
        }
        Some(_) => Err("--area: write west,south,east,north in degrees".to_owned()),
    }
}

async fn import(config: Option<PathBuf>, import: Import) -> Outcome {
    let file = import.file.display();
    let most = u64::try_from(MAX_PLAN_BYTES).unwrap_or(u64::MAX);
    let bytes = plans::bytes_of(&import.file, most)
        .map_err(|error| format!("{file}: {error}"))?
        .ok_or_else(|| format!("{file}: larger than {} MB", most / 1_000_000))?;
    let name = import.file.file_name().unwrap_or_default();
    let upload = Upload {
        field: "file".into(),
        file_name: name.to_string_lossy().into_owned(),
        bytes: bytes.into(),
    };
    let site = open(config).await?;
    let municipality = municipality(&site, import.municipality.as_deref())?;
    if import.procedure != NEW {
        procedure(&Cx::system(&site, &municipality), &import.procedure).await?;
    }
    let cx = Cx {
        exchange: Arc::new(Exchange::new(Vec::new(), vec![upload])),
        ..Cx::system(&site, &municipality)
    };
    let shown = import.file.display();
    let wish = ImportPlan {
        procedure: import.procedure.clone(),
        plan: import.plan.clone(),
        srs: import.srs,
    };
    let imported = match procedures::import_plan(cx, wish).await {
        Ok(imported) => imported,
        Err(error) if is_unknown_choice(&error, "plan") => {
            let plan = &import.plan;
            let said = format!("{shown} has no plan {plan}; without --plan its plans are listed");
            return Err(said.into());
        }
        Err(error) if is_unknown_choice(&error, "srs") => {
            let known: Vec<_> = crs::supported().map(|code| code.to_string()).collect();
            let given = import.srs.unwrap_or_default().to_string();
            return Err(none_such("system of coordinates", &given, &known).into());
        }
        Err(error) => return Err(explain(error)),
    };
    for finding in &imported.findings {
        eprintln!("{}", plans::finding_line(finding));
    }
    println!(
        "{}: the plan is in the working copy; publish it when it is ready.",
        imported.slug
    );
    site.db.close().await;
    Ok(ExitCode::SUCCESS)
}
