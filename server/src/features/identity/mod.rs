//! Identity.

use crate::{error::Result, http::mount::Mount, site::Cx, viewer::Viewer};

/// The name of the session cookie.
pub const SESSION_COOKIE: &str = "session";

/// Its endpoints.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount
}

/// Who a session's token belongs to.
///
/// # Errors
/// Whatever the database says.
pub async fn viewer_of(_cx: &Cx, _token: &str) -> Result<Viewer> {
    Ok(Viewer::Visitor)
}
