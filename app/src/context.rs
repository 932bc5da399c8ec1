//! What a page may ask for: the API, the language, the view, the last form's fate.

use std::sync::{
    Arc,
    atomic::{AtomicU16, Ordering},
};

use leptos::prelude::*;
use shared::{
    api::{Api, ApiError},
    language::Language,
    organisations::{Contact, Site},
};

/// Normal or simplified presentation of the same pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Everything at once.
    #[default]
    Normal,
    /// One question a page, large type.
    Simple,
}

impl View {
    /// The value of `data-view` and of the cookie.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Simple => "simple",
        }
    }

    /// Reads the cookie.
    pub fn from_word(word: &str) -> Self {
        if word == "simple" {
            Self::Simple
        } else {
            Self::Normal
        }
    }
}

/// Addresses of what a document loads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The style sheets, in their order.
    pub stylesheets: Vec<String>,
    /// The browser's program; none leaves the page without script.
    pub program: Option<Program>,
    /// The service worker that keeps visited pages; none where the operator switched it off, and for staff.
    pub worker: Option<String>,
    /// The description of the installable app.
    pub manifest: String,
    /// The colours of the browser's frame: in light and in dark.
    pub frame: (String, String),
    /// The canonical address of this page.
    pub canonical: String,
    /// The public origin.
    pub origin: String,
    /// Path and query after the language, to name the page in other languages.
    pub rest: String,
}

/// Addresses of what the browser's program is made of, for one page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    /// The script that starts it.
    pub start: String,
    /// Scripts that it needs, loaded with it once the page has been shown.
    pub modules: Vec<String>,
    /// The texts of the page's language.
    pub texts: String,
}

/// What every page shows around its content, found before rendering begins.
#[derive(Clone, Debug)]
pub struct FoundSite(pub Result<Site, ApiError>);

/// A procedure, by the slug in the page's address, or a receipt, by its code there, and whom the procedure names to be asked.
pub type Helper = (String, Contact);

/// Who helps with the procedure that the page is about, found before rendering begins: the frame is there before the page.
#[derive(Clone, Debug, Default)]
pub struct FoundHelp(pub Option<Helper>);

/// The same for the frame, which stays in the browser while pages change: each page of a procedure or a receipt says whose it
/// is.
#[derive(Clone, Copy)]
pub struct Help(pub RwSignal<Option<Helper>>);

/// What a form left behind when it could not be carried out: everything that was typed, and what was wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The endpoint's name.
    pub form: String,
    /// The fields as they were sent.
    pub fields: Vec<(String, String)>,
    /// What was wrong.
    pub error: ApiError,
}

/// The last form's fate, if it could not be carried out.
#[derive(Clone, Copy)]
pub struct KeptForm(pub RwSignal<Option<Kept>>);

