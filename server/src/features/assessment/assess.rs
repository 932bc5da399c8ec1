//! Writing note, topics, reply and proposal.

use serde_json::json;
use shared::{
    access::Action,
    api::{ApiError, Invalid},
    assessment::{AssessStatement, MAX_REPLY, StatementFile},
    text,
};

use super::{
    moves,
    policy::{self, Standing},
    show,
    store::{self, Assessed},
    topics,
};
use crate::{
    db::Tx,
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::{
        procedures,
        statements::{self, Statement},
    },
    site::Cx,
};

/// Saves what was written about a statement, and moves it if asked to.
pub async fn assess_statement(cx: Cx, input: AssessStatement) -> Result<StatementFile> {
    cx.viewer.may(Action::Assess)?;
    let mut tx = cx.begin().await?;
    let procedure = procedures::find(&mut tx, &input.procedure).await?;
    let statement = statements::take(&mut tx, procedure.id, input.number, input.revision).await?;
    // After the revision: who mends a mistake shall have seen what somebody else saved in between.
    check(&input)?;
    let before = store::of(&mut tx, statement.id).await?;
    let (note, reply) = (
        text::unify_line_ends(&input.note),
        text::unify_line_ends(&input.reply),
    );
    let standing = Standing {
        state: statement.state,
        to: input.state,
        reply: &before.reply,
        proposal: before.proposal,
    };
    let proposal = if before.points.is_empty() {
        policy::may_rewrite(standing, &reply, input.proposal)?;
        input.proposal
    } else {
        policy::may_rewrite_divided(standing, &reply, input.proposal)?;
        before.proposal
    };
    store::write(&mut tx, statement.id, &note, &reply, proposal).await?;
    let mut after = Assessed {
        reply,
        proposal,
        ..before.clone()
    };
    after.reply_to_check = !input.reply_fits && policy::to_check_once_written(&before, &after);
    store::write_check(&mut tx, statement.id, &before, &after).await?;
    carry_hidden(&mut tx, &statement, &before, &after).await?;
    store::write_topics(&mut tx, statement.id, &input.topics).await?;
    let changed: Vec<&str> = [
        ("note", note != before.note),
        ("topics", input.topics != before.topics),
        ("reply", after.reply != before.reply),
        ("proposal", after.proposal != before.proposal),
        ("reply_to_check", after.reply_to_check != before.reply_to_check),
    ]
    .into_iter()
    .filter_map(|(name, is_changed)| is_changed.then_some(name))
    .collect();
    // Saved as it stood: nothing happened that anybody would look for.
    if !changed.is_empty() {
        let event = Event::new(EventKind::StatementAssessed, Visibility::Staff)
            .procedure(procedure.id)
            .statement(statement.id)
            .data(json!({ "changed": changed }));
        events::record(&mut tx, &cx, event).await?;
    }
    if let Some(to) = input.state.filter(|to| *to != statement.state) {
        policy::may_move(statement.state, to, after.progress(), after.council())
            .map_err(|error| at_its_field(policy::naming(error, statement.number, &after.points)))?;
        moves::move_one(&mut tx, &cx, &statement, to).await?;
    }
    let file = show::file(&mut tx, &cx, &procedure, input.number).await?;
    cx.commit(tx).await?;
    Ok(file)
}

/// What can be confirmed in the form is said at the box that confirms it.
fn at_its_field(error: ApiError) -> ApiError {
    if error == ApiError::refused(policy::REPLY_TO_CHECK) {
        return ApiError::invalid("reply_fits", "errors.reply_to_check");
    }
    error
}

/// After the deletion date: names that public texts hid are hidden where they stand in what was rewritten.
pub(super) async fn carry_hidden(
    tx: &mut Tx,
    statement: &Statement,
    before: &Assessed,
    after: &Assessed,
) -> Result<()> {
    let Some(hidden) = &statement.hidden else {
        return Ok(());
    };
    let carried = hidden.carried(&statement.body, &before.texts(), &after.texts());
    statements::set_hidden(tx, statement.id, &carried).await
}

fn check(input: &AssessStatement) -> Result<()> {
    let mut invalid = Invalid::default();
    text::check_text(&mut invalid, "note", &input.note, false, MAX_REPLY);
    text::check_text(&mut invalid, "reply", &input.reply, false, MAX_REPLY);
    if input.topics.iter().any(|topic| !topics::is_topic(topic)) {
        invalid.add("topics", "errors.invalid_choice");
    }
    Ok(invalid.finish()?)
}
