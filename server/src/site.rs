//! What every handler gets: the database, clock, dice, files, mail, and the municipality that is meant.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use chrono::{NaiveDate, NaiveTime, TimeZone as _};
use chrono_tz::Tz;
use object_store::{ObjectStore, local::LocalFileSystem};
use shared::{
    ids::MunicipalityId,
    organisations::Contact,
    time::{Day, Timestamp},
};

use crate::{
    clock::{Clock, Dice},
    config::Config,
    db::{Db, Read, Tx, file_of, folder_of},
    error::{Error, Result},
    features::{
        organisations::{self, ColourSheet, KnownSecret},
        procedures::{FoundOnPage, KeptVersions},
    },
    http::{cache::PageCache, limits::Limits, observe::Metrics},
    mail::Mailer,
    pdf,
    secret::Secret,
    viewer::{ClientPrefix, Viewer},
};

/// Browsers take a cookie of this name over TLS alone and from this host alone: no other host of the same domain can set
/// one (RFC 6265bis, 4.1.3.2; OWASP ASVS 5.0, 3.3.1).
const HOST_PREFIX: &str = "__Host-";

/// What a cookie's name is without that which binds it to its host ([`Cx::bound_cookie`]).
pub fn unbound_cookie(name: &str) -> &str {
    name.strip_prefix(HOST_PREFIX).unwrap_or(name)
}

/// One installation.
#[derive(Debug)]
pub struct Site {
    /// Its configuration.
    pub config: Config,
    /// Its database.
    pub db: Db,
    /// Its clock.
    pub clock: Clock,
    /// Its dice.
    pub dice: Dice,
    /// Its secret.
    pub secret: Secret,
    /// Its files, by their SHA-256.
    pub files: Arc<dyn ObjectStore>,
    /// How it sends mail, if it does.
    pub mailer: Option<Mailer>,
    /// Attempts that are counted.
    pub limits: Limits,
    /// What setting a PDF may take.
    pub pdf: pdf::Limits,
    /// Rendered pages.
    pub cache: PageCache,
    /// Requests that were answered.
    pub metrics: Metrics,
    /// Published versions, as pages show them.
    pub versions: KeptVersions,
    /// Whether the database is marked as a demonstration.
    pub demo: bool,
    municipalities: RwLock<Arc<Vec<Arc<Municipality>>>>,
}

/// A municipality as handlers need it.
#[derive(Clone, Debug)]
pub struct Municipality {
    /// Its id.
    pub id: MunicipalityId,
    /// Its name in commands.
    pub slug: String,
    /// The host that names it; none answers to any host while it is the only one.
    pub host: Option<String>,
    /// Its name.
    pub name: String,
    /// Its time zone.
    pub zone: Tz,
    /// The language that answers when nothing else is asked for.
    pub default_language: String,
    /// `[west, south, east, north]` of its area, WGS84 degrees.
    pub area: Option<[f64; 4]>,
    /// Who helps.
    pub contact: Contact,
    /// SHA-256 of its arms in the store.
    pub arms: Option<String>,
    /// Its colour tokens: name and value.
    pub colours: Vec<(String, String)>,
    /// The style sheet of these tokens, where pages may be served with them.
    pub sheet: Option<ColourSheet>,
    /// Whether it has an address index.
    pub has_addresses: bool,
}

impl Municipality {
    /// The local day of a moment.
    pub fn day(&self, at: Timestamp) -> Day {
        at.with_timezone(&self.zone).date_naive()
    }

    /// The moment at which a local day begins; where a clock change skips midnight, the first moment after it.
    pub fn start_of(&self, day: NaiveDate) -> Timestamp {
        let midnight = day.and_time(NaiveTime::MIN);
        let local = self.zone.from_local_datetime(&midnight);
        match local.earliest() {
            Some(start) => start.to_utc(),
            None => (1..=24)
                .find_map(|quarters| {
                    let later = midnight + chrono::Duration::minutes(15 * quarters);
                    self.zone.from_local_datetime(&later).earliest()
                })
                .map_or_else(|| midnight.and_utc(), |start| start.to_utc()),
        }
    }
}

impl Site {
    /// Opens everything that the configuration names; migrates the database.
    ///
    /// # Errors
    /// What could not be opened.
    pub async fn open(config: Config, clock: Clock, dice: Dice) -> Result<Arc<Self>> {
        std::fs::create_dir_all(&config.data)?;
        if let Some(file) = file_of(&config.database_url) {
            std::fs::create_dir_all(folder_of(file))?;
        }
        let db = Db::open(&config.database_url, config.durability).await?;
        db.migrate().await?;
        Self::with_db(config, db, clock, dice).await
    }