/// The word lists of easy language: on the server, where pages show what the check finds.
#[cfg(feature = "ssr")]
#[derive(Clone, Copy, Debug)]
pub struct EasyWords(pub &'static shared::easy_language::Words);

/// The HTTP status that the page asks for; the server reads it after rendering.
#[derive(Clone, Debug)]
pub struct PageStatus(Arc<AtomicU16>);

impl Default for PageStatus {
    fn default() -> Self {
        Self(Arc::new(AtomicU16::new(200)))
    }
}

impl PageStatus {
    /// Asks for a status.
    pub fn set(&self, status: u16) {
        self.0.store(status, Ordering::SeqCst);
    }

    /// The status asked for.
    pub fn get(&self) -> u16 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Where the page wants to be instead: a renamed slug.
#[derive(Clone, Debug, Default)]
pub struct PageRedirect(Arc<std::sync::Mutex<Option<String>>>);

impl PageRedirect {
    /// Asks for another address.
    pub fn set(&self, to: String) {
        *self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(to);
    }

    /// The address asked for.
    pub fn take(&self) -> Option<String> {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .take()
    }
}

/// The API of the visitor.
pub fn use_api() -> Api {
    expect_context::<Api>()
}

/// The view of the visitor.
pub fn use_view() -> View {
    use_context::<View>().unwrap_or_default()
}

/// What every page shows around its content; only inside [`crate::App`].
pub fn use_site() -> Site {
    expect_context::<Site>()
}

/// The public origin, such as `https://beteiligung.example`.
pub fn use_origin() -> String {
    #[cfg(feature = "hydrate")]
    return window().location().origin().unwrap_or_default();
    #[cfg(not(feature = "hydrate"))]
    use_context::<Assets>()
        .map(|assets| assets.origin)
        .unwrap_or_default()
}

/// The host of this site, as people write it down: without what browsers put before it.
pub fn use_host() -> String {
    let origin = use_origin();
    origin
        .split_once("://")
        .map_or_else(|| origin.clone(), |(_, host)| host.to_owned())
}

/// Sets the status of the answer; does nothing in the browser.
pub fn set_status(status: u16) {
    if let Some(page) = use_context::<PageStatus>() {
        page.set(status);
    }
}

/// The language of the document in the browser.
#[cfg(feature = "hydrate")]
pub fn language_of_document() -> Language {
    document()
        .document_element()
        .and_then(|html| html.get_attribute("lang"))
        .and_then(|code| Language::from_code(&code))
        .unwrap_or_default()
}

/// The view of the document in the browser.
#[cfg(feature = "hydrate")]
pub fn view_of_document() -> View {
    document()
        .document_element()
        .and_then(|html| html.get_attribute("data-view"))
        .map_or(View::Normal, |word| View::from_word(&word))
}

/// What the server found for every page, in the browser.
#[cfg(feature = "hydrate")]
pub fn site_of_document() -> FoundSite {
    FoundSite(found_in_document("meta[name=site]").ok_or(ApiError::Unavailable))
}

/// Who helps with the procedure that the document is about, in the browser.
#[cfg(feature = "hydrate")]
pub fn help_of_document() -> FoundHelp {
    FoundHelp(found_in_document("meta[name=help]"))
}

/// What the server wrote for the program into a part of the document's head.
#[cfg(feature = "hydrate")]
fn found_in_document<T: serde::de::DeserializeOwned>(meta: &str) -> Option<T> {
    let meta = document().query_selector(meta).ok().flatten()?;
    shared::api::from_json(&meta.get_attribute("content")?).ok()
}

/// The language used here; a convenience over the catalogue's.
pub fn use_language() -> Language {
    crate::i18n::use_language()
}

#[cfg(feature = "hydrate")]
mod browser {
    use gloo_net::http::RequestBuilder;
    use send_wrapper::SendWrapper;
    use shared::api::{Answer, ApiError, Method, Sending, Transport, Wire};

    /// Sends requests over the network.
    #[derive(Clone, Copy, Debug)]
    pub struct Network;

    impl Transport for Network {
        fn send(&self, wire: Wire) -> Sending<'_> {
            Box::pin(SendWrapper::new(async move {
                let method = match wire.method {
                    Method::Get => gloo_net::http::Method::GET,
                    Method::Post => gloo_net::http::Method::POST,
                    Method::Put => gloo_net::http::Method::PUT,
                    Method::Delete => gloo_net::http::Method::DELETE,
                };
                let builder = RequestBuilder::new(&wire.target).method(method);
                let request = match wire.body {
                    Some(body) => builder.header("content-type", "application/json").body(body),
                    None => builder.build(),
                };
                let unavailable = |_| ApiError::Unavailable;
                let response = request.map_err(unavailable)?.send().await.map_err(unavailable)?;
                Ok(Answer {
                    status: response.status(),
                    body: response.binary().await.map_err(unavailable)?,
                })
            }))
        }
    }
}
#[cfg(feature = "hydrate")]
pub use browser::Network;
