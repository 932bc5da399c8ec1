//! Reading for a page: one resource, and what to show while it loads or when it fails.
//!
//! All resources have one type, [`Answer`]: what a page reads gets its type back where it is shown. A resource of its own type
//! for each page would make the browser's program a good deal larger, because each brings a copy of everything that
//! keeps a resource up to date.

use std::{
    any::Any,
    fmt::{self, Display},
    future::Future,
    marker::PhantomData,
    pin::Pin,
    str::FromStr,
    sync::Arc,
};

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::api::{Api, ApiError};

use crate::{
    context::{PageRedirect, use_api},
    layout::problem_page::ProblemPage,
};

type Codec = leptos::server::codee::string::FromToStringCodec;

/// What a page reads.
#[derive(Debug)]
pub struct Loaded<T> {
    answer: Resource<Answer, Codec>,
    read: PhantomData<fn() -> T>,
}

/// An answer of any type.
#[derive(Clone)]
struct Answer(Result<Arc<dyn Any + Send + Sync>, ApiError>);

impl Answer {
    fn of<T: Send + Sync + 'static>(read: Result<T, ApiError>) -> Self {
        Self(read.map(|value| Arc::new(value) as Arc<dyn Any + Send + Sync>))
    }

    fn take<T: Clone + 'static>(self) -> Result<T, ApiError> {
        self.0?.downcast_ref().cloned().ok_or(ApiError::NotFound)
    }
}

/// Resources know how to travel; no answer does, because no page is hydrated.
impl Display for Answer {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl FromStr for Answer {
    type Err = fmt::Error;

    fn from_str(_: &str) -> Result<Self, Self::Err> {
        Err(fmt::Error)
    }
}

/// The key of any resource.
#[derive(Clone)]
struct Key(Arc<dyn AnyKey>);

trait AnyKey: Any + Send + Sync {
    fn is(&self, other: &dyn Any) -> bool;
}

impl<K: PartialEq + Send + Sync + 'static> AnyKey for K {
    fn is(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<K>().is_some_and(|other| self == other)
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        let other: &dyn Any = &*other.0;
        self.0.is(other)
    }
}

type Reading = Pin<Box<dyn Future<Output = Answer> + Send>>;

/// The one place where a resource is made.
fn resource(
    key: Box<dyn Fn() -> Key + Send + Sync>,
    read: Box<dyn Fn(Key) -> Reading + Send + Sync>,
) -> Resource<Answer, Codec> {
    Resource::new_str(key, read)
}

/// Reads whenever `key` changes.
pub fn load<K, T, F, Fut>(key: impl Fn() -> K + Send + Sync + 'static, read: F) -> Loaded<T>
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
    F: Fn(Api, K) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<T, ApiError>> + Send + 'static,
{
    let api = use_api();
    let answer = resource(
        Box::new(move || Key(Arc::new(key()))),
        Box::new(move |Key(key)| {
            let key: &dyn Any = &*key;
            match key.downcast_ref::<K>() {
                Some(key) => {
                    let reading = read(api.clone(), key.clone());
                    Box::pin(async move { Answer::of(reading.await) })
                }
                None => Box::pin(std::future::ready(Answer(Err(ApiError::NotFound)))),
            }
        }),
    );
    Loaded {
        answer,
        read: PhantomData,
    }
}

/// Shows what was read; a failure shows the page for it, with the right status.
pub fn show<T, V>(loaded: Loaded<T>, view: impl Fn(T) -> V + Clone + Send + Sync + 'static) -> AnyView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    show_answer(
        loaded.answer,
        Arc::new(move |answer| answer.take().map(|value| view(value).into_any())),
    )
}

type View = Arc<dyn Fn(Answer) -> Result<AnyView, ApiError> + Send + Sync>;

fn show_answer(answer: Resource<Answer, Codec>, view: View) -> AnyView {
    view! {
        <Transition>
            {move || {
                let view = view.clone();
                Suspend::new(async move {
                    match view(answer.await) {
                        Ok(view) => view,
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
