//! The declaration on accessibility, in the order of the model in Decision (EU) 2018/1523.

use futures::future::join;
use leptos::prelude::*;
use shared::{
    accessibility::{
        Conformance, Declaration, FailingCriterion, KnownBarrier, LATE_AFTER_DAYS, ShowDeclaration, TestRun,
    },
    language::Language,
    videos::{SiteVideo, VideoPlace},
};

use super::{body, easy, way};
use crate::{
    context::use_language,
    features::{procedures::contact, videos},
    i18n::{Msg, format, msg, t},
    load::{load, show},
    routes,
    shell::PageTitle,
    ui::{Details, LinkButton, Notice, PageHeading, SummaryList, SummaryRow, Tone},
};

/// The declaration; in German in plain words the one in easy language.
#[component]
pub fn DeclarationPage() -> impl IntoView {
    let language = use_language();
    let loaded = load(
        || (),
        |api, ()| async move {
            let place = Some(VideoPlace::Accessibility);
            let (declaration, signed) =
                join(api.call(ShowDeclaration {}), videos::of_place(&api, place)).await;
            Ok((declaration?, signed))
        },
    );
    show(
        loaded,
        move |(declaration, signed): (Declaration, Vec<SiteVideo>)| {
            if language == Language::SimpleGerman {
                easy::page(declaration)
            } else {
                page(declaration, signed)
            }
        },
    )
}

fn page(declaration: Declaration, signed: Vec<SiteVideo>) -> AnyView {
    use msg::accessibility as words;
    let language = use_language();
    let scope = if declaration.address.is_empty() {
        t(words::scope(declaration.municipality.as_str()))
    } else {
        t(words::scope_address(
            declaration.municipality.as_str(),
            declaration.address.as_str(),
        ))
    };
    let made = declaration
        .made_on
        .map(|day| view! { <p>{t(words::made::made(day))}</p> });
    let reviewed = declaration
        .reviewed_on
        .map(|day| view! { <p>{t(words::made::reviewed(day))}</p> });
    let help = match &declaration.body {
        Some(found) => view! { <p>{t(words::body::text())}</p> {body(found)} }.into_any(),
        None => view! { <p>{t(words::body::unknown())}</p> }.into_any(),
    };
    view! {
        <PageTitle text=t(words::title())/>
        {way(&t(words::title()))}
        <PageHeading title=t(words::title()) lead=t(words::lead(declaration.municipality.as_str()))/>
        <p><a class="row-link" href=routes::accessibility(language, "easy")>{t(words::easy_link())}</a></p>
        <p>{scope}</p>
        <p>{t(words::law())}</p>
        <h2 id="conformance">{t(words::conformance::title())}</h2>
        {conformance(&declaration)}
        <h2 id="barriers">{t(words::barriers::title())}</h2>
        {barriers(&declaration)}
        <h2 id="test">{t(words::test::title())}</h2>
        {test(&declaration)}
        <h2 id="made">{t(words::made::title())}</h2>
        {made}
        {reviewed}
        <h2 id="feedback">{t(words::feedback::title())}</h2>
        <p>{t(words::feedback::text(LATE_AFTER_DAYS))}</p>
        <p><LinkButton href=routes::accessibility(language, "report")>{t(words::report::title())}</LinkButton></p>
        <p>{t(words::feedback::other())}</p>
        <div class="stack stack--small">{contact::lines(declaration.feedback.clone())}</div>
        <h2 id="body">{t(words::body::title())}</h2>
        {help}
        {videos::section(signed.into_iter().map(|one| one.video).collect())}
    }
    .into_any()
}

fn conformance(declaration: &Declaration) -> AnyView {
    use msg::accessibility::conformance as words;
    let (title, tone) = match declaration.conformance {
        Conformance::Full => (t(words::full()), Tone::Success),
        Conformance::Partial => (t(partial(declaration)), Tone::Info),
        Conformance::Not => (t(words::not()), Tone::Warning),
    };
    view! { <Notice title tone><p>{t(words::computed())}</p></Notice> }.into_any()
}

/// Why the site conforms in part. The page is named as the place of what is missing only where something stands on it.
fn partial(declaration: &Declaration) -> Msg {
    use msg::accessibility::conformance as words;
    if is_listed(declaration) {
        words::partial()
    } else if declaration.evaluated_on.is_none() {
        words::partial_unseen()
    } else {
        words::partial_old()
    }
}

