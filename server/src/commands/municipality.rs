//! `teilhabe municipality …`

use std::{
    collections::BTreeMap,
    io::{Write as _, stdout},
    path::PathBuf,
    process::ExitCode,
};

use server::{features::organisations, site::Cx};
use shared::text::counted;

use super::{Outcome, begin, explain, open};

/// Keep municipalities.
#[derive(Debug, clap::Subcommand)]
pub enum Municipality {
    /// Add a municipality.
    Add(Box<Add>),
    /// Change a municipality: what is left out stays as it is, an empty word takes something away. Name, time zone and language
    /// cannot be empty.
    Change(Box<Change>),
    /// List the municipalities: slug, host, name.
    List,
    /// Set colours, font, corners and arms; refused where text could not be read.
    Look(Look),
}

/// How a municipality looks. The file is TOML with the tables `light` and `dark`: `action`, `action_hover`, `on_action`
/// in both; `header`, `on_header`, `accent`, `tint`, `font`, `radius` in `light`. What is left out stays as the project
/// has it.
#[derive(Debug, clap::Args)]
pub struct Look {
    /// Its slug; needed where there are several.
    #[arg(long)]
    municipality: Option<String>,
    /// The file with the tokens; without one all go back to the project's own.
    #[arg(long)]
    tokens: Option<PathBuf>,
    /// The arms or logo: SVG or PNG up to 200 kB.
    #[arg(long)]
    arms: Option<PathBuf>,
    /// Only say what would be wrong.
    #[arg(long)]
    dry_run: bool,
}

/// The file with the tokens.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Tokens {
    light: BTreeMap<String, String>,
    dark: BTreeMap<String, String>,
}

/// Most bytes of arms.
const MAX_ARMS: usize = 200_000;

/// A municipality to be added.
#[derive(Debug, clap::Args)]
pub struct Add {
    /// Its name in commands, such as musterstadt; it stays.
    #[arg(long)]
    slug: String,
    /// Its name as shown.
    #[arg(long)]
    name: String,
    #[command(flatten)]
    details: Details,
}

/// A municipality to be changed.
#[derive(Debug, clap::Args)]
pub struct Change {
    /// Its slug; needed where there are several.
    #[arg(long, visible_alias = "municipality")]
    slug: Option<String>,
    /// Its name as shown.
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    details: Details,
}

/// What can be said of a municipality at its beginning and later; an empty word takes something away, but for time zone and
/// language, which are never empty.
#[derive(Debug, clap::Args)]
pub struct Details {
    /// The host that names it, such as beteiligung.musterstadt.de. A single municipality without one answers to any host.
    #[arg(long)]
    host: Option<String>,
    /// Its official key (Amtlicher Gemeindeschlüssel), eight digits.
    #[arg(long)]
    ags: Option<String>,
    /// Its time zone: one of Germany's, Europe/Berlin or Europe/Busingen; Europe/Berlin where nothing else is said.
    #[arg(long)]
    time_zone: Option<String>,
    /// The language that answers when nothing else is asked for; de where nothing else is said.
    #[arg(long)]
    default_language: Option<String>,
    /// Its area in WGS84 degrees: west, south, east, north between commas; empty for none.
    #[arg(long, value_parser = area, value_name = "W,S,E,N", allow_hyphen_values = true)]
    area: Option<Area>,
    /// The office that helps.
    #[arg(long)]
    office: Option<String>,
    /// Its street, postal code and town.
    #[arg(long)]
    address: Option<String>,
    /// Its telephone number.
    #[arg(long)]
    phone: Option<String>,
    /// Its e-mail address.
    #[arg(long)]
    email: Option<String>,
    /// When somebody answers.
    #[arg(long)]
    hours: Option<String>,
}

/// An area as it was written; empty for none.
#[derive(Clone, Copy, Debug)]
struct Area(Option<[f64; 4]>);

fn area(text: &str) -> Result<Area, String> {
    if text.trim().is_empty() {
        return Ok(Area(None));
    }
    let numbers: Option<Vec<f64>> = text.split(',').map(|part| part.trim().parse().ok()).collect();
    numbers
        .and_then(|numbers| numbers.try_into().ok())
        .map(|numbers| Area(Some(numbers)))
        .ok_or_else(|| "write west,south,east,north in degrees, such as 9.72,53.54,9.81,53.6".into())
}

impl Details {
    fn with_name(self, name: Option<String>) -> organisations::Details {
        organisations::Details {
            name,
            host: self.host,
            ags: self.ags,
            time_zone: self.time_zone,
            default_language: self.default_language,
            no_area: matches!(self.area, Some(Area(None))),
            area: self.area.and_then(|Area(area)| area),
            office: self.office,
            address: self.address,
            phone: self.phone,
            email: self.email,
            hours: self.hours,
        }
    }
}

