//! The located comments of a list on the plan: the same comments, by number, beside the list that says all of them.
//!
//! Invariant: each comment of the list that has a place stands in one marker, alone or with those that are near, and each
//! marker has its comments in the list.

use leptos::prelude::*;
use shared::{
    plans::map::{ASPECT, FARTHEST, MapMove, MapView, NEAREST, Plane, rounded},
    procedures::Procedure,
    statements::PublicStatement,
};

use super::place_map::step_words;
use crate::{
    context::{use_language, use_site},
    features::procedures::plan_map,
    i18n::{format, joined, msg, t},
    ui::{MARKER, MapFrame, MapMarker, MapMember},
};

/// How many characters of a comment stand in the name of its marker.
const NAME: usize = 60;
/// How much more than the plan and the places is seen, so that no marker is cut off.
const MARGIN: f64 = 1.12;

/// Where the map looks: `lat,lon,zoom` of the address.
fn view_of(plane: &Plane, text: &str) -> Option<MapView> {
    let mut parts = text.split(',');
    let mut degrees = || {
        parts
            .next()?
            .parse::<f64>()
            .ok()
            .filter(|degrees| degrees.is_finite())
    };
    match (
        degrees(),
        degrees(),
        text.rsplit(',').next().and_then(|zoom| zoom.parse().ok()),
    ) {
        (Some(lat), Some(lon), Some(zoom)) => Some(plane.kept(MapView { lat, lon, zoom })),
        _ => None,
    }
}

/// What shows the plan and all places as large as the map has room, and the view from which its buttons lead on.
fn fitting(plane: &Plane, places: &[(f64, f64)]) -> ([f64; 4], MapView) {
    let [left, top, right, bottom] = places.iter().fold(
        [0.0, 0.0, plane.width, plane.height],
        |[left, top, right, bottom], (x, y)| [left.min(*x), top.min(*y), right.max(*x), bottom.max(*y)],
    );
    let whole = plane.whole();
    let farthest = MapView {
        zoom: FARTHEST,
        ..whole
    };
    let fit = (right - left).max((bottom - top) * ASPECT) * MARGIN;
    // A place that is farther away than a map may show is in the list alone: the plan would shrink to a dot.
    let (width, (x, y)) = if fit > plane.window(farthest)[2] {
        (plane.window(farthest)[2], (plane.width / 2.0, plane.height / 2.0))
    } else {
        (fit, (f64::midpoint(left, right), f64::midpoint(top, bottom)))
    };
    let height = width / ASPECT;
    let (lat, lon) = plane.lat_lon(x, y);
    let zoom = (plane.window(whole)[2] / width).log2().floor() as i8;
    (
        [x - width / 2.0, y - height / 2.0, width, height],
        plane.kept(MapView { lat, lon, zoom }),
    )
}

/// The farthest nearer view in which the markers of a group come apart; `None` where they stand at one place.
fn apart(plane: &Plane, view: MapView, places: &[(f64, f64)]) -> Option<MapView> {
    let count = places.len().max(1) as f64;
    let (x, y) = places.iter().fold((0.0, 0.0), |(a, b), (x, y)| (a + x, b + y));
    let (lat, lon) = plane.lat_lon(x / count, y / count);
    (view.zoom.saturating_add(1)..=NEAREST)
        .map(|zoom| plane.kept(MapView { lat, lon, zoom }))
        .find(|nearer| {
            let size = MARKER * plane.window(*nearer)[2];
            let stands: Vec<_> = places.iter().map(|(x, y)| (x / size, y / size)).collect();
            plan_map::groups(&stands).len() > 1
        })
}

/// A view as an address names it ([`view_of`]).
fn written(MapView { lat, lon, zoom }: MapView) -> String {
    format!("{lat},{lon},{zoom}")
}

/// A comment as it stands on the map, and where that is in units of the drawing.
fn member(comment: &PublicStatement, plane: &Plane) -> Option<(MapMember, (f64, f64))> {
    let [lon, lat] = comment.point?;
    let (lat, lon) = (rounded(lat), rounded(lon));
    let member = MapMember {
        id: format!("marker-{}", comment.number),
        mark: comment.number.to_string(),
        name: name(comment),
        href: format!("#statement-{}", comment.number),
        at: [lat, lon],
    };
    Some((member, plane.place(lat, lon)))
}

/// The markers: where they would cover each other, one for several, which comes nearer or leads to the list.
fn markers(
    plane: &Plane,
    view: MapView,
    window: [f64; 4],
    placed: &[(MapMember, (f64, f64))],
    address: impl Fn(&str) -> String,
) -> Vec<MapMarker> {
    let size = MARKER * window[2];
    let stands: Vec<_> = placed.iter().map(|(_, (x, y))| (x / size, y / size)).collect();
    plan_map::groups(&stands)
        .into_iter()
        .filter_map(|group| {
            let (members, places): (Vec<MapMember>, Vec<(f64, f64)>) =
                group.into_iter().filter_map(|at| placed.get(at).cloned()).unzip();
            let (first, stands) = (members.first()?, *places.first()?);
            let (name, href) = if members.len() == 1 {
                (first.name.clone(), first.href.clone())
            } else {
                let numbers: Vec<&str> = members.iter().map(|member| member.mark.as_str()).collect();
                let (amount, numbers) = (
                    members.len().to_string(),
                    format::series(&numbers, use_language()),
                );
                let nearer =
                    apart(plane, view, &places).map(|view| format!("{}#map", address(&written(view))));
                (
                    t(msg::statements::map::comments_group(amount, numbers)),
                    nearer.unwrap_or_else(|| first.href.clone()),
                )
            };
            Some(MapMarker {
                name,
                href,
                stands,
                is_seen: plan_map::is_seen(window, stands),
                members,
            })
        })
        .collect()
}

