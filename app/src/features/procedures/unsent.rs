//! Says on a procedure's public pages that their reader has begun a comment on it and has not sent it yet.
//!
//! Invariant: nobody else learns of it. The server keeps no page of whoever brings the cookie of a draft
//! (`server/src/http/pages.rs`), so that the note stands in none that others are shown, nor in one that a device keeps.

use leptos::prelude::*;
use shared::{api::Api, procedures::Procedure, statements::ShowDraft, time::Timestamp};

use super::words;
use crate::{
    context::use_language,
    i18n::{msg, t},
    local_time::local,
    routes,
    ui::Notice,
};

/// When the visitor's draft of a comment was stored last. `None` where nothing was written, where it was sent, and where it
/// cannot be read, which is no reason not to show the page.
///
/// It is asked for together with the procedure, before anybody knows whether comments are taken: waiting for that would
/// take a visitor with a slow network as long again. Whether there is a draft its cookie alone tells, which no script can
/// read.
pub async fn saved_at(api: &Api, slug: &str) -> Option<Timestamp> {
    let draft = api.call(ShowDraft::of(slug)).await.ok()?;
    // Looking at the form in another language stores an empty one.
    let is_written = !draft.input.body.trim().is_empty() || !draft.files.is_empty();
    draft.saved_at.filter(|_| is_written)
}

/// The note with the way back to the form, where comments are taken.
pub fn note(procedure: &Procedure, saved_at: Option<Timestamp>) -> Option<AnyView> {
    use msg::statements::unsent;
    let at = saved_at.filter(|_| words::is_open(procedure))?;
    let href = routes::comment(use_language(), &procedure.slug);
    Some(
        view! {
            <Notice title=t(unsent::title())>
                <p>{t(unsent::text(local(at)))}</p>
                <p><a class="row-link" href=href>{t(unsent::act())}</a></p>
            </Notice>
        }
        .into_any(),
    )
}
