//! The page that lists every page, names above titles, and what a page in easy language leaves away.

use std::collections::HashSet;

use super::{Asked, page, render, sample::World, select, words};

/// Public pages that the overview leaves out, and why.
const REACHED_OTHERWISE: [(&str, &str); 10] = [
    ("/overview", "is the page itself"),
    (
        "/procedures/hafenquartier-nord/comment/check",
        "is a step of a form",
    ),
    (
        "/procedures/hafenquartier-nord/comments/:number",
        "is on the list of comments",
    ),
    ("/r/:code", "a code opens it"),
    ("/r/:code/sent", "a code opens it"),
    ("/r/:code/withdraw", "a code opens it"),
    ("/accessibility/report/sent/:number", "is a step of a form"),
    ("/gallery", "is for those who make the pages"),
    ("/offline", "stands in for a page without network"),
    ("/staff/*rest", "is for staff"),
];

/// The addresses of the application after their language, with the sample's procedure in them.
fn routes() -> Vec<String> {
    include_str!("../../shell.rs")
        .split("path!(\"/:language")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|path| path.replace(":procedure", "hafenquartier-nord"))
        .collect()
}

#[tokio::test]
async fn signing_in_is_loaded_from_the_server_because_staffs_pages_have_a_style_of_their_own() {
    let shown = render(Asked::new("/de/overview", World::Decided)).await.page();
    for place in ["main", "footer"] {
        let links = select(&shown, &format!("{place} a[href='/de/sign-in']"));
        assert!(
            !links.is_empty() && links.iter().all(|link| link.attr("rel") == Some("external")),
            "{place}"
        );
    }
}

#[tokio::test]
async fn every_public_page_is_on_the_overview() {
    for asked in [
        Asked::new("/de/overview", World::Decided),
        Asked::new("/de/overview", World::Decided).simple(),
    ] {
        let shown = render(asked).await.page();
        let links: HashSet<_> = select(&shown, "main a")
            .into_iter()
            .filter_map(|link| Some(link.attr("href")?.split('?').next()?.to_owned()))
            .collect();
        assert!(routes().len() > 20, "the routes are not read any more");
        for route in routes() {
            if REACHED_OTHERWISE.iter().any(|(path, _)| *path == route) {
                continue;
            }
            let found = match route.split_once("/:chapter") {
                Some((folder, _)) => links
                    .iter()
                    .any(|link| link.starts_with(&format!("/de{folder}/"))),
                None => links.contains(&format!("/de{route}")),
            };
            assert!(found, "{route} is missing");
        }
    }
}

#[tokio::test]
async fn the_overview_reads_the_list_of_procedures_to_its_end_and_sorts_it_by_phase() {
    let shown = page("overview").await.page();
    let text = words(select(&shown, "main")[0]);
    let at = |part: &str| {
        text.find(part)
            .unwrap_or_else(|| panic!("{part} is missing in {text}"))
    };
    let places = [
        "Jetzt offen",
        "Hafenquartier Nord",
        "Beginnt bald",
        "Radweg Mühlenstraße",
        "Entschieden",
        "Solarpark am Galgenberg",
        "Altes Rathaus",
    ]
    .map(at);
    assert!(places.is_sorted(), "{text}");
    assert!(
        !text.contains("Wird geprüft"),
        "a phase without procedures is not named"
    );
    // Where nothing can be said, no act is offered.
    assert_eq!(select(&shown, "main a[href$='/comment']").len(), 1);
}

#[tokio::test]
async fn nobody_hears_the_kind_of_a_plan_twice() {
    let heading = |shown: &scraper::Html| words(select(shown, "h1")[0]);
    let german = render(Asked::new("/de/procedures/hafenquartier-nord", World::Open)).await;
    assert_eq!(
        heading(&german.page()),
        "Bebauungsplan Nr. 47 „Hafenquartier Nord“"
    );
    let arabic = render(Asked::new("/ar/procedures/hafenquartier-nord", World::Open)).await;
    assert!(
        heading(&arabic.page()).ends_with("Bebauungsplan Nr. 47 „Hafenquartier Nord“")
            && !heading(&arabic.page()).starts_with("Bebauungsplan"),
        "the kind is in the page's language: {}",
        heading(&arabic.page())
    );
}

#[tokio::test]
async fn a_german_name_above_an_arabic_title_is_isolated_and_german() {
    let shown = render(Asked::new(
        "/ar/procedures/hafenquartier-nord/record",
        World::Open,
    ))
    .await;
    let page = shown.page();
    let above = select(&page, "h1 .kern-preline > bdi");
    assert_eq!(above.len(), 1);
    assert_eq!(above[0].attr("lang"), Some("de"));
    let way = select(&page, ".breadcrumbs a bdi");
    assert!(
        way.iter().any(|name| words(*name).contains("Hafenquartier")),
        "{way:?}"
    );
}

#[tokio::test]
async fn the_start_page_in_easy_language_does_not_lead_to_itself_and_its_switch_says_what_it_does() {
    let simple = render(Asked::new("/de-simple", World::Open).simple())
        .await
        .page();
    assert!(select(&simple, "main .explanations, main a[href='/de-simple']").is_empty());
    let header = words(select(&simple, ".site-header")[0]);
    assert!(header.contains("Normale Ansicht"), "{header}");
    let foot = words(select(&simple, "footer")[0]);
    assert!(
        foot.contains("Barriere melden") && !foot.contains("Hindernis"),
        "{foot}"
    );
    let german = page("start").await.page();
    let link = select(&german, "main a[href='/de-simple']");
    assert_eq!(words(link[0]), "Diese Seiten in einfacher Sprache lesen");
}

#[tokio::test]
async fn a_page_in_easy_language_does_not_open_with_standard_german() {
    let shown = render(Asked::new(
        "/de-simple/procedures/hafenquartier-nord",
        World::Open,
    ))
    .await;
    let page = shown.page();
    let german: Vec<_> = select(&page, "main .lead[lang=de]");
    assert!(german.is_empty(), "{}", words(german[0]));
}
