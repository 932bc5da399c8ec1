//! The document around every page, and the application inside it.

use leptos::prelude::*;
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::{
    components::{Route, Router, Routes},
    path,
};
use shared::{api::ApiError, language::Language, organisations::ShowSite};

use crate::{
    context::{Assets, KeptForm, use_api, use_view},
    features::{admin, device, identity, organisations, procedures, statements},
    i18n::{msg, provide_language, t, use_language},
    layout::{Page, problem_page::ProblemPage},
};

/// The whole document, as the server renders it.
#[component]
pub fn Document() -> impl IntoView {
    let language = use_language();
    let assets = expect_context::<Assets>();
    let alternates: Vec<_> = Language::available()
        .iter()
        .map(|other| {
            let href = format!("{}/{}{}", assets.origin, other.code(), assets.rest);
            view! { <link rel="alternate" hreflang=other.code() href=href/> }
        })
        .collect();
    view! {
        <!DOCTYPE html>
        <html lang=language.code() dir=language.direction().as_str() data-view=use_view().word()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="stylesheet" href=assets.stylesheet.clone()/>
                <link rel="canonical" href=assets.canonical.clone()/>
                {alternates}
                <link rel="alternate" hreflang="x-default" href=format!("{}/de{}", assets.origin, assets.rest)/>
                <link rel="manifest" href=assets.manifest.clone()/>
                {frame_colour("light", &assets.frame.0)}
                {frame_colour("dark", &assets.frame.1)}
                {assets.worker.clone().map(|worker| view! { <meta name="worker" content=worker/> })}
                {assets.start.clone().map(|start| view! {
                    <meta name="texts" content=assets.texts.clone()/>
                    <script type="module" src=start></script>
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
    provide_context(shared::api::Api::new(crate::context::Network));
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
    let api = use_api();
    let site = Resource::new(
        || (),
        move |()| {
            let api = api.clone();
            async move { api.call(ShowSite {}).await }
        },
    );
    view! {
        <Title formatter=|title: String| title/>
        <Router>
            <Suspense>
                {move || Suspend::new(async move {
                    match site.await {
                        Ok(site) => {
                            provide_context(site);
                            view! { <Page><Pages/></Page> }.into_any()
                        }
                        Err(error) => view! { <main id="main"><ProblemPage error/></main> }.into_any(),
                    }
                })}
            </Suspense>
        </Router>
    }
}

/// Every page under its address.
#[component]
fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| view! { <ProblemPage error=ApiError::NotFound/> }>
            // Public pages.
            <Route path=path!("/:language") view=procedures::StartPage/>
            <Route path=path!("/:language/procedures") view=procedures::ProceduresPage/>
            <Route path=path!("/:language/procedures/:procedure") view=procedures::ProcedurePage/>
            <Route path=path!("/:language/procedures/:procedure/chapters/:chapter") view=procedures::ChapterPage/>
            <Route path=path!("/:language/procedures/:procedure/record") view=procedures::RecordPage/>
            <Route path=path!("/:language/procedures/:procedure/comment") view=statements::CommentPage/>
            <Route path=path!("/:language/procedures/:procedure/comment/check") view=statements::CheckPage/>
            <Route path=path!("/:language/procedures/:procedure/comments") view=statements::PublicCommentsPage/>
            <Route path=path!("/:language/procedures/:procedure/comments/:number") view=statements::PublicCommentPage/>
            <Route path=path!("/:language/r") view=statements::FindReceiptPage/>
            <Route path=path!("/:language/r/:code") view=statements::ReceiptPage/>
            <Route path=path!("/:language/r/:code/sent") view=statements::SentPage/>
            <Route path=path!("/:language/r/:code/withdraw") view=statements::WithdrawPage/>
            <Route path=path!("/:language/imprint") view=organisations::ImprintPage/>
            <Route path=path!("/:language/privacy") view=organisations::PrivacyPage/>
            <Route path=path!("/:language/contact") view=organisations::ContactPage/>
            <Route path=path!("/:language/offline") view=device::OfflinePage/>
            <Route path=path!("/:language/forget") view=device::ForgetPage/>
            // Staff.
            <Route path=path!("/:language/sign-in") view=identity::SignInPage/>
            <Route path=path!("/:language/staff/*rest") view=admin::StaffPages/>
        </Routes>
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
    view! { <Title text/> }
}
