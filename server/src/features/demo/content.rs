//! The demonstration's files, which lie in the binary, as values.

use std::collections::BTreeMap;

use serde::{Deserialize, de::DeserializeOwned};

use crate::error::{Error, Result};

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/demo.rs"));
}

/// A file by its path below `server/demo/`.
pub fn file(path: &str) -> Result<&'static str> {
    optional(path).ok_or_else(|| Error::internal(format!("demo/{path} is missing")))
}

/// A file that need not be there.
pub fn optional(path: &str) -> Option<&'static str> {
    embedded::FILES
        .iter()
        .find(|(name, _)| *name == path)
        .map(|(_, text)| *text)
}

/// The files directly below a folder that end so, in order: name without the ending, text.
pub fn below(folder: &str, ending: &str) -> Vec<(&'static str, &'static str)> {
    let inside = |name: &'static str| name.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(ending);
    let files = embedded::FILES
        .iter()
        .filter_map(|(name, text)| Some((inside(name)?, *text)));
    files.filter(|(name, _)| !name.contains('/')).collect()
}

/// A TOML file as a value.
pub fn toml<T: DeserializeOwned>(path: &str) -> Result<T> {
    toml::from_str(file(path)?).map_err(|error| Error::internal(format!("demo/{path}: {error}")))
}

/// The slugs of the procedures, in order.
pub fn slugs() -> Vec<&'static str> {
    let ends = |name: &'static str| name.strip_prefix("procedures/")?.strip_suffix("/procedure.toml");
    embedded::FILES
        .iter()
        .filter_map(|(name, _)| ends(name))
        .collect()
}

/// All statements in order.
pub fn statements() -> Result<Vec<Statement>> {
    let lines = file("statements.jsonl")?
        .lines()
        .filter(|line| !line.trim().is_empty());
    lines.map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// `municipality.toml`.
#[derive(Debug, Deserialize)]
pub struct Municipality {
    pub slug: String,
    pub name: String,
    pub ags: String,
    pub time_zone: String,
    pub default_language: String,
    pub bbox: [f64; 4],
    pub arms: String,
    pub contact: Office,
    pub colours: Colours,
}

#[derive(Debug, Deserialize)]
pub struct Office {
    pub office: String,
    pub street: String,
    pub house_number: String,
    pub postal_code: String,
    pub city: String,
    pub phone: String,
    pub email: String,
    pub hours_de: String,
}

#[derive(Debug, Deserialize)]
pub struct Colours {
    pub light: BTreeMap<String, String>,
    pub dark: BTreeMap<String, String>,
}

/// `procedure.toml`.
#[derive(Debug, Deserialize)]
pub struct Procedure {
    pub slug: String,
    pub title_de: String,
    pub title_en: String,
    pub plan_kind: String,
    pub plan: String,
    pub plan_gml_id: String,
    pub delete_personal_data_in_days: i64,
    pub contact: Person,
    pub round: Vec<Round>,
}

#[derive(Debug, Deserialize)]
pub struct Person {
    pub name: String,
    pub phone: String,
    pub email: String,
}

#[derive(Debug, Deserialize)]
pub struct Round {
    pub step: shared::procedures::Step,
    pub pass: u32,
    pub starts_in_days: i64,
    pub ends_in_days: i64,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Decision {
    pub committee: String,
    pub in_days: i64,
    pub result: String,
}

/// `documents.toml`.
#[derive(Debug, Deserialize)]
pub struct Documents {
    pub document: Vec<Document>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Document {
    pub key: String,
    pub title: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub in_days: i64,
    pub source: String,
}

/// A line of `statements.jsonl`.
#[derive(Clone, Debug, Deserialize)]
pub struct Statement {
    pub id: String,
    pub procedure: String,
    pub language: String,
    pub channel: String,
    pub written_in_days: i64,
    pub received_in_days: i64,
    pub body: String,
    pub place: Place,
    pub author: Option<Author>,
    pub reply_wish: String,
    pub may_publish: String,
    pub publication: String,
    pub redactions: Vec<String>,
    pub topics: Vec<String>,
    pub internal_note: Option<String>,
    pub reply: Option<String>,
    pub proposal: Option<String>,
    pub state: shared::assessment::StatementState,
    pub decision: Option<Decision>,
    pub answered_in_days: Option<i64>,
    pub withdrawn_in_days: Option<i64>,
    /// Its points; the key is there only where it is divided.
    #[serde(default)]
    pub points: Vec<Point>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Point {
    /// The first words of its passage.
    pub begins: String,
    #[serde(default)]
    pub label: String,
    #[serde(default)]
    pub reply: String,
    pub proposal: Option<String>,
    /// How the council decided, where not as proposed.
    pub result: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Place {
    Whole,
    Section { gml_id: String },
    Chapter { chapter: String },
    Document { document: String },
    Point { lat: f64, lon: f64 },
    Address { street: String, house_number: String },
}

#[derive(Clone, Debug, Deserialize)]
pub struct Author {
    pub kind: String,
    pub name: String,
    pub street: Option<String>,
    pub house_number: Option<String>,
    pub postal_code: Option<String>,
    pub city: Option<String>,
    pub email: Option<String>,
}
