//! Tables `municipality`, `municipality_page`, `installation_setting`.

use std::sync::Arc;

use chrono_tz::Tz;
use shared::{
    ids::MunicipalityId,
    language::Language,
    organisations::{Contact, FixedPage, PageKind, page_source},
    procedures::translations::{Source, TextState, TextStatus},
    time::Timestamp,
};
use sqlx::types::Json;
use uuid::Uuid;

use super::ColourSheet;
use crate::{
    db::{At, Db, Statements, Tx, list::List},
    error::{Error, Result},
    secret::Secret,
    site::{Municipality, Site},
    sql,
};

#[derive(sqlx::FromRow)]
struct MunicipalityRow {
    id: Uuid,
    slug: String,
    host: Option<String>,
    name: String,
    ags: String,
    time_zone: String,
    default_language: String,
    area: Option<Json<[f64; 4]>>,
    contact: Json<Contact>,
    colours: Option<Json<Vec<(String, String)>>>,
    arms: Option<String>,
    has_addresses: bool,
}

/// The beginning of a list of municipalities.
fn select() -> List {
    List::new(
        "select id, slug, host, name, ags, time_zone, default_language, area, contact, colours, arms, \
         exists (select 1 from address where address.municipality_id = municipality.id) as has_addresses \
         from municipality",
        [],
    )
}

/// What a new municipality begins with.
#[derive(Clone, Debug, PartialEq)]
pub struct NewMunicipality {
    /// Its id.
    pub id: MunicipalityId,
    /// Its name in commands.
    pub slug: String,
    /// The host that names it.
    pub host: Option<String>,
    /// Its name.
    pub name: String,
    /// Its official key (Amtlicher Gemeindeschlüssel).
    pub ags: String,
    /// Its time zone.
    pub time_zone: String,
    /// The language that answers when nothing else is asked for.
    pub default_language: String,
    /// `[west, south, east, north]` of its area.
    pub area: Option<[f64; 4]>,
    /// Who helps.
    pub contact: Contact,
    /// Colour tokens.
    pub colours: Vec<(String, String)>,
    /// SHA-256 of its arms in the store.
    pub arms: Option<String>,
}

/// All municipalities of the installation.
///
/// # Errors
/// Whatever the database says, or a time zone that does not exist.
pub async fn load_all(db: &Db) -> Result<Vec<Arc<Municipality>>> {
    let mut read = db.read(MunicipalityId(Uuid::nil())).await?;
    let rows: Vec<MunicipalityRow> = select().push("order by slug", []).all(&mut read).await?;
    rows.into_iter()
        .map(|row| {
            let colours = row.colours.map(|Json(colours)| colours).unwrap_or_default();
            let zone: Tz = row
                .time_zone
                .parse()
                .map_err(|_| Error::internal(format!("unknown time zone {}", row.time_zone)))?;
            Ok(Arc::new(Municipality {
                id: MunicipalityId(row.id),
                slug: row.slug,
                host: row.host,
                name: row.name,
                zone,
                default_language: row.default_language,
                area: row.area.map(|Json(area)| area),
                contact: row.contact.0,
                arms: row.arms,
                sheet: ColourSheet::of(&colours),
                colours,
                has_addresses: row.has_addresses,
            }))
        })
        .collect()
}

/// Stores a municipality.
///
/// # Errors
/// Whatever the database says, such as a slug that is taken.
pub async fn insert(tx: &mut Tx, new: &NewMunicipality, at: Timestamp) -> Result<()> {
    sql!(
        tx,
        run,
        "insert into municipality (id, slug, host, name, ags, time_zone, default_language, area, contact, colours, arms, created_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        new.id.0,
        &new.slug,
        &new.host,
        &new.name,
        &new.ags,
        &new.time_zone,
        &new.default_language,
        new.area.map(Json),
        Json(&new.contact),
        Json(&new.colours),
        &new.arms,
        At::new(at),
    )?;
    Ok(())
}