/// Whether anything stands on the list of what is missing.
fn is_listed(declaration: &Declaration) -> bool {
    !declaration.barriers.is_empty() || !declaration.failing.is_empty()
}

fn barriers(declaration: &Declaration) -> AnyView {
    use msg::accessibility::barriers as words;
    if !is_listed(declaration) {
        return view! { <p>{t(words::none())}</p> }.into_any();
    }
    let known = declaration.barriers.iter().map(barrier).collect_view();
    view! { {known} {failing(&declaration.failing)} }.into_any()
}

/// A known barrier. What staff and the suite write about it is German.
fn barrier(barrier: &KnownBarrier) -> AnyView {
    use msg::accessibility::barriers as words;
    let text = |text: &str| {
        let text = text.to_owned();
        view! { <span lang="de" dir="auto">{text}</span> }.into_any()
    };
    let mut rows = Vec::new();
    for (key, value) in [
        (t(words::reason()), &barrier.reason),
        (t(words::alternative()), &barrier.alternative),
    ] {
        if !value.is_empty() {
            rows.push(SummaryRow::view(key, text(value)));
        }
    }
    for (key, day) in [
        (t(words::since()), barrier.since),
        (t(words::planned()), barrier.planned),
    ] {
        if let Some(day) = day {
            let written = format::day(day, use_language());
            rows.push(SummaryRow::view(
                key,
                view! { <time datetime=day.to_string()>{written}</time> }.into_any(),
            ));
        }
    }
    view! {
        <h3 lang="de" dir="auto">{barrier.what.clone()}</h3>
        <SummaryList rows/>
    }
    .into_any()
}

fn failing(criteria: &[FailingCriterion]) -> Option<AnyView> {
    use msg::accessibility::barriers as words;
    let items = criteria
        .iter()
        .map(|one| {
            let (id, name) = (one.id.clone(), one.name.clone());
            view! { <li>{id}" "<span lang="en" dir="ltr">{name}</span>": "{t(words::failing_item(u64::from(one.pages)))}</li> }
        })
        .collect_view();
    (!criteria.is_empty()).then(|| view! { <p>{t(words::failing())}</p> <ul>{items}</ul> }.into_any())
}

fn test(declaration: &Declaration) -> AnyView {
    use msg::accessibility::test as words;
    let programs = match &declaration.test {
        None => view! { <p>{t(words::none())}</p> }.into_any(),
        Some(test) => {
            let text = t(words::last(
                test.date,
                i64::from(test.pages),
                i64::from(test.tested),
                i64::from(test.criteria),
                i64::from(test.passed),
            ));
            let part = (!test.is_complete).then(|| view! { <p>{t(words::incomplete())}</p> });
            view! { <p>{text}</p> {part} {details(test)} }.into_any()
        }
    };
    let people = match declaration.evaluated_on {
        Some(day) => t(words::people(day, declaration.evaluated_by.as_str())),
        None => t(words::no_people()),
    };
    view! { {programs} <p>{people}</p> }.into_any()
}

fn details(test: &TestRun) -> AnyView {
    use msg::accessibility::test as words;
    let engines = test
        .engines
        .iter()
        .map(|(name, version)| format!("{name} {version}"))
        .collect::<Vec<_>>()
        .join(", ");
    // Names of programs are English in every language.
    let engines = view! { <span lang="en" dir="ltr">{engines}</span> }.into_any();
    let mut rows = vec![
        SummaryRow::text(t(words::commit()), test.commit.clone()).in_language(Some("zxx".to_owned())),
        SummaryRow::text(t(words::seed()), test.seed.clone()),
        SummaryRow::text(
            t(words::languages()),
            format::series(&test.languages, use_language()),
        ),
        SummaryRow::view(t(words::engines()), engines),
    ];
    if let Some(full) = &test.full {
        let text = t(words::full_text(
            full.date,
            i64::from(full.pages),
            i64::from(full.findings),
        ));
        rows.push(SummaryRow::text(t(words::full()), text));
    }
    view! { <Details summary=t(words::details())><div class="code-facts"><SummaryList rows/></div></Details> }
        .into_any()
}
