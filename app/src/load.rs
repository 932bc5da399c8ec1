//! Reading for a page: what it asks the server, and what to show when that fails.
//!
//! - In the browser this is a resource, which reads again when the address changes. All have one type, [`Answer`]: what a
//!   page reads gets its type back where it is shown. A resource of its own type for each page would make the program a
//!   good deal larger, because each brings a copy of everything that keeps a resource up to date.
//! - On the server it is read once and the page is built once: a suspense would build it up to three times, looking
//!   for what else there is to wait for.
//! - What pages get here is counted and lies in no arena: a part of a page that is still shown while the next one is read
//!   may ask for it after its page is gone, and reading what an arena has let go of ends the whole program.
//! - The query of an address is read here alone, from its text: the router's own map decodes each value twice, so that a
//!   search for `50%25` would become one for `50%`, and an address within an address would fall apart.

use std::{any::Any, fmt, future::Future, marker::PhantomData, pin::Pin, sync::Arc};

use leptos::prelude::*;
#[cfg(not(feature = "hydrate"))]
use leptos::tachys::reactive_graph::OwnedView;
use leptos_router::{
    hooks::{use_location, use_params_map},
    location::{Location, Url},
    params::ParamsMap,
};
use shared::api::{Api, ApiError};

use crate::{
    context::{PageRedirect, use_api},
    layout::problem_page::ProblemPage,
};

#[cfg(feature = "hydrate")]
type Codec = leptos::server::codee::string::FromToStringCodec;

/// What a page reads.
pub struct Loaded<T> {
    answer: Source,
    read: PhantomData<fn() -> T>,
}

impl<T> fmt::Debug for Loaded<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Loaded").finish_non_exhaustive()
    }
}

#[cfg(feature = "hydrate")]
type Source = Resource<Answer, Codec>;
#[cfg(not(feature = "hydrate"))]
type Source = Reading;

/// An answer of any type.
#[derive(Clone)]
struct Answer(Result<Arc<dyn Any + Send + Sync>, ApiError>);

impl Answer {
    fn of<T: Send + Sync + 'static>(read: Result<T, ApiError>) -> Self {
        Self(read.map(|value| Arc::new(value) as Arc<dyn Any + Send + Sync>))
    }

    fn take<T: Clone + Send + Sync + 'static>(self) -> Result<T, ApiError> {
        let value = self.0?.downcast().map_err(|_| ApiError::NotFound)?;
        Ok(Arc::unwrap_or_clone(value))
    }
}

type Reading = Pin<Box<dyn Future<Output = Answer> + Send>>;

#[cfg(feature = "hydrate")]
mod resource {
    use std::{
        any::Any,
        fmt::{self, Display},
        str::FromStr,
        sync::Arc,
    };

    use leptos::prelude::*;

    use super::{Answer, Reading, Source};

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
    pub(super) struct Key(pub Arc<dyn AnyKey>);

    pub(super) trait AnyKey: Any + Send + Sync {
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

