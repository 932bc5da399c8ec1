//! The last step of signing in for an account whose password somebody else chose: one's own (OWASP ASVS 5.0, 6.4.1).

use serde_json::json;
use shared::{
    api::{ApiError, Invalid},
    identity::{GiveNewPassword, SignedIn},
};

use super::{
    password,
    sessions::{self, SessionState},
    store,
};
use crate::{
    error::Result,
    events::{self, Event, EventKind, Visibility},
    site::Cx,
    viewer::Viewer,
};

/// Stores the password and begins the session of somebody who is signed in. The present one is not asked for: it was given
/// a moment ago, or no session waits here.
pub async fn give_new_password(cx: Cx, input: GiveNewPassword) -> Result<SignedIn> {
    let session = sessions::current(&cx)
        .await?
        .filter(|session| session.state == SessionState::NewPassword);
    let session = session.ok_or(ApiError::SignInRequired)?;
    let account = session.member.id;
    let mut invalid = Invalid::default();
    let town = &cx.municipality.name;
    password::check(&mut invalid, &input.password, &session.email, town);
    if input.again != input.password {
        invalid.add("again", "errors.password_not_same");
    }
    invalid.finish()?;
    let turn = password::turn().await?;
    let kept = {
        let mut db = cx.read().await?;
        let found = store::by_id(&mut db, account).await?;
        found.ok_or(ApiError::SignInRequired)?.password_hash
    };
    if password::is_right(Some(kept.clone()), input.password.clone()).await? {
        return Err(ApiError::invalid("password", "errors.password_unchanged").into());
    }
    let hash = password::hash(&cx.site.dice, &input.password).await?;
    drop(turn);

    let mut tx = cx.begin().await?;
    // An administrator may have set another one in between, which ended this session: that one holds.
    if !store::replace_password(&mut tx, account, &kept, &hash).await?
        || store::end_session(&mut tx, &session.id).await?.is_none()
    {
        return Err(ApiError::SignInRequired.into());
    }
    store::end_sessions_of(&mut tx, account).await?;
    sessions::begin(&cx, &mut tx, account, SessionState::SignedIn, None).await?;
    let by = Cx {
        viewer: Viewer::Staff(session.member),
        ..cx.clone()
    };
    let event = Event::new(EventKind::PasswordChanged, Visibility::Staff).data(json!({ "account": account }));
    events::record(&mut tx, &by, event).await?;
    tx.touched.clear();
    cx.commit(tx).await?;
    Ok(SessionState::SignedIn.told())
}
