//! `teilhabe municipality …`

use std::{collections::BTreeMap, path::PathBuf, process::ExitCode};

use server::{
    features::organisations::{self, NewMunicipality},
    site::Cx,
};
use shared::{ids::MunicipalityId, language::Language, organisations::Contact, text};

use super::{Outcome, explain, open};

/// Keep municipalities.
#[derive(Debug, clap::Subcommand)]
pub enum Municipality {
    /// Add a municipality.
    Add(Box<Add>),
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
    /// Its name in commands, such as musterstadt.
    #[arg(long)]
    slug: String,
    /// Its name as shown.
    #[arg(long)]
    name: String,
    /// The host that names it, such as beteiligung.musterstadt.de. A single municipality without one answers to any host.
    #[arg(long)]
    host: Option<String>,
    /// Its official key (Amtlicher Gemeindeschlüssel), eight digits.
    #[arg(long, default_value = "")]
    ags: String,
    /// Its time zone.
    #[arg(long, default_value = "Europe/Berlin")]
    time_zone: String,
    /// The language that answers when nothing else is asked for.
    #[arg(long, default_value = "de")]
    default_language: String,
    /// Its area in WGS84 degrees.
    #[arg(long, value_delimiter = ',', num_args = 4, value_names = ["WEST", "SOUTH", "EAST", "NORTH"], allow_negative_numbers = true)]
    area: Option<Vec<f64>>,
    /// The office that helps.
    #[arg(long, default_value = "")]
    office: String,
    /// Its street, postal code and town.
    #[arg(long, default_value = "")]
    address: String,
    /// Its telephone number.
    #[arg(long, default_value = "")]
    phone: String,
    /// Its e-mail address.
    #[arg(long, default_value = "")]
    email: String,
    /// When somebody answers.
    #[arg(long, default_value = "")]
    hours: String,
}

/// Runs the command.
pub async fn run(config: Option<PathBuf>, command: Municipality) -> Outcome {
    let add = match command {
        Municipality::Add(add) => add,
        Municipality::List => {
            let site = open(config).await?;
            for one in site.municipalities().iter() {
                println!(
                    "{}\t{}\t{}",
                    one.slug,
                    one.host.as_deref().unwrap_or("*"),
                    one.name
                );
            }
            return Ok(ExitCode::SUCCESS);
        }
        Municipality::Look(command) => return look(config, command).await,
    };
    check(&add)?;
    let site = open(config).await?;
    let all = site.municipalities();
    if all.iter().any(|known| known.slug == add.slug) {
        return Err(format!("there is a municipality {} already", add.slug).into());
    }
    if !all.is_empty() && (add.host.is_none() || all.iter().any(|known| known.host.is_none())) {
        return Err("where there are several municipalities, each needs a host of its own".into());
    }
    let id = MunicipalityId(site.dice.id(site.clock.now()));
    let area = match add.area.as_deref() {
        Some([west, south, east, north]) => Some([*west, *south, *east, *north]),
        _ => None,
    };
    let new = NewMunicipality {
        id,
        slug: add.slug.clone(),
        host: add.host.map(|host| host.to_lowercase()),
        name: add.name,
        ags: add.ags,
        time_zone: add.time_zone,
        default_language: add.default_language,
        area,
        contact: Contact {
            office: add.office,
            address: add.address,
            phone: add.phone,
            email: add.email,
            hours: add.hours,
        },
        colours: Vec::new(),
        arms: None,
    };
    let mut tx = site.db.begin(id).await?;
    organisations::insert(&mut tx, &new, site.clock.now())
        .await
        .map_err(explain)?;
    tx.commit().await?;
    site.reload_municipalities().await.map_err(explain)?;
    let added = super::municipality(&site, Some(&add.slug))?;
    println!(
        "{} was added. Restart `teilhabe serve`, then add an administrator: `teilhabe staff add --municipality {}`",
        added.name, added.slug
    );
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
        "{} has {} tokens of its own{}. Restart `teilhabe serve`.",
        municipality.name,
        tokens.len(),
        if arms.is_some() { " and new arms" } else { "" }
    );
    site.db.close().await;
    Ok(ExitCode::SUCCESS)
}

fn read(path: &std::path::Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn check(add: &Add) -> Result<(), String> {
    if !text::is_slug(&add.slug) {
        return Err(format!(
            "--slug {}: write 3 to 80 of a-z, 0-9 and single hyphens",
            add.slug
        ));
    }
    if add.time_zone.parse::<chrono_tz::Tz>().is_err() {
        return Err(format!(
            "--time-zone {}: write a name such as Europe/Berlin",
            add.time_zone
        ));
    }
    if !Language::from_code(&add.default_language)
        .is_some_and(|language| Language::available().contains(&language))
    {
        let known: Vec<_> = Language::available()
            .iter()
            .map(|language| language.code())
            .collect();
        return Err(format!(
            "--default-language {}: write one of {}",
            add.default_language,
            known.join(", ")
        ));
    }
    if let Some([west, south, east, north]) = add.area.as_deref()
        && !(west < east
            && south < north
            && *west >= -180.0
            && *east <= 180.0
            && *south >= -90.0
            && *north <= 90.0)
    {
        return Err("--area: write west,south,east,north in degrees".into());
    }
    Ok(())
}
