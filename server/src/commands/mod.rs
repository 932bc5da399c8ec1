//! The operator's commands and what they have in common.

mod addresses;
mod backup;
mod demo;
mod doctor;
mod export;
mod jobs;
mod migrate;
mod municipality;
mod plan;
mod record;
mod routes;
mod schema;
mod serve;
mod staff;
mod worker;

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use clap::{Parser, Subcommand};
use server::{
    clock::{Clock, Dice},
    config::Config,
    error::Error,
    site::{Municipality, Site},
};

/// What a command answers: an exit code, or an error for people.
type Outcome = Result<ExitCode, Box<dyn std::error::Error>>;

/// Participation of the public in the plans of a municipality.
#[derive(Debug, Parser)]
#[command(name = "teilhabe", version, about)]
pub struct Cli {
    /// Configuration file (TOML); the environment goes before it.
    #[arg(long, global = true, value_name = "FILE", env = "TEILHABE_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site; brings the database to the newest step first.
    Serve(serve::Serve),
    /// Do the jobs that wait (mail, exports), without serving.
    Worker,
    /// Bring the database to the newest step.
    Migrate,
    /// Load the demonstration into an empty database, or renew it with today's days.
    Demo,
    /// Keep accounts of staff.
    #[command(subcommand)]
    Staff(staff::Staff),
    /// Keep municipalities.
    #[command(subcommand)]
    Municipality(municipality::Municipality),
    /// Work on plan files.
    #[command(subcommand)]
    Plan(plan::Plan),
    /// Keep the address index.
    #[command(subcommand)]
    Addresses(addresses::Addresses),
    /// Examine the record.
    #[command(subcommand)]
    Record(record::Record),
    /// Look after jobs (mails, exports) that were given up.
    #[command(subcommand)]
    Jobs(jobs::Jobs),
    /// Write a procedure's synopsis or located comments into a folder.
    Export(export::Export),
    /// Write one archive of everything while the server runs; it moves to either database.
    Backup(backup::Archive),
    /// Load an archive into an empty installation.
    Restore(backup::Archive),
    /// Examine the installation; exit code 1 when something is wrong.
    Doctor,
    /// Print the table of endpoints.
    Routes(routes::Routes),
    /// Print the newest schema of the database.
    Schema(schema::Schema),
}

/// Runs a command.
pub fn run(cli: Cli) -> ExitCode {
    log();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("teilhabe: {error}");
            return ExitCode::FAILURE;
        }
    };
    let config = cli.config;
    let outcome = runtime.block_on(async {
        let _ = any_spawner::Executor::init_tokio();
        match cli.command {
            Command::Serve(command) => serve::run(config, command).await,
            Command::Worker => worker::run(config).await,
            Command::Migrate => migrate::run(config).await,
            Command::Demo => demo::run(config).await,
            Command::Staff(command) => staff::run(config, command).await,
            Command::Municipality(command) => municipality::run(config, command).await,
            Command::Plan(command) => plan::run(config, command).await,
            Command::Addresses(command) => addresses::run(config, command).await,
            Command::Record(command) => record::run(config, command).await,
            Command::Jobs(command) => jobs::run(config, command).await,
            Command::Export(command) => export::run(config, command).await,
            Command::Backup(command) => backup::backup(config, command).await,
            Command::Restore(command) => backup::restore(config, command).await,
            Command::Doctor => doctor::run(config).await,
            Command::Routes(command) => routes::run(&command),
            Command::Schema(command) => schema::run(command).await,
        }
    });
    outcome.unwrap_or_else(|error| {
        let mut chain = error.to_string();
        let mut source = error.source();
        while let Some(inner) = source {
            chain = format!("{chain}: {inner}");
            source = inner.source();
        }
        eprintln!("teilhabe: {chain}");
        ExitCode::FAILURE
    })
}

/// Logs to standard error: for people on a terminal, else one JSON object a line. `RUST_LOG` chooses what.
fn log() {
    use std::io::IsTerminal as _;
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,sqlx::query=warn"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        builder.init();
    } else {
        builder.json().flatten_event(true).init();
    }
}

/// Opens the installation that the configuration names.
async fn open(config: Option<PathBuf>) -> Result<Arc<Site>, Box<dyn std::error::Error>> {
    let config = Config::load(config)?;
    Site::open(config, Clock::System, Dice::system())
        .await
        .map_err(explain)
}

/// The municipality with a slug; without one, the only one.
fn municipality(site: &Site, slug: Option<&str>) -> Result<Arc<Municipality>, Box<dyn std::error::Error>> {
    let all = site.municipalities();
    let known = || all.iter().map(|m| m.slug.as_str()).collect::<Vec<_>>().join(", ");
    match (slug, all.as_slice()) {
        (Some(slug), all) => match all.iter().find(|m| m.slug == slug) {
            Some(found) => Ok(found.clone()),
            None => Err(format!("there is no municipality {slug}; there are: {}", known()).into()),
        },
        (None, [only]) => Ok(only.clone()),
        (None, []) => Err("there is no municipality yet: `teilhabe municipality add`".into()),
        (None, _) => Err(format!("--municipality must say which: {}", known()).into()),
    }
}

/// Words a refusal for the operator: which field, why.
fn explain(error: Error) -> Box<dyn std::error::Error> {
    match &error {
        Error::Api(shared::api::ApiError::Invalid(invalid)) => {
            let wrong: Vec<String> = invalid
                .0
                .iter()
                .map(|field| {
                    let values: String = field
                        .arguments
                        .iter()
                        .map(|(name, value)| format!(" {name}={value}"))
                        .collect();
                    format!(
                        "{}: {}{values}",
                        field.field,
                        field.key.trim_start_matches("errors.").replace('_', " ")
                    )
                })
                .collect();
            wrong.join("; ").into()
        }
        _ => error.into(),
    }
}
