//! Every page of a resident, rendered on the server from sample answers: its frame, its headings, its forms.
//!
//! `cargo test -p app --features ssr pages` also writes the pages to `target/pages/` with the style sheets in them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that meets something else shall stop"
)]

mod overview;
mod sample;

use std::{collections::HashSet, fs, path::Path};

use futures::StreamExt;
use leptos::prelude::*;
use leptos_meta::ServerMetaContext;
use leptos_router::location::RequestUrl;
use scraper::{ElementRef, Html, Selector};
use shared::{api::ApiError, language::Language, organisations::ShowSite};

use self::sample::{World, api};
use crate::{
    App,
    context::{FoundSite, Kept, KeptForm, PageRedirect, PageStatus, View},
    i18n::provide_language,
};

/// A page as it was rendered.
struct Shown {
    html: String,
    title: String,
    status: u16,
    redirect: Option<String>,
}

impl Shown {
    fn page(&self) -> Html {
        Html::parse_document(&self.html)
    }
}

/// What a page is asked for with.
#[derive(Clone)]
struct Asked {
    address: String,
    world: World,
    view: View,
    kept: Option<Kept>,
}

impl Asked {
    fn new(address: &str, world: World) -> Self {
        Self {
            address: address.into(),
            world,
            view: View::Normal,
            kept: None,
        }
    }

    fn simple(self) -> Self {
        Self {
            view: View::Simple,
            ..self
        }
    }

    fn kept(self, form: &str, fields: &[(&str, &str)], error: ApiError) -> Self {
        let fields = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Self {
            kept: Some(Kept {
                form: form.into(),
                fields,
                error,
            }),
            ..self
        }
    }
}

async fn render(asked: Asked) -> Shown {
    drop(any_spawner::Executor::init_tokio());
    let language = asked
        .address
        .split('/')
        .nth(1)
        .and_then(|code| Language::from_code(code.split('?').next()?))
        .unwrap_or_default();
    let (status, redirect) = (PageStatus::default(), PageRedirect::default());
    let owner = Owner::new();
    let (meta, output) = ServerMetaContext::new();
    let api = api(asked.world);
    let site = FoundSite(api.call(ShowSite {}).await);
    let stream = owner.with(|| {
        provide_context(meta.clone());
        provide_context(RequestUrl::new(&asked.address));
        provide_context(api);
        provide_context(site);
        provide_language(language);
        provide_context(asked.view);
        provide_context(status.clone());
        provide_context(redirect.clone());
        provide_context(KeptForm(RwSignal::new(asked.kept.clone())));
        view! { <App/> }.to_html_stream_in_order()
    });
    let body: String = stream.collect().await;
    let html = format!(
        "<!doctype html><html lang=\"{}\" data-view=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><style>{}</style></head><body>{body}</body></html>",
        language.code(),
        asked.view.word(),
        sheets(),
    );
    let html: String = output
        .inject_meta_context(futures::stream::iter([html]))
        .await
        .collect()
        .await;
    let title = select(&Html::parse_document(&html), "title")
        .first()
        .map(|title| words(*title))
        .unwrap_or_default();
    Shown {
        html,
        title,
        status: status.get(),
        redirect: redirect.take(),
    }
}

/// The sheets in the order in which they are served.
fn sheets() -> String {
    let style = Path::new(env!("CARGO_MANIFEST_DIR")).join("../style");
    let mut files = vec![style.join("tokens.css"), style.join("base.css")];
    for folder in ["ui", "features"] {
        let mut more: Vec<_> = fs::read_dir(style.join(folder))
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.ok().map(|e| e.path()))
            .collect();
        more.retain(|path| path.extension().is_some_and(|extension| extension == "css"));
        more.sort();
        files.extend(more);
    }
    files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect()
}

const PROCEDURE: &str = "/de/procedures/hafenquartier-nord";

