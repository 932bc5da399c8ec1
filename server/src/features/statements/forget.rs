//! Forgetting what a visitor typed: their drafts here, and the cookies that lead to them and to their choices.
//!
//! Invariant: what was sent stays; a receipt's code opens it as before.

use shared::statements::{ForgetDrafts, Forgotten};

use super::{draft, room, store};
use crate::{error::Result, http::limits::DRAFT, site::Cx, uploads};

/// Cookies of a visitor's choices.
const CHOICES: [&str; 2] = ["language", "view"];

/// Deletes the drafts to which the visitor's cookies lead.
pub async fn forget_drafts(cx: Cx, _: ForgetDrafts) -> Result<Forgotten> {
    cx.site.limits.take(DRAFT, &cx.client.0)?.keep();
    let begin = cx.bound_cookie(draft::COOKIE);
    let mut drafts = 0;
    let mut files = Vec::new();
    let mut tx = cx.begin().await?;
    for (name, token) in &cx.exchange.cookies {
        if name.starts_with(&begin)
            && let Some(id) = draft::id_of(&cx, token)
            && let Some(of) = store::delete_draft(&mut tx, &id).await?
        {
            drafts += 1;
            files.extend(of);
        }
    }
    cx.commit(tx).await?;
    uploads::discard(&cx.site, &draft::names(&files)).await;
    room::give_back(&cx, &files);
    for (name, _) in &cx.exchange.cookies {
        if draft::is_draft_cookie(name) || CHOICES.contains(&name.as_str()) {
            cx.set_cookie(name, "", Some(0));
        }
    }
    Ok(Forgotten { drafts })
}
