//! The document around every page, and the application inside it.

use leptos::prelude::*;
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::{
    components::{FlatRoutes, Route, Router},
    hooks::use_location,
    location::Location,
    path,
};
use shared::{api::ApiError, language::Language, organisations::Site};

use crate::{
    context::{Assets, FoundHelp, FoundSite, Help, KeptForm, use_view},
    i18n::{msg, provide_language, t, use_language},
    layout::{Page, problem_page::ProblemPage},
    parts::{self, Open, Reading, Receipts, Staff, Writing},
};

/// The whole document, as the server renders it.
#[component]
pub fn Document() -> impl IntoView {
    let language = use_language();
    let assets = expect_context::<Assets>();
    // Without it the program could not begin, so that it is not sent then.
    let site = use_context::<FoundSite>().and_then(|FoundSite(site)| serde_json::to_string(&site.ok()?).ok());
    let help = use_context::<FoundHelp>().and_then(|FoundHelp(help)| serde_json::to_string(&help?).ok());
    let alternates: Vec<_> = Language::ALL
        .iter()
        .map(|other| {
            let href = format!("{}/{}{}", assets.origin, other.code(), assets.rest);
            view! { <link rel="alternate" hreflang=other.code() href=href/> }
        })
        .collect();
    let stylesheets: Vec<_> = assets
        .stylesheets
        .iter()
        .map(|href| view! { <link rel="stylesheet" href=href.clone()/> })
        .collect();
    view! {
        <!DOCTYPE html>
        <html lang=language.code() dir=language.direction().as_str() data-view=use_view().word()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                {stylesheets}
                <link rel="canonical" href=assets.canonical.clone()/>
                {alternates}
                <link rel="alternate" hreflang="x-default" href=format!("{}/de{}", assets.origin, assets.rest)/>
                <link rel="manifest" href=assets.manifest.clone()/>
                {frame_colour("light", &assets.frame.0)}
                {frame_colour("dark", &assets.frame.1)}
                {assets.worker.clone().map(|worker| view! { <meta name="worker" content=worker/> })}
                {assets.program.clone().zip(site).map(|(program, site)| view! {
                    <meta name="site" content=site/>
                    {help.map(|help| view! { <meta name="help" content=help/> })}
                    <meta name="texts" content=program.texts/>
                    <meta name="modules" content=program.modules.join(" ")/>
                    <script type="module" src=program.start></script>
                })}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The colour of the browser's frame in a colour scheme.
fn frame_colour(scheme: &str, colour: &str) -> impl IntoView + use<> {
    leptos::html::meta()
        .name("theme-color")
        .attr("media", format!("(prefers-color-scheme: {scheme})"))
        .content(colour.to_owned())
}

/// The application in the browser: what the server put into context is found in the document.
#[cfg(feature = "hydrate")]
#[component]
pub fn HydratedApp() -> impl IntoView {
    provide_language(crate::context::language_of_document());
    provide_context(crate::context::view_of_document());
    provide_context(crate::context::site_of_document());
    provide_context(crate::context::help_of_document());
    provide_context(shared::api::Api::new(crate::context::Network));
    crate::forms::remember(crate::features::statements::COMMENT_FORM);
    view! { <App/> }
}

/// Everything inside the document's body.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_language(use_language());
    if use_context::<KeptForm>().is_none() {
        provide_context(KeptForm(RwSignal::new(None)));
    }
    // The page is not hydrated, so that what it reads need not travel with it.
    #[cfg(feature = "ssr")]
    if let Some(context) = Owner::current_shared_context() {
        context.set_is_hydrating(false);
    }
    // Found before rendering begins, so that the frame needs no suspense.
    let FoundSite(site) = use_context().unwrap_or(FoundSite(Err(ApiError::Unavailable)));
    view! {
        <Title text=first_title()/>
        // Made inside the router, which the frame asks where it is.
        <Router>{framed(site)}</Router>
    }
}

/// The frame with the pages in it.
fn framed(site: Result<Site, ApiError>) -> AnyView {
    match site {
        Ok(site) => {
            provide_context(site);
            let FoundHelp(help) = use_context().unwrap_or_default();
            provide_context(Help(RwSignal::new(help)));
            // What a form left behind belongs to its page.
            if let Some(KeptForm(kept)) = use_context::<KeptForm>() {
                let Location { pathname, search, .. } = use_location();
                let address = move || (pathname.get(), search.get());
                Effect::watch(address, move |_, _, _| kept.set(None), false);
            }
            view! { <Page><Pages/></Page> }.into_any()
        }
        Err(error) => view! { <main id="main"><ProblemPage error/></main> }.into_any(),
    }
}

/// The title below those of pages: in the browser that of the page which the server rendered.
fn first_title() -> String {
    #[cfg(feature = "hydrate")]
    return document().title();
    #[cfg(not(feature = "hydrate"))]
    String::new()
}

/// Every page under its address.
#[component]
fn Pages() -> impl IntoView {
    let reading = |page| Open(parts::Page::Reading(page));
    let writing = |page| Open(parts::Page::Writing(page));
    let receipts = |page| Open(parts::Page::Receipts(page));
    let staff = |page| Open(parts::Page::Staff(page));
    view! {
        <FlatRoutes fallback=|| view! { <ProblemPage error=ApiError::NotFound/> }>
            // Public pages.
            <Route path=path!("/:language") view=reading(Reading::Start)/>
            <Route path=path!("/:language/procedures") view=reading(Reading::Procedures)/>
            <Route path=path!("/:language/procedures/:procedure") view=reading(Reading::Procedure)/>
            <Route path=path!("/:language/procedures/:procedure/chapters/:chapter") view=reading(Reading::Chapter)/>
            <Route path=path!("/:language/procedures/:procedure/record") view=reading(Reading::Record)/>
            <Route path=path!("/:language/procedures/:procedure/comment") view=writing(Writing::Comment)/>
            <Route path=path!("/:language/procedures/:procedure/comment/check") view=writing(Writing::Check)/>
            <Route path=path!("/:language/procedures/:procedure/paper") view=reading(Reading::Paper)/>
            <Route path=path!("/:language/procedures/:procedure/comments") view=reading(Reading::Comments)/>
            <Route path=path!("/:language/procedures/:procedure/comments/:number") view=reading(Reading::Comment)/>
            <Route path=path!("/:language/r") view=receipts(Receipts::Find)/>
            <Route path=path!("/:language/r/:code") view=receipts(Receipts::Receipt)/>
            <Route path=path!("/:language/r/:code/sent") view=receipts(Receipts::Sent)/>
            <Route path=path!("/:language/r/:code/withdraw") view=receipts(Receipts::Withdraw)/>
            <Route path=path!("/:language/imprint") view=reading(Reading::Imprint)/>
            <Route path=path!("/:language/privacy") view=reading(Reading::Privacy)/>
            <Route path=path!("/:language/contact") view=reading(Reading::Contact)/>
            <Route path=path!("/:language/languages") view=reading(Reading::Languages)/>
            <Route path=path!("/:language/overview") view=reading(Reading::Overview)/>
            <Route path=path!("/:language/gallery") view=staff(Staff::Gallery)/>
            <Route path=path!("/:language/accessibility") view=reading(Reading::Declaration)/>
            <Route path=path!("/:language/accessibility/easy") view=reading(Reading::EasyDeclaration)/>
            <Route path=path!("/:language/accessibility/report") view=reading(Reading::ReportBarrier)/>
            <Route path=path!("/:language/accessibility/report/sent/:number") view=reading(Reading::BarrierSent)/>
            <Route path=path!("/:language/sign-language") view=reading(Reading::SignLanguage)/>
            <Route path=path!("/:language/glossary") view=reading(Reading::Glossary)/>
            <Route path=path!("/:language/offline") view=reading(Reading::Offline)/>
            <Route path=path!("/:language/forget") view=reading(Reading::Forget)/>
            // Staff.
            <Route path=path!("/:language/sign-in") view=staff(Staff::SignIn)/>
            <Route path=path!("/:language/staff/*rest") view=staff(Staff::Pages)/>
        </FlatRoutes>
    }
}

/// The title of a page: its own name and the town's; with an error it begins with the word for it.
#[component]
pub fn PageTitle(
    /// The page's own name.
    #[prop(into)]
    text: String,
    /// Whether a form on it failed.
    #[prop(optional)]
    failed: bool,
) -> impl IntoView {
    let site = crate::context::use_site();
    let text = t(msg::common::page_title(text, site.name));
    let text = if failed {
        format!("{} {text}", t(msg::common::error_prefix()))
    } else {
        text
    };
    view! { <DocumentTitle text/> }
}

/// The title of the document. On the server it is written into the page as it is, so that what people named something is
/// escaped here.
#[component]
pub fn DocumentTitle(
    /// The title.
    text: String,
) -> impl IntoView {
    #[cfg(not(feature = "hydrate"))]
    let text = crate::ui::text::escape(&text);
    view! { <Title text/> }
}
