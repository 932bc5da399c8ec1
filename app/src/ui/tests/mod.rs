//! Every example of every part: its HTML contract, and a snapshot of its markup.
//!
//! `cargo test -p app --features ssr` also writes `target/gallery.html` with the style sheets in it, to look at.

#![cfg(feature = "ssr")]

use std::{collections::HashSet, fs, path::Path};

use leptos::prelude::*;
use scraper::{ElementRef, Html, Selector};

use super::{
    gallery::{Gallery, parts},
    sample::{SampleForm, SamplePlan},
};

fn rendered() -> Vec<(String, String)> {
    let owner = Owner::new();
    owner.with(|| {
        parts()
            .into_iter()
            .flat_map(|(part, examples)| {
                examples()
                    .into_iter()
                    .map(move |(name, view)| (format!("{part}: {name}"), view.to_html()))
            })
            .collect()
    })
}

pub(crate) fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).collect()
}

pub(crate) fn words(element: ElementRef) -> String {
    element
        .text()
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn ids(page: &Html) -> Vec<String> {
    select(page, "[id]")
        .into_iter()
        .filter_map(|element| element.attr("id").map(ToOwned::to_owned))
        .collect()
}

#[test]
fn every_control_has_one_label_with_words() {
    let mut controls = 0;
    for (example, html) in rendered() {
        let page = Html::parse_fragment(&html);
        for control in select(&page, "input:not([type=hidden]), select, textarea") {
            controls += 1;
            let id = control
                .attr("id")
                .unwrap_or_else(|| panic!("{example}: a control without an id"));
            let labels = select(&page, &format!("label[for='{id}']"));
            assert_eq!(labels.len(), 1, "{example}: labels of {id}");
            assert!(
                !words(labels[0]).is_empty(),
                "{example}: the label of {id} is empty"
            );
            assert!(control.attr("name").is_some(), "{example}: {id} is not sent");
            assert!(
                control.attr("placeholder").is_none(),
                "{example}: a placeholder is no hint"
            );
        }
    }
    assert!(controls >= 20, "only {controls} controls were seen");
}

#[test]
fn ids_are_unique_and_every_reference_has_its_target() {
    for (example, html) in rendered() {
        let page = Html::parse_fragment(&html);
        let all = ids(&page);
        let known: HashSet<&str> = all.iter().map(String::as_str).collect();
        assert_eq!(known.len(), all.len(), "{example}: an id occurs twice in {all:?}");
        for attribute in ["aria-describedby", "aria-labelledby", "for"] {
            for element in select(&page, &format!("[{attribute}]")) {
                for id in element.attr(attribute).unwrap_or_default().split_whitespace() {
                    assert!(
                        known.contains(id),
                        "{example}: {attribute} names {id}, which is missing"
                    );
                }
            }
        }
        if !example.starts_with("Skip link") {
            for link in select(&page, "a[href^='#']") {
                let target = link.attr("href").unwrap_or_default().trim_start_matches('#');
                assert!(
                    known.contains(target),
                    "{example}: a link leads to {target}, which is missing"
                );
            }
        }
    }
}

#[test]
fn an_error_marks_its_control_and_describes_it() {
    let mut errors = 0;
    for (example, html) in rendered() {
        let page = Html::parse_fragment(&html);
        for error in select(&page, ".kern-error") {
            errors += 1;
            let id = error
                .attr("id")
                .unwrap_or_else(|| panic!("{example}: an error without an id"));
            assert!(
                select(&page, "[aria-describedby]")
                    .into_iter()
                    .any(|element| element
                        .attr("aria-describedby")
                        .is_some_and(|list| list.split_whitespace().any(|named| named == id))),
                "{example}: nothing is described by {id}"
            );
            assert!(
                !select(&page, "[aria-invalid=true]").is_empty(),
                "{example}: no control is marked as invalid"
            );
        }
    }
    assert!(errors >= 7, "only {errors} errors were seen");
}

#[test]
fn links_buttons_pictures_and_landmarks_have_names() {
    for (example, html) in rendered() {
        let page = Html::parse_fragment(&html);
        for element in select(&page, "a, button, summary, legend, caption, h1, h2, h3, h4") {
            let is_for_the_eye = element
                .ancestors()
                .filter_map(ElementRef::wrap)
                .any(|around| around.attr("aria-hidden") == Some("true"));
            if is_for_the_eye {
                assert_eq!(element.attr("tabindex"), Some("-1"), "{example}");
                continue;
            }
            assert!(
                !words(element).is_empty() || element.attr("aria-label").is_some(),
                "{example}: {} without a name",
                element.html()
            );
        }
        for element in select(
            &page,
            "nav, [role=search], [role=region], [role=img], [role=group], figure, dialog",
        ) {
            assert!(
                element
                    .attr("aria-label")
                    .or(element.attr("aria-labelledby"))
                    .is_some(),
                "{example}: {} without a name",
                element.value().name()
            );
        }
        for picture in select(&page, "img") {
            assert!(
                picture.attr("alt").is_some(),
                "{example}: a picture without an alternative"
            );
        }
    }
}

#[test]
fn nothing_is_styled_scripted_or_disabled_in_place() {
    for (example, html) in rendered() {
        let page = Html::parse_fragment(&html);
        for attribute in ["style", "onclick", "disabled"] {
            assert!(
                select(&page, &format!("[{attribute}]")).is_empty(),
                "{example}: has {attribute}"
            );
        }
    }
}

#[test]
fn what_a_person_wrote_stays_text_and_is_shown_exactly() {
    let (_, html) = rendered()
        .into_iter()
        .find(|(name, _)| name.starts_with("Text area: error"))
        .unwrap();
    let page = Html::parse_fragment(&html);
    let area = select(&page, "textarea")[0];
    assert_eq!(
        area.text().collect::<String>(),
        "Der <Bach> & die Wiese\n\nbleiben."
    );
    assert!(select(&page, "bach").is_empty());
}

#[test]
fn an_empty_text_area_is_empty() {
    let (_, html) = rendered()
        .into_iter()
        .find(|(name, _)| name == "Text area: limit")
        .unwrap();
    let page = Html::parse_fragment(&html);
    assert_eq!(select(&page, "textarea")[0].text().collect::<String>(), "");
}

#[test]
fn the_markup_of_every_example_is_as_reviewed() {
    for (example, html) in rendered() {
        let name: String = example
            .to_lowercase()
            .chars()
            .map(|letter| if letter.is_alphanumeric() { letter } else { '_' })
            .collect();
        insta::assert_snapshot!(name, html.replace("><", ">\n<"));
    }
}

/// The sheets in the order in which they are served: tokens, base, parts, features.
pub(crate) fn sheets() -> String {
    let style = Path::new(env!("CARGO_MANIFEST_DIR")).join("../style");
    let mut files = vec![style.join("tokens.css"), style.join("base.css")];
    for folder in ["ui", "features"] {
        let mut more: Vec<_> = fs::read_dir(style.join(folder))
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .filter(|path| path.extension().is_some_and(|extension| extension == "css"))
            .collect();
        more.sort();
        files.extend(more);
    }
    files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect()
}

#[test]
fn sheets_use_logical_properties_and_plain_colours_only() {
    let css = sheets();
    let physical = [
        "margin-left",
        "margin-right",
        "padding-left",
        "padding-right",
        "border-left",
        "border-right",
        "text-align: left",
        "text-align: right",
        "float: left",
        "float: right",
        " left:",
        " right:",
        "oklch(",
        "color-mix(",
        "scroll-behavior",
        "@import",
    ];
    for line in css.lines() {
        for word in physical {
            assert!(!line.contains(word), "{word} in: {line}");
        }
    }
    for sides in css
        .lines()
        .filter(|line| line.contains("margin: ") || line.contains("padding: "))
    {
        for declaration in sides.split(['{', ';']).map(str::trim) {
            if let Some((property, value)) = declaration.split_once(": ")
                && matches!(property, "margin" | "padding")
            {
                assert!(
                    value.split(' ').count() < 4 || value.contains('('),
                    "four physical sides in: {sides}"
                );
            }
        }
    }
}

mod contrast;

#[test]
fn the_gallery_and_the_sample_pages_can_be_looked_at() {
    let owner = Owner::new();
    let target = std::option_env!("CARGO_TARGET_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"),
        |path| Path::new(path).to_path_buf(),
    );
    fs::create_dir_all(&target).unwrap();
    let pages = owner.with(|| {
        [
            (
                "gallery",
                view! { <main class="page page--content"><Gallery /></main> }
                    .into_any()
                    .to_html(),
            ),
            ("gallery-plan", view! { <SamplePlan /> }.into_any().to_html()),
            ("gallery-form", view! { <SampleForm /> }.into_any().to_html()),
        ]
    });
    for (name, body) in pages {
        let page = format!(
            "<!doctype html><html lang=\"de\"><head><meta charset=\"utf-8\"><title>Bausteine</title>\
             <meta name=\"viewport\" content=\"width=device-width\"><style>{}</style></head>\
             <body>{body}</body></html>",
            sheets()
        );
        assert_eq!(select(&Html::parse_document(&page), "main").len(), 1, "{name}");
        fs::write(target.join(format!("{name}.html")), page).unwrap();
    }
    assert!(parts().len() >= 40);
}
