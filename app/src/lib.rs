//! Pages and parts.

pub mod i18n;
