//! The program in parts: what every page needs, and a part for each kind of page, fetched when one is opened.
//!
//! - The build cuts the browser's program at the functions named here (`wasm_split`); what only they use travels apart,
//!   what several use in files of its own. On the server they are plain functions.
//! - The first page is left as the server rendered it ([`Untouched`](crate::untouched)), so that the main part is all
//!   that it needs. A page that is opened from it comes with its part; where the connection is slow, or the part cannot
//!   be fetched, the server renders that page too.

use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use leptos_router::ChooseView;

use crate::features::{
    accessibility, admin, device, gallery, glossary, identity, languages, organisations, overview,
    procedures, statements, videos,
};

/// A page, by the part that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Pages to read: procedures, published comments, imprint.
    Reading(Reading),
    /// Writing and checking a comment.
    Writing(Writing),
    /// What a receipt's code opens.
    Receipts(Receipts),
    /// The pages of staff, and signing in.
    Staff(Staff),
}

/// Pages to read.
#[expect(missing_docs, reason = "named like the pages")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    Start,
    Procedures,
    Procedure,
    Chapter,
    Record,
    Comments,
    Comment,
    Imprint,
    Privacy,
    Contact,
    Languages,
    Overview,
    Paper,
    Declaration,
    EasyDeclaration,
    ReportBarrier,
    BarrierSent,
    SignLanguage,
    Glossary,
    Offline,
    Forget,
}

/// Pages of the comment that is being written.
#[expect(missing_docs, reason = "named like the pages")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    Comment,
    Check,
}

/// Pages around a receipt.
#[expect(missing_docs, reason = "named like the pages")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receipts {
    Find,
    Receipt,
    Sent,
    Withdraw,
}

/// Pages of staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Staff {
    /// Signing in.
    SignIn,
    /// Everything below `/staff`.
    Pages,
    /// All parts, in a demonstration.
    Gallery,
}

type Shown = Result<AnyView, SplitLoaderError>;

#[wasm_split(reading, wasm_split_path = leptos::wasm_split, fallible)]
fn reading(page: Reading) -> Shown {
    Ok(match page {
        Reading::Start => view! { <procedures::StartPage/> }.into_any(),
        Reading::Procedures => view! { <procedures::ProceduresPage/> }.into_any(),
        Reading::Procedure => view! { <procedures::ProcedurePage/> }.into_any(),
        Reading::Chapter => view! { <procedures::ChapterPage/> }.into_any(),
        Reading::Record => view! { <procedures::RecordPage/> }.into_any(),
        Reading::Comments => view! { <statements::PublicCommentsPage/> }.into_any(),
        Reading::Comment => view! { <statements::PublicCommentPage/> }.into_any(),
        Reading::Imprint => view! { <organisations::ImprintPage/> }.into_any(),
        Reading::Privacy => view! { <organisations::PrivacyPage/> }.into_any(),
        Reading::Contact => view! { <organisations::ContactPage/> }.into_any(),
        Reading::Paper => view! { <procedures::PaperPage/> }.into_any(),
        Reading::Declaration => view! { <accessibility::DeclarationPage/> }.into_any(),
        Reading::EasyDeclaration => view! { <accessibility::EasyPage/> }.into_any(),
        Reading::ReportBarrier => view! { <accessibility::ReportPage/> }.into_any(),
        Reading::BarrierSent => view! { <accessibility::SentPage/> }.into_any(),
        Reading::SignLanguage => view! { <videos::SignLanguagePage/> }.into_any(),
        Reading::Glossary => view! { <glossary::GlossaryPage/> }.into_any(),
        Reading::Offline => view! { <device::OfflinePage/> }.into_any(),
        Reading::Forget => view! { <device::ForgetPage/> }.into_any(),
        Reading::Languages => view! { <languages::LanguagesPage/> }.into_any(),
        Reading::Overview => view! { <overview::OverviewPage/> }.into_any(),
    })
}

#[wasm_split(writing, wasm_split_path = leptos::wasm_split, fallible)]
fn writing(page: Writing) -> Shown {
    Ok(match page {
        Writing::Comment => view! { <statements::CommentPage/> }.into_any(),
        Writing::Check => view! { <statements::CheckPage/> }.into_any(),
    })
}

#[wasm_split(receipts, wasm_split_path = leptos::wasm_split, fallible)]
fn receipts(page: Receipts) -> Shown {
    Ok(match page {
        Receipts::Find => view! { <statements::FindReceiptPage/> }.into_any(),
        Receipts::Receipt => view! { <statements::ReceiptPage/> }.into_any(),
        Receipts::Sent => view! { <statements::SentPage/> }.into_any(),
        Receipts::Withdraw => view! { <statements::WithdrawPage/> }.into_any(),
    })
}

