//! The located comments of a list on the plan: the same comments, by number, beside the list that says all of them.
//!
//! Invariant: each comment of the list that has a place has one marker, and each marker one comment in the list.

use leptos::prelude::*;
use shared::{
    plans::map::{MapMove, MapView, Plane, rounded},
    procedures::Procedure,
    statements::PublicStatement,
};

use super::place_map::step_words;
use crate::{
    context::use_site,
    features::procedures::{plan, plan_map},
    i18n::{msg, t},
    ui::{MapFrame, MapMarker},
};

/// How many characters of a comment stand in the name of its marker.
const NAME: usize = 60;

/// Where the map looks: `lat,lon,zoom` of the address, else the whole plan.
fn view_of(plane: &Plane, text: &str) -> MapView {
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
        (Some(lat), Some(lon), Some(zoom)) => plane.kept(MapView { lat, lon, zoom }),
        _ => plane.whole(),
    }
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
    let view = view_of(&plane, asked);
    let tiles = use_site().tiles;
    let places: Vec<(&PublicStatement, [f64; 2])> = comments
        .iter()
        .filter_map(|comment| {
            comment
                .point
                .map(|[lon, lat]| (comment, [rounded(lat), rounded(lon)]))
        })
        .collect();
    let aside = plan_map::aside(&places.iter().map(|(_, place)| *place).collect::<Vec<_>>());
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
                hint_live=t(msg::statements::map::hint_live())
                window=plane.window(view)
                boundary=drawing.boundary.clone()
                sections=plan::sections(drawing, |_| String::new(), |_| String::new())
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
        let near = view_of(&plane, "52.683,9.305,2");
        assert_eq!((near.lat, near.lon, near.zoom), (52.683, 9.305, 2));
        for nonsense in ["1", "", "a,b,c", "52.683", "NaN,inf,2"] {
            assert_eq!(view_of(&plane, nonsense), plane.whole(), "{nonsense}");
        }
        assert!(view_of(&plane, "89,170,100").lon < 9.5);
    }
}
