//! The answers that a point can take over: many letters raise the same concerns.

use shared::{
    access::Action,
    assessment::{AnswerSource, ListAnswers},
    text,
};

use super::store;
use crate::{
    error::Result,
    features::{procedures, statements},
    site::Cx,
};

/// Most answers in the list.
const LIMIT: i64 = 50;
/// Characters of a text that stand for a missing heading.
const BEGINNING: usize = 60;

/// Lists answers of the procedure, those of statements with the same topics first, then the newest.
pub async fn list_answers(cx: Cx, input: ListAnswers) -> Result<Vec<AnswerSource>> {
    cx.viewer.may(Action::Assess)?;
    let mut db = cx.read().await?;
    let procedure = procedures::find(&mut db, &input.procedure).await?;
    let statement = statements::find_by_number(&mut db, procedure.id, input.number).await?;
    let answers = store::answers(&mut db, procedure.id.0, statement.id, LIMIT).await?;
    Ok(answers
        .into_iter()
        .filter(|answer| answer.point > 0 || answer.number != i64::from(input.number.0))
        .map(|answer| AnswerSource {
            from: match answer.point {
                0 => answer.number.to_string(),
                point => format!("{}.{point}", answer.number),
            },
            label: if answer.label.is_empty() {
                text::beginning(&answer.beginning, BEGINNING)
            } else {
                answer.label
            },
        })
        .collect())
}
