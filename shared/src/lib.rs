//! Facts that the server and the browser agree on: types, limits, endpoints and pure calculations.
//!
//! Invariant: no I/O, no clock, no randomness here; whatever depends on the day takes it as an argument.

pub mod access;
pub mod accessibility;
pub mod addresses;
pub mod api;
pub mod assessment;
#[cfg(feature = "easy-language")]
pub mod easy_language;
pub mod exports;
pub mod glossary;
pub mod identity;
pub mod ids;
pub mod language;
pub mod languages;
pub mod organisations;
pub mod plans;
pub mod procedures;
pub mod record;
pub mod statements;
pub mod text;
pub mod time;
pub mod videos;