#[wasm_split(staff, wasm_split_path = leptos::wasm_split, fallible)]
fn staff(page: Staff) -> Shown {
    Ok(match page {
        Staff::SignIn => view! { <identity::SignInPage/> }.into_any(),
        Staff::Gallery => view! { <gallery::GalleryPage/> }.into_any(),
        Staff::Pages => view! { <admin::StaffPages/> }.into_any(),
    })
}

/// What a route shows: a page.
#[derive(Clone, Copy, Debug)]
pub struct Open(pub Page);

impl Open {
    /// The page's view, when its part is there.
    async fn view(self) -> Shown {
        match self.0 {
            Page::Reading(page) => reading(page).await,
            Page::Writing(page) => writing(page).await,
            Page::Receipts(page) => receipts(page).await,
            Page::Staff(page) => staff(page).await,
        }
    }
}

impl ChooseView for Open {
    #[cfg(not(feature = "hydrate"))]
    async fn choose(self) -> AnyView {
        use crate::untouched::Untouched;

        let page = self.view().await.unwrap_or_else(|_| ().into_any());
        (Untouched::Begin, page, Untouched::End).into_any()
    }

    #[cfg(feature = "hydrate")]
    async fn choose(self) -> AnyView {
        if Owner::current_shared_context().is_some_and(|context| context.during_hydration()) {
            browser::first(self)
        } else {
            browser::fetched(self).await
        }
    }

    async fn preload(&self) {}
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::{cell::RefCell, sync::Arc};

    use leptos::{prelude::*, reactive::computed::ScopedFuture};
    use leptos_router::{
        hooks::{use_location, use_params_map, use_url},
        params::ParamsMap,
    };
    use send_wrapper::SendWrapper;

    use super::Open;
    use crate::{forms::Typed, untouched::Untouched};

    /// A page whose part was fetched; where that costs more than the page itself, the server is asked for the page, unless
    /// something was typed that only the program knows.
    pub async fn fetched(open: Open) -> AnyView {
        let here = here();
        let is_needed = use_context::<Typed>().is_some_and(|typed| !typed.is_empty());
        if (is_needed || !is_slow())
            && let Ok(view) = open.view().await
        {
            return view;
        }
        drop(window().location().assign(&here));
        // What is shown stays until the next document comes.
        std::future::pending().await
    }

    /// The first page, until another address of the same route is opened.
    pub fn first(open: Open) -> AnyView {
        // Both belong to the route, so that they do not change when another one is opened.
        let (params, url) = (use_params_map(), use_url());
        let is_followed = RwSignal::new(false);
        let next = Arc::new(SendWrapper::new(RefCell::new(None::<AnyView>)));
        let owner = Owner::current();
        let place = next.clone();
        Effect::new(move |begun: Option<(ParamsMap, String)>| {
            let now = (params.get(), url.read().search().to_owned());
            let begun = begun.unwrap_or_else(|| now.clone());
            if begun == now || is_followed.get_untracked() {
                return begun;
            }
            // Below the route, like every page that is fetched.
            if let Some(page) = owner
                .as_ref()
                .map(|owner| owner.with(|| ScopedFuture::new(fetched(open))))
            {
                let place = place.clone();
                leptos::task::spawn_local(async move {
                    place.replace(Some(page.await));
                    is_followed.set(true);
                });
            }
            begun
        });
        (move || {
            if is_followed.get() {
                next.replace(None).unwrap_or_else(|| ().into_any())
            } else {
                Untouched::End.into_any()
            }
        })
        .into_any()
    }

    /// The address that the router is at.
    fn here() -> String {
        let location = use_location();
        let search = location.search.get_untracked();
        let path = location.pathname.get_untracked();
        // Going back the browser is there already, and with a fragment it would load nothing.
        let is_there = window().location().pathname().is_ok_and(|there| there == path);
        let fragment = if is_there {
            String::new()
        } else {
            location.hash.get_untracked()
        };
        if search.is_empty() {
            path + &fragment
        } else {
            format!("{path}?{}{fragment}", search.trim_start_matches('?'))
        }
    }

    /// Whether the connection is so slow that a page travels sooner than the code for it.
    fn is_slow() -> bool {
        let of = |object: &wasm_bindgen::JsValue, name: &str| js_sys::Reflect::get(object, &name.into()).ok();
        of(&window(), "navigator")
            .and_then(|navigator| of(&navigator, "connection"))
            .and_then(|connection| of(&connection, "effectiveType"))
            .and_then(|speed| speed.as_string())
            .is_some_and(|speed| speed != "4g")
    }
}
