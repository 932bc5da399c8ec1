//! The parts every page is composed of: form controls, things to show, the frame around a page.
//!
//! Invariants:
//! - A part knows no feature word and no language: it takes texts already translated.
//! - A part owns its whole HTML contract (label, hint and error with their ids, `aria-describedby`,
//!   `aria-invalid`); a page never writes `<input>`, `<select>` or `<textarea>` itself.
//! - A part works without script and holds no state; values given are first values, what was typed wins.
//! - No `style` attribute anywhere: the content security policy refuses it.
//! - What a person wrote gets `dir="auto"`.
//!
//! The gallery of a demonstration, `/de/gallery`, shows every example; `?example=ID` one alone.
//!
//! To add a part: `ui/<folder>/<part>.rs` with `examples()`, its sheet `style/ui/<part>.css`, and one line in
//! `gallery.rs`. The tests there then check its HTML contract and keep a snapshot of it.
//!
//! Class names beginning with `kern-` and tokens beginning with `--kern-` follow the KERN design system
//! (`@kern-ux/native` 2.7.2, EUPL-1.2), so that people meet what they know from other German services.

pub mod form;
pub mod frame;
pub mod gallery;
pub mod icon;
pub mod sample;
pub mod show;
pub mod text;

pub use form::*;
pub use frame::*;
pub use icon::{Icon, IconView};
pub use show::*;
pub use text::{Lang, MaybeText, Moment, UserText};

/// Named examples of one part, as the gallery and the tests show them.
pub type Examples = Vec<(&'static str, leptos::prelude::AnyView)>;

/// A part's name and the function that makes its examples.
pub type Part = (&'static str, fn() -> Examples);

#[cfg(test)]
pub(crate) mod tests;
