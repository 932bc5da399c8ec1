//! A map of the plan: a picture from the server, which a script may make live.
//!
//! Accessibility: every task on the map is possible with the controls beside it and without the map at all; nothing
//! has to be dragged. Sections differ by pattern and mark, not by colour alone. The map is never mirrored.
//!
//! With script `app/map.js` puts Leaflet into the empty place beside the picture and takes over the buttons, whose ids
//! are `<id>-north`, `-west`, `-east`, `-south`, `-in`, `-out`, `-take`; the words that it needs stand in attributes.

use leptos::prelude::*;

use super::{PlanSection, plan_drawing};
use crate::ui::{Examples, MaybeText};

/// A part of a raster map beneath the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct MapTile {
    /// Its address.
    pub href: String,
    /// Left edge, upper edge, width and height in units of the drawing.
    pub at: [f64; 4],
}

/// Something at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct MapMember {
    /// The id of its place on the map, for links to it.
    pub id: String,
    /// What is shown for it, such as a number.
    pub mark: String,
    /// Its name, unlike any other's on the map.
    pub name: String,
    /// Where more is said about it.
    pub href: String,
    /// Latitude and longitude.
    pub at: [f64; 2],
}

/// A link at a place: what is there or, with how many there are, several that would cover each other.
#[derive(Clone, Debug, PartialEq)]
pub struct MapMarker {
    /// What is there.
    pub members: Vec<MapMember>,
    /// Its name, unlike any other's on the map.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Where it stands in units of the drawing.
    pub stands: (f64, f64),
    /// Whether it stands in what the picture shows; the keyboard passes over others, which nobody would see focused.
    pub is_seen: bool,
}

/// What a script needs to make the map live.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapLive {
    /// `west,south,east,north` of the whole drawing.
    pub bounds: String,
    /// `west,south,east,north` of what the picture shows.
    pub view: String,
    /// The view box of the whole drawing.
    pub full: String,
    /// The URL template of map tiles.
    pub tiles: MaybeText,
    /// The address that says what lies at a point; `lat` and `lon` are added.
    pub find: MaybeText,
    /// „In der Mitte: %“.
    pub middle: MaybeText,
    /// „außerhalb des Plangebiets“.
    pub outside: MaybeText,
    /// „Stellungnahmen: %1 (Nummer %2)“.
    pub group: MaybeText,
    /// „%1, %2“: how numbers follow each other.
    pub more: MaybeText,
}

/// Diameter of a marker as a part of the picture's width.
pub const MARKER: f64 = 0.085;

/// A map of the plan.
#[component]
pub fn MapFrame(
    /// The stem of the ids.
    #[prop(into)]
    id: String,
    /// What is shown.
    #[prop(into)]
    title: String,
    /// What can be done here.
    #[prop(into)]
    hint: String,
    /// What can be done besides, once a script made the map live.
    #[prop(optional, into)]
    hint_live: MaybeText,
    /// Left edge, upper edge, width and height of what is seen, in units of the drawing.
    window: [f64; 4],
    /// The border of the plan: SVG path data.
    #[prop(into)]
    boundary: String,
    /// The sections.
    sections: Vec<PlanSection>,
    /// Map tiles beneath the plan.
    #[prop(optional)]
    tiles: Vec<MapTile>,
    /// The notice that the tiles' licence asks for.
    #[prop(optional, into)]
    attribution: MaybeText,
    /// What stands on the map.
    #[prop(optional)]
    markers: Vec<MapMarker>,
    /// Whether the plan is seen from so far away that the marks of its sections would cover each other.
    #[prop(optional)]
    far: bool,
    /// Whether the middle is marked by a cross.
    #[prop(optional)]
    cross: bool,
    /// What a script needs.
    #[prop(optional)]
    live: MapLive,
    /// The controls.
    children: Children,
) -> AnyView {
    let [left, top, width, height] = window;
    let mark_size = width * 0.026;
    let view_box = format!("{left:.1} {top:.1} {width:.1} {height:.1}");
    let [title_id, named_by, picture_by, live_by] = [(); 4].map(|()| format!("{id}-title"));
    let hint_id = format!("{id}-hint");
    let role = if markers.is_empty() { "img" } else { "group" };
    let drawn: Vec<_> = plan_drawing::in_order(&sections)
        .into_iter()
        .map(|(_, section)| plan_drawing::shape(&id, section, false))
        .collect();
    // They are there in any case: a live map may come nearer.
    let marks = plan_drawing::marks(&sections, mark_size, plan_drawing::MarksFor::Moving);
    let class = if far {
        "plan__drawing map__picture map__far"
    } else {
        "plan__drawing map__picture"
    };
    let tiles = tiles
        .into_iter()
        .map(|tile| {
            let [x, y, width, height] = tile.at.map(|number| format!("{number:.2}"));
            view! { <image href=tile.href x=x y=y width=width height=height preserveAspectRatio="none"/> }
        })
        .collect_view();
    let markers: Vec<_> = markers
        .into_iter()
        .map(|marker| marker_view(marker, width * MARKER))
        .collect();
    view! {
        <section
            class="map stack stack--small"
            id=id.clone()
            tabindex="-1"
            aria-labelledby=named_by
            // Buttons do what dragging does (WCAG 2.5.7): the suite relies on this mark.
            data-without-dragging=""
            data-map=if cross { "point" } else { "markers" }
            data-bounds=live.bounds
            data-view=live.view
            data-full=live.full
            data-tiles=live.tiles.get()
            data-find=live.find.get()
            data-middle=live.middle.get()
            data-outside=live.outside.get()
            data-group=live.group.get()
            data-more=live.more.get()
        >
            <h2 class="map__title" id=title_id>{title}</h2>
            <p class="kern-hint" id=hint_id.clone()>
                {hint}
                {hint_live.get().map(|hint| view! { <span class="map__hint-live">{format!(" {hint}")}</span> })}
            </p>
            <div class="map__canvas" dir="ltr">
                <svg class=class viewBox=view_box role=role aria-labelledby=picture_by>
                    <defs>{plan_drawing::patterns(&id, mark_size)}</defs>
                    <g class="map__tiles" aria-hidden="true">{tiles}</g>
                    {drawn}
                    <path class="plan__boundary" d=boundary/>
                    {marks}
                    {markers}
                </svg>
                <div class="map__live" role="group" aria-labelledby=live_by aria-describedby=hint_id hidden></div>
                {cross.then(|| view! { <span class="map__cross" aria-hidden="true"></span> })}
            </div>
            {attribution.get().map(|text| view! { <p class="muted" dir="auto">{text}</p> })}
            {children()}
        </section>
    }
    .into_any()
}