    /// A site on an open, migrated database.
    ///
    /// # Errors
    /// What could not be opened.
    pub async fn with_db(config: Config, db: Db, clock: Clock, dice: Dice) -> Result<Arc<Self>> {
        let secret = secret_of(&config, &db, &dice).await?;
        let folder: PathBuf = config.data.join("files");
        std::fs::create_dir_all(&folder)?;
        let files: Arc<dyn ObjectStore> = Arc::new(LocalFileSystem::new_with_prefix(folder)?);
        let mailer = config
            .smtp_url
            .as_deref()
            .map(|url| Mailer::new(url, &config.mail_from))
            .transpose()?;
        let demo = organisations::is_demo(&db).await?;
        let site = Self {
            municipalities: RwLock::new(Arc::new(organisations::load_all(&db).await?)),
            limits: Limits::new(clock.clone()),
            pdf: pdf::Limits::default(),
            cache: PageCache::new(config.page_cache),
            metrics: Metrics::default(),
            versions: KeptVersions::default(),
            config,
            db,
            clock,
            dice,
            secret,
            files,
            mailer,
            demo,
        };
        Ok(Arc::new(site))
    }

    /// All municipalities.
    pub fn municipalities(&self) -> Arc<Vec<Arc<Municipality>>> {
        self.municipalities
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Reads the municipalities again, after one was changed.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn reload_municipalities(&self) -> Result<()> {
        let all = Arc::new(organisations::load_all(&self.db).await?);
        *self
            .municipalities
            .write()
            .unwrap_or_else(PoisonError::into_inner) = all;
        Ok(())
    }

    /// The municipality that a host names; the only one answers to any host unless it names its own.
    pub fn municipality_of(&self, host: &str) -> Option<Arc<Municipality>> {
        let all = self.municipalities();
        let host = host
            .rsplit_once(':')
            .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()))
            .map_or(host, |(h, _)| h);
        all.iter()
            .find(|m| {
                m.host
                    .as_deref()
                    .is_some_and(|own| own.eq_ignore_ascii_case(host))
            })
            .or_else(|| match all.as_slice() {
                [only] if only.host.is_none() => Some(only),
                _ => None,
            })
            .cloned()
    }

    /// The public origin, such as `https://beteiligung.example`, as the operator set it or as the request came.
    pub fn origin(&self, municipality: &Municipality, request_host: &str) -> String {
        let known = self.known_origin(municipality);
        // Without an address of the installation the request knows the port as well.
        known
            .filter(|_| self.config.public_url.is_some())
            .unwrap_or_else(|| format!("http://{request_host}"))
    }

    /// The public origin as the operator set it, for what reaches others than those who ask, such as mails. What a request
    /// called the site is not believed there: a stranger's link would reach the author. `None` where nothing is set.
    pub fn known_origin(&self, municipality: &Municipality) -> Option<String> {
        match (&self.config.public_url, &municipality.host) {
            (Some(url), None) => Some(url.clone()),
            (Some(url), Some(host)) => {
                let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
                // All municipalities answer at the port of the installation.
                let port = rest
                    .rsplit_once(':')
                    .filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()))
                    .map(|(_, port)| format!(":{port}"));
                Some(format!("{scheme}://{host}{}", port.unwrap_or_default()))
            }
            (None, host) => host.as_ref().map(|host| format!("http://{host}")),
        }
    }
}

/// The installation's secret: the configured one, the one in the data folder, or for a new database a new one.
///
/// Another one than the database was made with would make codes that open nothing, and mail them: then nothing starts.
async fn secret_of(config: &Config, db: &Db, dice: &Dice) -> Result<Secret> {
    let file = config.data.join("secret");
    let found = match &config.secret {
        Some(hex) => Some(
            Secret::from_hex(hex)
                .ok_or_else(|| Error::internal("TEILHABE_SECRET must be 64 hexadecimal digits"))?,
        ),
        None => Secret::load(&file)?,
    };
    let known = organisations::known_secret(db, found.as_ref()).await?;
    let secret = match found {
        Some(found) if known == KnownSecret::This => return Ok(found),
        Some(found) => found,
        None if known == KnownSecret::None => Secret::make(&file, dice)?,
        None => {
            return Err(Error::internal(format!(
                "this database was made with a secret, and {} is not there: receipts could not be opened. Let this process \
                 share TEILHABE_DATA or TEILHABE_SECRET with the one that serves, or `teilhabe restore` a backup, which \
                 brings its secret along",
                file.display()
            )));
        }
    };
    let mut tx = db.begin(MunicipalityId(uuid::Uuid::nil())).await?;
    organisations::note_secret(&mut tx, &secret).await?;
    tx.commit().await?;
    if organisations::known_secret(db, Some(&secret)).await? != KnownSecret::This {
        let place = match config.secret {
            Some(_) => "TEILHABE_SECRET".to_owned(),
            None => file.display().to_string(),
        };
        return Err(Error::internal(format!(
            "{place} is not the secret that this database was made with: receipts and second factors would not open. Take \
             the one of the process that serves, or the one in the backup; all processes share TEILHABE_DATA and TEILHABE_SECRET"
        )));
    }
    Ok(secret)
}

/// A file that came along with a form.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The form's field.
    pub field: String,
    /// The name it had.
    pub file_name: String,
    /// Its content.
    pub bytes: bytes::Bytes,
}

