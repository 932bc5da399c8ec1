//! Loads the demonstration, or begins it anew.
//!
//! Invariant: the history is played on a database of its own and moves over in one transaction, so that a load that fails,
//! or is stopped, leaves what was there.

use std::{collections::HashMap, path::Path, sync::Arc};

use shared::{
    access::Role,
    addresses::street_key,
    ids::MunicipalityId,
    organisations::{Contact, PageKind},
};

use super::{
    content,
    days::Days,
    prepare::{self, Prepared},
    residents, staff,
    stage::Stage,
};
use crate::{
    archive,
    clock::Clock,
    config::Config,
    db::{self, Db, Durability},
    error::{Error, Result},
    features::{
        addresses, identity,
        organisations::{self, NewMunicipality},
    },
    http::files,
    site::{Cx, Municipality, Site},
    viewer::Member,
};

/// The folder, within the data folder, in which the history is played.
const STAGE: &str = "demo-stage";

/// What was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The municipality's name.
    pub municipality: String,
    /// How many procedures.
    pub procedures: usize,
    /// How many statements.
    pub statements: usize,
    /// The accounts with which one signs in.
    pub accounts: Vec<Account>,
    /// The password of them all.
    pub password: String,
}

/// An account of the demonstration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The address to sign in with.
    pub email: String,
    /// What it may do.
    pub role: Role,
}

/// Something that happens at its moment.
pub enum Step {
    /// Work on a procedure.
    Prepare(prepare::Task),
    /// A statement arrives, or its author takes it back.
    Resident(residents::Task),
    /// Work on a statement.
    Staff(staff::Task),
}

/// Loads the demonstration into an empty database, or renews it in one that is a demonstration.
///
/// # Errors
/// When the database holds other content, or whatever goes wrong; loading again begins anew.
pub async fn load(site: &Arc<Site>) -> Result<Summary> {
    let is_empty = site.municipalities().is_empty();
    let is_demo = organisations::is_demo(&site.db).await?;
    if !is_demo && !is_empty {
        return Err(Error::internal(
            "this database holds a municipality that is no demonstration: `demo` needs an empty database, \
             because it deletes what it finds when it is run again",
        ));
    }
    let about: content::Municipality = content::toml("municipality.toml")?;
    let id = site.municipalities().first().map_or_else(
        || MunicipalityId(site.dice.id(site.clock.now())),
        |known| known.id,
    );
    let folder = site.config.data.join(STAGE);
    let played = play_aside(site, id, &about, &folder).await;
    let (past, summary) = match played {
        Ok(played) => played,
        Err(error) => {
            remove(&folder)?;
            return Err(error);
        }
    };
    let moved = move_over(site, &past, id, is_demo).await;
    past.db.close().await;
    remove(&folder)?;
    moved?;
    site.reload_municipalities().await?;
    Ok(summary)
}

