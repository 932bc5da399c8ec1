//! The accounts, for administrators.

use shared::{
    access::Action,
    identity::{ListStaff, Staff},
};

use super::store::{self, Account};
use crate::{error::Result, site::Cx};

/// Lists all accounts of the municipality by name.
pub async fn list_staff(cx: Cx, _: ListStaff) -> Result<Vec<Staff>> {
    cx.viewer.may(Action::ManageStaff)?;
    let mut db = cx.read().await?;
    Ok(store::all(&mut db)
        .await?
        .into_iter()
        .map(Account::shown)
        .collect())
}
