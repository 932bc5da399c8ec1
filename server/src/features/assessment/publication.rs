//! Deciding on publication: only what the author allowed, without the passages that the clerk redacts, and with the place
//! unless the clerk withholds it. What is kept from the public against its author's wish has a reason, which the author
//! reads with the receipt.

use serde_json::json;
use shared::{
    access::Action,
    api::{ApiError, Invalid},
    assessment::StatementFile,
    statements::{DecidePublication, MAX_REMARK, MayPublish, Person, Publication, PublicationReason},
    text,
};

use super::show;
use crate::{
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::{
        procedures,
        statements::{self, Anonymiser, Statement},
    },
    site::Cx,
};

/// Stores decision and passages; the original stays, sealed by its hash.
pub async fn decide_publication(cx: Cx, input: DecidePublication) -> Result<StatementFile> {
    cx.viewer.may(Action::DecidePublication)?;
    let mut tx = cx.begin().await?;
    let procedure = procedures::find(&mut tx, &input.procedure).await?;
    let statement = statements::take(&mut tx, procedure.id, input.number, input.revision).await?;
    // After the revision: who mends a mistake shall have seen what somebody else saved in between.
    let mut invalid = Invalid::default();
    let mut redacted = passages(&mut invalid, "passages", &input.passages, &statement.body);
    for also in passages(&mut invalid, "also", &input.also.join("\n"), &statement.body) {
        if !redacted.contains(&also) {
            redacted.push(also);
        }
    }
    let needs_reason = input
        .publication
        .needs_reason(statement.may_publish, !redacted.is_empty());
    let (publication_reason, publication_remark) = if needs_reason {
        reason(&mut invalid, input.reason, &input.remark)
    } else {
        (None, String::new())
    };
    invalid.finish()?;
    if input.publication == Publication::Released && statement.may_publish == MayPublish::No {
        return Err(ApiError::refused("not_allowed_by_author").into());
    }
    let person = statements::person(&mut tx, statement.id).await?;
    let mut after = Statement {
        publication: input.publication,
        publication_reason,
        publication_remark,
        passages: redacted,
        place_withheld: input.place_withheld,
        ..statement.clone()
    };
    after.public_body = Some(public_body(&after, person.as_ref()));
    statements::set_publication(&mut tx, &after).await?;
    let delta = i64::from(after.is_public()) - i64::from(statement.is_public());
    if delta != 0 {
        procedures::change_published_count(&mut tx, procedure.id, delta).await?;
    }
    procedures::change_weight(&mut tx, procedure.id, statement.weight(), after.weight()).await?;
    let event = Event::new(EventKind::PublicationDecided, Visibility::Staff)
        .procedure(procedure.id)
        .statement(statement.id)
        .data(json!({
            "publication": input.publication.word(),
            "reason": publication_reason.map(PublicationReason::word),
            "passages": after.passages.len(),
            "place_withheld": input.place_withheld,
        }));
    events::record(&mut tx, &cx, event).await?;
    let file = show::file(&mut tx, &cx, &procedure, input.number).await?;
    cx.commit(tx).await?;
    Ok(file)
}

/// The text as everybody may read it. Whoever did not allow the name gets it taken out even where the clerk overlooked
/// it; whoever did may have written it, and the address is taken out all the same.
fn public_body(statement: &Statement, person: Option<&Person>) -> String {
    Anonymiser::published(statement, person).body(&[]).0
}

/// The text as it is published, or would be. It is found anew, because spellings of a name may have been overlooked when it was
/// decided on.
pub(super) fn published_body(statement: &Statement, person: Option<&Person>) -> String {
    kept_body(statement, person).unwrap_or_else(|| public_body(statement, person))
}

/// What was published of one who agreed to be named, and stays once the name itself is gone.
pub(super) fn kept_body(statement: &Statement, person: Option<&Person>) -> Option<String> {
    let is_kept = person.is_none() && statement.may_publish == MayPublish::Named;
    statement.public_body.clone().filter(|_| is_kept)
}

/// The passages, one a line; each must occur, or a slip of the pen would publish what was to be hidden.
fn passages(invalid: &mut Invalid, field: &str, typed: &str, body: &str) -> Vec<String> {
    let typed = text::unify_line_ends(typed);
    let passages: Vec<String> = typed
        .lines()
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .map(str::to_owned)
        .collect();
    for passage in passages.iter().filter(|passage| !body.contains(passage.as_str())) {
        invalid.add_with(field, "errors.passage_not_found", &[("passage", passage.clone())]);
    }
    passages
}

/// Why the author's wish is not followed, or not in full, as it is told.
fn reason(
    invalid: &mut Invalid,
    reason: Option<PublicationReason>,
    remark: &str,
) -> (Option<PublicationReason>, String) {
    if reason.is_none() {
        invalid.add("reason", "errors.choice_missing");
    }
    let remark = text::unify_line_ends(remark).replace('\0', "").trim().to_owned();
    let is_needed = reason == Some(PublicationReason::Other);
    text::check_text(invalid, "remark", &remark, is_needed, MAX_REMARK);
    (reason, remark)
}
