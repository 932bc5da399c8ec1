//! Every public page on one page: another way to each of them than menu and links (WCAG 2.4.5).
//!
//! Invariant: what has an address of its own stands here. What is left out is reached from what stands here: the
//! chapters of plans that are not open, single comments, the steps of a form, what only a receipt's code opens.

use leptos::prelude::*;
use shared::{
    api::{Api, ApiError, page::MAX_LIMIT},
    language::Language,
    procedures::{ListProcedures, ProcedureSummary, State},
};

use crate::{
    context::{use_language, use_site},
    features::{
        procedures::{slim_procedure, words},
        videos,
    },
    i18n::{msg, t},
    layout::service,
    load::{load, show},
    routes,
    shell::PageTitle,
    ui::{NavLink, PageHeading},
};

/// In which order procedures stand: first what is possible now.
const ORDER: [State; 4] = [State::Open, State::Upcoming, State::Assessment, State::Decided];
/// At most so many pages of the list are read; a town with more procedures has the list itself.
const MOST: usize = 10;

/// A procedure with the chapters that can be commented on now.
#[derive(Clone, Debug)]
struct Listed {
    procedure: ProcedureSummary,
    /// Each with the language of its title.
    chapters: Vec<(NavLink, String)>,
}

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let language = use_language();
    let loaded = load(
        || (),
        move |api, ()| async move {
            let mut listed = Vec::new();
            for procedure in every_procedure(&api, language).await? {
                listed.push(with_chapters(&api, procedure, language).await);
            }
            Ok((listed, !videos::of_place(&api, None).await.is_empty()))
        },
    );
    show(loaded, |(listed, has_videos): (Vec<Listed>, bool)| {
        page(&listed, has_videos)
    })
}

/// All published procedures.
async fn every_procedure(api: &Api, language: Language) -> Result<Vec<ProcedureSummary>, ApiError> {
    let mut all = Vec::new();
    let mut cursor = None;
    for _ in 0..MOST {
        let page = api
            .call(ListProcedures {
                language: Some(language.code().to_owned()),
                limit: Some(MAX_LIMIT),
                cursor,
                ..Default::default()
            })
            .await?;
        all.extend(page.items);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    Ok(all)
}

/// Adds the chapters of an open procedure; none where they cannot be read, because the page does not wait for them.
async fn with_chapters(api: &Api, procedure: ProcedureSummary, language: Language) -> Listed {
    let mut listed = Listed {
        procedure,
        chapters: Vec::new(),
    };
    let slug = listed.procedure.slug.clone();
    if listed.procedure.state == State::Open
        && let Ok(found) = slim_procedure(api, slug.clone(), language.code().to_owned()).await
    {
        listed.chapters = found
            .chapters
            .into_iter()
            .map(|chapter| {
                let part = format!("chapters/{}", chapter.id);
                let href = routes::procedure_part(language, &slug, &part);
                (NavLink::new(chapter.title, href), chapter.title_language)
            })
            .collect();
    }
    listed
}

fn page(listed: &[Listed], has_videos: bool) -> AnyView {
    use msg::layout::{nav, overview};
    let language = use_language();
    let taking_part = vec![
        NavLink::new(t(nav::home()), routes::home(language)),
        NavLink::new(t(msg::procedures::list::title()), routes::procedures(language)),
        NavLink::new(t(nav::check_receipt()), routes::find_receipt(language)),
    ];
    let phases = ORDER
        .into_iter()
        .filter_map(|state| phase(state, listed))
        .collect_view();
    view! {
        <PageTitle text=t(overview::title())/>
        <PageHeading title=t(overview::title()) lead=t(overview::lead())/>
        <h2>{t(nav::participation())}</h2>
        {links(taking_part)}
        <h2>{t(nav::procedures())}</h2>
        {phases}
        <h2>{t(overview::help())}</h2>
        {links(help(has_videos))}
    }
    .into_any()
}

/// What helps and what the law asks for: as at the foot of each page, and what is explained besides.
fn help(has_videos: bool) -> Vec<NavLink> {
    let language = use_language();
    let here = routes::overview(language);
    let mut links = service(&use_site(), &here);
    links.retain(|link| link.href != here);
    links.push(NavLink::new(
        t(msg::accessibility::easy::title()),
        routes::accessibility(language, "easy"),
    ));
    links.push(NavLink::new(
        t(msg::glossary::title()),
        routes::glossary(language),
    ));
    if has_videos {
        links.push(NavLink::new(
            t(msg::layout::footer::sign_language()),
            routes::sign_language(language),
        ));
    }
    links
}

fn links(links: Vec<NavLink>) -> AnyView {
    let items = links
        .into_iter()
        .map(|link| {
            let rel = link.rel();
            view! { <li><a class="row-link" href=link.href rel=rel>{link.label}</a></li> }
        })
        .collect_view();
    view! { <ul>{items}</ul> }.into_any()
}

/// The procedures that stand so; nothing where there are none.
fn phase(state: State, listed: &[Listed]) -> Option<AnyView> {
    let own: Vec<_> = listed
        .iter()
        .filter(|listed| listed.procedure.state == state)
        .map(procedure)
        .collect();
    (!own.is_empty()).then(|| {
        view! {
            <h3>{words::state(state)}</h3>
            <ul class="stack stack--small">{own}</ul>
        }
        .into_any()
    })
}

/// A procedure with its parts. Each part says for listeners whose it is: their lists of links have them side by side.
fn procedure(listed: &Listed) -> AnyView {
    let language = use_language();
    let ProcedureSummary {
        slug, title, state, ..
    } = &listed.procedure;
    let lang = words::foreign(&listed.procedure.language);
    let part = |label: String, part: &str| NavLink::new(label, routes::procedure_part(language, slug, part));
    let parts = [
        (*state == State::Open).then(|| part(t(msg::procedures::comment()), "comment")),
        Some(part(t(msg::procedures::voices::read()), "comments")),
        Some(part(t(msg::procedures::record::title()), "record")),
        matches!(state, State::Open | State::Upcoming)
            .then(|| part(t(msg::procedures::paper::link()), "paper")),
    ];
    let parts = parts
        .into_iter()
        .flatten()
        .map(|link| {
            view! {
                <li>
                    <a class="row-link" href=link.href>
                        <span>{link.label}<span class="kern-sr-only">": "<bdi lang=lang.clone()>{title.clone()}</bdi></span></span>
                    </a>
                </li>
            }
        })
        .collect_view();
    let chapters = listed
        .chapters
        .iter()
        .cloned()
        .map(|(link, lang)| view! { <li><a class="row-link" href=link.href><span><bdi lang=words::foreign(&lang)>{link.label}</bdi></span></a></li> })
        .collect_view();
    view! {
        <li>
            <a class="row-link" href=routes::procedure(language, slug)><span><bdi lang=lang.clone()>{title.clone()}</bdi></span></a>
            <ul>{parts} {chapters}</ul>
        </li>
    }
    .into_any()
}
