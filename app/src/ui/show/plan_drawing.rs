//! A plan as a drawing, with the same sections in a list beside it.
//!
//! Accessibility: the list is complete, in reading order and large enough to touch; the drawing only adds a second
//! way. Sections differ by pattern and by a mark that also stands in the list, not by colour alone (WCAG 1.4.1).
//! In the drawing each section is a link with a name of its own; small ones lie above large ones, so that none is out of
//! reach beneath another; the marks lie above all shapes, for the eyes alone.
//! Inside a form a drawing cannot hold buttons: there each section leads a pointer to its button in the list, and a script
//! presses that (`app/start.js`). For keyboard and listeners the list alone is there, which says the same.
//! Each section is one path, its pattern with the ground beneath, because a drawing has room for 300 (`formats::geo::drawing`).

use leptos::prelude::*;

use crate::ui::{Examples, MaybeText};

/// How a section is filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fill {
    /// Evenly, in a light tone.
    #[default]
    Plain,
    /// With slanted lines.
    Lines,
    /// With dots.
    Dots,
    /// With crossed lines.
    Grid,
    /// With level lines.
    Waves,
}

impl Fill {
    fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Lines => "lines",
            Self::Dots => "dots",
            Self::Grid => "grid",
            Self::Waves => "waves",
        }
    }
}

/// A section of the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanSection {
    /// What is sent or marked; unique in the plan.
    pub key: String,
    /// What it is, for the list and for listeners.
    pub label: String,
    /// A short mark such as „WA 1“, in the drawing and in the list.
    pub mark: String,
    /// SVG path data; empty for one that is in the list alone.
    pub d: String,
    /// Its place in the order in which sections are drawn, each above those before; the same for all: as listed.
    pub rank: u32,
    /// Where the mark stands, in the units of the drawing.
    pub at: Option<(f64, f64)>,
    /// How it is filled.
    pub fill: Fill,
    /// Where the section leads; unused where the list sends a form.
    pub href: String,
    /// A sentence more, in the list.
    pub text: MaybeText,
    /// The language of its name, where it differs from the page.
    pub lang: MaybeText,
}

/// What choosing a section does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanChoice {
    /// It leads to the section's address.
    Links,
    /// It sends the form around the plan, with this name and the section's key.
    Submit {
        /// The name sent with the form.
        name: String,
    },
}

/// A plan as a drawing and a list.
#[component]
pub fn PlanDrawing(
    /// The stem of the ids.
    #[prop(into)]
    id: String,
    /// What is drawn.
    #[prop(into)]
    title: String,
    /// The window of the drawing: SVG `viewBox`.
    #[prop(into)]
    view_box: String,
    /// How many units of the drawing one letter of a mark is high.
    #[prop(default = 14.0)]
    mark_size: f64,
    /// The border of the plan: SVG path data.
    #[prop(optional, into)]
    boundary: MaybeText,
    /// What lies beneath for orientation, such as streets and houses: SVG path data.
    #[prop(optional, into)]
    context: MaybeText,
    /// The sections.
    sections: Vec<PlanSection>,
    /// The key of the section chosen.
    #[prop(optional, into)]
    selected: MaybeText,
    /// „ausgewählt“, said in the list beside the section chosen.
    #[prop(optional, into)]
    selected_text: MaybeText,
    /// What choosing does.
    #[prop(default = PlanChoice::Links)]
    choice: PlanChoice,
    /// The name of the list.
    #[prop(into)]
    list_label: String,
) -> AnyView {
    let selected = selected.get();
    let selected_text = selected_text.get();
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    let list_id = format!("{id}-list");
    let button_id = |at: usize| format!("{id}-{}", at + 1);
    let drawn: Vec<_> = in_order(&sections)
        .into_iter()
        .map(|(at, section)| match choice {
            PlanChoice::Links => linked(&id, section, selected.as_deref()),
            PlanChoice::Submit { .. } => pointing(&id, section, selected.as_deref(), &button_id(at)),
        })
        .collect();
    let marks = marks(&sections, mark_size, MarksFor::Reading);
    let listed: Vec<_> = sections
        .into_iter()
        .enumerate()
        .map(|(at, section)| {
            let chosen_text = selected_text.clone();
            listed_section(section, &choice, selected.as_deref(), chosen_text, button_id(at))
        })
        .collect();
    let is_read = choice == PlanChoice::Links;
    view! {
        <div class="plan">
            <svg
                class="plan__drawing"
                viewBox=view_box
                role=is_read.then_some("group")
                aria-labelledby=is_read.then_some(labelled_by)
                aria-hidden=(!is_read).then_some("true")
            >
                <title id=title_id>{title}</title>
                <defs>{patterns(&id, mark_size)}</defs>
                {context.get().map(|d| view! { <path class="plan__context" d=d /> })}
                {drawn}
                {boundary.get().map(|d| view! { <path class="plan__boundary" d=d /> })}
                {marks}
            </svg>
            <div class="plan__side">
                <p class="plan__list-label" id=list_id.clone()>
                    {list_label}
                </p>
                <ul class="plan__list" aria-labelledby=list_id>
                    {listed}
                </ul>
            </div>
        </div>
    }
    .into_any()
}

