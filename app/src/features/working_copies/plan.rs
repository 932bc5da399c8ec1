//! The plan of a procedure: reading a file, mending its coordinate system, the drawing and its sections.

use leptos::prelude::*;
use shared::{
    api::{ApiError, Endpoint, FieldError},
    language::Language,
    plans::{MAX_PLAN_BYTES, marks},
    procedures::{EditSection, ImportPlan, WorkingCopy},
};

use super::{
    findings::{Findings, finding_message},
    part::{Part, frame},
    section_names, sections,
};
use crate::{
    context::{KeptForm, use_language},
    features::{
        admin::{edited_language, parts::saved_path},
        procedures::words::german,
    },
    forms::{Form, FormState, use_form},
    i18n::{format, msg, t},
    routes::with_query,
    ui::{
        Button, ButtonGroup, ButtonKind, Choice, Details, FileField, Fold, Notice, PlanChoice, PlanDrawing,
        PlanSection, RadioGroup, Tone,
    },
};

/// The plan with its sections, and the form that reads a file. `page` is that of the sections' forms, from 1 on.
pub fn view(copy: WorkingCopy, page: Option<&str>) -> AnyView {
    let language = edited_language();
    if language != Language::German {
        return section_names::view(&copy, language, page);
    }
    let editing = use_form(EditSection::NAME, None)
        .only_of("language", language.code())
        .labelled(vec![("label", t(msg::working_copies::plan::label()))]);
    let importing = sent_import();
    let (form, prefix) = if editing.has_failed() {
        let id = editing.value("section", "");
        (editing, format!("{id}-"))
    } else {
        (importing, String::new())
    };
    let drawing = copy.content.drawing.clone();
    let suspects = suspects(&copy);
    let upload = {
        let slug = copy.slug.clone();
        let fold = if drawing.is_none() || form.has_failed() {
            Fold::Open
        } else {
            Fold::Closed
        };
        let text = if drawing.is_none() {
            msg::working_copies::plan::read()
        } else {
            msg::working_copies::plan::read_again()
        };
        view! { <Details summary=t(text) fold><ImportForm slug/></Details> }
    };
    let picture = match &drawing {
        None => view! { <p>{t(msg::working_copies::plan::none())}</p> }.into_any(),
        Some(drawing) => {
            let mut drawing = drawing.clone();
            marks::place(&mut drawing);
            let all = drawing.sections.len();
            let shown: Vec<PlanSection> = drawing
                .sections
                .iter()
                .enumerate()
                .filter(|(_, section)| !section.hidden)
                .map(|(index, section)| {
                    let lie = section.lie.unwrap_or_default();
                    PlanSection {
                        key: section.id.to_string(),
                        label: section.label.clone(),
                        mark: (index + 1).to_string(),
                        d: section.path.clone(),
                        rank: lie.rank,
                        at: lie.mark,
                        href: sections::address(index, all, &section.id.to_string()),
                        lang: german().into(),
                        ..Default::default()
                    }
                })
                .collect();
            view! {
                <PlanDrawing
                    id="plan"
                    title=t(msg::working_copies::plan::drawing(drawing.name.clone()))
                    view_box=drawing.view_box.clone()
                    boundary=drawing.boundary.clone()
                    mark_size=marks::size(&drawing)
                    sections=shown
                    choice=PlanChoice::Links
                    list_label=t(msg::working_copies::plan::sections())
                />
            }
            .into_any()
        }
    };
    // What the working copy says as long as it is so, is not said a second time of the file.
    let said = suspects.as_ref().map_or("", |_| "crs_suspect");
    let body = view! {
        <Findings said/>
        {suspects}
        {upload}
        {picture}
        {section_names::tabs(&copy, language)}
        {drawing.map(|drawing| sections::view(&copy, &drawing, page))}
    }
    .into_any();
    frame(&copy, Part::Plan, String::new(), form, prefix, body)
}

