//! Publishing: the working copy becomes an immutable version.

use shared::{
    access::Action,
    api::{ApiError, Invalid},
    procedures::{MAX_SHORT, PublishProcedure, Version, WorkingCopy},
    text,
};

use super::{edit, policy, store, working};
use crate::{
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::{organisations, plans, videos},
    site::Cx,
};

/// Publishes the working copy. From the second version on a reason is required, because residents may have seen and
/// commented on the one before.
pub async fn publish_procedure(cx: Cx, input: PublishProcedure) -> Result<WorkingCopy> {
    if !cx.viewer.can(Action::PublishProcedure) {
        cx.viewer.may(Action::PublishProcedure)?;
    }
    let reason = text::unify_line_ends(&input.reason)
        .replace('\0', "")
        .trim()
        .to_owned();
    let (mut tx, found) = edit::begin(&cx, &input.procedure, input.revision).await?;
    let number = found
        .published_version
        .map_or(1, |version| version.saturating_add(1));
    let mut invalid = Invalid::default();
    text::check_text(&mut invalid, "reason", &reason, number > 1, MAX_SHORT);
    invalid.finish()?;
    if !found.has_changes {
        return Err(ApiError::refused("nothing_to_publish").into());
    }
    let rounds = store::rounds(&mut tx, found.id, cx.today()).await?;
    let missing = policy::missing(
        &found.content,
        &rounds,
        found.deletion_on,
        &organisations::missing_pages(&mut tx).await?,
    );
    if !missing.is_empty() {
        return Err(ApiError::refused_with("not_complete", &[("missing", missing.join(", "))]).into());
    }
    let reason = if number > 1 { reason } else { String::new() };
    let version = Version {
        version: number,
        published_at: cx.now(),
        reason,
    };
    store::insert_version(&mut tx, found.id, &version, &found.content.released()).await?;
    let bbox = found.content.drawing.as_ref().map(|drawing| drawing.bbox);
    if !store::set_published(&mut tx, found.id, found.revision, number, bbox).await? {
        return Err(ApiError::Conflict.into());
    }
    plans::publish_for(&mut tx, found.id).await?;
    videos::publish_for(&mut tx, found.id, found.content.title.de(), &found.content.videos).await?;
    let data = serde_json::json!({ "version": number, "reason": version.reason });
    let event = Event::new(EventKind::ProcedurePublished, Visibility::Public)
        .procedure(found.id)
        .data(data);
    events::record(&mut tx, &cx, event).await?;
    // The list of procedures shows it too.
    tx.touched.push(None);
    let answer = working::compose(&cx, &mut tx, &found.slug).await?;
    cx.commit(tx).await?;
    Ok(answer)
}