/// The sections that are drawn, in their order, each with its place in the list.
pub(super) fn in_order(sections: &[PlanSection]) -> Vec<(usize, &PlanSection)> {
    let mut drawn: Vec<_> = sections
        .iter()
        .enumerate()
        .filter(|(_, section)| !section.d.is_empty())
        .collect();
    drawn.sort_by_key(|(_, section)| section.rank);
    drawn
}

/// A section's shape. What has no pattern, or is chosen, is filled by its style.
pub(super) fn shape(id: &str, section: &PlanSection, is_chosen: bool) -> AnyView {
    let class = if is_chosen {
        "plan__ground plan__ground--selected"
    } else {
        "plan__ground"
    };
    let has_pattern = section.fill != Fill::Plain && !is_chosen;
    let fill = has_pattern.then(|| format!("url(#{id}-{})", section.fill.name()));
    view! { <path class=class d=section.d.clone() fill=fill/> }.into_any()
}

fn is_chosen(section: &PlanSection, selected: Option<&str>) -> bool {
    selected == Some(section.key.as_str())
}

/// A section that is a link.
fn linked(id: &str, section: &PlanSection, selected: Option<&str>) -> AnyView {
    let chosen = is_chosen(section, selected);
    let name = format!("{} {}", section.mark, section.label).trim().to_owned();
    // Within a group, or it would be a link of HTML, which nothing draws.
    view! {
        <g>
            <a
                href=section.href.clone()
                aria-label=name
                lang=section.lang.clone().get()
                aria-current=chosen.then_some("true")
            >
                {shape(id, section, chosen)}
            </a>
        </g>
    }
    .into_any()
}

/// A section that leads a pointer to its button in the list.
fn pointing(id: &str, section: &PlanSection, selected: Option<&str>, button: &str) -> AnyView {
    view! {
        <g>
            <a href=format!("#{button}") tabindex="-1">
                {shape(id, section, is_chosen(section, selected))}
            </a>
        </g>
    }
    .into_any()
}

/// Whether marks stay where they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarksFor {
    /// They stay.
    Reading,
    /// A script moves them: each says whose it is (`data-shape`), by the place of its shape in the order of drawing.
    Moving,
}

/// About how wide a letter of a mark is, as a part of its height.
const LETTER: f64 = 0.65;
/// How much larger the style makes the marks of a map's picture on a telephone.
const LARGER: f64 = 1.6;

/// Which marks would stand on one before them; the rule of the live map as well (`app/map.js`). Each is its middle and its
/// text, `size` the height of a letter.
fn crowded(marks: &[((f64, f64), &str)], size: f64) -> Vec<bool> {
    let mut taken: Vec<(f64, f64, f64)> = Vec::with_capacity(marks.len());
    marks
        .iter()
        .map(|((x, y), text)| {
            let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
            let half = f64::from(letters) * LETTER * size / 2.0;
            let is_crowded = taken.iter().any(|(other_x, other_y, other_half)| {
                (other_y - y).abs() < size && (other_x - x).abs() < other_half + half
            });
            if !is_crowded {
                taken.push((*x, *y, half));
            }
            is_crowded
        })
        .collect()
}

