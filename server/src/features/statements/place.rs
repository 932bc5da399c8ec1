//! What a statement is about: the place that was chosen, looked up in the published version.

use app::i18n::msg;
use shared::{
    api::{ApiError, Invalid},
    language::Language,
    plans::{
        Drawing,
        map::{rounded, section_at},
        sections_named,
    },
    procedures::Content,
    statements::{AskedPlace, FindPlace, FoundPlace, MAX_LINE, PlaceKind, StatementInput},
};

use crate::{
    db::Statements,
    error::Result,
    features::{
        addresses, plans,
        procedures::{self, ProcedureRef},
    },
    site::Cx,
};

/// How far an address may be from a point that is described by it, in metres.
const NEAR: f64 = 150.0;

/// A place that exists.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Place {
    /// What it is.
    pub kind: PlaceKind,
    /// Which one; `lat,lon` for points and addresses.
    pub reference: String,
    /// In words; empty for the whole plan.
    pub label: String,
    /// `[lon, lat]`.
    pub point: Option<[f64; 2]>,
    /// Whether it lies inside the plan's outline; `None` without outline or point.
    pub inside: Option<bool>,
    /// The section that holds it, its id.
    pub section: Option<String>,
}

/// The language in which staff read the name of a place.
pub(super) fn language_of_staff(cx: &Cx) -> Language {
    Language::from_code(&cx.municipality.default_language).unwrap_or_default()
}

/// Answers what lies at a point.
pub async fn find_place(cx: Cx, input: FindPlace) -> Result<FoundPlace> {
    let mut invalid = Invalid::default();
    let point = |degrees: f64, bound: f64| degrees.is_finite() && degrees.abs() <= bound;
    for (field, degrees, bound) in [("lat", input.lat, 90.0), ("lon", input.lon, 180.0)] {
        if !point(degrees, bound) {
            invalid.add(field, "errors.place_missing");
        }
    }
    let language = match input.language.as_deref().filter(|code| !code.is_empty()) {
        None => language_of_staff(&cx),
        Some(code) => Language::from_code(code).unwrap_or_else(|| {
            invalid.add("language", "errors.invalid_choice");
            Language::default()
        }),
    };
    invalid.finish()?;
    let mut db = cx.read().await?;
    let procedure = procedures::find_for_page(&cx, &mut db, &input.procedure).await?;
    found(&mut db, &procedure, input.lat, input.lon, language).await
}

/// What lies at a point of the newest published version.
///
/// # Errors
/// Whatever the database says.
pub(super) async fn found(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    lat: f64,
    lon: f64,
    language: Language,
) -> Result<FoundPlace> {
    let drawing = drawing(db, procedure).await?;
    describe(db, procedure, drawing.as_ref(), lat, lon, language).await
}

pub(super) async fn drawing(db: &mut impl Statements, procedure: &ProcedureRef) -> Result<Option<Drawing>> {
    let content = procedures::content(db, procedure.id, None).await?;
    Ok(content.and_then(|(_, content)| content.drawing))
}

async fn describe(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    drawing: Option<&Drawing>,
    lat: f64,
    lon: f64,
    language: Language,
) -> Result<FoundPlace> {
    let (lat, lon) = (rounded(lat), rounded(lon));
    let address = addresses::nearest(db, lat, lon, NEAR)
        .await?
        .map(|found| found.label);
    let section = drawing
        .and_then(|drawing| section_at(drawing, lat, lon))
        .map(|section| section.label.clone());
    // As one text, so that each name stands by itself and between them what the language writes there.
    let label = match (address.clone(), section.clone()) {
        (Some(address), Some(section)) => msg::statements::place::near_in(address, section).text(language),
        (Some(address), None) => msg::statements::place::near(address).text(language),
        (None, section) => section.unwrap_or_default(),
    };
    Ok(FoundPlace {
        lat,
        lon,
        label: if label.is_empty() {
            format!("{lat:.5}, {lon:.5}")
        } else {
            // As long as a form may send it back.
            label.chars().take(MAX_LINE).collect()
        },
        address,
        section,
        inside: plans::inside(db, procedure.id, lat, lon).await?,
    })
}

