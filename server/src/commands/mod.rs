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
mod words;
mod worker;

use std::{io::ErrorKind, path::PathBuf, process::ExitCode, sync::Arc};

use clap::{Parser, Subcommand};
use server::{
    clock::{Clock, Dice},
    config::Config,
    db::{Db, Step, file_of, folder_of, unwritable},
    error::Error,
    features::procedures,
    site::{Cx, Municipality, Site},
};
use shared::api::ApiError;
use words::{explain, is_unknown_choice, none_such};

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
        // Whoever reads, such as `head`, has seen enough.
        let said = error.downcast_ref::<std::io::Error>();
        if said.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe) {
            return ExitCode::SUCCESS;
        }
        let mut chain = error.to_string();
        let mut source = error.source();
        while let Some(inner) = source {
            let inner_says = inner.to_string();
            // Many say themselves what their cause says.
            if !chain.ends_with(&inner_says) {
                chain = format!("{chain}: {inner_says}");
            }
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

/// Opens the installation that the configuration names, and brings its database to the newest step. One that is not there
/// is not made: a mistyped folder would be a new, empty installation. Commands that may make one [`begin`] it.
async fn open(config: Option<PathBuf>) -> Result<Arc<Site>, Box<dyn std::error::Error>> {
    let config = Config::load(config)?;
    let db = database(&config).await?;
    db.migrate().await.map_err(explain)?;
    Site::with_db(config, db, Clock::System, Dice::system())
        .await
        .map_err(explain)
}

/// Opens the installation that the configuration names, or makes it.
async fn begin(config: Option<PathBuf>) -> Result<Arc<Site>, Box<dyn std::error::Error>> {
    let config = Config::load(config)?;
    make_folders(&config)?;
    Site::open(config, Clock::System, Dice::system())
        .await
        .map_err(explain)
}

/// Opens the database of an installation that is there, as it is.
async fn database(config: &Config) -> Result<Db, Box<dyn std::error::Error>> {
    let file = file_of(&config.database_url);
    let missing = [file, Some(config.data.as_path())]
        .into_iter()
        .flatten()
        .find(|path| !path.exists());
    if let Some(missing) = missing {
        return Err(format!(
            "{} is not there: are TEILHABE_DATA and TEILHABE_DATABASE_URL right? `teilhabe migrate` begins an installation",
            missing.display()
        )
        .into());
    }
    let db = Db::open(&config.database_url, config.durability)
        .await
        .map_err(explain)?;
    if db.step().await? == Step::None {
        return Err("the database is empty: is TEILHABE_DATABASE_URL right? `teilhabe migrate` begins an installation".into());
    }
    Ok(db)
}

/// Makes the folders of an installation.
///
/// # Errors
/// Which one cannot be made, and who may not.
fn make_folders(config: &Config) -> Result<(), String> {
    let files = config.data.join("files");
    let of_database = file_of(&config.database_url).map(folder_of);
    for folder in [Some(config.data.as_path()), Some(files.as_path()), of_database]
        .into_iter()
        .flatten()
    {
        std::fs::create_dir_all(folder).map_err(|error| {
            let there = folder.ancestors().find(|folder| folder.exists());
            let who = there
                .and_then(unwritable)
                .map(|who| format!("; {who}"))
                .unwrap_or_default();
            format!(
                "the folder {} cannot be made: {error}{who} (`teilhabe doctor` examines the installation)",
                folder.display()
            )
        })?;
    }
    Ok(())
}

/// The municipality with a slug; without one, the only one.
fn municipality(site: &Site, slug: Option<&str>) -> Result<Arc<Municipality>, Box<dyn std::error::Error>> {
    let all = site.municipalities();
    let known: Vec<_> = all.iter().map(|m| m.slug.clone()).collect();
    match (slug, all.as_slice()) {
        (Some(slug), all) => match all.iter().find(|m| m.slug == slug) {
            Some(found) => Ok(found.clone()),
            None => Err(none_such("municipality", slug, &known).into()),
        },
        (None, [only]) => Ok(only.clone()),
        (None, []) => Err("there is no municipality yet: `teilhabe municipality add`".into()),
        (None, _) => Err(format!("--municipality must say which: {}", known.join(", ")).into()),
    }
}

/// The procedure with a slug.
///
/// # Errors
/// That there is none, and which there are.
async fn procedure(cx: &Cx, slug: &str) -> Result<procedures::ProcedureRef, Box<dyn std::error::Error>> {
    let mut db = cx.read().await.map_err(explain)?;
    match procedures::find(&mut db, slug).await {
        Err(Error::Api(ApiError::NotFound)) => {
            let known = procedures::slugs(&mut db).await.map_err(explain)?;
            Err(none_such("procedure", slug, &known).into())
        }
        found => found.map_err(explain),
    }
}