/// Empties the database and fills it with what was played, in one transaction.
async fn move_over(site: &Arc<Site>, past: &Arc<Site>, id: MunicipalityId, is_demo: bool) -> Result<()> {
    let mut played = past.db.read(id).await?;
    let mut tx = site.db.begin(id).await?;
    db::clear(&mut tx).await?;
    if !is_demo {
        organisations::mark_demo(&mut tx).await?;
    }
    archive::copy(&mut played, &mut tx, &["installation_setting"])
        .await
        .map_err(|error| Error::Internal(Box::new(error)))?;
    tx.commit().await?;
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Plays the history on an embedded database in a folder of its own.
async fn play_aside(
    site: &Arc<Site>,
    id: MunicipalityId,
    about: &content::Municipality,
    folder: &Path,
) -> Result<(Arc<Site>, Summary)> {
    remove(folder)?;
    std::fs::create_dir_all(folder)?;
    let now = site.clock.now();
    let url = format!("sqlite:{}", folder.join("demo.db").display());
    // Nothing of it has to survive a power cut before it has moved over.
    let db = Db::open(&url, Durability::Crash).await?;
    db.migrate().await?;
    let arms = files::store(site, content::file(&about.arms)?.into()).await?;
    let mut tx = db.begin(id).await?;
    organisations::mark_demo(&mut tx).await?;
    organisations::insert(&mut tx, &new_municipality(id, about, arms), now).await?;
    tx.commit().await?;
    // No mail: the addresses of the demonstration's people are nobody's. The same secret and files: receipts must open.
    let config = Config {
        smtp_url: None,
        database_url: url,
        durability: Durability::Crash,
        secret: Some(site.secret.to_hex()),
        ..site.config.clone()
    };
    let past = Site::with_db(config, db, Clock::standing_at(now), site.dice.clone()).await?;
    let Some(municipality) = past.municipalities().first().cloned() else {
        return Err(Error::internal("the demonstration's municipality was not stored"));
    };
    let days = Days {
        today: municipality.day(now),
        now,
    };
    let password = site
        .config
        .demo_password
        .clone()
        .unwrap_or_else(|| crate::secret::to_hex(&site.dice.bytes::<8>()));
    let (members, accounts) = found(&past, &municipality, days, about, &password).await?;
    let municipality = past.municipalities().first().cloned().unwrap_or(municipality);
    let stage = Stage::new(past.clone(), municipality, days, members);
    let (procedures, statements) = play(&stage).await?;
    let summary = Summary {
        municipality: about.name.clone(),
        procedures,
        statements,
        accounts,
        password,
    };
    Ok((past, summary))
}

fn new_municipality(id: MunicipalityId, about: &content::Municipality, arms: String) -> NewMunicipality {
    let office = &about.contact;
    let light = about
        .colours
        .light
        .iter()
        .map(|(name, value)| (name.replace('_', "-"), value.clone()));
    let dark = about
        .colours
        .dark
        .iter()
        .map(|(name, value)| (format!("dark-{}", name.replace('_', "-")), value.clone()));
    NewMunicipality {
        id,
        slug: about.slug.clone(),
        host: None,
        name: about.name.clone(),
        ags: about.ags.clone(),
        time_zone: about.time_zone.clone(),
        default_language: about.default_language.clone(),
        area: Some(about.bbox),
        contact: Contact {
            office: office.office.clone(),
            address: format!(
                "{} {}, {} {}",
                office.street, office.house_number, office.postal_code, office.city
            ),
            phone: office.phone.clone(),
            email: office.email.clone(),
            hours: office.hours_de.clone(),
        },
        colours: light.chain(dark).collect(),
        arms: Some(arms),
    }
}

/// Accounts, fixed pages and the address index, two years ago.
async fn found(
    site: &Arc<Site>,
    municipality: &Arc<Municipality>,
    days: Days,
    about: &content::Municipality,
    password: &str,
) -> Result<(Vec<Member>, Vec<Account>)> {
    site.clock.set(days.at(municipality, -730, 9 * 60));
    let cx = Cx::system(site, municipality);
    let mut tx = cx.begin().await?;
    let (mut members, mut accounts) = (Vec::new(), Vec::new());
    let lasting = identity::FirstPassword::Lasting;
    for (role, name) in [
        (Role::Administrator, "Aylin Demirkan"),
        (Role::Clerk, "Jonas Hartwig"),
        (Role::Editor, "Friederike Olms"),
        (Role::Reader, "Paul Sievers"),
    ] {
        let email = format!("{}@{}.example", role.word(), about.slug);
        let id = identity::add_account(&cx, &mut tx, name, &email, role, password, lasting).await?;
        members.push(Member {
            id,
            name: name.into(),
            role,
        });
        accounts.push(Account { email, role });
    }
    for kind in PageKind::ALL {
        for language in ["de", "en"] {
            let text = content::file(&format!("pages/{}.{language}.md", kind.word()))?;
            organisations::write_page(&cx, &mut tx, kind, language, text).await?;
        }
    }
    let list = addresses::parse_csv(content::file("addresses.csv")?).map_err(|errors| {
        let first = errors.first().map(ToString::to_string).unwrap_or_default();
        Error::internal(format!("demo/addresses.csv: {first}"))
    })?;
    addresses::replace(&cx, &mut tx, &list).await?;
    cx.commit(tx).await?;
    site.reload_municipalities().await?;
    Ok((members, accounts))
}

/// Lives through the history; answers how many procedures and statements there are.
async fn play(stage: &Stage) -> Result<(usize, usize)> {
    let statements = content::statements()?;
    let mut prepared: HashMap<String, Prepared> = HashMap::new();
    let mut steps = Vec::new();
    for slug in content::slugs() {
        let one = Prepared::read(slug)?;
        steps.extend(prepare::steps(stage, &one));
        prepared.insert(slug.to_owned(), one);
    }
    for (at, statement) in statements.iter().enumerate() {
        steps.extend(residents::steps(stage, at, statement));
        steps.extend(staff::steps(stage, at, statement));
    }
    // Steps of one moment keep their order.
    steps.sort_by_key(|(moment, _)| *moment);
    let mut receipts = residents::Receipts::new();
    for (moment, step) in steps {
        stage.move_to(moment);
        match step {
            Step::Prepare(task) => prepare::act(stage, &mut prepared, &task).await?,
            Step::Resident(task) => {
                residents::act(stage, &prepared, &statements, &mut receipts, task).await?
            }
            Step::Staff(task) => staff::act(stage, &statements, &receipts, task).await?,
        }
    }
    Ok((prepared.len(), statements.len()))
}

/// The place of an address in the demonstration's own list: latitude and longitude as written there.
pub fn address_place(street: &str, house_number: &str) -> Result<String> {
    let wanted = (street_key(street), house_number.to_lowercase());
    let found = content::file("addresses.csv")?.lines().skip(1).find_map(|line| {
        let fields: Vec<&str> = line.split(';').collect();
        let [street, number, _, _, lat, lon] = fields.as_slice() else {
            return None;
        };
        ((street_key(street), number.to_lowercase()) == wanted).then(|| format!("{lat},{lon}"))
    });
    found.ok_or_else(|| Error::internal(format!("demo: there is no address {street} {house_number}")))
}
