//! Types and endpoints that the server and the browser agree on.

pub mod language;
