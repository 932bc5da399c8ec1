//! The accounts, for administrators.

use shared::{
    access::Action,
    api::{Invalid, Page, page},
    identity::{ListStaff, Staff},
    text,
};

use super::store::{self, Account};
use crate::{error::Result, site::Cx};

/// Lists the accounts of the municipality by name. They are read whole: a town hall has dozens.
pub async fn list_staff(cx: Cx, input: ListStaff) -> Result<Page<Staff>> {
    cx.viewer.may(Action::ManageStaff)?;
    let mut invalid = Invalid::default();
    let limit = page::size(&mut invalid, input.limit, page::USUAL_LIMIT);
    invalid.finish()?;
    let all = store::all(&mut cx.read().await?).await?;
    let page = Page::behind(all, limit, input.cursor.as_deref(), |account| {
        (text::alphabetical(&account.name), account.id.0)
    })?;
    Ok(page.map(Account::shown))
}
