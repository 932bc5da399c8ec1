//! What is typed into a form and not sent yet, for as long as the program runs: whoever follows a link, or goes back, and
//! comes again finds it where it was.
//!
//! Invariants: it is held in the program's memory alone, nothing of it is left on the device; it is never older than what
//! the server has, because each form that was carried out loads a page, and with it the program anew.

use std::collections::BTreeMap;

use leptos::prelude::*;

/// Fields in their order, hidden ones as well.
type Fields = Vec<(String, String)>;

/// The fields of forms that somebody typed into, by the paths of their pages. Only in the browser.
#[derive(Clone, Copy, Debug)]
pub struct Typed(RwSignal<BTreeMap<String, Fields>>);

impl Typed {
    /// What was typed on a page.
    pub fn at(self, path: &str) -> Option<Fields> {
        self.0.with_untracked(|all| all.get(path).cloned())
    }

    /// Whether nothing was typed.
    pub fn is_empty(self) -> bool {
        self.0.with_untracked(BTreeMap::is_empty)
    }
}

/// Begins to remember what is typed into the form with an id, wherever it is shown.
#[cfg(feature = "hydrate")]
pub fn remember(form: &'static str) {
    let typed = Typed(RwSignal::new(BTreeMap::new()));
    provide_context(typed);
    browser::listen(typed, form);
}

#[cfg(feature = "hydrate")]
mod browser {
    use std::collections::BTreeMap;

    use leptos::prelude::*;
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::{Element, Event, FormData, HtmlFormElement};

    use super::Typed;

    /// The id of the form that forgets everything (`app/device.js`).
    const FORGET: &str = "forget";

    pub fn listen(typed: Typed, id: &'static str) {
        // Typed before the program began, or put back by the browser.
        let first = document()
            .get_element_by_id(id)
            .and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        if let Some(form) = first.filter(is_touched) {
            keep(typed, &form);
        }
        let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let form = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .and_then(|element| element.closest("form").ok().flatten())
                .and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
            let Some(form) = form else {
                return;
            };
            match (event.type_() == "submit", form.id()) {
                (false, this) if this == id => keep(typed, &form),
                // Who leaves the device to others is not asked again what was typed.
                (true, this) if this == FORGET => typed.0.update(BTreeMap::clear),
                _ => {}
            }
        });
        let listener = heard.as_ref().unchecked_ref();
        for event in ["input", "change", "submit"] {
            // While capturing at the window: before any other script that stops it.
            drop(window().add_event_listener_with_callback_and_bool(event, listener, true));
        }
        // For as long as the page lives.
        heard.forget();
    }

    /// Whether a field holds something else than its page gave it.
    fn is_touched(form: &HtmlFormElement) -> bool {
        let Ok(fields) = form.query_selector_all("textarea, input:not([type=hidden])") else {
            return false;
        };
        let differs = |field: &JsValue, now: &str, first: &str| {
            js_sys::Reflect::get(field, &now.into()).ok() != js_sys::Reflect::get(field, &first.into()).ok()
        };
        (0..fields.length())
            .filter_map(|index| fields.item(index))
            .any(|field| {
                differs(&field, "value", "defaultValue") || differs(&field, "checked", "defaultChecked")
            })
    }

    fn keep(typed: Typed, form: &HtmlFormElement) {
        let (Ok(data), Ok(path)) = (FormData::new_with_form(form), window().location().pathname()) else {
            return;
        };
        let mut fields = Vec::new();
        for entry in data.entries().into_iter().flatten() {
            let pair: js_sys::Array = entry.unchecked_into();
            // A chosen file is no text, and no form can be given one.
            if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
                fields.push((name, value));
            }
        }
        typed.0.update(|all| {
            all.insert(path, fields);
        });
    }
}
