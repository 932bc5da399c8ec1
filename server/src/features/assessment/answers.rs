//! The answers that a point can take over: many letters raise the same concerns.

use shared::{
    access::Action,
    api::{Invalid, Page, page},
    assessment::{AnswerSource, ListAnswers},
    text,
};

use super::store::{self, AnswerPlace};
use crate::{
    error::Result,
    features::{procedures, statements},
    site::Cx,
};

/// Characters of a text that stand for a missing heading.
const BEGINNING: usize = 60;

/// Lists answers of the procedure, those of statements with the same topics first, then the newest.
pub async fn list_answers(cx: Cx, input: ListAnswers) -> Result<Page<AnswerSource>> {
    cx.viewer.may(Action::Assess)?;
    let mut invalid = Invalid::default();
    let limit = page::size(&mut invalid, input.limit, page::USUAL_LIMIT);
    let behind = match input.cursor.filter(|cursor| !cursor.is_empty()) {
        None => AnswerPlace::START,
        Some(cursor) => read_cursor(&cursor).unwrap_or_else(|| {
            invalid.add("cursor", "errors.malformed");
            AnswerPlace::START
        }),
    };
    invalid.finish()?;
    let mut db = cx.read().await?;
    let procedure = procedures::find(&mut db, &input.procedure).await?;
    let statement = statements::find_by_number(&mut db, procedure.id, input.number).await?;
    // One more shows whether there are others, and the statement's own is none of them.
    let most = i64::from(limit) + 2;
    let answers = store::answers(&mut db, procedure.id.0, statement.id, behind, most).await?;
    let others = answers
        .into_iter()
        .filter(|answer| answer.point > 0 || answer.number != i64::from(input.number.0))
        .collect();
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(Page::cut(others, limit, write_cursor).map(source))
}

fn write_cursor(last: &store::Answer) -> String {
    let AnswerPlace { alike, number, point } = last.place();
    format!("{alike}.{number}.{point}")
}

fn read_cursor(text: &str) -> Option<AnswerPlace> {
    let mut parts = text.split('.').map(str::parse::<i64>);
    let mut part = || parts.next()?.ok();
    let place = AnswerPlace {
        alike: part()?,
        number: part()?,
        point: part()?,
    };
    parts.next().is_none().then_some(place)
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
