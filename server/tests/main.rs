//! Product behaviour, through the typed API, on both databases.

mod identity;
mod pages;
mod support;
