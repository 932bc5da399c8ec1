//! Signing in and out: password, then the second factor, each a plain form.
//!
//! Invariant: the forms work on any page, so that a page that needs staff shows them in its own place.

mod sign_in;

pub use sign_in::{SignInForm, SignInPage, SignOutForm};
