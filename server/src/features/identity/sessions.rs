//! Sessions: a random token in a cookie, a row under the token's keyed hash.
//!
//! A session that is used stays alive for [`IDLE`], but never longer than [`WHOLE`]. Its end is moved at most once in
//! [`TOUCH`], so that reading pages hardly writes.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::Duration;
use shared::{
    api::ApiError,
    identity::{SignInState, SignedIn},
    ids::StaffId,
    time::Timestamp,
};

use super::store::{self, SessionRow};
use crate::{
    db::Tx,
    error::Result,
    site::{Cx, unbound_cookie},
    viewer::Viewer,
};

/// The name of the session cookie; over TLS bound to its host ([`Cx::bound_cookie`]).
pub const SESSION_COOKIE: &str = "session";

/// How long a session lasts at most: a working day.
const WHOLE: Duration = Duration::hours(12);
/// How long a session lasts without being used.
const IDLE: Duration = Duration::hours(2);
/// How often the end of a used session is moved.
const TOUCH: Duration = Duration::minutes(10);
/// How long somebody has for the second factor.
const PENDING: Duration = Duration::minutes(10);
/// How long somebody has for setting one up, which begins with installing an app, and for choosing a password.
const PENDING_SET_UP: Duration = Duration::minutes(30);

/// What a session is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SessionState {
    /// The password was right, the second factor is missing.
    SecondFactor,
    /// The password was right, a second factor has to be set up.
    SetUp,
    /// Everything was right, but the password was chosen by somebody else.
    NewPassword,
    /// Signed in.
    SignedIn,
}

impl SessionState {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::SecondFactor => "second_factor",
            Self::SetUp => "set_up",
            Self::NewPassword => "new_password",
            Self::SignedIn => "signed_in",
        }
    }

    pub(super) fn from_word(word: &str) -> Option<Self> {
        [Self::SecondFactor, Self::SetUp, Self::NewPassword, Self::SignedIn]
            .into_iter()
            .find(|state| state.word() == word)
    }

    /// The state of somebody who has shown who they are: signed in, unless somebody else knows the password.
    pub(super) const fn of_known(must_change_password: bool) -> Self {
        if must_change_password {
            Self::NewPassword
        } else {
            Self::SignedIn
        }
    }

    /// The state as it is told, without a secret.
    pub(super) const fn told(self) -> SignedIn {
        SignedIn {
            state: match self {
                Self::SecondFactor => SignInState::SecondFactor,
                Self::SetUp => SignInState::SetUpSecondFactor,
                Self::NewPassword => SignInState::NewPassword,
                Self::SignedIn => SignInState::SignedIn,
            },
            secret: None,
            qr: None,
        }
    }
}

/// The name of the session cookie on this site.
fn cookie_name(cx: &Cx) -> String {
    cx.bound_cookie(SESSION_COOKIE)
}

/// Whether a cookie of this name belongs to a session, whatever address the site has.
pub fn is_session_cookie(name: &str) -> bool {
    unbound_cookie(name) == SESSION_COOKIE
}

/// The token that a request brought.
pub fn session_token(cx: &Cx) -> Option<&str> {
    cx.exchange.cookie(&cookie_name(cx))
}

/// Who a session's token belongs to; a session that ended or is not complete is a visitor's.
///
/// # Errors
/// Whatever the database says.
pub async fn viewer_of(cx: &Cx, token: &str) -> Result<Viewer> {
    let Some(session) = of_token(cx, token).await? else {
        return Ok(Viewer::Visitor);
    };
    if session.state != SessionState::SignedIn {
        return Ok(Viewer::Visitor);
    }
    let end = (cx.now() + IDLE).min(session.created_at + WHOLE);
    if end - session.expires_at >= TOUCH {
        let mut tx = cx.begin().await?;
        store::move_end(&mut tx, &session.id, end).await?;
        cx.commit(tx).await?;
    }
    Ok(Viewer::Staff(session.member))
}

/// The living session of the request's cookie, whatever its state.
pub(super) async fn current(cx: &Cx) -> Result<Option<SessionRow>> {
    match session_token(cx) {
        Some(token) => of_token(cx, token).await,
        None => Ok(None),
    }
}

/// The session of whoever is signed in.
pub(super) async fn signed_in(cx: &Cx) -> Result<SessionRow> {
    let session = current(cx)
        .await?
        .filter(|session| session.state == SessionState::SignedIn);
    Ok(session.ok_or(ApiError::SignInRequired)?)
}

/// When a session was used last, as far as its end tells: the end is moved on use, at most once in [`TOUCH`].
pub(super) fn used_at(created_at: Timestamp, expires_at: Timestamp) -> Timestamp {
    (expires_at - IDLE).max(created_at)
}

async fn of_token(cx: &Cx, token: &str) -> Result<Option<SessionRow>> {
    // Anything else was never handed out; saves the database the question.
    if token.len() != 43 {
        return Ok(None);
    }
    let mut db = cx.read().await?;
    store::session(&mut db, &cx.site.secret.token_hash(token), cx.now()).await
}

/// Begins a session in place of the one that the request came with, and sweeps out those that ended.
pub(super) async fn begin(
    cx: &Cx,
    tx: &mut Tx,
    account: StaffId,
    state: SessionState,
    pending: Option<&[u8]>,
) -> Result<()> {
    let now = cx.now();
    if let Some(old) = session_token(cx) {
        store::end_session(tx, &cx.site.secret.token_hash(old)).await?;
    }
    store::end_expired(tx, now).await?;
    let lasts = match state {
        SessionState::SecondFactor => PENDING,
        SessionState::SetUp | SessionState::NewPassword => PENDING_SET_UP,
        SessionState::SignedIn => IDLE,
    };
    let token = URL_SAFE_NO_PAD.encode(cx.site.dice.bytes::<32>());
    store::insert_session(
        tx,
        &cx.site.secret.token_hash(&token),
        account,
        state.word(),
        pending,
        now,
        now + lasts,
    )
    .await?;
    cx.set_cookie(&cookie_name(cx), &token, None);
    Ok(())
}

/// Ends the session that the request came with; answers whose it was.
pub(super) async fn end(cx: &Cx, tx: &mut Tx) -> Result<Option<StaffId>> {
    let ended = match session_token(cx) {
        Some(token) => store::end_session(tx, &cx.site.secret.token_hash(token)).await?,
        None => None,
    };
    cx.set_cookie(&cookie_name(cx), "", Some(0));
    Ok(ended)
}

/// How the limits name an account.
pub(super) fn limit_key(cx: &Cx, email: &str) -> String {
    let short: String = email.chars().take(254).collect();
    format!("{}/{short}", cx.municipality.id)
}

/// The moment in whole seconds.
pub(super) const fn seconds(at: Timestamp) -> i64 {
    at.timestamp()
}
