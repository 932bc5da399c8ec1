//! The outside world's file formats: bytes in, typed values out and back. No I/O.

pub mod document;
pub mod geo;
mod unique;
pub mod xplan;

pub use unique::Unique;
