//! Pages and parts: rendered on the server, made livelier in the browser.
//!
//! - `ui` knows no feature, `features/<feature>` holds the pages of one, `layout` what stands around every page.
//! - `context` is what a page may ask for; `load` and `forms` are the only two ways in which it talks to the server.
//!
//! Invariant: everything a resident does works without script; nothing visible depends on WASM.

pub mod context;
pub mod features;
pub mod forms;
pub mod i18n;
mod layout;
pub mod load;
pub mod local_time;
pub mod parts;
pub mod routes;
pub mod shell;
pub mod ui;
mod untouched;

pub use shell::{App, Document};
#[cfg(not(feature = "hydrate"))]
pub use untouched::without_marks;

/// Makes the frame around the page that the server rendered live. Called by `start.js` with the page's texts.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate(texts: &str) {
    console_error_panic_hook::set_once();
    let language = context::language_of_document();
    if i18n::install(language, texts).is_ok() {
        leptos::mount::hydrate_body(shell::HydratedApp);
    } else {
        // A build whose halves do not fit together: pages work, but somebody has to notice.
        leptos::logging::error!("The page goes on without its program: its texts are of another version.");
    }
}
