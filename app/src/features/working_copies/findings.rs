//! What the reader of a plan file noticed, in the words of a clerk.

use leptos::prelude::*;
use shared::api::FieldError;

use crate::{
    i18n::{Msg, msg, t},
    load::use_query,
    ui::{Notice, Tone},
};

/// What the reader noticed, from the address: codes and lines, worded here.
#[component]
pub fn Findings(
    /// The code of what the page says already.
    #[prop(optional)]
    said: &'static str,
) -> impl IntoView {
    let map = use_query();
    move || {
        let mut found = map.with(|map| map.get_all("finding"));
        found.retain(|entry| said.is_empty() || entry.split('~').nth(1) != Some(said));
        // What was stored was read without error: an error is about another plan of the same file.
        let stored = map.with(|map| map.get("saved").is_some());
        let errors = found.iter().any(|entry| entry.starts_with("error~"));
        let items: Vec<AnyView> = found.iter().filter_map(|entry| finding(entry, stored)).collect();
        (!items.is_empty()).then(|| {
            let (title, tone) = if errors && !stored {
                (msg::working_copies::plan::not_read(), Tone::Danger)
            } else {
                (msg::working_copies::plan::noticed(), Tone::Warning)
            };
            view! { <Notice title=t(title) tone><ul class="staff-findings">{items}</ul></Notice> }
        })
    }
}

fn finding(entry: &str, stored: bool) -> Option<AnyView> {
    let mut parts = entry.splitn(4, '~');
    let (severity, code) = (parts.next()?, parts.next()?);
    let (line, element) = (parts.next()?, parts.next()?);
    let place = place(line, element);
    let (message, hint) = finding_text(code);
    let other = (stored && severity == "error").then(|| {
        view! { <p class="muted">{t(msg::working_copies::plan::other_plan())}</p> }
    });
    Some(
        view! { <li><p>{message}" "<bdi class="muted">{place}</bdi></p>{other}<p class="muted">{hint}</p></li> }
            .into_any(),
    )
}

/// Where in the file it is: line and element, or which of its areas; empty where the whole file is meant.
fn place(line: &str, element: &str) -> String {
    use msg::working_copies::plan as p;
    let line = line.parse::<i64>().unwrap_or(0);
    // GeoJSON: `features[2] Wiese`, counted from zero.
    if let Some((index, name)) = element
        .strip_prefix("features[")
        .and_then(|rest| rest.split_once(']'))
        && let Ok(index) = index.parse::<u32>()
    {
        let number = i64::from(index) + 1;
        return match name.trim() {
            "" => t(p::feature(number)),
            name => t(p::feature_named(number, name)),
        };
    }
    match (line, element) {
        (0, element) => element.to_owned(),
        (line, "") => t(p::line_only(line)),
        (line, element) => t(p::line(line, element)),
    }
}

/// A refusal by the reader in the words of a clerk; `None` for every other mistake. The API names it in English, and each
/// thing to choose from as a mistake of its own: here they are choices, and one sentence says what to do with them.
pub fn finding_message(error: &FieldError) -> Option<String> {
    match error.key.as_str() {
        "errors.plan_finding" => {}
        "errors.plan_choice" => return Some(t(msg::working_copies::plan::which_hint())),
        "errors.srs_choice" => return Some(t(msg::working_copies::plan::system_hint())),
        _ => return None,
    }
    let value = |name: &str| error.arguments.get(name).map_or("", String::as_str);
    let (message, hint) = finding_text(value("code"));
    Some(match place(value("line"), value("element")) {
        place if place.is_empty() => format!("{message} {hint}"),
        place => format!("{place}: {message} {hint}"),
    })
}

/// A finding in the words of a clerk, and what to do.
pub fn finding_text(code: &str) -> (String, String) {
    (t(message(code)), t(hint(code)))
}

