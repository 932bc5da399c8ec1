//! The second step of signing in; for an account without second factor, the confirmation that it is set up.

use serde_json::json;
use shared::{
    api::ApiError,
    identity::{GiveSecondFactor, SignedIn},
};

use super::{
    password,
    second_factor::FactorSecret,
    sessions::{self, SessionState},
    store,
};
use crate::{
    error::{Error, Result},
    events::{self, Event, EventKind, Visibility},
    http::limits::SIGN_IN,
    site::Cx,
    viewer::Viewer,
};

/// Compares the code, uses its step up, and begins the session of somebody who is signed in, or who has to choose a
/// password first.
pub async fn give_second_factor(cx: Cx, input: GiveSecondFactor) -> Result<SignedIn> {
    let session = sessions::current(&cx)
        .await?
        .filter(|session| matches!(session.state, SessionState::SecondFactor | SessionState::SetUp));
    let session = session.ok_or(ApiError::SignInRequired)?;
    let account = session.member.id;
    let account_key = sessions::limit_key(&cx, &session.email);
    let limits = &cx.site.limits;
    let turn = password::turn().await?;
    limits.check(SIGN_IN, &cx.client.0)?;
    limits.check(SIGN_IN, &account_key)?;

    let is_new = session.state == SessionState::SetUp;
    let sealed = if is_new {
        session.pending_secret
    } else {
        session.second_factor_secret
    };
    let sealed =
        sealed.ok_or_else(|| Error::internal("a session waits for a second factor that is not there"))?;
    let code: String = input.code.chars().filter(|c| !c.is_whitespace()).collect();
    let step = FactorSecret::open(&cx.site, account, &sealed)?.step_of(&code, sessions::seconds(cx.now()))?;

    let mut tx = cx.begin().await?;
    let is_accepted = match step {
        None => false,
        Some(step) if is_new => store::set_second_factor(&mut tx, account, &sealed, step).await?,
        Some(step) => store::take_step(&mut tx, account, step).await?,
    };
    if !is_accepted {
        limits.count(SIGN_IN, &cx.client.0);
        limits.count(SIGN_IN, &account_key);
        tracing::warn!("a second factor was refused");
        return Err(ApiError::invalid("code", "errors.second_factor_wrong").into());
    }
    drop(turn);
    // An administrator may have changed the account in between, which ended this session: that holds.
    if store::end_session(&mut tx, &session.id).await?.is_none() {
        return Err(ApiError::SignInRequired.into());
    }
    if is_new {
        // Browsers in which it was being set up as well show a secret: none of them is worth anything any more.
        store::end_set_ups_of(&mut tx, account).await?;
    }
    let state = SessionState::of_known(session.must_change_password);
    sessions::begin(&cx, &mut tx, account, state, None).await?;
    let by = Cx {
        viewer: Viewer::Staff(session.member),
        ..cx.clone()
    };
    let event = Event::new(EventKind::StaffSignedIn, Visibility::Staff)
        .data(json!({ "account": account, "second_factor_set_up": is_new }));
    events::record(&mut tx, &by, event).await?;
    tx.touched.clear();
    cx.commit(tx).await?;
    Ok(state.told())
}
