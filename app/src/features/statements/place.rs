//! Choosing what a comment is about, in ways of equal worth: the whole plan, an area, a street, a point on the map, a
//! chapter or document.
//!
//! Invariant: each choice is a submit button that stores the draft, so that no text is lost without script.

use leptos::prelude::*;
use shared::{
    plans::{Drawing, marks, sections_named},
    procedures::Procedure,
    statements::{Draft, PlaceKind},
};

use super::{areas, controls::Filled, place_map, words};
use crate::{
    context::use_site,
    features::procedures::{plan, words::of_name},
    i18n::{Msg, msg, t},
    ui::{
        Button, ButtonKind, Details, Fold, Icon, IconView, PlanChoice, PlanDrawing, PlanSection, TextField,
    },
};

/// The id of the button that searches for a street.
const SEARCH: &str = "search-act";

/// The draft with the place that a link asked for, where the plan has it.
pub(super) fn with_asked(mut draft: Draft) -> Draft {
    if let Some(asked) = draft.asked.clone() {
        draft.input.place = asked.kind;
        draft.input.place_ref = asked.reference;
        draft.input.place_label = asked.label;
    }
    draft
}

/// All ways to choose a place, with what is chosen, and how to go on with it. Where a plan has more areas than a page of the
/// simplified view has room for, pages of their own ask for one.
pub(super) fn place(filled: &Filled) -> AnyView {
    let areas = areas::door(filled).or_else(|| sections(filled));
    let ways = ways(filled, areas);
    let go_on = msg::statements::place::go_on(t(msg::statements::step::next()));
    frame(
        filled,
        view! {
            <p>{t(go_on)}</p>
            <div class="place__ways">{ways}</div>
        }
        .into_any(),
    )
}

/// The same, where the ways to choose another place are folded, because the whole plan is what most people mean. They
/// stay open while somebody is choosing: with streets that were found, with the map, or after a mistake.
pub(super) fn place_folded(filled: &Filled) -> AnyView {
    let draft = &filled.draft;
    let is_choosing = draft.found.is_some() || draft.map.is_some();
    let is_wrong = ["place", "search"]
        .iter()
        .any(|name| filled.form.error(name).is_some());
    let fold = if is_choosing || is_wrong {
        Fold::Open
    } else {
        Fold::Closed
    };
    let ways = ways(filled, sections(filled));
    frame(
        filled,
        view! {
            <Details summary=t(msg::statements::place::change()) fold=fold>
                <p class="kern-hint">{t(msg::statements::place::kept())}</p>
                <div class="place__ways">{ways}</div>
            </Details>
        }
        .into_any(),
    )
}

/// The question, what is chosen, and the ways to choose something else.
fn frame(filled: &Filled, ways: AnyView) -> AnyView {
    let chosen = words::place(
        &filled.procedure,
        chosen_kind(filled),
        &filled.value("place_ref"),
        &filled.value("place_label"),
    );
    let error = filled.form.error("place");
    let described_by = error.as_ref().map(|_| "place-error");
    let error = error.map(|error| view! { <p class="kern-error" id="place-error">{error}</p> });
    view! {
        <fieldset class="kern-fieldset place" id="place" tabindex="-1" aria-describedby=described_by>
            <legend class="kern-label kern-label--large">{t(msg::statements::place::title())}</legend>
            {error}
            <p class="place__chosen"><IconView icon=Icon::Place/> <strong dir="auto">{t(msg::statements::place::chosen(chosen))}</strong></p>
            {ways}
        </fieldset>
    }
    .into_any()
}

fn chosen_kind(filled: &Filled) -> PlaceKind {
    PlaceKind::from_word(&filled.value("place")).unwrap_or_default()
}

/// The ways of equal worth; `areas` is the one to an area of the plan.
fn ways(filled: &Filled, areas: Option<AnyView>) -> AnyView {
    view! {
        {whole(chosen_kind(filled))}
        {areas}
        {address(filled)}
        {place_map::point(filled)}
        {papers(filled)}
    }
    .into_any()
}

