//! All parts with all their examples on one page, for reviews, snapshots and automatic checks.

use leptos::prelude::*;

use super::{Part, form, frame, icon, show, text};

/// Every part by name, with the function that makes its examples.
pub fn parts() -> Vec<Part> {
    let mut parts = frame::parts();
    parts.extend(form::parts());
    parts.extend(show::parts());
    parts.push(("Text of people", text::examples));
    parts.push(("Icon", icon::examples));
    parts
}

/// All examples below one another. Examples repeat names and ids on purpose, so this page is for looking, and each
/// example is checked by itself.
#[component]
pub fn Gallery() -> AnyView {
    let sections: Vec<_> = parts()
        .into_iter()
        .map(|(part, examples)| {
            let examples: Vec<_> = examples()
                .into_iter()
                .map(|(name, example)| {
                    view! {
                        <p class="gallery__name">{name}</p>
                        <div class="gallery__example">{example}</div>
                    }
                })
                .collect();
            view! {
                <section class="stack">
                    <h2>{part}</h2>
                    {examples}
                </section>
            }
        })
        .collect();
    view! { <div class="gallery stack stack--large">{sections}</div> }.into_any()
}