/// Every page in the states that matter, by name.
fn pages() -> Vec<(&'static str, Asked)> {
    let at = |part: &str, world| Asked::new(&format!("{PROCEDURE}{part}"), world);
    let wrong = || {
        let mut invalid = shared::api::Invalid::default();
        invalid.add("body", "errors.required");
        invalid.add("email", "errors.invalid_email");
        at("/comment", World::Open).kept(
            "SaveDraft",
            &[
                ("body", ""),
                ("email", "erika@"),
                ("reply", "email"),
                ("street", "Hafenstraße 12"),
            ],
            ApiError::Invalid(invalid),
        )
    };
    let english = PROCEDURE.replace("/de/", "/en/");
    vec![
        ("start", Asked::new("/de", World::Open)),
        ("start-empty", Asked::new("/de", World::Empty)),
        ("start-simple", Asked::new("/de", World::Open).simple()),
        ("procedures", Asked::new("/de/procedures", World::Open)),
        (
            "procedures-open",
            Asked::new("/de/procedures?state=open", World::Open),
        ),
        ("procedure", at("", World::Open)),
        ("procedure-decided", at("", World::Decided)),
        ("procedure-empty", at("", World::Empty)),
        ("procedure-simple", at("", World::Open).simple()),
        ("procedure-english", Asked::new(&english, World::Open)),
        (
            "chapter",
            at(&format!("/chapters/{}", uuid::Uuid::from_u128(31)), World::Open),
        ),
        ("record", at("/record", World::Open)),
        ("comment", at("/comment", World::Open)),
        ("comment-empty", at("/comment", World::Empty)),
        ("comment-wrong", wrong()),
        ("comment-wrong-simple", wrong().simple()),
        ("comment-over", at("/comment", World::Decided)),
        ("step-place", at("/comment", World::Open).simple()),
        ("step-text", at("/comment?step=text", World::Open).simple()),
        ("step-reply", at("/comment?step=reply", World::Open).simple()),
        ("step-publish", at("/comment?step=publish", World::Open).simple()),
        ("check", at("/comment/check", World::Open)),
        ("check-simple", at("/comment/check", World::Open).simple()),
        ("check-empty", at("/comment/check", World::Empty)),
        ("sent", Asked::new("/de/r/K7QM-2XRD-9TPA/sent", World::Open)),
        ("find-receipt", Asked::new("/de/r", World::Open)),
        ("find-receipt-wrong", Asked::new("/de/r?code=XXXX", World::Open)),
        ("receipt", Asked::new("/de/r/K7QM-2XRD-9TPA", World::Open)),
        (
            "receipt-answered",
            Asked::new("/de/r/K7QM-2XRD-9TPA", World::Decided),
        ),
        (
            "withdraw",
            Asked::new("/de/r/K7QM-2XRD-9TPA/withdraw", World::Open),
        ),
        (
            "withdraw-over",
            Asked::new("/de/r/K7QM-2XRD-9TPA/withdraw", World::Decided),
        ),
        ("comments", at("/comments", World::Open)),
        ("comments-empty", at("/comments", World::Empty)),
        ("public-comment", at("/comments/3", World::Decided)),
        ("paper", at("/paper", World::Open)),
        ("papers", at("?view=papers", World::Open).simple()),
        ("comments-simple", at("/comments", World::Open).simple()),
        ("record-simple", at("/record", World::Open).simple()),
        (
            "receipt-simple",
            Asked::new("/de/r/K7QM-2XRD-9TPA", World::Open).simple(),
        ),
        ("imprint", Asked::new("/de/imprint", World::Open)),
        ("accessibility", Asked::new("/de/accessibility", World::Open)),
        (
            "accessibility-untested",
            Asked::new("/en/accessibility", World::Empty),
        ),
        (
            "accessibility-full",
            Asked::new("/de/accessibility", World::Decided),
        ),
        (
            "accessibility-easy",
            Asked::new("/de/accessibility/easy", World::Open),
        ),
        (
            "report-barrier",
            Asked::new("/de/accessibility/report?page=/de/procedures", World::Open),
        ),
        ("report-barrier-wrong", wrong_report()),
        (
            "report-barrier-sent",
            Asked::new("/de/accessibility/report/sent/17", World::Open),
        ),
        ("glossary", Asked::new("/de/glossary", World::Open)),
        (
            "glossary-english",
            Asked::new("/en/glossary?letter=B", World::Open),
        ),
        (
            "glossary-empty",
            Asked::new("/de/glossary?search=x", World::Empty),
        ),
        ("overview", Asked::new("/de/overview", World::Open)),
        ("overview-english", Asked::new("/en/overview", World::Decided)),
        ("sign-language", Asked::new("/de/sign-language", World::Decided)),
        ("sign-language-none", Asked::new("/de/sign-language", World::Open)),
        ("offline", Asked::new("/de/offline", World::Open)),
        ("forget", Asked::new("/de/forget", World::Open)),
        ("not-found", Asked::new("/de/nowhere", World::Open)),
    ]
}

