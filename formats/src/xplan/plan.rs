//! What a plan says about itself: the values that a procedure is made from.
//!
//! Invariant: only what the inspection prints is serialised; the rest is for the import. Codes are kept as
//! written (`codes` has their words), dates are real days.

use chrono::NaiveDate;
use serde::Serialize;

use super::sections::Section;
use crate::geo::MultiPolygon;

/// A municipality that the plan concerns.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Municipality {
    /// Amtlicher Gemeindeschlüssel, eight digits with a leading zero, as written.
    pub ags: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Regionalschlüssel, twelve digits.
    #[serde(skip)]
    pub rs: Option<String>,
    /// Part of the municipality (`ortsteilName`).
    #[serde(skip)]
    pub district: Option<String>,
}

/// A period of days, both inclusive; an unknown end stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
}

/// A document that the plan refers to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Name for people.
    pub name: Option<String>,
    /// Address as written: `http…`, or a file name.
    pub url: Option<String>,
    /// Member of the archive that holds it; read it with [`super::read_member`].
    pub member: Option<String>,
    /// Media type as written.
    pub mime: Option<String>,
    /// Date of the document.
    pub date: Option<NaiveDate>,
    /// Code of `codes::DOCUMENT_TYPE`.
    pub type_code: Option<String>,
}

/// A note on the procedure (`XP_VerfahrensMerkmal`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProcedureNote {
    /// The note's text.
    pub text: String,
    /// Its day.
    pub date: Option<NaiveDate>,
    /// Who signed.
    pub signature: Option<String>,
    /// Whether it is signed.
    pub signed: Option<bool>,
}

/// A development freeze (Veränderungssperre, § 14 BauGB).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Freeze {
    /// Day of the resolution.
    pub resolution: Option<NaiveDate>,
    /// First day.
    pub start: Option<NaiveDate>,
    /// Last day.
    pub end: Option<NaiveDate>,
}

/// Which way a change between plans goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeDirection {
    /// This plan changes the other.
    Changes,
    /// This plan was changed by the other.
    ChangedBy,
}

/// A change between this plan and another.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Which of the two is the newer one.
    pub direction: ChangeDirection,
    /// Name of the other plan.
    pub plan_name: Option<String>,
    /// Number of the other plan.
    pub number: Option<String>,
    /// Code of `rechtscharakter` (5.x) or `aenderungsArt` (6.x).
    pub kind_code: Option<String>,
    /// Day of the change (6.x).
    pub date: Option<NaiveDate>,
    /// `gml:id` of the other plan, if it is in the same file.
    pub target: Option<String>,
}

/// Days in the life of a plan, named after what happened; German property in brackets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dates {
    /// Technical making of the plan (`technHerstellDatum`).
    pub produced: Option<NaiveDate>,
    /// Approval (`genehmigungsDatum`).
    pub approved: Option<NaiveDate>,
    /// Draft resolution (`entwurfsbeschlussDatum`).
    pub draft_resolved: Option<NaiveDate>,
    /// Adoption as by-law (`satzungsbeschlussDatum`).
    pub adopted: Option<NaiveDate>,
    /// Adoption of a land-use plan (`planbeschlussDatum`).
    pub plan_resolved: Option<NaiveDate>,
    /// Regulation (`rechtsverordnungsDatum`).
    pub regulated: Option<NaiveDate>,
    /// Issue (`ausfertigungsDatum`).
    pub issued: Option<NaiveDate>,
    /// In force (`inkrafttretensDatum`).
    pub in_force: Option<NaiveDate>,
    /// A land-use plan takes effect (`wirksamkeitsDatum`).
    pub effective: Option<NaiveDate>,
    /// Changes taken in up to this day (`aenderungenBisDatum`).
    pub changes_until: Option<NaiveDate>,
    /// End (`untergangsDatum`).
    pub ended: Option<NaiveDate>,
}

/// One plan of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Plan {
    /// `BP_Plan`, `FP_Plan`, `LP_Plan`, `RP_Plan` or `SO_Plan`; whoever prints a GeoJSON file as a plan writes `GeoJSON`.
    #[serde(rename = "type")]
    pub plan_type: String,
    /// `gml:id`.
    pub gml_id: Option<String>,
    /// Name; nothing where it is missing or only quotation marks.
    pub name: Option<String>,
    /// Number, which is a text.
    pub number: Option<String>,
    /// Municipalities.
    pub municipalities: Vec<Municipality>,
    /// Codes of `planArt`.
    pub plan_kind: Vec<String>,
    /// Code of `rechtsstand`.
    pub legal_state: Option<String>,
    /// Public display, one period per pass.
    pub display_periods: Vec<Period>,
    /// Resolution to draw up the plan (`aufstellungsbeschlussDatum`).
    pub resolution_date: Option<NaiveDate>,
    /// The plane in which the outline was read, as `EPSG:25832`.
    pub srs: String,
    /// WGS84 west, south, east, north of the outline with arcs, rounded outwards to seven decimals.
    pub bbox: [f64; 4],
    /// Square metres in the plan's own plane (of GeoJSON: UTM), without holes, to the square decimetre.
    pub area_m2: f64,
    /// The plan's area objects; printed as their number.
    #[serde(serialize_with = "count")]
    pub sections: Vec<Section>,
    /// Stays the same when the plan is imported again: `gml:id`, or type and position where that is missing.
    #[serde(skip)]
    pub key: String,
    /// Which of the file's plans it is, also counting those that cannot be read, from zero: what findings name.
    #[serde(skip)]
    pub index: u32,
    /// Version from the namespace, as `6.0`.
    #[serde(skip)]
    pub version: String,
    /// Line of the plan's element.
    #[serde(skip)]
    pub line: u32,
    /// Description.
    #[serde(skip)]
    pub description: Option<String>,
    /// Code of `verfahren`, of the plan or (6.x) of its first Bereich that has one.
    #[serde(skip)]
    pub procedure_kind: Option<String>,
    /// Who draws up the plan: `planaufstellendeGemeinde`.
    #[serde(skip)]
    pub planning_municipalities: Vec<Municipality>,
    /// `plangeber/XP_Plangeber/name`.
    #[serde(skip)]
    pub publisher: Option<String>,
    /// Participation of authorities, one period per pass.
    #[serde(skip)]
    pub authority_periods: Vec<Period>,
    /// All other days.
    #[serde(skip)]
    pub dates: Dates,
    /// Documents.
    #[serde(skip)]
    pub documents: Vec<Document>,
    /// Notes on the procedure.
    #[serde(skip)]
    pub notes: Vec<ProcedureNote>,
    /// Changes to and by other plans.
    #[serde(skip)]
    pub changes: Vec<Change>,
    /// Development freeze.
    #[serde(skip)]
    pub freeze: Option<Freeze>,
    /// Denominator of the scale (`erstellungsMassstab`).
    #[serde(skip)]
    pub scale: Option<u32>,
    /// The outline in WGS84, arcs interpolated to five centimetres.
    #[serde(skip)]
    pub boundary: MultiPolygon,
    /// The outline in the plan's own plane.
    #[serde(skip)]
    pub native: MultiPolygon,
}

fn count<S: serde::Serializer>(sections: &[Section], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_u64(sections.len() as u64)
}
