//! Choosing an area in the simplified view where a plan has many: first of what kind it is, then which one, a few on a page.
//!
//! Invariants: each area that the public sees stands on exactly one page; each button stores the draft, as all that choose a
//! place do.

use leptos::prelude::*;
use shared::plans::{AreaKind, Drawing};

use super::{
    controls::Filled,
    place::{choice, choosable, drawn},
    step::{Screen, Step},
};
use crate::{
    context::use_language,
    i18n::{msg, t},
    routes,
    ui::{Button, ButtonKind, Icon, IconView, PlanSection},
};

/// Most areas on one page.
const MOST: usize = 6;
/// Most kinds on one page: nearly every plan has fewer, and their names are short.
const MOST_KINDS: usize = 8;
/// What is asked for before an area: its kind.
const KINDS: &str = "kinds";

/// A page that asks for an area or for its kind.
pub(super) struct AreasPage {
    /// The question, which is the title of the page.
    pub question: String,
    /// The answers, as buttons.
    pub choices: AnyView,
    /// What the button for those that the page has no room for does; none on the last page.
    pub more: Option<String>,
    /// The address of the page before.
    pub back: String,
}

/// The areas of one kind, in the order of the plan.
struct Group {
    kind: AreaKind,
    areas: Vec<PlanSection>,
}

/// The areas that the public sees by their kinds, in the order in which the plan begins them.
fn groups(drawing: &Drawing) -> Vec<Group> {
    let kinds = drawing.sections.iter().filter(|section| !section.hidden);
    let mut groups: Vec<Group> = Vec::new();
    for (section, area) in kinds.zip(choosable(drawing)) {
        let kind = section.kind;
        match groups.iter_mut().find(|group| group.kind == kind) {
            Some(group) => group.areas.push(area),
            None => groups.push(Group {
                kind,
                areas: vec![area],
            }),
        }
    }
    groups
}

/// What is asked first; nothing where all areas have room on one page. Where all are alike nobody is asked for the kind.
fn first(groups: &[Group]) -> Option<&'static str> {
    let all: usize = groups.iter().map(|group| group.areas.len()).sum();
    match groups {
        _ if all <= MOST => None,
        [only] => Some(word(only.kind)),
        _ => Some(KINDS),
    }
}

/// The button that leads to the first of these pages; nothing where they are not needed.
pub(super) fn door(filled: &Filled) -> Option<AnyView> {
    let first = first(&groups(filled.procedure.drawing.as_ref()?))?;
    let action = button(first, 0);
    Some(
        view! {
            <p class="place__door">
                <Button kind=ButtonKind::Quiet name="do" value=action>
                    {t(msg::statements::place::section())}
                    <IconView icon=Icon::Forward/>
                </Button>
            </p>
        }
        .into_any(),
    )
}

/// The page that an address asks for: a kind, or [`KINDS`], and how many stand on the pages before. Nothing where the plan
/// has no such page.
pub(super) fn page(filled: &Filled, of: &str, from: &str) -> Option<AreasPage> {
    let groups = groups(filled.procedure.drawing.as_ref()?);
    let first = first(&groups)?;
    let from = from.parse().unwrap_or_default();
    if of == first && first == KINDS {
        return Some(kinds_page(filled, groups, from));
    }
    let at = groups.iter().position(|group| word(group.kind) == of)?;
    // Back leads to the page of kinds from which this one was reached.
    let before = if first == KINDS {
        address(filled, KINDS, at - at % MOST_KINDS)
    } else {
        Step::Place.address(use_language(), &filled.procedure.slug)
    };
    let group = groups.into_iter().nth(at)?;
    areas_page(filled, group, from, before)
}

fn kinds_page(filled: &Filled, groups: Vec<Group>, from: usize) -> AreasPage {
    use msg::statements::place::areas;
    let few = Few::of(groups, from, MOST_KINDS);
    let back = if few.from == 0 {
        Step::Place.address(use_language(), &filled.procedure.slug)
    } else {
        address(filled, KINDS, few.from - MOST_KINDS)
    };
    let more = few.next.map(|next| button(KINDS, next));
    let kinds = few
        .shown
        .into_iter()
        .map(|group| {
            let amount = t(areas::amount(i64::try_from(group.areas.len()).unwrap_or(i64::MAX)));
            let label = view! {
                <span><span class="plan__label">{kind_name(group.kind)}</span> <span class="plan__text">{amount}</span></span>
            };
            choice(Icon::Place, button(word(group.kind), 0), label.into_any())
        })
        .collect_view();
    AreasPage {
        question: t(areas::kind()),
        choices: view! { <div class="place__ways"><ul class="plan__list">{kinds}</ul></div> }.into_any(),
        more,
        back,
    }
}

