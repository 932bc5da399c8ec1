//! The answers that a point can take over: many letters raise the same concerns.

use shared::{
    access::Action,
    api::{Invalid, Page, page},
    assessment::{AnswerSource, ListAnswers},
    text,
};

use super::store;
use crate::{
    error::Result,
    features::{procedures, statements},
    site::Cx,
};

/// Characters of a text that stand for a missing heading.
const BEGINNING: usize = 60;

/// Lists answers of the procedure, those of statements with the same topics first, then the newest. The cursor counts those
/// before it: an answer that is written meanwhile moves the others on by one.
pub async fn list_answers(cx: Cx, input: ListAnswers) -> Result<Page<AnswerSource>> {
    cx.viewer.may(Action::Assess)?;
    let mut invalid = Invalid::default();
    let limit = page::size(&mut invalid, input.limit, page::USUAL_LIMIT);
    let begin: u32 = match input.cursor.filter(|cursor| !cursor.is_empty()) {
        None => 0,
        Some(cursor) => cursor.parse().unwrap_or_else(|_| {
            invalid.add("cursor", "errors.malformed");
            0
        }),
    };
    invalid.finish()?;
    let mut db = cx.read().await?;
    let procedure = procedures::find(&mut db, &input.procedure).await?;
    let statement = statements::find_by_number(&mut db, procedure.id, input.number).await?;
    // One more shows whether there are others, and the statement's own is none of them.
    let most = i64::from(begin) + i64::from(limit) + 2;
    let answers = store::answers(&mut db, procedure.id.0, statement.id, most).await?;
    let sources = answers
        .into_iter()
        .filter(|answer| answer.point > 0 || answer.number != i64::from(input.number.0))
        .skip(usize::try_from(begin).unwrap_or(usize::MAX))
        .map(source)
        .collect();
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let end = usize::try_from(begin).unwrap_or(usize::MAX).saturating_add(limit);
    Ok(Page::cut(sources, limit, |_| end.to_string()))
}

fn source(answer: store::Answer) -> AnswerSource {
    AnswerSource {
        from: match answer.point {
            0 => answer.number.to_string(),
            point => format!("{}.{point}", answer.number),
        },
        label: if answer.label.is_empty() {
            text::beginning(&answer.beginning, BEGINNING)
        } else {
            answer.label
        },
    }
}
