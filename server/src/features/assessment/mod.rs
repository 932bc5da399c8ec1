//! assessment

use crate::{error::Result, http::mount::Mount, site::Cx};

/// Its endpoints.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount
}

/// Does a job of this feature; `None` when it is not one.
pub async fn run_job(_cx: &Cx, _kind: &str, _payload: &serde_json::Value) -> Option<Result<()>> {
    None
}
