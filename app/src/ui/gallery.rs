//! All parts with all their examples on one page, for reviews, snapshots and automatic checks.
//!
//! Every example has an id that stays: the part's and the example's name. Examples repeat ids and names of controls on
//! purpose; on the page of all of them each gets its own, and alone (`only`) it is exactly as a page would have it.

#[cfg(feature = "ssr")]
use leptos::prelude::*;

use super::{Part, form, frame, icon, show, text};

/// The language in which parts and examples are named; the examples themselves are German, whatever the page is in.
#[cfg(feature = "ssr")]
const NAMES: &str = "en";

/// Every part by name, with the function that makes its examples.
pub fn parts() -> Vec<Part> {
    let mut parts = frame::parts();
    parts.extend(form::parts());
    parts.extend(show::parts());
    parts.push(("Text of people", text::examples));
    parts.push(("Icon", icon::examples));
    parts
}

/// The id of an example, or of a part where the example is empty.
pub fn example_id(part: &str, example: &str) -> String {
    let word = |text: &str| {
        text.to_lowercase()
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join("-")
    };
    match example {
        "" => word(part),
        _ => format!("{}--{}", word(part), word(example)),
    }
}

/// All examples below one another, or `only` the one with this id. Only the server renders it, so that no browser loads
/// the examples.
#[cfg(feature = "ssr")]
#[component]
pub fn Gallery(
    /// The id of the one example that is shown.
    #[prop(optional, into)]
    only: super::MaybeText,
) -> AnyView {
    let only = only.get();
    let sections: Vec<_> = parts()
        .into_iter()
        .filter_map(|(part, examples)| {
            let examples: Vec<_> = examples()
                .into_iter()
                .filter(|(name, _)| only.as_deref().is_none_or(|only| only == example_id(part, name)))
                .map(|(name, example)| one(part, name, example, only.is_some()))
                .collect();
            if examples.is_empty() {
                return None;
            }
            let heading = format!("part-{}", example_id(part, ""));
            let labelled_by = heading.clone();
            Some(view! {
                <section class="stack" aria-labelledby=labelled_by>
                    <h2 id=heading lang=NAMES dir="ltr">{part}</h2>
                    {examples}
                </section>
            })
        })
        .collect();
    view! { <div class="gallery stack stack--large">{sections}</div> }.into_any()
}

#[cfg(feature = "ssr")]
fn one(part: &str, name: &'static str, example: AnyView, alone: bool) -> AnyView {
    let id = example_id(part, name);
    let html = example.to_html();
    let html = if alone { html } else { own_ids(&html, &id) };
    let link = format!("?example={id}");
    view! {
        <article class="gallery__item" id=id>
            <h3 class="gallery__name" lang=NAMES dir="ltr">
                <a href=link rel="external nofollow">{name}</a>
            </h3>
            <div class="gallery__example" lang="de" dir="ltr" inner_html=html></div>
        </article>
    }
    .into_any()
}

/// Puts `prefix` before every id, every reference to one, and every name of a control, in markup that this crate made.
#[cfg(feature = "ssr")]
fn own_ids(html: &str, prefix: &str) -> String {
    const ATTRIBUTES: [&str; 8] = [
        " id=\"",
        " for=\"",
        " name=\"",
        " form=\"",
        " aria-labelledby=\"",
        " aria-describedby=\"",
        " aria-controls=\"",
        " href=\"#",
    ];
    let mut out = String::with_capacity(html.len() * 2);
    let mut rest = html;
    loop {
        let next = ATTRIBUTES
            .iter()
            .filter_map(|attribute| rest.find(attribute).map(|at| at + attribute.len()))
            .min();
        let Some((before, value)) = next.and_then(|at| rest.split_at_checked(at)) else {
            out.push_str(rest);
            return out;
        };
        out.push_str(before);
        let (value, after) = value.split_once('"').unwrap_or((value, ""));
        let own: Vec<_> = value
            .split_whitespace()
            .map(|id| format!("{prefix}--{id}"))
            .collect();
        out.push_str(&own.join(" "));
        out.push('"');
        rest = after;
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn ids_and_their_references_get_the_same_prefix() {
        assert_eq!(
            own_ids(
                "<label for=\"a\">A</label><input id=\"a\" aria-describedby=\"b c\" value=\"a\">",
                "x"
            ),
            "<label for=\"x--a\">A</label><input id=\"x--a\" aria-describedby=\"x--b x--c\" value=\"a\">"
        );
        assert_eq!(own_ids("<a href=\"#a\">", "x"), "<a href=\"#x--a\">");
    }

    #[test]
    fn every_example_has_an_id_of_its_own() {
        Owner::new().with(|| {
            let ids: Vec<_> = parts()
                .into_iter()
                .flat_map(|(part, examples)| {
                    examples()
                        .into_iter()
                        .map(move |(name, _)| example_id(part, name))
                })
                .collect();
            let unique: std::collections::HashSet<_> = ids.iter().collect();
            assert_eq!(unique.len(), ids.len(), "{ids:?}");
            assert!(
                ids.contains(&"text-field--hint-mark-and-value".to_owned()),
                "{ids:?}"
            );
        });
    }
}
