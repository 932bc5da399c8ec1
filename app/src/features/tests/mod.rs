//! Every page of a resident, rendered on the server from sample answers: its frame, its headings, its forms.
//!
//! `cargo test -p app --features ssr pages` also writes the pages to `target/pages/` with the style sheets in them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that meets something else shall stop"
)]

mod areas;
mod commenting;
mod declaration;
mod overview;
mod reading;
mod sample;

use std::{collections::HashSet, fs, path::Path};

use futures::StreamExt;
use leptos::prelude::*;
use leptos_meta::ServerMetaContext;
use leptos_router::location::RequestUrl;
use scraper::{Html, Selector};
use shared::{
    accessibility::ReportBarrier,
    api::{Api, ApiError, Endpoint},
    language::Language,
    organisations::{Contact, ShowSite},
    statements::SaveDraft,
};

use self::sample::{World, api};
use crate::{
    App,
    context::{FoundHelp, FoundSite, Helper, Kept, KeptForm, PageRedirect, PageStatus, View},
    i18n::provide_language,
    ui::tests::{select, sheets, words},
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
    /// Whom the server found to help with the procedure.
    help: Option<Helper>,
}

impl Asked {
    fn new(address: &str, world: World) -> Self {
        Self {
            address: address.into(),
            world,
            view: View::Normal,
            kept: None,
            help: None,
        }
    }

    fn helped_by(self, slug: &str, contact: Contact) -> Self {
        Self {
            help: Some((slug.into(), contact)),
            ..self
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
    let api = api(asked.world);
    render_over(api, asked).await
}

async fn render_over(api: Api, asked: Asked) -> Shown {
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
    let site = FoundSite(api.call(ShowSite {}).await);
    let stream = owner.with(|| {
        provide_context(meta.clone());
        provide_context(RequestUrl::new(&asked.address));
        provide_context(api);
        provide_context(site);
        provide_context(FoundHelp(asked.help.clone()));
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

const PROCEDURE: &str = "/de/procedures/hafenquartier-nord";

/// Every page in the states that matter, by name.
fn pages() -> Vec<(&'static str, Asked)> {
    let at = |part: &str, world| Asked::new(&format!("{PROCEDURE}{part}"), world);
    let wrong = || {
        let mut invalid = shared::api::Invalid::default();
        invalid.add("body", "errors.required");
        invalid.add("email", "errors.invalid_email");
        at("/comment", World::Open).kept(
            SaveDraft::NAME,
            &[
                ("body", ""),
                ("email", "erika@"),
                ("reply", "email"),
                ("with_person", "on"),
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
        ("find-receipt-missing", Asked::new("/de/r?code=", World::Open)),
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
        (
            "report-barrier-step",
            Asked::new("/de/accessibility/report?page=/de", World::Open).simple(),
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
        ("forget-done", Asked::new("/de/forget?done=1", World::Open)),
        ("not-found", Asked::new("/de/nowhere", World::Open)),
    ]
}

/// A report that could not be taken.
fn wrong_report() -> Asked {
    let mut invalid = shared::api::Invalid::default();
    invalid.add("problem", "errors.required");
    invalid.add("email", "errors.invalid_email");
    Asked::new("/de/accessibility/report?page=/de", World::Open).kept(
        ReportBarrier::NAME,
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
            "find-receipt-missing" => 422,
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
