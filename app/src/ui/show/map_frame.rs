//! A frame for a map or a drawing, with what to do and the way without it.
//!
//! Accessibility: every task possible on the map is possible without it; the frame says where.

use leptos::prelude::*;

use crate::ui::{Examples, MaybeText};

/// A frame for a map.
#[component]
pub fn MapFrame(
    /// What is shown.
    #[prop(into)]
    label: String,
    /// What can be done here, in one sentence.
    #[prop(into)]
    instruction: String,
    /// The id of the place for the map, for a script.
    #[prop(optional, into)]
    id: MaybeText,
    /// The map, a picture of it, or what stands in its place without script.
    children: Children,
) -> AnyView {
    view! {
        <figure class="map-frame" aria-label=label>
            <div class="map-frame__canvas" id=id.get()>
                {children()}
            </div>
            <figcaption class="map-frame__caption">{instruction}</figcaption>
        </figure>
    }
    .into_any()
}

/// Examples of map frames.
pub(super) fn examples() -> Examples {
    vec![(
        "without script",
        view! {
            <MapFrame
                label="Karte des Plangebiets"
                instruction="Sie können auch eine Adresse eingeben oder eine Fläche aus der Liste wählen."
            >
                <p>"Die Karte erscheint hier, wenn Ihr Gerät sie anzeigen kann."</p>
            </MapFrame>
        }
        .into_any(),
    )]
}
