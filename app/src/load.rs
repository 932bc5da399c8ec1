//! Reading for a page: one resource, and what to show while it loads or when it fails.

use std::future::Future;

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use shared::api::{Api, ApiError};

use crate::{context::use_api, layout::problem_page::ProblemPage};

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
