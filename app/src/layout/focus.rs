//! Where the focus goes when the page changes without being loaded.
//!
//! Invariant: after a client-side navigation – to another page, or to another part of the same one, such as the next
//! question or later entries of a list – its `h1` has the focus, because nothing else tells a listener
//! that the page changed; or what the address names by its fragment, such as a field, as if the page had been loaded. On
//! the first load, and for links within a page, the browser's own behaviour stays: it moves the focus to the skip link's
//! and the error summary's targets, which the router's scrolling does not.

use leptos::prelude::*;

/// Moves the focus to the heading, or to what the fragment names, whenever path or query change. Does nothing on the server.
pub fn follow_navigation(path: Memo<String>, query: Memo<String>, fragment: Memo<String>) {
    #[cfg(feature = "hydrate")]
    browser::follow(path, query, fragment);
    // Not even read: the server is never told a fragment.
    #[cfg(not(feature = "hydrate"))]
    let _ = (path, query, fragment);
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::{cell::RefCell, rc::Rc};

    use leptos::prelude::*;
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{Element, Event, FocusOptions, HtmlElement};

    /// How many frames the new heading is waited for: about five seconds, then the old one gets the focus, unless somebody
    /// types by then.
    const PATIENCE: u32 = 300;

    /// For how many frames a page may still be built anew: about two seconds.
    const STEADY: u32 = 120;

    /// By what another page is told from the one before.
    enum Sign {
        /// Another path has another heading, or the same one with another text.
        Heading(Option<HtmlElement>, Option<String>),
        /// Of one path the heading may stay as it is; then other words stand below it.
        Words(Option<String>),
    }

    impl Sign {
        fn of_path() -> Self {
            let old = heading();
            let text = old.as_ref().and_then(|h| h.text_content());
            Self::Heading(old, text)
        }

        fn is_there(&self) -> bool {
            let Some(now) = heading() else { return false };
            match self {
                Self::Heading(Some(old), text) => now != *old || now.text_content() != *text,
                Self::Heading(None, _) => true,
                Self::Words(before) => words() != *before,
            }
        }
    }

    pub fn follow(path: Memo<String>, query: Memo<String>, fragment: Memo<String>) {
        leave_fragments_to_the_browser();
        let said = remember_words();
        Effect::new(move |before: Option<(String, String)>| {
            let now = (path.get(), query.get());
            match before {
                None => begin(&fragment.get_untracked()),
                Some((path, _)) if path != now.0 => wait(Sign::of_path(), fragment, PATIENCE),
                Some((_, query)) if query != now.1 => {
                    wait(Sign::Words(said.borrow().clone()), fragment, PATIENCE);
                }
                Some(_) => {}
            }
            now
        });
    }

    /// What the page said when something was pressed or the browser went back. The program may have changed it before it
    /// tells of the new address.
    fn remember_words() -> Rc<RefCell<Option<String>>> {
        let said = Rc::new(RefCell::new(None));
        let kept = Rc::clone(&said);
        let keep = Closure::<dyn Fn()>::new(move || {
            kept.replace(words());
        });
        for event in ["click", "popstate"] {
            let listener = keep.as_ref().unchecked_ref();
            // While capturing, so that it comes before the router.
            drop(window().add_event_listener_with_callback_and_bool(event, listener, true));
        }
        // For as long as the page lives.
        keep.forget();
        said
    }

    fn words() -> Option<String> {
        document().query_selector("main").ok().flatten()?.text_content()
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
        unfold(target);
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

    /// Folds out what an element lies in, as a browser does that loads a page for it.
    fn unfold(target: &Element) {
        while let Ok(Some(folded)) = target.closest("details:not([open])") {
            if folded.set_attribute("open", "").is_err() {
                return;
            }
        }
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

    /// Whether a field has the focus, which is not taken from it.
    fn is_typing() -> bool {
        let is_field = |active: Element| active.matches("input, select, textarea").unwrap_or_default();
        document().active_element().is_some_and(is_field)
    }

    /// Looks at each frame whether the other page is there.
    fn wait(sign: Sign, fragment: Memo<String>, patience: u32) {
        request_animation_frame(move || {
            let has_come = sign.is_there();
            if !has_come && patience > 0 {
                wait(sign, fragment, patience - 1);
            } else if has_come || !is_typing() {
                let is_there = named(&fragment.get_untracked()).is_some_and(|target| lead_to(&target));
                if let Some(now) = heading().filter(|_| !is_there) {
                    focus(&now);
                    stay(now, STEADY);
                }
            }
        });
    }

    fn focus(heading: &HtmlElement) {
        let options = FocusOptions::new();
        // The router has scrolled to the top already, the browser to where the reader was before.
        options.set_prevent_scroll(true);
        drop(heading.focus_with_options(&options));
    }

    /// A page may be built once more when the rest of its data has come, as on the way back: its new heading then takes
    /// over the focus that went with the old one.
    fn stay(had: HtmlElement, frames: u32) {
        request_animation_frame(move || {
            let is_lost = document()
                .active_element()
                .is_none_or(|active| active.tag_name() == "BODY");
            match heading() {
                Some(now) if is_lost && now != had => focus(&now),
                _ if frames > 0 => stay(had, frames - 1),
                _ => {}
            }
        });
    }
}
