//! An entry of a list: a title that is a link, and what helps to choose.
//!
//! Accessibility: one link only, with the title as its name; the sheet stretches it over the card, so the whole card
//! answers to a touch while a reader hears the title once.

use leptos::prelude::*;

use crate::ui::{Examples, MaybeText};

/// The rank of a heading, so that parts fit below the headings of their page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rank {
    /// `h2`.
    Two,
    /// `h3`.
    #[default]
    Three,
    /// `h4`.
    Four,
}

impl Rank {
    pub(crate) fn heading(self, class: &'static str, content: AnyView) -> AnyView {
        match self {
            Self::Two => view! { <h2 class=class>{content}</h2> }.into_any(),
            Self::Three => view! { <h3 class=class>{content}</h3> }.into_any(),
            Self::Four => view! { <h4 class=class>{content}</h4> }.into_any(),
        }
    }
}

/// Cards below one another, two or three abreast where there is room.
#[component]
pub fn CardList(
    /// The cards.
    children: Children,
) -> AnyView {
    view! { <ul class="card-list">{children()}</ul> }.into_any()
}

/// One card of a list.
#[component]
pub fn Card(
    /// The title, the text of the link.
    #[prop(into)]
    title: String,
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// A word above the title, such as the kind of entry.
    #[prop(optional, into)]
    preline: MaybeText,
    /// The state, usually a badge.
    #[prop(optional, into)]
    state: Option<AnyView>,
    /// What stands at the foot, such as a date or a number.
    #[prop(optional, into)]
    foot: MaybeText,
    /// The rank of the title.
    #[prop(optional)]
    rank: Rank,
    /// The language of the title, where it differs from the page.
    #[prop(optional, into)]
    lang: MaybeText,
    /// What helps to choose.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let link =
        view! { <a class="kern-link kern-link--stretched" href=href><bdi lang=lang.get()>{title}</bdi></a> }
            .into_any();
    view! {
        <li class="kern-card">
            {preline.get().map(|preline| view! { <p class="kern-preline">{preline}</p> })}
            {rank.heading("kern-title", link)}
            {state.map(|state| view! { <div class="kern-card__state">{state}</div> })}
            {children.map(|children| view! { <div class="kern-card__body">{children()}</div> })}
            {foot.get().map(|foot| view! { <p class="kern-card__footer">{foot}</p> })}
        </li>
    }
    .into_any()
}

/// Examples of cards.
pub(super) fn examples() -> Examples {
    use super::{Badge, Tone};
    vec![(
        "list",
        view! {
            <CardList>
                <Card
                    title="Bebauungsplan Nr. 12 „Am Mühlbach“"
                    href="/verfahren/am-muehlbach"
                    preline="Bebauungsplan"
                    state=view! { <Badge tone=Tone::Success text="Beteiligung läuft" /> }.into_any()
                    foot="Noch 12 Tage, bis 6. Dezember 2026"
                >
                    <p>"Am Mühlbach sollen 80 Wohnungen, eine Kita und ein Uferweg entstehen."</p>
                </Card>
                <Card
                    title="Neue Mitte: Wie soll der Marktplatz aussehen?"
                    href="/verfahren/marktplatz"
                    preline="Dialog"
                    state=view! { <Badge text="Abgeschlossen" /> }.into_any()
                    foot="214 Beiträge"
                />
            </CardList>
        }
        .into_any(),
    )]
}
