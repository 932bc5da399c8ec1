//! Signing in and out: password, then the second factor, and a password of one's own in place of somebody else's, each a
//! plain form.
//!
//! Invariant: the forms work on any page, so that a page that needs staff shows them in its own place.

mod expired;
mod sign_in;

pub use expired::{Ended, ExpiredPage, typed};
pub use sign_in::{SignInForm, SignInPage, SignOutForm};
