//! Product behaviour, through the typed API, on both databases.

mod pages;
mod support;