/// A report that could not be taken.
fn wrong_report() -> Asked {
    let mut invalid = shared::api::Invalid::default();
    invalid.add("problem", "errors.required");
    invalid.add("email", "errors.invalid_email");
    Asked::new("/de/accessibility/report?page=/de", World::Open).kept(
        "ReportBarrier",
        &[
            ("problem", ""),
            ("email", "erika@"),
            ("page", "/de/procedures"),
            ("phone", "0123"),
        ],
        ApiError::Invalid(invalid),
    )
}

async fn page(name: &str) -> Shown {
    let asked = pages()
        .into_iter()
        .find(|(known, _)| *known == name)
        .map(|(_, asked)| asked)
        .unwrap();
    render(asked).await
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).collect()
}

fn words(element: ElementRef) -> String {
    element
        .text()
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[tokio::test]
async fn pages_have_one_heading_a_title_with_the_town_and_unique_ids() {
    let target = std::option_env!("CARGO_TARGET_DIR")
        .map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"),
            |path| Path::new(path).to_path_buf(),
        )
        .join("pages");
    fs::create_dir_all(&target).unwrap();
    for (name, asked) in pages() {
        let shown = render(asked).await;
        fs::write(target.join(format!("{name}.html")), &shown.html).unwrap();
        let page = shown.page();
        assert_eq!(select(&page, "h1").len(), 1, "{name}: headings");
        assert_eq!(select(&page, "main").len(), 1, "{name}: main");
        if name != "not-found" {
            assert!(
                shown.title.ends_with("Brakenfurt an der Ilmse"),
                "{name}: title is {}",
                shown.title
            );
        }
        let ids: Vec<_> = select(&page, "[id]")
            .into_iter()
            .filter_map(|element| element.attr("id"))
            .collect();
        let unique: HashSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{name}: an id occurs twice in {ids:?}");
        for control in select(&page, "input:not([type=hidden]), select, textarea") {
            let id = control
                .attr("id")
                .unwrap_or_else(|| panic!("{name}: a control without an id"));
            assert_eq!(
                select(&page, &format!("label[for='{id}']")).len(),
                1,
                "{name}: labels of {id}"
            );
        }
        for attribute in ["aria-describedby", "aria-labelledby"] {
            for id in select(&page, &format!("[{attribute}]"))
                .into_iter()
                .filter_map(|e| e.attr(attribute))
                .flat_map(str::split_whitespace)
            {
                assert!(
                    unique.contains(&id),
                    "{name}: {attribute} names {id}, which is missing"
                );
            }
        }
        assert!(
            select(&page, "[style], [onclick], [disabled], [placeholder]").is_empty(),
            "{name}: styled or disabled in place"
        );
        assert!(
            !words(select(&page, "body")[0]).contains("{{"),
            "{name}: an argument was not filled in"
        );
        let status = match name {
            "not-found" | "find-receipt-wrong" => 404,
            _ => 200,
        };
        assert_eq!(shown.status, status, "{name}");
    }
}

#[tokio::test]
async fn the_start_page_says_until_when_in_words_and_offers_one_button() {
    let page = page("start").await.page();
    let open = select(&page, ".open-list__item");
    assert_eq!(open.len(), 1);
    assert!(
        words(open[0]).contains("Noch 12 Tage, bis einschließlich 15. Dezember 2026"),
        "{}",
        words(open[0])
    );
    assert_eq!(open[0].select(&Selector::parse("a").unwrap()).count(), 1);
}

#[tokio::test]
async fn a_failed_form_keeps_what_was_typed_and_its_title_says_so() {
    let shown = page("comment-wrong").await;
    assert!(shown.title.starts_with("Fehler:"), "{}", shown.title);
    let page = shown.page();
    assert_eq!(select(&page, "#street")[0].attr("value"), Some("Hafenstraße 12"));
    for link in select(&page, ".error-summary a") {
        let target = link.attr("href").unwrap().trim_start_matches('#');
        assert_eq!(select(&page, &format!("#{target}")).len(), 1, "{target}");
    }
}

#[tokio::test]
async fn a_mistake_in_the_simple_view_shows_the_step_that_asks_for_it() {
    let page = page("comment-wrong-simple").await.page();
    assert!(words(select(&page, "h1")[0]).contains("Schritt 2 von 5"));
    assert_eq!(select(&page, "textarea#body").len(), 1);
}

#[tokio::test]
async fn no_step_of_the_simple_view_loses_what_another_asked_for() {
    for name in ["step-place", "step-text", "step-reply", "step-publish"] {
        let page = page(name).await.page();
        for field in [
            "body",
            "place",
            "place_ref",
            "name",
            "street",
            "email",
            "reply",
            "may_publish",
            "language",
            "seen_version",
        ] {
            assert!(
                !select(&page, &format!("#comment-form [name='{field}']")).is_empty(),
                "{name}: {field}"
            );
        }
    }
}

