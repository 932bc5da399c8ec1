//! What staff limit statements to, as forms send it: the same for their list and for exports.

use shared::{
    api::Invalid,
    assessment::StatementState,
    exports::Selection,
    ids::{ProcedureId, RoundId},
};

use super::topics;
use crate::{
    db::{Statements, list::List},
    error::Result as Answer,
};

/// What the field of a filter asks for. An empty field of a form is no filter.
pub(super) fn given(field: Option<&str>) -> Option<&str> {
    field.map(str::trim).filter(|text| !text.is_empty())
}

/// The topic and the round that a form limits statements to.
///
/// # Errors
/// Adds to `invalid` a `topic` that there is not, and a `round` that is no id. Whether the procedure has that round its
/// caller knows.
pub fn topic_and_round(
    invalid: &mut Invalid,
    topic: Option<&str>,
    round: Option<&str>,
) -> (Option<String>, Option<RoundId>) {
    let topic = given(topic);
    if topic.is_some_and(|code| !topics::is_topic(code)) {
        invalid.add("topic", "errors.invalid_choice");
    }
    let round = given(round).map(str::parse::<RoundId>);
    if matches!(round, Some(Err(_))) {
        invalid.add("round", "errors.invalid_choice");
    }
    (topic.map(str::to_owned), round.and_then(Result::ok))
}

/// Whether a selection leaves any statement of a procedure that stands in exports.
///
/// # Errors
/// Whatever the database says.
pub async fn is_any(db: &mut impl Statements, procedure: ProcedureId, selection: &Selection) -> Answer<bool> {
    let municipality = db.municipality();
    let states: &[StatementState] = if selection.states.is_empty() {
        &Selection::STATES
    } else {
        &selection.states
    };
    let mut list = List::new(
        "select s.number from statement s where s.municipality_id = ? and s.procedure_id = ?",
        [municipality.into(), procedure.0.into()],
    )
    .push_if("and s.round_id = ?", selection.round.map(|round| round.0));
    if let Some(topic) = &selection.topic {
        list = list.push(
            "and exists (select 1 from assessment_topic t where t.municipality_id = ? and t.statement_id = s.id and t.topic = ?)",
            [municipality.into(), topic.as_str().into()],
        );
    }
    // No state is empty: the list begins with what is none, so that each follows a comma.
    list = list.push("and s.state in (''", []);
    for state in states {
        list = list.push(", ?", [state.word().into()]);
    }
    let found: Vec<(i64,)> = list.push(") limit 1", []).all(db).await?;
    Ok(!found.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(topic: &str, round: &str) -> (Option<String>, Option<RoundId>, Vec<String>) {
        let mut invalid = Invalid::default();
        let (topic, round) = topic_and_round(&mut invalid, Some(topic), Some(round));
        (
            topic,
            round,
            invalid.0.into_iter().map(|error| error.field).collect(),
        )
    }

    #[test]
    fn a_field_that_was_left_empty_is_no_filter() {
        assert_eq!(read("", " "), (None, None, Vec::new()));
        assert_eq!(topic_and_round(&mut Invalid::default(), None, None), (None, None));
    }

    #[test]
    fn a_filter_that_cannot_be_is_named() {
        let id = "00000000-0000-0000-0000-000000000007";
        let round = Some(id.parse::<RoundId>().unwrap());
        assert_eq!(read(" 0510 ", id), (Some("0510".into()), round, Vec::new()));
        let (_, round, wrong) = read("Lärm", "x");
        assert_eq!(
            (round, wrong),
            (None, vec!["topic".to_owned(), "round".to_owned()])
        );
    }
}