fn areas_page(filled: &Filled, group: Group, from: usize, before: String) -> Option<AreasPage> {
    let drawing = filled.procedure.drawing.as_ref()?;
    let Group { kind, areas } = group;
    let few = Few::of(areas, from, MOST);
    let back = if few.from == 0 {
        before
    } else {
        address(filled, word(kind), few.from - MOST)
    };
    Some(AreasPage {
        question: t(msg::statements::place::section_list()),
        choices: drawn(filled, drawing, few.shown, kind_name(kind)),
        more: few.next.map(|next| button(word(kind), next)),
        back,
    })
}

/// Those of a list that stand on one page.
struct Few<T> {
    shown: Vec<T>,
    /// How many stand on the pages before.
    from: usize,
    /// How many stand up to the end of this page, where others come behind it.
    next: Option<usize>,
}

impl<T> Few<T> {
    /// The page of at most so many that holds the one behind `from`; the first page where the list is not as long.
    fn of(all: Vec<T>, from: usize, most: usize) -> Self {
        let from = if from < all.len() { from - from % most } else { 0 };
        let next = Some(from + most).filter(|next| *next < all.len());
        Self {
            shown: all.into_iter().skip(from).take(most).collect(),
            from,
            next,
        }
    }
}

/// What the button for a page does.
fn button(of: &str, from: usize) -> String {
    format!("areas:{of}:{from}")
}

/// The address of a page.
fn address(filled: &Filled, of: &str, from: usize) -> String {
    let step = Step::Place.address(use_language(), &filled.procedure.slug);
    routes::areas(&step, of, &from.to_string())
}

/// A kind in addresses.
fn word(kind: AreaKind) -> &'static str {
    match kind {
        AreaKind::Housing => "housing",
        AreaKind::Mixed => "mixed",
        AreaKind::Commerce => "commerce",
        AreaKind::Special => "special",
        AreaKind::Traffic => "traffic",
        AreaKind::Green => "green",
        AreaKind::Sport => "sport",
        AreaKind::Supply => "supply",
        AreaKind::Community => "community",
        AreaKind::Water => "water",
        AreaKind::Forest => "forest",
        AreaKind::Farming => "farming",
        AreaKind::Area => "other",
    }
}

/// A kind as somebody calls it who never read a plan.
fn kind_name(kind: AreaKind) -> String {
    use msg::statements::place::areas;
    t(match kind {
        AreaKind::Housing => areas::housing(),
        AreaKind::Mixed => areas::mixed(),
        AreaKind::Commerce => areas::commerce(),
        AreaKind::Special => areas::special(),
        AreaKind::Traffic => areas::traffic(),
        AreaKind::Green => areas::green(),
        AreaKind::Sport => areas::sport(),
        AreaKind::Supply => areas::supply(),
        AreaKind::Community => areas::community(),
        AreaKind::Water => areas::water(),
        AreaKind::Forest => areas::forest(),
        AreaKind::Farming => areas::farming(),
        AreaKind::Area => areas::other(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(kind: AreaKind, areas: usize) -> Group {
        Group {
            kind,
            areas: vec![PlanSection::default(); areas],
        }
    }

    #[test]
    fn the_kind_is_asked_first_unless_all_areas_have_room_or_are_alike() {
        assert_eq!(first(&[]), None);
        assert_eq!(
            first(&[group(AreaKind::Housing, 4), group(AreaKind::Green, 2)]),
            None
        );
        assert_eq!(
            first(&[group(AreaKind::Housing, 4), group(AreaKind::Green, 3)]),
            Some("kinds")
        );
        assert_eq!(first(&[group(AreaKind::Housing, 7)]), Some("housing"));
    }

    #[test]
    fn each_stands_on_exactly_one_page_and_nonsense_begins_with_the_first() {
        let all: Vec<usize> = (0..14).collect();
        let (mut seen, mut from) = (Vec::new(), Some(0));
        while let Some(asked) = from {
            let page = Few::of(all.clone(), asked, MOST);
            assert!(page.shown.len() <= MOST, "{:?}", page.shown);
            assert_eq!(page.from, asked);
            seen.extend(page.shown);
            from = page.next;
        }
        assert_eq!(seen, all);
        for nonsense in [14, usize::MAX] {
            assert_eq!(Few::of(all.clone(), nonsense, MOST).from, 0);
        }
        // In the middle of a page it is that page.
        assert_eq!(Few::of(all, 8, MOST).shown, [6, 7, 8, 9, 10, 11]);
        assert_eq!(Few::of(Vec::<usize>::new(), 0, MOST).next, None);
    }
}
