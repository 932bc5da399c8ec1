//! The start page: what is open now, what comes, what became of the others.

use futures::future::join;
use leptos::prelude::*;
use shared::{
    language::Language,
    procedures::{ListProcedures, ProcedureSummary, State},
    time::Day,
};

use super::words;
use crate::{
    context::{View, use_language, use_site, use_view},
    features::videos,
    i18n::{msg, t},
    load::{load, show},
    routes,
    shell::PageTitle,
    ui::{Badge, ButtonKind, Card, CardList, Icon, IconView, LinkButton, Notice, PageHeading, Tone},
};

/// How many procedures that are over stand on the start page.
const OTHERS: usize = 6;

/// How many choices a list has in the simplified view.
pub(super) const CHOICES: usize = 5;

/// What is open now, what comes, what became of the others.
#[component]
pub fn StartPage() -> impl IntoView {
    let language = use_language();
    let list = load(
        move || (),
        move |api, ()| async move {
            let asked = ListProcedures {
                language: Some(language.code().to_owned()),
                limit: Some(50),
                ..Default::default()
            };
            let (page, videos) = join(api.call(asked), videos::of_place(&api, None)).await;
            Ok((page?.items, !videos.is_empty()))
        },
    );
    show(
        list,
        move |(procedures, has_videos): (Vec<ProcedureSummary>, bool)| start(procedures, has_videos),
    )
}

/// The explanations that BITV 2.0 § 4 asks for on the start page. Without a video nothing promises one, and a page in
/// easy language does not lead to itself.
fn explanations(has_videos: bool) -> Option<AnyView> {
    let language = use_language();
    let easy = if Language::ALL.contains(&Language::SimpleGerman) {
        routes::home(Language::SimpleGerman)
    } else {
        routes::accessibility(language, "easy")
    };
    let easy = (language != Language::SimpleGerman).then(|| {
        view! { <li><a class="row-link" href=easy rel="external">{t(msg::procedures::start::easy())}</a></li> }
    });
    if easy.is_none() && !has_videos {
        return None;
    }
    let signed = has_videos.then(|| {
        view! { <li><a class="row-link" href=routes::sign_language(language)>{t(msg::layout::footer::sign_language())}</a></li> }
    });
    Some(
        view! {
            <ul class="explanations">
                {easy}
                {signed}
            </ul>
        }
        .into_any(),
    )
}

fn start(procedures: Vec<ProcedureSummary>, has_videos: bool) -> AnyView {
    let language = use_language();
    let today = use_site().today;
    let of = |state: State| -> Vec<ProcedureSummary> {
        procedures.iter().filter(|p| p.state == state).cloned().collect()
    };
    let simple = use_view() == View::Simple;
    let open = of(State::Open);
    let open = if open.is_empty() {
        view! {
            <Notice title=t(msg::procedures::start::nothing_open())>
                <p>{t(msg::procedures::start::nothing_open_text())}</p>
            </Notice>
        }
        .into_any()
    } else {
        let items = open
            .into_iter()
            .take(if simple { CHOICES } else { usize::MAX })
            .map(|procedure| open_procedure(procedure, today))
            .collect_view();
        view! { <h2>{t(msg::procedures::start::open())}</h2> <ul class="open-list">{items}</ul> }.into_any()
    };
    // One thing a page: what is over is found by „Alle Verfahren ansehen“.
    let upcoming = if simple { Vec::new() } else { of(State::Upcoming) };
    let upcoming = (!upcoming.is_empty()).then(|| {
        view! { <h2>{t(msg::procedures::start::upcoming())}</h2> {cards(upcoming, today)} }
    });
    let others: Vec<_> = procedures
        .iter()
        .filter(|p| !simple && matches!(p.state, State::Assessment | State::Decided))
        .take(OTHERS)
        .cloned()
        .collect();
    let others = (!others.is_empty()).then(|| {
        view! { <h2>{t(msg::procedures::start::others())}</h2> {cards(others, today)} }
    });
    view! {
        <PageTitle text=t(msg::procedures::start::title())/>
        <div class="opening">
            <PageHeading title=t(msg::procedures::start::title()) lead=t(msg::procedures::start::lead())/>
        </div>
        {explanations(has_videos)}
        {open}
        {upcoming}
        {others}
        <p>
            <a class="row-link" href=routes::procedures(language)>
                <span>{t(msg::procedures::start::all())}</span>
                <IconView icon=Icon::Forward/>
            </a>
        </p>
        <section class="panel stack stack--small" aria-labelledby="receipt-help">
            <h2 id="receipt-help">{t(msg::procedures::start::receipt_title())}</h2>
            <p>{t(msg::procedures::start::receipt_text())}</p>
            <p>
                <LinkButton href=routes::find_receipt(language) kind=ButtonKind::Secondary>
                    {t(msg::procedures::start::receipt_act())}
                </LinkButton>
            </p>
        </section>
    }
    .into_any()
}

/// A procedure that is open, with its one button.
fn open_procedure(procedure: ProcedureSummary, today: Day) -> AnyView {
    let language = use_language();
    let lang = words::foreign(&procedure.language);
    let kind = words::kind_above(procedure.kind, &procedure.title)
        .map(|kind| view! { <p class="kern-preline">{kind}</p> });
    let when = procedure.round.as_ref().map(|round| {
        view! {
            <p class="open-list__when">
                <IconView icon=Icon::Calendar/>
                {words::deadline_moment(round, today).view()}
            </p>
        }
    });
    view! {
        <li class="open-list__item stack stack--small">
            <div>
                {kind}
                <h3 class="open-list__title" lang=lang.clone() dir="auto">{procedure.title.clone()}</h3>
            </div>
            <p class="open-list__short" lang=lang dir="auto">{procedure.short}</p>
            <div class="open-list__act">
                {when}
                <p>
                    <LinkButton href=routes::procedure(language, &procedure.slug) about=procedure.title>
                        {t(msg::procedures::start::act())}
                    </LinkButton>
                </p>
            </div>
        </li>
    }
    .into_any()
}

/// Procedures as cards.
pub(super) fn cards(procedures: Vec<ProcedureSummary>, today: Day) -> AnyView {
    let language = use_language();
    let cards = procedures
        .into_iter()
        .map(|procedure| {
            let lang = words::foreign(&procedure.language);
            let preline = words::kind_above(procedure.kind, &procedure.title);
            let state =
                view! { <Badge text=words::state(procedure.state) tone=tone(procedure.state)/> }.into_any();
            let when = procedure
                .round
                .as_ref()
                .map(|round| t(words::deadline(round, today)));
            view! {
                <Card
                    title=procedure.title
                    href=routes::procedure(language, &procedure.slug)
                    preline=preline
                    state=state
                    foot=when
                    lang=lang.clone()
                >
                    <p lang=lang dir="auto">{procedure.short}</p>
                </Card>
            }
        })
        .collect_view();
    view! { <CardList>{cards}</CardList> }.into_any()
}

fn tone(state: State) -> Tone {
    words::state_tone(state)
}
