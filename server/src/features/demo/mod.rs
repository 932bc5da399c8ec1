//! The demonstration: an invented municipality whose procedures have a history (format: `server/demo/README.md`).
//!
//! Invariants: the history is lived through, not written: a clock is moved from day to day and everybody calls the
//! product's own endpoints, so that nothing exists in a demonstration that cannot come to be in an installation; a database
//! with other content is refused; loading again empties the demonstration and begins anew with today's days.

mod content;
mod days;
mod documents;
mod load;
mod prepare;
mod residents;
mod staff;
mod stage;

pub use load::{Account, Summary, load};
