//! Pages and parts.

pub mod ui;
