//! Where the focus goes when the page changes without being loaded.
//!
//! Invariant: after a client-side navigation the new page's `h1` has the focus, because nothing else tells a listener
//! that the page changed; or what the address names by its fragment, such as a field, as if the page had been loaded. On
//! the first load, and for links within a page, the browser's own behaviour stays: it moves the focus to the skip link's
//! and the error summary's targets, which the router's scrolling does not.

use leptos::prelude::*;

/// Moves the focus to the heading, or to what the fragment names, whenever the path changes. Does nothing on the server.
pub fn follow_navigation(path: Memo<String>, fragment: Memo<String>) {
    #[cfg(feature = "hydrate")]
    browser::follow(path, fragment);
    // Not even read: the server is never told a fragment.
    #[cfg(not(feature = "hydrate"))]
    let _ = (path, fragment);
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::*;
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{Element, Event, FocusOptions, HtmlElement};

    /// How many frames the new heading is waited for: about five seconds, then the old one gets the focus.
    const PATIENCE: u32 = 300;

    pub fn follow(path: Memo<String>, fragment: Memo<String>) {
        leave_fragments_to_the_browser();
        Effect::new(move |before: Option<String>| {
            let now = path.get();
            match before {
                None => begin(&fragment.get_untracked()),
                Some(before) if before != now => {
                    let old = heading();
                    let text = old.as_ref().and_then(|h| h.text_content());
                    wait(old, text, fragment, PATIENCE);
                }
                Some(_) => {}
            }
            now
        });
    }

    /// A page that is loaded again stays where it was scrolled to, and the browser does not go to what the address names:
    /// streets that were found would be neither seen nor read. What has the focus keeps it.
    fn begin(fragment: &str) {
        let is_free = document()
            .active_element()
            .is_none_or(|active| active.tag_name() == "BODY");
        if let Some(target) = named(fragment).filter(|_| is_free) {
            drop(target.focus());
        }
    }

    /// What an address names by its fragment.
    fn named(fragment: &str) -> Option<HtmlElement> {
        let id = fragment.trim_start_matches('#');
        let element = (!id.is_empty()).then(|| document().get_element_by_id(id))??;
        element.dyn_into().ok()
    }

    /// Goes to an element as if a page had been loaded for it; `false` where it is not shown.
    fn lead_to(target: &HtmlElement) -> bool {
        target.scroll_into_view();
        drop(target.focus());
        let is_control = target
            .matches("a, button, input, select, textarea")
            .unwrap_or_default();
        if !has_focus(target) && !is_control {
            drop(target.set_attribute("tabindex", "-1"));
            drop(target.focus());
        }
        has_focus(target)
    }

    fn has_focus(element: &Element) -> bool {
        document()
            .active_element()
            .is_some_and(|active| active == *element)
    }

    /// Keeps clicks on links within the page from the router, which listens at the window and would answer them itself.
    fn leave_fragments_to_the_browser() {
        let keep = Closure::<dyn Fn(Event)>::new(|event: Event| {
            let link = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .and_then(|element| element.closest("a[href^='#']").ok().flatten());
            if link.is_some() {
                event.stop_propagation();
            }
        });
        let listener = keep.as_ref().unchecked_ref();
        // While capturing, so that it comes before the router whatever the order of listening.
        drop(window().add_event_listener_with_callback_and_bool("click", listener, true));
        // For as long as the page lives.
        keep.forget();
    }

    fn heading() -> Option<HtmlElement> {
        document()
            .query_selector("main h1")
            .ok()
            .flatten()?
            .dyn_into()
            .ok()
    }

    /// Looks at each frame whether another heading, or the same one with another text, is there.
    fn wait(old: Option<HtmlElement>, text: Option<String>, fragment: Memo<String>, patience: u32) {
        request_animation_frame(move || {
            let now = heading();
            let changed = match (&now, &old) {
                (Some(now), Some(old)) => now != old || now.text_content() != text,
                (Some(_), None) => true,
                (None, _) => false,
            };
            if changed || patience == 0 {
                let is_there = named(&fragment.get_untracked()).is_some_and(|target| lead_to(&target));
                if let Some(now) = now.filter(|_| !is_there) {
                    let options = FocusOptions::new();
                    // The router has scrolled to the top already, the browser to where the reader was before.
                    options.set_prevent_scroll(true);
                    drop(now.focus_with_options(&options));
                }
            } else {
                wait(old, text, fragment, patience - 1);
            }
        });
    }
}