fn marker_view(marker: MapMarker, size: f64) -> AnyView {
    let (x, y) = marker.stands;
    let tabindex = (!marker.is_seen).then_some("-1");
    let written = |mark: String| {
        view! {
            <text
                x=format!("{x:.1}")
                y=format!("{y:.1}")
                font-size=format!("{:.1}", size * 0.45)
                text-anchor="middle"
                dominant-baseline="central"
            >
                {mark}
            </text>
        }
    };
    let place = |[lat, lon]: [f64; 2]| format!("{lat},{lon}");
    match <[MapMember; 1]>::try_from(marker.members) {
        Ok([one]) => view! {
            <a
                class="map__marker"
                id=one.id
                href=marker.href
                aria-label=marker.name
                tabindex=tabindex
                data-at=place(one.at)
            >
                <circle cx=format!("{x:.1}") cy=format!("{y:.1}") r=format!("{:.1}", size / 2.0)/>
                {written(one.mark)}
            </a>
        }
        .into_any(),
        Err(members) => {
            let amount = members.len().to_string();
            // For the links of the list, which lead to each, and for a script, which parts them from near.
            let members = members
                .into_iter()
                .map(|one| {
                    view! { <g id=one.id data-at=place(one.at) data-mark=one.mark data-name=one.name data-href=one.href></g> }
                })
                .collect_view();
            let side = format!("{size:.1}");
            view! {
                <a
                    class="map__marker map__marker--group"
                    href=marker.href
                    rel="external nofollow"
                    aria-label=marker.name
                    tabindex=tabindex
                >
                    <rect
                        x=format!("{:.1}", x - size / 2.0)
                        y=format!("{:.1}", y - size / 2.0)
                        width=side.clone()
                        height=side
                    />
                    {written(amount)}
                    {members}
                </a>
            }
            .into_any()
        }
    }
}

/// Examples of maps.
pub(super) fn examples() -> Examples {
    let sections = || {
        vec![PlanSection {
            key: "wa1".into(),
            label: "Wohnen am Hang".into(),
            mark: "WA 1".into(),
            d: "M20 20H150V110H20z".into(),
            at: Some((85.0, 65.0)),
            fill: super::Fill::Lines,
            ..PlanSection::default()
        }]
    };
    let member = |number: &str| MapMember {
        id: format!("marker-{number}"),
        mark: number.into(),
        name: format!("Stellungnahme {number}: Mehr Bäume, Wohnen am Hang"),
        href: format!("#statement-{number}"),
        at: [52.68, 9.3],
    };
    let alone = MapMarker {
        members: vec![member("17")],
        name: member("17").name,
        href: member("17").href,
        stands: (85.0, 65.0),
        is_seen: true,
    };
    let group = MapMarker {
        members: vec![member("4"), member("9")],
        name: "Stellungnahmen: 2 (Nummer 4, 9)".into(),
        href: "#statement-4".into(),
        stands: (140.0, 90.0),
        is_seen: true,
    };
    vec![
        (
            "a cross in the middle",
            view! {
                <MapFrame
                    id="map-a"
                    title="Karte des Plangebiets"
                    hint="Bewegen Sie die Karte, bis das Kreuz auf Ihrer Stelle liegt."
                    window=[0.0, 0.0, 320.0, 240.0]
                    boundary="M20 20H300V180L240 210H20z"
                    sections=sections()
                    cross=true
                >
                    <p role="status">"In der Mitte: Wohnen am Hang"</p>
                </MapFrame>
            }
            .into_any(),
        ),
        (
            "markers",
            view! {
                <MapFrame
                    id="map-b"
                    title="Stellungnahmen auf der Karte"
                    hint="Jede Nummer führt zu einer Stellungnahme in der Liste."
                    window=[0.0, 0.0, 320.0, 240.0]
                    boundary="M20 20H300V180L240 210H20z"
                    sections=sections()
                    markers=vec![alone, group]
                >
                    <ul>
                        <li id="statement-17">"Mehr Bäume"</li>
                        <li id="statement-4">"Mehr Bänke"</li>
                        <li id="statement-9">"Mehr Licht"</li>
                    </ul>
                </MapFrame>
            }
            .into_any(),
        ),
    ]
}
