//! The located comments of a list on the plan: the same comments, by number, beside the list that says all of them.
//!
//! Invariant: each comment of the list that has a place has one marker, and each marker one comment in the list.

use leptos::prelude::*;
use shared::{
    plans::map::{FARTHEST, MapMove, MapView, Plane, rounded},
    procedures::Procedure,
    statements::PublicStatement,
};

use super::place_map::step_words;
use crate::{
    context::use_site,
    features::procedures::plan_map,
    i18n::{msg, t},
    ui::{MARKER, MapFrame, MapMarker},
};

/// How many characters of a comment stand in the name of its marker.
const NAME: usize = 60;

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

/// The nearest view of the whole plan that shows all places, or the farthest.
fn whole(plane: &Plane, places: impl Iterator<Item = (f64, f64)> + Clone) -> MapView {
    let mut view = plane.whole();
    while view.zoom > FARTHEST && !places.clone().all(|place| is_seen(plane.window(view), place)) {
        view.zoom -= 1;
    }
    view
}

/// Whether a place lies in what is seen.
fn is_seen([left, top, width, height]: [f64; 4], (x, y): (f64, f64)) -> bool {
    (left..=left + width).contains(&x) && (top..=top + height).contains(&y)
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
    let places: Vec<(&PublicStatement, [f64; 2])> = comments
        .iter()
        .filter_map(|comment| {
            comment
                .point
                .map(|[lon, lat]| (comment, [rounded(lat), rounded(lon)]))
        })
        .collect();
    let view = view_of(&plane, asked).unwrap_or_else(|| {
        whole(
            &plane,
            places.iter().map(|(_, [lat, lon])| plane.place(*lat, *lon)),
        )
    });
    let window = plane.window(view);
    let size = MARKER * window[2];
    let tiles = use_site().tiles;
    let stands = |[lat, lon]: [f64; 2]| {
        let (x, y) = plane.place(lat, lon);
        (x / size, y / size)
    };
    let aside = plan_map::aside(&places.iter().map(|(_, place)| stands(*place)).collect::<Vec<_>>());
    let markers = places
        .into_iter()
        .zip(aside)
        .map(|((comment, [lat, lon]), aside)| MapMarker {
            id: format!("marker-{}", comment.number),
            mark: comment.number.to_string(),
            name: name(comment),
            href: format!("#statement-{}", comment.number),
            at: [lat, lon],
            stands: plane.place(lat, lon),
            aside,
            is_seen: is_seen(window, plane.place(lat, lon)),
        })
        .collect();
    let mut steps: Vec<AnyView> = MapMove::ALL
        .into_iter()
        .map(|step| {
                let (sign, word) = step_words(step);
                let MapView { lat, lon, zoom } = plane.moved(view, step);
                let id = format!("map-{}", step.word());
                let href = format!("{}#{id}", address(&format!("{lat},{lon},{zoom}")));
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
                sections=plan_map::sections(drawing, view)
                tiles=plan_map::tiles(&plane, view, tiles.as_ref())
                live=plan_map::live(&plane, drawing, view, tiles.as_ref())
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
    format!("{number}: {}", said.join(", "))
}

#[cfg(test)]
mod tests {
    use shared::plans::Drawing;

    use super::*;

    #[test]
    fn a_view_in_the_address_is_kept_near_the_plan_and_nonsense_shows_all() {
        let drawing = Drawing {
            name: String::new(),
            number: String::new(),
            bbox: [9.3, 52.68, 9.31, 52.686],
            frame: None,
            view_box: "0 0 2000 1980".into(),
            boundary: String::new(),
            sections: Vec::new(),
        };
        let plane = Plane::of(&drawing).unwrap();
        let near = view_of(&plane, "52.683,9.305,2").unwrap();
        assert_eq!((near.lat, near.lon, near.zoom), (52.683, 9.305, 2));
        for nonsense in ["1", "", "a,b,c", "52.683", "NaN,inf,2"] {
            assert_eq!(view_of(&plane, nonsense), None, "{nonsense}");
        }
        assert!(view_of(&plane, "89,170,100").unwrap().lon < 9.5);
        // Everything is seen: nothing outside of the plan needs no wider view, a place beside it does.
        let [inside, beside] = [(1_000.0, 900.0), (3_000.0, 900.0)];
        assert_eq!(whole(&plane, [inside].into_iter()), plane.whole());
        let wider = whole(&plane, [inside, beside].into_iter());
        assert!(wider.zoom < 0 && is_seen(plane.window(wider), beside));
    }
}
