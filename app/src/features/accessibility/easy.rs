//! What the site is for, how to move through it and the main points of the declaration, in easy language (BITV 2.0
//! § 4, Annex 2 Part 2): a sentence a line.

use leptos::prelude::*;
use shared::{
    accessibility::{Conformance, Declaration, KnownBarrier, ShowDeclaration},
    language::Language,
};

use super::{body, phone, way};
use crate::{
    context::{use_language, use_site},
    features::procedures::words::foreign,
    i18n::{msg, t},
    load::{load, show},
    routes,
    shell::PageTitle,
    ui::{LinkButton, PageHeading},
};

/// The page in easy language.
#[component]
pub fn EasyPage() -> impl IntoView {
    let loaded = load(|| (), |api, ()| async move { api.call(ShowDeclaration {}).await });
    show(loaded, page)
}

/// A sentence a line.
fn lines(text: String) -> AnyView {
    text.lines()
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect_view()
        .into_any()
}

/// How many barriers are known, those that somebody wrote in easy language, and the way to the others.
fn known(barriers: &[KnownBarrier]) -> Option<AnyView> {
    use msg::accessibility::easy as words;
    let lang = foreign(Language::SimpleGerman.code());
    let (written, others): (Vec<_>, Vec<_>) = barriers.iter().partition(|barrier| !barrier.plain.is_empty());
    let written = (!written.is_empty()).then(|| {
        let item = |barrier: &KnownBarrier| view! { <li lang=lang.clone() dir="auto">{lines(barrier.plain.clone())}</li> };
        view! { <ul class="stack">{written.into_iter().map(item).collect_view()}</ul> }
    });
    let others = (!others.is_empty()).then(|| view! { <p>{whole("#barriers", t(words::others()))}</p> });
    let number = u64::try_from(barriers.len()).unwrap_or(u64::MAX);
    (number > 0).then(|| {
        view! {
            <p>{t(words::known(number))}</p>
            {written}
            {others}
        }
        .into_any()
    })
}

/// The way to a place in the whole declaration. In plain German its address holds this page: there it is the German one.
fn whole(place: &str, text: String) -> AnyView {
    let here = use_language();
    if here == Language::SimpleGerman {
        let href = format!("{}{place}", routes::accessibility(Language::German, ""));
        return view! { <a class="row-link" href=href hreflang="de" rel="external">{text}</a> }.into_any();
    }
    let href = format!("{}{place}", routes::accessibility(here, ""));
    view! { <a class="row-link" href=href>{text}</a> }.into_any()
}

/// The declaration and the explanations.
pub(super) fn page(declaration: Declaration) -> AnyView {
    use msg::accessibility::easy as words;
    let language = use_language();
    let number = use_site().contact.phone;
    let write = (!number.is_empty()).then(|| {
        view! { <h2>{t(words::write())}</h2> {lines(t(words::write_text(number)))} }
    });
    let state = match declaration.conformance {
        Conformance::Full => words::full(),
        Conformance::Partial if declaration.barriers.is_empty() => words::partial(),
        Conformance::Partial => words::partial_known(),
        Conformance::Not => words::not(),
    };
    // Called as in the menu, which readers look for word by word.
    let menu = {
        use msg::layout::nav;
        t(words::move_text(
            nav::home(),
            nav::procedures(),
            nav::check_receipt(),
        ))
    };
    let tested = declaration
        .test
        .as_ref()
        .map(|test| view! { <p>{t(words::tested(test.date))}</p> });
    let help = declaration.body.as_ref().map(|found| {
        view! { <h2>{t(words::body())}</h2> {lines(t(words::body_text()))} {body(found)} }
    });
    view! {
        <PageTitle text=t(words::title())/>
        {way(&t(words::title()))}
        <PageHeading title=t(words::title())/>
        <div class="easy stack">
            <h2>{t(words::what())}</h2>
            {lines(t(words::what_text()))}
            <h2>{t(words::r#move())}</h2>
            {lines(menu)}
            <p><a class="row-link" href=routes::overview(language)>{t(msg::layout::overview::title())}</a></p>
            <p><a class="row-link" href=routes::glossary(language)>{t(msg::glossary::title())}</a></p>
            {write}
            <h2>{t(words::barriers())}</h2>
            {lines(t(state))}
            {known(&declaration.barriers)}
            {tested}
            <h2>{t(words::report())}</h2>
            {lines(t(words::report_text()))}
            <p><LinkButton href=routes::accessibility(language, "report")>{t(msg::accessibility::report::title())}</LinkButton></p>
            {phone(&declaration.feedback.phone)}
            {help}
            <p>{whole("", t(words::more()))}</p>
        </div>
    }
    .into_any()
}
