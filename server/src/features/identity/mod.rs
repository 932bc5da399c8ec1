//! Staff accounts: password and second factor, sessions, keeping accounts (OWASP ASVS 5.0 level 2, chapters 6 and 7).
//!
//! - Passwords are kept as argon2id hashes alone; an unknown account takes as long to refuse as a wrong password.
//! - Passwords that are guessed early are refused, and one that somebody else chose holds until the next sign-in (6.2.4,
//!   6.4.1); whoever forgets a second factor for somebody else gives a new password as well.
//! - Every account needs a second factor (TOTP, RFC 6238), except on a demonstration; each step of it opens once.
//! - A session is a row that the database knows by a keyed hash of its token; the token changes at each step of signing
//!   in, and every session of an account ends when its password, role, activity or second factor changes.
//! - A municipality always keeps an active administrator. Of an account that was removed nothing is left but its id.
//!
//! Events name accounts by their id, never by name or address.

mod add_staff;
mod change_staff;
mod give_second_factor;
mod guessing;
mod list_staff;
mod new_password;
mod own_password;
mod own_sessions;
mod password;
mod remove_staff;
mod second_factor;
mod sessions;
mod show_sign_in;
mod sign_in;
mod sign_out;
mod store;

pub use add_staff::{FirstPassword, add_account};
pub use change_staff::reset_second_factor;
pub use sessions::{SESSION_COOKIE, is_session_cookie, session_token, viewer_of};
pub use store::has_administrator;

use crate::http::mount::Mount;

/// Its endpoints.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount
        .on(show_sign_in::show_sign_in)
        .on(sign_in::sign_in)
        .on(give_second_factor::give_second_factor)
        .on(new_password::give_new_password)
        .on(sign_out::sign_out)
        .on(own_password::change_own_password)
        .on(own_sessions::list_own_sessions)
        .on(own_sessions::end_own_sessions)
        .on(list_staff::list_staff)
        .on(add_staff::add_staff)
        .on(change_staff::change_staff)
        .on(remove_staff::remove_staff)
}