#[tokio::test]
async fn the_decoy_is_neither_seen_nor_reached_nor_read_out() {
    let page = page("comment").await.page();
    let decoy = select(&page, "[aria-hidden=true] > #website");
    assert_eq!(decoy.len(), 1);
    assert_eq!(decoy[0].attr("tabindex"), Some("-1"));
}

#[tokio::test]
async fn while_writing_the_language_is_changed_by_a_button_that_stores_the_draft() {
    let form = page("comment").await.page();
    assert_eq!(
        select(
            &form,
            "header button[form=comment-form][name=do][value='language:en']"
        )
        .len(),
        1
    );
    let start = page("start").await.page();
    assert_eq!(select(&start, "header a[hreflang=en][href='/en']").len(), 1);
}

#[tokio::test]
async fn a_former_name_leads_to_the_present_one() {
    let shown = render(Asked::new("/de/procedures/hafen-alt", World::Open)).await;
    assert_eq!(shown.redirect.as_deref(), Some(PROCEDURE));
    let found = render(Asked::new("/de/r?code=k7qm2xrd9tpa", World::Open)).await;
    assert_eq!(found.redirect.as_deref(), Some("/de/r/K7QM-2XRD-9TPA"));
}

#[tokio::test]
async fn a_link_to_a_section_chooses_it_in_the_form() {
    let id = uuid::Uuid::from_u128(11);
    let shown = render(Asked::new(
        &format!("{PROCEDURE}/comment?place=section:{id}"),
        World::Empty,
    ))
    .await;
    // The empty procedure has no drawing: an unknown section is not taken over.
    assert_eq!(
        select(&shown.page(), "[name=place]")[0].attr("value"),
        Some("whole")
    );
    let shown = render(Asked::new(
        &format!("{PROCEDURE}/comment?place=section:{id}"),
        World::Open,
    ))
    .await;
    assert_eq!(
        select(&shown.page(), "[name=place_ref]")[0].attr("value"),
        Some(id.to_string().as_str())
    );
}

#[tokio::test]
async fn pages_of_a_receipt_never_show_name_or_address_of_the_author() {
    for name in ["receipt", "receipt-answered", "sent", "withdraw"] {
        assert!(!page(name).await.html.contains("erika@example.org"), "{name}");
    }
}

#[tokio::test]
async fn steps_of_the_simple_view_have_at_most_sixty_words_of_their_own() {
    for name in [
        "step-place",
        "step-text",
        "step-reply",
        "step-publish",
        "check-simple",
    ] {
        let page = page(name).await.page();
        let mut own = words(select(&page, "main")[0]);
        // What somebody wrote, what is folded, and what listeners get twice: the question at the control itself.
        let theirs = "textarea, [hidden], template, .kern-sr-only, .plain-list, .read-aloud, .kern-accordion__body, .reveal__more, dd .user-text, \
                      .one-question .kern-label--large, .one-question label[for=body]";
        for theirs in select(&page, theirs) {
            own = own.replacen(&words(theirs), "", 1);
        }
        let count = own.split_whitespace().count();
        assert!(count <= 60, "{name}: {count} words: {own}");
    }
}

#[tokio::test]
async fn a_step_is_titled_by_its_question_and_says_which_of_how_many_it_is() {
    for (name, step, question) in [
        ("step-place", 1, "Worum geht es?"),
        ("step-text", 2, "Was möchten Sie uns sagen?"),
        ("step-reply", 3, "Möchten Sie eine Antwort bekommen?"),
        (
            "step-publish",
            4,
            "Dürfen wir Ihre Stellungnahme veröffentlichen?",
        ),
        ("check-simple", 5, "Stimmt alles?"),
    ] {
        let shown = page(name).await;
        let of = format!("Schritt {step} von 5");
        let heading = words(select(&shown.page(), "h1")[0]);
        assert_eq!(heading, format!("{of} {question}"), "{name}");
        assert!(shown.title.starts_with(&of), "{name}: {}", shown.title);
    }
}

#[tokio::test]
async fn a_page_that_asks_has_no_main_navigation_and_every_other_has() {
    for (name, expected) in [
        ("comment", 0),
        ("check", 0),
        ("step-text", 0),
        ("procedure", 1),
        ("sent", 1),
    ] {
        let page = page(name).await.page();
        assert_eq!(select(&page, "header .site-nav").len(), expected, "{name}");
    }
}