/// The place that an input names, if it exists in the newest published version or in the one that its author saw; a section
/// that was merged into another one is that one. `language` is that of a point's words.
///
/// # Errors
/// [`ApiError::Invalid`] under the field `place`; or whatever the database says.
pub(super) async fn resolve(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    input: &StatementInput,
    language: Language,
) -> Result<Place> {
    match input.place {
        PlaceKind::Whole => Ok(Place::default()),
        PlaceKind::Point | PlaceKind::Address => {
            let (lat, lon) = input.point().ok_or_else(missing)?;
            let (lat, lon) = (rounded(lat), rounded(lon));
            let drawing = drawing(db, procedure).await?;
            let section = drawing.as_ref().and_then(|drawing| section_at(drawing, lat, lon));
            let place = Place {
                kind: input.place,
                reference: format!("{lat:.6},{lon:.6}"),
                label: input.place_label.clone(),
                point: Some([lon, lat]),
                inside: None,
                section: section.map(|section| section.id.to_string()),
            };
            // An address keeps the words in which it was found; what a point lies at is known here and not there.
            if input.place == PlaceKind::Address && !input.place_label.is_empty() {
                let inside = plans::inside(db, procedure.id, lat, lon).await?;
                return Ok(Place { inside, ..place });
            }
            let found = describe(db, procedure, drawing.as_ref(), lat, lon, language).await?;
            Ok(Place {
                label: found.label,
                inside: found.inside,
                ..place
            })
        }
        PlaceKind::Section | PlaceKind::Chapter | PlaceKind::Document => {
            let (newest, content) = procedures::content(db, procedure.id, None)
                .await?
                .ok_or(ApiError::NotFound)?;
            let known = named(db, procedure, &content, input.place, &input.place_ref).await?;
            let (reference, label) = match known {
                Some(known) => known,
                None => {
                    let label = seen(db, procedure, newest, input).await?.ok_or_else(missing)?;
                    (input.place_ref.clone(), label)
                }
            };
            let is_section = input.place == PlaceKind::Section;
            let point = if is_section {
                plans::section_point(db, procedure.id, &reference).await?
            } else {
                None
            };
            // A section is a part of the plan.
            Ok(Place {
                kind: input.place,
                label,
                point,
                inside: point.map(|_| true),
                section: is_section.then(|| reference.clone()),
                reference,
            })
        }
    }
}

/// The reference and name of a section, chapter or document of a version; of a section that was merged, those of the one
/// that goes on.
async fn named(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    content: &Content,
    kind: PlaceKind,
    reference: &str,
) -> Result<Option<(String, String)>> {
    if let Some(label) = label(content, kind, reference) {
        return Ok(Some((reference.to_owned(), label)));
    }
    let (PlaceKind::Section, Some(drawing)) = (kind, &content.drawing) else {
        return Ok(None);
    };
    let successor = plans::successor(db, procedure.id, drawing, reference).await?;
    Ok(successor.and_then(|section| {
        let reference = section.to_string();
        let label = label(content, kind, &reference)?;
        Some((reference, label))
    }))
}

/// The name that a place had in the older version that the author saw: the plan may change while somebody writes.
async fn seen(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    newest: u32,
    input: &StatementInput,
) -> Result<Option<String>> {
    let version = input.seen_version.parse::<u32>().ok();
    let Some(version) = version.filter(|version| (1..newest).contains(version)) else {
        return Ok(None);
    };
    let content = procedures::content(db, procedure.id, Some(version)).await?;
    Ok(content.and_then(|(_, content)| label(&content, input.place, &input.place_ref)))
}

/// The place that a link asks for, in the newest published version: `section:ID`, `chapter:ID`, `document:ID`.
///
/// # Errors
/// Whatever the database says.
pub(super) async fn asked(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    text: &str,
) -> Result<Option<AskedPlace>> {
    let Some((word, reference)) = text.split_once(':') else {
        return Ok(None);
    };
    let (Some(kind), Some((_, content))) = (
        PlaceKind::from_word(word),
        procedures::content(db, procedure.id, None).await?,
    ) else {
        return Ok(None);
    };
    let found = named(db, procedure, &content, kind, reference).await?;
    Ok(found.map(|(reference, label)| AskedPlace {
        kind,
        reference,
        label,
    }))
}

/// Whether a point or an address lies outside of the plan.
///
/// # Errors
/// Whatever the database says.
pub(super) async fn is_outside(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    input: &StatementInput,
) -> Result<bool> {
    let is_point = matches!(input.place, PlaceKind::Point | PlaceKind::Address);
    match input.point().filter(|_| is_point) {
        Some((lat, lon)) => Ok(plans::inside(db, procedure.id, lat, lon).await? == Some(false)),
        None => Ok(false),
    }
}

fn missing() -> ApiError {
    let mut invalid = Invalid::default();
    invalid.add("place", "errors.place_missing");
    ApiError::Invalid(invalid)
}

/// The name of a section, chapter or document; hidden sections do not exist for the public.
pub(super) fn label(content: &Content, kind: PlaceKind, reference: &str) -> Option<String> {
    match kind {
        PlaceKind::Section => {
            let sections = &content.drawing.as_ref()?.sections;
            sections
                .iter()
                .find(|section| !section.hidden && section.id.to_string() == reference)
                .map(|section| section.label.clone())
        }
        PlaceKind::Chapter => content
            .chapters
            .iter()
            .find(|chapter| chapter.id.to_string() == reference)
            .map(|chapter| chapter.title.clone()),
        PlaceKind::Document => content
            .documents
            .iter()
            .find(|document| document.id.to_string() == reference)
            .map(|document| document.title.clone()),
        PlaceKind::Whole | PlaceKind::Point | PlaceKind::Address => None,
    }
}

/// The only section whose name contains what was typed; the page offers several.
pub(super) fn section_named(content: &Content, typed: &str) -> Option<String> {
    match sections_named(content.drawing.as_ref()?, typed).as_slice() {
        [only] => Some(only.id.to_string()),
        _ => None,
    }
}