/// What is stored of the municipality that is meant.
pub(super) async fn stored(db: &mut impl Statements) -> Result<NewMunicipality> {
    let municipality = db.municipality();
    let one = select().push("where id = ?", [municipality.into()]);
    let mut rows: Vec<MunicipalityRow> = one.all(db).await?;
    let row = rows
        .pop()
        .ok_or_else(|| Error::internal("there is no such municipality"))?;
    Ok(NewMunicipality {
        id: MunicipalityId(row.id),
        slug: row.slug,
        host: row.host,
        name: row.name,
        ags: row.ags,
        time_zone: row.time_zone,
        default_language: row.default_language,
        area: row.area.map(|Json(area)| area),
        contact: row.contact.0,
        colours: row.colours.map(|Json(colours)| colours).unwrap_or_default(),
        arms: row.arms,
    })
}

/// Slug and host of the others.
pub(super) async fn others(
    db: &mut impl Statements,
    but: MunicipalityId,
) -> Result<Vec<(String, Option<String>)>> {
    Ok(sql!(
        db,
        all(String, Option<String>),
        "select slug, host from municipality where id <> $1 order by slug",
        but.0,
    )?)
}

/// Stores what an operator changes; look and slug stay.
pub(super) async fn update(tx: &mut Tx, new: &NewMunicipality) -> Result<()> {
    sql!(
        tx,
        run,
        "update municipality set host = $2, name = $3, ags = $4, time_zone = $5, default_language = $6, area = $7, contact = $8 where id = $1",
        new.id.0,
        &new.host,
        &new.name,
        &new.ags,
        &new.time_zone,
        &new.default_language,
        new.area.map(Json),
        Json(&new.contact),
    )?;
    Ok(())
}

/// Sets the arms by their hash in the store.
///
/// # Errors
/// Whatever the database says.
pub async fn set_arms(tx: &mut Tx, hash: &str) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update municipality set arms = $2 where id = $1",
        municipality,
        hash
    )?;
    Ok(())
}

/// Sets the tokens of the look.
pub(super) async fn set_colours(tx: &mut Tx, colours: &[(String, String)]) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "update municipality set colours = $2 where id = $1",
        municipality,
        Json(colours),
    )?;
    Ok(())
}

/// Whether the database was marked as a demonstration when it was made.
///
/// # Errors
/// Whatever the database says.
pub async fn is_demo(db: &Db) -> Result<bool> {
    let mut read = db.read(MunicipalityId(Uuid::nil())).await?;
    let found = sql!(
        &mut read,
        optional(String,),
        "select value from installation_setting where key = 'demo'"
    )?;
    Ok(found.is_some())
}

/// Marks an empty database as a demonstration; there is no way back.
///
/// # Errors
/// Whatever the database says.
pub async fn mark_demo(tx: &mut Tx) -> Result<()> {
    sql!(
        tx,
        run,
        "insert into installation_setting (key, value) values ('demo', '1')"
    )?;
    Ok(())
}

/// The setting under which the fingerprint of the installation's secret lies.
const SECRET_SETTING: &str = "secret_fingerprint";
/// What an operator writes there whose secret is lost for good: the next start takes the secret that it finds.
const SECRET_LOST: &str = "lost";

/// What the database knows of the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KnownSecret {
    /// Nothing hangs on it yet: the database is new.
    None,
    /// Something hangs on one, though its fingerprint was never noted.
    Some,
    /// It is this one.
    This,
    /// It is another one.
    Another,
}

/// Compares a secret, if there is one, with the one that the database was made with.
///
/// # Errors
/// Whatever the database says.
pub async fn known_secret(db: &Db, secret: Option<&Secret>) -> Result<KnownSecret> {
    let mut read = db.read(MunicipalityId(Uuid::nil())).await?;
    let noted = sql!(
        &mut read,
        optional(String,),
        "select value from installation_setting where key = $1",
        SECRET_SETTING
    )?;
    if let Some((noted,)) = noted.filter(|(noted,)| noted != SECRET_LOST) {
        return Ok(match secret {
            Some(secret) if secret.fingerprint() == noted => KnownSecret::This,
            _ => KnownSecret::Another,
        });
    }
    let (is_used,) = sql!(
        &mut read,
        one(bool,),
        "select exists (select 1 from municipality)"
    )?;
    Ok(if is_used {
        KnownSecret::Some
    } else {
        KnownSecret::None
    })
}

/// Notes the secret's fingerprint; of several processes that begin at once the first one's stays.
///
/// # Errors
/// Whatever the database says.
pub async fn note_secret(tx: &mut Tx, secret: &Secret) -> sqlx::Result<()> {
    sql!(
        tx,
        run,
        "insert into installation_setting (key, value) values ($1, $2) \
         on conflict (key) do update set value = excluded.value where installation_setting.value = $3",
        SECRET_SETTING,
        secret.fingerprint(),
        SECRET_LOST,
    )?;
    Ok(())
}

