//! Adding a municipality, and changing what it was added with, by an operator.
//!
//! Invariant: where there are several, each has a host of its own; both ways keep to the same rules.

use std::sync::Arc;

use chrono_tz::Tz;
use serde_json::json;
use shared::{ids::MunicipalityId, language::Language, text};

use super::store::{self, NewMunicipality};
use crate::{
    error::{Error, Result},
    events::{self, Event, EventKind, Visibility},
    site::{Cx, Municipality, Site},
};

/// The time zones of Germany. A municipality's zone says when a period ends; pages, in the server and in the browser, tell
/// the time by Germany's clocks alone (`app/src/local_time.rs`): another zone would make the two disagree.
const TIME_ZONES: [Tz; 2] = [Tz::Europe__Berlin, Tz::Europe__Busingen];

/// What an operator says about a municipality; what is left out stays as it is, or begins empty.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// Its name.
    pub name: Option<String>,
    /// The host that names it; empty for none.
    pub host: Option<String>,
    /// Its official key.
    pub ags: Option<String>,
    /// Its time zone.
    pub time_zone: Option<String>,
    /// The language that answers when nothing else is asked for.
    pub default_language: Option<String>,
    /// `[west, south, east, north]` of its area, WGS84 degrees.
    pub area: Option<[f64; 4]>,
    /// Takes the area away that is known so far.
    pub no_area: bool,
    /// The office that helps.
    pub office: Option<String>,
    /// Its street, postal code and town.
    pub address: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// When somebody answers.
    pub hours: Option<String>,
}

impl Details {
    fn apply(self, to: &mut NewMunicipality) {
        let set = |field: &mut String, said: Option<String>| {
            if let Some(said) = said {
                said.trim().clone_into(field);
            }
        };
        set(&mut to.name, self.name);
        set(&mut to.ags, self.ags);
        set(&mut to.time_zone, self.time_zone);
        set(&mut to.default_language, self.default_language);
        set(&mut to.contact.office, self.office);
        set(&mut to.contact.address, self.address);
        set(&mut to.contact.phone, self.phone);
        set(&mut to.contact.email, self.email);
        set(&mut to.contact.hours, self.hours);
        if let Some(host) = self.host {
            to.host = Some(host.trim().to_lowercase()).filter(|host| !host.is_empty());
        }
        to.area = self.area.or(to.area.filter(|_| !self.no_area));
    }
}

/// Adds a municipality.
///
/// # Errors
/// What is wrong, naming the option; whatever the database says.
pub async fn add(site: &Arc<Site>, slug: &str, details: Details) -> Result<Arc<Municipality>> {
    if !text::is_slug(slug) {
        return Err(wrong(
            "slug",
            slug,
            "write 3 to 80 of a-z, 0-9 and single hyphens",
        ));
    }
    let now = site.clock.now();
    let mut new = NewMunicipality {
        id: MunicipalityId(site.dice.id(now)),
        slug: slug.to_owned(),
        host: None,
        name: String::new(),
        ags: String::new(),
        time_zone: "Europe/Berlin".into(),
        default_language: Language::German.code().into(),
        area: None,
        contact: shared::organisations::Contact::default(),
        colours: Vec::new(),
        arms: None,
    };
    details.apply(&mut new);
    let zone = check(&new)?;
    let mut tx = site.db.begin(new.id).await?;
    let others = store::others(&mut tx, new.id).await?;
    if others.iter().any(|(known, _)| known == slug) {
        return Err(Error::internal(format!("there is a municipality {slug} already")));
    }
    check_host(&new, &others)?;
    store::insert(&mut tx, &new, now).await?;
    let added = Arc::new(Municipality {
        id: new.id,
        slug: new.slug,
        host: new.host,
        name: new.name,
        zone,
        default_language: new.default_language,
        area: new.area,
        contact: new.contact,
        arms: None,
        colours: Vec::new(),
        sheet: None,
        has_addresses: false,
    });
    let cx = Cx::system(site, &added);
    let event = Event::new(EventKind::MunicipalityAdded, Visibility::Staff).data(json!({ "slug": slug }));
    events::record(&mut tx, &cx, event).await?;
    cx.commit(tx).await?;
    site.reload_municipalities().await?;
    Ok(added)
}

