//! Signing in: e-mail address and password, the first of two steps.

use serde_json::json;
use shared::{
    api::ApiError,
    identity::{SignIn, SignedIn},
};

use super::{
    password,
    second_factor::FactorSecret,
    sessions::{self, SessionState},
    store,
};
use crate::{
    error::Result,
    events::{self, Event, EventKind, Visibility},
    http::limits::{SIGN_IN, SIGN_IN_ACCOUNT},
    site::Cx,
    viewer::Viewer,
};

/// Compares the password and begins a session that waits for the second factor. Unknown and inactive accounts are
/// refused like a wrong password, in the same time.
pub async fn sign_in(cx: Cx, input: SignIn) -> Result<SignedIn> {
    let email = input.email.trim().to_lowercase();
    let account_key = sessions::limit_key(&cx, &email);
    let limits = &cx.site.limits;
    let turn = password::turn().await?;
    limits.check(SIGN_IN, &cx.client.0)?;
    limits.check(SIGN_IN_ACCOUNT, &account_key)?;
    let found = {
        let mut db = cx.read().await?;
        store::by_email(&mut db, &email)
            .await?
            .filter(|account| account.active)
    };
    let is_right = password::is_right(
        found.as_ref().map(|account| account.password_hash.clone()),
        input.password,
    )
    .await?;
    let Some(account) = found.filter(|_| is_right) else {
        limits.count(SIGN_IN, &cx.client.0);
        limits.count(SIGN_IN_ACCOUNT, &account_key);
        tracing::warn!("signing in failed");
        return Err(failed().into());
    };
    drop(turn);

    let mut tx = cx.begin().await?;
    // An administrator may have set another password, or locked the account, in between: that holds.
    if !store::hold(&mut tx, account.id, &account.password_hash).await? {
        return Err(failed().into());
    }
    let account = store::by_id(&mut tx, account.id).await?.ok_or_else(failed)?;
    let answer = if cx.site.demo {
        let state = SessionState::of_known(account.must_change_password);
        sessions::begin(&cx, &mut tx, account.id, state, None).await?;
        let cx = Cx {
            viewer: Viewer::Staff(account.member()),
            ..cx.clone()
        };
        events::record(
            &mut tx,
            &cx,
            Event::new(EventKind::StaffSignedIn, Visibility::Staff).data(json!({ "account": account.id })),
        )
        .await?;
        state.told()
    } else if account.second_factor_secret.is_some() {
        sessions::begin(&cx, &mut tx, account.id, SessionState::SecondFactor, None).await?;
        SessionState::SecondFactor.told()
    } else {
        let secret = FactorSecret::new(&cx.site);
        let sealed = secret.seal(&cx.site, account.id)?;
        sessions::begin(&cx, &mut tx, account.id, SessionState::SetUp, Some(&sealed)).await?;
        SignedIn {
            secret: Some(secret.base32()?),
            qr: Some(secret.qr(&cx.municipality.name, &account.email)?),
            ..SessionState::SetUp.told()
        }
    };
    // No page shows who is signed in to anybody else.
    tx.touched.clear();
    cx.commit(tx).await?;
    Ok(answer)
}

fn failed() -> ApiError {
    ApiError::invalid("email", "errors.sign_in_failed")
}