/// The marks of all sections, above all shapes: within its section's shape a mark would be painted over by the sections
/// that come later. A pointer meets the shape beneath, whose name says the mark to listeners. One that would stand on
/// another is left out, or hidden where a script may come nearer: the list has it.
pub(super) fn marks(sections: &[PlanSection], mark_size: f64, used: MarksFor) -> AnyView {
    let order = in_order(sections);
    let moves = used == MarksFor::Moving;
    let marked: Vec<(usize, (f64, f64), &str)> = sections
        .iter()
        .enumerate()
        .filter(|(_, section)| !section.d.is_empty())
        .filter_map(|(at, section)| Some((at, section.at?, section.mark.as_str())))
        .collect();
    let places: Vec<_> = marked.iter().map(|(_, place, mark)| (*place, *mark)).collect();
    let crowded = crowded(&places, if moves { mark_size * LARGER } else { mark_size });
    let marks: Vec<_> = marked
        .into_iter()
        .zip(crowded)
        .filter(|(_, is_crowded)| moves || !is_crowded)
        .map(|((at, (x, y), mark), is_crowded)| {
            let shape = order.iter().position(|(other, _)| *other == at).filter(|_| moves);
            let class = if is_crowded {
                "plan__mark map__crowded"
            } else {
                "plan__mark"
            };
            view! {
                <text
                    class=class
                    x=x.to_string()
                    y=y.to_string()
                    data-shape=shape.map(|at| at.to_string())
                >
                    {mark.to_owned()}
                </text>
            }
        })
        .collect();
    view! {
        <g font-size=mark_size.to_string() text-anchor="middle" dominant-baseline="central" aria-hidden="true">{marks}</g>
    }
    .into_any()
}

fn listed_section(
    section: PlanSection,
    choice: &PlanChoice,
    selected: Option<&str>,
    selected_text: Option<String>,
    button_id: String,
) -> AnyView {
    let chosen = is_chosen(&section, selected);
    let class = if chosen {
        "plan__choice plan__choice--selected"
    } else {
        "plan__choice"
    };
    // A mark with letters, such as "WA 1", is part of the plan's own words.
    let is_word = section.mark.chars().any(char::is_alphabetic);
    let mark_lang = section.lang.clone().get().filter(|_| is_word);
    let content = view! {
        <span class="plan__key" lang=mark_lang>{section.mark}</span>
        <span class="plan__name">
            <span class="plan__label" lang=section.lang.get() dir="auto">{section.label}</span>
            {chosen.then_some(selected_text).flatten().map(|text| view! { <strong>{format!(" – {text}")}</strong> })}
            {section.text.get().map(|text| view! { <span class="plan__text">{text}</span> })}
        </span>
    };
    let current = chosen.then_some("true");
    let control = match choice {
        PlanChoice::Links => {
            view! { <a class=class href=section.href aria-current=current>{content}</a> }.into_any()
        }
        PlanChoice::Submit { name } => view! {
            <button class=class id=button_id type="submit" name=name.clone() value=section.key aria-pressed=current>
                {content}
            </button>
        }
        .into_any(),
    };
    view! { <li>{control}</li> }.into_any()
}

/// The patterns as SVG, with ids that are unique on the page; as coarse as the marks are large. Their ground reaches beyond
/// their edges, where it would be pale else.
pub(super) fn patterns(id: &str, mark_size: f64) -> Vec<AnyView> {
    let scale = format!("scale({})", mark_size / 14.0);
    [
        (Fill::Lines, "M-1 1 1-1M0 8 8 0M7 9l2-2"),
        (Fill::Dots, "M3 4h2M7 0h2M-1 0h2M-1 8h2M7 8h2"),
        (Fill::Grid, "M0 4h8M4 0v8"),
        (Fill::Waves, "M0 4q2-3 4 0t4 0"),
    ]
    .into_iter()
    .map(|(fill, d)| {
        view! {
            <pattern id=format!("{id}-{}", fill.name()) width="8" height="8" patternUnits="userSpaceOnUse" patternTransform=scale.clone()>
                <rect class="plan__tile" x="-1" y="-1" width="10" height="10" />
                <path class="plan__stroke" d=d />
            </pattern>
        }
        .into_any()
    })
    .collect()
}

