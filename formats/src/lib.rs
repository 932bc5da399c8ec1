//! The outside world's file formats: bytes in, typed values out and back. No I/O.

pub mod document;
pub mod geo;
pub mod xplan;