/// The map of a page of comments; `address` makes the address of a view. Nothing where the plan has no drawing.
pub(super) fn map(
    procedure: &Procedure,
    comments: &[PublicStatement],
    asked: &str,
    address: impl Fn(&str) -> String,
) -> Option<AnyView> {
    let drawing = procedure.drawing.as_ref()?;
    let plane = Plane::of(drawing)?;
    let placed: Vec<_> = comments
        .iter()
        .filter_map(|comment| member(comment, &plane))
        .collect();
    let places: Vec<_> = placed.iter().map(|(_, place)| *place).collect();
    let (window, view) = match view_of(&plane, asked) {
        Some(view) => (plane.window(view), view),
        None => fitting(&plane, &places),
    };
    let tiles = use_site().tiles;
    let markers = markers(&plane, view, window, &placed, &address);
    let mut live = plan_map::live(&plane, drawing, window, tiles.as_ref());
    live.group = t(msg::statements::map::comments_group("%1", "%2")).into();
    live.more = t(msg::common::list::more("%1", "%2")).into();
    let mut steps: Vec<AnyView> = MapMove::ALL
        .into_iter()
        .map(|step| {
                let (sign, word) = step_words(step);
                let id = format!("map-{}", step.word());
                let href = format!("{}#{id}", address(&written(plane.moved(view, step))));
                view! {
                    <a class="kern-btn kern-btn--secondary" id=id href=href rel="external nofollow">
                        <span class="kern-btn__text"><span class="map__sign" aria-hidden="true">{sign}</span>" "{word}</span>
                    </a>
                }
                .into_any()
            })
        .collect();
    let zoom = steps.split_off(4);
    Some(
        view! {
            <MapFrame
                id="map"
                title=t(msg::statements::map::comments_title())
                hint=t(msg::statements::map::comments_hint())
                window=window
                boundary=drawing.boundary.clone()
                sections=plan_map::sections(drawing, &plane, view)
                far=plan_map::is_far(&plane, window)
                tiles=plan_map::tiles(&plane, window, tiles.as_ref())
                live=live
                attribution=tiles.map(|tiles| tiles.attribution)
                markers=markers
            >
                <div class="map__controls">
                    <div class="map__pad" role="group" aria-label=t(msg::statements::map::moving()) dir="ltr">
                        {steps}
                    </div>
                    <div class="map__zoom" role="group" aria-label=t(msg::statements::map::zoom())>{zoom}</div>
                </div>
            </MapFrame>
        }
        .into_any(),
    )
}

/// The marker's name: number, beginning of the text, place. The number makes it unlike any other.
fn name(comment: &PublicStatement) -> String {
    let line = comment.body.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = match line.char_indices().nth(NAME) {
        Some((end, _)) => format!("{} …", line.get(..end).unwrap_or_default().trim_end()),
        None => line,
    };
    let number = t(msg::statements::comments::number(i64::from(comment.number.0)));
    let parts = [text.as_str(), comment.place.as_str()];
    let said = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>();
    joined(&number, &format::series(&said, use_language()))
}

#[cfg(test)]
mod tests {
    use shared::plans::Drawing;

    use super::*;

    fn plane() -> Plane {
        let drawing = Drawing {
            name: String::new(),
            number: String::new(),
            bbox: [9.3, 52.68, 9.31, 52.686],
            frame: None,
            view_box: "0 0 2000 1980".into(),
            boundary: String::new(),
            sections: Vec::new(),
        };
        Plane::of(&drawing).unwrap()
    }

    #[test]
    fn a_view_in_the_address_is_kept_near_the_plan_and_nonsense_shows_all() {
        let plane = plane();
        let near = view_of(&plane, "52.683,9.305,2").unwrap();
        assert_eq!((near.lat, near.lon, near.zoom), (52.683, 9.305, 2));
        for nonsense in ["1", "", "a,b,c", "52.683", "NaN,inf,2"] {
            assert_eq!(view_of(&plane, nonsense), None, "{nonsense}");
        }
        assert!(view_of(&plane, "89,170,100").unwrap().lon < 9.5);
        // The plan fills the map; a place beside it makes what is seen only as much wider as it must.
        let (beside, far) = ((3_000.0, 900.0), (90_000.0, 900.0));
        let (window, view) = fitting(&plane, &[(1_000.0, 900.0)]);
        assert!(plane.height * ASPECT > 0.85 * window[2], "{window:?}");
        assert_eq!(view.zoom, 0);
        let (wider, _) = fitting(&plane, &[beside]);
        assert!(
            plan_map::is_seen(wider, beside) && wider[2] < 1.3 * window[2],
            "{wider:?}"
        );
        // Nobody can shrink the plan to a dot.
        let (widest, view) = fitting(&plane, &[far]);
        assert!(!plan_map::is_seen(widest, far));
        assert_eq!((widest[2], view.zoom), (plane.window(view)[2], FARTHEST));
    }

    #[test]
    fn a_group_comes_apart_nearer_and_one_of_a_single_place_does_not() {
        let plane = plane();
        let (whole, near) = (plane.whole(), [(1_000.0, 900.0), (1_100.0, 900.0)]);
        let nearer = apart(&plane, whole, &near).unwrap();
        let size = MARKER * plane.window(nearer)[2];
        assert!(nearer.zoom > whole.zoom && size <= 100.0, "{nearer:?}");
        assert_eq!(apart(&plane, whole, &[(1_000.0, 900.0), (1_000.0, 900.0)]), None);
    }
}