/// Examples of plans.
pub(super) fn examples() -> Examples {
    let sections = || {
        let section = |key: &str, mark: &str, label: &str, d: &str, at: (f64, f64), fill: Fill| PlanSection {
            key: key.into(),
            label: label.into(),
            mark: mark.into(),
            d: d.into(),
            rank: 0,
            at: Some(at),
            fill,
            href: format!("/plan/{key}"),
            text: MaybeText::default(),
            lang: MaybeText::default(),
        };
        vec![
            PlanSection {
                text: "Bis drei Geschosse, 30 Wohnungen".into(),
                ..section(
                    "wa1",
                    "WA 1",
                    "Wohnen am Hang",
                    "M20 20H150V110H20z",
                    (85.0, 65.0),
                    Fill::Lines,
                )
            },
            section(
                "wa2",
                "WA 2",
                "Wohnen am Bach",
                "M165 20H300V110H165z",
                (232.0, 65.0),
                Fill::Lines,
            ),
            section(
                "road",
                "V",
                "Planstraße A",
                "M20 110H300V130H20z",
                (160.0, 120.0),
                Fill::Plain,
            ),
            section(
                "kita",
                "GB",
                "Kindertagesstätte",
                "M20 130H110V210H20z",
                (65.0, 170.0),
                Fill::Grid,
            ),
            section(
                "green",
                "G",
                "Uferweg und Wiese",
                "M110 130H300V180L240 210H110z",
                (190.0, 168.0),
                Fill::Dots,
            ),
        ]
    };
    vec![
        (
            "links",
            view! {
                <PlanDrawing
                    id="plan-a"
                    title="Plangebiet „Am Mühlbach“"
                    view_box="0 0 320 230"
                    boundary="M20 20H300V180L240 210H20z"
                    context="M0 120H20M300 120H320M0 222Q160 200 320 215"
                    sections=sections()
                    selected="wa2"
                    selected_text="ausgewählt"
                    list_label="Flächen im Plan"
                />
            }
            .into_any(),
        ),
        (
            "inside a form",
            view! {
                <form method="post" action="/ort">
                    <PlanDrawing
                        id="plan-b"
                        title="Plangebiet „Am Mühlbach“"
                        view_box="0 0 320 230"
                        boundary="M20 20H300V180L240 210H20z"
                        sections=sections()
                        choice=PlanChoice::Submit { name: "section".into() }
                        list_label="Um welche Fläche geht es?"
                    />
                </form>
            }
            .into_any(),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_section_lies_above_the_large_one_that_comes_later_in_the_list() {
        let section = |key: &str, rank: u32, d: &str| PlanSection {
            key: key.into(),
            rank,
            d: d.into(),
            ..PlanSection::default()
        };
        let sections = [
            section("kita", 1, "M4 4h2v2h-2z"),
            section("housing", 0, "M0 0h10v10h-10z"),
            section("road", 1, "M2 2h2v2h-2z"),
            section("only in the list", 0, ""),
        ];
        let drawn: Vec<_> = in_order(&sections)
            .iter()
            .map(|(_, section)| section.key.as_str())
            .collect();
        assert_eq!(drawn, ["housing", "kita", "road"]);
    }

    #[test]
    fn a_mark_that_would_stand_on_another_is_left_out() {
        let marks = [
            ((100.0, 100.0), "WA 1"),
            ((110.0, 104.0), "WA 2"),
            ((100.0, 116.0), "WA 3"),
            ((160.0, 100.0), "12"),
        ];
        assert_eq!(crowded(&marks, 14.0), [false, true, false, false]);
        assert_eq!(crowded(&marks, 28.0), [false, true, true, false]);
    }
}