    /// The one place where a resource is made.
    pub(super) fn make(
        key: Box<dyn Fn() -> Key + Send + Sync>,
        read: Box<dyn Fn(Key) -> Reading + Send + Sync>,
    ) -> Source {
        Resource::new_str(key, read)
    }
}

/// Reads whenever `key` changes.
pub fn load<K, T, F, Fut>(key: impl Fn() -> K + Send + Sync + 'static, read: F) -> Loaded<T>
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
    F: Fn(Api, K) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<T, ApiError>> + Send + 'static,
{
    Loaded {
        answer: source(use_api(), key, read),
        read: PhantomData,
    }
}

#[cfg(feature = "hydrate")]
fn source<K, T, F, Fut>(api: Api, key: impl Fn() -> K + Send + Sync + 'static, read: F) -> Source
where
    K: Clone + PartialEq + Send + Sync + 'static,
    T: Send + Sync + 'static,
    F: Fn(Api, K) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<T, ApiError>> + Send + 'static,
{
    resource::make(
        Box::new(move || resource::Key(Arc::new(key()))),
        Box::new(move |resource::Key(key)| {
            let key: &dyn Any = &*key;
            match key.downcast_ref::<K>() {
                Some(key) => {
                    let reading = read(api.clone(), key.clone());
                    Box::pin(async move { Answer::of(reading.await) })
                }
                None => Box::pin(std::future::ready(Answer(Err(ApiError::NotFound)))),
            }
        }),
    )
}

#[cfg(not(feature = "hydrate"))]
fn source<K, T, F, Fut>(api: Api, key: impl Fn() -> K, read: F) -> Source
where
    T: Send + Sync + 'static,
    F: Fn(Api, K) -> Fut,
    Fut: Future<Output = Result<T, ApiError>> + Send + 'static,
{
    let reading = read(api, untrack(key));
    Box::pin(async move { Answer::of(reading.await) })
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

#[cfg(feature = "hydrate")]
fn show_answer(answer: Source, view: View) -> AnyView {
    view! {
        <Transition>
            {move || {
                let view = view.clone();
                Suspend::new(async move { shown(view(answer.await)) })
            }}
        </Transition>
    }
    .into_any()
}

/// What was waited for is written when nothing is current any more: with its owner it still finds the document's head, so
/// that a `<Meta>` in it gets there.
#[cfg(not(feature = "hydrate"))]
fn show_answer(answer: Source, view: View) -> AnyView {
    Suspend::new(async move { OwnedView::new(shown(view(answer.await))) }).into_any()
}

fn shown(view: Result<AnyView, ApiError>) -> AnyView {
    view.unwrap_or_else(|error| view! { <ProblemPage error/> }.into_any())
}

/// A field of the page's path, such as `procedure`; empty when there is none. Tracks.
pub fn path_field(name: &'static str) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    let fields: ArcMemo<ParamsMap> = use_params_map().into();
    move || fields.read().get(name).unwrap_or_default()
}

/// The fields of a page's query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads what stands behind the `?` of an address, decoding it once.
    fn of(search: &str) -> Self {
        Self(serde_html_form::from_str(search.trim_start_matches('?')).unwrap_or_default())
    }

    /// The value of a field; the last one where it is there more than once.
    pub fn get(&self, name: &str) -> Option<String> {
        let mut found = self.0.iter().rev().filter(|(known, _)| known == name);
        found.next().map(|(_, value)| value.clone())
    }

    /// All values of a field, in their order.
    pub fn get_all(&self, name: &str) -> Vec<String> {
        let found = self.0.iter().filter(|(known, _)| known == name);
        found.map(|(_, value)| value.clone()).collect()
    }
}

/// The address of a page where one route has many: the router leaves the route's own as it was when another of them opens.
#[derive(Clone, Debug)]
struct PageAddress {
    path: String,
    search: ArcRwSignal<String>,
}

/// Gives the page that a route with many pages shows next an address of its own. Called each time it shows another one, so
/// that a page that is left hears nothing of what the next one asks for.
pub fn provide_page_address() {
    let Location { pathname, search, .. } = use_location();
    let own = PageAddress {
        path: pathname.get_untracked(),
        search: ArcRwSignal::new(search.get_untracked()),
    };
    provide_context(own.clone());
    // The route's address is brought up to date when only the query changes.
    let Some(url) = use_context::<ArcRwSignal<Url>>() else {
        return;
    };
    Effect::new(move |_| {
        let search = url.with(|url| (url.path() == own.path).then(|| url.search().to_owned()));
        if let Some(search) = search
            && own.search.with_untracked(|before| *before != search)
        {
            own.search.set(search);
        }
    });
}

/// The query of the page. Tracks.
pub fn use_query() -> ArcMemo<Query> {
    let address = use_address();
    ArcMemo::new(move |_| {
        address.with(|address| Query::of(address.split_once('?').map_or("", |(_, query)| query)))
    })
}

/// A field of the page's query; `None` when it is absent or empty. Tracks.
pub fn query_field(name: &'static str) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static {
    let fields = use_query();
    move || fields.read().get(name).filter(|value| !value.is_empty())
}

/// The address of the page without its fragment: path and query. Tracks. It outlives the part of the page that asked for
/// it, because that is still shown, and hears of the next query, while the next one is read.
pub fn use_address() -> ArcSignal<String> {
    if let Some(PageAddress { path, search }) = use_context() {
        return ArcSignal::derive(move || search.with(|search| joined(&path, search)));
    }
    let Location { pathname, search, .. } = use_location();
    match use_context::<ArcRwSignal<Url>>() {
        // What belongs to the route: a page that is left hears nothing of the next one.
        Some(url) => {
            let path = pathname.get_untracked();
            ArcSignal::derive(move || url.with(|url| joined(&path, url.search())))
        }
        // The header, which is there for all pages.
        None => ArcSignal::derive(move || search.with(|search| joined(&pathname.read(), search))),
    }
}

fn joined(path: &str, search: &str) -> String {
    match search.trim_start_matches('?') {
        "" => path.to_owned(),
        search => format!("{path}?{search}"),
    }
}

/// Tells the page's scripts what happened by an event of this name: `formoutofreach` and `pageoutofreach`, where the server
/// cannot be reached, `formfailed` of each form that was not carried out, `formsent` before the browser sends one itself; `true`
/// when one of them takes care of it.
#[cfg(feature = "hydrate")]
pub fn tell_page(event_name: &str) -> bool {
    let Ok(event) = document().create_event("Event") else {
        return false;
    };
    event.init_event_with_bubbles_and_cancelable(event_name, true, true);
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

#[cfg(test)]
mod tests {
    use leptos::prelude::*;
    use leptos_router::params::ParamsMap;

    use super::{PageAddress, Query, path_field, query_field};

    #[test]
    fn what_a_page_asked_its_address_for_can_be_read_after_the_page_is_gone() {
        let owner = Owner::new();
        let (procedure, letter) = owner.with(|| {
            let fields: ParamsMap = [("procedure", "am-hafen")].into_iter().collect();
            provide_context(ArcMemo::new(move |_| fields.clone()));
            provide_context(PageAddress {
                path: "/de/glossary".to_owned(),
                search: ArcRwSignal::new("letter=B".to_owned()),
            });
            (path_field("procedure"), query_field("letter"))
        });
        owner.cleanup();
        assert_eq!(
            (procedure(), letter().as_deref()),
            ("am-hafen".to_owned(), Some("B"))
        );
    }

    #[test]
    fn a_value_is_decoded_once_however_it_looks_inside() {
        let query = Query::of("search=100%2525+sicher&next=%2Fde%2Fstaff%3Fsearch%3Da%2526b%26state%3Dnew");
        assert_eq!(query.get("search").as_deref(), Some("100%25 sicher"));
        assert_eq!(
            query.get("next").as_deref(),
            Some("/de/staff?search=a%26b&state=new")
        );
        assert_eq!((query.get("state"), Query::of("")), (None, Query::default()));
    }

    #[test]
    fn a_field_that_is_there_twice_has_two_values_and_the_last_one_counts() {
        let query = Query::of("?finding=a%7Eb&saved=1&finding=%C3%A4");
        assert_eq!(query.get("finding").as_deref(), Some("ä"));
        assert_eq!(query.get_all("finding"), ["a~b", "ä"]);
        assert!(query.get_all("nothing").is_empty());
    }

    #[test]
    fn what_is_no_code_stays_as_it_is() {
        assert_eq!(
            Query::of("search=100%+%zz").get("search").as_deref(),
            Some("100% %zz")
        );
    }
}