/// The button for the whole plan; hidden while that is chosen, so that the script can show it once a point is.
fn whole(kind: PlaceKind) -> AnyView {
    view! {
        <p id="place-whole" class="place__whole" hidden=kind == PlaceKind::Whole>
            <Button kind=ButtonKind::Secondary name="do" value="place:whole:">{t(msg::statements::place::whole_act())}</Button>
        </p>
    }
    .into_any()
}

/// The sections with the buttons that choose them.
pub(super) fn choosable(drawing: &Drawing) -> Vec<PlanSection> {
    plan::sections(
        drawing,
        |section| format!("place:section:{}", section.id),
        |_| String::new(),
    )
}

fn sections(filled: &Filled) -> Option<AnyView> {
    let drawing = filled.procedure.drawing.as_ref()?;
    let sections = choosable(drawing);
    if sections.is_empty() {
        return None;
    }
    let drawn = drawn(
        filled,
        drawing,
        sections,
        t(msg::statements::place::section_list()),
    );
    Some(view! { <Details summary=t(msg::statements::place::section())>{drawn}</Details> }.into_any())
}

/// Sections in the drawing and as a list under this name, to be chosen.
pub(super) fn drawn(
    filled: &Filled,
    drawing: &Drawing,
    sections: Vec<PlanSection>,
    list_label: String,
) -> AnyView {
    let (view_box, boundary, mark_size) = (
        drawing.view_box.clone(),
        drawing.boundary.clone(),
        marks::size(drawing),
    );
    let selected = (chosen_kind(filled) == PlaceKind::Section)
        .then(|| format!("place:section:{}", filled.value("place_ref")));
    view! {
        <PlanDrawing
            id="choose-section"
            title=t(msg::statements::place::section_drawing())
            view_box=view_box
            mark_size=mark_size
            boundary=boundary
            sections=sections
            selected=selected
            selected_text=t(msg::statements::place::selected())
            choice=PlanChoice::Submit { name: "do".into() }
            list_label=list_label
        />
    }
    .into_any()
}

/// What the search looks through.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Searched {
    Streets,
    Sections,
    Both,
}

impl Searched {
    /// Nothing where the municipality has no address index and the plan no sections.
    fn of(procedure: &Procedure) -> Option<Self> {
        let drawing = procedure.drawing.as_ref();
        let has_sections =
            drawing.is_some_and(|drawing| drawing.sections.iter().any(|section| !section.hidden));
        match (use_site().addresses, has_sections) {
            (true, true) => Some(Self::Both),
            (true, false) => Some(Self::Streets),
            (false, true) => Some(Self::Sections),
            (false, false) => None,
        }
    }

    /// What its field is called.
    fn label(self) -> Msg {
        use msg::statements::place;
        match self {
            Self::Streets => place::search(),
            Self::Both => place::search_both(),
            Self::Sections => place::search_section(),
        }
    }
}

/// What the field of the search is called, where there is one.
pub(super) fn search_label(procedure: &Procedure) -> Option<String> {
    Searched::of(procedure).map(|searched| t(searched.label()))
}

/// A place among others, as the button that chooses it.
pub(super) fn choice(icon: Icon, value: String, label: AnyView) -> AnyView {
    view! {
        <li>
            <button class="plan__choice" type="submit" name="do" value=value>
                <IconView icon/>
                {label}
            </button>
        </li>
    }
    .into_any()
}

/// The name of a part of the plan in its language, which is German unless it says otherwise.
fn label_in(language: Option<&str>, label: String) -> AnyView {
    view! { <span class="plan__label" lang=of_name(language) dir="auto">{label}</span> }.into_any()
}

/// Most sections that a search offers.
const MAX_FOUND: usize = 20;

/// The sections that a search found, as buttons.
fn sections_found(filled: &Filled) -> Vec<AnyView> {
    let drawing = filled.procedure.drawing.as_ref();
    let found = drawing.map(|drawing| sections_named(drawing, &filled.draft.search));
    found
        .into_iter()
        .flatten()
        .take(MAX_FOUND)
        .map(|section| {
            let value = format!("place:section:{}", section.id);
            let label = label_in(section.label_language.as_deref(), section.label.clone());
            choice(Icon::Place, value, label)
        })
        .collect()
}

