//! What a statement is about: the place that was chosen, looked up in the published version.

use shared::{
    api::{ApiError, Invalid},
    procedures::Content,
    statements::{PlaceKind, StatementInput},
};

use crate::{
    db::Statements,
    error::Result,
    features::{
        plans,
        procedures::{self, ProcedureRef},
    },
};

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
}

/// The place that an input names, if it exists in the newest published version.
///
/// # Errors
/// [`ApiError::Invalid`] under the field `place`; or whatever the database says.
pub(super) async fn resolve(
    db: &mut impl Statements,
    procedure: &ProcedureRef,
    input: &StatementInput,
) -> Result<Place> {
    match input.place {
        PlaceKind::Whole => Ok(Place::default()),
        PlaceKind::Point | PlaceKind::Address => {
            let (lat, lon) = input.point().ok_or_else(missing)?;
            let reference = format!("{lat:.6},{lon:.6}");
            let label = if input.place_label.is_empty() {
                format!("{lat:.5}, {lon:.5}")
            } else {
                input.place_label.clone()
            };
            let inside = plans::inside(db, procedure.id, lat, lon).await?;
            Ok(Place {
                kind: input.place,
                reference,
                label,
                point: Some([lon, lat]),
                inside,
            })
        }
        PlaceKind::Section | PlaceKind::Chapter | PlaceKind::Document => {
            let (_, content) = procedures::content(db, procedure.id, None)
                .await?
                .ok_or(ApiError::NotFound)?;
            let label = label(&content, input.place, &input.place_ref).ok_or_else(missing)?;
            let point = match input.place {
                PlaceKind::Section => plans::section_point(db, procedure.id, &input.place_ref).await?,
                _ => None,
            };
            // A section is a part of the plan.
            Ok(Place {
                kind: input.place,
                reference: input.place_ref.clone(),
                label,
                point,
                inside: point.map(|_| true),
            })
        }
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

/// The only section whose name contains what was typed.
pub(super) fn section_named(content: &Content, typed: &str) -> Option<String> {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return None;
    }
    let mut found = content
        .drawing
        .iter()
        .flat_map(|drawing| &drawing.sections)
        .filter(|section| !section.hidden && section.label.to_lowercase().contains(&typed));
    match (found.next(), found.next()) {
        (Some(only), None) => Some(only.id.to_string()),
        _ => None,
    }
}
