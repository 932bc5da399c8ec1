//! Form controls: each owns its label, hint, error and the ids that tie them together.
//!
//! Invariants:
//! - The id of a control is its name unless given; the hint is `<id>-hint`, the error `<id>-error`. Links of the
//!   error summary point to the control's id, for groups to the id of the first control in it.
//! - Controls carry `aria-required` rather than `required`: a mistake is answered by our page, in the language of
//!   the page, with everything that was typed kept.
//! - Nothing is disabled: an act that is not possible is not offered, or is explained when tried.

mod button;
mod choices;
mod date_field;
mod error_summary;
mod field;
mod fieldset;
mod file_field;
mod filter_bar;
mod reveal;
mod select;
mod text_area;
mod text_field;

pub use button::*;
pub use choices::*;
pub use date_field::*;
pub use error_summary::*;
pub use fieldset::*;
pub use file_field::*;
pub use filter_bar::*;
pub use reveal::*;
pub use select::*;
pub use text_area::*;
pub use text_field::*;

pub(crate) use field::*;

use super::Part;

/// The parts of this folder with their examples.
pub(super) fn parts() -> Vec<Part> {
    vec![
        ("Button", button::examples),
        ("Text field", text_field::examples),
        ("Text area", text_area::examples),
        ("Select", select::examples),
        ("Choices", choices::examples),
        ("Date field", date_field::examples),
        ("File field", file_field::examples),
        ("Fieldset", fieldset::examples),
        ("Reveal", reveal::examples),
        ("Error summary", error_summary::examples),
        ("Filter bar", filter_bar::examples),
    ]
}
