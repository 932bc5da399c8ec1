//! Staff accounts: signing in with password and second factor (RFC 6238), keeping accounts.

use crate::{
    access::Role,
    api::{Cursor, Page},
    endpoint,
    ids::StaffId,
    time::Timestamp,
    wire,
};

/// The shortest password that is accepted (OWASP ASVS 5.0, 6.2.1 asks for 8, recommends 15).
pub const MIN_PASSWORD: usize = 12;
/// Most of one's own sessions that are listed: each ends within a day, and all others can be ended at once.
pub const MAX_SESSIONS: usize = 100;

wire! {
    /// Signs in with e-mail address and password; the second factor follows.
    pub struct SignIn {
        /// The account's e-mail address.
        pub email: String,
        /// The password.
        pub password: String,
        /// Where to go afterwards; a path of this site.
        #[serde(default)]
        pub next: String,
    }
    /// Where signing in stands.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum SignInState {
        /// Nobody is signed in.
        SignedOut,
        /// The password was right, the second factor is missing.
        SecondFactor,
        /// The password was right, a second factor must be set up first.
        SetUpSecondFactor,
        /// Password and second factor were right, but somebody else chose the password: a new one is missing.
        NewPassword,
        /// Signed in.
        SignedIn,
    }
    /// Answers where signing in stands.
    pub struct SignedIn {
        /// The state after the step.
        pub state: SignInState,
        /// For setting up: the secret in base 32, to be typed into an authenticator.
        #[serde(default)]
        pub secret: Option<String>,
        /// For setting up: the secret as a picture, an SVG of a QR code.
        #[serde(default)]
        pub qr: Option<String>,
    }
    /// Gives the six digits of the second factor, also to confirm setting it up.
    pub struct GiveSecondFactor {
        /// Six digits.
        pub code: String,
        /// Where to go afterwards; a path of this site.
        #[serde(default)]
        pub next: String,
    }
    /// Chooses a password in place of one that somebody else chose, as the last step of signing in.
    pub struct GiveNewPassword {
        /// The new one, at least [`MIN_PASSWORD`] characters.
        pub password: String,
        /// The new one once more.
        pub again: String,
        /// Where to go afterwards; a path of this site.
        #[serde(default)]
        pub next: String,
    }
    /// Asks where signing in stands.
    pub struct ShowSignIn {}
    /// Signs out.
    pub struct SignOut {}
    /// Lists the accounts by name.
    #[derive(Default)]
    pub struct ListStaff {
        /// At most this many, 1 to 100.
        #[serde(default)]
        pub limit: Option<u32>,
        /// Where the page begins.
        #[serde(default)]
        pub cursor: Option<Cursor>,
    }
    /// An account.
    pub struct Staff {
        /// Its id.
        pub id: StaffId,
        /// The name as shown.
        pub name: String,
        /// The address to sign in with.
        pub email: String,
        /// The role.
        pub role: Role,
        /// Whether the account may sign in.
        pub active: bool,
        /// Whether the second factor is set up.
        pub second_factor: bool,
        /// When it was made.
        pub created_at: Timestamp,
    }
    /// Makes an account; the person sets the second factor and a password of their own at the first sign-in.
    pub struct AddStaff {
        /// The name as shown.
        pub name: String,
        /// The address to sign in with.
        pub email: String,
        /// The role.
        pub role: Role,
        /// The password until the first sign-in, at least [`MIN_PASSWORD`] characters.
        pub password: String,
    }
    /// Changes an account's role, activity, password or second factor; the last two of somebody else's account alone.
    pub struct ChangeStaff {
        /// Which account.
        pub id: StaffId,
        /// The role from now on.
        pub role: Role,
        /// Whether the account may sign in from now on.
        #[serde(default)]
        pub active: bool,
        /// A new password, which holds until the next sign-in; empty keeps the old one.
        #[serde(default)]
        pub password: String,
        /// Forget the second factor, because the device is lost; needs a new password.
        #[serde(default)]
        pub reset_second_factor: bool,
    }
    /// Deletes name, address, password and second factor of an account that may not sign in any more. What it did stays in
    /// the record, under its id.
    pub struct RemoveStaff {
        /// Which account.
        pub id: StaffId,
    }
    /// Changes the password of whoever is signed in; every other session of the account ends.
    pub struct ChangeOwnPassword {
        /// The password so far.
        pub current: String,
        /// The new one, at least [`MIN_PASSWORD`] characters.
        pub password: String,
        /// The new one once more.
        pub again: String,
        /// Where to go afterwards; a path of this site.
        #[serde(default)]
        pub next: String,
    }
    /// Lists the sessions of whoever is signed in, the newest first: at most a hundred.
    pub struct ListOwnSessions {}
    /// A session of an account.
    pub struct OwnSession {
        /// Names it among the account's sessions; opens nothing.
        pub name: String,
        /// Whether the request came with it.
        pub current: bool,
        /// When somebody signed in.
        pub began_at: Timestamp,
        /// When it was used last, give or take ten minutes.
        pub used_at: Timestamp,
        /// When it ends by itself, unless it is used before.
        pub ends_at: Timestamp,
    }
    /// Ends a session of whoever is signed in.
    pub struct EndOwnSessions {
        /// Which one; empty ends every session but the one that the request came with.
        #[serde(default)]
        pub name: String,
        /// Where to go afterwards; a path of this site.
        #[serde(default)]
        pub next: String,
    }
    /// How many sessions ended.
    #[derive(Copy, Eq)]
    pub struct SessionsEnded {
        /// How many.
        pub sessions: u32,
    }
}
endpoint!(Get "/api/v1/session" Anyone ShowSignIn => SignedIn);
endpoint!(Post "/api/v1/session" Anyone SignIn => SignedIn);
endpoint!(Post "/api/v1/session/second-factor" Anyone GiveSecondFactor => SignedIn);
endpoint!(Post "/api/v1/session/new-password" Anyone GiveNewPassword => SignedIn);
endpoint!(Delete "/api/v1/session" Anyone SignOut => ());
endpoint!(Put "/api/v1/session/password" Staff ChangeOwnPassword => ());
endpoint!(Get "/api/v1/session/all" Staff ListOwnSessions => Vec<OwnSession>, at_most MAX_SESSIONS);
endpoint!(Post "/api/v1/session/all/end" Staff EndOwnSessions => SessionsEnded);
endpoint!(Get "/api/v1/staff/accounts" Staff ListStaff => Page<Staff>);
endpoint!(Post "/api/v1/staff/accounts" Staff AddStaff => Staff);
endpoint!(Put "/api/v1/staff/accounts/{id}" Staff ChangeStaff => Staff);
endpoint!(Delete "/api/v1/staff/accounts/{id}" Staff RemoveStaff => ());