/// The search for streets and for sections by their names.
fn address(filled: &Filled) -> Option<AnyView> {
    use msg::statements::place as words;
    let searched = Searched::of(&filled.procedure)?;
    let (summary, hint, act) = match searched {
        Searched::Streets => (words::address(), Some(words::search_hint()), words::search_act()),
        Searched::Both => (
            words::address(),
            Some(words::search_hint()),
            msg::common::search(),
        ),
        Searched::Sections => (words::search_section_title(), None, msg::common::search()),
    };
    let error = filled.form.error("search");
    let search = filled.form.value("search", &filled.draft.search);
    let results = filled.draft.found.clone().map(|found| {
        let sections = sections_found(filled);
        if found.is_empty() && sections.is_empty() {
            let typed = filled.draft.search.clone();
            let none = if searched == Searched::Streets {
                words::found_none(typed)
            } else {
                words::found_none_at_all(typed)
            };
            return view! {
                <p role="status" id="found" tabindex="-1">
                    {t(none)}
                </p>
            }
            .into_any();
        }
        let items = found
            .into_iter()
            .map(|address| {
                let value = format!("place:address:{},{}", address.lat, address.lon);
                let label = view! {
                    <span><span class="plan__label"><bdi>{address.label}</bdi></span> <span class="plan__text"><bdi>{address.town}</bdi></span></span>
                };
                choice(Icon::Place, value, label.into_any())
            })
            .collect_view();
        view! {
            <div role="status"><p class="plan__list-label" id="found" tabindex="-1">{t(msg::statements::place::found())}</p></div>
            <ul class="plan__list" aria-labelledby="found">{sections}{items}</ul>
        }
        .into_any()
    });
    let fold = if results.is_some() || error.is_some() {
        Fold::Open
    } else {
        Fold::Closed
    };
    Some(
        view! {
            <Details summary=t(summary) fold=fold>
                <div on:keydown=search_on_enter>
                <TextField
                    label=t(searched.label())
                    name="search"
                    hint=hint.map(t)
                    value=search
                    error=error
                    autocomplete="off"
                />
                </div>
                <p>
                    <Button kind=ButtonKind::Secondary name="do" value="search" id=SEARCH icon=Icon::Search>
                        {t(act)}
                    </Button>
                </p>
                {results}
            </Details>
        }
        .into_any(),
    )
}

/// The Enter key in the field for streets searches, every time. Without script the server knows by the field's value.
#[cfg(feature = "hydrate")]
fn search_on_enter(event: leptos::ev::KeyboardEvent) {
    use leptos::wasm_bindgen::JsCast;
    if event.key() == "Enter"
        && let Some(button) = document().get_element_by_id(SEARCH)
        && let Ok(button) = button.dyn_into::<leptos::web_sys::HtmlElement>()
    {
        event.prevent_default();
        button.click();
    }
}

#[cfg(not(feature = "hydrate"))]
fn search_on_enter(_: leptos::ev::KeyboardEvent) {}

fn papers(filled: &Filled) -> Option<AnyView> {
    let procedure = &filled.procedure;
    if procedure.chapters.is_empty() && procedure.documents.is_empty() {
        return None;
    }
    let list = |label: String, items: Vec<(String, AnyView)>| {
        (!items.is_empty()).then(|| {
            let items = items
                .into_iter()
                .map(|(value, title)| choice(Icon::File, value, title))
                .collect_view();
            view! { <p class="plan__list-label">{label}</p> <ul class="plan__list">{items}</ul> }
        })
    };
    let chapters = procedure
        .chapters
        .iter()
        .map(|chapter| {
            let title = label_in(Some(&chapter.title_language), chapter.title.clone());
            (format!("place:chapter:{}", chapter.id), title)
        })
        .collect();
    let documents = procedure
        .documents
        .iter()
        .map(|document| {
            let title = label_in(document.title_language.as_deref(), document.title.clone());
            (format!("place:document:{}", document.id), title)
        })
        .collect();
    Some(
        view! {
            <Details summary=t(msg::statements::place::paper())>
                {list(t(msg::statements::place::chapters()), chapters)}
                {list(t(msg::statements::place::documents()), documents)}
            </Details>
        }
        .into_any(),
    )
}
