//! Correcting who wrote a letter: what staff mistyped, or could not read, when they entered it.
//!
//! Invariants: the text stays as it is sealed; what came through the site is its author's own; whose name was deleted is not
//! entered again, and the event names nobody.

use shared::{
    access::Action,
    api::ApiError,
    assessment::StatementFile,
    statements::{Channel, CorrectAuthor},
};

use super::{publication::published_body, show};
use crate::{
    error::Result,
    events::{self, Event, EventKind, Visibility},
    features::{
        procedures,
        statements::{self, Statement},
    },
    site::Cx,
};

/// Stores name, address and wish for an answer as they are right.
pub async fn correct_author(cx: Cx, input: CorrectAuthor) -> Result<StatementFile> {
    cx.viewer.may(Action::CaptureStatement)?;
    cx.viewer.may(Action::SeePersons)?;
    let mut tx = cx.begin().await?;
    let procedure = procedures::find(&mut tx, &input.procedure).await?;
    let number = input.number;
    let statement = statements::take(&mut tx, procedure.id, number, input.revision).await?;
    if statement.channel == Channel::Web {
        return Err(ApiError::NotFound.into());
    }
    // Entered after the day, it would be gone within the hour.
    let is_past = procedure.deletion_on.is_some_and(|day| day <= cx.today());
    if is_past || statement.hidden.is_some() {
        return Err(ApiError::refused("author_deleted").into());
    }
    let entered = input.entered(&statement.body, statement.may_publish);
    entered.check()?;
    // It may be the first name since all were deleted and the day was moved.
    procedures::expect_persons(&mut tx, procedure.id).await?;
    statements::set_author(&mut tx, &statement, &entered).await?;
    let person = statements::person(&mut tx, statement.id).await?;
    // What is published is without the name and the address as they are right.
    if statement.public_body.is_some() {
        let public_body = Some(published_body(&statement, person.as_ref()));
        let after = Statement {
            public_body,
            ..statement.clone()
        };
        statements::set_publication(&mut tx, &after).await?;
    }
    let event = Event::new(EventKind::AuthorCorrected, Visibility::Staff)
        .procedure(procedure.id)
        .statement(statement.id);
    events::record(&mut tx, &cx, event).await?;
    let file = show::file(&mut tx, &cx, &procedure, number).await?;
    cx.commit(tx).await?;
    Ok(file)
}