/// The form that reads a plan file, as it was sent.
pub(super) fn sent_import() -> FormState {
    use_form(ImportPlan::NAME, None)
        .worded(finding_message)
        .labelled(vec![("file", t(msg::working_copies::plan::file()))])
}

/// The form that reads a plan file; where a file held several plans, the one to take is asked for.
#[component]
pub fn ImportForm(
    /// The procedure's slug, or `new`.
    slug: String,
) -> impl IntoView {
    let form = sent_import();
    let plans = plan_choices(&refused("errors.plan_choice"));
    let systems = refused("errors.srs_choice")
        .iter()
        .filter_map(system_choice)
        .collect::<Vec<_>>();
    let choice = (!plans.is_empty()).then(|| {
        view! {
            <RadioGroup
                legend=t(msg::working_copies::plan::which())
                name="plan"
                value=form.value("plan", "")
                error=form.error("plan")
                choices=plans
            />
        }
    });
    let system = (!systems.is_empty()).then(|| {
        view! {
            <RadioGroup
                legend=t(msg::working_copies::plan::system())
                name="srs"
                value=form.value("srs", "")
                error=form.error("srs")
                choices=systems
            />
        }
    });
    let hidden = vec![("procedure", slug)];
    let bytes = u64::try_from(MAX_PLAN_BYTES).unwrap_or(u64::MAX);
    view! {
        <Form form=ImportPlan::NAME hidden files=true>
            {choice}
            {system}
            <FileField
                label=t(msg::working_copies::plan::file())
                name="file"
                hint=t(msg::working_copies::plan::file_hint(format::file_size(bytes, use_language())))
                accept=".gml,.xml,.zip,.json,.geojson"
                error=form.error("file")
            />
            <Button kind=ButtonKind::Secondary>{t(msg::working_copies::plan::act())}</Button>
        </Form>
    }
}

/// What the refusal of an import offers to choose from.
fn refused(key: &str) -> Vec<FieldError> {
    let Some(KeptForm(kept)) = use_context::<KeptForm>() else {
        return Vec::new();
    };
    kept.with(|kept| match kept.as_ref().map(|kept| &kept.error) {
        Some(ApiError::Invalid(invalid)) => invalid
            .0
            .iter()
            .filter(|error| error.key == key)
            .cloned()
            .collect(),
        _ => Vec::new(),
    })
}

/// The plans of a file that holds several, by name, number and member of the archive; the `gml:id`, which means nothing to
/// people, only where these are equal.
fn plan_choices(errors: &[FieldError]) -> Vec<Choice> {
    let label = |error: &FieldError, details: &[&str]| {
        let value = |name: &str| error.arguments.get(name).map_or("", String::as_str);
        let name = match value("name") {
            "" => t(msg::working_copies::plan::without_name()),
            name => name.to_owned(),
        };
        let details: Vec<&str> = details
            .iter()
            .map(|detail| value(detail))
            .filter(|detail| !detail.is_empty())
            .collect();
        if details.is_empty() {
            name
        } else {
            format!("{name} ({})", format::series(&details, use_language()))
        }
    };
    let labels: Vec<String> = errors
        .iter()
        .map(|error| label(error, &["number", "member"]))
        .collect();
    let choice = |(error, known): (&FieldError, &String)| {
        let is_alone = labels.iter().filter(|other| *other == known).count() == 1;
        let label = if is_alone {
            known.clone()
        } else {
            label(error, &["number", "member", "gml_id"])
        };
        Some(Choice::new(error.arguments.get("plan")?, label))
    };
    errors.iter().zip(&labels).filter_map(choice).collect()
}

/// A coordinate system in which the plan would lie where it should.
fn system_choice(error: &FieldError) -> Option<Choice> {
    let code = error.arguments.get("srs")?;
    Some(Choice::new(
        code,
        format!("EPSG:{}", system_name(code.parse().ok()?)),
    ))
}

