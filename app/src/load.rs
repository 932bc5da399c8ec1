//! Reading for a page: one resource, and what to show while it loads or when it fails.

use std::future::Future;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Serialize, de::DeserializeOwned};
use shared::api::{Api, ApiError};

use crate::{
    context::{PageRedirect, use_api},
    layout::problem_page::ProblemPage,
};

/// What a page reads.
pub type Loaded<T> = Resource<Result<T, ApiError>>;

/// Reads whenever `key` changes.
pub fn load<K, T, F, Fut>(key: impl Fn() -> K + Send + Sync + 'static, read: F) -> Loaded<T>
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Fn(Api, K) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<T, ApiError>> + Send + 'static,
{
    let api = use_api();
    Resource::new(key, move |key| read(api.clone(), key))
}

/// Shows what was read; a failure shows the page for it, with the right status.
pub fn show<T, V>(loaded: Loaded<T>, view: impl Fn(T) -> V + Clone + Send + Sync + 'static) -> AnyView
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Transition>
            {move || {
                let view = view.clone();
                Suspend::new(async move {
                    match loaded.await {
                        Ok(value) => view(value).into_any(),
                        Err(error) => view! { <ProblemPage error/> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
    .into_any()
}

/// A field of the page's path, such as `procedure`; empty when there is none. Tracks.
pub fn path_field(name: &'static str) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let fields = use_params_map();
    move || fields.read().get(name).unwrap_or_default()
}

/// A field of the page's query; `None` when it is absent or empty. Tracks.
pub fn query_field(name: &'static str) -> impl Fn() -> Option<String> + Copy + Send + Sync + 'static {
    let fields = use_query_map();
    move || fields.read().get(name).filter(|value| !value.is_empty())
}

/// Tells the page's scripts that a `form` could not be sent or a `page` not be read, because the server is out of
/// reach; `true` when one of them takes care of it.
#[cfg(feature = "hydrate")]
pub fn out_of_reach(what: &str) -> bool {
    let Ok(event) = document().create_event("Event") else {
        return false;
    };
    event.init_event_with_bubbles_and_cancelable(&format!("{what}outofreach"), true, true);
    document().dispatch_event(&event) == Ok(false)
}

/// Sends the visitor to another address of this site: on the server by status, in the browser by loading it.
pub fn redirect(to: String) {
    #[cfg(feature = "hydrate")]
    drop(window().location().replace(&to));
    if let Some(page) = use_context::<PageRedirect>() {
        page.set(to);
    }
}
