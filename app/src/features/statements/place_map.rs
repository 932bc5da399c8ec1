//! Choosing a point on the map.
//!
//! Invariants: every button of the map is a submit button, and the server keeps in the draft where the map looks; with
//! script those that move it move a live map, and nothing is sent until the place is taken.

use leptos::prelude::*;
use shared::{
    plans::map::{MapMove, Plane},
    statements::FoundPlace,
};

use super::controls::Filled;
use crate::{
    context::{use_language, use_site},
    features::procedures::plan_map,
    i18n::{msg, t},
    ui::{Button, ButtonGroup, ButtonKind, Icon, IconView, MapFrame},
};

/// Stands for the place in texts that the script completes.
const SLOT: &str = "%";

/// The button that opens the map, or the map; nothing where the plan has no drawing.
pub(super) fn point(filled: &Filled) -> Option<AnyView> {
    let drawing = filled.procedure.drawing.as_ref()?;
    let plane = Plane::of(drawing)?;
    let Some(view) = filled.draft.map else {
        return Some(
            view! {
                <p class="place__door">
                    <Button kind=ButtonKind::Quiet name="do" value="map:open" id="map-open">
                        {t(msg::statements::map::open())}
                        <IconView icon=Icon::Place/>
                    </Button>
                </p>
            }
            .into_any(),
        );
    };
    let tiles = use_site().tiles;
    let window = plane.window(view);
    let mut live = plan_map::live(&plane, drawing, window, tiles.as_ref());
    live.find = format!(
        "/api/v1/procedures/{}/place?language={}",
        filled.procedure.slug,
        use_language().code()
    )
    .into();
    live.middle = t(msg::statements::map::middle(SLOT)).into();
    live.outside = t(msg::statements::map::outside()).into();
    let middle = filled.draft.middle.as_ref().map(words).unwrap_or_default();
    let take = format!("place:point:{:.6},{:.6}", view.lat, view.lon);
    Some(
        view! {
            <MapFrame
                id="map"
                title=t(msg::statements::map::title())
                hint=t(msg::statements::map::hint())
                hint_live=t(msg::statements::map::hint_live())
                window=window
                boundary=drawing.boundary.clone()
                sections=plan_map::sections(drawing, &plane, view)
                far=plan_map::is_far(&plane, window)
                tiles=plan_map::tiles(&plane, window, tiles.as_ref())
                attribution=tiles.map(|tiles| tiles.attribution)
                cross=true
                live=live
            >
                <p class="map__middle" role="status"><strong dir="auto">{t(msg::statements::map::middle(middle))}</strong></p>
                <div class="map__controls">
                    <div class="map__pad" role="group" aria-label=t(msg::statements::map::moving()) dir="ltr">
                        {MapMove::ALL.into_iter().take(4).map(step).collect_view()}
                    </div>
                    <div class="map__zoom" role="group" aria-label=t(msg::statements::map::zoom())>
                        {MapMove::ALL.into_iter().skip(4).map(step).collect_view()}
                    </div>
                </div>
                <ButtonGroup>
                    <Button kind=ButtonKind::Secondary name="do" value=take id="map-take" icon=Icon::Check>
                        {t(msg::statements::map::take())}
                    </Button>
                    <Button kind=ButtonKind::Quiet name="do" value="map:close" id="map-close">
                        {t(msg::statements::map::close())}
                    </Button>
                </ButtonGroup>
            </MapFrame>
        }
        .into_any(),
    )
}

/// What lies at a point, in words; that it lies outside of the plan is said.
fn words(found: &FoundPlace) -> String {
    if found.inside == Some(false) {
        format!("{} – {}", found.label, t(msg::statements::map::outside()))
    } else {
        found.label.clone()
    }
}

/// The word on a button, and the arrow beside it.
pub(super) fn step_words(step: MapMove) -> (&'static str, String) {
    match step {
        MapMove::North => ("↑", t(msg::statements::map::north())),
        MapMove::West => ("←", t(msg::statements::map::west())),
        MapMove::East => ("→", t(msg::statements::map::east())),
        MapMove::South => ("↓", t(msg::statements::map::south())),
        MapMove::In => ("+", t(msg::statements::map::nearer())),
        MapMove::Out => ("−", t(msg::statements::map::farther())),
    }
}

fn step(step: MapMove) -> AnyView {
    let (sign, word) = step_words(step);
    view! {
        <Button
            kind=ButtonKind::Secondary
            name="do"
            value=format!("map:{}", step.word())
            id=format!("map-{}", step.word())
        >
            <span class="map__sign" aria-hidden="true">{sign}</span>
            " "
            {word}
        </Button>
    }
    .into_any()
}
