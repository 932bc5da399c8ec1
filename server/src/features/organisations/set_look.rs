//! Setting a municipality's look: tokens and arms together, by an operator.

use super::{look, store};
use crate::{
    error::{Error, Result},
    events::{self, Event, EventKind, Visibility},
    site::Cx,
};

/// Stores the tokens, and the arms by their hash in the store where new ones came along.
///
/// # Errors
/// A look that nobody could read, with everything that is wrong about it; whatever the database says.
pub async fn set_look(cx: &Cx, tokens: &[(String, String)], arms: Option<&str>) -> Result<()> {
    let wrong: Vec<_> = look::examine(tokens)
        .into_iter()
        .filter(look::Finding::refuses)
        .map(|finding| finding.to_string())
        .collect();
    if !wrong.is_empty() {
        return Err(Error::internal(wrong.join("\n")));
    }
    let mut tx = cx.begin().await?;
    store::set_colours(&mut tx, tokens).await?;
    if let Some(hash) = arms {
        store::set_arms(&mut tx, hash).await?;
    }
    let event = Event::new(EventKind::LookChanged, Visibility::Staff)
        .data(serde_json::json!({ "tokens": tokens.len(), "arms": arms.is_some() }));
    events::record(&mut tx, cx, event).await?;
    cx.commit(tx).await?;
    cx.site.reload_municipalities().await
}
