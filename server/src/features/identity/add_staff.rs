//! New accounts.

use serde_json::json;
use shared::{
    access::{Action, Role},
    api::{ApiError, Invalid},
    identity::{AddStaff, Staff},
    ids::StaffId,
    text,
};

use super::{
    password,
    store::{self, Account},
};
use crate::{
    db::Tx,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    site::Cx,
};

/// The longest name.
const MAX_NAME: usize = 120;

/// How long the password of a new account holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstPassword {
    /// Until the first sign-in: whoever made the account knows it.
    Once,
    /// Until its owner changes it, however easy it is to guess: that of a demonstration, which the README names.
    Lasting,
}

/// Makes an account; second factor and a password of one's own are set up when the person first signs in.
pub async fn add_staff(cx: Cx, input: AddStaff) -> Result<Staff> {
    cx.viewer.may(Action::ManageStaff)?;
    let account = prepare(
        &cx,
        &input.name,
        &input.email,
        input.role,
        &input.password,
        FirstPassword::Once,
    )
    .await?;
    let mut tx = cx.begin().await?;
    insert(&cx, &mut tx, &account).await?;
    cx.commit(tx).await?;
    Ok(account.shown())
}

/// Makes an account on behalf of the operator.
///
/// # Errors
/// [`ApiError::Invalid`] for a name, address or password that is not accepted or an address that is taken; whatever the
/// database says.
pub async fn add_account(
    cx: &Cx,
    tx: &mut Tx,
    name: &str,
    email: &str,
    role: Role,
    password: &str,
    first: FirstPassword,
) -> Result<StaffId> {
    let account = prepare(cx, name, email, role, password, first).await?;
    insert(cx, tx, &account).await?;
    Ok(account.id)
}

async fn prepare(
    cx: &Cx,
    name: &str,
    email: &str,
    role: Role,
    password: &str,
    first: FirstPassword,
) -> Result<Account> {
    let email = email.trim().to_lowercase();
    let name = name.trim().to_owned();
    let mut invalid = Invalid::default();
    text::check_text(&mut invalid, "name", &name, true, MAX_NAME);
    if email.is_empty() {
        invalid.add("email", "errors.required");
    } else if !text::is_email(&email) {
        invalid.add("email", "errors.invalid_email");
    }
    match first {
        FirstPassword::Once => password::check(&mut invalid, password, &email, &cx.municipality.name),
        FirstPassword::Lasting => {
            password::check_length(&mut invalid, password);
        }
    }
    invalid.finish()?;
    Ok(Account {
        id: StaffId(cx.new_id()),
        email,
        name,
        role,
        password_hash: password::hash(&cx.site.dice, password).await?,
        must_change_password: first == FirstPassword::Once,
        second_factor_secret: None,
        active: true,
        created_at: cx.now(),
    })
}

async fn insert(cx: &Cx, tx: &mut Tx, account: &Account) -> Result<()> {
    if !store::insert(tx, account).await? {
        return Err(ApiError::invalid("email", "errors.already_taken").into());
    }
    let event = Event::new(EventKind::StaffAdded, Visibility::Staff)
        .data(json!({ "account": account.id, "role": account.role.word() }));
    events::record(tx, cx, event).await
}
