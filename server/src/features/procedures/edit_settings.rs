//! Slug, kind and the day on which names and addresses are deleted. They hold at once, without publishing.

use shared::{
    access::Action,
    api::{ApiError, Invalid},
    procedures::{EditSettings, Round, WorkingCopy},
    text,
    time::Day,
};

use super::{RESERVED_SLUG, edit, store, working};
use crate::{
    error::Result as Answer,
    events::{self, Event, EventKind, Visibility},
    site::Cx,
};

/// Changes the settings; a former slug keeps leading to the procedure. The day on which names and addresses are deleted is
/// changed by those alone who may see them: a day can be set that takes all of them.
pub async fn edit_settings(cx: Cx, input: EditSettings) -> Answer<WorkingCopy> {
    edit::check_may_edit(&cx)?;
    let mut invalid = Invalid::default();
    if !text::is_slug(&input.slug) || input.slug == RESERVED_SLUG {
        invalid.add("slug", "errors.slug");
    }
    if input.deletion_on.is_some_and(|day| !super::is_sane_day(day)) {
        invalid.add("deletion_on", "errors.invalid_date");
    }
    invalid.finish()?;
    let (mut tx, found) = edit::begin(&cx, &input.procedure, input.revision).await?;
    if input.deletion_on != found.deletion_on {
        cx.viewer.may(Action::SeePersons)?;
    }
    // Residents were told the day (GDPR Art. 13 (2) a): it can move, not vanish.
    if input.deletion_on.is_none() && found.published_version.is_some() {
        return Err(ApiError::invalid("deletion_on", "errors.required").into());
    }
    if input.deletion_on != found.deletion_on {
        let rounds = store::rounds(&mut tx, found.id, cx.today()).await?;
        check_deletion(input.deletion_on, &rounds, cx.today())?;
    }
    if store::slug_is_taken(&mut tx, &input.slug, Some(found.id)).await? {
        return Err(ApiError::invalid("slug", "errors.already_taken").into());
    }
    if input.slug != found.slug {
        store::keep_slug(&mut tx, &found.slug, found.id).await?;
    }
    if !store::save_settings(
        &mut tx,
        found.id,
        found.revision,
        &input.slug,
        input.kind,
        input.deletion_on,
    )
    .await?
    {
        return Err(ApiError::Conflict.into());
    }
    let data =
        serde_json::json!({ "slug": input.slug, "kind": input.kind, "deletion_on": input.deletion_on });
    events::record(
        &mut tx,
        &cx,
        Event::new(EventKind::SettingsChanged, Visibility::Staff)
            .procedure(found.id)
            .data(data),
    )
    .await?;
    let answer = working::compose(&cx, &mut tx, &input.slug).await?;
    cx.commit(tx).await?;
    Ok(answer)
}

/// Names are deleted in the first hour of their day: it lies behind today and behind the last day on which somebody may
/// still write.
fn check_deletion(day: Option<Day>, rounds: &[Round], today: Day) -> Result<(), ApiError> {
    let last = rounds.iter().map(|round| round.period.end).fold(today, Day::max);
    // The day that is named can be chosen.
    let earliest = last.succ_opt().unwrap_or(last);
    let mut invalid = Invalid::default();
    if day.is_some_and(|day| day < earliest) {
        invalid.add_with(
            "deletion_on",
            "errors.deletion_too_early",
            &[("earliest", earliest.to_string())],
        );
    }
    invalid.finish()
}