fn message(code: &str) -> Msg {
    use msg::working_copies::finding as f;
    match code {
        "ags_invalid" => f::ags_invalid(),
        "arc_positions" => f::arc_positions(),
        "axis_order" => f::axis_order(),
        "boundary_missing" => f::boundary_missing(),
        "code_invalid" => f::code_invalid(),
        "code_unknown" => f::code_unknown(),
        "coordinate_count" => f::coordinate_count(),
        "coordinate_invalid" => f::coordinate_invalid(),
        "coordinates_outside" => f::coordinates_outside(),
        "crs_missing" => f::crs_missing(),
        "crs_mixed" => f::crs_mixed(),
        "crs_suspect" => f::crs_suspect(),
        "crs_unknown" => f::crs_unknown(),
        "crs_zone_prefixed" => f::crs_zone_prefixed(),
        "curve_gap" => f::curve_gap(),
        "curve_missing" => f::curve_missing(),
        "curve_turned" => f::curve_turned(),
        "date_invalid" => f::date_invalid(),
        "document_gone" => f::document_gone(),
        "document_kept" => f::document_kept(),
        "document_limit" => f::document_limit(),
        "document_missing" => f::document_missing(),
        "document_not_pdf" => f::document_not_pdf(),
        "document_on_web" => f::document_on_web(),
        "document_removed" => f::document_removed(),
        "document_too_large" => f::document_too_large(),
        "document_unreadable" => f::document_unreadable(),
        "document_unused" => f::document_unused(),
        "document_unused_more" => f::document_unused_more(),
        "dtd_forbidden" => f::dtd_forbidden(),
        "encoding_broken" => f::encoding_broken(),
        "encoding_unknown" => f::encoding_unknown(),
        "entity_unknown" => f::entity_unknown(),
        "exterior_missing" => f::exterior_missing(),
        "feature_without_name" => f::feature_without_name(),
        "file_is_pdf" => f::file_is_pdf(),
        "file_unreadable" => f::file_unreadable(),
        "geojson_elsewhere" => f::geojson_elsewhere(),
        "geojson_empty" => f::geojson_empty(),
        "geojson_invalid" => f::geojson_invalid(),
        "geojson_swapped" => f::geojson_swapped(),
        "geometry_missing" => f::geometry_missing(),
        "geometry_not_an_area" => f::geometry_not_an_area(),
        "geometry_too_large" => f::geometry_too_large(),
        "geometry_too_deep" => f::geometry_too_deep(),
        "geometry_unsupported" => f::geometry_unsupported(),
        "gml_id_duplicate" => f::gml_id_duplicate(),
        "gml_id_missing" => f::gml_id_missing(),
        "hole_outside" => f::hole_outside(),
        "holes_overlap" => f::holes_overlap(),
        "holes_too_large" => f::holes_too_large(),
        "json_invalid" => f::json_invalid(),
        "members_overlap" => f::members_overlap(),
        "more_warnings" => f::more_warnings(),
        "municipality_missing" => f::municipality_missing(),
        "name_missing" => f::name_missing(),
        "namespace_unknown" => f::namespace_unknown(),
        "nesting_too_deep" => f::nesting_too_deep(),
        "no_plan" => f::no_plan(),
        "period_reversed" => f::period_reversed(),
        "periods_unequal" => f::periods_unequal(),
        "plan_kind_missing" => f::plan_kind_missing(),
        "plan_moved" => f::plan_moved(),
        "plan_differs" => f::plan_differs(),
        "reference_dangling" => f::reference_dangling(),
        "ring_closed" => f::ring_closed(),
        "ring_invalid" => f::ring_invalid(),
        "ring_missing" => f::ring_missing(),
        "ring_not_closed" => f::ring_not_closed(),
        "ring_too_short" => f::ring_too_short(),
        "ring_without_area" => f::ring_without_area(),
        "section_gone" => f::section_gone(),
        "section_outside_plan" => f::section_outside_plan(),
        "section_work_gone" => f::section_work_gone(),
        "sections_gone" => f::sections_gone(),
        "sections_left_out" => f::sections_left_out(),
        "sections_omitted" => f::sections_omitted(),
        "sections_recognised" => f::sections_recognised(),
        "section_without_plan" => f::section_without_plan(),
        "self_intersection" => f::self_intersection(),
        "self_intersection_unchecked" => f::self_intersection_unchecked(),
        "too_large" => f::too_large(),
        "too_many_elements" => f::too_many_elements(),
        "too_many_vertices" => f::too_many_vertices(),
        "version_untested" => f::version_untested(),
        "xml_invalid" => f::xml_invalid(),
        "zip_bomb" => f::zip_bomb(),
        "zip_damaged" => f::zip_damaged(),
        "zip_encrypted" => f::zip_encrypted(),
        "zip_path_traversal" => f::refused(),
        "zip_too_many_members" => f::zip_too_many_members(),
        "zip_without_gml" => f::zip_without_gml(),
        other => f::other(other),
    }
}