#[tokio::test]
async fn name_and_address_are_folded_until_they_are_given_or_wrong() {
    let box_of = |html: &Html| {
        select(html, "#with_person")
            .first()
            .map(|input| input.attr("checked").is_some())
    };
    // The sample's draft carries an address; the empty one does not.
    assert_eq!(box_of(&page("comment-empty").await.page()), Some(false));
    assert_eq!(box_of(&page("comment-wrong").await.page()), Some(true));
    let simple = page("step-reply").await.page();
    assert_eq!(box_of(&simple), None, "the answer alone decides there");
    assert_eq!(select(&simple, ".reveal .reveal__more #email").len(), 1);
}

#[tokio::test]
async fn the_paper_form_asks_every_question_of_the_page() {
    let text = words(select(&page("paper").await.page(), "main")[0]);
    let form = page("comment").await.page();
    for legend in select(&form, "#comment-form > .kern-fieldset > legend, label[for=body]") {
        assert!(text.contains(&words(legend)), "{}", words(legend));
    }
    assert!(text.contains("/p/hafenquartier-nord"), "{text}");
}

#[tokio::test]
async fn every_page_links_the_statement_and_reports_a_barrier_on_itself_but_never_a_receipts_code() {
    let report = |shown: &Shown| {
        let page = shown.page();
        assert_eq!(
            select(&page, "footer a[href='/de/accessibility']").len(),
            1,
            "{}",
            shown.title
        );
        select(&page, "footer a[href^='/de/accessibility/report']")[0]
            .attr("href")
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        report(&page("procedures").await),
        "/de/accessibility/report?page=%2Fde%2Fprocedures"
    );
    assert_eq!(
        report(&page("receipt").await),
        "/de/accessibility/report?page=%2Fde%2Fr"
    );
    assert_eq!(report(&page("report-barrier").await), "/de/accessibility/report");
}

#[tokio::test]
async fn a_report_begins_with_the_page_it_came_from_and_keeps_what_was_typed() {
    let fresh = page("report-barrier").await.page();
    assert_eq!(select(&fresh, "#page")[0].attr("value"), Some("/de/procedures"));
    let shown = page("report-barrier-wrong").await;
    assert!(shown.title.starts_with("Fehler:"), "{}", shown.title);
    let wrong = shown.page();
    assert_eq!(select(&wrong, "#phone")[0].attr("value"), Some("0123"));
    let links: Vec<_> = select(&wrong, ".error-summary a")
        .into_iter()
        .filter_map(|link| link.attr("href"))
        .collect();
    assert_eq!(links, ["#problem", "#email"]);
    assert_eq!(select(&wrong, "[aria-hidden=true] > #website").len(), 1);
}

#[tokio::test]
async fn the_statement_says_what_was_computed_and_names_each_barrier_with_reason_and_way_around() {
    let partial = words(select(&page("accessibility").await.page(), "main")[0]);
    for part in [
        "teilweise vereinbar",
        "Planzeichnungen als PDF",
        "Sie kommen so vom Planungsbüro.",
        "Die Teilflächen stehen als Liste daneben",
        "1.4.11 Non-text Contrast: auf 2 Seiten",
        "54 von 55 Kriterien",
        "Durchsetzungsstelle",
    ] {
        assert!(partial.contains(part), "{part} is missing in {partial}");
    }
    let full = words(select(&page("accessibility-full").await.page(), "main")[0]);
    assert!(
        full.contains("vollständig vereinbar") && full.contains("Prüfstelle Nord"),
        "{full}"
    );
}

#[tokio::test]
async fn sign_language_is_promised_only_where_there_is_a_video() {
    let without = page("start").await.page();
    assert_eq!(select(&without, "main a[href='/de/sign-language']").len(), 0);
    assert_eq!(select(&without, "main a[href='/de-simple']").len(), 1);
    let none = words(select(&page("sign-language-none").await.page(), "main")[0]);
    assert!(
        !none.contains("Noch kein Video"),
        "residents are not told: {none}"
    );
    let with = render(Asked::new("/de", World::Decided)).await.page();
    assert_eq!(select(&with, "main a[href='/de/sign-language']").len(), 1);
    let shown = page("sign-language").await.page();
    let video = select(&shown, "video[controls][preload=none]");
    assert_eq!(
        (video.len(), select(&shown, "video[autoplay], iframe").len()),
        (1, 0)
    );
    let text = words(select(&shown, "main")[0]);
    for part in [
        "1 Min. 35 Sek.",
        "12,4 MB",
        "Am Hafen wird gebaut.",
        "Video herunterladen",
    ] {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
}
