//! A map of the plan: a picture from the server, which a script may make live.
//!
//! Accessibility: every task on the map is possible with the controls beside it and without the map at all; nothing
//! has to be dragged. Sections differ by pattern and mark, not by colour alone. The map is never mirrored.
//!
//! With script `app/map.js` puts Leaflet into the empty place beside the picture and takes over the buttons, whose ids
//! are `<id>-north`, `-west`, `-east`, `-south`, `-in`, `-out`, `-take`; the words that it needs stand in attributes.

use leptos::prelude::*;

use super::{PlanChoice, PlanSection, plan_drawing};
use crate::ui::{Examples, MaybeText};

/// A part of a raster map beneath the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct MapTile {
    /// Its address.
    pub href: String,
    /// Left edge, upper edge, width and height in units of the drawing.
    pub at: [f64; 4],
}

/// Something at a place: a numbered link to where more is said.
#[derive(Clone, Debug, PartialEq)]
pub struct MapMarker {
    /// The id of the marker, for links to it.
    pub id: String,
    /// What is shown in it, such as a number.
    pub mark: String,
    /// Its name, unlike any other's on the map.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Latitude and longitude.
    pub at: [f64; 2],
    /// Where it stands in units of the drawing.
    pub stands: (f64, f64),
    /// How far it stands aside, in widths of a marker, so that markers of one place do not cover each other.
    pub aside: (f64, f64),
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
        .map(|section| {
            let choice = PlanChoice::Submit { name: String::new() };
            plan_drawing::drawn_section(&id, section, &choice, None)
        })
        .collect();
    let marks = plan_drawing::marks(&sections, mark_size);
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
        >
            <h2 class="map__title" id=title_id>{title}</h2>
            <p class="kern-hint" id=hint_id.clone()>
                {hint}
                {hint_live.get().map(|hint| view! { <span class="map__hint-live">{format!(" {hint}")}</span> })}
            </p>
            <div class="map__canvas" dir="ltr">
                <svg class="plan__drawing map__picture" viewBox=view_box role=role aria-labelledby=picture_by>
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
    let (x, y) = (
        size.mul_add(marker.aside.0, marker.stands.0),
        size.mul_add(marker.aside.1, marker.stands.1),
    );
    let [lat, lon] = marker.at;
    view! {
        <a
            class="map__marker"
            id=marker.id
            href=marker.href
            aria-label=marker.name
            tabindex=(!marker.is_seen).then_some("-1")
            data-at=format!("{lat},{lon}")
            data-aside=format!("{:.2},{:.2}", marker.aside.0, marker.aside.1)
        >
            <circle cx=format!("{x:.1}") cy=format!("{y:.1}") r=format!("{:.1}", size / 2.0)/>
            <text
                x=format!("{x:.1}")
                y=format!("{y:.1}")
                font-size=format!("{:.1}", size * 0.45)
                text-anchor="middle"
                dominant-baseline="central"
            >
                {marker.mark}
            </text>
        </a>
    }
    .into_any()
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
    let marker = |number: &str, aside| MapMarker {
        id: format!("marker-{number}"),
        mark: number.into(),
        name: format!("Stellungnahme {number}: Mehr Bäume, Wohnen am Hang"),
        href: format!("#statement-{number}"),
        at: [52.68, 9.3],
        stands: (85.0, 65.0),
        aside,
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
                    markers=vec![marker("17", (0.0, 0.0)), marker("4", (1.0, 0.5))]
                >
                    <ul>
                        <li id="statement-17">"Mehr Bäume"</li>
                        <li id="statement-4">"Mehr Bänke"</li>
                    </ul>
                </MapFrame>
            }
            .into_any(),
        ),
    ]
}