fn hint(code: &str) -> Msg {
    use msg::working_copies::finding as f;
    match code {
        "ags_invalid"
        | "axis_order"
        | "code_invalid"
        | "code_unknown"
        | "crs_zone_prefixed"
        | "curve_turned"
        | "more_warnings"
        | "municipality_missing"
        | "plan_kind_missing"
        | "ring_closed"
        | "section_gone"
        | "section_work_gone"
        | "sections_gone"
        | "sections_left_out"
        | "sections_recognised"
        | "self_intersection_unchecked" => f::check_hint(),
        "document_gone" | "document_kept" => f::compare_hint(),
        "coordinates_outside" | "crs_mixed" | "crs_unknown" | "geojson_elsewhere" | "geojson_swapped" => {
            f::crs_hint()
        }
        "crs_suspect" => f::crs_suspect_hint(),
        "date_invalid" | "period_reversed" | "periods_unequal" => f::date_hint(),
        "document_missing"
        | "document_on_web"
        | "document_removed"
        | "document_unreadable"
        | "document_unused"
        | "document_unused_more" => f::document_hint(),
        "arc_positions"
        | "coordinate_count"
        | "coordinate_invalid"
        | "curve_gap"
        | "curve_missing"
        | "exterior_missing"
        | "geometry_missing"
        | "geometry_too_large"
        | "geometry_unsupported"
        | "hole_outside"
        | "holes_overlap"
        | "holes_too_large"
        | "members_overlap"
        | "ring_invalid"
        | "ring_missing"
        | "ring_not_closed"
        | "ring_too_short"
        | "ring_without_area"
        | "section_outside_plan"
        | "self_intersection" => f::draw_hint(),
        "encoding_broken" | "encoding_unknown" | "file_unreadable" | "json_invalid" | "nesting_too_deep"
        | "xml_invalid" => f::export_hint(),
        "feature_without_name" => f::feature_hint(),
        "name_missing" => f::name_hint(),
        "file_is_pdf" | "geojson_empty" | "geojson_invalid" | "namespace_unknown" | "no_plan" => {
            f::no_plan_hint()
        }
        "plan_moved" | "plan_differs" => f::plan_differs_hint(),
        "geometry_not_an_area" | "reference_dangling" | "sections_omitted" => f::nothing_hint(),
        "document_limit" | "document_not_pdf" | "document_too_large" => f::pdf_hint(),
        "section_without_plan" => f::section_hint(),
        "too_large" | "too_many_elements" | "too_many_vertices" => f::split_hint(),
        "version_untested" => f::version_hint(),
        "zip_bomb"
        | "zip_damaged"
        | "zip_encrypted"
        | "zip_path_traversal"
        | "zip_too_many_members"
        | "zip_without_gml" => f::zip_hint(),
        _ => f::ask_author_hint(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashSet};

    use shared::{language::Language, plans::FINDING_CODES};

    use super::*;
    use crate::i18n::provide_language;

    fn in_language<T>(language: Language, then: impl FnOnce() -> T) -> T {
        Owner::new().with(|| {
            provide_language(language);
            then()
        })
    }

    #[test]
    fn every_finding_has_words_of_its_own_in_german_and_in_english() {
        let worded = |language| {
            in_language(language, || {
                let unknown = finding_text("no_such_code");
                let mut messages = HashSet::new();
                for code in FINDING_CODES {
                    let (message, hint) = finding_text(code);
                    assert!(!message.contains(code) && !hint.is_empty(), "{code}: {message}");
                    assert_ne!(message, unknown.0, "{code}");
                    assert!(
                        messages.insert(message.clone()),
                        "{code}: {message} is said twice"
                    );
                }
                messages
            })
        };
        let (german, english) = (worded(Language::German), worded(Language::English));
        assert_eq!(german.intersection(&english).count(), 0);
    }

    #[test]
    fn a_refusal_names_the_area_or_the_line_in_the_readers_language() {
        let error = |code: &str, line: &str, element: &str| FieldError {
            field: "file".into(),
            key: "errors.plan_finding".into(),
            arguments: BTreeMap::from(
                [
                    ("code", code),
                    ("line", line),
                    ("element", element),
                    ("message", "English."),
                ]
                .map(|(name, value)| (name.to_owned(), value.to_owned())),
            ),
        };
        let german = |code, line, element| {
            in_language(Language::German, || finding_message(&error(code, line, element))).unwrap()
        };
        let open = german("ring_invalid", "0", "features[2] Wiese");
        assert!(
            open.starts_with("Fläche 3 der Datei („Wiese“): Der Umriss"),
            "{open}"
        );
        assert!(german("ring_too_short", "12", "BP_Plan").starts_with("Zeile 12, BP_Plan: "));
        assert!(german("zip_damaged", "0", "").starts_with("Die ZIP-Datei ist beschädigt."));
        let english = in_language(Language::English, || {
            finding_message(&error("ring_invalid", "0", "features[0]"))
        });
        assert!(english.unwrap().starts_with("area 1 of the file: The outline"));
        let other = FieldError {
            key: "errors.required".into(),
            ..error("", "", "")
        };
        assert_eq!(finding_message(&other), None);
    }
}