/// One request: who asks, from where, for which municipality.
#[derive(Clone, Debug)]
pub struct Cx {
    /// The installation.
    pub site: Arc<Site>,
    /// The municipality that the host named.
    pub municipality: Arc<Municipality>,
    /// Who asks.
    pub viewer: Viewer,
    /// From where.
    pub client: ClientPrefix,
    /// The host as asked for.
    pub host: String,
    /// Cookies that came and go, files that came along.
    pub exchange: Arc<Exchange>,
    /// What the page that is being rendered has found so far; none outside of one.
    pub found: Option<Arc<FoundOnPage>>,
}

/// What a request brought besides its input, and what its answer carries besides its output.
#[derive(Debug, Default)]
pub struct Exchange {
    /// Cookies as they came: name and value.
    pub cookies: Vec<(String, String)>,
    set_cookies: Mutex<Vec<String>>,
    uploads: Mutex<Vec<Upload>>,
}

impl Exchange {
    /// With the cookies and files that came.
    pub fn new(cookies: Vec<(String, String)>, uploads: Vec<Upload>) -> Self {
        Self {
            cookies,
            set_cookies: Mutex::default(),
            uploads: Mutex::new(uploads),
        }
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// Adds a `Set-Cookie` line to the answer.
    pub fn set_cookie(&self, line: String) {
        self.set_cookies
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(line);
    }

    /// The `Set-Cookie` lines so far.
    pub fn take_set_cookies(&self) -> Vec<String> {
        std::mem::take(&mut *self.set_cookies.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Keeps files that came along for the handler.
    pub fn put_uploads(&self, uploads: Vec<Upload>) {
        *self.uploads.lock().unwrap_or_else(PoisonError::into_inner) = uploads;
    }

    /// The files that came along; a second call gets none.
    pub fn take_uploads(&self) -> Vec<Upload> {
        std::mem::take(&mut *self.uploads.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Cx {
    /// A context for the system itself, for one municipality.
    pub fn system(site: &Arc<Site>, municipality: &Arc<Municipality>) -> Self {
        Self {
            site: site.clone(),
            municipality: municipality.clone(),
            viewer: Viewer::System,
            client: ClientPrefix("system".into()),
            host: "localhost".into(),
            exchange: Arc::default(),
            found: None,
        }
    }

    /// The moment.
    pub fn now(&self) -> Timestamp {
        self.site.clock.now()
    }

    /// Today in the municipality.
    pub fn today(&self) -> Day {
        self.municipality.day(self.now())
    }

    /// How mail is sent: for jobs, which are tried again until it is configured.
    ///
    /// # Errors
    /// When no mail server is configured.
    pub fn mailer(&self) -> Result<&Mailer> {
        let mailer = self.site.mailer.as_ref();
        mailer.ok_or_else(|| Error::internal("no mail server is configured"))
    }

    /// A new id.
    pub fn new_id(&self) -> uuid::Uuid {
        self.site.dice.id(self.now())
    }

    /// A connection for reading. Each statement sees what others committed until then: what belongs together and would
    /// be wrong in halves is read by one statement, or in a [`Self::snapshot`].
    ///
    /// # Errors
    /// When none can be had in time.
    pub async fn read(&self) -> Result<Read> {
        Ok(self.site.db.read(self.municipality.id).await?)
    }

    /// A transaction that only reads and sees one state of all rows. For everything that takes names out of texts:
    /// a text whose author is still known, read before names are deleted, and an author who is not known any more, read
    /// afterwards, would together leave the name in it. Reading authors first would not do: what of a reply is hidden
    /// afterwards is known by places in it, and the reply may be written anew in between.
    ///
    /// # Errors
    /// When none can be had in time.
    pub async fn snapshot(&self) -> Result<Tx> {
        Ok(self.site.db.snapshot(self.municipality.id).await?)
    }

    /// A transaction.
    ///
    /// # Errors
    /// When none can be had in time.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(self.site.db.begin(self.municipality.id).await?)
    }

    /// Makes a transaction last, then lets go of the pages that show what it changed: not before, or a reader in
    /// between would keep the old page.
    ///
    /// # Errors
    /// Whatever the database says; then nothing of it lasts.
    pub async fn commit(&self, mut tx: Tx) -> Result<()> {
        let touched = std::mem::take(&mut tx.touched);
        tx.commit().await?;
        for procedure in touched {
            self.site.cache.touch(self.municipality.id, procedure);
        }
        Ok(())
    }

    /// The name under which a cookie that opens something is set and read: over TLS no other host of the domain can plant
    /// one.
    pub fn bound_cookie(&self, name: &str) -> String {
        let prefix = if self.site.config.is_https() {
            HOST_PREFIX
        } else {
            ""
        };
        format!("{prefix}{name}")
    }

    /// Sets a cookie for this host: `HttpOnly`, `SameSite=Lax`, `Secure` over TLS; no age ends it with the browser.
    pub fn set_cookie(&self, name: &str, value: &str, max_age_seconds: Option<i64>) {
        let secure = if self.site.config.is_https() {
            "; Secure"
        } else {
            ""
        };
        let age = max_age_seconds
            .map(|s| format!("; Max-Age={s}"))
            .unwrap_or_default();
        self.exchange.set_cookie(format!(
            "{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}"
        ));
    }
}
