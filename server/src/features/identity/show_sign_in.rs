//! Where signing in stands, for the page that asks for the next step.

use shared::{
    api::ApiError,
    identity::{ShowSignIn, SignInState, SignedIn},
};

use super::{
    second_factor::FactorSecret,
    sessions::{self, SessionState},
};
use crate::{error::Result, site::Cx};

/// Answers the state of the request's session; while a second factor is being set up, its secret as well.
pub async fn show_sign_in(cx: Cx, _: ShowSignIn) -> Result<SignedIn> {
    let Some(session) = sessions::current(&cx).await? else {
        return Ok(SignedIn {
            state: SignInState::SignedOut,
            secret: None,
            qr: None,
        });
    };
    match session.state {
        SessionState::SecondFactor | SessionState::NewPassword | SessionState::SignedIn => {
            Ok(session.state.told())
        }
        SessionState::SetUp => {
            let sealed = session.pending_secret.ok_or(ApiError::SignInRequired)?;
            let secret = FactorSecret::open(&cx.site, session.member.id, &sealed)?;
            Ok(SignedIn {
                secret: Some(secret.base32()?),
                qr: Some(secret.qr(&cx.municipality.name, &session.email)?),
                ..session.state.told()
            })
        }
    }
}