/// Forgets everything that a new database noted about itself, before a backup is loaded into it.
///
/// # Errors
/// Whatever the database says.
pub async fn forget_settings(tx: &mut Tx) -> sqlx::Result<()> {
    sql!(tx, run, "delete from installation_setting")?;
    Ok(())
}

/// Whether something that is done once a day still has to be done today (UTC), and then marks it as begun: of several
/// workers one does it.
///
/// # Errors
/// Whatever the database says.
pub async fn begin_daily(site: &Site, what: &'static str) -> Result<bool> {
    let today = site.clock.now().date_naive().to_string();
    let mut tx = site.db.begin(MunicipalityId(Uuid::nil())).await?;
    let begun = sql!(
        &mut tx,
        run,
        "insert into installation_setting (key, value) values ($1, $2) \
         on conflict (key) do update set value = excluded.value where installation_setting.value <> excluded.value",
        what,
        today,
    )?;
    tx.commit().await?;
    Ok(begun == 1)
}

#[derive(sqlx::FromRow)]
pub(super) struct PageRow {
    pub kind: String,
    pub language: String,
    pub markdown: String,
    html: String,
    pub changed_at: At,
    version: i64,
    pub status: Json<TextStatus>,
}

impl PageRow {
    /// How often the page was written in its language.
    pub(super) fn revision(&self) -> u32 {
        u32::try_from(self.version).unwrap_or(u32::MAX)
    }

    /// Whether only those who write it see it; German is what everybody reads.
    pub(super) fn is_draft(&self) -> bool {
        self.language != Language::German.code() && self.status.0.state == TextState::Draft
    }

    /// Whether the German page says something else than when this one was made from it.
    pub(super) fn is_outdated(&self, german: &Self) -> bool {
        let source = page_source(&german.markdown);
        self.language != german.language && !self.status.0.changed_since(&source).is_empty()
    }

    pub(super) fn into_page(self, kind: PageKind) -> FixedPage {
        let status = TextStatus {
            source: Source::new(),
            ..self.status.0.clone()
        };
        FixedPage {
            kind,
            revision: self.revision(),
            status: (self.language != Language::German.code()).then_some(status),
            outdated_since: None,
            language: self.language,
            markdown: self.markdown,
            html: self.html,
            words: Vec::new(),
            changed_at: self.changed_at.0,
        }
    }
}

pub(super) async fn page(db: &mut impl Statements, kind: &str, language: &str) -> Result<Option<PageRow>> {
    let municipality = db.municipality();
    Ok(sql!(
        db,
        optional PageRow,
        "select kind, language, markdown, html, changed_at, version, status from municipality_page \
         where municipality_id = $1 and kind = $2 and language = $3 order by version desc limit 1",
        municipality,
        kind,
        language,
    )?)
}

/// Every fixed page in every language as it was written last.
pub(super) async fn written_pages(db: &mut impl Statements) -> Result<Vec<PageRow>> {
    let municipality = db.municipality();
    Ok(sql!(
        db,
        all PageRow,
        "select kind, language, markdown, html, changed_at, version, status from municipality_page p \
         where municipality_id = $1 and version = (select max(version) from municipality_page q \
         where q.municipality_id = $1 and q.kind = p.kind and q.language = p.language)",
        municipality,
    )?)
}

/// A fixed page as it is written.
pub(super) struct NewPage<'a> {
    pub kind: &'a str,
    pub language: &'a str,
    pub markdown: &'a str,
    pub html: &'a str,
    pub status: &'a TextStatus,
}

pub(super) async fn insert_page(tx: &mut Tx, new: &NewPage<'_>, at: Timestamp) -> Result<()> {
    let municipality = tx.municipality();
    sql!(
        tx,
        run,
        "insert into municipality_page (municipality_id, kind, language, version, markdown, html, changed_at, status) \
         select $1, $2, $3, coalesce((select max(version) from municipality_page where municipality_id = $1 and kind = $2 and language = $3), 0) + 1, $4, $5, $6, $7",
        municipality,
        new.kind,
        new.language,
        new.markdown,
        new.html,
        At::new(at),
        Json(new.status),
    )?;
    Ok(())
}