/// Changes a municipality; answers which of its details are others now.
///
/// # Errors
/// What is wrong, naming the option; then nothing is changed. Whatever the database says.
pub async fn change(cx: &Cx, details: Details) -> Result<Vec<&'static str>> {
    let mut tx = cx.begin().await?;
    let before = store::stored(&mut tx).await?;
    let mut after = before.clone();
    details.apply(&mut after);
    check(&after)?;
    check_host(&after, &store::others(&mut tx, after.id).await?)?;
    let changed: Vec<&'static str> = [
        ("name", before.name != after.name),
        ("host", before.host != after.host),
        ("ags", before.ags != after.ags),
        ("time_zone", before.time_zone != after.time_zone),
        (
            "default_language",
            before.default_language != after.default_language,
        ),
        ("area", before.area != after.area),
        ("contact", before.contact != after.contact),
    ]
    .into_iter()
    .filter_map(|(what, is_other)| is_other.then_some(what))
    .collect();
    if changed.is_empty() {
        return Ok(changed);
    }
    store::update(&mut tx, &after).await?;
    let event =
        Event::new(EventKind::MunicipalityChanged, Visibility::Staff).data(json!({ "changed": changed }));
    events::record(&mut tx, cx, event).await?;
    cx.commit(tx).await?;
    cx.site.reload_municipalities().await?;
    Ok(changed)
}

fn wrong(option: &str, value: &str, hint: &str) -> Error {
    Error::internal(format!("--{option} {value}: {hint}"))
}

/// Whether each detail can be understood; answers the time zone.
fn check(new: &NewMunicipality) -> Result<Tz> {
    if new.name.is_empty() {
        return Err(wrong("name", "", "write the name as it is shown"));
    }
    let is_key = new.ags.len() == 8 && new.ags.bytes().all(|b| b.is_ascii_digit());
    if !new.ags.is_empty() && !is_key {
        return Err(wrong(
            "ags",
            &new.ags,
            "write the eight digits of the official key",
        ));
    }
    let email = &new.contact.email;
    if !email.is_empty() && !text::is_email(email) {
        return Err(wrong(
            "email",
            email,
            "write an address such as bauamt@musterstadt.de",
        ));
    }
    if !Language::from_code(&new.default_language).is_some_and(|language| Language::ALL.contains(&language)) {
        let known: Vec<_> = Language::ALL.iter().map(|language| language.code()).collect();
        return Err(wrong(
            "default-language",
            &new.default_language,
            &format!("write one of {}", known.join(", ")),
        ));
    }
    if let Some([west, south, east, north]) = new.area
        && !(west < east
            && south < north
            && west >= -180.0
            && east <= 180.0
            && south >= -90.0
            && north <= 90.0)
    {
        return Err(wrong("area", "", "write west,south,east,north in degrees"));
    }
    let zone = new.time_zone.parse::<Tz>().ok();
    zone.filter(|zone| TIME_ZONES.contains(zone)).ok_or_else(|| {
        wrong(
            "time-zone",
            &new.time_zone,
            "write Europe/Berlin or Europe/Busingen: pages tell the time by Germany's clocks",
        )
    })
}

fn check_host(new: &NewMunicipality, others: &[(String, Option<String>)]) -> Result<()> {
    if let Some(host) = &new.host {
        let is_label = |label: &str| {
            !label.is_empty()
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        if host.len() > 253 || !host.split('.').all(is_label) {
            let hint = "write a host such as beteiligung.musterstadt.de, without https:// and port; umlauts as xn--…";
            return Err(wrong("host", host, hint));
        }
        if let Some((slug, _)) = others.iter().find(|(_, known)| known.as_ref() == Some(host)) {
            return Err(wrong("host", host, &format!("it names {slug} already")));
        }
    }
    let without = others.iter().find(|(_, host)| host.is_none());
    match (others.is_empty(), &new.host, without) {
        (true, _, _) | (_, Some(_), None) => Ok(()),
        (_, None, _) => Err(Error::internal(
            "where there are several municipalities, each needs a host of its own: give --host",
        )),
        (_, Some(_), Some((slug, _))) => Err(Error::internal(format!(
            "where there are several municipalities, each needs a host of its own, and {slug} has none: \
             `teilhabe municipality change --slug {slug} --host …`"
        ))),
    }
}
