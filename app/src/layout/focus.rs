//! Where the focus goes when the page changes without being loaded.
//!
//! Invariant: after a client-side navigation the new page's `h1` has the focus, because nothing else tells a listener
//! that the page changed; on the first load, and for links within a page, the browser's own behaviour stays: it moves
//! the focus to the skip link's and the error summary's targets, which the router's scrolling does not.

use leptos::prelude::*;

/// Moves the focus to the heading whenever the path changes. Does nothing on the server.
pub fn follow_navigation(path: Memo<String>) {
    #[cfg(feature = "hydrate")]
    browser::follow(path);
    #[cfg(not(feature = "hydrate"))]
    let _ = path;
}

#[cfg(feature = "hydrate")]
mod browser {
    use leptos::prelude::*;
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{Element, Event, FocusOptions, HtmlElement};

    /// How many frames the new heading is waited for: about five seconds, then the old one gets the focus.
    const PATIENCE: u32 = 300;

    pub fn follow(path: Memo<String>) {
        leave_fragments_to_the_browser();
        Effect::new(move |before: Option<String>| {
            let now = path.get();
            if before.is_some_and(|before| before != now) {
                let old = heading();
                let text = old.as_ref().and_then(|h| h.text_content());
                wait(old, text, PATIENCE);
            }
            now
        });
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
    fn wait(old: Option<HtmlElement>, text: Option<String>, patience: u32) {
        request_animation_frame(move || {
            let now = heading();
            let changed = match (&now, &old) {
                (Some(now), Some(old)) => now != old || now.text_content() != text,
                (Some(_), None) => true,
                (None, _) => false,
            };
            if changed || patience == 0 {
                if let Some(now) = now {
                    let options = FocusOptions::new();
                    // The router has scrolled to the top already, the browser to where the reader was before.
                    options.set_prevent_scroll(true);
                    drop(now.focus_with_options(&options));
                }
            } else {
                wait(old, text, patience - 1);
            }
        });
    }
}