/// Where the outline lies elsewhere than the municipality: a button for each coordinate system that fits. The file that
/// was imported last is read again, so that nothing has to be sent twice. Where none fits, it is the plan of another place.
fn suspects(copy: &WorkingCopy) -> Option<AnyView> {
    let is_elsewhere = copy.doubts.iter().any(|key| key == "elsewhere");
    if is_elsewhere && copy.coordinate_systems.is_empty() {
        let named = (!copy.plan_municipality.is_empty()).then(|| {
            let named = copy.plan_municipality.clone();
            view! { <p>{t(msg::working_copies::plan::file_municipality(named))}</p> }
        });
        return Some(
            view! {
                <Notice title=t(msg::working_copies::plan::suspect()) tone=Tone::Warning>
                    <p>{t(msg::working_copies::plan::elsewhere_text())}</p>
                    {named}
                </Notice>
            }
            .into_any(),
        );
    }
    let offers: Vec<AnyView> = copy
        .coordinate_systems
        .iter()
        .map(|code| {
            let text = t(msg::working_copies::plan::read_in(system_name(*code)));
            view! { <Button kind=ButtonKind::Secondary name="srs" value=code.to_string()>{text}</Button> }
                .into_any()
        })
        .collect();
    let hidden = vec![("procedure", copy.slug.clone())];
    (!offers.is_empty()).then(|| {
        view! {
            <Notice title=t(msg::working_copies::plan::suspect()) tone=Tone::Warning>
                <p>{t(msg::working_copies::plan::suspect_text())}</p>
                <Form form=ImportPlan::NAME hidden><ButtonGroup>{offers}</ButtonGroup></Form>
            </Notice>
        }
        .into_any()
    })
}

/// A coordinate system as planners call it; proper names, the same in every language.
fn system_name(code: u32) -> String {
    match code {
        25832 => "25832 (ETRS89/UTM 32N)".to_owned(),
        25833 => "25833 (ETRS89/UTM 33N)".to_owned(),
        4647 => "4647 (ETRS89/UTM 32N, zE-N)".to_owned(),
        5650 => "5650 (ETRS89/UTM 33N, zE-N)".to_owned(),
        31466..=31469 => format!("{code} (DHDN/GK {})", code - 31464),
        other => other.to_string(),
    }
}

/// The address of the plan's page after a section was saved: the same page of the sections' forms, which the first one
/// does not name.
pub(super) fn after_section(slug: &str, page: &str, section: &str) -> String {
    let saved = with_query(&saved_path(slug, Part::Plan.word()), &[("page", page)]);
    format!("{saved}#section-{section}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::i18n::provide_language;

    fn plan(key: &str, name: &str, number: &str) -> FieldError {
        let told = [
            ("plan", key),
            ("name", name),
            ("number", number),
            ("member", ""),
            ("gml_id", key),
        ];
        FieldError {
            field: "plan".into(),
            key: "errors.plan_choice".into(),
            arguments: BTreeMap::from(told.map(|(name, value)| (name.to_owned(), value.to_owned()))),
        }
    }

    #[test]
    fn plans_of_a_file_are_named_and_told_apart_by_an_id_only_where_nothing_else_does() {
        let shown = |plans: &[FieldError]| -> Vec<String> {
            Owner::new().with(|| {
                provide_language(Language::German);
                plan_choices(plans)
                    .into_iter()
                    .map(|choice| choice.label)
                    .collect()
            })
        };
        assert_eq!(
            shown(&[plan("GML_1", "Am Hafen", "12"), plan("GML_2", "Am Deich", "")]),
            ["Am Hafen (12)", "Am Deich"]
        );
        assert_eq!(
            shown(&[plan("GML_1", "", ""), plan("GML_2", "", "")]),
            ["ohne Namen (GML_1)", "ohne Namen (GML_2)"]
        );
    }
}