/// Runs the command.
pub async fn run(config: Option<PathBuf>, command: Municipality) -> Outcome {
    match command {
        Municipality::Add(command) => add(config, *command).await,
        Municipality::Change(command) => change(config, *command).await,
        Municipality::Look(command) => look(config, command).await,
        Municipality::List => {
            let site = open(config).await?;
            let all = site.municipalities();
            if all.is_empty() {
                eprintln!("There is no municipality yet: `teilhabe municipality add`.");
            }
            let mut out = stdout().lock();
            for one in all.iter() {
                let host = one.host.as_deref().unwrap_or("*");
                writeln!(out, "{}\t{host}\t{}", one.slug, one.name)?;
            }
            site.db.close().await;
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn add(config: Option<PathBuf>, command: Add) -> Outcome {
    let site = begin(config).await?;
    let details = command.details.with_name(Some(command.name));
    let added = organisations::add(&site, &command.slug, details)
        .await
        .map_err(explain)?;
    println!(
        "{} was added. Restart `teilhabe serve`, then add an administrator: `teilhabe staff add --municipality {}`",
        added.name, added.slug
    );
    site.db.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn change(config: Option<PathBuf>, command: Change) -> Outcome {
    let site = open(config).await?;
    let municipality = super::municipality(&site, command.slug.as_deref())?;
    let cx = Cx::system(&site, &municipality);
    let changed = organisations::change(&cx, command.details.with_name(command.name))
        .await
        .map_err(explain)?;
    if changed.is_empty() {
        println!("{} is as it was: nothing was changed.", municipality.name);
    } else {
        println!(
            "{}: {} changed. Restart `teilhabe serve`.",
            municipality.slug,
            changed.join(", ")
        );
    }
    site.db.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn look(config: Option<PathBuf>, command: Look) -> Outcome {
    let tokens: Tokens = match &command.tokens {
        Some(path) => toml::from_str(&read(path)?).map_err(|error| format!("{}: {error}", path.display()))?,
        None => Tokens::default(),
    };
    let name = |name: &str| name.replace('_', "-");
    let light = tokens
        .light
        .iter()
        .map(|(token, value)| (name(token), value.clone()));
    let dark = tokens
        .dark
        .iter()
        .map(|(token, value)| (format!("dark-{}", name(token)), value.clone()));
    let tokens: Vec<_> = light.chain(dark).collect();
    let findings = organisations::examine_look(&tokens);
    for finding in &findings {
        println!(
            "{} {finding}",
            if finding.refuses() { "refused:" } else { "warning:" }
        );
    }
    if findings.iter().any(organisations::LookFinding::refuses) {
        return Err("this look was not set, because it could not be read".into());
    }
    if command.dry_run {
        println!("this look could be set");
        return Ok(ExitCode::SUCCESS);
    }
    let site = open(config).await?;
    let municipality = super::municipality(&site, command.municipality.as_deref())?;
    let arms = match &command.arms {
        Some(path) => {
            let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
            let picture = bytes.starts_with(b"\x89PNG") || String::from_utf8_lossy(&bytes).contains("<svg");
            if !picture || bytes.len() > MAX_ARMS {
                return Err(format!("{}: write SVG or PNG of at most 200 kB", path.display()).into());
            }
            Some(
                server::http::files::store(&site, bytes.into())
                    .await
                    .map_err(explain)?,
            )
        }
        None => None,
    };
    let cx = Cx::system(&site, &municipality);
    organisations::set_look(&cx, &tokens, arms.as_deref())
        .await
        .map_err(explain)?;
    println!(
        "{} has {} of its own{}. Restart `teilhabe serve`.",
        municipality.name,
        counted(tokens.len(), "token", "tokens"),
        if arms.is_some() { " and new arms" } else { "" }
    );
    site.db.close().await;
    Ok(ExitCode::SUCCESS)
}

fn read(path: &std::path::Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::super::Cli;

    #[test]
    fn an_area_is_four_numbers_between_commas() {
        let read = |area: &str| Cli::try_parse_from(["teilhabe", "municipality", "change", "--area", area]);
        assert!(read("9.72,53.54,9.81,53.6").is_ok() && read("-1.5,50,2,51").is_ok());
        assert!(read("").is_ok(), "an empty word takes it away");
        for wrong in ["9,53,10", "9,53,10,54,1", "a,b,c,d", ",,,"] {
            assert!(
                read(wrong)
                    .unwrap_err()
                    .to_string()
                    .contains("west,south,east,north"),
                "{wrong}"
            );
        }
    }
}
