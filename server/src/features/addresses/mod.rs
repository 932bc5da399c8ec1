//! addresses

use crate::http::mount::Mount;

/// Its endpoints.
#[must_use]
pub fn mount(mount: Mount) -> Mount {
    mount
}
