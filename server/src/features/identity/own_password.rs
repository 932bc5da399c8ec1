//! Changing one's own password (OWASP ASVS 5.0, 6.2.2, 6.2.3, 7.4.3): the current one is asked for, other sessions end.

use serde_json::json;
use shared::{
    api::{ApiError, Invalid},
    identity::ChangeOwnPassword,
};

use super::{
    password,
    sessions::{self, SessionState},
    store,
};
use crate::{
    error::Result,
    events::{self, Event, EventKind, Visibility},
    http::limits::SIGN_IN,
    site::Cx,
};

/// Compares the current password, stores the new one, ends all sessions and begins a new one in place of the request's.
/// A wrong current password counts like a failed sign-in: a session that was left open does not open the account.
pub async fn change_own_password(cx: Cx, input: ChangeOwnPassword) -> Result<()> {
    let session = sessions::signed_in(&cx).await?;
    let account = session.member.id;
    let account_key = sessions::limit_key(&cx, &session.email);
    let limits = &cx.site.limits;
    let turn = password::turn().await?;
    limits.check(SIGN_IN, &cx.client.0)?;
    limits.check(SIGN_IN, &account_key)?;
    let kept = {
        let mut db = cx.read().await?;
        let found = store::by_id(&mut db, account).await?;
        found.ok_or(ApiError::SignInRequired)?.password_hash
    };
    let is_right = password::is_right(Some(kept.clone()), input.current.clone()).await?;
    let mut invalid = Invalid::default();
    if !is_right {
        limits.count(SIGN_IN, &cx.client.0);
        limits.count(SIGN_IN, &account_key);
        tracing::warn!("a change of password was refused");
        invalid.add("current", "errors.password_wrong");
    }
    let town = &cx.municipality.name;
    password::check(&mut invalid, &input.password, &session.email, town);
    if input.password == input.current && is_right {
        invalid.add("password", "errors.password_unchanged");
    }
    if input.again != input.password {
        invalid.add("again", "errors.password_not_same");
    }
    invalid.finish()?;
    let hash = password::hash(&cx.site.dice, &input.password).await?;
    drop(turn);

    let mut tx = cx.begin().await?;
    // An administrator may have set another one in between: that one holds.
    if !store::replace_password(&mut tx, account, &kept, &hash).await? {
        return Err(ApiError::Conflict.into());
    }
    store::end_sessions_of(&mut tx, account).await?;
    sessions::begin(&cx, &mut tx, account, SessionState::SignedIn, None).await?;
    let event = Event::new(EventKind::PasswordChanged, Visibility::Staff).data(json!({ "account": account }));
    events::record(&mut tx, &cx, event).await?;
    tx.touched.clear();
    cx.commit(tx).await
}
