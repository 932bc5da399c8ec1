//! Changes of an account: role, activity, password, a lost second factor.
//!
//! Whoever wants another password for themselves changes it on their own page, which asks for the present one: a session
//! that was left open changes neither password nor second factor here.

use serde_json::json;
use shared::{
    access::{Action, Role},
    api::{ApiError, Invalid},
    identity::{ChangeStaff, Staff},
};

use super::{password, store};
use crate::{
    error::Result,
    events::{self, Event, EventKind, Visibility},
    site::Cx,
};

/// Takes an account's second factor away and gives it a new password, on behalf of the operator: nobody else can where the
/// only administrator lost it. All its sessions end. Answers the account, `None` where nobody has this address.
///
/// # Errors
/// [`ApiError::Invalid`] for a password that is not accepted; whatever the database says.
pub async fn reset_second_factor(cx: &Cx, email: &str, given: &str) -> Result<Option<Staff>> {
    let email = email.trim().to_lowercase();
    let mut invalid = Invalid::default();
    password::check(&mut invalid, given, &email, &cx.municipality.name);
    invalid.finish()?;
    let hash = password::hash(&cx.site.dice, given).await?;
    let mut tx = cx.begin().await?;
    store::lock_accounts(&mut tx).await?;
    let Some(account) = store::by_email(&mut tx, &email).await? else {
        return Ok(None);
    };
    store::set_password(&mut tx, account.id, &hash).await?;
    store::forget_second_factor(&mut tx, account.id).await?;
    store::end_sessions_of(&mut tx, account.id).await?;
    let event = Event::new(EventKind::StaffChanged, Visibility::Staff).data(json!({
        "account": account.id,
        "role": account.role.word(),
        "active": account.active,
        "password": true,
        "second_factor_reset": true,
    }));
    events::record(&mut tx, cx, event).await?;
    let after = store::by_id(&mut tx, account.id).await?;
    cx.commit(tx).await?;
    Ok(after.map(store::Account::shown))
}

/// Changes an account; whatever changes what a session may do ends its sessions. The last active administrator stays.
pub async fn change_staff(cx: Cx, input: ChangeStaff) -> Result<Staff> {
    cx.viewer.may(Action::ManageStaff)?;
    let touches_secrets = !input.password.is_empty() || input.reset_second_factor;
    if touches_secrets && cx.viewer.staff_id() == Some(input.id) {
        return Err(ApiError::refused("own_account").into());
    }
    let before = {
        let mut db = cx.read().await?;
        store::by_id(&mut db, input.id).await?.ok_or(ApiError::NotFound)?
    };
    let new_hash = if input.password.is_empty() {
        // Else the old password alone, which somebody may have found out, would set up the new factor.
        if input.reset_second_factor {
            return Err(ApiError::invalid("password", "errors.reset_needs_password").into());
        }
        None
    } else {
        let mut invalid = Invalid::default();
        password::check(
            &mut invalid,
            &input.password,
            &before.email,
            &cx.municipality.name,
        );
        invalid.finish()?;
        Some(password::hash(&cx.site.dice, &input.password).await?)
    };

    let mut tx = cx.begin().await?;
    store::lock_accounts(&mut tx).await?;
    let before = store::by_id(&mut tx, input.id).await?.ok_or(ApiError::NotFound)?;
    store::set_role(&mut tx, input.id, input.role, input.active).await?;
    let was_administrator = before.active && before.role == Role::Administrator;
    if was_administrator && !store::has_administrator(&mut tx).await? {
        return Err(ApiError::refused("last_administrator").into());
    }
    if let Some(hash) = &new_hash {
        store::set_password(&mut tx, input.id, hash).await?;
    }
    if input.reset_second_factor {
        store::forget_second_factor(&mut tx, input.id).await?;
    }
    let is_other = before.role != input.role || before.active != input.active;
    if is_other || new_hash.is_some() || input.reset_second_factor {
        store::end_sessions_of(&mut tx, input.id).await?;
        let event = Event::new(EventKind::StaffChanged, Visibility::Staff).data(json!({
            "account": input.id,
            "role": input.role.word(),
            "active": input.active,
            "password": new_hash.is_some(),
            "second_factor_reset": input.reset_second_factor,
        }));
        events::record(&mut tx, &cx, event).await?;
    }
    let after = store::by_id(&mut tx, input.id).await?.ok_or(ApiError::NotFound)?;
    cx.commit(tx).await?;
    Ok(after.shown())
}
